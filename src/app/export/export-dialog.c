// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Before: a list to tick. While it runs: the same list with progress. After: what was measured from each file.
// Layer: app.

#include "app/export/export-dialog.h"

#include "app/export/export-list.h"
#include "app/export/show-files.h"
#include "app/export/tags-form.h"
#include "app/shell/actions.h"
#include "app/shell/settings.h"
#include "deliver/preflight.h"

#include <glib/gi18n.h>
#include <stdatomic.h>

#define LT_TYPE_EXPORT_DIALOG (lt_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LtExportDialog, lt_export_dialog, LT, EXPORT_DIALOG, AdwWindow)

#define LOOK_MS 100
#define WIDTH 1000
#define HEIGHT 768
#define KEEP_BACK 66

static const LtActionRow rows[] = {
  { "win.export", N_ ("Export"), N_ ("Session"), "<Control>e", LT_ACTIONS_ANYWHERE },
};

struct _LtExportDialog
{
  AdwWindow parent_instance;

  LtWindow    *window; /* the main one */
  LtContext   *context;
  char        *folder;
  LtExportRun *run; /* NULL: before */
  guint        timer;
  gint64       started_us;
  LtExportList *list;
  GPtrArray   *found;   /* of char *: what the pre-flight says */
  gboolean     has_looked; /* else that is not yet all */
  gboolean     goes; /* it closes, the run in the background or stopped */
  GCancellable *looking;
  GtkFileChooserNative *chooser; /* of the folder, while it is open */

  GtkWidget *question; /* weak: whether to stop, as long as it stands */
  GtkWidget *cancel, *go, *progress_box, *progress_label, *progress_bar, *progress_left, *progress_speed, *warnings, *anyway, *page, *bottom, *folder_row, *range, *certificates;
  LtTagsForm *tags;
};

G_DEFINE_FINAL_TYPE (LtExportDialog, lt_export_dialog, ADW_TYPE_WINDOW)

static LtDocument *
document_of (LtExportDialog *self)
{
  return lt_context_get_document (self->context);
}

/* --- before --- */

static void
update_button (LtExportDialog *self)
{
  guint            n = lt_export_list_get_n_wanted (self->list);
  gboolean         warned = self->found != NULL && self->found->len > 0;
  g_autofree char *text = g_strdup_printf (ngettext ("Export %u file", "Export %u files", n), n);

  if (self->run != NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->go), text);
  gtk_widget_set_sensitive (self->go, n > 0 && (!warned || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->anyway))));
}

static void
set_folder (LtExportDialog *self, const char *folder)
{
  g_autofree char *shown = g_filename_display_name (folder);

  if (folder != self->folder)
    {
      g_free (self->folder);
      self->folder = g_strdup (folder);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->folder_row), shown);
  lt_export_list_set_folder (self->list, folder);
}

static void
show_warnings (LtExportDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->found->len; i++)
    g_string_append_printf (text, "%s▲ %s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (self->found, i));
  gtk_label_set_label (GTK_LABEL (self->warnings), text->str);
  gtk_widget_set_visible (gtk_widget_get_parent (self->warnings), self->found->len > 0);
  update_button (self);
}

/* The sources are read in a thread; what is known without is shown at once. */
static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  lt_preflight_check_clipped (data, g_object_get_data (G_OBJECT (task), "folder"), found, cancellable);
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  LtExportDialog *self = LT_EXPORT_DIALOG (source);
  g_autoptr (GPtrArray) more = g_task_propagate_pointer (G_TASK (result), NULL);

  if (more == NULL || self->run != NULL)
    return;
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (self->found, g_strdup (g_ptr_array_index (more, i)));
  self->has_looked = TRUE;
  show_warnings (self);
}

