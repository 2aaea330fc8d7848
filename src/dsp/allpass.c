// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long all-pass, a block at a time: nothing written in a block is read in it.
// Layer: dsp.

#include "dsp/allpass.h"

#include "base/audio.h"
#include "dsp/vec4.h"

void
lt_allpass_init (LtAllpass *self, float *memory, uint32_t max_frames)
{
  lt_delay_line_init (&self->line, memory, max_frames);
}

void
lt_allpass_reset (LtAllpass *self)
{
  lt_delay_line_reset (&self->line);
}

LT_RT static inline __attribute__ ((always_inline)) void
smear (const float *past, LtRamp gain, bool moving, float keep, float *restrict io, float *restrict in, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float g = moving ? lt_ramp_at (gain, i) : gain.from;
      float kept = keep * past[i];

      in[i] = lt_loop_clean (io[i] + g * kept);
      io[i] = kept - g * in[i];
    }
}

void
lt_allpass_run (LtAllpass *self, const uint32_t delay[2], const float *there, LtRamp gain, float keep, float *restrict io, uint32_t n)
{
  float        scratch[LT_QUANTUM], other[LT_QUANTUM], in[LT_QUANTUM];
  const float *past = lt_delay_line_peek (&self->line, delay[0], scratch, n);

  if (there != NULL)
    {
      const float *next = lt_delay_line_peek (&self->line, delay[1], other, n);

      for (uint32_t i = 0; i < n; i++)
        scratch[i] = past[i] + there[i] * (next[i] - past[i]);
      past = scratch;
    }
  if (gain.step != 0.0f)
    smear (past, gain, true, keep, io, in, n);
  else
    smear (past, gain, false, keep, io, in, n);
  lt_delay_line_write (&self->line, in, n);
}
