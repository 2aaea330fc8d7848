// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A label, or a text while it is edited: Enter takes it, Escape leaves the old name, so does leaving an empty one.
// Layer: app.

#include "app/mix/strip-name.h"

#include <glib/gi18n.h>

struct _LtStripName
{
  GtkWidget parent_instance;

  GtkWidget *stack, *label, *text; /* the text NULL: never renamed */
};

G_DEFINE_FINAL_TYPE (LtStripName, lt_strip_name, GTK_TYPE_WIDGET)

enum
{
  RENAMED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
is_editing (LtStripName *self)
{
  return self->text != NULL && gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->text;
}

static void
stop (LtStripName *self, gboolean takes)
{
  g_autofree char *name = NULL;

  if (!is_editing (self))
    return;
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->label);
  if (takes && *name != '\0' && strcmp (name, gtk_label_get_label (GTK_LABEL (self->label))) != 0)
    g_signal_emit (self, signals[RENAMED], 0, name);
}

static void
on_enter (LtStripName *self)
{
  stop (self, TRUE);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtStripName *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  stop (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, LtStripName *self)
{
  if (n_press != 2 || is_editing (self))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  lt_strip_name_start (self);
}

static void
lt_strip_name_dispose (GObject *object)
{
  g_clear_pointer (&LT_STRIP_NAME (object)->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_strip_name_parent_class)->dispose (object);
}

static void
lt_strip_name_class_init (LtStripNameClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_strip_name_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "stripname");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[RENAMED] = g_signal_new ("renamed", LT_TYPE_STRIP_NAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_strip_name_init (LtStripName *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->stack = gtk_stack_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 1); /* a strip is no wider for it */
  gtk_stack_add_child (GTK_STACK (self->stack), self->label);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* Not before it is needed: few strips are ever renamed. */
static void
build_text (LtStripName *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL); /* GTK has none for a text without an entry */
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 1);
  gtk_widget_add_css_class (self->text, "entry-in-place");
  gtk_widget_set_valign (self->text, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  gtk_stack_add_child (GTK_STACK (self->stack), self->text);

  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (on_enter), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_enter), self);
  gtk_widget_add_controller (self->text, keys);
  gtk_widget_add_controller (self->text, focus);
}

GtkWidget *
lt_strip_name_new (void)
{
  return g_object_new (LT_TYPE_STRIP_NAME, NULL);
}

void
lt_strip_name_set_text (LtStripName *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (self->label, text);
}

void
lt_strip_name_start (LtStripName *self)
{
  if (self->text == NULL)
    build_text (self);
  gtk_editable_set_text (GTK_EDITABLE (self->text), gtk_label_get_label (GTK_LABEL (self->label)));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->text);
  gtk_widget_grab_focus (self->text);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}
