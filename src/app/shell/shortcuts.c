// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A group a section of the table: what is done most often first.
// Layer: app.

#include "app/shell/shortcuts.h"

#include "app/shell/actions.h"

#include <glib/gi18n.h>

/* Others follow as they come. */
static const char *const order[] = {
  N_ ("Transport"), N_ ("Views"), N_ ("Session"), N_ ("Edit"), N_ ("Clips"), N_ ("Tracks"), N_ ("Song"), N_ ("Zoom"), N_ ("Mix"), N_ ("Master"), N_ ("Program"),
};

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

static gboolean
has_keys (const char *title)
{
  for (guint i = 0; i < lt_actions_get_n (); i++)
    if (lt_actions_get (i)->keys != NULL && g_str_equal (lt_actions_get (i)->section, title))
      return TRUE;
  return FALSE;
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

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (has_keys (order[i]))
      find_group (groups, section, order[i]);
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
