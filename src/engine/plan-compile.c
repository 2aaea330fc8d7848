// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Description to plan: delay compensation on every path, buffers, instances.
// Layer: engine. Control side only.

#include "engine/plan-listen.h"
#include "engine/plan-order.h"
#include "engine/strip-gain.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LATENCY (1 << 24) /* frames: 87 s at 192 kHz; more is a mistake in an effect */
#define LOOK_AHEAD_S 2.0
#define MAX_SHIFT_S 0.5

typedef struct
{
  LtPool           *pool;
  const LtPlanSpec *spec;
  LtPlan           *plan;
  LtPlanOrder       order;
  int64_t          *lag_out; /* by spec index */
} Compiler;

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

static const LtVcaSpec *
copy_vcas (Compiler *c, const LtStripSpec *strip)
{
  LtVcaSpec *vcas = take (c, strip->n_vcas, sizeof *vcas);

  for (uint32_t i = 0; i < strip->n_vcas; i++)
    vcas[i] = (LtVcaSpec) { copy_lane (c, strip->vcas[i].fader), copy_lane (c, strip->vcas[i].mute) };
  return vcas;
}

/* @spec: its values to begin with. */
static LtStatus
make_edge_of (Compiler *c, LtInstanceKind kind, LtId id, int64_t delay, const LtEdgeSpec *spec, LtEdgeState **out)
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
      edge->goal_gain = spec->gain;
      edge->goal_pan = spec->pan;
      edge->goal_mute = edge->muted = spec->mute;
      lt_glide_snap (&edge->gain, edge->goal_gain);
      lt_glide_snap (&edge->pan, edge->goal_pan);
      lt_gate_snap (&edge->mute, !edge->muted, c->plan->gate_frames);
    }
  *out = edge;
  return LT_OK;
}

static LtStatus
make_edge (Compiler *c, LtInstanceKind kind, LtId id, int64_t delay, float gain, LtEdgeState **out)
{
  return make_edge_of (c, kind, id, delay, &(LtEdgeSpec) { .gain = gain }, out);
}

/* A plan's edge for @spec out of strip @sender, as late as its place asks for. */
static LtStatus
fill_edge (Compiler *c, LtPlanEdge *edge, LtInstanceKind kind, LtId id, uint32_t sender, int64_t lag, const LtEdgeSpec *spec)
{
  edge->from = c->order.place[sender];
  if (spec != NULL)
    {
      edge->tap = spec->tap;
      edge->gain_lane = copy_lane (c, spec->gain_lane);
      edge->pan_lane = copy_lane (c, spec->pan_lane);
      edge->mute_lane = copy_lane (c, spec->mute_lane);
    }
  edge->lanes = lt_plan_lanes_of_edge (edge, lag);
  edge->is_mono = edge->tap == LT_TAP_PRE && c->plan->strips[edge->from].n_out == 1;
  if (spec == NULL)
    return make_edge (c, kind, id, lag - c->lag_out[sender], 1.0f, &edge->state);
  return make_edge_of (c, kind, id, lag - c->lag_out[sender], spec, &edge->state);
}

static int64_t
lead_of (const LtStripSpec *strip)
{
  return strip->delay < 0 ? -strip->delay : 0;
}

/* How late the strip's input is, so that inputs and side-chains all meet their place in time:
   nothing can be made earlier, so everything waits for the latest. */
static int64_t
input_lag (Compiler *c, const LtStripSpec *strip)
{
  int64_t   lag = 0, inside = lead_of (strip);
  LtFxSetup setup = { .rate_hz = c->spec->rate_hz, .n_channels = strip->n_channels };

  for (int64_t k = 0, sender = -1; k < strip->n_edges; k++)
    {
      sender = lt_plan_order_next (c->spec, strip->edges[k].from_id, sender);
      lag = c->lag_out[sender] > lag ? c->lag_out[sender] : lag;
    }
  for (uint32_t k = 0; k < strip->n_slots; k++)
    {
      const LtSlotSpec *slot = &strip->slots[k];

      if (slot->key_id != 0)
        {
          int64_t from = c->lag_out[lt_plan_order_find_key (c->spec, slot->key_id).from];

          lag = from - inside > lag ? from - inside : lag;
        }
      if (slot->type->flags & LT_FX_STEREO_OUT)
        setup.n_channels = 2;
      setup.blob = slot->blob;
      inside += lt_fx_latency (slot->type, &setup, slot->values);
    }
  return lag;
}

