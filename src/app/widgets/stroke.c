// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points in order; thinned from the whole to its parts.
// Layer: app/widgets.
// Ref: Douglas, Peucker: Algorithms for the reduction of the number of points (1973), with the distance taken upright, since
// time and value have no unit in common.

#include "app/widgets/stroke.h"

#include <math.h>

struct _LtStroke
{
  GArray *points; /* of LtStrokePoint, ascending */
  double  last_x, last_y; /* where the pencil is */
};

LtStroke *
lt_stroke_new (void)
{
  LtStroke *self = g_new0 (LtStroke, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (LtStrokePoint));
  return self;
}

void
lt_stroke_free (LtStroke *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->points);
  g_free (self);
}

static const LtStrokePoint *
at (const LtStroke *self, guint i)
{
  return &g_array_index (self->points, LtStrokePoint, i);
}

void
lt_stroke_add (LtStroke *self, double x, double y)
{
  LtStrokePoint point = { x, y };
  double        low = MIN (x, self->last_x), high = MAX (x, self->last_x);
  guint         i;

  for (i = self->points->len; i-- > 0;)
    if (at (self, i)->x >= low && at (self, i)->x <= high && (at (self, i)->x != self->last_x || x == self->last_x))
      g_array_remove_index (self->points, i);
  for (i = 0; i < self->points->len && at (self, i)->x < x;)
    i++;
  g_array_insert_val (self->points, i, point);
  self->last_x = x;
  self->last_y = y;
}

double
lt_stroke_get_last (const LtStroke *self)
{
  return self->last_y;
}

/* Keeps of @from to @to (both kept) the one that is furthest from the line between them, and goes on in both parts. */
static void
keep_between (const LtStroke *self, guint from, guint to, double tolerance, gboolean *keep)
{
  const LtStrokePoint *a = at (self, from), *b = at (self, to);
  double               worst = tolerance;
  guint                found = 0;

  for (guint i = from + 1; i < to; i++)
    {
      const LtStrokePoint *p = at (self, i);
      double               away = fabs (a->y + (b->y - a->y) * (p->x - a->x) / (b->x - a->x) - p->y);

      if (away > worst)
        {
          worst = away;
          found = i;
        }
    }
  if (found == 0)
    return;
  keep[found] = TRUE;
  keep_between (self, from, found, tolerance, keep);
  keep_between (self, found, to, tolerance, keep);
}

GArray *
lt_stroke_dup_thinned (const LtStroke *self, double tolerance)
{
  GArray              *out = g_array_new (FALSE, FALSE, sizeof (LtStrokePoint));
  guint                n = self->points->len;
  g_autofree gboolean *keep = g_new0 (gboolean, n + 1);

  if (n > 0)
    keep[0] = keep[n - 1] = TRUE;
  if (n > 2)
    keep_between (self, 0, n - 1, tolerance, keep);
  for (guint i = 0; i < n; i++)
    if (keep[i])
      g_array_append_val (out, *at (self, i));
  return out;
}
