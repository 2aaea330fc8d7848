// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each effect costs: nanoseconds a frame, 48 kHz, stereo, at its defaults and at work.
// Layer: tests.

#include "fx/fx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RATE 48000.0
#define N_RUNS 7

typedef struct
{
  const char *fx, *what, *key;
  float       value;
} Setting;

/* Rows of one effect and one word belong together. */
static const Setting settings[] = {
  { "eq", "4 bells", "b2-gain", 3.0f },
  { "eq", "4 bells", "b3-gain", -3.0f },
  { "eq", "4 bells", "b5-gain", 2.0f },
  { "eq", "4 bells", "b6-gain", -2.0f },
  { "eq", "8 bands", "b1-gain", 3.0f },
  { "eq", "8 bands", "b2-gain", 3.0f },
  { "eq", "8 bands", "b3-gain", -3.0f },
  { "eq", "8 bands", "b4-gain", 2.0f },
  { "eq", "8 bands", "b5-gain", -2.0f },
  { "eq", "8 bands", "b6-gain", 2.0f },
  { "eq", "8 bands", "b7-gain", -2.0f },
  { "eq", "8 bands", "b8-gain", 2.0f },
  { "eq", "2 dynamic", "b2-range", -6.0f },
  { "eq", "2 dynamic", "b6-range", -6.0f },
  { "eq", "linear", "phase", 1.0f },
  { "eq", "linear", "b2-gain", 3.0f },
  { "comp", "working", "threshold", -30.0f },
  { "comp", "rms, unlinked", "threshold", -30.0f },
  { "comp", "rms, unlinked", "detector", 1.0f },
  { "comp", "rms, unlinked", "link", 50.0f },
  { "gate", "working", "threshold", -20.0f },
  { "multiband", "5 bands, working", "bands", 5.0f },
  { "multiband", "5 bands, rms, unlinked", "bands", 5.0f },
  { "multiband", "5 bands, rms, unlinked", "detector", 1.0f },
  { "multiband", "5 bands, rms, unlinked", "link", 50.0f },
  { "transient", "working", "sustain", 50.0f },
  { "deess", "working", "threshold", -40.0f },
  { "limit", "working", "gain", 10.0f },
  { "limit", "4 times", "gain", 10.0f },
  { "limit", "4 times", "oversampling", 0.0f },
  { "reverb", "wet, modulated", "mix", 100.0f },
  { "reverb", "wet, modulated", "modulation", 50.0f },
  { "convolve", "12 s", "room", 3.0f },
  { "convolve", "12 s", "stretch", 200.0f },
  { "delay", "driven, modulated", "drive", 12.0f },
  { "delay", "driven, modulated", "mod-depth", 50.0f },
  { "chorus", "6 voices", "voices", 6.0f },
  { "phaser", "12 stages", "stages", 12.0f },
  { "tremolo", "both sides", "stereo", 90.0f },
  { "clip", "driven", "gain", 12.0f },
  { "saturate", "driven", "drive", 18.0f },
  { "width", "4 bands", "bands", 4.0f },
  { "width", "4 bands", "b1-width", 50.0f },
  { "width", "4 bands", "b3-width", 140.0f },
  { "width", "4 bands", "mono-below", 100.0f },
  { "dehum", "32 harmonics", "base", 1.0f },
  { "dehum", "32 harmonics", "harmonics", 32.0f },
  { "dehum", "50 Hz", "base", 1.0f },
  { "match", "third octaves", "g5", 6.0f },
  { "match", "third octaves", "g17", -4.0f },
  { "match", "everything", "g17", -4.0f },
  { "match", "everything", "width", 100.0f },
  { "match", "everything", "width-high", 3.0f },
  { "match", "everything", "dynamics", 100.0f },
  { "match", "everything", "dyn-ratio", 2.0f },
  { "declick", "at most", "sensitivity", 100.0f },
  { "declick", "at most", "max-length", 4.0f },
  { "dither", "16 bit", "bits", 16.0f },
};

typedef struct
{
  const LtFxType *type;
  void           *state;
  LtFxSetup       setup;
  float           values[LT_FX_MAX_PARAMS];
} Instance;

