// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clipper: nothing over the ceiling, on or between samples, every bit below the knee, and no clicks.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define REACH 64

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

/* The largest magnitude on a grid of `factor` points a frame, by a Blackman-windowed sinc of our own. */
static double
peak_between (const float *x, uint32_t n, int factor)
{
  double top = 0.0;

  for (int k = 0; k < factor; k++)
    {
      double taps[2 * REACH], t = (double) k / factor;

      for (int j = 0; j < 2 * REACH; j++)
        {
          double d = j - REACH + 1 - t, w = d / REACH;

          taps[j] = fabs (w) >= 1.0
                        ? 0.0
                        : (d == 0.0 ? 1.0 : sin (G_PI * d) / (G_PI * d))
                              * (0.42 + 0.5 * cos (G_PI * w) + 0.08 * cos (2.0 * G_PI * w));
        }
      for (uint32_t i = REACH; i + REACH < n; i++)
        {
          const float *p = x + i - REACH + 1;
          double       y = 0.0;

          for (int j = 0; j < 2 * REACH; j++)
            y += taps[j] * (double) p[j];
          top = MAX (top, fabs (y));
        }
    }
  return top;
}

/* Music, noise, a square wave, a tone whose peaks stand between the samples. */
static void
material (float *io, uint32_t n, double rate_hz, int kind, GRand *rng)
{
  memset (io, 0, n * sizeof *io);
  switch (kind)
    {
    case 0:
      lt_test_music (io, n, rate_hz, 0.9, rng);
      break;
    case 1:
      lt_test_noise (io, n, 0.7, rng);
      break;
    case 2:
      for (uint32_t i = 0; i < n; i++)
        io[i] = fmod (i * 441.0 / rate_hz, 1.0) < 0.5 ? 0.6f : -0.6f;
      break;
    default:
      lt_test_add_sine (io, n, rate_hz, rate_hz / 4.0, 1.0, G_PI / 4.0);
      break;
    }
}

static void
test_ceiling (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (31);
  const uint32_t    n = 9600;
  g_autofree float *io = g_new (float, n);
  double            worst = 0.0;

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int factor = 0; factor < 4; factor++)
      for (int kind = 0; kind < 4; kind++)
        for (int knee = 0; knee < 2; knee++)
          {
            g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("clip"), rates[r], 1);
            double ceiling = pow (10.0, -3.0 / 20.0), between;

            lt_test_fx_set (fx, "ceiling", -3.0f);
            lt_test_fx_set (fx, "gain", 12.0f);
            lt_test_fx_set (fx, "knee", knee ? 3.0f : 0.0f);
            lt_test_fx_set (fx, "oversampling", (float) factor);
            g_rand_set_seed (rng, 31);
            material (io, n, rates[r], kind, rng);
            lt_test_fx_run (fx, io, NULL, n, 64);
            g_assert_cmpfloat (lt_test_peak (io, n), <=, (double) lt_db_to_gain (-3.0f));
            if (kind == 0)
              g_assert_cmpfloat (lt_test_peak (io + 1000, n - 1000), >, 0.9 * ceiling);

            between = 20.0 * log10 (peak_between (io, n, 1 << factor) / ceiling);
            worst = MAX (worst, between);
            g_test_message ("%.0f Hz, %d times, material %d, knee %d: %+.3f dB, rms %.2f dB",
                            rates[r], 1 << factor, kind, knee, between,
                            lt_test_rms_db (io + 1000, n - 1000));
g_assert_cmpfloat (between, <, 0.05);
          }
  g_test_message ("worst %+.4f dB", worst);
}

/* What stays below the knee comes out bit for bit, late by the declared latency. */
static void
test_transparent (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (32);
  const uint32_t    n = 20000;
  g_autofree float *in = g_new (float, 2 * n);
  g_autofree float *io = g_new (float, 2 * n);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int factor = 0; factor < 4; factor++)
      for (int mix = 0; mix < 2; mix++)
        {
          g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("clip"), rates[r], 2);
          uint32_t late = lt_fx_latency (fx->type, &fx->setup, fx->values);

          lt_test_fx_set (fx, "oversampling", (float) factor);
          lt_test_fx_set (fx, "mix", mix ? 100.0f : 0.0f);
          lt_test_fx_set (fx, "gain", mix ? 0.0f : 24.0f);
          lt_test_music (in, 2 * n, rates[r], 0.3, rng);
          memcpy (io, in, 2 * n * sizeof *in);
          lt_test_fx_run (fx, io, io + n, n, 64);
          for (uint32_t i = late; i < n; i++)
            {
              g_assert_cmpfloat (io[i], ==, in[i - late]);
              g_assert_cmpfloat (io[n + i], ==, in[n + i - late]);
            }
        }
}

