// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's audio side: messages, transport, plans that take over, monitor, taps.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/engine-private.h"

#include <string.h>

LT_RT static void
retire (LtEngineRt *rt, LtMessageKind kind, void *pointer)
{
  LtMessage message = { .kind = kind, .pointer = pointer };

  lt_ring_write (&rt->retired, &message, 1);
}

LT_RT static void
apply_change (const LtBatchChange *change)
{
  LtStripState *strip = (LtStripState *) change->instance;
  LtSlotState  *slot = (LtSlotState *) change->instance;

  switch (change->kind)
    {
    case LT_VALUE_TRIM:
      lt_glide_set (&strip->trim, change->value);
      break;
    case LT_VALUE_FADER:
      lt_glide_set (&strip->fader, change->value);
      break;
    case LT_VALUE_PAN:
      lt_glide_set (&strip->pan, change->value);
      break;
    case LT_VALUE_MUTE:
      strip->mute.open = change->value < 0.5f;
      break;
    case LT_VALUE_SEND:
      lt_glide_set (&((LtEdgeState *) change->instance)->gain, change->value);
      break;
    case LT_VALUE_PARAM:
      lt_param_bank_set (&slot->bank, change->index, change->value);
      break;
    case LT_VALUE_BYPASS:
      slot->wanted = change->value < 0.5f;
      break;
    }
}

/* The new plan plays from the next quantum on; what it changed fades in. */
LT_RT static void
adopt (LtEngineRt *rt)
{
  LtPlan *old = rt->plan;

  rt->plan = rt->incoming;
  rt->incoming = NULL;
  for (uint32_t i = 0; i < rt->plan->n_strips; i++)
    {
      const LtPlanStrip *strip = &rt->plan->strips[i];

      strip->state->gate.open = true;
      strip->state->hold = strip->warm_up;
      for (uint32_t k = 0; k < strip->n_edges; k++)
        strip->edges[k].state->gate.open = true;
    }
  if (rt->is_watched)
    lt_engine_tap_watch (rt);
  retire (rt, LT_MESSAGE_PLAN, old);
}

LT_RT static void
receive_plan (LtEngineRt *rt, LtPlan *plan)
{
  rt->incoming = plan;
  rt->closing = 0;
  if (!rt->rolling || rt->plan == NULL || plan->n_closing == 0)
    {
      adopt (rt);
      return;
    }
  rt->closing = rt->plan->gate_frames;
  for (uint32_t i = 0; i < plan->n_closing; i++)
    plan->closing[i]->open = false;
}

LT_RT static void
jump (LtEngineRt *rt, int64_t to)
{
  rt->jump_from = rt->position;
  rt->jump_done = 0;
  rt->jump_len = rt->plan != NULL ? rt->plan->gate_frames : 0;
  rt->position = to;
}

LT_RT static void
start_rolling (LtEngineRt *rt)
{
  if (rt->rolling && rt->stopping == 0)
    return;

  if (rt->stopping > 0)
    rt->position = rt->stop_at;
  rt->stopping = 0;
  rt->rolling = true;
  rt->snap = true;
  rt->jump_done = rt->jump_len = 0;
  if (rt->plan != NULL)
    {
      lt_plan_reset (rt->plan);
      lt_gate_snap (&rt->run, true, rt->plan->gate_frames);
    }
}

LT_RT static void
set_monitor (LtEngineRt *rt, const LtMonitor *monitor)
{
  rt->monitor = *monitor;
  rt->ab.open = monitor->mix;
  lt_glide_set (&rt->mix_gain, monitor->mix_gain);
  lt_glide_set (&rt->master_gain, monitor->master_gain);
  lt_glide_set (&rt->gain, monitor->gain);
  lt_glide_set (&rt->mono, monitor->mono ? 1.0f : 0.0f);
}

