// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Flat tops.
// Layer: dsp.

#include "dsp/clip-find.h"

#include <math.h>

#define EQUAL 2e-5f   /* of the level: half a step of 16 bits */
#define QUIETEST 0.01f /* nothing clips at −40 dBFS */
#define RISE 1.003f   /* of the level, that the sound would at least have gone on to */

/* The cubic over a gap at @t, 0 to 1, from @p to @q with slopes of @span. */
static double
hermite (double p, double dp, double q, double dq, double span, double t)
{
  double t2 = t * t, t3 = t2 * t;

  return (2 * t3 - 3 * t2 + 1) * p + (t3 - 2 * t2 + t) * dp * span + (3 * t2 - 2 * t3) * q + (t3 - t2) * dq * span;
}

/* Its value at sample i of the run, or −1 … n of it; the samples next to it are its ends. */
static double
bridge_at (const float *x, uint32_t n, const LtClippedRun *run, double i)
{
  uint32_t a = run->at, b = run->at + run->n; /* the first of the run, the first behind it */
  double   p = (double) x[a - 1], q = (double) x[b];
  double   dp = a >= 2 ? p - (double) x[a - 2] : 0.0, dq = b + 1 < n ? (double) x[b + 1] - q : 0.0;
  double   span = (double) run->n + 1.0;

  return hermite (p, dp, q, dq, span, (i + 1.0) / span);
}

static bool
would_rise (const float *x, uint32_t n, const LtClippedRun *run)
{
  double top = bridge_at (x, n, run, ((double) run->n - 1.0) / 2.0);

  return run->level > 0.0f ? top > (double) (RISE * run->level) : top < (double) (RISE * run->level);
}

static bool
belongs (float x, float level, float given)
{
  if (given > 0.0f)
    return level > 0.0f ? x >= given : x <= -given;
  return fabsf (x - level) <= EQUAL * fabsf (level);
}

bool
lt_clip_find_next (const float *x, uint32_t n, uint32_t from, float level, LtClippedRun *run)
{
  for (uint32_t i = from > 1 ? from : 1; i + 1 < n;)
    {
      uint32_t end = i + 1;

      if (fabsf (x[i]) < (level > 0.0f ? level : QUIETEST))
        {
          i++;
          continue;
        }
      while (end < n && belongs (x[end], x[i], level))
        end++;
      *run = (LtClippedRun) { i, end - i, level > 0.0f ? copysignf (level, x[i]) : x[i] };
      if (end < n && run->n >= LT_CLIP_FIND_LEAST && run->n <= LT_CLIP_FIND_MOST && (level > 0.0f || would_rise (x, n, run)))
        return true;
      i = end;
    }
  return false;
}

void
lt_clip_find_bridge (float *x, uint32_t n, const LtClippedRun *run)
{
  float top[LT_CLIP_FIND_MOST];

  for (uint32_t i = 0; i < run->n && i < LT_CLIP_FIND_MOST; i++)
    {
      float y = (float) bridge_at (x, n, run, (double) i);

      top[i] = run->level > 0.0f ? fmaxf (y, run->level) : fminf (y, run->level);
    }
  for (uint32_t i = 0; i < run->n && i < LT_CLIP_FIND_MOST; i++)
    x[run->at + i] = top[i];
}
