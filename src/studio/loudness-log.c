// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When there is no room for another stretch, two become one.
// Layer: studio.

#include "studio/loudness-log.h"

#include <math.h>
#include <string.h>

#define GATE_LU 20.0

struct _LtLoudnessLog
{
  guint64 n, serial;
  GArray *recent; /* of LtLiveLoudness: up to twice what is told, so that old ones go in one piece */
  GArray *whole;  /* of LtLiveLoudness: stretches of @step points, the last of @n_last */
  guint   step, n_last;
  guint64 bins[LT_LOUDNESS_LOG_BINS];
  guint64 n_binned;
  double  power; /* summed over the bins */
};

LtLoudnessLog *
lt_loudness_log_new (void)
{
  LtLoudnessLog *self = g_new0 (LtLoudnessLog, 1);

  self->recent = g_array_new (FALSE, FALSE, sizeof (LtLiveLoudness));
  self->whole = g_array_new (FALSE, FALSE, sizeof (LtLiveLoudness));
  self->step = 1;
  return self;
}

void
lt_loudness_log_free (LtLoudnessLog *self)
{
  g_array_unref (self->recent);
  g_array_unref (self->whole);
  g_free (self);
}

void
lt_loudness_log_clear (LtLoudnessLog *self)
{
  self->n = 0;
  self->serial++;
  g_array_set_size (self->recent, 0);
  g_array_set_size (self->whole, 0);
  self->step = 1;
  self->n_last = 0;
  memset (self->bins, 0, sizeof self->bins);
  self->n_binned = 0;
  self->power = 0.0;
}

static void
merge (LtLiveLoudness *into, const LtLiveLoudness *next)
{
  into->pos_frames = next->pos_frames;
  into->momentary_lufs = fmaxf (into->momentary_lufs, next->momentary_lufs); /* not of NAN, when there is another */
  into->short_term_lufs = fmaxf (into->short_term_lufs, next->short_term_lufs);
  into->integrated_lufs = isnan (next->integrated_lufs) ? into->integrated_lufs : next->integrated_lufs;
}

static void
halve (LtLoudnessLog *self)
{
  LtLiveLoudness *all = (LtLiveLoudness *) (void *) self->whole->data;

  for (guint i = 0; i < self->whole->len / 2; i++)
    {
      LtLiveLoudness two = all[2 * i];

      merge (&two, &all[2 * i + 1]);
      all[i] = two;
    }
  g_array_set_size (self->whole, self->whole->len / 2);
  self->step *= 2;
  self->n_last = self->step;
}

static void
count (LtLoudnessLog *self, double lufs)
{
  double bin = (lufs - LT_LOUDNESS_LOG_LOW_LUFS) / LT_LOUDNESS_LOG_BIN_LU;

  if (!(lufs > LT_LOUDNESS_LOG_LOW_LUFS) || !isfinite (lufs))
    return;
  self->bins[(guint) MIN (bin, LT_LOUDNESS_LOG_BINS - 1.0)]++;
  self->n_binned++;
  self->power += pow (10.0, 0.1 * lufs);
}

void
lt_loudness_log_add (LtLoudnessLog *self, const LtLiveLoudness *point)
{
  self->n++;
  self->serial++;
  if (self->recent->len == 2 * LT_LOUDNESS_LOG_RECENT)
    g_array_remove_range (self->recent, 0, LT_LOUDNESS_LOG_RECENT);
  g_array_append_vals (self->recent, point, 1);

  if (self->whole->len == LT_LOUDNESS_LOG_WHOLE && self->n_last == self->step)
    halve (self);
  if (self->whole->len > 0 && self->n_last < self->step)
    {
      merge (&g_array_index (self->whole, LtLiveLoudness, self->whole->len - 1), point);
      self->n_last++;
    }
  else
    {
      g_array_append_vals (self->whole, point, 1);
      self->n_last = 1;
    }
  count (self, (double) point->short_term_lufs);
}

guint64
lt_loudness_log_get_n (const LtLoudnessLog *self)
{
  return self->n;
}

guint64
lt_loudness_log_get_serial (const LtLoudnessLog *self)
{
  return self->serial;
}

const LtLiveLoudness *
lt_loudness_log_recent (const LtLoudnessLog *self, guint *n)
{
  const LtLiveLoudness *oldest = (const LtLiveLoudness *) (const void *) self->recent->data; /* NULL before there are any */

  *n = MIN (self->recent->len, LT_LOUDNESS_LOG_RECENT);
  return self->recent->len > *n ? oldest + (self->recent->len - *n) : oldest;
}

const LtLiveLoudness *
lt_loudness_log_whole (const LtLoudnessLog *self, guint *n, double *step_s)
{
  *n = self->whole->len;
  *step_s = self->step * LT_LOUDNESS_LOG_STEP_S;
  return (const LtLiveLoudness *) (const void *) self->whole->data;
}

const guint64 *
lt_loudness_log_histogram (const LtLoudnessLog *self)
{
  return self->bins;
}

/* The middle of the bin of the @rank-th value, from 0, of those from bin @from on. */
static double
value_of (const LtLoudnessLog *self, guint from, guint64 rank)
{
  guint64 passed = 0;
  guint   bin = from;

  while (bin + 1 < LT_LOUDNESS_LOG_BINS && (passed += self->bins[bin]) <= rank)
    bin++;
  return LT_LOUDNESS_LOG_LOW_LUFS + (bin + 0.5) * LT_LOUDNESS_LOG_BIN_LU;
}

void
lt_loudness_log_range (const LtLoudnessLog *self, double *low_lufs, double *high_lufs)
{
  *low_lufs = *high_lufs = NAN;
  if (self->n_binned == 0)
    return;

  double  gate = 10.0 * log10 (self->power / (double) self->n_binned) - GATE_LU;
  guint   from = (guint) MAX (0.0, ceil ((gate - LT_LOUDNESS_LOG_LOW_LUFS) / LT_LOUDNESS_LOG_BIN_LU - 0.5));
  guint64 n = 0;

  for (guint bin = from; bin < LT_LOUDNESS_LOG_BINS; bin++)
    n += self->bins[bin];
  if (n == 0)
    return;
  *low_lufs = value_of (self, from, (guint64) llround (0.10 * (double) (n - 1)));
  *high_lufs = value_of (self, from, (guint64) llround (0.95 * (double) (n - 1)));
}
