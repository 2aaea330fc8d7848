// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Description to plan: order by depth, delay compensation on every path, buffers, instances.
// Layer: engine. Control side only.

#include "engine/plan-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LATENCY (1 << 24) /* frames: 87 s at 192 kHz; more is a mistake in an effect */
#define LOOK_AHEAD_S 2.0

typedef struct
{
  LtPool           *pool;
  const LtPlanSpec *spec;
  LtPlan           *plan;
  uint32_t         *level;    /* by spec index */
  uint32_t         *place;    /* spec index → index in the plan */
  uint32_t         *mark;     /* 0 unseen, 1 on the way, 2 done */
  int64_t          *lag_out;  /* by spec index */
  bool             *pre_used; /* by spec index */
} Compiler;

static int64_t
index_of (const LtPlanSpec *spec, LtId id)
{
  for (uint32_t i = 0; i < spec->n_strips; i++)
    if (spec->strips[i].id == id)
      return i;
  return -1;
}

/* Depth of strip @i: one more than the deepest strip that feeds it. */
static LtStatus
visit (Compiler *c, uint32_t i, uint32_t depth)
{
  const LtStripSpec *strip = &c->spec->strips[i];
  uint32_t           level = 0;

  if (c->mark[i] == 1 || depth > c->spec->n_strips)
    return LT_ERR_CYCLE;
  if (c->mark[i] == 2)
    return LT_OK;

  c->mark[i] = 1;
  for (uint32_t k = 0; k < strip->n_edges + strip->n_slots; k++)
    {
      bool       is_edge = k < strip->n_edges;
      LtId       from_id = is_edge ? strip->edges[k].from_id : strip->slots[k - strip->n_edges].key_id;
      LtTapPoint tap = is_edge ? strip->edges[k].tap : strip->slots[k - strip->n_edges].key_tap;

      if (!is_edge && from_id == 0)
        continue;

      int64_t from = index_of (c->spec, from_id);
      if (from < 0)
        return LT_ERR_INVALID;

      LtStatus status = visit (c, (uint32_t) from, depth + 1);
      if (status != LT_OK)
        return status;
      if (level <= c->level[from])
        level = c->level[from] + 1;
      if (tap == LT_TAP_PRE)
        c->pre_used[from] = true;
    }
  c->level[i] = level;
  c->mark[i] = 2;
  return LT_OK;
}

/* Strips sorted by level, and within it by how much there is to run, the most at the end: what runs from the end on
   has the short ones left when its workers meet. Stable; fills place and the plan's levels. */
static void
sort_levels (Compiler *c)
{
  LtPlan  *plan = c->plan;
  uint32_t at = 0;

  for (uint32_t level = 0; level < plan->n_levels; level++)
    {
      uint32_t end = at;

      plan->levels[level] = at;
      for (uint32_t i = 0; i < plan->n_strips; i++)
        end += c->level[i] == level;
      for (uint32_t n_slots = 0; at < end; n_slots++)
        for (uint32_t i = 0; i < plan->n_strips; i++)
          if (c->level[i] == level && c->spec->strips[i].n_slots == n_slots)
            c->place[i] = at++;
    }
  plan->levels[plan->n_levels] = plan->n_strips;
}

static void
hold (Compiler *c, void *instance)
{
  c->plan->instances[c->plan->n_instances++] = instance;
}

static void *
take (Compiler *c, size_t n, size_t size)
{
  return n == 0 ? NULL : lt_arena_take (&c->plan->arena, n * size);
}

static const void *
copy (Compiler *c, const void *from, size_t n, size_t size)
{
  void *to = take (c, n, size);

  if (to != NULL)
    memcpy (to, from, n * size);
  return to;
}

static LtLaneSpec
copy_lane (Compiler *c, LtLaneSpec lane)
{
  lane.points = copy (c, lane.points, lane.n_points, sizeof *lane.points);
  return lane;
}

