// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Match: what is learned from a reference makes a programme measure like it.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-meter.h"
#include "helpers/test-signal.h"
#include "media/hash.h"
#include "media/writer.h"
#include "meter/meter.h"
#include "studio/effect-run.h"
#include "studio/match.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define N_BANDS 30

typedef struct
{
  double rate_hz;
  guint  n;
  float *channel[2];
} Sound;

static Sound
sound_new (double rate_hz, double seconds)
{
  guint n = (guint) (seconds * rate_hz);

  return (Sound){ rate_hz, n, { g_new0 (float, n), g_new0 (float, n) } };
}

static void
sound_clear (Sound *self)
{
  g_free (self->channel[0]);
  g_free (self->channel[1]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sound, sound_clear)

/* Noise through two one-pole filters, so that it falls from low to high; @tilt mixes them. @width is the side's amplitude. */
static void
fill (Sound *self, double tilt, double width, double amp, guint32 seed)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
  double keep[2]
      = { exp (-2.0 * G_PI * 300.0 / self->rate_hz), exp (-2.0 * G_PI * 3000.0 / self->rate_hz) };
  double low[2][2] = { { 0.0 } };

  for (guint i = 0; i < self->n; i++)
    {
      double part[2];

      for (int c = 0; c < 2; c++)
        {
          double x = amp * g_rand_double_range (rng, -1.0, 1.0);

          low[c][0] += (1.0 - keep[0]) * (x - low[c][0]);
          low[c][1] += (1.0 - keep[1]) * (x - low[c][1]);
          part[c] = 4.0 * tilt * low[c][0] + low[c][1] + 0.05 * x;
        }
      self->channel[0][i] = (float) (part[0] + width * part[1]);
      self->channel[1][i] = (float) (part[0] - width * part[1]);
    }
}

static LtMatchProfile *
profile_of (const Sound *sound, guint n_channels)
{
  LtMatchProfile *profile = lt_match_profile_new (sound->rate_hz, n_channels);

  lt_match_profile_run (profile, (const float *const *) sound->channel, sound->n);
  lt_match_profile_finish (profile);
  return profile;
}

static float
row_of (const float *values, const char *key)
{
  const LtFxType *type = lt_fx_find ("match");

  return values[lt_param_find (type->params, type->n_params, key)];
}

static void
set_row (float *values, const char *key, float value)
{
  const LtFxType *type = lt_fx_find ("match");

  values[lt_param_find (type->params, type->n_params, key)] = value;
}

static void
learn (const LtMatchProfile *programme, const LtMatchProfile *reference, float *values)
{
  LtMatchAim aim;

  lt_match_aim_init (&aim, lt_match_profile_get_sound (reference));
  lt_match_learn (lt_match_profile_get_sound (programme), &aim, values);
}

/* In place, and what is learned into @values (in: the amounts). */
static void
match (Sound *programme, const Sound *reference, float *values)
{
  g_autoptr (LtMatchProfile) own = profile_of (programme, 2), aim = profile_of (reference, 2);
  g_autoptr (LtEffectRun) effect = lt_effect_run_new (lt_fx_find ("match"), programme->rate_hz, 2);

  learn (own, aim, values);
  lt_effect_run_set_values (effect, values);
  lt_effect_run_process (effect, programme->channel, programme->n);
}

/* Three resonators in a row; adds the squares of what comes out. */
static double
energy_through (double rate_hz, double hz, const float *in, guint n)
{
  double w = 2.0 * G_PI * hz / rate_hz, q = 1.0 / (pow (10.0, 0.05) - pow (10.0, -0.05));
  double alpha = sin (w) / (2.0 * q), a1 = -2.0 * cos (w) / (1.0 + alpha),
         a2 = (1.0 - alpha) / (1.0 + alpha), b = alpha / (1.0 + alpha);
  double z[3][2] = { { 0.0 } }, sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      double x = in[i];

      for (int k = 0; k < 3; k++)
        {
          double y = b * x + z[k][0];

          z[k][0] = z[k][1] - a1 * y;
          z[k][1] = -b * x - a2 * y;
          x = y;
        }
      sum += x * x;
    }
  return sum;
}

