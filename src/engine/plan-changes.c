// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two plans: the paths that must fade out before one takes over from the other.
// Layer: engine. Control side only.

#include "engine/plan-listen.h"

typedef struct
{
  uint64_t h;
} Hash;

#define EMPTY 0xcbf29ce484222325u

static void
mix_bytes (Hash *hash, const void *bytes, size_t n)
{
  const unsigned char *b = bytes;

  for (size_t i = 0; i < n; i++)
    hash->h = (hash->h ^ b[i]) * 0x100000001b3u; /* FNV-1a */
}

#define MIX(hash, value) mix_bytes ((hash), &(value), sizeof (value))

static void
mix_lane (Hash *hash, const LtLaneSpec *lane)
{
  MIX (hash, lane->n_points);
  for (uint32_t i = 0; i < lane->n_points; i++)
    {
      MIX (hash, lane->points[i].pos);
      MIX (hash, lane->points[i].value);
      MIX (hash, lane->points[i].hold);
    }
}

static void
mix_clip (Hash *hash, const LtClipSpec *clip)
{
  MIX (hash, clip->feed.self);
  MIX (hash, clip->pos);
  MIX (hash, clip->offset);
  MIX (hash, clip->length);
  MIX (hash, clip->gain);
  MIX (hash, clip->fade_in);
  MIX (hash, clip->fade_out);
  MIX (hash, clip->fade_in_shape);
  MIX (hash, clip->fade_out_shape);
  MIX (hash, clip->reverse);
  mix_lane (hash, &clip->envelope);
}

uint64_t
lt_plan_lanes_of_edge (const LtPlanEdge *edge)
{
  Hash hash = { EMPTY };

  mix_lane (&hash, &edge->gain_lane);
  mix_lane (&hash, &edge->pan_lane);
  mix_lane (&hash, &edge->mute_lane);
  return hash.h;
}

uint64_t
lt_plan_lanes_of_slot (const LtPlanSlot *slot)
{
  Hash hash = { EMPTY };

  for (uint32_t p = 0; p < slot->n_lanes; p++)
    {
      MIX (&hash, slot->lanes[p].param);
      mix_lane (&hash, &slot->lanes[p].lane);
    }
  return hash.h;
}

uint64_t
lt_plan_lanes_of_strip (const LtPlanStrip *strip)
{
  Hash hash = { EMPTY };

  mix_lane (&hash, &strip->trim_lane);
  mix_lane (&hash, &strip->fader_lane);
  mix_lane (&hash, &strip->pan_lane);
  mix_lane (&hash, &strip->width_lane);
  mix_lane (&hash, &strip->pan_left_lane);
  mix_lane (&hash, &strip->pan_right_lane);
  mix_lane (&hash, &strip->mute_lane);
  for (uint32_t k = 0; k < strip->n_vcas; k++)
    {
      mix_lane (&hash, &strip->vcas[k].fader);
      mix_lane (&hash, &strip->vcas[k].mute);
    }
  return hash.h;
}

static void
mix_key (Hash *hash, const LtPlan *plan, const LtPlanEdge *key)
{
  MIX (hash, key->state);
  MIX (hash, plan->strips[key->from].id);
  MIX (hash, key->tap);
  MIX (hash, key->follows);
}

/* What the first slot hears, as far as it is the strip's own. */
static uint64_t
input_of (const LtPlanStrip *strip)
{
  Hash hash = { EMPTY };

  MIX (&hash, strip->n_channels);
  for (uint32_t i = 0; i < strip->n_clips; i++)
    mix_clip (&hash, &strip->clips[i].spec);
  MIX (&hash, strip->clip_delay);
  MIX (&hash, strip->lead);
  MIX (&hash, strip->shift);
  MIX (&hash, strip->shift_by);
  MIX (&hash, strip->place);
  return hash.h;
}

static uint64_t
shape_of (const LtPlan *plan, const LtPlanStrip *strip)
{
  Hash hash = { strip->input };

  for (uint32_t k = 0; k < strip->n_slots; k++)
    {
      const LtPlanSlot *slot = &strip->slots[k];

      MIX (&hash, slot->state);
      MIX (&hash, slot->widen);
      if (slot->key != NULL)
        mix_key (&hash, plan, slot->key);
    }
  return hash.h;
}

