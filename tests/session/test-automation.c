// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Written automation: what is outside stays, what is inside is what the hand did, with few points.
// Layer: tests.

#include "session/automation-target.h"
#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "session/strip.h"

#include <math.h>

#define RATE 48000
#define END (40 * RATE)

static const LtParamSpec *
random_row (GRand *rng)
{
  const LtFxType *eq = lt_fx_find ("eq");
  int             which = g_rand_int_range (rng, 0, 4);

  if (which == 0)
    return &lt_strip_rows[LT_STRIP_FADER];
  if (which == 1)
    return &lt_strip_rows[LT_STRIP_PAN];
  if (which == 2)
    return &lt_strip_rows[LT_STRIP_MUTE];
  return &eq->params[lt_param_find (eq->params, eq->n_params, "b1-freq")]; /* logarithmic */
}

static double
random_value (const LtParamSpec *row, GRand *rng)
{
  return lt_param_from_travel (row, (float) g_rand_double (rng));
}

/* Ascending points; @hold_some: held ones among them. */
static GArray *
random_points (const LtParamSpec *row, GRand *rng, int64_t from, int64_t to, guint n, bool hold_some)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LtPoint));
  int64_t at = from;

  for (guint i = 0; i < n && at < to; i++)
    {
      LtPoint point = { at, random_value (row, rng), row->curve == LT_CURVE_STEP || (hold_some && g_rand_boolean (rng)) };

      if (hold_some && !point.hold)
        point.bend = (float) g_rand_double_range (rng, -1.0, 1.0);
      g_array_append_val (points, point);
      at += g_rand_int_range (rng, 1, (int) MAX (2 * (to - from) / n, 2));
    }
  return points;
}

static double
value_at (const LtParamSpec *row, const GArray *points, double rest, int64_t pos)
{
  return points->len > 0 ? lt_automation_at (row, points, pos) : rest;
}

static void
assert_near (const LtParamSpec *row, double a, double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-6 * MAX (fabs ((double) row->max), 1.0));
}

/* Is @p one of @points as it is? */
static bool
has_point (const GArray *points, const LtPoint *p)
{
  for (guint i = 0; i < points->len; i++)
    {
      const LtPoint *q = &g_array_index (points, LtPoint, i);

      if (q->pos_frames == p->pos_frames)
        return q->value == p->value && q->hold == p->hold;
    }
  return false;
}

static void
check_outside (const LtParamSpec *row, const GArray *old, const GArray *new, const LtAutomationPass *pass, GRand *rng)
{
  int64_t end = pass->to_frames + (row->curve == LT_CURVE_STEP ? 0 : pass->glide_frames);

  for (guint i = 0; i < old->len; i++)
    {
      const LtPoint *p = &g_array_index (old, LtPoint, i);

      if (p->pos_frames < pass->from_frames || p->pos_frames >= end)
        g_assert_true (has_point (new, p));
    }
  for (guint i = 1; i < new->len; i++)
    g_assert_cmpint (g_array_index (new, LtPoint, i - 1).pos_frames, <, g_array_index (new, LtPoint, i).pos_frames);
  for (int i = 0; i < 50; i++)
    {
      int64_t before = (int64_t) (g_rand_double (rng) * (double) pass->from_frames) - 1;
      int64_t behind = end + (int64_t) (g_rand_double (rng) * 2.0 * RATE);

      if (before >= 0)
        assert_near (row, value_at (row, new, pass->rest, before), value_at (row, old, pass->rest, before));
      assert_near (row, value_at (row, new, pass->rest, behind), value_at (row, old, pass->rest, behind));
    }
  assert_near (row, value_at (row, new, pass->rest, end), value_at (row, old, pass->rest, end));
}

static void
test_outside (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x5a7);

  for (int round = 0; round < 3000; round++)
    {
      const LtParamSpec *row = random_row (rng);
      LtAutomationPass   pass = {
          .from_frames = g_rand_int_range (rng, 0, 10) == 0 ? 0 : g_rand_int_range (rng, 0, END),
          .glide_frames = g_rand_boolean (rng) ? RATE / 10 : 0,
          .pause_frames = RATE / 20,
          .adds = g_rand_boolean (rng),
          .base = random_value (row, rng),
          .rest = random_value (row, rng),
      };
      g_autoptr (GArray) old = random_points (row, rng, g_rand_int_range (rng, 0, END), END, (guint) g_rand_int_range (rng, 0, 30), true);

      pass.to_frames = pass.from_frames + g_rand_int_range (rng, 1, 5 * RATE);
      g_autoptr (GArray) moves = random_points (row, rng, pass.from_frames, pass.to_frames, (guint) g_rand_int_range (rng, 1, 40), false);
      g_autoptr (GArray) new = lt_automation_write (row, old, &pass, (const LtPoint *) (void *) moves->data, moves->len);
      check_outside (row, old, new, &pass, rng);
    }
}

