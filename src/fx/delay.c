// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delay: echoes in time or tempo, with ping-pong, filters, soft saturation, modulation, ducking and freeze.
// Layer: fx.
// Ref: J. Dattorro, "Effect design, part 2: delay-line modulation and chorus", JAES 45 (1997).
//
// Everything that colours stands before the line, so that every echo passes it once more than
// the last and the line holds only clean numbers. A small move of the time glides like tape
// with bounded speed and acceleration; a large one cross-fades two reading heads.

#include "base/note.h"
#include "dsp/delay-line.h"
#include "dsp/ducker.h"
#include "dsp/wet-cut.h"
#include "fx/fx.h"

#include <string.h>

#define LONGEST_MS 4000.0
#define DEEPEST_MS 5.0f
#define DEEPEST_PART 0.5         /* of the delay itself */
#define GLIDE_MAX_MS 120.0       /* beyond it a move cross-fades */
#define GLIDE_MAX_SPEED 0.5      /* frames per frame: a fifth up, an octave down */
#define GLIDE_S 0.030            /* time constant of the follower */
#define FADE_S 0.050             /* of a cross-fade */
#define ENDLESS 0x7fffffffu      /* tail of what never ends */

enum
{
  P_TIME,
  P_NOTE,
  P_FEEDBACK,
  P_PING_PONG,
  P_LOW_CUT,
  P_HIGH_CUT,
  P_DRIVE,
  P_MOD_RATE,
  P_MOD_DEPTH,
  P_DUCKING,
  P_FREEZE,
  P_WIDTH,
  P_MIX,
  N_PARAMS
};

