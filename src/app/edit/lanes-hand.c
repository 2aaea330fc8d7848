// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A drag is what was picked up, where, and the session as it was then.
// Layer: app.

#include "app/edit/lanes-hand-private.h"

#include "app/edit/audition.h"
#include "app/edit/song-edge.h"
#include "media/stretcher.h"
#include "session/edit-clips.h"

#include <glib/gi18n.h>
#include <math.h>

#define DRAG_FROM_PX 3.0

static GdkModifierType
mods (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
}

static void
let_go (LtLanesHand *self)
{
  self->drag = LT_DRAG_NONE;
  if (self->edge_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->lanes), self->edge_tick);
  self->edge_tick = 0;
  g_clear_pointer (&self->base, lt_session_unref);
  g_clear_pointer (&self->made, lt_session_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->gesture, g_free);
  g_clear_pointer (&self->stroke, lt_stroke_free);
  lt_edit_state_clear_snap (&self->snap);
  lt_edit_state_set_snap_line (self->state, -1.0);
  lt_edit_state_set_hand_tag (self->state, NULL, 0.0, 0.0);
}

/* --- picking up --- */

static void
pick_track (LtLanesHand *self, int row)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (row >= 0)
    lt_selection_set_strip (lt_edit_state_get_selection (self->state), ((const LtTrack *) session->tracks->pdata[row])->strip->id);
}

static gboolean
is_slip (GdkModifierType state)
{
  return (state & GDK_CONTROL_MASK) && (state & GDK_ALT_MASK);
}

static LtDrag
drag_for (LtLanesHand *self, const LtLanesHit *hit, GdkModifierType state)
{
  static const LtDrag drags[] = {
    [LT_CLIP_ZONE_RANGE] = LT_DRAG_RANGE,       [LT_CLIP_ZONE_MOVE] = LT_DRAG_MOVE, [LT_CLIP_ZONE_FADE_IN] = LT_DRAG_FADE_IN,
    [LT_CLIP_ZONE_FADE_OUT] = LT_DRAG_FADE_OUT, [LT_CLIP_ZONE_GAIN] = LT_DRAG_GAIN, [LT_CLIP_ZONE_START] = LT_DRAG_START,
    [LT_CLIP_ZONE_END] = LT_DRAG_END,           [LT_CLIP_ZONE_CROSS] = LT_DRAG_CROSS,
  };
  const LtClip *clip = hit->clip_id != 0 ? lt_session_find_clip (lt_edit_state_get_session (self->state), hit->clip_id, NULL) : NULL;
  LtEditTool    tool = lt_edit_state_get_tool (self->state);
  LtDrag        drag = LT_DRAG_NONE;

  if (clip == NULL || tool == LT_EDIT_TOOL_RANGE)
    return LT_DRAG_RANGE;
  if (tool == LT_EDIT_TOOL_DRAW)
    drag = LT_DRAG_DRAW;
  else if (tool == LT_EDIT_TOOL_POINTER)
    drag = is_slip (state) ? LT_DRAG_SLIP : drags[hit->zone];
  if ((state & GDK_ALT_MASK) && lt_stretcher_version () != NULL && (drag == LT_DRAG_START || drag == LT_DRAG_END))
    drag = drag == LT_DRAG_START ? LT_DRAG_STRETCH_START : LT_DRAG_STRETCH_END;
  return clip->locked && drag != LT_DRAG_RANGE ? LT_DRAG_NONE : drag;
}

/* How far the pointer is from what it holds, px. */
static double
grip_of (LtLanesHand *self)
{
  const LtClip      *clip = lt_session_find_clip (lt_edit_state_get_session (self->state), self->hit.clip_id, NULL);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  int64_t            end = clip != NULL ? clip->pos_frames + clip->length_frames : 0;

  switch (self->drag)
    {
    case LT_DRAG_START:
    case LT_DRAG_STRETCH_START:
      return self->x - lt_time_scale_x (scale, (double) clip->pos_frames);
    case LT_DRAG_END:
    case LT_DRAG_STRETCH_END:
      return self->x - lt_time_scale_x (scale, (double) end);
    case LT_DRAG_FADE_IN:
      return self->x - lt_time_scale_x (scale, (double) (clip->pos_frames + clip->fade_in_frames));
    case LT_DRAG_FADE_OUT:
      return self->x - lt_time_scale_x (scale, (double) (end - clip->fade_out_frames));
    default:
      return 0.0;
    }
}

