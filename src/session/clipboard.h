// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Effects, the settings of a strip and bands of an equaliser as a text that another session can take.
// Layer: session.
//
// The text is JSON, as in session.json. Ids mean nothing elsewhere: beside them stand the names of the strips that sends,
// outputs and side-chains lead to, and what effects have learned comes along.

#pragma once

#include "session/edit-copy.h"

#define LT_CLIPBOARD_MEDIA_TYPE "application/vnd.lathe.mix+json"
#define LT_CLIPBOARD_MAX_BYTES  ((gsize) 64 << 20)

typedef enum
{
  LT_CLIPBOARD_SLOTS,
  LT_CLIPBOARD_STRIP,
  LT_CLIPBOARD_BANDS,
} LtClipboardKind;

typedef struct
{
  LtClipboardKind kind;
  LtStrip        *strip; /* with the slots; LT_CLIPBOARD_BANDS: one, an equaliser */
  guint           bands; /* LT_CLIPBOARD_BANDS: a bit each */
  JsonObject     *names; /* of what ids stand for */
} LtClipboard;

/* (transfer full): the slots of @strip_id that are in @slot_ids, in the strip's order. */
char *lt_clipboard_write_slots (const LtSession *session, LtId strip_id, const LtId *slot_ids, size_t n_ids);
char *lt_clipboard_write_strip (const LtSession *session, LtId strip_id);
/* Of an equaliser; @bands: a bit each, the first one 1. */
char *lt_clipboard_write_bands (const LtSession *session, LtId slot_id, guint bands);

/* NULL and a sentence when it is something else, or damaged. */
LtClipboard *lt_clipboard_read (const char *text, gsize length, GError **error);
void         lt_clipboard_free (LtClipboard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtClipboard, lt_clipboard_free)

/* Pure edits; what leads to a strip that @session does not have is left out, with a sentence in @losses (of char *; NULL:
   nobody asks). *last: the id of the last one that was made (NULL: nobody asks). */
LtSession *lt_clipboard_paste_slots (const LtClipboard *self,
                                     const LtSession   *session,
                                     LtId               strip_id,
                                     int                at,
                                     LtId              *last,
                                     GPtrArray         *losses);
LtSession *lt_clipboard_paste_strip (
    const LtClipboard *self, const LtSession *session, LtId strip_id, LtCopyParts parts, GPtrArray *losses);

/* Into equaliser @slot_id: one band to @to_band (from 0; −1: to one that does nothing, the same when it can), several
   each to its own place. NULL and a sentence when all are in use. */
LtSession *lt_clipboard_paste_bands (
    const LtClipboard *self, const LtSession *session, LtId slot_id, int to_band, GError **error);
