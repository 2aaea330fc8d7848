// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two plans: the paths that must fade out before one takes over from the other.
// Layer: engine. Control side only.

#include "engine/plan-listen.h"

#include <string.h>

typedef struct
{
  uint64_t h;
} Hash;

#define EMPTY 0xcbf29ce484222325u

/* A value at a time: plans of thousands of clips are compared after every edit. Each step can be undone, so a value
   that differs shows. */
static inline void
mix_value (Hash *hash, const void *value, size_t n)
{
  uint64_t word = 0;

  memcpy (&word, value, n);
  hash->h = (hash->h ^ word) * 0x9e3779b97f4a7c15u;
  hash->h ^= hash->h >> 32;
}

#define MIX(hash, value)                                                                                               \
  do                                                                                                                   \
    {                                                                                                                  \
      _Static_assert (sizeof (value) <= sizeof (uint64_t), "one word");                                               \
      mix_value ((hash), &(value), sizeof (value));                                                                    \
    }                                                                                                                  \
  while (0)

static void
mix_lane (Hash *hash, const LtLaneSpec *lane)
{
  MIX (hash, lane->n_points);
  for (uint32_t i = 0; i < lane->n_points; i++)
    {
      MIX (hash, lane->points[i].pos);
      MIX (hash, lane->points[i].value);
      MIX (hash, lane->points[i].hold);
      MIX (hash, lane->points[i].bend);
    }
}

