// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tiles of the spectrogram, and what is selected in it.
// Layer: app.

#include "app/edit/detail-spectrum.h"

#include "app/edit/detail-tiles.h"
#include "app/edit/detail-wave.h"
#include "app/widgets/draw.h"
#include "app/widgets/number-text.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>
#include <math.h>

#define BRUSH_PX 14.0 /* its height */
#define TICKS_PX 14.0

struct _LtDetailSpectrum
{
  LtDetailCanvas parent_instance;

  LtDetailTiles *tiles;
  guint          size;
  gboolean       is_log, is_brush;
  double         brush_x, brush_y; /* where its last dab was */
};

G_DEFINE_FINAL_TYPE (LtDetailSpectrum, lt_detail_spectrum, LT_TYPE_DETAIL_CANVAS)

static LtDetailSpan *
span_of (LtDetailSpectrum *self)
{
  return lt_detail_canvas_get_span (LT_DETAIL_CANVAS (self));
}

/* @path is held by the caller. */
static LtDetailTilesPicture
picture_of (LtDetailSpectrum *self, const char *path)
{
  LtDetailSpan      *span = span_of (self);
  const LtTimeScale *scale = lt_detail_span_get_scale (span);
  const LtClip      *clip = lt_detail_span_get_clip (span, NULL);
  double             width = lt_detail_canvas_get_width (LT_DETAIL_CANVAS (self)), half = scale->rate_hz / 2.0;
  double             x1 = CLAMP (lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames)), 0.0, width);

  return (LtDetailTilesPicture) { .path = path,
                                  .zoom = scale->zoom,
                                  .first = lt_detail_span_to_source (span, lt_time_scale_frame (scale, lt_detail_span_is_reversed (span) ? x1 : 0.0)),
                                  .reverse = lt_detail_span_is_reversed (span),
                                  .size = self->size,
                                  .is_log = self->is_log,
                                  .low_hz = self->is_log ? MIN (LT_DETAIL_SPECTRUM_MIN_HZ, half / 4.0) : 0.0,
                                  .high_hz = self->is_log ? MIN (LT_DETAIL_SPECTRUM_MAX_HZ, half) : half,
                                  .area = GRAPHENE_RECT_INIT (0, 0, (float) x1, (float) lt_detail_canvas_get_height (LT_DETAIL_CANVAS (self))) };
}

static double
y_of (LtDetailSpectrum *self, const LtDetailTilesPicture *picture, double freq_hz)
{
  return lt_detail_canvas_get_height (LT_DETAIL_CANVAS (self)) * (1.0 - CLAMP (lt_detail_tiles_share (picture, freq_hz), 0.0, 1.0));
}

static double
freq_at (LtDetailSpectrum *self, double y)
{
  LtDetailTilesPicture picture = picture_of (self, "");

  return lt_detail_tiles_freq (&picture, 1.0 - CLAMP (y / lt_detail_canvas_get_height (LT_DETAIL_CANVAS (self)), 0.0, 1.0));
}

/* --- drawing --- */

static void
draw (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double width, double height)
{
  LtDetailSpectrum *self = LT_DETAIL_SPECTRUM (canvas);
  g_autofree char  *path = lt_detail_span_dup_path (span_of (self));
  LtPeaksPoolState  state = path != NULL ? lt_detail_wave_get_state (canvas) : LT_PEAKS_POOL_MISSING;
  LtDrawFont        font = { 10.0, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };

  if (state == LT_PEAKS_POOL_MISSING || state == LT_PEAKS_POOL_FAILED)
    {
      lt_draw_text (GTK_WIDGET (self), snapshot, lt_detail_wave_get_note (state), &font, width / 2.0, height / 2.0);
      return;
    }
  LtDetailTilesPicture picture = picture_of (self, path);
  lt_detail_tiles_snapshot (self->tiles, snapshot, &picture);
}

static void
draw_axis (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double right, double height)
{
  static const double  log_ticks[] = { 10000, 3000, 1000, 300, 100 }, linear_ticks[] = { 20000, 15000, 10000, 5000, 0 };
  LtDetailSpectrum    *self = LT_DETAIL_SPECTRUM (canvas);
  LtDetailTilesPicture picture = picture_of (self, "");
  LtDrawFont           font = { 9.5, 500, 1.0, *lt_palette_get (LT_COLOUR_FG3) };
  double               last = -100.0;

  for (guint i = 0; i < 5; i++)
    {
      double           freq = self->is_log ? log_ticks[i] : linear_ticks[i], y = CLAMP (y_of (self, &picture, freq), 6.0, height - 6.0);
      g_autofree char *text = freq >= 1000.0 ? g_strdup_printf ("%.0fk", freq / 1000.0) : g_strdup_printf ("%.0f", freq);

      if (freq > picture.high_hz || freq < picture.low_hz || y - last < TICKS_PX)
        continue;
      lt_draw_text (GTK_WIDGET (self), snapshot, text, &font, right, y);
      last = y;
    }
}

