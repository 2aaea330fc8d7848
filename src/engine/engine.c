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
  lt_glide_snap (&self->rt.reference_gain, 1.0f);
  lt_glide_snap (&self->rt.rival_gain, 1.0f);
  lt_glide_snap (&self->rt.gain, 1.0f);
  lt_glide_snap (&self->rt.master_service.gain, 1.0f);
  lt_glide_snap (&self->rt.reference_service.gain, 1.0f);
  self->rt.master_service.limit = self->rt.reference_service.limit = 1.0;
  lt_glide_snap (&self->rt.polarity[0], 1.0f);
  lt_glide_snap (&self->rt.polarity[1], 1.0f);
  lt_gate_snap (&self->rt.run, true, 1);
  lt_word_init (&self->rt.word, rate_hz);
  return self;
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
      lt_engine_free_batch (self, m->pointer);
      break;
    case LT_MESSAGE_MONITOR:
      free (m->pointer);
      break;
    case LT_MESSAGE_DELTA:
      lt_delta_free (m->pointer);
      break;
    case LT_MESSAGE_WORKERS:
      lt_workers_free (m->pointer);
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
  lt_delta_free (self->rt.delta.now);
  lt_delta_free (self->rt.delta.next);
  lt_word_clear (&self->rt.word);
  lt_workers_free (self->rt.workers);
  free (self);
}

static void
flush_waiting (LtEngine *self)
{
  uint32_t sent = lt_ring_write (&self->rt.inbox, self->waiting, self->n_waiting);

  memmove (self->waiting, self->waiting + sent, (self->n_waiting - sent) * sizeof (LtMessage));
  self->n_waiting -= sent;
}

bool
lt_engine_send (LtEngine *self, LtMessage m)
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
  if (self->in_flight || !lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_PLAN, .pointer = plan }))
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

/* --- delta --- */

/* Frames from the slot's output to the master's; 0 when the plan does not have it. */
static uint32_t
delay_behind (const LtPlan *plan, LtId slot_id)
{
  for (uint32_t i = 0; plan != NULL && i < plan->n_strips; i++)
    for (uint32_t k = 0; k < plan->strips[i].n_slots; k++)
      {
        const LtPlanSlot *slot = &plan->strips[i].slots[k];
        int64_t           lag = slot->lag + slot->state->dry.delay;

        if (slot->state->base.id == slot_id)
          return plan->latency > lag ? (uint32_t) (plan->latency - lag) : 0;
      }
  return 0;
}

/* What is asked for counts only once it is on its way. */
static bool
send_delta (LtEngine *self, LtId slot_id, uint32_t delay)
{
  LtDelta *delta = slot_id != 0 ? lt_delta_new (slot_id, delay) : NULL;

  if (delta == NULL && slot_id != 0)
    return false;
  if (!lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_DELTA, .pointer = delta }))
    {
      lt_delta_free (delta);
      return false;
    }
  self->delta_id = slot_id;
  self->delta_delay = delay;
  return true;
}

LtStatus
lt_engine_set_delta (LtEngine *self, LtId slot_id)
{
  return send_delta (self, slot_id, delay_behind (self->pending != NULL ? self->pending : self->posted, slot_id)) ? LT_OK : LT_ERR_MEMORY;
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
  if (status == LT_OK && (status = lt_engine_send_differences (self, plan, spec)) != LT_OK)
    lt_plan_free (plan, &self->pool);
  if (status != LT_OK)
    return status;

  self->latency = plan->latency;
  if (self->delta_id != 0 && delay_behind (plan, self->delta_id) != self->delta_delay)
    send_delta (self, self->delta_id, delay_behind (plan, self->delta_id)); /* without memory it is heard early or late */
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
  if (!lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_MONITOR, .pointer = copy }))
    free (copy);
}

void
lt_engine_set_loop (LtEngine *self, bool on, int64_t from, int64_t to)
{
  bool good = on && from >= 0 && to - from >= 1024;

  lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_LOOP, .a = good ? from : 0, .b = good ? to : 0 });
}

void
lt_engine_roll (LtEngine *self)
{
  lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_ROLL });
}

void
lt_engine_stop (LtEngine *self)
{
  lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_STOP });
}

void
lt_engine_locate (LtEngine *self, int64_t pos)
{
  lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_LOCATE, .a = pos > 0 ? pos : 0 });
}

void
lt_engine_set_tap (LtEngine *self, LtTap tap, LtRing *frames, LtRing *marks)
{
  self->rt.taps[tap] = (LtTapRt) { .frames = frames, .marks = marks };
}

void
lt_engine_set_watch (LtEngine *self, uint32_t watch, LtId slot_id, LtRing *ring)
{
  lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_WATCH, .pointer = ring, .a = watch, .b = (int64_t) slot_id });
}

LtStatus
lt_engine_set_threads (LtEngine *self, uint32_t n_threads, int priority)
{
  LtWorkers *workers = n_threads > 1 ? lt_workers_new (n_threads, priority) : NULL;

  if (workers == NULL && n_threads > 1)
    return LT_ERR_MEMORY;
  if (lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_WORKERS, .pointer = workers }))
    return LT_OK;
  lt_workers_free (workers);
  return LT_ERR_MEMORY;
}

void
lt_engine_awaken (LtEngine *self)
{
  if (self->rt.workers != NULL && self->rt.rolling)
    lt_workers_awaken (self->rt.workers);
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

static const LtPlanStrip *
newest_strip (const LtEngine *self, LtId strip_id)
{
  const LtPlan *plan = self->pending != NULL ? self->pending : self->posted;

  for (uint32_t i = 0; plan != NULL && i < plan->n_strips; i++)
    if (plan->strips[i].id == strip_id)
      return &plan->strips[i];
  return NULL;
}

int64_t
lt_engine_get_latency_of (const LtEngine *self, LtId strip_id)
{
  const LtPlanStrip *strip = newest_strip (self, strip_id);

  return strip != NULL ? strip->lag_out : 0;
}

int64_t
lt_engine_get_own_latency_of (const LtEngine *self, LtId strip_id)
{
  const LtPlanStrip *strip = newest_strip (self, strip_id);

  return strip != NULL ? strip->lag_out - strip->lag_in : 0;
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
