// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: faders upright and lying, at all places and in all states.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/fader.h"

#include <math.h>

static GtkWidget *
fader_at (double db, LtControlDot automation, gboolean is_sensitive)
{
  GtkWidget *fader = lt_fader_new ();

  lt_control_set_value (LT_CONTROL (fader), db);
  lt_control_set_automation (LT_CONTROL (fader), automation);
  gtk_widget_set_sensitive (fader, is_sensitive);
  gtk_widget_set_size_request (fader, -1, 180);
  return fader;
}

static GtkWidget *
upright_row (void)
{
  static const double levels[] = { -3.6, 0.0, 6.0, -14.5, -40.0, -INFINITY };
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 30);

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    gtk_box_append (GTK_BOX (box), fader_at (levels[i], LT_CONTROL_FREE, TRUE));
  gtk_box_append (GTK_BOX (box), fader_at (-8.0, LT_CONTROL_READS, TRUE));
  gtk_box_append (GTK_BOX (box), fader_at (-8.0, LT_CONTROL_WRITES, TRUE));
  gtk_box_append (GTK_BOX (box), fader_at (-8.0, LT_CONTROL_FREE, FALSE));
  return box;
}

static GtkWidget *
lying_row (GtkWidget *(*new_fader) (void), const double *values, gsize n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 30);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *fader = new_fader ();

      lt_control_set_value (LT_CONTROL (fader), values[i]);
      gtk_widget_set_size_request (fader, new_fader == lt_fader_new_pan ? 38 : 120, -1);
      gtk_widget_set_sensitive (fader, i + 1 < n);
      gtk_box_append (GTK_BOX (box), fader);
    }
  return box;
}

static GtkWidget *
build (void)
{
  static const double pans[] = { 0.0, -0.78, 0.24, 1.0, -1.0, 0.0 };
  static const double levels[] = { 0.0, -10.2, 6.0, -INFINITY, -6.0 };
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Upright: levels, automation read and written, disabled", upright_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Pan, the last disabled", lying_row (lt_fader_new_pan, pans, G_N_ELEMENTS (pans))));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Volume of a track, the last disabled", lying_row (lt_fader_new_slider, levels, G_N_ELEMENTS (levels))));
  return box;
}

const LtGalleryPage lt_page_fader = { "Fader", build };
