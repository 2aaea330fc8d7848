// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Before: a list to tick. While it runs: the same list with progress. After: what was measured from each file.
// Layer: app.

#include "app/export/export-dialog.h"

#include "app/export/export-row.h"
#include "app/shell/actions.h"
#include "app/shell/settings.h"
#include "deliver/preflight.h"
#include "session/edit-session.h"
#include "studio/print-cache.h"

#include <glib/gi18n.h>
#include <math.h>
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

static const struct
{
  const char *key, *label;
} tags[] = {
  { "title", N_ ("Title") }, { "artist", N_ ("Artist") }, { "album", N_ ("Album") }, { "track", N_ ("Track number") }, { "isrc", N_ ("ISRC") }, { "date", N_ ("Year") },
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
  GPtrArray   *rows; /* of LtExportRow, the list's */

  GtkWidget *cancel, *go, *progress_box, *progress_label, *progress_bar, *progress_left, *warnings, *page, *bottom, *folder_row, *range, *certificates;
  GtkWidget *entries[G_N_ELEMENTS (tags)];
};

G_DEFINE_FINAL_TYPE (LtExportDialog, lt_export_dialog, ADW_TYPE_WINDOW)

static LtDocument *
document_of (LtExportDialog *self)
{
  return lt_context_get_document (self->context);
}

static void on_retry (LtExportRow *row, LtExportDialog *self);

/* --- before --- */

static guint
n_wanted (LtExportDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += lt_export_row_is_wanted (g_ptr_array_index (self->rows, i));
  return n;
}

static void
update_button (LtExportDialog *self)
{
  guint            n = n_wanted (self);
  g_autofree char *text = g_strdup_printf (ngettext ("Export %u file", "Export %u files", n), n);

  if (self->run != NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->go), text);
  gtk_widget_set_sensitive (self->go, n > 0);
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
  for (guint i = 0; i < self->rows->len; i++)
    lt_export_row_check_folder (g_ptr_array_index (self->rows, i), folder);
}

static void
add_row (LtExportDialog *self, AdwPreferencesGroup *group, const LtTarget *target)
{
  GtkWidget *row = lt_export_row_new (target, lt_document_get_title (document_of (self)));

  g_ptr_array_add (self->rows, row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (update_button), self);
  g_signal_connect (row, "retry", G_CALLBACK (on_retry), self);
  adw_preferences_group_add (group, row);
}

/* The last print tells what the master measures, if it is of this very session. */
static void
show_measured (LtExportDialog *self)
{
  gboolean fresh = FALSE;
  g_autoptr (LtPrint) print = lt_print_cache_load (lt_document_get_session (document_of (self)), lt_document_get_path (document_of (self)), &fresh);

  if (print == NULL || !fresh)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    lt_export_row_set_measured (g_ptr_array_index (self->rows, i), print->master.integrated_lufs, print->master.true_peak_dbtp);
}

static void
show_warnings (LtExportDialog *self)
{
  g_autoptr (GPtrArray) warnings = lt_preflight_check (lt_document_get_session (document_of (self)), lt_document_get_path (document_of (self)));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    g_string_append_printf (text, "%s▲ %s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (warnings, i));
  gtk_label_set_label (GTK_LABEL (self->warnings), text->str);
  gtk_widget_set_visible (self->warnings, warnings->len > 0);
}

/* What was typed as tags goes into the session: one step. */
static void
keep_tags (LtExportDialog *self)
{
  LtSession *next = lt_session_ref (lt_document_get_session (document_of (self)));

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    lt_session_take (&next, lt_edit_session_tag (next, tags[i].key, gtk_editable_get_text (GTK_EDITABLE (self->entries[i]))));
  lt_document_apply (document_of (self), next, _ ("Edit tags"), NULL);
}

/* --- while it runs --- */

static void
show_run (LtExportDialog *self)
{
  double           done = lt_export_run_get_fraction (self->run);
  double           passed_s = (double) (g_get_monotonic_time () - self->started_us) / G_USEC_PER_SEC;
  g_autofree char *left = done > 0.02 ? g_strdup_printf (_ ("%.0f s left"), passed_s / done * (1.0 - done)) : g_strdup ("");

  for (guint i = 0, item = 0; i < self->rows->len; i++)
    {
      LtExportRow *row = g_ptr_array_index (self->rows, i);

      if (!lt_export_row_is_wanted (row))
        continue;
      LtExportItem *it = lt_export_run_get_item (self->run, item++);
      lt_export_row_show (row, it);
      if (atomic_load (&it->state) == LT_EXPORT_RUNNING)
        {
          g_autofree char *text = g_strdup_printf (_ ("Writing %s, %u of %u"), it->target->name, item, lt_export_run_get_n (self->run));

          gtk_label_set_label (GTK_LABEL (self->progress_label), text);
        }
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), done);
  gtk_label_set_label (GTK_LABEL (self->progress_left), left);
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
  show_run (self);
  gtk_label_set_label (GTK_LABEL (self->progress_label), _ ("Done"));
  gtk_label_set_label (GTK_LABEL (self->progress_left), "");
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("Close"));
  gtk_button_set_label (GTK_BUTTON (self->go), _ ("Show in Files"));
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

  keep_tags (self);
  session = lt_document_get_session (document_of (self));
  self->run = lt_export_run_new (session, lt_document_get_path (document_of (self)), gtk_switch_get_active (GTK_SWITCH (self->certificates)));
  if (adw_combo_row_get_selected (ADW_COMBO_ROW (self->range)) == 1)
    lt_export_run_set_range (self->run, session->loop_from_frames, session->loop_to_frames, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      LtExportRow     *row = g_ptr_array_index (self->rows, i);
      g_autofree char *path = g_build_filename (self->folder, lt_export_row_get_file_name (row), NULL);

      if (lt_export_row_is_wanted (row))
        lt_export_run_add (self->run, lt_export_row_get_target (row), path, lt_export_row_get_replace (row));
    }
  g_signal_connect_object (self->run, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  show_started (self);
  lt_export_run_start (self->run);
}

