// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine: takes descriptions and values from the main thread, gives quanta to whoever drives it.
// Layer: engine.
//
// One thread controls (everything but the last group), one thread drives. A driver is a device's
// thread or an offline render; to the engine they are the same.

#pragma once

#include "base/ring.h"
#include "engine/plan-spec.h"
#include "engine/workers.h"

typedef struct LtEngine LtEngine;

typedef enum
{
  LT_VALUE_TRIM,  /* strip: amplitude, negative inverts */
  LT_VALUE_FADER, /* strip: amplitude */
  LT_VALUE_VCA,   /* strip: amplitude, on top of the fader and its lane */
  LT_VALUE_PAN,   /* strip: −1 to +1 */
  LT_VALUE_WIDTH, /* strip: −1 to +1 */
  LT_VALUE_PAN_LEFT, /* strip: −1 to +1 */
  LT_VALUE_PAN_RIGHT,
  LT_VALUE_MUTE,  /* strip: 0 or 1 */
  LT_VALUE_SEND,  /* edge: amplitude; as those below, of its output or send, and of each key that it feeds */
  LT_VALUE_SEND_PAN, /* edge: −1 to +1 */
  LT_VALUE_SEND_MUTE, /* edge: 0 or 1 */
  LT_VALUE_PARAM, /* slot: parameter `index`, in the row's unit; not one of LT_PARAM_NEW_PLAN */
  LT_VALUE_BYPASS, /* slot: 0 or 1 */
  LT_VALUE_LEVEL,  /* slot: dB of what its effect gives */
} LtValueKind;

typedef struct
{
  LtId        id; /* of the strip, edge or slot */
  LtValueKind kind;
  uint32_t    index;
  float       value;
} LtValueChange;

/* The master as a streaming service plays it: turned by gain; if it limits, what is over the ceiling turns it down. */
typedef struct
{
  bool  on;
  float gain;        /* amplitude */
  bool  limits;
  float ceiling;     /* amplitude of samples, over 0 */
  float attack_keep; /* of the limiter's way down and back, what is left after one frame: 0 to below 1 */
  float decay_keep;
} LtMonitorService;

/* In this order: a side, what the plan listens to in its place, gain, swap, polarity, mono. So mono with one side
   inverted is what left and right do not share. Everything glides. */
typedef struct
{
  bool  mix;         /* hear the mix instead of the master */
  bool  delta;       /* hear what the master chain changes: the master minus the mix, each by its gain */
  bool  reference;   /* hear the plan's reference, if it has one, instead of both */
  bool  rival;       /* the plan's second reference, if it has one, takes the place of the first */
  bool  reference_is_master; /* it is a file that was made of the master: the service plays it too */
  float mix_gain;    /* loudness match: amplitude of each side */
  float master_gain;
  float reference_gain;
  float rival_gain;
  float gain;        /* dim, monitor level */
  bool  swap;        /* left is heard right */
  bool  invert[2];   /* polarity of what is heard left and right */
  bool  mono;
  uint32_t bits;     /* the master is heard as a file of this word length has it, 8 to 24; 0: as it is */
  uint32_t dither;   /* of that, as the row of the effect that dithers has it */
  LtMonitorService service; /* of the master alone, before its gain; what the chain changes is told without it */
} LtMonitor;

typedef struct
{
  float    peak[2];   /* highest since the last read, amplitude */
  float    square[2]; /* mean square over 300 ms */
  uint32_t clips;     /* runs of 3 samples at full scale, ever */
  uint32_t starved;   /* frames that the disk was late with, ever */
} LtStripLevel;

typedef enum
{
  LT_TAP_OF_MIX,
  LT_TAP_OF_MASTER, /* the render tap: before the monitor */
  LT_TAP_OF_OUTPUT, /* what the device gets */
  LT_N_TAPS,
} LtTap;

/* From its @frame on (of all that the ring has taken) a tap's frames stand at @pos of the time line, until the next
   mark. Positions are of the sound: the latency on the way to the tap is taken off. */
typedef struct
{
  uint64_t frame;
  int64_t  pos;
  bool     fresh; /* rolling has begun from stop */
} LtTapMark;

#define LT_N_WATCHES 4u

/* What went into a watched slot and came out of it in one quantum. The input waits for the effect's latency. */
typedef struct
{
  LtId     slot_id;
  uint32_t n_frames;
  float    in[2][LT_QUANTUM], out[2][LT_QUANTUM]; /* mono: twice the same */
  float    level[2]; /* amplitude of the slot's own level in the output, at both ends; 1 in bypass */
  float    readouts[LT_FX_MAX_READOUTS];
} LtWatchQuantum;

/* --- control side: one thread --- */

/* rate_hz for good. block_frames: what lt_engine_block () renders at once, a multiple of LT_QUANTUM;
   LT_QUANTUM for a live engine. NULL when memory is out. */
