// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Noise reduction: gain over five noises, what is left in pauses, clean speech, latency, print, limits, image, moves.
// Layer: tests.

#include "dsp/biquad.h"
#include "dsp/stft.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED   0xde01
#define LEAD_S 0.5 /* of noise alone, from which the print is learned */
#define TALK_S 3.0
#define REST_S 1.5 /* of noise alone after it */

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

typedef enum
{
  NOISE_WHITE,
  NOISE_PINK,
  NOISE_HUM,
  NOISE_FAN,
  NOISE_HISS,
  N_NOISES
} Noise;

static const char *const noise_names[] = { "white", "pink", "hum", "fan", "hiss" };

/* ---------------------------------------------------------------- signals */

static double
noise_shape (Noise noise, double freq_hz)
{
  if (freq_hz > 20000.0)
    return 0.0;
  if (noise == NOISE_PINK)
    return 1.0 / sqrt (MAX (freq_hz, 20.0));
  if (noise == NOISE_FAN)
    return freq_hz / (freq_hz + 40.0) / sqrt (1.0 + freq_hz * freq_hz / 90000.0);
  if (noise == NOISE_HISS)
    return freq_hz / (freq_hz + 4000.0);
  return 1.0;
}

/* Random bins of that shape between @low_hz and @high_hz, as sound of rms 1. */
static void
shaped_noise (
    float *out, uint32_t n, double rate_hz, Noise noise, const double band_hz[2], GRand *rng)
{
  uint32_t size = 16;
  LtFft    fft;

  while (size < n)
    size *= 2;
  float *spectrum = aligned_alloc (64, (size + 16) * sizeof (float));
  float *time = aligned_alloc (64, (size + 16) * sizeof (float));

  g_assert_cmpint (lt_fft_init (&fft, size), ==, LT_OK);
  memset (spectrum, 0, (size + 16) * sizeof (float));
  for (uint32_t k = 1; k < size / 2; k++)
    {
      double freq_hz = k * rate_hz / size;
      double amp = freq_hz >= band_hz[0] && freq_hz <= band_hz[1]
                       ? noise_shape (noise, freq_hz) * sqrt (-log (1.0 - g_rand_double (rng)))
                       : 0.0;
      double phase = g_rand_double_range (rng, 0.0, 2.0 * G_PI);

      spectrum[2 * k] = (float) (amp * cos (phase));
      spectrum[2 * k + 1] = (float) (amp * sin (phase));
    }
  lt_fft_backward (&fft, spectrum, time);

  float scale = (float) (1.0 / lt_test_rms (time, n));
  for (uint32_t i = 0; i < n; i++)
    out[i] = time[i] * scale;
  lt_fft_clear (&fft);
  free (spectrum);
  free (time);
}

static void
make_noise (float *out, uint32_t n, double rate_hz, Noise noise, GRand *rng)
{
  static const double all[2] = { 0.0, 20000.0 };
  int                 n_tones = noise == NOISE_HUM ? 20 : (noise == NOISE_FAN ? 4 : 0);
  double              base_hz = noise == NOISE_HUM ? 50.0 : 118.0;

  shaped_noise (out, n, rate_hz, noise, all, rng);
  if (noise == NOISE_HUM)
    for (uint32_t i = 0; i < n; i++)
      out[i] *= 0.05f;
  for (int k = 1; k <= n_tones; k++)
    lt_test_add_sine (out, n, rate_hz, base_hz * k, noise == NOISE_HUM ? 1.0 / k : 0.6 / (k + 0.4),
                      g_rand_double_range (rng, 0.0, 2.0 * G_PI));

  float scale = (float) (1.0 / lt_test_rms (out, n));
  for (uint32_t i = 0; i < n; i++)
    out[i] *= scale;
}

