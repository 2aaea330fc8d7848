// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row for each action of the view that is a state.
// Layer: app.

#include "app/mix/view-menu.h"

#include "app/shell/actions.h"

#include <glib/gi18n.h>

/* A row that is there only when there is something for it. */
static void
append_if (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

GMenu *
lt_view_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new (), width = g_menu_new (), find = g_menu_new ();

  g_menu_append (kinds, _ ("Tracks"), "mix.show-tracks");
  g_menu_append (kinds, _ ("Buses and returns"), "mix.show-buses");
  append_if (kinds, _ ("VCAs"), "mix.show-vcas");
  append_if (kinds, _ ("Members of folders"), "mix.show-members");
  g_menu_append (width, _ ("Narrow strips"), "mix.narrow");
  g_menu_append (find, _ ("Find strip"), "mix.find");
  g_menu_append (find, _ ("Show all strips"), "mix.show-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kinds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (width));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (find));
  lt_actions_label_menu (menu);
  return menu;
}

GtkWidget *
lt_view_menu_button_new (void)
{
  GtkWidget        *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = lt_view_menu_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-reveal-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_add_css_class (button, "view-menu");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  lt_view_menu_button_set_is_filtered (button, FALSE);
  return button;
}

void
lt_view_menu_button_set_is_filtered (GtkWidget *button, gboolean is_filtered)
{
  if (is_filtered)
    gtk_widget_add_css_class (button, "some");
  else
    gtk_widget_remove_css_class (button, "some");
  lt_actions_set_name (button, is_filtered ? _ ("Strips that are shown; some are hidden") : _ ("Strips that are shown"));
}
