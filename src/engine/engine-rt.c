// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's audio side: messages, transport, plans that take over.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/engine-private.h"

#include <string.h>

#define CHASE_GATES 10u /* fades' lengths until lanes lead: about 0.1 s, ten times the smoothing of most values */

void
lt_engine_retire (LtEngineRt *rt, LtMessageKind kind, void *pointer)
{
  LtMessage message = { .kind = kind, .pointer = pointer };

  lt_ring_write (&rt->retired, &message, 1);
}

LT_RT static void
apply_change (const LtBatchChange *change)
{
  LtStripState *strip = (LtStripState *) change->instance;
  LtEdgeState  *edge = (LtEdgeState *) change->instance;
  LtSlotState  *slot = (LtSlotState *) change->instance;

  switch (change->kind)
    {
    case LT_VALUE_TRIM:
      lt_glide_set (&strip->trim, change->value);
      break;
    case LT_VALUE_FADER:
      lt_glide_set (&strip->fader, change->value);
      break;
    case LT_VALUE_VCA:
      lt_glide_set (&strip->vca, change->value);
      break;
    case LT_VALUE_PAN:
      lt_glide_set (&strip->pan, change->value);
      break;
    case LT_VALUE_WIDTH:
      lt_glide_set (&strip->width, change->value);
      break;
    case LT_VALUE_PAN_LEFT:
      lt_glide_set (&strip->pan_left, change->value);
      break;
    case LT_VALUE_PAN_RIGHT:
      lt_glide_set (&strip->pan_right, change->value);
      break;
    case LT_VALUE_MUTE:
      strip->muted = change->value >= 0.5f;
      break;
    case LT_VALUE_SEND:
      lt_glide_set (&edge->gain, change->value);
      break;
    case LT_VALUE_SEND_PAN:
      lt_glide_set (&edge->pan, change->value);
      break;
    case LT_VALUE_SEND_MUTE:
      edge->muted = change->value >= 0.5f;
      break;
    case LT_VALUE_PARAM:
      slot->wish[change->index] = change->value;
      lt_param_bank_set (&slot->bank, change->index, change->value);
      break;
    case LT_VALUE_BYPASS:
      slot->wanted = change->value < 0.5f;
      break;
    case LT_VALUE_LEVEL:
      lt_glide_set (&slot->level, lt_db_to_gain (change->value));
      break;
    }
}

LT_RT static bool
chase (LtChase *self, uint64_t lanes, uint32_t frames)
{
  bool others = self->lanes != 0 && self->lanes != lanes;

  self->lanes = lanes;
  if (others)
    self->left = frames;
  return others;
}

/* Whatever has other lanes than before goes to where they lead, or to where it was wished, by its own smoothing. */
LT_RT static void
chase_lanes (const LtPlan *plan, const LtPlanStrip *strip)
{
  uint32_t frames = CHASE_GATES * plan->gate_frames;

  chase (&strip->state->chase, strip->lanes, frames);
  for (uint32_t k = 0; k < strip->n_edges; k++)
    chase (&strip->edges[k].state->chase, strip->edges[k].lanes, frames);
  for (uint32_t k = 0; k < strip->n_slots; k++)
    {
      const LtPlanSlot *slot = &strip->slots[k];
      LtSlotState      *state = slot->state;

      if (chase (&state->chase, slot->lanes_shape, frames))
        for (uint32_t p = 0; p < slot->type->n_params; p++)
          lt_param_bank_set (&state->bank, p, state->wish[p]);
      if (slot->key != NULL)
        chase (&slot->key->state->chase, slot->key->lanes, frames);
    }
}

/* The plan before this one did not have it: what it holds is of long ago, and nobody may have closed its gates. */
LT_RT static bool
was_away (LtInstance *instance, uint32_t n_adopted)
{
  bool is_away = instance->adopted + 1 != n_adopted;

  instance->adopted = n_adopted;
  return is_away;
}

/* The delay of an edge or a key forgets what is not of its sender and tap of now. True: it was away. */
LT_RT static bool
renew_delay (const LtEngineRt *rt, const LtPlanEdge *edge)
{
  LtEdgeState *state = edge->state;
  LtId         sender = rt->plan->strips[edge->from].id;
  bool         is_away = was_away (&state->base, rt->n_adopted);

  if (is_away || state->sender != sender || state->tap != edge->tap)
    lt_delay_reset (&state->delay);
  state->sender = sender;
  state->tap = edge->tap;
  return is_away;
}

