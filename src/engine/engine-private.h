// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Both sides of the engine.
// Layer: engine.

#pragma once

#include "engine/engine.h"
#include "engine/plan-private.h"
#include "engine/word.h"

#define LT_INBOX 1024u
#define LT_MIN_SHARED 4u /* strips of a level: fewer are done sooner than shared */
#define LT_MOST_SHARED 4u /* that a thread takes at once, live */

typedef struct
{
  LtInstance *instance;
  LtValueKind kind;
  uint32_t    index;
  float       value;
} LtBatchChange;

typedef struct LtBatch LtBatch;
struct LtBatch
{
  LtBatch      *next; /* control side: waiting for room in the inbox */
  uint32_t      n;
  LtBatchChange changes[];
};

typedef enum
{
  LT_MESSAGE_PLAN,
  LT_MESSAGE_BATCH,
  LT_MESSAGE_MONITOR, /* pointer: a LtMonitor to hand back */
  LT_MESSAGE_LOOP,
  LT_MESSAGE_ROLL,
  LT_MESSAGE_STOP,
  LT_MESSAGE_LOCATE,
  LT_MESSAGE_DELTA, /* pointer: an LtDelta to hand back once another has come, or NULL: none from now on */
  LT_MESSAGE_WATCH, /* pointer: the ring, a: which watch, b: the slot's id */
  LT_MESSAGE_WORKERS, /* pointer: those that share the strips of a quantum from now on, to hand back, or NULL */
} LtMessageKind;

typedef struct
{
  LtMessageKind kind;
  void         *pointer;
  int64_t       a, b;
} LtMessage;

typedef struct
{
  LtRing *frames, *marks; /* NULL: none */
  int64_t  next_pos;      /* what the next quantum stands at when nothing jumps */
  uint64_t n_taken;       /* frames that the ring has had */
} LtTapRt;

typedef struct
{
  LtId    slot_id; /* 0: nothing is watched */
  LtRing *ring;
} LtWatchRt;

/* One programme that a service plays. */
typedef struct
{
  LtGlide gain;
  bool    limits;
  double  limit; /* gain of its limiter now; 1: it does nothing */
} LtServiceRt;

/* What the driver's thread alone touches, but the rings and the atomics. */
typedef struct
{
  LtRing inbox;   /* main → rt: LtMessage */
  LtRing retired; /* rt → main: LtMessage with what is to be freed */

  LtPlan  *plan;     /* NULL until the first */
  LtPlan  *incoming; /* waits for the fades */
  uint32_t n_adopted; /* plans so far */
  uint32_t closing;  /* frames until the incoming plan takes over */

  LtWorkers *workers; /* live; NULL: the driver's thread is alone */

  int64_t  position;
  bool     rolling, snap;
  uint32_t stopping; /* frames left of the fade before the stop; 0: not stopping */
  bool     rolls_again; /* once it has stopped */
  int64_t  stop_at;
  bool     loop;
  int64_t  loop_from, loop_to;
  int64_t  jump_from;
  uint32_t jump_done, jump_len;
  bool     has_wish, is_past_loop; /* when that is over: to be located at @wish, or where the loop, whose end went by, would be */
  int64_t  wish;

  LtMonitor monitor;
  LtGate    ab, run;           /* open: the mix is heard; open: anything is heard */
  LtGate    difference;        /* open: what the master changes is heard in place of either */
  LtGate    reference, listen; /* open: heard in place of both */
  bool      reference_leaves;  /* heard, and the next plan has none */
  LtGate    rival;             /* open: heard in place of the reference */
  LtGlide   mix_gain, master_gain, reference_gain, rival_gain, gain;
  LtGlide   swap, polarity[2], mono;

  LtWord    word;
  LtMonitorService service;
  LtServiceRt      master_service, reference_service;

  LtDeltaRt delta; /* in place of both */

  LtTapRt          taps[LT_N_TAPS];
  LtWatchRt        watches[LT_N_WATCHES];
  bool             is_watched; /* by any of them, ever */
  _Atomic uint32_t tap_lost[LT_N_TAPS];

  _Atomic int64_t shown_position;
  _Atomic bool    shown_rolling;
} LtEngineRt;

