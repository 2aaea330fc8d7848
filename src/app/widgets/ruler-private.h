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

/* The words of a change of tempo, of metre or of both. */
typedef struct
{
  double   x0, x1; /* where they were drawn last */
  char    *text;
  gint64   pulse;
  gboolean is_metre, is_tempo;
} LtRulerChange;

struct _LtRuler
{
  GtkWidget parent_instance;

  LtTimeScale scale;
  gboolean    loop_on;
  double      loop_from, loop_to;
  gboolean    punch_on;
  double      punch_from, punch_to;
  GArray     *changes; /* of LtRulerChange, those that are seen */
  GArray     *marks; /* of LtRulerMark, in order */
  double      position;
  double      told_beat; /* the place that readers were told last */

  int     drag; /* see ruler.c */
  double  drag_x, drag_anchor; /* the former: where it began */
  guint64 drag_mark;
};

/* Where the flag's word or the section begins and ends, pixels. */
void lt_ruler_get_mark_extent (LtRuler *self, guint index, double *x0, double *x1);

/* ruler-changes.c: they are placed before numbers are drawn, which leave room for them. */
GArray  *lt_ruler_changes_new (void);
void     lt_ruler_place_changes (LtRuler *self);
gboolean lt_ruler_covers (LtRuler *self, double x0, double x1);
void     lt_ruler_append_changes (LtRuler *self, GtkSnapshot *snapshot);
const LtRulerChange *lt_ruler_find_change (LtRuler *self, double x, double y); /* NULL: none */

void lt_ruler_draw (LtRuler *self, GtkSnapshot *snapshot);
