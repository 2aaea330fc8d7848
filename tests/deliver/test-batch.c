// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several deliveries from one render: what an outside meter reads, the bytes of single ones, cancelling, names.
// Layer: tests.

#include "deliver/batch.h"
#include "deliver/name-pattern.h"
#include "deliver/preflight.h"
#include "deliver/verdict.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "media/reader.h"
#include "media/tags.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/renderer.h"

#include <ebur128.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE 48000.0

typedef struct
{
  LtTestDir    *dir;
  char         *out;
  LtSession    *session;
  GPtrArray    *items;
  GCancellable *cancellable;
  LtBatch       batch;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_dir_new ();
  f->out = lt_test_dir_path (f->dir, "out");
  g_assert_cmpint (g_mkdir_with_parents (f->out, 0700), ==, 0);
  f->session = lt_test_song_new (f->dir, RATE, 6.0);
  f->items = lt_batch_items_new ();
  f->cancellable = g_cancellable_new ();
  f->batch = (LtBatch) { .session = f->session, .folder = f->dir, .to = (int64_t) (8 * RATE), .whole = TRUE, .n_threads = 2,
                         .items = f->items, .cancellable = f->cancellable };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->cancellable);
  g_ptr_array_unref (f->items);
  lt_session_unref (f->session);
  g_free (f->out);
  lt_test_dir_free (f->dir);
}

static LtBatchItem *
add (Fixture *f, const char *name, const char *format, LtBits bits, uint32_t rate_hz, double lufs, double ceiling)
{
  LtTarget         target = { .name = (char *) name, .pattern = (char *) "{title} ({delivery})", .format = lt_file_format_find (format), .bits = bits,
                              .rate_hz = rate_hz, .dither = LT_QUANTISE_TPDF, .target_lufs = lufs, .ceiling_dbtp = ceiling, .on = true, .tags = true };
  g_autofree char *file = lt_name_pattern_expand (&target, f->session, NULL), *path = g_build_filename (f->out, file, NULL);

  return lt_batch_add (f->items, &target, path, FALSE);
}

/* Not our meter, and fed from the file. */
static void
read_outside (const char *path, double *lufs, double *true_peak_dbtp)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, NULL);
  guint                n = (guint) lt_reader_get_info (reader)->n_frames;
  g_autofree float    *memory = g_new (float, 4 * (gsize) n);
  float               *channels[2] = { memory, memory + n }, *both = memory + 2 * (gsize) n;
  ebur128_state       *st = ebur128_init (2, lt_reader_get_info (reader)->rate_hz, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
  double               peak = 0.0, one;

  g_assert_cmpuint (lt_reader_read (reader, 0, n, channels), ==, n);
  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < 2; c++)
      both[2 * i + c] = channels[c][i];
  g_assert_cmpint (ebur128_add_frames_float (st, both, n), ==, EBUR128_SUCCESS);
  g_assert_cmpint (ebur128_loudness_global (st, lufs), ==, EBUR128_SUCCESS);
  for (guint c = 0; c < 2; c++)
    {
      ebur128_true_peak (st, c, &one);
      peak = MAX (peak, one);
    }
  *true_peak_dbtp = 20.0 * log10 (peak);
  ebur128_destroy (&st);
}

static void
test_an_outside_meter_agrees (Fixture *f, gconstpointer data)
{
  add (f, "a", "wav", LT_BITS_24, 0, -14.0, -1.0);
  add (f, "b", "aiff", LT_BITS_24, 44100, -9.0, -0.5);
  add (f, "c", "flac", LT_BITS_16, 96000, -23.0, -1.0);
  add (f, "d", "wav", LT_BITS_16, 44100, NAN, -3.0);
  g_assert_true (lt_batch_run (&f->batch));
  for (guint i = 0; i < f->items->len; i++)
    {
      LtBatchItem    *item = g_ptr_array_index (f->items, i);
      const LtTarget *t = item->target;
      double          lufs, peak;

      read_outside (item->path, &lufs, &peak);
      g_test_message ("%s: %.3f LUFS, %.3f dBTP", t->name, lufs, peak);
      if (!isnan (t->target_lufs))
        g_assert_cmpfloat_with_epsilon (lufs, t->target_lufs, 0.1);
      g_assert_cmpfloat (peak, <=, t->ceiling_dbtp + 0.05);
      g_assert_true (lt_batch_is_verified (item));
    }
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 4);
}

