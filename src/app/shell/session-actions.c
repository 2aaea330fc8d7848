// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Work on a snapshot in a thread; its result is put onto whatever the session is by then.
// Layer: app.

#include "app/shell/session-actions.h"

#include "app/shell/file-ask.h"
#include "app/shell/opener.h"
#include "app/shell/question.h"
#include "app/shell/settings.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/folder-copy.h"
#include "studio/intake.h"

#include <glib/gi18n.h>
#include <string.h>

/* The window may close while a thread is at work for it. */
static gboolean
is_gone (LtWindow *window)
{
  return lt_window_get_context (window) == NULL;
}

static LtDocument *
document_of (LtWindow *window)
{
  return lt_context_get_document (lt_window_get_context (window));
}

static gboolean
failed (LtWindow *window, const char *key, const GError *error)
{
  if (error == NULL)
    return FALSE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_window_banner (window, key, error->message, NULL, NULL);
  return TRUE;
}

/* --- import --- */

typedef struct
{
  char      *folder;
  double     rate_hz;
  char     **paths;
  LtJob     *job;
  GPtrArray *notes;
  gboolean   is_reference; /* a song to compare with; else tracks */
  gboolean   takes_markers;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_free (self->folder);
  g_strfreev (self->paths);
  g_object_unref (self->job);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static void
import_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Import      *self = data;
  GError      *error = NULL;
  LtIntakeSpec spec = {
    .paths = (const char *const *) self->paths,
    .progress = lt_job_progress,
    .progress_data = self->job,
    .cancellable = cancellable,
    .markers = self->takes_markers,
    .notes = self->notes,
  };
  LtIntakeBatch *batch = lt_intake_bring (self->folder, self->rate_hz, &spec, &error);

  if (batch != NULL)
    g_task_return_pointer (task, batch, (GDestroyNotify) lt_intake_batch_free);
  else
    g_task_return_error (task, error);
}

static void
add_tracks (LtWindow *window, const Import *self, LtIntakeBatch *batch)
{
  LtDocument      *document = document_of (window);
  const LtSession *session = lt_document_get_session (document);
  LtSession       *next = lt_intake_batch_add (batch, session, self->notes);
  guint            n = next->tracks->len - session->tracks->len;
  g_autofree char *label = g_strdup_printf (ngettext ("Import %u track", "Import %u tracks", n), n);

  lt_document_apply (document, next, label, NULL);
}

static gboolean
add_reference (LtWindow *window, LtIntakeBatch *batch, GError **error)
{
  LtDocument *document = document_of (window);
  g_autoptr (LtSession) next = lt_session_ref (lt_document_get_session (document));
  LtId source_id = lt_intake_batch_source (batch, &next, error), id = 0;

  if (source_id == 0)
    return FALSE;
  lt_session_take (&next, lt_edit_reference_add (next, source_id, lt_session_find_source (next, source_id)->name, &id));
  lt_document_apply (document, g_steal_pointer (&next), _ ("Add reference"), NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "monitor.reference", "t", (guint64) id);
  return TRUE;
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  LtWindow   *window = LT_WINDOW (source);
  Import     *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (LtIntakeBatch) batch = g_task_propagate_pointer (G_TASK (result), &error);

  lt_job_finish (self->job);
  if (is_gone (window) || failed (window, "import", error) || g_strcmp0 (lt_document_get_path (document_of (window)), self->folder) != 0)
    return;

  if (!self->is_reference)
    add_tracks (window, self, batch);
  else if (!add_reference (window, batch, &error))
    {
      failed (window, "import", error);
      return;
    }
  lt_intake_batch_keep (batch);
  for (guint i = 0; i < self->notes->len; i++)
    lt_context_toast (lt_window_get_context (window), g_ptr_array_index (self->notes, i), FALSE);
}

