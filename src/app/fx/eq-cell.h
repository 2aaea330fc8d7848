// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One band of an equaliser in the row below its plot: number, type, power; frequency, gain or slope, and Q, to be dragged and typed.
// Layer: app. Main thread.

#pragma once

#include "app/fx/eq-bands.h"
#include "app/fx/fx-frame.h"

typedef enum
{
  LT_EQ_CELL_FREQ,
  LT_EQ_CELL_GAIN,
  LT_EQ_CELL_SLOPE, /* in the place of the gain, for what has none */
  LT_EQ_CELL_Q,
  LT_EQ_CELL_N,
} LtEqCellField;

typedef struct
{
  LtFxFrame *frame;
  LtEqBand   rows;
  guint      band;                          /* from 0 */
  void (*pick) (gpointer data, guint band); /* a hand is on it */
  gpointer data;

  /* Its own: */
  GtkWidget *cell, *button, *icon, *type, *dynamic, *power, *fields[LT_EQ_CELL_N];
  double     room;
} LtEqCell;

/* (transfer floating). What stands above the line is set; @self stays where it is. */
GtkWidget *lt_eq_cell_build (LtEqCell *self);

/* Shows what the session says; @words for a screen reader. */
void lt_eq_cell_update (LtEqCell *self, const char *words, gboolean is_picked);

/* px for the cell: what would not be read is left to the knobs. Is seen after the next update. */
void lt_eq_cell_set_room (LtEqCell *self, double room);
