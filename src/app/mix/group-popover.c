// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Built once; it follows the session while it is open.
// Layer: app.

#include "app/mix/group-popover.h"

#include "app/mix/mix-edit.h"
#include "app/mix/strip-gather.h"
#include "app/widgets/palette.h"
#include "session/edit-group.h"

#include <glib/gi18n.h>

static const LtStripValue linkable[] = { LT_STRIP_FADER, LT_STRIP_MUTE, LT_STRIP_SOLO, LT_STRIP_PAN };

struct _LtGroupPopover
{
  GtkPopover parent_instance;

  LtContext *context;
  LtId       strip_id;
  GtkWidget *choices, *own, *name, *colours[LT_PALETTE_N_TRACKS + 1], *links[G_N_ELEMENTS (linkable)], *on;
  gboolean   is_filling; /* what changes now comes from the session */
};

G_DEFINE_FINAL_TYPE (LtGroupPopover, lt_group_popover, GTK_TYPE_POPOVER)

static const LtSession *
session_of (LtGroupPopover *self)
{
  return lt_mix_edit_get_session (self->context);
}

/* NULL: the strip is in none. */
static const LtGroup *
group_of (LtGroupPopover *self)
{
  const LtSession *session = session_of (self);
  const LtStrip   *strip = session != NULL ? lt_session_find_strip (session, self->strip_id) : NULL;

  return strip != NULL && strip->group_id != 0 ? lt_session_find_group (session, strip->group_id) : NULL;
}

/* --- what is done --- */

static void
on_choice (LtGroupPopover *self, GtkCheckButton *choice)
{
  LtId *id = g_object_get_data (G_OBJECT (choice), "id");

  if (!self->is_filling && gtk_check_button_get_active (choice))
    lt_strip_gather_put_into_group (self->context, self->strip_id, *id);
}

static void
on_new (LtGroupPopover *self)
{
  lt_strip_gather_new_group (self->context, self->strip_id);
  gtk_widget_grab_focus (self->name);
}

static void
on_name (LtGroupPopover *self)
{
  const LtGroup *group = group_of (self);

  if (!self->is_filling && group != NULL)
    lt_mix_edit_apply (self->context, lt_edit_group_name (session_of (self), group->id, gtk_editable_get_text (GTK_EDITABLE (self->name))),
                       _ ("Rename group"), NULL);
}

static void
on_colour (LtGroupPopover *self, GtkToggleButton *button)
{
  const LtGroup *group = group_of (self);

  for (guint i = 0; group != NULL && !self->is_filling && i <= LT_PALETTE_N_TRACKS; i++)
    if (self->colours[i] == GTK_WIDGET (button) && gtk_toggle_button_get_active (button))
      lt_mix_edit_apply (self->context, lt_edit_group_colour (session_of (self), group->id, i), _ ("Colour"), NULL);
}

static void
on_link (LtGroupPopover *self, GtkToggleButton *button)
{
  const LtGroup *group = group_of (self);

  for (guint i = 0; group != NULL && !self->is_filling && i < G_N_ELEMENTS (linkable); i++)
    if (self->links[i] == GTK_WIDGET (button))
      lt_mix_edit_apply (self->context, lt_edit_group_link (session_of (self), group->id, linkable[i], gtk_toggle_button_get_active (button)),
                         _ ("Group links"), NULL);
}

static void
on_switch (LtGroupPopover *self)
{
  const LtGroup *group = group_of (self);
  gboolean       on = gtk_switch_get_active (GTK_SWITCH (self->on));

  if (!self->is_filling && group != NULL)
    lt_mix_edit_apply (self->context, lt_edit_group_on (session_of (self), group->id, on), on ? _ ("Group on") : _ ("Group off"), NULL);
}

static void
on_delete (LtGroupPopover *self)
{
  const LtGroup *group = group_of (self);

  if (group == NULL)
    return;
  g_autofree char *text = g_strdup_printf (_ ("Removed group %s"), group->name);
  if (lt_mix_edit_apply (self->context, lt_edit_group_remove (session_of (self), group->id), _ ("Remove group"), NULL))
    lt_context_toast (self->context, text, TRUE);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* --- showing --- */

static GtkWidget *
add_choice (LtGroupPopover *self, GtkWidget *first, const char *name, LtId id, gboolean is_chosen)
{
  GtkWidget *choice = gtk_check_button_new_with_label (name);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), GTK_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), is_chosen);
  g_object_set_data_full (G_OBJECT (choice), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (choice, "toggled", G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->choices), choice);
  return choice;
}

/* Those that stay keep their widget, so that the focus does too. */
static void
fill_choices (LtGroupPopover *self, const LtSession *session, const LtGroup *own)
{
  GtkWidget *child = gtk_widget_get_first_child (self->choices), *first = child;

  if (first == NULL)
    first = add_choice (self, NULL, _ ("None"), 0, own == NULL);
  else
    child = gtk_widget_get_next_sibling (child);
  for (guint i = 0; i < session->groups->len; i++)
    {
      const LtGroup *group = g_ptr_array_index (session->groups, i);

      if (child == NULL)
        {
          add_choice (self, first, group->name, group->id, own == group);
          continue;
        }
      *(LtId *) g_object_get_data (G_OBJECT (child), "id") = group->id;
      gtk_check_button_set_label (GTK_CHECK_BUTTON (child), group->name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), own == group);
      child = gtk_widget_get_next_sibling (child);
    }
  if (own == NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (GTK_BOX (self->choices), child);
      child = next;
    }
}

