// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's control side: plans and values on their way, instances, readings.
// Layer: engine.

#include "engine/engine-private.h"

#include <stdlib.h>
#include <string.h>

LtEngine *
lt_engine_new (double rate_hz, uint32_t block_frames)
{
  LtEngine *self = aligned_alloc (64, (sizeof (LtEngine) + 63) & ~(size_t) 63);

  if (self == NULL)
    return NULL;

  memset (self, 0, sizeof *self);
  self->rate_hz = rate_hz;
  self->block_frames = block_frames;
  lt_ring_init (&self->rt.inbox, self->inbox_memory, LT_INBOX, sizeof (LtMessage));
  lt_ring_init (&self->rt.retired, self->retired_memory, 2 * LT_INBOX, sizeof (LtMessage));
  lt_glide_snap (&self->rt.mix_gain, 1.0f);
  lt_glide_snap (&self->rt.master_gain, 1.0f);
  lt_glide_snap (&self->rt.gain, 1.0f);
  lt_gate_snap (&self->rt.run, true, 1);
  return self;
}

static void
free_batch (LtEngine *self, LtBatch *batch)
{
  for (uint32_t i = 0; i < batch->n; i++)
    lt_pool_unref (&self->pool, batch->changes[i].instance);
  free (batch);
}

static void
dispose_message (LtEngine *self, const LtMessage *m)
{
  switch (m->kind)
    {
    case LT_MESSAGE_PLAN:
      lt_plan_free (m->pointer, &self->pool);
      break;
    case LT_MESSAGE_BATCH:
      free_batch (self, m->pointer);
      break;
    case LT_MESSAGE_MONITOR:
      free (m->pointer);
      break;
    case LT_MESSAGE_LOOP:
    case LT_MESSAGE_ROLL:
    case LT_MESSAGE_STOP:
    case LT_MESSAGE_LOCATE:
    case LT_MESSAGE_WATCH:
      break;
    }
}

void
lt_engine_free (LtEngine *self)
{
  LtMessage m;

  if (self == NULL)
    return;

  while (lt_ring_read (&self->rt.retired, &m, 1) == 1)
    dispose_message (self, &m);
  while (lt_ring_read (&self->rt.inbox, &m, 1) == 1)
    dispose_message (self, &m);
  for (uint32_t i = 0; i < self->n_waiting; i++)
    dispose_message (self, &self->waiting[i]);
  lt_plan_free (self->pending, &self->pool);
  lt_plan_free (self->rt.incoming, &self->pool);
  lt_plan_free (self->rt.plan, &self->pool);
  free (self);
}

static void
flush_waiting (LtEngine *self)
{
  uint32_t sent = lt_ring_write (&self->rt.inbox, self->waiting, self->n_waiting);

  memmove (self->waiting, self->waiting + sent, (self->n_waiting - sent) * sizeof (LtMessage));
  self->n_waiting -= sent;
}

/* In order; what doesn't fit waits here. False: even that is full, and @m was not taken. */
static bool
send (LtEngine *self, LtMessage m)
{
  flush_waiting (self);
  if (self->n_waiting == 0 && lt_ring_write (&self->rt.inbox, &m, 1) == 1)
    return true;
  if (self->n_waiting == sizeof self->waiting / sizeof self->waiting[0])
    return false;
  self->waiting[self->n_waiting++] = m;
  return true;
}

static void
post_plan (LtEngine *self, LtPlan *plan)
{
  if (self->in_flight || !send (self, (LtMessage) { .kind = LT_MESSAGE_PLAN, .pointer = plan }))
    {
      lt_plan_free (self->pending, &self->pool);
      self->pending = plan;
      return;
    }
  self->posted = plan;
  self->in_flight = true;
}

void
lt_engine_collect (LtEngine *self)
{
  LtMessage m;

  while (lt_ring_read (&self->rt.retired, &m, 1) == 1)
    {
      if (m.kind == LT_MESSAGE_PLAN)
        self->in_flight = false;
      dispose_message (self, &m);
    }
  flush_waiting (self);
  if (self->pending != NULL && !self->in_flight)
    {
      LtPlan *plan = self->pending;

      self->pending = NULL;
      post_plan (self, plan);
    }
}

bool
lt_engine_is_settled (const LtEngine *self)
{
  return !self->in_flight && self->pending == NULL && self->n_waiting == 0 && lt_ring_fill (&self->rt.inbox) == 0;
}

/* --- values --- */

static LtBatch *
batch_new (uint32_t capacity)
{
  return calloc (1, sizeof (LtBatch) + capacity * sizeof (LtBatchChange));
}

static void
batch_add (LtBatch *batch, LtInstance *instance, LtValueKind kind, uint32_t index, float value)
{
  lt_pool_ref (instance);
  batch->changes[batch->n++] = (LtBatchChange) { instance, kind, index, value };
}

