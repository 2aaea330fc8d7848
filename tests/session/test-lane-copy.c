// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points of a lane as a text: they come back as they went, and a text that is something else says so.
// Layer: tests.

#include "session/edit-track.h"
#include "session/lane-copy.h"
#include "session/strip.h"

#include <math.h>
#include <string.h>

static LtSession *
song (double rate_hz, const char *key, LtAutomationTarget *target)
{
  LtSession *session = lt_session_new (rate_hz, "Points");
  LtId       vox;

  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, &vox));
  g_assert_true (lt_automation_target_find (session, vox, 0, key, target));
  return session;
}

static GArray *
random_points (GRand *rng, guint n, gboolean has_silence)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  int64_t at = g_rand_int_range (rng, 0, 100000);

  for (guint i = 0; i < n; i++)
    {
      LtPoint p = { at, has_silence && g_rand_int_range (rng, 0, 5) == 0 ? -INFINITY : g_rand_double_range (rng, -1.0, 1.0), g_rand_boolean (rng) };

      p.bend = p.hold ? 0.0f : (float) g_rand_double_range (rng, -1.0, 1.0);
      g_array_append_val (points, p);
      at += g_rand_int_range (rng, 1, 50000);
    }
  return points;
}

static void
test_round_trip (void)
{
  static const char *const keys[] = { "fader", "pan" };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1c0);

  for (guint round = 0; round < 200; round++)
    {
      LtAutomationTarget     target;
      gboolean               is_fader = round % 2 == 0;
      g_autoptr (LtSession)  session = song (44100.0, keys[round % 2], &target);
      g_autoptr (GArray)     points = random_points (rng, 1 + round % 30, is_fader);
      g_autofree char       *text = lt_lane_copy_write (session, &target, points);
      g_autoptr (LtLaneCopy) copy = lt_lane_copy_read (text, strlen (text), NULL);

      g_assert_nonnull (copy);
      g_assert_cmpfloat (copy->rate_hz, ==, 44100.0);
      g_assert_true (copy->is_fader == is_fader && copy->row.unit == target.row->unit);
      g_assert_true (copy->row.min == target.row->min && copy->row.max == target.row->max);
      g_assert_true ((copy->row.flags & LT_PARAM_MIN_IS_INF) == (target.row->flags & LT_PARAM_MIN_IS_INF));
      g_assert_cmpuint (copy->points->len, ==, points->len);
      for (guint i = 0; i < points->len; i++)
        {
          const LtPoint *was = &g_array_index (points, LtPoint, i), *is = &g_array_index (copy->points, LtPoint, i);

          g_assert_cmpint (is->pos_frames, ==, was->pos_frames - g_array_index (points, LtPoint, 0).pos_frames);
          g_assert_true (is->value == was->value && is->hold == was->hold && is->bend == was->bend);
        }
    }
}

static void
test_rate (void)
{
  const LtPoint          four[] = { { 1000, -1.0, false }, { 1001, -2.0, false }, { 1002, -3.0, false }, { 49000, -4.0, false } };
  LtAutomationTarget     target;
  g_autoptr (LtSession)  session = song (96000.0, "fader", &target);
  g_autoptr (GArray)     points = g_array_new (FALSE, TRUE, sizeof (LtPoint));

  g_array_append_vals (points, four, G_N_ELEMENTS (four));
  g_autofree char       *text = lt_lane_copy_write (session, &target, points);
  g_autoptr (LtLaneCopy) copy = lt_lane_copy_read (text, strlen (text), NULL);
  lt_lane_copy_set_rate (copy, 48000.0);
  g_assert_cmpfloat (copy->rate_hz, ==, 48000.0);
  g_assert_cmpuint (copy->points->len, ==, 3); /* two of them met */
  g_assert_cmpint (g_array_index (copy->points, LtPoint, 0).pos_frames, ==, 0);
  g_assert_cmpint (g_array_index (copy->points, LtPoint, 1).pos_frames, ==, 1);
  g_assert_cmpfloat (g_array_index (copy->points, LtPoint, 1).value, ==, -3.0);
  g_assert_cmpint (g_array_index (copy->points, LtPoint, 2).pos_frames, ==, 24000);
}

static void
test_wrong (void)
{
  static const char *const none[] = { "", "a song", "[]", "{}", "{\"lathe-clips\":1}", "{\"lathe-automation\":1,\"kind\":7}" };
  static const char *const damaged[] = {
    "{\"lathe-automation\":2,\"kind\":\"automation-points\",\"points\":[[0,1]]}",
    "{\"lathe-automation\":1,\"kind\":\"automation-points\"}",
    "{\"lathe-automation\":1,\"kind\":\"automation-points\",\"points\":[[-5,1],\"x\"]}",
    "{\"lathe-automation\":1,\"kind\":\"automation-points\",\"min\":3,\"max\":3,\"points\":[[0,1]]}",
    "{\"lathe-automation\":1,\"kind\":\"automation-points\",\"curve\":\"log\",\"min\":0,\"max\":3,\"points\":[[0,1]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none) + G_N_ELEMENTS (damaged); i++)
    {
      const char        *text = i < G_N_ELEMENTS (none) ? none[i] : damaged[i - G_N_ELEMENTS (none)];
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_lane_copy_read (text, strlen (text), &error));
      g_assert_nonnull (strstr (error->message, i < G_N_ELEMENTS (none) ? "no automation points of Lathe in the clipboard" : "this version"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane-copy/round-trip", test_round_trip);
  g_test_add_func ("/lane-copy/rate", test_rate);
  g_test_add_func ("/lane-copy/wrong", test_wrong);
  return g_test_run ();
}
