// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The only holder of a session that changes: edits, undo, saving, recovery.
// Layer: app. Main thread.
//
// A change is heard and seen at once; the journal on the disk follows within a quarter of a second, or with
// the next step, so that a crash loses no more than that.

#pragma once

#include "session/folder.h"

#include <gio/gio.h>

#define LT_TYPE_DOCUMENT (lt_document_get_type ())
G_DECLARE_FINAL_TYPE (LtDocument, lt_document, LT, DOCUMENT, GObject)

/* Without a session. Properties (all notify): title, edited, can-undo, can-redo, undo-label, redo-label.
   Signals: "changed" (const LtSession *old, const LtSession *now; either may be NULL) after every change of the session;
   "trouble" (const char *sentence): the journal could not be written. */
LtDocument *lt_document_new (void);

/* Takes over a folder that is open for writing; what was open is saved to its journal and closed. */
void lt_document_take_folder (LtDocument *self, LtFolder *folder);

/* The journal is written; then there is no session. Save first what session.json should say. */
void lt_document_close (LtDocument *self);

const LtSession *lt_document_get_session (LtDocument *self); /* borrowed; NULL: none */
const char      *lt_document_get_path (LtDocument *self);    /* of the folder; NULL: none */

/* To read: losses, recovered, history. What is not yet journalled is written first. NULL: none. */
LtFolder *lt_document_get_folder (LtDocument *self);

/* The session becomes @next (transfer full), one step of undo named @label. Steps with the same @merge_key (not NULL)
   that follow each other are one: give a drag a key of its own with lt_document_new_gesture. */
void lt_document_apply (LtDocument *self, LtSession *next, const char *label, const char *merge_key);

/* (transfer full): a merge key that nobody else has. */
char *lt_document_new_gesture (LtDocument *self, const char *what);

/* The hand of @merge_key has let go: signal "gesture-end" (const char *merge_key). NULL: nothing happens. */
void lt_document_end_gesture (LtDocument *self, const char *merge_key);

/* Shown every edit before it is applied; it may give it another label and merge key, which it keeps. One, for the context. */
typedef void (*LtDocumentWatch) (const LtSession *next, const char **label, const char **merge_key, gpointer data);
void lt_document_set_watch (LtDocument *self, LtDocumentWatch watch, gpointer data);

/* What the gesture of @merge_key has done is as if it had never been; NULL: nothing happens. */
void lt_document_cancel (LtDocument *self, const char *merge_key);

gboolean    lt_document_undo (LtDocument *self); /* FALSE: nothing to undo, or the journal cannot be read ("trouble") */
gboolean    lt_document_redo (LtDocument *self);
gboolean    lt_document_jump (LtDocument *self, guint64 record_id);
gboolean    lt_document_get_can_undo (LtDocument *self);
gboolean    lt_document_get_can_redo (LtDocument *self);
const char *lt_document_get_undo_label (LtDocument *self); /* NULL: none */
const char *lt_document_get_redo_label (LtDocument *self);
const char *lt_document_get_title (LtDocument *self);
gboolean    lt_document_get_edited (LtDocument *self); /* session.json says something else */

/* The journal is on the disk when it returns. */
gboolean lt_document_flush (LtDocument *self, GError **error);

/* session.json, in a thread; edits go on meanwhile. */
void     lt_document_save_async (LtDocument *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean lt_document_save_finish (LtDocument *self, GAsyncResult *result, GError **error);
