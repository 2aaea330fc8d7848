// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tempo track's state, for its drawing.
// Layer: app/widgets.

#pragma once

#include "app/widgets/tempo-row.h"

#define LT_TEMPO_ROW_METRE_PX 15.0 /* the metres' strip */

typedef struct
{
  gint64   pulse;
  gboolean is_metre;
} LtTempoRowKey;

struct _LtTempoRow
{
  GtkWidget parent_instance;

  LtTimeScale scale;
  double      low, high; /* bpm at foot and top */
  gboolean    has_picked;
  LtTempoRowKey         picked;

  gboolean dragging, moves; /* the latter: more than a click */
  LtTempoRowKey      held;
  double   held_bpm, drag_x, drag_shift; /* the last: frames from the pointer to the change */
};

double lt_tempo_row_x (LtTempoRow *self, gint64 pulse);
void   lt_tempo_row_draw (LtTempoRow *self, GtkSnapshot *snapshot);