/* Level of a harmonic at @freq_hz: a voice's spectrum falls, and three formants stand out. */
static double
formants (const double *formant_hz, double freq_hz)
{
  double level = 1.0 / (1.0 + freq_hz / 150.0);

  for (int f = 0; f < 3; f++)
    {
      double x = freq_hz / formant_hz[f], width = 0.09 + 0.02 * f;

      level *= 1.0 / sqrt ((1.0 - x * x) * (1.0 - x * x) + width * width * x * x)
                   * (x > 1.0 ? x * x : 1.0) * 0.6
               + 0.05;
    }
  return level;
}

/* Adds a vowel: harmonics of a gliding pitch under formants, risen and fallen softly. */
static void
add_vowel (float *io, uint32_t n, double rate_hz, double pitch_hz, const double *formant_hz)
{
  double phase = 0.0, glide = 1.15;
  double level[60];
  int    n_harmonics = MIN (60, (int) (7000.0 / pitch_hz));

  for (int k = 0; k < n_harmonics; k++)
    level[k] = formants (formant_hz, pitch_hz * (k + 1));
  for (uint32_t i = 0; i < n; i++)
    {
      double t = (double) i / n;
      double envelope = MIN (1.0, 8.0 * MIN (t, 1.0 - t));
      double s = sin (phase), c2 = 2.0 * cos (phase), before = 0.0, sum = 0.0;

      for (int k = 0; k < n_harmonics; k++)
        {
          double next = c2 * s - before;

          sum += level[k] * s;
          before = s;
          s = next;
        }
      io[i] += (float) (0.2 * envelope * envelope * (3.0 - 2.0 * envelope) * sum);
      phase += 2.0 * G_PI * pitch_hz * (glide - 0.25 * t) / rate_hz;
    }
}

/* Speech-like: syllables of a sibilant or a breath and a vowel, with gaps and pauses. */
static void
make_speech (float *out, uint32_t n, double rate_hz, GRand *rng)
{
  static const double vowels[][3]
      = { { 730, 1090, 2440 }, { 270, 2290, 3010 }, { 300, 870, 2240 },
          { 530, 1840, 2480 }, { 570, 840, 2410 },  { 660, 1720, 2410 } };
  static const double hissing[2] = { 3500.0, 9000.0 };
  g_autofree float   *breath = g_new (float, n);

  shaped_noise (breath, n, rate_hz, NOISE_WHITE, hissing, rng);
  memset (out, 0, n * sizeof (float));
  for (double at = 0.02; at < (double) n / rate_hz - 0.35;)
    {
      double   sibilant = g_rand_double (rng) < 0.5 ? g_rand_double_range (rng, 0.05, 0.12) : 0.0;
      double   vowel = g_rand_double_range (rng, 0.1, 0.22);
      uint32_t from = (uint32_t) (at * rate_hz), len = (uint32_t) (sibilant * rate_hz);

      for (uint32_t i = 0; i < len; i++)
        out[from + i] += 0.05f * breath[from + i] * (float) sin (G_PI * i / len);
      add_vowel (out + from + len, (uint32_t) (vowel * rate_hz), rate_hz,
                 g_rand_double_range (rng, 100.0, 180.0), vowels[g_rand_int_range (rng, 0, 6)]);
      at += sibilant + vowel
            + (g_rand_double (rng) < 0.2 ? 0.3 : g_rand_double_range (rng, 0.01, 0.06));
    }
}

/* Speech between two stretches of silence, noise all over, at one rate. */
typedef struct
{
  double   rate_hz;
  uint32_t n, from, to; /* the speech */
  float   *clean, *noise, *io;
} Scene;

static Scene *
scene_new (double rate_hz, GRand *rng)
{
  Scene *self = g_new0 (Scene, 1);

  self->rate_hz = rate_hz;
  self->from = (uint32_t) (LEAD_S * rate_hz);
  self->to = self->from + (uint32_t) (TALK_S * rate_hz);
  self->n = self->to + (uint32_t) (REST_S * rate_hz);
  self->clean = g_new0 (float, self->n);
  self->noise = g_new0 (float, self->n);
  self->io = g_new0 (float, self->n);
  make_speech (self->clean + self->from, self->to - self->from, rate_hz, rng);
  return self;
}

