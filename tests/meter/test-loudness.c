// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness: EBU Tech 3341 and 3342 signals, a slow double-precision reference, libebur128, every rate.
// Layer: tests.

#include "meter/loudness.h"

#include "helpers/test-meter.h"
#include "helpers/test-signal.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

extern const LtMeterType lt_meter_loudness;

#define EBU_LU 0.1   /* Tech 3341's tolerance */
#define OURS_LU 0.02 /* against the reference: effects.md */
#define RANGE_EBU_LU 1.0
#define RANGE_OURS_LU 0.1
#define LEVEL_END { 0.0, 0.0 }

/* A stretch of a 1 kHz tone; the level is dBFS of the peak, −INFINITY is silence. seconds 0 ends a list. */
typedef struct
{
  double seconds, level_db;
} Level;

typedef struct
{
  float   *samples; /* both channels of a stereo signal in phase */
  uint32_t n;
} Tone;

static void
tone_clear (Tone *tone)
{
  g_clear_pointer (&tone->samples, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tone, tone_clear)

static Tone
tone_of (const Level *levels, double rate_hz)
{
  Tone   tone = { NULL, 0 };
  double seconds = 0.0;

  for (const Level *l = levels; l->seconds > 0.0; l++)
    seconds += l->seconds;
  tone.n = (uint32_t) (seconds * rate_hz + 0.5);
  tone.samples = g_new0 (float, tone.n);

  seconds = 0.0;
  for (const Level *l = levels; l->seconds > 0.0; l++)
    {
      uint32_t from = (uint32_t) (seconds * rate_hz + 0.5);
      uint32_t to = MIN ((uint32_t) ((seconds + l->seconds) * rate_hz + 0.5), tone.n);
      double   amp = pow (10.0, l->level_db / 20.0);

      for (uint32_t i = from; i < to; i++)
        tone.samples[i] = (float) (amp * sin (2.0 * G_PI * fmod (1000.0 * i / rate_hz, 1.0)));
      seconds += l->seconds;
    }
  return tone;
}

static LtTestMeter *
measure_stereo (const float *left, const float *right, uint32_t n, double rate_hz)
{
  LtTestMeter *meter = lt_test_meter_new (&lt_meter_loudness, rate_hz, 2);
  const float *in[2] = { left, right };

  lt_test_meter_measure (meter, in, n, 4096);
  return meter;
}

/* The reference: 48 kHz, every number kept, windows summed sample by sample. */
typedef struct
{
  double integrated_lufs, range_lu, max_momentary_lufs, max_short_term_lufs;
} Reference;

static double
lufs (double power)
{
  return power > 0.0 ? -0.691 + 10.0 * log10 (power) : -INFINITY;
}

static void
add_weighted_squares (double *energy, const float *in, uint32_t n)
{
  double x1 = 0, x2 = 0, u1 = 0, u2 = 0, y1 = 0, y2 = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      double x = in[i];
      double u = 1.53512485958697 * x - 2.69169619938640 * x1 + 1.19839281085285 * x2 + 1.69065929318241 * u1 - 0.73248077421585 * u2;
      double y = u - 2.0 * u1 + u2 + 1.99004745483398 * y1 - 0.99007225036621 * y2;

      energy[i] += y * y;
      x2 = x1, x1 = x, u2 = u1, u1 = u, y2 = y1, y1 = y;
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Powers of windows of @length that end every @step, from sums of energy up to each frame. */
static GArray *
windows_of (const double *upto, uint32_t n, uint32_t length, uint32_t step)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (double));

  for (uint32_t end = length; end <= n; end += step)
    {
      double power = (upto[end] - upto[end - length]) / length;

      g_array_append_val (windows, power);
    }
  return windows;
}

static double
highest_lufs (const GArray *windows)
{
  double highest = 0.0;

  for (guint i = 0; i < windows->len; i++)
    highest = MAX (highest, g_array_index (windows, double, i));
  return lufs (highest);
}

/* The windows over −70 LUFS and over the gate below their mean, in rising order. */
static GArray *
gated (const GArray *windows, double below_lu)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (double));
  double  sum = 0.0;
  guint   n = 0;

  for (guint i = 0; i < windows->len; i++)
    if (lufs (g_array_index (windows, double, i)) > -70.0)
      {
        sum += g_array_index (windows, double, i);
        n++;
      }
  for (guint i = 0; i < windows->len; i++)
    {
      double power = g_array_index (windows, double, i);

      if (lufs (power) > -70.0 && lufs (power) > lufs (sum / n) - below_lu)
        g_array_append_val (kept, power);
    }
  g_array_sort (kept, compare_doubles);
  return kept;
}

