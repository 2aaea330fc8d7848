// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The grid, and what else an edge can meet.
// Layer: app.

#include "app/edit/edit-state-private.h"

#include "session/ids.h"

#include <glib/gi18n.h>

/* --- the grid --- */

LtEditGrid
lt_edit_state_get_grid (LtEditState *self)
{
  return self->grid;
}

void
lt_edit_state_set_grid (LtEditState *self, LtEditGrid grid)
{
  self->grid = grid;
  if (grid != LT_EDIT_GRID_OFF)
    self->grid_before = grid;
  lt_edit_state_emit (self, LT_EDIT_STATE_TOOL);
}

const char *
lt_edit_state_get_grid_name (LtEditGrid grid)
{
  static const char *const names[LT_EDIT_N_GRIDS] = { N_ ("Off"), N_ ("Bar"), "1/2", "1/4", "1/8", "1/16", "1/32" };

  return grid <= LT_EDIT_GRID_BAR ? _ (names[grid]) : names[grid];
}

double
lt_edit_state_get_grid_frames (LtEditState *self)
{
  if (self->grid == LT_EDIT_GRID_OFF)
    return 0.0;
  if (self->grid == LT_EDIT_GRID_BAR)
    return lt_time_scale_get_bar (&self->scale);
  return lt_time_scale_get_beat (&self->scale) * self->scale.metre_den / (double) (1 << (self->grid - LT_EDIT_GRID_BAR));
}

void
lt_edit_state_toggle_snap (LtEditState *self)
{
  lt_edit_state_set_grid (self, self->grid == LT_EDIT_GRID_OFF ? self->grid_before : LT_EDIT_GRID_OFF);
}

double
lt_edit_state_get_step (LtEditState *self)
{
  double grid = lt_edit_state_get_grid_frames (self);

  return grid > 0.0 ? grid : lt_time_scale_get_beat (&self->scale) * self->scale.metre_den / 16.0;
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

LtSnap
lt_edit_state_make_snap (LtEditState *self, const GArray *without)
{
  const LtSession *session = lt_edit_state_get_session (self);
  LtSnap           snap = { .points = g_array_new (FALSE, FALSE, sizeof (double)) };

  if (session == NULL)
    return snap;
  snap.grid = lt_edit_state_get_grid_frames (self);
  snap.reach = self->grid == LT_EDIT_GRID_OFF ? -1.0 : LT_EDIT_SNAP_PX * lt_time_scale_get_frames_per_pixel (&self->scale);
  add_edges (&snap, session, without);
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = session->markers->pdata[i];

      add_point (&snap, (double) marker->pos_frames);
      if (marker->length_frames > 0)
        add_point (&snap, (double) (marker->pos_frames + marker->length_frames));
    }
  add_point (&snap, self->position);
  add_point (&snap, 0.0);
  return snap;
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