LT_RT static void
take_message (LtEngineRt *rt, const LtMessage *m)
{
  switch (m->kind)
    {
    case LT_MESSAGE_PLAN:
      receive_plan (rt, m->pointer);
      break;
    case LT_MESSAGE_BATCH:
      for (uint32_t i = 0; i < ((LtBatch *) m->pointer)->n; i++)
        apply_change (&((LtBatch *) m->pointer)->changes[i]);
      retire (rt, LT_MESSAGE_BATCH, m->pointer);
      break;
    case LT_MESSAGE_MONITOR:
      set_monitor (rt, m->pointer);
      retire (rt, LT_MESSAGE_MONITOR, m->pointer);
      break;
    case LT_MESSAGE_LOOP:
      rt->loop = m->b > m->a;
      rt->loop_from = m->a;
      rt->loop_to = m->b;
      break;
    case LT_MESSAGE_ROLL:
      start_rolling (rt);
      break;
    case LT_MESSAGE_STOP:
      if (rt->rolling && rt->stopping == 0)
        {
          rt->stop_at = rt->position;
          rt->stopping = rt->plan != NULL ? rt->plan->gate_frames : LT_QUANTUM;
          rt->run.open = false;
        }
      break;
    case LT_MESSAGE_LOCATE:
      if (rt->rolling && rt->stopping == 0)
        jump (rt, m->a);
      else
        rt->position = rt->stop_at = m->a;
      break;
    case LT_MESSAGE_WATCH:
      rt->watches[m->a] = (LtWatchRt) { (LtId) m->b, m->pointer };
      rt->is_watched = true;
      lt_engine_tap_watch (rt);
      break;
    }
}

void
lt_engine_take_messages (LtEngineRt *rt)
{
  LtMessage message;

  /* Everything taken may have to be given back: without room it waits. */
  while (lt_ring_space (&rt->retired) > 0 && lt_ring_read (&rt->inbox, &message, 1) == 1)
    take_message (rt, &message);
}

uint32_t
lt_engine_next_run (LtEngineRt *rt, LtRunAt *where)
{
  uint32_t len = lt_quantum_length (rt->position);

  if (rt->loop && rt->position < rt->loop_to && rt->loop_to - rt->position < len)
    len = (uint32_t) (rt->loop_to - rt->position);
  *where = (LtRunAt) {
    .pos = rt->position,
    .len = len,
    .snap = rt->snap,
    .jump_from = rt->jump_from,
    .jump_done = rt->jump_done,
    .jump_len = rt->jump_len,
  };
  return len;
}

void
lt_engine_advance (LtEngineRt *rt, uint32_t n)
{
  rt->snap = false;
  rt->position += n;
  if (rt->jump_done < rt->jump_len)
    {
      rt->jump_from += n;
      rt->jump_done += n;
    }
  if (rt->loop && rt->position == rt->loop_to)
    jump (rt, rt->loop_from);

  if (rt->incoming != NULL)
    {
      rt->closing -= rt->closing < n ? rt->closing : n;
      if (rt->closing == 0)
        adopt (rt);
    }
  if (rt->stopping > 0)
    {
      rt->stopping -= rt->stopping < n ? rt->stopping : n;
      if (rt->stopping == 0)
        {
          rt->rolling = false;
          rt->position = rt->stop_at;
          if (rt->incoming != NULL)
            adopt (rt);
          if (rt->plan != NULL)
            lt_plan_reset (rt->plan);
        }
    }
  atomic_store_explicit (&rt->shown_position, rt->position, memory_order_relaxed);
  atomic_store_explicit (&rt->shown_rolling, rt->rolling && rt->stopping == 0, memory_order_relaxed);
}

