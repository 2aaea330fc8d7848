// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A watch tells what goes into a slot and what comes out of it, follows it through plans, and is never heard.
// Layer: tests.

#include "helpers/test-engine.h"

#include <string.h>

#define RATE 48000.0
#define N 9600u
#define ROOM 512u

typedef struct
{
  LtTestFeed     feed;
  LtClipSpec     clip;
  LtEdgeSpec     edges[2];
  LtSlotSpec     slots[2];
  float          values[2][LT_FX_MAX_PARAMS];
  LtStripSpec    strips[2];
  LtPlanSpec     spec;
  LtRing         ring;
  LtWatchQuantum memory[ROOM];
} World;

static float plain[2][N], watched[2][N];

/* A mono or stereo track with a trim of −6 dB, after an effect that delays or without it; then the mix. */
static void
describe (World *w, uint32_t n_channels, bool late)
{
  lt_test_feed_init (&w->feed, 7, n_channels);
  w->clip = lt_test_clip (&w->feed, 0, 100 * N);
  w->strips[0] = lt_test_strip (1, &w->clip);
  for (int i = 0; i < 2; i++)
    {
      const LtFxType *type = i == 0 ? &lt_test_fx_late : lt_fx_find ("trim");

      lt_fx_defaults (type, w->values[i]);
      w->slots[i] = (LtSlotSpec) { .id = 10 + (LtId) i, .type = type, .values = w->values[i] };
    }
  w->values[1][0] = -6.0f;
  w->strips[0].slots = late ? w->slots : w->slots + 1;
  w->strips[0].n_slots = late ? 2 : 1;
  w->edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w->strips[1] = lt_test_bus (2, w->edges, 1);
  w->spec = (LtPlanSpec) { .rate_hz = RATE, .tempo_bpm = 120.0, .strips = w->strips, .n_strips = 2, .master_id = 2, .mix_id = 2 };
}

static World *
world_new (uint32_t n_channels, bool late)
{
  World *w = g_aligned_alloc0 (1, sizeof (World), 64);

  describe (w, n_channels, late);
  lt_ring_init (&w->ring, w->memory, ROOM, sizeof (LtWatchQuantum));
  return w;
}

static void
drive (World *w, LtId slot_id, float out[2][N])
{
  LtEngine *engine = lt_engine_new (RATE, LT_QUANTUM);

  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  lt_engine_set_watch (engine, 2, slot_id, &w->ring);
  lt_engine_roll (engine);
  lt_test_drive (engine, out[0], out[1], N);
  lt_engine_free (engine);
}

/* Each sample in and out, the input as late as the output; and the sound is the same bits as unwatched. */
static void
test_in_and_out (void)
{
  for (uint32_t n_channels = 1; n_channels <= 2; n_channels++)
    for (LtId id = 10; id <= 11; id++)
      {
        World         *w = world_new (n_channels, true);
        LtWatchQuantum q;
        int64_t        frame = -(int64_t) LT_TEST_LATE;

        drive (w, 0, plain);
        g_assert_cmpuint (lt_ring_fill (&w->ring), ==, 0);
        drive (w, id, watched);
        g_assert_cmpmem (plain, sizeof plain, watched, sizeof watched);
        g_assert_cmpuint (lt_ring_fill (&w->ring), ==, N / LT_QUANTUM);
        while (lt_ring_read (&w->ring, &q, 1) == 1)
          {
            g_assert_cmpuint (q.slot_id, ==, id);
            for (uint32_t i = 0; i < q.n_frames; i++, frame++)
              for (uint32_t c = 0; c < 2; c++)
                {
                  float is = frame < 0 ? 0.0f : lt_test_feed_sample (7, n_channels == 1 ? 0 : c, frame);

                  g_assert_cmpfloat (q.in[c][i], ==, is);
                  g_assert_cmpfloat_with_epsilon (q.out[c][i], id == 10 ? is : 0.5011872f * is, 1e-6);
                }
          }
        g_aligned_free (w);
      }
}

