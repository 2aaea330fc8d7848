// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the ruler looks: numbers at least 48 px apart, loop, sections and flags.
// Layer: app/widgets.

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/ruler-private.h"

#include <math.h>

#define LABEL_PX 48.0
#define TICK_PX 5.0
#define FLAG_PX 11.0

static void
tick (GtkSnapshot *snapshot, double x, double bottom, double height, double alpha)
{
  GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), alpha);

  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT ((float) floor (x), (float) (bottom - height), 1, (float) height));
}

static void
append_loop (LtRuler *self, GtkSnapshot *snapshot)
{
  float          a = (float) lt_time_scale_x (&self->scale, self->loop_from), b = (float) lt_time_scale_x (&self->scale, self->loop_to);
  const GdkRGBA *line = lt_palette_get (self->loop_on ? LT_COLOUR_ACCENT_LINE : LT_COLOUR_FG3);
  float          w = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float          from = MAX (a, -20.0f), to = MIN (b, w + 20.0f);

  if (self->loop_to <= self->loop_from || to <= from)
    return;
  if (self->loop_on)
    gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_ACCENT_BG), &GRAPHENE_RECT_INIT (from, 0, to - from, LT_RULER_BARS_HEIGHT));
  gtk_snapshot_append_color (snapshot, line, &GRAPHENE_RECT_INIT (from, 0, to - from, 3));

  for (int i = 0; i < 2; i++)
    {
      float x = i == 0 ? a : b, side = i == 0 ? 9.0f : -9.0f;

      if (x < -10 || x > w + 10)
        continue;
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (MIN (x, x + side), 0, 9, 11));
      gdk_cairo_set_source_rgba (cr, line);
      cairo_move_to (cr, x, 0);
      cairo_line_to (cr, x + side, 0);
      cairo_line_to (cr, x, 11);
      cairo_close_path (cr);
      cairo_fill (cr);
      cairo_destroy (cr);
    }
}

/* "25", or "25.3" for a beat, "25.3.2" for a quarter of one. */
static char *
dup_label (LtRuler *self, double beats)
{
  double num = self->scale.metre_num;
  gint64 bar = (gint64) floor (beats / num + 1e-6);
  double in_bar = MAX (beats - (double) bar * num, 0.0);
  int    beat = (int) floor (in_bar + 1e-6), quarter = (int) floor ((in_bar - beat) * 4.0 + 1e-6);
  int    sixteenth = (int) lrint (((in_bar - beat) * 4.0 - quarter) * 4.0);

  if (in_bar < 1e-6)
    return g_strdup_printf ("%d", (int) bar + 1);
  if (sixteenth != 0)
    return g_strdup_printf ("%d.%d.%d.%d", (int) bar + 1, beat + 1, quarter + 1, sixteenth + 1);
  if (quarter != 0)
    return g_strdup_printf ("%d.%d.%d", (int) bar + 1, beat + 1, quarter + 1);
  return g_strdup_printf ("%d.%d", (int) bar + 1, beat + 1);
}

static void
append_bars (LtRuler *self, GtkSnapshot *snapshot)
{
  double                  w = gtk_widget_get_width (GTK_WIDGET (self)), beat = lt_time_scale_get_beat (&self->scale);
  double                  step = lt_time_scale_get_beat_step (&self->scale, LABEL_PX);
  double                  minor = step > self->scale.metre_num ? step / 2.0 : step == self->scale.metre_num ? 1.0 : step / 4.0;
  LtDrawFont font = { lt_draw_text_px (GTK_WIDGET (self), 11.0), 600, 0.0, *lt_palette_get (LT_COLOUR_FG2) };

  if (minor * beat / lt_time_scale_get_frames_per_pixel (&self->scale) >= TICK_PX)
    for (double k = floor (lt_time_scale_frame (&self->scale, 0) / beat / minor); k * minor * beat <= lt_time_scale_frame (&self->scale, w); k++)
      tick (snapshot, lt_time_scale_x (&self->scale, k * minor * beat), LT_RULER_BARS_HEIGHT, 4, 0.2);
  for (double k = floor (lt_time_scale_frame (&self->scale, -LABEL_PX) / beat / step); k * step * beat <= lt_time_scale_frame (&self->scale, w); k++)
    {
      double           x = lt_time_scale_x (&self->scale, k * step * beat);
      g_autofree char *label = k >= 0 ? dup_label (self, k * step) : NULL;

      if (label == NULL)
        continue;
      tick (snapshot, x, LT_RULER_BARS_HEIGHT, 9, 0.4);
      lt_draw_text (GTK_WIDGET (self), snapshot, label, &font, floor (x) + 5.0, 11.0);
    }
}

