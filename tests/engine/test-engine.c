// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine: exact paths, delay compensation, live equals offline, changes without clicks.
// Layer: tests.

#include "helpers/test-engine.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 9600u
#define RATE 48000.0

typedef struct
{
  LtTestFeed  feeds[4];
  LtClipSpec  clips[4];
  LtEdgeSpec  edges[8];
  LtSlotSpec  slots[4];
  float       values[4][LT_FX_MAX_PARAMS];
  LtStripSpec strips[8];
  LtPlanSpec  spec;
} World;

static float left[4 * N], right[4 * N];

static void
finish (World *w, uint32_t n_strips, LtId master)
{
  w->spec = (LtPlanSpec) { .rate_hz = RATE, .tempo_bpm = 120.0, .strips = w->strips, .n_strips = n_strips, .master_id = master, .mix_id = master };
}

/* One stereo track into a mix. */
static void
simple_world (World *w)
{
  lt_test_feed_init (&w->feeds[0], 1, 2);
  w->clips[0] = lt_test_clip (&w->feeds[0], 0, 100 * N);
  w->strips[0] = lt_test_strip (1, &w->clips[0]);
  w->edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w->strips[1] = lt_test_bus (2, &w->edges[0], 1);
  finish (w, 2, 2);
}

static LtEngine *
engine_with (const World *w, uint32_t block_frames)
{
  LtEngine *engine = lt_engine_new (RATE, block_frames);

  g_assert_nonnull (engine);
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  return engine;
}

static void
set_slot (World *w, uint32_t i, LtId id, const LtFxType *type)
{
  lt_fx_defaults (type, w->values[i]);
  w->slots[i] = (LtSlotSpec) { .id = id, .type = type, .values = w->values[i] };
}

static void
test_transparent (void)
{
  World w = { 0 };

  simple_world (&w);
  LtEngine *engine = engine_with (&w, 64);
  lt_engine_locate (engine, 333);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  for (uint32_t i = 0; i < N; i++)
    {
      g_assert_cmpfloat (left[i], ==, lt_test_feed_sample (1, 0, 333 + i));
      g_assert_cmpfloat (right[i], ==, lt_test_feed_sample (1, 1, 333 + i));
    }
  g_assert_true (lt_engine_is_rolling (engine));
  g_assert_cmpint (lt_engine_get_position (engine), >=, 333 + N);
  lt_engine_free (engine);
}

/* The same track twice, one of them through the late effect, in opposite polarity: silence. The late one
   also goes through a bus and a pre-fader send, so that edges have to wait. */
static void
test_compensation (void)
{
  World w = { 0 };

  lt_test_feed_init (&w.feeds[0], 5, 2);
  w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
  w.strips[0] = lt_test_strip (1, &w.clips[0]);
  w.strips[1] = lt_test_strip (2, &w.clips[0]);
  w.strips[1].trim = -1.0f;
  set_slot (&w, 0, 10, &lt_test_fx_late);
  w.strips[1].slots = w.slots;
  w.strips[1].n_slots = 1;
  w.edges[0] = (LtEdgeSpec) { .id = 20, .from_id = 1, .tap = LT_TAP_PRE, .gain = 1.0f };
  w.strips[2] = lt_test_bus (3, &w.edges[0], 1);
  w.edges[1] = (LtEdgeSpec) { .id = 3, .from_id = 3, .gain = 1.0f };
  w.edges[2] = (LtEdgeSpec) { .id = 2, .from_id = 2, .gain = 1.0f };
  w.strips[3] = lt_test_bus (4, &w.edges[1], 2);
  w.strips[0].fader = 0.0f; /* the pre-fader send is not touched by it */
  finish (&w, 4, 4);

  LtEngine *engine = engine_with (&w, 64);
  g_assert_cmpint (lt_engine_get_latency (engine), ==, LT_TEST_LATE);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  g_assert_cmpfloat (lt_test_peak (left, N), ==, 0.0);
  g_assert_cmpfloat (lt_test_peak (right, N), ==, 0.0);
  lt_engine_free (engine);
}