static void
scene_free (Scene *self)
{
  g_free (self->clean);
  g_free (self->noise);
  g_free (self->io);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static void
scene_mix (Scene *self, double snr_db)
{
  double gain
      = lt_test_rms (self->clean + self->from, self->to - self->from) * pow (10.0, -snr_db / 20.0);

  for (uint32_t i = 0; i < self->n; i++)
    self->io[i] = self->clean[i] + (float) gain * self->noise[i];
}

/* ------------------------------------------------------------ measurement */

/* Ratio of what @x has of @s to all else that it has, in dB. */
static double
si_sdr_db (const float *s, const float *x, uint32_t n)
{
  double ss = 0.0, sx = 0.0, error = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      ss += (double) s[i] * s[i];
      sx += (double) s[i] * x[i];
    }
  for (uint32_t i = 0; i < n; i++)
    error += pow (x[i] - sx / ss * s[i], 2.0);
  return 10.0 * log10 (sx * sx / ss / (error + 1e-30));
}

static double
scene_si_sdr_db (const Scene *self)
{
  return si_sdr_db (self->clean + self->from, self->io + self->from, self->to - self->from);
}

/* Over @n frames, with the latency taken out. */
static void
run_aligned (LtTestFx *fx, float *left, float *right, uint32_t n)
{
  uint32_t          late = lt_fx_latency (fx->type, &fx->setup, fx->values);
  uint32_t          all = (n + late + 63) & ~63u;
  g_autofree float *io = g_new0 (float, 2 * (gsize) all);

  memcpy (io, left, n * sizeof (float));
  if (right != NULL)
    memcpy (io + all, right, n * sizeof (float));
  lt_test_fx_run (fx, io, right != NULL ? io + all : NULL, all, 64);
  memcpy (left, io + late, n * sizeof (float));
  if (right != NULL)
    memcpy (right, io + all + late, n * sizeof (float));
}

static LtTestFx *
new_denoise (double rate_hz, uint32_t n_channels)
{
  return lt_test_fx_new (lt_fx_find ("denoise"), rate_hz, n_channels);
}

/* A print of the first frames of @left and @right, which may be NULL. Free with g_free. */
static void *
learn (const LtTestFx *fx, const float *left, const float *right, uint32_t n, size_t *size)
{
  const float *audio[2] = { left, right };
  size_t       most = fx->type->learn_size (&fx->setup, n);
  void        *blob = g_malloc (most);

  g_assert_cmpuint (most, >, 0);
  g_assert_cmpint (fx->type->learn (&fx->setup, audio, n, blob, size), ==, LT_OK);
  g_assert_cmpuint (*size, <=, most);
  return blob;
}

static void
denoise_scene (Scene *scene, bool with_print)
{
  g_autoptr (LtTestFx) fx = new_denoise (scene->rate_hz, 1);
  size_t           size;
  g_autofree void *blob = learn (fx, scene->io, NULL, scene->from, &size);

  if (with_print)
    lt_test_fx_set_blob (fx, blob, size);
  run_aligned (fx, scene->io, NULL, scene->n);
}

