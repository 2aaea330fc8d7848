// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of many clips, of ranges, and of what follows: what holds after any of them, and what each is for.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-session.h"
#include "session/automation.h"
#include "session/blob.h"
#include "session/check.h"
#include "session/clip-range.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-clips-value.h"
#include "session/edit-clips.h"
#include "session/edit-lane.h"
#include "session/edit-range.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "session/history.h"
#include "session/patch.h"
#include "session/store.h"
#include "session/strip.h"

#include <math.h>

#define RATE 48000

typedef struct
{
  LtSession *session;
  LtId       tracks[3], source, other;
  GArray    *ids;
} Fixture;

static LtId
add (Fixture *f, int track, int64_t pos, int64_t offset, int64_t length)
{
  LtId id;

  lt_session_take (&f->session, lt_edit_clip_add (f->session, f->tracks[track], f->source, pos, offset, length, &id));
  return id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  LtSourceInfo info = { .path = "audio/a.wav", .hash = "00aa", .name = "Take", .n_frames = 20 * RATE, .n_channels = 1, .rate_hz = RATE };

  f->session = lt_session_new (RATE, "Song");
  lt_session_take (&f->session, lt_edit_session_add_source (f->session, &info, &f->source));
  info.path = "audio/b.wav";
  info.hash = "00bb";
  lt_session_take (&f->session, lt_edit_session_add_source (f->session, &info, &f->other));
  for (int i = 0; i < 3; i++)
    lt_session_take (&f->session, lt_edit_track_add (f->session, "Track", -1, &f->tracks[i]));
  f->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_session_unref (f->session);
  g_array_unref (f->ids);
}

static void
pick (Fixture *f, LtId a, LtId b)
{
  g_array_set_size (f->ids, 0);
  if (a != 0)
    g_array_append_val (f->ids, a);
  if (b != 0)
    g_array_append_val (f->ids, b);
}

static const LtClip *
clip (const LtSession *session, LtId id)
{
  const LtClip *found = lt_session_find_clip (session, id, NULL);

  g_assert_nonnull (found);
  return found;
}

static int64_t
pos (const LtSession *session, LtId id)
{
  return clip (session, id)->pos_frames;
}

/* --- whatever is done --- */

static void
fill (Fixture *f, GRand *rng)
{
  LtPoint points[] = { { 0, -3.0, false }, { 5 * RATE, 0.0, true }, { 9 * RATE, -INFINITY, false } };

  for (int i = 0; i < 12; i++)
    add (f, i % 3, g_rand_int_range (rng, 0, 10 * RATE), g_rand_int_range (rng, 0, 10 * RATE), g_rand_int_range (rng, 1, 10 * RATE));
  lt_session_take (&f->session, lt_edit_lane_set (f->session, f->tracks[0], 0, "fader", points, 3, NULL));
  lt_session_take (&f->session, lt_edit_session_add_marker (f->session, "Verse", 2 * RATE, 4 * RATE, NULL));
  lt_session_take (&f->session, lt_edit_session_add_marker (f->session, "Drop", 3 * RATE, 0, NULL));
}

/* A thousand edits of all families: each leaves what it was given, and makes a session that holds what it must, survives the
   disk and a patch; undone to the start it is the first one, byte for byte. */
static void
test_random_edits (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  guint n_same = 0;

  fill (f, rng);
  g_autoptr (LtHistory) history = lt_history_new (f->session, "Open");
  g_autoptr (GBytes) start = lt_store_save (f->session);

  for (int i = 0; i < 1000; i++)
    {
      g_autoptr (LtSession) before = lt_session_ref (lt_history_get_session (history));
      g_autoptr (GBytes) told = lt_store_save (before);
      g_autoptr (LtSession) next = lt_test_clips_edit (before, rng);
      g_autoptr (GBytes) kept = lt_store_save (before), made = lt_store_save (next);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_bytes_equal (told, kept));
      g_assert_true (next != before || g_bytes_equal (told, made));
      n_same += next == before;
      lt_test_clips_assert_sound (next);
      lt_check_session (next, &error);
      g_assert_no_error (error);
      if (i % 10 == 0)
        {
          g_autoptr (GBytes) patch = lt_patch_make (before, next);
          g_autoptr (LtSession) patched = lt_patch_apply (before, patch, &error);
          g_autoptr (GBytes) again = lt_store_save (patched);

          g_assert_true (g_bytes_equal (made, again));
          lt_test_session_assert_round_trip (next);
        }
      lt_history_push (history, next, "Edit", NULL);
    }
  g_assert_cmpuint (n_same, <, 500);
  while (lt_history_undo (history, NULL))
    ;
  g_autoptr (GBytes) end = lt_store_save (lt_history_get_session (history));
  g_assert_true (g_bytes_equal (start, end));
}