LT_RT static void
open_edge (const LtEngineRt *rt, const LtPlanEdge *edge)
{
  if (renew_delay (rt, edge))
    lt_gate_snap (&edge->state->gate, false, rt->plan->gate_frames);
  edge->state->gate.open = true;
}

/* What an earlier plan changed has to pass what this one changed, too; what goes in from now on is whole all the way. */
LT_RT static uint32_t
longer_hold (uint32_t hold, uint32_t warm_up, uint32_t longest)
{
  return hold < longest - warm_up ? hold + warm_up : longest;
}

/* @fill: frames until what comes into the strip is whole. Returns: until what comes out of the slot is. */
LT_RT static uint32_t
open_slot (const LtEngineRt *rt, const LtPlanSlot *slot, uint32_t fill)
{
  LtSlotState *state = slot->state;

  if (was_away (&state->base, rt->n_adopted))
    {
      lt_gate_snap (&state->entry, false, rt->plan->gate_frames);
      state->hold = 0;
    }
  state->entry.open = true;
  state->hold = longer_hold (state->hold, slot->warm_up, slot->longest);
  if (state->hold < fill)
    state->hold = fill;
  if (slot->key != NULL)
    renew_delay (rt, slot->key);
  return fill > 0 ? fill + state->dry.delay : 0;
}

LT_RT static void
open_strip (const LtEngineRt *rt, const LtPlanStrip *strip)
{
  LtStripState *state = strip->state;

  if (was_away (&state->base, rt->n_adopted))
    {
      lt_gate_snap (&state->gate, false, rt->plan->gate_frames);
      state->hold = 0;
    }
  state->gate.open = true;
  state->hold = longer_hold (state->hold, strip->warm_up, strip->longest);
  for (uint32_t k = 0; k < strip->n_edges; k++)
    open_edge (rt, &strip->edges[k]);

  /* A shift that got longer while its memory is new. */
  uint32_t fill = strip->shift != NULL && strip->shift->delay.at < strip->shift_by ? strip->shift_by - strip->shift->delay.at : 0;
  for (uint32_t k = 0; k < strip->n_slots; k++)
    fill = open_slot (rt, &strip->slots[k], fill);
  if (state->hold < fill)
    state->hold = fill;
}

/* The new plan plays from the next quantum on; what it changed fades in. */
LT_RT static void
adopt (LtEngineRt *rt)
{
  LtPlan *old = rt->plan;

  rt->plan = rt->incoming;
  rt->incoming = NULL;
  rt->n_adopted++;
  for (uint32_t i = 0; i < rt->plan->n_strips; i++)
    {
      open_strip (rt, &rt->plan->strips[i]);
      chase_lanes (rt->plan, &rt->plan->strips[i]);
    }
  if (old == NULL)
    lt_gate_snap (&rt->run, true, rt->plan->gate_frames); /* a stop without a plan may have closed it */
  lt_engine_monitor_adopt (rt, old);
  if (rt->is_watched)
    lt_engine_tap_watch (rt);
  lt_engine_retire (rt, LT_MESSAGE_PLAN, old);
}

LT_RT static void
receive_plan (LtEngineRt *rt, LtPlan *plan)
{
  rt->incoming = plan;
  rt->closing = 0;
  if (!rt->rolling || rt->plan == NULL || plan->n_closing == 0)
    {
      adopt (rt);
      return;
    }
  rt->closing = rt->plan->gate_frames;
  for (uint32_t i = 0; i < plan->n_closing; i++)
    plan->closing[i]->open = false;
}

LT_RT static void
jump (LtEngineRt *rt, int64_t to)
{
  rt->jump_from = rt->position;
  rt->jump_done = 0;
  rt->jump_len = rt->plan != NULL ? rt->plan->gate_frames : 0;
  rt->position = to;
  rt->has_wish = rt->is_past_loop = false;
}

