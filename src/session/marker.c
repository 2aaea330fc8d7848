// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A marker or a range on the time line.
// Layer: session.

#include "session/session-private.h"

LtMarker *
lt_marker_ref (const LtMarker *self)
{
  LtMarker *own = (LtMarker *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtMarker *
lt_marker_new (LtId id)
{
  LtMarker *self = g_new0 (LtMarker, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  return self;
}

LtMarker *
lt_marker_copy (const LtMarker *self)
{
  LtMarker *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_marker_unref (LtMarker *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
