// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done with several clips at once, what a point of a clip is for, and where edges snap.
// Layer: tests.

#include "app/edit/clip-ops.h"
#include "app/edit/clip-zones.h"
#include "app/edit/snap.h"
#include "app/edit/zero-meet.h"
#include "helpers/test-clips.h"
#include "session/edit-range.h"
#include "session/edit-clip-fx.h"
#include "session/edit-session.h"
#include "session/edit-track.h"

typedef struct
{
  LtSession *session;
  LtId       tracks[3], source, clips[3];
  GArray    *ids;
} Fixture;

/* Three tracks; on the first: [1000, 5000) and [5000, 9000) of one recording, on the second [2000, 4000). */
static void
set_up (Fixture *f, gconstpointer data)
{
  LtSourceInfo info = { .path = "audio/a.wav", .name = "Take", .n_frames = 100000, .n_channels = 1, .rate_hz = 48000.0 };

  f->session = lt_session_new (48000.0, "Song");
  lt_session_take (&f->session, lt_edit_session_add_source (f->session, &info, &f->source));
  for (int i = 0; i < 3; i++)
    lt_session_take (&f->session, lt_edit_track_add (f->session, "Track", -1, &f->tracks[i]));
  lt_session_take (&f->session, lt_edit_clip_add (f->session, f->tracks[0], f->source, 1000, 20000, 4000, &f->clips[0]));
  lt_session_take (&f->session, lt_edit_clip_add (f->session, f->tracks[0], f->source, 5000, 24000, 4000, &f->clips[1]));
  lt_session_take (&f->session, lt_edit_clip_add (f->session, f->tracks[1], f->source, 2000, 0, 2000, &f->clips[2]));
  f->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_session_unref (f->session);
  g_array_unref (f->ids);
}

static void
pick (Fixture *f, int a, int b, int c)
{
  const int wanted[] = { a, b, c };

  g_array_set_size (f->ids, 0);
  for (int i = 0; i < 3; i++)
    if (wanted[i] >= 0)
      g_array_append_val (f->ids, f->clips[wanted[i]]);
}

static const LtClip *
clip (const LtSession *session, LtId id)
{
  return lt_session_find_clip (session, id, NULL);
}

static void
test_all_move_together (Fixture *f, gconstpointer data)
{
  pick (f, 0, -1, 2);
  g_autoptr (LtSession) left = lt_edit_clips_move (f->session, f->ids, -5000, -1);

  /* The first can only go 1000 to the left, and neither above the first track: nothing moves up, all by 1000. */
  g_assert_cmpint (clip (left, f->clips[0])->pos_frames, ==, 0);
  g_assert_cmpint (clip (left, f->clips[2])->pos_frames, ==, 1000);

  g_autoptr (LtSession) down = lt_edit_clips_move (f->session, f->ids, 100, 5);
  const LtTrack *track = NULL;
  lt_session_find_clip (down, f->clips[2], &track);
  g_assert_cmpuint (track->strip->id, ==, f->tracks[2]);
  lt_session_find_clip (down, f->clips[0], &track);
  g_assert_cmpuint (track->strip->id, ==, f->tracks[1]);
}