static const LtPlanClip *
copy_clips (Compiler *c, const LtStripSpec *strip)
{
  LtPlanClip *clips = take (c, strip->n_clips, sizeof *clips);
  int64_t     reach = 0;

  for (uint32_t i = 0; i < strip->n_clips; i++)
    {
      const LtClipSpec *spec = &strip->clips[i];

      if (reach < spec->pos + spec->length)
        reach = spec->pos + spec->length;
      clips[i] = (LtPlanClip) { *spec, reach };
      clips[i].spec.envelope = copy_lane (c, spec->envelope);
    }
  return clips;
}

/* Points of a lane in the scale in which its values move in straight lines. */
static LtParamLaneSpec
copy_param_lane (Compiler *c, const LtParamLaneSpec *from, const LtParamSpec *row)
{
  LtParamLaneSpec to = { from->param, copy_lane (c, from->lane) };
  LtPointSpec    *points = (LtPointSpec *) to.lane.points;

  for (uint32_t i = 0; i < to.lane.n_points; i++)
    {
      float value = lt_param_clamp (row, points[i].value);

      points[i].value = row->curve == LT_CURVE_LOG ? log2f (value) : value;
    }
  return to;
}

static LtStatus
make_edge (Compiler *c, LtInstanceKind kind, LtId id, int64_t delay, float gain, LtEdgeState **out)
{
  bool         fresh;
  LtEdgeState *edge;

  if (delay < 0 || delay > MAX_LATENCY)
    return LT_ERR_LIMIT;

  edge = lt_pool_edge (c->pool, kind, id, (uint32_t) delay, &fresh);
  if (edge == NULL)
    return LT_ERR_MEMORY;
  hold (c, edge);
  if (fresh)
    {
      edge->goal_gain = gain;
      lt_glide_snap (&edge->gain, gain);
    }
  *out = edge;
  return LT_OK;
}

/* How late the strip's input is, so that inputs and side-chains all meet their place in time:
   nothing can be made earlier, so everything waits for the latest. */
static int64_t
input_lag (Compiler *c, const LtStripSpec *strip)
{
  int64_t   lag = 0, inside = 0;
  LtFxSetup setup = { .rate_hz = c->spec->rate_hz, .n_channels = strip->n_channels };

  for (uint32_t k = 0; k < strip->n_edges; k++)
    {
      int64_t from = c->lag_out[index_of (c->spec, strip->edges[k].from_id)];

      lag = from > lag ? from : lag;
    }
  for (uint32_t k = 0; k < strip->n_slots; k++)
    {
      const LtSlotSpec *slot = &strip->slots[k];

      if (slot->key_id != 0)
        {
          int64_t from = c->lag_out[index_of (c->spec, slot->key_id)];

          lag = from - inside > lag ? from - inside : lag;
        }
      if (slot->type->flags & LT_FX_STEREO_OUT)
        setup.n_channels = 2;
      inside += lt_fx_latency (slot->type, &setup, slot->values);
    }
  return lag;
}

static LtStatus
build_slots (Compiler *c, LtPlanStrip *strip, const LtStripSpec *from)
{
  LtPlanSlot *slots = take (c, from->n_slots, sizeof *slots);
  LtFxSetup   setup = { .rate_hz = c->spec->rate_hz, .n_channels = strip->n_channels };
  int64_t     lag = strip->lag_in;

  for (uint32_t k = 0; k < from->n_slots; k++)
    {
      const LtSlotSpec *spec = &from->slots[k];
      LtPlanSlot       *slot = &slots[k];
      LtParamLaneSpec  *lanes = take (c, spec->n_lanes, sizeof *lanes);
      bool              fresh;

      slot->type = spec->type;
      slot->widen = setup.n_channels == 1 && (spec->type->flags & LT_FX_STEREO_OUT);
      slot->lag = lag;
      if (slot->widen)
        setup.n_channels = 2;
      setup.seed = spec->id;

      uint32_t latency = lt_fx_latency (spec->type, &setup, spec->values);
      if (latency > MAX_LATENCY)
        return LT_ERR_LIMIT;
      slot->state = lt_pool_slot (c->pool, spec, &setup, latency, &fresh);
      if (slot->state == NULL)
        return LT_ERR_MEMORY;
      hold (c, slot->state);
      if (fresh)
        {
          lt_gate_snap (&slot->state->feed, false, c->plan->gate_frames);
          lt_gate_snap (&slot->state->wet, slot->state->wanted, c->plan->gate_frames);
          strip->warm_up += latency;
        }

      if (spec->key_id != 0)
        {
          LtPlanEdge *key = take (c, 1, sizeof *key);
          uint32_t    sender = (uint32_t) index_of (c->spec, spec->key_id);
          LtStatus    status = make_edge (c, LT_INSTANCE_KEY, spec->id, lag - c->lag_out[sender], 1.0f, &key->state);

          if (status != LT_OK)
            return status;
          key->from = c->place[sender];
          key->tap = spec->key_tap;
          slot->key = key;
        }
      for (uint32_t p = 0; p < spec->n_lanes; p++)
        lanes[p] = copy_param_lane (c, &spec->lanes[p], &spec->type->params[spec->lanes[p].param]);
      slot->lanes = lanes;
      slot->n_lanes = spec->n_lanes;
      lag += latency;
    }
  strip->slots = slots;
  strip->n_slots = from->n_slots;
  strip->n_out = setup.n_channels;
  strip->lag_out = lag;
  return LT_OK;
}

