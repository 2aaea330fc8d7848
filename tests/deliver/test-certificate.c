// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate names what was changed after it: a sample, a tag, the name; older ones still hold; its page is the same.
// Layer: tests.

#include "deliver/certificate.h"
#include "deliver/preflight.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-session.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE 48000.0

typedef struct
{
  LtTestDir       *dir;
  LtSession       *session;
  LtDelivery       job;
  LtDeliveryOutput output;
  char            *json, *page;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->dir = lt_test_dir_new ();
  f->session = lt_test_song_new (f->dir, RATE, 4.0);
  lt_session_take (&f->session, lt_edit_session_tag (f->session, "artist", "The Lathes"));
  lt_session_take (&f->session, lt_edit_session_tag (f->session, "isrc", "DEX422600001"));
  f->output = (LtDeliveryOutput) { .path = lt_test_dir_path (f->dir, "out.wav"), .measure = true };
  f->json = lt_test_dir_path (f->dir, "out.json");
  f->page = lt_test_dir_path (f->dir, "out.pdf");
  f->job = (LtDelivery) {
    .session = f->session,
    .folder = f->dir,
    .to = (int64_t) (5 * RATE),
    .n_threads = 2,
    .format = lt_file_format_find ("wav"),
    .bits = LT_BITS_24,
    .dither = LT_QUANTISE_TPDF,
    .aim = { NAN, NAN },
    .outputs = &f->output,
    .n_outputs = 1,
  };
  lt_delivery_run (&f->job, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free ((char *) f->output.path);
  g_free (f->json);
  g_free (f->page);
  lt_session_unref (f->session);
  lt_test_dir_free (f->dir);
}

/* Of the file as it is now. */
static gboolean
write_certificate (Fixture *f, const char *page, GError **error)
{
  g_auto (LtCertificateFiles) files = { 0 };
  g_autoptr (LtInspection)    found = lt_inspect_file (f->output.path, NULL, NULL, NULL, error);
  LtTempFile                 *both[2] = { &files.files[0], &files.files[1] };

  f->job.certificate.json = f->json;
  f->job.certificate.page = page;
  return found != NULL && lt_certificate_write (&f->job, f->output.path, found, &files, NULL, NULL, error)
         && lt_temp_file_commit_all (both, files.n, true, error);
}

static void
write_json (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  write_certificate (f, NULL, &error);
  g_assert_no_error (error);
}

/* All findings, a line each; @n: how many. */
static char *
verify (Fixture *f, const char *file, guint *n)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  g_autoptr (GString)   all = g_string_new (NULL);

  lt_certificate_verify (file, f->json, findings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (all, "%s\n", (char *) g_ptr_array_index (findings, i));
  g_test_message ("%s", all->str);
  *n = findings->len;
  return g_strdup (all->str);
}

static void
expect (Fixture *f, const char *file, const char *says)
{
  guint            n;
  g_autofree char *all = verify (f, file, &n);

  if (says == NULL)
    g_assert_cmpstr (all, ==, "");
  else
    g_assert_nonnull (strstr (all, says));
}

/* Changes @n bytes of the file at @place. */
static void
patch (const char *path, gsize place, const void *with, gsize n)
{
  g_autofree char *bytes = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memcpy (bytes + place, with, n);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static gsize
place_of (const char *path, const char *word, gsize n)
{
  g_autofree char *bytes = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  const char *at = memmem (bytes, size, word, n);
  g_assert_nonnull (at);
  return (gsize) (at - bytes);
}

static void
test_untouched (Fixture *f, gconstpointer data)
{
  write_json (f);
  expect (f, f->output.path, NULL);
}

static void
test_one_sample (Fixture *f, gconstpointer data)
{
  guint n;
  gsize at = place_of (f->output.path, "data", 4) + 8;

  write_json (f);
  patch (f->output.path, at + 60000 * 6, "\xff\xff\x7f\xff\xff\x7f", 6);
  g_autofree char *all = verify (f, f->output.path, &n);
  g_assert_nonnull (strstr (all, "SHA-256"));
  g_assert_nonnull (strstr (all, "True peak of channel 1"));
  g_assert_nonnull (strstr (all, "Sample peak is 0.000 dBFS"));
  g_assert_null (strstr (all, "The tag"));
}

static void
test_clipped_run (Fixture *f, gconstpointer data)
{
  gsize at = place_of (f->output.path, "data", 4) + 8;

  write_json (f);
  for (int i = 0; i < 3; i++)
    patch (f->output.path, at + (gsize) (96000 + i) * 6, "\xff\xff\x7f", 3);
  expect (f, f->output.path, "clipped at 2.0000 s on channel 1; the certificate does not say so");
  write_json (f);
  expect (f, f->output.path, NULL);
  patch (f->output.path, at + 96001 * 6, "\0\0\0", 3);
  expect (f, f->output.path, "The certificate has the file clipped at 2.0000 s on channel 1; it is not.");
}

static void
test_one_tag (Fixture *f, gconstpointer data)
{
  guint n;

  write_json (f);
  patch (f->output.path, place_of (f->output.path, "TSRC", 4) + 11, "DEX999999999", 12);
  g_autofree char *all = verify (f, f->output.path, &n);
  g_assert_nonnull (strstr (all, "The tag isrc is “DEX999999999”; the certificate says “DEX422600001”."));
  g_assert_cmpuint (n, ==, 2); /* that, and the hash */
}

static void
test_the_name (Fixture *f, gconstpointer data)
{
  guint            n;
  g_autofree char *other = lt_test_dir_path (f->dir, "other.wav");

  write_json (f);
  g_assert_cmpint (g_rename (f->output.path, other), ==, 0);
  g_autofree char *all = verify (f, other, &n);
  g_assert_cmpstr (all, ==, "The file is called “other.wav”; the certificate says “out.wav”.\n");
}

static void
edit_json (Fixture *f, const char *from, const char *to)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (f->json, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, from));
  g_autoptr (GString) edited = g_string_new (text);
  g_string_replace (edited, from, to, 0);
  g_assert_true (g_file_set_contents (f->json, edited->str, -1, NULL));
}