static void
on_retry (LtExportRow *row, LtExportDialog *self)
{
  guint            item = 0;
  g_autofree char *path = g_build_filename (self->folder, lt_export_row_get_file_name (row), NULL);

  if (lt_export_run_is_running (self->run))
    return;
  for (guint i = 0; g_ptr_array_index (self->rows, i) != (gpointer) row; i++)
    item += lt_export_row_is_wanted (g_ptr_array_index (self->rows, i));
  show_started (self);
  lt_export_run_retry (self->run, item, lt_export_row_get_target (row), path, lt_export_row_get_replace (row));
}

static void
show_in_files (LtExportDialog *self)
{
  g_autofree char *uri = g_filename_to_uri (self->folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
on_background_done (LtExportRun *run, LtWindow *window)
{
  guint good = 0;

  for (guint i = 0; i < lt_export_run_get_n (run); i++)
    good += atomic_load (&lt_export_run_get_item (run, i)->state) == LT_EXPORT_DONE;
  g_autofree char *text = g_strdup_printf (_ ("Exported %u of %u files"), good, lt_export_run_get_n (run));
  lt_context_toast (lt_window_get_context (window), text, FALSE);
}

/* The run goes on by itself: its task holds it. */
static void
to_background (LtExportDialog *self)
{
  g_signal_connect_object (self->run, "finished", G_CALLBACK (on_background_done), self->window, 0);
  lt_window_add_job (self->window, lt_export_run_get_job (self->run));
  gtk_window_close (GTK_WINDOW (self));
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
  g_object_unref (dialog);
}

static void
on_choose_folder (LtExportDialog *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Choose a folder"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_folder_response), self);
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
on_add (GtkButton *button, LtExportDialog *self)
{
  AdwPreferencesGroup *group = g_object_get_data (G_OBJECT (button), "group");
  g_autofree char     *suffix = g_strdup_printf ("%u", self->rows->len + 1);
  LtTarget             target = { _ ("Another delivery"), suffix, lt_file_format_list ()[0], LT_BITS_24, 0, LT_QUANTISE_TPDF, NAN, NAN, true };

  if (self->run != NULL)
    return;
  add_row (self, group, &target);
  set_folder (self, self->folder);
  update_button (self);
}

static void
add_deliveries (LtExportDialog *self)
{
  AdwPreferencesGroup  *group = add_group (self->page, _ ("Deliveries"));
  GtkWidget            *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) targets = lt_targets_load (NULL, NULL, &error);

  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _ ("Add a delivery"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add a delivery"), -1);
  g_object_set_data (G_OBJECT (add), "group", group);
  g_signal_connect (add, "clicked", G_CALLBACK (on_add), self);
  adw_preferences_group_set_header_suffix (group, add);
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    add_row (self, group, g_ptr_array_index (targets, i));
  if (error != NULL)
    adw_preferences_group_set_description (group, error->message);
}

static void
add_tags (LtExportDialog *self)
{
  AdwPreferencesGroup *group = add_group (self->bottom, _ ("Tags"));
  const LtSession     *session = lt_document_get_session (document_of (self));

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      const char *value = g_hash_table_lookup (session->tags, tags[i].key);

      self->entries[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entries[i]), _ (tags[i].label));
      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), value != NULL ? value : (i == 0 ? session->title : ""));
      adw_preferences_group_add (group, self->entries[i]);
    }
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
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("What was delivered and measured, bound to the file by its hash"));
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
  gtk_widget_set_visible (self->progress_box, FALSE);
  gtk_widget_add_css_class (self->progress_box, "padded");
  return self->progress_box;
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

  self->warnings = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->warnings), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->warnings), 0.0f);
  gtk_widget_add_css_class (self->warnings, "warn");
  gtk_widget_add_css_class (self->warnings, "padded");
  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  self->bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  gtk_box_set_homogeneous (GTK_BOX (self->bottom), TRUE);
  gtk_widget_add_css_class (self->page, "page");
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->page);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), build_progress (self));
  gtk_box_append (GTK_BOX (box), self->warnings);
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
  g_clear_object (&self->run);
  G_OBJECT_CLASS (lt_export_dialog_parent_class)->dispose (object);
}

static void
lt_export_dialog_finalize (GObject *object)
{
  g_free (LT_EXPORT_DIALOG (object)->folder);
  g_ptr_array_unref (LT_EXPORT_DIALOG (object)->rows);
  G_OBJECT_CLASS (lt_export_dialog_parent_class)->finalize (object);
}

static void
lt_export_dialog_class_init (LtExportDialogClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_export_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_export_dialog_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_export_dialog_init (LtExportDialog *self)
{
  self->rows = g_ptr_array_new ();
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
  LtExportDialog  *self = g_object_new (LT_TYPE_EXPORT_DIALOG, "modal", TRUE, "transient-for", window, NULL);
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
  show_warnings (self);
  show_measured (self);
  update_button (self);
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
