// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of tempo and metre: what moves with them and what does not, and their way over the disk.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-session.h"
#include "session/diff.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-ripple.h"
#include "session/edit-session.h"
#include "session/edit-tempo.h"
#include "session/edit-track.h"
#include "session/store.h"
#include "session/tempo.h"

#include <math.h>
#include <string.h>

#define QUARTER ((int64_t) LT_TEMPO_QUARTER)
#define SECOND 48000

/* A clip, a locked clip, a marker, a range, loop and punch, and automation, all at bar lines of 120 bpm, 4/4. */
static LtSession *
make (void)
{
  LtSession   *session = lt_session_new (48000.0, "Song");
  LtSourceInfo info = { "audio/a.wav", NULL, "a", 100 * SECOND, 1, 48000.0 };
  LtPoint      points[] = { { 2 * SECOND, -6.0, false }, { 10 * SECOND, -3.0, false } };
  LtId         source, track, clip;

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, &track));
  lt_session_take (&session, lt_edit_clip_add (session, track, source, 8 * SECOND, 0, SECOND, NULL));
  lt_session_take (&session, lt_edit_clip_add (session, track, source, 12 * SECOND, 0, SECOND, &clip));
  lt_session_take (&session, lt_test_clips_flag (session, clip, LT_CLIP_LOCK, true));
  lt_session_take (&session, lt_edit_session_add_marker (session, "Ad-lib", 10 * SECOND, 0, NULL));
  lt_session_take (&session, lt_edit_session_add_marker (session, "Chorus", 8 * SECOND, 8 * SECOND, NULL));
  lt_session_take (&session, lt_edit_session_loop (session, true, 8 * SECOND, 16 * SECOND));
  lt_session_take (&session, lt_edit_session_punch (session, true, 10 * SECOND, 12 * SECOND));
  lt_session_take (&session, lt_edit_lane_set (session, track, 0, "fader", points, 2, NULL));
  return session;
}

static const LtTrack *
track_of (const LtSession *session)
{
  return session->tracks->pdata[0];
}

static int64_t
clip_pos (const LtSession *session, guint index)
{
  return ((const LtClip *) track_of (session)->clips->pdata[index])->pos_frames;
}

static int64_t
point_pos (const LtSession *session, guint index)
{
  const LtLane *lane = lt_strip_find_lane (track_of (session)->strip, 0, "fader");

  return g_array_index (lane->points, LtPoint, index).pos_frames;
}

static const LtMarker *
marker_named (const LtSession *session, const char *name)
{
  for (guint i = 0; i < session->markers->len; i++)
    if (strcmp (((const LtMarker *) session->markers->pdata[i])->name, name) == 0)
      return session->markers->pdata[i];
  g_assert_not_reached ();
}

static void
test_keep_times (void)
{
  g_autoptr (LtSession) session = make ();
  g_autoptr (LtSession) next = lt_edit_tempo_set (session, 8 * QUARTER, 60.0, false, LT_TEMPO_KEEP_TIMES);
  g_autofree char      *place = lt_tempo_dup_place (next->tempo, lt_tempo_get_pulse (next, 8 * SECOND));

  g_assert_true (next->tracks == session->tracks);
  g_assert_true (next->markers == session->markers);
  g_assert_cmpint (next->loop_from_frames, ==, 8 * SECOND);
  g_assert_cmpstr (place, ==, "4|1|000"); /* it was 5|1: four seconds at 120, four at 60 */
}

static void
test_keep_bars (void)
{
  g_autoptr (LtSession) session = make ();
  g_autoptr (LtSession) next = lt_edit_tempo_set (session, 8 * QUARTER, 60.0, false, LT_TEMPO_KEEP_BARS); /* at 4 s */
  const LtMarker *chorus = marker_named (next, "Chorus");

  g_assert_cmpint (clip_pos (next, 0), ==, 12 * SECOND);
  g_assert_cmpint (clip_pos (next, 1), ==, 12 * SECOND); /* locked */
  g_assert_cmpint (marker_named (next, "Ad-lib")->pos_frames, ==, 16 * SECOND);
  g_assert_cmpint (chorus->pos_frames, ==, 12 * SECOND);
  g_assert_cmpint (chorus->length_frames, ==, 16 * SECOND);
  g_assert_cmpint (next->loop_from_frames, ==, 12 * SECOND);
  g_assert_cmpint (next->loop_to_frames, ==, 28 * SECOND);
  g_assert_cmpint (next->punch_from_frames, ==, 16 * SECOND);
  g_assert_cmpint (next->punch_to_frames, ==, 20 * SECOND);
  g_assert_cmpint (point_pos (next, 0), ==, 2 * SECOND); /* before the change */
  g_assert_cmpint (point_pos (next, 1), ==, 16 * SECOND);

  /* And all the way back. */
  g_autoptr (LtSession) back = lt_edit_tempo_remove (next, 8 * QUARTER, LT_TEMPO_KEEP_BARS);
  g_assert_cmpint (clip_pos (back, 0), ==, 8 * SECOND);
  g_assert_cmpint (point_pos (back, 1), ==, 10 * SECOND);
  g_assert_cmpint (marker_named (back, "Chorus")->length_frames, ==, 8 * SECOND);
}

