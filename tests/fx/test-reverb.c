// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reverb: decay per octave, no periodicity, mono compatibility, moves without clicks, true tails.
// Layer: tests.
//
// RT60 follows ISO 3382-1: backward integration (Schroeder) of the squared impulse response of an octave
// band, filtered backwards in time so that the filter's own ringing does not count, and a straight line
// through −5 to −35 dB. A band of B Hz knows a decay of T seconds no better than about 0.6 / √(B T), so
// the energies of all four ways through the room, and for short decays of several rooms, are summed first.

#include "dsp/biquad.h"
#include "dsp/fdn.h"
#include "dsp/fft.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED 0x4e7e
#define TAIL_S 1.36

static LtTestFx *
new_reverb (double rate_hz, uint32_t n_channels)
{
  LtTestFx *fx = lt_test_fx_new (lt_fx_find ("reverb"), rate_hz, n_channels);

  lt_test_fx_set (fx, "mix", 100.0f);
  return fx;
}

/* The answer of both ears to an impulse into the left, the right or (2) both. */
static void
impulse_response (LtTestFx *fx, int into, float *l, float *r, uint32_t n)
{
  lt_test_fx_reset (fx);
  memset (l, 0, n * sizeof *l);
  memset (r, 0, n * sizeof *r);
  l[0] = into != 1 ? 1.0f : 0.0f;
  r[0] = into != 0 ? 1.0f : 0.0f;
  lt_test_fx_run (fx, l, r, n, 64);
}

/* Adds the squares of @in in an octave around centre_hz to @energy. */
static void
add_octave_energy (const float *in, double *energy, uint32_t n, double rate_hz, double centre_hz)
{
  g_autofree float *band = g_new (float, n);

  for (uint32_t i = 0; i < n; i++)
    band[i] = in[n - 1 - i];
  /* Butterworth of fourth order on either side. */
  for (int k = 0; k < 2; k++)
    {
      double         q = k == 0 ? 0.541196 : 1.306563;
      LtBiquadCoeffs low = lt_biquad_low_pass (rate_hz, centre_hz * G_SQRT2, q);
      LtBiquadCoeffs high = lt_biquad_high_pass (rate_hz, centre_hz / G_SQRT2, q);
      LtBiquad       z1 = { 0 }, z2 = { 0 };

      lt_biquad_run (&z1, &low, band, n);
      lt_biquad_run (&z2, &high, band, n);
    }
  for (uint32_t i = 0; i < n; i++)
    energy[i] += (double) band[n - 1 - i] * band[n - 1 - i];
}

/* Destroys @energy. */
static double
rt60_of (double *energy, uint32_t n, double rate_hz)
{
  double sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0, count = 0.0;

  for (uint32_t i = n - 1; i > 0; i--)
    energy[i - 1] += energy[i];
  for (uint32_t i = 0; i < n; i++)
    {
      double db = 10.0 * log10 (energy[i] / energy[0] + 1e-30), t = i / rate_hz;

      if (db > -5.0)
        continue;
      if (db < -35.0)
        break;
      sx += t;
      sy += db;
      sxx += t * t;
      sxy += t * db;
      count += 1.0;
    }
  return -60.0 / ((count * sxy - sx * sy) / (count * sxx - sx * sx));
}

typedef struct
{
  double rate_hz, decay_s;
  float  low_ratio, high_ratio, low_hz, high_hz;
  int    n_rooms;
} DecayCase;

/* What the filters are designed to: the logarithm of the gain, 1/T, goes over between the bands. */
static double
decay_at (const DecayCase *c, double freq_hz)
{
  double low = pow (freq_hz / c->low_hz, 4.0), high = pow (c->high_hz / freq_hz, 4.0);
  double per_s = 1.0 + (1.0 / c->low_ratio - 1.0) / (1.0 + low) + (1.0 / c->high_ratio - 1.0) / (1.0 + high);

  return c->decay_s / per_s;
}

