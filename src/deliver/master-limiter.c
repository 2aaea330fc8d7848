// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looking through the master's slots from their end.
// Layer: deliver.

#include "deliver/master-limiter.h"

#include <string.h>

static bool
is_one (const LtSlot *slot, const char *key)
{
  return slot->type != NULL && strcmp (slot->type->key, key) == 0;
}

const LtSlot *
lt_master_limiter_find (const LtSession *session, bool or_bypassed)
{
  const GPtrArray *slots = session->master->slots;

  for (guint i = slots->len; i > 0; i--)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i - 1);

      if (is_one (slot, "limit") && (or_bypassed || !slot->bypass))
        return slot;
    }
  return NULL;
}

bool
lt_master_limiter_may_precede (const LtSlot *slot)
{
  return is_one (slot, "dither") && slot->level_db <= 0.0; /* no lane moves that one */
}

const LtSlot *
lt_master_limiter_find_behind (const LtSession *session, const LtSlot *limiter)
{
  const GPtrArray *slots = session->master->slots;
  bool             is_behind = false;

  for (guint i = 0; i < slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i);

      if (is_behind && slot->type != NULL && !slot->bypass && !lt_master_limiter_may_precede (slot))
        return slot;
      is_behind |= slot == limiter;
    }
  return NULL;
}

uint32_t
lt_master_limiter_row (const char *key)
{
  const LtFxType *type = lt_fx_find ("limit");

  return (uint32_t) lt_param_find (type->params, type->n_params, key);
}