LtEngine *lt_engine_new (double rate_hz, uint32_t block_frames);
void      lt_engine_free (LtEngine *self); /* the driver has stopped */

/* Everything may differ from what plays: what does fades out, changes, fades in; values glide.
   While an earlier plan is still on its way, the newest waits. */
LT_MUST_USE LtStatus lt_engine_set_plan (LtEngine *self, const LtPlanSpec *spec);

/* All of them are heard from the same quantum on. Unknown ids are left out. */
LT_MUST_USE LtStatus lt_engine_set_values (LtEngine *self, const LtValueChange *changes, uint32_t n);

void lt_engine_set_monitor (LtEngine *self, const LtMonitor *monitor); /* starts neutral */

/* What the slot takes away (its input, as late as its output, minus that) is heard in place of mix and master, from
   behind the render tap: no file, no block and no other tap has it. A slot that is not there changes nothing. 0: none. */
LT_MUST_USE LtStatus lt_engine_set_delta (LtEngine *self, LtId slot_id);

void lt_engine_set_loop (LtEngine *self, bool on, int64_t from, int64_t to); /* to - from >= 1024 */
void lt_engine_roll (LtEngine *self); /* from stop, once its fade is over: everything starts as if fresh */
void lt_engine_stop (LtEngine *self); /* after a short fade; the position stays where it was said */
void lt_engine_locate (LtEngine *self, int64_t pos);

/* A ring of stereo frames (2 floats an element) that receives the tap while rolling, and one of LtTapMark; NULL: none.
   Set while the driver is stopped. What doesn't fit is counted and lost. */
void     lt_engine_set_tap (LtEngine *self, LtTap tap, LtRing *frames, LtRing *marks);
uint32_t lt_engine_get_tap_lost (const LtEngine *self, LtTap tap);

/* Each of LT_N_WATCHES sends its slot's quanta while rolling (LtWatchQuantum; what doesn't fit is lost), through all
   plans; slot_id 0: nothing. @ring is that watch's alone, as slots may run on several threads, and outlives the engine: an
   earlier slot's quanta may still come after this. */
void lt_engine_set_watch (LtEngine *self, uint32_t watch, LtId slot_id, LtRing *ring);

/* How many threads share the strips of a quantum, the driver's counted: 1 at first, up to LT_WORKERS_MAX. It changes while
   it plays, and no bit of what is heard. @priority as for lt_workers_new (). What sleeps is woken by lt_engine_awaken (). */
LT_MUST_USE LtStatus lt_engine_set_threads (LtEngine *self, uint32_t n_threads, int priority);

/* Frees what came back and sends what had to wait; call it now and then (each frame of a window). */
void lt_engine_collect (LtEngine *self);
bool lt_engine_is_settled (const LtEngine *self); /* nothing is waiting or on its way */

LT_RT int64_t lt_engine_get_position (const LtEngine *self);
LT_RT bool    lt_engine_is_rolling (const LtEngine *self);
int64_t lt_engine_get_latency (const LtEngine *self); /* of the newest plan's master, frames: the lead-in */
int64_t lt_engine_get_latency_of (const LtEngine *self, LtId strip_id); /* where it leaves that strip */
int64_t lt_engine_get_own_latency_of (const LtEngine *self, LtId strip_id); /* what that strip adds: its slots, and being earlier */
LT_RT double  lt_engine_get_rate (const LtEngine *self);
bool    lt_engine_read_level (LtEngine *self, LtId strip_id, LtStripLevel *out);
bool    lt_engine_read_readouts (LtEngine *self, LtId slot_id, float *out, uint32_t *n_bad);

/* --- the driver's thread --- */

/* Renders the next 1 to LT_QUANTUM frames of stereo and says how many. */
LT_RT uint32_t lt_engine_quantum (LtEngine *self, float *const *out);

/* Before a row of quanta, where the driver's thread may call the kernel: other threads get ready to help. */
void lt_engine_awaken (LtEngine *self);

/* Would the next @n_frames find all their samples? For a driver that can wait. */
LT_RT bool lt_engine_ready (const LtEngine *self, uint32_t n_frames);

/* Would they fit into all rings of taps and watches? The same. */
LT_RT bool lt_engine_has_room (const LtEngine *self, uint32_t n_frames);

/* Offline: up to block_frames from the render tap, over all workers. Rolling, and no loop. *out gets two
   pointers into the plan, valid until the next call. Returns how many frames: 0 when there is no plan. The engine's
   position runs ahead of them by a block a level; a value that changes is heard from there on. A
   plan that changes takes over between blocks: its fades are not those of live. */
uint32_t lt_engine_block (LtEngine *self, LtWorkers *workers, const float **out);

/* Offline, after lt_engine_block: the same frames of any strip before or after its fader (or NULL). */
const float *lt_engine_block_of (LtEngine *self, LtId strip_id, LtTapPoint tap, uint32_t channel);
