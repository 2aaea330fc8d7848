// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a strip takes in memory: bounded, and as much in a big session as in a small one.
// Layer: tests.

#include "engine/plan-private.h"
#include "helpers/test-engine.h"

#include <string.h>

#define MOST 400u
#define CLIPS 10u

#define STRIP_BYTES (8u * 1024u) /* its part of the plan, with ten clips and an output */
#define STATE_BYTES (4u * 1024u) /* what outlives the plan, without effects */

typedef struct
{
  size_t plan, states;
} Weight;

/* @n tracks of some clips on a bus. */
static Weight
weigh (uint32_t n)
{
  static LtTestFeed  feed;
  static LtClipSpec  clips[CLIPS];
  static LtStripSpec strips[MOST + 1];
  static LtEdgeSpec  edges[MOST];
  LtPool             pool = { { NULL } };
  LtPlan            *plan = NULL;
  LtPlanSpec         spec = { .rate_hz = 48000.0, .tempo_bpm = 120.0, .strips = strips, .n_strips = n + 1, .master_id = MOST + 1, .mix_id = MOST + 1 };

  lt_test_feed_init (&feed, 1, 2);
  for (uint32_t k = 0; k < CLIPS; k++)
    clips[k] = lt_test_clip (&feed, 1000 * k, 900);
  for (uint32_t i = 0; i < n; i++)
    {
      strips[i] = lt_test_strip (i + 1, &clips[0]);
      strips[i].clips = clips;
      strips[i].n_clips = CLIPS;
      edges[i] = (LtEdgeSpec) { .id = i + 1, .from_id = i + 1, .gain = 1.0f };
    }
  strips[n] = lt_test_bus (MOST + 1, edges, n);
  g_assert_cmpint (lt_plan_compile (&pool, &spec, NULL, LT_QUANTUM, &plan), ==, LT_OK);

  Weight weight = { .plan = plan->arena.size };
  g_assert_cmpuint (plan->arena.used, <=, plan->arena.size);
  for (uint32_t i = 0; i < plan->n_instances; i++)
    weight.states += plan->instances[i]->arena.size;
  lt_plan_free (plan, &pool);
  return weight;
}

static void
test_strip (void)
{
  Weight few = weigh (MOST / 4), more = weigh (MOST / 2), most = weigh (MOST);
  size_t plan = (most.plan - more.plan) / (MOST / 2), states = (most.states - more.states) / (MOST / 2);

  g_test_message ("a strip: %zu bytes of the plan, %zu of its own", plan, states);
  g_assert_cmpuint (plan, <=, STRIP_BYTES);
  g_assert_cmpuint (states, <=, STATE_BYTES);
  g_assert_cmpuint (most.plan - more.plan, <=, 2 * (more.plan - few.plan) + STRIP_BYTES);
  g_assert_cmpuint (most.states - more.states, ==, 2 * (more.states - few.states));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weight/strip", test_strip);
  return g_test_run ();
}
