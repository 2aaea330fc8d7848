// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The monitor: which side is heard, what is listened to in its place, gain, swap, polarity, mono.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/engine-private.h"
#include "engine/plan-listen.h"

#include <string.h>

void
lt_engine_monitor_set (LtEngineRt *rt, const LtMonitor *monitor)
{
  rt->monitor = *monitor;
  rt->ab.open = monitor->mix;
  rt->difference.open = monitor->delta;
  lt_glide_set (&rt->mix_gain, monitor->mix_gain);
  lt_glide_set (&rt->master_gain, monitor->master_gain);
  lt_glide_set (&rt->reference_gain, monitor->reference_gain);
  lt_glide_set (&rt->rival_gain, monitor->rival_gain);
  lt_glide_set (&rt->gain, monitor->gain);
  lt_glide_set (&rt->swap, monitor->swap ? 1.0f : 0.0f);
  for (int c = 0; c < 2; c++)
    lt_glide_set (&rt->polarity[c], monitor->invert[c] ? -1.0f : 1.0f);
  lt_glide_set (&rt->mono, monitor->mono ? 1.0f : 0.0f);
  lt_engine_service_set (rt, monitor);
}

/* --- ways from a strip to the monitor --- */

LT_RT static void
start_way (const LtPlan *plan, LtEdgeState *way, bool open)
{
  lt_delay_reset (&way->delay);
  lt_gate_snap (&way->gate, open, plan->gate_frames);
}

/* A way that did not run under the plan before holds sound of long ago. */
LT_RT static void
adopt_way (LtEngineRt *rt, const LtPlan *old, LtEdgeState *way)
{
  if (old == NULL || !lt_plan_listen_has (old, way))
    start_way (rt->plan, way, false);
  way->gate.open = true;
}

/* One that was the other of two references has faded out as that; what its delay holds is of now. */
LT_RT static void
adopt_reference (LtEngineRt *rt, const LtPlan *old, const LtPlanEdge *way, const LtPlanEdge *before)
{
  if (way == NULL)
    return;
  if (old != NULL && lt_plan_listen_has (old, way->state) && (before == NULL || before->state != way->state))
    lt_gate_snap (&way->state->gate, false, rt->plan->gate_frames);
  adopt_way (rt, old, way->state);
}

void
lt_engine_monitor_adopt (LtEngineRt *rt, const LtPlan *old)
{
  for (uint32_t i = 0; i < rt->plan->n_listens; i++)
    adopt_way (rt, old, rt->plan->listens[i].state);
  adopt_reference (rt, old, rt->plan->reference, old != NULL ? old->reference : NULL);
  adopt_reference (rt, old, rt->plan->rival, old != NULL ? old->rival : NULL);
  adopt_way (rt, old, rt->plan->mix_delay);
}

/* The lead-in is part of what is played: nothing fades in. */
void
lt_engine_monitor_start (LtEngineRt *rt)
{
  const LtPlan *plan = rt->plan;

  for (uint32_t i = 0; i < plan->n_listens; i++)
    start_way (plan, plan->listens[i].state, true);
  if (plan->reference != NULL)
    start_way (plan, plan->reference->state, true);
  if (plan->rival != NULL)
    start_way (plan, plan->rival->state, true);
  start_way (plan, plan->mix_delay, true);
  lt_word_reset (&rt->word);
  lt_gate_snap (&rt->listen, plan->n_listens > 0, 2 * plan->gate_frames);
  lt_gate_snap (&rt->reference, rt->monitor.reference && plan->reference != NULL,
                2 * plan->gate_frames);
  rt->reference_leaves = false;
  lt_gate_snap (&rt->rival, rt->monitor.rival && plan->rival != NULL, 2 * plan->gate_frames);
}