/* A dashed frame that is seen on dark and bright. */
static void
append_frame (cairo_t *cr, double x, double y, double width, double height)
{
  static const double dashes[] = { 5.0, 3.0 };

  cairo_rectangle (cr, x + 0.75, y + 0.75, MAX (width - 1.5, 1.0), MAX (height - 1.5, 1.0));
  cairo_set_source_rgba (cr, 1.0, 1.0, 1.0, 0.12);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1.5);
  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, 0.6);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, 1.0, 1.0, 1.0, 0.95);
  cairo_set_dash (cr, dashes, 2, 0.0);
  cairo_stroke (cr);
}

static void
draw_selection (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double x0, double x1, double height)
{
  LtDetailSpectrum    *self = LT_DETAIL_SPECTRUM (canvas);
  LtDetailTilesPicture picture = picture_of (self, "");
  const GArray        *dabs = lt_detail_span_get_dabs (span_of (self));
  double               low, high, y0 = 0.0, y1 = height;
  cairo_t             *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) lt_detail_canvas_get_width (canvas), (float) height));

  if (lt_detail_span_get_band (span_of (self), &low, &high))
    {
      y0 = y_of (self, &picture, high);
      y1 = y_of (self, &picture, low);
    }
  if (dabs->len == 0)
    append_frame (cr, x0, y0, MAX (x1 - x0, 1.0), y1 - y0);
  for (guint i = 0; i < dabs->len; i++)
    {
      const LtDetailDab *dab = &g_array_index (dabs, LtDetailDab, i);
      const LtTimeScale *scale = lt_detail_span_get_scale (span_of (self));
      double             a = lt_time_scale_x (scale, (double) dab->from), b = lt_time_scale_x (scale, (double) dab->to);
      double             top = y_of (self, &picture, dab->high_hz);

      cairo_rectangle (cr, a, top, MAX (b - a, 1.0), y_of (self, &picture, dab->low_hz) - top);
    }
  if (dabs->len > 0)
    {
      cairo_set_source_rgba (cr, 1.0, 1.0, 1.0, 0.45);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

/* --- hands --- */

/* A dab about every brush's height of the way, so that they lie close. */
static void
dab (LtDetailSpectrum *self, double x, double y)
{
  const LtTimeScale *scale = lt_detail_span_get_scale (span_of (self));
  const LtClip      *clip = lt_detail_span_get_clip (span_of (self), NULL);
  double             from = lt_time_scale_frame (scale, x - BRUSH_PX / 2.0), to = lt_time_scale_frame (scale, x + BRUSH_PX / 2.0);
  LtDetailDab        one = { llround (from), llround (to), freq_at (self, y + BRUSH_PX / 2.0), freq_at (self, y - BRUSH_PX / 2.0) };

  one.from = CLAMP (one.from, clip->pos_frames, clip->pos_frames + clip->length_frames);
  one.to = CLAMP (one.to, one.from, clip->pos_frames + clip->length_frames);
  if (one.from < one.to)
    lt_detail_span_add_dab (span_of (self), &one);
  self->brush_x = x;
  self->brush_y = y;
}

static gboolean
press (LtDetailCanvas *canvas, double x, double y, GdkModifierType state)
{
  LtDetailSpectrum *self = LT_DETAIL_SPECTRUM (canvas);

  if (!self->is_brush)
    return FALSE;
  if ((state & GDK_SHIFT_MASK) == 0) /* Shift: more of it */
    lt_detail_span_clear (span_of (self));
  dab (self, x, y);
  return TRUE;
}

static void
drag (LtDetailCanvas *canvas, double x, double y)
{
  LtDetailSpectrum *self = LT_DETAIL_SPECTRUM (canvas);
  double            dx = x - self->brush_x, dy = y - self->brush_y, way = hypot (dx, dy), step = BRUSH_PX / 2.0;
  double            x0 = self->brush_x, y0 = self->brush_y;

  if (lt_detail_span_get_clip (span_of (self), NULL) == NULL)
    return;
  for (double at = step; at <= way; at += step)
    dab (self, x0 + dx * at / way, y0 + dy * at / way);
}

static void
release (LtDetailCanvas *canvas, gboolean is_cancelled)
{
  if (is_cancelled)
    lt_detail_span_clear (lt_detail_canvas_get_span (canvas));
}

static void
selecting (LtDetailCanvas *canvas, double y0, double y1)
{
  LtDetailSpectrum *self = LT_DETAIL_SPECTRUM (canvas);
  double            height = lt_detail_canvas_get_height (canvas), a = CLAMP (MIN (y0, y1), 0.0, height), b = CLAMP (MAX (y0, y1), 0.0, height);

  /* At the edge of the picture everything beyond it is meant too. */
  lt_detail_span_set_band (span_of (self), b >= height ? 0.0 : freq_at (self, b), a <= 0.0 ? lt_detail_span_get_scale (span_of (self))->rate_hz / 2.0 : freq_at (self, a));
}

static gboolean
key (LtDetailCanvas *canvas, guint keyval, GdkModifierType state)
{
  LtDetailSpectrum *self = LT_DETAIL_SPECTRUM (canvas);
  double            ratio = exp2 (1.0 / 12.0), low, high;
  int64_t           from, to;

  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) || !lt_detail_span_get_range (span_of (self), &from, &to)
      || lt_detail_span_get_dabs (span_of (self))->len > 0)
    return FALSE;
  if (keyval == GDK_KEY_Down)
    ratio = 1.0 / ratio;
  if (!lt_detail_span_get_band (span_of (self), &low, &high))
    {
      low = 1000.0;
      high = 2000.0;
    }
  else if ((state & GDK_SHIFT_MASK) == 0)
    low *= ratio;
  high = MAX (high * ratio, low * 1.01);
  lt_detail_span_set_band (span_of (self), MAX (low, 20.0), MIN (high, lt_detail_span_get_scale (span_of (self))->rate_hz / 2.0));
  return TRUE;
}

