// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Samples on a linear scale, one row a channel.
// Layer: app.

#include "app/edit/detail-samples.h"

#include "app/edit/clip-view.h"
#include "app/edit/detail-block.h"
#include "app/edit/detail-edit.h"
#include "app/edit/detail-wave.h"
#include "app/shell/peaks-pool.h"
#include "app/widgets/draw.h"
#include "app/widgets/number-text.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define CLOSE 16.0   /* frames a pixel, from which on there is a waveform instead */
#define DOTS_PX 4.0  /* between samples, from which on there are dots */
#define STEMS_PX 6.0
#define DOT_PX 2.4
#define DRAWN_MOST 65536

struct _LtDetailSamples
{
  LtDetailCanvas parent_instance;

  LtDetailBlock *block;
  gboolean       is_pencil, is_drawing;
  guint          channel; /* that is drawn in */
  float         *drawn;   /* DRAWN_MOST samples from drawn_from on, of which those from .. to were touched */
  int64_t        drawn_from, touched_from, touched_to;
  int64_t        last_frame;
  double         last_value;
};

G_DEFINE_FINAL_TYPE (LtDetailSamples, lt_detail_samples, LT_TYPE_DETAIL_CANVAS)

static LtDetailSpan *
span_of (LtDetailSamples *self)
{
  return lt_detail_canvas_get_span (LT_DETAIL_CANVAS (self));
}

static double
frames_per_pixel (LtDetailSamples *self)
{
  return lt_time_scale_get_frames_per_pixel (lt_detail_span_get_scale (span_of (self)));
}

static guint
n_channels (LtDetailSamples *self)
{
  const LtSource *source = lt_detail_span_get_source (span_of (self));

  return source != NULL ? CLAMP (source->n_channels, 1, 2) : 1;
}

/* The middle of sample @frame of the source: where its dot is. */
static double
x_of (LtDetailSamples *self, int64_t frame)
{
  return lt_time_scale_x (lt_detail_span_get_scale (span_of (self)), lt_detail_span_from_source (span_of (self), (double) frame + 0.5));
}

static int64_t
sample_at (LtDetailSamples *self, double x)
{
  return (int64_t) floor (lt_detail_span_to_source (span_of (self), lt_time_scale_frame (lt_detail_span_get_scale (span_of (self)), x)));
}

static double
row_height (LtDetailSamples *self)
{
  return lt_detail_canvas_get_height (LT_DETAIL_CANVAS (self)) / n_channels (self);
}

static double
y_of (LtDetailSamples *self, guint channel, double value)
{
  return row_height (self) * (channel + 0.5 - 0.5 * CLAMP (value, -1.0, 1.0) * 0.96);
}

static double
value_at (LtDetailSamples *self, guint channel, double y)
{
  return CLAMP ((channel + 0.5 - y / row_height (self)) / 0.48, -1.0, 1.0);
}

/* What is there, or was drawn over it. FALSE: not read yet. */
static gboolean
value_of (LtDetailSamples *self, guint channel, int64_t frame, double *value)
{
  g_autofree char *path = lt_detail_span_dup_path (span_of (self));
  int64_t          from;
  guint            n;
  const float     *x = path != NULL ? lt_detail_block_get (self->block, path, channel, &from, &n) : NULL;

  if (x == NULL || frame < from || frame >= from + n)
    return FALSE;
  *value = (double) x[frame - from];
  return TRUE;
}

/* --- drawing --- */

/* The samples that are seen, of the source. */
static void
seen (LtDetailSamples *self, int64_t *from, int64_t *to)
{
  int64_t a = sample_at (self, 0.0), b = sample_at (self, lt_detail_canvas_get_width (LT_DETAIL_CANVAS (self))), first, last;

  lt_detail_span_get_part (span_of (self), &first, &last);
  *from = MAX (MIN (a, b) - 1, first);
  *to = MIN (MAX (a, b) + 2, last);
}

static double
shown_value (const LtDetailSamples *self, guint channel, int64_t frame, const float *x, int64_t first)
{
  if (self->is_drawing && channel == self->channel && frame >= self->touched_from && frame < self->touched_to)
    return (double) self->drawn[frame - self->drawn_from];
  return (double) x[frame - first];
}

static void
append_row (LtDetailSamples *self, cairo_t *cr, guint channel, const GdkRGBA *colour)
{
  g_autofree char *path = lt_detail_span_dup_path (span_of (self));
  double           px = 1.0 / frames_per_pixel (self), middle = y_of (self, channel, 0.0);
  int64_t          from, to, first;
  guint            n;
  const float     *x = lt_detail_block_get (self->block, path, channel, &first, &n);
  GdkRGBA          stem = lt_palette_alpha (colour, 0.4);

  seen (self, &from, &to);
  from = MAX (from, first);
  to = MIN (to, first + n);
  if (x == NULL || from >= to)
    return;
  if (px >= STEMS_PX)
    {
      for (int64_t i = from; i < to; i++)
        {
          cairo_move_to (cr, x_of (self, i), middle);
          cairo_line_to (cr, x_of (self, i), y_of (self, channel, shown_value (self, channel, i, x, first)));
        }
      gdk_cairo_set_source_rgba (cr, &stem);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
    }
  for (int64_t i = from; i < to; i++)
    cairo_line_to (cr, x_of (self, i), y_of (self, channel, shown_value (self, channel, i, x, first)));
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  if (px < DOTS_PX)
    return;
  for (int64_t i = from; i < to; i++)
    {
      cairo_arc (cr, x_of (self, i), y_of (self, channel, shown_value (self, channel, i, x, first)), DOT_PX, 0, 2 * G_PI);
      cairo_close_path (cr);
      cairo_new_sub_path (cr);
    }
  cairo_fill (cr);
}

