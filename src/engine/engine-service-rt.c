// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master, and a file of it, as a streaming service plays them: a gain, and where it has one, its limiter.
// Layer: engine. Every function in this file runs on the audio thread.
//
// Only the monitor calls this, behind the render tap. The limiter looks at samples and not ahead: it adds no latency, so
// that the master stays in time with mix and reference, and lets through what is over while its attack lasts.

#include "engine/engine-private.h"

#define NEXT_TO_ONE 1e-6

LT_RT static void
play_by (LtServiceRt *self, const LtMonitorService *service, bool on)
{
  lt_glide_set (&self->gain, on ? service->gain : 1.0f);
  self->limits = on && service->limits;
}

void
lt_engine_service_set (LtEngineRt *rt, const LtMonitor *monitor)
{
  LtMonitorService before = rt->service;

  rt->service = monitor->service;
  play_by (&rt->master_service, &rt->service, rt->service.on);
  play_by (&rt->reference_service, &rt->service, rt->service.on && monitor->reference_is_master);
  if (rt->service.on && rt->service.limits)
    return;
  rt->service.attack_keep = before.attack_keep; /* what it holds down comes back as slowly as it did */
  rt->service.decay_keep = before.decay_keep;
}

/* In double: close to 1 a float would stand still. */
LT_RT static double
limit_step (const LtMonitorService *service, bool limits, double gain, float level)
{
  double wanted = limits && level > service->ceiling ? (double) service->ceiling / level : 1.0;
  double next = wanted + (gain - wanted) * (wanted < gain ? service->attack_keep : service->decay_keep);

  return next > 1.0 - NEXT_TO_ONE ? 1.0 : next;
}

const float *const *
lt_engine_service_run (const LtEngineRt *rt, LtServiceRt *self, const float *const *in, uint32_t n, float *const *memory)
{
  double limit = self->limit;

  lt_glide_advance (&self->gain, lt_plan_keep (rt->plan, n));
  if (self->gain.from == 1.0f && self->gain.to == 1.0f && !self->limits && limit == 1.0)
    return in;

  LtRamp gain = lt_ramp_make (self->gain.from, self->gain.to, 0, n);
  for (uint32_t i = 0; i < n; i++)
    {
      float l = in[0][i] * lt_ramp_at (gain, i), r = in[1][i] * lt_ramp_at (gain, i);

      limit = limit_step (&rt->service, self->limits, limit, fmaxf (fabsf (l), fabsf (r)));
      memory[0][i] = l * (float) limit;
      memory[1][i] = r * (float) limit;
    }
  self->limit = limit;
  return (const float *const *) memory;
}
