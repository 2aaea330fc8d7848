// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The mixer: a strip for each track and bus, the mix bus pinned, the editor below.
// Layer: app. Main thread.

#pragma once

#include "app/mix/mix-strip.h"

#define LT_TYPE_MIX_VIEW (lt_mix_view_get_type ())
G_DECLARE_FINAL_TYPE (LtMixView, lt_mix_view, LT, MIX_VIEW, GtkWidget)

GtkWidget *lt_mix_view_new (LtContext *context);

/* Borrowed. */
LtContext  *lt_mix_view_get_context (LtMixView *self);
LtMixStrip *lt_mix_view_find_strip (LtMixView *self, LtId strip_id); /* NULL: none */

/* The strip that the focus is in, else the one that is picked; 0: none. */
LtId lt_mix_view_get_current (LtMixView *self);

/* The strip @n further than @strip_id; 0: none. */
LtId lt_mix_view_get_neighbour (LtMixView *self, LtId strip_id, int n);

/* The focus to the same row @n strips further. */
gboolean lt_mix_view_step (LtMixView *self, int n);