/* What a jump leaves fades out for a while; a jump within that time would cut it off, so it waits. */
LT_RT static bool
is_jumping (const LtEngineRt *rt)
{
  return rt->jump_done < rt->jump_len;
}

LT_RT static void
locate (LtEngineRt *rt, int64_t to)
{
  if (rt->stopping > 0)
    rt->stop_at = to;
  else if (!rt->rolling)
    rt->position = rt->stop_at = to;
  else if (!is_jumping (rt))
    jump (rt, to);
  else
    {
      rt->wish = to;
      rt->has_wish = true;
    }
}

/* The jumps that the time line, or one who had to wait, asks for at the position. */
LT_RT static void
jump_on (LtEngineRt *rt)
{
  bool ends = rt->loop && rt->position == rt->loop_to;

  if (is_jumping (rt))
    rt->is_past_loop = rt->is_past_loop || ends;
  else if (rt->has_wish)
    jump (rt, rt->wish);
  else if (ends || rt->is_past_loop)
    jump (rt, rt->loop_from + (rt->position - rt->loop_to) % (rt->loop_to - rt->loop_from));
}

/* From stop: a stop that is still heard fades out before. */
LT_RT static void
start_rolling (LtEngineRt *rt)
{
  rt->rolls_again = rt->stopping > 0;
  if (rt->rolling)
    return;

  rt->rolling = true;
  rt->snap = true;
  rt->jump_done = rt->jump_len = 0;
  rt->has_wish = rt->is_past_loop = false;
  if (rt->plan != NULL)
    {
      lt_plan_reset (rt->plan);
      lt_gate_snap (&rt->run, true, rt->plan->gate_frames);
      lt_engine_delta_start (rt);
      lt_engine_monitor_start (rt);
    }
}

/* Without a plan there is nothing to fade out. */
LT_RT static void
stop_rolling (LtEngineRt *rt)
{
  rt->rolls_again = false;
  if (!rt->rolling || rt->stopping > 0)
    return;

  rt->stop_at = rt->has_wish ? rt->wish : rt->position;
  rt->has_wish = false;
  rt->rolling = rt->plan != NULL;
  rt->stopping = rt->plan != NULL ? rt->plan->gate_frames : 0;
  rt->run.open = false;
}

LT_RT static void
take_message (LtEngineRt *rt, const LtMessage *m)
{
  switch (m->kind)
    {
    case LT_MESSAGE_PLAN:
      receive_plan (rt, m->pointer);
      break;
    case LT_MESSAGE_BATCH:
      for (uint32_t i = 0; i < ((LtBatch *) m->pointer)->n; i++)
        apply_change (&((LtBatch *) m->pointer)->changes[i]);
      lt_engine_retire (rt, LT_MESSAGE_BATCH, m->pointer);
      break;
    case LT_MESSAGE_MONITOR:
      lt_engine_monitor_set (rt, m->pointer);
      lt_engine_retire (rt, LT_MESSAGE_MONITOR, m->pointer);
      break;
    case LT_MESSAGE_LOOP:
      rt->loop = m->b > m->a;
      rt->loop_from = m->a;
      rt->loop_to = m->b;
      rt->is_past_loop = false;
      break;
    case LT_MESSAGE_ROLL:
      start_rolling (rt);
      break;
    case LT_MESSAGE_STOP:
      stop_rolling (rt);
      break;
    case LT_MESSAGE_LOCATE:
      locate (rt, m->a);
      break;
    case LT_MESSAGE_DELTA:
      lt_engine_delta_receive (rt, m->pointer);
      break;
    case LT_MESSAGE_WATCH:
      rt->watches[m->a] = (LtWatchRt) { (LtId) m->b, m->pointer };
      rt->is_watched = true;
      lt_engine_tap_watch (rt);
      break;
    case LT_MESSAGE_WORKERS:
      if (rt->workers != NULL)
        lt_engine_retire (rt, LT_MESSAGE_WORKERS, rt->workers);
      rt->workers = m->pointer;
      break;
    }
}

void
lt_engine_take_messages (LtEngineRt *rt)
{
  LtMessage message;

  /* Everything taken may have to be given back, a delta with the one before it, and in the quantum to come what a plan and
     a delta that take over replace: without room it waits. */
  while (lt_ring_space (&rt->retired) >= 4 && lt_ring_read (&rt->inbox, &message, 1) == 1)
    take_message (rt, &message);
}

