// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bent lanes: whatever divides a segment leaves what is heard, and the file says no more than it must.
// Layer: tests.

#include "session/lane-bend.h"

#include "base/bend.h"
#include "session/automation.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "session/session-private.h"
#include "session/store.h"
#include "session/strip.h"
#include "session/time-shift.h"

#include <math.h>
#include <string.h>

#define END 200000

static const LtParamSpec *
random_row (GRand *rng)
{
  const LtFxType *eq = lt_fx_find ("eq");
  int             which = g_rand_int_range (rng, 0, 3);

  return which == 0 ? &lt_strip_rows[LT_STRIP_FADER] : which == 1 ? &lt_strip_rows[LT_STRIP_PAN] : &eq->params[lt_param_find (eq->params, eq->n_params, "b1-freq")];
}

static float
random_bend (GRand *rng)
{
  int kind = g_rand_int_range (rng, 0, 6);

  return kind == 0 ? 0.0f : kind == 1 ? 1.0f : kind == 2 ? -1.0f : (float) g_rand_double_range (rng, -1.0, 1.0);
}

static GArray *
random_points (const LtParamSpec *row, GRand *rng)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  int64_t at = g_rand_int_range (rng, 0, 20000);

  for (int n = g_rand_int_range (rng, 1, 12); n > 0; n--)
    {
      LtPoint point = { at, lt_param_from_travel (row, (float) g_rand_double (rng)), g_rand_int_range (rng, 0, 5) == 0 };

      point.bend = point.hold ? 0.0f : random_bend (rng);
      g_array_append_val (points, point);
      at += g_rand_int_range (rng, 1, 40000);
    }
  return points;
}

/* In the scale of straight lines, as a part of the row's way. */
static double
place_of (const LtParamSpec *row, const GArray *points, int64_t pos)
{
  double value = MAX (lt_automation_at (row, points, pos), (double) row->min), low = row->min, high = row->max;

  return row->curve == LT_CURVE_LOG ? log2 (value / low) / log2 (high / low) : (value - low) / (high - low);
}

static void
assert_same (const LtParamSpec *row, const GArray *a, int64_t at_a, const GArray *b, int64_t at_b)
{
  g_assert_cmpfloat_with_epsilon (place_of (row, a, at_a), place_of (row, b, at_b), 2e-6);
}

/* --- a point on the line --- */

static void
test_put_on_the_line (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xb1);

  for (int round = 0; round < 1000; round++)
    {
      const LtParamSpec *row = random_row (rng);
      g_autoptr (GArray) points = random_points (row, rng), more = g_array_copy (points);

      for (int n = 0; n < 4; n++) /* pieces of pieces too */
        {
          LtPoint point = { g_rand_int_range (rng, 0, END), 0.0, false };
          guint   before = more->len;

          point.value = lt_automation_at (row, more, point.pos_frames);
          for (guint i = 0; i < more->len; i++) /* what holds goes on holding */
            if (g_array_index (more, LtPoint, i).pos_frames <= point.pos_frames)
              point.hold = g_array_index (more, LtPoint, i).hold;
          lt_lane_bend_put (more, &point, true);
          g_assert_true (more->len == before + 1 || more->len == before);
          g_assert_cmpfloat_with_epsilon (lt_automation_at (row, more, point.pos_frames), MAX (point.value, (double) row->min), 1e-9);
        }
      for (guint i = 1; i < more->len; i++)
        g_assert_cmpint (g_array_index (more, LtPoint, i - 1).pos_frames, <, g_array_index (more, LtPoint, i).pos_frames);
      for (int k = 0; k < 60; k++)
        {
          int64_t pos = g_rand_int_range (rng, 0, END);

          assert_same (row, more, pos, points, pos);
        }
    }
}

/* One with a bend of its own changes what is behind it, and nothing before it. */
static void
test_put_its_own (void)
{
  const LtParamSpec *row = &lt_strip_rows[LT_STRIP_PAN];
  const LtPoint      two[] = { { 0, -1.0, false, 0.8f }, { 1000, 1.0, false } };
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtPoint)), was = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  LtPoint            point = { 400, 0.0, false, -0.5f };

  g_array_append_vals (points, two, 2);
  g_array_append_vals (was, two, 2);
  point.value = lt_automation_at (row, points, 400);
  lt_lane_bend_put (points, &point, false);
  g_assert_true (g_array_index (points, LtPoint, 1).bend == -0.5f);
  for (int64_t pos = 0; pos <= 400; pos += 7)
    assert_same (row, points, pos, was, pos);
  g_assert_cmpfloat (fabs (lt_automation_at (row, points, 700) - lt_automation_at (row, was, 700)), >, 0.05);
}

