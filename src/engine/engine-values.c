// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values on their way to the audio thread: one by one, and as the differences between description and wish.
// Layer: engine. Control side only.

#include "engine/engine-private.h"
#include "engine/plan-order.h"

#include <stdlib.h>

/* --- the wish --- */

static LtInstanceKind
instance_kind_of (LtValueKind kind)
{
  switch (kind)
    {
    case LT_VALUE_SEND:
    case LT_VALUE_SEND_PAN:
    case LT_VALUE_SEND_MUTE:
      return LT_INSTANCE_EDGE;
    case LT_VALUE_PARAM:
    case LT_VALUE_BYPASS:
    case LT_VALUE_LEVEL:
      return LT_INSTANCE_SLOT;
    case LT_VALUE_TRIM:
    case LT_VALUE_FADER:
    case LT_VALUE_VCA:
    case LT_VALUE_PAN:
    case LT_VALUE_WIDTH:
    case LT_VALUE_PAN_LEFT:
    case LT_VALUE_PAN_RIGHT:
    case LT_VALUE_MUTE:
      break;
    }
  return LT_INSTANCE_STRIP;
}

static void
note_strip_goal (LtStripState *strip, LtValueKind kind, float value)
{
  if (kind == LT_VALUE_TRIM)
    strip->goal_trim = value;
  else if (kind == LT_VALUE_FADER)
    strip->goal_fader = value;
  else if (kind == LT_VALUE_VCA)
    strip->goal_vca = value;
  else if (kind == LT_VALUE_PAN)
    strip->goal_pan = value;
  else if (kind == LT_VALUE_WIDTH)
    strip->goal_width = value;
  else if (kind == LT_VALUE_PAN_LEFT)
    strip->goal_pan_left = value;
  else if (kind == LT_VALUE_PAN_RIGHT)
    strip->goal_pan_right = value;
  else
    strip->goal_mute = value >= 0.5f;
}

static void
note_edge_goal (LtEdgeState *edge, LtValueKind kind, float value)
{
  if (kind == LT_VALUE_SEND)
    edge->goal_gain = value;
  else if (kind == LT_VALUE_SEND_PAN)
    edge->goal_pan = value;
  else
    edge->goal_mute = value >= 0.5f;
}

static void
note_slot_goal (LtSlotState *slot, LtValueKind kind, uint32_t index, float value)
{
  if (kind == LT_VALUE_PARAM)
    slot->goal[index] = value;
  else if (kind == LT_VALUE_BYPASS)
    slot->goal_bypass = value >= 0.5f;
  else
    slot->goal_level_db = value;
}

/* What was last asked for, so that a later plan sends only what differs. */
static void
note_goal (LtInstance *instance, LtValueKind kind, uint32_t index, float value)
{
  LtInstanceKind of = instance_kind_of (kind);

  if (of == LT_INSTANCE_STRIP)
    note_strip_goal ((LtStripState *) instance, kind, value);
  else if (of == LT_INSTANCE_EDGE)
    note_edge_goal ((LtEdgeState *) instance, kind, value);
  else
    note_slot_goal ((LtSlotState *) instance, kind, index, value);
}

/* --- batches --- */

/* What is not filled stays untouched: there is room for every value of a session, and few change. */
static LtBatch *
batch_new (uint32_t capacity)
{
  LtBatch *self = malloc (sizeof (LtBatch) + capacity * sizeof (LtBatchChange));

  if (self != NULL)
    *self = (LtBatch) { 0 };
  return self;
}

static void
batch_add (LtBatch *batch, LtInstance *instance, LtValueKind kind, uint32_t index, float value)
{
  note_goal (instance, kind, index, value);
  lt_pool_ref (instance);
  batch->changes[batch->n++] = (LtBatchChange) { instance, kind, index, value };
}

static void
send_batch (LtEngine *self, LtBatch *batch)
{
  if (batch->n == 0 || !lt_engine_send (self, (LtMessage) { .kind = LT_MESSAGE_BATCH, .pointer = batch }))
    lt_engine_free_batch (self, batch);
}

void
lt_engine_free_batch (LtEngine *self, LtBatch *batch)
{
  for (uint32_t i = 0; i < batch->n; i++)
    lt_pool_unref (&self->pool, batch->changes[i].instance);
  free (batch);
}

/* --- one by one --- */

/* The side-chains of the newest plan that follow edges: of those at most a change of an edge is one too. */
static uint32_t
count_followers (const LtPlan *plan)
{
  uint32_t n = 0;

  for (uint32_t i = 0; plan != NULL && i < plan->n_strips; i++)
    for (uint32_t k = 0; k < plan->strips[i].n_slots; k++)
      n += plan->strips[i].slots[k].key != NULL && plan->strips[i].slots[k].key->follows != 0;
  return n;
}

/* The side-chains that take what the edge brings: its values are theirs. */
static void
add_followers (const LtPlan *plan, const LtValueChange *change, LtBatch *batch)
{
  for (uint32_t i = 0; i < plan->n_strips; i++)
    for (uint32_t k = 0; k < plan->strips[i].n_slots; k++)
      {
        const LtPlanEdge *key = plan->strips[i].slots[k].key;

        if (key != NULL && key->follows == change->id)
          batch_add (batch, &key->state->base, change->kind, 0, change->value);
      }
}

