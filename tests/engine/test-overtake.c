// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits, jumps and rolls that overtake each other: what is undone before it is heard, what comes back with something in its
// delays, what changes while sound of before is still on its way. Nothing steps, and nothing that was asked for is lost.
// Layer: tests.

#include "helpers/test-ear.h"
#include "helpers/test-signal.h"
#include "helpers/test-world.h"

#include <math.h>

#define N 6000u
#define GATE 512u /* frames of every cross-fade at this rate */

static float left[2 * N + LT_QUANTUM], right[2 * N + LT_QUANTUM];

typedef struct
{
  LtTestWorld world;
  LtEngine   *engine;
  LtTestEar   ears[2];
} Desk;

/* --- the desk --- */

/* Strips 1 and 2 with a deep sine each: 1 is late if @is_late, so that the other has to wait. Both play into 4, 2 by a
   send into bus 3, too. */
static void
describe (LtTestWorld *w, uint32_t n_channels, bool is_late)
{
  for (uint32_t i = 0; i < 2; i++)
    {
      lt_test_feed_init_sine (&w->feeds[i], 41.0 + 32.0 * i, 0.25f, LT_TEST_WORLD_RATE, n_channels);
      w->clips[i] = lt_test_clip (&w->feeds[i], 0, LT_TEST_WORLD_LENGTH);
      w->strips[i] = lt_test_strip (i + 1, &w->clips[i]);
      w->edges[i] = (LtEdgeSpec) { .id = i + 1, .from_id = i + 1, .gain = 1.0f };
    }
  lt_test_world_slot (w, 0, 10, &lt_test_fx_late);
  w->strips[0].slots = w->slots;
  w->strips[0].n_slots = is_late;
  w->edges[2] = (LtEdgeSpec) { .id = 3, .from_id = 3, .gain = 1.0f };
  w->edges[3] = (LtEdgeSpec) { .id = 21, .from_id = 2, .gain = 0.5f };
  w->edges[4] = (LtEdgeSpec) { .id = 20, .from_id = 1, .gain = 0.5f };
  w->strips[2] = lt_test_bus (3, &w->edges[3], 2);
  w->strips[3] = lt_test_bus (4, w->edges, 3);
  lt_test_world_finish (w, 4);
}

static void
plan (Desk *self)
{
  g_assert_cmpint (lt_engine_set_plan (self->engine, &self->world.spec), ==, LT_OK);
}

/* @n frames or a few more: whole quanta. */
static void
play (Desk *self, uint32_t n)
{
  LtRtMode mode = lt_rt_enter ();

  for (uint32_t done = 0; done < n;)
    {
      float   *out[2] = { left + done, right + done };
      uint32_t got = lt_engine_quantum (self->engine, out);

      lt_test_ear_run (&self->ears[0], out[0], got);
      lt_test_ear_run (&self->ears[1], out[1], got);
      done += got;
    }
  lt_rt_leave (mode);
  lt_engine_collect (self->engine);
}

/* From @pos on: what sounds there at once is no step of anybody's. */
static void
begin (Desk *self, int64_t pos)
{
  self->engine = lt_test_world_engine (&self->world, 64);
  lt_engine_locate (self->engine, pos);
  lt_engine_roll (self->engine);
  play (self, N);
  self->ears[0].n_steps = self->ears[1].n_steps = 0;
  self->ears[0].worst = self->ears[1].worst = 0.0;
}

static void
end (Desk *self, const char *what, int64_t pos)
{
  for (int i = 0; i < 200 && !lt_engine_is_settled (self->engine); i++)
    play (self, 64);
  g_assert_true (lt_engine_is_settled (self->engine));
  play (self, N);
  for (int c = 0; c < 2; c++)
    {
      g_test_message ("%s, %d, channel %d: %.1f dBFS", what, (int) pos, c, 20.0 * log10 (self->ears[c].worst + 1e-12));
      g_assert_cmpuint (self->ears[c].n_steps, ==, 0);
      g_assert_cmpuint (self->ears[c].n_bad, ==, 0);
    }
  if (lt_engine_is_rolling (self->engine))
    g_assert_cmpfloat (lt_test_peak (left, N), >, 0.01);
  lt_engine_free (self->engine);
}

