// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The nearest of all.
// Layer: app.

#include "app/edit/snap.h"

#include <math.h>

/* A line is taken when it is nearer than all before it. */
static void
take_line (double frame, double line, double *best, double *place, gboolean *met)
{
  double away = fabs (line - frame);

  if (away < *best || (!*met && away == *best))
    {
      *best = away;
      *place = line;
      *met = TRUE;
    }
}

static gboolean
find (const LtSnap *self, double frame, double *place)
{
  double   best = self->reach, next;
  gboolean met = FALSE;

  *place = frame;
  for (guint i = 0; self->points != NULL && i < self->points->len; i++)
    take_line (frame, g_array_index (self->points, double, i), &best, place, &met);
  if (self->grid > 0.0)
    take_line (frame, MAX (round (frame / self->grid) * self->grid, 0.0), &best, place, &met);
  if (self->scale.rate_hz > 0.0)
    {
      take_line (frame, lt_time_scale_line (&self->scale, frame, self->step, &next), &best, place, &met);
      take_line (frame, next, &best, place, &met);
    }
  return met;
}

gboolean
lt_snap_find (const LtSnap *self, double frame, double *place)
{
  gboolean met = find (self, frame, place);
  double   zero = self->refine != NULL && self->reach >= 0.0 ? self->refine (self->data, *place) : *place;

  if (zero == *place || fabs (zero - frame) > self->reach)
    return met;
  *place = zero;
  return TRUE;
}

double
lt_snap_find_shift (const LtSnap *self, double from, double to, gboolean *met, double *place)
{
  double   at_from, at_to;
  gboolean first = find (self, from, &at_from), second = find (self, to, &at_to);

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
