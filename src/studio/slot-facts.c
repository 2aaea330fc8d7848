// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A slot's effect, set up.
// Layer: studio.

#include "studio/slot-facts.h"

#include "session/blob.h"

LtFxSetup
lt_slot_facts_setup (const LtSlot *slot, double rate_hz, GBytes **bytes)
{
  LtFxSetup setup = { .rate_hz = rate_hz, .n_channels = 2, .seed = slot->id, .values = slot->values };

  *bytes = slot->blob != NULL ? lt_blob_get (slot->blob) : NULL;
  if (*bytes == NULL)
    return setup;

  g_autofree char *start = g_strndup (slot->blob, 16);
  setup.blob.data = g_bytes_get_data (*bytes, &setup.blob.size);
  setup.blob.hash = g_ascii_strtoull (start, NULL, 16);
  return setup;
}

static uint32_t
ask (uint32_t (*question) (const LtFxType *, const LtFxSetup *, const float *), const LtSlot *slot, double rate_hz)
{
  g_autoptr (GBytes) bytes = NULL;
  LtFxSetup setup = lt_slot_facts_setup (slot, rate_hz, &bytes);

  return slot->type != NULL ? question (slot->type, &setup, slot->values) : 0;
}

uint32_t
lt_slot_facts_latency (const LtSlot *slot, double rate_hz)
{
  return ask (lt_fx_latency, slot, rate_hz);
}

uint32_t
lt_slot_facts_tail (const LtSlot *slot, double rate_hz)
{
  return ask (lt_fx_tail, slot, rate_hz);
}

bool
lt_slot_facts_is_blob_missing (const LtSlot *slot)
{
  g_autoptr (GBytes) bytes = slot->blob != NULL ? lt_blob_get (slot->blob) : NULL;

  return slot->blob != NULL && bytes == NULL;
}
