// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine under a storm of edits.
// Layer: tests.

#include "storm.h"

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000.0
#define LENGTH (1 << 20)
#define N_TRACKS 8u
#define N_STRIPS (N_TRACKS + 3u) /* an effects bus, the mix, the master */
#define REFERENCE 99u
#define N_SLOTS 32u
#define PER_STRIP 8u
#define WATCHED 16u
#define QUANTA_AN_EDIT 24u /* the player waits when it is further ahead: no machine is too busy for edits */
#define EDITS_A_QUANTUM 16u
#define EDITS_AHEAD 256u /* past these the editor waits: else what slows the player, as a sanitizer does, costs edits without end */
#define EDITS_A_CREW 1000u /* then another number of threads plays */

enum
{
  BUS = N_TRACKS,
  MIX,
  MASTER,
  SENDS = 50, /* ids of the tracks' sends to the bus */
};

/* The session of the storm: what may change, and the description made of it. */
struct LtStorm
{
  uint64_t    random;
  const LtFxType *type_of[N_SLOTS]; /* slot i is of this type for good, its id is 100 + i */
  float       values[N_SLOTS][LT_FX_MAX_PARAMS];
  bool        bypass[N_SLOTS];
  float       level_db[N_SLOTS];
  uint32_t    strip_of[N_SLOTS]; /* N_STRIPS: nowhere */
  LtId        key_of[N_SLOTS];   /* 0: none */
  bool        has_track[N_TRACKS];
  bool        has_send[N_TRACKS];
  float       fader[N_STRIPS];
  int64_t     delay[N_TRACKS];

  LtClipSpec  clips[N_TRACKS];
  LtEdgeSpec  edges[4][2 * N_TRACKS + 2];
  LtSlotSpec  slots[N_STRIPS][N_SLOTS];
  LtStripSpec  strips[N_STRIPS + 1]; /* and the reference */
  LtListenSpec listens[2 * N_STRIPS];
  bool         has_reference;
  LtPlanSpec   plan;

  LtRing         watched[LT_N_WATCHES], tapped, marks; /* the first are emptied, the others stay full */
  LtWatchQuantum watched_memory[LT_N_WATCHES][WATCHED];
  float          tapped_memory[2 * 1024];
  LtTapMark      marks_memory[4];

  LtEngine          *engine;
  const LtStormSpec *spec;
  _Atomic uint32_t   n_edits;
  _Atomic uint32_t   n_played; /* quanta */
  _Atomic bool       is_played;
  uint64_t           n_bad; /* the player's until it is joined */
};

static uint32_t
below (LtStorm *self, uint32_t n)
{
  self->random = self->random * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t) (self->random >> 33) % n;
}

static float
unit (LtStorm *self)
{
  return (float) below (self, 1u << 24) / 16777216.0f;
}

/* A feed that computes what it gives. */
static bool
read_feed (void *feed, int64_t frame, uint32_t n, float *const *out)
{
  uint32_t n_channels = 1 + (uint32_t) ((uintptr_t) feed & 1);

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      {
        uint32_t h = ((uint32_t) (frame + i) + c * 77u) * 2654435761u;

        h ^= h >> 15;
        out[c][i] = (float) (int32_t) (h * 2246822519u) / 8589934592.0f;
      }
  return true;
}

/* An effect that makes not-a-numbers and infinities now and then: none of them may be heard. */
static const LtParamSpec broken_params[] = {
  { .key = "often", .label = "Often", .max = 1.0f, .def = 0.5f },
};

static void
broken_process (void *state, const LtFxBlock *blk)
{
  static const float what[3] = { NAN, INFINITY, -INFINITY };
  uint32_t           h = *(uint32_t *) state += 1;

  h = h * 2654435761u >> 16;
  if (blk->n_frames > 0 && (float) (h % 100) < blk->to[0] * 10.0f)
    blk->io[h % blk->n_channels][h % blk->n_frames] = what[h % 3];
}

static size_t
broken_size (const LtFxSetup *setup)
{
  return sizeof (uint32_t);
}

static const LtFxType broken = {
  .key = "broken",
  .label = "Broken",
  .help = "Broken.",
  .params = broken_params,
  .n_params = 1,
  .state_size = broken_size,
  .process = broken_process,
};

static void
randomise (LtStorm *self, uint32_t slot)
{
  const LtFxType *type = self->type_of[slot];

  for (uint32_t p = 0; p < type->n_params; p++)
    if (below (self, 3) == 0)
      self->values[slot][p] = lt_param_clamp (&type->params[p], lt_param_from_travel (&type->params[p], unit (self)));
}

