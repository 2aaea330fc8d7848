// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The context menu of a control: type, reset, what the view adds, copy and paste.
// Layer: app/widgets.

#include "app/widgets/control-private.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>

static void
on_type (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_control_start_typing (LT_CONTROL (widget), NULL);
}

static void
on_reset (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_control_reset (LT_CONTROL (widget));
}

static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtControl       *self = LT_CONTROL (widget);
  g_autofree char *text = lt_number_text_dup (&lt_control_get_spec (self)->format, lt_control_get_value (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LtControl) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  double           value;

  if (text != NULL && lt_number_text_parse (&lt_control_get_spec (self)->format, text, &value))
    lt_control_enter_value (self, value);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
on_paste (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text, g_object_ref (widget));
}

static void
automate_later (gpointer data)
{
  g_autoptr (LtControl) self = data;

  lt_control_automate (self);
}

/* It may bring another view to the front, and a menu that is still up would lose its surface with this one. */
static void
on_automate (GtkWidget *widget, const char *action, GVariant *parameter)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_popdown (GTK_POPOVER (child));
  g_idle_add_once (automate_later, g_object_ref (widget));
}

void
lt_control_menu_install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "control.type", NULL, on_type);
  gtk_widget_class_install_action (class, "control.reset", NULL, on_reset);
  gtk_widget_class_install_action (class, "control.automate", NULL, on_automate);
  gtk_widget_class_install_action (class, "control.copy", NULL, on_copy);
  gtk_widget_class_install_action (class, "control.paste", NULL, on_paste);
}

void
lt_control_menu_popup (LtControl *self, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  GtkWidget *popover;

  g_menu_append (first, _ ("Type value"), "control.type");
  g_menu_append (first, _ ("Reset"), "control.reset");
  if (lt_control_get_automatable (self))
    g_menu_append (first, _ ("Automate"), "control.automate");
  g_menu_append (last, _ ("Copy"), "control.copy");
  g_menu_append (last, _ ("Paste"), "control.paste");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  if (lt_control_get_menu (self) != NULL)
    g_menu_append_section (menu, NULL, lt_control_get_menu (self));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  lt_popover_open_at (popover, GTK_WIDGET (self), x, y);
}