/* Without strip 2 and what comes from it. */
static void
remove_second (LtTestWorld *w)
{
  w->strips[1] = w->strips[2];
  w->strips[2] = w->strips[3];
  w->strips[1].edges = &w->edges[4];
  w->strips[1].n_edges = 1;
  w->edges[1] = w->edges[2];
  w->strips[2].n_edges = 2;
  w->spec.n_strips = 3;
}

/* --- what is undone --- */

/* Without the send of strip 2. */
static void
remove_send (LtTestWorld *w)
{
  w->strips[2].edges = &w->edges[4];
  w->strips[2].n_edges = 1;
}

/* A send that waits, or a whole track, goes, and comes back before it has gone, with a jump on the way. */
static void
test_undone_removal (void)
{
  for (int64_t pos = 0; pos < 4800; pos += 101)
    {
      Desk self = { 0 };

      describe (&self.world, 1 + pos % 2, true);
      begin (&self, pos);
      if (pos % 4 == 0)
        remove_second (&self.world);
      else
        remove_send (&self.world);
      plan (&self);
      if (pos % 3 == 0)
        lt_engine_locate (self.engine, 40000 + pos);
      play (&self, (uint32_t) pos % 7 * 64);
      describe (&self.world, 1 + pos % 2, true);
      plan (&self);
      end (&self, "undone", pos);
    }
}

/* A track goes while all stands still, and comes back once it rolls: nothing has closed what was open. */
static void
test_back_after_stop (void)
{
  for (int64_t pos = 0; pos < 2400; pos += 401)
    {
      Desk self = { 0 };

      describe (&self.world, 2, false);
      begin (&self, pos);
      lt_engine_stop (self.engine);
      play (&self, 2 * GATE);
      remove_second (&self.world);
      plan (&self);
      describe (&self.world, 2, false);
      plan (&self);
      lt_engine_locate (self.engine, 0); /* where both sines begin */
      lt_engine_roll (self.engine);
      play (&self, 64 + 64 * (uint32_t) (pos % 5));
      end (&self, "back after a stop", pos);
    }
}

/* --- what is on its way --- */

/* A send that waits is taken before the fader instead of behind it, or the other way round. */
static void
test_tap_of_send (void)
{
  for (int64_t pos = 0; pos < 2400; pos += 301)
    {
      Desk self = { 0 };

      describe (&self.world, 1 + pos % 2, true);
      self.world.strips[1].fader = 0.2f;
      begin (&self, pos);
      self.world.edges[3].tap = LT_TAP_PRE;
      plan (&self);
      play (&self, N);
      self.world.edges[3].tap = LT_TAP_POST;
      plan (&self);
      end (&self, "another tap", pos);
    }
}

/* A mono track becomes a stereo one while its send, panned, waits. */
static void
test_mono_send (void)
{
  const LtFxType *delay = lt_fx_find ("delay");

  for (int64_t pos = 0; pos < 2400; pos += 301)
    {
      Desk self = { 0 };

      describe (&self.world, 1, true);
      self.world.edges[3].tap = LT_TAP_PRE;
      self.world.edges[3].pan = 0.7f;
      begin (&self, pos);
      lt_test_world_slot (&self.world, 1, 11, delay);
      self.world.values[1][lt_param_find (delay->params, delay->n_params, "mix")] = 0.0f;
      self.world.strips[1].slots = &self.world.slots[1];
      self.world.strips[1].n_slots = 1;
      plan (&self);
      play (&self, N);
      self.world.strips[1].n_slots = 0;
      plan (&self);
      end (&self, "mono and stereo", pos);
    }
}