/* Rooms for one decay: however short it keeps them, they differ. */
static const float room_sizes[] = { 50.0f, 100.0f, 0.0f, 30.0f, 15.0f, 70.0f };

static void
check_decay (const DecayCase *c)
{
  static const double octaves_hz[] = { 125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0 };
  double              longest_s = c->decay_s * MAX (1.0f, MAX (c->low_ratio, c->high_ratio));
  uint32_t            n = (uint32_t) (c->rate_hz * (0.3 + 0.9 * longest_s));
  g_autofree float   *ir = g_new (float, n * 4 * (gsize) c->n_rooms);
  g_autofree double  *energy = g_new (double, n);
  g_autoptr (LtTestFx) fx = new_reverb (c->rate_hz, 2);

  lt_test_fx_set (fx, "decay", (float) c->decay_s);
  lt_test_fx_set (fx, "low-ratio", c->low_ratio);
  lt_test_fx_set (fx, "high-ratio", c->high_ratio);
  lt_test_fx_set (fx, "low-freq", c->low_hz);
  lt_test_fx_set (fx, "high-freq", c->high_hz);
  for (int k = 0; k < c->n_rooms; k++)
    {
      lt_test_fx_set (fx, "size", room_sizes[k]);
      impulse_response (fx, 0, ir + (4 * (gsize) k) * n, ir + (4 * (gsize) k + 1) * n, n);
      impulse_response (fx, 1, ir + (4 * (gsize) k + 2) * n, ir + (4 * (gsize) k + 3) * n, n);
    }
  for (guint o = 0; o < G_N_ELEMENTS (octaves_hz); o++)
    {
      /* Across a crossover an octave holds decays between those of its edges. */
      double low_s = decay_at (c, octaves_hz[o] / G_SQRT2), high_s = decay_at (c, octaves_hz[o] * G_SQRT2), got;

      memset (energy, 0, n * sizeof *energy);
      for (int k = 0; k < 4 * c->n_rooms; k++)
        add_octave_energy (ir + (gsize) k * n, energy, n, c->rate_hz, octaves_hz[o]);
      got = rt60_of (energy, n, c->rate_hz);
      g_test_message ("%.0f Hz: %.2f s, octave of %.0f Hz: %.3f s for %.3f to %.3f s", c->rate_hz, c->decay_s, octaves_hz[o], got, low_s, high_s);
      g_assert_cmpfloat (got, >, 0.95 * MIN (low_s, high_s));
      g_assert_cmpfloat (got, <, 1.05 * MAX (low_s, high_s));
    }
}

/* The setting itself, at the defaults of everything else. */
static void
test_decay (void)
{
  static const struct
  {
    double decay_s;
    int    n_rooms;
  } decays[] = { { 0.1, 6 }, { 0.3, 6 }, { 1.0, 4 }, { 1.8, 2 }, { 4.0, 1 }, { 30.0, 1 } };

  for (guint d = 0; d < G_N_ELEMENTS (decays); d++)
    {
      DecayCase c = { 48000.0, decays[d].decay_s, 1.0f, 1.0f, 250.0f, 10000.0f, decays[d].n_rooms };

      check_decay (&c);
    }
}

static void
test_decay_rates (void)
{
  static const double rates[] = { 44100.0, 96000.0, 192000.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      DecayCase shortest = { rates[r], 0.1, 1.0f, 1.0f, 250.0f, 10000.0f, 6 };
      DecayCase usual = { rates[r], 2.0, 1.0f, 1.0f, 250.0f, 10000.0f, 2 };

      check_decay (&shortest);
      check_decay (&usual);
    }
}

