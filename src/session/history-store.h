// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history on disk: history/journal, a line a step, only ever appended to.
// Layer: session.

#pragma once

#include "session/history.h"

#define LT_HISTORY_STORE_MAX_BYTES ((gsize) 1 << 30)

/* What was found in a journal. */
typedef struct
{
  int64_t     good_size; /* bytes up to the end of the last whole line */
  int64_t     live_size; /* of the lines that still count */
  bool        torn;      /* something follows that was cut off in the writing */
  guint       n_bad;     /* lines in between that are damaged, or do not fit */
  GHashTable *saved;     /* hashes (set of char *) of the session.json that were written */
} LtJournal;

void lt_history_store_clear (LtJournal *journal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtJournal, lt_history_store_clear)

/* Returns: (transfer full): NULL without an error: there is no journal, or nothing in it. A torn last line is left
   out. The session at the place is there; those of other records are read when they are asked for. */
LtHistory *lt_history_store_load (const char *path, LtJournal *journal, GError **error);

/* Rewrites a journal that holds mostly what was replaced. */
bool lt_history_store_compact (const char      *path,
                               LtHistory       *history,
                               const LtJournal *journal,
                               GError         **error);

typedef struct LtHistoryStore LtHistoryStore;

/* For appending, by the holder of the lock. @history: as it was loaded from the file, or a new one; @journal says
   where to go on (NULL: a new file, an old one goes). */
LtHistoryStore *lt_history_store_open (const char      *path,
                                       const LtHistory *history,
                                       const LtJournal *journal,
                                       GError         **error);
void            lt_history_store_close (LtHistoryStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtHistoryStore, lt_history_store_close)

/* Appends what is new in @history: steps, replaced steps, the place. @durable: on the disk when it returns. After a
   failure everything that is missing is tried again by the next call. */
bool
lt_history_store_flush (LtHistoryStore *self, LtHistory *history, bool durable, GError **error);

/* Notes, durably, that session.json is about to be written with bytes of this hash. */
bool lt_history_store_note_saved (LtHistoryStore *self, const char *hash, GError **error);
