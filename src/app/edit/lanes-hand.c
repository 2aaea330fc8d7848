// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A drag is what was picked up, where, and the session as it was then.
// Layer: app.

#include "app/edit/lanes-hand.h"

#include "app/edit/clip-ops.h"
#include "app/edit/lanes.h"

#include <glib/gi18n.h>
#include <math.h>

#define DRAG_FROM_PX 3.0
#define GAIN_DB_PER_PX 0.1
#define FINE 0.1
#define ZOOM_STEPS 1.0 /* a notch of the wheel: the fourth root of 2 */
#define SCROLL_PX 60.0

typedef enum
{
  DRAG_NONE,
  DRAG_RANGE,
  DRAG_MOVE,
  DRAG_FADE_IN,
  DRAG_FADE_OUT,
  DRAG_GAIN,
  DRAG_START,
  DRAG_END,
  DRAG_PAN,
} Drag;

struct _LtLanesHand
{
  LtLanes     *lanes; /* borrowed: it owns this */
  LtEditState *state;

  Drag       drag;
  gboolean   is_moved, was_picked;
  LtLanesHit hit;
  double     x, y;       /* where it began */
  double     frame;      /* there */
  LtSession *base;       /* as it was; NULL: no clip is dragged */
  GArray    *ids;        /* of LtId: what is dragged */
  char      *gesture;
  LtSnap     snap;
  double     pan_start, pan_y;
  double     pointer_x, zoom_left; /* what a smooth wheel or a pinch has not used up */
  GPtrArray *controllers;          /* borrowed from the widget */
};

static GdkModifierType
mods (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
}

static void
let_go (LtLanesHand *self)
{
  self->drag = DRAG_NONE;
  g_clear_pointer (&self->base, lt_session_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->gesture, g_free);
  lt_edit_state_clear_snap (&self->snap);
  lt_edit_state_set_snap_line (self->state, -1.0);
}

static double
frame_at (LtLanesHand *self, double x)
{
  return MAX (lt_time_scale_frame (lt_edit_state_get_scale (self->state), x), 0.0);
}

/* The frame at @x, or what is near it; Shift: as it is. */
static int64_t
snapped (LtLanesHand *self, double x, GdkModifierType state)
{
  double   frame = frame_at (self, x), place = frame;
  gboolean met = (state & GDK_SHIFT_MASK) == 0 && lt_snap_find (&self->snap, frame, &place);

  lt_edit_state_set_snap_line (self->state, met ? place : -1.0);
  return llround (place);
}

/* --- picking up --- */

static void
pick_track (LtLanesHand *self, int row)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (row >= 0)
    lt_selection_set_strip (lt_edit_state_get_selection (self->state), ((const LtTrack *) session->tracks->pdata[row])->strip->id);
}

static Drag
drag_for (LtLanesHand *self, const LtLanesHit *hit)
{
  static const Drag drags[] = {
    [LT_CLIP_ZONE_RANGE] = DRAG_RANGE,     [LT_CLIP_ZONE_MOVE] = DRAG_MOVE, [LT_CLIP_ZONE_FADE_IN] = DRAG_FADE_IN,
    [LT_CLIP_ZONE_FADE_OUT] = DRAG_FADE_OUT, [LT_CLIP_ZONE_GAIN] = DRAG_GAIN, [LT_CLIP_ZONE_START] = DRAG_START,
    [LT_CLIP_ZONE_END] = DRAG_END,
  };
  const LtClip *clip = hit->clip_id != 0 ? lt_session_find_clip (lt_edit_state_get_session (self->state), hit->clip_id, NULL) : NULL;

  if (clip == NULL || lt_edit_state_get_tool (self->state) == LT_EDIT_TOOL_RANGE)
    return DRAG_RANGE;
  if (lt_edit_state_get_tool (self->state) == LT_EDIT_TOOL_SPLIT)
    return DRAG_NONE;
  return clip->locked && drags[hit->zone] != DRAG_RANGE ? DRAG_NONE : drags[hit->zone];
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
  lt_edit_state_apply (self->state, lt_clip_ops_split (lt_edit_state_get_session (self->state), ids, snapped (self, self->x, state), made),
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
  self->frame = frame_at (self, x);
  self->is_moved = FALSE;
  self->drag = drag_for (self, &self->hit);
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
      if (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
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
  self->ids = lt_edit_state_dup_clips (self->state);
  self->base = lt_session_ref (lt_edit_state_get_session (self->state));
  self->gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), "clip");
  self->snap = lt_edit_state_make_snap (self->state, self->drag == DRAG_MOVE ? self->ids : NULL);
}

/* --- what a drag does --- */

static void
drag_range (LtLanesHand *self, double x, double y, GdkModifierType state)
{
  double  place = self->frame;
  int64_t to = snapped (self, x, state);
  int     row = lt_edit_state_find_row (self->state, y), first = self->hit.row;

  if ((state & GDK_SHIFT_MASK) == 0)
    lt_snap_find (&self->snap, self->frame, &place);
  if (row < 0)
    row = y < self->y ? 0 : (int) lt_edit_state_n_rows (self->state) - 1;
  if (first < 0)
    first = (int) lt_edit_state_n_rows (self->state) - 1;
  if (row < 0 || first < 0)
    return;
  lt_edit_state_set_range_rows (self->state, (guint) first, (guint) row);
  lt_selection_set_range (lt_edit_state_get_selection (self->state), llround (place), to);
}