static void
test_metres (void)
{
  g_autoptr (LtSession) session = make ();
  g_autoptr (LtSession) tempo = lt_edit_tempo_set (session, 16 * QUARTER, 90.0, true, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) times = lt_edit_tempo_set_metre (tempo, 2, 3, 4, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) bars = lt_edit_tempo_set_metre (tempo, 2, 3, 4, LT_TEMPO_KEEP_BARS);

  g_assert_cmpint (times->tempo->tempos[1].pulse, ==, 16 * QUARTER); /* at its time */
  g_assert_cmpint (clip_pos (times, 0), ==, 8 * SECOND);
  g_assert_cmpint (bars->tempo->tempos[1].pulse, ==, 14 * QUARTER); /* at its bar, the fifth */
  g_assert_cmpint (clip_pos (bars, 0), ==, 7 * SECOND);

  g_autoptr (LtSession) moved = lt_edit_tempo_move_metre (times, 2, 6, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) gone = lt_edit_tempo_remove_metre (moved, 6, LT_TEMPO_KEEP_TIMES);
  g_assert_cmpint (moved->tempo->metres[1].bar, ==, 6);
  g_assert_true (lt_tempo_map_equal (gone->tempo, tempo->tempo));

  g_autoptr (LtSession) earlier = lt_edit_tempo_move (tempo, 16 * QUARTER, 3 * QUARTER, LT_TEMPO_KEEP_TIMES);
  g_assert_cmpint (earlier->tempo->tempos[1].pulse, ==, 3 * QUARTER);
}

/* The beginning is the session's tempo and metre; nothing at all is the very same session. */
static void
test_beginning (void)
{
  g_autoptr (LtSession) session = make ();
  g_autoptr (LtSession) same = lt_edit_tempo_set (session, 0, 120.0, false, LT_TEMPO_KEEP_BARS);
  g_autoptr (LtSession) fast = lt_edit_session_tempo (session, 140.0);
  g_autoptr (LtSession) waltz = lt_edit_session_metre (fast, 3, 4);

  g_assert_true (same == session);
  g_assert_cmpfloat (fast->tempo_bpm, ==, 140.0);
  g_assert_cmpfloat (fast->tempo->tempos[0].bpm, ==, 140.0);
  g_assert_cmpuint (waltz->metre_num, ==, 3);
  g_assert_cmpuint (waltz->tempo->metres[0].num, ==, 3);
}

static void
test_disk (void)
{
  g_autoptr (LtSession) plain = make ();
  g_autoptr (GBytes)    plain_bytes = lt_store_save (plain);
  g_autoptr (LtSession) session = lt_edit_tempo_set (plain, 0, 100.0, true, LT_TEMPO_KEEP_TIMES);
  const char           *text = g_bytes_get_data (plain_bytes, NULL);

  g_assert_null (strstr (text, "tempos")); /* nothing is written where there is nothing */
  g_assert_null (strstr (text, "metres"));
  g_assert_null (strstr (text, "tempo-ramp"));
  lt_session_take (&session, lt_edit_tempo_set (session, 12 * QUARTER, 133.25, false, LT_TEMPO_KEEP_TIMES));
  lt_session_take (&session, lt_edit_tempo_set_metre (session, 8, 7, 8, LT_TEMPO_KEEP_TIMES));
  lt_test_session_assert_round_trip (session);

  g_autoptr (GPtrArray) words = lt_diff_list (plain, session);
  g_assert_cmpuint (words->len, ==, 3);
  g_assert_cmpstr (words->pdata[0], ==, "Session: tempo 120.00 → 100.00, moving to the next");
  g_assert_cmpstr (words->pdata[1], ==, "Added a change of tempo at 4|1|000: 133.25");
  g_assert_cmpstr (words->pdata[2], ==, "Added a change of metre at bar 9: 7/8");
}