/* Offline: the blocks on their way through the plan's levels. */
typedef struct
{
  const LtPlan *plan; /* of everything inside */
  uint64_t step;
  uint32_t n_inside; /* blocks that have gone in and not come out */
  bool     holds;    /* nothing goes in */
  uint32_t out_at;   /* frame of the strips' rings at which the block stands that came out last */
} LtPipe;

struct LtEngine
{
  LtEngineRt rt;
  LtPipe     pipe;

  /* control side */
  double   rate_hz;
  uint32_t block_frames;
  LtPool   pool;
  LtPlan  *posted;    /* the newest that was sent */
  bool     in_flight; /* and has not taken over yet */
  LtPlan  *pending;   /* the newest, waiting for that */
  int64_t  latency;
  LtId     delta_id;     /* whose delta is wanted, 0: nobody's */
  uint32_t delta_delay;  /* of the one that was sent last */
  LtMessage waiting[256]; /* did not fit into the inbox, in order */
  uint32_t n_waiting;
  LtMessage inbox_memory[LT_INBOX], retired_memory[2 * LT_INBOX];
};

/* engine.c: in order; what doesn't fit waits. False: there is no room to wait, and @m was not taken. */
bool lt_engine_send (LtEngine *self, LtMessage m);

/* engine-values.c: the values in which the description differs from what was last asked for. */
LtStatus lt_engine_send_differences (LtEngine *self, const LtPlan *plan, const LtPlanSpec *spec);
void     lt_engine_free_batch (LtEngine *self, LtBatch *batch);

/* engine-rt.c: back to the control side, to be freed. */
LT_RT void lt_engine_retire (LtEngineRt *rt, LtMessageKind kind, void *pointer);

/* engine-rt.c: the audio thread's part of an offline block. */
LT_RT void     lt_engine_take_messages (LtEngineRt *rt);
LT_RT uint32_t lt_engine_next_run (LtEngineRt *rt, LtRunAt *where);
LT_RT void     lt_engine_advance (LtEngineRt *rt, uint32_t n);

/* engine-monitor-rt.c: behind the render tap. */
LT_RT void lt_engine_monitor_set (LtEngineRt *rt, const LtMonitor *monitor);
LT_RT void lt_engine_monitor_start (LtEngineRt *rt); /* rolling begins from stop; there is a plan */
LT_RT void lt_engine_monitor_adopt (LtEngineRt *rt, const LtPlan *old); /* the plan is new; @old may be NULL */
/* engine-service-rt.c */
LT_RT void lt_engine_service_set (LtEngineRt *rt, const LtMonitor *monitor);
/* n frames as the service plays them: @in itself where it does nothing, else @memory. @self: one of the two of @rt. */
LT_RT const float *const *lt_engine_service_run (const LtEngineRt *rt, LtServiceRt *self, const float *const *in, uint32_t n, float *const *memory);

LT_RT void lt_engine_monitor_run (LtEngineRt *rt, const LtRunAt *where, float *const *out);

/* engine-delta-rt.c. The mix takes the place of n frames of the monitor by its gate's share; @gain: dim and the like. */
LT_RT void lt_engine_delta_receive (LtEngineRt *rt, LtDelta *delta);
LT_RT void lt_engine_delta_start (LtEngineRt *rt); /* rolling begins from stop; there is a plan */
LT_RT void lt_engine_delta_mix (LtEngineRt *rt, LtRamp gain, uint32_t n, float *const *out);

/* engine-tap-rt.c: what leaves the engine beside the sound. */
LT_RT void lt_engine_tap_write (LtEngineRt *rt, const LtRunAt *where, const float *const *out);
LT_RT void lt_engine_tap_watch (LtEngineRt *rt); /* the plan's slots learn who watches them */
