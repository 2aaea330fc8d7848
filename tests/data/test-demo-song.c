// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo song: the same bytes every time, stems that are clean to mix, and a mix that can be set.
// Layer: tests. The bounds are those that the song was asked for: crest 12–20 dB, LRA 3–10 LU,
// third octaves from 50 Hz to 12 kHz within 10 dB of their mean.

#include "demo/demo-song.h"
#include "demo/mix.h"
#include "demo/song.h"

#include "fx/fx.h"
#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "session/strip.h"

#include <ebur128.h>
#include <fftw3.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>

#define N_FRAMES LT_DEMO_FRAMES

/* What the whole program shares: the stems are played once and read by every test. */
typedef struct
{
  LtTestDir *dir;
  float     *stems[LT_DEMO_N_STEMS]; /* stereo, a mono one on both sides */
  int        n_channels[LT_DEMO_N_STEMS];
} Fixture;

static void
write_stems (const LtTestDir *dir)
{
  char error[1024] = "";

  g_assert_true (lt_demo_write_stems (dir, error, sizeof error));
  g_assert_cmpstr (error, ==, "");
}

static float *
read_stem (const LtTestDir *dir, const char *name, int *n_channels)
{
  g_autofree char *path = lt_test_dir_path (dir, name);
  SF_INFO          info = { 0 };
  SNDFILE         *file = sf_open (path, SFM_READ, &info);
  float           *out = g_new (float, 2 * N_FRAMES);

  g_assert_nonnull (file);
  g_assert_cmpint (info.samplerate, ==, 48000);
  g_assert_cmpint (info.format, ==, SF_FORMAT_WAV | SF_FORMAT_PCM_24);
  g_assert_cmpint (info.frames, ==, N_FRAMES);
  g_assert_true (info.channels == 1 || info.channels == 2);
  g_assert_cmpint (sf_readf_float (file, out, N_FRAMES), ==, N_FRAMES);
  sf_close (file);

  if (info.channels == 1)
    for (int64_t i = N_FRAMES - 1; i >= 0; i--)
      out[2 * i] = out[2 * i + 1] = out[i];
  *n_channels = info.channels;
  return out;
}

static void
test_same_bytes (gconstpointer data)
{
  const Fixture *f = data;
  g_autoptr (LtTestDir) again = lt_test_dir_new ();

  write_stems (again);
  g_assert_cmpuint (lt_test_dir_count (again), ==, LT_DEMO_N_STEMS);
  for (int i = 0; i < LT_DEMO_N_STEMS; i++)
    {
      g_autofree char *path_a = lt_test_dir_path (f->dir, lt_demo_song_stem_name (i));
      g_autofree char *path_b = lt_test_dir_path (again, lt_demo_song_stem_name (i));
      g_autofree char *a = NULL, *b = NULL;
      gsize            size_a, size_b;

      g_assert_true (g_file_get_contents (path_a, &a, &size_a, NULL));
      g_assert_true (g_file_get_contents (path_b, &b, &size_b, NULL));
      g_assert_cmpmem (a, size_a, b, size_b);
    }
  g_assert_null (lt_demo_song_stem_name (LT_DEMO_N_STEMS));
}

/* Loud enough, never clipped, no DC, and neither a start nor an end that clicks. */
static void
test_stems (gconstpointer data)
{
  const Fixture *f = data;

  for (int i = 0; i < LT_DEMO_N_STEMS; i++)
    {
      const float *x = f->stems[i];
      double       peak_db = 20.0 * log10 (lt_test_peak (x, 2 * N_FRAMES)), sums[2] = { 0 };

      g_test_message ("%s: %d channel(s), peak %.2f dBFS", lt_demo_song_stem_name (i),
                      f->n_channels[i], peak_db);
      g_assert_cmpfloat (peak_db, >=, -12.0);
      g_assert_cmpfloat (peak_db, <=, -3.0);
      for (int64_t k = 0; k < 2 * N_FRAMES; k++)
        sums[k % 2] += x[k];
      g_assert_cmpfloat (fabs (sums[0] / N_FRAMES), <, 1e-5);
      g_assert_cmpfloat (fabs (sums[1] / N_FRAMES), <, 1e-5);
      g_assert_cmpfloat (fabs (x[2 * N_FRAMES - 2]), <, 1e-4);
      g_assert_cmpfloat (lt_test_peak (x, 2), <, 0.02);
    }
}