static void
split_here (LtLanesHand *self, GdkModifierType state)
{
  g_autoptr (GArray) ids = lt_edit_state_dup_clips (self->state), made = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (!lt_selection_has_clip (lt_edit_state_get_selection (self->state), self->hit.clip_id))
    {
      g_array_set_size (ids, 0);
      g_array_append_val (ids, self->hit.clip_id);
    }
  self->snap = lt_edit_state_make_snap (self->state, NULL);
  lt_edit_state_apply (self->state, lt_edit_clips_split (lt_edit_state_get_session (self->state), ids, lt_lanes_drag_snap (self, self->x, state), made),
                       _ ("Split clip"), NULL);
  lt_edit_state_pick (self->state, made);
  let_go (self);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, LtLanesHand *self)
{
  LtSelection    *selection = lt_edit_state_get_selection (self->state);
  GdkModifierType state = mods (gesture);

  let_go (self);
  if (lt_edit_state_get_session (self->state) == NULL)
    return;
  self->hit = lt_lanes_pick (self->lanes, x, y);
  self->x = x;
  self->y = y;
  self->frame = MAX (lt_time_scale_frame (lt_edit_state_get_scale (self->state), x), 0.0);
  self->is_moved = FALSE;
  self->drag = drag_for (self, &self->hit, state);
  self->grip = grip_of (self);
  self->was_picked = lt_selection_has_clip (selection, self->hit.clip_id);

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->lanes)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->lanes));
  pick_track (self, self->hit.row);
  if (self->hit.clip_id != 0 && lt_edit_state_get_tool (self->state) == LT_EDIT_TOOL_SPLIT)
    {
      split_here (self, state);
      return;
    }
  if (self->hit.clip_id != 0 && !self->was_picked)
    {
      if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && !is_slip (state))
        lt_selection_toggle_clip (selection, self->hit.clip_id);
      else
        lt_selection_set_clip (selection, self->hit.clip_id);
    }
}

/* The first real movement. */
static void
start (LtLanesHand *self)
{
  self->is_moved = TRUE;
  if (!lt_selection_get_range (lt_edit_state_get_selection (self->state), &self->range_from, &self->range_to))
    self->range_from = self->range_to = 0;
  lt_edit_state_get_range_rows (self->state, &self->rows_first, &self->rows_last);
  self->ids = lt_edit_state_dup_clips (self->state);
  self->base = lt_session_ref (lt_edit_state_get_session (self->state));
  self->gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), "clip");
  self->snap = lt_edit_state_make_snap (self->state, self->drag == LT_DRAG_MOVE ? self->ids : NULL);
  self->stroke = self->drag == LT_DRAG_DRAW ? lt_stroke_new () : NULL;
  if (self->drag == LT_DRAG_DRAW)
    lt_lanes_drag_to (self, self->x, self->y, 0);
  lt_session_take (&self->made, lt_session_ref (lt_edit_state_get_session (self->state)));
}

/* --- at the edges, where the song comes along --- */

/* What a key or a job has done to the session meanwhile stays: the drag, which would make all of it anew, is over. */
static void
work (LtLanesHand *self)
{
  if (self->drag != LT_DRAG_RANGE && lt_edit_state_get_session (self->state) != self->made)
    {
      let_go (self);
      return;
    }
  lt_lanes_drag_to (self, self->at_x, self->at_y, self->keys);
  lt_session_take (&self->made, lt_session_ref (lt_edit_state_get_session (self->state)));
  lt_lanes_drag_tell (self, self->at_x, self->at_y);
}

static gboolean
on_edge_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  LtLanesHand *self = data;

  if (!lt_song_edge_scroll (self->state, self->x, self->at_x))
    {
      self->edge_tick = 0;
      return G_SOURCE_REMOVE;
    }
  work (self);
  return self->edge_tick != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
goes_along (LtDrag drag)
{
  return drag == LT_DRAG_RANGE || drag == LT_DRAG_MOVE || drag == LT_DRAG_START || drag == LT_DRAG_END || drag == LT_DRAG_FADE_IN || drag == LT_DRAG_FADE_OUT
         || drag == LT_DRAG_STRETCH_START || drag == LT_DRAG_STRETCH_END;
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtLanesHand *self)
{
  if (self->drag == LT_DRAG_NONE || (!self->is_moved && hypot (dx, dy) < DRAG_FROM_PX))
    return;
  if (!self->is_moved)
    start (self);
  self->at_x = self->x + dx;
  self->at_y = self->y + dy;
  self->keys = mods (gesture);
  if (self->edge_tick == 0 && goes_along (self->drag) && lt_song_edge_is_at (self->state, self->x, self->at_x))
    self->edge_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->lanes), on_edge_tick, self, NULL);
  work (self);
}