/* How far the loudest cell of 3 × 3 bins of what is left stands over the mean, against the same cell before. */
static double
musical_db (const float *before, const float *after, uint32_t n, double rate_hz)
{
  uint32_t size = rate_hz < 50000.0 ? 1024 : (rate_hz < 100000.0 ? 2048 : 4096),
           n_bins = (uint32_t) (20000.0 * size / rate_hz);
  uint32_t n_frames = (n - size) / (size / 4);
  float   *power[2];
  double   most = 0.0, sum[2] = { 0 };
  void    *memory = aligned_alloc (64, lt_stft_memory (size, 1));
  float   *spectrum = aligned_alloc (64, lt_stft_floats (size) * sizeof (float));

  for (int w = 0; w < 2; w++)
    {
      LtStft   stft;
      uint32_t frame = 0;

      power[w] = g_new0 (float, (gsize) n_frames *n_bins);
      g_assert_cmpint (lt_stft_init (&stft, size, 1, 0, memory), ==, LT_OK);
      for (uint32_t at = 0; at < n && frame < n_frames + 3;)
        {
          float    piece[512];
          float   *io[1] = { piece };
          uint32_t step = MIN (lt_stft_room (&stft), n - at);

          memcpy (piece, (w ? after : before) + at, step * sizeof (float));
          at += step;
          if (lt_stft_pass (&stft, io, step) != 0)
            continue;
          lt_stft_forward (&stft, 0, spectrum);
          for (uint32_t k = 0; frame >= 3 && k < n_bins; k++)
            power[w][(frame - 3) * n_bins + k]
                = spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1];
          frame++;
        }
      lt_stft_clear (&stft);
    }

  /* In parts of each bin's mean, so that every bin counts alike. */
  for (uint32_t k = 0; k < n_bins; k++)
    {
      double mean = 0.0;

      for (uint32_t f = 0; f < n_frames; f++)
        mean += power[0][f * n_bins + k];
      for (uint32_t f = 0; f < n_frames; f++)
        for (int w = 0; w < 2; w++)
          {
            power[w][f * n_bins + k] *= (float) (n_frames / mean);
            sum[w] += power[w][f * n_bins + k];
          }
    }
  for (uint32_t f = 1; f + 1 < n_frames; f++)
    for (uint32_t k = 1; k + 1 < n_bins; k++)
      {
        double cell[2] = { 0 };

        for (int i = -1; i <= 1; i++)
          for (int j = -1; j <= 1; j++)
            for (int w = 0; w < 2; w++)
              cell[w] += power[w][(gsize) ((int) f + i) * n_bins + (gsize) ((int) k + j)];
        most = MAX (most, cell[1] / cell[0]);
      }
  g_free (power[0]);
  g_free (power[1]);
  free (memory);
  free (spectrum);
  return 10.0 * log10 (most * sum[0] / sum[1]);
}

/* ------------------------------------------------------------------ tests */

/* Five noises at four levels: how much nearer to the speech, and what is left in the pause after it. */
static void
test_gain (void)
{
  static const double snrs[] = { 5.0, 10.0, 15.0, 20.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
      g_autoptr (Scene) scene = scene_new (rates[r], rng);
      double mean = 0.0, adaptive = 0.0, loudest = -100.0;

      for (int k = 0; k < N_NOISES; k++)
        {
          double gain[4];

          make_noise (scene->noise, scene->n, rates[r], (Noise) k, rng);
          for (int s = 0; s < 4; s++)
            {
              uint32_t pause = scene->to + (uint32_t) (0.3 * rates[r]), n = scene->n - pause;

              scene_mix (scene, snrs[s]);
              double before = scene_si_sdr_db (scene),
                     noisy = lt_test_rms_db (scene->io + pause, n);
              denoise_scene (scene, true);
              gain[s] = scene_si_sdr_db (scene) - before;
              mean += gain[s] / (4 * N_NOISES);
              loudest = MAX (loudest, lt_test_rms_db (scene->io + pause, n) - noisy);

              if (s != 1)
                continue;
              scene_mix (scene, snrs[s]);
              denoise_scene (scene, false);
              adaptive += (scene_si_sdr_db (scene) - before) / N_NOISES;
            }
          g_test_message ("%.0f Hz %s: %.1f %.1f %.1f %.1f dB at 5, 10, 15, 20 dB", rates[r],
                          noise_names[k], gain[0], gain[1], gain[2], gain[3]);
          for (int s = 0; s < 4; s++)
            g_assert_cmpfloat (gain[s], >, 1.0);
        }
      g_test_message ("%.0f Hz: mean gain %.2f dB, pauses %.1f dB; without a print %.2f dB",
                      rates[r], mean, loudest, adaptive);
      g_assert_cmpfloat (mean, >=, 8.0);
      g_assert_cmpfloat (loudest, <=, -15.0);
      g_assert_cmpfloat (adaptive, >=, 4.0);
    }
}

