// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Convolve: the sound in a room that was recorded, or in one of those that are made here.
// Layer: fx.
// Ref: the papers of dsp/part-conv.h, dsp/impulse.h and dsp/room-impulse.h.
//
// Source → cuts → pre-delay → impulse → width → mix. The rows that shape the impulse make another instance each; its
// loudness is evened out, so that rooms and presets compare.

#include "base/arena.h"
#include "dsp/delay-line.h"
#include "dsp/impulse.h"
#include "dsp/part-conv.h"
#include "dsp/room-impulse.h"
#include "dsp/wet-cut.h"
#include "fx/fx.h"

#define PREDELAY_MAX_MS 250.0
#define FADE_S          0.060
#define N_DRAWN         2048u /* stretches of an impulse's picture */

enum
{
  P_ROOM,
  P_PREDELAY,
  P_TRIM,
  P_LENGTH,
  P_FADE,
  P_STRETCH,
  P_GAIN,
  P_LOW_CUT,
  P_HIGH_CUT,
  P_WIDTH,
  P_MIX,
  N_PARAMS
};

static const LtChoice room_choices[] = {
  [LT_ROOM_IMPULSE_HALL] = { "hall", N_ ("Hall") },
  [LT_ROOM_IMPULSE_CHAMBER] = { "chamber", N_ ("Chamber") },
  [LT_ROOM_IMPULSE_ROOM] = { "room", N_ ("Room") },
  [LT_ROOM_IMPULSE_CATHEDRAL] = { "cathedral", N_ ("Cathedral") },
  [LT_ROOM_IMPULSE_PLATE] = { "plate", N_ ("Plate") },
  [LT_ROOM_IMPULSE_SPRING] = { "spring", N_ ("Spring") },
  [LT_ROOM_IMPULSE_KINDS] = { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_ROOM] = { .key = "room", .label = N_ ("Room"), .curve = LT_CURVE_STEP, .max = LT_ROOM_IMPULSE_KINDS - 1, .flags = LT_PARAM_SHAPE, .choices = room_choices, .help = N_ ("The room that sounds while no impulse response is loaded.") },
  [P_PREDELAY] = { .key = "predelay", .label = N_ ("Pre-delay"), .unit = LT_UNIT_MS, .max = PREDELAY_MAX_MS, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("From the sound to the start of the impulse response.") },
  [P_TRIM] = { .key = "trim", .label = N_ ("Trim"), .unit = LT_UNIT_MS, .max = 500.0f, .flags = LT_PARAM_SHAPE, .help = N_ ("Cut off the impulse response's start: silence, or the direct sound.") },
  [P_LENGTH] = { .key = "length", .label = N_ ("Length"), .unit = LT_UNIT_PERCENT, .min = 1.0f, .max = 100.0f, .def = 100.0f, .flags = LT_PARAM_SHAPE, .help = N_ ("How much of the impulse response sounds.") },
  [P_FADE] = { .key = "fade", .label = N_ ("Fade"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 10.0f, .flags = LT_PARAM_SHAPE, .help = N_ ("The part of the length over which the impulse response fades out.") },
  [P_STRETCH] = { .key = "stretch", .label = N_ ("Stretch"), .unit = LT_UNIT_PERCENT, .curve = LT_CURVE_LOG, .min = 50.0f, .max = 200.0f, .def = 100.0f, .flags = LT_PARAM_SHAPE, .help = /* xgettext:no-c-format */ N_ ("Plays the impulse response slower or faster: 200 % is twice as long and an octave darker.") },
  [P_GAIN] = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level of the room; at 0 dB music is as loud in it as outside.") },
  [P_LOW_CUT] = { .key = "low-cut", .label = N_ ("Low cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = LT_WET_CUT_LOW_OFF_HZ, .max = 2000.0f, .def = 60.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Keeps lows out of the room; off at its lowest.") },
  [P_HIGH_CUT] = { .key = "high-cut", .label = N_ ("High cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 500.0f, .max = LT_WET_CUT_HIGH_OFF_HZ, .def = LT_WET_CUT_HIGH_OFF_HZ, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Keeps highs out of the room; off at its highest.") },
  [P_WIDTH] = { .key = "width", .label = N_ ("Width"), .unit = LT_UNIT_PERCENT, .max = 200.0f, .def = 100.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Of the room: 0 % is mono, 100 % as it is.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 25.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Between the source alone and the room alone, at equal power.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  double   rate_hz;
  uint32_t n_channels;

  LtWetCut    cut;
  LtDelayLine past[2];
  LtPartConv  conv;

  bool     placed;      /* false until the first quantum after reset */
  uint32_t predelay[2]; /* frames: now, and where a move goes */
  uint32_t fade_at;     /* frames since the move began */
  uint32_t fade_len;    /* frames; 0: no move */
} Convolve;

/* ------------------------------------------------------------------ the impulse */

static bool
is_recorded (const LtFxSetup *setup, LtImpulse *impulse)
{
  return lt_impulse_blob_read (setup->blob.data, setup->blob.size, impulse);
}

/* What is to sound, as long as it is: without samples for a room that is still to be made. */
static LtImpulse
impulse_of (const LtFxSetup *setup, const float *values)
{
  LtImpulse impulse;

  if (is_recorded (setup, &impulse))
    return impulse;
  return (LtImpulse){ LT_ROOM_IMPULSE_RATE_HZ, 2,
                      lt_room_impulse_frames ((LtRoomImpulseKind) (values[P_ROOM] + 0.5f)), NULL };
}

static LtImpulseShape
shape_of (const LtFxSetup *setup, const float *values)
{
  return (LtImpulseShape){
    .rate_hz = setup->rate_hz,
    .trim_s = values[P_TRIM] * 0.001,
    .length = values[P_LENGTH] * 0.01,
    .fade = values[P_FADE] * 0.01,
    .stretch = values[P_STRETCH] * 0.01,
  };
}

static LtPartConvSpec
spec_of (const LtFxSetup *setup, const float *values)
{
  static const LtPartConvRoute straight[2][2]
      = { { { 0, 0, 0 }, { 1, 1, 0 } }, { { 0, 0, 0 }, { 1, 1, 1 } } };
  static const LtPartConvRoute crossed[4] = { { 0, 0, 0 }, { 0, 1, 1 }, { 1, 0, 2 }, { 1, 1, 3 } };
  LtImpulse                    impulse = impulse_of (setup, values);
  LtImpulseShape               shape = shape_of (setup, values);
  LtPartConvSpec               spec = {
                  .n_in = setup->n_channels,
                  .n_out = setup->n_channels,
                  .n_filters = setup->n_channels == 1 ? 1 : impulse.n_channels,
                  .n_taps = lt_impulse_shaped_frames (&impulse, &shape),
                  .phase = (uint32_t) (setup->seed ^ (setup->seed >> 32)),
  };

  spec.n_routes = spec.n_filters == 4 ? 4 : setup->n_channels;
  for (uint32_t r = 0; r < spec.n_routes; r++)
    spec.routes[r] = spec.n_filters == 4 ? crossed[r] : straight[spec.n_filters - 1][r];
  return spec;
}

/* The impulse's samples for @impulse, which has none yet. */
static LtStatus
make_room (const float *values, LtImpulse *impulse, LtArena *arena)
{
  size_t size = lt_impulse_blob_size (2, impulse->n_frames),
         channel = impulse->n_frames * sizeof (float);
  LtStatus status = lt_arena_init (arena, lt_arena_rounded (size) + 2 * lt_arena_rounded (channel));

  if (status != LT_OK)
    return status;

  void  *blob = lt_arena_take (arena, size);
  float *audio[2] = { lt_arena_take (arena, channel), lt_arena_take (arena, channel) };

  lt_room_impulse_make ((LtRoomImpulseKind) (values[P_ROOM] + 0.5f), audio[0], audio[1]);
  lt_impulse_blob_write (blob, impulse, (const float *const *) audio);
  return lt_impulse_blob_read (blob, size, impulse) ? LT_OK : LT_ERR_INVALID;
}

/* On a mono strip what both ears would hear on average, of a source in the middle. */
static void
mix_down (float *const *taps, uint32_t n_channels, uint32_t n)
{
  float scale = n_channels == 1 ? 1.0f : 0.5f;

  for (uint32_t i = 0; i < n; i++)
    {
      float sum = 0.0f;

      for (uint32_t c = 0; c < n_channels; c++)
        sum += taps[c][i];
      taps[0][i] = sum * scale;
    }
}

/* So that music is as loud behind the filters as before them. */
static void
even_out (const LtPartConvSpec *spec, float *const *taps, double rate_hz)
{
  double power = 0.0;

  for (uint32_t r = 0; r < spec->n_routes; r++)
    power
        += lt_impulse_loudness (taps[spec->routes[r].filter], spec->n_taps, rate_hz) / spec->n_out;

  float scale = power > 0.0 ? (float) (1.0 / sqrt (power)) : 0.0f;
  for (uint32_t f = 0; f < spec->n_filters; f++)
    for (uint32_t i = 0; i < spec->n_taps; i++)
      taps[f][i] *= scale;
}

static LtStatus
set_filters (LtPartConv *conv, const LtImpulse *impulse, const LtImpulseShape *shape)
{
  uint32_t n = conv->spec.n_taps;
  size_t   bytes = lt_arena_rounded (n * sizeof (float));
  float   *taps[LT_IMPULSE_MAX_CHANNELS];
  LtArena  arena;
  LtStatus status = lt_arena_init (&arena, impulse->n_channels * bytes);

  if (status != LT_OK)
    return status;
  for (uint32_t c = 0; status == LT_OK && c < impulse->n_channels; c++)
    {
      taps[c] = lt_arena_take (&arena, n * sizeof (float));
      status = lt_impulse_shape (impulse, shape, c, taps[c]);
    }
  if (status == LT_OK)
    {
      if (conv->spec.n_in == 1)
        mix_down (taps, impulse->n_channels, n);
      even_out (&conv->spec, taps, shape->rate_hz);
      for (uint32_t f = 0; f < conv->spec.n_filters; f++)
        lt_part_conv_set (conv, f, taps[f]);
    }
  lt_arena_clear (&arena);
  return status;
}

/* ------------------------------------------------------------------- instances */

static uint32_t
past_frames (double rate_hz)
{
  return (uint32_t) (rate_hz * PREDELAY_MAX_MS * 0.001) + 3 * LT_QUANTUM;
}

static void
made_for (const LtFxSetup *setup, float values[N_PARAMS])
{
  for (uint32_t p = 0; p < N_PARAMS; p++)
    values[p] = setup->values != NULL ? lt_param_clamp (&params[p], setup->values[p]) : params[p].def;
}

static size_t
convolve_state_size (const LtFxSetup *setup)
{
  float values[N_PARAMS];

  made_for (setup, values);

  LtPartConvSpec spec = spec_of (setup, values);
  return lt_arena_rounded (sizeof (Convolve))
         + 2 * lt_arena_rounded (lt_delay_line_size (past_frames (setup->rate_hz)) * sizeof (float))
         + lt_part_conv_size (&spec);
}

static void
convolve_clear (void *state)
{
  Convolve *self = state;

  lt_part_conv_clear (&self->conv);
}

static LtStatus
convolve_init (void *state, const LtFxSetup *setup)
{
  Convolve *self = state;
  char     *memory = (char *) state + lt_arena_rounded (sizeof (Convolve));
  size_t    line
      = lt_arena_rounded (lt_delay_line_size (past_frames (setup->rate_hz)) * sizeof (float));
  float   values[N_PARAMS];
  LtArena room = { 0 };

  *self = (Convolve){ .rate_hz = setup->rate_hz, .n_channels = setup->n_channels };
  made_for (setup, values);
  lt_wet_cut_init (&self->cut, setup->rate_hz);
  for (int c = 0; c < 2; c++)
    lt_delay_line_init (&self->past[c], (float *) (void *) (memory + c * line),
                        past_frames (setup->rate_hz));

  LtPartConvSpec spec = spec_of (setup, values);
  LtImpulseShape shape = shape_of (setup, values);
  LtImpulse      impulse = impulse_of (setup, values);
  LtStatus       status = impulse.samples == NULL ? make_room (values, &impulse, &room) : LT_OK;

  if (status == LT_OK)
    status = lt_part_conv_init (&self->conv, memory + 2 * line, &spec);
  if (status == LT_OK)
    status = set_filters (&self->conv, &impulse, &shape);
  lt_arena_clear (&room);
  if (status != LT_OK)
    convolve_clear (self);
  return status;
}

LT_RT static void
convolve_reset (void *state)
{
  Convolve *self = state;

  lt_wet_cut_reset (&self->cut);
  for (int c = 0; c < 2; c++)
    lt_delay_line_reset (&self->past[c]);
  lt_part_conv_reset (&self->conv);
  self->placed = false;
  self->fade_len = self->fade_at = 0;
}

/* ----------------------------------------------------------------------- sound */

LT_RT static void
begin_quantum (Convolve *self, const LtFxBlock *blk)
{
  uint32_t predelay = (uint32_t) (blk->to[P_PREDELAY] * 0.001 * self->rate_hz + 0.5);

  if (!self->placed)
    self->predelay[0] = self->predelay[1] = predelay;
  else if (self->fade_len == 0 && predelay != self->predelay[0])
    {
      self->predelay[1] = predelay;
      self->fade_at = 0;
      self->fade_len = (uint32_t) (FADE_S * self->rate_hz);
    }
  lt_wet_cut_set (&self->cut, blk->to[P_LOW_CUT], blk->to[P_HIGH_CUT]);
  self->placed = true;
}

LT_RT static void
end_quantum (Convolve *self, const LtFxBlock *blk)
{
  if (self->fade_len != 0 && (self->fade_at += blk->len) >= self->fade_len)
    {
      self->predelay[0] = self->predelay[1];
      self->fade_len = 0;
    }
  lt_wet_cut_settle (&self->cut);
}

LT_RT static float
smooth_part (const Convolve *self, uint32_t frames)
{
  float part = (float) (int32_t) (self->fade_at + frames) / (float) self->fade_len;
  float t = part < 1.0f ? part : 1.0f;

  return t * t * (3.0f - 2.0f * t);
}

/* What went in the pre-delay before, in @out. */
LT_RT static void
delay (Convolve *self, uint32_t c, const LtFxBlock *blk, const float *in, float *out)
{
  float    next[LT_QUANTUM];
  uint32_t n = blk->n_frames;

  lt_delay_line_write (&self->past[c], in, n);
  lt_delay_line_read (&self->past[c], self->predelay[0] + n, out, n);
  if (self->fade_len == 0)
    return;
  lt_delay_line_read (&self->past[c], self->predelay[1] + n, next, n);
  for (uint32_t i = 0; i < n; i++)
    out[i] += smooth_part (self, blk->at + i) * (next[i] - out[i]);
}

/* A straight line between the sines of two parts of a quarter turn: 0 and 100 % give exactly 0 and 1. */
LT_RT static LtRamp
ramp_sine (const LtFxBlock *blk, float from, float to)
{
  float quarter = (float) LT_PI * 0.005f;
  float first = sinf (from * quarter);

  return lt_ramp_make (first, from == to ? first : sinf (to * quarter), blk->at, blk->len);
}

LT_RT static void
put_out (const Convolve *self, const LtFxBlock *blk, float wet[2][LT_QUANTUM])
{
  const float *v0 = blk->from, *v1 = blk->to;
  LtRamp       dry = ramp_sine (blk, 100.0f - v0[P_MIX], 100.0f - v1[P_MIX]);
  LtRamp       room
      = lt_ramp_product (blk, ramp_sine (blk, v0[P_MIX], v1[P_MIX]), lt_ramp_db (blk, P_GAIN));
  LtRamp   width = lt_ramp_make (v0[P_WIDTH] * 0.01f, v1[P_WIDTH] * 0.01f, blk->at, blk->len);
  uint32_t n = blk->n_frames;

  if (v0[P_MIX] == 0.0f && v1[P_MIX] == 0.0f)
    return; /* not one bit of the source changes */

  if (self->n_channels == 2 && (v0[P_WIDTH] != 100.0f || v1[P_WIDTH] != 100.0f))
    for (uint32_t i = 0; i < n; i++)
      {
        float mid = 0.5f * (wet[0][i] + wet[1][i]);
        float side = 0.5f * (wet[0][i] - wet[1][i]) * lt_ramp_at (width, i);

        wet[0][i] = mid + side;
        wet[1][i] = mid - side;
      }
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      float *restrict io = blk->io[c];

      for (uint32_t i = 0; i < n; i++)
        io[i] = io[i] * lt_ramp_at (dry, i) + wet[c][i] * lt_ramp_at (room, i);
    }
}

LT_RT static void
convolve_process (void *state, const LtFxBlock *blk)
{
  Convolve    *self = state;
  float        in[2][LT_QUANTUM], wet[2][LT_QUANTUM];
  const float *from[2] = { wet[0], wet[1] };
  float       *to[2] = { wet[0], wet[1] };

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    begin_quantum (self, blk);

  for (uint32_t c = 0; c < self->n_channels; c++)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      in[c][i] = lt_loop_clean (blk->io[c][i]);
  lt_wet_cut_run (&self->cut, in[0], in[self->n_channels - 1], blk->n_frames, blk->at, blk->len);
  for (uint32_t c = 0; c < self->n_channels; c++)
    delay (self, c, blk, in[c], wet[c]);
  lt_part_conv_run (&self->conv, from, to, blk->n_frames);
  put_out (self, blk, wet);
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self, blk);
}

