// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trim, fader, place, mute and level of a strip; level, pan and mute of an edge.
// Layer: engine. Every function in this file runs on the audio thread.
// Pan laws: constant power (−3.01 dB in the middle), −4.5 dB (its power 1.5), −6 dB (linear), 0 dB (balance).
// Width keeps the sum of both sides: 1 leaves them, 0 gives each their mean, −1 swaps them.

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

/* From each side of the signal to each side of the output. */
typedef struct
{
  float ll, rl; /* into the left: of the left, of the right */
  float lr, rr; /* into the right */
} Place;

LT_RT static Place
place_mono (LtPanShape shape, float pan)
{
  Sides side = pan_sides (shape, false, pan);

  return (Place) { .ll = side.left, .lr = side.right };
}

LT_RT static Place
place_balance (LtPanShape shape, float pan, float width)
{
  Sides side = pan_sides (shape, true, pan);
  float straight = 0.5f + 0.5f * width, crossed = 0.5f - 0.5f * width;

  return (Place) { side.left * straight, side.left * crossed, side.right * crossed, side.right * straight };
}

LT_RT static Place
place_dual (LtPanShape shape, float pan_left, float pan_right)
{
  Sides l = pan_sides (shape, false, pan_left), r = pan_sides (shape, false, pan_right);

  return (Place) { l.left, r.left, l.right, r.right };
}

LT_RT static float
level_gain (float db)
{
  return db <= -120.0f ? 0.0f : lt_db_to_gain (db);
}

/* Where automation has a glide: at both ends of the quantum. */
typedef struct
{
  float from, to;
} Ends;

/* The way there once lanes have changed, its last part a straight line, else there. */
LT_RT static void
lead (LtGlide *glide, Ends there, const LtChase *chase, const LtPlan *plan, const LtRunAt *where)
{
  if (where->snap)
    lt_glide_place (glide, there.from);
  if (chase->left > plan->gate_frames && !where->snap)
    lt_glide_chase (glide, there.to, lt_plan_keep (plan, where->len));
  else
    lt_glide_force (glide, lt_run_lead (where, chase->left, glide->to, there.to));
}

/* At a quantum's end. */
LT_RT static void
chase_on (LtChase *chase, const LtRunAt *where)
{
  chase->left -= chase->left < where->len || where->snap ? chase->left : where->len;
}

LT_RT static void
move (LtGlide *glide, const LtLaneSpec *lane, bool is_level, const LtChase *chase, const LtPlan *plan, const LtRunAt *where, int64_t lag)
{
  int64_t pos = where->pos - lag;

  if (lane->n_points == 0)
    {
      if (where->snap)
        lt_glide_snap (glide, glide->target);
      lt_glide_advance (glide, lt_plan_keep (plan, where->len));
      return;
    }

  Ends there = { .to = lt_lane_at (lane, pos + where->len, plan->gate_frames) };

  if (where->snap)
    there.from = lt_lane_at (lane, pos, plan->gate_frames);
  if (is_level)
    there = (Ends) { level_gain (there.from), level_gain (there.to) };
  lead (glide, there, chase, plan, where);
}

/* Where a glide goes this quantum: by its lane if it has one, else towards its target. Most stand still. */
LT_RT static inline void
follow (LtGlide *glide, const LtLaneSpec *lane, bool is_level, const LtChase *chase, const LtPlan *plan, const LtRunAt *where, int64_t lag)
{
  if (glide->moving || lane->n_points > 0 || where->snap)
    move (glide, lane, is_level, chase, plan, where, lag);
  else
    glide->from = glide->to;
}

LT_RT static inline __attribute__ ((always_inline)) void
scale (float *io, uint32_t n, LtRamp gain)
{
  if (gain.step != 0.0f)
    for (uint32_t i = 0; i < n; i++)
      io[i] *= lt_ramp_at (gain, i);
  else if (gain.from != 1.0f)
    for (uint32_t i = 0; i < n; i++)
      io[i] *= gain.from;
}

/* Nearly every quantum is whole: a length that is known needs no loop at its end. */
LT_RT LT_WIDE static void
strip_scale (float *io, uint32_t n, LtRamp gain)
{
  if (n == LT_QUANTUM)
    scale (io, LT_QUANTUM, gain);
  else
    scale (io, n, gain);
}

float
lt_strip_pan_middle (LtPanShape shape)
{
  return pan_sides (shape, false, 0.0f).left;
}

