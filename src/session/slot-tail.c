// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table with one place for all settings of the same hash; the last ones asked for keep it.
// Layer: session.

#include "session/slot-tail.h"

#include "session/blob.h"
#include "session/slot-memo.h"

#define N_PLACES 256u

typedef struct
{
  LtSlotMemo memo;
  double     rate_hz;
  uint32_t   tail;
} Place;

static GMutex lock;
static Place  places[N_PLACES];

static uint32_t
ask (const LtSlot *slot, double rate_hz, GBytes *blob)
{
  LtFxSetup setup = { .rate_hz = rate_hz, .n_channels = 2, .values = slot->values };

  if (blob != NULL)
    setup.blob.data = g_bytes_get_data (blob, &setup.blob.size);
  return lt_fx_tail (slot->type, &setup, slot->values);
}

uint32_t
lt_slot_tail (const LtSlot *slot, double rate_hz)
{
  if (slot->type->tail == NULL)
    return 0;
  if (slot->blob != NULL) /* which may be missing now, and found later */
    {
      g_autoptr (GBytes) blob = lt_blob_get (slot->blob);

      return ask (slot, rate_hz, blob);
    }

  Place   *place = &places[lt_slot_memo_hash (slot) % N_PLACES];
  uint32_t tail = 0;

  g_mutex_lock (&lock);
  bool is_known = lt_slot_memo_is_of (&place->memo, slot) && place->rate_hz == rate_hz;
  if (is_known)
    tail = place->tail;
  g_mutex_unlock (&lock);
  if (is_known)
    return tail;

  tail = ask (slot, rate_hz, NULL);
  g_mutex_lock (&lock);
  lt_slot_memo_set (&place->memo, slot);
  place->rate_hz = rate_hz;
  place->tail = tail;
  g_mutex_unlock (&lock);
  return tail;
}