static uint32_t
convolve_tail (const LtFxSetup *setup, const float *values)
{
  LtPartConvSpec spec = spec_of (setup, values);

  if (values[P_MIX] == 0.0f)
    return 0;
  return (uint32_t) (values[P_PREDELAY] * 0.001 * setup->rate_hz) + 1 + lt_part_conv_tail (&spec)
         + lt_wet_cut_tail (setup->rate_hz, values[P_LOW_CUT]);
}

/* ----------------------------------------------------------------------- learn */

static uint32_t
frames_to_keep (const LtFxSetup *setup, uint64_t n_frames)
{
  uint64_t most = (uint64_t) (LT_IMPULSE_MAX_S * setup->rate_hz);

  return (uint32_t) (n_frames < most ? n_frames : most);
}

static size_t
convolve_learn_size (const LtFxSetup *setup, uint64_t n_frames)
{
  return n_frames == 0 ? 0
                       : lt_impulse_blob_size (setup->n_channels, frames_to_keep (setup, n_frames));
}

static float
loudest_at (const float *const *audio, uint32_t n_channels, uint32_t frame)
{
  float loudest = 0.0f;

  for (uint32_t c = 0; c < n_channels; c++)
    if (isfinite (audio[c][frame]))
      loudest = fmaxf (loudest, fabsf (audio[c][frame]));
  return loudest;
}

