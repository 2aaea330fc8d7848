// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clips and strips measured: what the mixer does counts for strips and not for clips.
// Layer: tests.

#include "studio/measure-session.h"

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/renderer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE 48000
#define LENGTH (4 * RATE)

/* A session of one track with a 1 kHz sine of −20 dBFS, peak, from 1 s to 5 s. */
static LtSession *
make (const LtTestDir *dir, guint n_channels, LtId *track, LtId *clip)
{
  g_autofree char      *path = lt_test_dir_path (dir, "sine.wav");
  g_autofree float     *sine = g_new0 (float, LENGTH);
  const float          *in[] = { sine, sine };
  LtWriterSpec          spec = { lt_file_format_find ("wav"), LT_BITS_FLOAT, RATE, n_channels, LENGTH };
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtWriter)  writer = lt_writer_open (path, &spec, &error);
  LtSession            *session = lt_session_new (RATE, "Test");
  LtId                  source;

  lt_test_add_sine (sine, LENGTH, RATE, 1000.0, 0.1, 0.0);
  g_assert_true (lt_writer_write (writer, in, LENGTH, &error));
  g_assert_true (lt_writer_commit (writer, true, &error));
  lt_session_take (&session, lt_edit_track_add (session, "Sine", -1, track));
  lt_session_take (&session, lt_edit_session_add_source (
                                 session, &(LtSourceInfo) { .path = path, .name = "Sine", .n_frames = LENGTH, .n_channels = n_channels, .rate_hz = RATE },
                                 &source));
  lt_session_take (&session, lt_edit_clip_add (session, *track, source, RATE, 0, 0, clip));
  return session;
}

static gboolean
measure (LtMeasureSessionJob job, LtSessionMeasurement *out, GCancellable *cancellable, GError **error)
{
  return lt_measure_session_run (&job, out, NULL, NULL, cancellable, error);
}

static double
band_1k (const LtSessionMeasurement *m)
{
  double best = -INFINITY;

  for (guint b = 0; b < LT_SPECTRUM_BANDS; b++)
    best = fmax (best, m->bands_dbfs[b]);
  return best;
}

static void
test_clips (void)
{
  for (guint n_channels = 1; n_channels <= 2; n_channels++)
    {
      g_autoptr (LtTestDir) dir = lt_test_dir_new ();
      LtId                  track, clip;
      g_autoptr (LtSession) session = make (dir, n_channels, &track, &clip);
      g_autoptr (GArray)    ids = g_array_new (FALSE, FALSE, sizeof (LtId));
      g_autoptr (GError)    error = NULL;
      LtSessionMeasurement  m;

      g_array_append_val (ids, clip);
      lt_session_take (&session, lt_edit_clip_gain (session, clip, -6.0));
      lt_session_take (&session, lt_edit_clip_mute (session, clip, true));
      lt_session_take (&session, lt_edit_strip_fader (session, track, -INFINITY));
      lt_session_take (&session, lt_edit_strip_pan (session, track, 1.0));
      lt_session_take (&session, lt_edit_strip_fader (session, session->mix->id, -30.0));
      g_assert_true (measure ((LtMeasureSessionJob) { session, dir, ids, 0, 0, 0 }, &m, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (m.from, ==, RATE);
      g_assert_cmpint (m.to, ==, RATE + LENGTH);
      g_assert_cmpuint (m.numbers.n_channels, ==, n_channels);
      g_assert_cmpfloat (fabs (m.rms_dbfs + 29.01), <, 0.02);
      g_assert_cmpfloat (fabs (m.numbers.sample_peak_dbfs + 26.0), <, 0.02);
      g_assert_cmpfloat (fabs (band_1k (&m) + 26.0), <, 0.2);
      g_assert_cmpint (m.peak_frame % 24, ==, 12); /* 48 kHz: a quarter of 1 kHz after a whole turn, or the half after it */
      /* 997 Hz at −20 dBFS on one channel is −23.01 LUFS (BS.1770-4, note to 1). */
      g_assert_cmpfloat (fabs (m.numbers.integrated_lufs - (n_channels == 1 ? -29.01 : -26.0)), <, 0.1);

      g_assert_true (measure ((LtMeasureSessionJob) { session, dir, ids, 0, 2 * RATE, 3 * RATE }, &m, NULL, &error));
      g_assert_cmpfloat (fabs (m.numbers.duration_s - 1.0), <, 1e-6);
      g_assert_false (measure ((LtMeasureSessionJob) { session, dir, ids, 0, 6 * RATE, 7 * RATE }, &m, NULL, &error));
      g_assert_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN);
    }
}

static void
test_strip (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId                  track, clip;
  g_autoptr (LtSession) session = make (dir, 2, &track, &clip);
  g_autoptr (GError)    error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  LtSessionMeasurement  m;

  lt_session_take (&session, lt_edit_strip_fader (session, track, -10.0));
  g_assert_true (measure ((LtMeasureSessionJob) { session, dir, NULL, session->mix->id, 2 * RATE, 4 * RATE }, &m, NULL, &error));
  g_assert_cmpfloat (fabs (m.numbers.sample_peak_dbfs + 30.0), <, 0.02);
  g_assert_cmpfloat (fabs (m.rms_dbfs + 33.01), <, 0.02);
  g_assert_true (measure ((LtMeasureSessionJob) { session, dir, NULL, session->mix->id, 6 * RATE, 7 * RATE }, &m, NULL, &error));
  g_assert_true (isinf (m.rms_dbfs) && m.rms_dbfs < 0.0);
  g_assert_false (measure ((LtMeasureSessionJob) { session, dir, NULL, session->mix->id, RATE, RATE }, &m, NULL, &error));
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (measure ((LtMeasureSessionJob) { session, dir, NULL, session->mix->id, 0, RATE }, &m, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A file that is gone is named. */
static void
test_missing (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "sine.wav");
  LtId                  track, clip;
  g_autoptr (LtSession) session = make (dir, 1, &track, &clip);
  g_autoptr (GArray)    ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GError)    error = NULL;
  LtSessionMeasurement  m;

  g_array_append_val (ids, clip);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_false (measure ((LtMeasureSessionJob) { session, dir, ids, 0, 0, 0 }, &m, NULL, &error));
  g_assert_nonnull (strstr (error->message, "sine.wav"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure-session/clips", test_clips);
  g_test_add_func ("/measure-session/strip", test_strip);
  g_test_add_func ("/measure-session/missing", test_missing);
  return g_test_run ();
}