/* Third octaves by filters of the test's own. In dB of what white noise of the same level has there, so that how wide
   the filter is at this rate does not count. */
static double
band_db (const Sound *sound, int band)
{
  double            hz = 1000.0 * pow (10.0, 0.1 * (band - 16)), energy = 0.0;
  guint             n = (guint) sound->rate_hz;
  g_autofree float *impulse = g_new0 (float, n);

  impulse[0] = 1.0f;
  for (int c = 0; c < 2; c++)
    energy += energy_through (sound->rate_hz, hz, sound->channel[c], sound->n);
  return 10.0 * log10 (energy / sound->n / energy_through (sound->rate_hz, hz, impulse, n));
}

/* effects.md: third-octave spectra within 1 dB of the reference, 60 Hz to 14 kHz; its level is no part of it. */
static void
test_spectrum (void)
{
  static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_auto (Sound) programme = sound_new (rates[r], 6.0);
      g_auto (Sound) reference = sound_new (rates[(r + 1) % 4], 6.0);
      float  values[LT_FX_MAX_PARAMS];
      double off[N_BANDS], mean = 0.0, worst = 0.0, before = 0.0;
      int    first = 4, last = 27; /* 63 Hz to 12.5 kHz */

      fill (&programme, 0.3, 0.5, 0.2, 1);
      fill (&reference, 2.0, 0.5, 0.05, 2);
      for (int b = first; b <= last; b++)
        off[b] = band_db (&programme, b) - band_db (&reference, b);
      for (int b = first; b <= last; b++)
        before = MAX (before, fabs (off[b] - off[16]));
      g_assert_cmpfloat (before, >, 4.0);

      lt_fx_defaults (lt_fx_find ("match"), values);
      match (&programme, &reference, values);
      for (int b = first; b <= last; b++)
        {
          off[b] = band_db (&programme, b) - band_db (&reference, b);
          mean += off[b] / (last - first + 1);
        }
      for (int b = first; b <= last; b++)
        worst = MAX (worst, fabs (off[b] - mean));
      g_test_message ("%.0f Hz: %.2f dB, before %.1f dB", rates[r], worst, before);
      g_assert_cmpfloat (worst, <, 1.0);
    }
}

/* Loudness stays the programme's. */
static void
test_level (void)
{
  g_auto (Sound) programme = sound_new (48000.0, 6.0), reference = sound_new (48000.0, 6.0);
  const LtMeterType *type = lt_meter_find ("loudness");
  LtMeterSetup       setup = { 48000.0, 2 };
  g_autofree void   *memory = g_malloc0 (type->state_size (&setup) + 64);
  void              *state = (void *) (((guintptr) memory + 63) & ~(guintptr) 63);
  double             lufs[2];
  float              values[LT_FX_MAX_PARAMS];

  fill (&programme, 0.3, 0.5, 0.2, 1);
  fill (&reference, 2.0, 0.5, 0.6, 2);
  for (int after = 0; after < 2; after++)
    {
      double readings[LT_METER_MAX_READINGS];

      if (after)
        {
          lt_fx_defaults (lt_fx_find ("match"), values);
          match (&programme, &reference, values);
        }
      memset (memory, 0, type->state_size (&setup) + 64);
      g_assert_cmpint (type->init (state, &setup), ==, LT_OK);
      type->run (state, (const float *const *) programme.channel, programme.n);
      type->finish (state);
      type->read (state, readings);
      lufs[after] = readings[0];
      if (type->clear != NULL)
        type->clear (state);
    }
  g_assert_cmpstr (type->readings[0].key, ==, "integrated_lufs");
  g_assert_cmpfloat_with_epsilon (lufs[0], lufs[1], 0.5);
}

static double
side_over_mid (const Sound *sound)
{
  double mid = 0.0, side = 0.0;

  for (guint i = 0; i < sound->n; i++)
    {
      mid += pow (sound->channel[0][i] + sound->channel[1][i], 2.0);
      side += pow (sound->channel[0][i] - sound->channel[1][i], 2.0);
    }
  return 10.0 * log10 (side / mid);
}