LtStatus
lt_engine_set_values (LtEngine *self, const LtValueChange *changes, uint32_t n)
{
  const LtPlan *plan = self->pending != NULL ? self->pending : self->posted;
  uint32_t      n_edges = 0, n_followers = 0;

  for (uint32_t i = 0; i < n; i++)
    n_edges += instance_kind_of (changes[i].kind) == LT_INSTANCE_EDGE;
  if (n_edges > 0)
    n_followers = count_followers (plan);

  LtBatch *batch = batch_new (n + n_edges * n_followers);
  if (batch == NULL)
    return LT_ERR_MEMORY;
  for (uint32_t i = 0; i < n; i++)
    {
      const LtValueChange *change = &changes[i];
      LtInstance          *instance = lt_pool_find (&self->pool, instance_kind_of (change->kind), change->id);

      if (instance == NULL
          || (change->kind == LT_VALUE_PARAM && change->index >= ((LtSlotState *) instance)->bank.type->n_params))
        continue;
      batch_add (batch, instance, change->kind, change->index, change->value);
      if (n_followers > 0 && instance_kind_of (change->kind) == LT_INSTANCE_EDGE)
        add_followers (plan, change, batch);
    }
  send_batch (self, batch);
  return LT_OK;
}

/* --- as differences --- */

#define STRIP_VALUES 8u
#define EDGE_VALUES 3u
#define SLOT_VALUES 2u /* besides its rows */

static void
compare (LtBatch *batch, LtInstance *instance, LtValueKind kind, float was, float is)
{
  if (was != is)
    batch_add (batch, instance, kind, 0, is);
}

static void
compare_edge (LtBatch *batch, LtEdgeState *edge, const LtEdgeSpec *spec)
{
  compare (batch, &edge->base, LT_VALUE_SEND, edge->goal_gain, spec->gain);
  compare (batch, &edge->base, LT_VALUE_SEND_PAN, edge->goal_pan, spec->pan);
  compare (batch, &edge->base, LT_VALUE_SEND_MUTE, edge->goal_mute, spec->mute);
}

static void
compare_slot (LtBatch *batch, LtSlotState *slot, const LtSlotSpec *spec)
{
  compare (batch, &slot->base, LT_VALUE_BYPASS, slot->goal_bypass, spec->bypass);
  compare (batch, &slot->base, LT_VALUE_LEVEL, slot->goal_level_db, spec->level_db);
  for (uint32_t p = 0; p < spec->type->n_params; p++)
    if (slot->goal[p] != spec->values[p])
      batch_add (batch, &slot->base, LT_VALUE_PARAM, p, spec->values[p]);
}

static const LtEdgeSpec *
find_edge (const LtPlanSpec *spec, LtId id)
{
  for (uint32_t i = 0; i < spec->n_strips; i++)
    for (uint32_t k = 0; k < spec->strips[i].n_edges; k++)
      if (spec->strips[i].edges[k].id == id)
        return &spec->strips[i].edges[k];
  return NULL;
}

static void
compare_strip (LtBatch *batch, const LtPlanStrip *strip, const LtStripSpec *from, const LtPlanSpec *spec)
{
  LtStripState *s = strip->state;

  compare (batch, &s->base, LT_VALUE_TRIM, s->goal_trim, from->trim);
  compare (batch, &s->base, LT_VALUE_FADER, s->goal_fader, from->fader);
  compare (batch, &s->base, LT_VALUE_VCA, s->goal_vca, from->vca);
  compare (batch, &s->base, LT_VALUE_PAN, s->goal_pan, from->pan);
  compare (batch, &s->base, LT_VALUE_WIDTH, s->goal_width, from->width);
  compare (batch, &s->base, LT_VALUE_PAN_LEFT, s->goal_pan_left, from->pan_left);
  compare (batch, &s->base, LT_VALUE_PAN_RIGHT, s->goal_pan_right, from->pan_right);
  compare (batch, &s->base, LT_VALUE_MUTE, s->goal_mute, from->mute);
  for (uint32_t k = 0; k < from->n_edges; k++)
    compare_edge (batch, strip->edges[k].state, &from->edges[k]);
  for (uint32_t k = 0; k < from->n_slots; k++)
    {
      const LtPlanEdge *key = strip->slots[k].key;

      compare_slot (batch, strip->slots[k].state, &from->slots[k]);
      if (key != NULL && key->follows != 0)
        compare_edge (batch, key->state, find_edge (spec, key->follows));
    }
}

LtStatus
lt_engine_send_differences (LtEngine *self, const LtPlan *plan, const LtPlanSpec *spec)
{
  uint32_t capacity = 0;

  for (uint32_t i = 0; i < spec->n_strips; i++)
    {
      capacity += STRIP_VALUES + EDGE_VALUES * spec->strips[i].n_edges;
      for (uint32_t k = 0; k < spec->strips[i].n_slots; k++)
        capacity += SLOT_VALUES + EDGE_VALUES + spec->strips[i].slots[k].type->n_params;
    }

  LtBatch *batch = batch_new (capacity);
  if (batch == NULL)
    return LT_ERR_MEMORY;
  for (int64_t i = 0, at = -1; i < plan->n_strips; i++)
    {
      at = lt_plan_order_next (spec, plan->strips[i].id, at);
      if (at >= 0)
        compare_strip (batch, &plan->strips[i], &spec->strips[at], spec);
    }
  send_batch (self, batch);
  return LT_OK;
}
