// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: the colours of the theme and of the tracks.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/palette.h"

static void
draw_colours (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  gboolean tracks = GPOINTER_TO_INT (data);
  int      n = tracks ? (int) LT_PALETTE_N_TRACKS : LT_N_COLOURS;
  int      columns = 12;

  for (int i = 0; i < n; i++)
    {
      gdk_cairo_set_source_rgba (cr, tracks ? lt_palette_get_track ((guint) i + 1) : lt_palette_get ((LtColour) i));
      cairo_rectangle (cr, i % columns * 60.0, i / columns * 60.0, 52, 52);
      cairo_fill (cr);
    }
}

static GtkWidget *
swatches (gboolean tracks)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 12 * 60);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), tracks ? 60 : 60 * ((LT_N_COLOURS + 11) / 12));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_colours, GINT_TO_POINTER (tracks), NULL);
  return area;
}

static GtkWidget *
build (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Theme", swatches (FALSE)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Tracks", swatches (TRUE)));
  return box;
}

const LtGalleryPage lt_page_palette = { "Palette", build };
