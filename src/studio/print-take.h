// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A programme on its way into a print: through its meters, and drawn.
// Layer: studio. One thread at a time.

#pragma once

#include "studio/print.h"

typedef struct _LtPrintTake LtPrintTake;

/* A new print of @rate_hz and @n_frames (1 or more), with nothing in it. (transfer full). */
LtPrint *lt_print_take_begin (double rate_hz, int64_t n_frames, double ceiling_dbtp);

/* Of its mix or its master; @print is borrowed. */
LtPrintTake *lt_print_take_new (LtPrint *print, gboolean is_master);

/* The next frames: all of print->n_frames come, in order. */
void lt_print_take_run (LtPrintTake *self, const float *const *in, uint32_t n_frames);

/* Writes into the print what was found, if @keeps, and goes. */
void lt_print_take_end (LtPrintTake *self, gboolean keeps);

/* The mix, or the master, is as in @from, which has the same length. */
void lt_print_take_copy (LtPrint *print, const LtPrint *from, gboolean is_master);
