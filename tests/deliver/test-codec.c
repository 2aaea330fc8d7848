// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Through a codec and back: aligned to the frame, overs found where they are, a ceiling that removes them.
// Layer: tests.

#include "deliver/codec-ceiling.h"
#include "deliver/codec-file.h"
#include "deliver/master-limiter.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "media/lag.h"
#include "media/reader.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SECONDS 6

typedef struct
{
  LtTestDir *dir;
  char      *path, *decoded, *removed;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_dir_new ();
  f->path = lt_test_dir_path (f->dir, "master.wav");
  f->decoded = lt_test_dir_path (f->dir, "decoded.wav");
  f->removed = lt_test_dir_path (f->dir, "removed.wav");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->path);
  g_free (f->decoded);
  g_free (f->removed);
  lt_test_dir_free (f->dir);
}

/* Chords with a beat, driven into a clipper that stops at @top: loud and square. @quiet_s: only hiss before. */
static void
write_music (const char *path, uint32_t rate_hz, double top, double quiet_s, uint32_t n_channels)
{
  g_autoptr (GError) error = NULL;
  uint32_t           n = rate_hz * SECONDS, seed = 7;
  g_autofree float  *memory = g_new (float, 2 * (gsize) n);
  float             *planes[2] = { memory, memory + n };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = rate_hz, .n_channels = n_channels };

  for (uint32_t i = 0; i < n; i++)
    {
      double t = (double) i / rate_hz, beat = exp (-8.0 * fmod (t, 0.4)), chord = 0.0;

      for (int k = 0; k < 4; k++)
        chord += sin (2.0 * G_PI * 110.0 * (double[]) { 1.0, 1.26, 1.5, 2.02 }[k] * (1.0 + floor (t)) * t);
      for (int c = 0; c < 2; c++)
        {
          seed = seed * 1664525u + 1013904223u;
          double hiss = (double) (seed >> 8) / 8388608.0 - 1.0, x = 1.5 * chord * (c == 0 ? 1.0 : 0.9) + 2.0 * beat * hiss;

          planes[c][i] = (float) (t < quiet_s ? 0.001 * hiss : top * CLAMP (x, -1.0, 1.0));
        }
    }
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  g_assert_true (lt_writer_write (writer, (const float *const *) planes, n, &error) && lt_writer_commit (writer, true, &error));
}

static LtCodecJob
job_of (Fixture *f, const char *codec, const char *choice)
{
  const LtCodec *found = lt_codec_find (codec);

  return (LtCodecJob) { .path = f->path, .codec = found, .choice = lt_codec_find_choice (found, choice), .decoded_path = f->decoded,
                        .removed_path = f->removed, .force = true };
}

static void
check (const LtCodecJob *job, LtCodecResult *out)
{
  g_autoptr (GError) error = NULL;

  lt_codec_check_run (job, out, &error);
  g_assert_no_error (error);
}

