// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A mixer snapshot: all strips as they were.
// Layer: session.

#include "session/session-private.h"

LtSnapshot *
lt_snapshot_ref (const LtSnapshot *self)
{
  LtSnapshot *own = (LtSnapshot *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtSnapshot *
lt_snapshot_new (LtId id, const char *name)
{
  LtSnapshot *self = g_new0 (LtSnapshot, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->name = g_strdup (name);
  self->strips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref);
  return self;
}

LtSnapshot *
lt_snapshot_copy (const LtSnapshot *self)
{
  LtSnapshot *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->strips = g_ptr_array_ref (self->strips);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_snapshot_unref (LtSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_ptr_array_unref (self->strips);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
