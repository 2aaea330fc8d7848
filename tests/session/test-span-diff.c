// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where two sessions play otherwise: outside of the spans every frame of every track is the same, whatever was edited.
// Layer: tests.

#include "helpers/test-clips.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/span-diff.h"

#include <math.h>

#define N_TRACKS 3u
#define LENGTH 100000

typedef struct
{
  LtId source[2], track[N_TRACKS];
} Ids;

static LtSession *
song (Ids *ids)
{
  const LtSourceInfo mono = { .path = "audio/a.wav", .name = "A", .n_frames = LENGTH, .n_channels = 1, .rate_hz = 48000.0 };
  const LtSourceInfo stereo = { .path = "audio/b.wav", .name = "B", .n_frames = LENGTH, .n_channels = 2, .rate_hz = 48000.0 };
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Spans");

  lt_session_take (&session, lt_edit_session_add_source (session, &mono, &ids->source[0]));
  lt_session_take (&session, lt_edit_session_add_source (session, &stereo, &ids->source[1]));
  for (guint i = 0; i < N_TRACKS; i++)
    {
      lt_session_take (&session, lt_edit_track_add (session, "Track", -1, &ids->track[i]));
      lt_session_take (&session, lt_edit_clip_add (session, ids->track[i], ids->source[1], 2000 * i, 0, 0, NULL));
    }
  return g_steal_pointer (&session);
}

/* --- what is played, frame by frame --- */

/* The sum of what plays at @at on @track, as a number that other clips would hardly give. */
static double
played (const LtTrack *track, int64_t at)
{
  double sum = 0.0;

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];
      int64_t       in = at - clip->pos_frames, left = clip->length_frames - in;
      double        gain = clip->polarity ? -1.0 : 1.0;

      if (clip->mute || in < 0 || left <= 0)
        continue;
      if (in < clip->fade_in_frames)
        gain *= (1.0 + clip->fade_in_curve) * (double) (in + 1) / (double) (clip->fade_in_frames + 1);
      if (left <= clip->fade_out_frames)
        gain *= (1.0 + clip->fade_out_curve) * (double) left / (double) (clip->fade_out_frames + 1);
      int64_t frame = clip->reverse ? clip->offset_frames + left - 1 : clip->offset_frames + in;
      sum += gain * (1.0 + clip->gain_db) * sin ((double) frame * 0.737 + (double) clip->source_id * 11.3);
    }
  return sum;
}

static bool
is_in (const GArray *spans, int64_t at)
{
  for (guint i = 0; i < spans->len; i++)
    if (at >= g_array_index (spans, LtSpanDiff, i).from && at < g_array_index (spans, LtSpanDiff, i).to)
      return true;
  return false;
}

static void
check (const LtSession *before, const LtSession *after, GRand *rng)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  g_autoptr (LtSession) rest = lt_span_diff_find (before, after, spans);

  g_assert_nonnull (rest);
  for (guint i = 0; i < spans->len; i++)
    {
      const LtSpanDiff *span = &g_array_index (spans, LtSpanDiff, i);

      g_assert_cmpint (span->from, <, span->to);
      if (i > 0)
        g_assert_cmpint (span->from, >, span[-1].to);
    }
  for (guint i = 0; i < 2000; i++)
    {
      int64_t at = g_rand_int_range (rng, 0, 3 * LENGTH);

      for (guint t = 0; t < N_TRACKS; t++)
        {
          bool is_other = fabs (played (before->tracks->pdata[t], at) - played (after->tracks->pdata[t], at)) > 1e-9;

          if (is_other && !is_in (spans, at))
            g_error ("frame %d of track %u is other, and in no span", (int) at, t);
        }
    }
}

static const LtClip *
any_clip (const LtSession *session, GRand *rng)
{
  for (;;)
    {
      const LtTrack *track = session->tracks->pdata[g_rand_int_range (rng, 0, N_TRACKS)];

      if (track->clips->len > 0)
        return track->clips->pdata[g_rand_int_range (rng, 0, (gint32) track->clips->len)];
    }
}

