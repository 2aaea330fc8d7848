// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pool of instances.
// Layer: engine. Control side only.

#include "engine/pool.h"

#include <string.h>

static uint32_t
bucket_of (LtInstanceKind kind, LtId id)
{
  uint64_t h = (id * 8 + (uint64_t) kind) * 0x9e3779b97f4a7c15u;

  return (uint32_t) (h >> 56) % LT_POOL_BUCKETS;
}

static LtInstance *
find (LtPool *self, LtInstanceKind kind, LtId id, uint64_t shape)
{
  for (LtInstance *i = self->buckets[bucket_of (kind, id)]; i != NULL; i = i->next)
    if (i->kind == kind && i->id == id && i->shape == shape)
      return i;
  return NULL;
}

LtInstance *
lt_pool_find (LtPool *self, LtInstanceKind kind, LtId id)
{
  for (LtInstance *i = self->buckets[bucket_of (kind, id)]; i != NULL; i = i->next)
    if (i->kind == kind && i->id == id)
      return i; /* what was asked for last is in front */
  return NULL;
}

void
lt_pool_ref (LtInstance *instance)
{
  instance->n_refs++;
}

static void
unlink_instance (LtPool *self, LtInstance *instance)
{
  LtInstance **at = &self->buckets[bucket_of (instance->kind, instance->id)];

  while (*at != instance)
    at = &(*at)->next;
  *at = instance->next;
}

void
lt_pool_unref (LtPool *self, LtInstance *instance)
{
  if (instance == NULL || --instance->n_refs > 0)
    return;

  unlink_instance (self, instance);
  if (instance->kind == LT_INSTANCE_SLOT)
    {
      LtSlotState *slot = (LtSlotState *) instance;

      if (slot->bank.type->clear != NULL)
        slot->bank.type->clear (slot->fx);
    }

  LtArena arena = instance->arena; /* the instance lives in it */
  lt_arena_clear (&arena);
}

static void
put_in_front (LtPool *self, LtInstance *instance)
{
  LtInstance **bucket = &self->buckets[bucket_of (instance->kind, instance->id)];

  instance->next = *bucket;
  *bucket = instance;
}

/* The first part of a new arena of @size bytes, put into the pool with one reference. */
static void *
add (LtPool *self, LtInstanceKind kind, LtId id, uint64_t shape, size_t own, size_t more)
{
  LtArena arena;

  if (lt_arena_init (&arena, lt_arena_rounded (own) + more) != LT_OK)
    return NULL;

  LtInstance *instance = lt_arena_take (&arena, own);
  instance->kind = kind;
  instance->id = id;
  instance->shape = shape;
  instance->serial = ++self->n_made;
  instance->n_refs = 1;
  instance->arena = arena;

  put_in_front (self, instance);
  return instance;
}

static void *
reuse (LtPool *self, LtInstance *instance, bool *fresh)
{
  *fresh = false;
  unlink_instance (self, instance);
  put_in_front (self, instance);
  lt_pool_ref (instance);
  return instance;
}

LtStripState *
lt_pool_strip (LtPool *self, LtId id, bool *fresh)
{
  LtInstance *found = find (self, LT_INSTANCE_STRIP, id, 0);

  if (found != NULL)
    return reuse (self, found, fresh);
  *fresh = true;
  return add (self, LT_INSTANCE_STRIP, id, 0, sizeof (LtStripState), 0);
}

LtEdgeState *
lt_pool_edge (LtPool *self, LtInstanceKind kind, LtId id, uint32_t delay, bool *fresh)
{
  LtInstance *found = find (self, kind, id, delay);

  if (found != NULL)
    return reuse (self, found, fresh);

  LtEdgeState *edge = add (self, kind, id, delay, sizeof (LtEdgeState), lt_delay_bytes (delay));
  *fresh = true;
  if (edge != NULL)
    lt_delay_init (&edge->delay, &edge->base.arena, delay);
  return edge;
}

LtEdgeState *
lt_pool_shift (LtPool *self, LtId id, uint32_t longest, uint32_t n_channels, bool *fresh)
{
  LtInstance *found = find (self, LT_INSTANCE_SHIFT, id, n_channels);

  if (found != NULL)
    return reuse (self, found, fresh);

  LtEdgeState *shift = add (self, LT_INSTANCE_SHIFT, id, n_channels, sizeof (LtEdgeState), lt_delay_bytes (longest));
  *fresh = true;
  if (shift != NULL)
    lt_delay_init (&shift->delay, &shift->base.arena, longest);
  return shift;
}

/* Another type, channel count or latency needs other memory, another blob and other values of some rows another
   instance. The rate is the engine's, for good. */
static uint64_t
slot_shape (const LtSlotSpec *spec, const LtFxSetup *setup, uint32_t latency)
{
  uint64_t shape = ((uint64_t) (uintptr_t) spec->type << 2 | setup->n_channels) ^ (uint64_t) latency * 0x9e3779b97f4a7c15u;

  if (spec->blob.data != NULL)
    shape = (shape ^ spec->blob.hash) * 0xff51afd7ed558ccdu;
  for (uint32_t p = 0; p < spec->type->n_params; p++)
    if ((spec->type->params[p].flags & LT_PARAM_SHAPE) != 0)
      {
        uint32_t bits;

        memcpy (&bits, &spec->values[p], sizeof bits);
        shape = (shape ^ bits) * 0xff51afd7ed558ccdu;
        shape ^= shape >> 29;
      }
  return shape;
}

LtSlotState *
lt_pool_slot (LtPool *self, const LtSlotSpec *spec, const LtFxSetup *setup, uint32_t latency, bool *fresh)
{
  uint64_t    shape = slot_shape (spec, setup, latency);
  LtInstance *found = find (self, LT_INSTANCE_SLOT, spec->id, shape);

  if (found != NULL)
    return reuse (self, found, fresh);

  const LtFxType *type = spec->type;
  size_t          fx_size = lt_fx_state_size (type, setup);
  size_t          more = lt_arena_rounded (fx_size) + lt_arena_rounded (lt_param_bank_size (type))
                + 2 * lt_arena_rounded (type->n_params * sizeof (float)) + lt_delay_bytes (latency);
  LtSlotState    *slot = add (self, LT_INSTANCE_SLOT, spec->id, shape, sizeof (LtSlotState), more);

  *fresh = true;
  if (slot == NULL)
    return NULL;

  LtArena *arena = &slot->base.arena;
  slot->setup = *setup;
  slot->fx = lt_arena_take (arena, fx_size);
  slot->goal = lt_arena_take (arena, type->n_params * sizeof (float));
  slot->wish = lt_arena_take (arena, type->n_params * sizeof (float));
  memcpy (slot->goal, spec->values, type->n_params * sizeof (float));
  memcpy (slot->wish, spec->values, type->n_params * sizeof (float));
  slot->goal_bypass = spec->bypass;
  slot->wanted = !spec->bypass;
  slot->goal_level_db = spec->level_db;
  lt_glide_snap (&slot->level, lt_db_to_gain (spec->level_db));
  slot->clean = true;
  lt_param_bank_init (&slot->bank, type, setup->rate_hz, spec->values, lt_arena_take (arena, lt_param_bank_size (type)));
  lt_delay_init (&slot->dry, arena, latency);

  if (type->init != NULL && type->init (slot->fx, setup) != LT_OK)
    {
      unlink_instance (self, &slot->base);
      LtArena gone = *arena;
      lt_arena_clear (&gone);
      return NULL;
    }
  slot->setup.blob = (LtFxBlob) { 0 }; /* the giver's, and only lent */
  slot->setup.values = NULL;
  return slot;
}
