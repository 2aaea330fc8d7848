// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes the prints of the document's clips in the background: what a clip with stretch, pitch or effects is heard and drawn from.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "session/clip-tail.h"

#define LT_TYPE_CLIP_PRINT_KEEPER (lt_clip_print_keeper_get_type ())
G_DECLARE_FINAL_TYPE (LtClipPrintKeeper, lt_clip_print_keeper, LT, CLIP_PRINT_KEEPER, GObject)

typedef enum
{
  LT_CLIP_PRINT_NONE,    /* heard as recorded, or its file is missing */
  LT_CLIP_PRINT_WAITING, /* silent until it is ready, it or its tail: it will be made, or is being made */
  LT_CLIP_PRINT_READY,
  LT_CLIP_PRINT_FAILED,  /* silent: it could not be made, or was stopped */
} LtClipPrintState;

/* The one of @context, borrowed; it works as long as @context lives. Signal "changed" (): a state is another, or one that
   is waited for is further. */
LtClipPrintKeeper *lt_clip_print_keeper_of (LtContext *context);

/* Of a clip of the document's session as it is now. @done (may be NULL): how far it is, 0 to 1, while it is waited for. */
LtClipPrintState lt_clip_print_keeper_get_state (LtClipPrintKeeper *self, const LtClip *clip, double *done);

/* Borrowed: the file of the print; NULL: it is not ready. While only the tail is waited for it is. */
const char *lt_clip_print_keeper_get_path (LtClipPrintKeeper *self, const LtClip *clip);

/* FALSE: none is heard of @clip. *path (may be NULL), borrowed: the file of its print; NULL: it is not ready. */
gboolean lt_clip_print_keeper_get_tail (LtClipPrintKeeper *self, const LtClip *clip, LtClipTail *tail, const char **path);

/* Borrowed: a sentence why it failed, or that it was stopped; NULL: it did not. */
const char *lt_clip_print_keeper_get_problem (LtClipPrintKeeper *self, const LtClip *clip);

typedef struct
{
  guint       n_waiting, n_failed; /* clips; those that sound alike count once */
  double      done;                /* of those that are waited for, their shares added up */
  const char *problem;             /* borrowed, of one that failed; NULL: none did */
} LtClipPrintWork;

/* Of all clips together. */
void lt_clip_print_keeper_get_work (LtClipPrintKeeper *self, LtClipPrintWork *work);

/* All that failed or were stopped are tried again. */
void lt_clip_print_keeper_retry (LtClipPrintKeeper *self);

/* Recordings may be there now that were not when the session changed last. */
void lt_clip_print_keeper_look (LtClipPrintKeeper *self);

/* What is waited for is not made, until it is tried again or something else is wanted: of @clip, or (NULL) of all. */
void lt_clip_print_keeper_stop (LtClipPrintKeeper *self, const LtClip *clip);