static Reference
reference_of (const float *const *in, const double *gains, uint32_t n_channels, uint32_t n)
{
  g_autofree double *energy = g_new (double, n), *upto = g_new0 (double, n + 1);

  for (uint32_t c = 0; c < n_channels; c++)
    {
      memset (energy, 0, n * sizeof *energy);
      add_weighted_squares (energy, in[c], n);
      for (uint32_t i = 0; i < n; i++)
        upto[i + 1] += gains[c] * energy[i];
    }
  for (uint32_t i = 0; i < n; i++)
    upto[i + 1] += upto[i];

  g_autoptr (GArray) m = windows_of (upto, n, 19200, 480);
  g_autoptr (GArray) s = windows_of (upto, n, 144000, 480);
  g_autoptr (GArray) blocks = windows_of (upto, n, 19200, 4800);
  g_autoptr (GArray) ranges = windows_of (upto, n, 144000, 4800);
  g_autoptr (GArray) kept = gated (blocks, 10.0);
  g_autoptr (GArray) spread = gated (ranges, 20.0);
  double             sum = 0.0;

  for (guint i = 0; i < kept->len; i++)
    sum += g_array_index (kept, double, i);

  Reference ref = { lufs (sum / MAX (kept->len, 1)), 0.0, highest_lufs (m), highest_lufs (s) };
  if (spread->len > 0)
    ref.range_lu = lufs (g_array_index (spread, double, (guint) ((spread->len - 1) * 0.95 + 0.5)))
                   - lufs (g_array_index (spread, double, (guint) ((spread->len - 1) * 0.10 + 0.5)));
  return ref;
}

static void
assert_near (double got, double want, double within)
{
  if (want == -INFINITY)
    g_assert_cmpfloat (got, ==, -INFINITY);
  else
    g_assert_cmpfloat_with_epsilon (got, want, within);
}

static void
assert_like_reference (LtTestMeter *meter, const float *left, const float *right, uint32_t n)
{
  static const double gains[2] = { 1.0, 1.0 };
  const float        *in[2] = { left, right };
  Reference           ref = reference_of (in, gains, 2, n);

  assert_near (lt_test_meter_read (meter, "integrated_lufs"), ref.integrated_lufs, OURS_LU);
  assert_near (lt_test_meter_read (meter, "max_momentary_lufs"), ref.max_momentary_lufs, OURS_LU);
  if (n >= 144000)
    {
      assert_near (lt_test_meter_read (meter, "max_short_term_lufs"), ref.max_short_term_lufs, OURS_LU);
      assert_near (lt_test_meter_read (meter, "loudness_range_lu"), ref.range_lu, RANGE_OURS_LU);
    }
}

static void
test_3341_steady (void)
{
  static const double levels[] = { -23.0, -33.0 };

  for (size_t i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      Level                   list[] = { { 20.0, levels[i] }, LEVEL_END };
      g_auto (Tone)           t = tone_of (list, 48000.0);
      g_autoptr (LtTestMeter) meter = measure_stereo (t.samples, t.samples, t.n, 48000.0);

      assert_near (lt_test_meter_read (meter, "integrated_lufs"), levels[i], EBU_LU);
      assert_near (lt_test_meter_read (meter, "momentary_lufs"), levels[i], EBU_LU);
      assert_near (lt_test_meter_read (meter, "short_term_lufs"), levels[i], EBU_LU);
      assert_like_reference (meter, t.samples, t.samples, t.n);
    }
}

static void
test_3341_gates (void)
{
  static const Level lists[][6] = {
    { { 10.0, -36.0 }, { 60.0, -23.0 }, { 10.0, -36.0 }, LEVEL_END },
    { { 10.0, -72.0 }, { 10.0, -36.0 }, { 60.0, -23.0 }, { 10.0, -36.0 }, { 10.0, -72.0 }, LEVEL_END },
    { { 20.0, -26.0 }, { 20.1, -20.0 }, { 20.0, -26.0 }, LEVEL_END },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (Tone)           t = tone_of (lists[i], 48000.0);
      g_autoptr (LtTestMeter) meter = measure_stereo (t.samples, t.samples, t.n, 48000.0);

      assert_near (lt_test_meter_read (meter, "integrated_lufs"), -23.0, EBU_LU);
      assert_like_reference (meter, t.samples, t.samples, t.n);
    }
}

