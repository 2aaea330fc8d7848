// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two references beside each other at the monitor: each at its own gain, in time, and none of it clicks or sinks.
// Layer: tests.

#include "helpers/test-engine.h"
#include "helpers/test-signal.h"

#include <math.h>

#define RATE   48000.0
#define N      9600u
#define FIRST  90
#define SECOND 91

/* A track into the mix 2, the master 3 that is late; two references that feed nobody. */
typedef struct
{
  LtTestFeed  feeds[3];
  LtClipSpec  clips[3];
  LtEdgeSpec  edges[2];
  LtSlotSpec  late;
  float       values[LT_FX_MAX_PARAMS];
  LtStripSpec strips[5];
  LtPlanSpec  spec;
} World;

static float heard[2][N];

static const LtMonitor neutral = { .mix_gain = 1.0f, .master_gain = 1.0f, .reference_gain = 1.0f, .rival_gain = 1.0f, .gain = 1.0f };

static void
describe (World *w)
{
  for (int t = 0; t < 3; t++)
    w->clips[t] = lt_test_clip (&w->feeds[t], 0, 100 * N);
  w->strips[0] = lt_test_strip (1, &w->clips[0]);
  for (LtId t = 1; t <= 2; t++)
    w->edges[t - 1] = (LtEdgeSpec){ .id = t, .from_id = t, .gain = 1.0f };
  w->strips[1] = lt_test_bus (2, &w->edges[0], 1);
  w->strips[2] = lt_test_bus (3, &w->edges[1], 1);
  lt_fx_defaults (&lt_test_fx_late, w->values);
  w->late = (LtSlotSpec){ .id = 10, .type = &lt_test_fx_late, .values = w->values };
  w->strips[2].slots = &w->late;
  w->strips[2].n_slots = 1;
  w->strips[3] = lt_test_strip (FIRST, &w->clips[1]);
  w->strips[4] = lt_test_strip (SECOND, &w->clips[2]);
  w->spec = (LtPlanSpec){ .rate_hz = RATE, .tempo_bpm = 120.0, .strips = w->strips, .n_strips = 5, .master_id = 3, .mix_id = 2,
                          .reference_id = FIRST, .rival_id = SECOND };
}

static LtEngine *
engine_with (const World *w)
{
  LtEngine *engine = lt_engine_new (RATE, LT_QUANTUM);

  g_assert_nonnull (engine);
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  return engine;
}

static void
play (LtEngine *engine, const LtMonitor *monitor)
{
  lt_engine_set_monitor (engine, monitor);
  lt_engine_roll (engine);
  lt_test_drive (engine, heard[0], heard[1], N);
}

static float
late_sample (uint32_t seed, uint32_t i)
{
  return i < LT_TEST_LATE ? 0.0f : lt_test_feed_sample (seed, 1, (int64_t) i - LT_TEST_LATE);
}

/* From the first frame and after a switch. */
static void
test_each_by_its_gain (void)
{
  World     w = { 0 };
  LtMonitor m = neutral;

  for (uint32_t t = 0; t < 3; t++)
    lt_test_feed_init (&w.feeds[t], t + 1, 2);
  describe (&w);
  m.reference = m.rival = true;
  m.reference_gain = 0.5f;
  m.rival_gain = 0.25f;
  LtEngine *engine = engine_with (&w);
  play (engine, &m);
  for (int round = 1; round < 5; round++)
    {
      lt_test_drive (engine, heard[0], heard[1], N); /* all glides have arrived */
      for (uint32_t i = 0; i < N; i++)
        {
          uint32_t at = (uint32_t) (2 * round - 1) * N + i;

          g_assert_cmpfloat_with_epsilon (heard[1][i], m.rival ? 0.25f * late_sample (3, at) : 0.5f * late_sample (2, at), 1e-6);
        }
      m.rival = !m.rival;
      lt_engine_set_monitor (engine, &m);
      lt_test_drive (engine, heard[0], heard[1], N);
    }

  m.reference = false; /* whatever it says of the two */
  m.rival = true;
  lt_engine_set_monitor (engine, &m);
  lt_test_drive (engine, heard[0], heard[1], N);
  lt_test_drive (engine, heard[0], heard[1], N);
  for (uint32_t i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (heard[1][i], late_sample (1, 10 * N + i), 1e-6);
  lt_engine_free (engine);
}

/* A rival alone, or one that is the reference itself, is no plan. */
static void
test_no_such_pair (void)
{
  static const LtId pairs[][2] = { { 0, SECOND }, { FIRST, FIRST }, { FIRST, 7 } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      World     w = { 0 };
      LtEngine *engine = lt_engine_new (RATE, LT_QUANTUM);

      for (uint32_t t = 0; t < 3; t++)
        lt_test_feed_init (&w.feeds[t], t + 1, 2);
      describe (&w);
      w.spec.reference_id = pairs[i][0];
      w.spec.rival_id = pairs[i][1];
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_ERR_INVALID);
      lt_engine_free (engine);
    }
}

/* One tone on all ways. Switches leave its level; where the two change places in the plan it fades out and in, and nothing jumps. */
static void
test_nothing_clicks (void)
{
  const double step = 2.0 * M_PI * 1000.0 / RATE * 0.25 * 1.1; /* as steep as the tone is, and a fade on top */
  World        w = { 0 };
  LtMonitor    m = neutral;
  float        last = 0.0f;

  for (int t = 0; t < 3; t++)
    lt_test_feed_init_sine (&w.feeds[t], 1000.0, 0.25f, RATE, 2);
  describe (&w);
  m.reference = true;
  LtEngine *engine = engine_with (&w);
  play (engine, &m);
  last = heard[0][N - 1];
  for (int round = 0; round < 12; round++)
    {
      gboolean is_other_plan = round >= 4;

      m.rival = round % 2 == 0;
      if (is_other_plan)
        {
          w.spec.reference_id = round % 2 == 0 ? SECOND : FIRST;
          w.spec.rival_id = round % 3 == 0 ? 0 : round % 2 == 0 ? FIRST : SECOND;
          g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
        }
      lt_engine_set_monitor (engine, &m);
      lt_test_drive (engine, heard[0], heard[1], N);
      lt_engine_collect (engine);
      for (uint32_t i = 0; i < N; i++)
        {
          g_assert_cmpfloat (fabs ((double) heard[0][i] - (double) last), <=, step);
          last = heard[0][i];
        }
      for (uint32_t i = is_other_plan ? N / 2 : 0; i + 480 <= N; i += 48) /* whole turns */
        g_assert_cmpfloat_with_epsilon (lt_test_rms (heard[0] + i, 480), 0.25 / sqrt (2.0), 0.003);
    }
  lt_engine_free (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rival/each-by-its-gain", test_each_by_its_gain);
  g_test_add_func ("/rival/no-such-pair", test_no_such_pair);
  g_test_add_func ("/rival/nothing-clicks", test_nothing_clicks);
  return g_test_run ();
}
