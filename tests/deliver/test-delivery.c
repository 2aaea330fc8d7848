// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delivering: loudness reached under the ceiling, measured from the file; nothing half-written.
// Layer: tests.

#include "deliver/delivery.h"
#include "deliver/preflight.h"
#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "media/reader.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000.0

typedef struct
{
  LtTestDir       *dir;
  LtSession       *session;
  GPtrArray       *notes;
  LtDelivery       job;
  LtDeliveryOutput output;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_dir_new ();
  f->session = lt_test_song_new (f->dir, RATE, 8.0);
  f->notes = g_ptr_array_new_with_free_func (g_free);
  f->output = (LtDeliveryOutput) { .path = lt_test_dir_path (f->dir, "out.wav"), .measure = true };
  f->job = (LtDelivery) {
    .session = f->session,
    .folder = f->dir,
    .to = (int64_t) (9 * RATE),
    .n_threads = 2,
    .format = lt_file_format_find ("wav"),
    .bits = LT_BITS_24,
    .dither = LT_QUANTISE_TPDF,
    .aim = { NAN, NAN },
    .outputs = &f->output,
    .n_outputs = 1,
    .notes = f->notes,
  };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free ((char *) f->output.path);
  g_ptr_array_unref (f->notes);
  lt_session_unref (f->session);
  lt_test_dir_free (f->dir);
}

static void
deliver (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  lt_delivery_run (&f->job, &error);
  g_assert_no_error (error);
}

static void
test_target (Fixture *f, gconstpointer data)
{
  static const double targets[] = { -23.0, -14.0, -9.0 };
  static const char  *formats[] = { "wav", "aiff", "flac" };

  f->job.force = true;
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      LtMeasurement      m;
      g_autoptr (GError) error = NULL;

      f->job.format = lt_file_format_find (formats[i]);
      f->job.bits = i == 2 ? LT_BITS_16 : LT_BITS_24;
      f->job.aim = (LtLoudnessAim) { targets[i], -1.0 };
      deliver (f);
      g_assert_true (lt_measure_file (f->output.path, &m, NULL, NULL, NULL, &error));
      g_test_message ("%s: %.3f LUFS %.3f dBTP, gain %.2f", formats[i], m.integrated_lufs, m.true_peak_dbtp, f->job.fit.gain_db);
      g_assert_cmpfloat_with_epsilon (m.integrated_lufs, targets[i], 0.1);
      g_assert_cmpfloat (m.true_peak_dbtp, <=, -1.0);
      g_assert_cmpfloat (m.integrated_lufs, ==, f->output.measured.integrated_lufs);
      g_assert_cmpuint (f->notes->len, ==, 0);
    }
}

/* A target beyond what the ceiling allows is still written, nearest, and said. */
static void
test_target_missed (Fixture *f, gconstpointer data)
{
  f->job.aim = (LtLoudnessAim) { 3.0, -6.0 };
  deliver (f);
  g_assert_cmpfloat (f->output.measured.true_peak_dbtp, <=, -6.0);
  g_assert_cmpuint (f->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (f->notes, 0), "LU from the target"));
}

/* The limiter does not go as low: the file is over, and says so. Where it is not over by more than is shown, it is silent. */
static void
test_ceiling_missed (Fixture *f, gconstpointer data)
{
  f->job.aim = (LtLoudnessAim) { NAN, -30.0 };
  deliver (f);
  g_assert_cmpfloat (f->output.measured.true_peak_dbtp, >, -29.0);
  g_assert_false (lt_delivery_has_ceiling (&f->job.aim, f->output.measured.true_peak_dbtp));
  g_assert_cmpuint (f->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (f->notes, 0), "over its ceiling of -30.0. Lower the master by"));
  g_assert_true (lt_delivery_has_ceiling (&f->job.aim, -29.96));
}

/* Where there is a target lowering the master would change nothing: it is what is said that helps. */
static void
test_ceiling_missed_with_target (Fixture *f, gconstpointer data)
{
  g_autofree char *advice = NULL;
  double           raised;

  f->job.aim = (LtLoudnessAim) { -30.0, -30.0 };
  deliver (f);
  raised = ceil (f->output.measured.true_peak_dbtp * 10.0) / 10.0;
  g_assert_cmpfloat (raised, >, -29.0);
  advice = g_strdup_printf ("over its ceiling of -30.0. Raise the ceiling to %.1f, or lower the loudness target.", raised);
  g_assert_nonnull (strstr (g_ptr_array_index (f->notes, f->notes->len - 1), advice));
  g_ptr_array_set_size (f->notes, 0);
  f->job.aim.ceiling_dbtp = raised;
  f->job.force = true;
  deliver (f);
  g_assert_true (lt_delivery_has_ceiling (&f->job.aim, f->output.measured.true_peak_dbtp));
}