/* Case 6 in 5.0, and the same with a loud LFE that must not count. */
static void
test_3341_surround (void)
{
  static const Level      front[] = { { 20.0, -28.0 }, LEVEL_END }, centre[] = { { 20.0, -24.0 }, LEVEL_END };
  static const Level      back[] = { { 20.0, -30.0 }, LEVEL_END }, loud[] = { { 20.0, -3.0 }, LEVEL_END };
  g_auto (Tone)           f = tone_of (front, 48000.0), c = tone_of (centre, 48000.0), b = tone_of (back, 48000.0);
  g_auto (Tone)           l = tone_of (loud, 48000.0);
  const float            *five[] = { f.samples, f.samples, c.samples, b.samples, b.samples };
  const float            *six[] = { f.samples, f.samples, c.samples, l.samples, b.samples, b.samples };
  static const double     gains[] = { 1.0, 1.0, 1.0, 1.41, 1.41 };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 5);
  g_autoptr (LtTestMeter) with_lfe = lt_test_meter_new (&lt_meter_loudness, 48000.0, 6);

  lt_test_meter_measure (meter, five, f.n, 4096);
  lt_test_meter_measure (with_lfe, six, f.n, 4096);
  assert_near (lt_test_meter_read (meter, "integrated_lufs"), -23.0, EBU_LU);
  assert_near (lt_test_meter_read (with_lfe, "integrated_lufs"), -23.0, EBU_LU);
  assert_near (lt_test_meter_read (meter, "integrated_lufs"), reference_of (five, gains, 5, f.n).integrated_lufs, OURS_LU);
}

/* Cases 9 and 12: a pattern as long as the window reads constant once the window is full. */
static void
assert_constant (const Level *pattern, int n_times, double from_s, const char *key)
{
  Level list[128] = { 0 };

  for (int i = 0; i < n_times; i++)
    {
      list[2 * i] = pattern[0];
      list[2 * i + 1] = pattern[1];
    }

  g_auto (Tone)           t = tone_of (list, 48000.0);
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 2);

  for (uint32_t at = 0; at + 480 <= t.n; at += 480)
    {
      const float *in[2] = { t.samples + at, t.samples + at };

      lt_test_meter_run (meter, in, 480, 480);
      if ((at + 480) / 48000.0 >= from_s)
        assert_near (lt_test_meter_read (meter, key), -23.0, EBU_LU);
    }
}

static void
test_3341_constant (void)
{
  static const Level slow[2] = { { 1.34, -20.0 }, { 1.66, -30.0 } };
  static const Level fast[2] = { { 0.18, -20.0 }, { 0.22, -30.0 } };

  assert_constant (slow, 5, 3.0, "short_term_lufs");
  assert_constant (fast, 25, 1.0, "momentary_lufs");
}

/* Cases 10 and 13: the maximum does not depend on where the burst lies. */
static void
test_3341_maxima (void)
{
  for (int i = 0; i < 20; i++)
    {
      Level                   slow[] = { { i * 0.15, -INFINITY }, { 3.0, -23.0 }, { 1.0, -INFINITY }, LEVEL_END };
      Level                   fast[] = { { i * 0.02, -INFINITY }, { 0.4, -23.0 }, { 1.0, -INFINITY }, LEVEL_END };
      g_auto (Tone)           s = tone_of (slow + (i == 0), 48000.0), m = tone_of (fast + (i == 0), 48000.0);
      g_autoptr (LtTestMeter) on_s = measure_stereo (s.samples, s.samples, s.n, 48000.0);
      g_autoptr (LtTestMeter) on_m = measure_stereo (m.samples, m.samples, m.n, 48000.0);

      assert_near (lt_test_meter_read (on_s, "max_short_term_lufs"), -23.0, EBU_LU);
      assert_near (lt_test_meter_read (on_m, "max_momentary_lufs"), -23.0, EBU_LU);
      assert_like_reference (on_s, s.samples, s.samples, s.n);
      assert_like_reference (on_m, m.samples, m.samples, m.n);
    }
}

