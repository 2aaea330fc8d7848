// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a slot takes away, heard in place of mix and master.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/engine-private.h"

#include <string.h>

/* Nothing is heard of the one that goes. Without room to give it back it waits. */
LT_RT static void
take_next (LtEngineRt *rt)
{
  LtDeltaRt *d = &rt->delta;

  if (!d->is_changing || lt_ring_space (&rt->retired) == 0)
    return;
  if (d->now != NULL)
    lt_engine_retire (rt, LT_MESSAGE_DELTA, d->now);
  d->now = d->next;
  d->next = NULL;
  d->is_changing = false;
  d->warm = d->now != NULL ? d->now->line.delay : 0;
  lt_gate_snap (&d->gate, false, 1);
}

void
lt_engine_delta_receive (LtEngineRt *rt, LtDelta *delta)
{
  LtDeltaRt *d = &rt->delta;

  if (d->next != NULL)
    lt_engine_retire (rt, LT_MESSAGE_DELTA, d->next);
  d->next = delta;
  d->is_changing = true;
  if (!rt->rolling || d->now == NULL || lt_gate_is_shut (&d->gate))
    take_next (rt);
}

void
lt_engine_delta_start (LtEngineRt *rt)
{
  LtDeltaRt *d = &rt->delta;

  take_next (rt);
  if (d->now == NULL)
    return;
  lt_delay_reset (&d->now->line);
  d->warm = 0; /* the lead-in is part of what is played */
  lt_gate_snap (&d->gate, !d->is_changing, 2 * rt->plan->gate_frames);
}

/* The slot's change of this quantum, as late as the master. False: nothing has run it. */
LT_RT static bool
fetch (LtDelta *delta, uint32_t n, float *const *change)
{
  const LtGate *gate = delta->gate;

  delta->gate = NULL;
  if (gate == NULL)
    for (int c = 0; c < 2; c++)
      memset (change[c], 0, n * sizeof (float));
  else if (!lt_gate_is_wide (gate))
    for (int c = 0; c < 2; c++)
      for (uint32_t i = 0; i < n; i++)
        change[c][i] *= lt_ramp_at (lt_ramp_make (gate->from, gate->to, 0, n), i);
  if (delta->line.delay > 0)
    lt_delay_run (&delta->line, (const float *const *) change, 2, n, change);
  return gate != NULL;
}

void
lt_engine_delta_mix (LtEngineRt *rt, LtRamp gain, uint32_t n, float *const *out)
{
  LtDeltaRt *d = &rt->delta;

  if (d->now == NULL)
    return;

  float *change[2] = { d->now->change[0], d->now->change[1] };
  bool   is_there = fetch (d->now, n, change);

  d->gate.open = is_there && !d->is_changing && d->warm == 0;
  d->warm -= d->warm < n ? d->warm : n;
  lt_gate_advance (&d->gate, n, 2 * rt->plan->gate_frames); /* about 20 ms, as A/B */
  if (!lt_gate_is_shut (&d->gate))
    {
      LtRamp share = lt_ramp_make (d->gate.from, d->gate.to, 0, n);

      for (int c = 0; c < 2; c++)
        for (uint32_t i = 0; i < n; i++)
          {
            float k = lt_ramp_at (share, i);

            out[c][i] = out[c][i] * (1.0f - k) + change[c][i] * lt_ramp_at (gain, i) * k;
          }
    }
  else if (d->is_changing)
    take_next (rt);
}