uint32_t
lt_engine_next_run (LtEngineRt *rt, LtRunAt *where)
{
  uint32_t len = lt_quantum_length (rt->position);

  if (rt->loop && rt->position < rt->loop_to && rt->loop_to - rt->position < len)
    len = (uint32_t) (rt->loop_to - rt->position);
  *where = (LtRunAt) {
    .pos = rt->position,
    .len = len,
    .snap = rt->snap,
    .jump_from = rt->jump_from,
    .jump_done = rt->jump_done,
    .jump_len = rt->jump_len,
  };
  return len;
}

LT_RT static void
show (LtEngineRt *rt)
{
  atomic_store_explicit (&rt->shown_position, rt->position, memory_order_relaxed);
  atomic_store_explicit (&rt->shown_rolling, rt->rolling && (rt->stopping == 0 || rt->rolls_again), memory_order_relaxed);
}

void
lt_engine_advance (LtEngineRt *rt, uint32_t n)
{
  rt->snap = false;
  rt->position += n;
  if (rt->jump_done < rt->jump_len)
    {
      rt->jump_from += n;
      rt->jump_done += n;
    }
  jump_on (rt);

  if (rt->incoming != NULL)
    {
      rt->closing -= rt->closing < n ? rt->closing : n;
      if (rt->closing == 0)
        adopt (rt);
    }
  if (rt->stopping > 0)
    {
      rt->stopping -= rt->stopping < n ? rt->stopping : n;
      if (rt->stopping == 0)
        {
          rt->rolling = false;
          rt->position = rt->stop_at;
          if (rt->incoming != NULL)
            adopt (rt);
          if (rt->rolls_again)
            start_rolling (rt);
          else if (rt->plan != NULL)
            lt_plan_reset (rt->plan);
        }
    }
  show (rt);
}

LT_RT static uint32_t
silent_quantum (LtEngineRt *rt, float *const *out)
{
  memset (out[0], 0, LT_QUANTUM * sizeof (float));
  memset (out[1], 0, LT_QUANTUM * sizeof (float));
  show (rt);
  return LT_QUANTUM;
}

typedef struct
{
  const LtPlan  *plan;
  const LtRunAt *where;
  uint32_t       last; /* of the level */
} Level;

/* The longest first. */
LT_RT static void
run_one (void *data, uint32_t index)
{
  const Level *level = data;

  lt_plan_run_strip (level->plan, level->last - index, level->where, 0);
}

/* Level by level; few strips are done sooner than shared. */
LT_RT static void
run_strips (LtEngineRt *rt, const LtRunAt *where)
{
  const LtPlan *plan = rt->plan;

  for (uint32_t from = 0, to; from < plan->n_strips; from = to)
    {
      for (to = from + 1; to < plan->n_strips && plan->strips[to].level == plan->strips[from].level;)
        to++;
      if (rt->workers != NULL && to - from >= LT_MIN_SHARED)
        lt_workers_run (rt->workers, run_one, &(Level) { plan, where, to - 1 }, to - from, LT_MOST_SHARED);
      else
        for (uint32_t i = from; i < to; i++)
          lt_plan_run_strip (plan, i, where, 0);
    }
}

uint32_t
lt_engine_quantum (LtEngine *self, float *const *out)
{
  LtEngineRt *rt = &self->rt;
  LtRunAt     where;

  lt_engine_take_messages (rt);
  if (!rt->rolling || rt->plan == NULL)
    return silent_quantum (rt, out);

  uint32_t n = lt_engine_next_run (rt, &where);
  where.delta = rt->delta.now;
  run_strips (rt, &where);
  lt_engine_monitor_run (rt, &where, out);

  lt_engine_tap_write (rt, &where, (const float *const *) out);
  lt_engine_advance (rt, n);
  return n;
}

bool
lt_engine_ready (const LtEngine *self, uint32_t n_frames)
{
  const LtEngineRt *rt = &self->rt;

  return !rt->rolling || rt->plan == NULL || lt_plan_ready (rt->plan, rt->position, n_frames);
}
