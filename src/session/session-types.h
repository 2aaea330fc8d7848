// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The nodes of the document.
// Layer: session. Included by session/session.h.
//
// Ids are stable names of strips, slots, sends, clips and all other things in lists, from one counter; 0 is nobody.
// Times are frames at the session's rate. Levels are dB, silence is -INFINITY.

#pragma once

#include "base/audio.h"
#include "fx/fx.h"
#include "session/clip-sound-types.h"
#include "session/master-types.h"

#include <json-glib/json-glib.h>

typedef enum
{
  LT_STRIP_TRACK,
  LT_STRIP_BUS,
  LT_STRIP_VCA,    /* no sound: its fader, mute and solo count for its members */
  LT_STRIP_MIX,    /* exactly one: every output ends here */
  LT_STRIP_MASTER, /* exactly one: the master chain, fed by the mix */
} LtStripKind;

typedef enum
{
  LT_PAN_LAW_3DB, /* constant power, −3.01 dB in the middle: the default */
  LT_PAN_LAW_4_5DB,
  LT_PAN_LAW_6DB, /* linear */
  LT_PAN_LAW_0DB, /* balance: the middle is unity */
} LtPanLaw;

typedef enum
{
  LT_PAN_MODE_BALANCE, /* `pan` turns the sides up and down, `width` narrows a stereo signal first */
  LT_PAN_MODE_DUAL,    /* `pan_left` and `pan_right` say where each channel goes */
} LtPanMode;

typedef enum
{
  LT_AUTOMATION_READ, /* lanes are followed: the default */
  LT_AUTOMATION_OFF,  /* they rest */
  LT_AUTOMATION_TOUCH, /* written while a control is held, then back */
  LT_AUTOMATION_LATCH, /* written from the first touch until the transport stops */
  LT_AUTOMATION_WRITE, /* all lanes are written from start to stop */
  LT_AUTOMATION_TRIM,  /* what is held is added to what is there */
} LtAutomationMode;

typedef enum
{
  LT_SOLO_IN_PLACE, /* the others are not heard, in the render neither */
  LT_SOLO_AFL,      /* the monitor listens behind fader and pan; nothing else changes */
  LT_SOLO_PFL,      /* the same before them */
} LtSoloMode;

typedef enum
{
  LT_METER_POST, /* behind fader, pan and mute: the default */
  LT_METER_PRE,  /* before them, behind the slots */
  LT_METER_INPUT, /* behind the trim */
} LtMeterPoint;

typedef enum
{
  LT_FADE_LINEAR,
  LT_FADE_EQUAL_POWER, /* sine: for cross-fades of unlike material */
  LT_FADE_S,           /* raised cosine: equal gain */
  LT_FADE_EXPONENTIAL,
} LtFadeCurve;

/* A recorded file in the session folder (audio/…, relative) or outside it (absolute). */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  char           *path;
  char           *hash; /* SHA-256 of the file's bytes, hex; NULL: not known yet */
  char           *name;
  int64_t         n_frames;
  uint32_t        n_channels; /* 1 or 2 */
  double          rate_hz;    /* the session's, unless linked and not yet converted */
  JsonNode       *extra;      /* unknown keys, written back; NULL: none */
} LtSource;

typedef struct
{
  int64_t pos_frames; /* clips: from the clip's start; lanes: on the time line */
  double  value;      /* in the target's unit */
  bool    hold;       /* keeps its value until the next point instead of moving to it */
  float   bend;       /* of the way to the next point (base/bend.h), −1 to +1; held, of a switch or in a clip: 0, straight */
} LtPoint;

typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  LtId            source_id;
  char           *name;
  int64_t         pos_frames;    /* on the time line, >= 0 */
  int64_t         offset_frames; /* into the source, as long as it is stretched to */
  int64_t         length_frames; /* > 0 */
  double          gain_db;
  int64_t         fade_in_frames, fade_out_frames; /* their sum <= length */
  LtFadeCurve     fade_in_curve, fade_out_curve;
  bool            reverse, polarity, mute, locked;
  GArray         *envelope; /* of LtPoint, dB, ascending; NULL: flat */
  uint32_t        colour;   /* 1–12 of the palette, 0: the track's */
  LtId            group_id; /* a number that clips share which are picked and moved together; 0: none */
  LtClipSound     sound;
  JsonNode       *extra;
} LtClip;

/* Break-points of one value of a strip. slot_id 0: the strip's own `fader`, `pan`, `mute`…; a send's id: its
   `level`, `pan` or `mute`. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  LtId            slot_id;
  char           *key;
  GArray         *points; /* of LtPoint, ascending, at least one */
  JsonNode       *extra;
} LtLane;

typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  char           *effect; /* key */
  const LtFxType *type;   /* NULL: not known to this program; `extra` keeps everything */
  bool            bypass;
  LtId            key_id;  /* strip, or send, that feeds the side-chain; 0: none */
  bool            key_pre; /* taken before that strip's fader; of a send: as the send is */
  double          level_db; /* of what the effect gives, unheard in bypass; lt_slot_level_row */
  float          *values;  /* type->n_params, NULL without a type */
  char           *blob;    /* name of its blob (session/blob.h); NULL: none */
  JsonNode       *extra;
} LtSlot;

typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  LtId            to_id; /* a bus */
  double          level_db;
  double          pan; /* −1 to +1, on top of the strip's own */
  bool            pre; /* before the fader and mute */
  bool            mute;
  JsonNode       *extra;
} LtSend;

typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  LtStripKind     kind;
  char           *name;
  uint32_t        colour; /* 1–12 of the palette, 0: none */
  double          trim_db;
  bool            polarity; /* inverted */
  GPtrArray      *slots;    /* of LtSlot, in order */
  GPtrArray      *sends;    /* of LtSend */
  GPtrArray      *lanes;    /* of LtLane */
  double          fader_db; /* -INFINITY to +6 */
  double          pan;      /* −1 left to +1 right */
  LtPanMode       pan_mode;
  double          width; /* of a stereo signal: 1 as it is, 0 mono, −1 sides swapped */
  double          pan_left, pan_right; /* LT_PAN_MODE_DUAL */
  int64_t         delay_frames; /* later, or earlier than all others; ±LT_STRIP_DELAY_MAX_S */
  bool            mute, solo, solo_safe;
  LtAutomationMode automation;
  LtId            output_id; /* a bus, or 0 for the mix; mix and master: 0 */
  LtId            group_id;  /* 0: none */
  LtId            vca_id;    /* a VCA above this strip, or this VCA; 0: none */
  bool            folder;    /* a bus that is shown as the folder of the strips that play into it */
  bool            folded;    /* these are not shown */
  JsonNode       *extra;
} LtStrip;

#define LT_STRIP_DELAY_MAX_S 0.5

/* Strips whose controls move together. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  char           *name;
  uint32_t        colour; /* 1–12, 0: none */
  bool            on;
  bool            fader, mute, solo, pan; /* what is linked */
  JsonNode       *extra;
} LtGroup;

/* One pass of what a track was recorded or built from: kept, not heard. What is heard is chosen from takes into the
   track's clips. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  char           *name;
  GPtrArray      *clips; /* of LtClip, by position, then id */
  JsonNode       *extra;
} LtTake;

typedef struct
{
  gatomicrefcount refs;
  LtStrip        *strip; /* its id is the track's id */
  GPtrArray      *clips; /* of LtClip, by position, then id */
  GPtrArray      *takes; /* of LtTake, the first recorded first, never empty; NULL: none */
  JsonNode       *extra;
} LtTrack;

typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  char           *name;
  int64_t         pos_frames;
  int64_t         length_frames; /* 0: a marker; more: a range */
  JsonNode       *extra;
} LtMarker;
