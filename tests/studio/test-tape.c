// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tape that was renewed in parts is that of a whole render: to the bit before the edit, within its bound behind it.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "helpers/test-player.h"
#include "helpers/test-song.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-slot.h"
#include "studio/clip-prints.h"
#include "studio/tape.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define SECONDS 24.0

/* Every effect but those that follow what they hear, in pieces of some seconds. */
static LtSession *
song (const char *dir, bool follows)
{
  g_autoptr (LtSession) session = lt_test_song_new_mixed (dir, RATE, SECONDS);

  for (guint i = 0; i < lt_session_n_strips (session); i++)
    for (guint k = 0; k < lt_session_get_strip (session, i)->slots->len; k++)
      {
        const LtSlot *slot = lt_session_get_strip (session, i)->slots->pdata[k];

        if (!follows && (slot->type->flags & LT_FX_FOLLOWS) != 0)
          lt_session_take (&session, lt_edit_slot_bypass (session, slot->id, true));
      }
  for (guint i = 0; i < session->tracks->len; i++)
    for (double s = 3.0; s < SECONDS; s += 3.0)
      {
        const LtTrack *track = session->tracks->pdata[i];
        const LtClip  *last = track->clips->pdata[track->clips->len - 1];

        lt_session_take (&session, lt_edit_clip_split (session, last->id, (int64_t) (s * RATE), NULL));
      }
  return g_steal_pointer (&session);
}

static int64_t
length_of (const LtSession *session)
{
  return lt_session_get_length (session) + (int64_t) RATE;
}

static void
update (LtTape *tape, const LtSession *session, const char *dir, const GArray *spans, GArray *changed)
{
  g_autoptr (GError) error = NULL;
  LtTapeJob job = { .session = session, .folder = dir, .strip_id = session->master->id, .n_frames = length_of (session), .spans = spans };

  g_assert_true (lt_tape_update (tape, &job, changed, &error));
  g_assert_no_error (error);
}

static float *
read_all (const LtTape *tape, int64_t n)
{
  float *out = g_new (float, 2 * n);

  g_assert_true (lt_tape_read (tape, 0, (uint32_t) n, out, NULL));
  return out;
}

/* Both tapes are of @session; to the bit up to @from. */
static void
assert_same (const LtTape *a, const LtTape *b, int64_t n, int64_t from)
{
  g_autofree float *x = read_all (a, n), *y = read_all (b, n);
  double            most = 0.0;
  int64_t           at = 0;

  g_assert_true (memcmp (x, y, (gsize) MIN (from, n) * 2 * sizeof (float)) == 0);
  for (int64_t i = 0; i < 2 * n; i++)
    if (fabs ((double) x[i] - (double) y[i]) > most)
      {
        most = fabs ((double) x[i] - (double) y[i]);
        at = i / 2;
      }
  g_test_message ("differs by up to %.1f dBFS, at %.2f s", 20.0 * log10 (most + 1e-12), (double) at / RATE);
  g_assert_cmpfloat (most, <=, 4.0 * (double) LT_TAPE_BOUND);
}

static LtSession *
edit (const LtSession *session, GRand *rng)
{
  const LtTrack *track = session->tracks->pdata[g_rand_int_range (rng, 0, (gint32) session->tracks->len)];
  const LtClip  *clip = track->clips->pdata[g_rand_int_range (rng, 0, (gint32) track->clips->len)];

  switch (g_rand_int_range (rng, 0, 5))
    {
    case 0:
      return lt_edit_clip_gain (session, clip->id, g_rand_double_range (rng, -9.0, 3.0));
    case 1:
      return lt_test_clips_flag (session, clip->id, LT_CLIP_POLARITY, !clip->polarity);
    case 2:
      return lt_edit_clip_trim_end (session, clip->id, clip->pos_frames + g_rand_int_range (rng, 1000, (gint32) clip->length_frames));
    case 3:
      return lt_edit_clip_fade_in (session, clip->id, g_rand_int_range (rng, 0, 9000), LT_FADE_EQUAL_POWER);
    default:
      return lt_edit_clip_move (session, clip->id, track->strip->id, clip->pos_frames + g_rand_int_range (rng, -20000, 20000));
    }
}

