// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A render goes on from a state as from there, bit for bit: with every effect, and with what comes later changed.
// Layer: tests.

#include "helpers/test-engine.h"
#include "helpers/test-fx.h"

#include "engine/engine-state.h"

#include <string.h>

#define RATE 48000.0
#define BLOCK 1024u
#define BEFORE 60u /* blocks, about 1.3 s */
#define AFTER 40u

/* A track with the effect, a short clip and a later one; a late track beside it; both on a bus: three levels. */
typedef struct
{
  LtTestFeed  feed;
  LtClipSpec  clips[2], other;
  LtEdgeSpec  edges[2], out;
  LtSlotSpec  slot, late;
  float       values[LT_FX_MAX_PARAMS], none[LT_FX_MAX_PARAMS];
  LtStripSpec strips[4];
  LtPlanSpec  spec;
} Song;

/* @is_other: rows that an instance is made for, and those that change its latency, are not at their defaults: other ways
   through the effect, with other memory. */
static void
song_init (Song *self, const LtFxType *type, int64_t second_from, bool is_other)
{
  memset (self, 0, sizeof *self);
  lt_test_feed_init (&self->feed, 5, 2);
  self->clips[0] = lt_test_clip (&self->feed, 3000, 20000);
  self->clips[1] = lt_test_clip (&self->feed, second_from, 9000);
  self->other = lt_test_clip (&self->feed, 0, 1000000);
  lt_fx_defaults (type, self->values);
  for (uint32_t p = 0; is_other && p < type->n_params; p++)
    if ((type->params[p].flags & (LT_PARAM_SHAPE | LT_PARAM_LATENCY)) != 0)
      self->values[p] = type->params[p].max;
  lt_fx_defaults (&lt_test_fx_late, self->none);
  self->slot = (LtSlotSpec) { .id = 10, .type = type, .values = self->values };
  self->late = (LtSlotSpec) { .id = 11, .type = &lt_test_fx_late, .values = self->none };
  self->strips[0] = lt_test_strip (1, self->clips);
  self->strips[0].n_clips = 2;
  self->strips[0].slots = &self->slot;
  self->strips[0].n_slots = 1;
  self->strips[1] = lt_test_strip (2, &self->other);
  self->strips[1].slots = &self->late;
  self->strips[1].n_slots = 1;
  self->edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  self->edges[1] = (LtEdgeSpec) { .id = 2, .from_id = 2, .gain = 0.1f };
  self->out = (LtEdgeSpec) { .id = 3, .from_id = 3, .gain = 1.0f };
  self->strips[2] = lt_test_bus (3, self->edges, 2);
  self->strips[3] = lt_test_bus (4, &self->out, 1);
  self->spec = (LtPlanSpec) { .rate_hz = RATE, .tempo_bpm = 120.0, .strips = self->strips, .n_strips = 4, .master_id = 4, .mix_id = 3 };
}

static LtEngine *
engine_of (Song *song)
{
  LtEngine *engine = lt_engine_new (RATE, BLOCK);

  g_assert_cmpint (lt_engine_set_plan (engine, &song->spec), ==, LT_OK);
  lt_engine_roll (engine);
  return engine;
}

static GArray *
run (LtEngine *engine, LtWorkers *workers, guint n_blocks)
{
  GArray      *out = g_array_new (FALSE, FALSE, sizeof (float));
  const float *block[2];

  for (guint i = 0; i < n_blocks; i++)
    {
      uint32_t n = lt_engine_block (engine, workers, block);

      for (uint32_t k = 0; k < n; k++)
        {
          g_array_append_val (out, block[0][k]);
          g_array_append_val (out, block[1][k]);
        }
    }
  return out;
}

static LtEngineState *
save (LtEngine *engine, LtWorkers *workers, GArray *out)
{
  const float   *block[2];
  uint32_t       n;
  LtEngineState *state;

  g_assert_null (lt_engine_state_save (engine)); /* something is inside */
  lt_engine_state_hold (engine, true);
  while ((n = lt_engine_block (engine, workers, block)) > 0)
    for (uint32_t k = 0; k < n; k++)
      {
        g_array_append_val (out, block[0][k]);
        g_array_append_val (out, block[1][k]);
      }
  lt_engine_state_hold (engine, false);
  state = lt_engine_state_save (engine);
  g_assert_nonnull (state);
  g_assert_cmpint (lt_engine_state_position (state), ==, out->len / 2);
  g_assert_cmpuint (lt_engine_state_size (state), >, 0);
  return state;
}

static void
assert_same (const GArray *a, gsize from, const GArray *b)
{
  gsize n = MIN (a->len - from, b->len);

  g_assert_cmpuint (n, >, AFTER / 2 * BLOCK);
  g_assert_true (memcmp (&g_array_index (a, float, from), b->data, n * sizeof (float)) == 0);
}

static void
check_goes_on (const LtFxType *type, bool is_other)
{
  Song            song, later;
  LtWorkers      *workers = lt_workers_new (2, 0);

  song_init (&song, type, 70000, is_other);
  song_init (&later, type, 75000, is_other);

  LtEngine *engine = engine_of (&song), *plain = engine_of (&song), *fresh = engine_of (&later);
  g_autoptr (GArray) whole = run (engine, workers, BEFORE), unbroken = run (plain, workers, BEFORE + AFTER);
  LtEngineState *state = save (engine, workers, whole);
  gsize          at = whole->len;
  g_autoptr (GArray) first = run (engine, workers, AFTER);

  assert_same (unbroken, at, first); /* a stop on the way is not heard */
  g_assert_true (lt_engine_state_restore (engine, state));
  g_autoptr (GArray) again = run (engine, workers, AFTER);
  assert_same (first, 0, again);

  /* another plan, which differs behind that place alone */
  g_assert_cmpint (lt_engine_set_plan (engine, &later.spec), ==, LT_OK);
  g_assert_true (lt_engine_state_restore (engine, state));
  g_autoptr (GArray) other = run (engine, workers, AFTER), other_whole = run (fresh, workers, BEFORE + AFTER);
  assert_same (other_whole, at, other);
  g_assert_true (memcmp (first->data, other->data, other->len * sizeof (float)) != 0);

  lt_engine_state_free (state);
  lt_engine_free (engine);
  lt_engine_free (plain);
  lt_engine_free (fresh);
  lt_workers_free (workers);
}

static void
test_goes_on (gconstpointer type)
{
  check_goes_on (type, false);
  check_goes_on (type, true);
}

static void
test_refuses_what_was_not_there (void)
{
  Song       song, more;
  LtWorkers *workers = lt_workers_new (1, 0);

  song_init (&song, lt_fx_find ("comp"), 70000, false);
  song_init (&more, lt_fx_find ("eq"), 70000, false);

  LtEngine *engine = engine_of (&song);
  g_autoptr (GArray) whole = run (engine, workers, BEFORE);
  LtEngineState *state = save (engine, workers, whole);

  g_assert_cmpint (lt_engine_set_plan (engine, &more.spec), ==, LT_OK);
  g_assert_false (lt_engine_state_restore (engine, state));
  g_assert_cmpint (lt_engine_set_plan (engine, &song.spec), ==, LT_OK); /* the same id, another instance */
  g_assert_false (lt_engine_state_restore (engine, state));
  lt_engine_state_free (state);
  lt_engine_free (engine);
  lt_workers_free (workers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/state/goes-on/%s", (*t)->key);

      g_test_add_data_func (path, *t, test_goes_on);
    }
  g_test_add_func ("/engine/state/refuses-what-was-not-there", test_refuses_what_was_not_there);
  return g_test_run ();
}