/* No gain makes silence loud: that is what is said, and no number. */
static void
test_silent (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) silent = lt_session_new (RATE, "Silence");

  f->job.session = silent;
  f->job.to = (int64_t) (2 * RATE);
  f->job.aim = (LtLoudnessAim) { -14.0, -1.0 };
  deliver (f);
  g_assert_true (f->output.measured.integrated_lufs == -INFINITY);
  g_assert_cmpuint (f->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (f->notes, 0), "is silent, or too quiet to have a loudness; no target can be reached"));
}

/* 83 ms have no loudness; of a ceiling only what was asked for is said, and nothing without a target. */
static void
test_too_short (Fixture *f, gconstpointer data)
{
  f->job.force = true;
  f->job.from = (int64_t) RATE;
  f->job.to = f->job.from + 4000;
  f->job.aim = (LtLoudnessAim) { -14.0, -1.0 };
  deliver (f);
  g_assert_true (isnan (f->output.measured.integrated_lufs));
  g_assert_cmpuint (f->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (f->notes, 0), "is too short to have a loudness; its level stays, and the ceiling is kept."));

  g_ptr_array_set_size (f->notes, 0);
  f->job.aim = (LtLoudnessAim) { -14.0, NAN };
  deliver (f);
  g_assert_cmpuint (f->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (f->notes, 0), "is too short to have a loudness; its level stays."));

  g_ptr_array_set_size (f->notes, 0);
  f->job.aim = (LtLoudnessAim) { NAN, -1.0 };
  deliver (f);
  g_assert_cmpuint (f->notes->len, ==, 0);
}

static void
test_rate_and_length (Fixture *f, gconstpointer data)
{
  static const guint rates[] = { 44100, 96000, 48000 };

  f->job.force = true;
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (GError) error = NULL;

      f->job.rate_hz = rates[i];
      f->job.bits = LT_BITS_FLOAT;
      f->job.dither = LT_QUANTISE_NONE;
      deliver (f);
      g_autoptr (LtReader) reader = lt_reader_open (f->output.path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (lt_reader_get_info (reader)->rate_hz, ==, rates[i]);
      g_assert_cmpint (lt_reader_get_info (reader)->n_frames, ==, 9 * rates[i]);
      g_assert_nonnull (lt_reader_get_bext (reader));
      g_assert_cmpfloat_with_epsilon (lt_reader_get_bext (reader)->integrated_lufs, f->output.measured.integrated_lufs, 0.01);
      g_assert_cmpstr (lt_tags_get (lt_reader_get_tags (reader), "title"), ==, "Test song");
    }
}

/* The broadcast extension is ASCII; the tags are not. */
static void
test_broadcast_text (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (&f->session, lt_edit_session_tag (f->session, "artist", "Beyoncé"));
  lt_session_take (&f->session, lt_edit_session_tag (f->session, "title", "“Große” Fahrt – 2…"));
  f->job.session = f->session;
  deliver (f);
  g_autoptr (LtReader) reader = lt_reader_open (f->output.path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_reader_get_bext (reader)->description, ==, "Beyonce - \"Grosse\" Fahrt - 2...");
  g_assert_true (g_str_is_ascii (lt_reader_get_bext (reader)->coding_history));
  g_assert_cmpstr (lt_tags_get (lt_reader_get_tags (reader), "artist"), ==, "Beyoncé");
}

/* Tags that FLAC has room for and WAV has not: the float file on the way has none of them. */
static void
test_long_tags (Fixture *f, gconstpointer data)
{
  g_autofree char   *text = g_strnfill (4096, 'x');
  g_autoptr (GError) error = NULL;

  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    if (strcmp (*key, "isrc") != 0 && strcmp (*key, "barcode") != 0)
      lt_session_take (&f->session, lt_edit_session_tag (f->session, *key, text));
  f->job.session = f->session;
  f->job.format = lt_file_format_find ("flac");
  f->job.aim = (LtLoudnessAim) { -14.0, -1.0 };
  deliver (f);
  g_autoptr (LtReader) reader = lt_reader_open (f->output.path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_tags_get (lt_reader_get_tags (reader), "comment"), ==, text);
}

/* A tail is kept as long as it is heard, and not longer. */
static void
test_tail (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64             length = lt_session_get_length (f->session), n;
  g_autofree float  *last = g_new (float, 2 * 64);
  float             *to[2] = { last, last + 64 };

  f->job.to = length + (gint64) (10 * RATE);
  f->job.sound_end = length;
  f->job.bits = LT_BITS_FLOAT;
  f->job.dither = LT_QUANTISE_NONE;
  deliver (f);
  g_autoptr (LtReader) reader = lt_reader_open (f->output.path, &error);
  g_assert_no_error (error);
  n = lt_reader_get_info (reader)->n_frames;
  g_assert_cmpint (n, >, length + 4800);
  g_assert_cmpint (n, <, f->job.to);
  lt_reader_read (reader, n - 1, 1, to);
  g_assert_cmpfloat (MAX (fabsf (to[0][0]), fabsf (to[1][0])), >, 3e-5f);
}

