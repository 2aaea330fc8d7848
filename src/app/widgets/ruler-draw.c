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
#define NAME_GAP_PX 8.0
#define LEAST_NAME_PX 16.0 /* less of a name says nothing */

static void
tick (GtkSnapshot *snapshot, double x, double bottom, double height, double alpha)
{
  GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), alpha);

  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT ((float) floor (x), (float) (bottom - height), 1, (float) height));
}

/* A bar of 3 px from @top down, and a triangle at each of its ends. */
static void
append_span (LtRuler *self, GtkSnapshot *snapshot, double from_frame, double to_frame, float top, const GdkRGBA *line)
{
  float a = (float) lt_time_scale_x (&self->scale, from_frame), b = (float) lt_time_scale_x (&self->scale, to_frame);
  float w = (float) gtk_widget_get_width (GTK_WIDGET (self)), from = MAX (a, -20.0f), to = MIN (b, w + 20.0f);

  if (to <= from)
    return;
  gtk_snapshot_append_color (snapshot, line, &GRAPHENE_RECT_INIT (from, top, to - from, 3));
  for (int i = 0; i < 2; i++)
    {
      float x = i == 0 ? a : b, side = i == 0 ? 9.0f : -9.0f;

      if (x < -10 || x > w + 10)
        continue;
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (MIN (x, x + side), top, 9, 11));
      gdk_cairo_set_source_rgba (cr, line);
      cairo_move_to (cr, x, top);
      cairo_line_to (cr, x + side, top);
      cairo_line_to (cr, x, top + 11);
      cairo_close_path (cr);
      cairo_fill (cr);
      cairo_destroy (cr);
    }
}

static void
append_loop (LtRuler *self, GtkSnapshot *snapshot)
{
  float w = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float from = MAX ((float) lt_time_scale_x (&self->scale, self->loop_from), 0), to = MIN ((float) lt_time_scale_x (&self->scale, self->loop_to), w);

  if (self->loop_to <= self->loop_from)
    return;
  if (self->loop_on && to > from)
    gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_ACCENT_BG), &GRAPHENE_RECT_INIT (from, 0, to - from, LT_RULER_BARS_HEIGHT));
  append_span (self, snapshot, self->loop_from, self->loop_to, 0, lt_palette_get (self->loop_on ? LT_COLOUR_ACCENT_LINE : LT_COLOUR_FG3));
}

/* On the row of times, so that both ranges can be held where they begin together. */
static void
append_punch (LtRuler *self, GtkSnapshot *snapshot)
{
  if (self->punch_to > self->punch_from)
    append_span (self, snapshot, self->punch_from, self->punch_to, LT_RULER_BARS_HEIGHT, lt_palette_get (self->punch_on ? LT_COLOUR_REC : LT_COLOUR_FG3));
}

/* "25", or "25.3" for a beat, "25.3.2" for a quarter of one. */
static char *
dup_label (const LtTimeLine *line)
{
  int beat = (int) floor (line->in_bar + 1e-6), quarter = (int) floor ((line->in_bar - beat) * 4.0 + 1e-6);
  int sixteenth = (int) lrint (((line->in_bar - beat) * 4.0 - quarter) * 4.0), bar = (int) line->bar + 1;

  if (line->in_bar < 1e-6)
    return g_strdup_printf ("%d", bar);
  if (sixteenth != 0)
    return g_strdup_printf ("%d.%d.%d.%d", bar, beat + 1, quarter + 1, sixteenth + 1);
  if (quarter != 0)
    return g_strdup_printf ("%d.%d.%d", bar, beat + 1, quarter + 1);
  return g_strdup_printf ("%d.%d", bar, beat + 1);
}

typedef struct
{
  LtRuler     *ruler;
  GtkSnapshot *snapshot;
  LtDrawFont   font;
} Bars;

static void
append_minor (const LtTimeLine *line, gpointer data)
{
  tick (((Bars *) data)->snapshot, line->x, LT_RULER_BARS_HEIGHT, 4, 0.2);
}

/* Behind the number is no room for another change's words. */
static void
append_number (const LtTimeLine *line, gpointer data)
{
  Bars            *bars = data;
  g_autofree char *label = dup_label (line);
  double           x = floor (line->x) + 5.0;

  tick (bars->snapshot, line->x, LT_RULER_BARS_HEIGHT, 9, 0.4);
  if (bars->ruler->changes->len == 0 || !lt_ruler_covers (bars->ruler, x, x + lt_draw_text_width (GTK_WIDGET (bars->ruler), label, bars->font.size, bars->font.weight)))
    lt_draw_text (GTK_WIDGET (bars->ruler), bars->snapshot, label, &bars->font, x, 11.0);
}