static void
drag_move (LtLanesHand *self, double x, double y, GdkModifierType state)
{
  const LtClip *clip = lt_session_find_clip (self->base, self->hit.clip_id, NULL);
  double        by = state & GDK_SHIFT_MASK ? 0.0 : frame_at (self, x) - self->frame, place = -1.0;
  gboolean      met = FALSE;
  int           row = lt_edit_state_find_row (self->state, y), rows = row >= 0 ? row - self->hit.row : 0;
  LtSession    *next;

  if (by != 0.0)
    by += lt_snap_find_shift (&self->snap, (double) clip->pos_frames + by, (double) (clip->pos_frames + clip->length_frames) + by, &met, &place);
  lt_edit_state_set_snap_line (self->state, met ? place : -1.0);
  if (state & GDK_CONTROL_MASK)
    {
      g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));

      next = lt_clip_ops_copy (self->base, self->ids, llround (by), rows, made);
      lt_edit_state_apply (self->state, next, _ ("Copy clips"), self->gesture);
      lt_edit_state_pick (self->state, made);
      return;
    }
  next = lt_clip_ops_move (self->base, self->ids, llround (by), rows);
  lt_edit_state_apply (self->state, next, self->ids->len > 1 ? _ ("Move clips") : _ ("Move clip"), self->gesture);
  lt_edit_state_pick (self->state, self->ids);
}

static void
drag_fade (LtLanesHand *self, double x, GdkModifierType state)
{
  const LtClip *clip = lt_session_find_clip (self->base, self->hit.clip_id, NULL);
  int64_t       at = snapped (self, x, state);

  if (self->drag == DRAG_FADE_IN)
    lt_edit_state_apply (self->state, lt_edit_clip_fade_in (self->base, clip->id, MAX (at - clip->pos_frames, 0), clip->fade_in_curve),
                         _ ("Fade in"), self->gesture);
  else
    lt_edit_state_apply (self->state,
                         lt_edit_clip_fade_out (self->base, clip->id, MAX (clip->pos_frames + clip->length_frames - at, 0), clip->fade_out_curve),
                         _ ("Fade out"), self->gesture);
}

static void
drag_gain (LtLanesHand *self, double dy, GdkModifierType state)
{
  const LtClip *clip = lt_session_find_clip (self->base, self->hit.clip_id, NULL);
  double        step = GAIN_DB_PER_PX * (state & GDK_SHIFT_MASK ? FINE : 1.0);
  double        to = round ((clip->gain_db - dy * step) * 10.0) / 10.0;

  lt_edit_state_apply (self->state, lt_clip_ops_gain (self->base, self->ids, to - clip->gain_db), _ ("Clip gain"), self->gesture);
}

static void
drag_to (LtLanesHand *self, double dx, double dy, GdkModifierType state)
{
  double x = self->x + dx, y = self->y + dy;

  switch (self->drag)
    {
    case DRAG_RANGE:
      drag_range (self, x, y, state);
      break;
    case DRAG_MOVE:
      drag_move (self, x, y, state);
      break;
    case DRAG_FADE_IN:
    case DRAG_FADE_OUT:
      drag_fade (self, x, state);
      break;
    case DRAG_GAIN:
      drag_gain (self, dy, state);
      break;
    case DRAG_START:
      lt_edit_state_apply (self->state, lt_edit_clip_trim_start (self->base, self->hit.clip_id, snapped (self, x, state)), _ ("Trim clip"), self->gesture);
      break;
    case DRAG_END:
      lt_edit_state_apply (self->state, lt_edit_clip_trim_end (self->base, self->hit.clip_id, snapped (self, x, state)), _ ("Trim clip"), self->gesture);
      break;
    case DRAG_NONE:
    case DRAG_PAN:
      break;
    }
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtLanesHand *self)
{
  if (self->drag == DRAG_NONE || (!self->is_moved && hypot (dx, dy) < DRAG_FROM_PX))
    return;
  if (!self->is_moved)
    start (self);
  drag_to (self, dx, dy, mods (gesture));
}

/* A press that moved nothing. */
static void
click (LtLanesHand *self, GdkModifierType state)
{
  LtSelection *selection = lt_edit_state_get_selection (self->state);

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
  if (self->is_moved && self->drag == DRAG_MOVE)
    {
      g_autoptr (GArray) ids = lt_edit_state_dup_clips (self->state);

      lt_edit_state_apply (self->state, lt_clip_ops_crossfade (lt_edit_state_get_session (self->state), ids, 0),
                           mods (gesture) & GDK_CONTROL_MASK ? _ ("Copy clips") : _ ("Move clip"), self->gesture);
    }
  else if (!self->is_moved && lt_edit_state_get_session (self->state) != NULL && lt_edit_state_get_tool (self->state) != LT_EDIT_TOOL_SPLIT)
    click (self, mods (gesture));
  let_go (self);
}