static LtStatus
build_slots (Compiler *c, LtPlanStrip *strip, const LtStripSpec *from)
{
  LtPlanSlot *slots = take (c, from->n_slots, sizeof *slots);
  LtFxSetup   setup = { .rate_hz = c->spec->rate_hz, .n_channels = strip->n_channels };
  int64_t     lag = strip->lag_in + strip->lead;

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
      setup.blob = spec->blob;
      setup.values = spec->values;

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
        }

      if (spec->key_id != 0)
        {
          LtPlanEdge *edge = take (c, 1, sizeof *edge);
          LtPlanKey         key = lt_plan_order_find_key (c->spec, spec->key_id);
          LtStatus    status = fill_edge (c, edge, LT_INSTANCE_KEY, spec->id, (uint32_t) key.from, lag, key.edge);

          if (status != LT_OK)
            return status;
          edge->tap = lt_plan_order_tap (&key, spec);
          edge->follows = key.edge != NULL ? key.edge->id : 0;
          slot->key = edge;
        }
      for (uint32_t p = 0; p < spec->n_lanes; p++)
        lanes[p] = copy_param_lane (c, &spec->lanes[p], &spec->type->params[spec->lanes[p].param]);
      slot->lanes = lanes;
      slot->n_lanes = spec->n_lanes;
      slot->lanes_shape = lt_plan_lanes_of_slot (slot);
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
  int64_t     sender = -1;

  for (uint32_t k = 0; k < from->n_edges; k++)
    {
      const LtEdgeSpec *spec = &from->edges[k];

      sender = lt_plan_order_next (c->spec, spec->from_id, sender);
      LtStatus status = fill_edge (c, &edges[k], LT_INSTANCE_EDGE, spec->id, (uint32_t) sender, strip->lag_in, spec);

      if (status != LT_OK)
        return status;
    }
  strip->edges = edges;
  strip->n_edges = from->n_edges;
  return LT_OK;
}

static void
start_strip (const Compiler *c, LtStripState *s, const LtStripSpec *from)
{
  s->goal_mute = s->muted = from->mute;
  lt_glide_snap (&s->trim, s->goal_trim = from->trim);
  lt_glide_snap (&s->fader, s->goal_fader = from->fader);
  lt_glide_snap (&s->vca, s->goal_vca = from->vca);
  lt_glide_snap (&s->vca_lanes, 1.0f);
  lt_glide_snap (&s->pan, s->goal_pan = from->pan);
  lt_glide_snap (&s->width, s->goal_width = from->width);
  lt_glide_snap (&s->pan_left, s->goal_pan_left = from->pan_left);
  lt_glide_snap (&s->pan_right, s->goal_pan_right = from->pan_right);
  lt_gate_snap (&s->mute, !from->mute, c->plan->gate_frames);
}

static void
copy_strip_lanes (Compiler *c, LtPlanStrip *strip, const LtStripSpec *from)
{
  strip->trim_lane = copy_lane (c, from->trim_lane);
  strip->fader_lane = copy_lane (c, from->fader_lane);
  strip->pan_lane = copy_lane (c, from->pan_lane);
  strip->width_lane = copy_lane (c, from->width_lane);
  strip->pan_left_lane = copy_lane (c, from->pan_left_lane);
  strip->pan_right_lane = copy_lane (c, from->pan_right_lane);
  strip->mute_lane = copy_lane (c, from->mute_lane);
  strip->vcas = copy_vcas (c, from);
  strip->n_vcas = from->n_vcas;
}

/* Later than the others by a delay of its own, whose memory outlives its length; earlier by counting as late. */
static LtStatus
build_shift (Compiler *c, LtPlanStrip *strip, const LtStripSpec *from)
{
  int64_t longest = (int64_t) ceil (MAX_SHIFT_S * c->spec->rate_hz);
  bool    fresh;

  if (from->delay > longest || from->delay < -longest)
    return LT_ERR_LIMIT;
  strip->lead = lead_of (from);
  if (from->delay <= 0)
    return LT_OK;

  strip->shift = lt_pool_shift (c->pool, from->id, (uint32_t) longest, from->n_channels, &fresh);
  if (strip->shift == NULL)
    return LT_ERR_MEMORY;
  hold (c, strip->shift);
  strip->shift_by = (uint32_t) from->delay;
  return LT_OK;
}