/* The bytes are those of a delivery that renders for itself. */
static void
test_sharing_changes_no_bit (Fixture *f, gconstpointer data)
{
  static const char *const formats[] = { "wav", "aiff" };

  add (f, "a", "wav", LT_BITS_16, 44100, NAN, NAN);
  add (f, "b", "aiff", LT_BITS_24, 0, -16.0, -1.0);
  g_assert_true (lt_batch_run (&f->batch));
  for (guint i = 0; i < f->items->len; i++)
    {
      LtBatchItem       *item = g_ptr_array_index (f->items, i);
      const LtTarget    *t = item->target;
      g_autofree char   *alone = lt_test_dir_path (f->dir, formats[i]), *a = NULL, *b = NULL;
      gsize              n_a = 0, n_b = 0;
      g_autoptr (GError) error = NULL;
      LtDeliveryOutput   output = { .path = alone, .measure = true };
      LtDelivery         job = { .session = f->session, .folder = f->dir, .to = f->batch.to, .sound_end = lt_session_get_length (f->session),
                                 .n_threads = 1, .format = t->format, .bits = t->bits, .rate_hz = t->rate_hz, .dither = t->dither,
                                 .aim = { t->target_lufs, t->ceiling_dbtp, NULL }, .outputs = &output, .n_outputs = 1 };

      lt_delivery_run (&job, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (alone, &a, &n_a, NULL) && g_file_get_contents (item->path, &b, &n_b, NULL));
      g_assert_cmpmem (a, n_a, b, n_b);
    }
}

/* What was encoded is measured decoded, and says so where that is over the ceiling: the loud one is, the quiet one is not. */
static void
test_lossy_states_the_decoded_peak (Fixture *f, gconstpointer data)
{
  add (f, "loud", "mp3", LT_BITS_24, 44100, -9.0, -1.0);
  add (f, "quiet", "mp3", LT_BITS_24, 44100, -23.0, -1.0);
  g_assert_true (lt_batch_run (&f->batch));
  for (guint i = 0; i < 2; i++)
    {
      LtBatchItem  *item = g_ptr_array_index (f->items, i);
      LtMeasurement m;

      g_assert_true (lt_measure_file (item->path, &m, NULL, NULL, NULL, NULL));
      g_assert_cmpfloat (item->measured.true_peak_dbtp, ==, m.true_peak_dbtp);
      g_test_message ("decoded: %.2f dBTP", m.true_peak_dbtp);
      g_assert_true ((m.true_peak_dbtp > -0.95) == (i == 0));
      g_assert_true (lt_batch_has_ceiling (item) == (i == 1));
      g_assert_cmpuint (item->notes->len, ==, i == 0 ? 1 : 0);
    }
  g_assert_nonnull (strstr (g_ptr_array_index (((LtBatchItem *) g_ptr_array_index (f->items, 0))->notes, 0), "dBTP when it is decoded"));
}

static void
on_say (const char *sentence, gpointer data)
{
  GString *said = *(GString **) data;

  g_string_append (said, sentence);
}

static void
test_out_of_reach_is_said_and_written (Fixture *f, gconstpointer data)
{
  LtBatchItem *item = add (f, "a", "wav", LT_BITS_24, 0, -1.0, -9.0);
  g_autoptr (GString) said = g_string_new (NULL);

  f->batch.say = on_say;
  f->batch.progress_data = &said;
  f->batch.certificates = TRUE;
  g_assert_true (lt_batch_run (&f->batch));
  g_assert_nonnull (strstr (said->str, "allows no more"));
  g_assert_false (lt_batch_is_verified (item));
  g_assert_false (lt_batch_has_loudness (item));
  g_assert_true (lt_batch_has_ceiling (item));

  g_autofree char *path = g_strconcat (item->path, ".json", NULL), *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "LU from the target"));
}