/* With the defaults as they are every octave still has the set decay: the high ratio works above them. */
static void
test_default_decay (void)
{
  g_autoptr (LtTestFx) fx = new_reverb (48000.0, 2);
  g_autofree float    *ir = g_new (float, 4 * 96000);
  g_autofree double   *energy = g_new (double, 96000);

  impulse_response (fx, 0, ir, ir + 96000, 96000);
  impulse_response (fx, 1, ir + 192000, ir + 288000, 96000);
  for (double centre_hz = 125.0; centre_hz < 5000.0; centre_hz *= 2.0)
    {
      memset (energy, 0, 96000 * sizeof *energy);
      for (int k = 0; k < 4; k++)
        add_octave_energy (ir + k * 96000, energy, 96000, 48000.0, centre_hz);
      g_assert_cmpfloat (fabs (rt60_of (energy, 96000, 48000.0) / 1.8 - 1.0), <, 0.05);
    }
}

static void
test_ratios (void)
{
  static const DecayCase cases[] = {
    { 48000.0, 2.0, 1.5f, 0.5f, 350.0f, 2000.0f, 2 },
    { 48000.0, 2.0, 0.5f, 0.3f, 500.0f, 1500.0f, 2 },
    { 48000.0, 1.5, 2.0f, 1.0f, 350.0f, 10000.0f, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_decay (&cases[i]);
}

static float *
aligned_floats (uint32_t n)
{
  gsize  bytes = (n * sizeof (float) + 63) & ~(gsize) 63;
  float *x = aligned_alloc (64, bytes);

  memset (x, 0, bytes);
  return x;
}

/* The greatest of the tail's normalised autocorrelation from 2 ms to a quarter of a second in dB, the decay taken out:
   over 1.36 s, by way of the power spectrum. */
static double
periodicity_db (const float *tail, double rate_hz, double decay_s)
{
  uint32_t n = (uint32_t) (TAIL_S * rate_hz), size = 1;
  double   most = 0.0;
  LtFft    fft = { 0 };

  while (size < n + (uint32_t) (0.25 * rate_hz))
    size *= 2;

  float *x = aligned_floats (size + 2), *spectrum = aligned_floats (size + 2);
  g_assert_cmpint (lt_fft_init (&fft, size), ==, LT_OK);
  for (uint32_t i = 0; i < n; i++)
    x[i] = (float) (tail[i] * pow (10.0, 3.0 * i / (rate_hz * decay_s)));
  lt_fft_forward (&fft, x, spectrum);
  for (uint32_t k = 0; k <= size; k += 2)
    {
      spectrum[k] = spectrum[k] * spectrum[k] + spectrum[k + 1] * spectrum[k + 1];
      spectrum[k + 1] = 0.0f;
    }
  lt_fft_backward (&fft, spectrum, x);
  for (uint32_t lag = (uint32_t) (0.002 * rate_hz); lag < (uint32_t) (0.25 * rate_hz); lag++)
    most = MAX (most, fabs (x[lag] / x[0]));
  lt_fft_clear (&fft);
  free (x);
  free (spectrum);
  return 20.0 * log10 (most);
}

static void
test_periodicity (void)
{
  static const struct
  {
    float decay_s, size, modulation;
    int   into;
  } cases[] = {
    { 1.0f, 0.0f, 0.0f, 2 },  { 1.8f, 0.0f, 30.0f, 0 },  { 3.0f, 0.0f, 0.0f, 1 },  { 1.0f, 15.0f, 30.0f, 0 }, { 3.0f, 15.0f, 0.0f, 2 },
    { 1.0f, 30.0f, 0.0f, 1 }, { 1.8f, 30.0f, 30.0f, 2 }, { 1.8f, 50.0f, 30.0f, 2 }, { 3.0f, 50.0f, 0.0f, 0 },  { 1.0f, 100.0f, 0.0f, 2 },
    { 1.0f, 100.0f, 30.0f, 1 }, { 3.0f, 100.0f, 0.0f, 0 },
  };
  static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_autoptr (LtTestFx) fx = new_reverb (rates[k], 2);
        uint32_t             from = (uint32_t) (0.2 * rates[k]), n = from + (uint32_t) (TAIL_S * rates[k]);
        g_autofree float    *l = g_new (float, n);
        g_autofree float    *r = g_new (float, n);
        double               left_db, right_db;

        lt_test_fx_set (fx, "decay", cases[c].decay_s);
        lt_test_fx_set (fx, "size", cases[c].size);
        lt_test_fx_set (fx, "modulation", cases[c].modulation);
        impulse_response (fx, cases[c].into, l, r, n);
        left_db = periodicity_db (l + from, rates[k], cases[c].decay_s);
        right_db = periodicity_db (r + from, rates[k], cases[c].decay_s);
        g_test_message ("%g Hz, decay %g s, size %g, modulation %g, into %d: %.1f and %.1f dB", rates[k], cases[c].decay_s, cases[c].size,
                        cases[c].modulation, cases[c].into, left_db, right_db);
        g_assert_cmpfloat (left_db, <, -20.0);
        g_assert_cmpfloat (right_db, <, -20.0);
      }
}

/* Folding down loses the 3 dB of what is unlike and no more, in every octave; both ears are equally loud. */
static void
test_mono (void)
{
  enum { N = 96000 };
  g_autoptr (LtTestFx) fx = new_reverb (48000.0, 2);
  g_autofree float    *l = g_new (float, N);
  g_autofree float    *r = g_new (float, N);
  g_autofree float    *m = g_new (float, N);
  g_autofree double   *energy = g_new (double, N);

  impulse_response (fx, 2, l, r, N);
  for (uint32_t i = 0; i < N; i++)
    m[i] = 0.5f * (l[i] + r[i]);
  g_assert_cmpfloat (fabs (lt_test_rms_db (l, N) - lt_test_rms_db (r, N)), <, 1.0);
  for (double centre_hz = 125.0; centre_hz < 9000.0; centre_hz *= 2.0)
    {
      double sum[3] = { 0 };

      for (int k = 0; k < 3; k++)
        {
          memset (energy, 0, N * sizeof *energy);
          add_octave_energy (k == 0 ? l : (k == 1 ? r : m), energy, N, 48000.0, centre_hz);
          for (uint32_t i = 0; i < N; i++)
            sum[k] += energy[i];
        }
      double loss_db = 10.0 * log10 (sum[2] / (0.5 * (sum[0] + sum[1])));
      g_test_message ("octave of %.0f Hz: %.2f dB", centre_hz, loss_db);
      g_assert_cmpfloat (loss_db, >, -4.5);
      g_assert_cmpfloat (loss_db, <, -1.0);
    }

  lt_test_fx_set (fx, "width", 0.0f);
  impulse_response (fx, 0, l, r, N);
  g_assert_cmpmem (l, N * sizeof *l, r, N * sizeof *r);
}

/* White noise comes out as loud as it went in, at any decay and size. */
static void
test_level (void)
{
  enum { N = 480000 };
  static const float decays_s[] = { 0.2f, 1.8f, 4.0f };
  g_autoptr (GRand)  rng = g_rand_new_with_seed (SEED);
  g_autofree float  *l = g_new (float, N);
  g_autofree float  *r = g_new (float, N);

  for (guint d = 0; d < G_N_ELEMENTS (decays_s); d++)
    {
      g_autoptr (LtTestFx) fx = new_reverb (48000.0, 2);

      lt_test_fx_set (fx, "decay", decays_s[d]);
      lt_test_fx_set (fx, "high-ratio", 1.0f);
      lt_test_fx_set (fx, "low-cut", 20.0f);
      lt_test_fx_set (fx, "high-cut", 20000.0f);
      lt_test_noise (l, N, 0.1, rng);
      lt_test_noise (r, N, 0.1, rng);
      double in_db = lt_test_rms_db (l, N);
      lt_test_fx_run (fx, l, r, N, 64);
      g_assert_cmpfloat (fabs (lt_test_rms_db (l + N / 2, N / 2) - in_db), <, 1.0);
      g_assert_cmpfloat (fabs (lt_test_rms_db (r + N / 2, N / 2) - in_db), <, 1.0);
    }
}

static void
test_dry (void)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 1);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("reverb"), 48000.0, 2);
  float                in[4800], l[4800], r[4800];

  lt_test_fx_set (fx, "mix", 0.0f);
  lt_test_noise (in, 4800, 1.0, rng);
  in[7] = -0.0f;
  memcpy (l, in, sizeof in);
  memcpy (r, in, sizeof in);
  lt_test_fx_run (fx, l, r, 4800, 64);
  g_assert_cmpmem (l, sizeof l, in, sizeof in);
  g_assert_cmpmem (r, sizeof r, in, sizeof in);
}