/* An echo is put into a track that waits for the late one from now on, and for itself: what it keeps may not begin with a cut. */
static void
test_echo_behind_waits (void)
{
  const LtFxType *delay = lt_fx_find ("delay");

  for (int64_t pos = 0; pos < 2400; pos += 301)
    for (int is_muted = 0; is_muted < 2; is_muted++)
      {
        Desk self = { 0 };

        describe (&self.world, 1 + pos % 2, true);
        begin (&self, pos);
        self.world.strips[1].delay = 500 + pos % 7;
        lt_test_world_slot (&self.world, 1, 11, &lt_test_fx_late);
        lt_test_world_slot (&self.world, 2, 12, delay);
        self.world.values[2][lt_param_find (delay->params, delay->n_params, "time")] = 100.0f;
        self.world.values[2][lt_param_find (delay->params, delay->n_params, "mix")] = 50.0f;
        self.world.strips[1].slots = &self.world.slots[1];
        self.world.strips[1].n_slots = 2;
        plan (&self);
        play (&self, 2 * N);
        lt_test_world_value (self.engine, 2, LT_VALUE_MUTE, (float) is_muted);
        play (&self, 2 * N);
        lt_test_world_value (self.engine, 2, LT_VALUE_MUTE, 0.0f);
        end (&self, "echo", pos);
      }
}

/* A stereo track, three times late. */
static void
begin_late (Desk *self)
{
  lt_test_feed_init_sine (&self->world.feeds[0], 41.0, 0.25f, LT_TEST_WORLD_RATE, 2);
  lt_test_world_lone (&self->world);
  for (uint32_t k = 0; k < 3; k++)
    lt_test_world_slot (&self->world, k, 10 + k, &lt_test_fx_late);
  self->world.strips[0].slots = self->world.slots;
  self->world.strips[0].n_slots = 3;
  begin (self, 0);
}

/* Edits of it come without a pause. Each begins the wait anew, and behind the last one it is no longer than behind one. */
static void
test_waits_do_not_add_up (void)
{
  for (int n_edits = 1; n_edits <= 60; n_edits += 59)
    {
      Desk     self = { 0 };
      uint32_t silent = 0;

      begin_late (&self);
      for (int i = 0; i < n_edits; i++)
        {
          self.world.clips[0].gain = i % 2 == 0 ? 0.5f : 1.0f;
          plan (&self);
          play (&self, GATE + 2 * 64);
        }
      for (; silent < 20 * N; silent += 64)
        {
          play (&self, 64);
          if (lt_test_peak (left, 64) > 0.0f)
            break;
        }
      g_test_message ("%d edits: silent for %u frames", n_edits, silent);
      g_assert_cmpuint (silent, <=, 3 * LT_TEST_LATE + 64);
      end (&self, "edits without a pause", n_edits);
    }
}

/* It places what leaves a stereo track, and its effects hear what they heard: nothing waits for them. */
static void
test_pan_law_waits_for_nobody (void)
{
  Desk self = { 0 };

  begin_late (&self);
  self.world.spec.pan_shape = LT_PAN_0DB;
  plan (&self);
  play (&self, 2 * GATE + 2 * 64);
  for (int i = 0; i < 20; i++)
    {
      play (&self, 64);
      g_assert_cmpfloat (lt_test_peak (left, 64), >, 0.0f);
    }
  end (&self, "pan law alone", 0);
}

/* An echo that makes stereo of strip 2, if it is mono: by the pan law, behind an effect that is late and before another. */
static void
put_echo (LtTestWorld *w)
{
  const LtFxType *delay = lt_fx_find ("delay");

  lt_test_world_slot (w, 1, 11, &lt_test_fx_late);
  lt_test_world_slot (w, 2, 12, delay);
  lt_test_world_slot (w, 3, 13, &lt_test_fx_late);
  w->values[2][lt_param_find (delay->params, delay->n_params, "time")] = 50.0f; /* how it began is over before the ears hear */
  w->values[2][lt_param_find (delay->params, delay->n_params, "feedback")] = 0.0f;
  w->values[2][lt_param_find (delay->params, delay->n_params, "mix")] = 50.0f;
  w->strips[1].slots = &w->slots[1];
  w->strips[1].n_slots = 3;
}

/* Another pan law is heard of all strips and sends at once. */
static void
test_pan_law (void)
{
  for (int64_t pos = 0; pos < 4800; pos += 601)
    for (int law = LT_PAN_3DB; law <= LT_PAN_0DB; law++)
      {
        Desk self = { 0 };

        describe (&self.world, 1 + pos % 2, true);
        self.world.strips[1].pan = -0.4f;
        self.world.edges[3].pan = 0.7f;
        if (pos >= 2400)
          put_echo (&self.world);
        begin (&self, pos);
        self.world.spec.pan_shape = (LtPanShape) law;
        plan (&self);
        play (&self, N);
        self.world.spec.pan_shape = (LtPanShape) ((law + 1) % 4);
        plan (&self);
        end (&self, "pan law", pos);
      }
}

