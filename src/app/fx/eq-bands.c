// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys are b1-on … b8-range.
// Layer: app.

#include "app/fx/eq-bands.h"

#include "app/widgets/number-text.h"

#include <glib/gi18n.h>

static int
find (const LtFxSlot *slot, guint band, const char *what)
{
  g_autofree char *key = g_strdup_printf ("b%u-%s", band + 1, what);

  return lt_fx_slot_find (slot, key);
}

void
lt_eq_bands_find (const LtFxSlot *slot, LtEqBand bands[LT_EQ_BANDS_N])
{
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    bands[b] = (LtEqBand) { find (slot, b, "on"), find (slot, b, "type"),  find (slot, b, "freq"), find (slot, b, "gain"),
                            find (slot, b, "q"),  find (slot, b, "slope"), find (slot, b, "range") };
}

gboolean
lt_eq_bands_is_cut (LtEqType type)
{
  return type == LT_EQ_LOW_CUT || type == LT_EQ_HIGH_CUT;
}

gboolean
lt_eq_bands_has_gain (LtEqType type)
{
  return type == LT_EQ_BELL || type == LT_EQ_LOW_SHELF || type == LT_EQ_HIGH_SHELF || type == LT_EQ_TILT;
}

const char *
lt_eq_bands_icon (LtEqType type)
{
  switch (type)
    {
    case LT_EQ_LOW_SHELF:
      return "lathe-filter-low-shelf-symbolic";
    case LT_EQ_HIGH_SHELF:
    case LT_EQ_TILT:
      return "lathe-filter-high-shelf-symbolic";
    case LT_EQ_LOW_CUT:
      return "lathe-filter-low-cut-symbolic";
    case LT_EQ_HIGH_CUT:
      return "lathe-filter-high-cut-symbolic";
    case LT_EQ_BELL:
    case LT_EQ_NOTCH:
    case LT_EQ_BAND_PASS:
    default:
      return "lathe-filter-bell-symbolic";
    }
}

const char *
lt_eq_bands_label (const LtFxSlot *slot, const LtEqBand *band)
{
  const LtSlot *s = lt_fx_slot_get (slot);

  return _ (s->type->params[band->type].choices[(guint) s->values[band->type]].label);
}

/* (transfer full) */
static char *
dup_value (const LtFxSlot *slot, int param, gboolean words)
{
  const LtSlot  *s = lt_fx_slot_get (slot);
  LtNumberFormat format = lt_number_text_from_param (&s->type->params[param]);

  return words ? lt_number_text_dup_words (&format, s->values[param]) : lt_number_text_dup (&format, s->values[param]);
}

char *
lt_eq_bands_dup_tag (const LtFxSlot *slot, const LtEqBand *band)
{
  LtEqType         type = (LtEqType) lt_fx_slot_value (slot, band->type);
  g_autofree char *freq = dup_value (slot, band->freq, FALSE), *q = dup_value (slot, band->q, FALSE);
  g_autofree char *level = lt_eq_bands_has_gain (type) ? dup_value (slot, band->gain, FALSE)
                           : lt_eq_bands_is_cut (type) ? dup_value (slot, band->slope, FALSE)
                                                       : NULL;

  return level != NULL ? g_strdup_printf ("%s   %s   Q %s", freq, level, q) : g_strdup_printf ("%s   Q %s", freq, q);
}

char *
lt_eq_bands_dup_words (const LtFxSlot *slot, const LtEqBand *band, guint number)
{
  const LtSlot    *s = lt_fx_slot_get (slot);
  LtEqType         type = (LtEqType) s->values[band->type];
  g_autofree char *freq = dup_value (slot, band->freq, TRUE), *gain = dup_value (slot, band->gain, TRUE), *q = dup_value (slot, band->q, TRUE);
  const char      *kind = lt_eq_bands_label (slot, band);

  if (s->values[band->on] < 0.5f)
    return g_strdup_printf (_ ("Band %u, %s, off"), number, kind);
  if (lt_eq_bands_has_gain (type))
    return g_strdup_printf (_ ("Band %u, %s, %s, %s, Q %s"), number, kind, freq, gain, q);
  return g_strdup_printf (_ ("Band %u, %s, %s, Q %s"), number, kind, freq, q);
}

int
lt_eq_bands_free (const LtFxSlot *slot, const LtEqBand bands[LT_EQ_BANDS_N])
{
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    if (lt_fx_slot_value (slot, bands[b].on) < 0.5f)
      return (int) b;
  /* All are on: one that does nothing is as good. */
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    if (lt_eq_bands_has_gain ((LtEqType) lt_fx_slot_value (slot, bands[b].type)) && lt_fx_slot_value (slot, bands[b].gain) == 0.0f
        && lt_fx_slot_value (slot, bands[b].range) == 0.0f)
      return (int) b;
  return -1;
}
