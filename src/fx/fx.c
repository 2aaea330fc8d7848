// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The registry of effects.
// Layer: fx.

#include "fx/fx.h"

#include "fx-list.h"

#include <string.h>

#define DECLARE(name) extern const LtFxType lt_fx_##name;
LT_FX_LIST (DECLARE)
#undef DECLARE

#define ROW(name) &lt_fx_##name,
const LtFxType *const lt_fx_types[] = { LT_FX_LIST (ROW) NULL };
#undef ROW

const LtFxType *
lt_fx_find (const char *key)
{
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    if (strcmp ((*t)->key, key) == 0)
      return *t;
  return NULL;
}

void
lt_fx_defaults (const LtFxType *type, float *values)
{
  for (uint32_t i = 0; i < type->n_params; i++)
    values[i] = type->params[i].def;
}

size_t
lt_fx_state_size (const LtFxType *type, const LtFxSetup *setup)
{
  return type->state_size != NULL ? type->state_size (setup) : 0;
}

uint32_t
lt_fx_latency (const LtFxType *type, const LtFxSetup *setup, const float *values)
{
  return type->latency != NULL ? type->latency (setup, values) : 0;
}

uint32_t
lt_fx_tail (const LtFxType *type, const LtFxSetup *setup, const float *values)
{
  return type->tail != NULL ? type->tail (setup, values) : 0;
}

float
lt_fx_made_for (const LtFxType *type, const LtFxSetup *setup, uint32_t p)
{
  return setup->values != NULL ? lt_param_clamp (&type->params[p], setup->values[p]) : type->params[p].def;
}

const char *
lt_fx_family_label (LtFxFamily family)
{
  static const char *const labels[] = {
    [LT_FX_LEVEL] = N_ ("Level and tone"), [LT_FX_DYNAMICS] = N_ ("Dynamics"), [LT_FX_COLOUR] = N_ ("Colour"), [LT_FX_SPACE] = N_ ("Space"),
    [LT_FX_MODULATION] = N_ ("Modulation"), [LT_FX_REPAIR] = N_ ("Repair"),    [LT_FX_FINISH] = N_ ("Finish"),
  };
  _Static_assert (LT_N_ELEMENTS (labels) == LT_FX_N_FAMILIES, "one label per family");

  return labels[family];
}
