// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A drag over a take chooses what it went over, a click what is heard there; keys go from stretch to stretch.
// Layer: app.

#include "app/edit/take-lane-private.h"

#include "app/edit/song-edge.h"
#include "app/edit/take-ops.h"
#include "app/shell/actions.h"

#include <glib/gi18n.h>
#include <math.h>

#define DRAG_FROM_PX 3.0

void
lt_take_lane_let_go (LtTakeLane *self)
{
  if (!self->is_held)
    return;
  self->is_held = self->is_moved = FALSE;
  if (self->edge_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->edge_tick);
  self->edge_tick = 0;
  lt_edit_state_clear_snap (&self->snap);
  lt_edit_state_set_snap_line (self->state, -1.0);
  lt_edit_state_set_hand_tag (self->state, NULL, 0.0, 0.0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the pointer --- */

static double
frame_at (LtTakeLane *self, double x)
{
  return MAX (lt_time_scale_frame (lt_edit_state_get_scale (self->state), x), 0.0);
}

/* @frame, or what is near it; Shift: as it is. */
static double
snapped (LtTakeLane *self, double frame, gboolean show)
{
  double   place = frame;
  gboolean met = (self->keys & GDK_SHIFT_MASK) == 0 && lt_snap_find (&self->snap, frame, &place);

  if (show)
    lt_edit_state_set_snap_line (self->state, met ? place : -1.0);
  return place;
}

static void
tell (LtTakeLane *self, double x, double y)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             from = MIN (self->from, self->to), length = fabs (self->to - self->from), at_x, at_y;
  g_autofree char   *words = lt_time_scale_dup_span_words (scale, from, length);

  gtk_widget_translate_coordinates (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (self)), x, y, &at_x, &at_y);
  lt_edit_state_set_hand_tag (self->state, g_strdup_printf ("%s · %.3f s", words, length / scale->rate_hz), at_x, at_y);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, LtTakeLane *self)
{
  lt_take_lane_let_go (self);
  if (self->take == NULL)
    return;
  lt_selection_set_strip (lt_edit_state_get_selection (self->state), self->track->strip->id);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->is_held = TRUE;
  self->x = x;
  self->y = y;
  self->begin = frame_at (self, x);
  self->snap = lt_edit_state_make_snap (self->state, NULL);
}

static void
work (LtTakeLane *self)
{
  self->from = snapped (self, self->begin, FALSE);
  self->to = snapped (self, frame_at (self, self->at_x), TRUE);
  tell (self, self->at_x, self->at_y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_edge_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  LtTakeLane *self = data;

  if (!lt_song_edge_scroll (self->state, self->x, self->at_x))
    {
      self->edge_tick = 0;
      return G_SOURCE_REMOVE;
    }
  work (self);
  return G_SOURCE_CONTINUE;
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtTakeLane *self)
{
  if (!self->is_held || (!self->is_moved && fabs (dx) < DRAG_FROM_PX))
    return;
  self->is_moved = TRUE;
  self->keys = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  self->at_x = self->x + dx;
  self->at_y = self->y + dy;
  if (self->edge_tick == 0 && lt_song_edge_is_at (self->state, self->x, self->at_x))
    self->edge_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_edge_tick, self, NULL);
  work (self);
}

/* The lane may be another one when it is chosen: what is needed is kept before. */
static void
on_end (GtkGestureDrag *gesture, double dx, double dy, LtTakeLane *self)
{
  gboolean             was_held = self->is_held, was_moved = self->is_moved;
  int64_t              from = llround (MIN (self->from, self->to)), to = llround (MAX (self->from, self->to));
  const LtTakeStretch *stretch = was_held && !was_moved ? lt_take_lane_find_stretch (self, self->begin) : NULL;

  lt_take_lane_let_go (self);
  if (!was_held)
    return;
  if (stretch != NULL)
    {
      from = stretch->from;
      to = stretch->to;
    }
  else if (!was_moved)
    return;
  lt_take_lane_set_cursor (self, (from + to) / 2);
  lt_take_ops_choose (self->state, self->take->id, from, to);
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtTakeLane *self)
{
  lt_take_lane_let_go (self);
}

/* --- the menu --- */

static void
open_menu (LtTakeLane *self, double x, double y)
{
  if (self->menu == NULL)
    {
      g_autoptr (GMenu) menu = g_menu_new ();

      g_menu_append (menu, _ ("Choose all of it"), "take.choose-all");
      g_menu_append (menu, _ ("Remove the take"), "take.remove");
      self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_secondary (GtkGestureClick *click, int n_press, double x, double y, LtTakeLane *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED); /* the lanes' menu is another one */
  if (self->take != NULL)
    lt_selection_set_strip (lt_edit_state_get_selection (self->state), self->track->strip->id);
  open_menu (self, x, y);
}

/* --- keys --- */

static const LtTakeStretch *
at_cursor (LtTakeLane *self)
{
  double position = lt_edit_state_get_position (self->state);

  return lt_take_lane_find_stretch (self, self->cursor >= 0 ? (double) self->cursor : position);
}

static gboolean
step (LtTakeLane *self, int way)
{
  const LtTakeStretch *now = at_cursor (self);
  int                  n = (int) self->stretches->len;
  int                  at = now != NULL ? (int) (now - (const LtTakeStretch *) (gpointer) self->stretches->data) : way > 0 ? -1 : n;
  int                  to = self->cursor >= 0 || now == NULL ? CLAMP (at + way, 0, n - 1) : at; /* the first press says where it is */

  if (n == 0)
    return FALSE;
  const LtTakeStretch *stretch = &g_array_index (self->stretches, LtTakeStretch, to);
  lt_take_lane_set_cursor (self, stretch->from + (stretch->to - stretch->from) / 2);
  lt_edit_state_reveal (self->state, (double) stretch->from);
  return TRUE;
}

static gboolean
choose (LtTakeLane *self)
{
  const LtTakeStretch *stretch = at_cursor (self);

  if (stretch == NULL)
    return FALSE;
  int64_t from = stretch->from, to = stretch->to;
  lt_take_lane_set_cursor (self, from + (to - from) / 2);
  lt_take_ops_choose (self->state, self->take->id, from, to);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtTakeLane *self)
{
  if (self->take == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return step (self, keyval == GDK_KEY_Left ? -1 : 1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return choose (self);
    case GDK_KEY_F10:
      if ((state & GDK_SHIFT_MASK) == 0)
        return FALSE;
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_Menu:
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      open_menu (self, 12.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
      return TRUE;
    case GDK_KEY_Escape:
      if (!self->is_held)
        return FALSE;
      lt_take_lane_let_go (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
takes_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  static const guint keys[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_Delete, GDK_KEY_BackSpace };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    return LT_TAKE_LANE (widget)->is_held;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == keyval)
      return TRUE;
  return FALSE;
}

void
lt_take_lane_install_hand (LtTakeLane *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new (), *secondary = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  for (GtkEventController **c = (GtkEventController *[]) { GTK_EVENT_CONTROLLER (drag), GTK_EVENT_CONTROLLER (secondary), keys, focus, NULL }; *c != NULL; c++)
    gtk_widget_add_controller (GTK_WIDGET (self), *c);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
  lt_actions_set_own_keys (GTK_WIDGET (self), takes_key);
}
