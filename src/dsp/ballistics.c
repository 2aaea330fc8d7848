// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Smooth branching.
// Layer: dsp.

#include "dsp/ballistics.h"

#include <stdbool.h>

double
lt_ballistics_keep (double frames, double least)
{
  return exp (-1.0 / (frames > least ? frames : least));
}

LT_RT static inline double
higher (double a, double b)
{
  return a > b ? a : b;
}

typedef struct
{
  double grown, shrunk;
} Ways;

LT_RT static inline Ways
ways_of (double state, double x, LtBallistics k, LtBallistics take)
{
  return (Ways) { k.grow * state + take.grow * x, k.shrink * state + take.shrink * x };
}

/* Of two one-poles the one that keeps less lies nearer to x. So the branch (above or below x?) is a
   choice of the higher or the lower of both results, and the terms in x stay off the critical path. */
LT_RT static inline double
branch (double state, double x, LtBallistics k, LtBallistics take, bool quick_grow)
{
  Ways w = ways_of (state, x, k, take);

  return quick_grow ? higher (w.grown, w.shrunk) : -higher (-w.grown, -w.shrunk);
}

LT_RT static inline LtBallistics
take_of (LtBallistics k)
{
  return (LtBallistics) { 1.0 - k.grow, 1.0 - k.shrink };
}

LT_RT static inline bool
grows (Ways w, bool quick_grow)
{
  return quick_grow ? w.grown > w.shrunk : w.grown < w.shrunk;
}

/* Frame for frame what branch gives. It grows or shrinks for long stretches, in which the choice is foreseen and
   nothing waits for it. */
LT_RT static inline void
run (LtBallistics k, double *state, float *restrict io, uint32_t n, bool quick_grow)
{
  LtBallistics take = take_of (k);
  double       y = *state;
  Ways         w;

  for (uint32_t i = 0; i < n;)
    {
      for (; i < n && !grows (w = ways_of (y, io[i], k, take), quick_grow); i++)
        io[i] = (float) (y = w.shrunk);
      for (; i < n && grows (w = ways_of (y, io[i], k, take), quick_grow); i++)
        io[i] = (float) (y = w.grown);
    }
  *state = y;
}

void
lt_ballistics_run (LtBallistics k, double *state, float *io, uint32_t n_frames)
{
  if (k.grow <= k.shrink)
    run (k, state, io, n_frames, true);
  else
    run (k, state, io, n_frames, false);
}

void
lt_ballistics_run_lasting (const LtBallistics k[2], double state[2], LtRamp share, float *io, uint32_t n_frames)
{
  LtBallistics take = take_of (k[0]), take_slow = take_of (k[1]);
  bool         quick = k[0].grow <= k[0].shrink;
  bool         quick_slow = k[1].grow <= k[1].shrink;

  for (uint32_t i = 0; i < n_frames; i++)
    {
      double x = io[i];

      state[1] = branch (state[1], x, k[1], take_slow, quick_slow);
      state[0] = branch (state[0], higher (x, state[1] * lt_ramp_at (share, i)), k[0], take, quick);
      io[i] = (float) state[0];
    }
}
