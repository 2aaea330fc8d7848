// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exporting: the deliveries can be read, files are what their rows say, a stop leaves nothing, a failure can be repeated.
// Layer: tests.

#include "app/export/export-list.h"
#include "app/export/export-run.h"
#include "deliver/name-pattern.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>

#define RATE 48000.0

typedef struct
{
  LtTestDir   *dir;
  char        *out;
  LtSession   *session;
  GPtrArray   *targets;
  LtExportRun *run;
  guint        n_finished;
} Fixture;

static void
on_finished (LtExportRun *run, gpointer data)
{
  ((Fixture *) data)->n_finished++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->dir = lt_test_dir_new ();
  f->out = lt_test_dir_path (f->dir, "out");
  g_assert_cmpint (g_mkdir (f->out, 0700), ==, 0);
  f->session = lt_test_song_new (f->dir, RATE, 4.0);
  f->targets = lt_targets_load (NULL, NULL, &error);
  g_assert_no_error (error);
  f->run = lt_export_run_new (f->session, f->dir, TRUE);
  g_signal_connect (f->run, "finished", G_CALLBACK (on_finished), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->run);
  g_ptr_array_unref (f->targets);
  lt_session_unref (f->session);
  g_free (f->out);
  lt_test_dir_free (f->dir);
}

static const LtTarget *
target (Fixture *f, const char *suffix)
{
  for (guint i = 0; i < f->targets->len; i++)
    if (g_strcmp0 (((const LtTarget *) g_ptr_array_index (f->targets, i))->key, suffix) == 0)
      return g_ptr_array_index (f->targets, i);
  g_assert_not_reached ();
}

static LtBatchItem *
add (Fixture *f, const char *suffix)
{
  g_autofree char *name = lt_name_pattern_expand (target (f, suffix), f->session, NULL);
  g_autofree char *path = g_build_filename (f->out, name, NULL);

  return lt_export_run_add (f->run, target (f, suffix), path, FALSE);
}

