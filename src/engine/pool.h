// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything with state, keyed by id: it outlives the plans that refer to it.
// Layer: engine. Made, counted and freed on the control side; run on the audio thread.

#pragma once

#include "base/ring.h"
#include "engine/delay.h"
#include "engine/moving.h"
#include "fx/param-bank.h"

#include <stdatomic.h>

typedef enum
{
  LT_INSTANCE_STRIP,
  LT_INSTANCE_SLOT,
  LT_INSTANCE_EDGE,
  LT_INSTANCE_KEY,     /* side-chain of a slot: an edge whose id is the slot's */
  LT_INSTANCE_CLIPS,   /* delay of a strip's own clips: an edge whose id is the strip's */
  LT_INSTANCE_SHIFT,   /* a strip's wished delay: the same, with room for the longest */
  LT_INSTANCE_MONITOR, /* delay of the mix beside the master */
  LT_INSTANCE_LISTEN,     /* a strip on its way to the monitor: an edge whose id is the strip's */
  LT_INSTANCE_LISTEN_PRE, /* the same, before its fader */
  LT_INSTANCE_REFERENCE,  /* the strip of a reference, the same */
} LtInstanceKind;

typedef struct LtInstance LtInstance;
struct LtInstance
{
  LtInstanceKind kind;
  LtId           id;
  uint64_t       shape; /* what it was built for: another shape is another instance */
  uint64_t       serial; /* no other of its pool ever has it */
  uint32_t       adopted; /* audio side only: the number of the last plan that played it; 0: none has */
  unsigned       n_refs; /* control side only */
  LtInstance    *next;   /* in its bucket, control side only */
  LtArena        arena;
};

/* Lanes that come, go or change while it plays take over by the smoothing of what they move, not at once. */
typedef struct
{
  uint64_t lanes; /* their shape in the plan that plays; 0: none has yet */
  uint32_t left;  /* frames until they lead */
} LtChase;

typedef struct
{
  LtInstance base;
  LtGlide    trim, fader, vca, pan, width, pan_left, pan_right;
  LtGlide    vca_lanes; /* what those of all VCAs come to */
  LtChase    chase;
  bool       muted; /* as wished; a lane may mute besides */
  LtGate     mute;  /* open: heard */
  LtGate     gate; /* closed around structural changes */
  uint32_t   hold; /* frames until what comes out is whole, before the gate may open */

  _Atomic float    peak[2];   /* highest since the reader took it */
  _Atomic float    square[2]; /* mean square, 300 ms */
  _Atomic uint32_t clips;     /* runs of 3 samples at or over full scale */
  _Atomic uint32_t starved;   /* frames of clips that the disk did not have in time */
  uint32_t         over[2];   /* length of the run so far */

  /* control side: what was last asked for */
  float goal_trim, goal_fader, goal_vca, goal_pan, goal_width, goal_pan_left, goal_pan_right;
  bool  goal_mute;
} LtStripState;

typedef struct
{
  LtInstance  base;
  LtParamBank bank;
  LtFxSetup   setup;
  void       *fx;
  LtGate      feed;  /* open: the effect hears all that comes in */
  LtGate      entry; /* closed around structural changes before it, which the effect, as an echo, must not keep */
  uint32_t    hold;  /* frames until what comes in is whole, before that gate may open */
  LtGate      wet;   /* open: the effect is heard */
  LtGlide     level; /* of what the effect gives */
  uint32_t    warm;  /* frames until what comes out is whole, before the gate may open */
  bool        wanted; /* not bypassed */
  bool        clean;  /* as after reset */
  LtDelay     dry;    /* the signal beside the effect, late by its latency */

  LtRing     *watch;  /* of LtWatchQuantum; NULL: nobody looks */

  float      *wish;   /* n_params: where a value is, and goes when its lane does */
  LtChase     chase;
  _Atomic float    readouts[LT_FX_MAX_READOUTS];
  _Atomic uint32_t n_bad; /* quanta in which it made NaN or infinity */

  float *goal; /* control side: values last asked for, n_params */
  bool   goal_bypass;
  float  goal_level_db;
} LtSlotState;

typedef struct
{
  LtInstance base;
  LtGlide    gain, pan;
  LtChase    chase;
  bool       muted; /* as wished; a lane may mute besides */
  LtGate     mute;  /* open: heard */
  LtGate     gate;  /* closed around structural changes */
  LtDelay    delay;
  LtId       sender; /* of what the delay holds */
  LtTapPoint tap;

  float goal_gain, goal_pan; /* control side: what was last asked for */
  bool  goal_mute;
} LtEdgeState;

#define LT_POOL_BUCKETS 256u

typedef struct
{
  LtInstance *buckets[LT_POOL_BUCKETS];
  uint64_t    n_made;
} LtPool;

/* All control side. A reference to the instance of that kind, id and shape, made when there is none;
   NULL when memory is out. `*fresh` tells whether it was made. */
LtStripState *lt_pool_strip (LtPool *self, LtId id, bool *fresh);
LtEdgeState  *lt_pool_edge (LtPool *self, LtInstanceKind kind, LtId id, uint32_t delay, bool *fresh);

/* A delay of up to @longest frames, which the plan sets, of n_channels. */
LtEdgeState *lt_pool_shift (LtPool *self, LtId id, uint32_t longest, uint32_t n_channels, bool *fresh);

/* @latency: frames of the dry path. */
LtSlotState *lt_pool_slot (LtPool *self, const LtSlotSpec *spec, const LtFxSetup *setup, uint32_t latency, bool *fresh);

/* Borrowed: of the instances of that kind and id that are in use the one that was asked for last, or NULL. */
LtInstance *lt_pool_find (LtPool *self, LtInstanceKind kind, LtId id);

void lt_pool_ref (LtInstance *instance);
void lt_pool_unref (LtPool *self, LtInstance *instance); /* frees with the last reference; NULL is fine */
