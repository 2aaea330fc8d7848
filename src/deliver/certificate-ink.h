// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text and lines on the page of a certificate. All lengths are points.
// Layer: deliver.

#pragma once

#include <glib.h>
#include <pango/pangocairo.h>

typedef struct
{
  cairo_t     *cr;
  PangoLayout *layout;
} LtCertificateInk;

typedef struct
{
  double         size;
  double         grey; /* 0: black */
  PangoWeight    weight;
  PangoAlignment align;
  gboolean       mono;
} LtCertificateFont;

/* In one line from @x, @width wide, its top at @y; what is too long loses its middle. */
void lt_certificate_ink_text (LtCertificateInk *ink, const LtCertificateFont *font, double x, double y, double width, const char *text);

void lt_certificate_ink_line (LtCertificateInk *ink, double grey, double thick, double x0, double y0, double x1, double y1);