static void
finish (Fixture *f, guint n)
{
  while (f->n_finished < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_deliveries_parse (Fixture *f, gconstpointer data)
{
  const LtTarget  *club = target (f, "club"), *cd = target (f, "cd"), *archive = target (f, "archive");

  g_assert_cmpstr (club->format->key, ==, "aiff");
  g_assert_cmpuint (club->rate_hz, ==, 44100);
  g_assert_cmpfloat (club->target_lufs, ==, -9.0);
  g_assert_cmpfloat (club->ceiling_dbtp, ==, -0.5);
  g_assert_cmpint (cd->bits, ==, LT_BITS_16);
  g_assert_cmpint (cd->dither, ==, LT_QUANTISE_SHAPED);
  g_assert_true (isnan (cd->target_lufs));
  g_assert_true (isnan (archive->target_lufs) && isnan (archive->ceiling_dbtp));
  g_assert_cmpfloat (target (f, "r128")->target_lufs, ==, -23.0);
  g_assert_cmpfloat (target (f, "apple")->target_lufs, ==, -16.0);
  g_assert_cmpstr (target (f, "opus")->format->key, ==, "opus");
  g_assert_cmpstr (club->pattern, ==, "{title} (club)");
}

static void
test_an_unknown_format_is_left_out (Fixture *f, gconstpointer data)
{
  g_autofree char *path = lt_test_dir_path (f->dir, "own.ini");
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "[good]\nformat=wav\n[odd]\nformat=wax\n", -1, NULL));
  g_autoptr (GPtrArray) own = lt_targets_load (path, notes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpuint (notes->len, ==, 1);
}

static void
test_files_are_what_rows_say (Fixture *f, gconstpointer data)
{
  const char *const suffixes[] = { "streaming", "cd", "r128" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    add (f, suffixes[i]);
  lt_export_run_start (f->run);
  finish (f, 1);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      LtBatchItem    *item = lt_export_run_get_item (f->run, i);
      g_autofree char *report = g_strconcat (item->path, ".json", NULL);
      LtMeasurement    m;

      g_assert_cmpint (item->state, ==, LT_BATCH_DONE);
      g_assert_true (lt_measure_file (item->path, &m, NULL, NULL, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (m.integrated_lufs, item->measured.integrated_lufs, 1e-6);
      g_assert_cmpfloat_with_epsilon (m.true_peak_dbtp, item->measured.true_peak_dbtp, 1e-6);
      g_assert_cmpfloat (m.true_peak_dbtp, <=, item->target->ceiling_dbtp + 0.05);
      if (!isnan (item->target->target_lufs))
        g_assert_cmpfloat_with_epsilon (m.integrated_lufs, item->target->target_lufs, 0.15);
      g_assert_true (lt_batch_is_verified (item));
      g_assert_true (g_file_test (report, G_FILE_TEST_EXISTS));

      item->measured.clipped_runs = 1.0;
      g_assert_false (lt_batch_is_verified (item));
    }
}

static void
test_stopping_leaves_nothing (Fixture *f, gconstpointer data)
{
  LtBatchItem *first = add (f, "streaming"), *second = add (f, "cd");
  g_autofree char *wanted = g_strdup (second->path);

  lt_export_run_start (f->run);
  while (first->state == LT_BATCH_WAITING)
    g_thread_yield ();
  lt_export_run_stop (f->run);
  finish (f, 1);
  g_assert_cmpint (first->state, ==, LT_BATCH_STOPPED);
  g_assert_cmpint (second->state, ==, LT_BATCH_STOPPED);
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 0);

  lt_export_run_retry (f->run, 1, second->target, second->path, FALSE);
  finish (f, 2);
  g_assert_cmpint (first->state, ==, LT_BATCH_STOPPED);
  g_assert_cmpint (second->state, ==, LT_BATCH_DONE);
  g_assert_true (g_file_test (wanted, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (lt_test_dir_count (f->out), ==, 3);
}

static void
test_a_file_that_is_there_is_kept (Fixture *f, gconstpointer data)
{
  LtBatchItem    *item = add (f, "streaming");
  g_autofree char *path = g_strdup (item->path), *kept = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  lt_export_run_start (f->run);
  finish (f, 1);
  g_assert_cmpint (item->state, ==, LT_BATCH_FAILED);
  g_assert_nonnull (item->error);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");

  lt_export_run_retry (f->run, 0, target (f, "r128"), path, TRUE);
  finish (f, 2);
  g_assert_cmpint (item->state, ==, LT_BATCH_DONE);
  g_assert_null (item->error);
  g_assert_cmpfloat_with_epsilon (item->measured.integrated_lufs, -23.0, 0.15);
  g_assert_true (lt_batch_is_verified (item));
}

/* What failed is told with its reason, what is not as asked is no success. */
static void
test_an_account_names_what_failed (Fixture *f, gconstpointer data)
{
  LtBatchItem *written = add (f, "streaming"), *failed = add (f, "cd"), *stopped = add (f, "r128"), *other = add (f, "club");
  LtExportCount    count;
  g_autofree char *text = NULL;

  written->measured.clipped_runs = 1.0;
  failed->error = g_strdup ("“Song (cd).wav”: the disk is full");
  other->error = g_strdup ("another sentence");
  atomic_store (&written->state, LT_BATCH_DONE);
  atomic_store (&failed->state, LT_BATCH_FAILED);
  atomic_store (&stopped->state, LT_BATCH_STOPPED);
  atomic_store (&other->state, LT_BATCH_FAILED);
  count = lt_export_run_count (f->run);
  g_assert_cmpuint (count.verified, ==, 0);
  g_assert_cmpuint (count.odd, ==, 1);
  g_assert_cmpuint (count.failed, ==, 2);
  g_assert_cmpuint (count.stopped, ==, 1);
  text = lt_export_run_dup_account (f->run);
  g_assert_cmpstr (text, ==, "Exported 1 of 4 files · 1 written, not as asked · 2 failed · 1 stopped. First failure: “Song (cd).wav”: the disk is full");
}

static gboolean
says (GtkWidget *root, const char *part)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_visible (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;
  return FALSE;
}

static void
test_a_row_forecasts (Fixture *f, gconstpointer data)
{
  LtTarget  *club = lt_targets_copy (target (f, "club"));
  GtkWidget *row;

  club->on = true;
  row = g_object_ref_sink (lt_export_row_new (club, f->session));
  lt_export_row_check_folder (LT_EXPORT_ROW (row), f->out);
  lt_export_row_set_measured (LT_EXPORT_ROW (row), -14.2, -0.5);
  g_assert_true (says (row, "5.2 LU short"));
  lt_export_row_set_measured (LT_EXPORT_ROW (row), -7.0, -0.5);
  g_assert_true (says (row, "Turned down 2.0 dB"));
  g_assert_false (says (row, "LU short"));
  g_object_unref (row);
  lt_targets_free (club);
}

/* It is looked for again when it matters, and the line says the same. */
static void
test_a_row_sees_what_came_meanwhile (Fixture *f, gconstpointer data)
{
  LtTarget  *club = lt_targets_copy (target (f, "club"));
  GtkWidget *row;

  club->on = true;
  row = g_object_ref_sink (lt_export_row_new (club, f->session));
  lt_export_row_check_folder (LT_EXPORT_ROW (row), f->out);
  g_assert_false (lt_export_row_look_in_the_way (LT_EXPORT_ROW (row)));

  g_autofree char *path = g_build_filename (f->out, lt_export_row_get_file_name (LT_EXPORT_ROW (row)), NULL);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (says (row, "File exists already"));
  g_assert_true (lt_export_row_look_in_the_way (LT_EXPORT_ROW (row)));
  g_assert_true (says (row, "File exists already"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (lt_export_row_look_in_the_way (LT_EXPORT_ROW (row)));
  g_assert_false (says (row, "File exists already"));
  g_object_unref (row);
  lt_targets_free (club);
}

static GtkWidget *
find_label (GtkWidget *root, const char *part)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);
  return found;
}

static int
width_of (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What failed can be tried again, and its columns stand below those of the other rows. */
static void
test_a_failed_row_keeps_its_columns (Fixture *f, gconstpointer data)
{
  LtBatchItem *item = add (f, "club");
  GtkWidget   *row = g_object_ref_sink (lt_export_row_new (target (f, "club"), f->session));
  GtkWidget   *line = gtk_widget_get_parent (gtk_widget_get_parent (find_label (row, "AIFF")));
  int          width = width_of (line);

  g_assert_false (says (row, "Failed"));
  item->error = g_strdup ("“R&B <1>.aiff”: the disk is full");
  atomic_store (&item->state, LT_BATCH_FAILED);
  lt_export_row_show (LT_EXPORT_ROW (row), item);
  g_assert_true (says (row, "Failed"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_label (row, "the disk is full"))), ==, item->error); /* letters of mark-up, too */
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_ancestor (find_label (row, "Try Again"), GTK_TYPE_BUTTON)));
  g_assert_cmpint (width_of (line), ==, width);
  g_object_unref (row);
}

static GtkWidget *
find_entry (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (root) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, title);
  return found;
}

/* What is typed is the value, what is not typed stays to the last digit, and what is no number changes nothing. */
static void
test_numbers_are_what_was_typed (Fixture *f, gconstpointer data)
{
  LtTarget       *club = lt_targets_copy (target (f, "club"));
  GtkWidget      *row, *loudness, *ceiling;
  const LtTarget *shown;
  int             at = 5; /* behind what is there */

  club->ceiling_dbtp = 0.0;
  club->target_lufs = -14.255;
  row = g_object_ref_sink (lt_export_row_new (club, f->session));
  shown = lt_export_row_get_target (LT_EXPORT_ROW (row));
  loudness = find_entry (row, "Loudness in LUFS");
  ceiling = find_entry (row, "Ceiling in dBTP");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ceiling)), ==, "0.0");
  gtk_editable_set_text (GTK_EDITABLE (ceiling), "-0.25");
  g_assert_cmpfloat (shown->ceiling_dbtp, ==, -0.25);
  g_assert_cmpfloat (shown->target_lufs, ==, -14.255);
  gtk_editable_insert_text (GTK_EDITABLE (ceiling), "loud", -1, &at);
  g_assert_true (gtk_widget_has_css_class (ceiling, "error"));
  g_assert_cmpfloat (shown->ceiling_dbtp, ==, -0.25);
  gtk_editable_set_text (GTK_EDITABLE (ceiling), "7");
  g_assert_cmpfloat (shown->ceiling_dbtp, ==, LT_DELIVERY_CEILING_MAX_DBTP);
  gtk_editable_set_text (GTK_EDITABLE (ceiling), "");
  g_assert_true (isnan (shown->ceiling_dbtp));
  g_assert_false (gtk_widget_has_css_class (ceiling, "error"));
  gtk_editable_set_text (GTK_EDITABLE (loudness), "\u22129.5");
  g_assert_cmpfloat (shown->target_lufs, ==, -9.5);
  g_object_unref (row);
  lt_targets_free (club);
}