/* A side-chain arrives at its slot in time: track and key are the same, the key inverted, the slot adds them. */
static void
test_key_compensation (void)
{
  World w = { 0 };

  lt_test_feed_init (&w.feeds[0], 5, 2);
  w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
  w.strips[0] = lt_test_strip (1, &w.clips[0]);
  w.strips[1] = lt_test_strip (2, &w.clips[0]);
  w.strips[1].trim = -1.0f;
  set_slot (&w, 0, 10, &lt_test_fx_late); /* the key is late before it gets there */
  w.strips[1].slots = &w.slots[0];
  w.strips[1].n_slots = 1;
  set_slot (&w, 1, 11, &lt_test_fx_late);
  w.values[1][0] = 1.0f;
  w.slots[1].key_id = 2;
  w.strips[0].slots = &w.slots[1];
  w.strips[0].n_slots = 1;
  w.edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w.strips[2] = lt_test_bus (3, &w.edges[0], 1);
  finish (&w, 3, 3);

  LtEngine *engine = engine_with (&w, 64);
  g_assert_cmpint (lt_engine_get_latency (engine), ==, 2 * LT_TEST_LATE);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  g_assert_cmpfloat (lt_test_peak (left, N), ==, 0.0);
  lt_engine_free (engine);
}

/* A busy plan: mono and stereo tracks, a send, automation, effects, a late master. */
static void
busy_world (World *w)
{
  static const LtPointSpec fader[] = { { 100, 0.0f, false, -0.7f }, { 3000, -20.0f, true }, { 5000, -6.0f, false, 0.4f }, { 9001, -1.0f, false } };
  static const LtPointSpec gain[] = { { 0, 0.0f, false, 1.0f }, { 8000, 12.0f, false } };
  static LtParamLaneSpec   lane;

  for (uint32_t i = 0; i < 3; i++)
    {
      lt_test_feed_init (&w->feeds[i], i + 1, 1 + (i & 1));
      w->clips[i] = lt_test_clip (&w->feeds[i], 700 * i, 100 * N);
      w->clips[i].fade_in = 500;
      w->clips[i].fade_in_shape = LT_CURVE_FADE_EQUAL_POWER;
      w->strips[i] = lt_test_strip (i + 1, &w->clips[i]);
      w->strips[i].pan = -0.5f + 0.4f * i;
      w->edges[i] = (LtEdgeSpec) { .id = i + 1, .from_id = i + 1, .gain = 1.0f };
    }
  w->strips[0].fader_lane = (LtLaneSpec) { fader, 4 };
  set_slot (w, 0, 10, &lt_test_fx_late);
  w->slots[0].level_db = -3.3f;
  w->strips[1].slots = &w->slots[0];
  w->strips[1].n_slots = 1;
  set_slot (w, 1, 11, lt_fx_find ("trim"));
  lane = (LtParamLaneSpec) { 0, { gain, 2 } };
  w->slots[1].lanes = &lane;
  w->slots[1].n_lanes = 1;
  w->strips[2].slots = &w->slots[1];
  w->strips[2].n_slots = 1;
  w->edges[3] = (LtEdgeSpec) { .id = 30, .from_id = 1, .gain = 0.3f };
  w->strips[3] = lt_test_bus (4, &w->edges[3], 1);
  w->edges[4] = (LtEdgeSpec) { .id = 4, .from_id = 4, .gain = 1.0f };
  w->strips[4] = lt_test_bus (5, w->edges, 3);
  w->edges[5] = w->edges[4];
  w->edges[6] = (LtEdgeSpec) { .id = 5, .from_id = 5, .gain = 1.0f };
  w->strips[5] = lt_test_bus (6, &w->edges[5], 2);
  set_slot (w, 2, 12, &lt_test_fx_late);
  w->strips[5].slots = &w->slots[2];
  w->strips[5].n_slots = 1;
  finish (w, 6, 6);
  w->spec.mix_id = 5;
}

static void
render_offline (const World *w, uint32_t block_frames, uint32_t n_threads, int64_t from, float *l, float *r)
{
  LtEngine  *engine = engine_with (w, block_frames);
  LtWorkers *workers = lt_workers_new (n_threads, 0);
  uint32_t   done = 0;

  lt_engine_locate (engine, from);
  lt_engine_roll (engine);
  while (done < N)
    {
      const float *out[2];
      uint32_t     n = lt_engine_block (engine, workers, out);

      g_assert_cmpuint (n, >, 0);
      n = MIN (n, N - done);
      memcpy (l + done, out[0], n * sizeof (float));
      memcpy (r + done, out[1], n * sizeof (float));
      done += n;
    }
  lt_workers_free (workers);
  lt_engine_free (engine);
}

