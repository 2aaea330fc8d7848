// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the lanes of takes lie: below the row of their track, above its automation, where they are shown.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"
#include "session/take.h"

#define LT_EDIT_TAKE 34 /* px of a lane */

typedef struct
{
  LtId  track_id, take_id;
  guint index; /* among the track's takes */
  int   y;     /* in the lanes, scrolled */
} LtTakePlace;

void lt_take_places_open (LtEditState *state, LtId track_id, gboolean open);

/* px of all lanes of a track; 0: they are not shown, or there are none. */
int lt_take_places_get_height (LtEditState *state, const LtTrack *track);

GArray *lt_take_places_dup (LtEditState *state); /* (transfer full): of LtTakePlace, those that are seen, from top to bottom */

void lt_take_places_reveal (LtEditState *state, LtId take_id); /* scrolls when it is out of sight */
