// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whom an effect listens to: what comes in, or another strip as its side-chain.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_FX_SOURCE (lt_fx_source_get_type ())
G_DECLARE_FINAL_TYPE (LtFxSource, lt_fx_source, LT, FX_SOURCE, GtkWidget)

/* (transfer floating). Of a slot whose effect takes a side-chain. */
GtkWidget *lt_fx_source_new (LtContext *context, LtId slot_id);

/* Shows what the session says now. */
void lt_fx_source_update (LtFxSource *self);