static LtStatus
build_strip (Compiler *c, uint32_t i)
{
  const LtStripSpec *from = &c->spec->strips[i];
  LtPlanStrip       *strip = &c->plan->strips[c->order.place[i]];
  bool               fresh;
  LtStatus           status;

  strip->id = from->id;
  strip->n_channels = from->n_channels;
  strip->state = lt_pool_strip (c->pool, from->id, &fresh);
  if (strip->state == NULL)
    return LT_ERR_MEMORY;
  hold (c, strip->state);
  if (fresh)
    start_strip (c, strip->state, from);

  strip->lag_in = input_lag (c, from);
  strip->clips = copy_clips (c, from);
  strip->n_clips = from->n_clips;
  strip->look_ahead = (int64_t) (LOOK_AHEAD_S * c->spec->rate_hz) / LT_QUANTUM * LT_QUANTUM;
  strip->place = from->place;
  copy_strip_lanes (c, strip, from);
  strip->needs_pre = c->order.pre_used[i];
  strip->level = c->order.level[i];

  if ((status = build_shift (c, strip, from)) != LT_OK)
    return status;
  if (from->n_clips > 0 && strip->lag_in > 0
      && (status = make_edge (c, LT_INSTANCE_CLIPS, from->id, strip->lag_in, 1.0f, &strip->clip_delay)) != LT_OK)
    return status;
  if ((status = build_edges (c, strip, from)) != LT_OK || (status = build_slots (c, strip, from)) != LT_OK)
    return status;
  c->lag_out[i] = strip->lag_out;
  strip->lanes = lt_plan_lanes_of_strip (strip);

  for (int ch = 0; ch < 2; ch++)
    {
      strip->post[ch] = take (c, c->plan->ring_frames, sizeof (float));
      strip->pre[ch] = strip->needs_pre ? take (c, c->plan->ring_frames, sizeof (float)) : NULL;
    }
  return LT_OK;
}

static size_t
edge_points (const LtEdgeSpec *edge)
{
  return edge->gain_lane.n_points + edge->pan_lane.n_points + edge->mute_lane.n_points;
}

static size_t
strip_points (const LtStripSpec *s)
{
  size_t points = s->trim_lane.n_points + s->fader_lane.n_points + s->pan_lane.n_points + s->width_lane.n_points
                  + s->pan_left_lane.n_points + s->pan_right_lane.n_points + s->mute_lane.n_points;

  for (uint32_t k = 0; k < s->n_vcas; k++)
    points += s->vcas[k].fader.n_points + s->vcas[k].mute.n_points;
  return points;
}

