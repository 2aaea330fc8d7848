// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A reference from when the keyboard leaves until GTK has looked.
// Layer: app/widgets.

#include "app/widgets/typed-label.h"

#define KEEP_MS 200 /* longer than GTK's own 100 */

static gboolean
on_moment (gpointer label)
{
  return G_SOURCE_REMOVE;
}

/* The lower priority matters where both are due at once, after a stall: GTK looks first. */
static void
on_leave (GtkEventControllerFocus *focus, GtkWidget *label)
{
  g_timeout_add_full (G_PRIORITY_LOW, KEEP_MS, on_moment, g_object_ref (label), g_object_unref);
}

GtkWidget *
lt_typed_label_new (void)
{
  GtkWidget          *label = g_object_new (GTK_TYPE_EDITABLE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), label);
  gtk_widget_add_controller (label, focus);
  return label;
}

/* GTK 4.8 asks a stack that a label lets go of when its window closes. */
static gboolean
is_alive (GtkWidget *label)
{
  return gtk_widget_get_first_child (label) != NULL;
}

void
lt_typed_label_show (GtkWidget *label, const char *text)
{
  if (lt_typed_label_is_done (label) && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (label)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (label), text);
}

gboolean
lt_typed_label_is_done (GtkWidget *label)
{
  return is_alive (label) && !gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (label));
}
