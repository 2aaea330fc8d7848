// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The singer: a glottal pulse through five formants, consonants of noise, and a poor microphone.
// Layer: data.
// Ref: D. Klatt, "Software for a cascade/parallel formant synthesizer", 1980; A. Rosenberg,
//      "Effect of glottal pulse shape on the quality of natural vowels", 1971.

#include "band.h"
#include "filter.h"
#include "song.h"

#define N_FORMANTS 5
#define CONTROL    32 /* frames between two settings of the formants */

typedef struct
{
  double hz[N_FORMANTS], db[N_FORMANTS];
} Shape;

static const Shape shapes[] = {
  ['a' - 'a'] = { { 660, 1120, 2650, 3000, 3400 }, { 0, -5, -9, -9, -18 } },
  ['e' - 'a'] = { { 420, 1700, 2600, 3150, 3600 }, { 0, -10, -11, -12, -18 } },
  ['i' - 'a'] = { { 300, 1900, 2750, 3250, 3600 }, { 0, -12, -14, -15, -22 } },
  ['o' - 'a'] = { { 420, 820, 2600, 2850, 3200 }, { 0, -8, -13, -13, -22 } },
  ['u' - 'a'] = { { 340, 640, 2650, 2900, 3300 }, { 0, -14, -17, -16, -24 } },
  ['n' - 'a'] = { { 270, 1050, 2200, 2800, 3400 }, { -4, -24, -26, -30, -36 } }, /* and m */
};

static const double widths_hz[N_FORMANTS] = { 70, 90, 120, 140, 160 };

/* A consonant's noise, and how long before the vowel the voice is shut for it. */
typedef struct
{
  char   what;
  double hz, q, seconds, level, shut_s;
} Noise;

static const Noise noises[] = {
  { 's', 7200.0, 1.1, 0.105, 0.42, 0.095 }, { 'S', 3400.0, 1.3, 0.11, 0.40, 0.1 },
  { 'f', 6000.0, 0.4, 0.08, 0.12, 0.075 },  { 't', 5200.0, 0.8, 0.034, 0.50, 0.05 },
  { 'k', 2100.0, 1.6, 0.03, 0.45, 0.05 },   { 'h', 1500.0, 0.5, 0.07, 0.10, 0.04 },
  { 'd', 4200.0, 0.8, 0.014, 0.22, 0.025 }, { 'b', 900.0, 0.8, 0.01, 0.2, 0.03 },
};

typedef struct
{
  LtDemoRng    rng;
  LtDemoFilter formants[N_FORMANTS], air;
  Shape        now; /* moves towards the wanted one */
  double       phase, flow;
  double       note, level;
} Singer;

static const Noise *
noise_of (char what)
{
  for (size_t i = 0; i < sizeof noises / sizeof noises[0]; i++)
    if (noises[i].what == what)
      return &noises[i];
  return NULL;
}

static int64_t
shut_frames (char what)
{
  const Noise *noise = noise_of (what);

  return noise != NULL ? (int64_t) (noise->shut_s * LT_DEMO_RATE) : 0;
}

static bool
is_nasal (char what)
{
  return what == 'm' || what == 'n';
}

static void
say (LtDemoStem *stem, char what, int64_t from, double level, LtDemoRng *rng)
{
  const Noise *noise = noise_of (what);
  LtDemoFilter mouth = { 0 }, dark = { 0 };

  if (noise == NULL || from < 0)
    return;

  int64_t frames = (int64_t) (noise->seconds * LT_DEMO_RATE);
  int64_t rise = noise->seconds > 0.06 ? frames / 3 : 24;

  lt_demo_filter_band_pass (&mouth, noise->hz, noise->q);
  lt_demo_filter_high_pass (&dark, noise->hz * 0.5, 0.7);
  for (int64_t i = 0; i < frames && from + i < LT_DEMO_FRAMES; i++)
    {
      double left = (double) (frames - i) / (double) (frames - rise);
      double gain = i < rise ? (double) i / (double) rise : left * left * (3.0 - 2.0 * left);

      stem->channels[0][from + i]
          += level * noise->level * gain
             * lt_demo_filter_step (&dark, lt_demo_filter_step (&mouth, lt_demo_osc_noise (rng)));
    }
}