/* By an edge of one of them: all by as much, their other edges in place. */
static void
test_stretch (Fixture *f, gconstpointer data)
{
  pick (f, 0, -1, 2);
  g_autoptr (LtSession) longer = lt_clip_ops_stretch (f->session, f->ids, f->clips[0], 7000, TRUE);
  g_autoptr (LtSession) shorter = lt_clip_ops_stretch (f->session, f->ids, f->clips[0], 3000, FALSE);

  g_assert_cmpint (clip (longer, f->clips[0])->pos_frames, ==, 1000);
  g_assert_cmpint (clip (longer, f->clips[0])->length_frames, ==, 6000);
  g_assert_cmpint (clip (longer, f->clips[2])->pos_frames, ==, 2000);
  g_assert_cmpint (clip (longer, f->clips[2])->length_frames, ==, 3000);
  g_assert_cmpfloat (clip (longer, f->clips[2])->sound.stretch, ==, 1.5);
  g_assert_cmpint (clip (shorter, f->clips[0])->pos_frames, ==, 3000);
  g_assert_cmpint (clip (shorter, f->clips[0])->length_frames, ==, 2000);
  g_assert_cmpint (clip (shorter, f->clips[2])->pos_frames, ==, 3000);
  g_assert_true (clip (longer, f->clips[1]) == clip (f->session, f->clips[1]));

  /* Parts of one stretched sound join, others do not. */
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtId right;
  g_autoptr (LtSession) split = lt_edit_clip_split (longer, f->clips[0], 3000, &right);
  g_array_append_val (f->ids, right);
  g_autoptr (LtSession) joined = lt_edit_clips_join (split, f->ids, kept, NULL);
  g_assert_null (clip (joined, right));
  g_assert_cmpint (clip (joined, f->clips[0])->length_frames, ==, 6000);
  g_autoptr (LtSession) tuned = lt_edit_clip_fx_pitch (split, right, 10.0);
  g_autoptr (LtSession) apart = lt_edit_clips_join (tuned, f->ids, kept, NULL);
  g_assert_nonnull (clip (apart, right));
}

static void
test_locked_clips_stay (Fixture *f, gconstpointer data)
{
  pick (f, 0, 1, 2);
  lt_session_take (&f->session, lt_test_clips_flag (f->session, f->clips[1], LT_CLIP_LOCK, true));
  g_autoptr (LtSession) moved = lt_edit_clips_move (f->session, f->ids, 500, 0);
  g_autoptr (LtSession) gone = lt_edit_clips_remove (f->session, f->ids);

  g_assert_cmpint (clip (moved, f->clips[1])->pos_frames, ==, 5000);
  g_assert_cmpint (clip (moved, f->clips[0])->pos_frames, ==, 1500);
  g_assert_nonnull (clip (gone, f->clips[1]));
  g_assert_null (clip (gone, f->clips[0]));
}

static void
test_split_and_join_are_one_sound (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId)), kept = g_array_new (FALSE, FALSE, sizeof (LtId));

  lt_session_take (&f->session, lt_edit_clip_fade_out (f->session, f->clips[0], 300, LT_FADE_S));
  pick (f, 0, 1, 2);
  g_autoptr (LtSession) cut = lt_edit_clips_split (f->session, f->ids, 3000, made);
  g_assert_cmpuint (made->len, ==, 2); /* the second clip does not sound there */

  g_array_set_size (f->ids, 1);
  g_array_append_val (f->ids, g_array_index (made, LtId, 0));
  g_autoptr (LtSession) joined = lt_edit_clips_join (cut, f->ids, kept, NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (clip (joined, f->clips[0])->length_frames, ==, 4000);
  g_assert_cmpint (clip (joined, f->clips[0])->offset_frames, ==, 20000);
  g_assert_cmpint (clip (joined, f->clips[0])->fade_out_frames, ==, 300);
  g_assert_cmpint (clip (joined, f->clips[0])->fade_out_curve, ==, LT_FADE_S);
  g_assert_null (clip (joined, g_array_index (made, LtId, 0)));
}

static void
test_only_what_goes_on_is_joined (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId));

  lt_session_take (&f->session, lt_edit_clip_slip (f->session, f->clips[1], 30000));
  pick (f, 0, 1, 2);
  g_autoptr (LtSession) joined = lt_edit_clips_join (f->session, f->ids, kept, NULL);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_true (joined == f->session);
}

