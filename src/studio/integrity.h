// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Is a session whole: its files, its references, its plan, the mixes that it keeps.
// Layer: studio.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

typedef enum
{
  LT_INTEGRITY_FILE_MISSING,
  LT_INTEGRITY_FILE_CHANGED, /* not what it was when it was imported */
  LT_INTEGRITY_FILE_SHAPE,   /* other length, rate or channels than the session believes */
  LT_INTEGRITY_REFERENCE,    /* something points to nothing */
  LT_INTEGRITY_EFFECT,       /* not known to this program */
  LT_INTEGRITY_PLAN,         /* cannot be played */
  LT_INTEGRITY_SNAPSHOT,     /* a mixer snapshot can't be had again as it was */
  LT_INTEGRITY_VERSION,      /* the same of a version of the master chain */
} LtIntegrityKind;

typedef struct
{
  LtIntegrityKind kind;
  char           *subject; /* a path, or the name of a strip, a snapshot or a version */
  char           *sentence;
} LtIntegrityProblem;

/* Takes @sentence. */
LtIntegrityProblem *lt_integrity_problem_new (LtIntegrityKind kind, const char *subject, char *sentence);

/* "file-missing" …, stable. */
const char *lt_integrity_kind_key (LtIntegrityKind kind);

/* Reads every file of @session, whose folder is @folder, and all mixes that it keeps; changes nothing.
   Returns: (transfer full): of LtIntegrityProblem, empty when all is well; NULL when cancelled. */
GPtrArray *lt_integrity_check (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer data,
                               GCancellable *cancellable, GError **error);

/* Does its plan compile? *latency_frames: what the effects delay the master by. No file is opened. */
bool lt_integrity_compile (const LtSession *session, int64_t *latency_frames, GError **error);
