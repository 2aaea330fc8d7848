// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of parameters and kinds of the mixer, as controls need them.
// Layer: app/widgets.

#include "app/widgets/value-spec.h"

#include "app/widgets/taper.h"

#include <glib/gi18n.h>
#include <math.h>

#define FADER_MIN_DB -144.0
#define N_ROUND_NUMBERS 20.0 /* about so many on a linear travel without marks */

static double
step_of (const LtParamSpec *row)
{
  if (row->curve == LT_CURVE_STEP)
    return 1.0;
  if (row->curve == LT_CURVE_LOG)
    return 0.0;
  if (row->unit == LT_UNIT_DB)
    return 0.5;
  return row->unit == LT_UNIT_PERCENT ? 1.0 : 0.0;
}

LtValueSpec
lt_value_spec_from_param (const LtParamSpec *row)
{
  static const LtTravel travels[] = {
    [LT_CURVE_LINEAR] = LT_TRAVEL_LINEAR,
    [LT_CURVE_LOG] = LT_TRAVEL_LOG,
    [LT_CURVE_STEP] = LT_TRAVEL_STEP,
  };
  gboolean has_two_sides = row->min < 0.0f && row->max > 0.0f && (row->flags & LT_PARAM_MIN_IS_INF) == 0;

  return (LtValueSpec){
    .label = _ (row->label),
    .format = lt_number_text_from_param (row),
    .travel = travels[row->curve],
    .min = row->min,
    .max = row->max,
    .def = row->def,
    .step = step_of (row),
    .origin = has_two_sides ? 0.0 : row->min,
  };
}

LtValueSpec
lt_value_spec_fader (void)
{
  static const double marks[] = { -60.0, -40.0, -30.0, -20.0, -10.0, -5.0, 0.0, 3.0, 6.0 };

  return (LtValueSpec){
    .label = _ ("Level"),
    .format = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min_is_inf = TRUE, .min = FADER_MIN_DB, .max = LT_TAPER_FADER_MAX_DB },
    .travel = LT_TRAVEL_FADER,
    .min = FADER_MIN_DB,
    .max = LT_TAPER_FADER_MAX_DB,
    .step = 0.5,
    .origin = FADER_MIN_DB,
    .marks = marks,
    .n_marks = G_N_ELEMENTS (marks),
  };
}

LtValueSpec
lt_value_spec_width (void)
{
  static const double marks[] = { -1.0, 0.0, 0.5, 1.0 };

  return (LtValueSpec){
    .label = _ ("Width"),
    .format = { .kind = LT_NUMBER_PART, .min = -1.0, .max = 1.0 },
    .min = -1.0,
    .max = 1.0,
    .def = 1.0,
    .step = 0.01,
    .marks = marks,
    .n_marks = G_N_ELEMENTS (marks),
  };
}

LtValueSpec
lt_value_spec_pan (void)
{
  static const double marks[] = { -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0 };

  return (LtValueSpec){
    .label = _ ("Pan"),
    .format = { .kind = LT_NUMBER_PAN, .min = -1.0, .max = 1.0 },
    .min = -1.0,
    .max = 1.0,
    .step = 0.01,
    .marks = marks,
    .n_marks = G_N_ELEMENTS (marks),
  };
}

double
lt_value_spec_clamp (const LtValueSpec *self, double value)
{
  if (isnan (value))
    return self->def;
  if (self->travel == LT_TRAVEL_STEP)
    value = round (value);
  value = CLAMP (value, self->min, self->max);
  return self->format.min_is_inf && value <= self->min ? -INFINITY : value;
}

double
lt_value_spec_to_travel (const LtValueSpec *self, double value)
{
  value = CLAMP (value, self->min, self->max);
  if (self->travel == LT_TRAVEL_FADER)
    return lt_taper_fader_to_travel (value);
  if (!(self->max > self->min))
    return 0.0;
  if (self->travel == LT_TRAVEL_LOG)
    return log (value / self->min) / log (self->max / self->min);
  return (value - self->min) / (self->max - self->min);
}

