// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A search for the stretch, then a closed formula.
// Layer: base.

#include "base/tempo-map.h"

#include <math.h>
#include <stddef.h>

#define EDGE 1e-6 /* pulses: nearer to a line is on it */

/* Seconds of @pulses from a point, whose tempo changes by @slope bpm a pulse. */
LT_RT static double
stretch_seconds (double bpm, double slope, double pulses)
{
  double per = 60.0 / LT_TEMPO_QUARTER;
  double grown = slope * pulses / bpm;

  return fabs (grown) < 1e-12 ? per * pulses / bpm : per * log1p (grown) / slope;
}

LT_RT static double
stretch_pulses (double bpm, double slope, double seconds)
{
  double per = LT_TEMPO_QUARTER / 60.0;
  double grown = slope * per * seconds;

  return fabs (grown) < 1e-12 ? per * seconds * bpm : bpm * expm1 (grown) / slope;
}

/* bpm a pulse. */
LT_RT static double
slope_of (const LtTempoMap *self, const LtTempoPoint *point)
{
  const LtTempoPoint *next = point + 1;

  return point->ramp && next < self->tempos + self->n_tempos ? (next->bpm - point->bpm) / (double) (next->pulse - point->pulse) : 0.0;
}

void
lt_tempo_map_prepare (LtTempoMap *self)
{
  self->tempos[0].at_s = 0.0;
  for (uint32_t i = 1; i < self->n_tempos; i++)
    {
      const LtTempoPoint *last = &self->tempos[i - 1];

      self->tempos[i].at_s = last->at_s + stretch_seconds (last->bpm, slope_of (self, last), (double) (self->tempos[i].pulse - last->pulse));
    }
  self->metres[0].pulse = 0;
  for (uint32_t i = 1; i < self->n_metres; i++)
    self->metres[i].pulse = self->metres[i - 1].pulse + (self->metres[i].bar - self->metres[i - 1].bar) * lt_tempo_map_bar (&self->metres[i - 1]);
}

bool
lt_tempo_map_is_same_tempo (const LtTempoMap *a, const LtTempoMap *b)
{
  if (a->n_tempos != b->n_tempos)
    return false;
  for (uint32_t i = 0; i < a->n_tempos; i++)
    if (a->tempos[i].pulse != b->tempos[i].pulse || a->tempos[i].bpm != b->tempos[i].bpm || a->tempos[i].ramp != b->tempos[i].ramp)
      return false;
  return true;
}

bool
lt_tempo_map_equal (const LtTempoMap *a, const LtTempoMap *b)
{
  if (a == b)
    return true;
  if (a->n_metres != b->n_metres || !lt_tempo_map_is_same_tempo (a, b))
    return false;
  for (uint32_t i = 0; i < a->n_metres; i++)
    if (a->metres[i].bar != b->metres[i].bar || a->metres[i].num != b->metres[i].num || a->metres[i].den != b->metres[i].den)
      return false;
  return true;
}

LT_RT const LtTempoPoint *
lt_tempo_map_find_tempo (const LtTempoMap *self, double pulse)
{
  uint32_t first = 0, end = self->n_tempos;

  while (end - first > 1)
    {
      uint32_t middle = first + (end - first) / 2;

      if ((double) self->tempos[middle].pulse <= pulse + EDGE)
        first = middle;
      else
        end = middle;
    }
  return &self->tempos[first];
}

LT_RT static const LtTempoPoint *
find_at (const LtTempoMap *self, double seconds)
{
  uint32_t first = 0, end = self->n_tempos;

  while (end - first > 1)
    {
      uint32_t middle = first + (end - first) / 2;

      if (self->tempos[middle].at_s <= seconds)
        first = middle;
      else
        end = middle;
    }
  return &self->tempos[first];
}

LT_RT double
lt_tempo_map_pulse (const LtTempoMap *self, double seconds)
{
  const LtTempoPoint *point = find_at (self, seconds);
  double              slope = seconds > point->at_s ? slope_of (self, point) : 0.0;

  return (double) point->pulse + stretch_pulses (point->bpm, slope, seconds - point->at_s);
}

LT_RT double
lt_tempo_map_seconds (const LtTempoMap *self, double pulse)
{
  const LtTempoPoint *point = lt_tempo_map_find_tempo (self, pulse);
  double              from = (double) point->pulse;

  return point->at_s + stretch_seconds (point->bpm, pulse > from ? slope_of (self, point) : 0.0, pulse - from);
}

LT_RT double
lt_tempo_map_bpm (const LtTempoMap *self, double seconds)
{
  const LtTempoPoint *point = find_at (self, seconds);
  double              slope = slope_of (self, point);

  return slope == 0.0 || seconds <= point->at_s ? point->bpm : point->bpm + slope * stretch_pulses (point->bpm, slope, seconds - point->at_s);
}