static void
send_batch (LtEngine *self, LtBatch *batch)
{
  if (batch->n == 0 || !send (self, (LtMessage) { .kind = LT_MESSAGE_BATCH, .pointer = batch }))
    free_batch (self, batch);
}

static LtInstanceKind
instance_kind_of (LtValueKind kind)
{
  if (kind == LT_VALUE_SEND)
    return LT_INSTANCE_EDGE;
  return kind == LT_VALUE_PARAM || kind == LT_VALUE_BYPASS ? LT_INSTANCE_SLOT : LT_INSTANCE_STRIP;
}

/* What was last asked for, so that a later plan sends only what differs. */
static void
note_goal (LtInstance *instance, LtValueKind kind, uint32_t index, float value)
{
  LtStripState *strip = (LtStripState *) instance;
  LtSlotState  *slot = (LtSlotState *) instance;

  switch (kind)
    {
    case LT_VALUE_TRIM:
      strip->goal_trim = value;
      break;
    case LT_VALUE_FADER:
      strip->goal_fader = value;
      break;
    case LT_VALUE_PAN:
      strip->goal_pan = value;
      break;
    case LT_VALUE_MUTE:
      strip->goal_mute = value >= 0.5f;
      break;
    case LT_VALUE_SEND:
      ((LtEdgeState *) instance)->goal_gain = value;
      break;
    case LT_VALUE_PARAM:
      slot->goal[index] = value;
      break;
    case LT_VALUE_BYPASS:
      slot->goal_bypass = value >= 0.5f;
      break;
    }
}

LtStatus
lt_engine_set_values (LtEngine *self, const LtValueChange *changes, uint32_t n)
{
  LtBatch *batch = batch_new (n);

  if (batch == NULL)
    return LT_ERR_MEMORY;
  for (uint32_t i = 0; i < n; i++)
    {
      const LtValueChange *change = &changes[i];
      LtInstance          *instance = lt_pool_find (&self->pool, instance_kind_of (change->kind), change->id);

      if (instance == NULL
          || (change->kind == LT_VALUE_PARAM && change->index >= ((LtSlotState *) instance)->bank.type->n_params))
        continue;
      note_goal (instance, change->kind, change->index, change->value);
      batch_add (batch, instance, change->kind, change->index, change->value);
    }
  send_batch (self, batch);
  return LT_OK;
}

static void
compare (LtBatch *batch, void *instance, LtValueKind kind, float was, float is)
{
  if (was == is)
    return;
  note_goal (instance, kind, 0, is);
  batch_add (batch, instance, kind, 0, is);
}

static void
compare_slot (LtBatch *batch, LtSlotState *slot, const LtSlotSpec *spec)
{
  compare (batch, slot, LT_VALUE_BYPASS, slot->goal_bypass, spec->bypass);
  for (uint32_t p = 0; p < spec->type->n_params; p++)
    if (slot->goal[p] != spec->values[p])
      {
        slot->goal[p] = spec->values[p];
        batch_add (batch, &slot->base, LT_VALUE_PARAM, p, spec->values[p]);
      }
}

static void
compare_strip (LtBatch *batch, const LtPlanStrip *strip, const LtStripSpec *spec)
{
  LtStripState *s = strip->state;

  compare (batch, s, LT_VALUE_TRIM, s->goal_trim, spec->trim);
  compare (batch, s, LT_VALUE_FADER, s->goal_fader, spec->fader);
  compare (batch, s, LT_VALUE_PAN, s->goal_pan, spec->pan);
  compare (batch, s, LT_VALUE_MUTE, s->goal_mute, spec->mute);
  for (uint32_t k = 0; k < spec->n_edges; k++)
    compare (batch, strip->edges[k].state, LT_VALUE_SEND, strip->edges[k].state->goal_gain, spec->edges[k].gain);
  for (uint32_t k = 0; k < spec->n_slots; k++)
    compare_slot (batch, strip->slots[k].state, &spec->slots[k]);
}

/* The values in which the description differs from what was last asked for. */
static LtStatus
send_differences (LtEngine *self, const LtPlan *plan, const LtPlanSpec *spec)
{
  uint32_t capacity = 0;

  for (uint32_t i = 0; i < spec->n_strips; i++)
    {
      capacity += 4 + spec->strips[i].n_edges;
      for (uint32_t k = 0; k < spec->strips[i].n_slots; k++)
        capacity += 1 + spec->strips[i].slots[k].type->n_params;
    }

  LtBatch *batch = batch_new (capacity);
  if (batch == NULL)
    return LT_ERR_MEMORY;
  for (uint32_t i = 0; i < plan->n_strips; i++)
    for (uint32_t k = 0; k < spec->n_strips; k++)
      if (spec->strips[k].id == plan->strips[i].id)
        {
          compare_strip (batch, &plan->strips[i], &spec->strips[k]);
          break;
        }
  send_batch (self, batch);
  return LT_OK;
}