static void
start_session (LtStorm *self)
{
  uint32_t n_types = 0;

  while (lt_fx_types[n_types] != NULL)
    n_types++;
  for (uint32_t s = 0; s < N_SLOTS; s++)
    {
      self->type_of[s] = s % (n_types + 1) == n_types ? &broken : lt_fx_types[s % (n_types + 1)];
      lt_fx_defaults (self->type_of[s], self->values[s]);
      self->strip_of[s] = s % N_STRIPS;
    }
  for (uint32_t i = 0; i < N_STRIPS; i++)
    self->fader[i] = 0.5f;
  for (uint32_t t = 0; t < N_TRACKS; t++)
    {
      self->has_track[t] = self->has_send[t] = true;
      self->clips[t] = (LtClipSpec) { .feed = { .self = (void *) (uintptr_t) (t + 2), .n_channels = 1 + (t & 1), .read = read_feed },
                                      .length = LENGTH, .gain = 1.0f, .fade_in = 1000, .fade_out = 1000 };
    }
}

static void
describe_slots (LtStorm *self, uint32_t strip, LtStripSpec *out)
{
  out->slots = self->slots[strip];
  for (uint32_t s = 0; s < N_SLOTS && out->n_slots < PER_STRIP; s++)
    if (self->strip_of[s] == strip)
      self->slots[strip][out->n_slots++] = (LtSlotSpec) { .id = 100 + s, .type = self->type_of[s], .values = self->values[s],
                                                          .bypass = self->bypass[s], .level_db = self->level_db[s],
                                                          .key_id = self->key_of[s] };
}

/* Listened to: any of the strips, before or after their faders or both; most often none. */
static void
describe_monitor (LtStorm *self)
{
  LtPlanSpec *plan = &self->plan;

  for (uint32_t i = 0; i < 2 * plan->n_strips && below (self, 3) == 0; i++)
    self->listens[plan->n_listens++] = (LtListenSpec) { plan->strips[i / 2].id, i % 2 == 0 ? LT_TAP_POST : LT_TAP_PRE };
  plan->listens = self->listens;
  if (!self->has_reference)
    return;
  self->strips[plan->n_strips++] = (LtStripSpec) { LT_STRIP_AS_IT_IS, .id = REFERENCE, .clips = &self->clips[1], .n_clips = 1, .n_channels = 2 };
  plan->reference_id = REFERENCE;
}

static const LtPlanSpec *
describe (LtStorm *self)
{
  uint32_t n_bus = 0, n_mix = 0, n = 0;

  for (uint32_t t = 0; t < N_TRACKS; t++)
    {
      if (!self->has_track[t])
        continue;
      self->strips[n] = (LtStripSpec) { .id = t + 1, .clips = &self->clips[t], .n_clips = 1, .n_channels = 1 + (t & 1), .delay = self->delay[t], LT_STRIP_AS_IT_IS };
      self->strips[n].fader = self->fader[t];
      describe_slots (self, t, &self->strips[n++]);
      self->edges[1][n_mix++] = (LtEdgeSpec) { .id = t + 1, .from_id = t + 1, .gain = 1.0f };
      if (self->has_send[t])
        self->edges[0][n_bus++] = (LtEdgeSpec) { .id = SENDS + t, .from_id = t + 1, .tap = t & 1 ? LT_TAP_PRE : LT_TAP_POST, .gain = 0.3f };
    }
  self->edges[1][n_mix++] = (LtEdgeSpec) { .id = BUS + 1, .from_id = BUS + 1, .gain = 1.0f };
  self->edges[2][0] = (LtEdgeSpec) { .id = MIX + 1, .from_id = MIX + 1, .gain = 1.0f };
  for (uint32_t b = BUS; b < N_STRIPS; b++)
    {
      self->strips[n] = (LtStripSpec) { .id = b + 1, .edges = self->edges[b - BUS], .n_edges = b == BUS ? n_bus : b == MIX ? n_mix : 1,
                                        .n_channels = 2, LT_STRIP_AS_IT_IS };
      self->strips[n].fader = self->fader[b];
      describe_slots (self, b, &self->strips[n++]);
    }
  self->plan = (LtPlanSpec) { .rate_hz = RATE, .tempo_bpm = 60.0 + below (self, 120), .strips = self->strips, .n_strips = n,
                              .master_id = MASTER + 1, .mix_id = MIX + 1 };
  describe_monitor (self);
  return &self->plan;
}

/* A side-chain only from a track that is there, or from its send, into the master: no circles. */
static void
change_key (LtStorm *self, uint32_t slot)
{
  uint32_t track = below (self, N_TRACKS);

  self->strip_of[slot] = MASTER;
  self->key_of[slot] = self->has_track[track] ? track + 1 : 0;
  if (self->has_track[track] && self->has_send[track] && below (self, 2) == 0)
    self->key_of[slot] = SENDS + track;
}

static void
drop_keys (LtStorm *self, LtId id)
{
  for (uint32_t s = 0; s < N_SLOTS; s++)
    if (self->key_of[s] == id)
      self->key_of[s] = 0;
}

