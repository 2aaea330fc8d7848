// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A button with a word and an arrow; the list is a menu that is made when it opens.
// Layer: app/widgets.

#include "app/widgets/mode-button.h"

#include "app/widgets/popover.h"

#include <glib/gi18n.h>

struct _LtModeButton
{
  GtkButton parent_instance;

  const LtChoice *choices;
  guint           selected;
  char           *name;
  GtkWidget      *label;
};

G_DEFINE_FINAL_TYPE (LtModeButton, lt_mode_button, GTK_TYPE_BUTTON)

static guint picked_signal;

static guint
count (const LtModeButton *self)
{
  guint n = 0;

  while (self->choices[n].key != NULL)
    n++;
  return n;
}

static void
tell (LtModeButton *self)
{
  const char      *mode = _ (self->choices[self->selected].label);
  g_autofree char *words = self->name != NULL ? g_strdup_printf ("%s: %s", self->name, mode) : g_strdup (mode);

  gtk_label_set_label (GTK_LABEL (self->label), mode);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
lt_mode_button_set_selected (LtModeButton *self, guint index)
{
  g_return_if_fail (index < count (self));

  if (self->selected == index)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), self->choices[self->selected].key);
  self->selected = index;
  gtk_widget_add_css_class (GTK_WIDGET (self), self->choices[index].key);
  tell (self);
}

void
lt_mode_button_set_name (LtModeButton *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  tell (self);
}

static void
pick (LtModeButton *self, guint index)
{
  if (index == self->selected)
    return;
  lt_mode_button_set_selected (self, index);
  g_signal_emit (self, picked_signal, 0, index);
}

static void
on_chosen (GSimpleAction *action, GVariant *state, LtModeButton *self)
{
  g_simple_action_set_state (action, state);
  pick (self, (guint) g_variant_get_int32 (state));
}

static void
lt_mode_button_clicked (GtkButton *button)
{
  LtModeButton *self = LT_MODE_BUTTON (button);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action
      = g_simple_action_new_stateful ("pick", G_VARIANT_TYPE_INT32, g_variant_new_int32 ((gint32) self->selected));
  GtkWidget *popover;

  for (guint i = 0; i < count (self); i++)
    {
      g_autofree char *name = g_strdup_printf ("mode.pick(%u)", i);

      g_menu_append (menu, _ (self->choices[i].label), name);
    }
  g_signal_connect_object (action, "change-state", G_CALLBACK (on_chosen), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "mode", G_ACTION_GROUP (group));
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  lt_popover_open (popover, GTK_WIDGET (self));
}

static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, LtModeButton *self)
{
  int by = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;

  if (by == 0 || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  pick (self, (guint) CLAMP ((int) self->selected + by, 0, (int) count (self) - 1));
  return TRUE;
}

static void
lt_mode_button_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (lt_mode_button_parent_class)->size_allocate (widget, width, height, baseline);
  lt_popover_present (widget);
}

static void
lt_mode_button_finalize (GObject *object)
{
  g_free (LT_MODE_BUTTON (object)->name);
  G_OBJECT_CLASS (lt_mode_button_parent_class)->finalize (object);
}

static void
lt_mode_button_class_init (LtModeButtonClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_mode_button_finalize;
  GTK_WIDGET_CLASS (class)->size_allocate = lt_mode_button_size_allocate;
  GTK_BUTTON_CLASS (class)->clicked = lt_mode_button_clicked;
  picked_signal = g_signal_new ("picked", LT_TYPE_MODE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
lt_mode_button_init (LtModeButton *self)
{
  GtkWidget          *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget          *icon = gtk_image_new_from_icon_name ("pan-down-symbolic");
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 10);
  gtk_box_append (GTK_BOX (inside), self->label);
  gtk_box_append (GTK_BOX (inside), icon);
  gtk_button_set_child (GTK_BUTTON (self), inside);
  gtk_widget_add_css_class (GTK_WIDGET (self), "mode");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
lt_mode_button_new (const LtChoice *choices)
{
  LtModeButton *self = g_object_new (LT_TYPE_MODE_BUTTON, NULL);

  self->choices = choices;
  gtk_widget_add_css_class (GTK_WIDGET (self), choices[0].key);
  tell (self);
  return GTK_WIDGET (self);
}
