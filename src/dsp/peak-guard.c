// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Peak guard. Works on blocks from the last reset, so that pieces of a quantum change nothing.
// Layer: dsp.

#include "dsp/peak-guard.h"

#include "base/math.h"

#include <string.h>

#define BLOCK       LT_PEAK_GUARD_BLOCK
#define PAST        LT_PEAK_GUARD_PAST
#define FINE        LT_TRUE_PEAK_FINE_REACH
#define COARSE      LT_TRUE_PEAK_COARSE_REACH
#define FRAMES      LT_TRUE_PEAK_FINE_FRAMES
#define STEP        4u /* frames a gain step */
#define STEPS       (BLOCK / STEP)
#define CATCH_STEPS (LT_PEAK_GUARD_CATCH / STEP)

#define RELEASE_MS 10.0
#define MARGIN     0.003f /* of the ceiling: what is over goes this much (0.026 dB) below */
#define SAFE       0.7f   /* of the ceiling: below this coarse peak the fine view finds nothing over */

#define NO_DOUBT 0.02f /* the interpolators may differ by this share of the ceiling; */
#define DOUBT    0.35f /* of what they differ more, this share counts as peak */
#define FORGET   0.95f /* what stays of the doubt from one group of frames to the next */

size_t
lt_peak_guard_size (void)
{
  return (lt_lookahead_gain_size (CATCH_STEPS, CATCH_STEPS) + 63) & ~(size_t) 63;
}

void
lt_peak_guard_reset (LtPeakGuard *self)
{
  lt_lookahead_gain_start (&self->gain, CATCH_STEPS);
  self->at = 0;
  self->over = self->doubt = 0.0f;
  self->lowest = 1.0f;
  memset (self->frames, 0, sizeof self->frames);
  memset (self->out, 0, sizeof self->out);
  for (uint32_t i = 0; i < LT_N_ELEMENTS (self->ceilings); i++)
    self->ceilings[i] = 1.0f;
}

void
lt_peak_guard_init (LtPeakGuard *self, const LtTruePeakInterp *interp, double rate_hz, void *memory)
{
  self->interp = interp;
  self->release = (LtLookaheadRelease){
    .fast_keep = (float) exp (-(double) STEP / (RELEASE_MS * 0.001 * rate_hz)),
    .hold = CATCH_STEPS,
  };
  lt_lookahead_gain_init (&self->gain, CATCH_STEPS, CATCH_STEPS, memory);
  lt_peak_guard_reset (self);
}

/* Next to half the rate no two interpolators agree on what stands between the samples. Where the short one and the
   long one differ over a peak there is such content, and a share of that is added. It rings on for longer than any of
   them reaches, and so does the doubt. */
LT_RT static void
allow_for_doubt (LtPeakGuard *self, float *fine, const float *coarse, float ceiling)
{
  float doubt = NO_DOUBT * ceiling;

  doubt = self->doubt * FORGET > doubt ? self->doubt * FORGET : doubt;
  for (uint32_t i = 1; i + 1 < FRAMES; i++)
    if (fine[i] >= fine[i - 1] && fine[i] >= fine[i + 1])
      {
        float near = coarse[i - 1] > coarse[i] ? coarse[i - 1] : coarse[i];
        float off = fabsf (fine[i] - (near > coarse[i + 1] ? near : coarse[i + 1]));

        doubt = off > doubt ? off : doubt;
      }
  self->doubt = doubt;
  for (uint32_t i = 0; i < FRAMES; i++)
    {
      fine[i] = coarse[i] > fine[i] ? coarse[i] : fine[i];
      fine[i] += (doubt - NO_DOUBT * ceiling) * DOUBT;
    }
}

/* Peaks of FRAMES frames from frame @at on. */
LT_RT static void
look (LtPeakGuard *self, uint32_t at, float *peaks, bool between)
{
  const float *x = self->frames + at;
  float        near[FRAMES + 2 * COARSE], top = 0.0f, low = self->ceilings[at];

  for (uint32_t i = 0; i < FRAMES; i++)
    {
      peaks[i] = fabsf (x[i]);
      low = self->ceilings[at + i] < low ? self->ceilings[at + i] : low;
    }
  if (!between)
    return;

  lt_true_peak_interp_coarse (self->interp, x - COARSE, near, FRAMES + 2 * COARSE);
  for (uint32_t i = 0; i < FRAMES + 2 * COARSE; i++)
    top = near[i] > top ? near[i] : top;
  if (top <= low * SAFE)
    return;

  lt_true_peak_interp_fine (self->interp, x, peaks, 8, low * 0.97f);
  allow_for_doubt (self, peaks, near + COARSE, low);
}

/* The margin grows with the excess, so that a tone right at the ceiling is not pushed around. */
LT_RT static float
reduction_of (float peak, float ceiling)
{
  float excess = peak / ceiling - 1.0f;

  return 1.0f - (1.0f - (excess < MARGIN ? excess : MARGIN)) * ceiling / peak;
}

LT_RT static void
demand_of (LtPeakGuard *self, const float *peaks, const float *ceilings, float *demand)
{
  for (uint32_t s = 0; s < STEPS; s++)
    {
      float top = self->over, low = ceilings[s * STEP];

      for (uint32_t i = s * STEP; i < (s + 1) * STEP; i++)
        {
          top = peaks[i] > top ? peaks[i] : top;
          low = ceilings[i] < low ? ceilings[i] : low;
        }
      self->over = peaks[s * STEP + STEP - 1];
      demand[s] = top > low ? reduction_of (top, low) : 0.0f;
    }
}

LT_RT static void
run_block (LtPeakGuard *self, bool between)
{
  const float *x = self->frames + PAST - FINE - LT_PEAK_GUARD_CATCH;
  const float *ceilings = self->ceilings + PAST - FINE - LT_PEAK_GUARD_CATCH;
  float        peaks[BLOCK], demand[STEPS], reduction[STEPS + 1];

  for (uint32_t at = 0; at < BLOCK; at += FRAMES)
    look (self, FINE + at, peaks + at, between);
  demand_of (self, peaks, self->ceilings + FINE, demand);
  lt_lookahead_gain_run (&self->gain, &self->release, demand, reduction, STEPS);

  self->lowest = 1.0f;
  for (uint32_t s = 0; s < STEPS; s++)
    {
      float from = reduction[s], step = (reduction[s + 1] - from) * (1.0f / (float) STEP);

      self->lowest
          = 1.0f - reduction[s + 1] < self->lowest ? 1.0f - reduction[s + 1] : self->lowest;
      for (uint32_t i = s * STEP; i < (s + 1) * STEP; i++)
        self->out[i] = lt_clampf (x[i] * (1.0f - (from + step * (float) (i - s * STEP))),
                                  -ceilings[i], ceilings[i]);
    }
  memmove (self->frames, self->frames + BLOCK, PAST * sizeof (float));
  memmove (self->ceilings, self->ceilings + BLOCK, PAST * sizeof (float));
}

void
lt_peak_guard_run (
    LtPeakGuard *self, float *io, const float *ceilings, uint32_t n_frames, bool between)
{
  for (uint32_t i = 0; i < n_frames;)
    {
      uint32_t n = n_frames - i < BLOCK - self->at ? n_frames - i : BLOCK - self->at;

      memcpy (self->frames + PAST + self->at, io + i, n * sizeof *io);
      memcpy (self->ceilings + PAST + self->at, ceilings + i, n * sizeof *io);
      memcpy (io + i, self->out + self->at, n * sizeof *io);
      self->at += n;
      i += n;
      if (self->at == BLOCK)
        {
          run_block (self, between);
          self->at = 0;
        }
    }
}
