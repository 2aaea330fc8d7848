// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Verbs of the window. Those of the sound are in window-sound.c, those of files in session-actions.c.
// Layer: app.

#include "app/shell/window-actions.h"

#include "app/shell/actions.h"
#include "app/shell/clip-print-watch.h"
#include "app/shell/commands.h"
#include "app/shell/history-pane.h"
#include "app/shell/monitor-actions.h"
#include "app/shell/read-watch.h"
#include "app/shell/session-actions.h"
#include "app/shell/settings.h"
#include "app/shell/shortcuts.h"
#include "app/shell/window-sound.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "win.undo", N_ ("Undo"), N_ ("Session"), "<Control>z", LT_ACTIONS_ANYWHERE },
  { "win.redo", N_ ("Redo"), N_ ("Session"), "<Control><Shift>z <Control>y", LT_ACTIONS_ANYWHERE },
  { "win.history", N_ ("History: every step"), N_ ("Session"), "<Control>h", LT_ACTIONS_ANYWHERE },
  { "win.save", N_ ("Save"), N_ ("Session"), "<Control>s", LT_ACTIONS_ANYWHERE },
  { "win.save-copy", N_ ("Save a copy"), N_ ("Session"), "<Control><Shift>s", LT_ACTIONS_ANYWHERE },
  { "win.rename", N_ ("Rename session"), N_ ("Session"), "F2", LT_ACTIONS_ANYWHERE },
  { "win.import", N_ ("Import audio"), N_ ("Session"), "<Control><Shift>i", LT_ACTIONS_ANYWHERE },
  { "win.add-reference", N_ ("Add a song to compare with"), N_ ("Session"), NULL, LT_ACTIONS_ANYWHERE },
  { "win.show-in-files", N_ ("Show in Files"), N_ ("Session"), NULL, LT_ACTIONS_ANYWHERE },
  { "win.close-session", N_ ("Close session"), N_ ("Session"), "<Control>w", LT_ACTIONS_ANYWHERE },
  { "win.view::edit", N_ ("Edit view"), N_ ("Views"), "<Alt>1", LT_ACTIONS_ANYWHERE },
  { "win.view::mix", N_ ("Mix view"), N_ ("Views"), "<Alt>2", LT_ACTIONS_ANYWHERE },
  { "win.view::master", N_ ("Master view"), N_ ("Views"), "<Alt>3", LT_ACTIONS_ANYWHERE },
  { "win.bottom-pane", N_ ("Bottom pane"), N_ ("Views"), "F8", LT_ACTIONS_ANYWHERE },
  { "win.side-pane", N_ ("Side pane"), N_ ("Views"), "F9", LT_ACTIONS_ANYWHERE },
  { "win.next-region", N_ ("Next region"), N_ ("Views"), "F6", LT_ACTIONS_ANYWHERE },
  { "win.commands", N_ ("Search commands"), N_ ("Program"), "<Control>k", LT_ACTIONS_ANYWHERE },
  { "win.shortcuts", N_ ("Keyboard shortcuts"), N_ ("Program"), "<Control>question", LT_ACTIONS_ANYWHERE },
};

/* These wait for a session. */
static const char *const with_session[] = {
  "win.history", "win.save", "win.save-copy", "win.rename", "win.import", "win.add-reference", "win.show-in-files", "win.close-session",
};

/* These too; the window has them from its extensions. */
static const char *const extensions_with_session[] = { "export", "balance", "balance-selected", "snapshot-take", "snapshot-recall", "mix-compare", "mix-compare-copy" };

static LtDocument *
document_of (LtWindow *self)
{
  return lt_context_get_document (lt_window_get_context (self));
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_document_undo (document_of (LT_WINDOW (widget)));
}

static void
on_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_document_redo (document_of (LT_WINDOW (widget)));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LtWindow) self = LT_WINDOW (data);
  g_autoptr (GError) error = NULL;

  if (lt_window_get_context (self) == NULL) /* it was closed meanwhile, and what it shows went with it */
    return;
  if (lt_document_save_finish (LT_DOCUMENT (source), result, &error))
    lt_window_banner (self, "save", NULL, NULL, NULL);
  else
    lt_window_banner (self, "save", error->message, _ ("Try Again"), "win.save");
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_document_save_async (document_of (LT_WINDOW (widget)), NULL, on_saved, g_object_ref (widget));
}

void
lt_window_actions_save_and_close (LtWindow *self)
{
  LtDocument *document = document_of (self);
  g_autoptr (GError) error = NULL;
  LtFolder   *folder = lt_document_get_folder (document);

  if (folder != NULL && lt_document_get_edited (document) && !lt_folder_save (folder, &error))
    lt_context_toast (lt_window_get_context (self), error->message, FALSE); /* the journal has it all */
  lt_document_close (document);
}

static void
on_close_session (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_window_actions_save_and_close (LT_WINDOW (widget));
}

static void
on_next_region (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
on_commands (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_commands_open (LT_WINDOW (widget));
}

static void
on_history (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_history_pane_open (LT_WINDOW (widget));
}

static void
on_shortcuts (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *window = lt_shortcuts_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (window));
}

void
lt_window_actions_set_open (LtWindow *self, gboolean open)
{
  for (gsize i = 0; i < G_N_ELEMENTS (with_session); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), with_session[i], open);
  for (gsize i = 0; i < G_N_ELEMENTS (extensions_with_session); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), extensions_with_session[i]);

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), open);
    }
  lt_window_sound_set_open (self, open);
}

void
lt_window_actions_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (class, "win.redo", NULL, on_redo);
  gtk_widget_class_install_action (class, "win.save", NULL, on_save);
  gtk_widget_class_install_action (class, "win.close-session", NULL, on_close_session);
  gtk_widget_class_install_action (class, "win.next-region", NULL, on_next_region);
  gtk_widget_class_install_action (class, "win.history", NULL, on_history);
  gtk_widget_class_install_action (class, "win.commands", NULL, on_commands);
  gtk_widget_class_install_action (class, "win.shortcuts", NULL, on_shortcuts);
  lt_session_actions_install (class);
  lt_window_sound_install (class);
  lt_clip_print_watch_install (class);
  lt_read_watch_install (class);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
  lt_monitor_actions_add_rows ();
}

/* --- those with a state --- */

static void
on_view (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_simple_action_set_state (action, state);
  lt_window_set_view (LT_WINDOW (data), g_variant_get_string (state, NULL));
}

void
lt_window_actions_init (LtWindow *self)
{
  static const GActionEntry entries[] = { { .name = "view", .parameter_type = "s", .state = "'mix'", .change_state = on_view } };
  GSettings *settings = lt_settings_get ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  lt_monitor_actions_init (GTK_WIDGET (self), lt_window_get_context (self));
  if (settings == NULL)
    return;
  g_autoptr (GAction) bottom = g_settings_create_action (settings, "bottom-pane");
  g_autoptr (GAction) side = g_settings_create_action (settings, "side-pane");
  g_action_map_add_action (G_ACTION_MAP (self), bottom);
  g_action_map_add_action (G_ACTION_MAP (self), side);
}
