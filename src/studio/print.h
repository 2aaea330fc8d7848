// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole song, rendered and measured in the background: what its picture, its loudness and its peaks are now.
// Layer: studio.

#pragma once

#include "session/session.h"
#include "studio/measure.h"
#include "studio/overs.h"

#define LT_PRINT_COLUMNS 2048u   /* of the picture */
#define LT_PRINT_STEP_S 0.1      /* between two points of the loudness */

typedef struct
{
  float min, max, rms; /* of both channels */
} LtPrintColumn;

typedef struct
{
  gatomicrefcount refs;
  double          rate_hz;
  int64_t         n_frames;     /* the song with its tail */
  double          ceiling_dbtp; /* the overs are over this */
  LtMeasurement   mix, master;
  LtPrintColumn   mix_columns[LT_PRINT_COLUMNS], master_columns[LT_PRINT_COLUMNS];
  GArray         *short_term_lufs; /* of float, of the master: point i ends at (i + 1) × LT_PRINT_STEP_S; NAN: not full yet */
  GArray         *overs;           /* of LtOver, of the master, in order; at most LT_OVERS_MAX */
  guint           n_overs;         /* how many there were */
} LtPrint;

LtPrint *lt_print_ref (LtPrint *self);
void     lt_print_unref (LtPrint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPrint, lt_print_unref)

int64_t lt_print_length (const LtSession *session); /* frames: the song with its tail */

/* Renders and measures @session in the calling thread with one worker. NULL: cancelled, or it can't be rendered. */
LtPrint *lt_print_new (const LtSession *session, const char *folder, double ceiling_dbtp, LtProgressFunc progress, gpointer data,
                       GCancellable *cancellable, GError **error);

/* The same in a thread of its own that gives way to all others. */
void     lt_print_new_async (const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
LtPrint *lt_print_new_finish (GAsyncResult *result, GError **error);
