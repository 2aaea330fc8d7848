// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of samples: the recording that was there keeps every byte, the clip plays a new one, and undo is the session before.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/hash.h"
#include "media/reader.h"
#include "media/writer.h"
#include "session/clip-sound.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "session/folder.h"
#include "session/store.h"
#include "studio/sample-edit.h"
#include "studio/sample-heard.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE 48000.0

/* A session with a recording of two clips: all of it, and a second of its middle. */
typedef struct
{
  LtTestDir *dir;
  char      *path, *file, *hash;
  LtFolder  *folder;
  LtId       clip_id, other_id;
  int64_t    n_frames;
} World;

static void
write_recording (const char *path, int64_t n_frames, LtBits bits, uint32_t n_channels)
{
  g_autoptr (GError) error = NULL;
  g_autofree float  *x = g_new0 (float, n_frames);
  const float       *in[2] = { x, x };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = bits, .rate_hz = RATE, .n_channels = n_channels };

  lt_test_add_sine (x, (uint32_t) n_frames, RATE, 440.0, 0.3, 0.0);
  lt_test_add_sine (x, (uint32_t) n_frames, RATE, 3000.0, 0.2, 0.0);
  for (int64_t i = 30000; i < 32000 && i < n_frames; i++) /* clipped there */
    x[i] = CLAMP (x[i], -0.3f, 0.3f);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  g_assert_true (lt_writer_write (writer, in, (uint32_t) n_frames, &error));
  g_assert_true (lt_writer_commit (writer, false, &error));
  g_assert_no_error (error);
}

static World *
world_new (int64_t n_frames, LtBits bits, uint32_t n_channels)
{
  World             *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = lt_session_new (RATE, "Edits");
  g_autofree char *audio = NULL;
  LtSourceInfo     info = { "audio/Voice.wav", NULL, "Voice", n_frames, n_channels, RATE };
  LtId             track, source;

  self->dir = lt_test_dir_new ();
  self->path = lt_test_dir_path (self->dir, "Edits.lathe");
  self->n_frames = n_frames;
  self->folder = lt_folder_create (self->path, session, &error);
  g_assert_no_error (error);
  audio = g_build_filename (self->path, "audio", NULL);
  g_mkdir (audio, 0777);
  self->file = g_build_filename (audio, "Voice.wav", NULL);
  write_recording (self->file, n_frames, bits, n_channels);
  self->hash = lt_hash_file (self->file, NULL, NULL, NULL, &error);

  LtSession *next = lt_session_ref (session);
  lt_session_take (&next, lt_edit_track_add (next, "Voice", -1, &track));
  lt_session_take (&next, lt_edit_session_add_source (next, &info, &source));
  lt_session_take (&next, lt_edit_clip_add (next, track, source, 0, 0, 0, &self->clip_id));
  lt_session_take (&next, lt_edit_clip_add (next, track, source, n_frames, 24000, 48000, &self->other_id));
  g_assert_true (lt_folder_push (self->folder, next, "Begin", NULL, &error));
  g_assert_true (lt_folder_save (self->folder, &error));
  lt_session_unref (next);
  return self;
}

