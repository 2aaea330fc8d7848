// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be printed in the background: a session, and what the kind of print needs beside it (studio/background.h).
// Layer: studio. Any thread.

#pragma once

#include "media/progress.h"
#include "session/session.h"

typedef struct
{
  LtSession     *session;
  char          *folder;
  double         ceiling_dbtp;
  LtProgressFunc progress; /* may be NULL; called in the thread of the work */
  gpointer       progress_data;
  gpointer       press; /* owned: by which it is made; NULL: by none */
  GDestroyNotify free_press;
} LtPrintWish;

/* (transfer full): all else is empty. */
LtPrintWish *lt_print_wish_new (const LtSession *session, const char *folder);
void         lt_print_wish_free (gpointer wish); /* a GDestroyNotify */
