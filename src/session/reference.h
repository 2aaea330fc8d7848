// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finished songs to compare with, as the document keeps them.
// Layer: session. Included by session/session-types.h.

#pragma once

#include "base/audio.h"

#include <json-glib/json-glib.h>

/* A finished song to compare with, heard by the monitor alone. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  LtId            source_id;
  char           *name;
  int64_t         offset_frames; /* of the song at the session's start; less than 0: it begins later */
  int64_t         loop_from, loop_to; /* frames of the song that sound over and over; equal: it plays through */
  double          weight; /* how much a match counts it beside others: LT_REFERENCE_WEIGHT_MIN to _MAX */
  JsonNode       *extra;
} LtReference;

#define LT_REFERENCE_WEIGHT     1.0 /* of a new one */
#define LT_REFERENCE_WEIGHT_MIN 0.1
#define LT_REFERENCE_WEIGHT_MAX 10.0