/* Cases 11 and 14: twenty bursts in a row, each 1 dB louder and later in its slot. */
static void
assert_successive (double step_s, double burst_s, const char *key)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 2);

  for (int i = 0; i < 20; i++)
    {
      Level         list[] = { { i * step_s, -INFINITY }, { burst_s, -38.0 + i }, { burst_s - i * step_s, -INFINITY }, LEVEL_END };
      g_auto (Tone) t = tone_of (list + (i == 0), 48000.0);
      const float  *in[2] = { t.samples, t.samples };

      lt_test_meter_run (meter, in, t.n, 1024);
      assert_near (lt_test_meter_read (meter, key), -38.0 + i, EBU_LU);
    }
}

static void
test_3341_live (void)
{
  assert_successive (0.15, 3.0, "max_short_term_lufs");
  assert_successive (0.02, 0.4, "max_momentary_lufs");
}

static void
test_3342 (void)
{
  static const struct
  {
    Level  list[6];
    double range_lu;
  } rows[] = {
    { { { 20.0, -20.0 }, { 20.0, -30.0 }, LEVEL_END }, 10.0 },
    { { { 20.0, -20.0 }, { 20.0, -15.0 }, LEVEL_END }, 5.0 },
    { { { 20.0, -40.0 }, { 20.0, -20.0 }, LEVEL_END }, 20.0 },
    { { { 20.0, -50.0 }, { 20.0, -35.0 }, { 20.0, -20.0 }, { 20.0, -35.0 }, { 20.0, -50.0 }, LEVEL_END }, 15.0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Tone)           t = tone_of (rows[i].list, 48000.0);
      g_autoptr (LtTestMeter) meter = measure_stereo (t.samples, t.samples, t.n, 48000.0);
      const float            *in[2] = { t.samples, t.samples };

      assert_near (lt_test_meter_read (meter, "loudness_range_lu"), rows[i].range_lu, RANGE_EBU_LU);
      assert_like_reference (meter, t.samples, t.samples, t.n);
      lt_test_meter_run (meter, in, t.n, 4096);
      assert_near (lt_test_meter_read (meter, "loudness_range_lu"), rows[i].range_lu, RANGE_EBU_LU);
    }
}

/* Music with quiet and loud parts. */
static void
fill_programme (float *left, float *right, uint32_t n, GRand *rng)
{
  lt_test_music (left, n, 48000.0, 0.7, rng);
  lt_test_music (right, n, 48000.0, 0.5, rng);
  for (uint32_t at = 0; at < n;)
    {
      uint32_t len = MIN ((uint32_t) g_rand_int_range (rng, 24000, 240000), n - at);
      float    gain = (float) pow (10.0, g_rand_double_range (rng, -40.0, 0.0) / 20.0);

      for (uint32_t i = at; i < at + len; i++)
        {
          left[i] *= gain;
          right[i] *= gain;
        }
      at += len;
    }
}

static double
libebur128_integrated (const float *left, const float *right, uint32_t n)
{
  ebur128_state    *st = ebur128_init (2, 48000, EBUR128_MODE_I);
  g_autofree float *both = g_new (float, 2 * n);
  double            integrated = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      both[2 * i] = left[i];
      both[2 * i + 1] = right[i];
    }
  g_assert_cmpint (ebur128_add_frames_float (st, both, n), ==, EBUR128_SUCCESS);
  g_assert_cmpint (ebur128_loudness_global (st, &integrated), ==, EBUR128_SUCCESS);
  ebur128_destroy (&st);
  return integrated;
}

static void
test_programmes (void)
{
  enum
  {
    LONGEST = 25 * 48000
  };
  g_autofree float *left = g_new (float, LONGEST), *right = g_new (float, LONGEST);
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xeb0);

  for (int round = 0; round < 4; round++)
    {
      uint32_t n = (uint32_t) g_rand_int_range (rng, 5 * 48000, LONGEST);

      fill_programme (left, right, n, rng);

      g_autoptr (LtTestMeter) meter = measure_stereo (left, right, n, 48000.0);

      assert_like_reference (meter, left, right, n);
      assert_near (lt_test_meter_read (meter, "integrated_lufs"), libebur128_integrated (left, right, n), 0.05);
    }
}