static LtStatus
build_edges (Compiler *c, LtPlanStrip *strip, const LtStripSpec *from)
{
  LtPlanEdge *edges = take (c, from->n_edges, sizeof *edges);

  for (uint32_t k = 0; k < from->n_edges; k++)
    {
      const LtEdgeSpec *spec = &from->edges[k];
      uint32_t          sender = (uint32_t) index_of (c->spec, spec->from_id);
      LtStatus          status = make_edge (c, LT_INSTANCE_EDGE, spec->id, strip->lag_in - c->lag_out[sender], spec->gain, &edges[k].state);

      if (status != LT_OK)
        return status;
      edges[k].from = c->place[sender];
      edges[k].tap = spec->tap;
    }
  strip->edges = edges;
  strip->n_edges = from->n_edges;
  return LT_OK;
}

static LtStatus
build_strip (Compiler *c, uint32_t i)
{
  const LtStripSpec *from = &c->spec->strips[i];
  LtPlanStrip       *strip = &c->plan->strips[c->place[i]];
  bool               fresh;
  LtStatus           status;

  strip->id = from->id;
  strip->n_channels = from->n_channels;
  strip->state = lt_pool_strip (c->pool, from->id, &fresh);
  if (strip->state == NULL)
    return LT_ERR_MEMORY;
  hold (c, strip->state);
  if (fresh)
    {
      LtStripState *s = strip->state;

      s->goal_trim = from->trim;
      s->goal_fader = from->fader;
      s->goal_pan = from->pan;
      s->goal_mute = from->mute;
      lt_glide_snap (&s->trim, from->trim);
      lt_glide_snap (&s->fader, from->fader);
      lt_glide_snap (&s->pan, from->pan);
      lt_gate_snap (&s->mute, !from->mute, c->plan->gate_frames);
    }

  strip->lag_in = input_lag (c, from);
  strip->clips = copy_clips (c, from);
  strip->n_clips = from->n_clips;
  strip->look_ahead = (int64_t) (LOOK_AHEAD_S * c->spec->rate_hz) / LT_QUANTUM * LT_QUANTUM;
  strip->trim_lane = copy_lane (c, from->trim_lane);
  strip->fader_lane = copy_lane (c, from->fader_lane);
  strip->pan_lane = copy_lane (c, from->pan_lane);
  strip->mute_lane = copy_lane (c, from->mute_lane);
  strip->needs_pre = c->pre_used[i];
  strip->level = c->level[i];

  if (from->n_clips > 0 && strip->lag_in > 0
      && (status = make_edge (c, LT_INSTANCE_CLIPS, from->id, strip->lag_in, 1.0f, &strip->clip_delay)) != LT_OK)
    return status;
  if (strip->clip_delay != NULL && strip->clip_delay->delay.at == 0)
    strip->warm_up = (uint32_t) strip->lag_in;
  if ((status = build_edges (c, strip, from)) != LT_OK || (status = build_slots (c, strip, from)) != LT_OK)
    return status;
  c->lag_out[i] = strip->lag_out;

  for (int ch = 0; ch < 2; ch++)
    {
      strip->post[ch] = take (c, c->plan->ring_frames, sizeof (float));
      strip->pre[ch] = strip->needs_pre ? take (c, c->plan->ring_frames, sizeof (float)) : NULL;
    }
  return LT_OK;
}

