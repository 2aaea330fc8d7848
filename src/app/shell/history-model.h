// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history as a list, the newest first: the line that undo and redo go along, and the branches that were left, which can
// be opened.
// Layer: app. Main thread.

#pragma once

#include "session/history.h"

#include <gio/gio.h>

typedef enum
{
  LT_HISTORY_DONE,  /* on the way to where one is */
  LT_HISTORY_HERE,
  LT_HISTORY_AHEAD, /* redo leads there */
  LT_HISTORY_ASIDE, /* in a branch */
} LtHistoryWhere;

/* A row: a step, or a branch that was left. */
#define LT_TYPE_HISTORY_ITEM (lt_history_item_get_type ())
G_DECLARE_FINAL_TYPE (LtHistoryItem, lt_history_item, LT, HISTORY_ITEM, GObject)

guint64  lt_history_item_get_id (LtHistoryItem *self); /* of a branch: its first step */
guint    lt_history_item_get_depth (LtHistoryItem *self); /* in how many opened branches it is */
guint    lt_history_item_get_n_steps (LtHistoryItem *self); /* in the branch, with its own branches; 0: it is a step */
gboolean lt_history_item_get_is_open (LtHistoryItem *self); /* of a branch */
guint64  lt_history_item_get_last (LtHistoryItem *self);    /* of a branch: the step at its end that was visited last */
guint64  lt_history_item_get_left_for (LtHistoryItem *self); /* of a branch: the step that was done instead; 0: none, or unknown */

/* A GListModel of LtHistoryItem, which say what their rows were when they were got. Signal "updated" after each update: rows
   that stay may say something else. */
#define LT_TYPE_HISTORY_MODEL (lt_history_model_get_type ())
G_DECLARE_FINAL_TYPE (LtHistoryModel, lt_history_model, LT, HISTORY_MODEL, GObject)

LtHistoryModel *lt_history_model_new (void);

/* To what @history is now; NULL: nothing. It is not kept. */
void lt_history_model_update (LtHistoryModel *self, const LtHistory *history);

/* Opens or closes the branch that begins with @id; the next update shows it. */
void lt_history_model_toggle (LtHistoryModel *self, guint64 id);

LtHistoryWhere lt_history_model_get_where (LtHistoryModel *self, guint64 id);

/* The row of the step where one is; G_MAXUINT: none. */
guint lt_history_model_get_place (LtHistoryModel *self);