static void
draw (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double width, double height)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (canvas);
  const LtTrack   *track = NULL;
  const LtClip    *clip = lt_detail_span_get_clip (span_of (self), &track);
  g_autofree char *path = lt_detail_span_dup_path (span_of (self));
  LtDrawFont       font = { 10.0, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };
  GdkRGBA          line = lt_draw_shade (0.12);
  int64_t          first;
  guint            n;
  cairo_t         *cr;

  if (frames_per_pixel (self) > CLOSE)
    {
      if (lt_detail_wave_draw_sound (canvas, snapshot, width, height))
        lt_draw_text (GTK_WIDGET (self), snapshot, _ ("Zoom in to see single samples"), &font, width / 2.0, 12.0);
      return;
    }
  for (guint c = 0; c < n_channels (self); c++)
    gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, floorf ((float) y_of (self, c, 0.0)), (float) width, 1));
  if (path == NULL || lt_detail_block_get (self->block, path, 0, &first, &n) == NULL)
    {
      lt_draw_text (GTK_WIDGET (self), snapshot, _ ("Reading…"), &font, width / 2.0, height / 2.0);
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  for (guint c = 0; c < n_channels (self); c++)
    append_row (self, cr, c, lt_clip_view_get_own_colour (clip, track->strip));
  cairo_destroy (cr);
}

static void
draw_axis (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double right, double height)
{
  static const double levels[] = { 0.0, -6.0, -12.0 };
  LtDetailSamples    *self = LT_DETAIL_SAMPLES (canvas);
  LtDrawFont          font = { 9.5, 500, 1.0, *lt_palette_get (LT_COLOUR_FG3) };

  for (guint c = 0; c < n_channels (self); c++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
        if (i == 0 || row_height (self) >= 50.0 * i)
          {
            g_autofree char *text = levels[i] < 0.0 ? g_strdup_printf ("\u2212%.0f", -levels[i]) : g_strdup ("0");

            lt_draw_text (GTK_WIDGET (self), snapshot, text, &font, right, CLAMP (y_of (self, c, pow (10.0, levels[i] / 20.0)), 6.0, height - 6.0));
          }
      lt_draw_text (GTK_WIDGET (self), snapshot, "\u2212∞", &font, right, y_of (self, c, 0.0));
    }
}

static void
update (LtDetailCanvas *canvas)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (canvas);
  g_autofree char *path = lt_detail_span_dup_path (span_of (self));
  int64_t          from, to;

  if (path == NULL || frames_per_pixel (self) > CLOSE)
    return;
  seen (self, &from, &to);
  if (from < to)
    lt_detail_block_ask (self->block, path, from, to);
}

/* --- the pencil --- */

static void
touch (LtDetailSamples *self, int64_t frame, double value)
{
  int64_t at = frame - self->drawn_from;

  if (at < 0 || at >= DRAWN_MOST)
    return;
  /* What lies between two touched places was touched too. */
  self->drawn[at] = (float) value;
  self->touched_from = MIN (self->touched_from, frame);
  self->touched_to = MAX (self->touched_to, frame + 1);
}

/* All samples from the last one to this, in a straight line. */
static void
draw_to (LtDetailSamples *self, int64_t frame, double value)
{
  int64_t way, span, first, last;

  lt_detail_span_get_part (span_of (self), &first, &last);
  frame = CLAMP (frame, first, last - 1);
  way = frame > self->last_frame ? 1 : -1;
  span = llabs (frame - self->last_frame);
  for (int64_t i = span > 0 ? 1 : 0; i <= span; i++)
    touch (self, self->last_frame + way * i, span > 0 ? self->last_value + (value - self->last_value) * (double) i / (double) span : value);
  self->last_frame = frame;
  self->last_value = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
can_draw (LtDetailSamples *self)
{
  const LtClip *clip = lt_detail_span_get_clip (span_of (self), NULL);

  return self->is_pencil && clip != NULL && !clip->locked && frames_per_pixel (self) <= 1.0 && !lt_detail_span_get_busy (span_of (self));
}

static gboolean
press (LtDetailCanvas *canvas, double x, double y, GdkModifierType state)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (canvas);
  double           value;
  int64_t          frame = sample_at (self, x);

  self->channel = MIN ((guint) (y / row_height (self)), n_channels (self) - 1);
  if (!can_draw (self) || !value_of (self, self->channel, frame, &value))
    return FALSE;
  self->drawn_from = frame - DRAWN_MOST / 2;
  self->touched_from = frame;
  self->touched_to = frame;
  self->last_frame = frame;
  self->is_drawing = TRUE;
  draw_to (self, frame, value_at (self, self->channel, y));
  return TRUE;
}