/* Bytes of arena for everything that build_strip takes. */
static size_t
plan_bytes (const LtPlanSpec *spec, const LtPlan *before, const LtPlan *plan, uint32_t *n_instances)
{
  size_t n = spec->n_strips;
  size_t bytes = lt_arena_rounded (n * sizeof (LtPlanStrip)) + lt_arena_rounded ((plan->n_levels + 1) * sizeof (uint32_t))
                 + lt_arena_rounded (plan->n_levels * sizeof (LtPlanBlock));
  size_t instances = n * 2 + 1;

  for (uint32_t i = 0; i < n; i++)
    {
      const LtStripSpec *s = &spec->strips[i];
      size_t             points = s->trim_lane.n_points + s->fader_lane.n_points + s->pan_lane.n_points + s->mute_lane.n_points;
      size_t             parts = 16 + s->n_clips;

      for (uint32_t k = 0; k < s->n_clips; k++)
        points += s->clips[k].envelope.n_points;
      for (uint32_t k = 0; k < s->n_slots; k++)
        {
          parts += 3 + s->slots[k].n_lanes;
          bytes += s->slots[k].n_lanes * sizeof (LtParamLaneSpec) + sizeof (LtPlanEdge);
          for (uint32_t p = 0; p < s->slots[k].n_lanes; p++)
            points += s->slots[k].lanes[p].lane.n_points;
        }
      bytes += points * sizeof (LtPointSpec) + s->n_clips * sizeof (LtPlanClip) + s->n_edges * sizeof (LtPlanEdge)
               + s->n_slots * sizeof (LtPlanSlot) + parts * LT_ARENA_ALIGN;
      bytes += 4 * lt_arena_rounded (plan->ring_frames * sizeof (float));
      instances += s->n_edges + 2 * s->n_slots;
    }
  *n_instances = (uint32_t) instances;
  if (before != NULL)
    bytes += lt_arena_rounded (before->n_instances * sizeof (LtGate *));
  return bytes + lt_arena_rounded (instances * sizeof (LtInstance *)) + 1024;
}

static bool
spec_is_sound (const LtPlanSpec *spec)
{
  if (spec->n_strips == 0 || !(spec->rate_hz >= LT_RATE_MIN_HZ && spec->rate_hz <= LT_RATE_MAX_HZ)
      || index_of (spec, spec->master_id) < 0 || index_of (spec, spec->mix_id) < 0)
    return false;

  for (uint32_t i = 0; i < spec->n_strips; i++)
    {
      const LtStripSpec *s = &spec->strips[i];

      if (s->n_channels < 1 || s->n_channels > LT_MAX_CHANNELS || (s->n_edges > 0 && s->n_channels != 2))
        return false;
      for (uint32_t k = 0; k < s->n_slots; k++)
        if (s->slots[k].type == NULL)
          return false;
    }
  return true;
}

static void
set_constants (LtPlan *plan, const LtPlanSpec *spec, uint32_t block_frames, uint32_t n_levels)
{
  double quanta = ceil (spec->rate_hz * 0.0106 / LT_QUANTUM); /* 8 quanta at 48 kHz */

  plan->rate_hz = spec->rate_hz;
  plan->tempo_bpm = spec->tempo_bpm;
  plan->pan_shape = spec->pan_shape;
  plan->block_frames = block_frames;
  plan->ring_frames = block_frames * n_levels;
  plan->gate_frames = (uint32_t) quanta * LT_QUANTUM;
  plan->keep = (float) exp (-(double) LT_QUANTUM / (0.010 * spec->rate_hz));
  plan->square_keep = (float) exp (-(double) LT_QUANTUM / (0.300 * spec->rate_hz));
  plan->n_strips = spec->n_strips;
  plan->n_levels = n_levels;
}

