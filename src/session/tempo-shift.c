// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Frames are coarser than pulses, so a place within a frame of the music's grid is taken for the one on it: what is put in or taken
// out in whole bars leaves every change at the start of a bar.
// Layer: session.

#include "session/tempo-shift.h"

#include "session/tempo.h"

#include <math.h>

#define GRID (LT_TEMPO_QUARTER / 16)

typedef struct
{
  GArray *tempos, *metres;
} Parts;

static Parts
parts_new (void)
{
  return (Parts) { g_array_new (FALSE, FALSE, sizeof (LtTempoPoint)), g_array_new (FALSE, FALSE, sizeof (LtMetreChange)) };
}

/* Of points at one place the one that was added last stays. */
static void
add_tempo (Parts *parts, int64_t pulse, double bpm, bool ramp)
{
  LtTempoPoint point = { .pulse = MAX (pulse, 0), .bpm = bpm, .ramp = ramp };

  g_array_append_val (parts->tempos, point);
}

static void
add_metre (Parts *parts, int64_t bar, const LtMetreChange *like)
{
  LtMetreChange change = { .bar = MAX (bar, 0), .num = like->num, .den = like->den };

  g_array_append_val (parts->metres, change);
}

static LtTempoMap *
finish (Parts *parts)
{
  LtTempoMap *map = lt_tempo_new ((const LtTempoPoint *) (gpointer) parts->tempos->data, parts->tempos->len,
                                  (const LtMetreChange *) (gpointer) parts->metres->data, parts->metres->len);

  g_array_unref (parts->tempos);
  g_array_unref (parts->metres);
  return map;
}

static bool
is_even (const LtTempoMap *self)
{
  return self->n_tempos == 1 && self->n_metres == 1;
}

/* @pulse, on the grid when @frames of a frame could have brought it there. */
static int64_t
snapped (double pulse, double bpm, double rate_hz, double frames)
{
  double line = rint (pulse / GRID) * GRID, frame = bpm / 60.0 * LT_TEMPO_QUARTER / rate_hz;

  return llround (fabs (pulse - line) <= frames * frame ? line : pulse);
}

static int64_t
pulse_of (const LtTempoMap *self, double rate_hz, int64_t frame)
{
  double seconds = (double) frame / rate_hz;

  return snapped (lt_tempo_map_pulse (self, seconds), lt_tempo_map_bpm (self, seconds), rate_hz, 1.0);
}

/* The last change before @pulse; the first at the beginning. */
static guint
tempo_before (const LtTempoMap *self, int64_t pulse)
{
  guint k = 0;

  while (k + 1 < self->n_tempos && self->tempos[k + 1].pulse < pulse)
    k++;
  return k;
}

static guint
metre_before (const LtTempoMap *self, int64_t pulse)
{
  guint k = 0;

  while (k + 1 < self->n_metres && self->metres[k + 1].pulse < pulse)
    k++;
  return k;
}

/* Coming from change @k, which is the last before it. */
static double
bpm_up_to (const LtTempoMap *self, guint k, int64_t pulse)
{
  const LtTempoPoint *from = &self->tempos[k], *to = from + 1;

  if (!from->ramp || k + 1 >= self->n_tempos)
    return from->bpm;
  return from->bpm + (to->bpm - from->bpm) * ((double) (pulse - from->pulse) / (double) (to->pulse - from->pulse));
}

/* The bar that begins nearest to @pulse, in the metre of change @k. */
static int64_t
bar_near (const LtMetreChange *k, int64_t pulse)
{
  return k->bar + llround ((double) (pulse - k->pulse) / (double) lt_tempo_map_bar (k));
}

LtTempoMap *
lt_tempo_shift_insert (const LtTempoMap *self, double rate_hz, int64_t at, int64_t length)
{
  if (is_even (self))
    return lt_tempo_ref (self);

  Parts   parts = parts_new ();
  int64_t pulse = pulse_of (self, rate_hz, at);
  guint   k = tempo_before (self, pulse), m = metre_before (self, pulse);
  double  bpm = bpm_up_to (self, k, pulse);
  int64_t by = snapped ((double) length / rate_hz * bpm / 60.0 * LT_TEMPO_QUARTER, bpm, rate_hz, 2.0);
  int64_t bars = llround ((double) by / (double) lt_tempo_map_bar (&self->metres[m]));

  for (guint i = 0; i <= k; i++)
    add_tempo (&parts, self->tempos[i].pulse, self->tempos[i].bpm, self->tempos[i].ramp);
  if (self->tempos[k].ramp && k + 1 < self->n_tempos)
    {
      add_tempo (&parts, pulse, bpm, false);
      add_tempo (&parts, pulse + by, bpm, true);
    }
  for (guint i = k + 1; i < self->n_tempos; i++)
    add_tempo (&parts, self->tempos[i].pulse + by, self->tempos[i].bpm, self->tempos[i].ramp);
  for (guint i = 0; i < self->n_metres; i++)
    add_metre (&parts, self->metres[i].bar + (i > m ? bars : 0), &self->metres[i]);
  return finish (&parts);
}

/* What goes on at @a is what was at @b. */
static void
close_tempos (const LtTempoMap *self, int64_t a, int64_t b, Parts *parts)
{
  guint               k = tempo_before (self, a);
  const LtTempoPoint *there = lt_tempo_map_find_tempo (self, (double) b);
  guint               last = (guint) (there - self->tempos);
  bool                is_ramp = there->ramp && last + 1 < self->n_tempos;

  for (guint i = 0; i < self->n_tempos && self->tempos[i].pulse < a; i++)
    add_tempo (parts, self->tempos[i].pulse, self->tempos[i].bpm, self->tempos[i].ramp);
  if (there->pulse >= a || is_ramp || a <= 0)
    {
      if (a > self->tempos[k].pulse + 1 && self->tempos[k].ramp && k + 1 < self->n_tempos) /* up to there as it was, then a jump */
        add_tempo (parts, a - 1, bpm_up_to (self, k, a - 1), false);
      add_tempo (parts, a, bpm_up_to (self, last, b), there->ramp);
    }
  for (guint i = last + 1; i < self->n_tempos; i++)
    add_tempo (parts, self->tempos[i].pulse - (b - a), self->tempos[i].bpm, self->tempos[i].ramp);
}

static void
close_metres (const LtTempoMap *self, int64_t a, int64_t b, Parts *parts)
{
  const LtMetreChange *before = &self->metres[metre_before (self, a)], *there = lt_tempo_map_find_metre (self, (double) b);
  int64_t              bar = a > 0 ? bar_near (before, a) : 0, by = bar_near (there, b) - bar;

  for (guint i = 0; i < self->n_metres && self->metres[i].pulse < a; i++)
    add_metre (parts, self->metres[i].bar, &self->metres[i]);
  if (there->pulse >= a || a <= 0)
    add_metre (parts, bar, there);
  for (guint i = (guint) (there - self->metres) + 1; i < self->n_metres; i++)
    add_metre (parts, self->metres[i].bar - by, &self->metres[i]);
}

LtTempoMap *
lt_tempo_shift_delete (const LtTempoMap *self, double rate_hz, int64_t from, int64_t to)
{
  if (is_even (self))
    return lt_tempo_ref (self);

  Parts   parts = parts_new ();
  int64_t a = pulse_of (self, rate_hz, from), b = pulse_of (self, rate_hz, to);

  close_tempos (self, a, b, &parts);
  close_metres (self, a, b, &parts);
  return finish (&parts);
}
