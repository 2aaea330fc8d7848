// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A send: a second way out of a strip.
// Layer: session.

#include "session/session-private.h"

LtSend *
lt_send_ref (const LtSend *self)
{
  LtSend *own = (LtSend *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtSend *
lt_send_new (LtId id, LtId to_id)
{
  LtSend *self = g_new0 (LtSend, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->to_id = to_id;
  return self;
}

LtSend *
lt_send_copy (const LtSend *self)
{
  LtSend *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_send_unref (LtSend *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