static void
start_preflight (LtExportDialog *self)
{
  const LtSession  *session = lt_document_get_session (document_of (self));
  const char       *folder = lt_document_get_path (document_of (self));
  g_autoptr (GTask) task = NULL;

  self->looking = g_cancellable_new ();
  self->found = lt_preflight_check (session, folder);
  show_warnings (self);
  task = g_task_new (self, self->looking, on_looked, NULL);
  g_task_set_task_data (task, lt_session_ref (session), (GDestroyNotify) lt_session_unref);
  g_object_set_data_full (G_OBJECT (task), "folder", g_strdup (folder), g_free);
  g_task_run_in_thread (task, look);
}

/* What was typed as tags goes into the session: one step. */
static void
keep_tags (LtExportDialog *self)
{
  LtSession *next = lt_tags_form_apply (self->tags, lt_document_get_session (document_of (self)));

  lt_document_apply (document_of (self), next, _ ("Edit tags"), NULL);
}

/* --- while it runs --- */

static void
show_progress (LtExportDialog *self)
{
  double           done = lt_export_run_get_fraction (self->run), speed = lt_export_run_get_speed (self->run);
  double           passed_s = (double) (g_get_monotonic_time () - self->started_us) / G_USEC_PER_SEC;
  g_autofree char *left = done > 0.02 ? g_strdup_printf (_ ("%.0f s left"), passed_s / done * (1.0 - done)) : g_strdup ("");
  g_autofree char *fast = speed > 0.0 ? g_strdup_printf (_ ("%.1f × real time · %.0f %%"), speed, done * 100.0) : g_strdup_printf ("%.0f %%", done * 100.0);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), done);
  gtk_label_set_label (GTK_LABEL (self->progress_left), left);
  gtk_label_set_label (GTK_LABEL (self->progress_speed), fast);
}

static void
show_run (LtExportDialog *self)
{
  guint            n = lt_export_run_get_n (self->run);
  g_autofree char *text = g_strdup_printf (ngettext ("Rendering for %u file", "Rendering for %u files", n), n);

  for (guint i = 0; i < n; i++)
    {
      LtBatchItem *it = lt_export_run_get_item (self->run, i);

      lt_export_row_show (lt_export_list_get_running (self->list, i), it);
      if (atomic_load (&it->state) == LT_BATCH_WRITING)
        {
          g_free (text);
          text = g_strdup_printf (_ ("Writing %s, %u of %u"), it->target->name, i + 1, n);
        }
    }
  gtk_label_set_label (GTK_LABEL (self->progress_label), text);
  show_progress (self);
}

static gboolean
on_look (gpointer data)
{
  show_run (data);
  return G_SOURCE_CONTINUE;
}

static void
on_finished (LtExportDialog *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question)); /* there is nothing left to stop */
  show_run (self);
  gtk_label_set_label (GTK_LABEL (self->progress_label), _ ("Done"));
  gtk_label_set_label (GTK_LABEL (self->progress_left), "");
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("Close"));
  gtk_button_set_label (GTK_BUTTON (self->go), _ ("Show in Files"));
  if (self->goes)
    gtk_window_close (GTK_WINDOW (self));
}

static void
show_started (LtExportDialog *self)
{
  gtk_widget_set_visible (self->progress_box, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("Stop"));
  gtk_button_set_label (GTK_BUTTON (self->go), _ ("Continue in Background"));
  gtk_widget_remove_css_class (self->go, "suggested-action");
  self->started_us = g_get_monotonic_time ();
  self->timer = g_timeout_add (LOOK_MS, on_look, self);
}

