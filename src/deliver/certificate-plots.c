// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Greys on white: what matters is dark, what guides the eye is light.
// Layer: deliver.

#include "deliver/certificate-plots.h"

#include <glib/gi18n.h>
#include <math.h>

#define AXIS_WIDTH 24.0 /* room for numbers left of a picture */
#define RANGE_LU 30.0
#define GRID_GREY 0.88
#define WAVE_GREY 0.35

static double
length_of (const LtInspection *found)
{
  return MAX (found->measured.duration_s, 1e-3);
}

/* A round step, so that there are at most ten of them. */
static double
time_step (double length_s)
{
  static const double steps[] = { 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (length_s / steps[i] <= 10.0)
      return steps[i];
  return length_s;
}

static void
draw_frame (LtCertificateInk *ink, LtCertificateBox box)
{
  cairo_set_source_rgb (ink->cr, 0.7, 0.7, 0.7);
  cairo_set_line_width (ink->cr, 0.5);
  cairo_rectangle (ink->cr, box.x, box.y, box.width, box.height);
  cairo_stroke (ink->cr);
}

static void
draw_times (LtCertificateInk *ink, double length_s, LtCertificateBox box, gboolean numbers)
{
  LtCertificateFont font = { .size = 7, .grey = 0.4, .align = PANGO_ALIGN_CENTER };
  double            step = time_step (length_s);

  for (int k = 0; k * step <= length_s; k++)
    {
      double x = box.x + box.width * k * step / length_s;
      char   text[32];

      lt_certificate_ink_line (ink, GRID_GREY, 0.4, x, box.y, x, box.y + box.height);
      if (!numbers)
        continue;
      if (step < 1.0)
        g_snprintf (text, sizeof text, "%d.%d", (int) (k * step + 1e-6), (int) lround (k * step * 10.0) % 10);
      else
        g_snprintf (text, sizeof text, "%d:%02d", (int) (k * step) / 60, (int) (k * step) % 60);
      lt_certificate_ink_text (ink, &font, x - 20, box.y + box.height + 2, 40, text);
    }
}

static LtCertificateBox
inside_of (LtCertificateBox box)
{
  return (LtCertificateBox) { box.x + AXIS_WIDTH, box.y, box.width - AXIS_WIDTH, box.height };
}

static void
draw_lane (LtCertificateInk *ink, const LtInspection *found, guint c, LtCertificateBox box)
{
  double middle = box.y + box.height / 2.0, half = box.height / 2.0 - 1.0, step = box.width / LT_INSPECT_COLUMNS;

  lt_certificate_ink_line (ink, GRID_GREY, 0.4, box.x, middle, box.x + box.width, middle);
  cairo_set_source_rgb (ink->cr, WAVE_GREY, WAVE_GREY, WAVE_GREY);
  cairo_move_to (ink->cr, box.x, middle);
  for (guint x = 0; x < LT_INSPECT_COLUMNS; x++)
    cairo_line_to (ink->cr, box.x + (x + 0.5) * step, middle - half * CLAMP (found->high[c][x], 0.0, 1.0));
  cairo_line_to (ink->cr, box.x + box.width, middle);
  for (guint x = LT_INSPECT_COLUMNS; x-- > 0;)
    cairo_line_to (ink->cr, box.x + (x + 0.5) * step, middle - half * CLAMP (found->low[c][x], -1.0, 0.0));
  cairo_close_path (ink->cr);
  cairo_fill_preserve (ink->cr);
  cairo_set_line_width (ink->cr, 0.25);
  cairo_stroke (ink->cr);
}

static void
mark_clips (LtCertificateInk *ink, const LtInspection *found, LtCertificateBox box)
{
  double last = -10.0;

  cairo_set_source_rgb (ink->cr, 0, 0, 0);
  for (guint i = 0; i < found->clips->len; i++)
    {
      const LtInspectClip *clip = &g_array_index (found->clips, LtInspectClip, i);
      double               x = box.x + box.width * (double) clip->frame / found->measured.rate_hz / length_of (found);

      if (x - last < 1.5) /* no more than can be told apart */
        continue;
      last = x;
      cairo_move_to (ink->cr, x, box.y);
      cairo_line_to (ink->cr, x - 2.2, box.y - 4.5);
      cairo_line_to (ink->cr, x + 2.2, box.y - 4.5);
      cairo_close_path (ink->cr);
      cairo_fill (ink->cr);
    }
}

void
lt_certificate_plots_wave (LtCertificateInk *ink, const LtInspection *found, LtCertificateBox whole)
{
  LtCertificateFont font = { .size = 7, .grey = 0.4, .align = PANGO_ALIGN_RIGHT };
  LtCertificateBox  box = inside_of (whole);
  guint             n = MIN (found->n_channels, 2);

  draw_times (ink, length_of (found), box, FALSE);
  for (guint c = 0; c < n; c++)
    {
      LtCertificateBox lane = { box.x, box.y + box.height * c / n, box.width, box.height / n };
      const char      *name = n == 1 ? _ ("Mono") : c == 0 ? _ ("L") : _ ("R");

      draw_lane (ink, found, c, lane);
      lt_certificate_ink_text (ink, &font, whole.x, lane.y + lane.height / 2.0 - 5.0, AXIS_WIDTH - 5.0, name);
    }
  draw_frame (ink, box);
  mark_clips (ink, found, box);
}

/* --- loudness --- */

typedef struct
{
  LtCertificateBox box;
  double           top_lufs, length_s;
} Scale;

static double
y_of (const Scale *s, double lufs)
{
  return s->box.y + s->box.height * CLAMP ((s->top_lufs - lufs) / RANGE_LU, 0.0, 1.0);
}

static void
draw_curve (LtCertificateInk *ink, const LtInspection *found, const Scale *s, gboolean short_term)
{
  gboolean is_on = FALSE;
  double   grey = short_term ? 0.1 : 0.62;

  cairo_set_source_rgb (ink->cr, grey, grey, grey);
  cairo_set_line_width (ink->cr, short_term ? 0.9 : 0.4);
  for (guint i = 0; i < found->points->len; i++)
    {
      const LtInspectPoint *p = &g_array_index (found->points, LtInspectPoint, i);
      double                v = (double) (short_term ? p->short_term_lufs : p->momentary_lufs);
      double                x = s->box.x + s->box.width * MIN (p->at_s / s->length_s, 1.0);

      if (isnan (v))
        is_on = FALSE;
      else if (is_on)
        cairo_line_to (ink->cr, x, y_of (s, v));
      else
        cairo_move_to (ink->cr, x, y_of (s, v));
      is_on = !isnan (v);
    }
  cairo_stroke (ink->cr);
}

static void
draw_level (LtCertificateInk *ink, const Scale *s, double lufs, double dash, const char *name)
{
  LtCertificateFont font = { .size = 7, .grey = 0.1, .align = PANGO_ALIGN_RIGHT, .weight = PANGO_WEIGHT_MEDIUM };
  double            y = y_of (s, lufs);

  if (!isfinite (lufs))
    return;
  cairo_save (ink->cr);
  cairo_set_dash (ink->cr, &dash, 1, 0.0);
  lt_certificate_ink_line (ink, 0.1, 0.6, s->box.x, y, s->box.x + s->box.width, y);
  cairo_restore (ink->cr);
  lt_certificate_ink_text (ink, &font, s->box.x, y - 10.0, s->box.width - 4.0, name);
}

void
lt_certificate_plots_loudness (LtCertificateInk *ink, const LtInspection *found, double target_lufs, LtCertificateBox whole)
{
  LtCertificateFont font = { .size = 7, .grey = 0.4, .align = PANGO_ALIGN_RIGHT };
  double            highest = fmax (fmax (found->measured.max_momentary_lufs, found->measured.integrated_lufs), target_lufs); /* passes over NAN */
  Scale             s = { inside_of (whole), isfinite (highest) ? ceil ((highest + 1.0) / 3.0) * 3.0 : 0.0, length_of (found) };

  draw_times (ink, s.length_s, s.box, TRUE);
  for (double lufs = s.top_lufs; lufs >= s.top_lufs - RANGE_LU; lufs -= 6.0)
    {
      g_autofree char *text = g_strdup_printf (lufs < 0.0 ? "−%.0f" : "%.0f", fabs (lufs));

      lt_certificate_ink_line (ink, GRID_GREY, 0.4, s.box.x, y_of (&s, lufs), s.box.x + s.box.width, y_of (&s, lufs));
      lt_certificate_ink_text (ink, &font, whole.x, y_of (&s, lufs) - 5.0, AXIS_WIDTH - 5.0, text);
    }
  cairo_save (ink->cr);
  cairo_rectangle (ink->cr, s.box.x, s.box.y, s.box.width, s.box.height);
  cairo_clip (ink->cr);
  draw_curve (ink, found, &s, FALSE);
  draw_curve (ink, found, &s, TRUE);
  cairo_restore (ink->cr);
  draw_level (ink, &s, found->measured.integrated_lufs, 4.0, _ ("integrated"));
  if (!(fabs (target_lufs - found->measured.integrated_lufs) < 1.5)) /* else one line says both */
    draw_level (ink, &s, target_lufs, 1.5, _ ("target"));
  draw_frame (ink, s.box);
}
