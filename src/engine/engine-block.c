// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Offline: blocks of many quanta go through the levels like through a pipe. While the deepest level works on one
// block, the level before it works on the next, and so on: every strip has work at any time, and none waits for
// another within a step. The same steps in the same order for each strip as live, so the same bits.
// Layer: engine.

#include "engine/engine-private.h"

typedef struct
{
  const LtPlan *plan;
  uint64_t      step;
} Step;

/* Where the block that went in at @step stands. Every strip of its way has it at the same frame of its ring. */
LT_RT static uint32_t
place_of (const LtPlan *plan, uint64_t step)
{
  return (uint32_t) (step % plan->n_levels);
}

/* The deepest strips first: there are few of them and they are long. Within a level the longest first. */
LT_RT static void
run_strip (void *data, uint32_t index)
{
  const Step        *step = data;
  const LtPlan      *plan = step->plan;
  uint32_t           i = plan->n_strips - 1 - index, level = plan->strips[i].level;
  uint32_t           place = place_of (plan, step->step + plan->n_levels - level);
  const LtPlanBlock *block = &plan->blocks[place];
  uint32_t           at = place * plan->block_frames;

  for (uint32_t k = 0; k < block->n_runs; k++)
    {
      lt_plan_run_strip (plan, i, &block->runs[k], at);
      at += block->runs[k].len;
    }
}

/* A plan that takes over ends the block. */
static void
put_in (LtEngine *self, LtPlanBlock *block)
{
  LtEngineRt *rt = &self->rt;

  while (rt->plan == self->pipe.plan && block->n_runs < LT_MAX_BLOCK_QUANTA
         && block->n_frames + lt_quantum_length (rt->position) <= self->block_frames)
    {
      uint32_t len = lt_engine_next_run (rt, &block->runs[block->n_runs++]);

      lt_engine_advance (rt, len);
      block->n_frames += len;
    }
  self->pipe.n_inside++;
}

/* One step of every level. Returns the frames of the block that came out: 0 while the pipe fills. */
static uint32_t
run_step (LtEngine *self, LtWorkers *workers, bool feed)
{
  LtPipe      *pipe = &self->pipe;
  Step         step = { pipe->plan, pipe->step++ };
  LtPlanBlock *first = &step.plan->blocks[place_of (step.plan, step.step)];
  uint32_t     last = place_of (step.plan, step.step + 1);

  first->n_runs = first->n_frames = 0;
  if (feed)
    put_in (self, first);
  lt_workers_awaken (workers);
  lt_workers_run (workers, run_strip, &step, step.plan->n_strips, 1);

  uint32_t n = step.plan->blocks[last].n_frames;
  pipe->out_at = last * step.plan->block_frames;
  pipe->n_inside -= n > 0;
  return n;
}

uint32_t
lt_engine_block (LtEngine *self, LtWorkers *workers, const float **out)
{
  LtEngineRt *rt = &self->rt;
  LtPipe     *pipe = &self->pipe;
  uint32_t    n;

  do
    {
      /* Changes are for all levels at once: what is inside comes out before. */
      bool is_changing = lt_ring_fill (&rt->inbox) > 0 || rt->incoming != NULL || rt->plan != pipe->plan;
      bool is_empty = pipe->n_inside == 0;

      if (is_empty)
        {
          lt_engine_take_messages (rt);
          pipe->plan = rt->plan;
        }
      if (pipe->plan == NULL || (is_empty && pipe->holds))
        return 0;
      n = run_step (self, workers, (is_empty || !is_changing) && !pipe->holds);
    }
  while (n == 0);

  const LtPlanStrip *master = &pipe->plan->strips[pipe->plan->master];
  out[0] = master->post[0] + pipe->out_at;
  out[1] = master->post[1] + pipe->out_at;
  return n;
}

const float *
lt_engine_block_of (LtEngine *self, LtId strip_id, LtTapPoint tap, uint32_t channel)
{
  const LtPlan *plan = self->pipe.plan;

  for (uint32_t i = 0; plan != NULL && i < plan->n_strips; i++)
    if (plan->strips[i].id == strip_id)
      {
        const float *ring = tap == LT_TAP_PRE ? plan->strips[i].pre[channel] : plan->strips[i].post[channel];

        return ring != NULL ? ring + self->pipe.out_at : NULL;
      }
  return NULL;
}
