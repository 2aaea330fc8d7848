// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history: a tree of sessions, with a place in it.
// Layer: session.

#pragma once

#include "session/session.h"

typedef struct
{
  uint64_t id;        /* from 1; a child's is higher than its parent's */
  uint64_t parent;    /* 0: a root */
  uint64_t visited;   /* the child visited last: where redo goes; 0: none */
  uint64_t   passed; /* what the parent had for `visited` before this was made */
  char    *label;     /* "Move fader" */
  char    *merge_key; /* NULL: never merges */
  int64_t  time_ms;   /* since 1970 */

  /* Either may be missing, not both. Private to the history and its store. */
  LtSession *session;
  GBytes *stored; /* as it stands in the journal: a patch of the parent's session, or a whole one */
  bool    is_snapshot; /* what `stored` is */
} LtRecord;

typedef struct LtHistory LtHistory;

/* With one record, the place is there. */
LtHistory *lt_history_new (const LtSession *session, const char *label);
void       lt_history_free (LtHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtHistory, lt_history_free)

/* The session at the place. Borrowed until the place changes. */
const LtSession *lt_history_get_session (const LtHistory *self);

/* A child of the place, and the place moves there. The place's own session: nothing happens. When the
   newest record is the place and has the same @merge_key (not NULL), it is replaced instead. The record's id. */
uint64_t lt_history_push (LtHistory       *self,
                          const LtSession *session,
                          const char      *label,
                          const char      *merge_key);

/* The place's step is as if it had never been, when it is the newest and has this @merge_key; the place is its parent
   then. FALSE without an error: it is another's. */
bool lt_history_drop (LtHistory *self, const char *merge_key, GError **error);

/* One step. FALSE when there is none, and then @error is not set; or when the journal cannot be read, and it is. */
bool lt_history_undo (LtHistory *self, GError **error);
bool lt_history_redo (LtHistory *self, GError **error); /* to the child visited last */
bool lt_history_jump (LtHistory *self, uint64_t id, GError **error);

/* By age; the records stay valid until the next change. */
guint           lt_history_get_n_records (const LtHistory *self);
const LtRecord *lt_history_get_record (const LtHistory *self, guint index);
const LtRecord *lt_history_find (const LtHistory *self, uint64_t id);
uint64_t        lt_history_get_place (const LtHistory *self);

/* Returns: (transfer full): the session of any record. */
LtSession *lt_history_dup_session (LtHistory *self, uint64_t id, GError **error);
