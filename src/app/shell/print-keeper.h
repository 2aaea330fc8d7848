// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps the print of the song up to date in the background: stale after a change, new a little later.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "studio/print.h"

#define LT_TYPE_PRINT_KEEPER (lt_print_keeper_get_type ())
G_DECLARE_FINAL_TYPE (LtPrintKeeper, lt_print_keeper, LT, PRINT_KEEPER, GObject)

/* The one of @context, borrowed: a song is measured once, whoever shows it. Signal "changed" () when there is another print,
   or it became stale, or there will be none. Works only while somebody wants it (below). */
LtPrintKeeper *lt_print_keeper_of (LtContext *context);

/* Whoever needs it: a view that is mapped, or not any more; what is heard hangs on it, or not any more. */
void lt_print_keeper_hold (LtPrintKeeper *self);
void lt_print_keeper_release (LtPrintKeeper *self);

const LtPrint *lt_print_keeper_get (LtPrintKeeper *self); /* borrowed; NULL: none yet */
gboolean       lt_print_keeper_is_empty (LtPrintKeeper *self); /* there is no sound to print */
gboolean       lt_print_keeper_is_stale (LtPrintKeeper *self);
gboolean       lt_print_keeper_has_failed (LtPrintKeeper *self); /* it stays stale until something changes */