/* --- lanes --- */

/* A lane begins to lead, and the quantum in which it does is cut to one frame, or to a few, by a loop's end. */
static void
test_lane_in_short_quantum (void)
{
  static const LtPointSpec points[] = { { 0, -10.0f, false }, { 24000, -1.0f, false } };

  for (int64_t more = 1; more < 4; more++)
    {
      Desk    self = { 0 };
      int64_t from;

      describe (&self.world, 2, false);
      begin (&self, 0);
      from = lt_engine_get_position (self.engine);
      self.world.strips[0].fader_lane = self.world.strips[1].fader_lane = (LtLaneSpec) { points, G_N_ELEMENTS (points) };
      plan (&self);
      lt_engine_set_loop (self.engine, true, from, from + 10 * GATE + more);
      play (&self, 2 * N);
      end (&self, "lane", more);
    }
}

/* A bus is less late than before while it still sounds: its lane stands elsewhere, in a quantum of one frame. */
static void
test_lane_of_less_late (void)
{
  static const LtPointSpec points[] = { { 0, -1.0f, false }, { 12000, -60.0f, false } };

  for (int64_t more = 1; more < 4; more++)
    {
      Desk    self = { 0 };
      int64_t from;

      describe (&self.world, 2, true);
      self.world.strips[3].n_edges = 1; /* the late one alone: its edge stays */
      lt_test_world_slot (&self.world, 1, 11, &lt_test_fx_late);
      self.world.strips[3].slots = &self.world.slots[1];
      self.world.strips[3].n_slots = 1;
      self.world.strips[3].fader_lane = (LtLaneSpec) { points, G_N_ELEMENTS (points) };
      begin (&self, 0);
      from = lt_engine_get_position (self.engine);
      self.world.strips[0].n_slots = 0;
      plan (&self);
      lt_engine_set_loop (self.engine, true, from - 2 * GATE, from + GATE + more);
      play (&self, 2 * GATE);
      lt_engine_set_loop (self.engine, false, 0, 0);
      end (&self, "less late", more);
    }
}

/* --- what is asked for --- */

/* An edge waits, and no longer waits before that was heard; then its level changes. */
static void
test_value_of_edge_that_is_back (void)
{
  Desk self = { 0 };

  for (int i = 0; i < 2; i++)
    lt_test_world_feed (&self.world.feeds[i], lt_test_world_steady, 3, 2);
  for (uint32_t i = 0; i < 2; i++)
    {
      self.world.clips[i] = lt_test_clip (&self.world.feeds[i], 0, LT_TEST_WORLD_LENGTH);
      self.world.strips[i] = lt_test_strip (i + 1, &self.world.clips[i]);
      self.world.edges[i] = (LtEdgeSpec) { .id = i + 1, .from_id = i + 1, .gain = 1.0f };
    }
  lt_test_world_slot (&self.world, 0, 10, &lt_test_fx_late);
  self.world.strips[0].fader = 0.0f;
  self.world.strips[2] = lt_test_bus (3, self.world.edges, 2);
  lt_test_world_finish (&self.world, 3);
  begin (&self, 0);

  self.world.strips[0].slots = self.world.slots;
  self.world.strips[0].n_slots = 1;
  plan (&self);
  self.world.strips[0].n_slots = 0;
  plan (&self);
  lt_test_world_value (self.engine, 2, LT_VALUE_SEND, 0.25f);
  for (int i = 0; i < 4; i++)
    play (&self, N);
  g_assert_true (lt_engine_is_settled (self.engine));
  g_assert_cmpfloat_with_epsilon (left[N - 1], 0.25f, 1e-5);
  lt_engine_free (self.engine);
}

/* --- the transport --- */

