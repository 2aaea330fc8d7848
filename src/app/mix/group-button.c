// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A letter in the group's colour; empty while the strip is in none.
// Layer: app.

#include "app/mix/group-button.h"

#include "app/mix/group-popover.h"
#include "app/widgets/palette.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>

struct _LtGroupButton
{
  GtkButton parent_instance;

  LtContext *context;
  LtId       strip_id;
  GtkWidget *label, *popover; /* weak; NULL: not open */
};

G_DEFINE_FINAL_TYPE (LtGroupButton, lt_group_button, GTK_TYPE_BUTTON)

/* The letter that stands for a group called @name. */
static char *
dup_letter (const char *name)
{
  GString *letter = g_string_new (NULL);

  if (*name != '\0')
    g_string_append_unichar (letter, g_unichar_toupper (g_utf8_get_char (name)));
  return g_string_free (letter, FALSE);
}

void
lt_group_button_open (LtGroupButton *self, GtkWidget *over)
{
  if (self->popover != NULL && gtk_widget_get_visible (self->popover))
    return;
  g_set_weak_pointer (&self->popover, lt_group_popover_new (self->context, self->strip_id));
  lt_popover_open (self->popover, over == NULL || gtk_widget_get_mapped (GTK_WIDGET (self)) ? GTK_WIDGET (self) : over);
}

void
lt_group_button_update (LtGroupButton *self, const LtSession *session, const LtStrip *strip)
{
  const LtGroup   *group = strip->group_id != 0 ? lt_session_find_group (session, strip->group_id) : NULL;
  g_autofree char *letter = dup_letter (group != NULL ? group->name : "");
  const char      *how = group == NULL ? _ ("none") : group->name;
  /* Translators: a strip and the group that it is in. */
  g_autofree char *words = g_strdup_printf (group != NULL && !group->on ? _ ("%s group: %s, off") : _ ("%s group: %s"), strip->name, how);
  g_autofree char *tip = group == NULL ? g_strdup (_ ("Put into a group")) : g_strdup_printf (group->on ? _ ("Group %s") : _ ("Group %s, off"), group->name);

  gtk_label_set_label (GTK_LABEL (self->label), letter);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "empty");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "off");
  if (group == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "empty");
  else if (!group->on)
    gtk_widget_add_css_class (GTK_WIDGET (self), "off");
  lt_palette_set_track_class (GTK_WIDGET (self), group != NULL ? group->colour : 0);
}

/* --- the class --- */

static void
lt_group_button_dispose (GObject *object)
{
  LtGroupButton *self = LT_GROUP_BUTTON (object);

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover)); /* over the strip it would outlive the button */
  g_clear_weak_pointer (&self->popover);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_group_button_parent_class)->dispose (object);
}

static void
lt_group_button_class_init (LtGroupButtonClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_group_button_dispose;
}

static void
lt_group_button_init (LtGroupButton *self)
{
  self->label = gtk_label_new (NULL);
  gtk_button_set_child (GTK_BUTTON (self), self->label); /* not a button's own label, which would be its name */
  gtk_widget_add_css_class (GTK_WIDGET (self), "group-square");
  g_signal_connect (self, "clicked", G_CALLBACK (lt_group_button_open), NULL);
}

GtkWidget *
lt_group_button_new (LtContext *context, LtId strip_id)
{
  LtGroupButton *self = g_object_new (LT_TYPE_GROUP_BUTTON, NULL);

  self->context = g_object_ref (context);
  self->strip_id = strip_id;
  return GTK_WIDGET (self);
}
