// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Running a strip: gather, trim, slots, fader and pan, meter; 64 frames at a time.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/clips.h"
#include "engine/engine.h"
#include "engine/strip-gain.h"

#include <string.h>

typedef struct
{
  const LtPlan      *plan;
  const LtPlanStrip *strip;
  const LtRunAt     *where;
  uint32_t           at; /* frame of the block */
} Run;

LT_RT static bool
all_silent (const float *const *in, uint32_t n_channels, uint32_t n)
{
  for (uint32_t c = 0; c < n_channels; c++)
    if (!lt_is_silent (in[c], n))
      return false;
  return true;
}

LT_RT static inline __attribute__ ((always_inline)) void
add_scaled (float *restrict io, const float *restrict in, uint32_t n, LtRamp gain)
{
  if (gain.step == 0.0f && gain.from == 1.0f)
    for (uint32_t i = 0; i < n; i++)
      io[i] += in[i];
  else if (gain.step == 0.0f)
    for (uint32_t i = 0; i < n; i++)
      io[i] += in[i] * gain.from;
  else
    for (uint32_t i = 0; i < n; i++)
      io[i] += in[i] * lt_ramp_at (gain, i);
}

/* Nearly every quantum is whole: a length that is known needs no loop at its end. */
LT_RT LT_WIDE static void
strip_add_scaled (float *restrict io, const float *restrict in, uint32_t n, LtRamp gain)
{
  if (n == LT_QUANTUM)
    add_scaled (io, in, LT_QUANTUM, gain);
  else
    add_scaled (io, in, n, gain);
}

/* What an edge brings in this quantum: pointers into the sender's block, its delay or @scratch. */
LT_RT static void
edge_fetch (const Run *run, const LtPlanEdge *edge, float *const *scratch, const float **out)
{
  const LtPlanStrip *from = &run->plan->strips[edge->from];
  float *const      *tap = edge->tap == LT_TAP_PRE ? from->pre : from->post;

  out[0] = tap[0] + run->at;
  out[1] = tap[1] + run->at;
  if (edge->state->delay.delay == 0)
    return;

  lt_delay_write (&edge->state->delay, out, 2, run->where->len);
  lt_delay_peek (&edge->state->delay, 2, run->where->len, scratch, out);
}

LT_RT static void
add_edge (const Run *run, const LtPlanEdge *edge, float *const *io)
{
  float        memory[2][LT_QUANTUM];
  float       *scratch[2] = { memory[0], memory[1] };
  const float *in[2];
  LtEdgeState *state = edge->state;
  LtSideGains  gain = lt_strip_edge (run->plan, edge, run->where, run->strip->lag_in);
  uint32_t     n = run->where->len;

  if (run->where->snap)
    lt_gate_snap (&state->gate, true, run->plan->gate_frames);
  if (state->gate.pos > 0 || state->delay.at >= state->delay.delay) /* a new delay fills before it is heard */
    lt_gate_advance (&state->gate, n, run->plan->gate_frames);
  else
    state->gate.from = state->gate.to; /* it stands still */

  edge_fetch (run, edge, scratch, in);
  if (lt_gate_is_shut (&state->gate) || all_silent (in, 2, n))
    return;
  for (int c = 0; c < 2; c++)
    {
      LtRamp ramp = lt_ramp_make (gain.from[c] * state->gate.from, gain.to[c] * state->gate.to, 0, n);

      if (ramp.from != 0.0f || ramp.step != 0.0f)
        strip_add_scaled (io[c], in[c], n, ramp);
    }
}

/* A key as the slot hears it: with its edge's values, when it is one's. */
LT_RT static void
fetch_key (const Run *run, const LtPlanSlot *slot, float *const *scratch, const float **out)
{
  const LtPlanEdge *key = slot->key;
  uint32_t          n = run->where->len;

  edge_fetch (run, key, scratch, out);
  if (key->follows == 0)
    return;

  LtSideGains gain = lt_strip_edge (run->plan, key, run->where, slot->lag);
  for (int c = 0; c < 2; c++)
    {
      LtRamp ramp = lt_ramp_make (gain.from[c], gain.to[c], 0, n);

      for (uint32_t i = 0; i < n; i++)
        scratch[c][i] = out[c][i] * lt_ramp_at (ramp, i);
      out[c] = scratch[c];
    }
}