/* Nothing is late: dry and, without pre-delay, the first reflection follow the sample they belong to. */
static void
test_predelay (void)
{
  g_autoptr (LtTestFx) fx = new_reverb (48000.0, 2);
  float                l[9600], r[9600];
  uint32_t             onset[2];

  for (int k = 0; k < 2; k++)
    {
      lt_test_fx_set (fx, "predelay", k == 0 ? 0.0f : 100.0f);
      impulse_response (fx, 2, l, r, 9600);
      for (onset[k] = 0; l[onset[k]] == 0.0f; onset[k]++)
        ;
    }
  g_assert_cmpuint (onset[0], >, 0);
  g_assert_cmpuint (onset[1] - onset[0], ==, 4800);
}

static void
test_moves (void)
{
  static const struct
  {
    const char *key;
    float       from, to;
  } moves[] = {
    { "predelay", 10.0f, 200.0f }, { "size", 20.0f, 90.0f }, { "decay", 0.5f, 8.0f }, { "decay", 8.0f, 0.2f }, { "low-ratio", 1.0f, 3.0f },
    { "high-ratio", 1.0f, 0.1f }, { "low-freq", 250.0f, 1000.0f }, { "high-freq", 10000.0f, 1500.0f }, { "diffusion", 0.0f, 100.0f },
    { "early", 0.0f, 100.0f }, { "modulation", 0.0f, 100.0f }, { "low-cut", 20.0f, 2000.0f }, { "high-cut", 20000.0f, 500.0f },
    { "width", 0.0f, 200.0f }, { "ducking", 0.0f, 24.0f }, { "mix", 0.0f, 100.0f },
  };
  enum { N = 96000, WHEN = 64000 };
  g_autofree float *l = g_new (float, N);
  g_autofree float *r = g_new (float, N);

  for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("reverb"), 48000.0, 2);
      LtBiquadCoeffs       high = lt_biquad_high_pass (48000.0, 5000.0, 0.707);
      float                targets[LT_FX_MAX_PARAMS];
      double               db;

      lt_test_fx_set (fx, "decay", 0.3f);
      lt_test_fx_set (fx, moves[m].key, moves[m].from);
      memcpy (targets, fx->values, sizeof targets);
      targets[lt_param_find (fx->type->params, fx->type->n_params, moves[m].key)] = moves[m].to;
      memset (l, 0, N * sizeof *l);
      lt_test_add_sine (l, N, 48000.0, 100.0, 0.25, 0.0);
      for (uint32_t i = 0; i < 9600; i++) /* a start that rings on in no filter */
        l[i] *= (float) (0.5 - 0.5 * cos (G_PI * i / 9600.0));
      memcpy (r, l, N * sizeof *l);
      lt_test_fx_run_moving (fx, l, r, N, WHEN, targets);
      for (int pass = 0; pass < 2; pass++)
        {
          LtBiquad z = { 0 };

          lt_biquad_run (&z, &high, l, N);
        }
      db = 20.0 * log10 (lt_test_peak (l + WHEN - 64, N - WHEN + 64) + 1e-12);
      g_test_message ("%s %g to %g: %.1f dBFS above 5 kHz", moves[m].key, moves[m].from, moves[m].to, db);
      g_assert_cmpfloat (db, <, -60.0);
    }
}