/* One that leads what is @lag frames late: later, it leads elsewhere. */
static void
mix_late_lane (Hash *hash, const LtLaneSpec *lane, int64_t lag)
{
  mix_lane (hash, lane);
  if (lane->n_points > 0)
    MIX (hash, lag);
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
lt_plan_lanes_of_edge (const LtPlanEdge *edge, int64_t lag)
{
  Hash hash = { EMPTY };

  mix_late_lane (&hash, &edge->gain_lane, lag);
  mix_late_lane (&hash, &edge->pan_lane, lag);
  mix_late_lane (&hash, &edge->mute_lane, lag);
  return hash.h;
}

uint64_t
lt_plan_lanes_of_slot (const LtPlanSlot *slot)
{
  Hash hash = { EMPTY };

  for (uint32_t p = 0; p < slot->n_lanes; p++)
    {
      MIX (&hash, slot->lanes[p].param);
      mix_late_lane (&hash, &slot->lanes[p].lane, slot->lag);
    }
  return hash.h;
}

uint64_t
lt_plan_lanes_of_strip (const LtPlanStrip *strip)
{
  Hash hash = { EMPTY };

  mix_late_lane (&hash, &strip->trim_lane, strip->lag_in + strip->lead);
  mix_late_lane (&hash, &strip->fader_lane, strip->lag_out);
  mix_late_lane (&hash, &strip->pan_lane, strip->lag_out);
  mix_late_lane (&hash, &strip->width_lane, strip->lag_out);
  mix_late_lane (&hash, &strip->pan_left_lane, strip->lag_out);
  mix_late_lane (&hash, &strip->pan_right_lane, strip->lag_out);
  mix_late_lane (&hash, &strip->mute_lane, strip->lag_out);
  for (uint32_t k = 0; k < strip->n_vcas; k++)
    {
      mix_late_lane (&hash, &strip->vcas[k].fader, strip->lag_out);
      mix_late_lane (&hash, &strip->vcas[k].mute, strip->lag_out);
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

/* What its clips give. */
static uint64_t
sound_of (const LtPlanStrip *strip)
{
  Hash hash = { EMPTY };

  MIX (&hash, strip->n_channels);
  for (uint32_t i = 0; i < strip->n_clips; i++)
    mix_clip (&hash, &strip->clips[i].spec);
  return hash.h;
}

/* What the first slot hears, as far as it is the strip's own. By the pan law mono becomes stereo before a slot, too. */
static uint64_t
input_of (const LtPlan *plan, const LtPlanStrip *strip)
{
  Hash hash = { strip->sound };

  MIX (&hash, strip->clip_delay);
  MIX (&hash, strip->lead);
  MIX (&hash, strip->shift);
  MIX (&hash, strip->shift_by);
  MIX (&hash, strip->place);
  for (uint32_t k = 0; k < strip->n_slots; k++)
    if (strip->slots[k].widen)
      MIX (&hash, plan->pan_shape);
  return hash.h;
}

static uint64_t
shape_of (const LtPlan *plan, const LtPlanStrip *strip)
{
  Hash hash = { strip->input };

  MIX (&hash, plan->pan_shape); /* of its output */
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

/* Looked for from @near on: most strips stand where they stood. */
static LtPlanStrip *
find_strip (const LtPlan *plan, LtId id, uint32_t near)
{
  for (uint32_t i = 0; i < plan->n_strips; i++)
    {
      LtPlanStrip *strip = &plan->strips[(near + i) % plan->n_strips];

      if (strip->id == id)
        return strip;
    }
  return NULL;
}

/* Nobody but the monitor hears it. */
static bool
is_reference (const LtPlan *plan, uint32_t strip)
{
  return (plan->reference != NULL && plan->reference->from == strip) || (plan->rival != NULL && plan->rival->from == strip);
}

/* The same, by the same gains: those of a mono signal are others. */
static bool
has_edge (const LtPlan *plan, const LtPlanStrip *strip, const LtPlanEdge *edge, LtId from_id)
{
  for (uint32_t k = 0; k < strip->n_edges; k++)
    if (strip->edges[k].state == edge->state && strip->edges[k].tap == edge->tap && strip->edges[k].is_mono == edge->is_mono
        && plan->strips[strip->edges[k].from].id == from_id)
      return true;
  return false;
}

/* From this slot on effects hear something else. @new NULL: all of them. */
static uint32_t
first_changed (const LtPlanStrip *old, const LtPlanStrip *new)
{
  uint32_t first = 0;

  if (new != NULL && old->input == new->input)
    while (first < old->n_slots && first < new->n_slots && old->slots[first].state == new->slots[first].state)
      first++;
  return first;
}

/* Frames until @new and what its slots hear is whole: what delays and effects with latency hold was put in before the change,
   or never, or, where one comes back that a plan before had, long ago. @old NULL: all of it is new. */
static void
mark_warm_up (const LtPlanStrip *old, LtPlanStrip *new)
{
  bool        has_other_clips = old == NULL || old->sound != new->sound || old->clip_delay != new->clip_delay;
  LtPlanSlot *slots = (LtPlanSlot *) new->slots;

  new->warm_up = 0;
  if (has_other_clips && new->clip_delay != NULL)
    new->warm_up += (uint32_t) new->lag_in;
  if (new->shift != NULL && (has_other_clips || old->shift != new->shift))
    new->warm_up += new->shift_by;
  for (uint32_t k = old != NULL ? first_changed (old, new) : 0; k < new->n_slots; k++)
    {
      slots[k].warm_up = new->warm_up;
      new->warm_up += slots[k].state->dry.delay;
    }
}

/* All of it may have changed, and wait no longer than for this. */
static void
mark_longest (LtPlanStrip *self)
{
  LtPlanSlot *slots = (LtPlanSlot *) self->slots;

  mark_warm_up (NULL, self);
  self->longest = self->warm_up;
  for (uint32_t k = 0; k < self->n_slots; k++)
    slots[k].longest = slots[k].warm_up;
}

/* It goes on as it was. */
static void
mark_whole (LtPlanStrip *self)
{
  LtPlanSlot *slots = (LtPlanSlot *) self->slots;

  self->warm_up = 0;
  for (uint32_t k = 0; k < self->n_slots; k++)
    slots[k].warm_up = 0;
}

void
lt_plan_mark_changes (LtPlan *self, const LtPlan *before, LtGate **gates)
{
  for (uint32_t i = 0; i < self->n_strips; i++)
    {
      self->strips[i].sound = sound_of (&self->strips[i]);
      self->strips[i].input = input_of (self, &self->strips[i]);
      self->strips[i].shape = shape_of (self, &self->strips[i]);
      mark_longest (&self->strips[i]);
    }
  if (before == NULL)
    return;

  self->closing = gates;
  for (uint32_t i = 0, near = 0; i < before->n_strips; i++)
    {
      const LtPlanStrip *old = &before->strips[i];
      LtPlanStrip       *new = find_strip (self, old->id, near);

      near = new != NULL ? (uint32_t) (new - self->strips) + 1 : near;
      if (new != NULL)
        mark_whole (new);

      if (new == NULL && is_reference (before, i))
        continue; /* its way to the monitor fades, and later than the strip is */
      if (new == NULL || new->shape != old->shape)
        {
          gates[self->n_closing++] = &old->state->gate;
          for (uint32_t k = first_changed (old, new); k < old->n_slots; k++)
            gates[self->n_closing++] = &old->slots[k].state->entry;
          if (new != NULL)
            mark_warm_up (old, new);
        }
      /* An output may have found its way into another strip: there it must not be heard at once. What a delay still holds
         is heard by another pan law as soon as that is there. */
      for (uint32_t k = 0; k < old->n_edges; k++)
        if (new == NULL || before->pan_shape != self->pan_shape || !has_edge (self, new, &old->edges[k], before->strips[old->edges[k].from].id))
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
      || a->tempo_bpm != b->tempo_bpm || !lt_tempo_map_is_same_tempo (&a->tempo, &b->tempo) || a->pan_shape != b->pan_shape || !lt_plan_listen_is_same (a, b))
    return false;

  if (a->meter_at != b->meter_at)
    return false;
  for (uint32_t i = 0; i < a->n_strips; i++)
    if (!same_strip (a, &a->strips[i], b, &b->strips[i]))
      return false;
  return true;
}