/* The delay that was found is the best of all near it, for every codec and rate. */
static void
test_aligned (Fixture *f, gconstpointer data)
{
  static const uint32_t rates[] = { 44100, 48000, 96000 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (const LtCodec *const *codec = lt_codec_list (); *codec != NULL; codec++)
      {
        g_auto (LtCodecResult) result = { 0 };
        LtCodecJob             job = job_of (f, (*codec)->key, (*codec)->choices[0].key);

        write_music (f->path, rates[r], 0.5, 1.0, 2);
        check (&job, &result);
        g_test_message ("%s at %u Hz: late by %" G_GINT64_FORMAT ", removed %.1f dB, %.0f kbit/s, %.2f to %.2f dBTP", (*codec)->key, rates[r],
                        result.delay_frames, result.removed_db, result.kbps, result.original_dbtp, result.decoded_dbtp);
        g_assert_cmpint (result.delay_frames, ==, 0); /* what the encoder adds, the decoder has taken off */
        g_assert_cmpfloat (result.removed_db, <, -15.0);
        g_assert_cmpfloat (fabs (result.decoded_lufs - result.original_lufs), <, 0.2);
        g_assert_cmpint (result.n_frames, ==, (int64_t) rates[r] * SECONDS);
      }
}

/* Late by a known number of frames, found. */
static void
test_finds_delay (Fixture *f, gconstpointer data)
{
  static const int64_t lags[] = { 0, 1, 529, 1105, 4096, -3 };
  const uint32_t       n = 4 * 44100;
  g_autofree float    *memory = g_new0 (float, 2 * (gsize) n);
  float               *planes[2] = { memory, memory + n };
  g_autoptr (GError)   error = NULL;

  write_music (f->path, 44100, 0.5, 1.0, 2);
  for (guint k = 0; k < G_N_ELEMENTS (lags); k++)
    {
      g_autoptr (LtReader) original = lt_reader_open (f->path, &error);
      LtCodecFile         *file = lt_codec_file_new (f->decoded, true, 44100, 44100, n, &error);

      g_assert_no_error (error);
      lt_reader_read (original, -lags[k], n, planes);
      g_assert_true (lt_codec_file_write (file, (const float *const *) planes, n, &error) && lt_codec_file_finish (file, &error)
                     && lt_codec_file_commit (file, NULL, &error));
      lt_codec_file_free (file);

      g_autoptr (LtReader) late = lt_reader_open (f->decoded, &error);
      g_assert_no_error (error);
      g_assert_cmpint (lt_lag_find (original, late, 60000), ==, lags[k]);
    }
}

/* The three files add up: decoded = original + removed, at every rate. */
static void
test_adds_up (Fixture *f, gconstpointer data)
{
  static const uint32_t rates[] = { 44100, 48000 };
  g_autoptr (GError)    error = NULL;

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_auto (LtCodecResult) result = { 0 };
      LtCodecJob             job = job_of (f, "opus", "128");
      float                  o[2][4096], d[2][4096], x[2][4096], worst = 0.0f, loudest = 0.0f;

      write_music (f->path, rates[r], 0.5, 0.0, 2);
      check (&job, &result);
      g_autoptr (LtReader) original = lt_reader_open (f->path, &error), decoded = lt_reader_open (f->decoded, &error),
                           removed = lt_reader_open (f->removed, &error);
      g_assert_no_error (error);
      g_assert_cmpint (lt_reader_get_info (decoded)->rate_hz, ==, rates[r]);
      g_assert_cmpint (lt_reader_get_info (decoded)->n_frames, ==, result.n_frames);
      g_assert_cmpint (lt_reader_get_info (removed)->n_frames, ==, result.n_frames);
      for (int64_t at = 8192; at < result.n_frames - 8192; at += 4096)
        {
          lt_reader_read (original, at, 4096, (float *[]) { o[0], o[1] });
          lt_reader_read (decoded, at, 4096, (float *[]) { d[0], d[1] });
          lt_reader_read (removed, at, 4096, (float *[]) { x[0], x[1] });
          for (int c = 0; c < 2; c++)
            for (int i = 0; i < 4096; i++)
              {
                worst = fmaxf (worst, fabsf (o[c][i] + x[c][i] - d[c][i]));
                loudest = fmaxf (loudest, fabsf (x[c][i]));
              }
        }
      g_assert_cmpfloat (loudest, >, 0.01); /* it is lossy */
      g_assert_cmpfloat (worst, <, 1e-6);
    }
}

static void
test_overs (Fixture *f, gconstpointer data)
{
  g_auto (LtCodecResult) result = { 0 };
  LtCodecJob             job = job_of (f, "mp3", "128");
  int64_t                last = -1;

  write_music (f->path, 44100, 0.99, 2.0, 2);
  check (&job, &result);
  g_test_message ("%u overs, %.2f dBTP", result.n_overs, result.decoded_dbtp);
  g_assert_cmpuint (result.n_overs, >, 3);
  g_assert_cmpuint (result.overs->len, ==, result.n_overs);
  g_assert_cmpfloat (result.decoded_dbtp, >, 0.0);

  /* each is where the decoded file is loud, none in the quiet, the highest is the file's true peak */
  double highest = -INFINITY;
  for (guint i = 0; i < result.overs->len; i++)
    {
      const LtOver *over = &g_array_index (result.overs, LtOver, i);

      g_assert_cmpint (over->pos_frames, >, last);
      g_assert_cmpint (over->pos_frames, >, 2 * 44100 - 2000);
      g_assert_cmpfloat (over->peak_dbtp, >, 0.0);
      last = over->pos_frames;
      highest = fmax (highest, over->peak_dbtp);
    }
  g_assert_cmpfloat (fabs (highest - result.decoded_dbtp), <, 0.02);

  /* a limit above all of them leaves none */
  g_auto (LtCodecResult) none = { 0 };
  job.limit_dbtp = highest + 0.1;
  check (&job, &none);
  g_assert_cmpuint (none.n_overs, ==, 0);
}

static void
test_ceiling_of_file (Fixture *f, gconstpointer data)
{
  static const char *const codecs[] = { "mp3", "opus", "vorbis" };
  g_autoptr (GError)       error = NULL;

  write_music (f->path, 44100, 0.99, 1.0, 2);
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      g_auto (LtCodecResult) now = { 0 }, then = { 0 };
      LtCodecJob             job = job_of (f, codecs[i], NULL);
      LtCodecCeiling         found;
      g_autofree char       *lower = lt_test_dir_path (f->dir, "lower.wav");

      check (&job, &now);
      g_assert_cmpuint (now.n_overs, >, 0);
      LtCodecMaster master = lt_codec_ceiling_of_file (f->path);
      lt_codec_ceiling_find (&job, &now, &master, &found, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %.2f dBTP decoded; ceiling %.1f gives %.2f after %u", codecs[i], now.decoded_dbtp, found.ceiling_dbtp, found.decoded_dbtp,
                      found.n_passes);
      g_assert_cmpuint (found.n_overs, ==, 0);
      g_assert_cmpuint (found.n_passes, <=, LT_CODEC_CEILING_PASSES);

      /* and so it is when it is done */
      master.write (master.data, found.ceiling_dbtp, lower, NULL, &error);
      g_assert_no_error (error);
      job.path = lower;
      check (&job, &then);
      g_assert_cmpuint (then.n_overs, ==, 0);
      g_assert_cmpfloat (then.original_dbtp, <, found.ceiling_dbtp + 0.1); /* the meter looks closer than the limiter */
      g_assert_cmpfloat (then.decoded_dbtp, ==, found.decoded_dbtp);
    }
}