/* Noise alone: the floor is as low as the row says and nothing tinkles over it. */
static void
test_musical (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int k = 0; k < N_NOISES; k++)
      {
        g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + (guint32) k);
        uint32_t          lead = (uint32_t) (LEAD_S * rates[r]), n = (uint32_t) (4.0 * rates[r]);
        g_autofree float *noise = g_new (float, n), *io = g_new (float, n);
        g_autoptr (LtTestFx) fx = new_denoise (rates[r], 1);
        size_t size;

        make_noise (noise, n, rates[r], (Noise) k, rng);
        for (uint32_t i = 0; i < n; i++)
          io[i] = noise[i] *= 0.01f;
        g_autofree void *blob = learn (fx, io, NULL, lead, &size);
        lt_test_fx_set_blob (fx, blob, size);
        run_aligned (fx, io, NULL, n);

        uint32_t end = n - (uint32_t) (0.2 * rates[r]);
        double   left
            = lt_test_rms_db (io + lead, end - lead) - lt_test_rms_db (noise + lead, end - lead);
        double most = musical_db (noise + lead, io + lead, end - lead, rates[r]);

        g_test_message ("%.0f Hz %s: %.1f dB left, loudest cell %.1f dB over it", rates[r],
                        noise_names[k], left, most);
        g_assert_cmpfloat (left, <=, -15.0);
        g_assert_cmpfloat (most, <=, 6.0);
      }
}

/* With the print of a faint noise clean speech stays what it is, and without any print nearly so. */
static void
test_clean (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 10);
      g_autoptr (Scene) scene = scene_new (rates[r], rng);

      make_noise (scene->noise, scene->n, rates[r], NOISE_PINK, rng);
      scene_mix (scene, 40.0);
      memcpy (scene->io + scene->from, scene->clean + scene->from,
              (scene->n - scene->from) * sizeof (float));
      denoise_scene (scene, true);
      double with_print = scene_si_sdr_db (scene);

      scene_mix (scene, 60.0);
      denoise_scene (scene, false);
      double without = scene_si_sdr_db (scene);

      memcpy (scene->io, scene->clean, scene->n * sizeof (float));
      denoise_scene (scene, true); /* learned from digital silence */
      double silent = scene_si_sdr_db (scene);

      g_test_message (
          "%.0f Hz: clean speech %.1f dB, without a print %.1f dB, print of silence %.1f dB",
          rates[r], with_print, without, silent);
      g_assert_cmpfloat (with_print, >=, 35.0);
      g_assert_cmpfloat (without, >=, 25.0);
      g_assert_cmpfloat (silent, >=, 120.0);
    }
}

/* No reduction: the input, as late as declared, for every window. */
static void
test_latency (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int window = 0; window < 3; window++)
      {
        g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 20);
        g_autoptr (LtTestFx) fx = new_denoise (rates[r], 2);
        uint32_t          n = 48000;
        g_autofree float *in = g_new (float, 2 * n), *io = g_new (float, 2 * n);
        double            worst = 0.0;

        lt_test_noise (in, 2 * n, 0.5, rng);
        memcpy (io, in, 2 * n * sizeof (float));
        lt_test_fx_set (fx, "window", (float) window);
        lt_test_fx_set (fx, "reduction", 0.0f);
        run_aligned (fx, io, io + n, n);
        for (uint32_t i = 0; i < 2 * n; i++)
          worst = MAX (worst, fabs ((double) io[i] - in[i]));
        g_assert_cmpfloat (worst, <, 2e-6);
      }
}