/* Bytes of arena for everything that build_strip takes. */
static size_t
plan_bytes (const LtPlanSpec *spec, const LtPlan *before, const LtPlan *plan, uint32_t *n_instances)
{
  size_t n = spec->n_strips;
  size_t bytes = lt_arena_rounded (n * sizeof (LtPlanStrip)) + lt_arena_rounded (plan->n_levels * sizeof (LtPlanBlock));
  size_t instances = n * 2 + 1 + lt_plan_listen_n_instances (spec);

  bytes += lt_plan_listen_bytes (spec);
  bytes += spec->tempo != NULL ? lt_arena_rounded (spec->tempo->n_tempos * sizeof (LtTempoPoint)) : 0;

  for (uint32_t i = 0; i < n; i++)
    {
      const LtStripSpec *s = &spec->strips[i];
      size_t             points = strip_points (s);
      size_t             parts = 20 + s->n_clips + 3 * s->n_edges + 2 * s->n_vcas;

      for (uint32_t k = 0; k < s->n_edges; k++)
        points += edge_points (&s->edges[k]);
      for (uint32_t k = 0; k < s->n_clips; k++)
        points += s->clips[k].envelope.n_points;
      for (uint32_t k = 0; k < s->n_slots; k++)
        {
          LtPlanKey key = s->slots[k].key_id != 0 ? lt_plan_order_find_key (spec, s->slots[k].key_id) : (LtPlanKey) { -1, NULL };

          parts += 6 + s->slots[k].n_lanes;
          points += key.edge != NULL ? edge_points (key.edge) : 0;
          bytes += s->slots[k].n_lanes * sizeof (LtParamLaneSpec) + sizeof (LtPlanEdge);
          for (uint32_t p = 0; p < s->slots[k].n_lanes; p++)
            points += s->slots[k].lanes[p].lane.n_points;
        }
      bytes += points * sizeof (LtPointSpec) + s->n_clips * sizeof (LtPlanClip) + s->n_edges * sizeof (LtPlanEdge)
               + s->n_slots * sizeof (LtPlanSlot) + s->n_vcas * sizeof (LtVcaSpec) + parts * LT_ARENA_ALIGN;
      bytes += 4 * lt_arena_rounded (plan->ring_frames * sizeof (float));
      instances += 1 + s->n_edges + 2 * s->n_slots;
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
      || lt_plan_order_index (spec, spec->master_id) < 0 || lt_plan_order_index (spec, spec->mix_id) < 0)
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

/* What changes on the way. Metres are nothing to effects. */
static void
copy_tempo (LtPlan *plan, const LtTempoMap *tempo)
{
  if (tempo == NULL || tempo->n_tempos < 2)
    return;
  plan->tempo.tempos = lt_arena_take (&plan->arena, tempo->n_tempos * sizeof (LtTempoPoint));
  plan->tempo.n_tempos = tempo->n_tempos;
  memcpy (plan->tempo.tempos, tempo->tempos, tempo->n_tempos * sizeof (LtTempoPoint));
}

static void
set_constants (LtPlan *plan, const LtPlanSpec *spec, uint32_t block_frames, uint32_t n_levels)
{
  double quanta = ceil (spec->rate_hz * 0.0106 / LT_QUANTUM); /* 8 quanta at 48 kHz */

  plan->rate_hz = spec->rate_hz;
  plan->tempo_bpm = spec->tempo_bpm;
  plan->pan_shape = spec->pan_shape;
  plan->pan_middle = lt_strip_pan_middle (spec->pan_shape);
  plan->meter_at = spec->meter_at;
  plan->block_frames = block_frames;
  plan->ring_frames = block_frames * n_levels;
  plan->gate_frames = (uint32_t) quanta * LT_QUANTUM;
  plan->keep = (float) exp (-(double) LT_QUANTUM / (0.010 * spec->rate_hz));
  plan->square_keep = (float) exp (-(double) LT_QUANTUM / (0.300 * spec->rate_hz));
  plan->n_strips = spec->n_strips;
  plan->n_levels = n_levels;
}

static LtStatus
compile (Compiler *c)
{
  LtStatus status;
  uint32_t n = c->spec->n_strips;

  for (uint32_t i = 0; i < c->spec->n_listens; i++)
    if (c->spec->listens[i].tap == LT_TAP_PRE && lt_plan_order_index (c->spec, c->spec->listens[i].strip_id) >= 0)
      c->order.pre_used[lt_plan_order_index (c->spec, c->spec->listens[i].strip_id)] = true;
  lt_plan_order_sort (&c->order, c->plan->n_levels);
  for (uint32_t level = 0; level < c->plan->n_levels; level++)
    for (uint32_t i = 0; i < n; i++)
      if (c->order.level[i] == level && (status = build_strip (c, i)) != LT_OK)
        return status;

  c->plan->master = c->order.place[lt_plan_order_index (c->spec, c->spec->master_id)];
  c->plan->mix = c->order.place[lt_plan_order_index (c->spec, c->spec->mix_id)];

  LtPlanStrip *master = &c->plan->strips[c->plan->master];
  LtPlanStrip *mix = &c->plan->strips[c->plan->mix];
  c->plan->latency = master->lag_out;

  int64_t behind = master->lag_out - mix->lag_out;
  status = make_edge (c, LT_INSTANCE_MONITOR, mix->id, behind > 0 ? behind : 0, 1.0f, &c->plan->mix_delay);
  return status == LT_OK ? lt_plan_listen_build (c->plan, c->pool, c->spec) : status;
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
  copy_tempo (plan, c->spec->tempo);

  plan->strips = take (c, plan->n_strips, sizeof *plan->strips);
  plan->blocks = take (c, n_levels, sizeof *plan->blocks);
  plan->instances = take (c, n_instances, sizeof *plan->instances);
  return compile (c);
}

LtStatus
lt_plan_compile (LtPool *pool, const LtPlanSpec *spec, const LtPlan *before, uint32_t block_frames, LtPlan **out)
{
  Compiler c = { .pool = pool, .spec = spec, .order.spec = spec };
  LtArena  scratch = { 0 };
  uint32_t n_levels;
  size_t   n = spec->n_strips;

  *out = NULL;
  if (!spec_is_sound (spec))
    return LT_ERR_INVALID;
  if (lt_arena_init (&scratch, 5 * lt_arena_rounded (n * sizeof (int64_t))) != LT_OK)
    return LT_ERR_MEMORY;

  c.order.level = lt_arena_take (&scratch, n * sizeof *c.order.level);
  c.order.place = lt_arena_take (&scratch, n * sizeof *c.order.place);
  c.order.mark = lt_arena_take (&scratch, n * sizeof *c.order.mark);
  c.lag_out = lt_arena_take (&scratch, n * sizeof *c.lag_out);
  c.order.pre_used = lt_arena_take (&scratch, n * sizeof *c.order.pre_used);

  LtStatus status = lt_plan_order_find (&c.order, &n_levels);
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