static gboolean
press_check (GtkWidget *root, gboolean on)
{
  if (GTK_IS_CHECK_BUTTON (root))
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (root), on);
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (press_check (child, on))
      return TRUE;
  return FALSE;
}

/* A delivery whose name is mended, or spoilt, while the run goes on is not taken for one of the run. */
static void
test_a_run_keeps_its_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (LtContext) context = lt_context_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_test_dir_path (f->dir, "List.lathe");
  g_autoptr (LtSession) song = lt_session_new (RATE, "List");
  LtFolder *folder = lt_folder_create (path, song, &error);
  GtkWidget *widget;
  guint n_wanted, item;

  g_assert_no_error (error);
  lt_document_take_folder (lt_context_get_document (context), folder);
  widget = g_object_ref_sink (lt_export_list_new (context));
  LtExportList *list = LT_EXPORT_LIST (widget);
  n_wanted = lt_export_list_get_n_wanted (list);
  g_assert_cmpuint (n_wanted, >=, 1);
  g_assert_cmpuint (n_wanted, <, lt_export_list_get_n (list));
  lt_export_list_lock (list);
  g_assert_cmpuint (lt_export_list_get_n_running (list), ==, n_wanted);

  LtExportRow *first = lt_export_list_get_running (list, 0), *other = NULL;
  for (guint i = 0; i < lt_export_list_get_n (list) && other == NULL; i++)
    if (!lt_export_row_is_wanted (lt_export_list_get_row (list, i)))
      other = lt_export_list_get_row (list, i);
  press_check (GTK_WIDGET (other), TRUE);
  press_check (GTK_WIDGET (first), FALSE);
  g_assert_true (lt_export_row_is_wanted (other));
  g_assert_cmpuint (lt_export_list_get_n_running (list), ==, n_wanted);
  g_assert_true (lt_export_list_get_running (list, 0) == first);
  g_assert_true (lt_export_list_find_running (list, first, &item) && item == 0);
  g_assert_false (lt_export_list_find_running (list, other, &item));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (other)));
  g_object_unref (widget);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
#define ADD(name, function) g_test_add ("/app/export/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("deliveries-parse", test_deliveries_parse);
  ADD ("an-unknown-format", test_an_unknown_format_is_left_out);
  ADD ("files-are-what-rows-say", test_files_are_what_rows_say);
  ADD ("stopping-leaves-nothing", test_stopping_leaves_nothing);
  ADD ("a-file-that-is-there", test_a_file_that_is_there_is_kept);
  ADD ("an-account-names-what-failed", test_an_account_names_what_failed);
  ADD ("a-row-sees-what-came-meanwhile", test_a_row_sees_what_came_meanwhile);
  ADD ("a-row-forecasts", test_a_row_forecasts);
  ADD ("a-failed-row-keeps-its-columns", test_a_failed_row_keeps_its_columns);
  ADD ("numbers-are-what-was-typed", test_numbers_are_what_was_typed);
  ADD ("a-run-keeps-its-rows", test_a_run_keeps_its_rows);
  return g_test_run ();
}