/* The same tones read the same at any rate, also where 10 ms is no whole number of frames. */
static void
test_rates (void)
{
  static const double rates_hz[] = { 8000, 11025, 16000, 22050, 44100, 48000, 88200, 96000, 192000, 384000 };
  static const Level  list[] = { { 1.0, -36.0 }, { 4.0, -23.0 }, { 1.0, -36.0 }, LEVEL_END };

  for (size_t r = 0; r < G_N_ELEMENTS (rates_hz); r++)
    {
      g_auto (Tone)           t = tone_of (list, rates_hz[r]);
      g_autoptr (LtTestMeter) meter = measure_stereo (t.samples, t.samples, t.n, rates_hz[r]);

      double within = rates_hz[r] < 16000 ? 0.05 : 0.01; /* the weighting's fit at the lowest rates */

      assert_near (lt_test_meter_read (meter, "max_short_term_lufs"), -23.0 + 0.007, within);
      assert_near (lt_test_meter_read (meter, "max_momentary_lufs"), -23.0 + 0.007, within);
      assert_near (lt_test_meter_read (meter, "plr_lu"), -23.0 - lt_test_meter_read (meter, "integrated_lufs"), 0.05);
      assert_near (lt_loudness_true_peak_dbtp (meter->state), -23.0, 0.05);
      assert_near (lt_loudness_measured_s (meter->state), 6.0, 1e-3);
    }
}

/* BS.1770: 0 dBFS at 997 Hz in one channel reads −3.01. */
static void
test_one_channel (void)
{
  static float            x[5 * 48000];
  const float            *in = x;
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 1);

  lt_test_add_sine (x, G_N_ELEMENTS (x), 48000.0, 997.0, 1.0, 0.0);
  lt_test_meter_measure (meter, &in, G_N_ELEMENTS (x), 512);
  assert_near (lt_test_meter_read (meter, "integrated_lufs"), -3.01, OURS_LU);
}

static void
test_split_and_reset (void)
{
  enum
  {
    LENGTH = 5 * 48000 + 123
  };
  static float            left[LENGTH], right[LENGTH];
  static const uint32_t   pieces[] = { 1, 17, 64, 480, 1009, LENGTH };
  const float            *in[2] = { left, right };
  g_autoptr (GRand)       rng = g_rand_new_with_seed (5);
  g_autoptr (LtTestMeter) whole = lt_test_meter_new (&lt_meter_loudness, 44100.0, 2);

  fill_programme (left, right, LENGTH, rng);
  lt_test_meter_measure (whole, in, LENGTH, LENGTH);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (LtTestMeter) split = lt_test_meter_new (&lt_meter_loudness, 44100.0, 2);

      lt_test_meter_run (split, in, 30000, 30000);
      lt_meter_loudness.reset (split->state);
      lt_test_meter_measure (split, in, LENGTH, pieces[i]);
      lt_test_meter_assert_equal (whole, split);
    }
}

/* Begun anew within a sound it reads the sound from there: no step is heard, nothing of before counts. */
static void
test_restart (void)
{
  enum
  {
    LOUD = 2 * 48000,
    LENGTH = LOUD + 10 * 48000
  };
  static float            x[LENGTH];
  const float            *in[2] = { x, x };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 2);
  double                  highest_step = -INFINITY;

  for (int i = 0; i < LENGTH; i++)
    x[i] = (float) ((i < LOUD ? 0.9 : 0.1) * cos (2.0 * G_PI * 35.0 * i / 48000.0));
  for (uint32_t at = LOUD + 4800; at < LOUD + 4800 + 1372; at += 137) /* a period of it */
    {
      const float *rest[2] = { x + at, x + at };

      lt_meter_loudness.reset (meter->state);
      lt_test_meter_run (meter, in, at, 480);
      lt_loudness_restart (meter->state);
      g_assert_cmpfloat (lt_loudness_measured_s (meter->state), ==, 0.0);
      g_assert_true (isinf (lt_loudness_true_peak_dbtp (meter->state)));
      lt_test_meter_run (meter, rest, 8 * 48000, 480);
      double steady = lt_test_meter_read (meter, "momentary_lufs");
      g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "integrated_lufs"), steady, 0.02);
      g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "max_momentary_lufs"), steady, 0.01);
      g_assert_cmpfloat_with_epsilon (lt_loudness_true_peak_dbtp (meter->state), -20.0, 0.01);
      lt_meter_loudness.reset (meter->state);
      lt_test_meter_run (meter, rest, 8 * 48000, 480);
      highest_step = fmax (highest_step, lt_test_meter_read (meter, "max_momentary_lufs") - steady);
    }
  g_assert_cmpfloat (highest_step, >, 0.04); /* what it is about */
}

