// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Threads that share a level's strips: each exactly once, and live not a bit differs however many there are.
// Layer: tests.

#include "helpers/test-engine.h"
#include "helpers/test-signal.h"

#include <stdatomic.h>
#include <string.h>

#define RATE     48000.0
#define N_TRACKS 40u
#define N_BUSES  10u
#define N_STRIPS (N_TRACKS + N_BUSES + 1)
#define PIECE    256u
#define N        25600u

/* --- each once --- */

#define MOST 5000u

typedef struct
{
  _Atomic uint32_t done[MOST];
} Count;

LT_RT static void
count (void *data, uint32_t index)
{
  Count *self = data;

  atomic_fetch_add_explicit (&self->done[index], 1, memory_order_relaxed);
}

static void
test_each_once (void)
{
  static Count self;

  for (uint32_t n_threads = 1; n_threads <= 5; n_threads++)
    {
      LtWorkers *workers = lt_workers_new (n_threads, 0);

      g_assert_nonnull (workers);
      for (int round = 0; round < 400; round++)
        {
          uint32_t n = round % 7 == 0 ? MOST : (uint32_t) g_test_rand_int_range (0, 60);

          memset (&self, 0, sizeof self);
          if (round % 3 != 0)
            lt_workers_awaken (workers);
          lt_workers_run (workers, count, &self, n, 1 + round % 5);
          for (uint32_t i = 0; i < MOST; i++)
            g_assert_cmpuint (atomic_load (&self.done[i]), ==, i < n);
          if (round % 50 == 49)
            g_usleep (2000); /* long enough to fall asleep */
        }
      lt_workers_free (workers);
    }
  g_assert_null (lt_workers_new (0, 0));
  g_assert_null (lt_workers_new (LT_WORKERS_MAX + 1, 0));
  lt_workers_free (NULL);
}

/* --- live --- */

/* Tracks with an effect each into buses, a send each across, a late master. */
typedef struct
{
  LtTestFeed  feeds[N_TRACKS];
  LtClipSpec  clips[N_TRACKS];
  LtEdgeSpec  edges[2 * N_TRACKS + N_BUSES];
  LtSlotSpec  slots[N_TRACKS + 1];
  float       values[N_TRACKS + 1][LT_FX_MAX_PARAMS];
  LtStripSpec strips[N_STRIPS];
  LtPlanSpec  spec;
} World;

static void
set_slot (World *w, uint32_t i, const LtFxType *type)
{
  lt_fx_defaults (type, w->values[i]);
  w->slots[i] = (LtSlotSpec) { .id = 1000 + i, .type = type, .values = w->values[i] };
}

static void
set_track (World *w, uint32_t i)
{
  static const char *const types[] = { "trim", "eq", "comp", "saturate" };

  lt_test_feed_init (&w->feeds[i], i + 1, 1 + i % 2);
  w->clips[i] = lt_test_clip (&w->feeds[i], 100 * i, 100 * N);
  w->strips[i] = lt_test_strip (i + 1, &w->clips[i]);
  w->strips[i].pan = -0.9f + 0.04f * i;
  w->strips[i].fader = 0.02f * (i + 1);
  set_slot (w, i, i % 5 == 4 ? &lt_test_fx_late : lt_fx_find (types[i % 4]));
  w->strips[i].slots = &w->slots[i];
  w->strips[i].n_slots = 1;
}

static void
make_world (World *w)
{
  const uint32_t per_bus = 2 * N_TRACKS / N_BUSES;

  for (uint32_t i = 0; i < N_TRACKS; i++)
    set_track (w, i);
  for (uint32_t b = 0; b < N_BUSES; b++)
    {
      LtEdgeSpec *edges = &w->edges[b * per_bus];

      for (uint32_t e = 0; e < per_bus; e++)
        edges[e] = (LtEdgeSpec) { .id = 2000 + b * per_bus + e, .from_id = (b * per_bus / 2 + e * 7) % N_TRACKS + 1, .gain = 0.3f + 0.05f * e };
      w->strips[N_TRACKS + b] = lt_test_bus (N_TRACKS + b + 1, edges, per_bus);
      w->edges[2 * N_TRACKS + b] = (LtEdgeSpec) { .id = 3000 + b, .from_id = N_TRACKS + b + 1, .gain = 0.5f };
    }
  w->strips[N_STRIPS - 1] = lt_test_bus (N_STRIPS, &w->edges[2 * N_TRACKS], N_BUSES);
  set_slot (w, N_TRACKS, &lt_test_fx_late);
  w->strips[N_STRIPS - 1].slots = &w->slots[N_TRACKS];
  w->strips[N_STRIPS - 1].n_slots = 1;
  w->spec = (LtPlanSpec) { .rate_hz = RATE, .tempo_bpm = 120.0, .strips = w->strips, .n_strips = N_STRIPS, .master_id = N_STRIPS, .mix_id = N_STRIPS };
}

/* @next tells how many threads there are from each piece on. */
static void
play (const World *w, uint32_t (*next) (uint32_t piece), float *left, float *right)
{
  LtEngine *engine = lt_engine_new (RATE, LT_QUANTUM);

  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  lt_engine_roll (engine);
  for (uint32_t at = 0, piece = 0; at < N; at += PIECE, piece++)
    {
      if (piece % 10 == 0)
        g_assert_cmpint (lt_engine_set_threads (engine, next (piece), 0), ==, LT_OK);
      lt_engine_awaken (engine);
      lt_test_drive (engine, left + at, right + at, PIECE);
      lt_engine_collect (engine);
    }
  lt_engine_free (engine);
}

static uint32_t
always_one (uint32_t piece)
{
  (void) piece;
  return 1;
}

static uint32_t
always_two (uint32_t piece)
{
  (void) piece;
  return 2;
}

static uint32_t
one_to_five (uint32_t piece)
{
  return 1 + piece / 10 % 5;
}

static void
test_same_bits (void)
{
  static World w;
  static float one[2][N], many[2][N];
  uint32_t (*const ways[]) (uint32_t) = { always_two, one_to_five };

  make_world (&w);
  play (&w, always_one, one[0], one[1]);
  g_assert_cmpfloat (lt_test_peak (one[0], N), >, 0.01);
  for (uint32_t i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      play (&w, ways[i], many[0], many[1]);
      g_assert_cmpmem (many[0], sizeof many[0], one[0], sizeof one[0]);
      g_assert_cmpmem (many[1], sizeof many[1], one[1], sizeof one[1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/workers/each-once", test_each_once);
  g_test_add_func ("/engine/workers/same-bits", test_same_bits);
  return g_test_run ();
}