static void
test_live_equals_offline (void)
{
  static float l[N], r[N];
  World        w = { 0 };
  static const struct
  {
    uint32_t block, threads;
  } cases[] = { { 64, 1 }, { 1024, 1 }, { 1024, 2 }, { 2048, 4 } };

  busy_world (&w);
  for (int64_t from = 0; from <= 1234; from += 617)
    {
      LtEngine *engine = engine_with (&w, 64);

      lt_engine_locate (engine, from);
      lt_engine_roll (engine);
      lt_test_drive (engine, left, right, N);
      g_assert_cmpfloat (lt_test_peak (left, N), >, 0.1);
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          render_offline (&w, cases[i].block, cases[i].threads, from, l, r);
          g_assert_cmpmem (left, sizeof l, l, sizeof l);
          g_assert_cmpmem (right, sizeof r, r, sizeof r);
        }
      /* Once more with the same engine: rolling from stop starts as if fresh. */
      lt_engine_stop (engine);
      lt_test_drive (engine, l, r, 2048);
      g_assert_false (lt_engine_is_rolling (engine));
      lt_engine_locate (engine, from);
      lt_engine_roll (engine);
      lt_test_drive (engine, l, r, N);
      g_assert_cmpmem (left, sizeof l, l, sizeof l);
      lt_engine_free (engine);
    }
}

/* Collects blocks from frame *done on until the engine has put in @until frames, or N are there. */
static void
collect_blocks (LtEngine *engine, LtWorkers *workers, int64_t until, uint32_t *done, float *l, float *r)
{
  while (*done < N && lt_engine_get_position (engine) < until)
    {
      const float *out[2];
      uint32_t     n = lt_engine_block (engine, workers, out);

      g_assert_cmpuint (n, >, 0);
      n = MIN (n, N - *done);
      memcpy (l + *done, out[0], n * sizeof (float));
      memcpy (r + *done, out[1], n * sizeof (float));
      *done += n;
    }
}

/* Blocks are inside at every level when a value changes: all of them come out as they went in, and the change is heard
   from where the engine had come to; live, at the same frame, the same bits. When a plan changes, too, they come out;
   its fades are cut to blocks, and then all is as live. */
static void
test_changes_offline (void)
{
  static float        l[N], r[N];
  const LtValueChange changes[] = { { .id = 3, .kind = LT_VALUE_FADER, .value = 0.25f }, { .id = 11, .kind = LT_VALUE_LEVEL, .value = 5.0f } };
  const uint32_t      threads[] = { 1, 2 };
  World               w = { 0 };

  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    {
      LtWorkers *workers = lt_workers_new (threads[t], 0);
      LtEngine  *offline, *live;
      uint32_t   done = 0;
      int64_t    at[2];

      memset (&w, 0, sizeof w);
      busy_world (&w);
      offline = engine_with (&w, 256);
      live = engine_with (&w, 64);
      lt_engine_locate (offline, 0);
      lt_engine_roll (offline);
      collect_blocks (offline, workers, N / 4, &done, l, r);
      at[0] = lt_engine_get_position (offline);
      g_assert_cmpint (at[0], >, done); /* the pipe is not empty */
      g_assert_cmpint (lt_engine_set_values (offline, changes, 2), ==, LT_OK);
      collect_blocks (offline, workers, N / 2, &done, l, r);
      at[1] = lt_engine_get_position (offline);
      g_assert_cmpint (at[1], >, done);

      lt_engine_locate (live, 0);
      lt_engine_roll (live);
      lt_test_drive (live, left, right, (uint32_t) at[0]);
      g_assert_cmpint (lt_engine_set_values (live, changes, 2), ==, LT_OK);
      lt_test_drive (live, left + at[0], right + at[0], (uint32_t) (at[1] - at[0]));

      w.strips[2].fader = 0.25f;
      w.slots[1].level_db = 5.0f;
      w.strips[0].pan = 0.7f;
      w.strips[5].n_slots = 0;
      g_assert_cmpint (lt_engine_set_plan (offline, &w.spec), ==, LT_OK);
      g_assert_cmpint (lt_engine_set_plan (live, &w.spec), ==, LT_OK);
      collect_blocks (offline, workers, INT64_MAX, &done, l, r);
      lt_test_drive (live, left + at[1], right + at[1], N - (uint32_t) at[1]);

      g_assert_cmpmem (left, (gsize) at[1] * sizeof *l, l, (gsize) at[1] * sizeof *l);
      g_assert_cmpmem (right, (gsize) at[1] * sizeof *r, r, (gsize) at[1] * sizeof *r);
      g_assert_cmpfloat (lt_test_peak (left + N * 3 / 4, N / 4), >, 0.1);
      for (uint32_t i = N * 3 / 4; i < N; i++)
        {
          g_assert_cmpfloat_with_epsilon (left[i], l[i], 1e-4);
          g_assert_cmpfloat_with_epsilon (right[i], r[i], 1e-4);
        }
      lt_workers_free (workers);
      lt_engine_free (offline);
      lt_engine_free (live);
    }
}