void
lt_strip_trim (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, float *const *io)
{
  LtGlide *trim = &strip->state->trim;

  follow (trim, &strip->trim_lane, true, &strip->state->chase, plan, where, strip->lag_in + strip->lead);
  for (uint32_t c = 0; c < strip->n_channels; c++)
    strip_scale (io[c], where->len, lt_ramp_make (trim->from, trim->to, 0, where->len));
}

void
lt_strip_widen (const LtPlan *plan, float *const *io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      io[0][i] *= plan->pan_middle;
      io[1][i] = io[0][i];
    }
}

LT_RT static bool
lane_mutes (const LtLaneSpec *lane, int64_t pos)
{
  return lane->n_points > 0 && lt_lane_at (lane, pos, 1) >= 0.5f;
}

/* What fader and VCAs come to; the mute gate learns what they and the lanes mute. */
LT_RT static Ends
strip_level (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where)
{
  LtStripState    *s = strip->state;
  const LtLaneSpec none = { 0 };
  int64_t          pos = where->pos - strip->lag_out;
  bool             muted = s->muted || lane_mutes (&strip->mute_lane, pos), leads = false;
  Ends             vcas = { 1.0f, 1.0f };

  for (uint32_t i = 0; i < strip->n_vcas; i++)
    {
      const LtVcaSpec *vca = &strip->vcas[i];

      muted = muted || lane_mutes (&vca->mute, pos);
      if (vca->fader.n_points == 0)
        continue;
      leads = true;
      if (where->snap)
        vcas.from *= level_gain (lt_lane_at (&vca->fader, pos, plan->gate_frames));
      vcas.to *= level_gain (lt_lane_at (&vca->fader, pos + where->len, plan->gate_frames));
    }
  s->mute.open = !muted;

  follow (&s->fader, &strip->fader_lane, true, &s->chase, plan, where, strip->lag_out);
  follow (&s->vca, &none, true, &s->chase, plan, where, 0);
  if (leads)
    lead (&s->vca_lanes, vcas, &s->chase, plan, where);
  else
    follow (&s->vca_lanes, &none, true, &s->chase, plan, where, 0);
  return (Ends) { s->fader.from * s->vca.from * s->vca_lanes.from, s->fader.to * s->vca.to * s->vca_lanes.to };
}

/* Mute and gate of the strip move on. */
LT_RT static void
move_gates (const LtPlan *plan, LtStripState *s, const LtRunAt *where)
{
  uint32_t frames = plan->gate_frames;

  if (where->snap)
    {
      lt_gate_snap (&s->mute, s->mute.open, frames);
      lt_gate_snap (&s->gate, true, frames);
      s->hold = 0; /* the lead-in is part of what is played */
    }
  lt_gate_advance (&s->mute, where->len, frames);
  if (s->hold > 0 && s->gate.open)
    s->gate.from = s->gate.to; /* it stands still */
  else
    lt_gate_advance (&s->gate, where->len, frames);
  s->hold -= s->hold < where->len ? s->hold : where->len;
}

typedef struct
{
  LtRamp ll, rl, lr, rr; /* as Place; of a mono signal only ll and lr count */
} Output;

LT_RT static bool
stands (const LtGlide *glide)
{
  return glide->from == glide->to;
}

/* Where the strip's signal goes at both ends of the quantum. */
LT_RT static void
strip_place (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, Place *a, Place *b)
{
  LtStripState *s = strip->state;
  LtPanShape    shape = plan->pan_shape;

  follow (&s->pan, &strip->pan_lane, false, &s->chase, plan, where, strip->lag_out);
  follow (&s->width, &strip->width_lane, false, &s->chase, plan, where, strip->lag_out);
  follow (&s->pan_left, &strip->pan_left_lane, false, &s->chase, plan, where, strip->lag_out);
  follow (&s->pan_right, &strip->pan_right_lane, false, &s->chase, plan, where, strip->lag_out);
  if (strip->n_out == 1)
    {
      *a = place_mono (shape, s->pan.from);
      *b = stands (&s->pan) ? *a : place_mono (shape, s->pan.to);
    }
  else if (strip->place == LT_PLACE_DUAL)
    {
      *a = place_dual (shape, s->pan_left.from, s->pan_right.from);
      *b = stands (&s->pan_left) && stands (&s->pan_right) ? *a : place_dual (shape, s->pan_left.to, s->pan_right.to);
    }
  else
    {
      *a = place_balance (shape, s->pan.from, s->width.from);
      *b = stands (&s->pan) && stands (&s->width) ? *a : place_balance (shape, s->pan.to, s->width.to);
    }
}