/* Of a master with a limiter at @ceiling, and the fader behind it. */
static void
check_ceiling_of_session (Fixture *f, float ceiling, double fader_db, double least)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (LtSession)  song = lt_test_song_new (f->dir, 48000.0, 6.0);
  const LtFxType        *type = lt_fx_find ("limit");
  float                  values[LT_FX_MAX_PARAMS];
  g_auto (LtCodecResult) now = { 0 };
  LtCodecJob             job = job_of (f, "mp3", "128");
  LtCodecSession         session = { NULL, f->dir };
  LtCodecCeiling         found;

  lt_fx_defaults (type, values);
  values[lt_master_limiter_row ("gain")] = 24.0f;
  values[lt_master_limiter_row ("ceiling")] = ceiling;
  lt_session_take (&song, lt_edit_slot_add (song, song->master->id, type, -1, values, NULL));
  lt_session_take (&song, lt_edit_strip_fader (song, song->master->id, fader_db));
  session.session = song;

  lt_codec_ceiling_render (&session, f->path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check (&job, &now);
  g_test_message ("session: %.2f, decoded %.2f dBTP, %u overs", now.original_dbtp, now.decoded_dbtp, now.n_overs);
  g_assert_cmpuint (now.n_overs, >, 0);
  LtCodecMaster master = lt_codec_ceiling_of_session (&session);
  lt_codec_ceiling_find (&job, &now, &master, &found, &error);
  g_assert_no_error (error);
  g_test_message ("ceiling %.1f gives %.2f after %u", found.ceiling_dbtp, found.decoded_dbtp, found.n_passes);
  g_assert_cmpuint (found.n_overs, ==, 0);
  g_assert_cmpfloat (found.ceiling_dbtp, <, ceiling);
  g_assert_cmpfloat (found.ceiling_dbtp, >, least);

  g_autoptr (LtSession) lower = lt_codec_ceiling_apply (song, found.ceiling_dbtp), raised = lt_codec_ceiling_apply (song, ceiling + 1.0);
  const LtSlot         *at = lt_master_limiter_find (lower, false), *same = lt_master_limiter_find (raised, false);
  g_assert_cmpfloat (at->values[lt_master_limiter_row ("ceiling")], ==, (float) found.ceiling_dbtp);
  g_assert_cmpfloat (same->values[lt_master_limiter_row ("ceiling")], ==, ceiling);
}

/* What stands behind the limiter moves the peaks of the master away from its ceiling, which is never raised for that, nor
   lowered for nothing. */
static void
test_ceiling_of_session (Fixture *f, gconstpointer data)
{
  check_ceiling_of_session (f, -0.1f, 0.0, -3.0);
  check_ceiling_of_session (f, -6.0f, 6.0, -9.0);

  g_autoptr (LtSession) bare = lt_test_song_new (f->dir, 48000.0, 1.0);
  while (lt_master_limiter_find (bare, true) != NULL)
    lt_session_take (&bare, lt_edit_slot_remove (bare, lt_master_limiter_find (bare, true)->id));
  g_assert_null (lt_codec_ceiling_apply (bare, -2.0));
}

/* A mono file is both channels; what has more is refused; a cancelled check leaves nothing. */
static void
test_refuses (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_auto (LtCodecResult)   result = { 0 }, mono = { 0 }, missing = { 0 };
  LtCodecJob               job = job_of (f, "mp3", NULL);

  write_music (f->path, 44100, 0.5, 0.0, 1);
  g_cancellable_cancel (cancelled);
  job.cancellable = cancelled;
  g_assert_false (lt_codec_check_run (&job, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (f->decoded, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  job.cancellable = NULL;
  check (&job, &mono);
  g_assert_cmpfloat (mono.removed_db, <, -15.0);

  job.path = "/nowhere/at-all.wav";
  g_assert_false (lt_codec_check_run (&job, &missing, &error));
  g_assert_nonnull (error);
  g_assert_null (lt_codec_find ("aac"));
  g_assert_null (lt_codec_find_choice (lt_codec_find ("mp3"), "999"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/codec/aligned", test_aligned);
  ADD ("/codec/finds-delay", test_finds_delay);
  ADD ("/codec/adds-up", test_adds_up);
  ADD ("/codec/overs", test_overs);
  ADD ("/codec/ceiling/file", test_ceiling_of_file);
  ADD ("/codec/ceiling/session", test_ceiling_of_session);
  ADD ("/codec/refuses", test_refuses);
  return g_test_run ();
}
