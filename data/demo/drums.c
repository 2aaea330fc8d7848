// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The drums with skins: kick, snare, toms, each as its own microphone hears it.
// Layer: data.

#include "drums.h"

#include "band.h"
#include "filter.h"
#include "osc.h"
#include "song.h"

static const double both[2] = { 1.0, 1.0 };

static int64_t
until (int64_t from, double seconds)
{
  int64_t end = from + (int64_t) (seconds * LT_DEMO_RATE);

  return end < LT_DEMO_FRAMES ? end : LT_DEMO_FRAMES;
}

void
lt_demo_drums_play (
    LtDemoStem *stem, LtDemoDrum drum, LtDemoStrike strike, double late_ms, LtDemoRng *rng)
{
  for (int bar = 0; bar < LT_DEMO_BARS; bar++)
    for (int step = 0; step < LT_DEMO_STEPS; step++)
      {
        char       what = lt_demo_score_drums[bar][drum][step];
        double     swing = step % 2 == 1 ? 0.02 : 0.0; /* sixteenths are a little late */
        double     level = what <= '9' ? (what - '0') / 9.0 : 0.9;
        LtDemoNote hit = { 4.0 * bar + step / 4.0 + swing, 0.0, 0.0, level };

        if (what == '.')
          continue;
        hit = lt_demo_song_human (&hit, rng, 5.0, 0.12);
        hit.beat += late_ms * (LT_DEMO_BPM / 60000.0);
        hit.level *= 0.6 + 0.4 * lt_demo_song_dynamics (hit.beat);
        strike (stem, &hit, what, rng);
      }
}

/* A skin's tone: a sine that falls from @high_hz to @hz within @drop_s and dies within @ring_s. */
typedef struct
{
  double hz, high_hz, drop_s, ring_s;
} Skin;

static void
skin (LtDemoStem *stem, int64_t from, const Skin *how, const double gains[2])
{
  double  phase = 0.0, drop = 1.0, ring = 1.0;
  double  drop_step = lt_demo_osc_decay (how->drop_s), ring_step = lt_demo_osc_decay (how->ring_s);
  int64_t end = until (from, how->ring_s * 10.0);

  for (int64_t i = from; i < end; i++)
    {
      double attack = i - from < 24 ? (double) (i - from) / 24.0 : 1.0;

      lt_demo_stem_add (stem, i, gains, attack * ring * lt_demo_osc_sin (phase));
      phase += (how->hz + (how->high_hz - how->hz) * drop) / LT_DEMO_RATE;
      drop *= drop_step;
      ring *= ring_step;
    }
}

/* A burst of noise through @filter. */
static void
burst (LtDemoStem   *stem,
       int64_t       from,
       double        fall_s,
       LtDemoFilter *filter,
       const double  gains[2],
       LtDemoRng    *rng)
{
  double  level = 1.0, step = lt_demo_osc_decay (fall_s);
  int64_t end = until (from, fall_s * 9.0);

  for (int64_t i = from; i < end; i++)
    {
      lt_demo_stem_add (stem, i, gains,
                        level * lt_demo_filter_step (filter, lt_demo_osc_noise (rng)));
      level *= step;
    }
}

static void
scaled (double level, const double gains[2], double out[2])
{
  out[0] = level * gains[0];
  out[1] = level * gains[1];
}

static void
strike_kick (LtDemoStem *stem, const LtDemoNote *hit, char what, LtDemoRng *rng)
{
  int64_t      from = lt_demo_song_frame (hit->beat);
  double       level = hit->level;
  LtDemoFilter click = { 0 };
  double       gains[2];

  scaled (level, both, gains);
  skin (stem, from, &(Skin) { 51.0, 150.0 + 60.0 * level, 0.022, 0.085 }, gains);
  scaled (0.25 * level, both, gains);
  skin (stem, from, &(Skin) { 96.0, 340.0, 0.012, 0.05 }, gains);
  scaled (1.1 * level * level, both, gains);
  lt_demo_filter_band_pass (&click, 3300.0, 0.8);
  burst (stem, from, 0.0042, &click, gains, rng);
}

static void
strike_snare (LtDemoStem *stem, const LtDemoNote *hit, char what, LtDemoRng *rng)
{
  int64_t      from = lt_demo_song_frame (hit->beat);
  double       level = hit->level;
  LtDemoFilter wires = { 0 }, stick = { 0 };
  double       gains[2];

  scaled (0.62 * level, both, gains);
  skin (stem, from, &(Skin) { 188.0, 188.0 + 70.0 * level, 0.012, 0.085 }, gains);
  scaled (0.36 * level, both, gains);
  skin (stem, from, &(Skin) { 327.0, 390.0, 0.01, 0.05 }, gains);
  scaled (1.25 * level * (0.4 + 0.6 * level), both, gains);
  lt_demo_filter_band_pass (&wires, 3600.0 + 1800.0 * level, 0.35);
  burst (stem, from + 40, 0.055 + 0.05 * level, &wires, gains, rng);
  scaled (0.9 * level * level, both, gains);
  lt_demo_filter_band_pass (&stick, 2100.0, 0.9);
  burst (stem, from, 0.005, &stick, gains, rng);
}

static void
strike_tom (LtDemoStem *stem, const LtDemoNote *hit, char what, LtDemoRng *rng)
{
  int64_t      from = lt_demo_song_frame (hit->beat);
  double       level = hit->level;
  double       hz = what == 'h' ? 142.0 : what == 'm' ? 108.0 : 79.0;
  double       place = what == 'h' ? -0.45 : what == 'm' ? 0.05 : 0.55;
  LtDemoFilter stick = { 0 };
  double       pan[2] = { 1.0, 1.0 }, gains[2];

  if (stem->n_channels == 2)
    lt_demo_stem_pan (place, pan);
  scaled (level, pan, gains);
  skin (stem, from, &(Skin) { hz, hz * 1.5, 0.03, 34.0 / hz * 0.62 }, gains);
  scaled (0.3 * level, pan, gains);
  skin (stem, from, &(Skin) { hz * 1.59, hz * 2.1, 0.02, 12.0 / hz }, gains);
  scaled (0.7 * level, pan, gains);
  lt_demo_filter_band_pass (&stick, 2600.0, 0.6);
  burst (stem, from, 0.008, &stick, gains, rng);
}

void
lt_demo_drums_kick (LtDemoStem *stem)
{
  lt_demo_drums_play (stem, LT_DEMO_KICK, strike_kick, 0.0, &(LtDemoRng) { 0x6b69636b });

  /* The skin cannot follow a hard beater: rounded, which also brings its harmonics. */
  for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
    stem->channels[0][i] = lt_demo_osc_soft (1.5 * stem->channels[0][i]);
}

void
lt_demo_drums_snare (LtDemoStem *stem)
{
  lt_demo_drums_play (stem, LT_DEMO_SNARE, strike_snare, 4.0, &(LtDemoRng) { 0x736e6172 });
}

void
lt_demo_drums_toms (LtDemoStem *stem)
{
  lt_demo_drums_play (stem, LT_DEMO_TOMS, strike_tom, 2.0, &(LtDemoRng) { 0x746f6d73 });
}
