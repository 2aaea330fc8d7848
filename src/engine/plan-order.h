// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who must run before whom: depths of strips in a description, and what their side-chains take.
// Layer: engine. Control side only.

#pragma once

#include "engine/plan-spec.h"

/* Arrays by the description's index, n_strips each, zeroed, the caller's. */
typedef struct
{
  const LtPlanSpec *spec;
  uint32_t         *level;
  uint32_t         *place;    /* index in the plan */
  uint32_t         *mark;     /* 0 unseen, 1 on the way, 2 done */
  bool             *pre_used; /* somebody takes the strip's sound before its fader */
} LtPlanOrder;

/* What a side-chain takes: a strip at the slot's tap, or what an edge brings from its own. */
typedef struct
{
  int64_t           from; /* index; −1: there is none */
  const LtEdgeSpec *edge; /* NULL: the strip */
} LtPlanKey;

int64_t    lt_plan_order_index (const LtPlanSpec *spec, LtId id); /* −1: there is none */
int64_t    lt_plan_order_next (const LtPlanSpec *spec, LtId id, int64_t near); /* the same, looked for from behind @near on */
LtPlanKey  lt_plan_order_find_key (const LtPlanSpec *spec, LtId id);
LtTapPoint lt_plan_order_tap (const LtPlanKey *key, const LtSlotSpec *slot);

/* Fills level and pre_used. LT_ERR_CYCLE, or LT_ERR_INVALID when somebody is fed by nobody. */
LT_MUST_USE LtStatus lt_plan_order_find (LtPlanOrder *self, uint32_t *n_levels);

/* Fills place: strips sorted by level, and within it by how much there is to run, the most at the end: what runs from the
   end on has the short ones left when its workers meet. Stable. */
void lt_plan_order_sort (LtPlanOrder *self, uint32_t n_levels);
