// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The samples of a file around a place, read in a thread.
// Layer: app. Main thread.

#pragma once

#include <glib-object.h>

#define LT_TYPE_DETAIL_BLOCK (lt_detail_block_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailBlock, lt_detail_block, LT, DETAIL_BLOCK, GObject)

#define LT_DETAIL_BLOCK_MOST 262144 /* frames that are asked for at a time */

/* Signal "ready" (): what was asked for is there, or can't be read. */
LtDetailBlock *lt_detail_block_new (void);

/* Asks for frames @from to @to of the file at @path; what is outside of it is silence. Cheap when they are there. */
void lt_detail_block_ask (LtDetailBlock *self, const char *path, int64_t from, int64_t to);

/* What is there of that file: samples of @channel, the first of which is frame *from; borrowed until the next question.
   NULL: nothing yet. */
const float *lt_detail_block_get (LtDetailBlock *self, const char *path, guint channel, int64_t *from, guint *n);
