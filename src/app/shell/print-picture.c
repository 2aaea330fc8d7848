// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The columns of a print folded to pixels.
// Layer: app.

#include "app/shell/print-picture.h"

#include <math.h>

static void
add_column (const LtPrintPicture *self, cairo_t *cr, gboolean is_rms, int x)
{
  guint  from = (guint) (x * (double) LT_PRINT_COLUMNS / self->width), to = MAX (from + 1, (guint) ((x + 1) * (double) LT_PRINT_COLUMNS / self->width));
  float  low = 0.0f, high = 0.0f, level = 0.0f;
  double middle = self->top + self->height / 2.0;

  for (guint c = from; c < MIN (to, LT_PRINT_COLUMNS); c++)
    {
      low = MIN (low, self->print->master_columns[c].min);
      high = MAX (high, self->print->master_columns[c].max);
      level = MAX (level, self->print->master_columns[c].rms);
    }
  double above = CLAMP ((double) (is_rms ? level : high), 0.0, 1.0), below = CLAMP ((double) (is_rms ? level : -low), 0.0, 1.0);
  cairo_rectangle (cr, x, middle - above * self->height / 2.0, 1.0, MAX (1.0, (above + below) * self->height / 2.0));
}

void
lt_print_picture_add_columns (const LtPrintPicture *self, cairo_t *cr, gboolean is_rms, int first, int end)
{
  for (int x = MAX (first, 0); x < MIN (end, self->width); x++)
    add_column (self, cr, is_rms, x);
}

double
lt_print_picture_get_y (const LtPrintPicture *self, double lufs)
{
  return self->top + self->height * (self->high_lufs - CLAMP (lufs, self->low_lufs, self->high_lufs)) / (self->high_lufs - self->low_lufs);
}

void
lt_print_picture_add_loudness (const LtPrintPicture *self, cairo_t *cr)
{
  double   step = LT_PRINT_STEP_S * self->print->rate_hz / (double) MAX (self->print->n_frames, 1) * self->width;
  gboolean was_low = TRUE;

  for (guint i = 0; i < self->print->short_term_lufs->len; i++)
    {
      double   lufs = (double) g_array_index (self->print->short_term_lufs, float, i);
      gboolean is_low = !(lufs > self->low_lufs); /* or no number */

      if (!is_low || !was_low)
        cairo_line_to (cr, (i + 1) * step, is_low ? self->top + self->height : lt_print_picture_get_y (self, lufs));
      if (is_low)
        cairo_new_sub_path (cr); /* not along the bottom */
      was_low = is_low;
    }
}