static void
drop_send (LtStorm *self, uint32_t track)
{
  self->has_send[track] = !self->has_send[track];
  drop_keys (self, SENDS + track);
}

static void
drop_track (LtStorm *self, uint32_t track)
{
  self->has_track[track] = !self->has_track[track];
  drop_keys (self, track + 1);
  drop_keys (self, SENDS + track);
}

static bool
edit_shape (LtStorm *self)
{
  uint32_t slot = below (self, N_SLOTS);

  switch (below (self, 8))
    {
    case 6:
      self->has_reference ^= true;
      break;
    case 0:
      self->strip_of[slot] = below (self, N_STRIPS + 1);
      self->key_of[slot] = 0;
      break;
    case 1:
      drop_track (self, below (self, N_TRACKS));
      break;
    case 2:
      drop_send (self, below (self, N_TRACKS));
      break;
    case 3:
      change_key (self, slot);
      break;
    case 4:
      self->bypass[slot] ^= true;
      break;
    case 5:
      self->delay[below (self, N_TRACKS)] = (int64_t) below (self, 2000) - 1000;
      break;
    default:
      randomise (self, slot); /* rows of LT_PARAM_NEW_PLAN too */
      break;
    }
  return lt_engine_set_plan (self->engine, describe (self)) == LT_OK;
}

/* Watches wander from slot to slot, and off. */
static void
edit_watch (LtStorm *self)
{
  LtId     slot_id = below (self, 4) == 0 ? 0 : 100 + below (self, N_SLOTS);
  uint32_t watch = below (self, LT_N_WATCHES);

  lt_engine_set_watch (self->engine, watch, slot_id, &self->watched[watch]);
}

/* Refused while the engine has no room for more of what waits; the next one may find it. */
static bool
edit_delta (LtStorm *self)
{
  LtStatus status = lt_engine_set_delta (self->engine, below (self, 4) == 0 ? 0 : 100 + below (self, N_SLOTS));

  return status == LT_OK || status == LT_ERR_MEMORY;
}

/* The same. */
static bool
edit_threads (LtStorm *self)
{
  LtStatus status = lt_engine_set_threads (self->engine, 1 + below (self, 3), 0);

  return status == LT_OK || status == LT_ERR_MEMORY;
}

/* A handful of values at once, as a preset does. */
static bool
edit_values (LtStorm *self)
{
  LtValueChange changes[16];
  uint32_t      n = 1 + below (self, 16);

  for (uint32_t i = 0; i < n; i++)
    {
      uint32_t        slot = below (self, N_SLOTS);
      const LtFxType *type = self->type_of[slot];
      uint32_t        row = below (self, type->n_params);

      changes[i] = (LtValueChange) { .id = 1 + below (self, N_STRIPS), .kind = (LtValueKind) below (self, LT_VALUE_SEND), .value = unit (self) };
      if (changes[i].kind == LT_VALUE_MUTE)
        changes[i].value = (float) below (self, 2);
      if (below (self, 4) == 0)
        changes[i] = (LtValueChange) { .id = SENDS + below (self, N_TRACKS), .kind = (LtValueKind) (LT_VALUE_SEND + below (self, 3)), .value = unit (self) };
      if (below (self, 4) != 0 && (type->params[row].flags & LT_PARAM_NEW_PLAN) == 0)
        {
          self->values[slot][row] = lt_param_clamp (&type->params[row], lt_param_from_travel (&type->params[row], unit (self)));
          changes[i] = (LtValueChange) { .id = 100 + slot, .kind = LT_VALUE_PARAM, .index = row, .value = self->values[slot][row] };
        }
      else if (below (self, 4) == 0)
        {
          self->level_db[slot] = unit (self) * 48.0f - 24.0f;
          changes[i] = (LtValueChange) { .id = 100 + slot, .kind = LT_VALUE_LEVEL, .value = self->level_db[slot] };
        }
    }
  return lt_engine_set_values (self->engine, changes, n) == LT_OK;
}

static bool
edit_transport (LtStorm *self)
{
  int64_t pos = below (self, LENGTH);
  bool    fine = true;

  switch (below (self, 8))
    {
    case 6:
      edit_watch (self);
      break;
    case 7:
      fine = edit_delta (self);
      break;
    case 0:
      lt_engine_set_loop (self->engine, true, pos, pos + 1024 + below (self, 48000));
      break;
    case 1:
      lt_engine_set_loop (self->engine, false, 0, 1024);
      break;
    case 2:
      lt_engine_stop (self->engine);
      break;
    case 3:
      lt_engine_set_monitor (self->engine, &(LtMonitor) { .mix = below (self, 2), .reference = below (self, 2), .mix_gain = 1.0f,
                                                          .master_gain = unit (self), .reference_gain = 1.0f, .gain = 1.0f, .swap = below (self, 2),
                                                          .invert = { below (self, 2), below (self, 2) }, .mono = below (self, 2) });
      break;
    default:
      lt_engine_locate (self->engine, pos);
      break;
    }
  lt_engine_roll (self->engine);
  return fine;
}

