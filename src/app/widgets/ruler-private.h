// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ruler's state, for its drawing.
// Layer: app/widgets.

#pragma once

#include "app/widgets/ruler.h"

typedef struct
{
  guint64 id;
  char   *name;
  double  pos, length;
} LtRulerMark;

struct _LtRuler
{
  GtkWidget parent_instance;

  LtTimeScale scale;
  gboolean    loop_on;
  double      loop_from, loop_to;
  GArray     *marks; /* of LtRulerMark, in order */
  double      position;
  double      told_beat; /* the place that readers were told last */

  int     drag; /* see ruler.c */
  double  drag_x, drag_anchor; /* the former: where it began */
  guint64 drag_mark;
};

/* Where the flag's word or the section begins and ends, pixels. */
void lt_ruler_get_mark_extent (LtRuler *self, guint index, double *x0, double *x1);

void lt_ruler_draw (LtRuler *self, GtkSnapshot *snapshot);
