// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two mixes as loud as each other: measured once, and again only after what can be heard.
// Layer: tests.

#include "app/mix/mix-compare.h"
#include "helpers/test-dir.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <gtk/gtk.h>
#include <math.h>

#define RATE 48000
#define SECONDS 4
#define LOWER_DB 6.0

typedef struct
{
  LtTestDir    *dir;
  LtContext    *context;
  LtDocument   *document;
  LtMixCompare *compare;
  LtId          track;
} Fixture;

static void
write_wav (const char *path)
{
  static guint8 bytes[44 + RATE * SECONDS * 2];
  guint32       n = RATE * SECONDS * 2;
  guint8        head[44] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\xbb\0\0\0\x77\1\0\2\0\x10\0data";

  *(guint32 *) (gpointer) (head + 4) = GUINT32_TO_LE (n + 36);
  *(guint32 *) (gpointer) (head + 40) = GUINT32_TO_LE (n);
  memcpy (bytes, head, sizeof head);
  for (guint i = 0; i < RATE * SECONDS; i++)
    {
      gint16 v = (gint16) (8000 * sin (i * 0.05));

      bytes[44 + 2 * i] = (guint8) (v & 255);
      bytes[45 + 2 * i] = (guint8) (v >> 8);
    }
  g_assert_true (g_file_set_contents (path, (const char *) bytes, sizeof bytes, NULL));
}

static const LtSession *
now (Fixture *f)
{
  return lt_document_get_session (f->document);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) song = lt_session_new (RATE, "Song");
  g_autoptr (GError)    error = NULL;
  LtSourceInfo          info = { .path = "audio/a.wav", .name = "Take", .n_frames = RATE * SECONDS, .n_channels = 1, .rate_hz = RATE };
  LtId                  source;

  f->dir = lt_test_dir_new ();
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  g_autofree char *path = g_build_filename (f->dir, "song", NULL), *audio = g_build_filename (path, "audio", NULL), *wav = g_build_filename (audio, "a.wav", NULL);
  lt_session_take (&song, lt_edit_session_add_source (song, &info, &source));
  lt_session_take (&song, lt_edit_track_add (song, "Track", -1, &f->track));
  lt_session_take (&song, lt_edit_clip_add (song, f->track, source, 0, 0, RATE * SECONDS, NULL));
  LtFolder *folder = lt_folder_create (path, song, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (audio, 0755), ==, 0);
  write_wav (wav);
  f->compare = lt_mix_compare_new (f->context);
  lt_document_take_folder (f->document, folder);
  lt_live_set_match (lt_context_get_live (f->context), TRUE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->compare);
  lt_document_close (f->document);
  g_assert_finalize_object (f->context);
  lt_test_dir_free (f->dir);
}

static gboolean
is_known (Fixture *f)
{
  return isfinite (lt_mix_compare_get_match_db (f->compare));
}

static void
wait_until_known (Fixture *f)
{
  while (!is_known (f))
    g_main_context_iteration (NULL, TRUE);
}

/* What nobody hears leaves the loudness known. */
static void
test_unheard (Fixture *f, gconstpointer data)
{
  lt_mix_compare_copy (f->compare);
  lt_document_apply (f->document, lt_edit_strip_fader (now (f), f->track, -LOWER_DB), "Fader", NULL);
  g_assert_false (is_known (f));
  wait_until_known (f); /* A is the softer one */
  g_assert_cmpfloat (lt_mix_compare_get_match_db (f->compare), ==, 0.0);
  lt_document_apply (f->document, lt_edit_strip_name (now (f), f->track, "Other"), "Rename", NULL);
  g_assert_true (is_known (f));
  lt_document_apply (f->document, lt_edit_strip_colour (now (f), f->track, 3), "Colour", NULL);
  g_assert_true (is_known (f));
  lt_mix_compare_set_letter (f->compare, 1);
  g_assert_true (is_known (f));
  g_assert_cmpfloat_with_epsilon (lt_mix_compare_get_match_db (f->compare), -LOWER_DB, 0.05);
  lt_document_apply (f->document, lt_edit_strip_fader (now (f), f->track, -1.0), "Fader", NULL);
  g_assert_false (is_known (f));
}

static gboolean
rename_again (gpointer data)
{
  Fixture         *f = data;
  g_autofree char *name = g_strdup_printf ("%s again", lt_session_find_strip (now (f), f->track)->name);

  lt_document_apply (f->document, lt_edit_strip_name (now (f), f->track, name), "Rename", NULL);
  return G_SOURCE_CONTINUE;
}

/* Somebody who writes names all the time does not put off the measuring for ever. */
static void
test_unheard_meanwhile (Fixture *f, gconstpointer data)
{
  guint source;

  lt_mix_compare_copy (f->compare);
  lt_document_apply (f->document, lt_edit_strip_fader (now (f), f->track, -LOWER_DB), "Fader", NULL);
  source = g_timeout_add (200, rename_again, f);
  wait_until_known (f);
  g_source_remove (source);
  g_assert_cmpfloat (lt_mix_compare_get_match_db (f->compare), ==, 0.0);
}

#define ADD(name, func) g_test_add ("/app/mix-compare/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  ADD ("unheard", test_unheard);
  ADD ("unheard-meanwhile", test_unheard_meanwhile);
  return g_test_run ();
}
