// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one slot takes away: its input, as late as its output, minus that. Heard in place of everything, never written.
// Layer: engine.
//
// Only lt_engine_quantum () hands a delta to the plan's run, and only the monitor, behind the render tap, takes it: an
// offline block has none.

#pragma once

#include "engine/delay.h"
#include "engine/moving.h"

typedef struct LtDelta LtDelta;
struct LtDelta
{
  LtArena arena; /* in which it lives */
  LtId    slot_id;
  LtDelay line;  /* from the slot's output to where the master stands */

  /* Of the quantum being run; the slot fills it in. */
  const LtGate *gate;       /* of its strip, around structural changes; NULL: the slot has not run */
  float         change[2][LT_QUANTUM];
};

/* Control side. NULL when memory is out. */
LtDelta *lt_delta_new (LtId slot_id, uint32_t delay);
void     lt_delta_free (LtDelta *self); /* NULL is fine */

/* Audio thread: the one that is heard, and the one that will be once it has faded out. */
typedef struct
{
  LtDelta *now, *next; /* NULL: none */
  bool     is_changing;
  uint32_t warm; /* frames until the line is full */
  LtGate   gate; /* open: it is heard */
} LtDeltaRt;
