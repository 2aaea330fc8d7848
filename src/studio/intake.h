// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sound files and folders of them become tracks: of a new session, or of one that is there.
// Layer: studio.
//
// Halves of a stereo pair join, files of more than two channels come as several tracks. A file goes to where
// its BWF time reference says, or to 0. References are places on a time line when the earliest is within its
// first hour; later ones are times of day, and the earliest becomes 0.

#pragma once

#include "media/progress.h"
#include "session/folder.h"
#include "studio/intake-place.h"

#include <gio/gio.h>

typedef struct
{
  const char *const *paths;   /* files and folders, closed by NULL. A folder is searched for sound files, and so are
                                 the folders in it; what cannot be read there is left out with a note */
  uint32_t           rate_hz; /* of a new session; 0: the files' most frequent one, or 48000 */
  bool               link;    /* leave files where they are that need no change */
  bool               markers; /* cue points of the files become markers, each once */
  bool               lenient; /* a file that was named itself and can't be read is left out with a note, unless none can */

  LtProgressFunc progress; /* may be NULL */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */
  GPtrArray     *notes;       /* of char *; takes sentences for the user */
} LtIntakeSpec;

/* A new session folder at @path, which must not exist (an empty folder may), with a track a file, faders at
   unity. All or nothing: it appears whole, or not at all. */
bool lt_intake_create (const char *path, const LtIntakeSpec *spec, GError **error);

/* Tracks at the end of the session, as one step of its history, saved. */
bool lt_intake_add (LtFolder *folder, const LtIntakeSpec *spec, GError **error);

/* The same in two halves, for a session that may change meanwhile: files are brought into the folder at @path by any
   thread, and become tracks of whatever the session is then. */
typedef struct LtIntakeBatch LtIntakeBatch;

LtIntakeBatch *lt_intake_bring (const char *path, double rate_hz, const LtIntakeSpec *spec, GError **error);
LtSession     *lt_intake_batch_add (const LtIntakeBatch *self, const LtSession *session, GPtrArray *notes);
/* The same at a place of one's choice. @clips: of LtId, takes those that are made; NULL: not wanted. */
LtSession     *lt_intake_batch_place (const LtIntakeBatch *self, const LtSession *session, const LtIntakePlace *place, GArray *clips, GPtrArray *notes);
/* The one recording that was brought, as a source of @session (which becomes a new one), without a track. 0: it is more
   than one of one or two channels. */
LtId           lt_intake_batch_source (const LtIntakeBatch *self, LtSession **session, GError **error);
void           lt_intake_batch_keep (LtIntakeBatch *self); /* the session is taken; else freeing deletes what was copied */
void           lt_intake_batch_free (LtIntakeBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtIntakeBatch, lt_intake_batch_free)

/* Brings one file of one or two channels into the folder and @session (which becomes a new one), without a track.
   Returns: its source, or 0. What it copied is in @copied (of char *), to be deleted if the session is not taken. */
LtId lt_intake_source (LtFolder *folder, const LtIntakeSpec *spec, LtSession **session, GPtrArray *copied, GError **error);

/* Deletes what was copied. */
void lt_intake_forget (GPtrArray *copied);

typedef enum
{
  LT_INTAKE_ERROR_EMPTY,
  LT_INTAKE_ERROR_EXISTS,
  LT_INTAKE_ERROR_SHAPE, /* more channels than fit there */
  LT_INTAKE_ERROR_WRITE,
} LtIntakeError;

#define LT_INTAKE_ERROR lt_intake_error_quark ()
GQuark lt_intake_error_quark (void);