/* --- joining --- */

static void
test_join_takes_back_a_split (Fixture *f, gconstpointer data)
{
  LtPoint points[] = { { 100, -6.0, false }, { 40000, 2.0, false }, { 90000, -1.5, true }, { 95000, 0.25, false } };
  LtId    id = add (f, 0, 1000, 500, 100000);

  lt_session_take (&f->session, lt_edit_clip_envelope (f->session, id, points, G_N_ELEMENTS (points)));
  lt_session_take (&f->session, lt_edit_clip_fade_in (f->session, id, 2000, LT_FADE_S));
  lt_session_take (&f->session, lt_edit_clip_fade_out (f->session, id, 3000, LT_FADE_EXPONENTIAL));
  for (int reversed = 0; reversed < 2; reversed++)
    {
      g_autoptr (LtSession) whole = lt_test_clips_flag (f->session, id, LT_CLIP_REVERSE, reversed != 0);
      g_autoptr (LtSession) cut = lt_session_ref (whole);
      g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId)), left = g_array_new (FALSE, FALSE, sizeof (LtId));

      pick (f, id, 0);
      for (int64_t at = 11003; at < 98000; at += 11003)
        lt_session_take (&cut, lt_edit_clips_split (cut, f->ids, at, f->ids));
      g_assert_cmpuint (f->ids->len, ==, 9);
      g_autoptr (LtSession) joined = lt_edit_clips_join (cut, f->ids, kept, left);
      const LtClip *a = clip (whole, id), *b = clip (joined, id);

      g_assert_cmpuint (kept->len, ==, 1);
      g_assert_cmpuint (left->len, ==, 0);
      g_assert_cmpuint (lt_session_find_track (joined, f->tracks[0])->clips->len, ==, 1);
      g_assert_cmpint (a->offset_frames, ==, b->offset_frames);
      g_assert_cmpint (a->length_frames, ==, b->length_frames);
      g_assert_cmpint (a->fade_in_frames, ==, b->fade_in_frames);
      g_assert_cmpint (a->fade_out_frames, ==, b->fade_out_frames);
      for (guint i = 0, k = 0; i < b->envelope->len; i++) /* the points that it had, and level ones at its ends */
        {
          LtPoint point = g_array_index (b->envelope, LtPoint, i);

          if (k < G_N_ELEMENTS (points) && point.pos_frames == points[k].pos_frames)
            g_assert_true (point.value == points[k].value && point.hold == points[k].hold && ++k > 0);
          else
            g_assert_true (point.pos_frames == 0 || point.pos_frames == a->length_frames);
        }
    }
}

static void
test_join_leaves_strangers (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 0, 0, 1000), b = add (f, 0, 1000, 5000, 1000);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId)), left = g_array_new (FALSE, FALSE, sizeof (LtId));

  pick (f, a, b);
  g_autoptr (LtSession) joined = lt_edit_clips_join (f->session, f->ids, kept, left);
  g_assert_true (joined == f->session);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_cmpuint (left->len, ==, 1);
}

/* --- cross-fades --- */

