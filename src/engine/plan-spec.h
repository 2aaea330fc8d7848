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
#include "base/tempo-map.h"
#include "engine/fade-shape.h"
#include "engine/feed.h"
#include "fx/fx.h"

typedef struct
{
  int64_t pos;
  float   value; /* in the target's unit; levels in dB */
  bool    hold;
  float   bend; /* of the way to the next point (base/bend.h), in the scale in which its values move in straight lines */
} LtPointSpec;

typedef struct
{
  const LtPointSpec *points; /* ascending; equal positions: the last one counts */
  uint32_t           n_points; /* 0: no automation */
} LtLaneSpec;

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

/* One strip's output into another's input. Lanes stand for their value while they have points. */
typedef struct
{
  LtId       id; /* the send's id, or the sending strip's for its output */
  LtId       from_id;
  LtTapPoint tap;
  float      gain;
  float      pan;  /* −1 to +1: a balance, but of a mono strip's signal before its pan by the pan law */
  bool       mute; /* as it counts: after solo; beside mute_lane */
  LtLaneSpec gain_lane, pan_lane, mute_lane;
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
  LtFxBlob               blob;
  bool                   bypass;
  float                  level_db; /* of what the effect gives, unheard in bypass */
  LtId                   key_id; /* strip, or edge with all its values, that feeds the side-chain; 0: none */
  LtTapPoint             key_tap; /* of a strip; an edge has its own */
  const LtParamLaneSpec *lanes;
  uint32_t               n_lanes;
} LtSlotSpec;

typedef enum
{
  LT_PLACE_BALANCE, /* width, then the far side down */
  LT_PLACE_DUAL,    /* either channel panned for itself */
} LtPlaceMode; /* same order as LtPanMode of the session */

/* What a strip is turned and muted by together with others. */
typedef struct
{
  LtLaneSpec fader, mute;
} LtVcaSpec;

typedef enum
{
  LT_METER_AT_POST,
  LT_METER_AT_PRE,   /* before the fader */
  LT_METER_AT_INPUT, /* after the trim, before the slots */
} LtMeterAt; /* same order as LtMeterPoint of the session */

typedef struct
{
  LtId              id;
  const LtClipSpec *clips; /* by position */
  uint32_t          n_clips;
  uint32_t          n_channels; /* 1: mono until the pan; 2 when anything feeds it in stereo */
  const LtEdgeSpec *edges;      /* summed in this order */
  uint32_t          n_edges;
  int64_t           delay; /* frames later than the others, up to half a second; negative: earlier, for which all others wait */
  float             trim;       /* negative: polarity inverted */
  const LtSlotSpec *slots;
  uint32_t          n_slots;
  float             fader;
  float             vca; /* on top of the fader, and of fader_lane */
  LtPlaceMode       place;
  float             pan; /* −1 to +1; also where a mono signal goes in either mode */
  float             width; /* balance: 1 as it is, 0 mono, −1 sides swapped */
  float             pan_left, pan_right; /* dual: where each channel goes */
  bool              mute; /* as it counts: after solo; beside mute_lane and those of the VCAs */
  LtLaneSpec        trim_lane, fader_lane, pan_lane, width_lane, pan_left_lane, pan_right_lane, mute_lane;
  const LtVcaSpec  *vcas; /* those with lanes */
  uint32_t          n_vcas;
} LtStripSpec;

/* Of a strip that lets all through as it is, to begin with: `(LtStripSpec) { LT_STRIP_AS_IT_IS, .id = … }`. */
#define LT_STRIP_AS_IT_IS .trim = 1.0f, .fader = 1.0f, .vca = 1.0f, .width = 1.0f, .pan_left = -1.0f, .pan_right = 1.0f

typedef enum
{
  LT_PAN_3DB,
  LT_PAN_4_5DB,
  LT_PAN_6DB,
  LT_PAN_0DB,
} LtPanShape; /* same order as LtPanLaw of the session */

/* A strip that the monitor hears in place of mix and master: solo that leaves the mix alone. */
typedef struct
{
  LtId       strip_id;
  LtTapPoint tap;
} LtListenSpec;

typedef struct
{
  double             rate_hz;
  double             tempo_bpm;
  const LtTempoMap  *tempo; /* NULL: tempo_bpm all the way */
  LtPanShape         pan_shape;
  LtMeterAt          meter_at;
  const LtStripSpec *strips;
  uint32_t           n_strips;
  LtId               master_id; /* the render tap: any strip */
  LtId               mix_id;    /* the other side of A/B; may equal master_id */

  /* Behind the render tap: no block of a render runs these ways. */
  const LtListenSpec *listens; /* each strip once a tap; their sum is heard while there are any */
  uint32_t            n_listens;
  LtId                reference_id; /* a strip that feeds nobody, to compare with; 0: none */
  LtId                rival_id;     /* another one, to compare that with; 0: none. Only beside a reference */
} LtPlanSpec;