static void
test_crossfade (Fixture *f, gconstpointer data)
{
  pick (f, 1, -1, -1);
  lt_session_take (&f->session, lt_edit_clip_move (f->session, f->clips[1], f->tracks[0], 4600));
  g_autoptr (LtSession) dropped = lt_edit_clips_crossfade (f->session, f->ids, 0);
  g_assert_cmpint (clip (dropped, f->clips[0])->fade_out_frames, ==, 400);
  g_assert_cmpint (clip (dropped, f->clips[1])->fade_in_frames, ==, 400);

  lt_session_take (&f->session, lt_edit_clip_move (f->session, f->clips[1], f->tracks[0], 5000));
  g_autoptr (LtSession) alone = lt_edit_clips_crossfade (f->session, f->ids, 0);
  g_assert_true (alone == f->session); /* they only touch */
  pick (f, 0, 1, -1);
  g_autoptr (LtSession) drawn = lt_edit_clips_crossfade (f->session, f->ids, 960);
  g_assert_cmpint (clip (drawn, f->clips[0])->length_frames, ==, 4480);
  g_assert_cmpint (clip (drawn, f->clips[1])->pos_frames, ==, 4520);
  g_assert_cmpint (clip (drawn, f->clips[0])->fade_out_frames, ==, 960);
}

static void
test_ranges (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (LtSession) cleared = lt_edit_range_clear (f->session, 3000, 6000, 0, 0);
  const GPtrArray      *clips = lt_session_find_track (cleared, f->tracks[0])->clips;

  g_assert_cmpuint (clips->len, ==, 2);
  g_assert_cmpint (((LtClip *) clips->pdata[0])->length_frames, ==, 2000);
  g_assert_cmpint (((LtClip *) clips->pdata[1])->pos_frames, ==, 6000);
  g_assert_cmpint (((LtClip *) clips->pdata[1])->offset_frames, ==, 25000);
  g_assert_cmpuint (lt_session_find_track (cleared, f->tracks[1])->clips->len, ==, 1); /* not a row of the range */

  g_autoptr (LtSession) split = lt_edit_range_split (f->session, 3000, 6000, 0, 1, inside);
  g_assert_cmpuint (inside->len, ==, 3);
  g_assert_cmpuint (lt_session_find_track (split, f->tracks[1])->clips->len, >, 1);
}

static void
test_fade_to (Fixture *f, gconstpointer data)
{
  pick (f, 0, -1, -1);
  g_autoptr (LtSession) in = lt_edit_clips_fade_to (f->session, f->ids, 1500);
  g_autoptr (LtSession) out = lt_edit_clips_fade_to (f->session, f->ids, 4200);
  g_autoptr (LtSession) outside = lt_edit_clips_fade_to (f->session, f->ids, 9000);

  g_assert_cmpint (clip (in, f->clips[0])->fade_in_frames, ==, 500);
  g_assert_cmpint (clip (out, f->clips[0])->fade_out_frames, ==, 800);
  g_assert_true (outside == f->session);
}

/* Whatever is done, the session that was given stays, and what comes out holds what a session must. */
static void
test_random_edits_are_pure (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (23);

  for (int i = 0; i < 400; i++)
    {
      g_autoptr (LtSession) next = NULL;
      LtSession         *before = f->session;
      int64_t            length = lt_session_get_length (before), at = g_rand_int_range (rng, 0, 12000);
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (LtId)), made = g_array_new (FALSE, FALSE, sizeof (LtId));

      for (guint t = 0; t < before->tracks->len; t++)
        for (guint k = 0; k < ((LtTrack *) before->tracks->pdata[t])->clips->len; k++)
          if (g_rand_boolean (rng))
            g_array_append_val (all, ((LtClip *) ((LtTrack *) before->tracks->pdata[t])->clips->pdata[k])->id);
      switch (g_rand_int_range (rng, 0, 7))
        {
        case 0: next = lt_edit_clips_move (before, all, at - 6000, g_rand_int_range (rng, -2, 3)); break;
        case 1: next = lt_edit_clips_split (before, all, at, made); break;
        case 2: next = lt_edit_clips_join (before, all, made, NULL); break;
        case 3: next = lt_edit_clips_crossfade (before, all, 200); break;
        case 4: next = lt_edit_range_clear (before, at, at + 300, 0, 2); break;
        case 5: next = all->len < 12 ? lt_edit_clips_copy (before, all, at, 1, made) : lt_session_ref (before); break;
        default: next = lt_edit_clips_fade_to (before, all, at); break;
        }
      g_assert_cmpint (lt_session_get_length (before), ==, length);
      for (guint t = 0; t < next->tracks->len; t++)
        for (guint k = 0; k < ((LtTrack *) next->tracks->pdata[t])->clips->len; k++)
          {
            const LtClip *c = ((LtTrack *) next->tracks->pdata[t])->clips->pdata[k];

            g_assert_cmpint (c->pos_frames, >=, 0);
            g_assert_cmpint (c->length_frames, >, 0);
            g_assert_cmpint (c->offset_frames, >=, 0);
            g_assert_cmpint (c->offset_frames + c->length_frames, <=, 100000);
            g_assert_cmpint (c->fade_in_frames + c->fade_out_frames, <=, c->length_frames);
          }
      lt_session_take (&f->session, g_steal_pointer (&next));
    }
}

