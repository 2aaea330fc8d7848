// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a session only the monitor hears: which strips, from where, and where a reference stands.
// Layer: tests.

#include "helpers/test-engine.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/edit-vca.h"
#include "studio/session-listen.h"

#include <math.h>

#define RATE 48000.0

static LtTestFeed feed;
static bool       is_missing;

static bool
feed_for (void *data, const LtFeedWish *wish, LtFeed *out)
{
  *out = feed.feed;
  return !is_missing;
}

static LtSessionSpec *
spec_of (const LtSession *session, LtId reference_id)
{
  LtSessionSpec *spec = lt_session_spec_new (session, 0, feed_for, NULL);

  lt_session_listen_fill (session, reference_id, feed_for, NULL, spec);
  return spec;
}

/* @ids: ended by 0. */
static void
assert_listens (const LtSession *session, LtTapPoint tap, const LtId *ids)
{
  g_autoptr (LtSessionSpec) spec = spec_of (session, 0);
  uint32_t n = 0;

  for (; ids[n] != 0; n++)
    {
      g_assert_cmpuint (n, <, spec->spec.n_listens);
      g_assert_cmpuint (spec->spec.listens[n].strip_id, ==, ids[n]);
      g_assert_cmpint (spec->spec.listens[n].tap, ==, tap);
    }
  g_assert_cmpuint (spec->spec.n_listens, ==, n);
}

static void
test_solo (void)
{
  g_autoptr (LtSession) session = lt_session_new (RATE, "Listen");
  GError *error = NULL;
  LtId    a, b, vca;

  lt_session_take (&session, lt_edit_track_add (session, "A", -1, &a));
  lt_session_take (&session, lt_edit_track_add (session, "B", -1, &b));
  lt_session_take (&session, lt_edit_vca_add (session, "V", &vca));
  lt_session_take (&session, lt_edit_vca_assign (session, b, vca, &error));
  g_assert_no_error (error);
  lt_session_take (&session, lt_edit_strip_solo (session, a, true));
  lt_session_take (&session, lt_edit_strip_mute (session, a, true));
  assert_listens (session, LT_TAP_POST, (LtId[]) { 0 });
  g_assert_cmpint (lt_session_spec_hearing (session, lt_session_find_strip (session, b)), ==, LT_NOT_HEARD);

  for (int mode = LT_SOLO_AFL; mode <= LT_SOLO_PFL; mode++)
    {
      LtTapPoint tap = mode == LT_SOLO_PFL ? LT_TAP_PRE : LT_TAP_POST;
      g_autoptr (LtSession) other = lt_edit_session_solo_mode (session, (LtSoloMode) mode);
      g_autoptr (LtSession) with_vca = lt_edit_strip_solo (other, vca, true);

      assert_listens (other, tap, (LtId[]) { a, 0 });
      assert_listens (with_vca, tap, (LtId[]) { a, b, 0 }); /* what it moves, and not itself */
      g_assert_false (lt_session_listen_is_same (session, other));
      g_assert_false (lt_session_listen_is_same (other, with_vca));

      /* The mix is as if nobody were soloed: mute counts, and nobody else is silent. */
      g_assert_cmpint (lt_session_spec_hearing (other, lt_session_find_strip (other, a)), ==, LT_MUTED);
      g_assert_cmpint (lt_session_spec_hearing (other, lt_session_find_strip (other, b)), ==, LT_HEARD);
    }
}

static void
test_reference (void)
{
  const LtSourceInfo info = { .path = "audio/song.wav", .name = "Song", .n_frames = 1000, .n_channels = 1, .rate_hz = RATE };
  static const struct
  {
    int64_t offset, pos, from, length;
  } cases[] = { { 0, 0, 0, 1000 }, { 300, 0, 300, 700 }, { -300, 300, 0, 1000 } };
  g_autoptr (LtSession) session = lt_session_new (RATE, "Listen");
  LtId source_id, id;

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source_id));
  lt_session_take (&session, lt_edit_reference_add (session, source_id, "Theirs", &id));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lt_session_take (&session, lt_edit_reference_offset (session, id, cases[i].offset));
      g_autoptr (LtSessionSpec) spec = spec_of (session, id);
      const LtStripSpec *strip = &spec->spec.strips[spec->spec.n_strips - 1];

      g_assert_cmpuint (spec->spec.reference_id, ==, id);
      g_assert_cmpuint (strip->id, ==, id);
      g_assert_cmpuint (strip->n_clips, ==, 1);
      g_assert_cmpint (strip->clips->pos, ==, cases[i].pos);
      g_assert_cmpint (strip->clips->offset, ==, cases[i].from);
      g_assert_cmpint (strip->clips->length, ==, cases[i].length);
      for (int64_t pos = 0; pos < 1500; pos++)
        {
          int64_t frame = lt_session_listen_frame (lt_session_find_reference (session, id), lt_session_find_source (session, source_id), pos);
          bool    is_in = pos >= cases[i].pos && pos < cases[i].pos + cases[i].length;

          g_assert_cmpint (frame, ==, is_in ? cases[i].from + pos - cases[i].pos : -1);
        }
    }

  g_autoptr (LtSession) past = lt_edit_reference_offset (session, id, 1000);
  g_autoptr (LtSessionSpec) over = spec_of (past, id), none = spec_of (session, 0);
  g_assert_cmpuint (over->spec.reference_id, ==, 0);
  g_assert_cmpuint (none->spec.reference_id, ==, 0);
  is_missing = true;
  g_autoptr (LtSessionSpec) lost = spec_of (session, id);
  g_assert_cmpuint (lost->spec.reference_id, ==, 0);
  is_missing = false;
}

