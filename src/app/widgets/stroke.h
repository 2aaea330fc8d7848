// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line as a pencil draws it along time: going back draws over it; few points tell it as well.
// Layer: app/widgets. Pure.

#pragma once

#include <glib.h>

typedef struct
{
  double x, y;
} LtStrokePoint;

typedef struct _LtStroke LtStroke;

LtStroke *lt_stroke_new (void);
void      lt_stroke_free (LtStroke *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStroke, lt_stroke_free)

/* From where the pencil was to here: what was drawn between goes. */
void lt_stroke_add (LtStroke *self, double x, double y);

double lt_stroke_get_last (const LtStroke *self); /* y where the pencil is; 0: nowhere yet */

/* (transfer full): of LtStrokePoint, ascending in x, no two at the same; the fewest that Douglas and Peucker's way keeps, so
   that the line through them is nowhere more than @tolerance above or below the one that was drawn. Ends stay. */
GArray *lt_stroke_dup_thinned (const LtStroke *self, double tolerance);
