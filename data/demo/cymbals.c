// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is made of metal: hats, ride, crashes; and the overhead microphones.
// Layer: data.

#include "band.h"
#include "drums.h"
#include "filter.h"
#include "osc.h"
#include "song.h"

#define N_PARTIALS 40

typedef struct
{
  double low_hz, octaves; /* where the partials lie */
  double ring_s;          /* of the lowest; the highest fade four times as fast */
  double noise, noise_s, noise_hz;
  double swell_s;  /* how long it takes to speak */
  double length_s; /* until it is muted */
  double pan, spread;
  double level;
} Metal;

/* A partial is a turning point whose radius shrinks. */
typedef struct
{
  double x, y, turn_x, turn_y;
  double gains[2];
} Partial;

static void
prepare (Partial *p, const Metal *how, int number, LtDemoRng *rng)
{
  double at = (number + 0.5 + 0.45 * lt_demo_osc_noise (rng)) / N_PARTIALS;
  double hz = how->low_hz * lt_demo_osc_exp2 (how->octaves * at);
  double radius = lt_demo_osc_decay (how->ring_s / (1.0 + 3.0 * at));
  double phase = lt_demo_osc_noise (rng);
  double level = how->level * (0.7 + 0.3 * lt_demo_osc_noise (rng)) / 9.0;

  lt_demo_stem_pan (how->pan + how->spread * lt_demo_osc_noise (rng), p->gains);
  p->gains[0] *= level;
  p->gains[1] *= level;
  p->x = lt_demo_osc_cos (phase);
  p->y = lt_demo_osc_sin (phase);
  p->turn_x = radius * lt_demo_osc_cos (hz / LT_DEMO_RATE);
  p->turn_y = radius * lt_demo_osc_sin (hz / LT_DEMO_RATE);
}

static void
step_partials (Partial *partials, double sums[2])
{
  sums[0] = sums[1] = 0.0;
  for (int k = 0; k < N_PARTIALS; k++)
    {
      Partial *p = &partials[k];
      double   x = p->x * p->turn_x - p->y * p->turn_y;

      p->y = p->x * p->turn_y + p->y * p->turn_x;
      p->x = x;
      sums[0] += p->gains[0] * x;
      sums[1] += p->gains[1] * x;
    }
}

static void
strike_metal (LtDemoStem *stem, int64_t from, const Metal *how, LtDemoRng *rng)
{
  Partial      partials[N_PARTIALS];
  LtDemoFilter hiss[2] = { 0 };
  double       noise = how->noise * how->level, noise_step = lt_demo_osc_decay (how->noise_s);
  double       swell = 1.0, swell_step = lt_demo_osc_decay (how->swell_s);
  int64_t      frames = (int64_t) (how->length_s * LT_DEMO_RATE), fade = frames / 5;

  for (int k = 0; k < N_PARTIALS; k++)
    prepare (&partials[k], how, k, rng);
  for (int c = 0; c < 2; c++)
    lt_demo_filter_high_pass (&hiss[c], how->noise_hz, 0.6);
  for (int64_t i = 0; i < frames && from + i < LT_DEMO_FRAMES; i++)
    {
      double gain = i < frames - fade ? 1.0 : (double) (frames - i) / (double) fade;
      double sums[2];

      step_partials (partials, sums);
      for (int c = 0; c < stem->n_channels; c++)
        {
          double burst = noise * lt_demo_filter_step (&hiss[c], lt_demo_osc_noise (rng));
          stem->channels[c][from + i] += gain * (1.0 - swell) * (sums[c] + burst);
        }
      noise *= noise_step;
      swell *= swell_step;
    }
}

static void
strike_hat (LtDemoStem *stem, const LtDemoNote *hit, char what, LtDemoRng *rng)
{
  Metal hat = { .low_hz = 4200.0,
                .octaves = 1.7,
                .noise_hz = 6500.0,
                .swell_s = 0.0003,
                .pan = 0.0,
                .spread = 0.15 };

  hat.level = hit->level * (0.4 + 0.6 * hit->level);
  hat.ring_s = what == 'o' ? 0.5 : 0.07 + 0.03 * hit->level;
  hat.noise = 0.55;
  hat.noise_s = what == 'o' ? 0.14 : 0.03;
  hat.length_s = what == 'o' ? 0.27 : 0.16;
  strike_metal (stem, lt_demo_song_frame (hit->beat), &hat, rng);
}

static void
strike_cymbal (LtDemoStem *stem, const LtDemoNote *hit, char what, LtDemoRng *rng)
{
  static const Metal crash_left
      = { 330.0, 5.2, 1.5, 0.9, 0.5, 4500.0, 0.006, 3.4, -0.5, 0.35, 1.0 };
  static const Metal crash_right
      = { 420.0, 5.0, 1.2, 0.9, 0.42, 5200.0, 0.005, 3.0, 0.55, 0.35, 0.9 };
  static const Metal ride = { 560.0, 4.4, 0.8, 0.16, 0.12, 5500.0, 0.0004, 1.3, 0.35, 0.2, 0.4 };
  static const Metal bell = { 780.0, 3.2, 1.1, 0.2, 0.08, 5000.0, 0.0003, 1.3, 0.35, 0.2, 0.6 };

  Metal how = what == 'c' ? crash_left : what == 'd' ? crash_right : what == 'b' ? bell : ride;
  how.level *= hit->level;
  strike_metal (stem, lt_demo_song_frame (hit->beat), &how, rng);
}

void
lt_demo_cymbals_hats (LtDemoStem *stem)
{
  lt_demo_drums_play (stem, LT_DEMO_HATS, strike_hat, -1.0, &(LtDemoRng) { 0x68617473 });
}

/* One drum as the overheads hear it: from its side, @late_frames later than its own microphone. */
static bool
overhear (
    LtDemoStem *stem, void (*play) (LtDemoStem *), double pan, double level, int64_t late_frames)
{
  LtDemoStem   drum;
  LtDemoFilter cut = { 0 };
  double       gains[2];

  if (!lt_demo_stem_init (&drum, 1))
    return false;
  play (&drum);
  lt_demo_filter_high_pass (&cut, 180.0, 0.6);
  lt_demo_filter_run (&cut, drum.channels[0], LT_DEMO_FRAMES);
  lt_demo_stem_pan (pan, gains);
  for (int c = 0; c < 2; c++)
    for (int64_t i = late_frames; i < LT_DEMO_FRAMES; i++)
      stem->channels[c][i] += level * gains[c] * drum.channels[0][i - late_frames];
  lt_demo_stem_clear (&drum);
  return true;
}

bool
lt_demo_cymbals_overheads (LtDemoStem *stem)
{
  lt_demo_drums_play (stem, LT_DEMO_CYMBALS, strike_cymbal, 0.0, &(LtDemoRng) { 0x63796d62 });
  return overhear (stem, lt_demo_drums_kick, 0.0, 0.08, 170)
         && overhear (stem, lt_demo_drums_snare, -0.1, 0.22, 130)
         && overhear (stem, lt_demo_drums_toms, 0.1, 0.14, 140)
         && overhear (stem, lt_demo_cymbals_hats, -0.5, 0.3, 110);
}