/* What is forecast of a master over full scale is what is found in the files. */
static void
test_clipping_is_forecast (Fixture *f, gconstpointer data)
{
  const LtFxType *trim = lt_fx_find ("trim");
  float           values[LT_FX_MAX_PARAMS];
  LtId            id;

  lt_fx_defaults (trim, values);
  values[lt_param_find (trim->params, trim->n_params, "gain")] = 12.0f;
  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->session->master->id, trim, -1, values, &id));
  f->batch.session = f->session;
  LtBatchItem *whole = add (f, "float", "wav", LT_BITS_FLOAT, 0, NAN, NAN), *cut = add (f, "cut", "flac", LT_BITS_24, 0, NAN, NAN);
  LtBatchItem *held = add (f, "held", "flac", LT_BITS_16, 0, NAN, -1.0), *lossy = add (f, "lossy", "opus", LT_BITS_16, 48000, NAN, NAN);
  g_assert_true (lt_batch_run (&f->batch));

  const LtMeasurement *m = &whole->measured;
  g_test_message ("master: %.2f LUFS, %.2f dBTP", m->integrated_lufs, m->true_peak_dbtp);
  g_assert_cmpfloat (m->true_peak_dbtp, >, 1.0);
  g_assert_cmpint (lt_verdict_of (whole->target, m->integrated_lufs, m->true_peak_dbtp).kind, ==, LT_VERDICT_READY);
  g_assert_cmpfloat (m->clipped_runs, >, 0.0);
  g_assert_true (lt_batch_is_verified (whole)); /* floats go over full scale as they are */
  g_assert_cmpint (lt_verdict_of (lossy->target, m->integrated_lufs, m->true_peak_dbtp).kind, ==, LT_VERDICT_CLIPPED);
  g_assert_false (lt_batch_is_verified (lossy));
  g_assert_cmpint (lt_verdict_of (cut->target, m->integrated_lufs, m->true_peak_dbtp).kind, ==, LT_VERDICT_CLIPPED);
  g_assert_false (lt_batch_is_verified (cut));
  g_assert_cmpint (lt_verdict_of (held->target, m->integrated_lufs, m->true_peak_dbtp).kind, ==, LT_VERDICT_LIMITED);
  g_assert_true (lt_batch_is_verified (held));
}

static void
stop_in_the_middle (double done, gpointer data)
{
  if (done > 0.2)
    g_cancellable_cancel (data);
}

static void
test_cancel_leaves_nothing (Fixture *f, gconstpointer data)
{
  LtBatchItem *a = add (f, "a", "wav", LT_BITS_24, 0, -14.0, -1.0), *b = add (f, "b", "flac", LT_BITS_24, 44100, NAN, NAN);

  f->batch.progress = stop_in_the_middle;
  f->batch.progress_data = f->cancellable;
  g_assert_false (lt_batch_run (&f->batch));
  g_assert_cmpint (a->state, ==, LT_BATCH_STOPPED);
  g_assert_cmpint (b->state, ==, LT_BATCH_STOPPED);
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 0);
}

static void
stop_at_the_certificate (double done, gpointer data)
{
  if (done > 0.98)
    g_cancellable_cancel (data);
}

/* The sound is written and measured by then, and its certificate is not. */
static void
test_cancel_at_the_certificate (Fixture *f, gconstpointer data)
{
  LtBatchItem *item = add (f, "a", "wav", LT_BITS_24, 0, -14.0, -1.0);

  f->batch.certificates = TRUE;
  f->batch.progress = stop_at_the_certificate;
  f->batch.progress_data = f->cancellable;
  g_assert_false (lt_batch_run (&f->batch));
  g_assert_cmpint (item->state, ==, LT_BATCH_STOPPED);
  g_assert_true (item->notes->len == 0 && item->measured.duration_s == 0.0);
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 0);
}

