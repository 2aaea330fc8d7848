// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A folder is read in a thread; what is typed narrows the list.
// Layer: app.

#include "app/edit/browser-private.h"

#include "app/edit/edit-import.h"
#include "app/shell/actions.h"
#include "app/shell/opener.h"
#include "app/shell/settings.h"
#include "studio/sound-preview.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define WIDTH_PX 264
#define KEY "lt-browser" /* of the pane's data */
#define OPEN "edit-browser"
#define FOLDER "browser-folder"

static const LtActionRow action_rows[] = {
  { "edit.browser", N_ ("File browser"), N_ ("Edit"), "F7", LT_ACTIONS_EDIT },
};

/* --- what is said below --- */

static void
show_foot (LtBrowser *self, const char *problem)
{
  double           gain = lt_browser_play_get_gain_db (self->play);
  g_autofree char *text = NULL;

  if (problem != NULL)
    text = g_strdup (problem);
  else if (lt_browser_play_get_path (self->play) == NULL)
    text = g_strdup (_ ("Space listens, Enter imports at the playhead"));
  else if (!lt_browser_play_is_heard (self->play))
    text = g_strdup (_ ("Reading…"));
  else if (gain > -0.05)
    text = g_strdup_printf (_ ("Playing as it is: no louder than −%.0f LUFS"), -LT_SOUND_PREVIEW_LUFS);
  else
    text = g_strdup_printf (_ ("Playing, turned down %.1f dB to −%.0f LUFS"), -gain, -LT_SOUND_PREVIEW_LUFS);
  gtk_label_set_label (GTK_LABEL (self->foot), text);
}

static void
on_play (gpointer data, const char *problem)
{
  LtBrowser *self = data;

  show_foot (self, problem);
  lt_browser_rows_update (self);
}

void
lt_browser_toggle (LtBrowser *self, LtBrowserItem *item)
{
  if (g_strcmp0 (lt_browser_play_get_path (self->play), lt_browser_item_get_path (item)) == 0)
    lt_browser_play_stop (self->play);
  else
    lt_browser_play_start (self->play, lt_browser_item_get_path (item));
}

/* --- the list --- */

static gboolean
is_wanted (gpointer item, gpointer data)
{
  LtBrowser       *self = data;
  g_autofree char *folded = self->wanted != NULL ? g_utf8_casefold (lt_browser_item_get_name (item), -1) : NULL;

  return folded == NULL || strstr (folded, self->wanted) != NULL;
}

/* Which page: the files, or why there are none. */
static void
show_page (LtBrowser *self, const char *problem)
{
  gboolean has_any = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  if (problem != NULL)
    gtk_label_set_label (GTK_LABEL (self->message), problem);
  else if (!has_any)
    gtk_label_set_label (GTK_LABEL (self->message), self->wanted != NULL ? _ ("No file here has that in its name") : _ ("No sound files in this folder"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), problem == NULL && has_any ? "files" : "message");
}

static void
on_search (GtkSearchEntry *entry, LtBrowser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_free (self->wanted);
  self->wanted = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  if (self->loading == NULL)
    show_page (self, NULL);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError     *error = NULL;
  GListStore *store = lt_browser_item_list (data, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The first file or folder; what is typed narrows the list all the same. */
static void
focus_list (LtBrowser *self)
{
  self->wants_focus = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", 0);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0 || !gtk_widget_grab_focus (self->list))
    gtk_widget_grab_focus (self->search);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  LtBrowser        *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) store = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char  *problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* @self may be gone */
    return;
  g_clear_object (&self->loading);
  if (error != NULL)
    problem = g_strdup_printf (_ ("This folder can’t be read: %s"), error->message);
  gtk_filter_list_model_set_model (self->shown, G_LIST_MODEL (store));
  show_page (self, problem);
  if (self->wants_focus)
    focus_list (self);
}

static void
go (LtBrowser *self, const char *folder)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL), *shown = g_filename_display_basename (path), *whole = g_filename_display_name (path);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  lt_browser_play_stop (self->play);
  self->wants_focus = self->wants_focus || gtk_widget_get_focus_child (self->box) != NULL;
  g_free (self->folder);
  self->folder = g_steal_pointer (&path);
  gtk_label_set_label (GTK_LABEL (self->folder_label), shown);
  gtk_widget_set_tooltip_text (self->folder_label, whole);
  gtk_widget_set_sensitive (self->up, strcmp (self->folder, "/") != 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (lt_settings_get () != NULL && g_utf8_validate (self->folder, -1, NULL))
    g_settings_set_string (lt_settings_get (), FOLDER, self->folder);
  self->loading = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, self->loading, on_listed, self);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