LtStatus
lt_engine_set_plan (LtEngine *self, const LtPlanSpec *spec)
{
  LtPlan  *plan;
  LtStatus status;

  if (spec->rate_hz != self->rate_hz)
    return LT_ERR_INVALID;

  lt_engine_collect (self);
  status = lt_plan_compile (&self->pool, spec, self->posted, self->block_frames, &plan);
  if (status == LT_OK && (status = send_differences (self, plan, spec)) != LT_OK)
    lt_plan_free (plan, &self->pool);
  if (status != LT_OK)
    return status;

  self->latency = plan->latency;
  if (self->pending == NULL && self->posted != NULL && lt_plan_is_same (plan, self->posted))
    lt_plan_free (plan, &self->pool); /* the values are all that changed, and they are on their way */
  else
    post_plan (self, plan);
  return LT_OK;
}

/* --- verbs --- */

void
lt_engine_set_monitor (LtEngine *self, const LtMonitor *monitor)
{
  LtMonitor *copy = malloc (sizeof *copy);

  if (copy == NULL)
    return;
  *copy = *monitor;
  if (!send (self, (LtMessage) { .kind = LT_MESSAGE_MONITOR, .pointer = copy }))
    free (copy);
}

void
lt_engine_set_loop (LtEngine *self, bool on, int64_t from, int64_t to)
{
  bool good = on && from >= 0 && to - from >= 1024;

  send (self, (LtMessage) { .kind = LT_MESSAGE_LOOP, .a = good ? from : 0, .b = good ? to : 0 });
}

void
lt_engine_roll (LtEngine *self)
{
  send (self, (LtMessage) { .kind = LT_MESSAGE_ROLL });
}

void
lt_engine_stop (LtEngine *self)
{
  send (self, (LtMessage) { .kind = LT_MESSAGE_STOP });
}

void
lt_engine_locate (LtEngine *self, int64_t pos)
{
  send (self, (LtMessage) { .kind = LT_MESSAGE_LOCATE, .a = pos > 0 ? pos : 0 });
}

void
lt_engine_set_tap (LtEngine *self, LtTap tap, LtRing *frames, LtRing *marks)
{
  self->rt.taps[tap] = (LtTapRt) { .frames = frames, .marks = marks };
}

void
lt_engine_set_watch (LtEngine *self, uint32_t watch, LtId slot_id, LtRing *ring)
{
  send (self, (LtMessage) { .kind = LT_MESSAGE_WATCH, .pointer = ring, .a = watch, .b = (int64_t) slot_id });
}

/* --- readings --- */

uint32_t
lt_engine_get_tap_lost (const LtEngine *self, LtTap tap)
{
  return atomic_load_explicit (&self->rt.tap_lost[tap], memory_order_relaxed);
}

int64_t
lt_engine_get_position (const LtEngine *self)
{
  return atomic_load_explicit (&self->rt.shown_position, memory_order_relaxed);
}

bool
lt_engine_is_rolling (const LtEngine *self)
{
  return atomic_load_explicit (&self->rt.shown_rolling, memory_order_relaxed);
}

int64_t
lt_engine_get_latency (const LtEngine *self)
{
  return self->latency;
}

int64_t
lt_engine_get_latency_of (const LtEngine *self, LtId strip_id)
{
  const LtPlan *plan = self->pending != NULL ? self->pending : self->posted;

  for (uint32_t i = 0; plan != NULL && i < plan->n_strips; i++)
    if (plan->strips[i].id == strip_id)
      return plan->strips[i].lag_out;
  return 0;
}

double
lt_engine_get_rate (const LtEngine *self)
{
  return self->rate_hz;
}

bool
lt_engine_read_level (LtEngine *self, LtId strip_id, LtStripLevel *out)
{
  LtStripState *s = (LtStripState *) lt_pool_find (&self->pool, LT_INSTANCE_STRIP, strip_id);

  *out = (LtStripLevel) { 0 };
  if (s == NULL)
    return false;
  for (int c = 0; c < 2; c++)
    {
      out->peak[c] = atomic_exchange_explicit (&s->peak[c], 0.0f, memory_order_relaxed);
      out->square[c] = atomic_load_explicit (&s->square[c], memory_order_relaxed);
    }
  out->clips = atomic_load_explicit (&s->clips, memory_order_relaxed);
  out->starved = atomic_load_explicit (&s->starved, memory_order_relaxed);
  return true;
}

bool
lt_engine_read_readouts (LtEngine *self, LtId slot_id, float *out, uint32_t *n_bad)
{
  LtSlotState *s = (LtSlotState *) lt_pool_find (&self->pool, LT_INSTANCE_SLOT, slot_id);

  if (s == NULL)
    return false;
  for (uint32_t i = 0; i < s->bank.type->n_readouts; i++)
    out[i] = atomic_load_explicit (&s->readouts[i], memory_order_relaxed);
  *n_bad = atomic_load_explicit (&s->n_bad, memory_order_relaxed);
  return true;
}
