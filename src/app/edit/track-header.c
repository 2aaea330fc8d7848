// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A box of plain widgets; the strip's values come from the session and go back as edits.
// Layer: app.

#include "app/edit/track-header.h"

#include "app/edit/level-pair.h"
#include "app/shell/followers.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/control.h"
#include "app/widgets/draw.h"
#include "app/widgets/meter.h"
#include "app/widgets/palette.h"
#include "app/widgets/pick.h"
#include "app/widgets/still.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>

#define METER_PX 9
#define WITH_LEVEL 44 /* px of height */
#define EDGE_PX 5.0 /* to take hold of the lower border */

struct _LtTrackHeader
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtSession   *session; /* holds the strip */
  const LtStrip *strip, *folder; /* that it is in; NULL: none */
  guint        row, depth; /* in how many folders */
  int          height;
  gboolean     is_filling; /* what changes now comes from the session */

  GtkWidget *column, *top, *number, *names, *name, *text, *mute, *solo;
  GtkWidget *level_row, *meter; /* the former comes with the state */
  LtStill   *still;
  int        drag_height;
};

G_DEFINE_FINAL_TYPE (LtTrackHeader, lt_track_header, GTK_TYPE_WIDGET)

/* --- edits --- */

static void
switch_value (LtTrackHeader *self, LtStripValue which, GtkWidget *button, const char *label)
{
  double     on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
  LtContext *context = lt_edit_state_get_context (self->state);

  if (!self->is_filling)
    lt_edit_state_apply (self->state, lt_followers_edit (context, NULL, self->strip->id, which, on, lt_followers_is_alone ()), label, NULL);
}

static void
on_mute (LtTrackHeader *self)
{
  switch_value (self, LT_STRIP_MUTE, self->mute, _ ("Mute track"));
}

static void
on_solo (LtTrackHeader *self)
{
  lt_monitor_actions_press_solo (lt_edit_state_get_context (self->state), self->strip->id, GTK_TOGGLE_BUTTON (self->solo));
}

static void
end_rename (LtTrackHeader *self, gboolean take)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->names)), "text") != 0)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->names), "name");
  if (take)
    lt_edit_state_apply (self->state,
                         lt_edit_strip_name (lt_edit_state_get_session (self->state), self->strip->id, gtk_editable_get_text (GTK_EDITABLE (self->text))),
                         _ ("Rename track"), NULL);
}

static void
on_text_activate (LtTrackHeader *self)
{
  end_rename (self, TRUE);
}

static void
on_text_leave (GtkEventControllerFocus *focus, LtTrackHeader *self)
{
  end_rename (self, TRUE);
}

static gboolean
on_text_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, LtTrackHeader *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  end_rename (self, FALSE);
  return TRUE;
}

void
lt_track_header_rename (LtTrackHeader *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), self->strip->name);
  gtk_stack_set_visible_child_name (GTK_STACK (self->names), "text");
  gtk_widget_grab_focus (self->text);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