static void
test_width (void)
{
  g_auto (Sound) programme = sound_new (48000.0, 6.0), reference = sound_new (48000.0, 6.0);
  g_autoptr (LtMatchProfile) mono = NULL;
  float values[LT_FX_MAX_PARAMS];

  fill (&programme, 1.0, 0.2, 0.2, 1);
  fill (&reference, 1.0, 0.6, 0.2, 2);
  g_assert_cmpfloat (side_over_mid (&reference) - side_over_mid (&programme), >, 8.0);
  lt_fx_defaults (lt_fx_find ("match"), values);
  set_row (values, "width", 100.0f);
  match (&programme, &reference, values);
  g_assert_cmpfloat_with_epsilon (side_over_mid (&programme), side_over_mid (&reference), 1.0);
  g_assert_cmpfloat_with_epsilon (row_of (values, "width-low"), 9.5, 0.7);
  g_assert_cmpfloat_with_epsilon (row_of (values, "width-high"), 9.5, 0.7);
  g_assert_cmpfloat (row_of (values, "width"), ==, 100.0f);

  /* of a mono reference no width is known */
  g_autoptr (LtMatchProfile) own = profile_of (&programme, 2);
  mono = profile_of (&reference, 1);
  learn (own, mono, values);
  g_assert_cmpfloat (row_of (values, "width-low"), ==, 0.0f);
  g_assert_cmpfloat (row_of (values, "width-high"), ==, 0.0f);
}

/* Passages of 6 s, every other one @step_db quieter. */
static void
make_passages (Sound *sound, double step_db)
{
  for (guint i = 0; i < sound->n; i++)
    if ((guint) (i / (6.0 * sound->rate_hz)) % 2 == 1)
      for (int c = 0; c < 2; c++)
        sound->channel[c][i] *= (float) pow (10.0, -0.05 * step_db);
}

static double
range_of (const Sound *sound)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (lt_meter_find ("loudness"), sound->rate_hz, 2);

  lt_test_meter_measure (meter, (const float *const *) sound->channel, sound->n, 65536);
  return lt_test_meter_read (meter, "loudness_range_lu");
}

/* Also where the bands change what is loud: the quiet passages are bass alone. */
static void
test_dynamics (void)
{
  static const double steps_db[][2] = { { 12.0, 6.0 }, { 5.0, 10.0 } };

  for (guint k = 0; k < G_N_ELEMENTS (steps_db); k++)
    for (int tilted = 0; tilted < 2; tilted++)
      {
        g_auto (Sound) programme = sound_new (44100.0, 48.0), reference = sound_new (44100.0, 48.0);
        float values[LT_FX_MAX_PARAMS];

        fill (&programme, tilted ? 0.2 : 1.0, 0.2, 0.2, 1);
        fill (&reference, 1.0, 0.2, 0.2, 2);
        make_passages (&programme, steps_db[k][0]);
        make_passages (&reference, steps_db[k][1]);
        if (tilted)
          for (guint i = 0; i < programme.n; i++)
            if ((guint) (i / (6.0 * programme.rate_hz)) % 2 == 1)
              for (int c = 0; c < 2; c++)
                programme.channel[c][i]
                    += (float) (0.02 * sin (2.0 * G_PI * 60.0 / programme.rate_hz * i));
        lt_fx_defaults (lt_fx_find ("match"), values);
        set_row (values, "dynamics", 100.0f);
        match (&programme, &reference, values);
        g_assert_cmpfloat_with_epsilon (range_of (&reference), steps_db[k][1], 0.5);
        g_test_message ("%.1f LU, wanted %.1f LU", range_of (&programme), range_of (&reference));
        g_assert_cmpfloat_with_epsilon (range_of (&programme), range_of (&reference), 1.0);
      }

  float values[LT_FX_MAX_PARAMS];
  lt_fx_defaults (lt_fx_find ("match"), values);
  set_row (values, "dyn-threshold", -30.0f);
  lt_match_shift_level (values, 6.5);
  g_assert_cmpfloat_with_epsilon (row_of (values, "dyn-threshold"), -23.5, 1e-4);
}

