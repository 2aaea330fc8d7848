// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A compiled plan: strips in order of depth, their buffers, delays and instances. Immutable once made.
// Layer: engine. Every pointer below lives in the plan's arena, but the instances.

#pragma once

#include "engine/pool.h"
#include "engine/plan-spec.h"
#include "engine/plan.h"

typedef struct
{
  LtEdgeState *state;
  uint32_t     from; /* index of the sending strip: always before the receiving one's level */
  LtTapPoint   tap;
  LtId         follows; /* a key that an edge feeds: that edge's id, whose values are its own */
  bool         is_mono; /* what it takes is a mono signal, as loud on both sides as in the middle */
  uint64_t     lanes;   /* the shape of the following, and how late they are */
  LtLaneSpec   gain_lane, pan_lane, mute_lane;
} LtPlanEdge;

typedef struct
{
  LtSlotState           *state;
  const LtFxType        *type;
  bool                   widen; /* mono becomes stereo before it */
  int64_t                lag;   /* frames that the signal is late here */
  const LtPlanEdge      *key;   /* NULL: none */
  const LtParamLaneSpec *lanes;
  uint32_t               n_lanes;
  uint64_t               lanes_shape;
  uint32_t               warm_up; /* frames until what comes in is whole; 0: nothing before it is new */
  uint32_t               longest; /* the same if all before it were new: whatever changed, it takes no longer */
} LtPlanSlot;

/* A clip, and where the clips up to and with it end at the latest: sorted too, so it can be searched. */
typedef struct
{
  LtClipSpec spec;
  int64_t    reach;
} LtPlanClip;

/* Offline: quanta that go from level to level together. */
#define LT_MAX_BLOCK_QUANTA 64u

typedef struct
{
  LtRunAt  runs[LT_MAX_BLOCK_QUANTA];
  uint32_t n_runs, n_frames;
} LtPlanBlock;

struct LtPlanStrip
{
  LtId              id;
  LtStripState     *state;
  uint32_t          level;
  uint64_t          sound;      /* shape of what its clips give */
  uint64_t          input;      /* shape of what its first slot hears, but for the strips that feed it */
  uint64_t          shape;      /* of everything that is structure, not value, but its lanes */
  uint64_t          lanes;      /* the shape of its own and its VCAs', and how late they are */
  uint32_t          n_channels; /* where it starts */
  uint32_t          n_out;      /* where it reaches the pan */
  int64_t           lag_in, lag_out;
  int64_t           lead;  /* frames by which it counts as later than it is, from its trim on; 0: none */
  LtEdgeState      *shift; /* NULL: not moved later */
  uint32_t          shift_by; /* frames */
  const LtPlanClip *clips;
  uint32_t          n_clips;
  int64_t           look_ahead; /* frames in which a clip is announced to its feed */
  LtEdgeState      *clip_delay; /* NULL: none needed */
  const LtPlanEdge *edges;
  uint32_t          n_edges;
  const LtPlanSlot *slots;
  uint32_t          n_slots;
  LtPlaceMode       place;
  LtLaneSpec        trim_lane, fader_lane, pan_lane, width_lane, pan_left_lane, pan_right_lane, mute_lane;
  const LtVcaSpec  *vcas;
  uint32_t          n_vcas;
  bool              needs_pre;
  uint32_t          warm_up; /* frames until new parts of it give whole signals; 0: nothing is new */
  uint32_t          longest; /* the same if all of it were new: whatever changed, it takes no longer */
  float            *post[2]; /* ring_frames each, stereo */
  float            *pre[2];  /* NULL without needs_pre */
};

struct LtPlan
{
  LtArena      arena;
  double       rate_hz, tempo_bpm;
  LtTempoMap   tempo;        /* n_tempos 0: tempo_bpm all the way */
  LtPanShape   pan_shape;
  float        pan_middle;   /* of that shape: lt_strip_pan_middle () */
  LtMeterAt    meter_at;
  uint32_t     block_frames; /* a multiple of LT_QUANTUM */
  uint32_t     ring_frames;  /* a block for each level */
  uint32_t     gate_frames;  /* length of every cross-fade */
  float        keep;         /* of gliding gains, after a whole quantum */
  float        square_keep;  /* of the 300 ms mean square */
  LtPlanStrip *strips;       /* by level, then by slots, then as described */
  uint32_t     n_strips;
  uint32_t     n_levels;
  LtPlanBlock *blocks;       /* n_levels, for lt_engine_block () */
  uint32_t     master, mix;  /* indices */
  LtEdgeState *mix_delay;    /* monitor: the mix beside the master */
  int64_t      latency;      /* of the master */

  const LtPlanEdge *listens; /* monitor: heard in place of both, as late as the master */
  uint32_t          n_listens;
  const LtPlanEdge *reference; /* monitor: NULL: none */
  const LtPlanEdge *rival;     /* the same, in its place */

  LtInstance **instances; /* references that the plan holds */
  uint32_t     n_instances;

  /* To be closed before this plan may take over: what the plan before it does otherwise. */
  LtGate **closing;
  uint32_t n_closing;
};

/* What stays of a glide's distance after @len frames: as little of a short quantum's as it is long. */
LT_RT static inline float
lt_plan_keep (const LtPlan *self, uint32_t len)
{
  return len == LT_QUANTUM ? self->keep : powf (self->keep, (float) len / (float) LT_QUANTUM);
}

/* Control side. The shapes of their lanes and how late each is, for the fields above, once all else of them is known.
   @lag: of what an edge comes to. */
uint64_t lt_plan_lanes_of_edge (const LtPlanEdge *edge, int64_t lag);
uint64_t lt_plan_lanes_of_slot (const LtPlanSlot *slot);
uint64_t lt_plan_lanes_of_strip (const LtPlanStrip *strip);

/* Control side. Finds what @before does otherwise and fills closing, whose memory is @gates (room for
   one gate an instance of @before): those fade out before the change and fade in after it. */
void lt_plan_mark_changes (LtPlan *self, const LtPlan *before, LtGate **gates);

/* Control side. Do both run the same steps with the same instances? Values may differ. Both are marked. */
bool lt_plan_is_same (const LtPlan *a, const LtPlan *b);