static void
start (LtExportDialog *self)
{
  const LtSession *session;

  if (!lt_tags_form_check (self->tags))
    return;
  keep_tags (self);
  session = lt_document_get_session (document_of (self));
  self->run = lt_export_run_new (session, lt_document_get_path (document_of (self)), gtk_switch_get_active (GTK_SWITCH (self->certificates)));
  if (adw_combo_row_get_selected (ADW_COMBO_ROW (self->range)) == 1)
    lt_export_run_set_range (self->run, session->loop_from_frames, session->loop_to_frames, FALSE);
  for (guint i = 0; i < lt_export_list_get_n (self->list); i++)
    lt_export_row_set_session (lt_export_list_get_row (self->list, i), session); /* the tags may have changed its name */
  lt_export_list_lock (self->list);
  for (guint i = 0; i < lt_export_list_get_n_running (self->list); i++)
    {
      LtExportRow     *row = lt_export_list_get_running (self->list, i);
      g_autofree char *path = g_build_filename (self->folder, lt_export_row_get_file_name (row), NULL);
      lt_export_run_add (self->run, lt_export_row_get_target (row), path, lt_export_row_get_replace (row));
    }
  g_cancellable_cancel (self->looking);
  if (self->has_looked)
    lt_export_run_set_warnings (self->run, self->found); /* else the run looks itself, for its reports */
  g_signal_connect_object (self->run, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  show_started (self);
  lt_export_run_start (self->run);
}

static void
on_retry (LtExportList *list, LtExportRow *row, LtExportDialog *self)
{
  const char *name = lt_export_row_get_file_name (row);
  guint       item;

  if (lt_export_run_is_running (self->run) || name == NULL || !lt_export_list_find_running (list, row, &item))
    return;
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  show_started (self);
  lt_export_run_retry (self->run, item, lt_export_row_get_target (row), path, lt_export_row_get_replace (row));
}

static void
on_show (LtExportList *list, LtExportRow *row, LtExportDialog *self)
{
  guint item;

  if (lt_export_list_find_running (list, row, &item))
    lt_show_files (GTK_WINDOW (self), lt_export_run_get_item (self->run, item)->path);
}

/* The first that was written; without any the folder. */
static void
show_in_files (LtExportDialog *self)
{
  for (guint i = 0; i < lt_export_run_get_n (self->run); i++)
    {
      LtBatchItem *item = lt_export_run_get_item (self->run, i);

      if (atomic_load (&item->state) == LT_BATCH_DONE)
        {
          lt_show_files (GTK_WINDOW (self), item->path);
          return;
        }
    }
  g_autofree char *inside = g_build_filename (self->folder, ".", NULL);
  lt_show_files (GTK_WINDOW (self), inside);
}

static void
on_background_done (LtExportRun *run, LtWindow *window)
{
  guint good = 0;

  for (guint i = 0; i < lt_export_run_get_n (run); i++)
    good += atomic_load (&lt_export_run_get_item (run, i)->state) == LT_BATCH_DONE;
  g_autofree char *text = g_strdup_printf (_ ("Exported %u of %u files"), good, lt_export_run_get_n (run));
  lt_context_toast (lt_window_get_context (window), text, FALSE);
}

/* The run goes on by itself: its task holds it. Nobody is left to see it when the window goes. */
static void
to_background (LtExportDialog *self)
{
  g_signal_connect_object (self->run, "finished", G_CALLBACK (on_background_done), self->window, 0);
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (lt_export_run_stop), self->run, G_CONNECT_SWAPPED);
  lt_window_add_job (self->window, lt_export_run_get_job (self->run));
  self->goes = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_close_response (AdwMessageDialog *dialog, const char *response, LtExportDialog *self)
{
  if (g_str_equal (response, "cancel"))
    return;
  if (!lt_export_run_is_running (self->run)) /* it ended while the question stood */
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (g_str_equal (response, "background"))
    to_background (self);
  else if (g_str_equal (response, "stop"))
    {
      self->goes = TRUE;
      lt_export_run_stop (self->run); /* it closes when that is done */
    }
}

static void
ask_whether_to_close (LtExportDialog *self)
{
  if (self->question != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->question));
      return;
    }

  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Stop the export?"), _ ("Files that are finished stay. Of the others nothing is left."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "background", _ ("Continue in Background"), "stop", _ ("_Stop Export"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "background");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_response), self, 0);
  g_set_weak_pointer (&self->question, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
lt_export_dialog_close_request (GtkWindow *window)
{
  LtExportDialog *self = LT_EXPORT_DIALOG (window);

  if (self->run != NULL && lt_export_run_is_running (self->run) && !self->goes)
    {
      ask_whether_to_close (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (lt_export_dialog_parent_class)->close_request (window);
}

static void
on_go (LtExportDialog *self)
{
  if (self->run == NULL)
    start (self);
  else if (lt_export_run_is_running (self->run))
    to_background (self);
  else
    show_in_files (self);
}

static void
on_cancel (LtExportDialog *self)
{
  if (self->run != NULL && lt_export_run_is_running (self->run))
    lt_export_run_stop (self->run);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* --- building --- */

static void
on_folder_response (GtkNativeDialog *dialog, int response, LtExportDialog *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char  *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    set_folder (self, path);
  g_clear_object (&self->chooser);
}

static void
on_choose_folder (LtExportDialog *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Choose a folder"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  g_set_object (&self->chooser, dialog);
  g_object_unref (dialog);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_folder_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static AdwPreferencesGroup *
add_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_widget_set_hexpand (group, TRUE);
  gtk_widget_set_valign (group, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_deliveries (LtExportDialog *self)
{
  self->list = LT_EXPORT_LIST (lt_export_list_new (self->context));
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (update_button), self);
  g_signal_connect (self->list, "retry", G_CALLBACK (on_retry), self);
  g_signal_connect (self->list, "show-file", G_CALLBACK (on_show), self);
  gtk_box_append (GTK_BOX (self->page), GTK_WIDGET (self->list));
}

static void
add_tags (LtExportDialog *self)
{
  self->tags = LT_TAGS_FORM (lt_tags_form_new (lt_document_get_session (document_of (self))));
  gtk_widget_set_hexpand (GTK_WIDGET (self->tags), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->tags), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->bottom), GTK_WIDGET (self->tags));
}

static void
add_options (LtExportDialog *self)
{
  AdwPreferencesGroup *group = add_group (self->bottom, _ ("Options"));
  const LtSession     *session = lt_document_get_session (document_of (self));
  GtkWidget           *choose = gtk_button_new_with_label (_ ("Choose…")), *row = adw_action_row_new ();
  const char          *ranges[] = { _ ("Whole song with tail"), session->loop_to_frames > session->loop_from_frames ? _ ("Loop range") : NULL, NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (ranges);

  self->folder_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->folder_row), _ ("Folder"));
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->folder_row), choose);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (on_choose_folder), self);
  adw_preferences_group_add (group, self->folder_row);

  self->range = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->range), _ ("Range"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->range), G_LIST_MODEL (list));
  adw_preferences_group_add (group, self->range);

  self->certificates = gtk_switch_new ();
  gtk_widget_set_valign (self->certificates, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Report next to the files"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("What was delivered and measured, bound to the file by its hash: JSON and a page"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->certificates);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->certificates);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
build_progress (LtExportDialog *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->progress_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->progress_label = gtk_label_new (NULL);
  self->progress_left = gtk_label_new (NULL);
  self->progress_bar = gtk_progress_bar_new ();
  gtk_label_set_xalign (GTK_LABEL (self->progress_label), 0.0f);
  gtk_widget_set_hexpand (self->progress_label, TRUE);
  gtk_widget_add_css_class (self->progress_label, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress of all files"), -1);
  gtk_box_append (GTK_BOX (line), self->progress_label);
  gtk_box_append (GTK_BOX (line), self->progress_left);
  gtk_box_append (GTK_BOX (self->progress_box), line);
  gtk_box_append (GTK_BOX (self->progress_box), self->progress_bar);
  self->progress_speed = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->progress_speed), 0.0f);
  gtk_widget_add_css_class (self->progress_speed, "caption");
  gtk_box_append (GTK_BOX (self->progress_box), self->progress_speed);
  gtk_widget_set_visible (self->progress_box, FALSE);
  gtk_widget_add_css_class (self->progress_box, "padded");
  return self->progress_box;
}