static void
test_crossfade_shapes (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 0, 0, 1000), same = add (f, 0, 900, 900, 1000), c = add (f, 1, 0, 0, 1000), other = add (f, 1, 900, 5000, 1000);

  pick (f, same, other);
  g_autoptr (LtSession) faded = lt_edit_clips_crossfade (f->session, f->ids, 0);
  g_assert_cmpint (clip (faded, a)->fade_out_curve, ==, LT_FADE_S);
  g_assert_cmpint (clip (faded, same)->fade_in_curve, ==, LT_FADE_S);
  g_assert_cmpint (clip (faded, c)->fade_out_curve, ==, LT_FADE_EQUAL_POWER);
  g_assert_cmpint (clip (faded, other)->fade_in_curve, ==, LT_FADE_EQUAL_POWER);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (i % 2 == 0 ? clip (faded, i == 0 ? a : c)->fade_out_frames : clip (faded, i == 1 ? same : other)->fade_in_frames, ==, 100);
}

/* Of any two neighbours that were cross-faded the fades are as long as the overlap. */
static void
test_crossfades_are_symmetrical (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);
  guint n = 0;

  for (int round = 0; round < 200; round++)
    {
      LtId a = add (f, 0, 0, 0, g_rand_int_range (rng, 1, 9000));
      LtId b = add (f, 0, g_rand_int_range (rng, 1, 9000), g_rand_int_range (rng, 0, 9000), g_rand_int_range (rng, 1, 9000));

      lt_session_take (&f->session, lt_edit_clip_fade_in (f->session, a, g_rand_int_range (rng, 0, 9000), LT_FADE_LINEAR));
      lt_session_take (&f->session, lt_edit_clip_fade_out (f->session, b, g_rand_int_range (rng, 0, 9000), LT_FADE_LINEAR));
      pick (f, a, b);
      g_autoptr (LtSession) faded = lt_edit_clips_crossfade (f->session, f->ids, g_rand_int_range (rng, 0, 3000));
      const LtClip *p = clip (faded, a), *q = clip (faded, b);
      int64_t       over = p->pos_frames + p->length_frames - q->pos_frames;

      if (over > 0 && q->pos_frames + q->length_frames > p->pos_frames + p->length_frames)
        {
          g_assert_cmpint (p->fade_out_frames, ==, over);
          g_assert_cmpint (q->fade_in_frames, ==, over);
          g_assert_cmpint (p->fade_out_curve, ==, q->fade_in_curve);
          n++;
        }
      lt_session_take (&f->session, lt_edit_clips_remove (f->session, f->ids));
    }
  g_assert_cmpuint (n, >, 40);
}

/* --- ripples --- */

static void
test_ripple_remove (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 1000, 0, 1000), b = add (f, 0, 1900, 0, 1100), c = add (f, 0, 4000, 0, 500), d = add (f, 1, 3000, 0, 500),
       e = add (f, 1, 500, 0, 2000), locked = add (f, 0, 6000, 0, 10);
  LtPoint points[] = { { 0, 0.0, false }, { 8000, -8.0, false } };
  LtId    marker;

  lt_session_take (&f->session, lt_test_clips_flag (f->session, locked, LT_CLIP_LOCK, true));
  lt_session_take (&f->session, lt_edit_lane_set (f->session, f->tracks[2], 0, "fader", points, 2, NULL));
  lt_session_take (&f->session, lt_edit_session_add_marker (f->session, "Drop", 4000, 0, &marker));
  pick (f, b, 0);

  g_autoptr (LtSession) off = lt_edit_ripple_remove (f->session, f->ids, LT_RIPPLE_OFF);
  g_assert_cmpint (pos (off, c), ==, 4000);

  /* Track: the silence it leaves, [2000, 3000), is closed; the clip that it was cross-faded with keeps its end. */
  g_autoptr (LtSession) track = lt_edit_ripple_remove (f->session, f->ids, LT_RIPPLE_TRACK);
  g_assert_cmpint (pos (track, a), ==, 1000);
  g_assert_cmpint (pos (track, c), ==, 3000);
  g_assert_cmpint (pos (track, d), ==, 3000);
  g_assert_cmpint (pos (track, locked), ==, 6000);
  g_assert_cmpint (lt_session_find_marker (track, marker)->pos_frames, ==, 4000);
  g_assert_true (lt_session_find_strip (track, f->tracks[2]) == lt_session_find_strip (f->session, f->tracks[2]));

  g_autoptr (LtSession) all = lt_edit_ripple_remove (f->session, f->ids, LT_RIPPLE_ALL);
  g_assert_cmpint (pos (all, c), ==, 3000);
  g_assert_cmpint (pos (all, d), ==, 2000);
  g_assert_cmpint (pos (all, e), ==, 500);
  g_assert_cmpint (lt_session_find_marker (all, marker)->pos_frames, ==, 3000);
  const LtLane *lane = lt_strip_find_lane (lt_session_find_strip (all, f->tracks[2]), 0, "fader");
  g_assert_cmpint (g_array_index (lane->points, LtPoint, lane->points->len - 1).pos_frames, ==, 7000);
}

