// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drawn from a few formulas: envelopes of a made-up song, a disc with its groove.
// Layer: app.

#include "app/shell/welcome-art.h"

#include "app/widgets/palette.h"

#include <math.h>

#define TAU (2.0 * G_PI)

/* The same for the same @at and @seed, 0 to 1. */
static double
noise (int at, int seed)
{
  guint32 x = (guint32) at * 2654435761u + (guint32) seed * 40503u;

  x ^= x >> 15;
  x *= 2246822519u;
  x ^= x >> 13;
  return (x & 0xffff) / 65535.0;
}

/* An instrument's envelope: notes that decay, some of them louder, a chorus from the middle on. */
static double
envelope (double at, int seed)
{
  double note = fmod (at * (6 + seed * 3), 1.0);
  double loud = 0.45 + 0.5 * noise ((int) (at * (6 + seed * 3)), seed);

  return loud * exp (-note * (0.6 + seed * 0.5)) * (at > 0.45 ? 1.0 : 0.7);
}

static void
columns (cairo_t *cr, int x, double top, int width, double height, const double *peak, const GdkRGBA *outer, const GdkRGBA *inner)
{
  double middle = top + height / 2;

  for (int pass = 0; pass < 2; pass++)
    {
      gdk_cairo_set_source_rgba (cr, pass == 0 ? outer : inner);
      for (int i = 0; i < width; i++)
        {
          double half = MAX (0.5, peak[i] * height / 2 * (pass == 0 ? 1.0 : 0.55));

          cairo_rectangle (cr, x + i, middle - half, 1, 2 * half);
        }
      cairo_fill (cr);
    }
}

static void
draw_stems (cairo_t *cr, int width, int height)
{
  static const guint tracks[] = { 5, 6, 4, 3, 2 };
  const GdkRGBA     *well = lt_palette_get (LT_COLOUR_WELL);
  int                inner = MAX (width - 48, 1);
  g_autofree double *peak = g_new (double, inner);

  for (int t = 0; t < (int) G_N_ELEMENTS (tracks); t++)
    {
      const GdkRGBA *colour = lt_palette_get_track (tracks[t]);
      GdkRGBA        body = lt_palette_mix (well, colour, 0.14), outer = lt_palette_mix (well, colour, 0.6);
      double         top = 16 + t * (height - 32 + 4) / 5.0, band = (height - 32 + 4) / 5.0 - 4;

      gdk_cairo_set_source_rgba (cr, &body);
      cairo_rectangle (cr, 24, top, inner, band);
      cairo_fill (cr);
      for (int i = 0; i < inner; i++)
        peak[i] = envelope ((double) i / inner, t + 1) * (0.75 + 0.25 * noise (i, t + 9));
      columns (cr, 24, top, inner, band, peak, &outer, colour);
    }
}

static void
draw_master (cairo_t *cr, int width, int height)
{
  const GdkRGBA     *accent = lt_palette_get (LT_COLOUR_ACCENT_LINE);
  GdkRGBA            outer = lt_palette_mix (lt_palette_get (LT_COLOUR_WELL), accent, 0.55);
  GdkRGBA            grey1 = lt_palette_mix (lt_palette_get (LT_COLOUR_WELL), lt_palette_get (LT_COLOUR_FG3), 0.4), grey2 = *lt_palette_get (LT_COLOUR_WAVE2);
  GdkRGBA            dashed = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.6);
  static const double dash[] = { 4, 3 };
  int                inner = MAX (width - 48, 2), split = (int) (inner * 0.46);
  g_autofree double *peak = g_new (double, inner);

  for (int i = 0; i < inner; i++)
    {
      double at = (double) i / inner, body = 0.35 + 0.4 * sin (at * G_PI) * (0.8 + 0.2 * sin (at * 9));

      peak[i] = i < split ? body * (0.5 + 0.5 * noise (i, 3)) : MIN (0.9, body * 1.7 * (0.8 + 0.2 * noise (i, 4)));
    }
  columns (cr, 24, 14, split, height - 28, peak, &grey1, &grey2);
  columns (cr, 24 + split, 14, inner - split, height - 28, peak + split, &outer, accent);

  gdk_cairo_set_source_rgba (cr, &dashed);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dash, 2, 0);
  for (int side = -1; side <= 1; side += 2)
    {
      double y = floor (height / 2.0 + side * (height - 28) / 2.0 * 0.92) + 0.5;

      cairo_move_to (cr, 24 + split, y);
      cairo_line_to (cr, 24 + inner, y);
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_rectangle (cr, 24 + split, 8, 1.25, height - 16);
  cairo_fill (cr);
}

static void
draw_disc (cairo_t *cr, double cx, double cy, double radius)
{
  gboolean big = radius > 60;
  int      rings = big ? 22 : 8;

  cairo_set_source_rgb (cr, 0.06, 0.06, 0.06);
  cairo_arc (cr, cx, cy, radius, 0, TAU);
  cairo_fill (cr);
  cairo_set_line_width (cr, big ? 1 : 0.9);
  for (int k = 0; k < rings; k++)
    {
      double at = radius * (0.36 + 0.58 * k / (rings - 1));

      cairo_set_source_rgba (cr, 1, 1, 1, 0.10 + 0.22 * fabs (sin (k * 1.7)));
      for (int a = 0; a <= 720; a++)
        {
          double turn = a / 720.0 * TAU;
          double r = at + (big ? sin (turn * (60 + k * 5) + k) * 1.1 * pow (fabs (sin (turn * 1.5 + k * 0.7)), 3) : 0);

          cairo_line_to (cr, cx + r * cos (turn), cy + r * sin (turn));
        }
      cairo_stroke (cr);
    }
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_ACCENT_LINE));
  cairo_arc (cr, cx, cy, radius * 0.26, 0, TAU);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.06, 0.06, 0.06);
  cairo_arc (cr, cx, cy, MAX (1.5, radius * 0.05), 0, TAU);
  cairo_fill (cr);
}

static void
draw_demo (cairo_t *cr, int width, int height)
{
  double cx = width / 2.0 - 8, cy = height + 30, x = cx + 74, y = cy - 92;

  draw_disc (cr, cx, cy, 150);
  cairo_set_source_rgb (cr, 0.73, 0.73, 0.73);
  cairo_set_line_width (cr, 3);
  cairo_move_to (cr, x + 8, y - 10);
  cairo_line_to (cr, width - 34, 10);
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, -0.72);
  cairo_set_source_rgb (cr, 0.89, 0.89, 0.89);
  cairo_rectangle (cr, -4, -9, 26, 13);
  cairo_fill (cr);
  cairo_move_to (cr, -2, 4);
  cairo_line_to (cr, 6, 4);
  cairo_line_to (cr, -1, 11);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  switch ((LtWelcomeArt) GPOINTER_TO_INT (data))
    {
    case LT_WELCOME_ART_STEMS:
      draw_stems (cr, width, height);
      break;
    case LT_WELCOME_ART_MASTER:
      draw_master (cr, width, height);
      break;
    case LT_WELCOME_ART_DEMO:
      draw_demo (cr, width, height);
      break;
    case LT_WELCOME_ART_DISC:
    default:
      draw_disc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0 - 1);
    }
}

GtkWidget *
lt_welcome_art_new (LtWelcomeArt art)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, GINT_TO_POINTER (art), NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return area;
}
