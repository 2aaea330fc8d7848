// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Noise reduction: what is no louder than the noise is turned down, bin by bin.
// Layer: fx.
//
// Spectra of about 40 ms; the noise comes from a print that was learned where there is nothing else, or without one is
// followed all the time. dsp/spectral-gain says how much of each bin is signal, with a look at what is to come.

#include "dsp/fast-log.h"
#include "dsp/key-filter.h"
#include "dsp/noise-print.h"
#include "dsp/noise-track.h"
#include "dsp/spectral-gain.h"
#include "dsp/spectrum-rows.h"
#include "dsp/stft.h"
#include "dsp/tone-cancel.h"
#include "fx/fx.h"

#include <string.h>

#define FRAME_S 0.0319            /* the medium window is the power of two that is no shorter: 2048 at 44.1 and 48 kHz */
#define FRAMES (LT_SPECTRAL_GAIN_LATE + 1u)
#define REST_FRAMES 32u           /* of silence after which nothing is left to do */
#define OVER_DB 0.1f              /* by which noise is supposed louder than it was heard: it scatters */
#define TRUST_MOST 0.3f           /* at no smoothing */
#define TRUST_FALL 3.8145f        /* in powers of two down to full smoothing */
#define LEAST_POWER 1e-20f

enum
{
  P_REDUCTION,
  P_SENSITIVITY,
  P_SMOOTHING,
  P_RELEASE,
  P_LOW,
  P_HIGH,
  P_FOLLOW,
  P_WHITEN,
  P_LINK,
  P_RESIDUAL,
  P_WINDOW,
  N_PARAMS
};

