// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Level: sample peak, rms, clipping, offset, noise floor.
// Layer: meter.
// Ref: AES17 (the sine convention); IEC 60268-10 type I (the bar's fall); R. Katz, "An Integrated
//      Approach to Metering, Monitoring, and Leveling Practices" (2000), for the K-system.
//
// A clipped run is three or more samples in a row at or beyond 32767/32768, the highest a 16-bit file can
// hold. The noise floor is the rms of the quietest 400 ms (tried every 100 ms), its mean taken out, among
// those in which no 10 ms are digital silence on all channels.

#include "meter/level.h"

#include "base/full-scale.h"
#include "base/math.h"
#include "dsp/pair-sums.h"
#include "dsp/sane.h"
#include "dsp/step-clock.h"
#include "meter/meter.h"

#include <string.h>

#define MAX_CHANNELS 6u
#define MAX_PAIRS (MAX_CHANNELS / 2)
#define RMS_STEPS 60
#define FLOOR_STEPS 40
#define FLOOR_EVERY_STEPS 10
#define HOLD_STEPS 200
#define FALL_DB_PER_STEP (20.0 / 1.7 / LT_STEPS_PER_S)
#define AES17_DB 3.01029995663981

enum
{
  R_PEAK,
  R_RMS,
  R_CLIPPED,
  R_DC,
  R_FLOOR,
  N_READINGS
};

static const LtReadingSpec readings[] = {
  [R_PEAK] = { "sample_peak_dbfs", N_ ("Sample peak"), "dBFS" },
  [R_RMS] = { "rms_dbfs", N_ ("RMS level"), "dBFS" },
  [R_CLIPPED] = { "clipped_runs", N_ ("Clipped runs"), "" },
  [R_DC] = { "dc_offset", N_ ("DC offset"), "" },
  [R_FLOOR] = { "noise_floor_dbfs", N_ ("Noise floor"), "dBFS" },
};
_Static_assert (LT_N_ELEMENTS (readings) == N_READINGS, "one row per enum value");

typedef struct
{
  double sum, square;
} Step;

typedef struct
{
  double   sum, square, peak; /* whole steps since the reset */
  Step     steps[RMS_STEPS];  /* step k, from 0, at k modulo the size */
  uint32_t over;              /* samples in a row at the clip level */
  uint64_t clipped_runs;
  double   bar, hold; /* linear */
  uint32_t hold_age;  /* steps */
} Channel;

typedef struct
{
  LtMeterSetup setup;
  double       fall;  /* of the bar, a step */
  bool         aes17; /* survives a reset */

  LtStepClock clock;
  LtPairSums  now[MAX_PAIRS]; /* the step under way */
  Channel     channel[MAX_CHANNELS];
  int64_t     n_sounding;  /* steps since the last that was digital silence */
  double      floor_power; /* −1: no window was fit */
} Level;

static size_t
level_state_size (const LtMeterSetup *setup)
{
  return sizeof (Level);
}

LT_RT static void
level_reset (void *state)
{
  Level *self = state;

  memset (self->now, 0, sizeof self->now);
  memset (self->channel, 0, sizeof self->channel);
  lt_step_clock_reset (&self->clock, self->setup.rate_hz);
  self->n_sounding = 0;
  self->floor_power = -1.0;
}

static LtStatus
level_init (void *state, const LtMeterSetup *setup)
{
  Level *self = state;

  if (setup->n_channels < 1 || setup->n_channels > MAX_CHANNELS || !(setup->rate_hz > 0.0))
    return LT_ERR_INVALID;
  self->setup = *setup;
  self->fall = pow (10.0, -FALL_DB_PER_STEP / 20.0);
  level_reset (self);
  return LT_OK;
}

LT_RT static void
count_clips (Channel *ch, const float *in, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++)
    ch->clipped_runs += lt_full_scale_step (&ch->over, lt_sane_sample (in[i]));
}

/* Mean square of the last @n_steps about their mean, averaged over the channels. */
LT_RT static double
recent_noise_power (const Level *self, int n_steps)
{
  double frames = (double) lt_step_clock_span (&self->clock, n_steps);
  double power = 0.0;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    {
      double sum = 0.0, square = 0.0;

      for (int i = 1; i <= n_steps; i++)
        {
          const Step *step = &self->channel[c].steps[(self->clock.n_steps - i) % RMS_STEPS];

          sum += step->sum;
          square += step->square;
        }
      power += fmax (square / frames - (sum / frames) * (sum / frames), 0.0);
    }
  return power / self->setup.n_channels;
}

LT_RT static void
move_bar (Channel *ch, double fall, double peak)
{
  ch->bar = fmax (peak, ch->bar * fall);
  ch->hold_age++;
  if (peak >= ch->hold)
    {
      ch->hold = peak;
      ch->hold_age = 0;
    }
  else if (ch->hold_age >= HOLD_STEPS)
    ch->hold = ch->bar;
}

LT_RT static void
end_step (Level *self)
{
  bool sounding = false;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    {
      const LtPairSums *now = &self->now[c / 2];
      Channel          *ch = &self->channel[c];
      Step              step = { now->sum[c % 2], now->square[c % 2] };

      ch->steps[(self->clock.n_steps - 1) % RMS_STEPS] = step;
      ch->sum += step.sum;
      ch->square += step.square;
      ch->peak = fmax (ch->peak, now->highest[c % 2]);
      move_bar (ch, self->fall, now->highest[c % 2]);
      sounding = sounding || now->highest[c % 2] > 0.0;
    }
  memset (self->now, 0, sizeof self->now);

  self->n_sounding = sounding ? self->n_sounding + 1 : 0;
  if (self->n_sounding >= FLOOR_STEPS && self->clock.n_steps % FLOOR_EVERY_STEPS == 0)
    {
      double power = recent_noise_power (self, FLOOR_STEPS);

      if (self->floor_power < 0.0 || power < self->floor_power)
        self->floor_power = power;
    }
}