static LtStatus
convolve_learn (const LtFxSetup *setup, const float *const *audio, uint64_t n_frames, void *blob, size_t *size)
{
  LtImpulse impulse = { setup->rate_hz, setup->n_channels, frames_to_keep (setup, n_frames), NULL };
  float     peak = 0.0f;

  for (uint32_t i = 0; i < impulse.n_frames; i++)
    peak = fmaxf (peak, loudest_at (audio, impulse.n_channels, i));
  if (peak == 0.0f)
    return LT_ERR_INVALID;

  /* Silence behind the end would only cost time. */
  while (loudest_at (audio, impulse.n_channels, impulse.n_frames - 1) <= peak * 1e-6f)
    impulse.n_frames--;
  lt_impulse_blob_write (blob, &impulse, audio);
  *size = lt_impulse_blob_size (impulse.n_channels, impulse.n_frames);
  return LT_OK;
}

/* The impulse as it is, before it is shaped: its peak from each of the rising x, in seconds, up to the next. */
static void
convolve_curve (const LtFxSetup *setup, const float *values, const double *x, uint32_t n, double *y)
{
  LtImpulse impulse = impulse_of (setup, values);
  LtArena   room = { 0 };
  LtStatus  status = impulse.samples == NULL ? make_room (values, &impulse, &room) : LT_OK;
  float     points[N_DRAWN];
  double    per_point = impulse.n_frames / impulse.rate_hz / N_DRAWN;

  if (status == LT_OK)
    lt_impulse_envelope (&impulse, points, N_DRAWN);
  for (uint32_t i = 0; i < n; i++)
    {
      double from = fmax (x[i], 0.0) / per_point, to = i + 1 < n ? fmax (x[i + 1] / per_point, from + 1.0) : from + 1.0;

      y[i] = 0.0;
      for (uint32_t k = (uint32_t) fmin (from, N_DRAWN); status == LT_OK && k < N_DRAWN && k < to; k++)
        y[i] = fmax (y[i], (double) points[k]);
    }
  lt_arena_clear (&room);
}

const LtFxType lt_fx_convolve = {
  .key = "convolve",
  .label = N_ ("Convolution reverb"),
  .family = LT_FX_SPACE,
  .help = N_ ("Puts the sound into a recorded room, or into anything that an impulse response was "
              "taken of."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_STEREO_OUT | LT_FX_FILE | LT_FX_TRUE_STEREO,
  .state_size = convolve_state_size,
  .init = convolve_init,
  .clear = convolve_clear,
  .reset = convolve_reset,
  .process = convolve_process,
  .tail = convolve_tail,
  .learn_size = convolve_learn_size,
  .learn = convolve_learn,
  .curve = convolve_curve,
};
