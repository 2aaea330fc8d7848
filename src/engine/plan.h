// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compile a description into a plan, and run the plan.
// Layer: engine.

#pragma once

#include "engine/delta.h"
#include "engine/pool.h"

typedef struct LtPlan      LtPlan;
typedef struct LtPlanStrip LtPlanStrip;

/* Where a run stands on the time line. */
typedef struct
{
  int64_t  pos; /* first frame */
  uint32_t len; /* frames of this quantum */
  bool     snap; /* rolling from stop: every value starts where it belongs */

  /* After a jump: what would have come is cross-faded out. */
  int64_t  jump_from; /* position that the old place has reached */
  uint32_t jump_done, jump_len; /* frames of the cross-fade so far and in all; done == len: no jump */

  LtDelta *delta; /* live only: what its slot changes is wanted; NULL: nothing */
} LtRunAt;

/* Where automation that is @now leads to by the quantum's end, @there being what it says. A jump finds it elsewhere, and so
   does an edit of lanes, @left frames before they lead: it gets there in a straight line while the one cross-fades and by
   the end of the other, for a quantum may be one frame. */
LT_RT static inline float
lt_run_lead (const LtRunAt *where, uint32_t left, float now, float there)
{
  uint32_t jump = where->jump_done < where->jump_len ? where->jump_len - where->jump_done : 0;

  left = left > jump ? left : jump;
  return where->snap || left <= where->len ? there : now + (there - now) * (float) where->len / (float) left;
}

/* Control side. Compiles @spec with instances from @pool. @before is the plan that will play until
   this one takes over, or NULL. block_frames: a multiple of LT_QUANTUM. */
LT_MUST_USE LtStatus lt_plan_compile (LtPool *pool, const LtPlanSpec *spec, const LtPlan *before, uint32_t block_frames, LtPlan **out);

/* Control side; the audio thread has let go. NULL is fine. */
void lt_plan_free (LtPlan *self, LtPool *pool);

/* Audio thread. One quantum of one strip into its buffers at frame @at of the block. All strips of
   lower levels have run it. Strips of one level may run at the same time on several threads. */
LT_RT void lt_plan_run_strip (const LtPlan *self, uint32_t strip, const LtRunAt *where, uint32_t at);

/* Audio thread, nothing running: all instances as if fresh. */
LT_RT void lt_plan_reset (const LtPlan *self);

/* Would every clip's samples of this quantum be there? Any thread. */
LT_RT bool lt_plan_ready (const LtPlan *self, int64_t pos, uint32_t len);
