// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What everything with state was at one place of an offline render, so that it can go on from there again.
// Layer: engine. Offline only: the control side is the driver.

#pragma once

#include "engine/engine.h"

typedef struct LtEngineState LtEngineState;

/* While it holds, lt_engine_block () gives what is on its way and then 0 frames; nothing new goes in. */
void lt_engine_state_hold (LtEngine *self, bool holds);

/* Of a rolling engine that holds and has nothing on its way any more. NULL: it has, or memory is out. */
LtEngineState *lt_engine_state_save (const LtEngine *self);
void           lt_engine_state_free (LtEngineState *self); /* NULL is fine */

/* Bytes that it takes. */
size_t lt_engine_state_size (const LtEngineState *self);

/* The time line's frame that comes next. */
int64_t lt_engine_state_position (const LtEngineState *self);

/* What is on its way is dropped, the newest plan takes over at once, and everything is as it was: the next block is
   that of the state's position, as if this plan had played up to there. For plans with the values of that time:
   clips and the points of lanes behind the position may be others. False: the plan has something with state that was
   not there then; the engine is to be freed. */
bool lt_engine_state_restore (LtEngine *self, const LtEngineState *state);
