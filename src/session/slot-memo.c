// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FNV-1a, 32 bits at a time.
// Layer: session.

#include "session/slot-memo.h"

#include <string.h>

guint
lt_slot_memo_hash (const LtSlot *slot)
{
  guint32 hash = 2166136261u ^ g_str_hash (slot->type->key), word;

  for (uint32_t i = 0; i < slot->type->n_params; i++)
    {
      memcpy (&word, &slot->values[i], sizeof word);
      hash = (hash ^ word) * 16777619u;
    }
  return hash ^ hash >> 16;
}

void
lt_slot_memo_set (LtSlotMemo *self, const LtSlot *slot)
{
  self->type = slot->type;
  memcpy (self->values, slot->values, slot->type->n_params * sizeof (float));
}

bool
lt_slot_memo_is_of (const LtSlotMemo *self, const LtSlot *slot)
{
  return self->type == slot->type && memcmp (self->values, slot->values, slot->type->n_params * sizeof (float)) == 0;
}
