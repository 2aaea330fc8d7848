// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// True peak: the highest point of the curve between the samples.
// Layer: meter.
// Ref: ITU-R BS.1770-5 annex 2; EBU Tech 3341 v4.

#include "meter/truepeak.h"

#include "dsp/true-peak.h"
#include "meter/meter.h"

#include <math.h>
#include <string.h>

#define MAX_CHANNELS 6u

enum
{
  R_TRUE_PEAK,
  N_READINGS
};

static const LtReadingSpec readings[] = {
  [R_TRUE_PEAK] = { "true_peak_dbtp", N_ ("True peak"), "dBTP" },
};
_Static_assert (LT_N_ELEMENTS (readings) == N_READINGS, "one row per enum value");

typedef struct
{
  uint32_t         n_channels;
  LtTruePeakFilter filter;
  LtTruePeak       channel[MAX_CHANNELS];
  float            taken[MAX_CHANNELS]; /* highest of what was handed out as recent, linear */
} TruePeak;

static size_t
truepeak_state_size (const LtMeterSetup *setup)
{
  return sizeof (TruePeak);
}

LT_RT static void
truepeak_reset (void *state)
{
  TruePeak *self = state;

  memset (self->taken, 0, sizeof self->taken);
  for (uint32_t c = 0; c < MAX_CHANNELS; c++)
    lt_true_peak_reset (&self->channel[c]);
}

static LtStatus
truepeak_init (void *state, const LtMeterSetup *setup)
{
  TruePeak *self = state;

  if (setup->n_channels < 1 || setup->n_channels > MAX_CHANNELS)
    return LT_ERR_INVALID;
  self->n_channels = setup->n_channels;
  lt_true_peak_design (&self->filter);
  truepeak_reset (self);
  return LT_OK;
}

LT_RT static void
truepeak_run (void *state, const float *const *in, uint32_t n_frames)
{
  TruePeak *self = state;

  for (uint32_t c = 0; c < self->n_channels; c++)
    lt_true_peak_run (&self->channel[c], &self->filter, in[c], n_frames);
}

LT_RT static void
truepeak_finish (void *state)
{
  TruePeak *self = state;

  for (uint32_t c = 0; c < self->n_channels; c++)
    lt_true_peak_flush (&self->channel[c], &self->filter);
}

LT_RT static double
dbtp (float peak)
{
  return peak > 0.0f ? 20.0 * log10 ((double) peak) : -INFINITY;
}

LT_RT static void
truepeak_read (const void *state, double *out)
{
  const TruePeak *self = state;

  out[R_TRUE_PEAK] = -INFINITY;
  for (uint32_t c = 0; c < self->n_channels; c++)
    out[R_TRUE_PEAK] = fmax (out[R_TRUE_PEAK], lt_truepeak_channel_dbtp (self, c));
}

LT_RT double
lt_truepeak_channel_dbtp (const void *state, uint32_t c)
{
  const TruePeak *self = state;

  return dbtp (fmaxf (self->taken[c], self->channel[c].peak));
}

LT_RT double
lt_truepeak_take_recent_dbtp (void *state, uint32_t c)
{
  TruePeak *self = state;
  float     recent = self->channel[c].peak;

  self->taken[c] = fmaxf (self->taken[c], recent);
  self->channel[c].peak = 0.0f;
  return dbtp (recent);
}

LT_RT void
lt_truepeak_restart (void *state)
{
  TruePeak *self = state;

  memset (self->taken, 0, sizeof self->taken);
  for (uint32_t c = 0; c < self->n_channels; c++)
    self->channel[c].peak = 0.0f;
}

const LtMeterType lt_meter_truepeak = {
  .key = "truepeak",
  .label = N_ ("True peak"),
  .help = N_ ("Finds the highest point of the waveform between the samples, by ITU-R BS.1770-5 annex 2."),
  .readings = readings,
  .n_readings = N_READINGS,
  .state_size = truepeak_state_size,
  .init = truepeak_init,
  .reset = truepeak_reset,
  .run = truepeak_run,
  .finish = truepeak_finish,
  .read = truepeak_read,
};