static void
world_free (World *self)
{
  lt_folder_close (self->folder);
  lt_test_dir_free (self->dir);
  g_free (self->path);
  g_free (self->file);
  g_free (self->hash);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

static LtSampleEditResult *
make (World *self, LtId clip_id, const LtSampleEdit *edit, GCancellable *cancellable, GError **error)
{
  LtSampleEditJob job = { .session = lt_folder_get_session (self->folder), .folder = self->path, .clip_id = clip_id, .edit = edit, .cancellable = cancellable };

  return lt_sample_edit_make (&job, error);
}

/* Does it, and pushes it. Returns: the path of the new file. */
static char *
do_edit (World *self, LtId clip_id, const LtSampleEdit *edit)
{
  g_autoptr (GError)             error = NULL;
  g_autoptr (LtSampleEditResult) result = make (self, clip_id, edit, NULL, &error);
  g_autoptr (LtSession)          next = NULL;

  g_assert_no_error (error);
  next = lt_sample_edit_take (result, lt_folder_get_session (self->folder), &error);
  g_assert_no_error (error);
  g_assert_true (lt_folder_push (self->folder, next, lt_sample_edit_get_label (edit->kind), NULL, &error));
  lt_sample_edit_keep (result);
  return g_strdup (lt_sample_edit_get_path (result));
}

/* n frames of channel @c from @at on. */
static float *
read_file (const char *path, int64_t at, uint32_t n, uint32_t c)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (path, &error);
  float               *out = g_new0 (float, n);

  g_assert_no_error (error);
  lt_reader_pick (reader, c, 1);
  lt_reader_read (reader, at, n, &out);
  return out;
}

static void
assert_untouched (const World *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *hash = lt_hash_file (self->file, NULL, NULL, NULL, &error);

  g_assert_cmpstr (hash, ==, self->hash);
}

static const LtSource *
source_of (const World *self, LtId clip_id, const LtClip **clip)
{
  const LtSession *session = lt_folder_get_session (self->folder);

  *clip = lt_session_find_clip (session, clip_id, NULL);
  return lt_session_find_source (session, (*clip)->source_id);
}

/* Every kind: outside of the stretch the same samples bit for bit, inside others; the old file keeps its hash; the other clip
   its source; undo gives the same bytes, redo the edit again. */
static void
test_kinds (void)
{
  static float        drawn[100];
  LtSpectralBox       box = { 30000, 33000, 2000.0, 5000.0 };
  LtSpectralRegion    region = { &box, 1, 100.0, 0.1 };
  const LtSampleEdit  edits[] = {
    { .kind = LT_SAMPLE_EDIT_GAIN, .region = region, .gain_db = -20.0 },
    { .kind = LT_SAMPLE_EDIT_REPAIR, .region = region, .size = 1024 },
    { .kind = LT_SAMPLE_EDIT_FILL, .from = 30000, .to = 30100 },
    { .kind = LT_SAMPLE_EDIT_DECLIP, .from = 30000, .to = 33000 },
    { .kind = LT_SAMPLE_EDIT_SILENCE, .from = 30000, .to = 33000 },
    { .kind = LT_SAMPLE_EDIT_SMOOTH, .from = 30000, .to = 33000 },
    { .kind = LT_SAMPLE_EDIT_DRAW, .from = 30000, .to = 30100, .drawn = { drawn, NULL } },
  };
  g_autoptr (World)  world = world_new (96000, LT_BITS_24, 1);
  g_autoptr (GError) error = NULL;
  const LtClip      *clip, *other;

  for (guint i = 0; i < 100; i++)
    drawn[i] = 0.001f * (float) i;
  for (guint e = 0; e < G_N_ELEMENTS (edits); e++)
    {
      g_autoptr (GBytes) before = lt_store_save (lt_folder_get_session (world->folder)), after = NULL, again = NULL;
      g_autofree char   *path = do_edit (world, world->clip_id, &edits[e]), *name = NULL;
      g_autofree float  *old = read_file (world->file, 0, 96000, 0), *new = read_file (path, 0, 96000, 0);
      const LtSource    *source = source_of (world, world->clip_id, &clip);

      g_assert_cmpmem (old, 30000 * sizeof (float), new, 30000 * sizeof (float));
      g_assert_cmpmem (old + 33000, 63000 * sizeof (float), new + 33000, 63000 * sizeof (float));
      g_assert_true (memcmp (old + 30000, new + 30000, 3000 * sizeof (float)) != 0);
      assert_untouched (world);
      name = g_strdup_printf ("Voice edited %u", e + 1);
      g_assert_cmpstr (source->name, ==, name);
      g_assert_true (g_str_has_prefix (source->path, "audio/Voice edited "));
      g_assert_cmpint (clip->offset_frames, ==, 0);
      g_assert_cmpstr (source_of (world, world->other_id, &other)->name, ==, "Voice");
      g_assert_cmpint (other->offset_frames, ==, 24000);

      after = lt_store_save (lt_folder_get_session (world->folder));
      g_assert_cmpint (lt_folder_undo (world->folder, 1, &error), ==, 1);
      again = lt_store_save (lt_folder_get_session (world->folder));
      g_assert_true (g_bytes_equal (before, again));
      g_assert_cmpint (lt_folder_redo (world->folder, 1, &error), ==, 1);
      g_clear_pointer (&again, g_bytes_unref);
      again = lt_store_save (lt_folder_get_session (world->folder));
      g_assert_true (g_bytes_equal (after, again));
      g_assert_cmpint (lt_folder_undo (world->folder, 1, &error), ==, 1);
    }
}