/* What is left and what is removed make up what came in. */
static void
test_residual (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 30);
  g_autoptr (Scene) scene = scene_new (48000.0, rng);
  g_autoptr (LtTestFx) fx = new_denoise (48000.0, 1);
  g_autofree float *removed = g_new (float, scene->n), *in = g_new (float, scene->n);
  double            worst = 0.0;

  make_noise (scene->noise, scene->n, 48000.0, NOISE_HISS, rng);
  scene_mix (scene, 10.0);
  memcpy (in, scene->io, scene->n * sizeof (float));
  memcpy (removed, scene->io, scene->n * sizeof (float));
  denoise_scene (scene, false);
  lt_test_fx_set (fx, "residual", 1.0f);
  run_aligned (fx, removed, NULL, scene->n);
  for (uint32_t i = 0; i < scene->n; i++)
    worst = MAX (worst, fabs ((double) scene->io[i] + removed[i] - in[i]));
  g_assert_cmpfloat (worst, <, 2e-6);
  uint32_t pause = scene->to + 12000, n = scene->n - pause - 12000;
  g_assert_cmpfloat (lt_test_rms (removed + pause, n), >, 0.85 * lt_test_rms (in + pause, n));
}

/* Noise outside of the limits stays. */
static void
test_limits (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      static const double bands[3][2]
          = { { 100.0, 700.0 }, { 1300.0, 3000.0 }, { 5000.0, 12000.0 } };
      uint32_t          n = (uint32_t) (2.0 * rates[r]), half = n / 2;
      g_autofree float *in = g_new (float, n), *io = g_new (float, n);

      for (int b = 0; b < 3; b++)
        {
          g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 40);
          g_autoptr (LtTestFx) fx = new_denoise (rates[r], 1);
          size_t size;

          shaped_noise (in, n, rates[r], NOISE_WHITE, bands[b], rng);
          memcpy (io, in, n * sizeof (float));
          lt_test_fx_set (fx, "low", 1000.0f);
          lt_test_fx_set (fx, "high", 4000.0f);
          g_autofree void *blob = learn (fx, io, NULL, half, &size);
          lt_test_fx_set_blob (fx, blob, size);
          run_aligned (fx, io, NULL, n);

          double left = lt_test_rms_db (io + half / 2, half) - lt_test_rms_db (in + half / 2, half);
          if (b == 1)
            g_assert_cmpfloat (left, <, -18.0);
          else
            g_assert_cmpfloat (fabs (left), <, 0.1);
        }
    }
}

/* A print from one rate serves at another: the same noise is brought down as far. Two channels, each with its own. */
static void
test_print_travels (void)
{
  static const double all[2] = { 0.0, 20000.0 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 50);
  const uint32_t    n_heard = 24000;
  g_autofree float *heard = g_new (float, 2 * n_heard);
  g_autoptr (LtTestFx) at_48 = new_denoise (48000.0, 2);
  size_t size;

  shaped_noise (heard, n_heard, 48000.0, NOISE_PINK, all, rng);
  shaped_noise (heard + n_heard, n_heard, 48000.0, NOISE_HISS, all, rng);
  g_autofree void *blob = learn (at_48, heard, heard + n_heard, n_heard, &size);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      uint32_t          n = (uint32_t) rates[r];
      g_autofree float *io = g_new (float, 2 * (gsize) n);
      g_autoptr (LtTestFx) fx = new_denoise (rates[r], 2);

      shaped_noise (io, n, rates[r], NOISE_PINK, all, rng);
      shaped_noise (io + n, n, rates[r], NOISE_HISS, all, rng);
      lt_test_fx_set (fx, "link", 0.0f);
      lt_test_fx_set_blob (fx, blob, size);
      run_aligned (fx, io, io + n, n);
      for (uint32_t c = 0; c < 2; c++)
        g_assert_cmpfloat (lt_test_rms_db (io + c * n + n / 4, n / 2), <, -18.0);
    }
}

/* White noise, and its level in a hertz. */
static void
test_curve (void)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 90);
  const uint32_t       n = 48000;
  g_autofree float    *in = g_new (float, n);
  g_autoptr (LtTestFx) fx = new_denoise (48000.0, 1);
  const double         hz[] = { 500.0, 5000.0, 15000.0 };
  double               db[3];
  size_t               size;

  lt_test_noise (in, n, 0.1 * sqrt (3.0), rng); /* -20 dB, over 24 kHz; a full sine has -3 dB */
  g_autofree void *blob = learn (fx, in, NULL, n, &size);
  LtFxSetup        setup = fx->setup;
  setup.blob = (LtFxBlob) { .data = blob, .size = size, .hash = 1 };
  fx->type->curve (&setup, fx->values, hz, 3, db);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (db[i], -20.0 - 10.0 * log10 (24000.0) + 3.01, 1.0);
}

