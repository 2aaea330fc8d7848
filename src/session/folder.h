// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session's folder: session.json, audio/, history/; opened for reading, or by one writer.
// Layer: session.

#pragma once

#include "session/history.h"

typedef enum
{
  LT_FOLDER_READ,  /* needs no lock, writes nothing */
  LT_FOLDER_WRITE, /* refused with the owner's name while somebody else has it */
} LtFolderMode;

typedef struct LtFolder LtFolder;

/* A new folder at @path, which must not exist (an empty one may), open for writing and saved. */
LtFolder *lt_folder_create (const char *path, const LtSession *session, GError **error);

/* @path: the folder, or session.json in it. The session is the journal's newest: when session.json is older (a crash)
   or damaged, it is not lost, and the folder says so; where it is read while a writer has it, older is as it should be.
   When session.json was changed by somebody else, what it says becomes the newest step. */
LtFolder *lt_folder_open (const char *path, LtFolderMode mode, GError **error);
void      lt_folder_close (LtFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtFolder, lt_folder_close)

const char      *lt_folder_get_path (const LtFolder *self);    /* absolute */
const LtSession *lt_folder_get_session (const LtFolder *self); /* borrowed until the next change */
LtHistory *lt_folder_get_history (LtFolder *self); /* to read; changes go through the folder */
bool       lt_folder_is_recovered (const LtFolder *self);
const GPtrArray      *
lt_folder_get_losses (const LtFolder *self); /* of char *: what was repaired or left out */
bool lt_folder_is_saved (const LtFolder *self);   /* session.json says the same as the session */

/* Journalled when they return, session.json stays as it is until lt_folder_save. The change holds even when FALSE or −1
   says that the journal could not be written; what is missing there follows with the next call. */
bool lt_folder_push (LtFolder        *self,
                     const LtSession *session,
                     const char      *label,
                     const char      *merge_key,
                     GError         **error);
bool lt_folder_drop (LtFolder *self, const char *merge_key, GError **error); /* lt_history_drop */
int  lt_folder_undo (LtFolder *self,
                     guint     n,
                     GError  **error); /* steps done, fewer at the start; −1: @error */
int  lt_folder_redo (LtFolder *self, guint n, GError **error);
bool lt_folder_jump (LtFolder *self, uint64_t id, GError **error);

/* Everything to the disk: old or new after a crash, never between. */
bool lt_folder_save (LtFolder *self, GError **error);

/* Returns: (transfer full): absolute. */
char *lt_folder_dup_source_path (const LtFolder *self, const LtSource *source);
