// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the monitor is told of a streaming service.
// Layer: studio.

#include "studio/live-service.h"

#include "studio/live-private.h"

#include <math.h>

void
lt_live_set_service (LtLive *self, const LtLiveService *service)
{
  self->has_service = service != NULL;
  if (service != NULL)
    self->service = *service;
  lt_live_monitor_send (self);
}

bool
lt_live_get_service (LtLive *self, LtLiveService *out)
{
  if (self->has_service)
    *out = self->service;
  return self->has_service;
}

/* What stays of the way after one frame. */
static float
keep_of (const LtLive *self, double ms)
{
  return ms > 0.0 ? (float) exp (-1000.0 / (ms * self->rate_hz)) : 0.0f;
}

void
lt_live_service_apply (const LtLive *self, LtMonitor *monitor)
{
  const LtLiveService *service = &self->service;

  monitor->service = (LtMonitorService) { .gain = 1.0f };
  if (!self->has_service || self->blind.is_on)
    return;
  monitor->service = (LtMonitorService) {
    .on = true,
    .gain = lt_live_amplitude (service->gain_db),
    .limits = service->limits,
    .ceiling = lt_live_amplitude (service->ceiling_dbfs),
    .attack_keep = keep_of (self, service->attack_ms),
    .decay_keep = keep_of (self, service->decay_ms),
  };
}

double
lt_live_service_match (const LtLive *self, LtLiveSide side, double own_lufs)
{
  double played_lufs = self->master_lufs + self->service.gain_db;

  return side == LT_LIVE_MASTER || !isfinite (played_lufs) || !isfinite (own_lufs) ? 0.0 : fmin (played_lufs - own_lufs, 0.0);
}
