// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The nearest of all.
// Layer: app.

#include "app/edit/snap.h"

#include <math.h>

gboolean
lt_snap_find (const LtSnap *self, double frame, double *place)
{
  double best = self->reach;

  *place = frame;
  gboolean met = FALSE;
  for (guint i = 0; self->points != NULL && i < self->points->len; i++)
    {
      double point = g_array_index (self->points, double, i);

      if (fabs (point - frame) < best || (!met && fabs (point - frame) == best))
        {
          best = fabs (point - frame);
          *place = point;
          met = TRUE;
        }
    }
  if (self->grid > 0.0)
    {
      double line = MAX (round (frame / self->grid) * self->grid, 0.0);

      if (fabs (line - frame) < best || (!met && fabs (line - frame) == best))
        {
          *place = line;
          met = TRUE;
        }
    }
  return met;
}

double
lt_snap_find_shift (const LtSnap *self, double from, double to, gboolean *met, double *place)
{
  double   at_from, at_to;
  gboolean first = lt_snap_find (self, from, &at_from), second = lt_snap_find (self, to, &at_to);

  *met = first || second;
  if (!*met)
    return 0.0;
  if (first && (!second || fabs (at_from - from) <= fabs (at_to - to)))
    {
      *place = at_from;
      return at_from - from;
    }
  *place = at_to;
  return at_to - to;
}
