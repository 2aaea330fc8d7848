// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Click repair: finds what the sound itself doesn't explain, and puts in what does. All else passes bit for bit.
// Layer: fx.
// Ref: S. J. Godsill, P. J. W. Rayner, "Digital Audio Restoration" (1998), ch. 5: clicks as outliers of the errors of a
// linear prediction. Filling: dsp/linear-prediction.
//
// Works in hops from the last reset, so that pieces of a quantum change nothing. A hop's work is spread over the blocks
// that come in after it: a rough model of a long window, of it again without what looks like clicks, then the search.
// A click is short, stands far out from what is before and behind it, begins where the past fails to foretell it, ends
// where the future does, and leaves nothing unexplained once it is filled: beginnings of notes do.

#include "dsp/linear-prediction.h"
#include "fx/fx.h"

#include <string.h>

#define BLOCK 64u
#define HOP 512u
#define WINDOW (3u * HOP) /* a hop before, the hop searched, a hop behind */
#define LATENCY WINDOW
#define ORDER LT_LINEAR_PREDICTION_MAX_ORDER
#define ROUGH_ORDER 16u
#define BEFORE 64u /* samples kept before the window: the models reach back */
#define MAX_GAP LT_LINEAR_PREDICTION_MAX_GAP
#define BUDGET (MAX_GAP + 64u) /* samples filled in a hop, tries included */

#define FLOOR 1e-7       /* noise taken along in the models, */
#define ROUGH_FLOOR 1e-6
#define CHUNK_BITS 5u    /* 32 samples share a level; twice as many at twice the rates */
#define MAX_CHUNKS (WINDOW >> CHUNK_BITS)
#define AROUND 8u        /* chunks on either side that a click is compared with */
#define QUIETEST 2u      /* of them so many may be quieter than the one that counts */
#define RMS_OF_MEAN 1.2533f /* of noise */
#define SOFTEST 1e-6f    /* errors below are none: −120 dBFS */
#define ROUGH 0.6f       /* of the threshold, for the rough model */
#define FLANK 0.2f       /* of it, at the edges of a click, */
#define FLANK_LEAST 3.0f /* at least this many levels, */
#define SHARE 0.1f       /* and across a gap at least this share of the peak */
#define LEFT 0.3f        /* of the peak, that a filled click may leave */
#define LENGTHY 0.02f    /* of the threshold more for each sample: the longer, the clearer must it be */
#define WELL 1.5f        /* levels, on average: nothing of the click is left */
#define ENOUGH 2.0f      /* or little */
#define HOPELESS 3.0f    /* too much for a click whose end was missed */
#define HOPE 0.08f       /* or this share of the peak */
#define CLEAR 2.0f       /* thresholds: it must be a click beyond doubt */
#define TRIES 4u         /* of a click whose end was missed, */
#define MORE 4u          /* each of so many samples more */
#define PERIOD_MAX_S 0.06 /* of a string's or voice's pulses */
#define MAX_OTHERS 10u
#define APART 48u         /* samples between two of them */
#define ALIKE 2.5f        /* their peaks differ by no more */
#define LONG_AGO (-(1 << 20))
#define LOUDEST 1e4f     /* +80 dBFS; anything above is damage, and silent */
#define MANY 72.0f       /* threshold in levels at no sensitivity */
#define FEW 4.5f         /* and at full */

enum
{
  P_SENSITIVITY,
  P_MAX_LENGTH,
  P_LISTEN,
  N_PARAMS
};

