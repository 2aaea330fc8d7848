// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line that is drawn as it sounds: ramps bend, as they are straight over the beats.
// Layer: app/widgets.

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/tempo-row-private.h"
#include "app/widgets/time-scale-private.h"

#include <math.h>

#define HANDLE_PX 4.0
#define FOOT_PX 6.0

double
lt_tempo_row_x (LtTempoRow *self, gint64 pulse)
{
  return lt_time_scale_x (&self->scale, lt_time_scale_pulse_frame (&self->scale, (double) pulse));
}

static double
y_of (LtTempoRow *self, double bpm)
{
  double room = LT_TEMPO_ROW_HEIGHT - LT_TEMPO_ROW_METRE_PX - 2.0 * FOOT_PX;

  return LT_TEMPO_ROW_METRE_PX + FOOT_PX + room * (1.0 - (bpm - self->low) / (self->high - self->low));
}

static double
frame_at (LtTempoRow *self, double x)
{
  return MAX (lt_time_scale_frame (&self->scale, x), 0.0);
}

static void
append_line (LtTempoRow *self, GtkSnapshot *snapshot, float w, float h)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);
  cairo_t          *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, w, h));
  GdkRGBA           fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.14);
  double            from = lt_time_scale_pulse (&self->scale, frame_at (self, 0)), y = 0.0;
  const LtTempoPoint *end = map->tempos + map->n_tempos;

  cairo_move_to (cr, 0, h);
  for (const LtTempoPoint *point = lt_tempo_map_find_tempo (map, from); point < end; point++)
    {
      double x = MAX (lt_tempo_row_x (self, point->pulse), -1.0), last = point + 1 < end ? MIN (lt_tempo_row_x (self, point[1].pulse), w + 1.0) : w + 1.0;

      if (x > w)
        break;
      for (double at = x; point->ramp && point + 1 < end && at < last; at += 4.0)
        {
          y = y_of (self, lt_tempo_map_bpm (map, frame_at (self, at) / self->scale.rate_hz));
          cairo_line_to (cr, at, y);
        }
      if (!point->ramp || point + 1 == end)
        {
          y = y_of (self, point->bpm);
          cairo_line_to (cr, x, y);
        }
      cairo_line_to (cr, last, y);
    }
  cairo_line_to (cr, w + 1.0, h + 1.0);
  cairo_line_to (cr, -1.0, h + 1.0);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_ACCENT_LINE));
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static gboolean
is_picked (LtTempoRow *self, gint64 pulse, gboolean is_metre)
{
  return self->has_picked && self->picked.pulse == pulse && self->picked.is_metre == is_metre;
}

static void
append_handle (LtTempoRow *self, GtkSnapshot *snapshot, const LtTempoPoint *point)
{
  double           x = point->pulse == 0 ? MAX (lt_tempo_row_x (self, 0), HANDLE_PX + 1.0) : lt_tempo_row_x (self, point->pulse), y = y_of (self, point->bpm);
  gboolean         picked = is_picked (self, point->pulse, FALSE);
  g_autofree char *text = g_strdup_printf ("%.*f", fabs (point->bpm - rint (point->bpm)) < 0.005 ? 0 : 2, point->bpm);
  LtDrawFont       font = { lt_draw_text_px (GTK_WIDGET (self), 10.0), 600, 0.0, *lt_palette_get (picked ? LT_COLOUR_FG : LT_COLOUR_FG2) };
  GskRoundedRect   dot;
  float            r = (float) HANDLE_PX;

  if (x < -80.0 || x > gtk_widget_get_width (GTK_WIDGET (self)) + 10)
    return;
  gsk_rounded_rect_init_from_rect (&dot, &GRAPHENE_RECT_INIT ((float) x - r, (float) y - r, 2 * r, 2 * r), r);
  gtk_snapshot_push_rounded_clip (snapshot, &dot);
  gtk_snapshot_append_color (snapshot, lt_palette_get (picked ? LT_COLOUR_ACCENT_LINE : LT_COLOUR_VIEW), &dot.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &dot, (float[4]) { 1.6f, 1.6f, 1.6f, 1.6f },
                              (GdkRGBA[4]) { *lt_palette_get (LT_COLOUR_ACCENT_LINE), *lt_palette_get (LT_COLOUR_ACCENT_LINE),
                                             *lt_palette_get (LT_COLOUR_ACCENT_LINE), *lt_palette_get (LT_COLOUR_ACCENT_LINE) });
  lt_draw_text (GTK_WIDGET (self), snapshot, text, &font, x + HANDLE_PX + 4.0, y < LT_TEMPO_ROW_METRE_PX + 14.0 ? y + 8.0 : y - 7.0);
}

static void
append_metre (LtTempoRow *self, GtkSnapshot *snapshot, const LtMetreChange *metre)
{
  double           x = metre->bar == 0 ? MAX (lt_tempo_row_x (self, 0), 0.0) : floor (lt_tempo_row_x (self, metre->pulse));
  g_autofree char *text = g_strdup_printf ("%u/%u", metre->num, metre->den);
  LtDrawFont       font = { lt_draw_text_px (GTK_WIDGET (self), 10.0), 600, 0.0,
                            *lt_palette_get (is_picked (self, metre->pulse, TRUE) ? LT_COLOUR_ACCENT_TEXT : LT_COLOUR_FG2) };

  if (x < -80.0 || x > gtk_widget_get_width (GTK_WIDGET (self)))
    return;
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT ((float) x, 0, 1, (float) LT_TEMPO_ROW_METRE_PX));
  lt_draw_text (GTK_WIDGET (self), snapshot, text, &font, x + 5.0, LT_TEMPO_ROW_METRE_PX / 2.0);
}

void
lt_tempo_row_draw (LtTempoRow *self, GtkSnapshot *snapshot)
{
  GtkWidget        *widget = GTK_WIDGET (self);
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);
  float             w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);

  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_WINDOW), &GRAPHENE_RECT_INIT (0, 0, w, h));
  if (self->scale.rate_hz <= 0.0)
    return;
  append_line (self, snapshot, w, h);
  for (uint32_t i = 0; i < map->n_tempos; i++)
    append_handle (self, snapshot, &map->tempos[i]);
  for (uint32_t i = 0; i < map->n_metres; i++)
    append_metre (self, snapshot, &map->metres[i]);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT (0, h - 1, w, 1));
}