static void
test_zones (void)
{
  LtClipPoint at = { .width = 300, .height = 48, .gain_y = -1.0 };

#define ZONE(px, py) (at.x = (px), at.y = (py), lt_clip_zones_find (&at))
  g_assert_cmpint (ZONE (5, 17), ==, LT_CLIP_ZONE_FADE_IN);
  g_assert_cmpint (ZONE (295, 17), ==, LT_CLIP_ZONE_FADE_OUT);
  g_assert_cmpint (ZONE (150, 8), ==, LT_CLIP_ZONE_GAIN);
  g_assert_cmpint (ZONE (3, 40), ==, LT_CLIP_ZONE_START);
  g_assert_cmpint (ZONE (297, 40), ==, LT_CLIP_ZONE_END);
  g_assert_cmpint (ZONE (60, 21), ==, LT_CLIP_ZONE_RANGE);
  g_assert_cmpint (ZONE (60, 40), ==, LT_CLIP_ZONE_MOVE);
  at.fade_in = 100;
  g_assert_cmpint (ZONE (100, 17), ==, LT_CLIP_ZONE_FADE_IN); /* its handle */
  at.gain_y = 30;
  g_assert_cmpint (ZONE (200, 31), ==, LT_CLIP_ZONE_GAIN); /* its line */
  at.height = 26;
  g_assert_cmpint (ZONE (150, 5), ==, LT_CLIP_ZONE_MOVE); /* low clips are moved by all of them */
  at.width = 8;
  g_assert_cmpint (ZONE (4, 13), ==, LT_CLIP_ZONE_MOVE); /* narrow ones too */
#undef ZONE
}

static void
test_snap (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  LtSnap   snap = { .grid = 1000.0, .points = points, .reach = 80.0 };
  double   place;
  gboolean met;

  g_array_append_vals (points, (const double[]) { 1300.0, 2050.0 }, 2);
  g_assert_true (lt_snap_find (&snap, 1250.0, &place));
  g_assert_cmpfloat (place, ==, 1300.0);
  g_assert_true (lt_snap_find (&snap, 2040.0, &place)); /* a point is nearer than the grid */
  g_assert_cmpfloat (place, ==, 2050.0);
  g_assert_true (lt_snap_find (&snap, 3070.0, &place));
  g_assert_cmpfloat (place, ==, 3000.0);
  g_assert_false (lt_snap_find (&snap, 1500.0, &place));
  g_assert_cmpfloat (place, ==, 1500.0);
  g_assert_cmpfloat (lt_snap_find_shift (&snap, 1510.0, 3020.0, &met, &place), ==, -20.0); /* the end meets the grid */
  g_assert_true (met);
  g_assert_cmpfloat (place, ==, 3000.0);
  snap.reach = -1.0;
  g_assert_false (lt_snap_find (&snap, 1000.0, &place));
}

static double
refine (gpointer data, double frame)
{
  return frame + *(double *) data;
}

