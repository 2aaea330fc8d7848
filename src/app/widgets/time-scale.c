// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Frames to pixels and back; how dense marks may be.
// Layer: app/widgets.

#include "app/widgets/time-scale.h"

#include <math.h>

gboolean
lt_time_scale_equal (const LtTimeScale *a, const LtTimeScale *b)
{
  return a->rate_hz == b->rate_hz && a->tempo_bpm == b->tempo_bpm && a->metre_num == b->metre_num && a->metre_den == b->metre_den && a->zoom == b->zoom
         && a->start == b->start;
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

double
lt_time_scale_get_beat (const LtTimeScale *self)
{
  return self->rate_hz * 60.0 / self->tempo_bpm * 4.0 / self->metre_den;
}

double
lt_time_scale_get_bar (const LtTimeScale *self)
{
  return lt_time_scale_get_beat (self) * self->metre_num;
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

double
lt_time_scale_get_beat_step (const LtTimeScale *self, double min_px)
{
  double beat_px = lt_time_scale_get_beat (self) / lt_time_scale_get_frames_per_pixel (self);
  double step = self->metre_num;

  if (beat_px / 16.0 >= min_px)
    return 1.0 / 16.0;
  if (beat_px / 4.0 >= min_px)
    return 0.25;
  if (beat_px >= min_px)
    return 1.0;
  while (step * beat_px < min_px)
    step *= 2.0;
  return step;
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