static void
test_unknown_and_silence (void)
{
  static float            silence[4 * 48000];
  const float            *in[2] = { silence, silence };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 2);

  lt_test_meter_run (meter, in, 19199, 4096);
  g_assert_true (isnan (lt_test_meter_read (meter, "integrated_lufs")));
  g_assert_true (isnan (lt_test_meter_read (meter, "momentary_lufs")));
  lt_test_meter_run (meter, in, 1, 1);
  g_assert_cmpfloat (lt_test_meter_read (meter, "integrated_lufs"), ==, -INFINITY);
  g_assert_cmpfloat (lt_test_meter_read (meter, "momentary_lufs"), ==, -INFINITY);
  g_assert_true (isnan (lt_test_meter_read (meter, "short_term_lufs")));
  g_assert_true (isnan (lt_test_meter_read (meter, "loudness_range_lu")));
  lt_test_meter_run (meter, in, G_N_ELEMENTS (silence) - 19200, 4096);
  g_assert_cmpfloat (lt_test_meter_read (meter, "max_short_term_lufs"), ==, -INFINITY);
  g_assert_cmpfloat (lt_test_meter_read (meter, "loudness_range_lu"), ==, 0.0);
  g_assert_true (isnan (lt_test_meter_read (meter, "plr_lu")));
}

/* NaN and infinity count as silence and leave no trace. */
static void
test_broken_input (void)
{
  static const Level      list[] = { { 8.0, -23.0 }, LEVEL_END };
  g_auto (Tone)           t = tone_of (list, 48000.0);
  g_autoptr (LtTestMeter) meter = NULL;

  t.samples[1000] = NAN;
  t.samples[2000] = INFINITY;
  t.samples[3000] = -3e38f;
  meter = measure_stereo (t.samples, t.samples, t.n, 48000.0);
  assert_near (lt_test_meter_read (meter, "short_term_lufs"), -23.0, EBU_LU);
  assert_near (lt_test_meter_read (meter, "integrated_lufs"), -23.0, EBU_LU);
  g_assert_true (isfinite (lt_test_meter_read (meter, "plr_lu")));
}

static void
test_history_and_histogram (void)
{
  static const Level      list[] = { { 10.0, -33.0 }, { 10.0, -23.0 }, LEVEL_END };
  static LtLoudnessPoint  memory[256];
  LtRing                  ring;
  LtLoudnessPoint         points[256];
  uint64_t                counts[70], total = 0;
  g_auto (Tone)           t = tone_of (list, 48000.0);
  const float            *in[2] = { t.samples, t.samples };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 2);

  lt_ring_init (&ring, memory, 256, sizeof *memory);
  lt_loudness_set_history (meter->state, &ring);
  lt_test_meter_measure (meter, in, t.n, 777);

  g_assert_cmpuint (lt_ring_read (&ring, points, 256), ==, 200);
  for (int64_t i = 0; i < 200; i++)
    {
      g_assert_cmpint (points[i].frame, ==, (i + 1) * 4800);
      g_assert_true (isnan (points[i].momentary_lufs) == (i < 3));
      g_assert_true (isnan (points[i].short_term_lufs) == (i < 29));
    }
  assert_near (points[99].momentary_lufs, -33.0, EBU_LU);
  assert_near (points[99].short_term_lufs, -33.0, EBU_LU);
  assert_near (points[103].momentary_lufs, -23.0, EBU_LU);
  assert_near (points[129].short_term_lufs, -23.0, EBU_LU);
  assert_near (points[199].momentary_lufs, lt_test_meter_read (meter, "momentary_lufs"), 1e-4);

  lt_loudness_histogram (meter->state, -70.5, 1.0, counts, G_N_ELEMENTS (counts));
  for (size_t i = 0; i < G_N_ELEMENTS (counts); i++)
    total += counts[i];
  g_assert_cmpuint (total, ==, 197);
  g_assert_cmpuint (counts[37], ==, 97);                     /* −33.5 to −32.5 */
  g_assert_cmpuint (counts[47], >=, 97);                     /* −23.5 to −22.5 */
}