static LtSession *
edit (const LtSession *session, const Ids *ids, GRand *rng)
{
  const LtClip *clip = any_clip (session, rng);
  LtId          track = ids->track[g_rand_int_range (rng, 0, N_TRACKS)];
  int64_t       inside = clip->pos_frames + g_rand_int_range (rng, 0, (gint32) clip->length_frames), somewhere = g_rand_int_range (rng, 0, 2 * LENGTH);

  switch (g_rand_int_range (rng, 0, 13))
    {
    case 0:
    case 1:
      return lt_edit_clip_split (session, clip->id, inside, NULL);
    case 2:
      return lt_edit_clip_trim_start (session, clip->id, inside);
    case 3:
      return lt_edit_clip_trim_end (session, clip->id, inside);
    case 4:
      return lt_edit_clip_move (session, clip->id, track, somewhere);
    case 5:
      return lt_edit_clip_duplicate (session, clip->id, track, somewhere, NULL);
    case 6:
      return lt_edit_clip_fade_in (session, clip->id, g_rand_int_range (rng, 0, 5000), (LtFadeCurve) g_rand_int_range (rng, 0, 4));
    case 7:
      return lt_edit_clip_fade_out (session, clip->id, g_rand_int_range (rng, 0, 5000), (LtFadeCurve) g_rand_int_range (rng, 0, 4));
    case 8:
      return lt_edit_clip_gain (session, clip->id, g_rand_double_range (rng, -12.0, 6.0));
    case 9:
      return lt_edit_clip_slip (session, clip->id, g_rand_int_range (rng, 0, LENGTH / 2));
    case 10:
      return lt_edit_clip_mute (session, clip->id, !clip->mute);
    case 11:
      return lt_test_clips_flag (session, clip->id, LT_CLIP_REVERSE, !clip->reverse);
    default:
      return session->tracks->len > 0 && lt_session_get_length (session) > 3 * LENGTH / 2 ? lt_edit_clip_remove (session, clip->id)
                                                                                         : lt_edit_clip_add (session, track, ids->source[1], somewhere, 0, 0, NULL);
    }
}

/* One edit, and many at once. */
static void
test_any_edit (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (20);
  Ids               ids;
  g_autoptr (LtSession) session = song (&ids);
  g_autoptr (LtSession) earlier = lt_session_ref (session);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (LtSession) next = edit (session, &ids, rng);
      bool keeps_stereo = true;

      for (guint t = 0; t < N_TRACKS; t++)
        {
          bool any = false;
          const GPtrArray *clips = ((const LtTrack *) next->tracks->pdata[t])->clips;

          for (guint k = 0; k < clips->len; k++)
            any |= !((const LtClip *) clips->pdata[k])->mute;
          keeps_stereo &= any;
        }
      if (!keeps_stereo)
        continue;
      check (session, next, rng);
      lt_session_take (&session, g_steal_pointer (&next));
      if (i % 10 == 0)
        {
          check (earlier, session, rng);
          lt_session_take (&earlier, lt_session_ref (session));
        }
    }
}

static void
assert_spans (const LtSession *before, const LtSession *after, guint n, const LtSpanDiff *want)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  g_autoptr (LtSession) rest = lt_span_diff_find (before, after, spans);

  g_assert_nonnull (rest);
  g_assert_cmpuint (spans->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (g_array_index (spans, LtSpanDiff, i).from, ==, want[i].from);
      g_assert_cmpint (g_array_index (spans, LtSpanDiff, i).to, ==, want[i].to);
    }
}

static LtId
first_clip (const LtSession *session)
{
  const LtTrack *track = session->tracks->pdata[0];
  const LtClip  *clip = track->clips->pdata[0];

  return clip->id;
}

/* No more than what sounds otherwise. */
static void
test_exact (void)
{
  Ids ids;
  g_autoptr (LtSession) session = song (&ids), split = lt_edit_clip_split (session, first_clip (session), 40000, NULL);
  g_autoptr (LtSession) trimmed = lt_edit_clip_trim_end (session, first_clip (session), 70000);
  g_autoptr (LtSession) faded = lt_edit_clip_fade_in (session, first_clip (session), 500, LT_FADE_S);
  g_autoptr (LtSession) louder = lt_edit_clip_gain (split, first_clip (split), 3.0);
  g_autoptr (LtSession) moved = lt_edit_clip_move (trimmed, first_clip (trimmed), ids.track[0], 80000);

  assert_spans (session, session, 0, NULL);
  assert_spans (session, split, 0, NULL);
  assert_spans (session, trimmed, 1, (const LtSpanDiff[]){ { 70000, LENGTH } });
  assert_spans (session, faded, 1, (const LtSpanDiff[]){ { 0, 500 } });
  assert_spans (session, louder, 1, (const LtSpanDiff[]){ { 0, 40000 } });
  assert_spans (trimmed, moved, 2, (const LtSpanDiff[]){ { 0, 70000 }, { 80000, 150000 } });
}

