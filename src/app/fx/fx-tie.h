// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Handles and buttons that turn rows of an effect's parameters: gestures, tags, words, and following the session.
// Layer: app. Main thread.
//
// Keys that the effect has no row for are passed over, -1 as a row likewise.

#pragma once

#include "app/fx/fx-frame.h"
#include "app/widgets/plot-line.h"
#include "app/widgets/plot-node.h"

/* (transfer full): "Threshold −24.0 dB", or in words for a screen reader. */
char *lt_fx_tie_dup_text (const LtFxSlot *slot, int param, gboolean words);

/* Only "gesture-begin" and "gesture-end": what moves between the two is one step of undo. */
void lt_fx_tie_gestures (LtFxFrame *frame, GtkWidget *handle);

typedef enum
{
  LT_FX_TIE_NO_TAG,
  LT_FX_TIE_NUMBER, /* stands on the line all the time */
  LT_FX_TIE_NAME,   /* and the row's name before it */
} LtFxTieTag;

/* The line stands at the row's value. */
void lt_fx_tie_line (LtFxFrame *frame, GtkWidget *line, int param, LtFxTieTag tag);

/* The node's place is the values of two rows, its wheel turns a third; -1: that one is the look's to set. @name: what it
   is; NULL: the rows' labels say so. */
void lt_fx_tie_node (LtFxFrame *frame, GtkWidget *node, const char *name, int x, int y, int turn);

/* Pressed: the switch is on. */
void lt_fx_tie_toggle (LtFxFrame *frame, GtkWidget *button, int param);

/* One step along the row's travel is @steps hundredths of it. */
void lt_fx_tie_turn (LtFxSlot *slot, int param, double steps);