static const LtParamSpec params[] = {
  [P_SENSITIVITY] = { .key = "sensitivity", .label = N_ ("Sensitivity"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How little a click may stand out to be repaired; too much also takes the edge off music.") },
  [P_MAX_LENGTH] = { .key = "max-length", .label = N_ ("Longest click"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.1f, .max = 4.0f, .def = 1.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("What lasts longer is no click; at most 192 samples.") },
  [P_LISTEN] = { .key = "listen", .label = N_ ("Listen"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Plays what is taken away.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "clicks", N_ ("Clicks a second"), LT_UNIT_NONE },
};

typedef struct
{
  float work[BEFORE + WINDOW + HOP]; /* what is before the window, the window, what has come in since */
  float dry[WINDOW + HOP];

  int32_t spike_at[2];   /* the last two that were taken for clicks or nearly so, from the window's start; the newest first */
  float   spike_peak[2];
} Channel;

/* What the search goes by. */
typedef struct
{
  float    threshold, flank; /* in levels */
  uint32_t longest;          /* samples */
} Rules;

typedef struct
{
  float    windowing[WINDOW];
  double   rate_hz;
  uint32_t n_channels;
  uint32_t chunk_bits; /* log2 of a chunk's samples */
  uint32_t at; /* frames of the hop that have come in */
  float    clicks; /* a second, for the readout */

  /* The work on one channel's hop. */
  bool               suspect; /* the rough model found something */
  LtLinearPrediction model;
  float              clean[WINDOW]; /* windowed for the model */
  float              errors[WINDOW];
  float              back[MAX_GAP + 2 * ORDER + 16];
  float              level[MAX_CHUNKS]; /* of the errors around each chunk */
  LtLinearPredictionScratch scratch;
  uint32_t           budget; /* samples that may still be filled */

  Channel channels[LT_MAX_CHANNELS];
} Declick;

static size_t
declick_state_size (const LtFxSetup *setup)
{
  return sizeof (Declick);
}

LT_RT static void
declick_reset (void *state)
{
  Declick *self = state;

  self->at = 0;
  self->clicks = 0.0f;
  self->suspect = false;
  memset (self->channels, 0, sizeof self->channels);
  for (uint32_t c = 0; c < LT_MAX_CHANNELS; c++)
    self->channels[c].spike_at[0] = self->channels[c].spike_at[1] = LONG_AGO;
}

static LtStatus
declick_init (void *state, const LtFxSetup *setup)
{
  Declick *self = state;

  self->rate_hz = setup->rate_hz;
  self->n_channels = setup->n_channels;
  self->chunk_bits = CHUNK_BITS + (setup->rate_hz < 64000.0 ? 0 : 1);
  for (uint32_t i = 0; i < WINDOW; i++)
    self->windowing[i] = (float) (0.5 - 0.5 * cos (2.0 * LT_PI * (i + 0.5) / WINDOW));
  declick_reset (state);
  return LT_OK;
}

LT_RT static Rules
rules_of (const Declick *self, const float *values)
{
  float threshold = MANY * powf (FEW / MANY, 0.01f * values[P_SENSITIVITY]);
  float longest = values[P_MAX_LENGTH] * 0.001f * (float) self->rate_hz + 0.5f;

  return (Rules) {
    .threshold = threshold,
    .flank = FLANK * threshold > FLANK_LEAST ? FLANK * threshold : FLANK_LEAST,
    .longest = longest < 1.0f ? 1 : (longest > (float) MAX_GAP ? MAX_GAP : (uint32_t) longest),
  };
}

/* ----------------------------------------------------------------- levels */

/* The value of n that QUIETEST others are below. */
LT_RT static float
low_value (const float *values, uint32_t n)
{
  float least[QUIETEST + 1];

  for (uint32_t k = 0; k <= QUIETEST; k++)
    least[k] = INFINITY;
  for (uint32_t i = 0; i < n; i++)
    {
      float v = values[i];

      for (uint32_t k = 0; k <= QUIETEST; k++)
        if (v < least[k])
          {
            float other = least[k];

            least[k] = v;
            v = other;
          }
    }
  return n > QUIETEST ? least[QUIETEST] : 0.0f;
}

/* Of the errors before and behind each chunk what is louder: beginnings of notes stand out from the one alone. Clicks
   themselves fill few chunks and so don't count. */
LT_RT static void
measure_levels (Declick *self)
{
  uint32_t chunk = 1u << self->chunk_bits, n = WINDOW >> self->chunk_bits;
  float    mean[MAX_CHUNKS];

  for (uint32_t c = 0; c < n; c++)
    {
      const float *e = self->errors + (size_t) c * chunk;

      mean[c] = 0.0f;
      for (uint32_t i = 0; i < chunk; i++)
        mean[c] += fabsf (e[i]);
      mean[c] *= RMS_OF_MEAN / (float) chunk;
    }
  for (uint32_t c = 0; c < n; c++)
    {
      uint32_t before = c < AROUND ? c : AROUND, behind = n - 1 - c < AROUND ? n - 1 - c : AROUND;
      float    a = low_value (mean + c - before, before), b = low_value (mean + c + 1, behind);

      self->level[c] = (a > b ? a : b) + SOFTEST;
    }
}

LT_RT static inline float
level_at (const Declick *self, uint32_t i)
{
  return self->level[i >> self->chunk_bits];
}

/* The last sample up to `limit` whose error stands out as the flank of the click at i does; *peak: the highest error. */
LT_RT static uint32_t
last_error (const Declick *self, const Rules *rules, uint32_t i, uint32_t limit, float *peak)
{
  uint32_t last = i;

  *peak = fabsf (self->errors[i]);
  for (uint32_t j = i; j < limit; j++)
    *peak = fabsf (self->errors[j]) > *peak ? fabsf (self->errors[j]) : *peak;
  for (uint32_t j = i; j < limit; j++)
    if (fabsf (self->errors[j]) > rules->flank * level_at (self, j) && fabsf (self->errors[j]) > SHARE * *peak)
      last = j;
  return last;
}

/* ------------------------------------------------------------ rough model */

/* What the model finds odd in a window of what came in becomes straight lines in the clean copy. */
LT_RT static void
draw_over (Declick *self, const float *x, const Rules *rules)
{
  float threshold = ROUGH * rules->threshold;

  lt_linear_prediction_errors (&self->model, x, self->errors, WINDOW);
  measure_levels (self);
  for (uint32_t i = 1; i + 1 < WINDOW; i++)
    {
      uint32_t limit = i + rules->longest + ROUGH_ORDER;
      float    peak;

      if (!(fabsf (self->errors[i]) > threshold * level_at (self, i)))
        continue;
      self->suspect = true;

      uint32_t last = last_error (self, rules, i, limit < WINDOW - 1 ? limit : WINDOW - 1, &peak);
      float    from = self->clean[i - 1], to = x[last + 1 < WINDOW ? last + 1 : last];
      for (uint32_t j = i; j <= last; j++)
        self->clean[j] = from + (to - from) * (float) (j - i + 1) / (float) (last - i + 2);
      i = last;
    }
}

/* Two rough models: one of the hop before, which is clean already, as a long click teaches its own shape to a model of
   the hop that it lies in; and then one of the whole window, as music goes on otherwise than before. */
LT_RT static void
look (Declick *self, Channel *ch, const Rules *rules)
{
  const float *x = ch->work + BEFORE;
  float        windowed[WINDOW];

  self->suspect = false;
  memcpy (self->clean, x, sizeof self->clean);
  for (uint32_t i = 0; i < HOP; i++)
    windowed[i] = x[i] * self->windowing[i * (WINDOW / HOP)];
  lt_linear_prediction_fit (&self->model, ROUGH_ORDER, windowed, HOP, ROUGH_FLOOR);
  draw_over (self, x, rules);

  for (uint32_t i = 0; i < WINDOW; i++)
    windowed[i] = self->clean[i] * self->windowing[i];
  lt_linear_prediction_fit (&self->model, ROUGH_ORDER, windowed, WINDOW, ROUGH_FLOOR);
  draw_over (self, x, rules);
}

LT_RT static void
model (Declick *self)
{
  for (uint32_t i = 0; i < WINDOW; i++)
    self->clean[i] *= self->windowing[i];
  lt_linear_prediction_fit (&self->model, ORDER, self->clean, WINDOW, FLOOR);
}

/* ----------------------------------------------------------------- search */

/* Where the click that begins at `first` ends: behind it the future explains all again. Inside there may be a stretch that
   it explains, as in a click of one height. `limit`: its last error. */
LT_RT static uint32_t
end_of_click (Declick *self, const float *x, const Rules *rules, uint32_t first, uint32_t limit)
{
  uint32_t end = first, stretch = rules->longest / 2 + 1;

  lt_linear_prediction_errors_back (&self->model, x + first, self->back, (limit - first + 8) & ~7u);
  for (uint32_t j = first; j <= limit && j - end <= stretch; j++)
    if (fabsf (self->back[j - first]) > rules->flank * level_at (self, j))
      end = j;
  return end;
}

/* Fills n samples from `first` on and tells how many levels the errors then have on average, or that one still stands out:
   infinity. */
LT_RT static float
fill (Declick *self, float *x, uint32_t first, uint32_t n, float peak)
{
  float    after[MAX_GAP + ORDER + 8], top = 0.0f, power = 0.0f;
  uint32_t n_after = (n + ORDER + 7) & ~7u;

  lt_linear_prediction_fill (&self->model, x + first, n, &self->scratch);
  lt_linear_prediction_errors (&self->model, x + first, after, n_after);
  for (uint32_t i = 0; i < n + ORDER; i++)
    {
      top = fabsf (after[i]) > top ? fabsf (after[i]) : top;
      power += after[i] * after[i];
    }
  return top < LEFT * peak ? sqrtf (power / (float) (n + ORDER)) / level_at (self, first) : INFINITY;
}

/* Repairs the click of n samples from `first` on, or more of them where its end was missed. 0: it is none, and all is as
   it was. Else how many. */
LT_RT static uint32_t
repair (Declick *self, float *x, const Rules *rules, uint32_t first, uint32_t n, float peak)
{
  float    was[MAX_GAP], left = INFINITY, level = level_at (self, first);
  uint32_t most = rules->longest < self->budget ? rules->longest : self->budget, longer = n;

  if (n > most || peak < rules->threshold * (1.0f + LENGTHY * (float) n) * level)
    return 0;
  memcpy (was, x + first, most * sizeof *x);
  for (uint32_t try = 0; try < TRIES && longer <= most && !(left < WELL); try++, longer += MORE)
    {
      float now = fill (self, x, first, longer, peak);

      self->budget -= longer < self->budget ? longer : self->budget;
      if (try == 0 || now < WELL)
        {
          left = now;
          n = longer;
        }
      if (try == 0 && (now > fmaxf (HOPELESS, HOPE * peak / level) || peak < CLEAR * rules->threshold * level))
        break;
      if (!(now < WELL))
        memcpy (x + first, was, longer * sizeof *x);
    }
  if (left >= WELL && left < ENOUGH)
    fill (self, x, first, n, peak);
  else if (!(left < WELL))
    {
      memcpy (x + first, was, most * sizeof *x);
      return 0;
    }
  lt_linear_prediction_errors (&self->model, x + first, self->errors + first, (n + ORDER + 7) & ~7u);
  return n;
}

LT_RT static bool
alike (float a, float b)
{
  return a < ALIKE * b && b < ALIKE * a;
}

/* Errors of the window about as high as the one at i, and the last clicks, which are no errors any more: where they are. */
LT_RT static uint32_t
others_alike (const Declick *self, const Channel *ch, uint32_t i, float peak, int32_t at[MAX_OTHERS])
{
  uint32_t n = 0;

  for (uint32_t k = 0; k < 2; k++)
    if (alike (peak, ch->spike_peak[k]) && ((int32_t) i - ch->spike_at[k]) < PERIOD_MAX_S * self->rate_hz)
      at[n++] = ch->spike_at[k];
  for (uint32_t j = 0; j < WINDOW && n < MAX_OTHERS; j++)
    if (ALIKE * fabsf (self->errors[j]) > peak && (j + APART < i || j > i + APART))
      {
        at[n++] = (int32_t) j;
        j += APART;
      }
  return n;
}

/* Strings and voices are plucked anew each period. A pulse has others of its kind on both sides as far away, or one as far
   behind another. */
LT_RT static bool
is_pulse (const Declick *self, const Channel *ch, uint32_t i, float peak)
{
  int32_t  at[MAX_OTHERS], here = (int32_t) i;
  uint32_t n = others_alike (self, ch, i, peak, at);

  for (uint32_t a = 0; a < n; a++)
    {
      int32_t period = at[a] - here, slack = (period < 0 ? -period : period) / 64 + 3;

      for (uint32_t b = 0; b < n; b++)
        {
          int32_t opposite = at[b] - here + period, behind = at[b] - at[a] - period;

          if ((opposite <= slack && -opposite <= slack) || (behind <= slack && -behind <= slack))
            return true;
        }
    }
  return false;
}

LT_RT static void
remember (Channel *ch, uint32_t i, float peak)
{
  ch->spike_at[1] = ch->spike_at[0];
  ch->spike_peak[1] = ch->spike_peak[0];
  ch->spike_at[0] = (int32_t) i;
  ch->spike_peak[0] = peak;
}

/* The middle hop of the window. */
LT_RT static void
search (Declick *self, Channel *ch, const Rules *rules)
{
  float *x = ch->work + BEFORE;

  self->budget = BUDGET;
  for (uint32_t i = HOP; i < 2 * HOP; i++)
    {
      uint32_t first = i, last, n;
      float    peak;

      if (!(fabsf (self->errors[i]) > rules->threshold * level_at (self, i)))
        continue;
      while (i - first < 8 && fabsf (self->errors[first - 1]) > rules->flank * level_at (self, first - 1))
        first--;
      last = last_error (self, rules, i, i + rules->longest + ORDER, &peak);
      n = is_pulse (self, ch, i, peak) ? 0 : repair (self, x, rules, first, end_of_click (self, x, rules, first, last) - first + 1, peak);
      remember (ch, i, peak);
      self->clicks += n > 0 ? 1.0f : 0.0f;
      i = n > 0 ? first + n - 1 : last;
    }
}

/* -------------------------------------------------------------------- run */

/* One of the steps into which a hop's work is cut: four a channel. */
LT_RT static void
work (Declick *self, uint32_t step, const Rules *rules)
{
  if (step / 4 >= self->n_channels)
    return;

  Channel *ch = &self->channels[step / 4];

  switch (step % 4)
    {
    case 0:
      look (self, ch, rules);
      break;
    case 1:
      if (self->suspect)
        model (self);
      break;
    case 2:
      if (self->suspect)
        {
          lt_linear_prediction_errors (&self->model, ch->work + BEFORE, self->errors, WINDOW);
          measure_levels (self);
        }
      break;
    default:
      if (self->suspect)
        search (self, ch, rules);
    }
}
_Static_assert (4 * LT_MAX_CHANNELS * BLOCK <= HOP, "all steps are done before the next hop");

LT_RT static void
next_hop (Declick *self)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channels[c];

      memmove (ch->work, ch->work + HOP, (BEFORE + WINDOW) * sizeof (float));
      memmove (ch->dry, ch->dry + HOP, WINDOW * sizeof (float));
      for (uint32_t k = 0; k < 2; k++)
        ch->spike_at[k] = ch->spike_at[k] > LONG_AGO ? ch->spike_at[k] - (int32_t) HOP : LONG_AGO;
    }
  self->clicks *= expf (-(float) (HOP / self->rate_hz));
  self->at = 0;
}

LT_RT static void
exchange (Declick *self, const LtFxBlock *blk, uint32_t from, uint32_t n)
{
  LtRamp listen = lt_ramp_value (blk, P_LISTEN);
  bool   listening = blk->from[P_LISTEN] != 0.0f || blk->to[P_LISTEN] != 0.0f;

  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channels[c];
      float   *io = blk->io[c] + from, *in = ch->work + BEFORE + WINDOW + self->at, *out = ch->work + BEFORE + self->at, *dry = ch->dry + self->at;

      for (uint32_t i = 0; i < n; i++)
        in[i] = fabsf (io[i]) <= LOUDEST ? io[i] : 0.0f; /* NaN is not */
      memcpy (dry + WINDOW, in, n * sizeof *in);
      memcpy (io, out, n * sizeof *io);
      for (uint32_t i = 0; listening && i < n; i++)
        {
          float l = lt_ramp_at (listen, from + i);

          io[i] = out[i] * (1.0f - l) + (dry[i] - out[i]) * l;
        }
    }
}

LT_RT static void
declick_process (void *state, const LtFxBlock *blk)
{
  Declick *self = state;
  Rules    rules = rules_of (self, blk->to);

  for (uint32_t i = 0; i < blk->n_frames;)
    {
      uint32_t left = BLOCK - self->at % BLOCK, n = blk->n_frames - i < left ? blk->n_frames - i : left;

      exchange (self, blk, i, n);
      i += n;
      self->at += n;
      if (self->at == HOP)
        next_hop (self);
      if (self->at % BLOCK == 0)
        work (self, self->at / BLOCK, &rules);
    }
}

LT_RT static void
declick_readout (const void *state, float *out)
{
  const Declick *self = state;

  out[0] = self->clicks;
}

static uint32_t
declick_latency (const LtFxSetup *setup, const float *values)
{
  return LATENCY;
}

/* The end of sound may be filled on for as long as the longest click. */
static uint32_t
declick_tail (const LtFxSetup *setup, const float *values)
{
  return MAX_GAP;
}

const LtFxType lt_fx_declick = {
  .key = "declick",
  .label = N_ ("Click repair"),
  .family = LT_FX_REPAIR,
  .help = N_ ("Repairs clicks of records, converters and edits, and leaves all else as it is."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .state_size = declick_state_size,
  .init = declick_init,
  .reset = declick_reset,
  .process = declick_process,
  .readout = declick_readout,
  .latency = declick_latency,
  .tail = declick_tail,
};