static GtkWidget *
build_warnings (LtExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->warnings = gtk_label_new (NULL);
  self->anyway = gtk_check_button_new_with_mnemonic (_ ("Export _anyway; the reports note it"));
  gtk_label_set_wrap (GTK_LABEL (self->warnings), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->warnings), 0.0f);
  gtk_widget_add_css_class (self->warnings, "warn");
  gtk_widget_add_css_class (box, "padded");
  g_signal_connect_swapped (self->anyway, "toggled", G_CALLBACK (update_button), self);
  gtk_box_append (GTK_BOX (box), self->warnings);
  gtk_box_append (GTK_BOX (box), self->anyway);
  return box;
}

static void
build (LtExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new (), *scroll = gtk_scrolled_window_new ();

  self->cancel = gtk_button_new_with_label (_ ("Cancel"));
  self->go = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->go, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->go);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (on_cancel), self);
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (on_go), self);

  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  self->bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  gtk_box_set_homogeneous (GTK_BOX (self->bottom), TRUE);
  gtk_widget_add_css_class (self->page, "page");
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->page);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), build_progress (self));
  gtk_box_append (GTK_BOX (box), build_warnings (self));
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/* --- the class --- */

static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  on_cancel (LT_EXPORT_DIALOG (widget));
  return TRUE;
}