/* A crossing near what was found takes its place; a far one and a moved piece let it be. */
static void
test_snap_to_zero (void)
{
  double   by = 7.0, place;
  gboolean met;
  LtSnap   snap = { .grid = 1000.0, .reach = 80.0, .refine = refine, .data = &by };

  g_assert_true (lt_snap_find (&snap, 1050.0, &place));
  g_assert_cmpfloat (place, ==, 1007.0);
  g_assert_true (lt_snap_find (&snap, 1500.0, &place)); /* also where no line is near */
  g_assert_cmpfloat (place, ==, 1507.0);
  g_assert_cmpfloat (lt_snap_find_shift (&snap, 1050.0, 1550.0, &met, &place), ==, -50.0);
  by = 300.0;
  g_assert_true (lt_snap_find (&snap, 1050.0, &place));
  g_assert_cmpfloat (place, ==, 1000.0);
  snap.reach = -1.0;
  by = 1.0;
  g_assert_false (lt_snap_find (&snap, 1050.0, &place));
  g_assert_cmpfloat (place, ==, 1050.0);
}

/* Half notes in three: the lines begin again with the bar. */
static void
test_snap_to_music (void)
{
  LtTempoPoint  tempos[] = { { .bpm = 60.0 }, { .pulse = 6 * LT_TEMPO_QUARTER, .bpm = 120.0 } };
  LtMetreChange metres[] = { { .num = 3, .den = 4 } };
  LtTempoMap    map = { tempos, metres, 2, 1 };
  LtSnap        snap = { .scale = { .rate_hz = 1000.0, .tempo_bpm = 60.0, .metre_num = 3, .metre_den = 4, .map = &map }, .step = 2 * LT_TEMPO_QUARTER, .reach = 200.0 };
  double        place;

  lt_tempo_map_prepare (&map);
  g_assert_true (lt_snap_find (&snap, 2100.0, &place));
  g_assert_cmpfloat_with_epsilon (place, 2000.0, 1e-6);
  g_assert_true (lt_snap_find (&snap, 2900.0, &place));
  g_assert_cmpfloat_with_epsilon (place, 3000.0, 1e-6);
  g_assert_false (lt_snap_find (&snap, 4000.0, &place));
  g_assert_true (lt_snap_find (&snap, 7100.0, &place)); /* twice as fast from bar 3 on */
  g_assert_cmpfloat_with_epsilon (place, 7000.0, 1e-6);
}

static void
test_zero_crossings (void)
{
  const float samples[] = { 0.5f, 0.25f, -0.125f, -0.5f, -0.25f, 0.25f, 0.0f, 0.5f };

  g_assert_cmpint (lt_zero_meet_nearest (samples, 8, 1), ==, 2);
  g_assert_cmpint (lt_zero_meet_nearest (samples, 8, 3), ==, 2);
  g_assert_cmpint (lt_zero_meet_nearest (samples, 8, 4), ==, 5);
  g_assert_cmpint (lt_zero_meet_nearest (samples, 8, 7), ==, 6);
  g_assert_cmpint (lt_zero_meet_nearest (samples, 2, 0), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/app/clip-ops/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("stretch", test_stretch);
  ADD ("move-together", test_all_move_together);
  ADD ("locked", test_locked_clips_stay);
  ADD ("split-and-join", test_split_and_join_are_one_sound);
  ADD ("join-only", test_only_what_goes_on_is_joined);
  ADD ("crossfade", test_crossfade);
  ADD ("ranges", test_ranges);
  ADD ("fade-to", test_fade_to);
  ADD ("random", test_random_edits_are_pure);
  g_test_add_func ("/app/clip-zones", test_zones);
  g_test_add_func ("/app/snap", test_snap);
  g_test_add_func ("/app/snap/zero", test_snap_to_zero);
  g_test_add_func ("/app/snap/music", test_snap_to_music);
  g_test_add_func ("/app/snap/crossings", test_zero_crossings);
  return g_test_run ();
}
