// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A search entry above a list; Enter takes the first that is left.
// Layer: app.

#include "app/mix/fx-picker.h"

#include "app/widgets/popover.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget     *popover, *entry, *list;
  LtFxPickerFunc chosen;
  gpointer       data;
  GDestroyNotify destroy;
} Picker;

static void
picker_free (gpointer data)
{
  Picker *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

static const LtFxType *
type_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "type");
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer data)
{
  Picker          *self = data;
  const LtFxType  *type = type_of (row);
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_autofree char *label = g_utf8_casefold (_ (type->label), -1);
  g_autofree char *help = g_utf8_casefold (type->help != NULL ? _ (type->help) : "", -1);

  return strstr (label, needle) != NULL || strstr (type->key, needle) != NULL || (strlen (needle) > 2 && strstr (help, needle) != NULL);
}

static GtkListBoxRow *
first_wanted (Picker *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (is_wanted (row, self))
      return row;
  return NULL;
}

static void
on_search (GtkEditable *entry, Picker *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), first_wanted (self));
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, Picker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->chosen (type_of (row), self->data);
}

static void
on_enter (GtkEntry *entry, Picker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  row = row != NULL && is_wanted (row, self) ? row : first_wanted (self);
  if (row != NULL)
    on_row (GTK_LIST_BOX (self->list), row, self);
  else
    gtk_widget_error_bell (GTK_WIDGET (entry));
}

/* The arrow goes on from the entry into the list. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Picker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  row = row != NULL ? row : first_wanted (self);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row)) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static GtkWidget *
new_row (const LtFxType *type)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (_ (type->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data (G_OBJECT (row), "type", (gpointer) type);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (type->label), -1);
  if (type->help != NULL)
    gtk_widget_set_tooltip_text (row, _ (type->help));
  return row;
}

/* The first of a family that is shown has its heading above it. */
static void
put_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  LtFxFamily family = type_of (row)->family;

  if (before != NULL && type_of (before)->family == family)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  GtkWidget *label = gtk_label_new (_ (lt_fx_family_label (family)));
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
new_list (Picker *self)
{
  GtkWidget *empty = gtk_label_new (_ ("No effect of that name"));

  self->list = gtk_list_box_new ();
  for (guint i = 0; lt_fx_types[i] != NULL; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (lt_fx_types[i]));
  gtk_widget_add_css_class (empty, "dim");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), empty);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), is_wanted, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), put_heading, NULL, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Effects"), -1);

  GtkWidget *scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  return scroller;
}

void
lt_fx_picker_popup (GtkWidget *parent, LtFxPickerFunc chosen, gpointer data, GDestroyNotify destroy)
{
  Picker             *self = g_new0 (Picker, 1);
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  *self = (Picker){ .chosen = chosen, .data = data, .destroy = destroy };
  self->popover = gtk_popover_new ();
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "system-search-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Search effects"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search effects"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_search), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_enter), self);

  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), new_list (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_add_css_class (self->popover, "fx-picker");
  g_object_set_data_full (G_OBJECT (self->popover), "picker", self, picker_free);
  lt_popover_open (self->popover, parent);
  gtk_widget_grab_focus (self->entry);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), first_wanted (self));
}
