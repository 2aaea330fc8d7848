// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A group a section of the table, in the table's order.
// Layer: app.

#include "app/shell/shortcuts.h"

#include "app/shell/actions.h"

#include <glib/gi18n.h>

static GtkWidget *
find_group (GHashTable *groups, GtkWidget *section, const char *title)
{
  GtkWidget *group = g_hash_table_lookup (groups, title);

  if (group == NULL)
    {
      group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _ (title), NULL);
      gtk_box_append (GTK_BOX (section), group);
      g_hash_table_insert (groups, (char *) title, group);
    }
  return group;
}

/* As a builder does it: before GTK 4.14 there is no other way, and a child in place of the window's own takes its search away. */
static void
add_section (GtkWidget *window, GtkWidget *section)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();

  GTK_BUILDABLE_GET_IFACE (window)->add_child (GTK_BUILDABLE (window), builder, G_OBJECT (section), NULL);
}

GtkWidget *
lt_shortcuts_new (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "title", _ ("Keyboard shortcuts"), "modal", TRUE, NULL);
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "all", "max-height", 14, NULL);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lt_actions_get_n (); i++)
    {
      const LtActionRow *row = lt_actions_get (i);

      if (row->keys != NULL)
        gtk_box_append (GTK_BOX (find_group (groups, section, row->section)),
                        g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "title", _ (row->label), "accelerator", row->keys, NULL));
    }
  add_section (window, section);
  return window;
}
