// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What only the monitor hears of a plan.
// Layer: engine. Control side only.

#include "engine/plan-listen.h"

static uint32_t
n_ways (const LtPlanSpec *spec)
{
  return spec->n_listens + (spec->reference_id != 0 ? 1 : 0) + (spec->rival_id != 0 ? 1 : 0);
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

static LtStatus
build_references (LtPlan *self, LtPool *pool, const LtPlanSpec *spec, LtPlanEdge *ways)
{
  const LtListenSpec reference = { spec->reference_id, LT_TAP_POST }, rival = { spec->rival_id, LT_TAP_POST };
  LtStatus           status;

  if (spec->reference_id == 0)
    return spec->rival_id == 0 ? LT_OK : LT_ERR_INVALID;
  if ((status = build_way (self, pool, LT_INSTANCE_REFERENCE, &reference, &ways[0])) != LT_OK)
    return status;
  self->reference = &ways[0];
  if (spec->rival_id == 0)
    return LT_OK;
  if (spec->rival_id == spec->reference_id)
    return LT_ERR_INVALID; /* one way would be run twice */
  if ((status = build_way (self, pool, LT_INSTANCE_REFERENCE, &rival, &ways[1])) != LT_OK)
    return status;
  self->rival = &ways[1];
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
  return build_references (self, pool, spec, ways != NULL ? &ways[spec->n_listens] : NULL);
}

static const LtEdgeState *
state_of (const LtPlanEdge *way)
{
  return way != NULL ? way->state : NULL;
}

/* A way that the plan before had, and this one has no more, or has as the other reference. */
static void
mark_way (LtPlan *self, const LtPlanEdge *before, const LtPlanEdge *now, LtGate **gates)
{
  if (before != NULL && before->state != state_of (now))
    gates[self->n_closing++] = &before->state->gate;
}

void
lt_plan_listen_mark (LtPlan *self, const LtPlan *before, LtGate **gates)
{
  for (uint32_t i = 0; i < before->n_listens; i++)
    if (!lt_plan_listen_has (self, before->listens[i].state))
      gates[self->n_closing++] = &before->listens[i].state->gate;
  if (before->mix_delay != self->mix_delay)
    gates[self->n_closing++] = &before->mix_delay->gate;
  mark_way (self, before->reference, self->reference, gates);
  mark_way (self, before->rival, self->rival, gates);
}

bool
lt_plan_listen_is_same (const LtPlan *a, const LtPlan *b)
{
  if (a->n_listens != b->n_listens || state_of (a->reference) != state_of (b->reference) || state_of (a->rival) != state_of (b->rival))
    return false;
  for (uint32_t i = 0; i < a->n_listens; i++)
    if (!lt_plan_listen_has (b, a->listens[i].state))
      return false;
  return true;
}
