// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A drop falls before or behind a card, by the half that it is over; a line shows where.
// Layer: app.

#include "app/master/module-card.h"

#include "app/master/module-picture.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/drag-escape.h"
#include "app/widgets/palette.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SAY_S 0.5 /* between two times that a reader is told what is reduced */

struct _LtModuleCard
{
  GtkButton parent_instance;

  LtContext *context;
  LtId       slot_id;
  guint      place, n;
  gboolean   alone; /* only this one is heard */
  gint64     said_us;
  GtkWidget *power, *name, *picture, *value, *second;

  LtModulePicture shown;
};

G_DEFINE_FINAL_TYPE (LtModuleCard, lt_module_card, GTK_TYPE_BUTTON)

static const LtSlot *
slot_of (LtModuleCard *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));

  return session != NULL ? lt_session_find_slot (session, self->slot_id, NULL) : NULL;
}

static void
apply (LtModuleCard *self, LtSession *next, const char *label)
{
  lt_document_apply (lt_context_get_document (self->context), next, label, NULL);
}

static const LtSession *
session_of (LtModuleCard *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

/* --- the picture --- */

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  LtModuleCard *self = data;
  const LtSlot *slot = slot_of (self);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_WELL));
  cairo_paint (cr);
  if (slot == NULL || slot->type == NULL)
    return;
  if (slot->bypass)
    cairo_push_group (cr);
  lt_module_picture_draw (&self->shown, slot, session_of (self)->rate_hz, cr, width, height);
  if (slot->bypass)
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 0.5);
    }
}

/* --- what it says --- */

/* "reducing 3.1 dB", or the second value; empty: nothing. */
static void
set_second (LtModuleCard *self, const char *text, gboolean is_reduction)
{
  if (strcmp (gtk_label_get_label (GTK_LABEL (self->second)), text) != 0)
    gtk_label_set_label (GTK_LABEL (self->second), text);
  (is_reduction ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->second, "gr");
}

