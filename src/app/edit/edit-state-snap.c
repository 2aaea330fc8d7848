// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The grid, and what else an edge can meet.
// Layer: app.

#include "app/edit/edit-state-private.h"

#include "session/ids.h"

#include <math.h>

/* --- the grid --- */

#define AUTO_PX 12.0 /* the finest lines that it shows are at least so far apart */

LtTimeChoices *
lt_edit_state_get_choices (LtEditState *self)
{
  return lt_time_choices_of (self->context);
}

/* The finest of the straight ones that is not too dense. */
static LtGrid
grid_of_zoom (LtEditState *self)
{
  double pulse_px = lt_time_scale_get_density (&self->scale, self->width).beat_px * self->scale.metre_den / (4.0 * LT_TEMPO_QUARTER);

  for (LtGrid grid = LT_GRID_64TH; grid > LT_GRID_BAR; grid--)
    if (lt_time_choices_grid_quarters (grid) * LT_TEMPO_QUARTER * pulse_px >= AUTO_PX)
      return grid;
  return LT_GRID_BAR;
}

LtGrid
lt_edit_state_get_grid (LtEditState *self)
{
  LtGrid grid = lt_time_choices_get_grid (lt_edit_state_get_choices (self));

  return grid == LT_GRID_AUTO ? grid_of_zoom (self) : grid;
}

void
lt_edit_state_toggle_snap (LtEditState *self)
{
  lt_time_choices_toggle_grid (lt_edit_state_get_choices (self));
}

/* The lines around @frame of the grid, or of 16ths when it is off. */
static double
cell (LtEditState *self, double frame, double *next)
{
  LtGrid grid = lt_edit_state_get_grid (self);
  double seconds, from;

  if (grid == LT_GRID_OFF || grid == LT_GRID_NONE)
    grid = LT_GRID_16TH;
  seconds = lt_time_choices_grid_seconds (grid) * self->scale.rate_hz;
  if (seconds <= 0.0)
    return lt_time_scale_line (&self->scale, frame, lt_time_choices_grid_quarters (grid) * LT_TEMPO_QUARTER, next);
  from = floor (frame / seconds + 1e-9) * seconds;
  *next = from + seconds;
  return from;
}

double
lt_edit_state_get_step (LtEditState *self)
{
  double next, from = cell (self, self->position, &next);

  return next - from;
}

double
lt_edit_state_find_step (LtEditState *self, double frame, int way)
{
  double next, from = cell (self, frame + 0.5, &next); /* a line that was rounded to its frame is met */

  if (way > 0)
    return next;
  return from < frame - 0.5 ? from : cell (self, MAX (from - 1.0, 0.0), &next);
}

/* --- what can be met --- */

static void
add_point (LtSnap *snap, double frame)
{
  g_array_append_val (snap->points, frame);
}

static void
add_edges (LtSnap *snap, const LtSession *session, const GArray *without)
{
  for (guint t = 0; t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = track->clips->pdata[i];

          if (lt_ids_has (without, clip->id))
            continue;
          add_point (snap, (double) clip->pos_frames);
          add_point (snap, (double) (clip->pos_frames + clip->length_frames));
        }
    }
}

static void
add_range (LtSnap *snap, int64_t from, int64_t to)
{
  if (from >= to)
    return;
  add_point (snap, (double) from);
  add_point (snap, (double) to);
}

static void
add_markers (LtSnap *snap, const LtSession *session)
{
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = session->markers->pdata[i];

      if (marker->length_frames > 0)
        add_range (snap, marker->pos_frames, marker->pos_frames + marker->length_frames);
      else
        add_point (snap, (double) marker->pos_frames);
    }
  add_range (snap, session->loop_from_frames, session->loop_to_frames);
  add_range (snap, session->punch_from_frames, session->punch_to_frames);
}

static void
set_grid (LtEditState *self, LtSnap *snap)
{
  LtGrid grid = lt_edit_state_get_grid (self);

  snap->grid = lt_time_choices_grid_seconds (grid) * self->scale.rate_hz;
  if (lt_time_choices_grid_quarters (grid) < 0.0)
    return;
  snap->scale = self->scale;
  snap->step = lt_time_choices_grid_quarters (grid) * LT_TEMPO_QUARTER;
}

static double
find_zero (gpointer data, double frame)
{
  LtEditState *self = data;

  return lt_zero_meet_find (self->zero, lt_edit_state_get_session (self), lt_selection_get_strip (lt_edit_state_get_selection (self)), frame);
}

LtSnap
lt_edit_state_make_snap (LtEditState *self, const GArray *without)
{
  const LtSession *session = lt_edit_state_get_session (self);
  LtSnap           snap = { .points = g_array_new (FALSE, FALSE, sizeof (double)) };
  guint            meet = lt_time_choices_get_meet (lt_edit_state_get_choices (self));

  if (session == NULL)
    return snap;
  set_grid (self, &snap);
  snap.reach = lt_edit_state_get_grid (self) == LT_GRID_OFF ? -1.0 : LT_EDIT_SNAP_PX * lt_time_scale_get_frames_per_pixel (&self->scale);
  if (meet & LT_MEET_EDGES)
    add_edges (&snap, session, without);
  if (meet & LT_MEET_MARKERS)
    add_markers (&snap, session);
  if (meet & LT_MEET_PLAYHEAD)
    add_point (&snap, self->position);
  if (meet & LT_MEET_ZERO)
    {
      snap.refine = find_zero;
      snap.data = self;
    }
  add_point (&snap, 0.0);
  return snap;
}

double
lt_edit_state_find_edge (LtEditState *self, double frame, int way)
{
  const LtSession   *session = lt_edit_state_get_session (self);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  LtSnap             all = { .points = points };
  double             best = -1.0;

  if (session == NULL)
    return -1.0;
  add_point (&all, 0.0);
  add_edges (&all, session, NULL);
  add_markers (&all, session);
  for (guint i = 0; i < points->len; i++)
    {
      double point = g_array_index (points, double, i);

      if ((point - frame) * way > 0.5 && (best < 0.0 || fabs (point - frame) < fabs (best - frame)))
        best = point;
    }
  return best;
}

void
lt_edit_state_clear_snap (LtSnap *snap)
{
  g_clear_pointer (&snap->points, g_array_unref);
}

void
lt_edit_state_set_snap_line (LtEditState *self, double frame)
{
  if (self->snap_line == frame)
    return;
  self->snap_line = frame;
  lt_edit_state_emit (self, LT_EDIT_STATE_MARK);
}

double
lt_edit_state_get_snap_line (LtEditState *self)
{
  return self->snap_line;
}