static void
test_same_bytes (Fixture *f, gconstpointer data)
{
  g_autofree char *a = NULL, *b = NULL;
  gsize            na, nb;

  f->job.force = true;
  f->job.aim = (LtLoudnessAim) { -16.0, -2.0 };
  deliver (f);
  g_assert_true (g_file_get_contents (f->output.path, &a, &na, NULL));
  f->job.n_threads = 1;
  deliver (f);
  g_assert_true (g_file_get_contents (f->output.path, &b, &nb, NULL));
  g_assert_cmpmem (a, na, b, nb);
}

static void
test_existing_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *text = NULL;
  guint              before;

  g_assert_true (g_file_set_contents (f->output.path, "mine", 4, NULL));
  before = lt_test_dir_count (f->dir);
  g_assert_false (lt_delivery_run (&f->job, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "out.wav"));
  g_assert_true (g_file_get_contents (f->output.path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpuint (lt_test_dir_count (f->dir), ==, before);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint              before = lt_test_dir_count (f->dir);

  f->job.cancellable = g_cancellable_new ();
  g_cancellable_cancel (f->job.cancellable);
  f->job.aim = (LtLoudnessAim) { -14.0, -1.0 };
  g_assert_false (lt_delivery_run (&f->job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (lt_test_dir_count (f->dir), ==, before);
  g_object_unref (f->job.cancellable);
}

/* Written stems, read back and summed, are the mix that was written as float. */
static void
test_stems (Fixture *f, gconstpointer data)
{
  LtDeliveryOutput     outputs[8] = { { 0 } };
  g_autoptr (GError)   error = NULL;
  guint                n = 0;
  static float         sum[2][48000], part[2][48000];
  float               *to[2] = { part[0], part[1] };

  for (uint32_t i = 0; i < lt_session_n_strips (f->session); i++)
    {
      const LtStrip   *strip = lt_session_get_strip (f->session, i);
      g_autofree char *name = g_strdup_printf ("stem-%u.wav", n);

      if (strip->output_id == 0 && strip->kind != LT_STRIP_MASTER)
        outputs[n++] = (LtDeliveryOutput) { .strip_id = strip->id, .path = lt_test_dir_path (f->dir, name) };
    }
  f->job.bits = LT_BITS_FLOAT;
  f->job.dither = LT_QUANTISE_NONE;
  f->job.to = 48000;
  f->job.outputs = outputs;
  f->job.n_outputs = n; /* the last is the mix */
  deliver (f);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LtReader) reader = lt_reader_open (outputs[i].path, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (lt_reader_read (reader, 0, 48000, to), ==, 48000);
      for (guint c = 0; c < 2; c++)
        for (guint k = 0; k < 48000; k++)
          if (i + 1 < n)
            sum[c][k] += part[c][k];
          else
            g_assert_cmpfloat (sum[c][k], ==, part[c][k]);
      g_free ((char *) outputs[i].path);
    }
}

static void
test_preflight (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) none = lt_preflight_check (f->session, f->dir);
  g_autofree char      *bass = lt_test_dir_path (f->dir, "audio/Bass.wav");

  g_assert_cmpuint (none->len, ==, 0);
  lt_session_take (&f->session, lt_edit_strip_mute (f->session, lt_session_find_strip_named (f->session, "Keys")->id, true));
  lt_session_take (&f->session, lt_edit_strip_solo (f->session, lt_session_find_strip_named (f->session, "Kick")->id, true));
  lt_session_take (&f->session, lt_edit_slot_bypass (f->session, ((LtSlot *) g_ptr_array_index (f->session->master->slots, 0))->id, true));
  g_assert_cmpint (g_remove (bass), ==, 0);

  g_autoptr (GPtrArray) some = lt_preflight_check (f->session, f->dir);
  g_autoptr (GString)   all = g_string_new (NULL);
  for (guint i = 0; i < some->len; i++)
    g_string_append_printf (all, "%s\n", (char *) g_ptr_array_index (some, i));
  g_test_message ("%s", all->str);
  g_assert_cmpuint (some->len, ==, 4);
  g_assert_nonnull (strstr (all->str, "Solo is on: Kick"));
  g_assert_nonnull (strstr (all->str, "Keys"));
  g_assert_nonnull (strstr (all->str, "Bass.wav"));
  g_assert_nonnull (strstr (all->str, "bypassed"));

  /* Solo that only the monitor hears is no longer solo, and said apart. */
  lt_session_take (&f->session, lt_edit_session_solo_mode (f->session, LT_SOLO_AFL));
  g_autoptr (GPtrArray) others = lt_preflight_check (f->session, f->dir);
  g_assert_cmpuint (others->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (others, 0), !=, "Solo is on: Kick.");
  g_assert_nonnull (strstr (g_ptr_array_index (others, 1), "The monitor listens to Kick alone"));
}

static void
count_said (GPtrArray *list, const char *words, guint n)
{
  guint found = 0;

  for (guint i = 0; i < list->len; i++)
    found += strstr (g_ptr_array_index (list, i), words) != NULL;
  g_assert_cmpuint (found, ==, n);
}

static guint
n_clipped_places (Fixture *f, int64_t from, int64_t to)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  lt_preflight_check_clipped_range (f->session, f->dir, from, to, list, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const char *at = strstr (g_ptr_array_index (list, i), "clipped at ");

      g_assert_nonnull (at);
      n += (guint) atoi (at + strlen ("clipped at "));
    }
  return n;
}

