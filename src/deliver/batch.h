// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several deliveries from one render of the master.
// Layer: deliver. lt_batch_run in any thread; what it owns meanwhile is said below.

#pragma once

#include "deliver/delivery.h"
#include "deliver/targets.h"

typedef enum
{
  LT_BATCH_WAITING,
  LT_BATCH_RENDERING, /* with all that wait for the same render; at 1000 it waits to be written */
  LT_BATCH_WRITING,
  LT_BATCH_DONE,
  LT_BATCH_FAILED,
  LT_BATCH_STOPPED,
} LtBatchState;

typedef struct
{
  LtTarget *target; /* owned */
  char     *path;
  gboolean  replace; /* an existing file */

  /* Written by the run; complete when the state says done. */
  _Atomic int   state;
  _Atomic int   millis; /* of what the state says, thousandths */
  LtMeasurement measured; /* of the file, read back and decoded */
  LtLoudnessFit fit;
  GPtrArray    *notes; /* of char * */
  char         *error; /* of a failed one */
} LtBatchItem;

typedef struct
{
  const LtSession *session; /* borrowed, as all pointers but the items */
  const char      *folder;
  int64_t          from, to; /* frames */
  gboolean         whole;    /* the song: what follows its last clip is kept while it is heard */
  uint32_t         n_threads;
  uint64_t         seed;
  const GPtrArray *warnings;     /* of char *, for the certificates; may be NULL */
  gboolean         certificates; /* FILE.json and its page FILE.pdf beside each file; older ones go, whose file is replaced or gone */
  GPtrArray       *items;        /* of LtBatchItem; those that do not wait are passed by */

  LtProgressFunc progress; /* of all; on the calling thread; may be NULL */
  gpointer       progress_data;
  void (*say) (const char *sentence, gpointer data); /* a target out of reach, before it is written; may be NULL */
  GCancellable *cancellable;

  _Atomic int speed_tenths; /* of the render: ten times real time; 0: not known yet */
} LtBatch;

GPtrArray *lt_batch_items_new (void);

/* (transfer none): of @target (copied) into @items. */
LtBatchItem *lt_batch_add (GPtrArray *items, const LtTarget *target, const char *path, gboolean replace);

/* Renders once, then writes each: rate, loudness and ceiling, dither once, file, read back. Returns: every one of them is done.
   A cancel leaves nothing of those that are not. */
gboolean lt_batch_run (LtBatch *self);

double lt_batch_get_fraction (const GPtrArray *items); /* any thread */

gboolean lt_batch_has_loudness (const LtBatchItem *item); /* what was asked for, or nothing was */
gboolean lt_batch_has_ceiling (const LtBatchItem *item);
gboolean lt_batch_is_unclipped (const LtBatchItem *item); /* or goes over full scale, as it may */

/* A loudness that was asked for is reached, the ceiling kept, nothing clipped, nothing lost. */
gboolean lt_batch_is_verified (const LtBatchItem *item);
