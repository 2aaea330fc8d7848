// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A snapshot to work on.
// Layer: studio.

#include "studio/print-wish.h"

LtPrintWish *
lt_print_wish_new (const LtSession *session, const char *folder)
{
  LtPrintWish *self = g_new0 (LtPrintWish, 1);

  self->session = lt_session_ref (session);
  self->folder = g_strdup (folder);
  return self;
}

void
lt_print_wish_free (gpointer wish)
{
  LtPrintWish *self = wish;

  if (self->press != NULL)
    self->free_press (self->press);
  lt_session_unref (self->session);
  g_free (self->folder);
  g_free (self);
}