static void
test_ripple_trim (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 1000, 2000, 1000), b = add (f, 0, 1900, 0, 500), c = add (f, 1, 2000, 0, 500), d = add (f, 1, 1990, 0, 500);

  g_autoptr (LtSession) shorter = lt_edit_ripple_trim_end (f->session, a, 1800, LT_RIPPLE_TRACK);
  g_assert_cmpint (clip (shorter, a)->length_frames, ==, 800);
  g_assert_cmpint (pos (shorter, b), ==, 1700); /* their cross-fade goes along */
  g_assert_cmpint (pos (shorter, c), ==, 2000);
  g_autoptr (LtSession) longer = lt_edit_ripple_trim_end (f->session, a, 2500, LT_RIPPLE_ALL);
  g_assert_cmpint (pos (longer, b), ==, 2400);
  g_assert_cmpint (pos (longer, c), ==, 2500);
  g_assert_cmpint (pos (longer, d), ==, 1990); /* it began before */
  g_autoptr (LtSession) later = lt_edit_ripple_trim_start (f->session, a, 1300, LT_RIPPLE_TRACK);
  g_assert_cmpint (pos (later, a), ==, 1000);
  g_assert_cmpint (clip (later, a)->offset_frames, ==, 2300);
  g_assert_cmpint (pos (later, b), ==, 1600);
}

static double
fader_at (const LtSession *session, LtId strip_id, int64_t at)
{
  const LtLane *lane = lt_strip_find_lane (lt_session_find_strip (session, strip_id), 0, "fader");

  return lt_automation_at (&lt_strip_rows[LT_STRIP_FADER], lane->points, at);
}

/* What automation says at a place it says at its new one. */
static void
test_time_moves_automation (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (77);
  LtRippleScope all = { LT_RIPPLE_ALL, 0, 0 };

  for (int round = 0; round < 300; round++)
    {
      LtPoint points[5];
      int64_t at = g_rand_int_range (rng, 2, 1000), length = g_rand_int_range (rng, 3, 500);

      for (int i = 0; i < 5; i++)
        points[i] = (LtPoint){ g_rand_int_range (rng, 0, 1200), g_rand_double_range (rng, -40.0, 6.0), g_rand_int_range (rng, 0, 4) == 0,
                               (float) g_rand_double_range (rng, -1.0, 1.0) };
      lt_session_take (&f->session, lt_edit_lane_set (f->session, f->tracks[0], 0, "fader", points, 5, NULL));
      g_autoptr (LtSession) longer = lt_edit_ripple_insert (f->session, all, at, length);
      g_autoptr (LtSession) shorter = lt_edit_ripple_delete (f->session, all, at, at + length);

      for (int64_t t = 0; t < 1500; t += 7)
        {
          double was = fader_at (f->session, f->tracks[0], t);

          if (t != at) /* the jump there is as long as a frame */
            g_assert_cmpfloat_with_epsilon (fader_at (longer, f->tracks[0], t < at ? t : t + length), was, 1e-5);
          if (t < at - 1 || t >= at + length)
            g_assert_cmpfloat_with_epsilon (fader_at (shorter, f->tracks[0], t < at ? t : t - length), was, 1e-5);
        }
    }
}