/* A file beside the sound is replaced when that may be, and when it is a certificate. */
static void
test_certificate_in_the_way (Fixture *f, gconstpointer data)
{
  LtBatchItem     *item = add (f, "a", "wav", LT_BITS_24, 0, NAN, NAN);
  g_autofree char *path = g_strconcat (item->path, ".json", NULL), *text = NULL;

  f->batch.certificates = TRUE;
  for (int replace = 0; replace < 2; replace++)
    {
      g_autofree char *kept = NULL;

      g_assert_true (g_file_set_contents (path, "mine", 4, NULL));
      item->replace = replace;
      item->state = LT_BATCH_WAITING;
      g_assert_false (lt_batch_run (&f->batch));
      g_assert_nonnull (strstr (item->error, "not a certificate"));
      g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, "mine");
      g_assert_cmpuint (lt_test_dir_count (f->out), ==, 1);
    }
  g_assert_true (g_file_set_contents (path, "{\"certificate\": 1, \"measured\": {}, \"sha256\": \"\"}", -1, NULL));
  item->state = LT_BATCH_WAITING;
  g_assert_true (lt_batch_run (&f->batch));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "integrated_lufs"));

  /* Its page came with it, and goes with it alone. */
  g_autofree char *page = g_strconcat (item->path, ".pdf", NULL), *drawn = NULL, *kept = NULL;
  g_assert_true (g_file_get_contents (page, &drawn, NULL, NULL));
  g_assert_true (g_str_has_prefix (drawn, "%PDF-"));
  item->state = LT_BATCH_WAITING;
  g_assert_true (lt_batch_run (&f->batch));
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 3);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (g_file_set_contents (page, "mine", 4, NULL));
  item->state = LT_BATCH_WAITING;
  g_assert_false (lt_batch_run (&f->batch));
  g_assert_nonnull (strstr (item->error, "not a certificate"));
  g_assert_true (g_file_get_contents (page, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");
}

/* Nobody can be asked about a certificate whose sound is gone: it goes unasked, and with the sound there it stays. */
static void
test_certificate_left (Fixture *f, gconstpointer data)
{
  LtBatchItem     *item = add (f, "a", "wav", LT_BITS_24, 0, NAN, NAN);
  g_autofree char *json = g_strconcat (item->path, ".json", NULL), *page = g_strconcat (item->path, ".pdf", NULL);
  g_autofree char *old = NULL, *kept = NULL, *drawn = NULL, *text = NULL;

  f->batch.certificates = TRUE;
  g_assert_true (lt_batch_run (&f->batch));
  g_assert_true (g_file_get_contents (json, &old, NULL, NULL));

  item->state = LT_BATCH_WAITING;
  g_assert_false (lt_batch_run (&f->batch));
  g_test_message ("%s", item->error);
  g_assert_nonnull (strstr (item->error, "is there already"));
  g_assert_null (strstr (item->error, ".json"));
  g_assert_true (g_file_get_contents (json, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, old);

  g_assert_cmpint (g_unlink (item->path), ==, 0);
  g_assert_true (g_file_set_contents (json, "{\"certificate\": 1, \"measured\": {}, \"sha256\": \"\"}", -1, NULL));
  g_assert_true (g_file_set_contents (page, "old", 3, NULL));
  item->state = LT_BATCH_WAITING;
  g_assert_true (lt_batch_run (&f->batch));
  g_assert_true (g_file_get_contents (json, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "integrated_lufs"));
  g_assert_true (g_file_get_contents (page, &drawn, NULL, NULL));
  g_assert_true (g_str_has_prefix (drawn, "%PDF-"));
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 3);
}

/* The longest name that a file system takes leaves room for the certificate's. */
static void
test_long_name (Fixture *f, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (300, 'x');

  lt_session_take (&f->session, lt_edit_session_tag (f->session, "title", longest));
  f->batch.session = f->session;
  f->batch.certificates = TRUE;
  LtBatchItem *item = add (f, "a", "flac", LT_BITS_24, 0, NAN, NAN);
  g_assert_true (lt_batch_run (&f->batch));

  g_autofree char *path = g_strconcat (item->path, ".json", NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* One that can't be written does not hold the others up. */
static void
test_one_fails_alone (Fixture *f, gconstpointer data)
{
  LtBatchItem *a = add (f, "a", "wav", LT_BITS_24, 0, NAN, NAN), *same = add (f, "a", "wav", LT_BITS_16, 0, NAN, NAN);
  LtBatchItem *opus = add (f, "c", "opus", LT_BITS_24, 44100, NAN, NAN);

  g_assert_false (lt_batch_run (&f->batch));
  g_assert_cmpint (a->state, ==, LT_BATCH_DONE);
  g_assert_cmpint (same->state, ==, LT_BATCH_FAILED);
  g_assert_nonnull (strstr (same->error, "would both be"));
  g_assert_cmpint (opus->state, ==, LT_BATCH_FAILED);
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 1);
}

static void
assert_name (Fixture *f, const char *pattern, const char *expected, const char *says)
{
  LtTarget           target = { .name = (char *) "Club", .pattern = (char *) pattern, .format = lt_file_format_find ("aiff"), .bits = LT_BITS_16,
                                .rate_hz = 44100, .target_lufs = -9.0 };
  g_autoptr (GError) error = NULL;
  g_autofree char   *name = lt_name_pattern_expand (&target, f->session, &error);

  g_assert_cmpstr (name, ==, expected);
  g_assert_true (says == NULL ? error == NULL : strstr (error->message, says) != NULL);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  lt_session_take (&f->session, lt_edit_session_tag (f->session, "title", "A/B: \"C\""));
  lt_session_take (&f->session, lt_edit_session_tag (f->session, "track", "4/10"));
  assert_name (f, "{title} ({delivery})", "A-B- -C- (Club).aiff", NULL);
  assert_name (f, "{track} {title}", "04 A-B- -C-.aiff", NULL);
  assert_name (f, "{format} {bits} {rate} {lufs}", "aiff 16 44.1 -9.aiff", NULL);
  assert_name (f, "../x", "-.-x.aiff", NULL);
  assert_name (f, "{artist}", NULL, "that tag is empty");
  assert_name (f, "{titel}", NULL, "means nothing");
  assert_name (f, "{title", NULL, "brace");
  assert_name (f, "title}", NULL, "brace");
  assert_name (f, " ", NULL, "is empty");

  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    {
      g_autofree char *pattern = g_strdup_printf ("{%s}", *key);

      lt_session_take (&f->session, lt_edit_session_tag (f->session, *key, "Ty"));
      assert_name (f, pattern, "Ty.aiff", NULL);
    }

  g_autofree char *longest = g_strnfill (400, 'x'), *expected = g_strdup_printf ("%.245s.aiff", longest);
  assert_name (f, longest, expected, NULL);
}

static gboolean
warns (Fixture *f, const char *words)
{
  g_autoptr (GPtrArray) list = lt_preflight_check (f->session, f->dir);

  for (guint i = 0; i < list->len; i++)
    if (strstr (g_ptr_array_index (list, i), words) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_preflight (Fixture *f, gconstpointer data)
{
  const LtStrip *pad = lt_session_find_strip_named (f->session, "Keys");
  LtId           id;

  g_assert_false (warns (f, "behind the limiter"));
  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->session->master->id, lt_fx_find ("limit"), (int) f->session->master->slots->len, NULL, &id));
  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->session->master->id, lt_fx_find ("dither"), (int) f->session->master->slots->len, NULL, &id));
  g_assert_false (warns (f, "behind the limiter"));
  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->session->master->id, lt_fx_find ("eq"), (int) f->session->master->slots->len, NULL, &id));
  g_assert_true (warns (f, "stands behind the limiter"));
  lt_session_take (&f->session, lt_edit_slot_bypass (f->session, id, true));
  g_assert_false (warns (f, "behind the limiter"));

  lt_session_take (&f->session, lt_edit_session_solo_mode (f->session, LT_SOLO_AFL));
  lt_session_take (&f->session, lt_edit_strip_solo (f->session, pad->id, true));
  g_assert_true (warns (f, "The monitor listens to Keys alone"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/deliver/batch/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("an-outside-meter-agrees", test_an_outside_meter_agrees);
  ADD ("sharing-changes-no-bit", test_sharing_changes_no_bit);
  ADD ("lossy", test_lossy_states_the_decoded_peak);
  ADD ("out-of-reach", test_out_of_reach_is_said_and_written);
  ADD ("clipping-is-forecast", test_clipping_is_forecast);
  ADD ("cancel", test_cancel_leaves_nothing);
  ADD ("cancel-at-the-certificate", test_cancel_at_the_certificate);
  ADD ("certificate-in-the-way", test_certificate_in_the_way);
  ADD ("certificate-left", test_certificate_left);
  ADD ("long-name", test_long_name);
  ADD ("one-fails-alone", test_one_fails_alone);
  ADD ("names", test_names);
  ADD ("preflight", test_preflight);
  return g_test_run ();
}