/* A bad sample leaves nothing behind. */
static void
test_poison (void)
{
  g_autoptr (LtTestFx) fx = new_reverb (48000.0, 2);
  g_autofree float    *l = g_new0 (float, 48000);
  g_autofree float    *r = g_new0 (float, 48000);

  l[10] = NAN;
  r[10] = -INFINITY;
  lt_test_fx_run (fx, l, r, 48000, 64);
  for (int i = 64; i < 48000; i++)
    g_assert_true (l[i] == 0.0f && r[i] == 0.0f);
}

/* The tail is as long as it is said to be, not half as long again, and ends in nothing at all. */
static void
test_tail (void)
{
  enum { N = 48000 * 12, BURST = 48000 };
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 3);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("reverb"), 48000.0, 2);
  g_autofree float    *l = g_new0 (float, N);
  g_autofree float    *r = g_new0 (float, N);
  uint32_t             tail, last = 0;

  lt_test_fx_set (fx, "decay", 1.0f);
  lt_test_noise (l, BURST, 1.0, rng);
  lt_test_noise (r, BURST, 1.0, rng);
  lt_test_fx_run (fx, l, r, N, 64);
  tail = lt_fx_tail (fx->type, &fx->setup, fx->values);
  for (uint32_t i = BURST; i < N; i++)
    if (fabsf (l[i]) >= 1e-6f || fabsf (r[i]) >= 1e-6f)
      last = i - BURST;
  g_assert_cmpuint (last, <, tail);
  g_assert_cmpuint (last, >, tail * 2 / 3);
  for (uint32_t i = N - 4800; i < N; i++)
    g_assert_true (l[i] == 0.0f && r[i] == 0.0f);
}

