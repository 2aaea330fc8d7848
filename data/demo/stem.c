// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One track of the song while it is played.
// Layer: data.

#include "stem.h"

#include "filter.h"
#include "osc.h"
#include "song.h"

#include <stdlib.h>

bool
lt_demo_stem_init (LtDemoStem *self, int n_channels)
{
  *self = (LtDemoStem) { .n_channels = n_channels };
  for (int c = 0; c < n_channels; c++)
    if ((self->channels[c] = calloc (LT_DEMO_FRAMES, sizeof (double))) == NULL)
      {
        lt_demo_stem_clear (self);
        return false;
      }
  return true;
}

void
lt_demo_stem_clear (LtDemoStem *self)
{
  free (self->channels[0]);
  free (self->channels[1]);
  *self = (LtDemoStem) { .n_channels = 0 };
}

void
lt_demo_stem_pan (double pan, double gains[2])
{
  double turns = (pan + 1.0) / 8.0;

  gains[0] = 1.4142135623730951 * lt_demo_osc_cos (turns);
  gains[1] = 1.4142135623730951 * lt_demo_osc_sin (turns);
}

void
lt_demo_stem_finish (LtDemoStem *self, double peak_db)
{
  double  peak = 0.0;
  int64_t fade = LT_DEMO_RATE / 2;

  for (int c = 0; c < self->n_channels; c++)
    {
      LtDemoFilter low_cut = { 0 }, high_cut[2] = { 0 };
      double      *io = self->channels[c];

      lt_demo_filter_high_pass (&low_cut, 25.0, 0.70710678);
      lt_demo_filter_low_pass (&high_cut[0], 17500.0, 0.54119610);
      lt_demo_filter_low_pass (&high_cut[1], 17500.0, 1.30656296);
      lt_demo_filter_run (&low_cut, io, LT_DEMO_FRAMES);
      lt_demo_filter_run (&high_cut[0], io, LT_DEMO_FRAMES);
      lt_demo_filter_run (&high_cut[1], io, LT_DEMO_FRAMES);
      for (int64_t i = 0; i < fade; i++)
        io[LT_DEMO_FRAMES - 1 - i] *= (double) i / (double) fade;
      for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
        peak = io[i] > peak ? io[i] : -io[i] > peak ? -io[i] : peak;
    }

  double gain = peak > 0.0 ? lt_demo_osc_db (peak_db) / peak : 0.0;

  for (int c = 0; c < self->n_channels; c++)
    for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
      self->channels[c][i] *= gain;
}
