// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture of the tiles; nothing of it is drawn here.
// Layer: app/widgets.

#include "app/widgets/waveform.h"

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"

struct _LtWaveform
{
  GtkWidget parent_instance;

  LtWaveSource *source;
  char         *note;
  double        first;
  int           zoom;
  gboolean      is_missing; /* something was not ready at the last snapshot */
  gboolean      has_colours;
  GdkRGBA       peak, rms;
};

G_DEFINE_FINAL_TYPE (LtWaveform, lt_waveform, GTK_TYPE_WIDGET)

static void
snapshot_note (LtWaveform *self, GtkSnapshot *snapshot, float w, float h)
{
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT (0, (float) (int) (h / 2), w, 1));
  if (self->note == NULL)
    return;

  LtDrawFont font = { 10.0, 500, 0.0, *lt_palette_get (LT_COLOUR_FG3) };
  lt_draw_text (GTK_WIDGET (self), snapshot, self->note, &font, 8.0, h / 2.0 - 10.0);
}

static void
lt_waveform_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtWaveform *self = LT_WAVEFORM (widget);
  float       w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);

  if (self->source == NULL)
    {
      snapshot_note (self, snapshot, w, h);
      return;
    }

  LtWavePicture picture = {
    .source = self->source,
    .zoom = self->zoom,
    .first = self->first,
    .peak = self->has_colours ? self->peak : *lt_palette_get (LT_COLOUR_WAVE2),
    .rms = self->has_colours ? self->rms : *lt_palette_get (LT_COLOUR_WAVE),
    .area = GRAPHENE_RECT_INIT (0, 0, w, h),
    .widget = widget,
  };
  self->is_missing = !lt_wave_tiles_snapshot (lt_wave_tiles_get_default (), snapshot, &picture);
}

static void
on_ready (LtWaveform *self)
{
  if (self->is_missing)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lt_waveform_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = 16;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 48;
}

static void
lt_waveform_finalize (GObject *object)
{
  LtWaveform *self = LT_WAVEFORM (object);

  lt_wave_source_unref (self->source);
  g_free (self->note);
  G_OBJECT_CLASS (lt_waveform_parent_class)->finalize (object);
}

static void
lt_waveform_class_init (LtWaveformClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = lt_waveform_finalize;
  widget->snapshot = lt_waveform_snapshot;
  widget->measure = lt_waveform_measure;
  gtk_widget_class_set_css_name (widget, "waveform");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lt_waveform_init (LtWaveform *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (lt_wave_tiles_get_default (), "ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
}

GtkWidget *
lt_waveform_new (void)
{
  return g_object_new (LT_TYPE_WAVEFORM, NULL);
}

void
lt_waveform_set_source (LtWaveform *self, LtWaveSource *source)
{
  if (self->source == source)
    return;
  lt_wave_source_unref (self->source);
  self->source = source != NULL ? lt_wave_source_ref (source) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_waveform_set_note (LtWaveform *self, const char *note)
{
  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_waveform_set_view (LtWaveform *self, double first, int zoom)
{
  if (self->first == first && self->zoom == zoom)
    return;
  self->first = first;
  self->zoom = zoom;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_waveform_set_colours (LtWaveform *self, const GdkRGBA *peak, const GdkRGBA *rms)
{
  self->has_colours = TRUE;
  self->peak = *peak;
  self->rms = *rms;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
