// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a slot takes away is heard where it belongs in time, is nothing when nothing is taken, and reaches no file.
// Layer: tests.

#include "helpers/test-engine.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define N 9600u
#define RING 16384u /* a power of two, over N */

enum { LATE = 10, TRIM, MASTER_LATE };

typedef struct
{
  LtTestFeed  feed;
  LtClipSpec  clip;
  LtEdgeSpec  edge;
  LtSlotSpec  slots[2], master;
  float       values[3][LT_FX_MAX_PARAMS];
  LtStripSpec strips[2];
  LtPlanSpec  spec;
} World;

static float plain[2][N], heard[2][N];

static LtSlotSpec
slot_of (World *w, uint32_t i, LtId id, const LtFxType *type)
{
  lt_fx_defaults (type, w->values[i]);
  return (LtSlotSpec) { .id = id, .type = type, .values = w->values[i] };
}

/* A track with an effect that is only late and a trim of −6 dB, then a master that is late too. */
static void
describe (World *w)
{
  w->clip = lt_test_clip (&w->feed, 0, 100 * N);
  w->strips[0] = lt_test_strip (1, &w->clip);
  w->slots[0] = slot_of (w, 0, LATE, &lt_test_fx_late);
  w->slots[1] = slot_of (w, 1, TRIM, lt_fx_find ("trim"));
  w->master = slot_of (w, 2, MASTER_LATE, &lt_test_fx_late);
  w->values[1][0] = -6.0f;
  w->strips[0].slots = w->slots;
  w->strips[0].n_slots = 2;
  w->edge = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w->strips[1] = lt_test_bus (2, &w->edge, 1);
  w->strips[1].slots = &w->master;
  w->strips[1].n_slots = 1;
  w->spec = (LtPlanSpec) { .rate_hz = RATE, .tempo_bpm = 120.0, .strips = w->strips, .n_strips = 2, .master_id = 2, .mix_id = 1 };
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
set_delta (LtEngine *engine, LtId slot_id)
{
  g_assert_cmpint (lt_engine_set_delta (engine, slot_id), ==, LT_OK);
}

static float
feed_at (int64_t frame, uint32_t channel)
{
  return frame < 0 ? 0.0f : lt_test_feed_sample (7, channel, frame);
}

/* From the first frame, as late as the master; the render tap has the bits that it has without. */
static void
test_place (void)
{
  static float frames[2][2 * RING];

  for (uint32_t n_channels = 1; n_channels <= 2; n_channels++)
    {
      World w = { 0 };
      float kept = (1.0f - lt_db_to_gain (-6.0f)) * (n_channels == 1 ? cosf ((float) (G_PI / 4.0)) : 1.0f);

      lt_test_feed_init (&w.feed, 7, n_channels);
      describe (&w);
      for (int with = 0; with < 2; with++)
        {
          LtRing    ring;
          LtEngine *engine = lt_engine_new (RATE, LT_QUANTUM);

          lt_ring_init (&ring, frames[with], RING, 2 * sizeof (float));
          lt_engine_set_tap (engine, LT_TAP_OF_MASTER, &ring, NULL);
          g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
          set_delta (engine, with == 1 ? TRIM : 0);
          lt_engine_roll (engine);
          lt_test_drive (engine, heard[0], heard[1], N);
          g_assert_cmpuint (lt_ring_fill (&ring), ==, N);
          lt_engine_free (engine);
        }
      g_assert_cmpmem (frames[0], sizeof frames[0], frames[1], sizeof frames[1]);
      for (uint32_t i = 0; i < N; i++)
        for (uint32_t c = 0; c < 2; c++)
          g_assert_cmpfloat_with_epsilon (heard[c][i], kept * feed_at ((int64_t) i - 2 * LT_TEST_LATE, n_channels == 2 ? c : 0), 1e-6);
    }
}

static void
render (const World *w, LtId delta_id, float out[2][N])
{
  LtEngine  *engine = engine_with (w, 256);
  LtWorkers *workers = lt_workers_new (2, 0);
  uint32_t   done = 0;

  set_delta (engine, delta_id);
  lt_engine_roll (engine);
  while (done < N)
    {
      const float *block[2];
      uint32_t     n = MIN (lt_engine_block (engine, workers, block), N - done);

      g_assert_cmpuint (n, >, 0);
      for (int c = 0; c < 2; c++)
        memcpy (out[c] + done, block[c], n * sizeof (float));
      done += n;
    }
  lt_workers_free (workers);
  lt_engine_free (engine);
}

/* Even an engine that was told to: blocks, of which files are made, know no delta. */
static void
test_no_file (void)
{
  World w = { 0 };

  lt_test_feed_init (&w.feed, 7, 2);
  describe (&w);
  render (&w, 0, plain);
  for (LtId id = LATE; id <= MASTER_LATE; id++)
    {
      render (&w, id, heard);
      g_assert_cmpmem (plain, sizeof plain, heard, sizeof heard);
    }
}

/* Who takes nothing away is silent to the last bit: one that is only late, one in bypass, one at 0 dB; a level is heard. */
static void
test_nothing_taken (void)
{
  for (int way = 0; way < 4; way++)
    {
      World w = { 0 };

      lt_test_feed_init (&w.feed, 7, 2);
      describe (&w);
      w.slots[1].bypass = way == 1;
      w.slots[1].level_db = way == 3 ? 6.0f : 0.0f;
      if (way >= 2)
        w.values[1][0] = 0.0f;

      LtEngine *engine = engine_with (&w, LT_QUANTUM);
      set_delta (engine, way == 0 ? LATE : TRIM);
      lt_engine_roll (engine);
      lt_test_drive (engine, heard[0], heard[1], N);
      double peak = lt_test_peak (heard[0], N);
      if (way < 3)
        g_assert_cmpfloat (peak, ==, 0.0);
      else
        g_assert_cmpfloat (peak, >, 0.1);
      lt_engine_free (engine);
    }
}

/* On and off while it plays: before and after it is the master, bit for bit; also for a slot that is not there. */
static void
test_on_and_off (void)
{
  static float before[2][2 * N], after[2][2 * N];
  World        w = { 0 };

  lt_test_feed_init (&w.feed, 7, 2);
  describe (&w);
  LtEngine *without = engine_with (&w, LT_QUANTUM), *with = engine_with (&w, LT_QUANTUM);
  lt_engine_roll (without);
  lt_engine_roll (with);
  for (int round = 0; round < 8; round++)
    {
      set_delta (with, round % 4 == 1 ? TRIM : round % 4 == 3 ? 99 : 0);
      lt_test_drive (without, before[0], before[1], 2 * N);
      lt_test_drive (with, after[0], after[1], 2 * N);
      lt_engine_collect (with);
      for (int c = 0; c < 2; c++)
        {
          bool is_same = memcmp (before[c] + N, after[c] + N, N * sizeof (float)) == 0;

          g_assert_true (is_same == (round % 4 != 1));
        }
      g_assert_true (lt_engine_is_settled (with));
    }
  lt_engine_free (without);
  lt_engine_free (with);
}

static void
change (World *w, LtEngine *engine, int step)
{
  static const struct
  {
    LtId    delta;
    uint32_t n_slots, n_master;
  } steps[] = { { TRIM, 2, 1 }, { MASTER_LATE, 2, 1 }, { TRIM, 2, 1 }, { TRIM, 2, 0 }, { TRIM, 1, 0 }, { TRIM, 2, 1 }, { LATE, 2, 1 }, { TRIM, 2, 1 }, { 0, 2, 1 } };

  w->strips[0].n_slots = steps[step].n_slots;
  w->strips[1].n_slots = steps[step].n_master;
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  set_delta (engine, steps[step].delta);
}

/* From one slot to another, while slots come and go and the master is no longer late: nothing clicks. */
static void
test_no_clicks (void)
{
  World w = { 0 };

  lt_test_feed_init_sine (&w.feed, 100.0, 0.25f, RATE, 2);
  describe (&w);
  LtEngine *engine = engine_with (&w, LT_QUANTUM);
  lt_engine_roll (engine);
  lt_test_drive (engine, heard[0], heard[1], N);
  for (int step = 0; step < 9; step++)
    {
      change (&w, engine, step);
      lt_test_drive (engine, heard[0], heard[1], N);
      lt_engine_collect (engine);
      g_test_message ("step %d: %g", step, lt_test_roughness (heard[0], N));
      g_assert_cmpfloat (lt_test_roughness (heard[0], N), <, 3e-3); /* as in test-engine */
    }
  g_assert_true (lt_engine_is_settled (engine));
  lt_engine_free (engine);
}

/* More of them than the engine takes between two quanta, stopped and rolling: all come back. */
static void
test_many (void)
{
  World w = { 0 };

  lt_test_feed_init (&w.feed, 7, 2);
  describe (&w);
  LtEngine *engine = engine_with (&w, LT_QUANTUM);
  for (int i = 0; i < 400; i++)
    {
      set_delta (engine, LATE + (LtId) (i % 3));
      if (i == 200)
        lt_engine_roll (engine);
      if (i % 7 == 0)
        lt_test_drive (engine, heard[0], heard[1], 64);
      if (i % 50 == 0)
        lt_engine_collect (engine);
    }
  lt_test_drive (engine, heard[0], heard[1], N);
  lt_engine_collect (engine);
  g_assert_true (lt_engine_is_settled (engine));
  set_delta (engine, TRIM);
  lt_engine_free (engine); /* with one that was never taken */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/delta/place", test_place);
  g_test_add_func ("/engine/delta/no-file", test_no_file);
  g_test_add_func ("/engine/delta/nothing-taken", test_nothing_taken);
  g_test_add_func ("/engine/delta/on-and-off", test_on_and_off);
  g_test_add_func ("/engine/delta/no-clicks", test_no_clicks);
  g_test_add_func ("/engine/delta/many", test_many);
  return g_test_run ();
}