static void
test_edited_certificate (Fixture *f, gconstpointer data)
{
  write_json (f);
  edit_json (f, "\"leading_silence_s\" : ", "\"leading_silence_s\" : 9");
  expect (f, f->output.path, "Silence at the start is");
  write_json (f);
  edit_json (f, "\"per_channel\"", "\"other\"");
  expect (f, f->output.path, "of channel 2");
  write_json (f);
  edit_json (f, "WAV, 24-bit", "WAV, 16-bit");
  expect (f, f->output.path, "The format is WAV, 24-bit");
  write_json (f);
  edit_json (f, "\"tags\" : {", "\"tags\" : 7, \"was\" : {");
  expect (f, f->output.path, "The tag artist is “The Lathes”; the certificate has none.");
}

/* Format 1 knew neither tags nor channels, and did not look at the name. */
static void
test_older (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_json (f);
  edit_json (f, "\"certificate\" : 2", "\"certificate\" : 1");
  edit_json (f, "\"per_channel\"", "\"none\"");
  edit_json (f, "\"tags\"", "\"no-tags\"");
  edit_json (f, "\"file\" : \"out.wav\"", "\"file\" : \"then.wav\"");
  edit_json (f, "\"bits_in_use\"", "\"no_bits\"");
  expect (f, f->output.path, NULL);
  edit_json (f, "\"certificate\" : 1", "\"certificate\" : 3");
  g_assert_false (lt_certificate_verify (f->output.path, f->json, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "newer Lathe"));
}

static void
test_paths (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *path;
    gboolean    report;
    const char *json, *page;
  } rows[] = {
    { "a.json", FALSE, "a.json", NULL },        { "a.json", TRUE, "a.json", "a.pdf" },        { "a.pdf", FALSE, "a.json", "a.pdf" },
    { "b/c.d/a", TRUE, "b/c.d/a", "b/c.d/a.pdf" }, { "A.PDF", TRUE, "A.json", "A.PDF" },      { "x/.hidden", TRUE, "x/.hidden", "x/.hidden.pdf" },
    { "a.wav.json", TRUE, "a.wav.json", "a.wav.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = NULL, *page = NULL;

      lt_certificate_dup_paths (rows[i].path, rows[i].report, &json, &page);
      g_assert_cmpstr (json, ==, rows[i].json);
      g_assert_cmpstr (page, ==, rows[i].page);
    }
}

