// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master as a streaming service plays it: gain and limiter at the monitor, nothing of them when off, none in a file.
// Layer: tests.

#include "engine/moving.h"
#include "helpers/test-engine.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define N    9600u /* all glides have arrived after it */
#define RING 16384u /* a power of two, over N */
#define REFERENCE 90

typedef struct
{
  LtTestFeed  feed, file;
  LtClipSpec  clip, of_file;
  LtEdgeSpec  edges[2];
  LtStripSpec strips[4];
  LtPlanSpec  spec;
} World;

static float heard[2][N], plain[2][N];

static const LtMonitor neutral = { .mix_gain = 1.0f, .master_gain = 1.0f, .reference_gain = 1.0f, .gain = 1.0f };

/* 5 ms and 100 ms, a ceiling of −1 dBFS. */
static LtMonitorService
limiting (void)
{
  return (LtMonitorService){ .on = true,
                             .gain = 2.0f,
                             .limits = true,
                             .ceiling = 0.89f,
                             .attack_keep = (float) exp (-1.0 / (0.005 * RATE)),
                             .decay_keep = (float) exp (-1.0 / (0.1 * RATE)) };
}

/* Track 1 into mix 2, which the master 3 plays 6 dB softer; a reference that feeds nobody. */
static void
describe (World *w)
{
  w->clip = lt_test_clip (&w->feed, 0, 100 * N);
  w->strips[0] = lt_test_strip (1, &w->clip);
  w->edges[0] = (LtEdgeSpec){ .id = 1, .from_id = 1, .gain = 1.0f };
  w->edges[1] = (LtEdgeSpec){ .id = 2, .from_id = 2, .gain = 0.5f };
  w->strips[1] = lt_test_bus (2, &w->edges[0], 1);
  w->strips[2] = lt_test_bus (3, &w->edges[1], 1);
  w->spec = (LtPlanSpec){ .rate_hz = RATE, .tempo_bpm = 120.0, .strips = w->strips, .n_strips = 4, .master_id = 3, .mix_id = 2, .reference_id = REFERENCE };
  lt_test_feed_init (&w->file, 2, 2);
  w->of_file = lt_test_clip (&w->file, 0, 100 * N);
  w->strips[3] = lt_test_strip (REFERENCE, &w->of_file);
}

static LtEngine *
noise_engine (World *w)
{
  LtEngine *engine = lt_engine_new (RATE, LT_QUANTUM);

  lt_test_feed_init (&w->feed, 1, 2);
  describe (w);
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  return engine;
}

static void
drive (LtEngine *engine, const LtMonitor *monitor, float out[2][N])
{
  lt_engine_set_monitor (engine, monitor);
  lt_test_drive (engine, out[0], out[1], N);
}

/* From above and below, at every rate, a glide is at its target after a while: exactly, and at rest. */
static void
test_glide (void)
{
  static const float targets[] = { 0.0f, 0.1f, 0.5f, 1.0f, 1.5f, 4.0f, -1.0f };
  static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (targets); t++)
      for (int away = -1; away <= 1; away += 2)
        {
          LtGlide glide;

          lt_glide_snap (&glide, targets[t] + 0.7f * (float) away);
          lt_glide_set (&glide, targets[t]);
          for (int i = 0; i < (int) (rates[r] / LT_QUANTUM) && glide.moving; i++) /* a second at most */
            lt_glide_advance (&glide, (float) exp (-(double) LT_QUANTUM / (0.010 * rates[r])));
          g_assert_cmpfloat (glide.to, ==, targets[t]);
          g_assert_false (glide.moving);
        }
}

/* The gain is the master's alone. */
static void
test_gain (void)
{
  for (int mix = 0; mix < 2; mix++)
    {
      World     w = { 0 };
      LtEngine *engine = noise_engine (&w);
      LtMonitor m = neutral;

      m.mix = mix == 1;
      m.service = (LtMonitorService){ .on = true, .gain = 0.25f };
      lt_engine_roll (engine);
      drive (engine, &m, heard);
      drive (engine, &m, heard);
      for (uint32_t i = 0; i < N; i++)
        for (uint32_t c = 0; c < 2; c++)
          g_assert_cmpfloat_with_epsilon (heard[c][i], (mix == 1 ? 1.0f : 0.125f) * lt_test_feed_sample (1, c, N + i), 1e-6);
      lt_engine_free (engine);
    }
}