static const LtParamSpec params[] = {
  [P_TIME] = { .key = "time", .label = N_ ("Time"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 1.0f, .max = 4000.0f, .def = 350.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("From the sound to its first echo, when no note value is chosen.") },
  [P_NOTE] = { .key = "note", .label = N_ ("Note value"), .curve = LT_CURVE_STEP, .max = LT_NOTE_LENGTH_MAX, .choices = lt_note_lengths, .help = N_ ("Takes the time from the tempo; halved until it fits into four seconds.") },
  [P_FEEDBACK] = { .key = "feedback", .label = N_ ("Feedback"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 30.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How much of an echo becomes the next.") },
  [P_PING_PONG] = { .key = "ping-pong", .label = N_ ("Ping-pong"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 30.0f, .help = N_ ("Echoes change sides, starting on the left.") },
  [P_LOW_CUT] = { .key = "low-cut", .label = N_ ("Low cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = LT_WET_CUT_LOW_OFF_HZ, .max = 2000.0f, .def = LT_WET_CUT_LOW_OFF_HZ, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Takes the lows out of the echoes, once more with each; off at its lowest.") },
  [P_HIGH_CUT] = { .key = "high-cut", .label = N_ ("High cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 500.0f, .max = LT_WET_CUT_HIGH_OFF_HZ, .def = LT_WET_CUT_HIGH_OFF_HZ, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Takes the highs out of the echoes, once more with each; off at its highest.") },
  [P_DRIVE] = { .key = "drive", .label = N_ ("Drive"), .unit = LT_UNIT_DB, .max = 24.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Saturates the echoes softly; at 0 dB only what goes over full scale.") },
  [P_MOD_RATE] = { .key = "mod-rate", .label = N_ ("Modulation rate"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 0.05f, .max = 10.0f, .def = 0.5f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE },
  [P_MOD_DEPTH] = { .key = "mod-depth", .label = N_ ("Modulation depth"), .unit = LT_UNIT_MS, .max = DEEPEST_MS, .smooth_ms = 60.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the echoes waver either side of their time.") },
  [P_DUCKING] = { .key = "ducking", .label = N_ ("Ducking"), .unit = LT_UNIT_DB, .max = 24.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the echoes step back while the source plays.") },
  [P_FREEZE] = { .key = "freeze", .label = N_ ("Freeze"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Repeats what is in the delay for ever and lets nothing new in.") },
  [P_WIDTH] = { .key = "width", .label = N_ ("Width"), .unit = LT_UNIT_PERCENT, .max = 200.0f, .def = 100.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Of the echoes: 0 % is mono, 100 % as they are.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 25.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Between the source alone and the echoes alone, at equal power.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  double   rate_hz;
  uint32_t n_channels;

  LtDelayLine line[2];
  LtWetCut    cut;
  LtDucker    ducker;

  /* The reading head. */
  bool     placed;       /* false until the first quantum after reset */
  double   delay;        /* frames at the quantum's start; a whole number when still */
  double   speed;        /* of the glide, frames per frame, 0 when still */
  double   delay_end;    /* frames at the quantum's end */
  uint32_t target;       /* where the glide ends, frames */
  uint32_t next_delay;   /* the other head's, while a cross-fade runs */
  uint32_t fade_at;      /* frames since the cross-fade began */
  uint32_t fade_len;     /* frames; 0: no cross-fade */

  float phase;            /* of the modulation, turns, at the quantum's start */
  float phase_step;       /* per frame */
  float depth, depth_end; /* frames, at the quantum's ends */

  float duck_from; /* gain at the quantum's start */
} Delay;

/* What one quantum needs of the parameters. */
typedef struct
{
  LtRamp feedback, ping_pong, freeze, drive, undrive, width, dry, wet;
  bool   frozen, driven, modulated, as_wide;
} Lines;

static uint32_t
longest_frames (double rate_hz)
{
  return (uint32_t) (rate_hz * (LONGEST_MS + DEEPEST_MS) * 0.001) + 2 * LT_QUANTUM;
}

static size_t
header_size (void)
{
  return (sizeof (Delay) + 63) & ~(size_t) 63;
}

static size_t
delay_state_size (const LtFxSetup *setup)
{
  return header_size () + setup->n_channels * lt_delay_line_size (longest_frames (setup->rate_hz)) * sizeof (float);
}

static LtStatus
delay_init (void *state, const LtFxSetup *setup)
{
  Delay   *self = state;
  uint32_t frames = longest_frames (setup->rate_hz);
  float   *memory = (float *) ((char *) state + header_size ());

  *self = (Delay) { .rate_hz = setup->rate_hz, .n_channels = setup->n_channels };
  for (uint32_t c = 0; c < setup->n_channels; c++)
    lt_delay_line_init (&self->line[c], memory + c * lt_delay_line_size (frames), frames);
  lt_wet_cut_init (&self->cut, setup->rate_hz);
  lt_ducker_init (&self->ducker, setup->rate_hz);
  return LT_OK;
}

LT_RT static void
delay_reset (void *state)
{
  Delay *self = state;

  for (uint32_t c = 0; c < self->n_channels; c++)
    lt_delay_line_reset (&self->line[c]);
  lt_wet_cut_reset (&self->cut);
  lt_ducker_reset (&self->ducker);
  self->placed = false;
  self->speed = 0.0;
  self->fade_len = self->fade_at = 0;
  self->phase = 0.0f;
}

/* Where the echo shall be, in whole frames. */
LT_RT static uint32_t
wanted_frames (const Delay *self, const LtFxBlock *blk)
{
  double time_ms = blk->to[P_TIME];
  int    note = lt_block_choice (blk, P_NOTE);

  if (note > 0)
    {
      time_ms = lt_note_quarters (lt_note_lengths[note].key) * 60000.0 / lt_note_tempo (blk->tempo_bpm);
      while (time_ms > LONGEST_MS)
        time_ms *= 0.5;
    }
  time_ms = time_ms < 1.0 ? 1.0 : time_ms;
  return (uint32_t) (time_ms * 0.001 * self->rate_hz + 0.5);
}

/* Follows the target like a critically damped spring of bounded speed. */
LT_RT static void
glide (Delay *self, uint32_t len)
{
  double tau = GLIDE_S * self->rate_hz;
  double step = (double) len / tau;
  double left = self->target - self->delay;
  double speed = (self->speed + step * left / tau) / (1.0 + 2.0 * step + step * step);
  double most = fmin (GLIDE_MAX_SPEED, self->speed + 2.0 * step * GLIDE_MAX_SPEED);
  double least = fmax (-GLIDE_MAX_SPEED, self->speed - 2.0 * step * GLIDE_MAX_SPEED);

  self->speed = fmin (fmax (speed, least), most);
  self->delay_end = self->delay + self->speed * len;
  if (fabs (self->target - self->delay_end) < 0.005 && fabs (self->speed) < 1e-4)
    {
      self->delay_end = self->target;
      self->speed = 0.0;
    }
}

LT_RT static void
place_head (Delay *self, const LtFxBlock *blk)
{
  uint32_t wanted = wanted_frames (self, blk);

  if (!self->placed)
    self->delay = self->target = wanted;
  if (self->fade_len == 0 && fabs (wanted - self->delay) > GLIDE_MAX_MS * 0.001 * self->rate_hz)
    {
      self->next_delay = wanted;
      self->fade_at = 0;
      self->fade_len = (uint32_t) (FADE_S * self->rate_hz);
    }
  else if (self->fade_len == 0)
    self->target = wanted;

  self->delay_end = self->delay;
  if (self->target != self->delay)
    glide (self, blk->len);
}

LT_RT static void
begin_quantum (Delay *self, const LtFxBlock *blk)
{
  place_head (self, blk);

  /* A frozen loop is read in whole frames. */
  self->depth_end = blk->to[P_MOD_DEPTH] * 0.001f * (float) self->rate_hz * (1.0f - blk->to[P_FREEZE]);
  if (!self->placed)
    self->depth = self->depth_end;
  self->phase_step = blk->to[P_MOD_RATE] / (float) self->rate_hz;

  lt_wet_cut_set (&self->cut, blk->to[P_LOW_CUT], blk->to[P_HIGH_CUT]);
  self->duck_from = self->ducker.gain;
  lt_ducker_next_gain (&self->ducker, blk->to[P_DUCKING]);
  self->placed = true;
}

LT_RT static void
end_quantum (Delay *self, const LtFxBlock *blk)
{
  self->delay = self->delay_end;
  self->depth = self->depth_end;
  self->phase += self->phase_step * (float) blk->len;
  self->phase -= floorf (self->phase);
  if (self->fade_len != 0 && (self->fade_at += blk->len) >= self->fade_len)
    {
      self->delay = self->target = self->next_delay;
      self->speed = 0.0;
      self->fade_len = 0;
    }
  lt_wet_cut_settle (&self->cut);
  lt_ducker_advance (&self->ducker, blk->len);
}

/* A sine of good shape, 0.1 % off, from turns. */
LT_RT static inline float
turn_sine (float turns)
{
  float x = turns - (float) (int32_t) (turns + 0.5f);
  float y = 8.0f * x - 16.0f * x * fabsf (x);

  return y + 0.225f * (y * fabsf (y) - y);
}

LT_RT static Lines
lines_of (const Delay *self, const LtFxBlock *blk)
{
  Lines l = {
    .feedback = lt_ramp_make (blk->from[P_FEEDBACK] * 0.01f, blk->to[P_FEEDBACK] * 0.01f, blk->at, blk->len),
    .ping_pong = lt_ramp_value (blk, P_PING_PONG),
    .freeze = lt_ramp_value (blk, P_FREEZE),
    .drive = lt_ramp_db (blk, P_DRIVE),
    .undrive = lt_ramp_make (lt_db_to_gain (-blk->from[P_DRIVE]), lt_db_to_gain (-blk->to[P_DRIVE]), blk->at, blk->len),
    .width = lt_ramp_make (blk->from[P_WIDTH] * 0.01f, blk->to[P_WIDTH] * 0.01f, blk->at, blk->len),
    .frozen = blk->from[P_FREEZE] == 1.0f && blk->to[P_FREEZE] == 1.0f,
    .driven = blk->from[P_DRIVE] != 0.0f || blk->to[P_DRIVE] != 0.0f,
    .modulated = self->depth != 0.0f || self->depth_end != 0.0f,
    .as_wide = blk->from[P_WIDTH] == 100.0f && blk->to[P_WIDTH] == 100.0f,
  };
  float quarter = (float) LT_PI * 0.005f;
  float m0 = blk->from[P_MIX], m1 = blk->to[P_MIX];
  /* Half of what the drive takes comes back, so that driven echoes keep their place. */
  float w0 = sinf (m0 * quarter) * self->duck_from * lt_db_to_gain (0.5f * blk->from[P_DRIVE]);
  float w1 = sinf (m1 * quarter) * self->ducker.gain * lt_db_to_gain (0.5f * blk->to[P_DRIVE]);

  l.dry = lt_ramp_make (sinf ((100.0f - m0) * quarter), sinf ((100.0f - m1) * quarter), blk->at, blk->len);
  l.wet = lt_ramp_make (w0, w1, blk->at, blk->len);
  return l;
}

/* Frames that every head stays behind the newest one throughout this quantum. */
LT_RT static uint32_t
shortest_read (const Delay *self, const Lines *l)
{
  double nearest = self->delay < self->delay_end ? self->delay : self->delay_end;

  if (self->fade_len != 0 && self->next_delay < nearest)
    nearest = self->next_delay;
  return (uint32_t) (l->modulated ? nearest * (1.0 - DEEPEST_PART) : nearest) - LT_DELAY_LINE_MARGIN;
}

typedef struct
{
  float offset[2][LT_QUANTUM]; /* of the head, frames from base, for left and right */
  float echo[2][LT_QUANTUM];
  float other[2][LT_QUANTUM]; /* what the other head reads */
  float in[2][LT_QUANTUM];    /* what goes into the lines */
} Scratch;

/* Where a head stands behind what is written, frames, at the quantum's start and end. */
typedef struct
{
  double from, to;
} Head;

/* Frame i of this piece's part is frame `at` + i of the quantum. */
LT_RT static void
read_head (const Delay *self, const Lines *l, Head head, uint32_t at, uint32_t n, uint32_t len, float echo[2][LT_QUANTUM], Scratch *s)
{
  uint32_t base = (uint32_t) head.from;

  if (!l->modulated && head.from == head.to && head.from == base)
    {
      for (uint32_t c = 0; c < self->n_channels; c++)
        lt_delay_line_read (&self->line[c], base, echo[c], n);
      return;
    }

  LtRamp way = lt_ramp_make ((float) (head.from - base), (float) (head.to - base), at, len);
  LtRamp depth = lt_ramp_make (fminf (self->depth, (float) (DEEPEST_PART * head.from)), fminf (self->depth_end, (float) (DEEPEST_PART * head.to)), at, len);

  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      float start = self->phase + (c == 0 ? 0.0f : 0.25f);

      for (uint32_t i = 0; i < n; i++)
        {
          float turns = start + self->phase_step * (float) (at + i);

          s->offset[c][i] = lt_ramp_at (way, i) + lt_ramp_at (depth, i) * turn_sine (turns);
        }
      lt_delay_line_read_at (&self->line[c], base, s->offset[c], echo[c], n);
    }
}

LT_RT static void
read_echoes (const Delay *self, const Lines *l, uint32_t at, uint32_t n, uint32_t len, Scratch *s)
{
  read_head (self, l, (Head) { self->delay, self->delay_end }, at, n, len, s->echo, s);
  if (self->fade_len == 0)
    return;

  read_head (self, l, (Head) { self->next_delay, self->next_delay }, at, n, len, s->other, s);
  float per_frame = 1.0f / (float) self->fade_len;
  for (uint32_t c = 0; c < self->n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      {
        float part = (float) (int32_t) (self->fade_at + at + i) * per_frame;
        float t = part < 1.0f ? part : 1.0f;
        float there = t * t * (3.0f - 2.0f * t);

        s->echo[c][i] += there * (s->other[c][i] - s->echo[c][i]);
      }
}

/* Straight to full scale, then bends towards twice that. */
LT_RT static inline float
soften (float x)
{
  float a = fabsf (x);
  float e = a > 1.0f ? a : 1.0f;

  return copysignf ((a < 1.0f ? a : 1.0f) + (1.0f - 1.0f / e), x);
}

/* What goes into the lines before it is coloured: the source and the echo that comes back. */
LT_RT static void
feed (const Delay *self, const Lines *l, float *const *io, uint32_t off, uint32_t n, Scratch *restrict s)
{
  LtRamp                feedback = l->feedback, ping_pong = l->ping_pong;
  const float *restrict left = io[0] + off;
  const float *restrict right = io[self->n_channels - 1] + off;

  feedback.at += off;
  ping_pong.at += off;
  if (self->n_channels == 1)
    {
      for (uint32_t i = 0; i < n; i++)
        s->in[0][i] = lt_loop_clean (lt_loop_clean (left[i]) + lt_ramp_at (feedback, i) * s->echo[0][i]);
      return;
    }
  for (uint32_t i = 0; i < n; i++)
    {
      float fb = lt_ramp_at (feedback, i), p = lt_ramp_at (ping_pong, i);
      float x = lt_loop_clean (left[i]), y = lt_loop_clean (right[i]);
      float l_echo = s->echo[0][i], r_echo = s->echo[1][i];

      s->in[0][i] = lt_loop_clean (x + p * 0.5f * (y - x) + fb * (l_echo + p * (r_echo - l_echo)));
      s->in[1][i] = lt_loop_clean (y - p * y + fb * (r_echo + p * (l_echo - r_echo)));
    }
}

LT_RT static void
colour (Delay *self, const Lines *l, uint32_t at, uint32_t n, uint32_t len, Scratch *s)
{
  LtRamp drive = l->drive, undrive = l->undrive;

  drive.at = undrive.at = at;
  lt_wet_cut_run (&self->cut, s->in[0], self->n_channels == 2 ? s->in[1] : s->in[0], n, at, len);
  for (uint32_t c = 0; c < self->n_channels; c++)
    if (l->driven)
      for (uint32_t i = 0; i < n; i++)
        s->in[c][i] = lt_loop_clean (soften (s->in[c][i] * lt_ramp_at (drive, i)) * lt_ramp_at (undrive, i));
    else
      for (uint32_t i = 0; i < n; i++)
        s->in[c][i] = lt_loop_clean (soften (s->in[c][i]));
}

/* A frozen line takes back what it gave, bit for bit; on the way there, part of both. */
LT_RT static void
hold (const Delay *self, const LtFxBlock *blk, const Lines *l, uint32_t at, uint32_t n, Scratch *s)
{
  LtRamp freeze = l->freeze;
  bool   crossed = self->n_channels == 2 && lt_block_choice (blk, P_PING_PONG) == 1;

  if (freeze.from == 0.0f && freeze.step == 0.0f)
    return;

  freeze.at = at;
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      const float *back = s->echo[crossed ? 1 - c : c];

      if (l->frozen)
        memcpy (s->in[c], back, n * sizeof (float));
      else
        for (uint32_t i = 0; i < n; i++)
          s->in[c][i] += lt_ramp_at (freeze, i) * (back[i] - s->in[c][i]);
    }
}

LT_RT static void
mix (const Delay *self, const Lines *l, float *const *io, uint32_t off, uint32_t n, Scratch *s)
{
  LtRamp dry = l->dry, wet = l->wet, width = l->width;

  if (wet.from == 0.0f && wet.step == 0.0f && dry.from == 1.0f && dry.step == 0.0f)
    return; /* not one bit of the source changes */

  dry.at += off;
  wet.at += off;
  width.at += off;
  if (self->n_channels == 2 && !l->as_wide)
    for (uint32_t i = 0; i < n; i++)
      {
        float mid = 0.5f * (s->echo[0][i] + s->echo[1][i]);
        float side = 0.5f * (s->echo[0][i] - s->echo[1][i]) * lt_ramp_at (width, i);

        s->echo[0][i] = mid + side;
        s->echo[1][i] = mid - side;
      }
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      float *restrict out = io[c] + off;

      for (uint32_t i = 0; i < n; i++)
        out[i] = out[i] * lt_ramp_at (dry, i) + s->echo[c][i] * lt_ramp_at (wet, i);
    }
}

LT_RT static void
delay_process (void *state, const LtFxBlock *blk)
{
  Delay  *self = state;
  Scratch s;

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    begin_quantum (self, blk);

  Lines    l = lines_of (self, blk);
  uint32_t step = shortest_read (self, &l); /* an echo can be shorter than a quantum */

  if (blk->from[P_DUCKING] != 0.0f || blk->to[P_DUCKING] != 0.0f)
    for (uint32_t c = 0; c < self->n_channels; c++)
      lt_ducker_hear (&self->ducker, blk->io[c], blk->n_frames);

  for (uint32_t off = 0; off < blk->n_frames; off += step)
    {
      uint32_t n = blk->n_frames - off < step ? blk->n_frames - off : step;
      uint32_t at = blk->at + off;

      read_echoes (self, &l, at, n, blk->len, &s);
      feed (self, &l, blk->io, off, n, &s);
      colour (self, &l, at, n, blk->len, &s);
      hold (self, blk, &l, at, n, &s);
      for (uint32_t c = 0; c < self->n_channels; c++)
        lt_delay_line_write (&self->line[c], s.in[c], n);
      mix (self, &l, blk->io, off, n, &s);
    }
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self, blk);
}

static uint32_t
delay_tail (const LtFxSetup *setup, const float *values)
{
  double feedback = values[P_FEEDBACK] * 0.01;
  double once_ms = values[P_NOTE] > 0.5f ? LONGEST_MS : values[P_TIME];

  if (values[P_MIX] == 0.0f)
    return 0;
  if (feedback >= 1.0 || values[P_FREEZE] > 0.5f)
    return ENDLESS;

  /* What the line can hold at most, 6 dB over full scale, and half the drive on top. */
  double loudest_db = 6.1 + 0.5 * values[P_DRIVE] + (values[P_WIDTH] > 100.0f ? 6.1 : 0.0);
  double echoes = 1.0;
  if (feedback > 0.0)
    echoes += ceil ((120.0 + loudest_db) / (-20.0 * log10 (feedback)));

  double frames = echoes * (once_ms + values[P_MOD_DEPTH]) * 0.001 * setup->rate_hz + LT_QUANTUM
                  + 1.5 * lt_wet_cut_tail (setup->rate_hz, values[P_LOW_CUT]);
  return frames < ENDLESS ? (uint32_t) frames : ENDLESS;
}

const LtFxType lt_fx_delay = {
  .key = "delay",
  .label = N_ ("Delay"),
  .family = LT_FX_SPACE,
  .help = N_ ("Repeats the sound in time or tempo, from a slap to an endless loop."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_STEREO_OUT,
  .state_size = delay_state_size,
  .init = delay_init,
  .reset = delay_reset,
  .process = delay_process,
  .tail = delay_tail,
};
