// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trim, fader, pan, mute and level of a strip.
// Layer: engine. Every function in this file runs on the audio thread.
// Pan laws: constant power (−3.01 dB in the middle), −4.5 dB (its power 1.5), −6 dB (linear), 0 dB (balance).

#include "engine/strip-gain.h"

#include <string.h>

typedef struct
{
  float left, right;
} Sides;

/* Fall of one side as the pan moves x = 0 (full) to 1 (silent). */
LT_RT static float
fall (LtPanShape shape, float x)
{
  float c = cosf (x * (float) (LT_PI / 2.0));

  switch (shape)
    {
    case LT_PAN_3DB:
      return x >= 1.0f ? 0.0f : c;
    case LT_PAN_4_5DB:
      return x >= 1.0f ? 0.0f : c * sqrtf (c);
    case LT_PAN_6DB:
      return 1.0f - x;
    case LT_PAN_0DB:
      return x <= 0.5f ? 1.0f : 2.0f - 2.0f * x;
    }
  return 1.0f;
}

/* Mono: both sides follow the law. Stereo: a balance, unity in the middle. */
LT_RT static Sides
pan_sides (LtPanShape shape, bool stereo, float pan)
{
  if (!stereo)
    return (Sides) { fall (shape, 0.5f + 0.5f * pan), fall (shape, 0.5f - 0.5f * pan) };

  LtPanShape side = shape == LT_PAN_0DB ? LT_PAN_6DB : shape;
  return (Sides) { pan > 0.0f ? fall (side, pan) : 1.0f, pan < 0.0f ? fall (side, -pan) : 1.0f };
}

LT_RT static float
level_gain (float db)
{
  return db <= -120.0f ? 0.0f : lt_db_to_gain (db);
}

/* Where a glide goes this quantum: by its lane if it has one, else towards its target. */
LT_RT static void
follow (LtGlide *glide, const LtLaneSpec *lane, bool is_level, const LtPlan *plan, const LtRunAt *where, int64_t lag)
{
  int64_t pos = where->pos - lag;

  if (lane->n_points == 0)
    {
      if (where->snap)
        lt_glide_snap (glide, glide->target);
      lt_glide_advance (glide, plan->keep);
      return;
    }

  float to = lt_lane_at (lane, pos + where->len, plan->gate_frames);
  if (where->snap)
    {
      float from = lt_lane_at (lane, pos, plan->gate_frames);

      lt_glide_snap (glide, is_level ? level_gain (from) : from);
    }
  lt_glide_force (glide, is_level ? level_gain (to) : to);
}

LT_RT LT_WIDE static void
strip_scale (float *io, uint32_t n, LtRamp gain)
{
  if (gain.step != 0.0f)
    for (uint32_t i = 0; i < n; i++)
      io[i] *= lt_ramp_at (gain, i);
  else if (gain.from != 1.0f)
    for (uint32_t i = 0; i < n; i++)
      io[i] *= gain.from;
}

void
lt_strip_trim (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, float *const *io)
{
  LtGlide *trim = &strip->state->trim;

  follow (trim, &strip->trim_lane, true, plan, where, strip->lag_in);
  for (uint32_t c = 0; c < strip->n_channels; c++)
    strip_scale (io[c], where->len, lt_ramp_make (trim->from, trim->to, 0, where->len));
}

void
lt_strip_widen (const LtPlan *plan, float *const *io, uint32_t n)
{
  float middle = pan_sides (plan->pan_shape, false, 0.0f).left;

  for (uint32_t i = 0; i < n; i++)
    {
      io[0][i] *= middle;
      io[1][i] = io[0][i];
    }
}

/* Fader × pan × mute × gate at both ends of the quantum. */
LT_RT static void
output_ramps (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, LtRamp *left, LtRamp *right)
{
  LtStripState *s = strip->state;
  bool          stereo = strip->n_out == 2;
  uint32_t      frames = plan->gate_frames;

  follow (&s->fader, &strip->fader_lane, true, plan, where, strip->lag_out);
  follow (&s->pan, &strip->pan_lane, false, plan, where, strip->lag_out);
  if (strip->mute_lane.n_points > 0)
    s->mute.open = lt_lane_at (&strip->mute_lane, where->pos - strip->lag_out, 1) < 0.5f;
  if (where->snap)
    {
      lt_gate_snap (&s->mute, s->mute.open, frames);
      lt_gate_snap (&s->gate, true, frames);
      s->hold = 0; /* the lead-in is part of what is played */
    }
  lt_gate_advance (&s->mute, where->len, frames);
  if (s->hold > 0 && s->gate.open)
    s->hold -= s->hold < where->len ? s->hold : where->len;
  else
    lt_gate_advance (&s->gate, where->len, frames);

  float from = s->fader.from * s->mute.from * s->gate.from;
  float to = s->fader.to * s->mute.to * s->gate.to;
  Sides a = pan_sides (plan->pan_shape, stereo, s->pan.from);
  Sides b = s->pan.from == s->pan.to ? a : pan_sides (plan->pan_shape, stereo, s->pan.to);

  *left = lt_ramp_make (from * a.left, to * b.left, 0, where->len);
  *right = lt_ramp_make (from * a.right, to * b.right, 0, where->len);
}