static void
test_time_moves_markers (Fixture *f, gconstpointer data)
{
  LtRippleScope all = { LT_RIPPLE_ALL, 0, 0 };
  LtId          verse, drop, gone;

  lt_session_take (&f->session, lt_edit_session_add_marker (f->session, "Verse", 1000, 3000, &verse));
  lt_session_take (&f->session, lt_edit_session_add_marker (f->session, "Drop", 5000, 0, &drop));
  lt_session_take (&f->session, lt_edit_session_add_marker (f->session, "Gone", 2100, 0, &gone));
  lt_session_take (&f->session, lt_edit_session_loop (f->session, true, 1500, 6000));
  g_autoptr (LtSession) shorter = lt_edit_ripple_delete (f->session, all, 2000, 3000);
  g_assert_cmpint (lt_session_find_marker (shorter, verse)->length_frames, ==, 2000);
  g_assert_cmpint (lt_session_find_marker (shorter, drop)->pos_frames, ==, 4000);
  g_assert_null (lt_session_find_marker (shorter, gone));
  g_assert_cmpint (shorter->loop_to_frames, ==, 5000);
  g_autoptr (LtSession) longer = lt_edit_ripple_insert (f->session, all, 2000, 500);
  g_assert_cmpint (lt_session_find_marker (longer, verse)->length_frames, ==, 3500);
  g_assert_cmpint (longer->loop_to_frames, ==, 6500);
}

/* --- ranges --- */

static void
test_cut_and_paste_with_time (Fixture *f, gconstpointer data)
{
  LtId    a = add (f, 0, 0, 0, 4000), b = add (f, 1, 1500, 0, 4000);
  LtPoint points[] = { { 0, 0.0, false, -0.7f }, { 4000, -8.0, false } };
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtRippleScope scope = { LT_RIPPLE_ALL, 0, 1 };

  lt_session_take (&f->session, lt_edit_lane_set (f->session, f->tracks[0], 0, "fader", points, 2, NULL));
  g_autoptr (LtClipRange) range = lt_clip_range_take (f->session, NULL, 1000, 2000, 0, 1);
  g_autoptr (LtSession) cut = lt_edit_range_delete (f->session, 1000, 2000, scope);
  g_assert_cmpint (lt_session_get_length (cut), ==, 4500);
  g_assert_cmpint (clip (cut, a)->length_frames, ==, 1000);
  g_assert_cmpint (pos (cut, b), ==, 1000);

  g_autoptr (LtSession) back = lt_clip_range_paste (range, cut, f->tracks[0], 1000, LT_RIPPLE_ALL, made);
  g_assert_cmpuint (made->len, ==, 2);
  g_assert_cmpint (lt_session_get_length (back), ==, 5500);
  g_assert_cmpint (pos (back, g_array_index (made, LtId, 1)), ==, 1500);
  for (int64_t t = 0; t < 5000; t += 111)
    if (t != 1000 && t != 2000)
      g_assert_cmpfloat_with_epsilon (fader_at (back, f->tracks[0], t), fader_at (f->session, f->tracks[0], t), 0.01);
}

static void
test_paste_elsewhere (Fixture *f, gconstpointer data)
{
  LtSourceInfo info = { .path = "audio/x.wav", .hash = "00aa", .name = "Take", .n_frames = 40 * RATE, .n_channels = 1, .rate_hz = 2 * RATE };
  LtId         a = add (f, 0, 1000, 200, 4000), track, source, missing = 0;
  g_autoptr (LtSession) there = lt_session_new (2 * RATE, "There");
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GError) error = NULL;

  lt_session_take (&f->session, lt_edit_clip_fade_in (f->session, a, 100, LT_FADE_S));
  pick (f, a, 0);
  g_autoptr (LtClipRange) taken = lt_clip_range_take_clips (f->session, "/home/here.lathe", f->ids);
  g_autofree char *text = lt_clip_range_write (taken);
  g_autoptr (LtClipRange) range = lt_clip_range_read (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((LtSource *) range->sources->pdata[0])->path, ==, "/home/here.lathe/audio/a.wav");

  lt_session_take (&there, lt_edit_track_add (there, "T", -1, &track));
  g_assert_cmpuint (lt_clip_range_find_source (there, NULL, range->sources->pdata[0]), ==, 0);
  g_autoptr (LtClipRange) lost = lt_clip_range_read (text, strlen (text), NULL);
  lt_clip_range_settle (lost, there, &missing);
  g_autoptr (LtSession) same = lt_clip_range_paste (lost, there, track, 0, LT_RIPPLE_OFF, NULL);
  g_assert_cmpint (lt_session_get_length (same), ==, 0);

  /* At another rate everything is as long in seconds. */
  lt_session_take (&there, lt_edit_session_add_source (there, &info, &source));
  lt_clip_range_settle (range, there, &source);
  g_autoptr (LtSession) pasted = lt_clip_range_paste (range, there, track, 500, LT_RIPPLE_OFF, made);
  const LtClip *copy = clip (pasted, g_array_index (made, LtId, 0));
  g_assert_cmpint (copy->pos_frames, ==, 500);
  g_assert_cmpint (copy->offset_frames, ==, 400);
  g_assert_cmpint (copy->length_frames, ==, 8000);
  g_assert_cmpint (copy->fade_in_frames, ==, 200);

  /* What is none is told. */
  for (gsize n = 0; n < strlen (text); n += 37)
    {
      g_autoptr (GError) why = NULL;
      g_autoptr (LtClipRange) half = lt_clip_range_read (text, n, &why);

      g_assert_null (half);
      g_assert_error (why, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT);
    }
}