static bool
edit (LtStorm *self, LtStormReport *report)
{
  uint32_t kind = below (self, 16);
  bool     fine = true;

  if (kind < 3)
    {
      fine = edit_shape (self);
      report->n_plans++;
    }
  else if (kind < 14)
    fine = edit_values (self);
  else
    fine = edit_transport (self);
  if (report->n_edits % EDITS_A_CREW == 0)
    fine = edit_threads (self) && fine;
  for (uint32_t w = 0; w < LT_N_WATCHES; w++)
    lt_ring_drop (&self->watched[w], lt_ring_fill (&self->watched[w]));
  lt_engine_collect (self->engine);
  return fine;
}

/* --- the player --- */

static void
judge (LtStorm *self, float *const *out, uint32_t n)
{
  for (uint32_t c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      if (!(fabsf (out[c][i]) < 1e6f))
        self->n_bad++;
}

static void *
play (void *data)
{
  LtStorm *self = data;
  float    memory[2][LT_QUANTUM];
  float   *out[2] = { memory[0], memory[1] };

  for (uint32_t q = 0; q < self->spec->n_quanta; q++)
    {
      while (q / QUANTA_AN_EDIT > atomic_load_explicit (&self->n_edits, memory_order_relaxed))
        sched_yield ();

      lt_engine_awaken (self->engine);
      LtRtMode mode = lt_rt_enter ();
      uint32_t n = lt_engine_quantum (self->engine, out);
      if (self->spec->at != NULL)
        self->spec->at (q);
      lt_rt_leave (mode);
      judge (self, out, n);
      atomic_store_explicit (&self->n_played, q + 1, memory_order_relaxed);
    }
  atomic_store_explicit (&self->is_played, true, memory_order_release);
  return NULL;
}

/* Nobody edits any more: soon nothing is on its way. */
static bool
settles (LtStorm *self)
{
  float  memory[2][LT_QUANTUM];
  float *out[2] = { memory[0], memory[1] };

  for (uint32_t q = 0; q < 20000 && !lt_engine_is_settled (self->engine); q++)
    {
      LtRtMode mode = lt_rt_enter ();
      lt_engine_quantum (self->engine, out);
      lt_rt_leave (mode);
      lt_engine_collect (self->engine);
    }
  return lt_engine_is_settled (self->engine);
}

static bool
run_engine (LtStorm *self, LtStormReport *out)
{
  pthread_t player;
  bool      fine = lt_engine_set_plan (self->engine, describe (self)) == LT_OK;

  lt_engine_roll (self->engine);
  if (!fine || pthread_create (&player, NULL, play, self) != 0)
    return false;
  while (!atomic_load_explicit (&self->is_played, memory_order_acquire))
    {
      if (out->n_edits / EDITS_A_QUANTUM > atomic_load_explicit (&self->n_played, memory_order_relaxed) + EDITS_AHEAD / EDITS_A_QUANTUM)
        {
          sched_yield ();
          continue;
        }
      fine = edit (self, out) && fine;
      atomic_fetch_add_explicit (&self->n_edits, 1, memory_order_relaxed);
      out->n_edits++;
    }
  pthread_join (player, NULL);
  out->n_bad = self->n_bad;
  out->is_settled = settles (self);
  return fine;
}

bool
lt_storm_run (const LtStormSpec *spec, LtStormReport *out)
{
  LtStorm *self = aligned_alloc (64, (sizeof *self + 63) & ~(size_t) 63);

  *out = (LtStormReport) { 0 };
  if (self == NULL)
    return false;
  memset (self, 0, sizeof *self);
  self->spec = spec;
  self->random = spec->seed;
  start_session (self);
  self->engine = lt_engine_new (RATE, LT_QUANTUM);

  for (uint32_t w = 0; w < LT_N_WATCHES; w++)
    lt_ring_init (&self->watched[w], self->watched_memory[w], WATCHED, sizeof (LtWatchQuantum));
  lt_ring_init (&self->tapped, self->tapped_memory, 1024, 2 * sizeof (float));
  lt_ring_init (&self->marks, self->marks_memory, 4, sizeof (LtTapMark));
  if (self->engine != NULL)
    lt_engine_set_tap (self->engine, LT_TAP_OF_OUTPUT, &self->tapped, &self->marks);

  bool fine = self->engine != NULL && run_engine (self, out);
  if (self->engine != NULL)
    lt_engine_free (self->engine);
  free (self);
  return fine;
}