/* A hand on a fader for ten seconds, read sixty times a second. */
static GArray *
fader_moves (int64_t from, int64_t to)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (LtPoint));

  for (int64_t pos = from; pos < to; pos += RATE / 60)
    {
      double  t = (double) (pos - from) / RATE;
      LtPoint move = { pos, -12.0 + 8.0 * sin (0.9 * t) + 2.0 * sin (2.3 * t), false };

      g_array_append_val (moves, move);
    }
  return moves;
}

static guint
count_inside (const GArray *points, const LtAutomationPass *pass)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    n += g_array_index (points, LtPoint, i).pos_frames >= pass->from_frames && g_array_index (points, LtPoint, i).pos_frames <= pass->to_frames;
  return n;
}

static void
test_thin (void)
{
  const LtParamSpec *row = &lt_strip_rows[LT_STRIP_FADER];
  LtAutomationPass   pass = { 5 * RATE, 15 * RATE, RATE / 10, RATE / 20, false, 0.0, -6.0 };
  g_autoptr (GArray) moves = fader_moves (pass.from_frames, pass.to_frames);
  g_autoptr (GArray) points = lt_automation_write (row, NULL, &pass, (const LtPoint *) (void *) moves->data, moves->len);
  guint inside = count_inside (points, &pass);

  g_test_message ("%u moves became %u points", moves->len, inside);
  g_assert_cmpuint (inside, >=, 10);
  g_assert_cmpuint (inside, <=, 90);
  for (guint i = 0; i < moves->len; i++)
    {
      const LtPoint *move = &g_array_index (moves, LtPoint, i);

      g_assert_cmpfloat_with_epsilon (lt_automation_at (row, points, move->pos_frames), move->value, 0.1);
    }
  g_assert_cmpfloat (lt_automation_at (row, points, 0), ==, -6.0);
  g_assert_cmpfloat (lt_automation_at (row, points, pass.to_frames + RATE / 10), ==, -6.0);
}

/* A hand that rests, then moves at once: no slow slide over the rest. */
static void
test_rest (void)
{
  const LtParamSpec *row = &lt_strip_rows[LT_STRIP_FADER];
  LtAutomationPass   pass = { RATE, 9 * RATE, RATE / 10, RATE / 20, false, 0.0, 0.0 };
  const LtPoint      moves[] = { { RATE, -10.0, false }, { 5 * RATE, -4.0, false } };
  g_autoptr (GArray) points = lt_automation_write (row, NULL, &pass, moves, G_N_ELEMENTS (moves));

  assert_near (row, lt_automation_at (row, points, 5 * RATE - RATE / 20), -10.0);
  assert_near (row, lt_automation_at (row, points, 5 * RATE), -4.0);
  assert_near (row, lt_automation_at (row, points, 9 * RATE), -4.0);
}

/* Trim shifts what is there, by decibels or by ratio, and leaves silence silent. */
static void
test_trim (void)
{
  const LtFxType    *eq = lt_fx_find ("eq");
  const LtParamSpec *fader = &lt_strip_rows[LT_STRIP_FADER], *freq = &eq->params[lt_param_find (eq->params, eq->n_params, "b1-freq")];
  LtAutomationPass   pass = { 2 * RATE, 8 * RATE, RATE / 10, RATE / 20, true, -10.0, 0.0 };
  const LtPoint      old[] = { { 0, -20.0, false, 0.9f }, { 4 * RATE, -8.0, true }, { 6 * RATE, -INFINITY, true }, { 7 * RATE, -3.0, false, -0.6f }, { 12 * RATE, -9.0, false } };
  const LtPoint      move[] = { { 2 * RATE, -7.0, false } };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LtPoint));

  g_array_append_vals (points, old, G_N_ELEMENTS (old));
  g_autoptr (GArray) new = lt_automation_write (fader, points, &pass, move, 1);
  for (int64_t pos = pass.from_frames; pos < pass.to_frames; pos += 997)
    {
      double was = lt_automation_at (fader, points, pos), is = lt_automation_at (fader, new, pos);

      if (pos >= 6 * RATE && pos < 7 * RATE - 1)
        g_assert_cmpfloat (is, <=, -144.0);
      else
        g_assert_cmpfloat_with_epsilon (is, MIN (was + 3.0, 6.0), 0.1);
    }

  g_assert_cmpfloat_with_epsilon (lt_automation_add (freq, 1000.0, 200.0, 400.0), 2000.0, 1e-6);
  g_assert_cmpfloat (lt_automation_add (freq, (double) freq->max, 200.0, 400.0), ==, (double) freq->max);
  g_assert_cmpfloat (lt_automation_add (fader, -INFINITY, 0.0, 3.0), ==, -INFINITY);
}