/* It rolls again before it has stopped: first it stops as it would have, then it starts as if fresh. */
static void
test_roll_within_stop (void)
{
  static float after[2][N], other[2][N];

  for (uint32_t quanta = 0; quanta < 8; quanta++)
    {
      Desk stops = { 0 }, rolls = { 0 }, fresh = { 0 };

      describe (&stops.world, 2, true);
      describe (&rolls.world, 2, true);
      describe (&fresh.world, 2, true);
      begin (&stops, 3000);
      begin (&rolls, 3000);
      lt_engine_stop (stops.engine);
      lt_engine_stop (rolls.engine);
      lt_test_drive (stops.engine, after[0], after[1], GATE);
      lt_test_drive (rolls.engine, other[0], other[1], 64 * quanta);
      lt_engine_roll (rolls.engine);
      if (quanta % 2 == 1)
        lt_engine_locate (rolls.engine, 1234);
      for (uint32_t at = 64 * quanta; at < GATE; at += 64)
        {
          lt_test_drive (rolls.engine, other[0] + at, other[1] + at, 64);
          g_assert_true (lt_engine_is_rolling (rolls.engine));
        }
      g_assert_cmpmem (after[0], GATE * sizeof (float), other[0], GATE * sizeof (float));
      g_assert_cmpmem (after[1], GATE * sizeof (float), other[1], GATE * sizeof (float));
      g_assert_cmpint (lt_engine_get_position (rolls.engine), ==, quanta % 2 == 1 ? 1234 : lt_engine_get_position (stops.engine));

      fresh.engine = lt_test_world_engine (&fresh.world, 64);
      lt_engine_locate (fresh.engine, lt_engine_get_position (rolls.engine));
      lt_engine_roll (fresh.engine);
      lt_test_drive (fresh.engine, after[0], after[1], N);
      lt_test_drive (rolls.engine, other[0], other[1], N);
      g_assert_cmpmem (after[0], sizeof after[0], other[0], sizeof other[0]);
      g_assert_cmpmem (after[1], sizeof after[1], other[1], sizeof other[1]);
      lt_engine_free (stops.engine);
      lt_engine_free (rolls.engine);
      lt_engine_free (fresh.engine);
    }
}

/* Stop has the last word. */
static void
test_stop_roll_stop (void)
{
  Desk self = { 0 };

  describe (&self.world, 2, true);
  begin (&self, 0);
  lt_engine_stop (self.engine);
  lt_engine_roll (self.engine);
  lt_engine_stop (self.engine);
  play (&self, GATE + 64);
  g_assert_false (lt_engine_is_rolling (self.engine));
  end (&self, "stop, roll, stop", 0);
}

/* Rolls, stops and rolls before there is anything to play: what comes then is heard. */
static void
test_roll_before_plan (void)
{
  Desk self = { 0 };

  describe (&self.world, 2, false);
  self.engine = lt_engine_new (LT_TEST_WORLD_RATE, 64);
  lt_engine_roll (self.engine);
  play (&self, 64);
  lt_engine_stop (self.engine);
  play (&self, 64);
  lt_engine_roll (self.engine);
  plan (&self);
  play (&self, N);
  g_assert_cmpfloat (lt_test_peak (left + N / 2, N / 2), >, 0.01);
  end (&self, "roll before the plan", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overtake/undone-removal", test_undone_removal);
  g_test_add_func ("/overtake/back-after-stop", test_back_after_stop);
  g_test_add_func ("/overtake/tap-of-send", test_tap_of_send);
  g_test_add_func ("/overtake/mono-send", test_mono_send);
  g_test_add_func ("/overtake/echo-behind-waits", test_echo_behind_waits);
  g_test_add_func ("/overtake/waits-do-not-add-up", test_waits_do_not_add_up);
  g_test_add_func ("/overtake/pan-law-waits-for-nobody", test_pan_law_waits_for_nobody);
  g_test_add_func ("/overtake/pan-law", test_pan_law);
  g_test_add_func ("/overtake/lane-in-short-quantum", test_lane_in_short_quantum);
  g_test_add_func ("/overtake/lane-of-less-late", test_lane_of_less_late);
  g_test_add_func ("/overtake/value-of-edge-that-is-back", test_value_of_edge_that_is_back);
  g_test_add_func ("/overtake/roll-within-stop", test_roll_within_stop);
  g_test_add_func ("/overtake/stop-roll-stop", test_stop_roll_stop);
  g_test_add_func ("/overtake/roll-before-plan", test_roll_before_plan);
  return g_test_run ();
}
