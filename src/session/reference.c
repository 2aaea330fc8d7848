// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A reference: a finished song to compare with.
// Layer: session.

#include "session/session-private.h"

LtReference *
lt_reference_ref (const LtReference *self)
{
  LtReference *own = (LtReference *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtReference *
lt_reference_new (LtId id, LtId source_id, const char *name)
{
  LtReference *self = g_new0 (LtReference, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->name = g_strdup (name);
  self->source_id = source_id;
  self->weight = LT_REFERENCE_WEIGHT;
  return self;
}

LtReference *
lt_reference_copy (const LtReference *self)
{
  LtReference *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_reference_unref (LtReference *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