/* A reference is not the service's, but a file of the master is: turned, and limited as the master would be. */
static void
test_reference (void)
{
  World     w = { 0 };
  LtEngine *engine = noise_engine (&w);
  LtMonitor m = neutral;

  m.reference = true;
  m.service = (LtMonitorService){ .on = true, .gain = 0.25f };
  lt_engine_roll (engine);
  for (uint32_t block = 0; block < 4; block++)
    {
      m.reference_is_master = block >= 2;
      drive (engine, &m, heard);
      for (uint32_t i = 0; block % 2 == 1 && i < N; i++)
        for (uint32_t c = 0; c < 2; c++)
          g_assert_cmpfloat_with_epsilon (heard[c][i], (block == 3 ? 0.25f : 1.0f) * lt_test_feed_sample (2, c, block * N + i), 1e-6);
    }

  double loudest[2] = { 0.0, 0.0 };
  m.service = limiting ();
  m.service.gain = 16.0f;
  for (int limits = 0; limits < 2; limits++)
    {
      m.service.limits = limits == 1;
      drive (engine, &m, heard);
      drive (engine, &m, heard);
      for (uint32_t i = 0; i < N; i++)
        loudest[limits] = fmax (loudest[limits], fmax (fabsf (heard[0][i]), fabsf (heard[1][i])));
    }
  g_assert_cmpfloat (loudest[0], >, 7.0);
  g_assert_cmpfloat (loudest[1], <, 0.8 * loudest[0]);
  lt_engine_free (engine);
}

/* What the chain changes is told from the master as it is, at once, whatever the service's limiter held down before. */
static void
test_difference (void)
{
  World     w = { 0 };
  LtEngine *engine = noise_engine (&w);
  LtMonitor m = neutral;

  m.service = limiting ();
  m.service.gain = 16.0f;
  lt_engine_roll (engine);
  drive (engine, &m, heard);
  m.delta = true;
  drive (engine, &m, heard);
  for (uint32_t i = N / 2; i < N; i++) /* the fade is over */
    for (uint32_t c = 0; c < 2; c++)
      g_assert_cmpfloat_with_epsilon (heard[c][i], -0.5f * lt_test_feed_sample (1, c, N + i), 1e-6);
  lt_engine_free (engine);
}

/* Frame for frame in time with the master: what is over the ceiling moves the gain down by 1 − 1/e in 5 ms, and it comes
   back in 100 ms. Left and right are turned as one. */
static void
test_limiter (void)
{
  World     w = { 0 };
  LtEngine *engine = noise_engine (&w);
  LtMonitor m = neutral;
  double    gain = 1.0, lowest = 1.0;

  m.service = limiting ();
  m.service.limits = false;
  m.service.gain = 16.0f; /* far over: noise up to ±1, by half, by 16 */
  lt_engine_roll (engine);
  drive (engine, &m, heard);
  m.service.limits = true;
  drive (engine, &m, heard);
  for (uint32_t i = 0; i < N; i++)
    {
      double l = 8.0 * lt_test_feed_sample (1, 0, N + i), r = 8.0 * lt_test_feed_sample (1, 1, N + i);
      double level = fmax (fabs (l), fabs (r)), wanted = level > m.service.ceiling ? m.service.ceiling / level : 1.0;

      gain = wanted + (gain - wanted) * exp (-1.0 / ((wanted < gain ? 0.005 : 0.1) * RATE));
      lowest = fmin (lowest, gain);
      g_assert_cmpfloat_with_epsilon (heard[0][i], gain * l, 1e-3);
      g_assert_cmpfloat_with_epsilon (heard[1][i], gain * r, 1e-3);
    }
  g_assert_cmpfloat (lowest, <, 0.7); /* it had something to do */
  lt_engine_free (engine);
}

