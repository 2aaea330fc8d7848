// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strips that scroll: each has its place, but becomes a widget only when it comes near what is in sight.
// Layer: app. Main thread.

#pragma once

#include "app/mix/mix-strip.h"
#include "session/strip-order.h"

#define LT_TYPE_STRIP_ROW (lt_strip_row_get_type ())
G_DECLARE_FINAL_TYPE (LtStripRow, lt_strip_row, LT, STRIP_ROW, GtkWidget)

GtkWidget *lt_strip_row_new (LtContext *context);

/* Shows @places (of LtStripPlace, of @session) in their order; quick when they are those that it shows. @ways as for
   lt_mix_strip_update. @session lives until the next call; NULL: none is open, and there are no strips. TRUE: other strips than before, or in another order. */
gboolean lt_strip_row_update (LtStripRow *self, const LtSession *session, const GArray *places, guint ways);

/* Places, from the left. */
guint lt_strip_row_get_n (LtStripRow *self);
LtId  lt_strip_row_get_id (LtStripRow *self, guint at);
int   lt_strip_row_find (LtStripRow *self, LtId strip_id); /* −1: it is not shown */

/* Built for the caller where it isn't yet. Borrowed; NULL: it is not shown. */
LtMixStrip *lt_strip_row_get_strip (LtStripRow *self, LtId strip_id);

/* What can be seen of the row, px from its left; strips in it are built, those near it when there is time. */
void lt_strip_row_set_sight (LtStripRow *self, double from, double to);

/* From where to where the strip lies, px from the left of the row. FALSE: it is not shown. */
gboolean lt_strip_row_get_extent (LtStripRow *self, LtId strip_id, double *from, double *to);

/* Reads the sound, where it is seen. */
void lt_strip_row_frame (LtStripRow *self);

/* As those of LtMixStrip, of all strips. */
void lt_strip_row_set_room (LtStripRow *self, LtMixStripRoom room);
void lt_strip_row_set_is_narrow (LtStripRow *self, gboolean is_narrow);
void lt_strip_row_update_selection (LtStripRow *self);

/* How many strips have been built: for tests. */
guint lt_strip_row_get_n_built (LtStripRow *self);