/* A press that moved nothing. */
static void
click (LtLanesHand *self, GdkModifierType state)
{
  LtSelection *selection = lt_edit_state_get_selection (self->state);

  if (self->hit.clip_id != 0 && (state & GDK_ALT_MASK) && !(state & GDK_CONTROL_MASK))
    lt_audition_start (self->state, self->hit.clip_id, llround (self->frame));
  if (self->hit.clip_id == 0)
    lt_selection_set_clip (selection, 0);
  else if (self->was_picked && state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    lt_selection_toggle_clip (selection, self->hit.clip_id);
  else if (self->was_picked)
    lt_selection_set_clip (selection, self->hit.clip_id);
  lt_selection_set_range (selection, 0, 0);
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, LtLanesHand *self)
{
  if (self->is_moved && self->drag == LT_DRAG_MOVE)
    lt_lanes_drag_drop (self, mods (gesture));
  else if (!self->is_moved && lt_edit_state_get_session (self->state) != NULL && lt_edit_state_get_tool (self->state) != LT_EDIT_TOOL_SPLIT)
    click (self, mods (gesture));
  let_go (self);
}

/* Escape, or another gesture takes over: as it was. */
static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtLanesHand *self)
{
  if (self->is_moved && self->base != NULL && self->drag == LT_DRAG_RANGE)
    {
      lt_edit_state_set_range_rows (self->state, self->rows_first, self->rows_last);
      lt_selection_set_range (lt_edit_state_get_selection (self->state), self->range_from, self->range_to);
    }
  else if (self->is_moved && self->base != NULL)
    {
      lt_edit_state_cancel (self->state, self->gesture);
      lt_edit_state_pick (self->state, self->ids);
    }
  self->is_moved = TRUE; /* what is left of the press is no click */
  let_go (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtLanesHand *self)
{
  if (keyval != GDK_KEY_Escape || self->drag == LT_DRAG_NONE)
    return FALSE;
  on_cancel (NULL, NULL, self);
  return TRUE;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, LtLanesHand *self)
{
  if (n_press == 2 && lt_lanes_pick (self->lanes, x, y).clip_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self->lanes), "edit.open-detail", NULL);
}

/* --- the pointer's shape --- */

static const char *
cursor_for (LtLanesHand *self, const LtLanesHit *hit, GdkModifierType state)
{
  static const char *const cursors[LT_N_DRAGS] = {
    [LT_DRAG_NONE] = "default",      [LT_DRAG_RANGE] = "text",     [LT_DRAG_MOVE] = "grab",       [LT_DRAG_FADE_IN] = "nw-resize",
    [LT_DRAG_FADE_OUT] = "ne-resize", [LT_DRAG_GAIN] = "ns-resize", [LT_DRAG_START] = "w-resize",  [LT_DRAG_END] = "e-resize",
    [LT_DRAG_CROSS] = "move",        [LT_DRAG_SLIP] = "ew-resize", [LT_DRAG_DRAW] = "crosshair",
    [LT_DRAG_STRETCH_START] = "col-resize", [LT_DRAG_STRETCH_END] = "col-resize",
  };

  if (lt_edit_state_get_tool (self->state) == LT_EDIT_TOOL_SPLIT)
    return hit->clip_id != 0 ? "col-resize" : "default";
  return cursors[drag_for (self, hit, state)];
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtLanesHand *self)
{
  LtLanesHit hit;

  if (lt_edit_state_get_session (self->state) == NULL || self->drag != LT_DRAG_NONE)
    return;
  hit = lt_lanes_pick (self->lanes, x, y);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->lanes), cursor_for (self, &hit, mods (motion)));
}

/* --- its life --- */

static void
add (LtLanesHand *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self->lanes), controller);
  g_ptr_array_add (self->controllers, controller);
}

static void
add_drag (LtLanesHand *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new (), *press = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add (self, drag);
  add (self, press);
  add (self, keys);
  gtk_gesture_group (drag, press);
}

LtLanesHand *
lt_lanes_hand_new (LtLanes *lanes, LtEditState *state)
{
  LtLanesHand        *self = g_new0 (LtLanesHand, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->lanes = lanes;
  self->state = g_object_ref (state);
  self->controllers = g_ptr_array_new ();
  add_drag (self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  add (self, motion);
  self->wheel = lt_lanes_wheel_new (GTK_WIDGET (lanes), state);
  return self;
}

void
lt_lanes_hand_free (LtLanesHand *self)
{
  self->is_moved = FALSE;
  for (guint i = 0; i < self->controllers->len; i++)
    gtk_widget_remove_controller (GTK_WIDGET (self->lanes), self->controllers->pdata[i]);
  g_ptr_array_unref (self->controllers);
  lt_lanes_wheel_free (self->wheel);
  let_go (self);
  g_object_unref (self->state);
  g_free (self);
}
