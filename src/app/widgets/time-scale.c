// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Frames to pixels and back; how dense marks may be.
// Layer: app/widgets.

#include "app/widgets/time-scale-private.h"

#include <math.h>

gboolean
lt_time_scale_equal (const LtTimeScale *a, const LtTimeScale *b)
{
  return a->rate_hz == b->rate_hz && a->tempo_bpm == b->tempo_bpm && a->metre_num == b->metre_num && a->metre_den == b->metre_den && a->zoom == b->zoom
         && a->start == b->start && a->map == b->map && a->map_serial == b->map_serial;
}

double
lt_time_scale_get_frames_per_pixel (const LtTimeScale *self)
{
  return exp2 (self->zoom / 4.0);
}

double
lt_time_scale_x (const LtTimeScale *self, double frame)
{
  return (frame - self->start) / lt_time_scale_get_frames_per_pixel (self);
}

double
lt_time_scale_frame (const LtTimeScale *self, double x)
{
  return self->start + x * lt_time_scale_get_frames_per_pixel (self);
}

/* --- the music --- */

const LtTempoMap *
lt_time_scale_use_map (const LtTimeScale *self, LtTimeScaleOwn *own)
{
  if (self->map != NULL)
    return self->map;
  own->tempo = (LtTempoPoint) { .bpm = self->tempo_bpm };
  own->metre = (LtMetreChange) { .num = self->metre_num, .den = self->metre_den };
  own->map = (LtTempoMap) { &own->tempo, &own->metre, 1, 1 };
  return &own->map;
}

double
lt_time_scale_pulse (const LtTimeScale *self, double frame)
{
  LtTimeScaleOwn own;

  return lt_tempo_map_pulse (lt_time_scale_use_map (self, &own), frame / self->rate_hz);
}

double
lt_time_scale_pulse_frame (const LtTimeScale *self, double pulse)
{
  LtTimeScaleOwn own;

  return lt_tempo_map_seconds (lt_time_scale_use_map (self, &own), pulse) * self->rate_hz;
}

double
lt_time_scale_add_beats (const LtTimeScale *self, double frame, double beats)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  double            pulse = lt_tempo_map_pulse (map, frame / self->rate_hz);

  pulse += beats * (double) lt_tempo_map_beat (lt_tempo_map_find_metre (map, beats < 0.0 ? pulse - 1.0 : pulse));
  return MAX (lt_tempo_map_seconds (map, pulse) * self->rate_hz, 0.0);
}

double
lt_time_scale_add_bars (const LtTimeScale *self, double frame, int bars)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  LtTempoPlace      place = lt_tempo_map_place (map, lt_tempo_map_pulse (map, frame / self->rate_hz));

  place.bar = MAX (place.bar + bars, 0);
  return lt_tempo_map_seconds (map, lt_tempo_map_place_pulse (map, place)) * self->rate_hz;
}

double
lt_time_scale_line (const LtTimeScale *self, double frame, double step, double *next)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  double            behind, line = lt_tempo_map_line (map, lt_tempo_map_pulse (map, MAX (frame, 0.0) / self->rate_hz), step, &behind);

  *next = lt_tempo_map_seconds (map, behind) * self->rate_hz;
  return lt_tempo_map_seconds (map, line) * self->rate_hz;
}

LtTimeDensity
lt_time_scale_get_density (const LtTimeScale *self, double width)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  double            from_s = MAX (self->start, 0.0) / self->rate_hz, to_s = MAX (lt_time_scale_frame (self, width), 0.0) / self->rate_hz;
  double            from = lt_tempo_map_pulse (map, from_s), to = lt_tempo_map_pulse (map, to_s);
  double            fastest = MAX (lt_tempo_map_bpm (map, from_s), lt_tempo_map_bpm (map, to_s));
  double            beat = G_MAXDOUBLE, bar = G_MAXDOUBLE, pulse_px;

  for (const LtTempoPoint *point = lt_tempo_map_find_tempo (map, from); point < map->tempos + map->n_tempos && (double) point->pulse <= to; point++)
    {
      if ((double) point->pulse >= from)
        fastest = MAX (fastest, point->bpm);
      if (point->ramp && point + 1 < map->tempos + map->n_tempos && (double) point[1].pulse <= to)
        fastest = MAX (fastest, point[1].bpm);
    }
  for (const LtMetreChange *metre = lt_tempo_map_find_metre (map, from); metre < map->metres + map->n_metres && (double) metre->pulse <= to; metre++)
    {
      beat = MIN (beat, (double) lt_tempo_map_beat (metre));
      bar = MIN (bar, (double) lt_tempo_map_bar (metre));
    }
  pulse_px = self->rate_hz * 60.0 / fastest / LT_TEMPO_QUARTER / lt_time_scale_get_frames_per_pixel (self);
  return (LtTimeDensity) { beat * pulse_px, bar * pulse_px };
}