/* A file that has a part of the song is told of what is in that part. */
static void
test_preflight_range (Fixture *f, gconstpointer data)
{
  g_autofree char   *path = lt_test_dir_path (f->dir, "audio/Clipped.wav"), *bass = lt_test_dir_path (f->dir, "audio/Bass.wav");
  g_autofree float  *sound = g_new0 (float, 48000);
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 1, .n_frames_expected = 48000 };
  g_autoptr (GError) error = NULL;
  const LtSourceInfo info = { .path = "audio/Clipped.wav", .name = "Clipped", .n_frames = 48000, .n_channels = 1, .rate_hz = 48000.0 };
  int64_t            end = lt_session_get_length (f->session);
  LtId               source, track, clip;

  for (guint i = 0; i < 5; i++)
    for (guint k = 0; k < 4 + i; k++)
      sound[8000 * (i + 1) + k] = k % 2 == 0 ? 1.0f : -1.0f;
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  g_assert_true (lt_writer_write (writer, (const float *const[]){ sound }, 48000, &error) && lt_writer_commit (writer, false, &error));
  lt_session_take (&f->session, lt_edit_session_add_source (f->session, &info, &source));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "Hot", -1, &track));
  lt_session_take (&f->session, lt_edit_clip_add (f->session, track, source, end, 0, 0, &clip));

  g_assert_cmpuint (n_clipped_places (f, 0, INT64_MAX), ==, 5);
  g_assert_cmpuint (n_clipped_places (f, 0, end), ==, 0);
  g_assert_cmpuint (n_clipped_places (f, end + 7000, end + 24500), ==, 3);
  lt_session_take (&f->session, lt_test_clips_flag (f->session, clip, LT_CLIP_REVERSE, true));
  g_assert_cmpuint (n_clipped_places (f, end, end + 9000), ==, 1); /* the last one comes first */
  g_assert_cmpuint (n_clipped_places (f, end + 9000, end + 48000), ==, 4);

  g_assert_cmpint (g_remove (bass), ==, 0);
  lt_session_take (&f->session, lt_edit_strip_mute (f->session, track, true));
  g_autoptr (GPtrArray) front = lt_preflight_check_range (f->session, f->dir, 0, end), back = lt_preflight_check_range (f->session, f->dir, end, end + 100);
  g_autoptr (GPtrArray) behind = lt_preflight_check_range (f->session, f->dir, end + 48000, end + 96000);
  count_said (front, "Bass.wav", 1);
  count_said (front, "Hot", 0);
  count_said (back, "Bass.wav", 0);
  count_said (back, "Hot", 1);
  count_said (behind, "No clip plays in this range", 1);
  count_said (front, "No clip plays in this range", 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/deliver/target", test_target },
    { "/deliver/target-missed", test_target_missed },
    { "/deliver/ceiling-missed", test_ceiling_missed },
    { "/deliver/ceiling-missed-with-target", test_ceiling_missed_with_target },
    { "/deliver/silent", test_silent },
    { "/deliver/too-short", test_too_short },
    { "/deliver/rate-and-length", test_rate_and_length },
    { "/deliver/broadcast-text", test_broadcast_text },
    { "/deliver/long-tags", test_long_tags },
    { "/deliver/tail", test_tail },
    { "/deliver/same-bytes", test_same_bytes },
    { "/deliver/existing-is-kept", test_existing_is_kept },
    { "/deliver/cancelled", test_cancelled },
    { "/deliver/stems", test_stems },
    { "/deliver/preflight", test_preflight },
    { "/deliver/preflight-range", test_preflight_range },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
