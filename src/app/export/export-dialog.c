// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Before: a list to tick. While it runs: the same list with progress. After: what was measured from each file.
// Layer: app.

#include "app/export/export-dialog.h"

#include "app/export/export-head.h"
#include "app/export/export-list.h"
#include "app/export/export-options.h"
#include "app/export/export-warnings.h"
#include "app/export/show-files.h"
#include "app/export/tags-form.h"
#include "app/shell/actions.h"
#include "app/shell/question.h"
#include "app/shell/settings.h"

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
  LtExportRun *run; /* NULL: before */
  guint        timer;
  gboolean     goes; /* it closes as soon as the run has stopped */
  gboolean     is_behind; /* hidden, the run in the background */
  gboolean     has_bar;   /* the run's job is in the window's bar */

  GtkWidget        *question; /* weak: whether to stop, as long as it stands */
  GtkWidget        *cancel, *go, *page;
  LtExportHead     *head;
  LtExportWarnings *warnings;
  LtExportList     *list;
  LtTagsForm       *tags;
  LtExportOptions  *options;
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
  g_autofree char *text = g_strdup_printf (ngettext ("Export %u file", "Export %u files", n), n);

  if (self->run != NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->go), text);
  gtk_widget_set_sensitive (self->go, n > 0 && lt_export_warnings_allow (self->warnings));
}

static void
on_options (LtExportDialog *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));

  if (self->run != NULL)
    return;
  lt_export_list_set_folder (self->list, lt_export_options_get_folder (self->options));
  lt_export_head_set_range (self->head, session->loop_from_frames, session->loop_to_frames, lt_export_options_get_is_whole (self->options));
  update_button (self);
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
show_run (LtExportDialog *self)
{
  for (guint i = 0; i < lt_export_run_get_n (self->run); i++)
    lt_export_row_show (lt_export_list_get_running (self->list, i), lt_export_run_get_item (self->run, i));
  lt_export_head_show (self->head, self->run);
}

static gboolean
on_look (gpointer data)
{
  show_run (data);
  return G_SOURCE_CONTINUE;
}

/* --- in the background --- */

static void
tell_account (LtExportRun *run, LtWindow *window)
{
  g_autofree char *text = lt_export_run_dup_account (run);

  lt_context_toast (lt_window_get_context (window), text, FALSE);
}

/* The run goes on by itself: its task holds it. Its job is the window's now, which stops it when it closes. */
static void
to_background (LtExportDialog *self)
{
  if (!self->has_bar)
    lt_window_add_job (self->window, lt_export_run_get_job (self->run));
  self->has_bar = self->is_behind = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question)); /* it is answered */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
come_back (LtExportDialog *self)
{
  if (self->is_behind)
    {
      self->is_behind = FALSE;
      if (lt_export_run_is_running (self->run))
        {
          show_run (self);
          self->timer = g_timeout_add (LOOK_MS, on_look, self);
        }
    }
  gtk_window_present (GTK_WINDOW (self));
}

/* What did not come out as asked is shown, file by file. What somebody stopped is known to who did. */
static void
end_behind (LtExportDialog *self)
{
  LtExportCount count = lt_export_run_count (self->run);

  if (count.failed + count.odd > 0)
    {
      come_back (self);
      return;
    }
  tell_account (self->run, self->window);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Another song: this one's list has no place any more, its run goes on and tells in a sentence how it went. */
static void
on_session (LtDocument *document, const LtSession *old, const LtSession *now, LtExportDialog *self)
{
  if (now != NULL || !self->is_behind)
    return;
  g_signal_connect_object (self->run, "finished", G_CALLBACK (tell_account), self->window, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Of @window, hidden or not; NULL: none. */
static LtExportDialog *
find_dialog (LtWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) it = g_list_model_get_item (all, i);

      if (LT_IS_EXPORT_DIALOG (it) && LT_EXPORT_DIALOG (it)->window == window)
        return LT_EXPORT_DIALOG (it);
    }
  return NULL;
}

/* --- the run --- */

static void
on_finished (LtExportDialog *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question)); /* there is nothing left to stop */
  show_run (self);
  lt_export_head_finish (self->head, self->run);
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("Close"));
  gtk_button_set_label (GTK_BUTTON (self->go), _ ("Show in Files"));
  if (self->goes)
    gtk_window_close (GTK_WINDOW (self));
  else if (self->is_behind)
    end_behind (self);
}

static void
show_started (LtExportDialog *self)
{
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("Stop"));
  gtk_button_set_label (GTK_BUTTON (self->go), _ ("Continue in Background"));
  gtk_widget_remove_css_class (self->go, "suggested-action");
  lt_export_head_start (self->head, self->run);
  self->timer = g_timeout_add (LOOK_MS, on_look, self);
}

/* As things are now: the tags may have changed names, and somebody else what is in the folder. */
static gboolean
can_start (LtExportDialog *self)
{
  if (!lt_tags_form_check (self->tags))
    return FALSE;
  keep_tags (self);
  for (guint i = 0; i < lt_export_list_get_n (self->list); i++)
    lt_export_row_set_session (lt_export_list_get_row (self->list, i), lt_document_get_session (document_of (self)));
  return lt_export_list_check (self->list);
}