/* What is wrong is told and left out; the rest stays. */
static void
test_damaged (void)
{
  static const char text[]
      = "{\"format\":1,\"title\":\"x\",\"rate\":48000,\"tempo\":100,\"metre-num\":4,\"metre-den\":4,"
        "\"tempos\":[[15360,90,true],[0,80],[30720,5000],\"fast\",[46080,70,1],[61440,60]],"
        "\"metres\":[{\"bar\":3,\"num\":3,\"den\":5},{\"num\":3},7,{\"bar\":5,\"num\":6,\"den\":8}],\"punch\":true,\"mix\":{\"id\":1},\"master\":{\"id\":2}}";
  g_autoptr (GBytes)    bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) session = lt_store_load (bytes, losses, NULL);

  g_assert_nonnull (session);
  g_assert_cmpuint (session->tempo->n_tempos, ==, 3);
  g_assert_true (session->tempo->tempos[1].ramp);
  g_assert_cmpint (session->tempo->tempos[2].pulse, ==, 4 * QUARTER);
  g_assert_cmpuint (session->tempo->n_metres, ==, 3);
  g_assert_cmpuint (session->tempo->metres[1].den, ==, 4);
  g_assert_cmpint (session->tempo->metres[2].bar, ==, 4);
  g_assert_false (session->punch);
  for (guint i = 0; i < losses->len; i++)
    g_test_message ("%s", (const char *) losses->pdata[i]);
  g_assert_cmpuint (losses->len, ==, 5);
}

static void
test_text (void)
{
  g_autoptr (LtSession) session = make ();
  double pulse = -1.0;

  g_assert_true (lt_tempo_parse_place (session->tempo, "5|3|480", &pulse));
  g_assert_cmpfloat (pulse, ==, 18.5 * (double) QUARTER);
  g_assert_true (lt_tempo_parse_place (session->tempo, " 5.3 ", &pulse));
  g_assert_cmpfloat (pulse, ==, 18.0 * (double) QUARTER);
  g_assert_false (lt_tempo_parse_place (session->tempo, "0|1", &pulse));
  g_assert_false (lt_tempo_parse_place (session->tempo, "x", &pulse));
  g_assert_false (lt_tempo_parse_place (session->tempo, "1|2|3|4", &pulse));
}

/* A place is only what its bar has: 4/4, from bar 3 on 7/8. */
static void
test_places (void)
{
  static const struct
  {
    const char *text;
    bool        is_written, is_there;
  } cases[] = {
    { "2", true, true },        { "2.4", true, true },      { "2|4|959", true, true }, { "2.5", true, false }, { "2.77", true, false },
    { "2|4|960", true, false }, { "2|1|99999", true, false }, { "3.7", true, true },     { "3.8", true, false }, { "9|7|959", true, true },
    { "9|8|0", true, false },   { "2.0", false, false },    { "2.1.x", false, false }, { "", false, false },
  };
  g_autoptr (LtSession) plain = make ();
  g_autoptr (LtSession) session = lt_edit_tempo_set_metre (plain, 2, 7, 8, LT_TEMPO_KEEP_TIMES);
  g_autoptr (GRand)     rng = g_rand_new_with_seed (11);
  LtTempoPlace          place;
  double                pulse, again;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (lt_tempo_read_place (cases[i].text, &place) == cases[i].is_written);
      g_assert_true (lt_tempo_parse_place (session->tempo, cases[i].text, &pulse) == cases[i].is_there);
    }

  /* What is shown can be typed. */
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *text = lt_tempo_dup_place (session->tempo, g_rand_double_range (rng, 0.0, 100.0 * (double) QUARTER));

      g_assert_true (lt_tempo_parse_place (session->tempo, text, &pulse));
      g_autofree char *shown = lt_tempo_dup_place (session->tempo, pulse);
      g_assert_cmpstr (shown, ==, text);
      g_assert_true (lt_tempo_parse_place (session->tempo, shown, &again));
      g_assert_cmpfloat (again, ==, pulse);
    }
}

static const LtRippleScope everything = { LT_RIPPLE_ALL, 0, 0 };

/* 120 bpm in 4/4, 90 from bar 9 on, 3/4 from bar 13 on. Four bars more at the front, and the same music stands at the same
   distance from its bars. */
