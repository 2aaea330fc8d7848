// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is waited for is waited for until it is there: nothing here is timed.
// Layer: tests.

#include "helpers/test-live.h"

#include "helpers/test-signal.h"
#include "media/file-format.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "studio/live-private.h"

#include <glib/gstdio.h>
#include <math.h>

#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)
#define NEAR_LU     0.1

char *
lt_test_live_write (LtTestLive *self, const char *name, const double *db, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char  *audio = g_build_filename (self->folder, "audio", NULL), *path = g_build_filename (audio, name, NULL);
  g_autofree float *tone = g_new0 (float, LT_TEST_LIVE_FRAMES);
  const float      *in[2] = { tone, tone };
  guint             part = (guint) LT_TEST_LIVE_FRAMES / n;
  LtWriterSpec      spec
      = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = (guint) LT_TEST_LIVE_RATE, .n_channels = 2 };

  g_mkdir_with_parents (audio, 0777);
  for (guint i = 0; i < n; i++)
    lt_test_add_sine (tone + i * part, part, LT_TEST_LIVE_RATE, 997.0, pow (10.0, db[i] / 20.0), 0.0);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, in, LT_TEST_LIVE_FRAMES, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

void
lt_test_live_open (LtTestLive *self)
{
  LtSourceInfo       info = { .path = "audio/tone.wav", .name = "tone", .n_frames = LT_TEST_LIVE_FRAMES, .n_channels = 2, .rate_hz = LT_TEST_LIVE_RATE };
  LtLiveWish         wish = { .device = "null", .buffer_frames = 256, .free_running = true };
  double             db = LT_TEST_LIVE_TONE_DB;
  LtId               track_id;
  g_autoptr (GError) error = NULL;

  self->folder = lt_test_dir_new ();
  g_free (lt_test_live_write (self, "tone.wav", &db, 1));
  self->session = lt_session_new (LT_TEST_LIVE_RATE, "Live");
  lt_session_take (&self->session, lt_edit_session_pan_law (self->session, LT_PAN_LAW_0DB));
  lt_session_take (&self->session, lt_edit_session_add_source (self->session, &info, &self->source_id));
  lt_session_take (&self->session, lt_edit_track_add (self->session, "Tone", -1, &track_id));
  lt_session_take (&self->session, lt_edit_clip_add (self->session, track_id, self->source_id, 0, 0, info.n_frames, NULL));
  lt_session_take (&self->session, lt_edit_session_loop (self->session, true, 0, info.n_frames));
  self->live = lt_live_new ();
  g_assert_true (lt_live_open (self->live, LT_TEST_LIVE_RATE, &wish, &error));
  g_assert_true (lt_live_set_session (self->live, self->session, self->folder, &error));
  g_assert_no_error (error);
}

void
lt_test_live_close (LtTestLive *self)
{
  lt_live_free (self->live);
  lt_session_unref (self->session);
  lt_test_dir_free (self->folder);
}

void
lt_test_live_take (LtTestLive *self, LtSession *next)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (&self->session, next);
  g_assert_true (lt_live_set_session (self->live, self->session, self->folder, &error));
}

void
lt_test_live_wait (LtTestLive *self, LtTestLiveCondition condition, const void *data)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (!condition (self, data))
    {
      if (g_get_monotonic_time () > until)
        g_error ("waited in vain: %.2f LUFS leave the device", lt_meter_feed_read_tap (self->live->feed, LT_LIVE_TAP_OUTPUT)->short_term_lufs);
      lt_live_tick (self->live);
      g_usleep (500);
    }
}

bool
lt_test_live_is_heard (LtTestLive *self, const void *lufs)
{
  return fabs (lt_meter_feed_read_tap (self->live->feed, LT_LIVE_TAP_OUTPUT)->short_term_lufs - *(const double *) lufs) < NEAR_LU;
}
