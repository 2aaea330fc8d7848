// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master from a print is the master, bit for bit; and the print knows when it is old.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/live.h"
#include "studio/mix-print.h"
#include "studio/renderer.h"

#include <glib/gstdio.h>
#include <string.h>

#define RATE 48000.0
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  for (uint32_t i = 0; i < n_frames; i++)
    for (int c = 0; c < 2; c++)
      g_array_append_val ((GArray *) data, in[c][i]);
  return true;
}

static GArray *
render (const LtSession *session, const char *folder, LtId strip_id, int64_t n_frames)
{
  g_autoptr (GError) error = NULL;
  GArray        *out = g_array_new (FALSE, FALSE, sizeof (float));
  LtRenderTarget target = { strip_id, take, out };
  LtRenderJob    job = { .session = session, .folder = folder, .to = n_frames, .compensate = true, .targets = &target, .n_targets = 1 };

  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_no_error (error);
  return out;
}

static void
assert_same (const GArray *a, const GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    if (memcmp (&g_array_index (a, float, i), &g_array_index (b, float, i), sizeof (float)) != 0)
      g_error ("sample %u of channel %u: %.9g and %.9g", i / 2, i % 2, g_array_index (a, float, i), g_array_index (b, float, i));
}

static LtMixPrint *
print_of (const LtSession *session, const char *folder)
{
  g_autoptr (GError) error = NULL;
  LtMixPrint *print = lt_mix_print_new (session, folder, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (print);
  return print;
}

static void
test_same_samples (void)
{
  static const LtPanLaw laws[] = { LT_PAN_LAW_0DB, LT_PAN_LAW_3DB, LT_PAN_LAW_6DB };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) song = lt_test_song_new_mixed (dir, RATE, 3.0);

  g_assert_cmpuint (song->master->slots->len, >=, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (laws); i++)
    {
      g_autoptr (LtSession) session = lt_edit_session_pan_law (song, laws[i]);
      g_autoptr (LtMixPrint) print = print_of (session, dir);
      g_autoptr (LtSession) printed = lt_mix_print_session (print, session);
      int64_t n = lt_mix_print_get_length (print);
      g_autoptr (GArray) mix = render (session, dir, session->mix->id, n), printed_mix = render (printed, dir, session->mix->id, n);
      g_autoptr (GArray) master = render (session, dir, 0, n), printed_master = render (printed, dir, 0, n);

      g_assert_true (lt_mix_print_is_fresh (print, session));
      assert_same (mix, printed_mix);
      assert_same (master, printed_master);
    }
}

static void
test_knows_when_it_is_old (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, RATE, 2.0);
  g_autoptr (LtMixPrint) print = print_of (session, dir);
  const LtTrack *track = session->tracks->pdata[0];
  const LtSlot  *slot = session->master->slots->pdata[0];
  g_autoptr (LtSession) named = lt_edit_strip_name (session, track->strip->id, "Another name");
  g_autoptr (LtSession) mastered = lt_edit_slot_bypass (session, slot->id, true);
  g_autoptr (LtSession) louder = lt_edit_strip_fader (session, session->master->id, -7.0);
  g_autoptr (LtSession) mixed = lt_edit_strip_fader (session, track->strip->id, -7.0);
  g_autoptr (LtSession) back = lt_edit_strip_fader (mixed, track->strip->id, track->strip->fader_db);
  g_autoptr (LtSession) mix_fader = lt_edit_strip_fader (session, session->mix->id, -1.0);

  g_assert_true (lt_mix_print_is_fresh (print, named));
  g_assert_true (lt_mix_print_is_fresh (print, mastered));
  g_assert_true (lt_mix_print_is_fresh (print, louder));
  g_assert_false (lt_mix_print_is_fresh (print, mixed));
  g_assert_true (lt_mix_print_is_fresh (print, back));
  g_assert_false (lt_mix_print_is_fresh (print, mix_fader));
}

/* The mix behind its fader is in the file, before it is not. */
static void
test_keyed_by_the_mix (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, RATE, 2.0);
  g_autoptr (GError) error = NULL;
  LtId slot;

  lt_session_take (&session, lt_edit_strip_fader (session, session->mix->id, -20.0));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("comp"), 0, NULL, &slot));
  lt_session_take (&session, lt_edit_slot_key (session, slot, session->mix->id, false, &error));
  g_assert_no_error (error);

  g_autoptr (LtMixPrint) print = print_of (session, dir);
  g_autoptr (LtSession) printed = lt_mix_print_session (print, session);
  g_autoptr (GArray) master = render (session, dir, 0, lt_mix_print_get_length (print));
  g_autoptr (GArray) printed_master = render (printed, dir, 0, lt_mix_print_get_length (print));
  assert_same (master, printed_master);

  lt_session_take (&session, lt_edit_slot_key (session, slot, session->mix->id, true, &error));
  g_assert_no_error (error);
  g_assert_false (lt_mix_print_is_fresh (print, session));
  g_assert_null (lt_mix_print_new (session, dir, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

/* The master's compressor would hear nothing of the strip that it listens to. */
static void
test_refuses_a_key_from_the_mix (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, RATE, 2.0);
  g_autoptr (LtMixPrint) print = print_of (session, dir);
  g_autoptr (GError) error = NULL;
  const LtTrack *track = session->tracks->pdata[0];
  LtId           slot;

  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("comp"), -1, NULL, &slot));
  g_assert_true (lt_mix_print_is_fresh (print, session));
  lt_session_take (&session, lt_edit_slot_key (session, slot, track->strip->id, false, &error));
  g_assert_no_error (error);
  g_assert_false (lt_mix_print_is_fresh (print, session));
  g_assert_null (lt_mix_print_new (session, dir, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, track->strip->name));
}