static void
go_up (LtBrowser *self)
{
  g_autofree char *parent = g_path_get_dirname (self->folder != NULL ? self->folder : "/");

  go (self, parent);
}

/* --- importing --- */

/* Onto the picked track at the playhead; without one as a new track. */
static void
import (LtBrowser *self, LtBrowserItem *item)
{
  LtEditState     *state = self->view->state;
  const LtSession *session = lt_edit_state_get_session (state);
  LtId             strip = lt_selection_get_strip (lt_edit_state_get_selection (state));
  const char      *paths[] = { lt_browser_item_get_path (item), NULL };
  LtIntakePlace    place = { LT_INTAKE_NEW_TRACKS, 0, llround (lt_edit_state_get_position (state)) };

  lt_browser_play_stop (self->play);
  if (session == NULL)
    return;
  place.pos_frames = llround (lt_edit_state_get_position (state)); /* where it was before it was tried out */
  if (lt_session_find_track (session, strip) != NULL)
    {
      place.order = LT_INTAKE_BEHIND;
      place.track_id = strip;
    }
  lt_edit_import_run (self->view, paths, &place);
}

static void
on_activate (GtkListView *list, guint position, LtBrowser *self)
{
  g_autoptr (LtBrowserItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (item == NULL)
    return;
  if (lt_browser_item_is_folder (item))
    go (self, lt_browser_item_get_path (item));
  else
    import (self, item);
}

/* --- keys --- */

static gboolean
give_up (LtBrowser *self)
{
  if (lt_browser_play_stop (self->play))
    return TRUE;
  if (self->wanted != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_grab_focus (self->view->lanes);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, LtBrowser *self)
{
  LtBrowserItem *item = gtk_single_selection_get_selected_item (self->selection);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    return give_up (self);
  if (keyval == GDK_KEY_BackSpace)
    {
      go_up (self);
      return TRUE;
    }
  if (keyval != GDK_KEY_space || item == NULL)
    return FALSE;
  if (lt_browser_item_is_folder (item))
    go (self, lt_browser_item_get_path (item));
  else
    lt_browser_toggle (self, item);
  return TRUE;
}

static void
on_stop_search (GtkSearchEntry *entry, LtBrowser *self)
{
  if (self->wanted != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (self->list);
}

/* --- the pane --- */

static void
on_map (LtBrowser *self)
{
  g_autofree char *folder = lt_settings_get () != NULL ? g_settings_get_string (lt_settings_get (), FOLDER) : NULL;
  const char      *music = g_get_user_special_dir (G_USER_DIRECTORY_MUSIC);

  if (self->folder == NULL)
    go (self, folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder
              : music != NULL && g_file_test (music, G_FILE_TEST_IS_DIR) ? music
                                                                         : g_get_home_dir ());
}

static void
on_unmap (LtBrowser *self)
{
  lt_browser_play_stop (self->play);
}

static void
chosen (LtWindow *window, const char *const *paths)
{
  GtkWidget *view = lt_window_get_target (window, "edit", NULL);

  if (LT_IS_EDIT_VIEW (view))
    go (g_object_get_data (G_OBJECT (LT_EDIT_VIEW (view)->browser), KEY), paths[0]);
}

static void
on_choose (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);

  if (LT_IS_WINDOW (root))
    lt_opener_ask (LT_WINDOW (root), _ ("Choose a folder of sound files"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE, chosen);
}

static GtkWidget *
mini (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "mini");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  lt_actions_set_name (button, name);
  return button;
}

static GtkWidget *
build_head (LtBrowser *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *choose = mini ("folder-open-symbolic", _ ("Choose a folder…"));
  GtkWidget *close = mini ("window-close-symbolic", _ ("Close the file browser"));

  self->up = mini ("go-up-symbolic", _ ("To the folder above (Backspace)"));
  self->folder_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->folder_label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->folder_label), PANGO_ELLIPSIZE_START);
  gtk_widget_set_hexpand (self->folder_label, TRUE);
  gtk_widget_add_css_class (self->folder_label, "heading");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "edit.browser");
  g_signal_connect_swapped (self->up, "clicked", G_CALLBACK (go_up), self);
  g_signal_connect (choose, "clicked", G_CALLBACK (on_choose), NULL);
  for (GtkWidget **w = (GtkWidget *[]) { self->up, self->folder_label, choose, close, NULL }; *w != NULL; w++)
    gtk_box_append (GTK_BOX (head), *w);
  gtk_widget_add_css_class (head, "browser-head");
  gtk_widget_set_size_request (head, -1, TOOLS_PX);
  return head;
}

