// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes the file of a print, of a clip or of its tail.
// Layer: studio. Any thread; takes as long as stretching and effects do.

#pragma once

#include "media/progress.h"
#include "session/session.h"
#include "studio/clip-print-name.h"

#include <gio/gio.h>

typedef struct
{
  const LtSession       *session;
  const LtClip          *clip; /* has stretch, pitch or effects at work, and its source in the session */
  const char            *folder;
  const char            *path; /* where to; NULL: the source can't be read */
  const LtClipPrintTail *tail; /* NULL: the clip's own print */
  LtProgressFunc         progress; /* may be NULL */
  gpointer               progress_data;
  GCancellable          *cancellable; /* may be NULL */
} LtClipPrintWish;

/* One at a time makes the same file. False with a sentence: as lt_clip_print_make (). */
bool lt_clip_print_maker_run (const LtClipPrintWish *wish, GError **error);