/* Where the mouth is, @from_start and @to_end seconds inside the syllable. */
static const Shape *
mouth_of (const LtDemoSyllable *s, double from_start, double to_end)
{
  const char *sounds = s->sounds;
  double      all = from_start + to_end;

  if ((is_nasal (sounds[0]) && from_start < 0.065) || (is_nasal (sounds[3]) && to_end < 0.1))
    return &shapes['n' - 'a'];
  if (sounds[0] == 'w' && from_start < 0.06)
    return &shapes['u' - 'a'];
  if (sounds[0] == 'l' && from_start < 0.05)
    return &shapes['i' - 'a'];
  return &shapes[(sounds[2] != ' ' && from_start > 0.55 * all ? sounds[2] : sounds[1]) - 'a'];
}

static void
move_mouth (Singer *self, const Shape *to)
{
  for (int k = 0; k < N_FORMANTS; k++)
    {
      self->now.hz[k] += 0.03 * (to->hz[k] - self->now.hz[k]);
      self->now.db[k] += 0.04 * (to->db[k] - self->now.db[k]);
      lt_demo_filter_band_pass (&self->formants[k], self->now.hz[k],
                                self->now.hz[k] / widths_hz[k]);

      /* The source falls with frequency: what the table says is the sound that leaves the mouth. */
      double gain = lt_demo_osc_db (self->now.db[k]) * self->now.hz[k] / self->now.hz[0]
                    * (k % 2 == 0 ? 1.0 : -1.0);
      self->formants[k].b0 *= gain;
      self->formants[k].b2 *= gain;
    }
}

/* The change of the flow through the vocal folds, breath mixed in while they are open. */
static double
pulse (Singer *self, double turns)
{
  double p = self->phase, flow = 0.0;

  if (p < 0.42)
    flow = 0.5 - 0.5 * lt_demo_osc_cos (p / 0.84);
  else if (p < 0.60)
    flow = lt_demo_osc_cos ((p - 0.42) / 0.72);

  double out = (flow - self->flow) / (8.0 * turns)
               + 0.035 * (0.15 + flow) * lt_demo_osc_noise (&self->rng);

  self->flow = flow;
  self->phase = lt_demo_osc_wrap (p + turns - 0.5) + 0.5;
  return out;
}

static double
sing_frame (Singer *self, const LtDemoSyllable *s, int64_t into, int64_t frames)
{
  double seconds = (double) into / LT_DEMO_RATE, to_end = (double) (frames - into) / LT_DEMO_RATE;
  double depth = seconds < 0.22 ? 0.0 : seconds < 0.7 ? (seconds - 0.22) / 0.48 : 1.0;
  double vibrato
      = 0.34 * depth * lt_demo_osc_sin (5.5 * seconds + 0.05 * lt_demo_osc_sin (0.9 * seconds));
  double wanted
      = to_end < 0.0 ? 0.0 : 0.55 + 0.3 * lt_demo_song_dynamics (s->beat) + 0.012 * (s->note - 64);
  double turns, source, voiced = 0.0;

  /* Long notes bloom, then give way. */
  if (to_end > 0.0)
    wanted *= (0.86 + 0.14 * depth) * (to_end < 0.25 ? 0.7 + 1.2 * to_end : 1.0);
  self->note += 0.0007 * (s->note - self->note);
  self->level += (wanted > self->level ? 0.0011 : 0.0013) * (wanted - self->level);
  if (into % CONTROL == 0)
    move_mouth (self, mouth_of (s, seconds, to_end));

  turns = lt_demo_osc_note_hz (self->note + vibrato + 0.03 * lt_demo_osc_noise (&self->rng))
          / LT_DEMO_RATE;
  source = pulse (self, turns);
  for (int k = 0; k < N_FORMANTS; k++)
    voiced += lt_demo_filter_step (&self->formants[k], source);
  voiced += 0.16 * lt_demo_filter_step (&self->air, source);
  return self->level * voiced;
}