static void
test_leaves_nothing (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, RATE, 2.0), empty = lt_session_new (RATE, "Empty");
  g_autoptr (LtMixPrint) print = print_of (session, dir);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL, none = NULL;
  g_autofree char *path = g_strdup (lt_mix_print_get_path (print));

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_clear_pointer (&print, lt_mix_print_unref);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_cancellable_cancel (cancellable);
  g_assert_null (lt_mix_print_new (session, dir, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (lt_mix_print_new (empty, dir, NULL, NULL, NULL, &none));
  g_assert_nonnull (none);
}

/* --- live --- */

static bool
is_heard (LtLive *live, LtId strip_id)
{
  LtLiveLevel level;

  return lt_live_read_level (live, strip_id, &level) && level.max_db > -60.0;
}

static void
wait_until_heard (LtLive *live, LtId strip_id)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (!is_heard (live, strip_id) && g_get_monotonic_time () < until)
    {
      lt_live_tick (live);
      g_usleep (500);
    }
  g_assert_true (is_heard (live, strip_id));
}

/* Its end may be played over before the disk has what is to be heard. */
static LtSession *
looped (LtSession *session)
{
  lt_session_take (&session, lt_edit_session_loop (session, true, 0, lt_session_get_length (session)));
  return session;
}

static void
test_live_plays_the_print (void)
{
  LtLiveWish wish = { .device = "null", .buffer_frames = 256, .free_running = true };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = looped (lt_test_song_new (dir, RATE, 6.0));
  g_autoptr (LtMixPrint) print = print_of (session, dir);
  g_autoptr (LtLive) live = lt_live_new ();
  g_autoptr (GError) error = NULL;
  const LtTrack *track = session->tracks->pdata[0];
  LtId           quiet = track->strip->id;

  g_assert_true (lt_live_open (live, RATE, &wish, &error));
  g_assert_true (lt_live_set_mix_print (live, print, &error)); /* before there is a session */
  g_assert_true (lt_live_set_session (live, session, dir, &error));
  g_assert_true (lt_live_get_mix_print (live) == print);
  lt_live_play (live);
  wait_until_heard (live, session->mix->id);
  wait_until_heard (live, session->master->id);
  g_assert_false (is_heard (live, quiet));

  lt_session_take (&session, lt_edit_strip_fader (session, session->master->id, -3.0));
  g_assert_true (lt_live_set_session (live, session, dir, &error));
  g_assert_false (is_heard (live, quiet));

  g_assert_true (lt_live_set_mix_print (live, NULL, &error));
  lt_live_stop (live);
  lt_live_locate (live, 0);
  lt_live_play (live);
  wait_until_heard (live, quiet);
  g_assert_no_error (error);
}

/* What was made at one rate is not played at another, but stays for its own when the other one can't be played. */
static void
test_live_keeps_the_print_of_a_rate (void)
{
  LtLiveWish wish = { .device = "null", .buffer_frames = 256, .free_running = true };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = looped (lt_test_song_new (dir, RATE, 2.0)), other = lt_session_new (2.0 * RATE, "Other");
  g_autoptr (LtMixPrint) print = print_of (session, dir);
  g_autoptr (LtLive) live = lt_live_new ();
  g_autoptr (GError) error = NULL, none = NULL;
  LtId track_id;

  g_assert_true (lt_live_open (live, RATE, &wish, &error));
  g_assert_true (lt_live_set_session (live, session, dir, &error));
  g_assert_true (lt_live_set_mix_print (live, print, &error));
  g_assert_true (lt_live_set_preview (live, lt_mix_print_get_path (print), lt_mix_print_get_length (print), &error));
  lt_live_hear_preview (live, true);

  lt_session_take (&other, lt_edit_track_add (other, "Late", -1, &track_id));
  LtStrip *late = ((const LtTrack *) other->tracks->pdata[0])->strip;
  late->delay_frames = (int64_t) (1000.0 * RATE); /* no edit allows it, and no plan */
  g_assert_false (lt_live_set_session (live, other, dir, &none));
  g_assert_error (none, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN);
  g_assert_true (lt_live_get_mix_print (live) == print);
  g_assert_cmpstr (lt_live_get_preview (live), ==, lt_mix_print_get_path (print));
  g_assert_true (lt_live_hears_preview (live));
  g_assert_true (lt_live_set_session (live, session, dir, &error));
  g_assert_true (lt_live_get_mix_print (live) == print);
  lt_live_play (live);
  wait_until_heard (live, session->mix->id);

  late->delay_frames = 0;
  g_assert_true (lt_live_set_session (live, other, dir, &error));
  g_assert_null (lt_live_get_mix_print (live));
  g_assert_null (lt_live_get_preview (live));
  g_assert_false (lt_live_hears_preview (live));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mix-print/same-samples", test_same_samples);
  g_test_add_func ("/mix-print/knows-when-it-is-old", test_knows_when_it_is_old);
  g_test_add_func ("/mix-print/refuses-a-key-from-the-mix", test_refuses_a_key_from_the_mix);
  g_test_add_func ("/mix-print/keyed-by-the-mix", test_keyed_by_the_mix);
  g_test_add_func ("/mix-print/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/mix-print/live-plays-the-print", test_live_plays_the_print);
  g_test_add_func ("/mix-print/live-keeps-it-for-its-rate", test_live_keeps_the_print_of_a_rate);
  return g_test_run ();
}