/* --- bars --- */

LT_RT const LtMetreChange *
lt_tempo_map_find_metre (const LtTempoMap *self, double pulse)
{
  uint32_t first = 0, end = self->n_metres;

  while (end - first > 1)
    {
      uint32_t middle = first + (end - first) / 2;

      if ((double) self->metres[middle].pulse <= pulse + EDGE)
        first = middle;
      else
        end = middle;
    }
  return &self->metres[first];
}

LT_RT int64_t
lt_tempo_map_beat (const LtMetreChange *metre)
{
  return 4 * LT_TEMPO_QUARTER / (int64_t) metre->den;
}

LT_RT int64_t
lt_tempo_map_bar (const LtMetreChange *metre)
{
  return lt_tempo_map_beat (metre) * (int64_t) metre->num;
}

LT_RT const LtMetreChange *
lt_tempo_map_metre_of (const LtTempoMap *self, int64_t bar)
{
  uint32_t first = 0, end = self->n_metres;

  while (end - first > 1)
    {
      uint32_t middle = first + (end - first) / 2;

      if (self->metres[middle].bar <= bar)
        first = middle;
      else
        end = middle;
    }
  return &self->metres[first];
}

LT_RT int64_t
lt_tempo_map_bar_pulse (const LtTempoMap *self, int64_t bar)
{
  const LtMetreChange *metre = lt_tempo_map_metre_of (self, bar);

  return metre->pulse + (bar - metre->bar) * lt_tempo_map_bar (metre);
}

LT_RT int64_t
lt_tempo_map_bar_at (const LtTempoMap *self, double pulse)
{
  const LtMetreChange *metre = lt_tempo_map_find_metre (self, pulse);

  return metre->bar + (int64_t) floor ((pulse + EDGE - (double) metre->pulse) / (double) lt_tempo_map_bar (metre));
}

/* @pulses from a bar's or a beat's beginning, in beats and ticks of @metre. */
LT_RT static LtTempoPlace
split (const LtMetreChange *metre, int64_t bar, double pulses)
{
  double beat = (double) lt_tempo_map_beat (metre);
  double n = floor ((pulses + EDGE) / beat);

  return (LtTempoPlace) { bar, (int32_t) n, fmax (pulses - n * beat, 0.0) * LT_TEMPO_TICKS / beat };
}

LT_RT static double
pulses_of (const LtMetreChange *metre, LtTempoPlace place)
{
  double beat = (double) lt_tempo_map_beat (metre);

  return beat * (double) place.beat + beat * place.tick / LT_TEMPO_TICKS;
}

LT_RT LtTempoPlace
lt_tempo_map_place (const LtTempoMap *self, double pulse)
{
  int64_t bar = lt_tempo_map_bar_at (self, pulse);

  return split (lt_tempo_map_metre_of (self, bar), bar, pulse - (double) lt_tempo_map_bar_pulse (self, bar));
}

LT_RT double
lt_tempo_map_place_pulse (const LtTempoMap *self, LtTempoPlace place)
{
  return (double) lt_tempo_map_bar_pulse (self, place.bar) + pulses_of (lt_tempo_map_metre_of (self, place.bar), place);
}

LT_RT LtTempoPlace
lt_tempo_map_span (const LtTempoMap *self, double from, double to)
{
  int64_t bar = lt_tempo_map_bar_at (self, from);
  double  in_bar = from - (double) lt_tempo_map_bar_pulse (self, bar);
  int64_t last = lt_tempo_map_bar_at (self, fmax (to - in_bar, from - in_bar));

  return split (lt_tempo_map_metre_of (self, last), last - bar, fmax (to - in_bar - (double) lt_tempo_map_bar_pulse (self, last), 0.0));
}

LT_RT double
lt_tempo_map_span_end (const LtTempoMap *self, double from, LtTempoPlace length)
{
  int64_t bar = lt_tempo_map_bar_at (self, from), last = bar + length.bar;

  return from - (double) lt_tempo_map_bar_pulse (self, bar) + (double) lt_tempo_map_bar_pulse (self, last)
         + pulses_of (lt_tempo_map_metre_of (self, last), length);
}

LT_RT double
lt_tempo_map_line (const LtTempoMap *self, double pulse, double step, double *next)
{
  int64_t bar = lt_tempo_map_bar_at (self, pulse);
  double  begin = (double) lt_tempo_map_bar_pulse (self, bar), end = (double) lt_tempo_map_bar_pulse (self, bar + 1);
  double  line = step > 0.0 ? begin + floor ((pulse - begin + EDGE) / step) * step : begin;

  if (next != NULL)
    *next = step > 0.0 && line + step < end - EDGE ? line + step : end;
  return line;
}