/* The mix as late as the master, for A/B. */
LT_RT static void
delayed_mix (LtEngineRt *rt, uint32_t n, float *const *out)
{
  const LtPlanStrip *mix = &rt->plan->strips[rt->plan->mix];
  LtDelay           *delay = &rt->plan->mix_delay->delay;

  for (int c = 0; c < 2; c++)
    {
      if (delay->delay == 0)
        {
          memcpy (out[c], mix->post[c], n * sizeof (float));
          continue;
        }
      for (uint32_t i = 0; i < n; i++)
        {
          delay->ring[c][(delay->at + i) & (delay->capacity - 1)] = mix->post[c][i];
          out[c][i] = delay->ring[c][(delay->at + i - delay->delay) & (delay->capacity - 1)];
        }
    }
  delay->at += n;
}

LT_RT static void
run_monitor (LtEngineRt *rt, uint32_t n, float *const *out)
{
  float              memory[2][LT_QUANTUM];
  float             *mix[2] = { memory[0], memory[1] };
  const LtPlanStrip *master = &rt->plan->strips[rt->plan->master];
  uint32_t           ab_frames = 2 * rt->plan->gate_frames; /* about 20 ms */

  delayed_mix (rt, n, mix);
  lt_gate_advance (&rt->ab, n, ab_frames);
  lt_gate_advance (&rt->run, n, rt->plan->gate_frames);
  lt_glide_advance (&rt->mix_gain, rt->plan->keep);
  lt_glide_advance (&rt->master_gain, rt->plan->keep);
  lt_glide_advance (&rt->gain, rt->plan->keep);
  lt_glide_advance (&rt->mono, rt->plan->keep);

  float from = rt->gain.from * rt->run.from, to = rt->gain.to * rt->run.to;
  LtRamp b = lt_ramp_make (rt->mix_gain.from * rt->ab.from * from, rt->mix_gain.to * rt->ab.to * to, 0, n);
  LtRamp a = lt_ramp_make (rt->master_gain.from * (1.0f - rt->ab.from) * from, rt->master_gain.to * (1.0f - rt->ab.to) * to, 0, n);
  bool   neutral = a.from == 1.0f && a.step == 0.0f && b.from == 0.0f && b.step == 0.0f;

  for (int c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] = neutral ? master->post[c][i] : master->post[c][i] * lt_ramp_at (a, i) + mix[c][i] * lt_ramp_at (b, i);

  if (rt->mono.from == 0.0f && rt->mono.to == 0.0f)
    return;
  LtRamp mono = lt_ramp_make (rt->mono.from, rt->mono.to, 0, n);
  for (uint32_t i = 0; i < n; i++)
    {
      float middle = 0.5f * (out[0][i] + out[1][i]);
      float k = lt_ramp_at (mono, i);

      out[0][i] += (middle - out[0][i]) * k;
      out[1][i] += (middle - out[1][i]) * k;
    }
}

LT_RT static uint32_t
silent_quantum (LtEngineRt *rt, float *const *out)
{
  memset (out[0], 0, LT_QUANTUM * sizeof (float));
  memset (out[1], 0, LT_QUANTUM * sizeof (float));
  atomic_store_explicit (&rt->shown_position, rt->position, memory_order_relaxed);
  atomic_store_explicit (&rt->shown_rolling, rt->rolling && rt->stopping == 0, memory_order_relaxed);
  return LT_QUANTUM;
}

uint32_t
lt_engine_quantum (LtEngine *self, float *const *out)
{
  LtEngineRt *rt = &self->rt;
  LtRunAt     where;

  lt_engine_take_messages (rt);
  if (!rt->rolling || rt->plan == NULL)
    return silent_quantum (rt, out);

  uint32_t n = lt_engine_next_run (rt, &where);
  for (uint32_t i = 0; i < rt->plan->n_strips; i++)
    lt_plan_run_strip (rt->plan, i, &where, 0);
  run_monitor (rt, n, out);

  lt_engine_tap_write (rt, &where, (const float *const *) out);
  lt_engine_advance (rt, n);
  return n;
}

bool
lt_engine_ready (const LtEngine *self, uint32_t n_frames)
{
  const LtEngineRt *rt = &self->rt;

  return !rt->rolling || rt->plan == NULL || lt_plan_ready (rt->plan, rt->position, n_frames);
}