/* Every point of the history is what the meter read when it was made. */
static void
test_history_is_the_log (void)
{
  static const double rates_hz[] = { 44100.0, 48000.0, 96000.0, 192000.0 };
  static const Level  list[] = { { 2.0, -33.0 }, { 2.0, -18.0 }, { 2.0, -26.0 }, LEVEL_END };

  for (size_t r = 0; r < G_N_ELEMENTS (rates_hz); r++)
    {
      static LtLoudnessPoint  memory[128];
      LtRing                  ring;
      LtLoudnessPoint         point;
      uint32_t                step = (uint32_t) (rates_hz[r] / 10.0), n_points = 0;
      g_auto (Tone)           t = tone_of (list, rates_hz[r]);
      g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, rates_hz[r], 2);

      lt_ring_init (&ring, memory, 128, sizeof *memory);
      lt_loudness_set_history (meter->state, &ring);
      for (uint32_t at = 0; at + step <= t.n; at += step)
        {
          lt_test_meter_run (meter, (const float *[]) { t.samples + at, t.samples + at }, step, step);
          g_assert_cmpuint (lt_ring_read (&ring, &point, 1), ==, 1);
          g_assert_cmpint (point.frame, ==, at + step);
          double momentary = lt_test_meter_read (meter, "momentary_lufs"), short_term = lt_test_meter_read (meter, "short_term_lufs");
          g_assert_true (isnan (point.momentary_lufs) ? isnan (momentary) : point.momentary_lufs == (float) momentary);
          g_assert_true (isnan (point.short_term_lufs) ? isnan (short_term) : point.short_term_lufs == (float) short_term);
          n_points++;
        }
      g_assert_cmpuint (n_points, ==, 60);
      g_assert_true (isfinite (point.short_term_lufs));
    }
}

/* PSR is the peak of the last 3 s over S: a peak 4 s ago does not count, for PLR it does. */
static void
test_psr (void)
{
  static const Level      list[] = { { 8.0, -23.0 }, LEVEL_END };
  g_auto (Tone)           t = tone_of (list, 48000.0);
  const float            *in[2] = { t.samples, t.samples };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_loudness, 48000.0, 2);
  g_autoptr (LtTestMeter) quick = lt_test_meter_new (&lt_meter_loudness, 48000.0, 2);

  t.samples[4 * 48000 - 100] = 0.9f;
  lt_loudness_set_psr (quick->state, false);
  lt_test_meter_run (meter, in, 5 * 48000, 480);
  g_assert_cmpfloat (lt_test_meter_read (meter, "psr_lu"), >, 20.0);
  lt_test_meter_run (meter, (const float *[]) { t.samples + 5 * 48000, t.samples + 5 * 48000 }, 3 * 48000, 480);
  assert_near (lt_test_meter_read (meter, "psr_lu"), 0.0, EBU_LU);
  lt_meter_loudness.finish (meter->state);

  lt_test_meter_measure (quick, in, t.n, 480);
  g_assert_true (isnan (lt_test_meter_read (quick, "psr_lu")));
  g_assert_cmpfloat (lt_test_meter_read (quick, "plr_lu"), >, 20.0);
  g_assert_cmpfloat_with_epsilon (lt_loudness_true_peak_dbtp (quick->state), lt_loudness_true_peak_dbtp (meter->state), 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loudness/ebu-3341-1-2", test_3341_steady);
  g_test_add_func ("/loudness/ebu-3341-3-5", test_3341_gates);
  g_test_add_func ("/loudness/ebu-3341-6", test_3341_surround);
  g_test_add_func ("/loudness/ebu-3341-9-12", test_3341_constant);
  g_test_add_func ("/loudness/ebu-3341-10-13", test_3341_maxima);
  g_test_add_func ("/loudness/ebu-3341-11-14", test_3341_live);
  g_test_add_func ("/loudness/ebu-3342-1-4", test_3342);
  g_test_add_func ("/loudness/programmes", test_programmes);
  g_test_add_func ("/loudness/rates", test_rates);
  g_test_add_func ("/loudness/one-channel", test_one_channel);
  g_test_add_func ("/loudness/split-and-reset", test_split_and_reset);
  g_test_add_func ("/loudness/restart", test_restart);
  g_test_add_func ("/loudness/unknown-and-silence", test_unknown_and_silence);
  g_test_add_func ("/loudness/broken-input", test_broken_input);
  g_test_add_func ("/loudness/history-and-histogram", test_history_and_histogram);
  g_test_add_func ("/loudness/history-is-the-log", test_history_is_the_log);
  g_test_add_func ("/loudness/psr", test_psr);
  return g_test_run ();
}