static void
say (LtModuleCard *self, const LtSlot *slot)
{
  const char      *name = slot->type != NULL ? _ (slot->type->label) : slot->effect;
  const char      *second = gtk_label_get_label (GTK_LABEL (self->second));
  g_autofree char *state = g_strdup_printf (_ ("%s, %u of %u, %s, %s"), name, self->place, self->n, slot->bypass ? _ ("off") : _ ("on"),
                                            gtk_label_get_label (GTK_LABEL (self->value)));
  g_autofree char *words = *second != '\0' ? g_strdup_printf ("%s, %s", state, second) : g_strdup (state);
  g_autofree char *all = self->alone ? g_strdup_printf (_ ("%s, heard alone"), words) : g_strdup (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

/* A card has no room for more than a word or two; what is said aloud and shown as a hint is the whole name. */
static const char *
get_short_name (const LtFxType *type)
{
  static const struct
  {
    const char *key, *name;
  } names[] = {
    { "multiband", NC_ ("short name", "Multiband") },
    { "transient", NC_ ("short name", "Transients") },
    { "denoise", NC_ ("short name", "Denoise") },
    { "dehum", NC_ ("short name", "Dehum") },
    { "convolve", NC_ ("short name", "Convolution") },
    { "width", NC_ ("short name", "Width") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (type->key, names[i].key) == 0)
      return g_dpgettext2 (NULL, "short name", names[i].name);
  return _ (type->label);
}

void
lt_module_card_update (LtModuleCard *self, guint place, guint n, gboolean picked)
{
  const LtSlot *slot = slot_of (self);

  if (slot == NULL)
    return;
  const char      *name = slot->type != NULL ? _ (slot->type->label) : slot->effect;
  g_autofree char *value = lt_module_picture_dup_first (slot), *second = lt_module_picture_dup_second (slot);
  LtId             alone = lt_live_get_alone (lt_context_get_live (self->context));
  g_autofree char *power = g_strdup_printf (slot->bypass ? _ ("Switch %s on") : _ ("Bypass %s"), name);

  self->place = place;
  self->n = n;
  gtk_label_set_label (GTK_LABEL (self->name), slot->type != NULL ? get_short_name (slot->type) : name);
  gtk_widget_set_tooltip_text (self->name, name); /* it may be cut short */
  gtk_label_set_label (GTK_LABEL (self->value), value);
  if (slot->bypass || slot->type == NULL || !lt_module_picture_has_reduction (slot->type))
    set_second (self, second, FALSE);
  self->alone = alone == self->slot_id;
  say (self, slot);
  (self->alone ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "alone");
  (alone != 0 && !self->alone && lt_strip_find_slot (session_of (self)->master, alone) != NULL ? gtk_widget_add_css_class
                                                                                               : gtk_widget_remove_css_class) (GTK_WIDGET (self), "hushed");
  gtk_widget_set_tooltip_text (self->power, power);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->power), GTK_ACCESSIBLE_PROPERTY_LABEL, power, -1);
  (slot->bypass ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "off");
  (picked ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "picked");
  gtk_widget_queue_draw (self->picture);
}

/* What leaves the chain: its last effect is the one that cares. */
static double
level_db (LtModuleCard *self)
{
  LtLiveLevel level;

  if (!lt_live_read_level (lt_context_get_live (self->context), session_of (self)->master->id, &level))
    return -INFINITY;
  return fmax ((double) level.peak_db[0], (double) level.peak_db[1]);
}

void
lt_module_card_frame (LtModuleCard *self)
{
  float         readouts[LT_FX_MAX_READOUTS];
  const LtSlot *slot = slot_of (self);

  if (slot == NULL || slot->type == NULL || !lt_module_picture_has_reduction (slot->type))
    return;
  gboolean there = lt_live_read_readouts (lt_context_get_live (self->context), self->slot_id, readouts);
  gboolean moved = lt_module_picture_push (&self->shown, slot->type, there ? readouts : NULL, level_db (self));
  double   now = lt_module_picture_reduction_db (&self->shown, slot->type);
  gint64   time_us = g_get_monotonic_time ();
  g_autofree char *text = now > 0.05 ? g_strdup_printf ("\u2212%.1f dB", now) : g_strdup ("");

  if (!slot->bypass)
    set_second (self, text, TRUE);
  if (!moved)
    return;
  gtk_widget_queue_draw (self->picture);
  if ((double) (time_us - self->said_us) < SAY_S * G_USEC_PER_SEC)
    return;
  self->said_us = time_us;
  say (self, slot);
}

LtId
lt_module_card_get_slot (LtModuleCard *self)
{
  return self->slot_id;
}

/* --- hands --- */

static void
bypass (LtModuleCard *self)
{
  const LtSlot *slot = slot_of (self);

  if (slot != NULL)
    apply (self, lt_edit_slot_bypass (session_of (self), self->slot_id, !slot->bypass), slot->bypass ? _ ("Switch effect on") : _ ("Bypass effect"));
}

static void
move_to (LtModuleCard *self, LtId moved, int at)
{
  const LtSession *session = session_of (self);
  g_autoptr (GError) error = NULL;
  LtSession *next = lt_edit_slot_move (session, moved, session->master->id, at, &error);

  if (next != NULL)
    apply (self, next, _ ("Move effect"));
  else
    lt_context_toast (self->context, error->message, FALSE);
}

static gboolean
focus_beside (LtModuleCard *self, gboolean right)
{
  GtkWidget *beside = right ? gtk_widget_get_next_sibling (GTK_WIDGET (self)) : gtk_widget_get_prev_sibling (GTK_WIDGET (self));

  return beside != NULL && gtk_widget_grab_focus (beside);
}

void
lt_module_card_toggle_alone (LtModuleCard *self)
{
  LtId now = lt_live_get_alone (lt_context_get_live (self->context));

  g_action_group_change_action_state (lt_monitor_actions_get (self->context), "alone", g_variant_new_uint64 (now == self->slot_id ? 0 : self->slot_id));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtModuleCard *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (control && keyval == GDK_KEY_Left && self->place > 1)
    move_to (self, self->slot_id, (int) self->place - 2);
  else if (control && keyval == GDK_KEY_Right && self->place < self->n)
    move_to (self, self->slot_id, (int) self->place);
  else if (keyval == GDK_KEY_Delete)
    {
      apply (self, lt_edit_slot_remove (session_of (self), self->slot_id), _ ("Remove effect"));
      lt_context_toast (self->context, _ ("Removed the effect"), TRUE);
    }
  else if (keyval == GDK_KEY_b && !control && !(state & GDK_SHIFT_MASK))
    bypass (self);
  else if (!control && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    return focus_beside (self, keyval == GDK_KEY_Right);
  else
    return FALSE;
  return TRUE;
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, LtModuleCard *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_UINT64, (guint64) self->slot_id);
}

static void
show_drop (LtModuleCard *self, gboolean before, gboolean after)
{
  (before ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "drop-before");
  (after ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "drop-after");
}

static gboolean
is_right_half (LtModuleCard *self, double x)
{
  return x > gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, LtModuleCard *self)
{
  show_drop (self, !is_right_half (self, x), is_right_half (self, x));
  return GDK_ACTION_MOVE;
}

static void
on_leave (LtModuleCard *self)
{
  show_drop (self, FALSE, FALSE);
}

/* Places are counted without the one that is moved. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, LtModuleCard *self)
{
  guint64          moved = g_value_get_uint64 (value);
  const LtSession *session = session_of (self);
  int              at = (int) self->place - 1 + (is_right_half (self, x) ? 1 : 0), from = -1;

  show_drop (self, FALSE, FALSE);
  for (guint i = 0; i < session->master->slots->len; i++)
    if (((const LtSlot *) g_ptr_array_index (session->master->slots, i))->id == moved)
      from = (int) i;
  if (lt_session_find_slot (session, moved, NULL) == NULL || from == at || from + 1 == at)
    return FALSE;
  move_to (self, moved, from >= 0 && from < at ? at - 1 : at);
  return TRUE;
}

/* Before the button has it: a click with Alt opens nothing. */
static void
on_pressed (GtkGestureClick *click, int n, double x, double y, LtModuleCard *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));

  if ((state & GDK_ALT_MASK) == 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  lt_module_card_toggle_alone (self);
}