static const char *
cursor (LtDetailCanvas *canvas, double x, double y)
{
  return "crosshair";
}

/* "A3 +12": the nearest note of equal temperament at 440 Hz, and cents from it. */
static void
write_note (double freq_hz, char *text, gsize size)
{
  static const char *const names[] = { "C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B" };
  double                   at = 69.0 + 12.0 * log2 (MAX (freq_hz, 1.0) / 440.0);
  int                      note = (int) lrint (at), cents = (int) lrint (100.0 * (at - note));

  g_snprintf (text, size, "%s%d %s%d", names[((note % 12) + 12) % 12], (int) floor (note / 12.0) - 1, cents < 0 ? "\u2212" : "+", abs (cents));
}

static char *
dup_tag (LtDetailCanvas *canvas, double x, double y)
{
  LtDetailSpectrum *self = LT_DETAIL_SPECTRUM (canvas);
  LtDetailSpan     *span = span_of (self);
  LtNumberFormat    hz = { .kind = LT_NUMBER_HZ }, db = { .kind = LT_NUMBER_DB };
  g_autofree char  *path = lt_detail_span_dup_path (span);
  const LtClip     *clip = lt_detail_span_get_clip (span, NULL);
  double            frame, freq, level;
  char              note[16];

  if (path == NULL || clip == NULL)
    return NULL;

  LtDetailTilesPicture picture = picture_of (self, path);
  frame = lt_time_scale_frame (lt_detail_span_get_scale (span), x);
  freq = freq_at (self, y);
  g_autofree char *time = lt_time_scale_dup_time (lt_detail_span_get_scale (span), frame, 3), *pitch = lt_number_text_dup (&hz, freq), *loud = NULL;
  if (frame > (double) (clip->pos_frames + clip->length_frames))
    return NULL;
  write_note (freq, note, sizeof note);
  if (!lt_detail_tiles_get_level (self->tiles, &picture, lt_detail_span_to_source (span, frame), freq, &level))
    return g_strdup_printf ("%s · %s · %s", time, pitch, note);
  loud = lt_number_text_dup (&db, level);
  return g_strdup_printf ("%s · %s · %s · %s", time, pitch, note, loud);
}

/* --- settings --- */

void
lt_detail_spectrum_set_size (LtDetailSpectrum *self, guint size)
{
  self->size = size;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
lt_detail_spectrum_get_size (LtDetailSpectrum *self)
{
  return self->size;
}

void
lt_detail_spectrum_set_log (LtDetailSpectrum *self, gboolean is_log)
{
  self->is_log = is_log;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_detail_spectrum_set_brush (LtDetailSpectrum *self, gboolean brush)
{
  self->is_brush = brush;
}

static char *
dup_name (LtDetailCanvas *canvas, const char *clip)
{
  /* Translators: %s is the clip's name */
  return g_strdup_printf (_ ("Spectrogram of %s"), clip);
}

static void
lt_detail_spectrum_dispose (GObject *object)
{
  g_clear_object (&LT_DETAIL_SPECTRUM (object)->tiles);
  G_OBJECT_CLASS (lt_detail_spectrum_parent_class)->dispose (object);
}

static void
lt_detail_spectrum_class_init (LtDetailSpectrumClass *class)
{
  LtDetailCanvasClass *canvas = LT_DETAIL_CANVAS_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_detail_spectrum_dispose;
  canvas->left_px = 36;
  canvas->draw = draw;
  canvas->draw_axis = draw_axis;
  canvas->draw_selection = draw_selection;
  canvas->press = press;
  canvas->drag = drag;
  canvas->release = release;
  canvas->selecting = selecting;
  canvas->key = key;
  canvas->cursor = cursor;
  canvas->dup_tag = dup_tag;
  canvas->dup_name = dup_name;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "detailspectrum");
}

static void
lt_detail_spectrum_init (LtDetailSpectrum *self)
{
  self->size = 2048;
  self->is_log = TRUE;
  self->tiles = lt_detail_tiles_new ();
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tiles, "ready", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
lt_detail_spectrum_new (LtDetailSpan *span)
{
  GtkWidget *self = g_object_new (LT_TYPE_DETAIL_SPECTRUM, NULL);

  lt_detail_canvas_set_span (LT_DETAIL_CANVAS (self), span);
  return self;
}