/* Before the singer's first breath there is only what must be cleaned: 50 Hz well over what lies beside it. */
static void
test_hum (gconstpointer data)
{
  const Fixture *f = data;
  uint32_t       n = 3 * 48000;
  float         *x = g_new (float, n);

  for (uint32_t i = 0; i < n; i++)
    x[i] = f->stems[LT_DEMO_N_STEMS - 1][2 * i];

  double hum = lt_test_tone_amp (x, n, 48000.0, 50.0);
  g_assert_cmpfloat (hum, >, 10.0 * lt_test_tone_amp (x, n, 48000.0, 62.0));
  g_assert_cmpfloat (20.0 * log10 (hum), >, -65.0);
  g_assert_cmpfloat (20.0 * log10 (hum), <, -40.0);
  g_free (x);
}

/* Faders and pans of the session at constant power, nothing else. Interleaved; free with g_free. */
static float *
mix_down (const Fixture *f)
{
  float *out = g_new0 (float, 2 * N_FRAMES);

  for (int i = 0; i < LT_DEMO_N_STEMS; i++)
    {
      double gain = pow (10.0, lt_demo_strips[i].fader_db / 20.0);
      double turn = (lt_demo_strips[i].pan + 1.0) * G_PI / 4.0;
      bool   mono = f->n_channels[i] == 1;
      float  left = (float) (gain * (mono ? cos (turn) : 1.0));
      float  right = (float) (gain * (mono ? sin (turn) : 1.0));

      for (int64_t k = 0; k < N_FRAMES; k++)
        {
          out[2 * k] += left * f->stems[i][2 * k];
          out[2 * k + 1] += right * f->stems[i][2 * k + 1];
        }
    }
  return out;
}

static double
loudness_range (const float *mix)
{
  ebur128_state *state = ebur128_init (2, 48000, EBUR128_MODE_LRA);
  double         range = 0.0;

  g_assert_nonnull (state);
  g_assert_cmpint (ebur128_add_frames_float (state, mix, N_FRAMES), ==, EBUR128_SUCCESS);
  g_assert_cmpint (ebur128_loudness_range (state, &range), ==, EBUR128_SUCCESS);
  ebur128_destroy (&state);
  return range;
}

static void
test_dynamics (gconstpointer data)
{
  float *mix = mix_down (data);
  double peak = lt_test_peak (mix, 2 * N_FRAMES), range = loudness_range (mix);
  double crest_db = 20.0 * log10 (peak) - lt_test_rms_db (mix, 2 * N_FRAMES);

  g_test_message ("peak %.2f dBFS, crest %.2f dB, LRA %.2f LU", 20.0 * log10 (peak), crest_db,
                  range);
  g_assert_cmpfloat (peak, <, 1.0);
  g_assert_cmpfloat (crest_db, >=, 12.0);
  g_assert_cmpfloat (crest_db, <=, 20.0);
  g_assert_cmpfloat (range, >=, 3.0);
  g_assert_cmpfloat (range, <=, 10.0);
  g_free (mix);
}

/* Power between two frequencies, both channels. @power has a value for each bin of N_FRAMES. */
static double
band_db (const double *power, double low_hz, double high_hz)
{
  double sum = 0.0, bin_hz = 48000.0 / N_FRAMES;

  for (int64_t k = (int64_t) ceil (low_hz / bin_hz); k * bin_hz < high_hz; k++)
    sum += power[k];
  return 10.0 * log10 (sum);
}