static void
on_press (GtkGestureClick *gesture, int n_press, double x, double y, LtTrackHeader *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  LtSelection    *selection = lt_edit_state_get_selection (self->state);
  graphene_rect_t name;

  if (lt_pick_is_taken (GTK_WIDGET (self), x, y))
    lt_selection_lead_strip (selection, self->strip->id);
  else if ((state & GDK_SHIFT_MASK) != 0)
    lt_edit_state_pick_tracks_to (self->state, self->strip->id);
  else if ((state & GDK_CONTROL_MASK) != 0)
    lt_selection_toggle_strip (selection, self->strip->id);
  else
    lt_selection_set_strip (selection, self->strip->id);
  if (n_press == 2 && gtk_widget_compute_bounds (self->names, GTK_WIDGET (self), &name)
      && graphene_rect_contains_point (&name, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    lt_track_header_rename (self);
}

static void
on_frame (LtTrackHeader *self)
{
  if (self->strip != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && lt_edit_state_get_session (self->state) != NULL)
    lt_level_pair_read_meter (lt_edit_state_get_context (self->state), self->strip->id, self->meter);
}

/* --- the lower border --- */

static gboolean
is_on_edge (LtTrackHeader *self, double y)
{
  return y >= self->height - EDGE_PX;
}

static void
on_edge_begin (GtkGestureDrag *gesture, double x, double y, LtTrackHeader *self)
{
  if (is_on_edge (self, y))
    self->drag_height = self->height;
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_edge_update (GtkGestureDrag *gesture, double dx, double dy, LtTrackHeader *self)
{
  lt_edit_state_set_row_height (self->state, self->row, self->drag_height + (int) dy);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtTrackHeader *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_on_edge (self, y) ? "row-resize" : NULL);
}

/* --- looks --- */

/* The colours of the folders that it is in, and its own. */
static void
append_bars (LtTrackHeader *self, GtkSnapshot *snapshot, float h)
{
  const LtStrip *strip = self->strip;

  for (int i = (int) self->depth; i >= 0 && strip != NULL; i--, strip = lt_strip_order_get_folder (self->session, strip))
    gtk_snapshot_append_color (snapshot, lt_palette_get_track (strip->colour), &GRAPHENE_RECT_INIT ((float) (LT_EDIT_INDENT * i), 0, LT_EDIT_BAR, h));
}

static void
lt_track_header_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtTrackHeader *self = LT_TRACK_HEADER (widget);
  float          w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);
  gboolean       is_picked;

  if (self->strip == NULL)
    return;
  is_picked = lt_selection_has_strip (lt_edit_state_get_selection (self->state), self->strip->id);
  gtk_snapshot_append_color (snapshot, lt_palette_get (is_picked ? LT_COLOUR_RAISED : lt_palette_is_dark () ? LT_COLOUR_PANEL : LT_COLOUR_WINDOW),
                             &GRAPHENE_RECT_INIT (0, 0, w, h));
  append_bars (self, snapshot, h);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE), &GRAPHENE_RECT_INIT (0, h - 1, w, 1));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT (w - 1, 0, 1, h));
  lt_still_snapshot (self->still, widget, snapshot);
}

static void
lt_track_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtTrackHeader *self = LT_TRACK_HEADER (widget);
  int            left = 8 + LT_EDIT_INDENT * (int) self->depth, wide = MAX (width - left - METER_PX - 14, 1), need_w, need_h;

  gtk_widget_measure (self->column, GTK_ORIENTATION_HORIZONTAL, -1, &need_w, NULL, NULL, NULL);
  gtk_widget_measure (self->column, GTK_ORIENTATION_VERTICAL, MAX (wide, need_w), &need_h, NULL, NULL, NULL);
  gtk_widget_measure (self->meter, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->column, &(GtkAllocation) { left, 3, MAX (wide, need_w), MAX (need_h, 1) }, -1);
  gtk_widget_size_allocate (self->meter, &(GtkAllocation) { width - METER_PX - 7, 6, METER_PX, MAX (height - 12, 8) }, -1);
}

static void
lt_track_header_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : LT_EDIT_ROW_S;
}

/* --- building --- */

static GtkWidget *
toggle (const char *letter, const char *label, const char *class)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (letter);

  gtk_widget_add_css_class (button, "mini");
  gtk_widget_add_css_class (button, class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static void
build_name (LtTrackHeader *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  self->names = gtk_stack_new ();
  self->name = gtk_label_new (NULL);
  self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL); /* GTK has none for a text without an entry */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "track-name");
  gtk_widget_add_css_class (self->text, "track-name");
  gtk_widget_set_hexpand (self->names, TRUE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->names), FALSE);
  gtk_stack_add_named (GTK_STACK (self->names), self->name, "name");
  gtk_stack_add_named (GTK_STACK (self->names), self->text, "text");
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (on_text_activate), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_text_leave), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_text_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->text, focus);
  gtk_widget_add_controller (self->text, keys);
}