static GtkWidget *
build_list (LtBrowser *self)
{
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->shown = gtk_filter_list_model_new (NULL, self->filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->shown));
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), lt_browser_rows_new (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sound files"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_activate), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
build_search (LtBrowser *self)
{
  self->search = gtk_search_entry_new ();
  gtk_widget_add_css_class (self->search, "browser-search");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Narrow the list by name"), -1);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), self->list);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (on_stop_search), self);
  return self->search;
}

static GtkWidget *
build_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_add_css_class (label, class);
  return label;
}

static void
browser_free (gpointer data)
{
  LtBrowser *self = data;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  lt_browser_play_free (self->play);
  g_ptr_array_unref (self->rows);
  g_free (self->folder);
  g_free (self->wanted);
  g_free (self);
}

GtkWidget *
lt_browser_new (LtEditView *view)
{
  LtBrowser *self = g_new0 (LtBrowser, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *files;

  self->view = view;
  self->box = box;
  self->rows = g_ptr_array_new ();
  self->play = lt_browser_play_new (view->state, on_play, self);
  self->stack = gtk_stack_new ();
  self->message = build_label (_ ("Reading…"), "browser-message");
  self->foot = build_label (NULL, "browser-foot");
  gtk_label_set_justify (GTK_LABEL (self->message), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (self->foot), 0.0f);
  files = build_list (self);
  gtk_box_append (GTK_BOX (box), build_head (self));
  gtk_box_append (GTK_BOX (box), build_search (self));
  gtk_stack_add_named (GTK_STACK (self->stack), self->message, "message");
  gtk_stack_add_named (GTK_STACK (self->stack), files, "files");
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_box_append (GTK_BOX (box), self->foot);
  gtk_widget_add_css_class (box, "browser");
  gtk_widget_set_size_request (box, WIDTH_PX, -1);
  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_set_visible (box, FALSE);
  g_object_set_data_full (G_OBJECT (box), KEY, self, browser_free);
  g_signal_connect_swapped (box, "map", G_CALLBACK (on_map), self);
  g_signal_connect_swapped (box, "unmap", G_CALLBACK (on_unmap), self);
  show_foot (self, NULL);
  if (lt_settings_get () != NULL)
    g_settings_bind (lt_settings_get (), OPEN, box, "visible", G_SETTINGS_BIND_GET);
  return box;
}

/* The keyboard goes to its list. */
static void
focus_pane (GtkWidget *widget)
{
  LtBrowser *self = g_object_get_data (G_OBJECT (widget), KEY);

  if (self->folder != NULL && self->loading == NULL)
    focus_list (self);
  else
    self->wants_focus = TRUE;
}

/* --- the action --- */

static void
on_browser (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *pane = LT_EDIT_VIEW (widget)->browser;
  gboolean   shows = !gtk_widget_get_visible (pane);

  if (lt_settings_get () != NULL)
    g_settings_set_boolean (lt_settings_get (), OPEN, shows);
  else
    gtk_widget_set_visible (pane, shows);
  if (shows)
    focus_pane (pane);
  else
    gtk_widget_grab_focus (LT_EDIT_VIEW (widget)->lanes);
}

void
lt_browser_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.browser", NULL, on_browser);
}

void
lt_browser_add_actions (void)
{
  lt_actions_add (action_rows, G_N_ELEMENTS (action_rows));
}

void
lt_browser_extend (LtWindow *window)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "folder-symbolic");
  lt_actions_set_tooltip (button, "edit.browser");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("File browser"), -1);
  if (lt_settings_get () != NULL)
    g_settings_bind (lt_settings_get (), OPEN, button, "active", G_SETTINGS_BIND_DEFAULT);
  lt_window_add_tool (window, "edit", button);
}
