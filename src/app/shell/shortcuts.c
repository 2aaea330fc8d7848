// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A group a section of the table: what is done most often first. They stand in columns, side by side where there is room, in
// a part that scrolls: pages as the window has them would be as high as the largest group.
// Layer: app.

#include "app/shell/shortcuts.h"

#include "app/shell/actions.h"
#include "app/shell/keymap-ready.h"

#include <glib/gi18n.h>

#define WIDTH   1120
#define HEIGHT  720
#define COLUMNS 2
#define LINE    38 /* pixels, by the arrow keys */
#define HEAD    2 /* a group's title and the space below it, in lines */

/* Others follow as they come. */
const char *const lt_shortcuts_sections[] = {
  N_ ("Transport"), N_ ("Views"), N_ ("Session"), N_ ("Edit"), N_ ("Clips"), N_ ("Tracks"), N_ ("Song"), N_ ("Zoom"), N_ ("Mix"), N_ ("Master"), N_ ("Monitor"), N_ ("Program"), NULL,
};

typedef struct
{
  const char *title; /* as in the table */
  GtkWidget  *widget;
  guint       n_lines;
} Group;

static Group *
find_group (GArray *groups, const char *title)
{
  Group group = { title, NULL, HEAD };

  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (g_array_index (groups, Group, i).title, title))
      return &g_array_index (groups, Group, i);
  group.widget = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _ (title), NULL);
  g_array_append_val (groups, group);
  return &g_array_index (groups, Group, groups->len - 1);
}

static gboolean
has_keys (const char *title)
{
  for (guint i = 0; i < lt_actions_get_n (); i++)
    if (lt_actions_get_keys (lt_actions_get (i)) != NULL && g_str_equal (lt_actions_get (i)->section, title))
      return TRUE;
  return FALSE;
}

static GArray *
new_groups (void)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (const char *const *title = lt_shortcuts_sections; *title != NULL; title++)
    if (has_keys (*title))
      find_group (groups, *title);
  for (guint i = 0; i < lt_actions_get_n (); i++)
    {
      const LtActionRow *row = lt_actions_get (i);
      const char        *keys = lt_actions_get_keys (row);

      if (keys == NULL)
        continue;
      Group *group = find_group (groups, row->section);
      gtk_box_append (GTK_BOX (group->widget), g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "title", _ (row->label), "accelerator", keys, NULL));
      group->n_lines++;
    }
  return groups;
}

/* Columns about as high as one another, each group whole. */
static GtkWidget *
new_columns (void)
{
  GtkWidget *flow = gtk_flow_box_new (), *column = NULL;
  g_autoptr (GArray) groups = new_groups ();
  guint n_lines = 0, n_placed = 0, n_columns = 0;

  g_object_set (flow, "selection-mode", GTK_SELECTION_NONE, "min-children-per-line", 1, "max-children-per-line", COLUMNS, "homogeneous", TRUE, "column-spacing", 24,
                "row-spacing", 24, "valign", GTK_ALIGN_START, NULL);
  for (guint i = 0; i < groups->len; i++)
    n_lines += g_array_index (groups, Group, i).n_lines;
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);

      if (column == NULL || (n_placed + group->n_lines / 2) * COLUMNS > n_lines * n_columns)
        {
          column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
          gtk_flow_box_append (GTK_FLOW_BOX (flow), column);
          gtk_widget_set_focusable (gtk_widget_get_parent (column), FALSE);
          n_columns++;
        }
      gtk_box_append (GTK_BOX (column), group->widget);
      n_placed += group->n_lines;
    }
  return flow;
}

/* Whose keys these are, when they are not all Lathe's. */
static void
add_keymap (GtkWidget *box)
{
  const LtKeymapReady *ready = lt_keymap_ready_find_of (lt_keymap_get_base (lt_keymap_get_default ()));
  g_autofree char     *text = ready != NULL ? g_strdup_printf (_ ("Keymap: %s"), ready->name) : NULL;
  GtkWidget           *label = text != NULL ? gtk_label_new (text) : NULL;

  if (label == NULL)
    return;
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
}

/* Nothing in it can have the keyboard, so it has it itself. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, GtkScrolledWindow *scrolled)
{
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (scrolled);
  double         page = gtk_adjustment_get_page_size (at), value = gtk_adjustment_get_value (at);

  switch (keyval)
    {
    case GDK_KEY_Up: value -= LINE; break;
    case GDK_KEY_Down: value += LINE; break;
    case GDK_KEY_Page_Up: value -= page - LINE; break;
    case GDK_KEY_Page_Down: value += page - LINE; break;
    case GDK_KEY_Home: value = gtk_adjustment_get_lower (at); break;
    case GDK_KEY_End: value = gtk_adjustment_get_upper (at); break;
    default: return FALSE;
    }
  gtk_adjustment_set_value (at, value);
  return TRUE;
}

static GtkWidget *
new_scrolled (void)
{
  GtkWidget          *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkEventController *keys = gtk_event_controller_key_new ();

  add_keymap (box);
  gtk_box_append (GTK_BOX (box), new_columns ());
  for (guint side = 0; side < 4; side++)
    g_object_set (box, ((const char *const[]) { "margin-top", "margin-bottom", "margin-start", "margin-end" })[side], 18, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_focusable (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Keyboard shortcuts"), -1);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), scrolled);
  gtk_widget_add_controller (scrolled, keys);
  g_signal_connect (scrolled, "map", G_CALLBACK (gtk_widget_grab_focus), NULL);
  return scrolled;
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
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "all", NULL);

  for (GtkWidget *pages = gtk_widget_get_first_child (section); pages != NULL; pages = gtk_widget_get_next_sibling (pages))
    gtk_widget_set_visible (pages, FALSE);
  gtk_box_append (GTK_BOX (section), new_scrolled ());
  add_section (window, section);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  return window;
}
