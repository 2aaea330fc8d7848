// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands in the lanes make of clips: an X that moves and bends, contents that slip, a gain that is drawn, one clip alone.
// Layer: tests.

#include "app/edit/audition.h"
#include "app/edit/clip-view.h"
#include "app/edit/cross.h"
#include "app/edit/pencil.h"
#include "helpers/test-clips.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <math.h>

#define RATE 48000
#define LENGTH (10 * RATE)

typedef struct
{
  LtSession *session;
  LtId       track, other, a, b;
} Pair;

/* Two clips of 4 s that overlap by 1 s, in the middle of 10 s of sound each; a second track with a third. */
static Pair
pair_new (gboolean reverse)
{
  Pair         p = { .session = lt_session_new (RATE, "Song") };
  LtSourceInfo info = { .path = "/a.wav", .name = "A", .n_frames = LENGTH, .n_channels = 1, .rate_hz = RATE };
  LtId         source;

  lt_session_take (&p.session, lt_edit_session_add_source (p.session, &info, &source));
  lt_session_take (&p.session, lt_edit_track_add (p.session, "Track", -1, &p.track));
  lt_session_take (&p.session, lt_edit_track_add (p.session, "Other", -1, &p.other));
  lt_session_take (&p.session, lt_edit_clip_add (p.session, p.track, source, 5 * RATE, 2 * RATE, 4 * RATE, &p.a));
  lt_session_take (&p.session, lt_edit_clip_add (p.session, p.track, source, 8 * RATE, 3 * RATE, 4 * RATE, &p.b));
  lt_session_take (&p.session, lt_edit_clip_add (p.session, p.other, source, 0, 0, RATE, NULL));
  lt_session_take (&p.session, lt_test_clips_flag (p.session, p.a, LT_CLIP_REVERSE, reverse));
  lt_session_take (&p.session, lt_edit_clip_fade_out (p.session, p.a, RATE, LT_FADE_EQUAL_POWER));
  lt_session_take (&p.session, lt_edit_clip_fade_in (p.session, p.b, RATE, LT_FADE_EQUAL_POWER));
  lt_session_take (&p.session, lt_edit_clip_fade_in (p.session, p.a, RATE / 4, LT_FADE_LINEAR));
  lt_session_take (&p.session, lt_edit_clip_fade_out (p.session, p.b, RATE / 2, LT_FADE_LINEAR));
  return p;
}

static const LtClip *
clip (const LtSession *session, LtId id)
{
  return lt_session_find_clip (session, id, NULL);
}

/* Frame of the source that sounds at @at of the time line. */
static int64_t
sounding (const LtClip *c, int64_t at)
{
  return c->reverse ? c->offset_frames + c->length_frames - 1 - (at - c->pos_frames) : c->offset_frames + at - c->pos_frames;
}

/* Wherever an X is dragged: it stays as wide, both fades fill it, and no sample of either clip moves in time. */
static void
test_cross_moves (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xc055);

  for (int round = 0; round < 200; round++)
    {
      Pair                  p = pair_new (round % 2);
      g_autoptr (LtSession) base = p.session, moved = NULL;
      LtCross               cross, now;
      int64_t               by = g_rand_int_range (rng, -6 * RATE, 6 * RATE);

      g_assert_true (lt_cross_find_into (base, p.b, &cross));
      g_assert_cmpint (cross.to - cross.from, ==, RATE);
      moved = lt_cross_move (base, &cross, by);
      g_assert_true (lt_cross_find_into (moved, p.b, &now));
      g_assert_cmpint (now.to - now.from, ==, RATE);
      g_assert_cmpint (now.before->fade_out_frames, ==, RATE);
      g_assert_cmpint (now.after->fade_in_frames, ==, RATE);
      g_assert_cmpint (now.before->fade_in_frames, ==, RATE / 4);
      g_assert_cmpint (now.after->fade_out_frames, ==, RATE / 2);
      g_assert_cmpint (ABS (now.from - cross.from), <=, ABS (by));
      g_assert_true ((now.from - cross.from) * by >= 0);
      if (ABS (by) < RATE / 2)
        g_assert_cmpint (now.from - cross.from, ==, by);
      g_assert_cmpint (sounding (now.before, now.from), ==, sounding (cross.before, now.from));
      g_assert_cmpint (sounding (now.after, now.to), ==, sounding (cross.after, now.to));
      g_assert_cmpint (now.before->offset_frames, >=, 0);
      g_assert_cmpint (now.after->offset_frames, >=, 0);
      g_assert_cmpint (now.before->offset_frames + now.before->length_frames, <=, LENGTH);
    }
}