static void
append_times (LtRuler *self, GtkSnapshot *snapshot)
{
  double w = gtk_widget_get_width (GTK_WIDGET (self)), rate = self->scale.rate_hz, bottom = LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT;
  double step = lt_time_scale_get_second_step (&self->scale, LABEL_PX * 1.5);
  int    decimals = step >= 1.0 ? 0 : (int) ceil (-log10 (step) - 1e-9);
  LtDrawFont font = { lt_draw_text_px (GTK_WIDGET (self), 10.0), 500, 0.0, *lt_palette_get (LT_COLOUR_FG3) };

  for (double k = floor (lt_time_scale_frame (&self->scale, 0) / rate / step * 5.0); k * step / 5.0 * rate <= lt_time_scale_frame (&self->scale, w); k++)
    if (fmod (k, 5.0) != 0.0)
      tick (snapshot, lt_time_scale_x (&self->scale, k * step / 5.0 * rate), bottom, 3, 0.15);
  for (double k = floor (lt_time_scale_frame (&self->scale, -LABEL_PX * 1.5) / rate / step); k * step * rate <= lt_time_scale_frame (&self->scale, w); k++)
    {
      double           x = lt_time_scale_x (&self->scale, k * step * rate);
      g_autofree char *label = k >= 0 ? lt_time_scale_dup_time (&self->scale, k * step * rate, decimals) : NULL;

      if (label == NULL)
        continue;
      tick (snapshot, x, bottom, 6, 0.35);
      lt_draw_text (GTK_WIDGET (self), snapshot, label, &font, floor (x) + 4.0, LT_RULER_BARS_HEIGHT + 7.5);
    }
}

void
lt_ruler_get_mark_extent (LtRuler *self, guint index, double *x0, double *x1)
{
  const LtRulerMark *mark = &g_array_index (self->marks, LtRulerMark, index);

  *x0 = lt_time_scale_x (&self->scale, mark->pos);
  *x1 = lt_time_scale_x (&self->scale, mark->pos + mark->length);
  if (mark->length > 0.0)
    return;
  *x1 = *x0 + FLAG_PX + lt_draw_text_width (GTK_WIDGET (self), mark->name, lt_draw_text_px (GTK_WIDGET (self), 10.5), 500) + 4.0;
  if (index + 1 < self->marks->len)
    *x1 = MIN (*x1, MAX (lt_time_scale_x (&self->scale, g_array_index (self->marks, LtRulerMark, index + 1).pos), *x0 + FLAG_PX));
}

static void
append_flag (GtkSnapshot *snapshot, float x, float y)
{
  const GdkRGBA *colour = lt_palette_get (LT_COLOUR_FG2);
  cairo_t       *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, 9, LT_RULER_MARKERS_HEIGHT));

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_move_to (cr, x, y + 4);
  cairo_line_to (cr, x + 7, y + 7.5);
  cairo_line_to (cr, x, y + 11);
  cairo_fill (cr);
  cairo_rectangle (cr, x, y + 4, 1, LT_RULER_MARKERS_HEIGHT - 4);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
append_markers (LtRuler *self, GtkSnapshot *snapshot)
{
  float y = LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT, w = (float) gtk_widget_get_width (GTK_WIDGET (self));
  LtDrawFont section = { lt_draw_text_px (GTK_WIDGET (self), 11.0), 600, 0.0, *lt_palette_get (LT_COLOUR_FG) };
  LtDrawFont flag = { lt_draw_text_px (GTK_WIDGET (self), 10.5), 500, 0.0, *lt_palette_get (LT_COLOUR_FG2) };

  for (guint i = 0; i < self->marks->len; i++)
    {
      const LtRulerMark *mark = &g_array_index (self->marks, LtRulerMark, i);
      double             x0, x1;

      lt_ruler_get_mark_extent (self, i, &x0, &x1);
      if (x1 < 0 || x0 > w)
        continue;
      if (mark->length > 0.0)
        {
          float          a = (float) MAX (x0, -8.0) + 1, b = (float) MIN (x1, w + 8.0) - 1;
          GdkRGBA        fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.09);
          GskRoundedRect rect;

          gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (a, y + 3, MAX (b - a, 1), LT_RULER_MARKERS_HEIGHT - 6), 4);
          gtk_snapshot_push_rounded_clip (snapshot, &rect);
          gtk_snapshot_append_color (snapshot, &fill, &rect.bounds);
          lt_draw_text (GTK_WIDGET (self), snapshot, mark->name, &section, MAX (a, 0) + 9.0, y + 11.5);
          gtk_snapshot_pop (snapshot);
          continue;
        }
      append_flag (snapshot, (float) floor (x0), y);
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x0, y, (float) (x1 - x0), LT_RULER_MARKERS_HEIGHT));
      lt_draw_text (GTK_WIDGET (self), snapshot, mark->name, &flag, x0 + FLAG_PX, y + 11.5);
      gtk_snapshot_pop (snapshot);
    }
}

void
lt_ruler_draw (LtRuler *self, GtkSnapshot *snapshot)
{
  float w = (float) gtk_widget_get_width (GTK_WIDGET (self));

  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_WINDOW), &GRAPHENE_RECT_INIT (0, 0, w, LT_RULER_HEIGHT));
  if (self->scale.rate_hz <= 0.0)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, w, LT_RULER_HEIGHT));
  append_loop (self, snapshot);
  append_bars (self, snapshot);
  append_times (self, snapshot);
  append_markers (self, snapshot);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE),
                             &GRAPHENE_RECT_INIT (0, LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT - 1, w, 1));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT (0, LT_RULER_HEIGHT - 1, w, 1));
  gtk_snapshot_pop (snapshot);
}