static LtPlanStrip *
find_strip (const LtPlan *plan, LtId id)
{
  for (uint32_t i = 0; i < plan->n_strips; i++)
    if (plan->strips[i].id == id)
      return &plan->strips[i];
  return NULL;
}

static bool
has_edge (const LtPlan *plan, const LtPlanStrip *strip, const LtPlanEdge *edge, LtId from_id)
{
  for (uint32_t k = 0; k < strip->n_edges; k++)
    if (strip->edges[k].state == edge->state && strip->edges[k].tap == edge->tap
        && plan->strips[strip->edges[k].from].id == from_id)
      return true;
  return false;
}

/* An effect that goes on still holds, for its latency, what it heard before; that is not heard behind what comes now. */
static uint32_t
held_back (const LtPlanStrip *old, const LtPlanStrip *new)
{
  uint32_t first = 0, frames = 0;

  if (old->input == new->input)
    while (first < old->n_slots && first < new->n_slots && old->slots[first].state == new->slots[first].state)
      first++;
  for (uint32_t k = first; k < new->n_slots; k++)
    for (uint32_t i = 0; i < old->n_slots; i++)
      if (old->slots[i].state == new->slots[k].state)
        frames += new->slots[k].state->dry.delay;
  return frames;
}

void
lt_plan_mark_changes (LtPlan *self, const LtPlan *before, LtGate **gates)
{
  for (uint32_t i = 0; i < self->n_strips; i++)
    {
      self->strips[i].input = input_of (&self->strips[i]);
      self->strips[i].shape = shape_of (self, &self->strips[i]);
    }
  if (before == NULL)
    return;

  self->closing = gates;
  for (uint32_t i = 0; i < before->n_strips; i++)
    {
      const LtPlanStrip *old = &before->strips[i];
      LtPlanStrip       *new = find_strip (self, old->id);

      if (new == NULL && before->reference != NULL && before->reference->from == i)
        continue; /* nobody but the monitor hears it: its way there fades, and later than the strip is */
      if (new == NULL || new->shape != old->shape)
        {
          gates[self->n_closing++] = &old->state->gate;
          if (new != NULL)
            new->warm_up += held_back (old, new);
          continue;
        }
      for (uint32_t k = 0; k < old->n_edges; k++)
        if (!has_edge (self, new, &old->edges[k], before->strips[old->edges[k].from].id))
          gates[self->n_closing++] = &old->edges[k].state->gate;
    }
  lt_plan_listen_mark (self, before, gates);
}

static bool
same_strip (const LtPlan *pa, const LtPlanStrip *a, const LtPlan *pb, const LtPlanStrip *b)
{
  if (a->id != b->id || a->shape != b->shape || a->lanes != b->lanes || a->lag_in != b->lag_in || a->n_edges != b->n_edges
      || a->needs_pre != b->needs_pre)
    return false;

  for (uint32_t k = 0; k < a->n_edges; k++)
    if (a->edges[k].state != b->edges[k].state || a->edges[k].tap != b->edges[k].tap || a->edges[k].lanes != b->edges[k].lanes
        || pa->strips[a->edges[k].from].id != pb->strips[b->edges[k].from].id)
      return false;

  /* The shapes are the same, so these have the same slots and keys. */
  for (uint32_t k = 0; k < a->n_slots; k++)
    if (a->slots[k].lanes_shape != b->slots[k].lanes_shape
        || (a->slots[k].key != NULL && a->slots[k].key->lanes != b->slots[k].key->lanes))
      return false;
  return true;
}

bool
lt_plan_is_same (const LtPlan *a, const LtPlan *b)
{
  if (a->n_strips != b->n_strips || a->master != b->master || a->mix != b->mix || a->mix_delay != b->mix_delay
      || a->tempo_bpm != b->tempo_bpm || a->pan_shape != b->pan_shape || !lt_plan_listen_is_same (a, b))
    return false;

  if (a->meter_at != b->meter_at)
    return false;
  for (uint32_t i = 0; i < a->n_strips; i++)
    if (!same_strip (a, &a->strips[i], b, &b->strips[i]))
      return false;
  return true;
}
