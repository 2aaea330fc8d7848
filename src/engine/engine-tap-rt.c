// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What leaves the engine beside the sound: taps with their place on the time line, watched slots.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/engine-private.h"

LT_RT static void
mark (LtTapRt *tap, int64_t pos, bool fresh)
{
  LtTapMark here = { .frame = tap->n_taken, .pos = pos, .fresh = fresh };

  if (tap->marks != NULL && lt_ring_write (tap->marks, &here, 1) == 0)
    tap->next_pos = INT64_MIN; /* with the next quantum then */
}

LT_RT static void
write_tap (LtEngineRt *rt, LtTap which, const LtRunAt *where, int64_t lag, const float *const *in)
{
  LtTapRt *tap = &rt->taps[which];
  float    frames[2 * LT_QUANTUM];
  int64_t  pos = where->pos - lag;

  if (tap->frames == NULL)
    return;
  for (uint32_t i = 0; i < where->len; i++)
    {
      frames[2 * i] = in[0][i];
      frames[2 * i + 1] = in[1][i];
    }

  int64_t expected = tap->next_pos;
  tap->next_pos = pos + where->len;
  if (pos != expected || where->snap)
    mark (tap, pos, where->snap);

  uint32_t took = lt_ring_write (tap->frames, frames, where->len);
  tap->n_taken += took;
  if (took == where->len)
    return;
  tap->next_pos = INT64_MIN; /* there is a hole: what comes next says where it stands */
  atomic_fetch_add_explicit (&rt->tap_lost[which], where->len - took, memory_order_relaxed);
}

void
lt_engine_tap_write (LtEngineRt *rt, const LtRunAt *where, const float *const *out)
{
  const LtPlanStrip *mix = &rt->plan->strips[rt->plan->mix];
  const LtPlanStrip *master = &rt->plan->strips[rt->plan->master];

  write_tap (rt, LT_TAP_OF_MIX, where, mix->lag_out, (const float *const *) mix->post);
  write_tap (rt, LT_TAP_OF_MASTER, where, master->lag_out, (const float *const *) master->post);
  write_tap (rt, LT_TAP_OF_OUTPUT, where, master->lag_out, out);
}

LT_RT static LtRing *
ring_of (const LtEngineRt *rt, LtId slot_id)
{
  for (uint32_t w = 0; w < LT_N_WATCHES; w++)
    if (rt->watches[w].slot_id != 0 && rt->watches[w].slot_id == slot_id)
      return rt->watches[w].ring;
  return NULL;
}

void
lt_engine_tap_watch (LtEngineRt *rt)
{
  for (uint32_t i = 0; rt->plan != NULL && i < rt->plan->n_strips; i++)
    for (uint32_t k = 0; k < rt->plan->strips[i].n_slots; k++)
      rt->plan->strips[i].slots[k].state->watch = ring_of (rt, rt->plan->strips[i].slots[k].state->base.id);
}

bool
lt_engine_has_room (const LtEngine *self, uint32_t n_frames)
{
  for (uint32_t t = 0; t < LT_N_TAPS; t++)
    if (self->rt.taps[t].frames != NULL && lt_ring_space (self->rt.taps[t].frames) < n_frames)
      return false;
  for (uint32_t w = 0; w < LT_N_WATCHES; w++)
    if (self->rt.watches[w].slot_id != 0 && lt_ring_space (self->rt.watches[w].ring) * LT_QUANTUM < n_frames)
      return false;
  return true;
}