/* A very low tone is bent as the curve says: straight up to the knee, at the ceiling from as far above. */
static void
test_curve (void)
{
  const uint32_t n = 8000;

  for (int knee = 0; knee <= 12; knee += 6)
    for (int level = -30; level <= 6; level += 3)
      {
        g_autofree float *io = g_new (float, n);
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("clip"), 48000.0, 1);
        double in = pow (10.0, level / 20.0), c = pow (10.0, -0.3),
               t = c * pow (10.0, -knee / 20.0), want = in;

        if (in >= 2.0 * c - t)
          want = c;
        else if (in > t)
          want = in - (in - t) * (in - t) / (4.0 * (c - t));
        lt_test_fx_set (fx, "ceiling", -6.0f);
        lt_test_fx_set (fx, "knee", (float) knee);
        for (uint32_t i = 0; i < n; i++)
          io[i] = (float) in;
        lt_test_fx_run (fx, io, NULL, n, 64);
        g_assert_cmpfloat (fabs (20.0 * log10 ((double) io[n - 1] / want)), <,
                           0.03); /* the guard's margin */
        g_assert_cmpfloat (fabs (fx->type->transfer_db (fx->values, level) - 20.0 * log10 (want)),
                           <, 0.1);
      }
}

/* More oversampling folds less down: the loudest alias of a tone clipped by 12 dB. */
static void
test_aliasing (void)
{
  double before = 0.0;

  for (int factor = 0; factor < 4; factor++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("clip"), 48000.0, 1);
      const uint32_t    n = 48000;
      g_autofree float *io = g_new0 (float, 2 * n);
      double            worst = 0.0;

      lt_test_fx_set (fx, "oversampling", (float) factor);
      lt_test_fx_set (fx, "gain", 12.0f);
      lt_test_fx_set (fx, "knee", 6.0f);
      lt_test_add_sine (io, 2 * n, 48000.0, 5003.0, 0.9, 0.0);
      lt_test_fx_run (fx, io, NULL, 2 * n, 64);
      for (int k = 5; k <= 41; k += 2)
        worst = MAX (worst,
                     lt_test_tone_amp (io + n, n, 48000.0, fabs (remainder (k * 5003.0, 48000.0))));
      worst = 20.0 * log10 (worst / lt_test_tone_amp (io + n, n, 48000.0, 5003.0));
      g_test_message ("%d times: %.1f dB", 1 << factor, worst);
      if (factor > 0)
        g_assert_cmpfloat (worst, <, before - 6.0);
      before = worst;
    }
}

/* Every parameter from one end to the other over a −12 dBFS tone of 100 Hz, as far as it bends nothing itself. */
static void
test_moves (void)
{
  const uint32_t  n = 48000;
  const LtFxType *type = lt_fx_find ("clip");

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (uint32_t p = 0; p < type->n_params; p++)
      for (int down = 0; down < 2; down++)
        {
          g_autofree float *io = g_new0 (float, n);
          g_autoptr (LtTestFx) fx = lt_test_fx_new (type, rates[r], 1);
          float to[LT_FX_MAX_PARAMS];
          float most = strcmp (type->params[p].key, "gain") == 0 ? 9.0f : type->params[p].max;
          float least = strcmp (type->params[p].key, "ceiling") == 0 ? -11.0f : type->params[p].min;

          memcpy (to, fx->values, sizeof to);
          fx->values[p] = down ? most : least;
          to[p] = down ? least : most;
          lt_test_add_sine (io, n, rates[r], 100.0, 0.25, 0.0);
          lt_test_fx_run_moving (fx, io, NULL, n, n / 64 / 2 * 64, to);
          g_test_message ("%.0f Hz, %s %d: %.1f dB", rates[r], type->params[p].key, down,
                          lt_test_above_5k_db (io, n, rates[r]));
          g_assert_cmpfloat (lt_test_above_5k_db (io, n, rates[r]), <, -60.0);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx/clip/ceiling", test_ceiling);
  g_test_add_func ("/fx/clip/transparent", test_transparent);
  g_test_add_func ("/fx/clip/curve", test_curve);
  g_test_add_func ("/fx/clip/aliasing", test_aliasing);
  g_test_add_func ("/fx/clip/moves", test_moves);
  return g_test_run ();
}
