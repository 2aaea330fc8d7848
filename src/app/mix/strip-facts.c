// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looked up, never kept.
// Layer: app.

#include "app/mix/strip-facts.h"

#include <glib/gi18n.h>

const char *
lt_strip_facts_get_slot_name (const LtSlot *slot)
{
  return slot->type != NULL ? _ (slot->type->label) : slot->effect;
}

const LtSlot *
lt_strip_facts_find_eq (const LtStrip *strip)
{
  for (guint i = 0; i < strip->slots->len; i++)
    if (g_strcmp0 (((const LtSlot *) g_ptr_array_index (strip->slots, i))->effect, "eq") == 0)
      return g_ptr_array_index (strip->slots, i);
  return NULL;
}

bool
lt_strip_facts_sends_to (const LtStrip *strip, LtId bus_id)
{
  for (guint i = 0; i < strip->sends->len; i++)
    if (((const LtSend *) g_ptr_array_index (strip->sends, i))->to_id == bus_id)
      return true;
  return false;
}
