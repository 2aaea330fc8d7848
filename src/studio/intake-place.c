// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows and times of recordings that come in.
// Layer: studio.

#include "studio/intake-place.h"

#define SECONDS_OF_A_TIME_LINE 3600.0

/* Which time reference is the place. */
static int64_t
find_origin (const LtIntakePiece *pieces, guint n, double rate_hz)
{
  int64_t earliest = G_MAXINT64;

  for (guint i = 0; i < n; i++)
    if (pieces[i].time_reference >= 0)
      earliest = MIN (earliest, pieces[i].time_reference);
  return earliest != G_MAXINT64 && (double) earliest >= SECONDS_OF_A_TIME_LINE * rate_hz ? earliest : 0;
}

/* -1: none. */
static int
find_row (const LtSession *session, LtId track_id)
{
  for (guint i = 0; i < session->tracks->len; i++)
    if (((const LtTrack *) session->tracks->pdata[i])->strip->id == track_id)
      return (int) i;
  return -1;
}

static int64_t
place_on_new (const LtIntakePiece *piece, int64_t pos_frames, int64_t origin)
{
  if (piece->time_reference < 0)
    return pos_frames;
  return origin > 0 ? pos_frames + piece->time_reference - origin : piece->time_reference;
}

int64_t
lt_intake_place_find (const LtIntakePlace *place, const LtSession *session, const LtIntakePiece *pieces, guint n, LtIntakeSpot *spots)
{
  int     row = place->order != LT_INTAKE_NEW_TRACKS ? find_row (session, place->track_id) : -1;
  int64_t origin = row < 0 ? find_origin (pieces, n, session->rate_hz) : 0, at = place->pos_frames, longest = 0;

  for (guint i = 0; i < n; i++)
    {
      if (pieces[i].part == 0)
        {
          at += longest;
          longest = 0;
        }
      longest = MAX (longest, pieces[i].n_frames);
      if (row < 0)
        spots[i] = (LtIntakeSpot) { session->tracks->len + i, place_on_new (&pieces[i], place->pos_frames, origin) };
      else if (place->order == LT_INTAKE_BELOW)
        spots[i] = (LtIntakeSpot) { (guint) row + i, place->pos_frames };
      else
        spots[i] = (LtIntakeSpot) { (guint) row + pieces[i].part, at };
    }
  return origin;
}