/* Switches are held, and only what is new is written. */
static void
test_steps (void)
{
  const LtParamSpec *row = &lt_strip_rows[LT_STRIP_MUTE];
  LtAutomationPass   pass = { RATE, 9 * RATE, RATE / 10, RATE / 20, false, 0.0, 0.0 };
  const LtPoint      moves[] = { { RATE, 0.0, false }, { 3 * RATE, 1.0, false }, { 4 * RATE, 1.0, false }, { 5 * RATE, 0.0, false }, { 6 * RATE, 1.0, false } };
  g_autoptr (GArray) points = lt_automation_write (row, NULL, &pass, moves, G_N_ELEMENTS (moves));
  const int64_t      at[] = { RATE, 3 * RATE, 5 * RATE, 6 * RATE, 9 * RATE };

  g_assert_cmpuint (points->len, ==, G_N_ELEMENTS (at));
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      const LtPoint *p = &g_array_index (points, LtPoint, i);

      g_assert_cmpint (p->pos_frames, ==, at[i]);
      g_assert_cmpfloat (p->value, ==, i == 1 || i == 3 ? 1.0 : 0.0);
      g_assert_true (p->hold);
    }
}

/* Everything that can be automated is found by its name, keeps what it is set to, and is told apart from all else. */
static void
test_targets (void)
{
  g_autoptr (LtSession) session = lt_session_new (RATE, "Targets");
  LtId track, bus, send, first, second;

  lt_session_take (&session, lt_edit_track_add (session, "Voice", -1, &track));
  lt_session_take (&session, lt_edit_bus_add (session, "Room", &bus));
  lt_session_take (&session, lt_edit_send_add (session, track, bus, -12.0, &send, NULL));
  lt_session_take (&session, lt_edit_slot_add (session, track, lt_fx_find ("eq"), -1, NULL, &first));
  lt_session_take (&session, lt_edit_slot_add (session, track, lt_fx_find ("eq"), -1, NULL, &second));

  g_autoptr (GRand) rng = g_rand_new_with_seed (0x7a6);
  g_autoptr (GArray) all = lt_automation_target_list (lt_session_find_strip (session, track), false);
  g_autoptr (GArray) used = lt_automation_target_list (lt_session_find_strip (session, track), true);
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (used->len, ==, 0);
  g_assert_cmpuint (all->len, >, 20);
  for (guint i = 0; i < all->len; i++)
    {
      const LtAutomationTarget *target = &g_array_index (all, LtAutomationTarget, i);
      LtAutomationTarget found;
      double value = lt_strip_clamp (target->row, random_value (target->row, rng));

      g_assert_true (lt_automation_target_find (session, track, target->owner_id, target->row->key, &found));
      g_assert_true (lt_automation_target_equal (target, &found));
      g_assert_true (g_hash_table_add (labels, lt_automation_target_dup_label (session, target)));

      g_autoptr (LtSession) moved = lt_automation_target_set_value (session, target, value);
      g_autoptr (GArray) differs
          = lt_automation_target_diff (lt_session_find_strip (session, track), lt_session_find_strip (moved, track));
      assert_near (target->row, lt_automation_target_get_value (moved, target), value);
      if (lt_automation_target_get_value (session, target) != value)
        {
          g_assert_cmpuint (differs->len, ==, 1);
          g_assert_true (lt_automation_target_equal (&g_array_index (differs, LtAutomationTarget, 0), target));
        }

      /* A snapshot is level at what is set, and heard where it is. */
      g_autoptr (LtSession) flat = lt_automation_target_snapshot (moved, target, RATE, 2 * RATE);
      g_autoptr (GArray) now_used = lt_automation_target_list (lt_session_find_strip (flat, track), true);
      g_assert_cmpuint (now_used->len, ==, 1);
      assert_near (target->row, lt_automation_target_get_heard (flat, target, RATE + 5), MAX (value, (double) target->row->min));
    }
  g_assert_false (lt_automation_target_find (session, track, 0, "solo", &(LtAutomationTarget) { 0 }));
  g_assert_false (lt_automation_target_find (session, track, first + 1000, "b1-gain", &(LtAutomationTarget) { 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/automation/outside", test_outside);
  g_test_add_func ("/automation/thin", test_thin);
  g_test_add_func ("/automation/rest", test_rest);
  g_test_add_func ("/automation/trim", test_trim);
  g_test_add_func ("/automation/steps", test_steps);
  g_test_add_func ("/automation/targets", test_targets);
  return g_test_run ();
}