static void
test_cycle_is_refused (void)
{
  World w = { 0 };

  simple_world (&w);
  w.edges[1] = (LtEdgeSpec) { .id = 2, .from_id = 2, .gain = 1.0f };
  w.strips[0].edges = &w.edges[1];
  w.strips[0].n_edges = 1;
  LtEngine *engine = lt_engine_new (RATE, 64);
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_ERR_CYCLE);
  w.edges[1].from_id = 77;
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_ERR_INVALID);
  lt_engine_free (engine);
}

static void
sine_world (World *w)
{
  lt_test_feed_init_sine (&w->feeds[0], 100.0, 0.25f, RATE, 2);
  w->clips[0] = lt_test_clip (&w->feeds[0], 0, 100 * N);
  w->strips[0] = lt_test_strip (1, &w->clips[0]);
  w->edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w->strips[1] = lt_test_bus (2, &w->edges[0], 1);
  set_slot (w, 0, 10, lt_fx_find ("trim"));
  finish (w, 2, 2);
}

/* The plan's part of step @step; false: the step is no change of the plan. */
static bool
change_plan (World *w, int step)
{
  switch (step)
    {
    case 4: /* insert an effect at +12 dB */
      w->values[0][0] = 12.0f;
      w->strips[0].slots = w->slots;
      w->strips[0].n_slots = 1;
      return true;
    case 7: /* another clip start */
      w->clips[0].offset = 123;
      return true;
    case 9: /* the track goes */
      w->spec.strips = &w->strips[1];
      w->spec.n_strips = 1;
      w->strips[1].n_edges = 0;
      return true;
    case 10: /* and comes back */
      w->spec.strips = w->strips;
      w->spec.n_strips = 2;
      w->strips[1].n_edges = 1;
      return true;
    case 11: /* a late effect: what comes out is whole only after its latency */
      set_slot (w, 1, 11, &lt_test_fx_late);
      w->strips[0].slots = &w->slots[1];
      return true;
    case 12: /* another track, which has to wait for the late one */
      w->strips[2] = w->strips[1];
      w->strips[1] = lt_test_strip (3, &w->clips[0]);
      w->edges[1] = (LtEdgeSpec) { .id = 3, .from_id = 3, .gain = 0.2f };
      w->strips[2].n_edges = 2;
      w->spec.n_strips = 3;
      return true;
    case 13: /* nothing is late any more */
      w->strips[0].n_slots = 0;
      return true;
    default:
      return false;
    }
}

static void
change_value (LtEngine *engine, int step)
{
  static const LtValueChange changes[] = {
    [0] = { 1, LT_VALUE_FADER, 0, 0.1f },
    [1] = { 1, LT_VALUE_MUTE, 0, 1.0f },
    [2] = { 1, LT_VALUE_MUTE, 0, 0.0f },
    [3] = { 1, LT_VALUE_FADER, 0, 1.0f },
    [5] = { 10, LT_VALUE_BYPASS, 0, 1.0f },
    [6] = { 1, LT_VALUE_PAN, 0, 1.0f },
  };

  if (step == 8)
    lt_engine_locate (engine, 50000);
  else if (step == 14)
    lt_engine_stop (engine);
  else
    g_assert_cmpint (lt_engine_set_values (engine, &changes[step], 1), ==, LT_OK);
}

/* Everything that a person does while it plays, one after the other: nothing clicks. */
static void
test_changes_do_not_click (void)
{
  World w = { 0 };

  sine_world (&w);
  LtEngine *engine = engine_with (&w, 64);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, 2400);

  for (int step = 0; step < 15; step++)
    {
      if (change_plan (&w, step))
        g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      else
        change_value (engine, step);

      lt_test_drive (engine, left, right, N);
      lt_engine_collect (engine);
      g_test_message ("step %d: %g %g", step, lt_test_roughness (left, N), lt_test_roughness (right, N));
      /* The bend of a cross-fade's own line at full scale: under −60 dBFS behind a 5 kHz high-pass for a
         tone at −12 dBFS. A cut of the wave is a hundred times that. */
      g_assert_cmpfloat (lt_test_roughness (left, N), <, 3e-3);
      g_assert_cmpfloat (lt_test_roughness (right, N), <, 3e-3);
    }
  g_assert_true (lt_engine_is_settled (engine));
  lt_engine_free (engine);
}

