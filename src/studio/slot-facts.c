// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A slot's effect, set up.
// Layer: studio.

#include "studio/slot-facts.h"

#include "session/blob.h"

#define FORGOTTEN 14.0 /* time constants: e^-14 is -121 dB */
#define LASTING 8.0    /* of what an automatic release lets go more slowly */
#define LONGEST_GAP_S 5.0 /* in a tail: the longest time of a delay, and some */

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

static double
longest_release_ms (const LtSlot *slot)
{
  double longest = 0.0;

  for (uint32_t p = 0; p < slot->type->n_params; p++)
    {
      const LtParamSpec *row = &slot->type->params[p];
      bool               is_release = g_str_has_suffix (row->key, "release") || g_str_has_suffix (row->key, "sustain-time");

      if (is_release && row->unit == LT_UNIT_MS)
        longest = MAX (longest, (double) slot->values[p]);
    }
  return longest;
}

int64_t
lt_slot_facts_memory (const LtSlot *slot, double rate_hz)
{
  if (slot->type == NULL)
    return 0;
  if ((slot->type->flags & LT_FX_FOLLOWS) != 0)
    return INT64_MAX;

  int    lasting = lt_param_find (slot->type->params, slot->type->n_params, "auto-release");
  double times = lasting >= 0 && slot->values[lasting] >= 0.5f ? LASTING : 1.0;

  double release_s = FORGOTTEN * times * longest_release_ms (slot) * 0.001, tail_s = lt_slot_facts_tail (slot, rate_hz) / rate_hz;

  return (int64_t) (MAX (release_s, MIN (tail_s, LONGEST_GAP_S)) * rate_hz);
}

bool
lt_slot_facts_is_blob_missing (const LtSlot *slot)
{
  g_autoptr (GBytes) bytes = slot->blob != NULL ? lt_blob_get (slot->blob) : NULL;

  return slot->blob != NULL && bytes == NULL;
}