static void
test_ripple (void)
{
  g_autoptr (LtSession) plain = make ();
  g_autoptr (LtSession) slower = lt_edit_tempo_set (plain, 32 * QUARTER, 90.0, false, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) session = lt_edit_tempo_set_metre (slower, 12, 3, 4, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) longer = lt_edit_ripple_insert (session, everything, 4 * SECOND, 8 * SECOND);
  g_autoptr (LtSession) back = lt_edit_ripple_delete (longer, everything, 4 * SECOND, 12 * SECOND);
  g_autoptr (LtSession) shorter = lt_edit_ripple_delete (session, everything, 8 * SECOND, 16 * SECOND);
  g_autoptr (LtSession) gone = lt_edit_ripple_delete (session, everything, 14 * SECOND, 16 * SECOND + 128000);
  g_autoptr (LtSession) even = lt_edit_ripple_insert (plain, everything, 4 * SECOND, 1234);

  g_assert_cmpint (longer->punch_from_frames, ==, 18 * SECOND);
  g_assert_cmpint (longer->punch_to_frames, ==, 20 * SECOND);
  g_assert_cmpint (longer->loop_from_frames, ==, 16 * SECOND);
  g_assert_cmpuint (longer->tempo->n_tempos, ==, 2);
  g_assert_cmpint (longer->tempo->tempos[1].pulse, ==, 48 * QUARTER);
  g_assert_cmpint (longer->tempo->metres[1].bar, ==, 16);
  g_assert_true (lt_tempo_map_equal (back->tempo, session->tempo));
  g_assert_cmpint (back->punch_from_frames, ==, session->punch_from_frames);

  /* Bars 5 to 8 away: the change is at bar 5. */
  g_assert_cmpint (shorter->tempo->tempos[1].pulse, ==, 16 * QUARTER);
  g_assert_cmpint (shorter->tempo->metres[1].bar, ==, 8);
  g_assert_cmpint (shorter->punch_from_frames, ==, session->punch_from_frames); /* nothing would be left of it */

  /* Bar 8, and the one after the change: what follows keeps its tempo. */
  g_assert_cmpint (gone->tempo->tempos[1].pulse, ==, 28 * QUARTER);
  g_assert_cmpfloat (gone->tempo->tempos[1].bpm, ==, 90.0);
  g_assert_cmpint (gone->tempo->metres[1].bar, ==, 10);
  g_assert_true (even->tempo == plain->tempo);
}

/* Any map, anywhere: before the place all is as it was, behind it the same later. */
static void
test_ripple_property (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (77);

  for (guint turn = 0; turn < 300; turn++)
    {
      g_autoptr (LtSession) session = make ();
      int64_t pulse = 0;
      for (int i = g_rand_int_range (rng, 1, 6); i > 0; i--)
        {
          pulse += g_rand_int_range (rng, 1, 20) * QUARTER;
          lt_session_take (&session, lt_edit_tempo_set (session, pulse, g_rand_double_range (rng, 40.0, 200.0), g_rand_boolean (rng), LT_TEMPO_KEEP_TIMES));
        }
      int64_t at = g_rand_int_range (rng, 0, 60 * SECOND), length = g_rand_int_range (rng, 1, 20 * SECOND);
      g_autoptr (LtSession) longer = lt_edit_ripple_insert (session, everything, at, length), back = lt_edit_ripple_delete (longer, everything, at, at + length);
      g_autoptr (LtSession) shorter = lt_edit_ripple_delete (session, everything, at, at + length);

      for (guint i = 0; i < 40; i++)
        {
          double frame = g_rand_double_range (rng, 0.0, 100.0 * SECOND), now = frame / SECOND, bpm = lt_tempo_map_bpm (session->tempo, now);

          if (fabs (frame - (double) at) < 4000.0 || fabs (frame - (double) (at + length)) < 4000.0)
            continue; /* a place within a frame of the grid is taken for it */
          double later = frame < (double) at ? now : now + (double) length / SECOND;
          g_assert_cmpfloat (fabs (lt_tempo_map_bpm (longer->tempo, later) - bpm), <, 0.2);
          g_assert_cmpfloat (fabs (lt_tempo_map_bpm (back->tempo, now) - bpm), <, 0.2);
          if (frame < (double) at)
            {
              g_assert_cmpfloat (fabs (lt_tempo_map_bpm (shorter->tempo, now) - bpm), <, 0.2);
              g_assert_cmpfloat (fabs (lt_tempo_map_pulse (longer->tempo, now) - lt_tempo_map_pulse (session->tempo, now)), <, 4.0);
            }
          else if (frame > (double) (at + length))
            g_assert_cmpfloat (fabs (lt_tempo_map_bpm (shorter->tempo, now - (double) length / SECOND) - bpm), <, 0.2);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/tempo/keep-times", test_keep_times);
  g_test_add_func ("/session/tempo/keep-bars", test_keep_bars);
  g_test_add_func ("/session/tempo/ripple", test_ripple);
  g_test_add_func ("/session/tempo/ripple-property", test_ripple_property);
  g_test_add_func ("/session/tempo/metres", test_metres);
  g_test_add_func ("/session/tempo/beginning", test_beginning);
  g_test_add_func ("/session/tempo/disk", test_disk);
  g_test_add_func ("/session/tempo/damaged", test_damaged);
  g_test_add_func ("/session/tempo/text", test_text);
  g_test_add_func ("/session/tempo/places", test_places);
  return g_test_run ();
}