static void
fill (LtGroupPopover *self)
{
  const LtSession *session = session_of (self);
  const LtGroup   *group = group_of (self);

  if (session == NULL)
    return;
  self->is_filling = TRUE;
  fill_choices (self, session, group);
  gtk_widget_set_visible (self->own, group != NULL);
  if (group != NULL)
    {
      const bool links[] = { group->fader, group->mute, group->solo, group->pan };

      if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->name)), group->name) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->name), group->name);
      for (guint i = 0; i < G_N_ELEMENTS (links); i++)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->links[i]), links[i]);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->colours[group->colour]), TRUE);
      gtk_switch_set_active (GTK_SWITCH (self->on), group->on);
    }
  self->is_filling = FALSE;
}

/* --- building --- */

static GtkWidget *
new_line (const char *title, GtkWidget *inside)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_set_valign (inside, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), inside);
  return line;
}

static GtkWidget *
build_colours (LtGroupPopover *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i <= LT_PALETTE_N_TRACKS; i++)
    {
      GtkWidget  *chip = gtk_toggle_button_new ();
      const char *name = i == 0 ? _ ("No colour") : _ (lt_palette_get_track_name (i));

      gtk_widget_add_css_class (chip, "colour-choice");
      lt_palette_set_track_class (chip, i);
      gtk_widget_set_tooltip_text (chip, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), GTK_TOGGLE_BUTTON (self->colours[0]));
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_colour), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), chip, (int) i % 7, (int) i / 7, 1, 1);
      self->colours[i] = chip;
    }
  return grid;
}

static GtkWidget *
build_links (LtGroupPopover *self)
{
  const char *const labels[] = { _ ("Level"), _ ("Mute"), _ ("Solo"), _ ("Pan") };
  const char *const tips[] = { _ ("Faders move together and keep their distance; hold Alt to move one alone"),
                               _ ("Muting one mutes all; hold Alt for one alone"), _ ("Soloing one solos all; hold Alt for one alone"),
                               _ ("Pans move together and keep their distance; hold Alt to move one alone") };
  GtkWidget        *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (guint i = 0; i < G_N_ELEMENTS (linkable); i++)
    {
      self->links[i] = gtk_toggle_button_new_with_label (labels[i]);
      gtk_widget_add_css_class (self->links[i], "small");
      gtk_widget_add_css_class (self->links[i], "lit");
      gtk_widget_set_tooltip_text (self->links[i], tips[i]);
      gtk_widget_set_hexpand (self->links[i], TRUE);
      g_signal_connect_object (self->links[i], "toggled", G_CALLBACK (on_link), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (row), self->links[i]);
    }
  return row;
}

static void
build_own (LtGroupPopover *self)
{
  GtkWidget          *remove = gtk_button_new_with_label (_ ("Remove group"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->own = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->name = gtk_entry_new ();
  self->on = gtk_switch_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the group"), -1);
  gtk_widget_set_tooltip_text (self->name, _ ("Name of the group; its first letter stands in the strips"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->on), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Strips of the group move together"), -1);
  gtk_widget_set_tooltip_text (self->on, _ ("Off: each moves alone and stays in the group"));
  gtk_widget_add_css_class (remove, "small");
  g_signal_connect_object (self->name, "activate", G_CALLBACK (on_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->on, "notify::active", G_CALLBACK (on_switch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_delete), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->name, focus);
  gtk_box_append (GTK_BOX (self->own), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->own), self->name);
  gtk_box_append (GTK_BOX (self->own), build_colours (self));
  gtk_box_append (GTK_BOX (self->own), build_links (self));
  gtk_box_append (GTK_BOX (self->own), new_line (_ ("Together"), self->on));
  gtk_box_append (GTK_BOX (self->own), remove);
}

static void
lt_group_popover_dispose (GObject *object)
{
  LtGroupPopover *self = LT_GROUP_POPOVER (object);

  self->is_filling = TRUE; /* a name that loses the focus now is not wanted */
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_group_popover_parent_class)->dispose (object);
}

static void
lt_group_popover_class_init (LtGroupPopoverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_group_popover_dispose;
}

static void
lt_group_popover_init (LtGroupPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *new = gtk_button_new_with_label (_ ("New group"));

  self->choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (new, "small");
  gtk_widget_set_tooltip_text (new, _ ("With this strip, or with all picked strips"));
  g_signal_connect_object (new, "clicked", G_CALLBACK (on_new), self, G_CONNECT_SWAPPED);
  build_own (self);
  gtk_widget_add_css_class (box, "group-popover");
  gtk_box_append (GTK_BOX (box), self->choices);
  gtk_box_append (GTK_BOX (box), new);
  gtk_box_append (GTK_BOX (box), self->own);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
lt_group_popover_new (LtContext *context, LtId strip_id)
{
  LtGroupPopover *self = g_object_new (LT_TYPE_GROUP_POPOVER, NULL);

  self->context = g_object_ref (context);
  self->strip_id = strip_id;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Group"), -1);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