/* A second edit starts from the first: both are in the newest file, which counts on. */
static void
test_chain (void)
{
  g_autoptr (World)  world = world_new (96000, LT_BITS_FLOAT, 2);
  LtSampleEdit       silence = { .kind = LT_SAMPLE_EDIT_SILENCE, .from = 10000, .to = 12000, .channels = 2 };
  g_autofree char   *first = do_edit (world, world->clip_id, &silence), *second = NULL, *leaf = NULL;
  g_autofree float  *left = NULL, *right = NULL, *old = read_file (world->file, 0, 96000, 0);

  g_assert_true (g_str_has_suffix (first, "/Voice edited 1.wav"));
  silence.from = 50000;
  silence.to = 52000;
  second = do_edit (world, world->clip_id, &silence);
  leaf = g_path_get_basename (second);
  g_assert_cmpstr (leaf, ==, "Voice edited 2.wav");
  left = read_file (second, 0, 96000, 0);
  right = read_file (second, 0, 96000, 1);
  g_assert_cmpmem (left, 96000 * sizeof (float), old, 96000 * sizeof (float)); /* only the right one was meant */
  g_assert_cmpfloat (lt_test_peak (right + 10064, 1872), ==, 0.0);
  g_assert_cmpfloat (lt_test_peak (right + 50064, 1872), ==, 0.0);
  g_assert_cmpfloat (lt_test_peak (right + 30000, 1000), >, 0.1);
}

/* Of a long recording only the clip's part and its margins are written; the clip sounds from the same frames. */
static void
test_long (void)
{
  int64_t           n = 90 * 48000;
  g_autoptr (World) world = world_new (n, LT_BITS_16, 1);
  g_autoptr (GError) error = NULL;
  LtSampleEdit      edit = { .kind = LT_SAMPLE_EDIT_SMOOTH, .from = 40 * 48000 + 100, .to = 40 * 48000 + 5000 };
  g_autoptr (LtSession) next = lt_edit_clip_slip (lt_folder_get_session (world->folder), world->other_id, 40 * 48000);
  const LtClip     *clip;

  g_assert_true (lt_folder_push (world->folder, next, "Slip", NULL, &error));
  g_autofree char  *path = do_edit (world, world->other_id, &edit);
  const LtSource   *source = source_of (world, world->other_id, &clip);
  g_autofree float *old = read_file (world->file, 40 * 48000, 48000, 0), *new = read_file (path, clip->offset_frames, 48000, 0);

  g_assert_cmpint (source->n_frames, ==, 21 * 48000);
  g_assert_cmpint (clip->offset_frames, ==, 10 * 48000);
  g_assert_cmpmem (old, 100 * sizeof (float), new, 100 * sizeof (float));
  g_assert_cmpmem (old + 5000, 43000 * sizeof (float), new + 5000, 43000 * sizeof (float));
  g_assert_true (memcmp (old + 100, new + 100, 4900 * sizeof (float)) != 0);
  assert_untouched (world);
}