static void
test_edits (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (GRand) rng = g_rand_new_with_seed (77);
  g_autoptr (LtSession) session = song (dir, false);
  g_autoptr (LtTape) tape = lt_tape_new ();
  guint n_parts = 0;

  update (tape, session, dir, NULL, NULL);
  g_assert_cmpint (lt_tape_get_rendered (tape), >=, length_of (session));
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (LtSession) next = edit (session, rng);
      g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff)), changed = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
      g_autoptr (LtSession) rest = lt_span_diff_find (session, next, spans);
      g_autoptr (LtTape) whole = lt_tape_new ();
      int64_t from = spans->len > 0 ? g_array_index (spans, LtSpanDiff, 0).from : INT64_MAX;

      g_assert_nonnull (rest);
      update (tape, next, dir, spans, changed);
      update (whole, next, dir, NULL, NULL);
      g_test_message ("edit from %.2f s: rendered %.2f of %.2f s", (double) from / RATE, (double) lt_tape_get_rendered (tape) / RATE,
                      (double) length_of (next) / RATE);
      n_parts += lt_tape_get_rendered (tape) < lt_tape_get_rendered (whole) * 2 / 3;
      assert_same (tape, whole, length_of (next), i == 0 ? from - lt_tape_get_latency (tape) : 0);
      for (guint k = 0; k < changed->len; k++)
        g_assert_cmpint (g_array_index (changed, LtSpanDiff, k).from, >=, from - lt_tape_get_latency (tape));
      lt_session_take (&session, g_steal_pointer (&next));
    }
  g_assert_cmpuint (n_parts, >, 1);
}

/* What keeps what it heard through a pause has no end that could be found: everything behind the edit. */
static void
test_follows (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (dir, true);
  const LtTrack *track = session->tracks->pdata[0];
  LtId           clip = ((const LtClip *) track->clips->pdata[2])->id;
  g_autoptr (LtSession) next = lt_edit_clip_gain (session, clip, -0.1);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  g_autoptr (LtSession) rest = lt_span_diff_find (session, next, spans);
  g_autoptr (LtTape) tape = lt_tape_new (), whole = lt_tape_new ();

  g_assert_nonnull (rest);
  update (tape, session, dir, NULL, NULL);
  update (tape, next, dir, spans, NULL);
  update (whole, next, dir, NULL, NULL);
  g_assert_cmpint (lt_tape_get_rendered (tape), >=, length_of (next) - g_array_index (spans, LtSpanDiff, 0).from);
  g_assert_cmpint (lt_tape_get_rendered (tape), <, length_of (next));
  assert_same (tape, whole, length_of (next), length_of (next));
}

/* Clips that ring: who gains or loses a tail by an edit is rendered again as far as it rings. */
static void
test_tails (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_player_song (dir, NULL);
  g_autoptr (LtTape) tape = lt_tape_new ();
  g_autoptr (GError) error = NULL;
  LtId left = ((const LtClip *) ((const LtTrack *) session->tracks->pdata[0])->clips->pdata[0])->id, middle, right;

  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, left, lt_fx_find ("delay"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_clip_trim_end (session, left, 200000));
  lt_session_take (&session, lt_edit_clip_split (session, left, 60000, &middle));
  lt_session_take (&session, lt_edit_clip_split (session, middle, 120000, &right));
  for (int i = 0; i < 7; i++)
    {
      g_autoptr (LtSession) next = i == 1   ? lt_edit_clip_mute (session, middle, true)
                                   : i == 2 ? lt_edit_clip_fade_out (session, left, 20000, LT_FADE_S)
                                   : i == 3 ? lt_edit_clip_mute (session, middle, false)
                                   : i == 4 ? lt_edit_clip_remove (session, right)
                                   : i == 5 ? lt_edit_clip_gain (session, middle, -3.0)
                                   : i == 6 ? lt_edit_clip_trim_end (session, middle, 90000)
                                            : lt_session_ref (session);
      g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
      g_autoptr (LtSession) rest = lt_span_diff_find (session, next, spans);
      g_autoptr (LtTape) whole = lt_tape_new ();

      g_assert_nonnull (rest);
      g_assert_cmpuint (spans->len, ==, i > 0);
      g_assert_true (lt_clip_prints_make (next, dir, 1, NULL, NULL, NULL, NULL, &error));
      update (tape, next, dir, i > 0 ? spans : NULL, NULL);
      update (whole, next, dir, NULL, NULL);
      assert_same (tape, whole, length_of (next), 0);
      lt_session_take (&session, g_steal_pointer (&next));
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("lathe-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/tape/edits", test_edits);
  g_test_add_func ("/studio/tape/follows", test_follows);
  g_test_add_func ("/studio/tape/tails", test_tails);
  return g_test_run ();
}