/* Clips at the position; for a short while after a jump also those of the old place, fading out. */
LT_RT static void
read_clips (const Run *run, float *const *io)
{
  const LtRunAt *where = run->where;
  uint32_t       n = where->len, starved = 0;

  lt_clips_read (run->strip, where->pos, n, io, &starved);
  if (where->jump_done < where->jump_len)
    {
      float    memory[2][LT_QUANTUM];
      float   *old[2] = { memory[0], memory[1] };
      uint32_t ignored = 0;

      lt_clips_read (run->strip, where->jump_from, n, old, &ignored);
      for (uint32_t i = 0; i < n; i++)
        {
          uint32_t done = where->jump_done + i;
          float    in = done < where->jump_len ? lt_smooth_step ((float) done / (float) where->jump_len) : 1.0f;

          for (uint32_t c = 0; c < run->strip->n_channels; c++)
            io[c][i] = io[c][i] * in + old[c][i] * (1.0f - in);
        }
    }
  if (starved > 0)
    atomic_fetch_add_explicit (&run->strip->state->starved, starved, memory_order_relaxed);

  if (run->strip->clip_delay != NULL)
    lt_delay_run (&run->strip->clip_delay->delay, (const float *const *) io, run->strip->n_channels, n, io);
}

LT_RT static void
gather (const Run *run, float *const *io)
{
  const LtPlanStrip *strip = run->strip;

  if (strip->n_clips > 0)
    read_clips (run, io);
  else
    for (uint32_t c = 0; c < strip->n_channels; c++)
      memset (io[c], 0, run->where->len * sizeof (float));

  for (uint32_t k = 0; k < strip->n_edges; k++)
    add_edge (run, &strip->edges[k], io);

  if (strip->shift != NULL)
    {
      strip->shift->delay.delay = strip->shift_by;
      lt_delay_run (&strip->shift->delay, (const float *const *) io, strip->n_channels, run->where->len, io);
    }
}

LT_RT LT_WIDE static bool
strip_is_finite (float *const *io, uint32_t n_channels, uint32_t n)
{
  for (uint32_t c = 0; c < n_channels; c++)
    if ((n == LT_QUANTUM ? lt_strip_most_bits (io[c], LT_QUANTUM) : lt_strip_most_bits (io[c], n)) >= LT_STRIP_INFINITY_BITS)
      return false;
  return true;
}

LT_RT static void
publish_readouts (LtSlotState *state)
{
  const LtFxType *type = state->bank.type;
  float           values[LT_FX_MAX_READOUTS];

  if (!type->readout)
    return;
  type->readout (state->fx, values);
  for (uint32_t i = 0; i < type->n_readouts; i++)
    atomic_store_explicit (&state->readouts[i], values[i], memory_order_relaxed);
}

LT_RT static void
slot_reset (LtSlotState *state)
{
  if (state->bank.type->reset && !state->clean)
    {
      state->bank.type->reset (state->fx);
      publish_readouts (state);
    }
  state->clean = true;
}

