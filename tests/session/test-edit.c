// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits: the old session never changes, the new one survives the disk, loops are refused.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-session.h"
#include "session/check.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/store.h"

static void
assert_sound (const LtSession *session)
{
  g_autoptr (GError) error = NULL;

  lt_check_session (session, &error);
  g_assert_no_error (error);
}

static void
test_pure (void)
{
  for (guint32 seed = 1; seed <= 2; seed++)
    {
      g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
      g_autoptr (LtSession) session = lt_test_session_new (rng);
      guint n_same = 0;

      for (int i = 0; i < 500; i++)
        {
          g_autoptr (GBytes) before = lt_store_save (session);
          g_autoptr (LtSession) next = lt_test_session_edit (session, rng);
          g_autoptr (GBytes) after = lt_store_save (session);
          g_autoptr (GBytes) made = lt_store_save (next);

          g_assert_true (g_bytes_equal (before, after));
          g_assert_true ((next == session) == g_bytes_equal (before, made));
          n_same += next == session;
          lt_test_session_assert_round_trip (next);
          assert_sound (next);
          lt_session_take (&session, g_steal_pointer (&next));
        }
      g_assert_cmpuint (n_same, <, 350); /* most of them do something */
    }
}

static void
test_sharing (void)
{
  LtId a, b;
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Sharing");

  lt_session_take (&session, lt_edit_track_add (session, "A", -1, &a));
  lt_session_take (&session, lt_edit_track_add (session, "B", -1, &b));

  g_autoptr (LtSession) moved = lt_edit_strip_fader (session, a, -6.0);

  g_assert_true (moved != session);
  g_assert_true (lt_session_find_track (moved, b) == lt_session_find_track (session, b));
  g_assert_true (moved->mix == session->mix);
  g_assert_true (moved->sources == session->sources);
  g_assert_true (lt_session_find_strip (moved, a)->slots
                 == lt_session_find_strip (session, a)->slots);
  g_assert_true (lt_session_find_track (moved, a)->clips
                 == lt_session_find_track (session, a)->clips);
  g_assert_cmpfloat (lt_session_find_strip (session, a)->fader_db, ==, 0.0);
  g_assert_cmpfloat (lt_session_find_strip (moved, a)->fader_db, ==, -6.0);
}

static void
test_ranges (void)
{
  static const struct
  {
    LtStripValue which;
    double       asked, got;
  } rows[] = {
    { LT_STRIP_FADER, 12.0, 6.0 },       { LT_STRIP_FADER, -INFINITY, -INFINITY },
    { LT_STRIP_FADER, -143.9, -143.9 },  { LT_STRIP_FADER, -200.0, -INFINITY },
    { LT_STRIP_FADER, -3.3, -3.3 },      { LT_STRIP_TRIM, 30.0, 24.0 },
    { LT_STRIP_TRIM, -INFINITY, -60.0 }, { LT_STRIP_PAN, 2.0, 1.0 },
    { LT_STRIP_PAN, -2.0, -1.0 },        { LT_STRIP_MUTE, 0.7, 1.0 },
    { LT_STRIP_SOLO, -4.0, 0.0 },
  };
  LtId id;
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Ranges");

  lt_session_take (&session, lt_edit_track_add (session, "A", -1, &id));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LtSession) next = lt_edit_strip_value (session, id, rows[i].which, rows[i].asked);

      g_assert_cmpfloat (lt_strip_get_value (lt_session_find_strip (next, id), rows[i].which), ==,
                         rows[i].got);
    }
}

static void
test_names (void)
{
  LtId a, b, c;
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Names");

  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, &a));
  lt_session_take (&session, lt_edit_track_add (session, "vox", -1, &b));
  lt_session_take (&session, lt_edit_bus_add (session, "Mix", &c));
  g_assert_cmpstr (lt_session_find_strip (session, b)->name, ==, "vox 2");
  g_assert_cmpstr (lt_session_find_strip (session, c)->name, ==, "Mix 2");
  g_assert_true (lt_session_find_strip_named (session, "VOX 2")->id == b);
  g_assert_true (lt_session_find_strip_named (session, "Vox")->id == a);
  g_assert_true (lt_session_find_strip_named (session, "mix") == session->mix);
  g_assert_true (lt_session_find_strip_named (session, "Master") == session->master);
  g_assert_null (lt_session_find_strip_named (session, "nobody"));
}