static void
test_spectrum (gconstpointer data)
{
  enum
  {
    FIRST = -13,
    LAST = 11 /* thirds of an octave from 1 kHz: 50 Hz to 12.7 kHz */
  };
  float         *mix = mix_down (data);
  float         *time = fftwf_alloc_real (N_FRAMES);
  fftwf_complex *spectrum = fftwf_alloc_complex (N_FRAMES / 2 + 1);
  fftwf_plan     plan = fftwf_plan_dft_r2c_1d (N_FRAMES, time, spectrum, FFTW_ESTIMATE);
  double        *power = g_new0 (double, N_FRAMES / 2 + 1);
  double         levels[LAST - FIRST + 1], mean = 0.0;

  for (int c = 0; c < 2; c++)
    {
      for (int64_t i = 0; i < N_FRAMES; i++)
        time[i] = mix[2 * i + c];
      fftwf_execute (plan);
      for (int64_t k = 0; k <= N_FRAMES / 2; k++)
        power[k] += spectrum[k][0] * spectrum[k][0] + spectrum[k][1] * spectrum[k][1];
    }
  for (int b = FIRST; b <= LAST; b++)
    {
      levels[b - FIRST]
          = band_db (power, 1000.0 * exp2 ((b - 0.5) / 3.0), 1000.0 * exp2 ((b + 0.5) / 3.0));
      mean += levels[b - FIRST] / (LAST - FIRST + 1);
    }
  for (int b = FIRST; b <= LAST; b++)
    {
      g_test_message ("%.0f Hz: %+.1f dB", 1000.0 * exp2 (b / 3.0), levels[b - FIRST] - mean);
      g_assert_cmpfloat (fabs (levels[b - FIRST] - mean), <=, 10.0);
    }
  fftwf_destroy_plan (plan);
  fftwf_free (spectrum);
  fftwf_free (time);
  g_free (power);
  g_free (mix);
}

static const LtDemoStrip *
find_strip (const char *name)
{
  for (const LtDemoStrip *s = lt_demo_strips; s->name != NULL; s++)
    if (strcmp (s->name, name) == 0)
      return s;
  return NULL;
}

static bool
is_bus (const char *name)
{
  const LtDemoStrip *strip = find_strip (name);

  return strip != NULL && strip->file == NULL;
}

static void
test_mix_strips (void)
{
  for (int i = 0; lt_demo_strips[i].name != NULL; i++)
    {
      const LtDemoStrip *s = &lt_demo_strips[i];
      g_autofree char   *file = g_strdup_printf ("%02d %s.wav", i + 1, s->name);

      g_assert_true (find_strip (s->name) == s);
      g_assert_cmpstr (s->file, ==, lt_demo_song_stem_name (i));
      if (s->file != NULL)
        g_assert_cmpstr (s->file, ==, file);
      g_assert_false (g_str_has_suffix (s->name, " L")
                      || g_str_has_suffix (s->name, " R")); /* would join */
      g_assert_true (s->output == NULL || (is_bus (s->output) && !is_bus (s->name)));
      g_assert_true (s->colour >= 1 && s->colour <= 12);
      g_assert_true (s->fader_db > -60.0 && s->fader_db <= lt_strip_rows[LT_STRIP_FADER].max);
      g_assert_true (s->pan >= -1.0 && s->pan <= 1.0);
    }
  for (const LtDemoSend *s = lt_demo_sends; s->from != NULL; s++)
    {
      g_assert_true (find_strip (s->from) != NULL && !is_bus (s->from) && is_bus (s->to));
      g_assert_cmpfloat (s->level_db, <=, lt_strip_rows[LT_STRIP_FADER].max);
    }
}

/* "key=value" is a row of the effect, the value one of its choices or in its range. */
static void
check_param (const LtFxType *type, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  int                at = lt_param_find (type->params, type->n_params, parts[0]);
  const LtParamSpec *row = at >= 0 ? &type->params[at] : NULL;
  bool               known = false;

  g_test_message ("%s %s", type->key, text);
  g_assert_nonnull (row);
  g_assert_nonnull (parts[1]);
  if (row->choices == NULL)
    {
      char  *end;
      double value = g_ascii_strtod (parts[1], &end);

      g_assert_true (*end == '\0' && end != parts[1] && value >= row->min && value <= row->max);
      return;
    }
  for (const LtChoice *c = row->choices; c->key != NULL; c++)
    known = known || strcmp (c->key, parts[1]) == 0;
  g_assert_true (known);
}

static void
test_mix_slots (void)
{
  for (const LtDemoSlot *s = lt_demo_slots; s->strip != NULL; s++)
    {
      const LtFxType *type = lt_fx_find (s->effect);
      g_auto (GStrv) params = g_strsplit (s->params, " ", -1);

      g_test_message ("%s: %s", s->strip, s->effect);
      g_assert_nonnull (type);
      g_assert_true (strcmp (s->strip, "master") == 0 || find_strip (s->strip) != NULL);
      g_assert_true (s->key == NULL || find_strip (s->key) != NULL);
      for (char **p = params; *p != NULL; p++)
        check_param (type, *p);
    }
}

