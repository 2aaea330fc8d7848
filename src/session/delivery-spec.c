// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A delivery: what a file is to be.
// Layer: session.

#include "session/edit-delivery.h"
#include "session/session-private.h"

LtDeliverySpec *
lt_delivery_spec_ref (const LtDeliverySpec *self)
{
  LtDeliverySpec *own = (LtDeliverySpec *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtDeliverySpec *
lt_delivery_spec_new (LtId id, const char *name)
{
  LtDeliveryValues values = lt_edit_delivery_defaults (name);
  LtDeliverySpec  *self = g_new0 (LtDeliverySpec, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->name = g_strdup (values.name);
  self->pattern = g_strdup (values.pattern);
  self->format = g_strdup (values.format);
  self->bits = g_strdup (values.bits);
  self->dither = g_strdup (values.dither);
  self->rate_hz = values.rate_hz;
  self->target_lufs = values.target_lufs;
  self->ceiling_dbtp = values.ceiling_dbtp;
  self->on = values.on;
  self->tags = values.tags;
  return self;
}

LtDeliverySpec *
lt_delivery_spec_copy (const LtDeliverySpec *self)
{
  LtDeliverySpec *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->pattern = g_strdup (self->pattern);
  copy->format = g_strdup (self->format);
  copy->bits = g_strdup (self->bits);
  copy->dither = g_strdup (self->dither);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_delivery_spec_unref (LtDeliverySpec *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_free (self->pattern);
  g_free (self->format);
  g_free (self->bits);
  g_free (self->dither);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}