/* --- time --- */

static void
check_insert (const LtParamSpec *row, const GArray *points, int64_t at, int64_t length)
{
  g_autoptr (GArray) longer = lt_time_shift_insert_points (row, points, at, length);

  for (int64_t pos = 0; pos < END; pos += 701)
    if (pos != at)
      assert_same (row, longer, pos < at ? pos : pos + length, points, pos);
}

static void
check_delete (const LtParamSpec *row, const GArray *points, int64_t from, int64_t to)
{
  g_autoptr (GArray) shorter = lt_time_shift_delete_points (row, points, from, to);

  for (int64_t pos = 0; pos < END && shorter->len > 0; pos += 701)
    if (pos < from - 1 || pos >= to)
      assert_same (row, shorter, pos < from ? pos : pos - (to - from), points, pos);
}

static void
check_take_and_put (const LtParamSpec *row, const GArray *points, const GArray *others, int64_t from, int64_t to)
{
  g_autoptr (GArray) piece = lt_time_shift_take_points (row, points, from, to);
  g_autoptr (GArray) same = lt_time_shift_put_points (row, points, piece, from, to - from);
  g_autoptr (GArray) put = lt_time_shift_put_points (row, others, piece, from, to - from);

  for (int64_t pos = from; pos < to; pos += 1 + (to - from) / 97)
    {
      assert_same (row, piece, pos - from, points, pos);
      assert_same (row, put, pos, points, pos);
    }
  for (int64_t pos = 0; pos < END; pos += 701)
    {
      assert_same (row, same, pos, points, pos);
      if (pos < from - 1 || pos > to)
        assert_same (row, put, pos, others, pos);
    }
}

static void
test_time (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xb2);

  for (int round = 0; round < 600; round++)
    {
      const LtParamSpec *row = random_row (rng);
      g_autoptr (GArray) points = random_points (row, rng), others = random_points (row, rng);
      int64_t            from = g_rand_int_range (rng, 0, END / 2), to = from + g_rand_int_range (rng, 2, END / 3);

      check_insert (row, points, from, to - from);
      check_delete (row, points, from, to);
      check_take_and_put (row, points, others, from, to);
    }
}

/* --- straight ways that are as good --- */

static void
test_places (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xb3);

  for (int round = 0; round < 300; round++)
    {
      const LtParamSpec *row = random_row (rng);
      g_autoptr (GArray) points = random_points (row, rng), straight = g_array_copy (points);
      g_autoptr (GArray) places = lt_lane_bend_dup_places (row, points, lt_automation_tolerance (row));
      double             way = row->curve == LT_CURVE_LOG ? log2 ((double) (row->max / row->min)) : (double) (row->max - row->min);

      for (guint i = 0; i < places->len; i++)
        {
          LtPoint point = { g_array_index (places, int64_t, i), 0.0, false };

          point.value = lt_automation_at (row, points, point.pos_frames);
          g_assert_true (i == 0 || g_array_index (places, int64_t, i - 1) < point.pos_frames);
          lt_lane_bend_put (straight, &point, false);
        }
      for (guint i = 0; i < straight->len; i++)
        g_array_index (straight, LtPoint, i).bend = 0.0f;
      for (int64_t pos = 0; pos < END; pos += 173)
        g_assert_cmpfloat_with_epsilon (place_of (row, straight, pos), place_of (row, points, pos), 1.01 * lt_automation_tolerance (row) / way);
    }
}

/* --- what a session takes, writes and reads --- */

static LtSession *
song (LtId *track)
{
  LtSession *session = lt_session_new (48000.0, "Song");

  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, track));
  return session;
}

static const LtPoint *
point_of (const LtSession *session, LtId strip_id, const char *key, guint i)
{
  return &g_array_index (lt_strip_find_lane (lt_session_find_strip (session, strip_id), 0, key)->points, LtPoint, i);
}

static void
test_ranges (void)
{
  const LtPoint points[] = { { 0, -1.0, true, 0.5f }, { 10, 0.0, false, NAN }, { 20, -1.0, false, 7.0f }, { 30, 0.0, false, -0.25f } };
  LtId          track;
  g_autoptr (LtSession) session = song (&track);

  lt_session_take (&session, lt_edit_lane_set (session, track, 0, "fader", points, 4, NULL));
  g_assert_true (point_of (session, track, "fader", 0)->bend == 0.0f && point_of (session, track, "fader", 1)->bend == 0.0f);
  g_assert_true (point_of (session, track, "fader", 2)->bend == 1.0f && point_of (session, track, "fader", 3)->bend == -0.25f);
  lt_session_take (&session, lt_edit_lane_set (session, track, 0, "mute", points, 4, NULL));
  for (guint i = 0; i < 4; i++)
    g_assert_true (point_of (session, track, "mute", i)->bend == 0.0f);
}