/* Bytes that are no print, or not all of one, are as no print. */
static void
test_damaged_print (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 60);
  const uint32_t    n = 24000;
  g_autofree float *in = g_new (float, n), *none = g_new (float, n), *io = g_new (float, n);
  g_autoptr (LtTestFx) fx = new_denoise (48000.0, 1);
  size_t size;

  lt_test_noise (in, n, 0.1, rng);
  memcpy (none, in, n * sizeof (float));
  lt_test_fx_run (fx, none, NULL, n, 64);
  g_autofree uint8_t *blob = learn (fx, in, NULL, n, &size);
  g_autofree uint8_t *bad = g_memdup2 (blob, size);
  float               nan = NAN;

  for (int how = 0; how < 6; how++)
    {
      size_t bad_size = how == 0 ? 0 : (how == 1 ? size - 1 : (how == 2 ? 10 : size));

      memcpy (bad, blob, size);
      if (how == 3)
        bad[0] ^= 1;
      if (how == 4)
        bad[16] ^= 1; /* n_bins */
      if (how == 5)
        memcpy (bad + size - 40, &nan, sizeof nan);
      lt_test_fx_set_blob (fx, bad, bad_size);
      memcpy (io, in, n * sizeof (float));
      lt_test_fx_run (fx, io, NULL, n, 64);
      g_assert_cmpmem (io, n * sizeof (float), none, n * sizeof (float));
    }
  lt_test_fx_set_blob (fx, blob, size);
  memcpy (io, in, n * sizeof (float));
  lt_test_fx_run (fx, io, NULL, n, 64);
  g_assert_cmpint (memcmp (io, none, n * sizeof (float)), !=, 0);
  g_assert_cmpuint (fx->type->learn_size (&fx->setup, 500), ==, 0);
}

/* Linked channels keep their balance to the last bit; alone each is as it would be in mono. */
static void
test_link (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 70);
  const uint32_t    n = 96000;
  g_autofree float *left = g_new (float, n), *right = g_new (float, n), *mono = g_new (float, n);
  g_autoptr (LtTestFx) fx = new_denoise (48000.0, 2);
  g_autoptr (LtTestFx) single = new_denoise (48000.0, 1);

  lt_test_music (left, n, 48000.0, 0.5, rng);
  lt_test_noise (mono, n, 0.01, rng);
  for (uint32_t i = 0; i < n; i++)
    right[i] = 0.5f * (left[i] += mono[i]);
  lt_test_fx_run (fx, left, right, n, 64);
  for (uint32_t i = 0; i < n; i++)
    g_assert_cmpfloat (fabsf (right[i] - 0.5f * left[i]), <, 1e-6f);

  lt_test_music (left, n, 48000.0, 0.5, rng);
  lt_test_noise (right, n, 0.1, rng);
  memcpy (mono, left, n * sizeof (float));
  lt_test_fx_set (fx, "link", 0.0f);
  lt_test_fx_reset (fx);
  lt_test_fx_run (fx, left, right, n, 64);
  lt_test_fx_run (single, mono, NULL, n, 64);
  g_assert_cmpmem (left, n * sizeof (float), mono, n * sizeof (float));
}