static void
append_bars (LtRuler *self, GtkSnapshot *snapshot)
{
  double        w = gtk_widget_get_width (GTK_WIDGET (self));
  LtTimeDensity seen = lt_time_scale_get_density (&self->scale, w);
  guint         every, per_beat;
  Bars          bars = { self, snapshot, { lt_draw_text_px (GTK_WIDGET (self), 11.0), 600, 0.0, *lt_palette_get (LT_COLOUR_FG2) } };

  lt_time_scale_get_steps (&self->scale, w, LABEL_PX, &every, &per_beat);
  if (per_beat > 0 && seen.beat_px / (4 * per_beat) >= TICK_PX)
    lt_time_scale_each_line (&self->scale, w, 1, 4 * per_beat, append_minor, &bars);
  else if (per_beat == 0 && every == 1 && seen.beat_px >= TICK_PX)
    lt_time_scale_each_line (&self->scale, w, 1, 1, append_minor, &bars);
  else if (per_beat == 0 && every > 1)
    lt_time_scale_each_line (&self->scale, w, every / 2, 0, append_minor, &bars);
  lt_ruler_place_changes (self);
  lt_time_scale_each_line (&self->scale, w, every, per_beat, append_number, &bars);
  lt_ruler_append_changes (self, snapshot);
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

/* Words end where the next one begins; those of marks at one place stand behind one another, from @free on. */
static void
append_name (LtRuler *self, GtkSnapshot *snapshot, guint index, double x, double end, double *free)
{
  const LtRulerMark *mark = &g_array_index (self->marks, LtRulerMark, index);
  gboolean           is_section = mark->length > 0.0;
  LtDrawFont font = { lt_draw_text_px (GTK_WIDGET (self), is_section ? 11.0 : 10.5), is_section ? 600 : 500, 0.0,
                      *lt_palette_get (is_section ? LT_COLOUR_FG : LT_COLOUR_FG2) };
  float      y = LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT;

  x = MAX (x, *free);
  for (guint i = index + 1; i < self->marks->len; i++)
    if (g_array_index (self->marks, LtRulerMark, i).pos > mark->pos)
      {
        end = MIN (end, lt_time_scale_x (&self->scale, g_array_index (self->marks, LtRulerMark, i).pos) - 2.0);
        break;
      }
  if (end - x < LEAST_NAME_PX)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x, y, (float) (end - x), LT_RULER_MARKERS_HEIGHT));
  lt_draw_text (GTK_WIDGET (self), snapshot, mark->name, &font, x, y + 11.5);
  gtk_snapshot_pop (snapshot);
  *free = MIN (x + lt_draw_text_width (GTK_WIDGET (self), mark->name, font.size, font.weight), end) + NAME_GAP_PX;
}

static void
append_markers (LtRuler *self, GtkSnapshot *snapshot)
{
  float  y = LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT, w = (float) gtk_widget_get_width (GTK_WIDGET (self));
  double free = 0.0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      double x0, x1;

      lt_ruler_get_mark_extent (self, i, &x0, &x1);
      if (x1 < 0 || x0 > w)
        continue;
      if (g_array_index (self->marks, LtRulerMark, i).length > 0.0)
        {
          float          a = (float) MAX (x0, -8.0) + 1, b = (float) MIN (x1, w + 8.0) - 1;
          GdkRGBA        fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.09);
          GskRoundedRect rect;

          gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (a, y + 3, MAX (b - a, 1), LT_RULER_MARKERS_HEIGHT - 6), 4);
          gtk_snapshot_push_rounded_clip (snapshot, &rect);
          gtk_snapshot_append_color (snapshot, &fill, &rect.bounds);
          gtk_snapshot_pop (snapshot);
          append_name (self, snapshot, i, MAX (a, 0) + 9.0, b, &free);
          continue;
        }
      append_flag (snapshot, (float) floor (x0), y);
      append_name (self, snapshot, i, x0 + FLAG_PX, w, &free);
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
  append_punch (self, snapshot);
  append_bars (self, snapshot);
  append_times (self, snapshot);
  append_markers (self, snapshot);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE),
                             &GRAPHENE_RECT_INIT (0, LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT - 1, w, 1));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT (0, LT_RULER_HEIGHT - 1, w, 1));
  gtk_snapshot_pop (snapshot);
}