/* Effects come along with what they learned, under ids of their own. */
static void
test_paste_effects (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 1000, 200, 4000), slot;
  g_autoptr (GBytes) impulse = g_bytes_new_static ("impulse", 7), other = g_bytes_new_static ("another", 7);
  g_autofree char   *name = lt_blob_put (impulse), *far = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, other);
  g_autofree char   *code = g_base64_encode ((const guchar *) "impulse", 7), *far_code = g_base64_encode ((const guchar *) "another", 7);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GError) error = NULL;

  pick (f, a, 0);
  g_autoptr (LtClipRange) plain = lt_clip_range_take_clips (f->session, "/home/here.lathe", f->ids);
  g_autofree char *short_text = lt_clip_range_write (plain);
  g_assert_null (strstr (short_text, "blobs"));

  lt_session_take (&f->session, lt_edit_clip_fx_add_slot (f->session, a, lt_fx_find ("convolve"), -1, NULL, &slot));
  lt_session_take (&f->session, lt_edit_slot_blob (f->session, slot, name));
  g_autoptr (LtClipRange) taken = lt_clip_range_take_clips (f->session, "/home/here.lathe", f->ids);
  g_autofree char *text = lt_clip_range_write (taken);
  g_assert_nonnull (strstr (text, code));

  /* From a program that has another one. */
  g_autoptr (GString) from_far = g_string_new (text);
  g_string_replace (from_far, code, far_code, 0);
  g_string_replace (from_far, name, far, 0);
  g_assert_null (lt_blob_get (far));
  g_autoptr (LtClipRange) range = lt_clip_range_read (from_far->str, from_far->len, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) came = lt_blob_get (far);
  g_assert_true (came != NULL && g_bytes_equal (came, other));

  lt_clip_range_settle (range, f->session, &f->source);
  g_autoptr (LtSession) pasted = lt_clip_range_paste (range, f->session, f->tracks[1], 500, LT_RIPPLE_OFF, made);
  const LtClip *copy = clip (pasted, g_array_index (made, LtId, 0));
  g_assert_cmpstr (((const LtSlot *) copy->sound.slots->pdata[0])->blob, ==, far);
  g_assert_true (lt_check_session (pasted, &error));
  g_assert_no_error (error);
}