static void
import (LtWindow *window, const char *const *paths, gboolean is_reference)
{
  LtDocument      *document = document_of (window);
  guint            n = g_strv_length ((char **) paths);
  g_autofree char *label = g_strdup_printf (ngettext ("Importing %u file", "Importing %u files", n), n);
  g_autoptr (LtJob) job = lt_job_new (label);
  g_autoptr (GTask) task = g_task_new (window, lt_job_get_cancellable (job), on_imported, NULL);
  Import *self = g_new0 (Import, 1);

  g_return_if_fail (lt_document_get_session (document) != NULL);

  self->folder = g_strdup (lt_document_get_path (document));
  self->rate_hz = lt_document_get_session (document)->rate_hz;
  self->paths = g_strdupv ((char **) paths);
  self->job = g_object_ref (job);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->is_reference = is_reference;
  self->takes_markers = !is_reference && lt_settings_takes_markers (paths);
  g_task_set_task_data (task, self, import_free);
  lt_job_set_of_session (job);
  lt_window_add_job (window, job);
  g_task_run_in_thread (task, import_in_thread);
}

void
lt_session_actions_import (LtWindow *window, const char *const *paths)
{
  import (window, paths, FALSE);
}

static void
on_reference_chosen (LtWindow *window, const char *const *paths)
{
  import (window, paths, TRUE);
}

static void
on_add_reference (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_opener_ask (LT_WINDOW (widget), _ ("Choose a finished song to compare with"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, on_reference_chosen);
}

static void
on_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_opener_ask (LT_WINDOW (widget), _ ("Choose recordings"), GTK_FILE_CHOOSER_ACTION_OPEN, TRUE, lt_session_actions_import);
}

/* --- name, copy, place --- */

static void
on_rename_response (AdwMessageDialog *dialog, const char *response, LtWindow *window)
{
  LtDocument *document = document_of (window);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)))));

  if (g_strcmp0 (response, "rename") == 0 && *title != '\0' && lt_document_get_session (document) != NULL)
    lt_document_apply (document, lt_edit_session_title (lt_document_get_session (document), title), _ ("Rename session"), NULL);
}

static void
on_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = lt_question_new (GTK_WINDOW (widget), _ ("Rename session"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), lt_document_get_title (document_of (LT_WINDOW (widget))));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the session"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "rename", _ ("Rename"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  LtSession *session;
  char      *from, *to;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  lt_session_unref (self->session);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy   *self = data;
  GError *error = NULL;

  if (lt_folder_copy (self->session, self->from, self->to, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  LtWindow *window = LT_WINDOW (source);
  Copy     *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (is_gone (window) || failed (window, "copy", error))
    return;
  g_autofree char *name = g_path_get_basename (self->to);
  g_autofree char *text = g_strdup_printf (_ ("Saved a copy: %s"), name);
  lt_context_toast (lt_window_get_context (window), text, FALSE);
}

static void
on_copy_place (gpointer window, GtkFileChooser *chooser)
{
  const LtSession  *session = lt_document_get_session (document_of (window));
  g_autofree char  *path = lt_file_ask_dup_path (chooser);
  g_autoptr (GTask) task = NULL;
  Copy             *self;

  if (path == NULL || session == NULL)
    return;
  self = g_new0 (Copy, 1);
  self->session = lt_session_ref (session);
  self->from = g_strdup (lt_document_get_path (document_of (window)));
  self->to = g_str_has_suffix (path, ".lathe") ? g_strdup (path) : g_strconcat (path, ".lathe", NULL);
  task = g_task_new (window, NULL, on_copied, NULL);
  g_task_set_task_data (task, self, copy_free);
  g_task_run_in_thread (task, copy_in_thread);
}

static void
on_save_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save a copy of the session"), GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *suggested = g_strdup_printf ("%s.lathe", lt_document_get_title (document_of (LT_WINDOW (widget))));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested);
  lt_file_ask_show (dialog, widget, on_copy_place);
}

static void
on_show_in_files (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *path = lt_document_get_path (document_of (LT_WINDOW (widget)));
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

void
lt_session_actions_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.import", NULL, on_import);
  gtk_widget_class_install_action (class, "win.add-reference", NULL, on_add_reference);
  gtk_widget_class_install_action (class, "win.rename", NULL, on_rename);
  gtk_widget_class_install_action (class, "win.save-copy", NULL, on_save_copy);
  gtk_widget_class_install_action (class, "win.show-in-files", NULL, on_show_in_files);
}