static void
test_cross_bends (void)
{
  Pair                  p = pair_new (FALSE);
  g_autoptr (LtSession) base = p.session, bent = NULL, locked = NULL, same = NULL;
  LtCross               cross;

  g_assert_cmpint (lt_cross_step_curve (LT_FADE_EQUAL_POWER, 1), ==, LT_FADE_EQUAL_POWER);
  g_assert_cmpint (lt_cross_step_curve (LT_FADE_EQUAL_POWER, -9), ==, LT_FADE_EXPONENTIAL);
  for (LtFadeCurve curve = LT_FADE_LINEAR; curve <= LT_FADE_EXPONENTIAL; curve++) /* a step up is not emptier in the middle */
    g_assert_cmpfloat (lt_clip_view_get_fade (lt_cross_step_curve (curve, 1), 0.5), >=, lt_clip_view_get_fade (curve, 0.5) - 1e-12);
  g_assert_true (lt_cross_find_into (base, p.b, &cross));
  bent = lt_cross_bend (base, &cross, LT_FADE_S);
  g_assert_cmpint (clip (bent, p.a)->fade_out_curve, ==, LT_FADE_S);
  g_assert_cmpint (clip (bent, p.b)->fade_in_curve, ==, LT_FADE_S);
  locked = lt_test_clips_flag (base, p.a, LT_CLIP_LOCK, true);
  g_assert_true (lt_cross_find_into (locked, p.b, &cross));
  same = lt_cross_move (locked, &cross, 100);
  g_assert_true (same == locked);
}

/* Trimming an edge that is in an overlap: the fades fill what is left of it. */
static void
test_cross_is_kept (void)
{
  Pair                  p = pair_new (FALSE);
  g_autoptr (LtSession) base = p.session;
  g_autoptr (LtSession) trimmed = lt_edit_clip_trim_start (base, p.b, 8 * RATE + 1000), kept = lt_cross_keep (base, trimmed, p.b);
  LtCross               cross;

  g_assert_true (lt_cross_find_into (kept, p.b, &cross));
  g_assert_cmpint (cross.to - cross.from, ==, RATE - 1000);
  g_assert_cmpint (cross.before->fade_out_frames, ==, RATE - 1000);
  g_assert_cmpint (cross.after->fade_in_frames, ==, RATE - 1000);
}

static void
test_slip (void)
{
  for (int reverse = 0; reverse < 2; reverse++)
    {
      Pair                  p = pair_new (reverse);
      g_autoptr (LtSession) base = p.session, slipped = NULL, far = NULL;
      g_autoptr (GArray)    ids = g_array_new (FALSE, FALSE, sizeof (LtId));

      g_array_append_val (ids, p.a);
      slipped = lt_pencil_slip (base, ids, 500);
      g_assert_cmpint (clip (slipped, p.a)->pos_frames, ==, 5 * RATE);
      g_assert_cmpint (clip (slipped, p.a)->length_frames, ==, 4 * RATE);
      g_assert_cmpint (sounding (clip (slipped, p.a), 6 * RATE), ==, sounding (clip (base, p.a), 6 * RATE - 500)); /* later */
      far = lt_pencil_slip (base, ids, 100 * RATE);
      g_assert_cmpint (clip (far, p.a)->offset_frames, ==, reverse ? LENGTH - 4 * RATE : 0);
    }
}

