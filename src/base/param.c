// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Parameter rows: look-up, clamping and the curve between travel and value.
// Layer: base.

#include "base/param.h"

#include "base/math.h"

#include <string.h>

int
lt_param_find (const LtParamSpec *params, uint32_t n_params, const char *key)
{
  for (uint32_t i = 0; i < n_params; i++)
    if (strcmp (params[i].key, key) == 0)
      return (int) i;
  return -1;
}

float
lt_param_clamp (const LtParamSpec *spec, float value)
{
  if (isnan (value))
    return spec->def;
  if (spec->curve == LT_CURVE_STEP)
    value = roundf (value);
  return lt_clampf (value, spec->min, spec->max);
}

float
lt_param_to_travel (const LtParamSpec *spec, float value)
{
  value = lt_param_clamp (spec, value);
  if (spec->curve == LT_CURVE_LOG)
    return log2f (value / spec->min) / log2f (spec->max / spec->min);
  return (value - spec->min) / (spec->max - spec->min);
}

float
lt_param_from_travel (const LtParamSpec *spec, float travel)
{
  travel = lt_clampf (travel, 0.0f, 1.0f);
  if (spec->curve == LT_CURVE_LOG)
    return lt_param_clamp (spec, spec->min * exp2f (travel * log2f (spec->max / spec->min)));
  return lt_param_clamp (spec, spec->min + travel * (spec->max - spec->min));
}
