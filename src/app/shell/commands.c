// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Letters go to the entry wherever the keyboard is; arrows go through the list, and a reader hears each row.
// Layer: app.

#include "app/shell/commands.h"

#include "app/shell/command-run.h"
#include "app/shell/focus-back.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEY_PX 104
#define MOST   60u
#define OPEN   "lathe-commands" /* on the window: the Search that is open */
#define WANTED "command"        /* on a row: its LtCommand */

typedef struct
{
  LtWindow  *window;  /* weak */
  GtkWidget *popover, *entry, *list, *count;
  GPtrArray *all;     /* of LtCommand */
  LtCommand *chosen;  /* of all; NULL: given up */
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  if (self->window != NULL && g_object_get_data (G_OBJECT (self->window), OPEN) == self)
    g_object_set_data (G_OBJECT (self->window), OPEN, NULL);
  g_clear_weak_pointer (&self->window);
  g_ptr_array_unref (self->all);
  g_free (self);
}

/* --- rows --- */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
name_row (GtkWidget *row, const LtCommand *command)
{
  g_autoptr (GString) words = g_string_new (command->title);

  g_string_append_printf (words, ", %s", command->detail);
  if (command->key != NULL)
    g_string_append_printf (words, ", %s", command->key);
  if (command->reason != NULL)
    g_string_append_printf (words, ", %s", command->reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_DISABLED, command->reason != NULL, -1);
}

/* All are as wide, so that what stands before them is a column. */
static GtkWidget *
new_key (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *key = new_label (text, "keycap");

  gtk_widget_set_size_request (box, KEY_PX, -1);
  gtk_widget_set_hexpand (key, TRUE);
  gtk_widget_set_hexpand (box, FALSE); /* or it would be as wide as the title */
  gtk_widget_set_halign (key, GTK_ALIGN_END);
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (key, text != NULL);
  gtk_box_append (GTK_BOX (box), key);
  return box;
}

static GtkWidget *
new_row (LtCommand *command)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_OPTION, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *title = new_label (command->title, NULL);
  GtkWidget *detail = new_label (command->reason != NULL ? command->reason : command->detail, "dim");

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_box_append (GTK_BOX (box), new_key (command->key));
  if (command->reason != NULL)
    gtk_widget_add_css_class (row, "impossible");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), WANTED, command);
  name_row (row, command);
  return row;
}

static void
pick (Search *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  if (row != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static void
fill (Search *self)
{
  g_autoptr (GPtrArray) found = lt_command_list_search (self->all, gtk_editable_get_text (GTK_EDITABLE (self->entry)), MOST);
  g_autofree char *count = found->len >= MOST ? g_strdup (_ ("Type to find more")) : NULL;
  GtkWidget *row;

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (found->pdata[i]));
  gtk_label_set_label (GTK_LABEL (self->count), count != NULL ? count : "");
  gtk_widget_set_visible (self->count, count != NULL);
  pick (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));

  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (GTK_LIST_BOX (self->list));
  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, 0.0);
}

/* --- choosing --- */

static void
choose (Search *self, GtkListBoxRow *row)
{
  LtCommand *command = row != NULL ? g_object_get_data (G_OBJECT (row), WANTED) : NULL;

  if (command == NULL || command->reason != NULL)
    {
      gtk_widget_error_bell (self->entry);
      return;
    }
  self->chosen = command;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
on_row (Search *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
on_enter (Search *self)
{
  choose (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

static gboolean
on_run (gpointer data)
{
  Search *self = g_object_get_data (data, "search"); /* the popover's */

  if (self->window != NULL && self->chosen != NULL)
    lt_command_run (self->window, self->chosen);
  return G_SOURCE_REMOVE;
}

/* The keyboard has gone back: what is chosen is done to what had it. */
static void
on_closed (Search *self)
{
  if (self->window == NULL)
    return;
  g_object_set_data (G_OBJECT (self->window), OPEN, NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_run, g_object_ref (self->popover), g_object_unref);
}

/* --- keys --- */

static GtkListBoxRow *
beside (Search *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), row != NULL ? gtk_list_box_row_get_index (row) + step : 0);
}

static gboolean
on_entry_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Search *self)
{
  GtkListBoxRow     *row = keyval == GDK_KEY_Down ? beside (self, 1) : NULL;
  const LtActionRow *action = lt_actions_find_key (keyval, state, LT_ACTIONS_ANYWHERE);

  if (action != NULL && strcmp (action->action, "win.commands") == 0) /* again: closes */
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return GDK_EVENT_STOP;
    }
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  pick (self, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
type_on (Search *self, GtkEventControllerKey *controller)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  gtk_event_controller_key_forward (controller, GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}

static gboolean
on_list_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Search *self)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if (keyval == GDK_KEY_Up && beside (self, 0) == gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))
    {
      gtk_widget_grab_focus (self->entry);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_BackSpace && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval != GDK_KEY_BackSpace && (letter == 0 || !g_unichar_isgraph (letter)))
    return GDK_EVENT_PROPAGATE;
  type_on (self, controller);
  return GDK_EVENT_STOP;
}

/* --- building --- */

static void
add_keys (GtkWidget *widget, GCallback pressed, Search *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", pressed, self);
  gtk_widget_add_controller (widget, keys);
}

static GtkWidget *
new_list (Search *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *empty = gtk_label_new (_ ("Nothing of that name"));

  self->list = g_object_new (GTK_TYPE_LIST_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_BOX, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (empty, "dim");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Commands"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row), self);
  add_keys (self->list, G_CALLBACK (on_list_key), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 336);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 336);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  return scroller;
}

static GtkWidget *
new_content (Search *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = gtk_entry_new ();
  self->count = new_label (NULL, "dim");
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "system-search-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Commands, tracks, markers, effects"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of a command, track, marker or effect"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_enter), self);
  add_keys (self->entry, G_CALLBACK (on_entry_key), self);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), new_list (self));
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_widget_set_size_request (box, 520, -1);
  return box;
}

void
lt_commands_open (LtWindow *window)
{
  Search *self = g_object_get_data (G_OBJECT (window), OPEN);

  if (self != NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  self = g_new0 (Search, 1);
  self->all = lt_command_list_new (window);
  g_set_weak_pointer (&self->window, window);
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "commands");
  gtk_popover_set_child (GTK_POPOVER (self->popover), new_content (self));
  g_object_set_data_full (G_OBJECT (self->popover), "search", self, search_free);
  lt_focus_back (self->popover, GTK_ROOT (window));
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (on_closed), self);
  fill (self);
  g_object_set_data (G_OBJECT (window), OPEN, self);
  lt_popover_open (self->popover, lt_window_get_search_button (window));
  gtk_widget_grab_focus (self->entry);
}
