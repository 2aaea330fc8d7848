// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A mix group: strips whose controls move together.
// Layer: session.

#include "session/session-private.h"

LtGroup *
lt_group_ref (const LtGroup *self)
{
  LtGroup *own = (LtGroup *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtGroup *
lt_group_new (LtId id, const char *name)
{
  LtGroup *self = g_new0 (LtGroup, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->name = g_strdup (name);
  self->on = true;
  self->fader = self->mute = self->solo = true;
  return self;
}

LtGroup *
lt_group_copy (const LtGroup *self)
{
  LtGroup *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_group_unref (LtGroup *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