static LtSession *
bus_chain (LtId *track, LtId *one, LtId *two)
{
  LtSession *session = lt_session_new (48000.0, "Chain");

  lt_session_take (&session, lt_edit_track_add (session, "T", -1, track));
  lt_session_take (&session, lt_edit_bus_add (session, "One", one));
  lt_session_take (&session, lt_edit_bus_add (session, "Two", two));
  lt_session_take (&session, lt_edit_strip_output (session, *track, *one, NULL));
  lt_session_take (&session, lt_edit_strip_output (session, *one, *two, NULL));
  return session;
}

static void
test_loops (void)
{
  LtId track, one, two, slot;
  g_autoptr (LtSession) session = bus_chain (&track, &one, &two);
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_session_would_loop (session, two, one));
  g_assert_true (lt_session_would_loop (session, one, one));
  g_assert_false (lt_session_would_loop (session, one, two));
  g_assert_true (lt_session_would_loop (session, session->master->id, track));
  g_assert_false (lt_session_would_loop (session, track, session->master->id));

  g_assert_null (lt_edit_strip_output (session, two, one, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
  g_clear_error (&error);
  g_assert_null (lt_edit_send_add (session, two, one, 0.0, NULL, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
  g_clear_error (&error);
  g_assert_null (lt_edit_strip_output (session, track, session->master->id, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID);
  g_clear_error (&error);

  /* A side-chain is a way for sound, too; and an effect takes its side-chain along when it moves. */
  lt_session_take (&session, lt_edit_slot_add (session, two, lt_fx_types[0], -1, NULL, &slot));
  lt_session_take (&session, lt_edit_slot_key (session, slot, track, false, &error));
  g_assert_no_error (error);
  g_assert_null (lt_edit_slot_move (session, slot, track, -1, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
  g_clear_error (&error);
  g_assert_null (lt_edit_slot_key (session, slot, session->mix->id, false, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
}

static void
test_bus_goes (void)
{
  LtId track, one, two, slot;
  g_autoptr (LtSession) session = bus_chain (&track, &one, &two);

  lt_session_take (&session, lt_edit_send_add (session, track, two, -6.0, NULL, NULL));
  lt_session_take (
      &session, lt_edit_slot_add (session, session->master->id, lt_fx_types[0], -1, NULL, &slot));
  lt_session_take (&session, lt_edit_slot_key (session, slot, two, true, NULL));
  lt_session_take (&session, lt_edit_bus_remove (session, two));

  g_assert_null (lt_session_find_strip (session, two));
  g_assert_cmpuint (lt_session_find_strip (session, one)->output_id, ==, 0);
  g_assert_cmpuint (lt_session_find_strip (session, track)->output_id, ==, one);
  g_assert_cmpuint (lt_session_find_strip (session, track)->sends->len, ==, 0);
  g_assert_cmpuint (lt_session_find_slot (session, slot, NULL)->key_id, ==, 0);
}

static LtSession *
one_clip (LtId *track, LtId *clip)
{
  LtSourceInfo info = { "audio/a.wav", NULL, "a", 1000, 1, 48000.0 };
  LtId         source;
  LtSession   *session = lt_session_new (48000.0, "Clip");

  lt_session_take (&session, lt_edit_track_add (session, "T", -1, track));
  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_clip_add (session, *track, source, 500, 100, 800, clip));
  return session;
}

/* Source frame that sounds at @pos; −1: none. */
static int64_t
heard (const LtSession *session, int64_t pos)
{
  const LtTrack *track = session->tracks->pdata[0];

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];
      int64_t       at = pos - clip->pos_frames;

      if (at >= 0 && at < clip->length_frames)
        return clip->reverse ? clip->offset_frames + clip->length_frames - 1 - at
                             : clip->offset_frames + at;
    }
  return -1;
}

/* Cutting moves no sample, forwards and backwards. */
static void
test_cut (gconstpointer data)
{
  bool reverse = GPOINTER_TO_INT (data) != 0;
  LtId track, clip, right;
  g_autoptr (LtSession) session = one_clip (&track, &clip);

  lt_session_take (&session, lt_test_clips_flag (session, clip, LT_CLIP_REVERSE, reverse));

  g_autoptr (LtSession) split = lt_edit_clip_split (session, clip, 700, &right);
  g_autoptr (LtSession) trimmed = lt_edit_clip_trim_start (split, right, 750);
  g_autoptr (LtSession) opened = lt_edit_clip_trim_start (trimmed, right, 700);
  g_autoptr (LtSession) ended = lt_edit_clip_trim_end (session, clip, 900);
  g_autoptr (LtSession) wide = lt_edit_clip_trim_end (ended, clip, 99999);

  for (int64_t pos = 500; pos < 1300; pos++)
    {
      g_assert_cmpint (heard (split, pos), ==, heard (session, pos));
      g_assert_cmpint (heard (trimmed, pos), ==,
                       pos >= 700 && pos < 750 ? -1 : heard (session, pos));
      g_assert_cmpint (heard (opened, pos), ==, heard (session, pos));
      g_assert_cmpint (heard (ended, pos), ==, pos < 900 ? heard (session, pos) : -1);
      g_assert_cmpint (heard (wide, pos), ==, heard (session, pos));
    }
  g_assert_cmpint (lt_session_get_length (wide), ==, 1300 + 100); /* as far as the source goes */
}

static void
test_envelope_cut (void)
{
  LtId          track, clip, right;
  const LtPoint points[] = { { 0, 0.0, false }, { 400, -8.0, false }, { 600, 0.0, true } };
  g_autoptr (LtSession) session = one_clip (&track, &clip);

  lt_session_take (&session, lt_edit_clip_envelope (session, clip, points, G_N_ELEMENTS (points)));
  lt_session_take (&session, lt_edit_clip_split (session, clip, 500 + 200, &right));

  const GArray *left_part = lt_session_find_clip (session, clip, NULL)->envelope;
  const GArray *right_part = lt_session_find_clip (session, right, NULL)->envelope;

  g_assert_cmpfloat (g_array_index (left_part, LtPoint, 1).value, ==, -4.0);
  g_assert_cmpint (g_array_index (left_part, LtPoint, 1).pos_frames, ==, 200);
  g_assert_cmpfloat (g_array_index (right_part, LtPoint, 0).value, ==, -4.0);
  g_assert_cmpint (g_array_index (right_part, LtPoint, 1).pos_frames, ==, 200);
  g_assert_cmpfloat (g_array_index (right_part, LtPoint, 1).value, ==, -8.0);
}

static void
test_lane_follows (void)
{
  LtId          track, bus, slot;
  const LtPoint points[] = { { 480, -6.0, false }, { 0, 0.0, true }, { 480, -12.0, false } };
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Lanes");

  lt_session_take (&session, lt_edit_track_add (session, "T", -1, &track));
  lt_session_take (&session, lt_edit_bus_add (session, "B", &bus));
  lt_session_take (&session,
                   lt_edit_slot_add (session, track, lt_fx_find ("trim"), -1, NULL, &slot));
  lt_session_take (&session, lt_edit_lane_set (session, track, slot, "gain", points,
                                               G_N_ELEMENTS (points), &error));
  g_assert_no_error (error);

  const LtLane *lane = lt_strip_find_lane (lt_session_find_strip (session, track), slot, "gain");
  g_assert_cmpuint (lane->points->len, ==, 2);
  g_assert_cmpfloat (g_array_index (lane->points, LtPoint, 1).value, ==, -12.0);
  g_assert_true (g_array_index (lane->points, LtPoint, 0).hold);

  lt_session_take (&session, lt_edit_slot_move (session, slot, bus, -1, &error));
  g_assert_no_error (error);
  g_assert_nonnull (lt_strip_find_lane (lt_session_find_strip (session, bus), slot, "gain"));
  g_assert_cmpuint (lt_session_find_strip (session, track)->lanes->len, ==, 0);

  lt_session_take (&session, lt_edit_slot_remove (session, slot));
  g_assert_cmpuint (lt_session_find_strip (session, bus)->lanes->len, ==, 0);
}

/* What a slot hears: all before it, nothing behind it, nobody soloed; the session itself stays as it is. */
static void
test_alone_before (void)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  LtId vox, kick, first, second;

  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, &vox));
  lt_session_take (&session, lt_edit_track_add (session, "Kick", -1, &kick));
  lt_session_take (&session, lt_edit_slot_add (session, vox, lt_fx_find ("comp"), -1, NULL, &first));
  lt_session_take (&session, lt_edit_slot_add (session, vox, lt_fx_find ("eq"), -1, NULL, &second));
  lt_session_take (&session, lt_edit_slot_key (session, first, kick, false, NULL));
  lt_session_take (&session, lt_edit_strip_fader (session, vox, -20.0));
  lt_session_take (&session, lt_edit_strip_mute (session, vox, true));
  lt_session_take (&session, lt_edit_strip_solo (session, kick, true));

  g_autoptr (LtSession) cut = lt_edit_slot_alone_before (session, second);
  const LtStrip *strip = lt_session_find_strip (cut, vox);
  g_assert_cmpuint (strip->slots->len, ==, 1);
  g_assert_cmpuint (((LtSlot *) strip->slots->pdata[0])->id, ==, first);
  g_assert_cmpuint (((LtSlot *) strip->slots->pdata[0])->key_id, ==, kick);
  g_assert_cmpfloat (strip->fader_db, ==, 0.0);
  g_assert_false (strip->mute);
  for (uint32_t i = 0; i < lt_session_n_strips (cut); i++)
    g_assert_false (lt_session_get_strip (cut, i)->solo);
  g_assert_true (lt_session_find_strip (session, kick)->solo);
  g_assert_true (lt_session_find_strip (session, vox)->mute);
}

/* What moves a send moves the copy's send in the copy; what moves the strip itself and its effects, theirs. */
static void
test_duplicate_lanes (void)
{
  g_autoptr (LtSession) s = lt_session_new (48000.0, "Song");
  g_autoptr (GError) error = NULL;
  LtId    vox, verb, delay, slot, first, second, copy;
  LtPoint point = { 0, -6.0, false };

  lt_session_take (&s, lt_edit_track_add (s, "Vox", -1, &vox));
  lt_session_take (&s, lt_edit_bus_add (s, "Verb", &verb));
  lt_session_take (&s, lt_edit_bus_add (s, "Delay", &delay));
  lt_session_take (&s, lt_edit_slot_add (s, vox, lt_fx_find ("trim"), -1, NULL, &slot));
  lt_session_take (&s, lt_edit_send_add (s, vox, verb, -12.0, &first, NULL));
  lt_session_take (&s, lt_edit_send_add (s, vox, delay, -12.0, &second, NULL));
  lt_session_take (&s, lt_edit_lane_set (s, vox, first, "level", &point, 1, NULL));
  lt_session_take (&s, lt_edit_lane_set (s, vox, second, "level", &point, 1, NULL));
  lt_session_take (&s, lt_edit_lane_set (s, vox, slot, "gain", &point, 1, NULL));
  lt_session_take (&s, lt_edit_lane_set (s, vox, 0, "fader", &point, 1, NULL));
  lt_session_take (&s, lt_edit_track_duplicate (s, vox, &copy));

  const LtStrip *strip = lt_session_find_strip (s, copy);
  g_assert_cmpuint (strip->lanes->len, ==, 4);
  g_assert_nonnull (lt_strip_find_lane (strip, ((const LtSend *) strip->sends->pdata[0])->id, "level"));
  g_assert_nonnull (lt_strip_find_lane (strip, ((const LtSend *) strip->sends->pdata[1])->id, "level"));
  g_assert_nonnull (lt_strip_find_lane (strip, ((const LtSlot *) strip->slots->pdata[0])->id, "gain"));
  g_assert_nonnull (lt_strip_find_lane (strip, 0, "fader"));
  g_assert_true (lt_check_session (s, &error));
  g_assert_no_error (error);
  lt_test_session_assert_round_trip (s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/edit/pure", test_pure);
  g_test_add_func ("/session/edit/sharing", test_sharing);
  g_test_add_func ("/session/edit/ranges", test_ranges);
  g_test_add_func ("/session/edit/names", test_names);
  g_test_add_func ("/session/edit/loops", test_loops);
  g_test_add_func ("/session/edit/bus-goes", test_bus_goes);
  g_test_add_data_func ("/session/edit/cut-forwards", GINT_TO_POINTER (0), test_cut);
  g_test_add_data_func ("/session/edit/cut-backwards", GINT_TO_POINTER (1), test_cut);
  g_test_add_func ("/session/edit/envelope-cut", test_envelope_cut);
  g_test_add_func ("/session/edit/lane-follows", test_lane_follows);
  g_test_add_func ("/session/edit/alone-before", test_alone_before);
  g_test_add_func ("/session/edit/duplicate-lanes", test_duplicate_lanes);
  return g_test_run ();
}
