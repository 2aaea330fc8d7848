// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A callback, counted.
// Layer: app/widgets.

#include "app/widgets/wave-source.h"

struct _LtWaveSource
{
  gatomicrefcount refs;
  guint64         id;
  LtWaveQuery     query;
  gpointer        data;
  GDestroyNotify  destroy;
  guint           n_channels;
  double          ratio;
  int             touches; /* atomic */
};

LtWaveSource *
lt_wave_source_new (LtWaveQuery query, gpointer data, GDestroyNotify destroy, guint n_channels, double ratio)
{
  static guint64 last_id;
  LtWaveSource  *self = g_new0 (LtWaveSource, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = ++last_id;
  self->query = query;
  self->data = data;
  self->destroy = destroy;
  self->n_channels = n_channels;
  self->ratio = ratio;
  return self;
}

LtWaveSource *
lt_wave_source_ref (LtWaveSource *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lt_wave_source_unref (LtWaveSource *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

guint64
lt_wave_source_get_id (const LtWaveSource *self)
{
  return self->id;
}

guint
lt_wave_source_get_n_channels (const LtWaveSource *self)
{
  return self->n_channels;
}

double
lt_wave_source_get_ratio (const LtWaveSource *self)
{
  return self->ratio;
}

void
lt_wave_source_touch (LtWaveSource *self)
{
  g_atomic_int_inc (&self->touches);
}

guint
lt_wave_source_get_touches (const LtWaveSource *self)
{
  return (guint) g_atomic_int_get (&self->touches);
}

guint
lt_wave_source_query (LtWaveSource *self, guint channel, double start, double frames_per_value, guint n, float *min,
                      float *max, float *rms)
{
  return self->query (self->data, channel, start, frames_per_value, n, min, max, rms);
}
