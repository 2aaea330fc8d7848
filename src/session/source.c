// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A source: the file that clips play.
// Layer: session.

#include "session/session-private.h"

LtSource *
lt_source_ref (const LtSource *self)
{
  LtSource *own = (LtSource *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtSource *
lt_source_new (LtId id)
{
  LtSource *self = g_new0 (LtSource, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->n_channels = 1;
  return self;
}

LtSource *
lt_source_copy (const LtSource *self)
{
  LtSource *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->path = g_strdup (self->path);
  copy->hash = g_strdup (self->hash);
  copy->name = g_strdup (self->name);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_source_unref (LtSource *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->path);
  g_free (self->hash);
  g_free (self->name);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
