// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master as a codec leaves it, in files that are there as long as this is.
// Layer: app. Main thread; the work is done in threads of its own.

#pragma once

#include "app/shell/job.h"
#include "deliver/codec-ceiling.h"

typedef struct
{
  gatomicrefcount      refs;
  LtSession           *session; /* of which it was made */
  char                *folder;
  const LtCodec       *codec;
  const LtCodecChoice *choice;
  char                *dir, *master, *decoded, *removed; /* float files at the session's rate */
  LtCodecResult        result;
} LtCodecPrint;

LtCodecPrint *lt_codec_print_ref (LtCodecPrint *self);
void          lt_codec_print_unref (LtCodecPrint *self); /* the last one removes the files */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtCodecPrint, lt_codec_print_unref)

/* Renders, encodes and decodes; @job takes the progress and can cancel it. */
void          lt_codec_print_new_async (const LtSession *session, const char *folder, const LtCodec *codec, const LtCodecChoice *choice, LtJob *job,
                                        GAsyncReadyCallback callback, gpointer data);
LtCodecPrint *lt_codec_print_new_finish (GAsyncResult *result, GError **error);

/* Looks for the ceiling of the session's limiter that leaves no overs. */
void     lt_codec_print_find_ceiling_async (LtCodecPrint *self, LtJob *job, GAsyncReadyCallback callback, gpointer data);
gboolean lt_codec_print_find_ceiling_finish (GAsyncResult *result, LtCodecCeiling *out, GError **error);
