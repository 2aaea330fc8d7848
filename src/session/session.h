// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The document: an immutable, reference-counted tree.
// Layer: session.
//
// Nothing in a session changes after it was made. An edit (session/edit-*.h) takes a
// session and returns another one that shares every branch it did not touch, so a
// reference is a snapshot and needs no lock: references are counted atomically. Fields
// are read directly; only the edits and the store build nodes (session-private.h).
//
// Ids are stable names of strips, slots, sends, clips, sources, lanes and markers, from
// one counter; 0 is nobody. Times are frames at the session's rate. Levels are dB,
// silence is -INFINITY.

#pragma once

#include "base/audio.h"
#include "fx/fx.h"

#include <json-glib/json-glib.h>

typedef enum
{
  LT_STRIP_TRACK,
  LT_STRIP_BUS,
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
} LtPoint;

typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  LtId            source_id;
  char           *name;
  int64_t         pos_frames;    /* on the time line, >= 0 */
  int64_t         offset_frames; /* into the source */
  int64_t         length_frames; /* > 0 */
  double          gain_db;
  int64_t         fade_in_frames, fade_out_frames; /* their sum <= length */
  LtFadeCurve     fade_in_curve, fade_out_curve;
  bool            reverse, polarity, mute, locked;
  GArray         *envelope; /* of LtPoint, dB, ascending; NULL: flat */
  JsonNode       *extra;
} LtClip;

/* Break-points of one value of a strip. slot_id 0: the strip's own `fader`, `pan`, `mute` or `trim`. */
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
  LtId            key_id;  /* strip that feeds the side-chain; 0: none */
  bool            key_pre; /* taken before that strip's fader */
  float          *values;  /* type->n_params, NULL without a type */
  JsonNode       *extra;
} LtSlot;

typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  LtId            to_id; /* a bus */
  double          level_db;
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
  bool            mute, solo, solo_safe;
  LtId            output_id; /* a bus, or 0 for the mix; mix and master: 0 */
  JsonNode       *extra;
} LtStrip;

typedef struct
{
  gatomicrefcount refs;
  LtStrip        *strip; /* its id is the track's id */
  GPtrArray      *clips; /* of LtClip, by position, then id */
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

typedef struct
{
  gatomicrefcount refs;
  LtId            next_id; /* the next free id; never goes back */
  char           *title;
  double          rate_hz;
  double          tempo_bpm;
  uint32_t        metre_num, metre_den;
  LtPanLaw        pan_law;
  bool            loop;
  int64_t         loop_from_frames, loop_to_frames;
  GPtrArray      *sources; /* of LtSource, by id */
  GPtrArray      *tracks;  /* of LtTrack, in order */
  GPtrArray      *buses;   /* of LtStrip, in order */
  LtStrip        *mix;
  LtStrip        *master;
  GPtrArray      *markers; /* of LtMarker, by position, then id */
  GHashTable *tags; /* title, artist, album… string to string, as written to files; never NULL */
  JsonNode   *extra;
} LtSession;

#define LT_SESSION_ERROR (lt_session_error_quark ())
GQuark lt_session_error_quark (void);

typedef enum
{
  LT_SESSION_ERROR_INVALID,   /* a value or a text that cannot be taken */
  LT_SESSION_ERROR_NOT_FOUND, /* no such strip, slot, parameter, record */
  LT_SESSION_ERROR_LOOP,      /* the routing would feed back into itself */
  LT_SESSION_ERROR_FORMAT,    /* the file is not a session, or damaged beyond repair */
  LT_SESSION_ERROR_VERSION,   /* written by a newer program */
  LT_SESSION_ERROR_IO,        /* reading or writing failed */
  LT_SESSION_ERROR_LOCKED,    /* somebody else has the session open */
} LtSessionError;

/* An empty session with mix and master strips, 120 bpm, 4/4. rate_hz: 8000–384000. */
LtSession *lt_session_new (double rate_hz, const char *title);
LtSession *lt_session_ref (const LtSession *self);
void       lt_session_unref (LtSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSession, lt_session_unref)

/* Replaces *slot by @next (its reference is taken over); NULL clears. */
void lt_session_take (LtSession **slot, LtSession *next);

/* All borrowed; NULL when there is none. */
const LtStrip *lt_session_find_strip (const LtSession *self, LtId id); /* any kind */
const LtStrip *lt_session_find_strip_named (
    const LtSession *self,
    const char      *name); /* exact, then ignoring case; `mix` and `master` are themselves */
const LtTrack  *lt_session_find_track (const LtSession *self, LtId id);
const LtClip   *lt_session_find_clip (const LtSession *self, LtId id, const LtTrack **track);
const LtSource *lt_session_find_source (const LtSession *self, LtId id);
const LtMarker *lt_session_find_marker (const LtSession *self, LtId id);
const LtSlot               *
lt_session_find_slot (const LtSession *self,
                                    LtId             id,
                                    const LtStrip  **strip); /* @strip may be NULL, as everywhere here */
const LtSend *lt_session_find_send (const LtSession *self, LtId id, const LtStrip **strip);
const LtSlot *lt_strip_find_slot (const LtStrip *self, LtId id);
const LtSend *lt_strip_find_send (const LtStrip *self, LtId id);
const LtLane *lt_strip_find_lane (const LtStrip *self, LtId slot_id, const char *key);

/* Every strip in order: tracks, buses, mix, master. Index below n_strips. */
uint32_t       lt_session_n_strips (const LtSession *self);
const LtStrip *lt_session_get_strip (const LtSession *self, uint32_t index);

/* Whether sound on a new way from @from to @to would come back to @from. A strip feeds its output,
   its sends and the strips whose side-chains listen to it; every strip ends in the mix, the mix in
   the master. */
bool lt_session_would_loop (const LtSession *self, LtId from, LtId to);

/* End of the last clip, frames; 0 when there is none. */
int64_t lt_session_get_length (const LtSession *self);