static double
envelope_at (const LtClip *c, int64_t at)
{
  for (guint i = 0; c->envelope != NULL && i < c->envelope->len; i++)
    {
      const LtPoint *p = &g_array_index (c->envelope, LtPoint, i);

      if (p->pos_frames >= at)
        return i == 0 ? p->value : p[-1].value + (p->value - p[-1].value) * (double) (at - p[-1].pos_frames) / (double) (p->pos_frames - p[-1].pos_frames);
    }
  return c->envelope != NULL && c->envelope->len > 0 ? g_array_index (c->envelope, LtPoint, c->envelope->len - 1).value : 0.0;
}

/* Strokes one over another: what was drawn last is there, what is outside is as it was before. */
static void
test_pencil (void)
{
  g_autoptr (GRand)     rng = g_rand_new_with_seed (0xd2a);
  Pair                  p = pair_new (FALSE);
  g_autoptr (LtSession) session = p.session;

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (LtStroke)  stroke = lt_stroke_new ();
      g_autoptr (LtSession) before = lt_session_ref (session);
      int64_t               from = g_rand_int_range (rng, 0, 3 * RATE), to = from + g_rand_int_range (rng, 10, RATE);
      double                a = g_rand_double_range (rng, -12.0, 8.0), b = g_rand_double_range (rng, -12.0, 8.0);

      lt_stroke_add (stroke, (double) from, a);
      lt_stroke_add (stroke, (double) to, b);
      lt_session_take (&session, lt_pencil_envelope (session, p.a, stroke, 0.1));
      for (int64_t at = 0; at < 4 * RATE; at += 997)
        {
          double wanted = at >= from && at <= to ? a + (b - a) * (double) (at - from) / (double) (to - from) : envelope_at (clip (before, p.a), at);

          g_assert_cmpfloat_with_epsilon (envelope_at (clip (session, p.a), at), wanted, 0.02);
        }
    }
}

static void
test_audition (void)
{
  Pair                  p = pair_new (FALSE);
  g_autoptr (LtSession) base = p.session, alone = NULL;

  lt_session_take (&base, lt_edit_strip_solo (base, p.other, true));
  lt_session_take (&base, lt_edit_strip_mute (base, p.track, true));
  lt_session_take (&base, lt_edit_session_loop (base, true, 0, RATE));
  alone = lt_audition_make (base, p.a);
  g_assert_cmpuint (lt_session_find_track (alone, p.track)->clips->len, ==, 1);
  g_assert_nonnull (clip (alone, p.a));
  g_assert_true (lt_session_find_strip (alone, p.track)->solo);
  g_assert_false (lt_session_find_strip (alone, p.track)->mute);
  g_assert_false (lt_session_find_strip (alone, p.other)->solo);
  g_assert_false (alone->loop);
  g_assert_cmpuint (lt_session_find_track (base, p.track)->clips->len, ==, 2); /* what was given stays */
}

/* The gain line and its hand agree. */
static void
test_gain_line (void)
{
  for (double gain = -12.0; gain <= 8.0; gain += 0.5)
    g_assert_cmpfloat_with_epsilon (lt_clip_view_get_gain_at (lt_clip_view_get_gain_y (gain, 80.0), 80.0), gain, 1e-9);
  g_assert_cmpfloat (lt_clip_view_get_gain_at (80.0, 80.0), <, -50.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/lanes-edits/cross-moves", test_cross_moves);
  g_test_add_func ("/app/lanes-edits/cross-bends", test_cross_bends);
  g_test_add_func ("/app/lanes-edits/cross-kept", test_cross_is_kept);
  g_test_add_func ("/app/lanes-edits/slip", test_slip);
  g_test_add_func ("/app/lanes-edits/pencil", test_pencil);
  g_test_add_func ("/app/lanes-edits/audition", test_audition);
  g_test_add_func ("/app/lanes-edits/gain-line", test_gain_line);
  return g_test_run ();
}
