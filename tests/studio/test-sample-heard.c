// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Samples of clips that are stretched or have effects are edited as they are heard; all else sounds as before, to the bit.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/writer.h"
#include "session/clip-sound.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "studio/print.h"
#include "studio/renderer.h"
#include "studio/sample-edit.h"
#include "studio/sample-heard.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE 48000.0
#define N    (3 * 48000)
#define END  (2 * 48000) /* of the clip */
#define FROM 30000       /* what is made silent */
#define TO   33000
#define EDGE 500         /* of it, over which it becomes so */

typedef struct
{
  LtTestDir *dir;
  char      *audio;
  LtSession *session;
  LtId       track, clip;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rng = g_rand_new_with_seed (8);
  g_autofree float *samples = g_new0 (float, N);
  const float      *planes[] = { samples };
  LtSourceInfo      info = { .path = "audio/a.wav", .name = "a", .n_frames = N, .n_channels = 1, .rate_hz = RATE };
  LtWriterSpec      spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 1 };
  LtId              source;

  f->dir = lt_test_dir_new ();
  f->audio = g_build_filename (f->dir, "audio", NULL);
  lt_test_music (samples, N, RATE, 0.5, rng);
  g_autofree char *path = g_build_filename (f->audio, "a.wav", NULL);
  g_mkdir_with_parents (f->audio, 0777);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, planes, N, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
  f->session = lt_session_new (RATE, "Heard");
  lt_session_take (&f->session, lt_edit_session_add_source (f->session, &info, &source));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "Track", -1, &f->track));
  lt_session_take (&f->session, lt_edit_clip_add (f->session, f->track, source, 0, 0, 0, &f->clip));
  lt_session_take (&f->session, lt_edit_clip_fx_add_slot (f->session, f->clip, lt_fx_find ("delay"), -1, NULL, NULL));
  lt_session_take (&f->session, lt_edit_clip_trim_end (f->session, f->clip, END));
  lt_session_take (&f->session, lt_edit_clip_gain (f->session, f->clip, -2.0));
  lt_session_take (&f->session, lt_edit_clip_fade_out (f->session, f->clip, 8000, LT_FADE_S));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_session_unref (f->session);
  lt_test_dir_free (f->dir);
  g_free (f->audio);
}

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  g_array_append_vals (data, in[0], n_frames);
  return true;
}

static GArray *
render (const Fixture *f, const LtSession *session, int64_t to)
{
  g_autoptr (GError) error = NULL;
  GArray        *out = g_array_new (FALSE, FALSE, sizeof (float));
  LtRenderTarget target = { 0, take, out };
  LtRenderJob    job = { .session = session, .folder = f->dir, .to = to, .compensate = true, .targets = &target, .n_targets = 1, .n_threads = 1 };

  lt_renderer_run (&job, &error);
  g_assert_no_error (error);
  return out;
}

static LtSampleEditResult *
make (const Fixture *f, const LtSession *session, LtId clip_id, GCancellable *cancellable, GError **error)
{
  const LtClip   *clip = lt_session_find_clip (session, clip_id, NULL);
  LtSampleEdit    edit = { .kind = LT_SAMPLE_EDIT_SILENCE };
  LtSampleEditJob job = { .session = session, .folder = f->dir, .clip_id = clip_id, .edit = &edit, .cancellable = cancellable };

  lt_sample_heard_map (session, clip, FROM, TO, &edit.from, &edit.to);
  return lt_sample_edit_make (&job, error);
}