/* Level × place × mute × gate at both ends of the quantum. */
LT_RT static Output
output_ramps (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where)
{
  LtStripState *s = strip->state;
  Ends          level = strip_level (plan, strip, where);
  Place         a, b;

  strip_place (plan, strip, where, &a, &b);
  move_gates (plan, s, where);
  chase_on (&s->chase, where);

  float from = level.from * s->mute.from * s->gate.from;
  float to = level.to * s->mute.to * s->gate.to;

  return (Output) {
    lt_ramp_make (from * a.ll, to * b.ll, 0, where->len),
    lt_ramp_make (from * a.rl, to * b.rl, 0, where->len),
    lt_ramp_make (from * a.lr, to * b.lr, 0, where->len),
    lt_ramp_make (from * a.rr, to * b.rr, 0, where->len),
  };
}

LT_RT static bool
is_nothing (LtRamp ramp)
{
  return ramp.from == 0.0f && ramp.step == 0.0f;
}

LT_RT LT_WIDE static void
strip_cross (float *restrict left, float *restrict right, uint32_t n, Output to)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float l = left[i], r = right[i];

      left[i] = l * lt_ramp_at (to.ll, i) + r * lt_ramp_at (to.rl, i);
      right[i] = l * lt_ramp_at (to.lr, i) + r * lt_ramp_at (to.rr, i);
    }
}

LtSideGains
lt_strip_edge (const LtPlan *plan, const LtPlanEdge *edge, const LtRunAt *where, int64_t lag)
{
  LtEdgeState *s = edge->state;

  follow (&s->gain, &edge->gain_lane, true, &s->chase, plan, where, lag);
  follow (&s->pan, &edge->pan_lane, false, &s->chase, plan, where, lag);
  chase_on (&s->chase, where);
  s->mute.open = !s->muted && !lane_mutes (&edge->mute_lane, where->pos - lag);
  if (where->snap)
    lt_gate_snap (&s->mute, s->mute.open, plan->gate_frames);
  lt_gate_advance (&s->mute, where->len, plan->gate_frames);

  float from = s->gain.from * s->mute.from, to = s->gain.to * s->mute.to;
  Sides a = pan_sides (plan->pan_shape, !edge->is_mono, s->pan.from), b = a;

  if (!stands (&s->pan))
    b = pan_sides (plan->pan_shape, !edge->is_mono, s->pan.to);
  if (edge->is_mono) /* it has come as loud as in the middle */
    {
      a = (Sides) { a.left / plan->pan_middle, a.right / plan->pan_middle };
      b = (Sides) { b.left / plan->pan_middle, b.right / plan->pan_middle };
    }
  return (LtSideGains) { { from * a.left, from * a.right }, { to * b.left, to * b.right } };
}

void
lt_strip_fader (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, bool silent, float *const *io, float *const *pre)
{
  Output   to = output_ramps (plan, strip, where);
  uint32_t n = where->len;

  if (pre[0] != NULL)
    {
      LtGate *gate = &strip->state->gate;
      float   middle = strip->n_out == 1 ? plan->pan_middle : 1.0f;

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
  if (strip->n_out == 2 && !(is_nothing (to.rl) && is_nothing (to.lr)))
    {
      strip_cross (io[0], io[1], n, to);
      return;
    }
  strip_scale (io[0], n, to.ll);
  strip_scale (io[1], n, strip->n_out == 2 ? to.rr : to.lr);
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

typedef float Lanes __attribute__ ((vector_size (16)));

LT_RT static inline __attribute__ ((always_inline)) Lanes
add_squares (Lanes sum, const float *in)
{
  Lanes x;

  memcpy (&x, in, sizeof x);
  return sum + x * x;
}

/* Samples in lanes, so that none waits for the one before it. */
LT_RT static inline __attribute__ ((always_inline)) Level
level_of (const float *in, uint32_t n)
{
  Lanes    a = { 0 }, b = { 0 };
  int32_t  peak = lt_strip_most_bits (in, n);
  Level    out = { .sum = 0.0f };
  uint32_t i = 0;

  for (; i + 8 <= n; i += 8)
    {
      a = add_squares (a, in + i);
      b = add_squares (b, in + i + 4);
    }
  for (; i < n; i++)
    out.sum += in[i] * in[i];

  Lanes sum = a + b;
  for (int k = 0; k < 4; k++)
    out.sum += sum[k];
  memcpy (&out.peak, &peak, sizeof out.peak);
  return out;
}

LT_RT LT_WIDE static Level
strip_level_of (const float *in, uint32_t n)
{
  return n == LT_QUANTUM ? level_of (in, LT_QUANTUM) : level_of (in, n);
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
