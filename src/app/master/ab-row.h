// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The row over the song: what is heard, how it is compared, which version of the chain.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* All borrowed but @row, which is the parent of the others. */
typedef struct
{
  GtkWidget *row;
  GtkWidget *sides;           /* an LtSeg: mix, master, reference */
  GtkWidget *match, *match_db; /* the toggle, and the label of how much */
  GtkWidget *print;           /* an LtMixPrintButton */
} LtAbRow;

LtAbRow lt_ab_row_new (LtContext *context);
