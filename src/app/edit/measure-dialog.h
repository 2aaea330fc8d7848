// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness, peaks, level and spectrum of what is picked: the clips themselves, or mix and master over their time.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* @ids: of LtId, the clips; none: mix and master alone are offered. @from, @to: the stretch of time. Measures at once. */
GtkWindow *lt_measure_dialog_new (GtkWindow *parent, LtContext *context, const GArray *ids, int64_t from, int64_t to);