/* (transfer full): @session with the part of @clip_id made silent, which is heard and nothing else. */
static LtSession *
assert_only_silenced (const Fixture *f, const LtSession *session, LtId clip_id, double most)
{
  int64_t n = lt_print_length (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSampleEditResult) made = make (f, session, clip_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lt_sample_edit_was_worked_over (made));
  LtSession *next = lt_sample_edit_take (made, session, &error);
  g_assert_no_error (error);
  lt_sample_edit_keep (made);

  const LtClip *old = lt_session_find_clip (session, clip_id, NULL), *clip = lt_session_find_clip (next, clip_id, NULL);
  g_autoptr (GArray) before = render (f, session, n), after = render (f, next, n);
  double loudest = 0.0;

  g_assert_true (lt_clip_sound_is_unset (clip));
  g_assert_cmpint (clip->pos_frames, ==, old->pos_frames);
  g_assert_cmpint (clip->length_frames, ==, old->length_frames);
  g_assert_cmpint (clip->fade_out_frames, ==, old->fade_out_frames);
  g_assert_cmpfloat (clip->gain_db, ==, old->gain_db);
  for (int64_t i = 0; i < n; i++)
    {
      float was = g_array_index (before, float, i), is = g_array_index (after, float, i);

      loudest = fmax (loudest, i >= FROM && i < TO ? fabs ((double) was) : 0.0);
      if (i >= FROM && i < TO ? i >= FROM + EDGE && i < TO - EDGE && is != 0.0f : fabs ((double) is - (double) was) > most)
        g_error ("frame %d is %.9g, it was %.9g", (int) i, (double) is, (double) was);
    }
  g_assert_cmpfloat (loudest, >, 0.01);
  g_assert_cmpint (lt_print_length (next), ==, n); /* its tail is a clip now */
  return next;
}

static void
test_effects (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) next = assert_only_silenced (f, f->session, f->clip, 0.0);

  g_assert_cmpuint (((const LtTrack *) next->tracks->pdata[0])->clips->len, ==, 2);
  g_assert_cmpuint (lt_test_dir_count (f->audio), ==, 3);
}

static void
test_stretched (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) stretched = lt_edit_clip_fx_stretch (f->session, f->clip, 1.2), tuned = lt_edit_clip_fx_pitch (stretched, f->clip, 150.0);
  g_autoptr (LtSession) backwards = lt_test_clips_flag (tuned, f->clip, LT_CLIP_REVERSE, true), reset = lt_edit_clip_fx_reset (f->session, f->clip);
  g_autoptr (LtSession) alone = lt_edit_clip_fx_stretch (reset, f->clip, 0.8);
  g_autoptr (LtSession) first = assert_only_silenced (f, tuned, f->clip, 0.0), second = assert_only_silenced (f, backwards, f->clip, 0.0);
  g_autoptr (LtSession) third = assert_only_silenced (f, alone, f->clip, 0.0);

  g_assert_cmpuint (((const LtTrack *) first->tracks->pdata[0])->clips->len, ==, 2);
  g_assert_cmpuint (((const LtTrack *) third->tracks->pdata[0])->clips->len, ==, 1); /* nothing rings */
  g_assert_false (lt_session_find_clip (second, f->clip, NULL)->reverse);
}

static void
test_envelope (Fixture *f, gconstpointer data)
{
  const LtPoint points[] = { { 0, 0.0, false }, { END / 2, -3.0, false }, { END, -9.0, false } };
  g_autoptr (LtSession) shaped = lt_edit_clip_envelope (f->session, f->clip, points, G_N_ELEMENTS (points));
  g_autoptr (LtSession) next = assert_only_silenced (f, shaped, f->clip, 1e-6);

  g_assert_cmpuint (lt_session_find_clip (next, f->clip, NULL)->envelope->len, ==, G_N_ELEMENTS (points));
}

/* The left half plays the new file, too: by itself it would ring into what has its ringing already. */
static void
test_split (Fixture *f, gconstpointer data)
{
  LtId middle, right, last;
  g_autoptr (LtSession) two = lt_edit_clip_split (f->session, f->clip, 12000, &middle);
  g_autoptr (LtSession) three = lt_edit_clip_split (two, middle, 20000, &right), four = lt_edit_clip_split (three, right, 60000, &last);
  g_autoptr (LtSession) next = assert_only_silenced (f, four, right, 0.0);
  LtId source = lt_session_find_clip (next, right, NULL)->source_id;

  g_assert_cmpuint (lt_session_find_clip (next, f->clip, NULL)->source_id, ==, source);
  g_assert_cmpuint (lt_session_find_clip (next, middle, NULL)->source_id, ==, source);
  g_assert_false (lt_clip_sound_is_plain (lt_session_find_clip (next, last, NULL))); /* it goes on with its print, and rings */
  g_assert_cmpuint (((const LtTrack *) next->tracks->pdata[0])->clips->len, ==, 4);
}

