// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where what comes in goes: which track, and when. The same for the preview of a drop as for the drop.
// Layer: studio. Pure.

#pragma once

#include "session/session.h"

/* One recording: a file or pair, or one channel of a file of more than two. */
typedef struct
{
  int64_t  n_frames;       /* at the session's rate */
  int64_t  time_reference; /* BWF, frames at the session's rate since midnight; -1: none */
  uint32_t part;           /* 0: begins a file; else how many of its file come before it */
} LtIntakePiece;

typedef enum
{
  LT_INTAKE_NEW_TRACKS, /* at the end of the list, a recording each: where its time reference says, else at the place */
  LT_INTAKE_BEHIND,     /* onto the track, one file behind another */
  LT_INTAKE_BELOW,      /* the first onto the track, each other onto the next one below, new ones when they are used up */
} LtIntakeOrder;

typedef struct
{
  LtIntakeOrder order;
  LtId          track_id; /* when it is gone by then: as with new tracks */
  int64_t       pos_frames;
} LtIntakePlace;

typedef struct
{
  guint   row; /* index of a track; from the number of tracks on: new ones in this order */
  int64_t pos_frames;
} LtIntakeSpot;

/* Fills @spots, one for each of the @n @pieces. Parts of one file begin together, each on the track below the one before.
   References are places on a time line when the earliest is within its first hour; later ones are times of day, and the
   earliest comes to the place. Returns: the reference that does; 0: none. */
int64_t lt_intake_place_find (const LtIntakePlace *place, const LtSession *session, const LtIntakePiece *pieces, guint n, LtIntakeSpot *spots);