/* Another plan, in which the slot is a new instance or stands elsewhere; then one without it; then with it again. */
static void
test_plans (void)
{
  World         *w = world_new (2, false);
  LtEngine      *engine = lt_engine_new (RATE, LT_QUANTUM);
  LtWatchQuantum q;

  lt_engine_set_watch (engine, 0, 11, &w->ring); /* before there is any plan */
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  lt_engine_roll (engine);
  for (int round = 0; round < 8; round++)
    {
      uint32_t n_channels = round % 2 == 0 ? 2 : 1;
      bool     is_there = round % 4 != 3;

      describe (w, n_channels, round % 3 == 0);
      if (!is_there)
        w->strips[0].n_slots = 0;
      g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
      lt_test_drive (engine, plain[0], plain[1], N);
      lt_engine_collect (engine);
      lt_ring_drop (&w->ring, lt_ring_fill (&w->ring));
      lt_test_drive (engine, plain[0], plain[1], N);
      g_assert_cmpuint (lt_ring_fill (&w->ring), ==, is_there ? N / LT_QUANTUM : 0);
      for (uint32_t k = 0; lt_ring_read (&w->ring, &q, 1) == 1; k++)
        g_assert_cmpuint (q.slot_id, ==, 11);
    }

  /* Nobody looks any more; a full ring loses and nothing else. */
  lt_engine_set_watch (engine, 0, 0, &w->ring);
  lt_test_drive (engine, plain[0], plain[1], N);
  g_assert_cmpuint (lt_ring_fill (&w->ring), ==, 0);
  lt_engine_set_watch (engine, 0, 11, &w->ring);
  describe (w, 2, false);
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  for (int i = 0; i < 5; i++)
    lt_test_drive (engine, plain[0], plain[1], N);
  g_assert_cmpuint (lt_ring_fill (&w->ring), ==, ROOM);
  lt_engine_free (engine);
  g_aligned_free (w);
}

/* Marks say where a tap's sound stands: the start, a locate, and after frames were lost. */
static void
test_marks (void)
{
  static float frames[2 * 4096];
  LtTapMark    memory[16], mark;
  LtRing       marks, ring;
  World       *w = world_new (2, true);
  LtEngine    *engine = lt_engine_new (RATE, LT_QUANTUM);
  float        frame[2];

  lt_ring_init (&ring, frames, 4096, 2 * sizeof (float));
  lt_ring_init (&marks, memory, 16, sizeof (LtTapMark));
  lt_engine_set_tap (engine, LT_TAP_OF_MASTER, &ring, &marks);
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  lt_engine_locate (engine, 6400);
  lt_engine_roll (engine);
  lt_test_drive (engine, plain[0], plain[1], 640);
  lt_engine_locate (engine, 12800);
  lt_test_drive (engine, plain[0], plain[1], 640);

  g_assert_cmpuint (lt_ring_read (&marks, &mark, 1), ==, 1);
  g_assert_true (mark.fresh && mark.frame == 0 && mark.pos == 6400 - (int64_t) LT_TEST_LATE);
  g_assert_cmpuint (lt_ring_read (&marks, &mark, 1), ==, 1);
  g_assert_true (!mark.fresh && mark.frame == 640 && mark.pos == 12800 - (int64_t) LT_TEST_LATE);
  g_assert_cmpuint (lt_ring_fill (&marks), ==, 0);

  /* Full: 4096 frames were taken, the next that fits tells its place. */
  lt_test_drive (engine, plain[0], plain[1], 6400);
  g_assert_cmpuint (lt_engine_get_tap_lost (engine, LT_TAP_OF_MASTER), ==, 1280 + 6400 - 4096);
  lt_ring_drop (&ring, 4096);
  lt_ring_drop (&marks, lt_ring_fill (&marks));
  lt_test_drive (engine, plain[0], plain[1], 64);
  g_assert_cmpuint (lt_ring_read (&marks, &mark, 1), ==, 1);
  g_assert_cmpuint (mark.frame, ==, 4096);
  g_assert_cmpint (mark.pos, ==, 12800 + 640 + 6400 - (int64_t) LT_TEST_LATE);
  g_assert_cmpuint (lt_ring_read (&ring, frame, 1), ==, 1);
  g_assert_cmpfloat_with_epsilon (frame[0], 0.5011872f * lt_test_feed_sample (7, 0, mark.pos), 1e-6);
  lt_engine_free (engine);
  g_aligned_free (w);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/watch/in-and-out", test_in_and_out);
  g_test_add_func ("/engine/watch/plans", test_plans);
  g_test_add_func ("/engine/watch/marks", test_marks);
  return g_test_run ();
}