/* Levels of all strips, and how many there are. */
static LtStatus
find_levels (Compiler *c, uint32_t *n_levels)
{
  *n_levels = 0;
  for (uint32_t i = 0; i < c->spec->n_strips; i++)
    {
      LtStatus status = visit (c, i, 0);

      if (status != LT_OK)
        return status;
      if (*n_levels <= c->level[i])
        *n_levels = c->level[i] + 1;
    }
  return LT_OK;
}

static LtStatus
compile (Compiler *c)
{
  LtStatus status;
  uint32_t n = c->spec->n_strips;

  sort_levels (c);
  for (uint32_t level = 0; level < c->plan->n_levels; level++)
    for (uint32_t i = 0; i < n; i++)
      if (c->level[i] == level && (status = build_strip (c, i)) != LT_OK)
        return status;

  c->plan->master = c->place[index_of (c->spec, c->spec->master_id)];
  c->plan->mix = c->place[index_of (c->spec, c->spec->mix_id)];

  LtPlanStrip *master = &c->plan->strips[c->plan->master];
  LtPlanStrip *mix = &c->plan->strips[c->plan->mix];
  c->plan->latency = master->lag_out;

  int64_t behind = master->lag_out - mix->lag_out;
  return make_edge (c, LT_INSTANCE_MONITOR, mix->id, behind > 0 ? behind : 0, 1.0f, &c->plan->mix_delay);
}

/* The plan with its arena; levels are known. */
static LtStatus
make_plan (Compiler *c, const LtPlan *before, uint32_t block_frames, uint32_t n_levels)
{
  LtPlan  *plan = c->plan = calloc (1, sizeof *c->plan);
  uint32_t n_instances;

  if (plan == NULL)
    return LT_ERR_MEMORY;
  set_constants (plan, c->spec, block_frames, n_levels);
  if (lt_arena_init (&plan->arena, plan_bytes (c->spec, before, plan, &n_instances)) != LT_OK)
    return LT_ERR_MEMORY;

  plan->strips = take (c, plan->n_strips, sizeof *plan->strips);
  plan->levels = take (c, n_levels + 1, sizeof *plan->levels);
  plan->blocks = take (c, n_levels, sizeof *plan->blocks);
  plan->instances = take (c, n_instances, sizeof *plan->instances);
  return compile (c);
}

LtStatus
lt_plan_compile (LtPool *pool, const LtPlanSpec *spec, const LtPlan *before, uint32_t block_frames, LtPlan **out)
{
  Compiler c = { .pool = pool, .spec = spec };
  LtArena  scratch = { 0 };
  uint32_t n_levels;
  size_t   n = spec->n_strips;

  *out = NULL;
  if (!spec_is_sound (spec))
    return LT_ERR_INVALID;
  if (lt_arena_init (&scratch, 5 * lt_arena_rounded (n * sizeof (int64_t))) != LT_OK)
    return LT_ERR_MEMORY;

  c.level = lt_arena_take (&scratch, n * sizeof *c.level);
  c.place = lt_arena_take (&scratch, n * sizeof *c.place);
  c.mark = lt_arena_take (&scratch, n * sizeof *c.mark);
  c.lag_out = lt_arena_take (&scratch, n * sizeof *c.lag_out);
  c.pre_used = lt_arena_take (&scratch, n * sizeof *c.pre_used);

  LtStatus status = find_levels (&c, &n_levels);
  if (status == LT_OK)
    status = make_plan (&c, before, block_frames, n_levels);
  lt_arena_clear (&scratch);
  if (status != LT_OK)
    {
      lt_plan_free (c.plan, pool);
      return status;
    }

  lt_plan_mark_changes (c.plan, before, before != NULL ? take (&c, before->n_instances, sizeof (LtGate *)) : NULL);
  *out = c.plan;
  return LT_OK;
}

void
lt_plan_free (LtPlan *self, LtPool *pool)
{
  if (self == NULL)
    return;

  for (uint32_t i = 0; i < self->n_instances; i++)
    lt_pool_unref (pool, self->instances[i]);
  lt_arena_clear (&self->arena);
  free (self);
}
