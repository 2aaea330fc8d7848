// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What only the monitor hears of a plan.
// Layer: engine. Control side only.

#include "engine/plan-listen.h"

static uint32_t
n_ways (const LtPlanSpec *spec)
{
  return spec->n_listens + (spec->reference_id != 0 ? 1 : 0);
}

size_t
lt_plan_listen_bytes (const LtPlanSpec *spec)
{
  return lt_arena_rounded (n_ways (spec) * sizeof (LtPlanEdge));
}

uint32_t
lt_plan_listen_n_instances (const LtPlanSpec *spec)
{
  return n_ways (spec);
}

static LtStatus
build_way (
    LtPlan *self, LtPool *pool, LtInstanceKind kind, const LtListenSpec *spec, LtPlanEdge *out)
{
  const LtPlanStrip *master = &self->strips[self->master];
  uint32_t           i = 0;
  bool               fresh;

  while (i < self->n_strips && self->strips[i].id != spec->strip_id)
    i++;
  if (i == self->n_strips)
    return LT_ERR_INVALID;

  int64_t behind = master->lag_out - self->strips[i].lag_out;

  *out = (LtPlanEdge){ lt_pool_edge (pool, kind, spec->strip_id, behind > 0 ? (uint32_t) behind : 0,
                                     &fresh),
                       i, spec->tap };
  if (out->state == NULL)
    return LT_ERR_MEMORY;
  self->instances[self->n_instances++] = &out->state->base;
  return LT_OK;
}

LtStatus
lt_plan_listen_build (LtPlan *self, LtPool *pool, const LtPlanSpec *spec)
{
  LtPlanEdge *ways
      = n_ways (spec) > 0 ? lt_arena_take (&self->arena, n_ways (spec) * sizeof *ways) : NULL;
  LtStatus status;

  for (uint32_t i = 0; i < spec->n_listens; i++)
    {
      LtInstanceKind kind
          = spec->listens[i].tap == LT_TAP_PRE ? LT_INSTANCE_LISTEN_PRE : LT_INSTANCE_LISTEN;

      if ((status = build_way (self, pool, kind, &spec->listens[i], &ways[i])) != LT_OK)
        return status;
    }
  self->listens = ways;
  self->n_listens = spec->n_listens;
  if (spec->reference_id == 0)
    return LT_OK;

  LtListenSpec reference = { spec->reference_id, LT_TAP_POST };
  if ((status = build_way (self, pool, LT_INSTANCE_REFERENCE, &reference, &ways[spec->n_listens]))
      != LT_OK)
    return status;
  self->reference = &ways[spec->n_listens];
  return LT_OK;
}

void
lt_plan_listen_mark (LtPlan *self, const LtPlan *before, LtGate **gates)
{
  for (uint32_t i = 0; i < before->n_listens; i++)
    if (!lt_plan_listen_has (self, before->listens[i].state))
      gates[self->n_closing++] = &before->listens[i].state->gate;
  if (before->mix_delay != self->mix_delay)
    gates[self->n_closing++] = &before->mix_delay->gate;
  if (before->reference != NULL && !lt_plan_listen_has (self, before->reference->state))
    gates[self->n_closing++] = &before->reference->state->gate;
}

bool
lt_plan_listen_is_same (const LtPlan *a, const LtPlan *b)
{
  if (a->n_listens != b->n_listens || (a->reference == NULL) != (b->reference == NULL))
    return false;
  for (uint32_t i = 0; i < a->n_listens; i++)
    if (!lt_plan_listen_has (b, a->listens[i].state))
      return false;
  return a->reference == NULL || a->reference->state == b->reference->state;
}
