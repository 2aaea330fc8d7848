// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A slot: an effect in a strip, with its values.
// Layer: session.

#include "session/session-private.h"

#include <glib/gi18n.h>

const LtParamSpec lt_slot_level_row = {
  .key = "level", .label = N_ ("Output level"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 20.0f
};

LtSlot *
lt_slot_ref (const LtSlot *self)
{
  LtSlot *own = (LtSlot *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtSlot *
lt_slot_new (LtId id, const char *effect)
{
  LtSlot *self = g_new0 (LtSlot, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->effect = g_strdup (effect);
  self->type = lt_fx_find (effect);
  if (self->type != NULL)
    {
      self->values = g_new0 (float, self->type->n_params + 1);
      lt_fx_defaults (self->type, self->values);
    }
  return self;
}

LtSlot *
lt_slot_copy (const LtSlot *self)
{
  LtSlot *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->effect = g_strdup (self->effect);
  copy->blob = g_strdup (self->blob);
  if (self->type != NULL)
    copy->values = g_memdup2 (self->values, (self->type->n_params + 1) * sizeof (float));
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_slot_unref (LtSlot *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->effect);
  g_free (self->values);
  g_free (self->blob);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

bool
lt_slot_has_values (const LtSlot *self, const float *values)
{
  for (uint32_t i = 0; i < self->type->n_params; i++)
    if (self->values[i] != values[i])
      return false;
  return true;
}