/* Targets from lanes, and the bank's straight lines for this quantum. */
LT_RT static void
slot_values (const Run *run, const LtPlanSlot *slot)
{
  LtParamBank *bank = &slot->state->bank;
  LtChase     *chase = &slot->state->chase;
  int64_t      end = run->where->pos + run->where->len - slot->lag;
  uint32_t     ramp = run->plan->gate_frames;

  for (uint32_t k = 0; k < slot->n_lanes; k++)
    {
      const LtParamLaneSpec *lane = &slot->lanes[k];
      const LtParamSpec     *row = &slot->type->params[lane->param];
      float                  value = lt_lane_at (&lane->lane, run->where->snap ? end - run->where->len : end, ramp);

      value = row->curve == LT_CURVE_LOG ? exp2f (value) : value;
      if (!run->where->snap && chase->left > (row->curve == LT_CURVE_STEP ? 0 : ramp))
        lt_param_bank_set (bank, lane->param, value);
      else
        lt_param_bank_force (bank, lane->param,
                             row->curve == LT_CURVE_STEP ? value : lt_run_lead (run->where, chase->left, bank->to[lane->param], value));
    }
  chase->left -= chase->left < run->where->len ? chase->left : run->where->len;
  if (run->where->snap)
    {
      chase->left = 0;
      lt_param_bank_snap (bank);
      for (uint32_t k = 0; k < slot->n_lanes; k++)
        {
          const LtParamLaneSpec *lane = &slot->lanes[k];
          const LtParamSpec     *row = &slot->type->params[lane->param];
          float                  value = lt_lane_at (&lane->lane, end, ramp);

          lt_param_bank_force (bank, lane->param, row->curve == LT_CURVE_LOG ? exp2f (value) : value);
        }
    }
  lt_param_bank_advance (bank, run->where->len);
}

/* The gates of the effect. What comes in is faded in, or the cut would come back as an echo or in a room;
   what comes out is heard once it is whole. */
LT_RT static void
slot_gate (const Run *run, LtSlotState *state)
{
  uint32_t frames = run->plan->gate_frames;

  if (run->where->snap)
    {
      lt_gate_snap (&state->feed, state->wanted, frames);
      lt_gate_snap (&state->wet, state->wanted, frames);
      lt_gate_snap (&state->entry, true, frames);
      state->warm = state->hold = 0;
    }
  else if (!state->wanted)
    state->wet.open = false;
  else if (!state->wet.open)
    {
      if (state->clean)
        state->warm = state->dry.delay + frames;
      if (state->warm == 0)
        state->wet.open = true;
      state->warm -= state->warm < run->where->len ? state->warm : run->where->len;
    }
  state->feed.open = state->wanted || !lt_gate_is_shut (&state->wet);
  lt_gate_advance (&state->feed, run->where->len, frames);
  if (state->entry.open && state->hold > 0)
    state->entry.from = state->entry.to; /* delays before it still hold what it must not hear */
  else
    lt_gate_advance (&state->entry, run->where->len, frames);
  state->hold -= state->hold < run->where->len ? state->hold : run->where->len;
  lt_gate_advance (&state->wet, run->where->len, frames);
}

LT_RT static void
fade_feed (const LtSlotState *state, float *const *io, uint32_t n_channels, uint32_t n)
{
  LtRamp feed = lt_ramp_make (state->feed.from * state->entry.from, state->feed.to * state->entry.to, 0, n);

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      io[c][i] *= lt_ramp_at (feed, i);
}

/* Where the effect is in the song: what it gets is late by its lag. */
LT_RT static double
tempo_at (const Run *run, const LtPlanSlot *slot)
{
  const LtPlan *plan = run->plan;

  return plan->tempo.n_tempos == 0 ? plan->tempo_bpm : lt_tempo_map_bpm (&plan->tempo, (double) (run->where->pos - slot->lag) / plan->rate_hz);
}