/* A band that the reference has nothing in follows its neighbour, and a programme is its own best reference. */
static void
test_nothing_to_learn (void)
{
  g_auto (Sound) programme = sound_new (48000.0, 4.0), reference = sound_new (32000.0, 4.0);
  g_autoptr (LtMatchProfile) own = NULL, aim = NULL;
  float values[LT_FX_MAX_PARAMS];

  fill (&programme, 1.0, 0.3, 0.2, 1);
  fill (&reference, 0.2, 0.3, 0.2, 2);
  own = profile_of (&programme, 2);
  aim = profile_of (&reference, 2);
  lt_fx_defaults (lt_fx_find ("match"), values);
  learn (own, own, values);
  for (int b = 0; b < N_BANDS; b++)
    {
      g_autofree char *key = g_strdup_printf ("g%d", b + 1);

      g_assert_cmpfloat_with_epsilon (row_of (values, key), 0.0, 1e-3);
    }
  g_assert_cmpfloat_with_epsilon (row_of (values, "width-low"), 0.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (row_of (values, "dyn-ratio"), 1.0, 1e-3);

  learn (own, aim, values);
  g_assert_cmpfloat (row_of (values, "g30"), ==,
                     row_of (values, "g28")); /* 16 kHz is its half rate */
  g_assert_cmpfloat (row_of (values, "g27"), !=, row_of (values, "g28"));
}

/* A shelf around 1 kHz of @db on the whole spectrum that a profile holds: what an equaliser would do to the song. */
static void
tilt_aim (LtMatchAim *aim, double db)
{
  for (int b = 0; b < N_BANDS; b++)
    aim->bands[b] *= pow (10.0, 0.1 * db / (1.0 + pow (10.0, -0.2 * (b - 16))));
}

static double
mean_of_rows (const float *values, int from, int to)
{
  double sum = 0.0;

  for (int b = from; b < to; b++)
    {
      g_autofree char *key = g_strdup_printf ("g%d", b + 1);

      sum += row_of (values, key) / (to - from);
    }
  return sum;
}

/* Two songs with shelves of ±3 dB are as none; of weights 3 and 1 half is left; a third at another level changes nothing. */
static void
test_weights (void)
{
  g_auto (Sound) sound = sound_new (48000.0, 6.0);
  g_autoptr (LtMatchProfile) own = NULL;
  LtMatchAim aims[3], blend;
  float      values[LT_FX_MAX_PARAMS];

  fill (&sound, 1.0, 0.3, 0.2, 1);
  own = profile_of (&sound, 2);
  for (int i = 0; i < 3; i++)
    lt_match_aim_init (&aims[i], lt_match_profile_get_sound (own));
  tilt_aim (&aims[0], 3.0);
  tilt_aim (&aims[1], -3.0);
  for (int b = 0; b < N_BANDS; b++)
    aims[2].bands[b] *= 1e4;

  lt_fx_defaults (lt_fx_find ("match"), values);
  lt_match_learn (lt_match_profile_get_sound (own), &aims[0], values);
  double alone = mean_of_rows (values, 20, 28) - mean_of_rows (values, 2, 12);
  g_assert_cmpfloat_with_epsilon (alone, 2.8, 0.3);

  lt_match_aim_blend (&blend, aims, (const double[]) { 1.0, 1.0 }, 2);
  lt_match_learn (lt_match_profile_get_sound (own), &blend, values);
  for (int b = 0; b < N_BANDS; b++)
    {
      g_autofree char *key = g_strdup_printf ("g%d", b + 1);

      g_assert_cmpfloat_with_epsilon (row_of (values, key), 0.0, 0.1);
    }

  lt_match_aim_blend (&blend, aims, (const double[]) { 3.0, 1.0 }, 2);
  lt_match_learn (lt_match_profile_get_sound (own), &blend, values);
  g_assert_cmpfloat_with_epsilon (mean_of_rows (values, 20, 28) - mean_of_rows (values, 2, 12), 0.5 * alone, 0.1);

  lt_match_aim_blend (&blend, aims, (const double[]) { 1.0, 1.0, 2.0 }, 3);
  lt_match_learn (lt_match_profile_get_sound (own), &blend, values);
  g_assert_cmpfloat_with_epsilon (mean_of_rows (values, 20, 28) - mean_of_rows (values, 2, 12), 0.0, 0.1);

  /* width and range: the mean of those that know theirs */
  aims[0].side_share[0] = 0.1;
  aims[1].side_share[0] = 0.5;
  aims[2].side_share[0] = -1.0;
  aims[0].range_lu = 4.0;
  aims[1].range_lu = NAN;
  aims[2].range_lu = 8.0;
  lt_match_aim_blend (&blend, aims, (const double[]) { 3.0, 1.0, 1.0 }, 3);
  g_assert_cmpfloat_with_epsilon (blend.side_share[0], 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (blend.range_lu, 5.0, 1e-9);
}

/* The report says what the match does, and with amounts of 0 that is nothing, to the bit. */
static void
test_report (void)
{
  g_auto (Sound) programme = sound_new (48000.0, 6.0), reference = sound_new (48000.0, 6.0), heard = sound_new (48000.0, 6.0);
  g_autoptr (LtMatchProfile) own = NULL, other = NULL;
  g_autoptr (LtEffectRun) effect = lt_effect_run_new (lt_fx_find ("match"), 48000.0, 2);
  LtMatchReport report;
  LtMatchAim    aim;
  float         values[LT_FX_MAX_PARAMS];

  fill (&programme, 0.3, 0.5, 0.2, 1);
  fill (&reference, 2.0, 0.2, 0.05, 2);
  own = profile_of (&programme, 2);
  other = profile_of (&reference, 2);
  lt_match_aim_init (&aim, lt_match_profile_get_sound (other));
  lt_fx_defaults (lt_fx_find ("match"), values);
  set_row (values, "width", 100.0f);
  lt_match_learn (lt_match_profile_get_sound (own), &aim, values);
  lt_match_report (lt_match_profile_get_sound (own), &aim, values, &report);
  for (int b = 4; b < 28; b++)
    {
      g_autofree char *key = g_strdup_printf ("g%d", b + 1);

      g_assert_cmpfloat (report.gain_db[b], ==, row_of (values, key));
      g_assert_cmpfloat_with_epsilon (report.after_db[b], report.wanted_db[b], 0.2);
    }
  g_assert_cmpfloat (fabs (report.has_db[4] - report.wanted_db[4]), >, 3.0);
  g_assert_cmpfloat_with_epsilon (report.side_after_db[1], report.side_wanted_db[1], 0.3);
  g_assert_cmpfloat (fabs (report.side_has_db[1] - report.side_wanted_db[1]), >, 3.0);

  for (int i = 0; i < 3; i++)
    set_row (values, ((const char *const[]) { "spectrum", "width", "dynamics" })[i], 0.0f);
  lt_match_report (lt_match_profile_get_sound (own), &aim, values, &report);
  for (int b = 0; b < N_BANDS; b++)
    g_assert_cmpfloat (report.heard_db[b], ==, 0.0);
  g_assert_cmpfloat (report.side_after_db[0], ==, report.side_has_db[0]);
  for (int c = 0; c < 2; c++)
    memcpy (heard.channel[c], programme.channel[c], programme.n * sizeof (float));
  lt_effect_run_set_values (effect, values);
  lt_effect_run_process (effect, heard.channel, heard.n);
  for (int c = 0; c < 2; c++)
    g_assert_cmpmem (heard.channel[c], programme.n * sizeof (float), programme.channel[c], programme.n * sizeof (float));
}

static void
write_sound (const char *path, const Sound *sound, double gain)
{
  LtWriterSpec spec = { .format = lt_file_format_find ("wav"),
                        .bits = LT_BITS_FLOAT,
                        .rate_hz = (uint32_t) sound->rate_hz,
                        .n_channels = 2,
                        .n_frames_expected = sound->n };
  g_autoptr (GError) error = NULL;
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < sound->n; i++)
    for (int c = 0; c < 2; c++)
      sound->channel[c][i] *= (float) gain;
  g_assert_true (lt_writer_write (writer, (const float *const *) sound->channel, sound->n, &error));
  g_assert_true (lt_writer_commit (writer, false, &error));
}

static void
count_up (double done, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1.0);
  *last = done;
}

