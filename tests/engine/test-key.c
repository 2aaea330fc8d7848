// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Side-chains: from a strip or a send, in time, with all the send's values, for every effect that takes one.
// Layer: tests.

#include "helpers/test-signal.h"
#include "helpers/test-world.h"

#include <string.h>

#define N 9600u

static float left[4 * N], right[4 * N];

/* Strip 1's effect adds the key that edge 20 brings out of the late strip 2, which is strip 1 inverted: half of it is
   left, then nothing, then all of it, as the send goes; the send's own bus is not heard. */
static void
test_key_of_send (void)
{
  LtTestWorld w = { 0 };

  lt_test_feed_init (&w.feeds[0], 5, 2);
  w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
  w.strips[0] = lt_test_strip (1, &w.clips[0]);
  w.strips[1] = lt_test_strip (2, &w.clips[0]);
  w.strips[1].trim = -1.0f;
  w.strips[1].fader = 0.0f; /* the send is before it */
  lt_test_world_slot (&w, 0, 10, &lt_test_fx_late);
  lt_test_world_slot (&w, 1, 11, &lt_test_fx_late);
  w.strips[1].slots = &w.slots[0];
  w.values[1][0] = 1.0f;
  w.slots[1].key_id = 20;
  w.strips[0].slots = &w.slots[1];
  w.strips[0].n_slots = w.strips[1].n_slots = 1;
  w.edges[0] = (LtEdgeSpec) { .id = 20, .from_id = 2, .tap = LT_TAP_PRE, .gain = 0.5f };
  w.strips[2] = lt_test_bus (3, &w.edges[0], 1);
  w.strips[2].fader = 0.0f;
  w.edges[1] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w.edges[2] = (LtEdgeSpec) { .id = 3, .from_id = 3, .gain = 1.0f };
  w.strips[3] = lt_test_bus (4, &w.edges[1], 2);
  lt_test_world_finish (&w, 4);

  LtEngine *engine = lt_test_world_engine (&w, 64);
  g_assert_cmpint (lt_engine_get_latency (engine), ==, 2 * LT_TEST_LATE);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  for (uint32_t i = 2 * LT_TEST_LATE; i < N; i++)
    g_assert_cmpfloat (left[i], ==, 0.5f * lt_test_feed_sample (5, 0, i - 2 * LT_TEST_LATE));

  lt_test_world_value (engine, 20, LT_VALUE_SEND, 1.0f);
  lt_test_drive (engine, left, right, 2 * N);
  g_assert_cmpfloat (lt_test_peak (left + N, N), ==, 0.0);
  lt_test_world_value (engine, 20, LT_VALUE_SEND_MUTE, 1.0f);
  lt_test_drive (engine, left, right, N);
  for (uint32_t i = N / 2; i < N; i++)
    g_assert_cmpfloat (left[i], ==, lt_test_feed_sample (5, 0, 3 * N + i - 2 * LT_TEST_LATE));

  /* As a description too; and a key that nobody sends is refused. */
  w.edges[0].gain = 1.0f;
  w.edges[0].pan = -1.0f;
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
  lt_test_drive (engine, left, right, 2 * N);
  g_assert_cmpfloat (lt_test_peak (left + N, N), ==, 0.0);
  g_assert_cmpfloat (lt_test_peak (right + N, N), >, 0.1);
  w.slots[1].key_id = 77;
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_ERR_INVALID);
  lt_engine_free (engine);
}

/* A send whose strip waits for the key's is a circle. */
static void
test_key_cycle (void)
{
  LtTestWorld w = { 0 };

  lt_test_world_send (&w, 2, LT_TAP_POST);
  lt_test_world_slot (&w, 0, 10, &lt_test_fx_late);
  w.slots[0].key_id = 20;
  w.strips[0].slots = w.slots;
  w.strips[0].n_slots = 1;
  LtEngine *engine = lt_engine_new (LT_TEST_WORLD_RATE, 64);
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_ERR_CYCLE);
  lt_engine_free (engine);
}

/* --- every effect that listens --- */

/* Strip 1 plays quietly through the effect, keyed by @key_id: the loud strip 2, its send 20, or nobody. */
static void
play_keyed (const LtFxType *type, LtId key_id, bool muted, float *l, float *r)
{
  LtTestWorld w = { 0 };

  lt_test_feed_init (&w.feeds[0], 5, 2);
  lt_test_feed_init (&w.feeds[1], 6, 2);
  w.clips[0] = lt_test_clip (&w.feeds[0], 0, LT_TEST_WORLD_LENGTH);
  w.clips[0].gain = 0.001f;
  w.clips[1] = lt_test_clip (&w.feeds[1], 0, LT_TEST_WORLD_LENGTH);
  w.strips[0] = lt_test_strip (1, &w.clips[0]);
  lt_test_world_slot (&w, 0, 10, type);
  for (uint32_t p = 0; p < type->n_params; p++) /* a dynamic equaliser moves by nothing until it is told to */
    if (g_str_has_suffix (type->params[p].key, "-range") && type->params[p].def == 0.0f)
      w.values[0][p] = type->params[p].min;
  w.slots[0].key_id = key_id;
  w.strips[0].slots = w.slots;
  w.strips[0].n_slots = 1;
  w.strips[1] = lt_test_strip (2, &w.clips[1]);
  w.edges[0] = (LtEdgeSpec) { .id = 20, .from_id = 2, .gain = 1.0f, .mute = muted };
  w.strips[2] = lt_test_bus (3, &w.edges[0], 1);
  w.edges[1] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w.strips[3] = lt_test_bus (4, &w.edges[1], 1);
  lt_test_world_finish (&w, 4);
  lt_test_world_play (&w, l, r, N);
}

/* A send at 0 dB is heard as its strip is, to the bit; muted it is silence, which is not what comes in. */
static void
test_every_effect (void)
{
  static float by_send[2][N], by_strip[2][N], unkeyed[2][N], muted[2][N];
  guint        n = 0;

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      if (((*type)->flags & LT_FX_KEY) == 0)
        continue;
      n++;
      g_test_message ("%s", (*type)->key);
      play_keyed (*type, 2, false, by_strip[0], by_strip[1]);
      play_keyed (*type, 20, false, by_send[0], by_send[1]);
      play_keyed (*type, 20, true, muted[0], muted[1]);
      play_keyed (*type, 0, false, unkeyed[0], unkeyed[1]);
      g_assert_cmpmem (by_send, sizeof by_send, by_strip, sizeof by_strip);
      g_assert_true (memcmp (by_send, unkeyed, sizeof unkeyed) != 0);
      g_assert_true (memcmp (by_send, muted, sizeof muted) != 0);
    }
  g_assert_cmpuint (n, >=, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key/of-send", test_key_of_send);
  g_test_add_func ("/key/cycle", test_key_cycle);
  g_test_add_func ("/key/every-effect", test_every_effect);
  return g_test_run ();
}