LT_RT static void
run_effect (const Run *run, const LtPlanSlot *slot, float *const *io, uint32_t n_channels)
{
  float       *key_scratch[2], key_memory[2][LT_QUANTUM];
  const float *key[2];
  LtSlotState *state = slot->state;
  LtFxBlock    block = {
       .io = io,
       .n_channels = n_channels,
       .n_frames = run->where->len,
       .len = run->where->len,
       .from = state->bank.from,
       .to = state->bank.to,
       .tempo_bpm = tempo_at (run, slot),
  };

  if (slot->key != NULL)
    {
      key_scratch[0] = key_memory[0];
      key_scratch[1] = key_memory[1];
      fetch_key (run, slot, key_scratch, key);
      block.key = key;
      block.n_key = 2;
    }

  if (!lt_gate_is_wide (&state->feed) || !lt_gate_is_wide (&state->entry))
    fade_feed (state, io, n_channels, block.n_frames);
  state->clean = false;
  slot->type->process (state->fx, &block);
  if (!strip_is_finite (io, n_channels, block.n_frames))
    {
      for (uint32_t c = 0; c < n_channels; c++)
        memset (io[c], 0, block.n_frames * sizeof (float));
      slot_reset (state);
      atomic_fetch_add_explicit (&state->n_bad, 1, memory_order_relaxed);
    }
}

/* Moves on in bypass too, where nobody hears it. */
LT_RT static void
slot_level (const Run *run, LtSlotState *state)
{
  if (run->where->snap)
    lt_glide_snap (&state->level, state->level.target);
  lt_glide_advance (&state->level, lt_plan_keep (run->plan, run->where->len));
}

LT_RT static void
scale_wet (const LtSlotState *state, float *const *io, uint32_t n_channels, uint32_t n)
{
  LtRamp level = lt_ramp_make (state->level.from, state->level.to, 0, n);

  if (level.from == 1.0f && level.step == 0.0f)
    return;
  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      io[c][i] *= lt_ramp_at (level, i);
}

/* For whoever watches: what came in, as late as what went out. */
LT_RT static void
show_slot (const LtSlotState *state, const float *const *in, const float *const *out, uint32_t n_channels, uint32_t n)
{
  LtWatchQuantum shown = { .slot_id = state->base.id, .n_frames = n, .level = { 1.0f, 1.0f } };

  if (!lt_gate_is_shut (&state->wet))
    {
      shown.level[0] = state->level.from;
      shown.level[1] = state->level.to;
    }

  for (uint32_t c = 0; c < 2; c++)
    {
      memcpy (shown.in[c], in[c < n_channels ? c : 0], n * sizeof (float));
      memcpy (shown.out[c], out[c < n_channels ? c : 0], n * sizeof (float));
    }
  for (uint32_t i = 0; i < state->bank.type->n_readouts; i++)
    shown.readouts[i] = atomic_load_explicit (&state->readouts[i], memory_order_relaxed);
  lt_ring_write (state->watch, &shown, 1);
}

LT_RT static void
mix_wet (const LtSlotState *state, const float *const *dry, float *const *io, uint32_t n_channels, uint32_t n)
{
  LtRamp wet = lt_ramp_make (state->wet.from, state->wet.to, 0, n);

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      io[c][i] = dry[c][i] + (io[c][i] - dry[c][i]) * lt_ramp_at (wet, i);
}

/* For whoever hears what the slot takes away. */
LT_RT static void
fill_delta (const Run *run, const float *const *dry, const float *const *io, uint32_t n_channels)
{
  LtDelta *delta = run->where->delta;
  float   *change[2] = { delta->change[0], delta->change[1] };
  uint32_t n = run->where->len;

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      change[c][i] = dry[c][i] - io[c][i];
  if (n_channels == 1)
    lt_strip_widen (run->plan, change, n);
  delta->gate = &run->strip->state->gate;
}

