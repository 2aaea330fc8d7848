// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each works on the window in front.
// Layer: app.

#include "app/shell/application-actions.h"

#include "app/shell/actions.h"
#include "app/shell/opener.h"
#include "app/shell/preferences.h"
#include "app/shell/settings.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "app.new", N_ ("New session"), N_ ("Program"), "<Control>n", LT_ACTIONS_ANYWHERE },
  { "app.open", N_ ("Open a session"), N_ ("Program"), "<Control>o", LT_ACTIONS_ANYWHERE },
  { "app.mix", N_ ("Mix a folder of stems"), N_ ("Program"), "1", LT_ACTIONS_WELCOME },
  { "app.master", N_ ("Master a finished mix"), N_ ("Program"), "2", LT_ACTIONS_WELCOME },
  { "app.demo", N_ ("Open the demo song"), N_ ("Program"), "3", LT_ACTIONS_WELCOME },
  { "app.preferences", N_ ("Preferences"), N_ ("Program"), "<Control>comma", LT_ACTIONS_ANYWHERE },
  { "app.keyboard", N_ ("Change keyboard shortcuts"), N_ ("Program"), NULL, LT_ACTIONS_ANYWHERE },
  { "app.theme::dark", N_ ("Dark theme"), N_ ("Program"), NULL, LT_ACTIONS_ANYWHERE },
  { "app.theme::light", N_ ("Light theme"), N_ ("Program"), NULL, LT_ACTIONS_ANYWHERE },
  { "app.theme::system", N_ ("Theme as the system"), N_ ("Program"), NULL, LT_ACTIONS_ANYWHERE },
  { "app.about", N_ ("About Lathe"), N_ ("Program"), NULL, LT_ACTIONS_ANYWHERE },
  { "app.quit", N_ ("Quit"), N_ ("Program"), "<Control>q", LT_ACTIONS_ANYWHERE },
};

static LtWindow *
window_of (gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  while (window != NULL && !LT_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return LT_WINDOW (window);
}

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lt_opener_new (window_of (data));
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lt_opener_ask_open (window_of (data));
}

static void
on_open_recent (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lt_opener_open (window_of (data), g_variant_get_string (parameter, NULL));
}

static void
on_mix (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lt_opener_ask_mix (window_of (data));
}

static void
on_master (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lt_opener_ask_master (window_of (data));
}

static void
on_demo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lt_opener_demo (window_of (data));
}

static void
show_preferences (gpointer data, const char *page)
{
  LtWindow  *main_window = window_of (data);
  GtkWindow *window = lt_preferences_new (lt_window_get_context (main_window), page);

  gtk_window_set_transient_for (window, GTK_WINDOW (main_window));
  gtk_window_present (window);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_preferences (data, NULL);
}

static void
on_keyboard (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_preferences (data, "keyboard");
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (GTK_WINDOW (window_of (data)),
                         "application-name", "Lathe",
                         "application-icon", LATHE_APP_ID,
                         "version", LATHE_VERSION,
                         "developer-name", _ ("The Lathe authors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _ ("Mix and master your music."),
                         NULL);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (data)), (GCopyFunc) (GCallback) g_object_ref, NULL); /* one may go with another */

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
}

static void
on_theme_setting (GSettings *settings)
{
  g_autofree char *theme = g_settings_get_string (settings, "theme");
  AdwColorScheme   scheme = ADW_COLOR_SCHEME_FORCE_DARK;

  if (g_strcmp0 (theme, "light") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_strcmp0 (theme, "system") == 0)
    scheme = ADW_COLOR_SCHEME_PREFER_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

void
lt_application_actions_install (LtApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = on_new },         { .name = "open", .activate = on_open },
    { .name = "mix", .activate = on_mix },         { .name = "master", .activate = on_master },
    { .name = "demo", .activate = on_demo },       { .name = "open-recent", .activate = on_open_recent, .parameter_type = "s" },
    { .name = "about", .activate = on_about },     { .name = "preferences", .activate = on_preferences },
    { .name = "quit", .activate = on_quit },       { .name = "keyboard", .activate = on_keyboard },
  };
  GSettings *settings = lt_settings_get ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
  if (settings == NULL)
    return;

  g_autoptr (GAction) theme = g_settings_create_action (settings, "theme");
  g_action_map_add_action (G_ACTION_MAP (self), theme);
  g_signal_connect_object (settings, "changed::theme", G_CALLBACK (on_theme_setting), self, 0);
  on_theme_setting (settings);
}
