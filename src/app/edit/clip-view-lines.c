// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fades and gain of a clip: their shapes, and how they are drawn.
// Layer: app.

#include "app/edit/clip-view-private.h"

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"

#include <math.h>

#define FADE_STEP_PX 2.0
#define LEAST_FADE_PX 3.0
#define GAIN_ORIGIN 0.42      /* of the height, from the top: 0 dB */
#define GAIN_EDGE 0.08        /* the line stays that far from top and bottom */
#define GAIN_BOTTOM_DB (-60.0)

double
lt_clip_view_get_gain_y (double gain_db, double height)
{
  return height * CLAMP (GAIN_ORIGIN - gain_db / LT_CLIP_VIEW_GAIN_RANGE_DB, GAIN_EDGE, 1.0 - GAIN_EDGE);
}

double
lt_clip_view_get_gain_at (double y, double height)
{
  double at = y / MAX (height, 1.0);

  return at > 1.0 - GAIN_EDGE / 2.0 ? GAIN_BOTTOM_DB : (GAIN_ORIGIN - CLAMP (at, GAIN_EDGE, 1.0 - GAIN_EDGE)) * LT_CLIP_VIEW_GAIN_RANGE_DB;
}

double
lt_clip_view_get_fade (LtFadeCurve curve, double x)
{
  switch (curve)
    {
    case LT_FADE_LINEAR:
      return x;
    case LT_FADE_EQUAL_POWER:
      return sin (x * G_PI / 2.0);
    case LT_FADE_S:
      return 0.5 - 0.5 * cos (x * G_PI);
    case LT_FADE_EXPONENTIAL:
      return x * x * x;
    }
  return x;
}

void
lt_clip_view_trace_fade (cairo_t *cr, const LtClipFade *fade, double from, double to)
{
  for (double x = from;; x = MIN (x + FADE_STEP_PX, to))
    {
      double inside = (fade->is_in ? x - fade->x : fade->x + fade->width - x) / fade->width;

      cairo_line_to (cr, x, fade->y + fade->height * (1.0 - lt_clip_view_get_fade (fade->curve, CLAMP (inside, 0.0, 1.0))));
      if (x >= to)
        return;
    }
}

void
lt_clip_view_append_fade (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box, gboolean is_in)
{
  const LtClip *clip = self->clip;
  double        w = (double) (is_in ? clip->fade_in_frames : clip->fade_out_frames) / lt_time_scale_get_frames_per_pixel (&self->scale);
  LtClipFade    fade = { is_in ? clip->fade_in_curve : clip->fade_out_curve, is_in, is_in ? box->x0 : box->x1 - w, w, box->wave_y, box->wave_h };
  double        from = MAX (fade.x, box->seen0), to = MIN (fade.x + w, box->seen1);
  gboolean      dark = lt_palette_is_dark ();
  GdkRGBA       colour = lt_clip_view_get_colour (self), veil = dark ? (GdkRGBA) { 0.063f, 0.063f, 0.063f, 0.5f } : (GdkRGBA) { 1, 1, 1, 0.5f };
  GdkRGBA       stroke = dark ? (GdkRGBA) { 1, 1, 1, 0.75f } : lt_palette_alpha (&colour, 0.9);

  if (w < LEAST_FADE_PX || from >= to)
    return;

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) from, box->wave_y, (float) (to - from), box->wave_h));
  lt_clip_view_trace_fade (cr, &fade, from, to);
  cairo_line_to (cr, to, box->wave_y);
  cairo_line_to (cr, from, box->wave_y);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &veil);
  cairo_fill (cr);
  lt_clip_view_trace_fade (cr, &fade, from, to);
  gdk_cairo_set_source_rgba (cr, &stroke);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

char *
lt_clip_view_dup_gain (double gain_db)
{
  return g_strdup_printf ("%s%.1f dB", gain_db > 0.0 ? "+" : gain_db < 0.0 ? "\u2212" : "", fabs (gain_db));
}

/* The drawn gain, on top of the clip's own. */
static void
append_envelope (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box, const GdkRGBA *colour)
{
  const GArray *points = self->clip->envelope;
  double        fpp = lt_time_scale_get_frames_per_pixel (&self->scale), last_y = 0.0;
  cairo_t      *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (box->seen0, box->wave_y, box->seen1 - box->seen0, box->wave_h));

  for (guint i = 0; i < points->len; i++)
    {
      const LtPoint *p = &g_array_index (points, LtPoint, i);
      double         x = box->x0 + (double) p->pos_frames / fpp, y = box->wave_y + lt_clip_view_get_gain_y (self->clip->gain_db + p->value, box->wave_h);

      if (i == 0)
        cairo_line_to (cr, MIN (box->x0, x), y);
      else if (p[-1].hold)
        cairo_line_to (cr, x, last_y);
      cairo_line_to (cr, x, y);
      last_y = y;
    }
  cairo_line_to (cr, MAX (box->x1, box->seen1), last_y);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* Left of the fade out, where no other clip lies over it. */
static void
append_gain_tag (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box, float y)
{
  g_autofree char *text = lt_clip_view_dup_gain (self->clip->gain_db);
  float            w = (float) lt_draw_text_width (GTK_WIDGET (self), text, 10.0, 600) + 12;
  float            fade = box->x1 - (float) ((double) self->clip->fade_out_frames / lt_time_scale_get_frames_per_pixel (&self->scale));
  float            x = MIN (box->seen1, fade) - w - 8;
  GdkRGBA          edge = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.18);
  GskRoundedRect   rect;

  if (box->wave_h < 24 || x < box->seen0 + 20)
    return;
  y = CLAMP (y, box->wave_y + 8, box->wave_y + box->wave_h - 8);
  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (x, y - 8, w, 16), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_POP), &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rect, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { edge, edge, edge, edge });
  lt_draw_text (GTK_WIDGET (self), snapshot, text, &(LtDrawFont) { 10.0, 600, 0.5, *lt_palette_get (LT_COLOUR_FG) }, x + w / 2, y);
}

void
lt_clip_view_append_gain (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box)
{
  gboolean is_drawn = self->clip->envelope != NULL && self->clip->envelope->len > 0;
  float    y = box->wave_y + roundf ((float) lt_clip_view_get_gain_y (self->clip->gain_db, box->wave_h));
  GdkRGBA  line = lt_palette_is_dark () ? (GdkRGBA) { 1, 1, 1, 1 } : *lt_palette_get (LT_COLOUR_FG);

  if (!self->is_picked && self->clip->gain_db == 0.0 && !is_drawn)
    return;
  if (is_drawn)
    append_envelope (self, snapshot, box, &line);
  else
    gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (box->seen0, y, box->seen1 - box->seen0, 1));
  if (self->is_picked && self->clip->gain_db != 0.0)
    append_gain_tag (self, snapshot, box, y);
}