static void
drag (LtDetailCanvas *canvas, double x, double y)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (canvas);

  if (self->is_drawing && lt_detail_span_get_clip (span_of (self), NULL) != NULL)
    draw_to (self, sample_at (self, x), value_at (self, self->channel, y));
}

static void
release (LtDetailCanvas *canvas, gboolean is_cancelled)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (canvas);

  if (self->is_drawing && !is_cancelled && self->touched_from < self->touched_to)
    lt_detail_edit_draw (GTK_WIDGET (self), span_of (self), self->channel, self->touched_from, self->drawn + (self->touched_from - self->drawn_from),
                         (guint) (self->touched_to - self->touched_from));
  self->is_drawing = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key (LtDetailCanvas *canvas, guint keyval, GdkModifierType state)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (canvas);
  double           step = (state & GDK_SHIFT_MASK) != 0 ? 0.001 : 0.01, value;
  int64_t          frame = (int64_t) floor (lt_detail_span_to_source (span_of (self), lt_edit_state_get_position (lt_detail_span_get_state (span_of (self)))));

  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) || !can_draw (self) || !value_of (self, 0, frame, &value))
    return FALSE;
  for (guint c = 0; c < n_channels (self); c++)
    if ((lt_detail_span_get_channels (span_of (self)) & 1u << c) != 0 || (lt_detail_span_get_channels (span_of (self)) == 0 && c == 0))
      {
        float moved;

        value_of (self, c, frame, &value);
        moved = (float) CLAMP (value + (keyval == GDK_KEY_Up ? step : -step), -1.0, 1.0);
        lt_detail_edit_draw (GTK_WIDGET (self), span_of (self), c, frame, &moved, 1);
      }
  return TRUE;
}

static const char *
cursor (LtDetailCanvas *canvas, double x, double y)
{
  return can_draw (LT_DETAIL_SAMPLES (canvas)) ? "crosshair" : "text";
}

static char *
dup_tag (LtDetailCanvas *canvas, double x, double y)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (canvas);
  LtNumberFormat   format = { .kind = LT_NUMBER_COUNT };
  g_autofree char *number = NULL;
  guint            channel = MIN ((guint) (y / row_height (self)), n_channels (self) - 1);
  int64_t          frame = sample_at (self, x);
  double           value;

  if (frames_per_pixel (self) > 1.0 || !value_of (self, channel, frame, &value))
    return NULL;
  if (self->is_drawing)
    value = value_at (self, channel, y);
  number = lt_number_text_dup (&format, (double) frame);
  if (value == 0.0)
    return g_strdup_printf (_ ("Sample %s  −∞ dBFS"), number);
  /* Translators: number of the sample, its level */
  return g_strdup_printf (_ ("Sample %s  %s%.2f dBFS"), number, fabs (value) < 1.0 ? "\u2212" : "", fabs (20.0 * log10 (fabs (value))));
}

void
lt_detail_samples_set_pencil (LtDetailSamples *self, gboolean pencil)
{
  self->is_pencil = pencil;
}

static char *
dup_name (LtDetailCanvas *canvas, const char *clip)
{
  /* Translators: %s is the clip's name */
  return g_strdup_printf (_ ("Samples of %s"), clip);
}

static void
lt_detail_samples_dispose (GObject *object)
{
  LtDetailSamples *self = LT_DETAIL_SAMPLES (object);

  g_clear_object (&self->block);
  g_clear_pointer (&self->drawn, g_free);
  G_OBJECT_CLASS (lt_detail_samples_parent_class)->dispose (object);
}

static void
lt_detail_samples_class_init (LtDetailSamplesClass *class)
{
  LtDetailCanvasClass *canvas = LT_DETAIL_CANVAS_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_detail_samples_dispose;
  canvas->left_px = 36;
  canvas->draw = draw;
  canvas->draw_axis = draw_axis;
  canvas->update = update;
  canvas->press = press;
  canvas->drag = drag;
  canvas->release = release;
  canvas->key = key;
  canvas->cursor = cursor;
  canvas->dup_tag = dup_tag;
  canvas->dup_name = dup_name;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "detailsamples");
}

static void
lt_detail_samples_init (LtDetailSamples *self)
{
  self->drawn = g_new0 (float, DRAWN_MOST);
  self->block = lt_detail_block_new ();
  g_signal_connect_object (self->block, "ready", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_wave_tiles_get_default (), "ready", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
lt_detail_samples_new (LtDetailSpan *span)
{
  GtkWidget *self = g_object_new (LT_TYPE_DETAIL_SAMPLES, NULL);

  lt_detail_canvas_set_span (LT_DETAIL_CANVAS (self), span);
  return self;
}