static void
test_loop (void)
{
  World w = { 0 };

  simple_world (&w);
  LtEngine *engine = engine_with (&w, 64);
  lt_engine_set_loop (engine, true, 1000, 3001);
  lt_engine_locate (engine, 2000);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, 2 * N);
  for (uint32_t i = 0; i < 1001; i++)
    g_assert_cmpfloat (left[i], ==, lt_test_feed_sample (1, 0, 2000 + i));
  /* behind the cross-fade */
  for (uint32_t i = 1001 + 512; i < 1001 + 2001; i++)
    g_assert_cmpfloat (left[i], ==, lt_test_feed_sample (1, 0, 1000 + i - 1001));
  lt_engine_free (engine);
}

static void
test_monitor (void)
{
  static float tap_memory[2 * 32768];
  LtRing       ring;
  World        w = { 0 };
  LtMonitor    monitor = { .mix = true, .mix_gain = 0.5f, .master_gain = 1.0f, .gain = 1.0f };

  /* Master = mix, inverted and late; the monitor plays the mix at half level, in time with the master. */
  simple_world (&w);
  w.edges[1] = (LtEdgeSpec) { .id = 2, .from_id = 2, .gain = 1.0f };
  w.strips[2] = lt_test_bus (3, &w.edges[1], 1);
  w.strips[2].trim = -1.0f;
  set_slot (&w, 0, 10, &lt_test_fx_late);
  w.strips[2].slots = w.slots;
  w.strips[2].n_slots = 1;
  finish (&w, 3, 3);
  w.spec.mix_id = 2;

  LtEngine *engine = engine_with (&w, 64);
  lt_ring_init (&ring, tap_memory, 32768, 2 * sizeof (float));
  lt_engine_set_tap (engine, LT_TAP_OF_MASTER, &ring, NULL);
  lt_engine_set_monitor (engine, &monitor);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  for (uint32_t i = 8000; i < N; i++)
    g_assert_cmpfloat_with_epsilon (left[i], 0.5f * lt_test_feed_sample (1, 0, i - LT_TEST_LATE), 1e-6);

  /* The render tap never hears the monitor. */
  g_assert_cmpuint (lt_ring_fill (&ring), >=, N);
  for (uint32_t i = 0; i < N; i++)
    {
      float frame[2];

      g_assert_cmpuint (lt_ring_read (&ring, frame, 1), ==, 1);
      g_assert_cmpfloat (frame[0], ==, i < LT_TEST_LATE ? 0.0f : -lt_test_feed_sample (1, 0, i - LT_TEST_LATE));
    }
  lt_engine_free (engine);
}

static void
test_pan_laws (void)
{
  static const float middle[] = { 0.70710678f, 0.59460356f, 0.5f, 1.0f };

  for (int law = 0; law < 4; law++)
    {
      World w = { 0 };

      lt_test_feed_init (&w.feeds[0], 1, 1);
      w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
      w.strips[0] = lt_test_strip (1, &w.clips[0]);
      finish (&w, 1, 1);
      w.spec.pan_shape = (LtPanShape) law;
      for (int p = -1; p <= 1; p++)
        {
          w.strips[0].pan = (float) p;
          LtEngine *engine = engine_with (&w, 64);
          lt_engine_roll (engine);
          lt_test_drive (engine, left, right, 256);
          float in = lt_test_feed_sample (1, 0, 100);
          g_assert_cmpfloat_with_epsilon (left[100], p == 0 ? in * middle[law] : (p < 0 ? in : 0.0f), 1e-6);
          g_assert_cmpfloat_with_epsilon (right[100], p == 0 ? in * middle[law] : (p > 0 ? in : 0.0f), 1e-6);
          lt_engine_free (engine);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/transparent", test_transparent);
  g_test_add_func ("/engine/compensation", test_compensation);
  g_test_add_func ("/engine/key-compensation", test_key_compensation);
  g_test_add_func ("/engine/live-equals-offline", test_live_equals_offline);
  g_test_add_func ("/engine/changes-offline", test_changes_offline);
  g_test_add_func ("/engine/cycle-is-refused", test_cycle_is_refused);
  g_test_add_func ("/engine/changes-do-not-click", test_changes_do_not_click);
  g_test_add_func ("/engine/loop", test_loop);
  g_test_add_func ("/engine/monitor", test_monitor);
  g_test_add_func ("/engine/pan-laws", test_pan_laws);
  return g_test_run ();
}
