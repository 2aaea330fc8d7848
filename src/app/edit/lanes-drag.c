// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each step is made anew from the session at the drag's begin.
// Layer: app.

#include "app/edit/lanes-hand-private.h"

#include "app/edit/clip-ops.h"
#include "app/edit/clip-view.h"
#include "app/edit/pencil.h"

#include <glib/gi18n.h>
#include <math.h>

#define GAIN_DB_PER_PX 0.1
#define FINE 0.1
#define CURVE_PX 18.0 /* up or down to the next curve */

static double
frame_at (LtLanesHand *self, double x)
{
  return MAX (lt_time_scale_frame (lt_edit_state_get_scale (self->state), x), 0.0);
}

int64_t
lt_lanes_drag_snap (LtLanesHand *self, double x, GdkModifierType state)
{
  double   frame = frame_at (self, x), place = frame;
  gboolean met = (state & GDK_SHIFT_MASK) == 0 && lt_snap_find (&self->snap, frame, &place);

  lt_edit_state_set_snap_line (self->state, met ? place : -1.0);
  return llround (place);
}

static const LtClip *
held_clip (LtLanesHand *self)
{
  return lt_session_find_clip (self->base, self->hit.clip_id, NULL);
}

static void
apply (LtLanesHand *self, LtSession *next, const char *label)
{
  lt_edit_state_apply (self->state, next, label, self->gesture);
}

static void
drag_range (LtLanesHand *self, double x, double y, GdkModifierType state)
{
  double  place = self->frame;
  int64_t to = lt_lanes_drag_snap (self, x, state);
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
  const LtClip *clip = held_clip (self);
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

      next = lt_edit_clips_copy (self->base, self->ids, llround (by), rows, made);
      apply (self, next, _ ("Copy clips"));
      lt_edit_state_pick (self->state, made);
      return;
    }
  next = lt_edit_clips_move (self->base, self->ids, llround (by), rows);
  apply (self, next, self->ids->len > 1 ? _ ("Move clips") : _ ("Move clip"));
  lt_edit_state_pick (self->state, self->ids);
}

static void
drag_fade (LtLanesHand *self, double x, GdkModifierType state)
{
  const LtClip *clip = held_clip (self);
  int64_t       at = lt_lanes_drag_snap (self, x - self->grip, state);

  if (self->drag == LT_DRAG_FADE_IN)
    apply (self, lt_edit_clip_fade_in (self->base, clip->id, MAX (at - clip->pos_frames, 0), clip->fade_in_curve), _ ("Fade in"));
  else
    apply (self, lt_edit_clip_fade_out (self->base, clip->id, MAX (clip->pos_frames + clip->length_frames - at, 0), clip->fade_out_curve), _ ("Fade out"));
}

static void
drag_gain (LtLanesHand *self, double dy, GdkModifierType state)
{
  const LtClip *clip = held_clip (self);
  double        step = GAIN_DB_PER_PX * (state & GDK_SHIFT_MASK ? FINE : 1.0), parts = state & GDK_SHIFT_MASK ? 100.0 : 10.0;
  double        to = round ((clip->gain_db - dy * step) * parts) / parts;

  apply (self, lt_edit_clips_gain (self->base, self->ids, to - clip->gain_db), _ ("Clip gain"));
}

/* Cross-fades with the neighbours stay as long as the overlap. */
static void
drag_edge (LtLanesHand *self, double x, GdkModifierType state)
{
  int64_t               at = lt_lanes_drag_snap (self, x - self->grip, state);
  g_autoptr (LtSession) trimmed = self->drag == LT_DRAG_START ? lt_clip_ops_trim_start (self->state, self->base, self->hit.clip_id, at)
                                                              : lt_clip_ops_trim_end (self->state, self->base, self->hit.clip_id, at);

  apply (self, lt_cross_keep (self->base, trimmed, self->hit.clip_id), _ ("Trim clip"));
}

/* What is heard comes to lie between the edges; all that is picked by as much. */
static void
drag_stretch (LtLanesHand *self, double x, GdkModifierType state)
{
  int64_t at = lt_lanes_drag_snap (self, x - self->grip, state);

  apply (self, lt_clip_ops_stretch (self->base, self->ids, self->hit.clip_id, at, self->drag == LT_DRAG_STRETCH_END),
         self->ids->len > 1 ? _ ("Stretch clips") : _ ("Stretch clip"));
}

/* To the side: where it is; up and down: how full. */
static void
drag_cross (LtLanesHand *self, double dx, double dy)
{
  double                fpp = lt_time_scale_get_frames_per_pixel (lt_edit_state_get_scale (self->state));
  int                   steps = (int) (-dy / CURVE_PX);
  LtCross               cross;
  g_autoptr (LtSession) next = lt_session_ref (self->base);

  if (lt_cross_find_into (next, self->hit.clip_id, &cross) && steps != 0)
    lt_session_take (&next, lt_cross_bend (next, &cross, lt_cross_step_curve (cross.after->fade_in_curve, steps)));
  if (lt_cross_find_into (next, self->hit.clip_id, &cross))
    lt_session_take (&next, lt_cross_move (next, &cross, llround (dx * fpp)));
  apply (self, g_steal_pointer (&next), _ ("Crossfade"));
}

