// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// AdwFlap's own threshold is what the page would like to have, which is another with every number on it.
// Layer: app.

#include "app/master/master-fold.h"

#include <adwaita.h>

#define FOLDED_PX 1100 /* narrower windows have no room for the column */
#define NEEDED "lathe-master-needed" /* on the widget: the width that both needed when there was no room; folded they tell less */

static AdwFlap *
flap_of (GtkWidget *widget)
{
  return ADW_FLAP (gtk_widget_get_first_child (widget));
}

typedef struct
{
  int least, liked;
} Width;

static Width
width_of (GtkWidget *widget)
{
  Width width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width.least, &width.liked, NULL, NULL);
  return width;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      gtk_widget_measure (GTK_WIDGET (flap_of (widget)), orientation, -1, minimum, natural, NULL, NULL);
      return;
    }

  Width page = width_of (adw_flap_get_content (flap_of (widget))), column = width_of (adw_flap_get_flap (flap_of (widget)));
  *minimum = MAX (page.least, column.least);
  *natural = page.liked + column.liked;
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AdwFlap *flap = flap_of (widget);
  int      both = width_of (adw_flap_get_content (flap)).least + width_of (adw_flap_get_flap (flap)).least;
  int      needed = MAX (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), NEEDED)), MAX (both, FOLDED_PX));

  g_object_set_data (G_OBJECT (widget), NEEDED, GINT_TO_POINTER (width < needed ? needed : 0));
  adw_flap_set_fold_policy (flap, width < needed ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  gtk_widget_size_allocate (GTK_WIDGET (flap), &(GtkAllocation) { 0, 0, width, height }, -1);
}

GtkLayoutManager *
lt_master_fold_new (void)
{
  return gtk_custom_layout_new (NULL, measure, allocate);
}