/* Adds this quantum of a way to @io. False: its delay is not full yet, and nothing is heard of it. */
LT_RT static bool
add_way (const LtPlan *plan, const LtPlanEdge *way, uint32_t n, float *const *io)
{
  float              memory[2][LT_QUANTUM];
  float             *scratch[2] = { memory[0], memory[1] };
  const LtPlanStrip *from = &plan->strips[way->from];
  float *const      *tap = way->tap == LT_TAP_PRE ? from->pre : from->post;
  const float       *in[2] = { tap[0], tap[1] };
  LtEdgeState       *state = way->state;
  bool               is_full = state->gate.pos > 0 || state->delay.at >= state->delay.delay;

  if (state->delay.delay > 0)
    {
      lt_delay_write (&state->delay, in, 2, n);
      lt_delay_peek (&state->delay, 2, n, scratch, in);
    }
  if (!is_full)
    return false;

  lt_gate_advance (&state->gate, n, plan->gate_frames);
  LtRamp gain = lt_ramp_make (state->gate.from, state->gate.to, 0, n);
  bool   is_wide = lt_gate_is_wide (&state->gate);
  for (int c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      io[c][i] += is_wide ? in[c][i] : in[c][i] * lt_ramp_at (gain, i);
  return true;
}

/* --- what is heard --- */

/* One quantum of the master in @memory, at the word length that is asked for. */
LT_RT static void
take_master (LtEngineRt *rt, uint32_t n, float *const *memory)
{
  const LtPlanStrip *master = &rt->plan->strips[rt->plan->master];

  for (int c = 0; c < 2; c++)
    memcpy (memory[c], master->post[c], n * sizeof (float));
  if (rt->monitor.bits != 0 && !rt->monitor.delta)
    lt_word_run (&rt->word, rt->monitor.bits, rt->monitor.dither, n, memory);
}

/* Of what changes the mix is taken off whole. */
LT_RT static float
mix_share (float ab, float difference)
{
  return ab * (1.0f - difference) - difference;
}

LT_RT static float
master_share (float ab, float difference)
{
  return (1.0f - ab) * (1.0f - difference);
}

/* The master is heard as a service plays it; what changes is told from the master as it is. */
LT_RT static void
master_or_mix (LtEngineRt *rt, LtRamp gain, uint32_t n, float *const *out)
{
  float       memory[3][2][LT_QUANTUM] = { 0 };
  float      *mix[2] = { memory[0][0], memory[0][1] }, *plain[2] = { memory[1][0], memory[1][1] }, *room[2] = { memory[2][0], memory[2][1] };
  LtPlanEdge  way = { rt->plan->mix_delay, rt->plan->mix, LT_TAP_POST };
  float       from = gain.from, to = lt_ramp_at (gain, n);

  take_master (rt, n, plain);
  const float *const *played = lt_engine_service_run (rt, &rt->master_service, (const float *const *) plain, n, room);
  add_way (rt->plan, &way, n, mix); /* as late as the master, for A/B */
  lt_gate_advance (&rt->ab, n, 2 * rt->plan->gate_frames); /* about 20 ms */
  lt_gate_advance (&rt->difference, n, 2 * rt->plan->gate_frames);
  lt_glide_advance (&rt->mix_gain, lt_plan_keep (rt->plan, n));
  lt_glide_advance (&rt->master_gain, lt_plan_keep (rt->plan, n));

  LtRamp b = lt_ramp_make (rt->mix_gain.from * mix_share (rt->ab.from, rt->difference.from) * from,
                           rt->mix_gain.to * mix_share (rt->ab.to, rt->difference.to) * to, 0, n);
  LtRamp a = lt_ramp_make (rt->master_gain.from * master_share (rt->ab.from, rt->difference.from) * from,
                           rt->master_gain.to * master_share (rt->ab.to, rt->difference.to) * to, 0, n);
  LtRamp d = lt_ramp_make (rt->master_gain.from * rt->difference.from * from, rt->master_gain.to * rt->difference.to * to, 0, n);
  bool   is_plain = lt_gate_is_shut (&rt->difference);
  bool   neutral = is_plain && a.from == 1.0f && a.step == 0.0f && b.from == 0.0f && b.step == 0.0f;

  for (int c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] = neutral ? played[c][i] : played[c][i] * lt_ramp_at (a, i) + mix[c][i] * lt_ramp_at (b, i);
  for (int c = 0; !is_plain && c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] += plain[c][i] * lt_ramp_at (d, i);
}

/* @other takes the place of @out, which gives up @share for it. */
LT_RT static void
cross_fade (const LtGate *gate, LtRamp share, LtRamp gain, const float *const *other, uint32_t n, float *const *out)
{
  LtRamp own = lt_ramp_make (gate->from, gate->to, 0, n);

  if (lt_gate_is_shut (gate))
    return;
  for (int c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] = out[c][i] * (1.0f - lt_ramp_at (share, i)) + other[c][i] * lt_ramp_at (gain, i) * lt_ramp_at (own, i);
}

/* While the reference leaves the plan the sides take back what its fade gives up, so that nothing sinks in between.
   Once it has gone they have all of it. */
LT_RT static LtRamp
reference_share (LtEngineRt *rt, bool is_there, uint32_t n)
{
  const LtPlan     *plan = rt->plan, *next = rt->incoming != NULL ? rt->incoming : plan;
  const LtPlanEdge *way = plan->reference;
  LtGate            whole = { .from = 1.0f, .to = 1.0f };
  const LtGate     *fade = way != NULL ? &way->state->gate : &whole;

  if (way == NULL || next->reference != NULL)
    {
      if (rt->reference_leaves)
        lt_gate_snap (&rt->reference, false, 2 * plan->gate_frames);
      rt->reference_leaves = false;
    }
  else
    rt->reference_leaves = rt->reference_leaves || (rt->reference.open && fade->from == 1.0f);

  rt->reference.open = rt->monitor.reference && way != NULL && (is_there || rt->reference.open)
                       && (next->reference != NULL || rt->reference_leaves);
  lt_gate_advance (&rt->reference, n, 2 * plan->gate_frames);
  if (!rt->reference_leaves)
    return lt_ramp_make (rt->reference.from, rt->reference.to, 0, n);
  return lt_ramp_make (rt->reference.from * fade->from, rt->reference.to * fade->to, 0, n);
}

/* One of two references in the place of the other, each as loud as it is wanted: the gain of both is in @other then.
   False: there is but one, and @other is as it was. */
LT_RT static bool
mix_rival (LtEngineRt *rt, uint32_t n, float *const *other)
{
  const LtPlan *plan = rt->plan, *next = rt->incoming != NULL ? rt->incoming : plan;
  float         memory[2][LT_QUANTUM] = { 0 };
  float        *second[2] = { memory[0], memory[1] };
  bool          is_there = plan->rival != NULL && add_way (plan, plan->rival, n, second);

  rt->rival.open = rt->monitor.rival && plan->rival != NULL && next->rival != NULL && (is_there || rt->rival.open);
  lt_gate_advance (&rt->rival, n, 2 * plan->gate_frames);
  lt_glide_advance (&rt->rival_gain, lt_plan_keep (plan, n));
  if (lt_gate_is_shut (&rt->rival))
    return false;

  LtRamp a = lt_ramp_make (rt->reference_gain.from * (1.0f - rt->rival.from), rt->reference_gain.to * (1.0f - rt->rival.to), 0, n);
  LtRamp b = lt_ramp_make (rt->rival_gain.from * rt->rival.from, rt->rival_gain.to * rt->rival.to, 0, n);
  for (int c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      other[c][i] = other[c][i] * lt_ramp_at (a, i) + second[c][i] * lt_ramp_at (b, i);
  return true;
}

LT_RT static void
mix_reference (LtEngineRt *rt, LtRamp gain, uint32_t n, float *const *out)
{
  float   memory[2][LT_QUANTUM] = { 0 }, finished[2][LT_QUANTUM];
  float  *other[2] = { memory[0], memory[1] }, *room[2] = { finished[0], finished[1] };
  LtPlan *plan = rt->plan;
  bool    is_there = plan->reference != NULL && add_way (plan, plan->reference, n, other);
  float   from = gain.from, to = lt_ramp_at (gain, n);
  LtRamp  share = reference_share (rt, is_there, n);

  lt_glide_advance (&rt->reference_gain, lt_plan_keep (plan, n));
  bool is_turned = mix_rival (rt, n, other);
  cross_fade (&rt->reference, share,
              is_turned ? gain : lt_ramp_make (from * rt->reference_gain.from, to * rt->reference_gain.to, 0, n),
              lt_engine_service_run (rt, &rt->reference_service, (const float *const *) other, n, room), n, out);
}

/* Once listening has begun it goes on while a way fills: the mix must not burst in between. */
LT_RT static void
mix_listened (LtEngineRt *rt, LtRamp gain, uint32_t n, float *const *out)
{
  float         memory[2][LT_QUANTUM] = { 0 };
  float        *sum[2] = { memory[0], memory[1] };
  const LtPlan *plan = rt->plan, *next = rt->incoming != NULL ? rt->incoming : plan;
  bool          is_there = rt->listen.open;

  for (uint32_t i = 0; i < plan->n_listens; i++)
    is_there = add_way (plan, &plan->listens[i], n, sum) || is_there;
  rt->listen.open = is_there && plan->n_listens > 0 && next->n_listens > 0;
  lt_gate_advance (&rt->listen, n, 2 * plan->gate_frames);
  cross_fade (&rt->listen, lt_ramp_make (rt->listen.from, rt->listen.to, 0, n), gain, (const float *const *) sum, n, out);
}

/* --- what is done to it --- */

/* Each output's share of each input. */
typedef struct
{
  float of[2][2]; /* [to][from] */
} Matrix;

LT_RT static Matrix
matrix_of (float swap, float left, float right, float mono)
{
  float  same = 1.0f - 0.5f * mono, other = 0.5f * mono;
  float  l[2] = { left * (1.0f - swap), left * swap };
  float  r[2] = { right * swap, right * (1.0f - swap) };
  Matrix m;

  for (int c = 0; c < 2; c++)
    {
      m.of[0][c] = same * l[c] + other * r[c];
      m.of[1][c] = other * l[c] + same * r[c];
    }
  return m;
}

LT_RT static bool
is_identity (const Matrix *m)
{
  return m->of[0][0] == 1.0f && m->of[1][1] == 1.0f && m->of[0][1] == 0.0f && m->of[1][0] == 0.0f;
}

LT_RT static void
turn (LtEngineRt *rt, uint32_t n, float *const *out)
{
  float keep = lt_plan_keep (rt->plan, n);

  lt_glide_advance (&rt->swap, keep);
  lt_glide_advance (&rt->polarity[0], keep);
  lt_glide_advance (&rt->polarity[1], keep);
  lt_glide_advance (&rt->mono, keep);

  Matrix from
      = matrix_of (rt->swap.from, rt->polarity[0].from, rt->polarity[1].from, rt->mono.from);
  Matrix to = matrix_of (rt->swap.to, rt->polarity[0].to, rt->polarity[1].to, rt->mono.to);
  LtRamp k[2][2];

  if (is_identity (&from) && is_identity (&to))
    return;
  for (int c = 0; c < 2; c++)
    for (int d = 0; d < 2; d++)
      k[c][d] = lt_ramp_make (from.of[c][d], to.of[c][d], 0, n);
  for (uint32_t i = 0; i < n; i++)
    {
      float l = out[0][i], r = out[1][i];

      out[0][i] = l * lt_ramp_at (k[0][0], i) + r * lt_ramp_at (k[0][1], i);
      out[1][i] = l * lt_ramp_at (k[1][0], i) + r * lt_ramp_at (k[1][1], i);
    }
}

void
lt_engine_monitor_run (LtEngineRt *rt, const LtRunAt *where, float *const *out)
{
  uint32_t n = where->len;

  lt_gate_advance (&rt->run, n, rt->plan->gate_frames);
  lt_glide_advance (&rt->gain, lt_plan_keep (rt->plan, n));
  LtRamp gain = lt_ramp_make (rt->gain.from * rt->run.from, rt->gain.to * rt->run.to, 0, n);

  master_or_mix (rt, gain, n, out);
  mix_reference (rt, gain, n, out);
  lt_engine_delta_mix (rt, gain, n, out);
  mix_listened (rt, gain, n, out);
  turn (rt, n, out);
}