void
lt_strip_fader (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, bool silent, float *const *io, float *const *pre)
{
  LtRamp   left, right;
  uint32_t n = where->len;

  output_ramps (plan, strip, where, &left, &right);
  if (pre[0] != NULL)
    {
      LtGate *gate = &strip->state->gate;
      float   middle = strip->n_out == 1 ? pan_sides (plan->pan_shape, false, 0.0f).left : 1.0f;

      for (int c = 0; c < 2; c++)
        {
          memcpy (pre[c], io[strip->n_out == 2 ? c : 0], n * sizeof (float));
          if (!silent)
            strip_scale (pre[c], n, lt_ramp_make (gate->from * middle, gate->to * middle, 0, n));
        }
    }
  if (strip->n_out == 1)
    memcpy (io[1], io[0], n * sizeof (float));
  if (silent)
    return;
  strip_scale (io[0], n, left);
  strip_scale (io[1], n, right);
}

LT_RT static void
count_clips (LtStripState *s, const float *in, uint32_t n, uint32_t c)
{
  for (uint32_t i = 0; i < n; i++)
    {
      s->over[c] = fabsf (in[i]) >= 1.0f ? s->over[c] + 1 : 0;
      if (s->over[c] == 3)
        atomic_fetch_add_explicit (&s->clips, 1, memory_order_relaxed);
    }
}

typedef struct
{
  float peak, sum; /* of squares */
} Level;

typedef float   Lanes __attribute__ ((vector_size (16)));
typedef int32_t LanesInt __attribute__ ((vector_size (16)));

typedef struct
{
  LanesInt peak; /* of magnitudes as integers, which are in the same order */
  Lanes    sum;
} LanesLevel;

LT_RT static inline float
louder_of (float a, float b)
{
  return a > b ? a : b;
}

LT_RT static inline LanesLevel
add_lanes (LanesLevel level, const float *in)
{
  Lanes    x;
  LanesInt size, louder;

  memcpy (&x, in, sizeof x);
  size = (LanesInt) x & 0x7fffffff;
  louder = size > level.peak;
  return (LanesLevel) { (size & louder) | (level.peak & ~louder), level.sum + x * x };
}

/* Samples in lanes, so that none waits for the one before it. */
LT_RT LT_WIDE static Level
strip_level_of (const float *in, uint32_t n)
{
  LanesLevel a = { 0 }, b = { 0 };
  Level      out = { 0.0f, 0.0f };
  uint32_t   i = 0;

  for (; i + 8 <= n; i += 8)
    {
      a = add_lanes (a, in + i);
      b = add_lanes (b, in + i + 4);
    }
  for (; i < n; i++)
    {
      out.peak = louder_of (out.peak, fabsf (in[i]));
      out.sum += in[i] * in[i];
    }

  Lanes sum = a.sum + b.sum, peak_a = (Lanes) a.peak, peak_b = (Lanes) b.peak;
  for (int k = 0; k < 4; k++)
    {
      out.peak = louder_of (out.peak, louder_of (peak_a[k], peak_b[k]));
      out.sum += sum[k];
    }
  return out;
}

void
lt_strip_meter (const LtPlan *plan, const LtPlanStrip *strip, uint32_t n, bool silent, const float *const *io)
{
  LtStripState *s = strip->state;

  for (uint32_t c = 0; c < 2; c++)
    {
      Level level = silent ? (Level) { 0.0f, 0.0f } : strip_level_of (io[c], n);

      if (level.peak >= 1.0f || s->over[c] > 0)
        count_clips (s, io[c], n, c);
      if (level.peak > atomic_load_explicit (&s->peak[c], memory_order_relaxed))
        atomic_store_explicit (&s->peak[c], level.peak, memory_order_relaxed);

      float old = atomic_load_explicit (&s->square[c], memory_order_relaxed);
      float mean = level.sum / (float) n;
      float now = mean + (old - mean) * plan->square_keep;
      atomic_store_explicit (&s->square[c], now < 1e-20f ? 0.0f : now, memory_order_relaxed);
    }
}