static void
build (LtTrackHeader *self)
{
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->number = gtk_label_new (NULL);
  self->mute = toggle ("M", _ ("Mute"), "mute");
  self->solo = toggle ("S", _ ("Solo"), "solo");
  build_name (self);
  gtk_label_set_width_chars (GTK_LABEL (self->number), 2);
  gtk_label_set_xalign (GTK_LABEL (self->number), 1.0f);
  gtk_widget_add_css_class (self->number, "track-number");
  gtk_box_append (GTK_BOX (self->top), self->number);
  gtk_box_append (GTK_BOX (self->top), self->names);
  gtk_box_append (GTK_BOX (self->top), self->mute);
  gtk_box_append (GTK_BOX (self->top), self->solo);
  gtk_box_append (GTK_BOX (self->column), self->top);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  self->meter = lt_meter_new (2);
  gtk_widget_set_parent (self->meter, GTK_WIDGET (self));
  g_signal_connect_swapped (self->mute, "toggled", G_CALLBACK (on_mute), self);
  g_signal_connect_swapped (self->solo, "clicked", G_CALLBACK (on_solo), self);
}

static void
add_controllers (LtTrackHeader *self)
{
  GtkGesture         *press = gtk_gesture_click_new (), *edge = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (edge), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_press), self);
  g_signal_connect (edge, "drag-begin", G_CALLBACK (on_edge_begin), self);
  g_signal_connect (edge, "drag-update", G_CALLBACK (on_edge_update), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (edge));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
lt_track_header_dispose (GObject *object)
{
  LtTrackHeader *self = LT_TRACK_HEADER (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_pointer (&self->meter, gtk_widget_unparent);
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_track_header_parent_class)->dispose (object);
}

static void
lt_track_header_finalize (GObject *object)
{
  lt_still_free (LT_TRACK_HEADER (object)->still);
  G_OBJECT_CLASS (lt_track_header_parent_class)->finalize (object);
}

static void
lt_track_header_class_init (LtTrackHeaderClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_track_header_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_track_header_finalize;
  widget->snapshot = lt_track_header_snapshot;
  widget->size_allocate = lt_track_header_size_allocate;
  widget->measure = lt_track_header_measure;
  gtk_widget_class_set_css_name (widget, "trackheader");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_track_header_init (LtTrackHeader *self)
{
  self->still = lt_still_new ();
  build (self);
  add_controllers (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_track_header_new (LtEditState *state)
{
  LtTrackHeader *self = g_object_new (LT_TYPE_TRACK_HEADER, NULL);

  self->state = g_object_ref (state);
  self->level_row = lt_level_pair_new (state);
  gtk_widget_set_margin_start (self->level_row, 24);
  gtk_box_append (GTK_BOX (self->column), self->level_row);
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_edit_state_get_context (state), "frame", G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
fill (LtTrackHeader *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->row + 1);
  g_autofree char *meter = g_strdup_printf (_ ("%s meter"), self->strip->name);

  self->is_filling = TRUE;
  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_label_set_label (GTK_LABEL (self->name), self->strip->name);
  gtk_widget_set_tooltip_text (self->name, self->strip->name);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mute), self->strip->mute);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->solo), self->strip->solo);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->strip->name, -1);
  lt_level_pair_show (LT_LEVEL_PAIR (self->level_row), self->strip);
  lt_meter_set_name (LT_METER (self->meter), meter);
  self->is_filling = FALSE;
}

void
lt_track_header_show (LtTrackHeader *self, guint row, int height)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtStrip   *strip = ((const LtTrack *) session->tracks->pdata[row])->strip;
  guint            depth = lt_strip_order_get_depth (session, strip);
  const LtStrip   *folder = lt_strip_order_get_folder (session, strip);
  gboolean         same = self->strip == strip && self->row == row && self->depth == depth && self->folder == folder;

  self->height = height;
  self->row = row;
  gtk_widget_set_visible (self->level_row, height >= WITH_LEVEL * lt_draw_text_factor (GTK_WIDGET (self)));
  if (same)
    return;
  LtSession *held = lt_session_ref (session);
  g_clear_pointer (&self->session, lt_session_unref);
  self->session = held;
  self->strip = strip;
  self->folder = folder;
  self->depth = depth;
  fill (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
