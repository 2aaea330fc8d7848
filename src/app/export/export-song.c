// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// So few columns that they are drawn anew with each step: no picture is kept.
// Layer: app.

#include "app/export/export-song.h"

#include "app/shell/print-picture.h"
#include "app/widgets/draw.h"

#include <glib/gi18n.h>
#include <math.h>

#define WIDTH 236
#define HEIGHT 48
#define FAINT 0.35 /* of what is not delivered, or not through yet */
#define LUFS_HIGH -3.0
#define LUFS_LOW -33.0

struct _LtExportSong
{
  GtkWidget parent_instance;

  LtPrint *print;
  gboolean is_stale;
  double   from, to; /* shares of the song */
  double   place;    /* of that range; below 0: none */
};

G_DEFINE_FINAL_TYPE (LtExportSong, lt_export_song, GTK_TYPE_WIDGET)

static double
end_of_light (LtExportSong *self)
{
  return self->place >= 0.0 ? self->from + self->place * (self->to - self->from) : self->to;
}

/* Twice two colours: what is not delivered, or not through yet, is faint. */
static void
draw_columns (LtExportSong *self, cairo_t *cr, const LtPrintPicture *picture)
{
  int from = (int) ceil (self->from * picture->width - 0.5), to = MAX (from, (int) ceil (end_of_light (self) * picture->width - 0.5));

  for (int is_rms = 0; is_rms < 2; is_rms++)
    {
      const GdkRGBA *lit = lt_palette_get (is_rms ? LT_COLOUR_WAVE : LT_COLOUR_WAVE2);
      GdkRGBA        faint = lt_palette_alpha (lit, FAINT);

      gdk_cairo_set_source_rgba (cr, &faint);
      lt_print_picture_add_columns (picture, cr, is_rms, 0, from);
      lt_print_picture_add_columns (picture, cr, is_rms, to, picture->width);
      cairo_fill (cr);
      gdk_cairo_set_source_rgba (cr, lit);
      lt_print_picture_add_columns (picture, cr, is_rms, from, to);
      cairo_fill (cr);
    }
}

static void
draw_loudness (LtExportSong *self, cairo_t *cr, const LtPrintPicture *picture)
{
  GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.9);

  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.25);
  lt_print_picture_add_loudness (picture, cr);
  cairo_stroke (cr);
}

static void
draw_head (LtExportSong *self, GtkSnapshot *snapshot, int width, int height)
{
  if (self->place >= 0.0)
    lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), MIN (floor (end_of_light (self) * width), width - 2), 0, 2, height);
}

static void
lt_export_song_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtExportSong  *self = LT_EXPORT_SONG (widget);
  int            width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  LtPrintPicture columns = { .print = self->print, .width = width, .height = height };
  LtPrintPicture loudness = { .print = self->print, .width = width, .top = 1.0, .height = height - 2.0, .high_lufs = LUFS_HIGH, .low_lufs = LUFS_LOW };

  if (self->print == NULL)
    {
      lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_LINE2), 0, height / 2, width, 1);
      if (self->place >= 0.0)
        lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_WAVE), self->from * width, height / 2, end_of_light (self) * width - self->from * width, 1);
      draw_head (self, snapshot, width, height);
      return;
    }
  gtk_snapshot_push_opacity (snapshot, self->is_stale && self->place < 0.0 ? 0.6 : 1.0);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw_columns (self, cr, &columns);
  if (self->place < 0.0)
    draw_loudness (self, cr, &loudness);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
  draw_head (self, snapshot, width, height);
}

static void
tell (LtExportSong *self)
{
  /* Translators: the picture of the song in the export dialog; how much of it has been rendered. */
  g_autofree char *name = self->place >= 0.0 ? g_strdup_printf (_ ("Song: %.0f %% through"), self->place * 100.0)
                                             : g_strdup (self->print != NULL ? _ ("Song: waveform and loudness") : _ ("Song: no picture yet"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
lt_export_song_set_print (LtExportSong *self, LtPrint *print, gboolean is_stale)
{
  if (print != NULL)
    lt_print_ref (print);
  g_clear_pointer (&self->print, lt_print_unref);
  self->print = print;
  self->is_stale = is_stale;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_export_song_set_range (LtExportSong *self, double from, double to)
{
  self->from = CLAMP (from, 0.0, 1.0);
  self->to = CLAMP (to, self->from, 1.0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_export_song_set_place (LtExportSong *self, double place)
{
  gboolean is_told = floor (place * 10.0) == floor (self->place * 10.0); /* in tenths: a reader is not to be talked to without end */

  self->place = MIN (place, 1.0);
  if (!is_told)
    tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lt_export_song_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH / 2 : HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
lt_export_song_finalize (GObject *object)
{
  g_clear_pointer (&LT_EXPORT_SONG (object)->print, lt_print_unref);
  G_OBJECT_CLASS (lt_export_song_parent_class)->finalize (object);
}

static void
lt_export_song_class_init (LtExportSongClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_export_song_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = lt_export_song_snapshot;
  GTK_WIDGET_CLASS (class)->measure = lt_export_song_measure;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "exportsong");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lt_export_song_init (LtExportSong *self)
{
  self->to = 1.0;
  self->place = -1.0;
  tell (self);
}

GtkWidget *
lt_export_song_new (void)
{
  return g_object_new (LT_TYPE_EXPORT_SONG, NULL);
}