/* A chord, a pulse and a little noise that swells and fades, so that gates and compressors move. */
static void
signal_of (float *out[2], uint32_t n)
{
  uint32_t noise = 1;

  for (uint32_t i = 0; i < n; i++)
    {
      double   t = i / RATE;
      uint32_t in_beat = i % 24000;

      noise = noise * 1664525u + 1013904223u;
      double swell = 0.1 + 0.9 * exp (-(double) in_beat / 6000.0);
      double tone = sin (6.2831853 * 110.0 * t) + 0.5 * sin (6.2831853 * 277.18 * t) + 0.3 * sin (6.2831853 * 1318.5 * t);
      double hiss = (int32_t) noise * 0x1p-31;

      out[0][i] = (float) (swell * (0.3 * tone + 0.1 * hiss));
      out[1][i] = (float) (swell * (0.25 * tone - 0.1 * hiss));
    }
}

static double
now_s (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static double
run_once (const Instance *self, float *const *music, float *const *io, uint32_t n)
{
  for (uint32_t c = 0; c < 2; c++)
    memcpy (io[c], music[c], n * sizeof (float));

  double from = now_s ();
  for (uint32_t at = 0; at + LT_QUANTUM <= n; at += LT_QUANTUM)
    {
      float    *here[2] = { io[0] + at, io[1] + at };
      LtFxBlock block = {
        .io = here,
        .n_channels = 2,
        .n_frames = LT_QUANTUM,
        .len = LT_QUANTUM,
        .from = self->values,
        .to = self->values,
        .tempo_bpm = 120.0,
      };

      self->type->process (self->state, &block);
    }
  return (now_s () - from) * 1e9 / n;
}

static int
by_time (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The median of several runs. */
static void
time_effect (const LtFxType *type, const char *what, uint32_t n, float *const *music, float *const *io)
{
  Instance self = { .type = type, .setup = { .rate_hz = RATE, .n_channels = 2, .seed = 1 } };
  double   taken[N_RUNS];

  lt_fx_defaults (type, self.values);
  for (size_t i = 0; i < LT_N_ELEMENTS (settings); i++)
    if (strcmp (settings[i].fx, type->key) == 0 && strcmp (settings[i].what, what) == 0)
      {
        int p = lt_param_find (type->params, type->n_params, settings[i].key);

        if (p < 0)
          fprintf (stderr, "%s has no %s\n", type->key, settings[i].key);
        else
          self.values[p] = lt_param_clamp (&type->params[p], settings[i].value);
      }

  self.setup.values = self.values;

  size_t size = (lt_fx_state_size (type, &self.setup) + 127) & ~(size_t) 63;
  self.state = aligned_alloc (64, size);
  memset (self.state, 0, size);
  if (type->init == NULL || type->init (self.state, &self.setup) == LT_OK)
    {
      for (int run = 0; run < N_RUNS; run++)
        taken[run] = run_once (&self, music, io, n);
      qsort (taken, N_RUNS, sizeof taken[0], by_time);
      printf ("%s\t%s\t%.2f\t%.0f\n", type->key, what, taken[N_RUNS / 2], 1e9 / (taken[N_RUNS / 2] * RATE));
    }
  if (type->clear != NULL)
    type->clear (self.state);
  free (self.state);
}

int
main (int argc, char **argv)
{
  uint32_t n = (uint32_t) (RATE * (argc > 1 ? atof (argv[1]) : 4.0)) / LT_QUANTUM * LT_QUANTUM;
  float   *memory = malloc (4 * sizeof (float) * (n + 1));
  float   *music[2] = { memory, memory + n }, *io[2] = { memory + 2 * n, memory + 3 * n };

  signal_of (music, n);
  LtRtMode mode = lt_rt_enter ();
  printf ("effect\tsetting\tns a frame\tinstances in real time\n");
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    {
      time_effect (*t, "defaults", n, music, io);
      for (size_t i = 0; i < LT_N_ELEMENTS (settings); i++)
        if (strcmp (settings[i].fx, (*t)->key) == 0 && (i == 0 || strcmp (settings[i].what, settings[i - 1].what) != 0 || strcmp (settings[i].fx, settings[i - 1].fx) != 0))
          time_effect (*t, settings[i].what, n, music, io);
    }
  lt_rt_leave (mode);
  free (memory);
  return 0;
}