static void
test_files (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char *a = lt_test_dir_path (dir, "a.wav"), *b = lt_test_dir_path (dir, "b.wav"),
                  *none = lt_test_dir_path (dir, "c.wav");
  g_auto (Sound) sound = sound_new (48000.0, 3.0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  float  values[LT_FX_MAX_PARAMS];
  double done = 0.0;

  fill (&sound, 0.2, 0.3, 0.2, 1);
  write_sound (a, &sound, 1.0);
  fill (&sound, 2.0, 0.3, 0.2, 2);
  write_sound (b, &sound, 1.0);
  write_sound (none, &sound, 0.0);
  lt_fx_defaults (lt_fx_find ("match"), values);
  g_assert_true (
      lt_match_learn_files (&(LtMatchFiles){ a, 0, -1, &(LtMatchReference){ b, 1.0 }, 1 }, values, count_up, &done, NULL, &error));
  g_assert_cmpfloat (done, ==, 1.0);
  g_assert_cmpfloat (row_of (values, "g5"), >, 3.0f);

  g_assert_false (
      lt_match_learn_files (&(LtMatchFiles){ a, 0, -1, &(LtMatchReference){ none, 1.0 }, 1 }, values, NULL, NULL, NULL, &error));
  g_assert_error (error, LT_MATCH_ERROR, LT_MATCH_ERROR_SILENT);
  g_assert_nonnull (strstr (error->message, "c.wav"));
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (lt_match_learn_files (&(LtMatchFiles){ a, 0, -1, &(LtMatchReference){ b, 1.0 }, 1 }, values, NULL, NULL,
                                        cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A file is measured once: what was found stays while its bytes do, whatever its name is; a broken entry is measured anew. */
static void
test_cache (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char *a = lt_test_dir_path (dir, "a.wav"), *moved = lt_test_dir_path (dir, "moved.wav");
  g_auto (Sound)   sound = sound_new (48000.0, 3.0);
  g_autoptr (GError) error = NULL;
  LtMatchAim first, again;

  fill (&sound, 0.7, 0.3, 0.2, 77);
  write_sound (a, &sound, 1.0);
  g_assert_true (lt_match_aim_of_file (&first, &(LtMatchReference){ .path = a }, NULL, NULL, NULL, &error));
  g_assert_cmpint (rename (a, moved), ==, 0);
  g_autofree char *hash = lt_hash_file (moved, NULL, NULL, NULL, &error);
  g_autofree char *kept = g_build_filename (g_get_user_cache_dir (), "lathe", "match", hash, NULL);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (lt_match_aim_of_file (&again, &(LtMatchReference){ .path = moved }, NULL, NULL, NULL, &error));
  g_assert_cmpmem (again.bands, sizeof again.bands, first.bands, sizeof first.bands);
  g_assert_cmpmem (again.side_share, sizeof again.side_share, first.side_share, sizeof first.side_share);

  /* it is the entry that is read */
  g_autofree char *data = NULL;
  gsize size;
  g_assert_true (g_file_get_contents (kept, &data, &size, &error));
  ((double *) (gpointer) (data + 8))[3] = 0.25;
  g_assert_true (g_file_set_contents (kept, data, (gssize) size, &error));
  g_assert_true (lt_match_aim_of_file (&again, &(LtMatchReference){ .path = moved }, NULL, NULL, NULL, &error));
  g_assert_cmpfloat (again.bands[3], ==, 0.25);
  g_assert_true (g_file_set_contents (kept, "broken", -1, &error));
  g_assert_true (lt_match_aim_of_file (&again, &(LtMatchReference){ .path = moved }, NULL, NULL, NULL, &error));
  g_assert_cmpfloat (again.bands[3], ==, first.bands[3]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/match/spectrum", test_spectrum);
  g_test_add_func ("/match/level", test_level);
  g_test_add_func ("/match/width", test_width);
  g_test_add_func ("/match/dynamics", test_dynamics);
  g_test_add_func ("/match/nothing-to-learn", test_nothing_to_learn);
  g_test_add_func ("/match/weights", test_weights);
  g_test_add_func ("/match/report", test_report);
  g_test_add_func ("/match/files", test_files);
  g_test_add_func ("/match/cache", test_cache);
  return g_test_run ();
}
