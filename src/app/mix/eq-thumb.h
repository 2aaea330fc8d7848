// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The curve of a strip's equaliser, small.
// Layer: app. Main thread.

#pragma once

#include "session/session.h"

#include <gtk/gtk.h>

#define LT_TYPE_EQ_THUMB (lt_eq_thumb_get_type ())
G_DECLARE_FINAL_TYPE (LtEqThumb, lt_eq_thumb, LT, EQ_THUMB, GtkWidget)

GtkWidget *lt_eq_thumb_new (void);

/* NULL: none, and a flat line. Borrowed for the call. */
void lt_eq_thumb_set_slot (LtEqThumb *self, const LtSlot *slot, double rate_hz);