/* In pieces of the file it is what it is at once: an edit across many of them has no seam. */
static void
test_seams (void)
{
  g_autoptr (World) world = world_new (600000, LT_BITS_FLOAT, 1);
  LtSpectralBox     box = { 1000, 599000, 2000.0, 5000.0 };
  LtSampleEdit      edit = { .kind = LT_SAMPLE_EDIT_GAIN, .region = { &box, 1, 480.0, 0.1 }, .gain_db = -INFINITY };
  g_autofree char  *path = do_edit (world, world->clip_id, &edit);
  g_autofree float *new = read_file (path, 0, 600000, 0);

  for (uint32_t at = 40000; at + 48000 < 590000; at += 48000)
    {
      g_assert_cmpfloat (20.0 * log10 (lt_test_tone_amp (new + at, 48000, RATE, 3000.0)), <, -100.0);
      g_assert_cmpfloat (fabs (lt_test_tone_amp (new + at, 48000, RATE, 440.0) - 0.3), <, 1e-4);
    }
}

/* Words of more than 24 bits stay whole where nothing is done. */
static void
test_double (void)
{
  g_autoptr (World)  world = world_new (96000, LT_BITS_DOUBLE, 1);
  g_autoptr (GError) error = NULL;
  LtSampleEdit       edit = { .kind = LT_SAMPLE_EDIT_SILENCE, .from = 10000, .to = 12000 };
  g_autofree char   *path = do_edit (world, world->clip_id, &edit);
  g_autoptr (LtReader) reader = lt_reader_open (path, &error);

  g_assert_cmpuint (lt_reader_get_info (reader)->bits, ==, 64);
}