static char *
save_text (const LtSession *session)
{
  g_autoptr (GBytes) bytes = lt_store_save (session);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* @text with @with in place of @what. */
static LtSession *
load_with (const char *text, const char *what, const char *with, GPtrArray *losses)
{
  g_auto (GStrv) parts = g_strsplit (text, what, 2);
  g_assert_nonnull (parts[1]);
  g_autofree char   *other = g_strconcat (parts[0], with, parts[1], NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (other, strlen (other));
  LtSession         *session = lt_store_load (bytes, losses, NULL);

  g_assert_nonnull (session);
  return session;
}

/* A straight point is written as ever; a bend is its third part, a number as short as can be. */
static void
test_file (void)
{
  const LtPoint points[] = { { 0, -1.5, false, 0.1f }, { 480, -3.0, false }, { 960, -INFINITY, true } };
  LtId          track;
  g_autoptr (LtSession) session = song (&track);

  lt_session_take (&session, lt_edit_lane_set (session, track, 0, "fader", points, 3, NULL));
  g_autofree char *text = save_text (session);
  g_assert_nonnull (strstr (text, "[0, -1.5, 0.1],\n"));
  g_assert_nonnull (strstr (text, "[480, -3],\n"));
  g_assert_nonnull (strstr (text, "[960, \"-inf\", true]\n"));

  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (LtSession) same = lt_store_load (bytes, NULL, NULL);
  g_autofree char *again = save_text (same);
  g_assert_cmpstr (again, ==, text);
}

static void
test_wrong_bends (void)
{
  static const struct
  {
    const char *text;
    float       bend;
    bool        is_told;
  } rows[] = { { "[0, -1.5, -1]", -1.0f, false }, { "[0, -1.5, 0]", 0.0f, false },   { "[0, -1.5, false]", 0.0f, false }, { "[0, -1.5, 1.01]", 1.0f, true },
               { "[0, -1.5, -9e99]", -1.0f, true }, { "[0, -1.5, null]", 0.0f, true }, { "[0, -1.5, \"half\"]", 0.0f, true },  { "[0, -1.5, [0]]", 0.0f, true } };
  const LtPoint points[] = { { 0, -1.5, false, 0.1f }, { 480, -3.0, false } };
  LtId          track;
  g_autoptr (LtSession) session = song (&track);

  lt_session_take (&session, lt_edit_lane_set (session, track, 0, "fader", points, 2, NULL));
  g_autofree char *text = save_text (session);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (LtSession) read = load_with (text, "[0, -1.5, 0.1]", rows[i].text, losses);

      g_assert_true (point_of (read, track, "fader", 0)->bend == rows[i].bend);
      g_assert_cmpuint (losses->len, ==, rows[i].is_told ? 1 : 0);
      if (rows[i].is_told)
        g_assert_nonnull (strstr (losses->pdata[0], "bends"));
    }
}

/* Clips have straight envelopes: none gets a bend by an edit, and one in a file is told. */
static void
test_envelope (void)
{
  const LtPoint points[] = { { 0, -1.5, false, 0.1f }, { 480, -3.0, false } };
  LtSourceInfo  info = { "audio/kick.wav", NULL, "kick", 480000, 1, 48000.0 };
  LtId          track, source, clip;
  g_autoptr (LtSession) session = song (&track);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_clip_add (session, track, source, 0, 0, 48000, &clip));
  lt_session_take (&session, lt_edit_clip_envelope (session, clip, points, 2));
  g_assert_true (g_array_index (lt_session_find_clip (session, clip, NULL)->envelope, LtPoint, 0).bend == 0.0f);
  g_autofree char *text = save_text (session);
  g_autoptr (LtSession) read = load_with (text, "[0, -1.5]", "[0, -1.5, 0.5]", losses);
  g_autofree char *again = save_text (read);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpuint (losses->len, ==, 1);
  g_assert_nonnull (strstr (losses->pdata[0], "envelope"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/lane-bend/put-on-the-line", test_put_on_the_line);
  g_test_add_func ("/session/lane-bend/put-its-own", test_put_its_own);
  g_test_add_func ("/session/lane-bend/time", test_time);
  g_test_add_func ("/session/lane-bend/places", test_places);
  g_test_add_func ("/session/lane-bend/ranges", test_ranges);
  g_test_add_func ("/session/lane-bend/file", test_file);
  g_test_add_func ("/session/lane-bend/wrong-bends", test_wrong_bends);
  g_test_add_func ("/session/lane-bend/envelope", test_envelope);
  return g_test_run ();
}