/* What sounds goes with the pointer, the edges stay. */
static void
drag_slip (LtLanesHand *self, double dx)
{
  double by = dx * lt_time_scale_get_frames_per_pixel (lt_edit_state_get_scale (self->state));

  apply (self, lt_pencil_slip (self->base, self->ids, llround (by)), _ ("Slip contents"));
}

static void
drag_draw (LtLanesHand *self, double x, double y)
{
  const LtClip *clip = held_clip (self);
  double        row = lt_edit_state_get_row_y (self->state, (guint) self->hit.row), height = lt_edit_state_get_row_height (self->state, (guint) self->hit.row);
  double        top = height - 4.0 >= LT_CLIP_VIEW_TITLED ? 2.0 + LT_CLIP_VIEW_TITLE : 2.0, h = height - top - 2.0;
  double        frame = CLAMP (round (frame_at (self, x)) - (double) clip->pos_frames, 0.0, (double) clip->length_frames);

  lt_stroke_add (self->stroke, frame, lt_clip_view_get_gain_at (y - row - top, h) - clip->gain_db);
  apply (self, lt_pencil_envelope (self->base, clip->id, self->stroke, LT_CLIP_VIEW_GAIN_RANGE_DB / MAX (h, 1.0)), _ ("Draw clip gain"));
}

void
lt_lanes_drag_to (LtLanesHand *self, double x, double y, GdkModifierType state)
{
  switch (self->drag)
    {
    case LT_DRAG_RANGE:
      drag_range (self, x, y, state);
      break;
    case LT_DRAG_MOVE:
      drag_move (self, x, y, state);
      break;
    case LT_DRAG_FADE_IN:
    case LT_DRAG_FADE_OUT:
      drag_fade (self, x, state);
      break;
    case LT_DRAG_GAIN:
      drag_gain (self, y - self->y, state);
      break;
    case LT_DRAG_START:
    case LT_DRAG_END:
      drag_edge (self, x, state);
      break;
    case LT_DRAG_STRETCH_START:
    case LT_DRAG_STRETCH_END:
      drag_stretch (self, x, state);
      break;
    case LT_DRAG_CROSS:
      drag_cross (self, x - self->x, y - self->y);
      break;
    case LT_DRAG_SLIP:
      drag_slip (self, x - self->x);
      break;
    case LT_DRAG_DRAW:
      drag_draw (self, x, y);
      break;
    case LT_DRAG_NONE:
    case LT_N_DRAGS:
      break;
    }
}

/* (transfer full): how far the contents have slipped, "+0.120 s". */
static char *
dup_way (LtLanesHand *self, const LtClip *clip)
{
  int64_t by = (clip->offset_frames - held_clip (self)->offset_frames) * (clip->reverse ? 1 : -1);

  return g_strdup_printf ("%s%.3f s", by > 0 ? "+" : by < 0 ? "\u2212" : "", fabs ((double) by) / lt_edit_state_get_scale (self->state)->rate_hz);
}

/* (transfer full): NULL: nothing to say. */
static char *
dup_tag (LtLanesHand *self)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  const LtClip      *clip = lt_session_find_clip (session, self->hit.clip_id, NULL);
  LtCross            cross;

  switch (clip != NULL ? self->drag : LT_DRAG_NONE)
    {
    case LT_DRAG_GAIN:
      return lt_clip_view_dup_gain (clip->gain_db);
    case LT_DRAG_DRAW:
      return lt_clip_view_dup_gain (clip->gain_db + lt_stroke_get_last (self->stroke));
    case LT_DRAG_FADE_IN:
      return g_strdup_printf ("%.3f s", (double) clip->fade_in_frames / scale->rate_hz);
    case LT_DRAG_FADE_OUT:
      return g_strdup_printf ("%.3f s", (double) clip->fade_out_frames / scale->rate_hz);
    case LT_DRAG_CROSS:
      return g_strdup (lt_cross_find_into (session, clip->id, &cross) ? lt_cross_get_curve_name (clip->fade_in_curve) : NULL);
    case LT_DRAG_SLIP:
      return dup_way (self, clip);
    default:
      return NULL;
    }
}

void
lt_lanes_drag_tell (LtLanesHand *self, double x, double y)
{
  lt_edit_state_set_hand_tag (self->state, dup_tag (self), x, y);
}

void
lt_lanes_drag_drop (LtLanesHand *self, GdkModifierType state)
{
  g_autoptr (GArray) ids = lt_edit_state_dup_clips (self->state);

  apply (self, lt_edit_clips_crossfade (lt_edit_state_get_session (self->state), ids, 0),
         state & GDK_CONTROL_MASK ? _ ("Copy clips") : self->ids->len > 1 ? _ ("Move clips") : _ ("Move clip"));
}
