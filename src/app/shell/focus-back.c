// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GTK gives it to nothing when the popover was opened by a key and not by its button.
// Layer: app.

#include "app/shell/focus-back.h"

typedef struct
{
  GtkWidget *before; /* weak */
  GtkRoot   *root;   /* weak */
} Back;

static void
back_free (gpointer data, GClosure *closure)
{
  Back *self = data;

  g_clear_weak_pointer (&self->before);
  g_clear_weak_pointer (&self->root);
  g_free (self);
}

static void
on_closed (GtkWidget *popover, Back *self)
{
  if (self->before != NULL && gtk_widget_get_mapped (self->before))
    gtk_widget_grab_focus (self->before);
  else if (self->root != NULL)
    gtk_root_set_focus (self->root, NULL);
}

void
lt_focus_back (GtkWidget *popover, GtkRoot *root)
{
  Back *self = g_new0 (Back, 1);

  g_set_weak_pointer (&self->root, root);
  g_set_weak_pointer (&self->before, gtk_root_get_focus (root));
  g_signal_connect_data (popover, "closed", G_CALLBACK (on_closed), self, back_free, 0);
}
