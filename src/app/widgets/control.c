// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The value of a control and the gestures that change it.
// Layer: app/widgets.

#include "app/widgets/control-private.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>
#include <math.h>

#define PAUSE_MS 500 /* keys and notches further apart are gestures of their own */

typedef struct
{
  LtValueSpec      spec;
  char            *name;
  GMenuModel      *menu;
  LtControl       *field; /* not held */
  LtControlTyping *typing;
  LtControlDot     automation;
  guint            pause_source; /* until the end of a gesture of keys or notches */
  gboolean         is_open;      /* between begin and end */
  gboolean         is_dragging;
  gboolean         is_alone;
  gboolean         is_automatable;
  gboolean         is_own; /* the value is being set from here */
} LtControlPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LtControl, lt_control, GTK_TYPE_RANGE)

enum
{
  GESTURE_BEGIN,
  CHANGED,
  GESTURE_END,
  AUTOMATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define PRIVATE(self) ((LtControlPrivate *) lt_control_get_instance_private (self))

static void
tell_value (LtControl *self)
{
  g_autofree char *words = lt_number_text_dup_words (&PRIVATE (self)->spec.format, lt_control_get_value (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
tell_name (LtControl *self)
{
  LtControlPrivate *priv = PRIVATE (self);
  const char       *name = priv->name != NULL ? priv->name : priv->spec.label;

  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Also when assistive technology has set the value: that is a gesture of its own. */
static void
lt_control_value_changed (GtkRange *range)
{
  LtControl *self = LT_CONTROL (range);

  if (!PRIVATE (self)->is_own)
    {
      lt_control_begin (self, FALSE);
      g_signal_emit (self, signals[CHANGED], 0, lt_control_get_value (self));
      lt_control_end (self, FALSE);
    }
  tell_value (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
put_value (LtControl *self, double value)
{
  LtControlPrivate *priv = PRIVATE (self);
  gboolean          was_own = priv->is_own;

  priv->is_own = TRUE;
  gtk_range_set_value (GTK_RANGE (self), CLAMP (value, priv->spec.min, priv->spec.max));
  priv->is_own = was_own;
}

/* --- gestures --- */

void
lt_control_begin (LtControl *self, gboolean is_alone)
{
  LtControlPrivate *priv = PRIVATE (self);

  if (priv->is_open)
    lt_control_end (self, FALSE);
  priv->is_open = TRUE;
  priv->is_alone = is_alone;
  g_signal_emit (self, signals[GESTURE_BEGIN], 0);
}

void
lt_control_change (LtControl *self, double value)
{
  value = lt_value_spec_clamp (&PRIVATE (self)->spec, value);
  if (value == lt_control_get_value (self))
    return;
  put_value (self, value);
  g_signal_emit (self, signals[CHANGED], 0, value);
}

void
lt_control_end (LtControl *self, gboolean is_cancelled)
{
  LtControlPrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->pause_source, g_source_remove);
  if (!priv->is_open)
    return;
  priv->is_open = FALSE;
  g_signal_emit (self, signals[GESTURE_END], 0, is_cancelled);
  priv->is_alone = FALSE;
}

static void
on_pause (gpointer data)
{
  PRIVATE (data)->pause_source = 0;
  lt_control_end (data, FALSE);
}

void
lt_control_nudge (LtControl *self, double value)
{
  LtControlPrivate *priv = PRIVATE (self);

  if (priv->pause_source == 0)
    lt_control_begin (self, FALSE);
  g_clear_handle_id (&priv->pause_source, g_source_remove);
  priv->pause_source = g_timeout_add_once (PAUSE_MS, on_pause, self);
  lt_control_change (self, value);
}

void
lt_control_enter_value (LtControl *self, double value)
{
  g_return_if_fail (LT_IS_CONTROL (self));

  lt_control_begin (self, FALSE);
  lt_control_change (self, value);
  lt_control_end (self, FALSE);
}

void
lt_control_reset (LtControl *self)
{
  lt_control_enter_value (self, PRIVATE (self)->spec.def);
}

void
lt_control_set_dragging (LtControl *self, gboolean is_dragging)
{
  PRIVATE (self)->is_dragging = is_dragging;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_dragging ? "none" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- widget --- */

static void
lt_control_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lt_control_typing_allocate (PRIVATE (LT_CONTROL (widget))->typing);
  lt_popover_present (widget);
}

static void
lt_control_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtControl *self = LT_CONTROL (widget);

  LT_CONTROL_GET_CLASS (self)->draw (self, snapshot);
  lt_control_typing_snapshot (PRIVATE (self)->typing, snapshot);
}

static void
lt_control_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  GTK_WIDGET_CLASS (lt_control_parent_class)->state_flags_changed (widget, before);
  gtk_widget_queue_draw (widget);
}

static void
lt_control_dispose (GObject *object)
{
  LtControl        *self = LT_CONTROL (object);
  LtControlPrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->pause_source, g_source_remove);
  g_clear_pointer (&priv->typing, lt_control_typing_free);
  g_clear_weak_pointer (&priv->field);
  g_clear_object (&priv->menu);
  G_OBJECT_CLASS (lt_control_parent_class)->dispose (object);
}

static void
lt_control_finalize (GObject *object)
{
  g_free (PRIVATE (LT_CONTROL (object))->name);
  G_OBJECT_CLASS (lt_control_parent_class)->finalize (object);
}

static double
default_drag_length (LtControl *self)
{
  return 200.0;
}

static void
lt_control_class_init (LtControlClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = lt_control_dispose;
  object_class->finalize = lt_control_finalize;
  widget_class->size_allocate = lt_control_size_allocate;
  widget_class->snapshot = lt_control_snapshot;
  widget_class->state_flags_changed = lt_control_state_flags_changed;
  GTK_RANGE_CLASS (class)->value_changed = lt_control_value_changed;
  class->get_drag_length = default_drag_length;

  signals[GESTURE_BEGIN] = g_signal_new ("gesture-begin", LT_TYPE_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[GESTURE_END] = g_signal_new ("gesture-end", LT_TYPE_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[AUTOMATE] = g_signal_new ("automate", LT_TYPE_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  lt_control_menu_install_actions (widget_class);
}

/* GtkRange would jump on a click, scroll always, and draw a trough: its controllers sleep and its trough is hidden. */
static void
silence_range (LtControl *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, FALSE);
}

static void
lt_control_init (LtControl *self)
{
  LtControlPrivate *priv = PRIVATE (self);

  silence_range (self);
  priv->typing = lt_control_typing_new (self);
  priv->spec = (LtValueSpec){ .max = 1.0 };
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  lt_control_hand_install (self);
  lt_control_keys_install (self);
}

/* --- for views --- */

void
lt_control_set_spec (LtControl *self, const LtValueSpec *spec)
{
  g_return_if_fail (LT_IS_CONTROL (self));

  LtControlPrivate *priv = PRIVATE (self);
  priv->spec = *spec;
  priv->is_own = TRUE;
  gtk_range_set_range (GTK_RANGE (self), spec->min, spec->max);
  gtk_range_set_increments (GTK_RANGE (self), spec->step, 10.0 * spec->step);
  priv->is_own = FALSE;
  put_value (self, spec->def);
  tell_name (self);
  tell_value (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const LtValueSpec *
lt_control_get_spec (LtControl *self)
{
  return &PRIVATE (self)->spec;
}

void
lt_control_set_value (LtControl *self, double value)
{
  g_return_if_fail (LT_IS_CONTROL (self));

  put_value (self, lt_value_spec_clamp (&PRIVATE (self)->spec, value));
}

double
lt_control_get_value (LtControl *self)
{
  return lt_value_spec_clamp (&PRIVATE (self)->spec, gtk_range_get_value (GTK_RANGE (self)));
}

double
lt_control_get_travel (LtControl *self)
{
  return lt_value_spec_to_travel (&PRIVATE (self)->spec, lt_control_get_value (self));
}

void
lt_control_set_name (LtControl *self, const char *name)
{
  LtControlPrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->name, name) == 0)
    return;
  g_free (priv->name);
  priv->name = g_strdup (name);
  tell_name (self);
}

const char *
lt_control_get_name (LtControl *self)
{
  LtControlPrivate *priv = PRIVATE (self);

  return priv->name != NULL ? priv->name : priv->spec.label != NULL ? priv->spec.label : "";
}

void
lt_control_set_menu (LtControl *self, GMenuModel *menu)
{
  g_set_object (&PRIVATE (self)->menu, menu);
}

GMenuModel *
lt_control_get_menu (LtControl *self)
{
  return PRIVATE (self)->menu;
}

void
lt_control_set_automatable (LtControl *self, gboolean is_automatable)
{
  PRIVATE (self)->is_automatable = is_automatable;
}

gboolean
lt_control_get_automatable (LtControl *self)
{
  return PRIVATE (self)->is_automatable;
}

void
lt_control_automate (LtControl *self)
{
  g_signal_emit (self, signals[AUTOMATE], 0);
}

void
lt_control_set_automation (LtControl *self, LtControlDot automation)
{
  if (PRIVATE (self)->automation == automation)
    return;
  PRIVATE (self)->automation = automation;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

LtControlDot
lt_control_get_automation (LtControl *self)
{
  return PRIVATE (self)->automation;
}

gboolean
lt_control_has_field (LtControl *self)
{
  return PRIVATE (self)->field != NULL;
}

void
lt_control_set_field (LtControl *self, LtControl *field)
{
  g_set_weak_pointer (&PRIVATE (self)->field, field);
}

void
lt_control_start_typing (LtControl *self, const char *initial)
{
  LtControlPrivate *priv = PRIVATE (self);

  if (priv->field != NULL)
    lt_control_start_typing (priv->field, initial);
  else
    lt_control_typing_start (priv->typing, initial);
}

gboolean
lt_control_is_typing (LtControl *self)
{
  return lt_control_typing_is_on (PRIVATE (self)->typing);
}

void
lt_control_stop_typing (LtControl *self)
{
  lt_control_typing_stop (PRIVATE (self)->typing);
}

gboolean
lt_control_is_dragging (LtControl *self)
{
  return PRIVATE (self)->is_dragging;
}

gboolean
lt_control_get_alone (LtControl *self)
{
  return PRIVATE (self)->is_alone;
}

gboolean
lt_control_is_hot (LtControl *self)
{
  return PRIVATE (self)->is_dragging || (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;
}

gboolean
lt_control_shows_focus (LtControl *self)
{
  return gtk_widget_has_visible_focus (GTK_WIDGET (self));
}