/* The place of the last digit that counts. */
static double
resolution_of (const LtValueSpec *self, double value)
{
  switch (self->format.kind)
    {
    case LT_NUMBER_DB:
    case LT_NUMBER_DBTP:
    case LT_NUMBER_LUFS:
    case LT_NUMBER_LU:
      return 0.1;
    case LT_NUMBER_PERCENT:
      return self->format.has_tenths ? 0.1 : 1.0;
    case LT_NUMBER_CENTS:
      return 1.0;
    case LT_NUMBER_PAN:
    case LT_NUMBER_PART:
      return 0.01;
    default:
      return value == 0.0 ? 0.0 : pow (10.0, floor (log10 (fabs (value))) - 2.0);
    }
}

static double
round_value (const LtValueSpec *self, double value, gboolean is_fine)
{
  double place = resolution_of (self, value) * (is_fine ? 0.1 : 1.0);

  if (self->travel == LT_TRAVEL_STEP || !isfinite (value) || place == 0.0)
    return value;
  /* A division by a whole number gives the double that is nearest to the decimal. */
  return place < 1.0 ? round (value * round (1.0 / place)) / round (1.0 / place) : round (value / place) * place;
}

double
lt_value_spec_from_travel (const LtValueSpec *self, double travel, gboolean is_fine)
{
  double value;

  travel = CLAMP (travel, 0.0, 1.0);
  if (self->travel == LT_TRAVEL_FADER)
    value = lt_taper_fader_from_travel (travel);
  else if (self->travel == LT_TRAVEL_LOG)
    value = self->min * pow (self->max / self->min, travel);
  else
    value = self->min + travel * (self->max - self->min);
  if (travel == 0.0 || travel == 1.0)
    return lt_value_spec_clamp (self, travel == 0.0 ? self->min : self->max);
  return lt_value_spec_clamp (self, round_value (self, value, is_fine));
}

double
lt_value_spec_step (const LtValueSpec *self, double value, double n)
{
  double travel = lt_value_spec_to_travel (self, value);

  if (self->travel == LT_TRAVEL_STEP)
    return lt_value_spec_clamp (self, value + (fabs (n) < 1.0 ? copysign (1.0, n) : n) * self->step);
  if (self->step == 0.0)
    return lt_value_spec_from_travel (self, travel + n * 0.01, TRUE);
  if (self->travel == LT_TRAVEL_FADER && value < -60.0) /* out of the silence, and into it, in one step */
    return n > 0.0 ? -60.0 : lt_value_spec_clamp (self, -INFINITY);
  if (self->travel == LT_TRAVEL_FADER && value + n * self->step < -60.0)
    return value > -60.0 ? -60.0 : lt_value_spec_clamp (self, -INFINITY);
  return lt_value_spec_clamp (self, round_value (self, value + n * self->step, TRUE));
}

static double
nearest_mark (const LtValueSpec *self, double value)
{
  double travel = lt_value_spec_to_travel (self, value);
  double best = lt_value_spec_clamp (self, self->min);
  double distance = fabs (travel);

  for (guint i = 0; i < self->n_marks; i++)
    if (fabs (lt_value_spec_to_travel (self, self->marks[i]) - travel) < distance)
      {
        best = self->marks[i];
        distance = fabs (lt_value_spec_to_travel (self, best) - travel);
      }
  return best;
}

/* 1, 2 or 5 times a power of ten: the one nearest to @value > 0 in ratio. */
static double
nearest_round_number (double value)
{
  static const double leads[] = { 1.0, 2.0, 5.0, 10.0 };
  double              decade = pow (10.0, floor (log10 (value)));
  double              best = decade;

  for (gsize i = 1; i < G_N_ELEMENTS (leads); i++)
    if (fabs (log (value / (leads[i] * decade))) < fabs (log (value / best)))
      best = leads[i] * decade;
  return best;
}

double
lt_value_spec_snap (const LtValueSpec *self, double value)
{
  if (self->marks != NULL)
    return nearest_mark (self, value);
  if (self->travel == LT_TRAVEL_STEP)
    return lt_value_spec_clamp (self, value);
  value = CLAMP (value, self->min, self->max);
  if (self->travel == LT_TRAVEL_LOG)
    return lt_value_spec_clamp (self, nearest_round_number (value));
  double every = nearest_round_number ((self->max - self->min) / N_ROUND_NUMBERS);
  return lt_value_spec_clamp (self, round (value / every) * every);
}

gboolean
lt_value_spec_is_bipolar (const LtValueSpec *self)
{
  return self->origin > self->min && self->origin < self->max;
}