/* Escape, or another gesture takes over: as it was. */
static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtLanesHand *self)
{
  if (self->is_moved && self->base != NULL && self->drag != DRAG_RANGE)
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
  if (keyval != GDK_KEY_Escape || self->drag == DRAG_NONE)
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

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtLanesHand *self)
{
  static const char *const cursors[] = {
    [DRAG_NONE] = "default", [DRAG_RANGE] = "text",     [DRAG_MOVE] = "grab",     [DRAG_FADE_IN] = "nw-resize", [DRAG_FADE_OUT] = "ne-resize",
    [DRAG_GAIN] = "ns-resize", [DRAG_START] = "w-resize", [DRAG_END] = "e-resize", [DRAG_PAN] = "grabbing",
  };
  LtLanesHit hit;

  self->pointer_x = x;
  if (lt_edit_state_get_session (self->state) == NULL || self->drag != DRAG_NONE)
    return;
  hit = lt_lanes_pick (self->lanes, x, y);
  if (lt_edit_state_get_tool (self->state) == LT_EDIT_TOOL_SPLIT)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self->lanes), hit.clip_id != 0 ? "col-resize" : "default");
  else
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self->lanes), cursors[drag_for (self, &hit)]);
}

/* --- wheel, pinch, middle button --- */

static void
zoom (LtLanesHand *self, double by)
{
  self->zoom_left += by;
  int steps = (int) self->zoom_left;
  self->zoom_left -= steps;
  lt_edit_state_zoom_at (self->state, steps, self->pointer_x);
}

static void
scroll_by (LtLanesHand *self, double dx, double dy)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  GtkAdjustment     *vertical = lt_edit_state_get_vertical (self->state);

  if (dx != 0.0)
    lt_edit_state_set_start (self->state, scale->start + dx * lt_time_scale_get_frames_per_pixel (scale));
  if (dy != 0.0)
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + dy);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, LtLanesHand *self)
{
  GdkModifierType state = mods (scroll);
  GdkEvent       *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (scroll));
  gboolean        is_smooth = event != NULL && gdk_event_get_event_type (event) == GDK_SCROLL && gdk_scroll_event_get_direction (event) == GDK_SCROLL_SMOOTH;
  double          px = is_smooth ? SCROLL_PX / 2.0 : SCROLL_PX;

  if (lt_edit_state_get_session (self->state) == NULL)
    return FALSE;
  if (state & GDK_CONTROL_MASK)
    zoom (self, dy * ZOOM_STEPS);
  else if (state & GDK_ALT_MASK)
    lt_edit_state_step_row_heights (self->state, dy < 0 ? 1 : dy > 0 ? -1 : 0);
  else if (state & GDK_SHIFT_MASK)
    scroll_by (self, (dx + dy) * px, 0.0);
  else
    scroll_by (self, dx * px, dy * px);
  return TRUE;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, LtLanesHand *self)
{
  double x, y;

  self->zoom_left = 0.0;
  self->pan_start = 0.0;
  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    self->pointer_x = x;
}

static void
on_pinch (GtkGestureZoom *gesture, double factor, LtLanesHand *self)
{
  double wanted = -4.0 * log2 (MAX (factor, 1e-3)); /* zoom steps since the pinch began */

  zoom (self, wanted - self->pan_start - self->zoom_left);
  self->pan_start = wanted - self->zoom_left;
}

static void
on_pan_begin (GtkGestureDrag *gesture, double x, double y, LtLanesHand *self)
{
  self->pan_start = lt_edit_state_get_scale (self->state)->start;
  self->pan_y = gtk_adjustment_get_value (lt_edit_state_get_vertical (self->state));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->lanes), "grabbing");
}

static void
on_pan (GtkGestureDrag *gesture, double dx, double dy, LtLanesHand *self)
{
  lt_edit_state_set_start (self->state, self->pan_start - dx * lt_time_scale_get_frames_per_pixel (lt_edit_state_get_scale (self->state)));
  gtk_adjustment_set_value (lt_edit_state_get_vertical (self->state), self->pan_y - dy);
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
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *pinch = gtk_gesture_zoom_new (), *pan = gtk_gesture_drag_new ();

  self->lanes = lanes;
  self->state = g_object_ref (state);
  self->controllers = g_ptr_array_new ();
  add_drag (self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect (pan, "drag-begin", G_CALLBACK (on_pan_begin), self);
  g_signal_connect (pan, "drag-update", G_CALLBACK (on_pan), self);
  add (self, scroll);
  add (self, motion);
  add (self, pinch);
  add (self, pan);
  return self;
}

void
lt_lanes_hand_free (LtLanesHand *self)
{
  self->is_moved = FALSE;
  for (guint i = 0; i < self->controllers->len; i++)
    gtk_widget_remove_controller (GTK_WIDGET (self->lanes), self->controllers->pdata[i]);
  g_ptr_array_unref (self->controllers);
  let_go (self);
  g_object_unref (self->state);
  g_free (self);
}
