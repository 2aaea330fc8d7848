// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who must run before whom.
// Layer: engine. Control side only.

#include "engine/plan-order.h"

int64_t
lt_plan_order_index (const LtPlanSpec *spec, LtId id)
{
  for (uint32_t i = 0; i < spec->n_strips; i++)
    if (spec->strips[i].id == id)
      return i;
  return -1;
}

int64_t
lt_plan_order_next (const LtPlanSpec *spec, LtId id, int64_t near)
{
  for (int64_t i = 0, at = near; i < spec->n_strips; i++)
    {
      at = at + 1 < spec->n_strips ? at + 1 : 0;
      if (spec->strips[at].id == id)
        return at;
    }
  return -1;
}

LtPlanKey
lt_plan_order_find_key (const LtPlanSpec *spec, LtId id)
{
  int64_t strip = lt_plan_order_index (spec, id);

  if (strip >= 0)
    return (LtPlanKey) { strip, NULL };
  for (uint32_t i = 0; i < spec->n_strips; i++)
    for (uint32_t k = 0; k < spec->strips[i].n_edges; k++)
      if (spec->strips[i].edges[k].id == id)
        return (LtPlanKey) { lt_plan_order_index (spec, spec->strips[i].edges[k].from_id), &spec->strips[i].edges[k] };
  return (LtPlanKey) { -1, NULL };
}

LtTapPoint
lt_plan_order_tap (const LtPlanKey *key, const LtSlotSpec *slot)
{
  return key->edge != NULL ? key->edge->tap : slot->key_tap;
}

/* Depth of strip @i: one more than the deepest strip that feeds it. */
static LtStatus
visit (LtPlanOrder *self, uint32_t i, uint32_t depth)
{
  const LtStripSpec *strip = &self->spec->strips[i];
  uint32_t           level = 0;
  int64_t            sender = -1;

  if (self->mark[i] == 1 || depth > self->spec->n_strips)
    return LT_ERR_CYCLE;
  if (self->mark[i] == 2)
    return LT_OK;

  self->mark[i] = 1;
  for (uint32_t k = 0; k < strip->n_edges + strip->n_slots; k++)
    {
      const LtEdgeSpec *edge = k < strip->n_edges ? &strip->edges[k] : NULL;
      const LtSlotSpec *slot = edge == NULL ? &strip->slots[k - strip->n_edges] : NULL;

      if (slot != NULL && slot->key_id == 0)
        continue;

      if (edge != NULL)
        sender = lt_plan_order_next (self->spec, edge->from_id, sender);

      LtPlanKey key = slot != NULL ? lt_plan_order_find_key (self->spec, slot->key_id) : (LtPlanKey) { sender, edge };
      if (key.from < 0)
        return LT_ERR_INVALID;

      LtStatus status = visit (self, (uint32_t) key.from, depth + 1);
      if (status != LT_OK)
        return status;
      if (level <= self->level[key.from])
        level = self->level[key.from] + 1;
      if (lt_plan_order_tap (&key, slot) == LT_TAP_PRE)
        self->pre_used[key.from] = true;
    }
  self->level[i] = level;
  self->mark[i] = 2;
  return LT_OK;
}

LtStatus
lt_plan_order_find (LtPlanOrder *self, uint32_t *n_levels)
{
  *n_levels = 0;
  for (uint32_t i = 0; i < self->spec->n_strips; i++)
    {
      LtStatus status = visit (self, i, 0);

      if (status != LT_OK)
        return status;
      if (*n_levels <= self->level[i])
        *n_levels = self->level[i] + 1;
    }
  return LT_OK;
}

void
lt_plan_order_sort (LtPlanOrder *self, uint32_t n_levels)
{
  uint32_t at = 0;

  for (uint32_t level = 0; level < n_levels; level++)
    {
      uint32_t end = at;

      for (uint32_t i = 0; i < self->spec->n_strips; i++)
        end += self->level[i] == level;
      for (uint32_t n_slots = 0; at < end; n_slots++)
        for (uint32_t i = 0; i < self->spec->n_strips; i++)
          if (self->level[i] == level && self->spec->strips[i].n_slots == n_slots)
            self->place[i] = at++;
    }
}
