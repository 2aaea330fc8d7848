// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs one meter over a buffer and reads it by key.
// Layer: tests.

#include "helpers/test-meter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CHANNELS 8u

LtTestMeter *
lt_test_meter_new (const LtMeterType *type, double rate_hz, uint32_t n_channels)
{
  LtTestMeter *self = g_new0 (LtTestMeter, 1);

  g_assert_nonnull (type);
  g_assert_cmpuint (type->n_readings, <=, LT_METER_MAX_READINGS);
  self->type = type;
  self->setup = (LtMeterSetup) { .rate_hz = rate_hz, .n_channels = n_channels };

  size_t size = (type->state_size (&self->setup) + 127) & ~(size_t) 63;
  self->state = aligned_alloc (64, size);
  memset (self->state, 0, size);
  g_assert_cmpint (type->init (self->state, &self->setup), ==, LT_OK);
  return self;
}

void
lt_test_meter_free (LtTestMeter *self)
{
  if (self->type->clear != NULL)
    self->type->clear (self->state);
  free (self->state);
  g_free (self);
}

void
lt_test_meter_run (LtTestMeter *self, const float *const *in, uint32_t n, uint32_t piece)
{
  for (uint32_t at = 0; at < n; at += piece)
    {
      const float *part[MAX_CHANNELS];

      for (uint32_t c = 0; c < self->setup.n_channels; c++)
        part[c] = in[c] + at;
      self->type->run (self->state, part, MIN (piece, n - at));
    }
}

void
lt_test_meter_measure (LtTestMeter *self, const float *const *in, uint32_t n, uint32_t piece)
{
  lt_test_meter_run (self, in, n, piece);
  if (self->type->finish != NULL)
    self->type->finish (self->state);
}

double
lt_test_meter_read (LtTestMeter *self, const char *key)
{
  double values[LT_METER_MAX_READINGS];

  self->type->read (self->state, values);
  for (uint32_t i = 0; i < self->type->n_readings; i++)
    if (strcmp (self->type->readings[i].key, key) == 0)
      return values[i];
  g_error ("%s has no reading “%s”", self->type->key, key);
}

void
lt_test_meter_assert_equal (LtTestMeter *a, LtTestMeter *b)
{
  double x[LT_METER_MAX_READINGS], y[LT_METER_MAX_READINGS];

  a->type->read (a->state, x);
  b->type->read (b->state, y);
  for (uint32_t i = 0; i < a->type->n_readings; i++)
    if (!isnan (x[i]) || !isnan (y[i]))
      g_assert_cmpmem (&x[i], sizeof x[i], &y[i], sizeof y[i]);
}
