// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From what GTK finds there upwards.
// Layer: app/widgets.

#include "app/widgets/pick.h"

#include "app/widgets/control.h"

gboolean
lt_pick_is_taken (GtkWidget *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (self, x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != self; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_BUTTON (widget) || LT_IS_CONTROL (widget) || GTK_IS_TEXT (widget))
      return TRUE;
  return FALSE;
}