/* A piece before a gap rings into it, and no further: what replaces the one behind it has the rest. */
static void
test_gap (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (LtSession) two = lt_edit_clip_split (f->session, f->clip, 10000, &right), late = lt_edit_clip_trim_start (two, right, 20000);
  g_autoptr (LtSession) soft = lt_edit_clip_fade_in (late, right, 1500, LT_FADE_LINEAR);
  lt_session_unref (assert_only_silenced (f, late, right, 1e-6));
  lt_session_unref (assert_only_silenced (f, soft, right, 1e-6));
}

/* A piece that rings into the clip would ring twice, and may not be changed. */
static void
test_locked (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) two = lt_edit_clip_split (f->session, f->clip, 10000, &right), locked = lt_test_clips_flag (two, f->clip, LT_CLIP_LOCK, true);
  g_autoptr (LtSession) muted = lt_edit_clip_mute (locked, f->clip, true);

  g_assert_null (make (f, locked, right, NULL, &error));
  g_assert_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_SOURCE);
  g_assert_nonnull (strstr (error->message, "locked"));
  g_assert_cmpuint (lt_test_dir_count (f->audio), ==, 1);
  lt_session_unref (assert_only_silenced (f, muted, right, 0.0));
}

static void
test_meanwhile (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (LtSession) other = lt_edit_clip_fx_pitch (f->session, f->clip, 50.0), louder = lt_edit_clip_gain (f->session, f->clip, 1.0);
  LtSampleEditResult *made = make (f, f->session, f->clip, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (lt_sample_edit_take (made, other, &error));
  g_assert_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_CHANGED);
  g_clear_error (&error);
  g_autoptr (LtSession) next = lt_sample_edit_take (made, louder, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (lt_session_find_clip (next, f->clip, NULL)->gain_db, ==, 1.0);
  g_assert_cmpuint (lt_test_dir_count (f->audio), ==, 3);

  /* What rings on would be another. */
  g_autoptr (LtSession) faded = lt_edit_clip_fade_out (f->session, f->clip, 2000, LT_FADE_S), shorter = lt_edit_clip_trim_end (f->session, f->clip, END - 5000);
  g_assert_null (lt_sample_edit_take (made, faded, &error));
  g_assert_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_null (lt_sample_edit_take (made, shorter, &error));
  g_assert_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_CHANGED);
  g_clear_error (&error);
  lt_sample_edit_free (made);
  g_assert_cmpuint (lt_test_dir_count (f->audio), ==, 1);

  g_cancellable_cancel (cancelled);
  g_assert_null (make (f, other, f->clip, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (lt_test_dir_count (f->audio), ==, 1);
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("lathe-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/studio/sample-heard/effects", Fixture, NULL, set_up, test_effects, tear_down);
  g_test_add ("/studio/sample-heard/stretched", Fixture, NULL, set_up, test_stretched, tear_down);
  g_test_add ("/studio/sample-heard/envelope", Fixture, NULL, set_up, test_envelope, tear_down);
  g_test_add ("/studio/sample-heard/split", Fixture, NULL, set_up, test_split, tear_down);
  g_test_add ("/studio/sample-heard/gap", Fixture, NULL, set_up, test_gap, tear_down);
  g_test_add ("/studio/sample-heard/locked", Fixture, NULL, set_up, test_locked, tear_down);
  g_test_add ("/studio/sample-heard/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  return g_test_run ();
}