/* Effect beside the signal that goes round it; each at rest costs nothing but the delay. */
LT_RT static void
run_slot (const Run *run, const LtPlanSlot *slot, float *const *io, uint32_t n_channels)
{
  float        memory[2][LT_QUANTUM];
  float       *dry[2] = { memory[0], memory[1] };
  LtSlotState *state = slot->state;
  uint32_t     n = run->where->len;
  bool         is_delta = run->where->delta != NULL && run->where->delta->slot_id == state->base.id;

  slot_values (run, slot);
  slot_gate (run, state);
  slot_level (run, state);

  bool shut = lt_gate_is_shut (&state->wet) && !state->wanted;
  if (state->dry.delay > 0)
    lt_delay_run (&state->dry, (const float *const *) io, n_channels, n, dry);
  else if (!lt_gate_is_wide (&state->wet) || state->watch != NULL || is_delta)
    for (uint32_t c = 0; c < n_channels; c++)
      memcpy (dry[c], io[c], n * sizeof (float));

  if (shut)
    {
      slot_reset (state);
      lt_gate_snap (&state->feed, false, run->plan->gate_frames);
      for (uint32_t c = 0; c < n_channels; c++)
        memcpy (io[c], dry[c], n * sizeof (float));
    }
  else
    {
      run_effect (run, slot, io, n_channels);
      publish_readouts (state);
      scale_wet (state, io, n_channels, n);
      if (!lt_gate_is_wide (&state->wet))
        mix_wet (state, (const float *const *) dry, io, n_channels, n);
    }
  if (state->watch != NULL)
    show_slot (state, (const float *const *) dry, (const float *const *) io, n_channels, n);
  if (is_delta)
    fill_delta (run, (const float *const *) dry, (const float *const *) io, n_channels);
}

/* Before the pan: a mono signal is on both sides of the meter. */
LT_RT static void
meter (const Run *run, float *const *io, uint32_t n_channels)
{
  const float *in[2] = { io[0], io[n_channels - 1] };

  lt_strip_meter (run->plan, run->strip, run->where->len, all_silent (in, n_channels, run->where->len), in);
}

void
lt_plan_run_strip (const LtPlan *self, uint32_t index, const LtRunAt *where, uint32_t at)
{
  const LtPlanStrip *strip = &self->strips[index];
  Run                run = { self, strip, where, at };
  float             *io[2] = { strip->post[0] + at, strip->post[1] + at };
  float             *pre[2] = { NULL, NULL };
  uint32_t           n_channels = strip->n_channels;

  if (strip->needs_pre)
    {
      pre[0] = strip->pre[0] + at;
      pre[1] = strip->pre[1] + at;
    }

  gather (&run, io);
  lt_strip_trim (self, strip, where, io);
  if (self->meter_at == LT_METER_AT_INPUT)
    meter (&run, io, n_channels);
  for (uint32_t k = 0; k < strip->n_slots; k++)
    {
      if (strip->slots[k].widen)
        {
          lt_strip_widen (self, io, where->len);
          n_channels = 2;
        }
      run_slot (&run, &strip->slots[k], io, n_channels);
    }
  if (self->meter_at == LT_METER_AT_PRE)
    meter (&run, io, strip->n_out);
  bool silent = all_silent ((const float *const *) io, strip->n_out, where->len);
  lt_strip_fader (self, strip, where, silent, io, pre);
  if (self->meter_at == LT_METER_AT_POST)
    lt_strip_meter (self, strip, where->len, silent, (const float *const *) io);
}

void
lt_plan_reset (const LtPlan *self)
{
  for (uint32_t i = 0; i < self->n_strips; i++)
    {
      const LtPlanStrip *strip = &self->strips[i];

      for (uint32_t k = 0; k < strip->n_slots; k++)
        {
          slot_reset (strip->slots[k].state);
          lt_delay_reset (&strip->slots[k].state->dry);
          if (strip->slots[k].key != NULL)
            lt_delay_reset (&strip->slots[k].key->state->delay);
        }
      for (uint32_t k = 0; k < strip->n_edges; k++)
        lt_delay_reset (&strip->edges[k].state->delay);
      if (strip->clip_delay != NULL)
        lt_delay_reset (&strip->clip_delay->delay);
      if (strip->shift != NULL)
        lt_delay_reset (&strip->shift->delay);
    }
  lt_delay_reset (&self->mix_delay->delay);
}

bool
lt_plan_ready (const LtPlan *self, int64_t pos, uint32_t len)
{
  for (uint32_t i = 0; i < self->n_strips; i++)
    if (!lt_clips_ready (&self->strips[i], pos, len))
      return false;
  return true;
}
