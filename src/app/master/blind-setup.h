// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a blind test compares, and how often: the rows before it begins.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

typedef struct
{
  LtLiveSide sides[2];         /* two references: the second is LT_LIVE_RIVAL */
  LtId       reference_ids[2]; /* of each; 0: it is none */
  guint      n_trials;
} LtBlindPlan;

/* A reference that is chosen here becomes the one that stands by in the monitor, a second one its rival. */
GtkWidget *lt_blind_setup_new (LtContext *context);

/* NULL: it may begin by *plan; else the sentence that says what is missing (translated, lives for ever). */
const char *lt_blind_setup_read (GtkWidget *self, LtBlindPlan *plan);
