// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A pixel a frame for each pixel that the pointer is in the zone.
// Layer: app.

#include "app/edit/song-edge.h"

#define EDGE_PX 12.0
#define MOST_PX 40.0
#define TOWARDS_PX 3.0

/* px into the zone at the left edge (below 0) or the right one. */
static double
beyond (LtEditState *state, double from, double at)
{
  double right = lt_edit_state_get_width (state) - EDGE_PX;

  if (at < EDGE_PX && at < from - TOWARDS_PX)
    return at - EDGE_PX;
  return at > right && at > from + TOWARDS_PX ? at - right : 0.0;
}

gboolean
lt_song_edge_is_at (LtEditState *state, double from, double at)
{
  return beyond (state, from, at) != 0.0;
}

gboolean
lt_song_edge_scroll (LtEditState *state, double from, double at)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (state);
  double             by = CLAMP (beyond (state, from, at), -MOST_PX, MOST_PX);

  if (by == 0.0)
    return FALSE;
  lt_edit_state_set_start (state, scale->start + by * lt_time_scale_get_frames_per_pixel (scale));
  return TRUE;
}