static const LtChoice windows[] = {
  { "short", N_ ("Short") },
  { "medium", N_ ("Medium") },
  { "long", N_ ("Long") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_REDUCTION] = { .key = "reduction", .label = N_ ("Reduction"), .unit = LT_UNIT_DB, .min = 0.0f, .max = 48.0f, .def = 20.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the noise is turned down where there is nothing else.") },
  [P_SENSITIVITY] = { .key = "sensitivity", .label = N_ ("Sensitivity"), .unit = LT_UNIT_DB, .min = -12.0f, .max = 12.0f, .def = 0.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Takes the noise for louder than it was heard; more removes more, of faint sounds too.") },
  [P_SMOOTHING] = { .key = "smoothing", .label = N_ ("Smoothing"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = 50.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Against tinkling remains of noise; less keeps fast sounds crisper.") },
  [P_RELEASE] = { .key = "release", .label = N_ ("Release"), .unit = LT_UNIT_MS, .min = 0.0f, .max = 500.0f, .def = 0.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Lets sounds die away slower than the noise hides them, for rooms and strings.") },
  [P_LOW] = { .key = "low", .label = N_ ("Low limit"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 5000.0f, .def = 20.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Nothing is removed below it; off at its lowest.") },
  [P_HIGH] = { .key = "high", .label = N_ ("High limit"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 500.0f, .max = 20000.0f, .def = 20000.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Nothing is removed above it; off at its highest.") },
  [P_FOLLOW] = { .key = "follow", .label = N_ ("Follow"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = 0.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the noise print gives way to the noise as it is heard now; without a print it is all followed.") },
  [P_WHITEN] = { .key = "whiten", .label = N_ ("Whiten"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = 0.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Turns the louder parts of the noise further down, so that what is left has less of a colour.") },
  [P_LINK] = { .key = "link", .label = N_ ("Stereo link"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Treats both channels alike, so that the image stands still.") },
  [P_RESIDUAL] = { .key = "residual", .label = N_ ("Listen to residual"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Plays what is removed instead of what is left.") },
  [P_WINDOW] = { .key = "window", .label = N_ ("Window"), .curve = LT_CURVE_STEP, .max = 2.0f, .def = 1.0f, .flags = LT_PARAM_LATENCY | LT_PARAM_SHAPE, .choices = windows, .help = N_ ("Short keeps attacks, long tells tones from noise; medium suits speech.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

extern const LtFxType lt_fx_denoise;

static const LtReadoutSpec readouts[] = {
  { "reduction", N_ ("Reduction"), LT_UNIT_DB },
};

typedef struct
{
  LtNoiseTrack   track;
  LtSpectralGain chain;             /* of the first channel for both when they are linked */
  LtToneCancel   cancel;            /* of the print's tones */
  float         *spectrum[FRAMES];  /* a ring; the oldest is due */
  float         *tones[FRAMES];     /* what was cancelled of it */
  double         loud[FRAMES];      /* power with the tones */
  bool           sounds[FRAMES];
  float         *power;             /* of the newest */
  float         *print;             /* log2 of the noise */
  float         *noise;             /* log2, in use */
  float         *inverse;           /* of its power */
  float         *floor;             /* gain of what is noise for sure */
  float         *gain;
  float         *held;              /* gain of the frame before */
} Channel;

typedef struct
{
  LtStft   stft;
  uint32_t n_channels, n_bins;
  double   rate_hz;
  bool     has_print;
  Channel  channel[LT_MAX_CHANNELS];
  float   *reach;                   /* 0 outside of the limits, 1 within */
  float    limits[2];               /* that reach is made for */
  uint32_t newest;                  /* frame in the ring */
  uint32_t n_silent;                /* frames without a sound, up to REST_FRAMES */
  bool     linked;
  bool     following;               /* noise is not the print alone */
  double   heard, left;             /* power of the frame that went out, before and after */
} Denoise;

/* ------------------------------------------------------------------ noise */

/* What counts as noise in this frame. */
LT_RT static void
find_noise (Denoise *self, Channel *ch, float follow)
{
  uint32_t n = self->n_bins;

  if (!self->has_print)
    memcpy (ch->noise, ch->track.level, n * sizeof (float));
  else if (follow > 0.0f)
    lt_spectrum_rows_mix (ch->print, ch->track.level, follow, ch->noise, n);
  else
    memcpy (ch->noise, ch->print, n * sizeof (float));
  lt_spectrum_rows_exp2 (ch->noise, ch->inverse, n);
  lt_tone_cancel_add_error (&ch->cancel, ch->inverse);
  lt_spectrum_rows_invert (ch->inverse, n);
}

/* Tones go by their phase, which a gap loses. */
LT_RT static void
cancel_tones (Denoise *self, Channel *ch)
{
  uint32_t f = self->newest;

  ch->loud[f] = lt_spectrum_rows_sum_power (ch->spectrum[f], self->n_bins);
  if (ch->cancel.n_tones == 0)
    return;
  memset (ch->tones[f], 0, 2 * self->n_bins * sizeof (float));
  if (ch->sounds[f])
    lt_tone_cancel_run (&ch->cancel, ch->spectrum[f], ch->tones[f]);
  else
    lt_tone_cancel_reset (&ch->cancel);
}

LT_RT static void
listen (Denoise *self, const float *values)
{
  float follow = self->has_print ? 0.01f * values[P_FOLLOW] : 1.0f;
  float scale = exp2f (-(OVER_DB + values[P_SENSITIVITY]) * (1.0f / LT_FAST_LOG_DB_OF_POWER));
  bool  linked = self->n_channels == 2 && values[P_LINK] >= 0.5f;

  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channel[c];

      if (ch->cancel.n_tones != 0)
        find_noise (self, ch, follow); /* before the tones learn from this frame */
      cancel_tones (self, ch);
      lt_spectrum_rows_power (ch->spectrum[self->newest], ch->power, self->n_bins);
      if (follow > 0.0f && ch->sounds[self->newest])
        lt_noise_track_run (&ch->track, ch->power);
      if ((follow > 0.0f || self->following) && ch->cancel.n_tones == 0)
        find_noise (self, ch, follow);
    }
  self->following = follow > 0.0f;

  if (self->linked && !linked)
    {
      lt_spectral_gain_copy (&self->channel[1].chain, &self->channel[0].chain);
      memcpy (self->channel[1].held, self->channel[0].held, self->n_bins * sizeof (float));
    }
  self->linked = linked;
  if (linked)
    lt_spectral_gain_hear_pair (&self->channel[0].chain, (const float *const[2]) { self->channel[0].power, self->channel[1].power },
                                (const float *const[2]) { self->channel[0].inverse, self->channel[1].inverse }, scale);
  for (uint32_t c = 0; !linked && c < self->n_channels; c++)
    lt_spectral_gain_hear (&self->channel[c].chain, self->channel[c].power, self->channel[c].inverse, scale);
}

/* ------------------------------------------------------------------- gain */

/* Limits as parts of bins, so that they move without steps. */
LT_RT static void
set_limits (Denoise *self, float low_hz, float high_hz)
{
  float per_hz = (float) (self->stft.size / self->rate_hz);
  float from = low_hz <= params[P_LOW].min ? -1.0f : low_hz * per_hz;
  float to = high_hz >= params[P_HIGH].max ? (float) self->n_bins : high_hz * per_hz;

  if (self->limits[0] == low_hz && self->limits[1] == high_hz)
    return;
  lt_spectrum_rows_reach (from, to, self->reach, self->n_bins);
  self->limits[0] = low_hz;
  self->limits[1] = high_hz;
}

LT_RT static void
find_gain (Denoise *self, const float *values)
{
  float trust = TRUST_MOST * exp2f (-0.01f * TRUST_FALL * values[P_SMOOTHING]);
  float hop_ms = (float) (1000.0 * self->stft.hop / self->rate_hz);
  float whiten = values[P_REDUCTION] > 0.0f ? 0.01f * values[P_WHITEN] : 0.0f;
  float release = values[P_RELEASE] > 0.0f ? expf (-hop_ms / values[P_RELEASE]) : 0.0f;

  set_limits (self, values[P_LOW], values[P_HIGH]);
  for (uint32_t c = 0; c < (self->linked ? 1 : self->n_channels); c++)
    {
      Channel *ch = &self->channel[c];

      lt_spectral_gain_run (&ch->chain, trust, ch->gain);
      lt_spectrum_rows_floor (ch->noise, lt_db_to_gain (-values[P_REDUCTION]), whiten, ch->floor, self->n_bins);
      lt_spectrum_rows_shape (self->reach, release, values[P_RESIDUAL], ch->floor, ch->held, ch->gain, self->n_bins);
    }
}

/* The frame that is due goes out. */
LT_RT static void
put_out (Denoise *self, uint32_t c)
{
  Channel *ch = &self->channel[c], *by = &self->channel[self->linked ? 0 : c];
  uint32_t due = (self->newest + 1) % FRAMES;

  if (c == 0)
    self->heard = self->left = 0.0;
  if (!ch->sounds[due])
    return;
  lt_spectrum_rows_scale (by->gain, ch->spectrum[due], self->n_bins);
  if (ch->cancel.n_tones != 0)
    lt_spectrum_rows_add (by->floor, ch->tones[due], ch->spectrum[due], self->n_bins);
  self->heard += ch->loud[due];
  self->left += lt_spectrum_rows_sum_power (ch->spectrum[due], self->n_bins);
  lt_stft_backward (&self->stft, c, ch->spectrum[due]);
}

/* ---------------------------------------------------------------- process */

LT_RT static void
take_in (Denoise *self, uint32_t c)
{
  Channel *ch = &self->channel[c];

  if (c == 0)
    {
      self->newest = (self->newest + 1) % FRAMES;
      self->n_silent += self->n_silent < REST_FRAMES;
    }
  ch->sounds[self->newest] = lt_stft_forward (&self->stft, c, ch->spectrum[self->newest]);
  if (ch->sounds[self->newest])
    self->n_silent = 0;
}

/* One channel or one step a slot. */
LT_RT static void
work (Denoise *self, int slot, const float *values)
{
  bool rests = self->n_silent >= REST_FRAMES;

  if (slot >= 0 && slot < (int) self->n_channels)
    take_in (self, (uint32_t) slot);
  else if (slot == 2 && !rests)
    listen (self, values);
  else if (slot == 3 && !rests)
    find_gain (self, values);
  else if (slot >= 4 && slot < 4 + (int) self->n_channels)
    put_out (self, (uint32_t) slot - 4);
}

LT_RT static void
denoise_process (void *state, const LtFxBlock *blk)
{
  Denoise *self = state;

  for (uint32_t c = 0; c < blk->n_channels; c++)
    lt_key_filter_clean (blk->io[c], blk->io[c], blk->n_frames);

  for (uint32_t done = 0; done < blk->n_frames;)
    {
      uint32_t room = lt_stft_room (&self->stft);
      uint32_t n = blk->n_frames - done < room ? blk->n_frames - done : room;
      float   *io[LT_MAX_CHANNELS] = { blk->io[0] + done, blk->n_channels == 2 ? blk->io[1] + done : NULL };

      work (self, lt_stft_pass (&self->stft, io, n), blk->to);
      done += n;
    }
}

/* ------------------------------------------------------------------- type */

static uint32_t
frame_size (const LtFxSetup *setup, float window)
{
  uint32_t size = 64;

  while (size < FRAME_S * setup->rate_hz)
    size *= 2;
  return window < 0.5f ? size / 2 : (window < 1.5f ? size : size * 2);
}

static size_t
rounded (size_t bytes)
{
  return (bytes + 63) & ~(size_t) 63;
}

static size_t
channel_size (uint32_t size)
{
  uint32_t n_bins = lt_stft_bins (size);

  return lt_noise_track_memory (n_bins) + lt_spectral_gain_memory (n_bins) + 2 * FRAMES * rounded (lt_stft_floats (size) * sizeof (float))
         + 7 * rounded (n_bins * sizeof (float));
}

static size_t
denoise_state_size (const LtFxSetup *setup)
{
  uint32_t size = frame_size (setup, lt_fx_made_for (&lt_fx_denoise, setup, P_WINDOW));

  return rounded (sizeof (Denoise)) + lt_stft_memory (size, setup->n_channels) + setup->n_channels * channel_size (size)
         + rounded (lt_stft_bins (size) * sizeof (float));
}

static void *
take (char **memory, size_t bytes)
{
  void *part = *memory;

  *memory += rounded (bytes);
  return part;
}

static void
init_channel (Denoise *self, Channel *ch, char **memory)
{
  uint32_t n = self->n_bins;
  size_t   row = n * sizeof (float);

  lt_noise_track_init (&ch->track, n, self->stft.hop / self->rate_hz, take (memory, lt_noise_track_memory (n)));
  lt_spectral_gain_init (&ch->chain, n, take (memory, lt_spectral_gain_memory (n)));
  for (uint32_t f = 0; f < FRAMES; f++)
    {
      ch->spectrum[f] = take (memory, lt_stft_floats (self->stft.size) * sizeof (float));
      ch->tones[f] = take (memory, lt_stft_floats (self->stft.size) * sizeof (float));
    }
  ch->power = take (memory, row);
  ch->print = take (memory, row);
  ch->noise = take (memory, row);
  ch->inverse = take (memory, row);
  ch->floor = take (memory, row);
  ch->gain = take (memory, row);
  ch->held = take (memory, row);
}

LT_RT static void
denoise_reset (void *state)
{
  Denoise *self = state;

  lt_stft_reset (&self->stft);
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channel[c];

      lt_spectrum_rows_exp2 (ch->print, ch->power, self->n_bins); /* by way of scratch */
      lt_noise_track_reset (&ch->track, self->has_print ? ch->power : NULL);
      lt_spectral_gain_reset (&ch->chain);
      lt_tone_cancel_reset (&ch->cancel);
      memset (ch->sounds, 0, sizeof ch->sounds);
      memset (ch->held, 0, self->n_bins * sizeof (float));
      find_noise (self, ch, 0.0f);
    }
  self->newest = 0;
  self->n_silent = REST_FRAMES;
  self->linked = self->following = false;
  self->limits[0] = self->limits[1] = 0.0f;
  self->heard = self->left = 0.0;
}

/* The print as logarithms, a row a channel. */
static LtStatus
read_print (Denoise *self, const LtFxBlob *blob)
{
  LtNoisePrint print;

  self->has_print = lt_noise_print_read (blob->data, blob->size, &print);
  for (uint32_t c = 0; self->has_print && c < self->n_channels; c++)
    {
      float   *row = self->channel[c].print;
      LtTone   tones[LT_TONE_CANCEL_MOST];
      uint32_t n_tones;
      LtStatus status = lt_noise_print_split (&print, c, self->rate_hz, self->stft.size, row, tones, &n_tones);

      if (status != LT_OK)
        return status;
      for (uint32_t k = 0; k < self->n_bins; k++)
        row[k] = lt_fast_log_log2 (row[k] > LEAST_POWER ? row[k] : LEAST_POWER);
      lt_tone_cancel_init (&self->channel[c].cancel, self->n_bins, tones, n_tones);
    }
  return LT_OK;
}

static LtStatus
denoise_init (void *state, const LtFxSetup *setup)
{
  Denoise *self = state;
  uint32_t size = frame_size (setup, lt_fx_made_for (&lt_fx_denoise, setup, P_WINDOW));
  char    *memory = (char *) state + rounded (sizeof (Denoise));
  void    *rings = take (&memory, lt_stft_memory (size, setup->n_channels));

  self->rate_hz = setup->rate_hz;
  self->n_channels = setup->n_channels;
  self->n_bins = lt_stft_bins (size);

  LtStatus status = lt_stft_init (&self->stft, size, setup->n_channels, LT_SPECTRAL_GAIN_LATE, rings);
  if (status != LT_OK)
    return status;
  for (uint32_t c = 0; c < self->n_channels; c++)
    init_channel (self, &self->channel[c], &memory);
  self->reach = take (&memory, self->n_bins * sizeof (float));

  status = read_print (self, &setup->blob);
  denoise_reset (self);
  return status;
}

static void
denoise_clear (void *state)
{
  Denoise *self = state;

  lt_stft_clear (&self->stft);
}

LT_RT static void
denoise_readout (const void *state, float *out)
{
  const Denoise *self = state;

  out[0] = self->heard > 0.0 ? (float) (10.0 * log10 ((self->heard + LEAST_POWER) / (self->left + LEAST_POWER))) : 0.0f;
}

static uint32_t
denoise_latency (const LtFxSetup *setup, const float *values)
{
  return lt_stft_latency (frame_size (setup, values[P_WINDOW]), LT_SPECTRAL_GAIN_LATE);
}

static uint32_t
denoise_tail (const LtFxSetup *setup, const float *values)
{
  return frame_size (setup, values[P_WINDOW]);
}

static size_t
denoise_learn_size (const LtFxSetup *setup, uint64_t n_frames)
{
  return lt_noise_print_size (setup->rate_hz, setup->n_channels, n_frames);
}

static LtStatus
denoise_learn (const LtFxSetup *setup, const float *const *audio, uint64_t n_frames, void *blob, size_t *size)
{
  *size = denoise_learn_size (setup, n_frames);
  return lt_noise_print_learn (setup->rate_hz, setup->n_channels, audio, n_frames, blob);
}

/* Noise in one hertz at a frequency as it was learned, dB to a full sine. */
static void
denoise_curve (const LtFxSetup *setup, const float *values, const double *x, uint32_t n, double *y)
{
  LtNoisePrint print;
  bool         has_print = lt_noise_print_read (setup->blob.data, setup->blob.size, &print);

  (void) values;
  for (uint32_t i = 0; i < n; i++)
    y[i] = 10.0 * log10 ((has_print ? 2.0 * lt_noise_print_density (&print, x[i]) : 0.0) + 1e-30);
}

const LtFxType lt_fx_denoise = {
  .key = "denoise",
  .label = N_ ("Noise reduction"),
  .family = LT_FX_REPAIR,
  .help = N_ ("Turns down steady noise, hiss and hum under speech and music."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .flags = LT_FX_LEARNS | LT_FX_FILE | LT_FX_FOLLOWS,
  .state_size = denoise_state_size,
  .init = denoise_init,
  .clear = denoise_clear,
  .reset = denoise_reset,
  .process = denoise_process,
  .readout = denoise_readout,
  .latency = denoise_latency,
  .tail = denoise_tail,
  .learn_size = denoise_learn_size,
  .learn = denoise_learn,
  .curve = denoise_curve,
};
