// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What only the monitor hears of a plan: strips that are listened to, and the references.
// Layer: engine. No strip of the plan is fed by any of it, so no render has it.

#pragma once

#include "engine/plan-private.h"

/* Control side: bytes of arena and instances that lt_plan_listen_build () will take. */
size_t   lt_plan_listen_bytes (const LtPlanSpec *spec);
uint32_t lt_plan_listen_n_instances (const LtPlanSpec *spec);

/* Control side, all strips are built: the ways to the monitor, each as late as the master. */
LT_MUST_USE LtStatus lt_plan_listen_build (LtPlan *self, LtPool *pool, const LtPlanSpec *spec);

/* Control side. As lt_plan_mark_changes () and lt_plan_is_same (), which call them. */
void lt_plan_listen_mark (LtPlan *self, const LtPlan *before, LtGate **gates);
bool lt_plan_listen_is_same (const LtPlan *a, const LtPlan *b);

/* Any thread. Does the plan bring @way to the monitor? */
LT_RT static inline bool
lt_plan_listen_has (const LtPlan *self, const LtEdgeState *way)
{
  for (uint32_t i = 0; i < self->n_listens; i++)
    if (self->listens[i].state == way)
      return true;
  return self->mix_delay == way || (self->reference != NULL && self->reference->state == way)
         || (self->rival != NULL && self->rival->state == way);
}