/* Is @frame of the song among what is heard at @pos? */
static bool
is_heard (LtSessionSpec *spec, int64_t pos, int64_t frame)
{
  const LtStripSpec *strip = &spec->spec.strips[spec->spec.n_strips - 1];

  for (uint32_t i = 0; i < strip->n_clips; i++)
    {
      const LtClipSpec *clip = &strip->clips[i];

      if (pos >= clip->pos && pos < clip->pos + clip->length && clip->offset + pos - clip->pos == frame)
        return true;
    }
  return false;
}

static float
at_of (LtSessionSpec *spec, int64_t frame)
{
  const LtStripSpec *strip = &spec->spec.strips[spec->spec.n_strips - 1];
  double             sum = 0.0;

  for (uint32_t i = 0; i < strip->n_clips; i++)
    {
      const LtClipSpec *clip = &strip->clips[i];
      int64_t           at = frame - clip->pos;
      double            gain = 1.0;

      g_assert_true (i == 0 || clip->pos >= strip->clips[i - 1].pos);
      g_assert_cmpint (clip->pos, >=, 0);
      if (at < 0 || at >= clip->length)
        continue;
      if (at < clip->fade_in)
        gain *= 0.5 - 0.5 * cos (G_PI * (double) (at + 1) / (double) (clip->fade_in + 1));
      if (clip->length - at <= clip->fade_out)
        gain *= 0.5 - 0.5 * cos (G_PI * (double) (clip->length - at) / (double) (clip->fade_out + 1));
      sum += gain;
    }
  return (float) sum;
}

/* Turns follow each other in the song's time all along the session, at gains that together are one. */
static void
test_loop (void)
{
  const LtSourceInfo info = { .path = "audio/song.wav", .name = "Song", .n_frames = 480000, .n_channels = 2, .rate_hz = RATE };
  static const int64_t offsets[] = { 0, 100000, -70000, 96000, 96010, 95500, 1000000 };
  const int64_t from = 96000, to = 240001, cross = 960;
  g_autoptr (LtSession) session = lt_session_new (RATE, "Listen");
  LtId source_id, id;

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source_id));
  lt_session_take (&session, lt_edit_reference_add (session, source_id, "Theirs", &id));
  lt_session_take (&session, lt_edit_reference_loop (session, id, from, to));
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (LtSession) moved = lt_edit_reference_offset (session, id, offsets[i]);
      g_autoptr (LtSessionSpec) spec = spec_of (moved, id);
      const LtStripSpec *strip = &spec->spec.strips[spec->spec.n_strips - 1];

      g_assert_cmpuint (strip->n_clips, >=, 3);
      for (int64_t frame = 2 * cross; frame < 480000; frame += 7)
        {
          int64_t here = lt_session_listen_frame (lt_session_find_reference (moved, id), lt_session_find_source (moved, source_id), frame);

          g_assert_cmpfloat_with_epsilon (at_of (spec, frame), 1.0f, 1e-4f);
          g_assert_cmpint (here, >=, from);
          g_assert_cmpint (here, <, to);
          g_assert_true (is_heard (spec, frame, here));
        }
      for (uint32_t k = 0; k < strip->n_clips; k++)
        {
          const LtClipSpec *clip = &strip->clips[k];

          g_assert_cmpint (clip->offset, >=, from - cross);
          g_assert_cmpint (clip->offset + clip->length, <=, to + cross);
          /* the place of the song that sounds is, but for whole turns, the one that would sound without a loop */
          g_assert_cmpint ((clip->offset - clip->pos - offsets[i]) % (to - from), ==, 0);
        }
    }

  /* all of a song: there is nothing to cross-fade over, so it fades out and in */
  g_autoptr (LtSession) whole = lt_edit_reference_loop (session, id, 0, 480000);
  g_autoptr (LtSessionSpec) spec = spec_of (whole, id);
  g_assert_cmpfloat (at_of (spec, 480000 - 1), <, 0.01f);
  g_assert_cmpfloat (at_of (spec, 480000), <, 0.01f);
  g_assert_cmpfloat_with_epsilon (at_of (spec, 480000 - 480), 1.0f, 0.01f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  lt_test_feed_init (&feed, 1, 1);
  g_test_add_func ("/studio/session-listen/solo", test_solo);
  g_test_add_func ("/studio/session-listen/reference", test_reference);
  g_test_add_func ("/studio/session-listen/loop", test_loop);
  return g_test_run ();
}
