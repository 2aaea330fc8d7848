// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Equaliser bands in series: packed while they stand, step by step while they move.
// Layer: dsp.

#include "dsp/eq-cascade.h"

#include <stddef.h>

LT_RT static bool
bands_still (const LtEqCascade *self)
{
  for (uint32_t b = 0; b < LT_EQ_CASCADE_BANDS; b++)
    if (!lt_eq_band_is_still (&self->bands[b]))
      return false;
  return true;
}

/* All standing sections side by side, so that they run beside each other. */
LT_RT static void
pack (LtEqCascade *self)
{
  uint32_t n = 0;

  self->n_groups = 0;
  for (uint32_t b = 0; b < LT_EQ_CASCADE_BANDS; b++)
    {
      const LtEqBandVoice *voice = &self->bands[b].voice[self->bands[b].now];

      if (voice->idle)
        continue;
      if (self->n_groups == 0 || self->groups[self->n_groups - 1].mid_side != voice->mid_side)
        self->groups[self->n_groups++] = (LtEqCascadeGroup) { n, 0, voice->mid_side };
      self->groups[self->n_groups - 1].n += voice->n;
      for (uint32_t s = 0; s < voice->n; s++, n++)
        {
          self->coeffs[n] = voice->to[s];
          self->z[n] = voice->z[s];
        }
    }
  self->packed = true;
}

LT_RT static void
unpack (LtEqCascade *self)
{
  uint32_t n = 0;

  for (uint32_t b = 0; b < LT_EQ_CASCADE_BANDS; b++)
    {
      LtEqBandVoice *voice = &self->bands[b].voice[self->bands[b].now];

      if (!voice->idle)
        for (uint32_t s = 0; s < voice->n; s++)
          voice->z[s] = self->z[n++];
    }
  self->packed = false;
}

LT_RT static uint32_t
n_packed (const LtEqCascade *self)
{
  return self->n_groups == 0 ? 0 : self->groups[self->n_groups - 1].first + self->groups[self->n_groups - 1].n;
}

void
lt_eq_cascade_init (LtEqCascade *self, double rate_hz, uint32_t n_channels)
{
  self->packed = false;
  self->n_groups = 0;
  for (uint32_t b = 0; b < LT_EQ_CASCADE_BANDS; b++)
    lt_eq_band_init (&self->bands[b], rate_hz, n_channels);
}

void
lt_eq_cascade_begin (LtEqCascade *self, const LtEqBandTarget targets[LT_EQ_CASCADE_BANDS])
{
  if (self->packed)
    unpack (self);
  for (uint32_t b = 0; b < LT_EQ_CASCADE_BANDS; b++)
    lt_eq_band_begin (&self->bands[b], &targets[b]);
  if (bands_still (self))
    pack (self);
}

bool
lt_eq_cascade_stay (LtEqCascade *self)
{
  if (self->packed)
    lt_svf_flush (self->z, n_packed (self));
  return self->packed;
}

bool
lt_eq_cascade_is_idle (const LtEqCascade *self)
{
  return self->packed && self->n_groups == 0;
}

bool
lt_eq_cascade_is_at_rest (const LtEqCascade *self)
{
  return self->packed && lt_svf_is_at_rest (self->z, n_packed (self));
}

LT_RT static void
run_packed (LtEqCascade *self, LtSvfPair *buf, uint32_t n_frames)
{
  for (uint32_t g = 0; g < self->n_groups; g++)
    {
      const LtEqCascadeGroup *group = &self->groups[g];

      if (group->mid_side)
        lt_eq_band_to_mid_side (buf, n_frames);
      lt_svf_run (self->z + group->first, self->coeffs + group->first, group->n, buf, n_frames);
      if (group->mid_side)
        lt_eq_band_from_mid_side (buf, n_frames);
    }
}

bool
lt_eq_cascade_runs_mono (const LtEqCascade *self)
{
  return self->packed && self->n_groups == 1 && !self->groups[0].mid_side;
}

void
lt_eq_cascade_run_mono (LtEqCascade *self, double *io, uint32_t n_frames)
{
  lt_svf_run_mono (self->z, self->coeffs, self->groups[0].n, io, n_frames);
}

LT_RT static void
run_steps (LtEqCascade *self, uint32_t from, uint32_t len, const LtSvfPair *key, LtSvfPair *buf, uint32_t n_frames)
{
  uint32_t step = self->bands[0].step;

  for (uint32_t done = 0; done < n_frames;)
    {
      uint32_t at = from + done;
      uint32_t n = step - at % step;

      n = n < n_frames - done ? n : n_frames - done;
      for (uint32_t b = 0; b < LT_EQ_CASCADE_BANDS; b++)
        {
          if (at % step == 0)
            lt_eq_band_step (&self->bands[b], at, len);
          lt_eq_band_run (&self->bands[b], at, len, key != NULL ? key + done : NULL, buf + done, n);
        }
      done += n;
    }
}

void
lt_eq_cascade_run (LtEqCascade *self, uint32_t at, uint32_t len, const LtSvfPair *key, LtSvfPair *io, uint32_t n_frames)
{
  if (self->packed)
    run_packed (self, io, n_frames);
  else
    run_steps (self, at, len, key, io, n_frames);
}