static void
start (LtExportDialog *self)
{
  const LtSession *session;
  GPtrArray       *warnings;

  if (!can_start (self))
    return;
  session = lt_document_get_session (document_of (self));
  self->run = lt_export_run_new (session, lt_document_get_path (document_of (self)), lt_export_options_get_has_reports (self->options));
  if (!lt_export_options_get_is_whole (self->options))
    lt_export_run_set_range (self->run, session->loop_from_frames, session->loop_to_frames, FALSE);
  lt_export_list_lock (self->list);
  for (guint i = 0; i < lt_export_list_get_n_running (self->list); i++)
    {
      LtExportRow     *row = lt_export_list_get_running (self->list, i);
      g_autofree char *path = g_build_filename (lt_export_options_get_folder (self->options), lt_export_row_get_file_name (row), NULL);
      lt_export_run_add (self->run, lt_export_row_get_target (row), path, lt_export_row_get_replace (row));
    }
  warnings = lt_export_warnings_finish (self->warnings);
  if (warnings != NULL)
    lt_export_run_set_warnings (self->run, warnings); /* else the run looks itself, for its reports */
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
  g_autofree char *path = g_build_filename (lt_export_options_get_folder (self->options), name, NULL);
  self->has_bar = FALSE; /* it will be another job */
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
  g_autofree char *inside = g_build_filename (lt_export_options_get_folder (self->options), ".", NULL);
  lt_show_files (GTK_WINDOW (self), inside);
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

  GtkWidget *dialog = lt_question_new (GTK_WINDOW (self), _ ("Stop the export?"), _ ("Files that are finished stay. Of the others nothing is left."));

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

  if (self->run != NULL && lt_export_run_is_running (self->run) && !self->goes && !self->is_behind)
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

/* The setting, or beside the session's folder. */
static char *
dup_folder (LtExportDialog *self)
{
  g_autofree char *wanted = lt_settings_get () != NULL ? g_settings_get_string (lt_settings_get (), "export-folder") : g_strdup ("");

  return *wanted != '\0' ? g_steal_pointer (&wanted) : g_path_get_dirname (lt_document_get_path (document_of (self)));
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

/* Tags and options, beside each other. */
static void
add_bottom (LtExportDialog *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));
  g_autofree char *folder = dup_folder (self);
  GtkWidget       *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);

  gtk_box_set_homogeneous (GTK_BOX (bottom), TRUE);
  self->tags = LT_TAGS_FORM (lt_tags_form_new (session));
  self->options = LT_EXPORT_OPTIONS (lt_export_options_new (session, folder));
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *group = i == 0 ? GTK_WIDGET (self->tags) : GTK_WIDGET (self->options);

      gtk_widget_set_hexpand (group, TRUE);
      gtk_widget_set_valign (group, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (bottom), group);
    }
  g_signal_connect_swapped (self->options, "changed", G_CALLBACK (on_options), self);
  gtk_box_append (GTK_BOX (self->page), bottom);
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
  gtk_widget_add_css_class (self->page, "page");
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->page);
  gtk_box_append (GTK_BOX (box), bar);
  self->head = LT_EXPORT_HEAD (lt_export_head_new (self->context));
  self->warnings = LT_EXPORT_WARNINGS (lt_export_warnings_new (lt_document_get_session (document_of (self)), lt_document_get_path (document_of (self))));
  g_signal_connect_swapped (self->warnings, "changed", G_CALLBACK (update_button), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warnings));
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
  if (self->run != NULL && !self->goes && !self->is_behind)
    lt_export_run_stop (self->run); /* the window below has gone, and with it this one */
  g_clear_object (&self->run);
  G_OBJECT_CLASS (lt_export_dialog_parent_class)->dispose (object);
}

static void
lt_export_dialog_class_init (LtExportDialogClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_export_dialog_dispose;
  GTK_WINDOW_CLASS (class)->close_request = lt_export_dialog_close_request;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_export_dialog_init (LtExportDialog *self)
{
}

static GtkWindow *
dialog_new (LtWindow *window)
{
  LtExportDialog  *self = g_object_new (LT_TYPE_EXPORT_DIALOG, "modal", TRUE, "destroy-with-parent", TRUE, "transient-for", window, NULL);
  g_autofree char *title = NULL;

  self->window = window;
  self->context = lt_window_get_context (window);
  title = g_strdup_printf (_ ("Export “%s”"), lt_document_get_title (document_of (self)));
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, MIN (HEIGHT, MAX (gtk_widget_get_height (GTK_WIDGET (window)) - KEEP_BACK, 400)));
  gtk_widget_add_css_class (GTK_WIDGET (self), "lathe");
  gtk_widget_add_css_class (GTK_WIDGET (self), "export");
  build (self);
  add_deliveries (self);
  add_bottom (self);
  on_options (self);
  g_signal_connect_object (document_of (self), "changed", G_CALLBACK (on_session), self, 0);
  gtk_window_set_focus (GTK_WINDOW (self), self->go);
  return GTK_WINDOW (self);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LtExportDialog *self = find_dialog (data);

  if (self != NULL)
    come_back (self);
  else if (lt_document_get_session (lt_context_get_document (lt_window_get_context (data))) != NULL)
    gtk_window_present (dialog_new (data));
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