/* --- the class --- */

static void
lt_module_card_class_init (LtModuleCardClass *class)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "button");
}

static void
lt_module_card_init (LtModuleCard *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget          *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource      *drag = gtk_drag_source_new ();
  GtkDropTarget      *drop = gtk_drop_target_new (G_TYPE_UINT64, GDK_ACTION_MOVE);
  GtkGesture         *click = gtk_gesture_click_new ();

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (self->name, "body");
  self->power = gtk_button_new_from_icon_name ("lathe-power-symbolic");
  gtk_widget_add_css_class (self->power, "flat");
  gtk_widget_add_css_class (self->power, "tool");
  self->picture = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->picture), 44);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->picture), 90);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->picture), draw, self, NULL);
  self->value = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->value, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (self->value), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->value), 0.0f);
  gtk_widget_set_hexpand (self->value, TRUE);
  self->second = gtk_label_new ("");
  gtk_widget_add_css_class (self->second, "caption");
  gtk_box_append (GTK_BOX (head), gtk_image_new_from_icon_name ("lathe-grip-symbolic"));
  gtk_box_append (GTK_BOX (head), self->name);
  gtk_box_append (GTK_BOX (head), self->power);
  gtk_box_append (GTK_BOX (foot), self->value);
  gtk_box_append (GTK_BOX (foot), self->second);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "module-card");

  g_signal_connect_swapped (self->power, "clicked", G_CALLBACK (bypass), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_prepare), self);
  lt_drag_escape_watch (drag);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  g_signal_connect (drop, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (on_leave), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
lt_module_card_new (LtContext *context, LtId slot_id)
{
  LtModuleCard *self = g_object_new (LT_TYPE_MODULE_CARD, NULL);

  self->context = context;
  self->slot_id = slot_id;
  return GTK_WIDGET (self);
}
