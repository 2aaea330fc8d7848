// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Offline: many quanta of every strip of a level at once, shared among workers. The same steps in the
// same order for each strip as live, so the same bits.
// Layer: engine.

#include "engine/engine-private.h"

typedef struct
{
  const LtPlan *plan;
  uint32_t      first; /* strip */
  LtRunAt       runs[LT_MAX_BLOCK_QUANTA];
  uint32_t      n_runs;
} Block;

static void
run_strip (void *data, uint32_t index)
{
  const Block *block = data;
  uint32_t     at = 0;

  for (uint32_t i = 0; i < block->n_runs; i++)
    {
      lt_plan_run_strip (block->plan, block->first + index, &block->runs[i], at);
      at += block->runs[i].len;
    }
}

uint32_t
lt_engine_block (LtEngine *self, LtWorkers *workers, const float **out)
{
  LtEngineRt *rt = &self->rt;
  Block       block;
  uint32_t    n = 0;

  lt_engine_take_messages (rt);
  if (rt->plan == NULL)
    return 0;

  block.plan = rt->plan;
  block.n_runs = 0;
  while (block.n_runs < LT_MAX_BLOCK_QUANTA && n + lt_quantum_length (rt->position) <= self->block_frames)
    {
      uint32_t len = lt_engine_next_run (rt, &block.runs[block.n_runs++]);

      lt_engine_advance (rt, len);
      n += len;
    }

  for (uint32_t level = 0; level < block.plan->n_levels; level++)
    {
      block.first = block.plan->levels[level];
      lt_workers_run (workers, run_strip, &block, block.plan->levels[level + 1] - block.first);
    }

  const LtPlanStrip *master = &block.plan->strips[block.plan->master];
  out[0] = master->post[0];
  out[1] = master->post[1];
  return n;
}

const float *
lt_engine_block_of (LtEngine *self, LtId strip_id, LtTapPoint tap, uint32_t channel)
{
  const LtPlan *plan = self->rt.plan;

  for (uint32_t i = 0; plan != NULL && i < plan->n_strips; i++)
    if (plan->strips[i].id == strip_id)
      return tap == LT_TAP_PRE ? plan->strips[i].pre[channel] : plan->strips[i].post[channel];
  return NULL;
}
