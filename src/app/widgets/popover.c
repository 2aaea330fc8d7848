// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GTK leaves a popover with its parent: who opens it has to take it away again.
// Layer: app/widgets.

#include "app/widgets/popover.h"

/* GTK keeps a popover that leaves while it is to be seen. */
static void
leave (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) == NULL)
    return;
  gtk_widget_set_visible (popover, FALSE);
  gtk_widget_unparent (popover);
}

static void
leave_later (gpointer data)
{
  g_autoptr (GtkWidget) popover = data;

  leave (popover);
}

/* "closed" alone is not enough: a parent that is taken out of the window takes its popover along without it. */
static void
on_gone (GtkWidget *popover)
{
  g_idle_add_once (leave_later, g_object_ref (popover));
}

void
lt_popover_open (GtkWidget *popover, GtkWidget *parent)
{
  g_return_if_fail (GTK_IS_POPOVER (popover) && gtk_widget_get_parent (popover) == NULL);

  gtk_widget_set_parent (popover, parent);
  g_signal_connect (popover, "closed", G_CALLBACK (on_gone), NULL);
  g_signal_connect (popover, "unmap", G_CALLBACK (on_gone), NULL);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (leave), popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
lt_popover_open_at (GtkWidget *popover, GtkWidget *parent, double x, double y)
{
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  lt_popover_open (popover, parent);
}

void
lt_popover_present (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}
