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

#pragma once

#include "base/tempo-map.h"
#include "session/session-types.h"
#include "session/reference.h"
#include "session/trial.h"

typedef struct
{
  gatomicrefcount refs;
  LtId            next_id; /* the next free id; never goes back */
  char           *title;
  double          rate_hz;
  double          tempo_bpm;            /* of the beginning, as the map has it */
  uint32_t        metre_num, metre_den; /* the same */
  LtTempoMap     *tempo; /* session/tempo.h; never NULL */
  LtPanLaw        pan_law;
  LtSoloMode      solo_mode;
  LtMeterPoint    meter_point;
  bool            loop;
  int64_t         loop_from_frames, loop_to_frames;
  bool            punch; /* recording keeps to the range */
  int64_t         punch_from_frames, punch_to_frames;
  GPtrArray      *sources; /* of LtSource, by id */
  GPtrArray      *tracks;  /* of LtTrack, in order */
  GPtrArray      *buses;   /* of LtStrip, in order */
  GPtrArray      *vcas;    /* of LtStrip, in order */
  GPtrArray      *groups;  /* of LtGroup, in order */
  LtStrip        *mix;
  LtStrip        *master;
  GPtrArray      *markers; /* of LtMarker, by position, then id */
  GPtrArray      *snapshots;  /* of LtSnapshot, in order */
  GPtrArray      *versions;   /* of LtSnapshot: of the master chain, in order */
  LtId            version_id; /* the one that the master is; 0: none */
  uint32_t        version_gone; /* the highest number of those that were removed; 0: none */
  GPtrArray      *references; /* of LtReference, in order */
  GPtrArray      *trials;     /* of LtTrial, in order */
  GPtrArray      *deliveries; /* of LtDeliverySpec, in order; empty: the program's list */
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
const LtGroup     *lt_session_find_group (const LtSession *self, LtId id);
const LtSnapshot  *lt_session_find_snapshot (const LtSession *self, LtId id);
const LtSnapshot  *lt_session_find_version (const LtSession *self, LtId id);
const LtReference *lt_session_find_reference (const LtSession *self, LtId id);
const LtTrial     *lt_session_find_trial (const LtSession *self, LtId id);
const LtDeliverySpec *lt_session_find_delivery (const LtSession *self, LtId id);
/* Of a strip, or of a clip: *strip is that of the clip's track then, and its own list does not have it. @strip may be NULL. */
const LtSlot *lt_session_find_slot (const LtSession *self, LtId id, const LtStrip **strip);
const LtSend *lt_session_find_send (const LtSession *self, LtId id, const LtStrip **strip);
const LtSlot *lt_strip_find_slot (const LtStrip *self, LtId id);
extern const LtParamSpec lt_slot_level_row; /* of LtSlot.level_db: what every effect has beside its own rows */
bool          lt_slot_has_values (const LtSlot *self, const float *values); /* exactly these, one a parameter; its effect is known */
const LtSend *lt_strip_find_send (const LtStrip *self, LtId id);
const LtLane *lt_strip_find_lane (const LtStrip *self, LtId slot_id, const char *key);
const LtLane *lt_strip_find_heard_lane (const LtStrip *self, LtId slot_id, const char *key); /* NULL also while automation is off */

/* Every strip in order: tracks, buses, VCAs, mix, master. Index below n_strips. */
uint32_t       lt_session_n_strips (const LtSession *self);
const LtStrip *lt_session_get_strip (const LtSession *self, uint32_t index);

/* Whether sound on a new way from @from to @to would come back to @from. A strip feeds its output,
   its sends and the strips whose side-chains listen to it; every strip ends in the mix, the mix in
   the master. */
bool lt_session_would_loop (const LtSession *self, LtId from, LtId to);

/* The strip that a side-chain's id leads to: itself, or whose send it is. NULL: nobody. *send: NULL when it is no send. */
const LtStrip *lt_session_find_key (const LtSession *self, LtId key_id, const LtSend **send);

/* End of the last clip, frames; 0 when there is none. */
int64_t lt_session_get_length (const LtSession *self);
