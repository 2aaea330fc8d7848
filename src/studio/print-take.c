// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master has a history of its loudness and its overs besides.
// Layer: studio.

#include "studio/print-take.h"

#include "meter/loudness.h"

#include <math.h>
#include <string.h>

#define RING 64u /* points between two blocks: far more than come */

struct _LtPrintTake
{
  LtPrint        *print;
  LtMeasure      *measure;
  LtPrintColumn  *columns;
  double         *squares; /* sum of a column */
  int64_t         at;
  LtOvers        *overs;   /* of the master alone */
  LtRing          ring;
  LtLoudnessPoint points[RING];
};

LtPrint *
lt_print_take_begin (double rate_hz, int64_t n_frames, double ceiling_dbtp)
{
  LtPrint *print = g_new0 (LtPrint, 1);

  g_atomic_ref_count_init (&print->refs);
  print->rate_hz = rate_hz;
  print->n_frames = n_frames;
  print->ceiling_dbtp = ceiling_dbtp;
  print->short_term_lufs = g_array_new (FALSE, FALSE, sizeof (float));
  print->overs = g_array_new (FALSE, FALSE, sizeof (LtOver));
  return print;
}

LtPrintTake *
lt_print_take_new (LtPrint *print, gboolean is_master)
{
  LtPrintTake *self = g_new0 (LtPrintTake, 1);

  self->print = print;
  self->measure = lt_measure_new (print->rate_hz, 2);
  self->columns = is_master ? print->master_columns : print->mix_columns;
  self->squares = g_new0 (double, LT_PRINT_COLUMNS);
  if (!is_master)
    return self;
  lt_ring_init (&self->ring, self->points, RING, sizeof (LtLoudnessPoint));
  lt_measure_set_history (self->measure, &self->ring);
  self->overs = lt_overs_new (print->rate_hz, print->ceiling_dbtp);
  return self;
}

static void
draw (LtPrintTake *self, const float *const *in, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++, self->at++)
    {
      guint          c = (guint) (self->at * LT_PRINT_COLUMNS / self->print->n_frames);
      LtPrintColumn *column = &self->columns[MIN (c, LT_PRINT_COLUMNS - 1)];
      float          low = MIN (in[0][i], in[1][i]), high = MAX (in[0][i], in[1][i]);

      column->min = MIN (column->min, low);
      column->max = MAX (column->max, high);
      self->squares[column - self->columns] += 0.5 * ((double) in[0][i] * in[0][i] + (double) in[1][i] * in[1][i]);
    }
}

void
lt_print_take_run (LtPrintTake *self, const float *const *in, uint32_t n_frames)
{
  LtLoudnessPoint point;

  if (self->overs != NULL)
    lt_overs_run (self->overs, in, n_frames);
  lt_measure_run (self->measure, in, n_frames);
  draw (self, in, n_frames);
  while (self->overs != NULL && lt_ring_read (&self->ring, &point, 1) == 1)
    g_array_append_val (self->print->short_term_lufs, point.short_term_lufs);
}

static void
finish_picture (LtPrintTake *self)
{
  for (guint c = 0; c < LT_PRINT_COLUMNS; c++)
    {
      int64_t from = self->print->n_frames * c / LT_PRINT_COLUMNS, to = self->print->n_frames * (c + 1) / LT_PRINT_COLUMNS;

      self->columns[c].rms = (float) sqrt (self->squares[c] / (double) MAX (to - from, 1));
    }
}

void
lt_print_take_end (LtPrintTake *self, gboolean keeps)
{
  LtPrint *print = self->print;

  if (keeps)
    {
      finish_picture (self);
      lt_measure_finish (self->measure, self->overs != NULL ? &print->master : &print->mix);
    }
  if (keeps && self->overs != NULL)
    print->n_overs = lt_overs_finish (self->overs, print->overs);
  lt_measure_free (self->measure);
  lt_overs_free (self->overs);
  g_free (self->squares);
  g_free (self);
}

void
lt_print_take_copy (LtPrint *print, const LtPrint *from, gboolean is_master)
{
  if (!is_master)
    {
      print->mix = from->mix;
      memcpy (print->mix_columns, from->mix_columns, sizeof print->mix_columns);
      return;
    }
  print->master = from->master;
  memcpy (print->master_columns, from->master_columns, sizeof print->master_columns);
  g_array_append_vals (print->short_term_lufs, from->short_term_lufs->data, from->short_term_lufs->len);
  g_array_append_vals (print->overs, from->overs->data, from->overs->len);
  print->n_overs = from->n_overs;
}