/* More reduction, whitening and a release do what their rows say; the readout tells. */
static void
test_rows (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 80);
  const uint32_t    n = 96000;
  g_autofree float *in = g_new (float, n), *io = g_new (float, n);
  g_autoptr (LtTestFx) fx = new_denoise (48000.0, 1);
  size_t size;
  float  read;
  double tilt[2];

  make_noise (in, n, 48000.0, NOISE_PINK, rng);
  g_autofree void *blob = learn (fx, in, NULL, n / 2, &size);
  lt_test_fx_set_blob (fx, blob, size);
  for (float reduction = 6.0f; reduction <= 48.0f; reduction += 14.0f)
    {
      lt_test_fx_set (fx, "reduction", reduction);
      lt_test_fx_reset (fx);
      memcpy (io, in, n * sizeof (float));
      lt_test_fx_run (fx, io, NULL, n, 64);
      fx->type->readout (fx->state, &read);
      g_assert_cmpfloat_with_epsilon (lt_test_rms_db (io + n / 2, n / 2), -reduction, 0.5);
      g_assert_cmpfloat_with_epsilon (read, reduction, 0.5);
    }

  /* Pink noise falls by 3 dB an octave; one-pole differences stand for its tilt. */
  for (int w = 0; w < 2; w++)
    {
      double slope = 0.0;

      lt_test_fx_set (fx, "reduction", 12.0f);
      lt_test_fx_set (fx, "whiten", w ? 100.0f : 0.0f);
      lt_test_fx_reset (fx);
      memcpy (io, in, n * sizeof (float));
      lt_test_fx_run (fx, io, NULL, n, 64);
      for (uint32_t i = n / 2; i < n; i++)
        slope += pow (io[i] - io[i - 1], 2.0) / (n / 2);
      tilt[w] = 10.0 * log10 (slope) - lt_test_rms_db (io + n / 2, n / 2);
    }
  g_assert_cmpfloat (tilt[1], >, tilt[0] + 6.0);
}

/* A row moves under a low tone: nothing of it is heard above 5 kHz. */
static void
test_moves (void)
{
  static const struct
  {
    const char *key;
    float       from, to;
  } moves[] = { { "reduction", 0.0f, 48.0f }, { "sensitivity", -12.0f, 12.0f },
                { "residual", 0.0f, 1.0f },   { "smoothing", 0.0f, 100.0f },
                { "low", 20.0f, 5000.0f },    { "whiten", 0.0f, 100.0f },
                { "follow", 0.0f, 100.0f } };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
      {
        uint32_t          n = 64 * (uint32_t) (rates[r] / 64.0);
        g_autofree float *io = g_new0 (float, n);
        g_autoptr (LtTestFx) fx = new_denoise (rates[r], 1);
        float          to[LT_FX_MAX_PARAMS];
        LtBiquadCoeffs high = lt_biquad_high_pass (rates[r], 5000.0, 0.7071);
        LtBiquad       stages[2] = { 0 };
        size_t         size;

        lt_test_add_sine (io, n, rates[r], 100.0, 0.25, 0.0);
        g_autofree void *blob = learn (fx, io, NULL, n, &size);
        lt_test_fx_set_blob (fx, blob, size);
        lt_test_fx_set (fx, moves[m].key, moves[m].from);
        memcpy (to, fx->values, sizeof to);
        to[lt_param_find (fx->type->params, fx->type->n_params, moves[m].key)] = moves[m].to;
        lt_test_fx_run_moving (fx, io, NULL, n, 64 * (n / 128), to);
        for (int s = 0; s < 2; s++)
          lt_biquad_run (&stages[s], &high, io, n);
        g_assert_cmpfloat (lt_test_peak (io + n / 4, n / 4 * 3), <, 1e-3);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/denoise/gain", test_gain);
  g_test_add_func ("/denoise/musical", test_musical);
  g_test_add_func ("/denoise/clean", test_clean);
  g_test_add_func ("/denoise/latency", test_latency);
  g_test_add_func ("/denoise/residual", test_residual);
  g_test_add_func ("/denoise/limits", test_limits);
  g_test_add_func ("/denoise/print-travels", test_print_travels);
  g_test_add_func ("/denoise/curve", test_curve);
  g_test_add_func ("/denoise/damaged-print", test_damaged_print);
  g_test_add_func ("/denoise/link", test_link);
  g_test_add_func ("/denoise/rows", test_rows);
  g_test_add_func ("/denoise/moves", test_moves);
  return g_test_run ();
}