static void
test_keep (Fixture *f, gconstpointer data)
{
  LtId          a = add (f, 0, 1000, 100, 4000);
  LtEditStretch stretches[] = { { 0, 500 }, { 1000, 1010 }, { 2000, 4000 } };
  g_autoptr (GArray) of_clip = g_array_new (FALSE, FALSE, sizeof (LtEditStretch)), nothing = g_array_new (FALSE, FALSE, sizeof (LtEditStretch));
  g_autoptr (GPtrArray) keep = g_ptr_array_new (), drop = g_ptr_array_new ();

  g_array_append_vals (of_clip, stretches, G_N_ELEMENTS (stretches));
  g_ptr_array_add (keep, of_clip);
  g_ptr_array_add (drop, nothing);
  pick (f, a, 0);
  g_autoptr (LtSession) kept = lt_edit_range_keep_all (f->session, f->ids, keep, 50);
  g_autoptr (LtSession) none = lt_edit_range_keep_all (f->session, f->ids, drop, 50);

  const GPtrArray *clips = lt_session_find_track (kept, f->tracks[0])->clips;
  g_assert_cmpuint (clips->len, ==, 3);
  g_assert_cmpuint (((const LtClip *) clips->pdata[0])->id, ==, a);
  g_assert_cmpint (clip (kept, a)->length_frames, ==, 500);
  g_assert_cmpint (clip (kept, a)->fade_in_frames, ==, 0);
  g_assert_cmpint (clip (kept, a)->fade_out_frames, ==, 50);
  g_assert_cmpint (((const LtClip *) clips->pdata[1])->fade_in_frames, ==, 5);
  g_assert_cmpint (((const LtClip *) clips->pdata[2])->pos_frames, ==, 3000);
  g_assert_cmpint (((const LtClip *) clips->pdata[2])->offset_frames, ==, 2100);
  g_assert_null (lt_session_find_clip (none, a, NULL));
}

/* --- places and groups --- */

static void
test_repeat (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 1000, 0, 300), b = add (f, 1, 1100, 0, 400);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId)), until = g_array_new (FALSE, FALSE, sizeof (LtId));

  pick (f, a, b);
  lt_session_take (&f->session, lt_edit_clips_group (f->session, f->ids));
  g_autoptr (LtSession) thrice = lt_edit_clips_repeat (f->session, f->ids, 3, made);
  g_assert_cmpuint (made->len, ==, 6);
  g_assert_cmpint (pos (thrice, g_array_index (made, LtId, 4)), ==, 2500);
  g_assert_cmpint (pos (thrice, g_array_index (made, LtId, 5)), ==, 2600);

  /* Each turn is a group of its own. */
  g_array_set_size (f->ids, 0);
  g_array_append_val (f->ids, g_array_index (made, LtId, 4));
  g_autoptr (GArray) together = lt_edit_clips_with_groups (thrice, f->ids);
  g_assert_cmpuint (together->len, ==, 2);
  g_assert_cmpuint (g_array_index (together, LtId, 1), ==, g_array_index (made, LtId, 5));

  pick (f, a, b);
  g_autoptr (LtSession) long_enough = lt_edit_clips_repeat_until (f->session, f->ids, 2150, until);
  g_assert_cmpint (lt_session_get_length (long_enough), ==, 2150);
  g_assert_cmpuint (until->len, ==, 4);
  g_assert_cmpint (clip (long_enough, g_array_index (until, LtId, 3))->length_frames, ==, 50);
}

static void
test_envelope_points (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 1000, 0, 4000);

  pick (f, a, 0);
  lt_session_take (&f->session, lt_edit_clips_envelope_add (f->session, f->ids, 2000));
  lt_session_take (&f->session, lt_edit_clips_envelope_add (f->session, f->ids, 3000));
  lt_session_take (&f->session, lt_edit_clips_envelope_move (f->session, f->ids, 2900, 5000, -6.0));
  g_assert_cmpint (g_array_index (clip (f->session, a)->envelope, LtPoint, 1).pos_frames, ==, 4000); /* the clip's end */
  g_assert_cmpfloat (g_array_index (clip (f->session, a)->envelope, LtPoint, 1).value, ==, -6.0);
  lt_session_take (&f->session, lt_edit_clips_envelope_move (f->session, f->ids, 1000, 9000, 0.0));
  g_assert_cmpint (g_array_index (clip (f->session, a)->envelope, LtPoint, 0).pos_frames, ==, 3999); /* its neighbour stops it */
  g_autoptr (LtSession) same = lt_edit_clips_envelope_add (f->session, f->ids, 9000);
  g_assert_true (same == f->session);
  lt_session_take (&f->session, lt_edit_clips_envelope_remove (f->session, f->ids, 0));
  lt_session_take (&f->session, lt_edit_clips_envelope_remove (f->session, f->ids, 0));
  g_assert_null (clip (f->session, a)->envelope);
}