static const LtParamSpec *
find_row (const LtDemoPoint *p)
{
  const LtFxType *type = p->effect != NULL ? lt_fx_find (p->effect) : NULL;
  int             at;

  if (p->effect == NULL)
    at = lt_param_find (lt_strip_rows, LT_STRIP_N_VALUES, p->key);
  else
    at = type != NULL ? lt_param_find (type->params, type->n_params, p->key) : -1;
  return at < 0 ? NULL : type != NULL ? &type->params[at] : &lt_strip_rows[at];
}

static void
test_mix_times (void)
{
  double end = 4.0 * LT_DEMO_BARS, last = 0.0;

  g_assert_cmpfloat (LT_DEMO_MIX_BPM, ==, LT_DEMO_BPM);
  for (const LtDemoPoint *p = lt_demo_points; p->strip != NULL; p++)
    {
      const LtParamSpec *row = find_row (p);
      bool               same = p > lt_demo_points && strcmp (p->strip, p[-1].strip) == 0
                  && strcmp (p->key, p[-1].key) == 0;

      g_assert_nonnull (row);
      g_assert_nonnull (find_strip (p->strip));
      g_assert_true ((row->flags & LT_PARAM_AUTOMATABLE) != 0);
      g_assert_true (p->value >= row->min && p->value <= row->max);
      g_assert_true (p->beat >= 0.0 && p->beat <= end && (!same || p->beat > p[-1].beat));
    }
  for (const LtDemoMarker *m = lt_demo_markers; m->name != NULL; m++)
    {
      g_assert_cmpfloat (m->beat, ==,
                         4.0 * lt_demo_song_section_bar ((LtDemoSection) (m - lt_demo_markers)));
      g_assert_cmpfloat (m->beat, >=, last);
      last = m->beat + m->beats;
    }
  g_assert_cmpfloat (last * 60.0 / LT_DEMO_BPM, <=, N_FRAMES / 48000.0);
}

/* The singer can pronounce every syllable and has time for it. */
static void
test_words (void)
{
  for (size_t i = 0; i < lt_demo_score_melody_n_sung; i++)
    {
      const LtDemoSyllable *s = &lt_demo_score_melody_sung[i];

      g_assert_cmpuint (strlen (s->sounds), ==, 4);
      g_assert_nonnull (strchr (" sSfhtkdbmnlw", s->sounds[0]));
      g_assert_nonnull (strchr ("aeiou", s->sounds[1]));
      g_assert_nonnull (strchr (" aeiou", s->sounds[2]));
      g_assert_nonnull (strchr (" sSfhtkdbmn", s->sounds[3]));
      if (i > 0)
        g_assert_cmpfloat (s->beat, >=, s[-1].beat + s[-1].beats);
    }
}

static void
test_bad_folder (void)
{
  char error[1024] = "";

  g_assert_false (lt_demo_write_stems ("/nowhere/to/be/found", error, sizeof error));
  g_assert_nonnull (strstr (error, "/nowhere/to/be/found/01 Kick.wav"));
}

int
main (int argc, char **argv)
{
  Fixture f = { .dir = lt_test_dir_new () };
  int     result;

  g_test_init (&argc, &argv, NULL);
  write_stems (f.dir);
  for (int i = 0; i < LT_DEMO_N_STEMS; i++)
    f.stems[i] = read_stem (f.dir, lt_demo_song_stem_name (i), &f.n_channels[i]);

  g_test_add_data_func ("/demo-song/same-bytes", &f, test_same_bytes);
  g_test_add_data_func ("/demo-song/stems", &f, test_stems);
  g_test_add_data_func ("/demo-song/hum", &f, test_hum);
  g_test_add_data_func ("/demo-song/dynamics", &f, test_dynamics);
  g_test_add_data_func ("/demo-song/spectrum", &f, test_spectrum);
  g_test_add_func ("/demo-song/mix-strips", test_mix_strips);
  g_test_add_func ("/demo-song/mix-slots", test_mix_slots);
  g_test_add_func ("/demo-song/mix-times", test_mix_times);
  g_test_add_func ("/demo-song/words", test_words);
  g_test_add_func ("/demo-song/bad-folder", test_bad_folder);
  result = g_test_run ();

  for (int i = 0; i < LT_DEMO_N_STEMS; i++)
    g_free (f.stems[i]);
  lt_test_dir_free (f.dir);
  return result;
}