LT_RT static void
level_run (void *state, const float *const *in, uint32_t n_frames)
{
  Level   *self = state;
  uint32_t n_channels = self->setup.n_channels;

  for (uint32_t at = 0; at < n_frames;)
    {
      uint32_t n = lt_step_clock_room (&self->clock, n_frames - at);

      for (uint32_t c = 0; c < n_channels; c += 2)
        lt_pair_sums_run (&self->now[c / 2], in[c] + at, in[c + 1 < n_channels ? c + 1 : c] + at, n);
      for (uint32_t c = 0; c < n_channels; c++)
        {
          if (self->now[c / 2].highest[c % 2] >= LT_FULL_SCALE)
            count_clips (&self->channel[c], in[c] + at, n);
          else
            self->channel[c].over = 0;
        }
      at += n;
      if (lt_step_clock_advance (&self->clock, n))
        end_step (self);
    }
}

LT_RT static double
level_dbfs (double amplitude)
{
  return amplitude > 0.0 ? 20.0 * log10 (amplitude) : -INFINITY;
}

LT_RT static double
rms_dbfs (const Level *self, double power)
{
  return level_dbfs (sqrt (power)) + (self->aes17 ? AES17_DB : 0.0);
}

/* With the step under way. */
LT_RT static Channel
whole_channel (const Level *self, uint32_t c)
{
  const LtPairSums *now = &self->now[c / 2];
  Channel           ch = self->channel[c];

  ch.sum += now->sum[c % 2];
  ch.square += now->square[c % 2];
  ch.peak = fmax (ch.peak, now->highest[c % 2]);
  return ch;
}

LT_RT void
lt_level_channel (const void *state, uint32_t c, LtLevelChannel *out)
{
  const Level *self = state;
  Channel      ch = whole_channel (self, c);
  double       frames = (double) self->clock.n_frames;

  *out = (LtLevelChannel) { NAN, NAN, NAN, ch.clipped_runs };
  if (self->clock.n_frames == 0)
    return;
  out->sample_peak_dbfs = level_dbfs (ch.peak);
  out->rms_dbfs = rms_dbfs (self, ch.square / frames);
  out->dc_offset = ch.sum / frames;
}

LT_RT void
lt_level_bar (const void *state, uint32_t c, LtLevelBar *out)
{
  const Level   *self = state;
  const Channel *ch = &self->channel[c];
  int64_t        n_steps = self->clock.n_steps < RMS_STEPS ? self->clock.n_steps : RMS_STEPS;
  double         square = 0.0;

  for (int64_t i = 1; i <= n_steps; i++)
    square += ch->steps[(self->clock.n_steps - i) % RMS_STEPS].square;

  *out = (LtLevelBar) {
    .peak_dbfs = level_dbfs (ch->bar),
    .hold_dbfs = level_dbfs (ch->hold),
    .rms_dbfs = n_steps > 0 ? rms_dbfs (self, square / (double) lt_step_clock_span (&self->clock, n_steps)) : -INFINITY,
    .clipped_runs = ch->clipped_runs,
  };
}

/* Of all channels: the highest peak, the mean power, the sum of the clips, the offset farthest from 0. */
LT_RT static void
level_read (const void *state, double *out)
{
  const Level *self = state;
  uint32_t     n_channels = self->setup.n_channels;
  double       frames = (double) self->clock.n_frames;
  double       square = 0.0, peak = 0.0, offset = 0.0, clipped = 0.0;

  for (uint32_t c = 0; c < n_channels; c++)
    {
      Channel ch = whole_channel (self, c);

      peak = fmax (peak, ch.peak);
      square += ch.square / n_channels;
      clipped += (double) ch.clipped_runs;
      if (fabs (ch.sum) > fabs (offset))
        offset = ch.sum;
    }

  bool known = self->clock.n_frames > 0;
  out[R_PEAK] = known ? level_dbfs (peak) : NAN;
  out[R_RMS] = known ? rms_dbfs (self, square / frames) : NAN;
  out[R_CLIPPED] = clipped;
  out[R_DC] = known ? offset / frames : NAN;
  out[R_FLOOR] = self->clock.n_steps < FLOOR_STEPS ? NAN : level_dbfs (sqrt (fmax (self->floor_power, 0.0)));
}

LT_RT void
lt_level_set_aes17 (void *state, bool on)
{
  Level *self = state;

  self->aes17 = on;
}

LT_RT double
lt_level_on_scale (LtLevelScale scale, double rms)
{
  switch (scale)
    {
    case LT_LEVEL_SCALE_AES17:
      return rms + AES17_DB;
    case LT_LEVEL_SCALE_K12:
      return rms + AES17_DB + 12.0;
    case LT_LEVEL_SCALE_K14:
      return rms + AES17_DB + 14.0;
    case LT_LEVEL_SCALE_K20:
      return rms + AES17_DB + 20.0;
    case LT_LEVEL_SCALE_DBFS:
      break;
    }
  return rms;
}

const LtMeterType lt_meter_level = {
  .key = "level",
  .label = N_ ("Level"),
  .help = N_ ("Measures sample peak, RMS level, clipped runs, DC offset and the noise of the quietest 400 ms."),
  .readings = readings,
  .n_readings = N_READINGS,
  .state_size = level_state_size,
  .init = level_init,
  .reset = level_reset,
  .run = level_run,
  .read = level_read,
};
