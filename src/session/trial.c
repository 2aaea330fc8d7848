// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A blind test that was taken.
// Layer: session.

#include "session/session-private.h"

LtTrial *
lt_trial_ref (const LtTrial *self)
{
  LtTrial *own = (LtTrial *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtTrial *
lt_trial_new (LtId id)
{
  LtTrial *self = g_new0 (LtTrial, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->reference = g_strdup ("");
  self->rival = g_strdup ("");
  return self;
}

LtTrial *
lt_trial_copy (const LtTrial *self)
{
  LtTrial *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->reference = g_strdup (self->reference);
  copy->rival = g_strdup (self->rival);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_trial_unref (LtTrial *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->reference);
  g_free (self->rival);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