static void
test_lanes (void)
{
  static const LtPoint points[] = { { 1000, -3.0, false }, { 5000, 0.0, false }, { 9000, -6.0, false } }, moved[] = { { 1000, -3.0, false }, { 5000, -1.0, false }, { 9000, -6.0, false } },
                       bent[] = { { 1000, -3.0, false }, { 5000, 0.0, false, 0.5f }, { 9000, -6.0, false } },
                       longer[] = { { 1000, -3.0, false }, { 5000, 0.0, false }, { 9000, -6.0, false }, { 12000, 0.0, true } };
  Ids                  ids;
  GError              *error = NULL;
  g_autoptr (LtSession) plain = song (&ids), session = lt_edit_lane_set (plain, ids.track[1], 0, "fader", points, 3, &error);
  g_autoptr (LtSession) other = lt_edit_lane_set (session, ids.track[1], 0, "fader", moved, 3, &error);
  g_autoptr (LtSession) other_way = lt_edit_lane_set (session, ids.track[1], 0, "fader", bent, 3, &error);
  g_autoptr (LtSession) more = lt_edit_lane_set (session, ids.track[1], 0, "fader", longer, 4, &error);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));

  g_assert_no_error (error);
  assert_spans (session, other, 1, (const LtSpanDiff[]){ { 1000, 9000 } });
  assert_spans (session, other_way, 1, (const LtSpanDiff[]){ { 1000, 9000 } });
  assert_spans (session, more, 1, (const LtSpanDiff[]){ { 9000, INT64_MAX } });
  g_assert_null (lt_span_diff_find (plain, session, spans)); /* before its first point a lane holds its value */
}

/* What has no place is everywhere, or is what the rest differs in. */
static void
test_everywhere (void)
{
  Ids ids;
  g_autoptr (LtSession) session = song (&ids), added = lt_edit_track_add (session, "More", -1, NULL);
  g_autoptr (LtSession) empty = lt_edit_clip_remove (session, first_clip (session));
  g_autoptr (LtSession) mono = lt_edit_clip_add (empty, ids.track[0], ids.source[0], 0, 0, 0, NULL);
  g_autoptr (LtSession) louder = lt_edit_strip_fader (session, ids.track[0], -3.0);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  g_autoptr (LtSession) rest = lt_span_diff_find (session, louder, spans);

  g_assert_cmpuint (spans->len, ==, 0);
  g_assert_cmpfloat (lt_session_find_strip (rest, ids.track[0])->fader_db, ==, 0.0);
  g_assert_null (lt_span_diff_find (session, added, spans));
  g_assert_null (lt_span_diff_find (session, mono, spans)); /* another pan law all along */
}

static void
test_tidy (void)
{
  static const LtSpanDiff given[] = { { 500, 600 }, { 10, 20 }, { 20, 30 }, { 50, 50 }, { 590, 700 }, { 705, 800 }, { 900, INT64_MAX } };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));

  g_array_append_vals (spans, given, G_N_ELEMENTS (given));
  lt_span_diff_tidy (spans, 10);
  g_assert_cmpuint (spans->len, ==, 3);
  g_assert_cmpint (g_array_index (spans, LtSpanDiff, 0).to, ==, 30);
  g_assert_cmpint (g_array_index (spans, LtSpanDiff, 1).from, ==, 500);
  g_assert_cmpint (g_array_index (spans, LtSpanDiff, 1).to, ==, 800);
  g_assert_cmpint (g_array_index (spans, LtSpanDiff, 2).to, ==, INT64_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/span-diff/any-edit", test_any_edit);
  g_test_add_func ("/session/span-diff/exact", test_exact);
  g_test_add_func ("/session/span-diff/lanes", test_lanes);
  g_test_add_func ("/session/span-diff/everywhere", test_everywhere);
  g_test_add_func ("/session/span-diff/tidy", test_tidy);
  return g_test_run ();
}
