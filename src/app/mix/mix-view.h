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
LtMixStrip *lt_mix_view_find_strip (LtMixView *self, LtId strip_id); /* NULL: it is not shown */

/* The strip that the focus is in, else the one that is picked and shown; 0: none. */
LtId lt_mix_view_get_current (LtMixView *self);

/* The strip @n further than @strip_id; 0: none. */
LtId lt_mix_view_get_neighbour (LtMixView *self, LtId strip_id, int n);

/* Scrolls so far that the whole strip is seen. */
void lt_mix_view_reveal (LtMixView *self, LtId strip_id);

/* In sight, whatever was hidden before: folders that it is in are unfolded, which is a step of undo. */
void lt_mix_view_show_strip (LtMixView *self, LtId strip_id);

/* What was just made is shown and picked. The keyboard goes along when it is in the mixer: what is done next is done to the
   new strip. */
void lt_mix_view_pick_new (LtMixView *self, LtId strip_id);

/* The focus to the same row @n strips further. */
gboolean lt_mix_view_step (LtMixView *self, int n);

/* The line in which one types which strips to see; and all of them again. */
void lt_mix_view_find (LtMixView *self);
void lt_mix_view_show_all (LtMixView *self);