static void
test_page (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new ();
  g_autoptr (GError)    error = NULL;
  g_autofree char      *a = NULL, *b = NULL;
  gsize                 na, nb;

  for (int i = 0; i < 40; i++) /* more than the page has room for */
    g_ptr_array_add (warnings, (gpointer) "Solo is on: Kick.");
  f->job.certificate.warnings = warnings;
  g_assert_true (write_certificate (f, f->page, &error));
  g_assert_true (g_file_test (f->json, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (f->page, &a, &na, NULL));
  g_assert_true (memcmp (a, "%PDF-1.", 7) == 0);
  g_assert_null (memmem (a, na, "CreationDate", 12));
  g_assert_true (write_certificate (f, f->page, &error));
  g_assert_true (g_file_get_contents (f->page, &b, &nb, NULL));
  g_assert_cmpmem (a, na, b, nb);
  expect (f, f->output.path, NULL);
}

/* The sound, its certificate and the page come together, or what stands in the way of one keeps all away. */
static void
test_all_or_none (Fixture *f, gconstpointer data)
{
  g_autofree char *other = lt_test_dir_path (f->dir, "other.wav");
  guint            before = lt_test_dir_count (f->dir);

  g_free ((char *) f->output.path);
  f->output.path = g_strdup (other);
  f->job.certificate = (LtDeliveryCertificate) { f->json, f->page, NULL };
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      const char        *taken = i == 0 ? f->json : f->page;

      if (i == 2)
        f->job.certificate.json = other;
      else
        g_assert_true (g_file_set_contents (taken, "mine", 4, NULL));
      g_assert_false (lt_delivery_run (&f->job, &error));
      g_assert_nonnull (strstr (error->message, i == 0 ? "out.json" : i == 1 ? "out.pdf" : "both the sound and its certificate"));
      if (i < 2)
        g_assert_cmpint (g_remove (taken), ==, 0);
      g_assert_cmpuint (lt_test_dir_count (f->dir), ==, before);
    }
  g_autoptr (GError) error = NULL;
  f->job.certificate.json = f->json;
  lt_delivery_run (&f->job, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lt_test_dir_count (f->dir), ==, before + 3);
  expect (f, other, NULL);
}

/* However the sound is spelled, and whatever may be replaced, its certificate is not put over it; nor the page over that. */
static void
test_same_file (Fixture *f, gconstpointer data)
{
  g_autofree char *dotted = g_build_filename (f->dir, ".", "out.wav", NULL), *link = lt_test_dir_path (f->dir, "link");
  g_autofree char *folder = lt_test_dir_path (f->dir, "folder"), *through = g_build_filename (folder, "new.wav", NULL);
  g_autofree char *fresh = lt_test_dir_path (f->dir, "new.wav"), *own = g_strdup (f->output.path), *before = NULL, *after = NULL;
  const struct
  {
    const char *sound, *json, *page, *says;
  } cases[] = {
    { own, dotted, NULL, "both the sound and its certificate" },
    { own, link, NULL, "both the sound and its certificate" },
    { own, f->json, link, "both the sound and its certificate" },
    { fresh, through, NULL, "both the sound and its certificate" },
    { fresh, dotted, link, "both the certificate and its page" },
  };
  gsize n_before, n_after;

  g_assert_cmpint (symlink ("out.wav", link), ==, 0);
  g_assert_cmpint (symlink (".", folder), ==, 0);
  g_assert_true (g_file_get_contents (own, &before, &n_before, NULL));
  f->job.force = true;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free ((char *) f->output.path);
      f->output.path = g_strdup (cases[i].sound);
      f->job.certificate = (LtDeliveryCertificate) { (char *) cases[i].json, (char *) cases[i].page, NULL };
      g_assert_false (lt_delivery_run (&f->job, &error));
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
    }
  g_assert_true (g_file_get_contents (own, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* Anything else is no certificate. */
static void
test_not_one (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_json (f);
  g_assert_true (lt_certificate_is_one (f->json));
  g_assert_true (g_file_set_contents (f->json, "[1, 2]", -1, NULL));
  g_assert_false (lt_certificate_is_one (f->json));
  g_assert_false (lt_certificate_verify (f->output.path, f->json, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "not a certificate"));
}

/* Codes in sessions from before they were looked at: brought into form in files, or said before a render. */
static void
test_codes_of_old_sessions (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) none = lt_preflight_check (f->session, f->dir);

  lt_session_take (&f->session, lt_edit_session_tag (f->session, "isrc", "ISRC DE-X42-26-00002"));
  lt_session_take (&f->session, lt_edit_session_tag (f->session, "barcode", "4006381333932"));
  g_autoptr (LtTags)    tags = lt_delivery_dup_tags (f->session);
  g_autoptr (GPtrArray) said = lt_preflight_check (f->session, f->dir);
  g_assert_cmpstr (lt_tags_get (tags, "isrc"), ==, "DEX422600002");
  g_assert_cmpstr (lt_tags_get (tags, "barcode"), ==, "4006381333932"); /* nobody knows which digit is wrong */
  g_assert_cmpuint (said->len, ==, none->len + 1);
  g_assert_nonnull (strstr (g_ptr_array_index (said, said->len - 1), "check digit 1"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/certificate/untouched", test_untouched },
    { "/certificate/one-sample", test_one_sample },
    { "/certificate/clipped-run", test_clipped_run },
    { "/certificate/one-tag", test_one_tag },
    { "/certificate/the-name", test_the_name },
    { "/certificate/edited", test_edited_certificate },
    { "/certificate/older", test_older },
    { "/certificate/paths", test_paths },
    { "/certificate/page", test_page },
    { "/certificate/all-or-none", test_all_or_none },
    { "/certificate/same-file", test_same_file },
    { "/certificate/not-one", test_not_one },
    { "/certificate/codes-of-old-sessions", test_codes_of_old_sessions },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