static int64_t
start_of (Singer *self, size_t i)
{
  if (i == lt_demo_score_melody_n_sung)
    return LT_DEMO_FRAMES;
  return lt_demo_song_frame (lt_demo_score_melody_sung[i].beat
                             + 0.012 * lt_demo_osc_noise (&self->rng));
}

/* From @from; the next syllable begins at @end, and its first sound shuts the voice @shut before. */
static void
sing_syllable (Singer *self, LtDemoStem *stem, const LtDemoSyllable *s, int64_t from, int64_t end,
               int64_t shut)
{
  int64_t frames = lt_demo_song_frame (s->beats);
  int64_t room = end - from - shut;
  double  effort = 0.7 + 0.3 * lt_demo_song_dynamics (s->beat);

  frames = frames < room ? frames : room;
  if (self->level < 0.02)
    self->note = s->note - 1.2; /* into a phrase from below */
  say (stem, s->sounds[0], from - shut_frames (s->sounds[0]), effort, &self->rng);
  for (int64_t at = from; at < end; at++)
    stem->channels[0][at] += sing_frame (self, s, at - from, frames);
  if (!is_nasal (s->sounds[3]))
    say (stem, s->sounds[3], from + frames, 0.7, &self->rng);
}

static void
sing (Singer *self, LtDemoStem *stem)
{
  const LtDemoSyllable *all = lt_demo_score_melody_sung;
  size_t                n = lt_demo_score_melody_n_sung;
  int64_t               from = start_of (self, 0);

  for (size_t i = 0; i < n; i++)
    {
      int64_t end = start_of (self, i + 1);
      int64_t shut = i + 1 < n ? shut_frames (all[i + 1].sounds[0]) : 0;

      sing_syllable (self, stem, &all[i], from, end, shut);
      from = end;
    }
}

/* What a careless recording leaves: mains hum with its harmonics, and the preamplifier's hiss. */
static void
add_noise (LtDemoStem *stem, LtDemoRng *rng)
{
  static const double hum_db[] = { 0.0, -6.0, -5.0, -16.0, -10.0, -22.0, -15.0 };
  double              hum[sizeof hum_db / sizeof hum_db[0]];

  for (size_t k = 0; k < sizeof hum / sizeof hum[0]; k++)
    hum[k] = lt_demo_osc_db (-50.0 + hum_db[k]);
  for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
    {
      double turns = 50.0 * (double) i / LT_DEMO_RATE, sum = 0.0035 * lt_demo_osc_noise (rng);

      for (size_t k = 0; k < sizeof hum / sizeof hum[0]; k++)
        sum += hum[k] * lt_demo_osc_sin (turns * (double) (k + 1) + 0.13 * (double) k);
      stem->channels[0][i] += sum;
    }
}

void
lt_demo_voice_sing (LtDemoStem *stem)
{
  Singer       singer = { .rng = { 0x766f6963 }, .now = shapes['o' - 'a'] };
  LtDemoFilter chest = { 0 }, presence = { 0 };

  lt_demo_filter_band_pass (&singer.air, 7500.0, 0.5);
  sing (&singer, stem);
  lt_demo_filter_high_pass (&chest, 95.0, 0.7);
  lt_demo_filter_run (&chest, stem->channels[0], LT_DEMO_FRAMES);
  lt_demo_filter_bell (&presence, 3200.0, 0.7, 2.0);
  lt_demo_filter_run (&presence, stem->channels[0], LT_DEMO_FRAMES);
  add_noise (stem, &singer.rng);
}
