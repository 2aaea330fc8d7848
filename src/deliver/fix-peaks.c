// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One limiter at the end keeps every ceiling.
// Layer: deliver.

#include "deliver/fix-peaks.h"

#include "session/edit-slot.h"

#include <math.h>
#include <string.h>

#define MARGIN_DB 0.1 /* a meter may find more between the samples than the limiter did */

double
lt_fix_peaks_ceiling (const LtSession *session)
{
  double lowest = NAN;

  for (guint i = 0; i < session->deliveries->len; i++)
    {
      const LtDeliverySpec *spec = g_ptr_array_index (session->deliveries, i);

      if (spec->on && !isnan (spec->ceiling_dbtp))
        lowest = isnan (lowest) ? spec->ceiling_dbtp : fmin (lowest, spec->ceiling_dbtp);
    }
  return lowest;
}

static int
row_of (const LtFxType *type, const char *key)
{
  for (uint32_t i = 0; i < type->n_params; i++)
    if (strcmp (type->params[i].key, key) == 0)
      return (int) i;
  return -1;
}

static const LtSlot *
last_limiter (const LtStrip *master)
{
  for (guint i = master->slots->len; i > 0; i--)
    {
      const LtSlot *slot = g_ptr_array_index (master->slots, i - 1);

      if (slot->type != NULL && strcmp (slot->type->key, "limit") == 0)
        return slot;
    }
  return NULL;
}

static int
end_before_dither (const LtStrip *master)
{
  const LtSlot *last = master->slots->len > 0 ? g_ptr_array_index (master->slots, master->slots->len - 1) : NULL;

  return last != NULL && last->type != NULL && strcmp (last->type->key, "dither") == 0 ? (int) master->slots->len - 1 : -1;
}

LtSession *
lt_fix_peaks (const LtSession *session, double ceiling_dbtp)
{
  const LtSlot   *slot = last_limiter (session->master);
  const LtFxType *type = lt_fx_find ("limit");
  LtId            id = slot != NULL ? slot->id : 0;
  LtSession      *next = lt_session_ref (session);
  uint32_t        ceiling = (uint32_t) row_of (type, "ceiling"), true_peak = (uint32_t) row_of (type, "true-peak");
  float           wanted = (float) (ceiling_dbtp - MARGIN_DB);

  if (slot == NULL)
    lt_session_take (&next, lt_edit_slot_add (next, next->master->id, type, end_before_dither (next->master), NULL, &id));
  lt_session_take (&next, lt_edit_slot_bypass (next, id, false));
  lt_session_take (&next, lt_edit_slot_value (next, id, true_peak, 1.0f));
  lt_session_take (&next, lt_edit_slot_value (next, id, ceiling, slot != NULL ? fminf (slot->values[ceiling], wanted) : wanted));
  return next;
}