static void
test_locked_clips_stay (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 1000, 1000, 4000);

  pick (f, a, 0);
  lt_session_take (&f->session, lt_edit_clips_flag (f->session, f->ids, LT_CLIP_LOCK, true));
  g_assert_cmpuint (lt_edit_clips_n_locked (f->session, f->ids), ==, 1);

  g_autoptr (LtSession) moved = lt_edit_clips_move (f->session, f->ids, 500, 0), gone = lt_edit_clips_remove (f->session, f->ids),
                        cut = lt_edit_clips_split (f->session, f->ids, 2000, NULL), slipped = lt_edit_clips_slip (f->session, f->ids, 10),
                        trimmed = lt_edit_ripple_trim_end (f->session, a, 2000, LT_RIPPLE_ALL), cleared = lt_edit_range_clear (f->session, 0, 9000, 0, 2),
                        louder = lt_edit_clips_gain (f->session, f->ids, 1.0), named = lt_edit_clips_name (f->session, f->ids, "Kept");
  const LtSession *same[] = { moved, gone, cut, slipped, trimmed, cleared, louder };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_true (same[i] == f->session);
  g_assert_cmpstr (clip (named, a)->name, ==, "Kept");
}

/* Colours and groups that a file cannot have are brought into range, and told; what has none writes none. */
static void
test_stored (Fixture *f, gconstpointer data)
{
  LtId a = add (f, 0, 0, 0, 1000), b = add (f, 0, 2000, 0, 1000);
  g_autoptr (GBytes) plain = lt_store_save (f->session);

  g_assert_null (g_strstr_len (g_bytes_get_data (plain, NULL), (gssize) g_bytes_get_size (plain), "\"group\""));
  pick (f, a, b);
  g_autoptr (LtSession) grouped = lt_edit_clips_group (f->session, f->ids);
  lt_session_take (&grouped, lt_edit_clips_colour (grouped, f->ids, 7));
  lt_test_session_assert_round_trip (grouped);

  g_autoptr (GBytes) told = lt_store_save (grouped);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (told, NULL), (gssize) g_bytes_get_size (told));
  g_assert_cmpuint (g_string_replace (text, "\"colour\": 7", "\"colour\": 99", 0), ==, 2);
  g_autoptr (GBytes) wrong = g_bytes_new (text->str, text->len);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) loaded = lt_store_load (wrong, losses, NULL);
  g_assert_cmpuint (losses->len, ==, 2);
  g_assert_cmpuint (clip (loaded, a)->colour, ==, 12);
  g_assert_cmpuint (clip (loaded, a)->group_id, ==, clip (loaded, b)->group_id);
  lt_session_take (&loaded, lt_edit_clips_group (loaded, f->ids));
  g_assert_cmpuint (clip (loaded, a)->group_id, !=, clip (grouped, a)->group_id); /* a new number */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function) g_test_add ("/session/edit-clips/" name, Fixture, data, set_up, function, tear_down)
  ADD ("random-edits/1", GUINT_TO_POINTER (1), test_random_edits);
  ADD ("random-edits/2", GUINT_TO_POINTER (2), test_random_edits);
  ADD ("join-after-split", NULL, test_join_takes_back_a_split);
  ADD ("join-strangers", NULL, test_join_leaves_strangers);
  ADD ("crossfade-shapes", NULL, test_crossfade_shapes);
  ADD ("crossfade-symmetry", NULL, test_crossfades_are_symmetrical);
  ADD ("ripple-remove", NULL, test_ripple_remove);
  ADD ("ripple-trim", NULL, test_ripple_trim);
  ADD ("time-automation", NULL, test_time_moves_automation);
  ADD ("time-markers", NULL, test_time_moves_markers);
  ADD ("cut-and-paste-time", NULL, test_cut_and_paste_with_time);
  ADD ("paste-elsewhere", NULL, test_paste_elsewhere);
  ADD ("paste-effects", NULL, test_paste_effects);
  ADD ("keep", NULL, test_keep);
  ADD ("repeat", NULL, test_repeat);
  ADD ("envelope-points", NULL, test_envelope_points);
  ADD ("locked", NULL, test_locked_clips_stay);
  ADD ("stored", NULL, test_stored);
#undef ADD
  return g_test_run ();
}
