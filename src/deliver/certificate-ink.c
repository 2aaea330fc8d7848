// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pango and cairo in two strokes.
// Layer: deliver.

#include "deliver/certificate-ink.h"

#define FAMILY "Inter, Cantarell, Noto Sans, DejaVu Sans, sans-serif"
#define MONO "JetBrains Mono, Noto Sans Mono, DejaVu Sans Mono, monospace"

void
lt_certificate_ink_text (LtCertificateInk *ink, const LtCertificateFont *font, double x, double y, double width, const char *text)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, font->mono ? MONO : FAMILY);
  pango_font_description_set_absolute_size (description, font->size * PANGO_SCALE);
  pango_font_description_set_weight (description, font->weight != 0 ? font->weight : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (ink->layout, description);
  pango_layout_set_single_paragraph_mode (ink->layout, TRUE);
  pango_layout_set_width (ink->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (ink->layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_alignment (ink->layout, font->align);
  pango_layout_set_text (ink->layout, text, -1);
  cairo_set_source_rgb (ink->cr, font->grey, font->grey, font->grey);
  cairo_move_to (ink->cr, x, y);
  pango_cairo_show_layout (ink->cr, ink->layout);
  pango_font_description_free (description);
}

void
lt_certificate_ink_line (LtCertificateInk *ink, double grey, double thick, double x0, double y0, double x1, double y1)
{
  cairo_set_source_rgb (ink->cr, grey, grey, grey);
  cairo_set_line_width (ink->cr, thick);
  cairo_move_to (ink->cr, x0, y0);
  cairo_line_to (ink->cr, x1, y1);
  cairo_stroke (ink->cr);
}