static void
lt_export_dialog_dispose (GObject *object)
{
  LtExportDialog *self = LT_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->chooser);
  if (self->run != NULL && !self->goes)
    lt_export_run_stop (self->run); /* the window below has gone, and with it this one */
  g_clear_object (&self->run);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (lt_export_dialog_parent_class)->dispose (object);
}

static void
lt_export_dialog_finalize (GObject *object)
{
  g_free (LT_EXPORT_DIALOG (object)->folder);
  g_clear_pointer (&LT_EXPORT_DIALOG (object)->found, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_export_dialog_parent_class)->finalize (object);
}

static void
lt_export_dialog_class_init (LtExportDialogClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_export_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_export_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = lt_export_dialog_close_request;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_export_dialog_init (LtExportDialog *self)
{
}

/* The setting, or beside the session's folder. */
static char *
dup_folder (LtExportDialog *self)
{
  g_autofree char *wanted = lt_settings_get () != NULL ? g_settings_get_string (lt_settings_get (), "export-folder") : g_strdup ("");

  return *wanted != '\0' ? g_steal_pointer (&wanted) : g_path_get_dirname (lt_document_get_path (document_of (self)));
}

GtkWindow *
lt_export_dialog_new (LtWindow *window)
{
  LtExportDialog  *self = g_object_new (LT_TYPE_EXPORT_DIALOG, "modal", TRUE, "destroy-with-parent", TRUE, "transient-for", window, NULL);
  g_autofree char *title = NULL, *folder = NULL;

  self->window = window;
  self->context = lt_window_get_context (window);
  title = g_strdup_printf (_ ("Export “%s”"), lt_document_get_title (document_of (self)));
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, MIN (HEIGHT, MAX (gtk_widget_get_height (GTK_WIDGET (window)) - KEEP_BACK, 400)));
  gtk_widget_add_css_class (GTK_WIDGET (self), "lathe");
  gtk_widget_add_css_class (GTK_WIDGET (self), "export");
  build (self);
  add_deliveries (self);
  gtk_box_append (GTK_BOX (self->page), self->bottom);
  add_tags (self);
  add_options (self);
  folder = dup_folder (self);
  set_folder (self, folder);
  start_preflight (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->go);
  return GTK_WINDOW (self);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (lt_document_get_session (lt_context_get_document (lt_window_get_context (data))) != NULL)
    gtk_window_present (lt_export_dialog_new (data));
}

void
lt_export_dialog_extend (LtWindow *window)
{
  static const GActionEntry entries[] = { { .name = "export", .activate = on_export } };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

void
lt_export_dialog_add_actions (void)
{
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