/* Off is as if it had never been, from the start and after it was on, bit for bit. */
static void
test_off (void)
{
  World     a = { 0 }, b = { 0 };
  LtEngine *without = noise_engine (&a), *with = noise_engine (&b);
  LtMonitor m = neutral;

  lt_engine_roll (without);
  lt_engine_roll (with);
  for (int round = 0; round < 8; round++)
    {
      bool is_on = round == 1 || round == 2;

      m.service = is_on ? limiting () : (LtMonitorService){ .gain = 1.0f };
      for (int k = 0; k < (round == 3 ? 20 : 1); k++) /* the limiter lets go */
        {
          drive (without, &neutral, plain);
          drive (with, &m, heard);
          lt_engine_collect (with);
          lt_engine_collect (without);
        }
      for (int c = 0; c < 2; c++)
        g_assert_cmpint (memcmp (plain[c], heard[c], sizeof plain[c]) == 0, ==, !is_on);
    }
  lt_engine_free (without);
  lt_engine_free (with);
}

static void
test_no_click (void)
{
  static float out[2][3 * N];
  World        w = { 0 };
  LtEngine    *engine = lt_engine_new (RATE, LT_QUANTUM);
  LtMonitor    m = neutral;

  lt_test_feed_init_sine (&w.feed, 100.0, 0.25f, RATE, 2);
  describe (&w);
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
  lt_engine_roll (engine);
  lt_test_drive (engine, heard[0], heard[1], N);
  for (int step = 0; step < 6; step++)
    {
      lt_test_drive (engine, out[0], out[1], N); /* the filter settles on a tone that was there before */
      m.service = step % 2 == 0 ? (LtMonitorService){ .on = true, .gain = step == 2 ? 4.0f : 0.3f } : (LtMonitorService){ .gain = 1.0f };
      lt_engine_set_monitor (engine, &m);
      lt_test_drive (engine, out[0] + N, out[1] + N, 2 * N);
      for (int c = 0; c < 2; c++)
        g_assert_cmpfloat (lt_test_above_5k_db (out[c], 3 * N, RATE), <, -60.0);
    }
  lt_engine_free (engine);
}

/* The render tap, which has the master's sound, hears nothing of it, and the device does. */
static void
test_no_tap (void)
{
  static float frames[2][2 * RING];

  for (int with = 0; with < 2; with++)
    {
      World     w = { 0 };
      LtRing    ring;
      LtEngine *engine = noise_engine (&w);
      LtMonitor m = neutral;

      if (with == 1)
        m.service = limiting ();
      lt_ring_init (&ring, frames[with], RING, 2 * sizeof (float));
      lt_engine_set_tap (engine, LT_TAP_OF_MASTER, &ring, NULL);
      lt_engine_roll (engine);
      drive (engine, &m, heard);
      g_assert_cmpuint (lt_ring_fill (&ring), ==, N);
      if (with == 0)
        memcpy (plain, heard, sizeof plain);
      lt_engine_free (engine);
    }
  g_assert_cmpmem (frames[0], sizeof frames[0], frames[1], sizeof frames[1]);
  g_assert_true (memcmp (heard, plain, sizeof heard) != 0);
  for (uint32_t i = 0; i < N; i++)
    for (uint32_t c = 0; c < 2; c++)
      g_assert_cmpfloat_with_epsilon (frames[1][2 * i + c], 0.5f * lt_test_feed_sample (1, c, i), 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/service/glide", test_glide);
  g_test_add_func ("/engine/service/gain", test_gain);
  g_test_add_func ("/engine/service/reference", test_reference);
  g_test_add_func ("/engine/service/difference", test_difference);
  g_test_add_func ("/engine/service/limiter", test_limiter);
  g_test_add_func ("/engine/service/off", test_off);
  g_test_add_func ("/engine/service/no-click", test_no_click);
  g_test_add_func ("/engine/service/no-tap", test_no_tap);
  return g_test_run ();
}