/* Four lanes or eight: the network gives the same bits. */
static void
test_instruction_sets (void)
{
  enum { N = 9600 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 4);
  g_autofree float *in = g_new (float, N);
  g_autofree float *out = g_new (float, 4 * N);
  gsize             size = lt_fdn_size (48000.0, 1.0) * sizeof (float);
  LtFdnDecay        decay = { 1.5f, 1.2f, 0.4f, 300.0f, 4000.0f };

  lt_test_noise (in, N, 0.5, rng);
  for (int k = 0; k < 2; k++)
    {
      float *memory = aligned_alloc (64, (size + 63) & ~(gsize) 63);
      LtFdn  fdn;

      memset (memory, 0, size);
      lt_fdn_init (&fdn, memory, 48000.0, 1.0);
      if (k == 0)
        fdn.wide = false;
      lt_fdn_place (&fdn, 1, 0.7);
      lt_fdn_arrive (&fdn);
      for (uint32_t at = 0; at < N; at += 64)
        {
          LtFdnBlock blk = { { in + at, in + at }, { out + 2 * k * N + at, out + (2 * k + 1) * N + at }, NULL, 64, 0, 64 };

          decay.decay_s *= 1.01f;
          lt_fdn_tune (&fdn, &decay, 0.0f);
          lt_fdn_turn (&fdn, 0.5f, 64);
          lt_fdn_run (&fdn, &blk);
          lt_fdn_settle (&fdn);
        }
      decay.decay_s = 1.5f;
      free (memory);
    }
  g_assert_cmpfloat (lt_test_rms_db (out, N), >, -60.0);
  g_assert_cmpmem (out, 2 * N * sizeof *out, out + 2 * N, 2 * N * sizeof *out);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reverb/decay", test_decay);
  g_test_add_func ("/reverb/decay-rates", test_decay_rates);
  g_test_add_func ("/reverb/default-decay", test_default_decay);
  g_test_add_func ("/reverb/ratios", test_ratios);
  g_test_add_func ("/reverb/periodicity", test_periodicity);
  g_test_add_func ("/reverb/mono", test_mono);
  g_test_add_func ("/reverb/level", test_level);
  g_test_add_func ("/reverb/dry", test_dry);
  g_test_add_func ("/reverb/predelay", test_predelay);
  g_test_add_func ("/reverb/moves", test_moves);
  g_test_add_func ("/reverb/poison", test_poison);
  g_test_add_func ("/reverb/tail", test_tail);
  g_test_add_func ("/reverb/instruction-sets", test_instruction_sets);
  return g_test_run ();
}
