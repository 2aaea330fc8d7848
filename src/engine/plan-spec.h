// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be played, described: strips, what feeds them, what they do. No order, no buffers.
// Layer: engine. Built by studio from a session; lt_engine_set_plan () compiles it and keeps no pointer
// into it but the feeds.
//
// Ids are the session's. Gains are amplitudes, 0 is silence.

#pragma once

#include "base/math.h"
#include "engine/feed.h"
#include "fx/fx.h"

typedef struct
{
  int64_t pos;
  float   value; /* in the target's unit; levels in dB */
  bool    hold;
} LtPointSpec;

typedef struct
{
  const LtPointSpec *points; /* ascending; equal positions: the last one counts */
  uint32_t           n_points; /* 0: no automation */
} LtLaneSpec;

typedef enum
{
  LT_CURVE_FADE_LINEAR,
  LT_CURVE_FADE_EQUAL_POWER,
  LT_CURVE_FADE_S,
  LT_CURVE_FADE_EXPONENTIAL,
} LtFadeShape; /* same order as LtFadeCurve of the session */

typedef struct
{
  LtFeed      feed;
  int64_t     pos, offset, length; /* frames: on the time line, into the recording, how long */
  float       gain;                /* negative: polarity inverted */
  int64_t     fade_in, fade_out;
  LtFadeShape fade_in_shape, fade_out_shape;
  bool        reverse;
  LtLaneSpec  envelope; /* dB, positions from the clip's start */
} LtClipSpec;

typedef enum
{
  LT_TAP_POST, /* after fader, pan and mute */
  LT_TAP_PRE,  /* before them, after the slots */
} LtTapPoint;

/* One strip's output into another's input. */
typedef struct
{
  LtId       id; /* the send's id, or the sending strip's for its output */
  LtId       from_id;
  LtTapPoint tap;
  float      gain;
} LtEdgeSpec;

typedef struct
{
  uint32_t   param;
  LtLaneSpec lane;
} LtParamLaneSpec;

typedef struct
{
  LtId                   id;
  const LtFxType        *type;
  const float           *values; /* n_params */
  bool                   bypass;
  LtId                   key_id; /* strip that feeds the side-chain, or 0 */
  LtTapPoint             key_tap;
  const LtParamLaneSpec *lanes;
  uint32_t               n_lanes;
} LtSlotSpec;

typedef struct
{
  LtId              id;
  const LtClipSpec *clips; /* by position */
  uint32_t          n_clips;
  uint32_t          n_channels; /* 1: mono until the pan; 2 when anything feeds it in stereo */
  const LtEdgeSpec *edges;      /* summed in this order */
  uint32_t          n_edges;
  float             trim;       /* negative: polarity inverted */
  const LtSlotSpec *slots;
  uint32_t          n_slots;
  float             fader;
  float             pan; /* −1 to +1 */
  bool              mute; /* as it counts: after solo */
  LtLaneSpec        trim_lane, fader_lane, pan_lane, mute_lane;
} LtStripSpec;

typedef enum
{
  LT_PAN_3DB,
  LT_PAN_4_5DB,
  LT_PAN_6DB,
  LT_PAN_0DB,
} LtPanShape; /* same order as LtPanLaw of the session */

typedef struct
{
  double             rate_hz;
  double             tempo_bpm;
  LtPanShape         pan_shape;
  const LtStripSpec *strips;
  uint32_t           n_strips;
  LtId               master_id; /* the render tap: any strip */
  LtId               mix_id;    /* the other side of A/B; may equal master_id */
} LtPlanSpec;