void
lt_time_scale_each_line (const LtTimeScale *self, double width, guint every, guint per_beat, LtTimeLineDraw draw, gpointer data)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  double            from = lt_tempo_map_pulse (map, MAX (self->start, 0.0) / self->rate_hz);
  double            to = lt_tempo_map_pulse (map, MAX (lt_time_scale_frame (self, width), 0.0) / self->rate_hz);
  gint64            bar = lt_tempo_map_bar_at (map, from), last = lt_tempo_map_bar_at (map, to);

  for (bar -= bar % (gint64) MAX (every, 1); bar <= last; bar += (gint64) MAX (every, 1))
    {
      const LtMetreChange *metre = lt_tempo_map_metre_of (map, bar);
      double               begin = (double) lt_tempo_map_bar_pulse (map, bar), beat = (double) lt_tempo_map_beat (metre);
      guint                n = per_beat > 0 ? metre->num * per_beat : 1;
      guint                k = per_beat > 0 && begin < from ? (guint) MIN (floor ((from - begin) / beat * per_beat), n) : 0;

      for (; k < n; k++)
        {
          double     in_bar = per_beat > 0 ? (double) k / per_beat : 0.0, pulse = begin + in_bar * beat;
          LtTimeLine line = { lt_time_scale_x (self, lt_tempo_map_seconds (map, pulse) * self->rate_hz), bar, in_bar };

          if (pulse > to)
            break;
          draw (&line, data);
        }
    }
}

void
lt_time_scale_zoom_at (LtTimeScale *self, int steps, double x)
{
  double under = lt_time_scale_frame (self, x);

  self->zoom = CLAMP (self->zoom + steps, LT_TIME_SCALE_ZOOM_MIN, LT_TIME_SCALE_ZOOM_MAX);
  self->start = MAX (under - x * lt_time_scale_get_frames_per_pixel (self), 0.0);
}

void
lt_time_scale_fit (LtTimeScale *self, double from, double to, double width)
{
  double wanted = MAX (to - from, 1.0) / MAX (width, 1.0);

  self->zoom = CLAMP ((int) ceil (4.0 * log2 (wanted) - 1e-9), LT_TIME_SCALE_ZOOM_MIN, LT_TIME_SCALE_ZOOM_MAX);
  double spare = width * lt_time_scale_get_frames_per_pixel (self) - (to - from);
  self->start = MAX (from - spare / 2.0, 0.0);
}

void
lt_time_scale_get_steps (const LtTimeScale *self, double width, double min_px, guint *every, guint *per_beat)
{
  LtTimeDensity seen = lt_time_scale_get_density (self, width);

  *every = 1;
  *per_beat = seen.beat_px / 16.0 >= min_px ? 16 : seen.beat_px / 4.0 >= min_px ? 4 : seen.beat_px >= min_px ? 1 : 0;
  while (*per_beat == 0 && *every * seen.bar_px < min_px && *every < 1u << 30)
    *every *= 2;
}

double
lt_time_scale_get_second_step (const LtTimeScale *self, double min_px)
{
  static const double steps[] = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600 };
  double wanted = min_px * lt_time_scale_get_frames_per_pixel (self) / self->rate_hz;

  if (wanted <= 0.5)
    {
      double ten = pow (10.0, floor (log10 (wanted)));

      for (double k = 1.0; k <= 10.0; k = k == 1.0 ? 2.0 : k == 2.0 ? 5.0 : k + 5.0)
        if (k * ten >= wanted - 1e-12)
          return k * ten;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] >= wanted)
      return steps[i];
  return ceil (wanted / 3600.0) * 3600.0;
}