/* What can't be done says so and leaves no file. */
static void
test_refusals (void)
{
  g_autoptr (World)       world = world_new (96000, LT_BITS_24, 1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char         *audio = g_path_get_dirname (world->file);
  const struct
  {
    LtSampleEdit      edit;
    LtSampleEditError code;
  } cases[] = {
    { { .kind = LT_SAMPLE_EDIT_SILENCE, .from = 5, .to = 5 }, LT_SAMPLE_EDIT_ERROR_RANGE },
    { { .kind = LT_SAMPLE_EDIT_FILL, .from = 0, .to = 50000 }, LT_SAMPLE_EDIT_ERROR_RANGE },
    { { .kind = LT_SAMPLE_EDIT_DECLIP, .from = 50000, .to = 60000 }, LT_SAMPLE_EDIT_ERROR_NOTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make (world, world->clip_id, &cases[i].edit, NULL, &error));
      g_assert_error (error, LT_SAMPLE_EDIT_ERROR, (int) cases[i].code);
      g_assert_cmpuint (lt_test_dir_count (audio), ==, 1);
    }

  g_autoptr (GError) error = NULL;
  LtSampleEdit       silence = { .kind = LT_SAMPLE_EDIT_SILENCE, .from = 10000, .to = 12000 };
  g_cancellable_cancel (cancelled);
  g_assert_null (make (world, world->clip_id, &silence, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (lt_test_dir_count (audio), ==, 1);
}

/* The session that takes it may have moved on; a clip that is gone takes nothing, and the file goes too. */
static void
test_meanwhile (void)
{
  g_autoptr (World)  world = world_new (96000, LT_BITS_24, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = NULL;
  LtSampleEdit       silence = { .kind = LT_SAMPLE_EDIT_SILENCE, .from = 10000, .to = 12000 };
  LtSampleEditResult   *result = make (world, world->clip_id, &silence, NULL, &error);
  g_autoptr (LtSession) moved = lt_edit_clip_gain (lt_folder_get_session (world->folder), world->clip_id, -3.0);
  g_autoptr (LtSession) gone = lt_edit_clip_remove (moved, world->clip_id);
  g_autoptr (LtSession) next = lt_sample_edit_take (result, moved, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (lt_session_find_clip (next, world->clip_id, NULL)->gain_db, ==, -3.0);
  g_assert_null (lt_sample_edit_take (result, gone, &error));
  g_assert_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_CHANGED);
  path = g_strdup (lt_sample_edit_get_path (result));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  lt_sample_edit_free (result);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A stretch of the time line in a clip that starts later, and in one that is reversed. */
static void
test_map (void)
{
  LtClip  clip = { .pos_frames = 1000, .offset_frames = 500, .length_frames = 4000, .sound = { .stretch = 1.0 } };
  int64_t from, to;

  lt_sample_heard_map (NULL, &clip, 1500, 2500, &from, &to);
  g_assert_cmpint (from, ==, 1000);
  g_assert_cmpint (to, ==, 2000);
  lt_sample_heard_map (NULL, &clip, 0, 90000, &from, &to);
  g_assert_cmpint (from, ==, 500);
  g_assert_cmpint (to, ==, 4500);
  clip.reverse = true;
  lt_sample_heard_map (NULL, &clip, 1500, 2500, &from, &to);
  g_assert_cmpint (from, ==, 3000);
  g_assert_cmpint (to, ==, 4000);
}

/* An effect that rests leaves the samples the recording's; a clip that is worked over by then plays something else. */
static void
test_worked_over (void)
{
  const LtSampleEdit silence = { .kind = LT_SAMPLE_EDIT_SILENCE, .from = 4000000, .to = 4001000 };
  g_autoptr (World)  world = world_new (8000000, LT_BITS_16, 1);
  LtSession         *next = lt_session_ref (lt_folder_get_session (world->folder));
  g_autoptr (GError) error = NULL;
  const LtClip      *clip;
  LtId               slot;
  int64_t            from, to;

  lt_session_take (&next, lt_edit_clip_trim_start (next, world->clip_id, 3990000));
  lt_session_take (&next, lt_edit_clip_trim_end (next, world->clip_id, 4010000));
  lt_session_take (&next, lt_edit_clip_fx_add_slot (next, world->clip_id, lt_fx_find ("comp"), -1, NULL, &slot));
  g_assert_true (lt_folder_push (world->folder, next, "Effect", NULL, &error));

  lt_session_take (&next, lt_edit_slot_bypass (next, slot, true));
  g_assert_true (lt_folder_push (world->folder, next, "Rest", NULL, &error));
  g_autoptr (LtSampleEditResult) made = make (world, world->clip_id, &silence, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LtSession) stretched = lt_edit_clip_fx_stretch (next, world->clip_id, 1.5);
  g_assert_null (lt_sample_edit_take (made, stretched, &error));
  g_assert_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_CHANGED);
  g_clear_error (&error);
  lt_session_unref (next);

  /* Awake again, it works over the same part of what is now another file. */
  g_autofree char *path = do_edit (world, world->clip_id, &silence);
  const LtSource  *source = source_of (world, world->clip_id, &clip);

  g_assert_true (g_str_has_suffix (path, "Voice edited 2.wav"));
  g_assert_cmpint (source->n_frames, ==, 20000 + 2 * 480000);
  g_assert_cmpint (clip->offset_frames, ==, 480000);
  lt_clip_sound_window (clip, source, &from, &to);
  g_assert_cmpint (from, ==, 480000 - 96000);
  g_assert_cmpint (to, ==, 480000 + 20000 + 96000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/sample-edit/kinds", test_kinds);
  g_test_add_func ("/studio/sample-edit/chain", test_chain);
  g_test_add_func ("/studio/sample-edit/long", test_long);
  g_test_add_func ("/studio/sample-edit/seams", test_seams);
  g_test_add_func ("/studio/sample-edit/double", test_double);
  g_test_add_func ("/studio/sample-edit/refusals", test_refusals);
  g_test_add_func ("/studio/sample-edit/meanwhile", test_meanwhile);
  g_test_add_func ("/studio/sample-edit/map", test_map);
  g_test_add_func ("/studio/sample-edit/worked-over", test_worked_over);
  return g_test_run ();
}
