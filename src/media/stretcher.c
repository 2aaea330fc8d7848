// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rubber Band, one thread, and the exact length that was asked for.
// Layer: media.

#include "media/stretcher.h"

#ifdef LATHE_WITH_STRETCH

#include <rubberband/rubberband-c.h>
#include <string.h>

#define PIECE 1024u /* frames to the library at once: what comes out may depend on it */

struct _LtStretcher
{
  LtStretcherSpec spec;
  RubberBandState band;
  int64_t         studied, processed, given;
  float          *held[2]; /* frames until a piece is whole */
  uint32_t        n_held;
};

const char *
lt_stretcher_version (void)
{
  return RUBBERBAND_VERSION;
}

static RubberBandOptions
options_of (const LtStretcherSpec *spec)
{
  static const int qualities[] = {
    [LT_STRETCHER_FINER] = RubberBandOptionEngineFiner,
    [LT_STRETCHER_CRISP] = RubberBandOptionEngineFaster | RubberBandOptionTransientsCrisp,
    [LT_STRETCHER_MIXED] = RubberBandOptionEngineFaster | RubberBandOptionTransientsMixed,
    [LT_STRETCHER_SMOOTH] = RubberBandOptionEngineFaster | RubberBandOptionTransientsSmooth,
  };

  return RubberBandOptionProcessOffline | RubberBandOptionThreadingNever | RubberBandOptionChannelsTogether | RubberBandOptionPitchHighQuality
         | (spec->formants ? RubberBandOptionFormantPreserved : RubberBandOptionFormantShifted) | qualities[spec->quality];
}

LtStretcher *
lt_stretcher_new (const LtStretcherSpec *spec)
{
  LtStretcher *self = g_new0 (LtStretcher, 1);

  self->spec = *spec;
  self->band = rubberband_new (spec->rate_hz, spec->n_channels, options_of (spec), spec->ratio, spec->pitch);
  rubberband_set_expected_input_duration (self->band, (unsigned int) MIN (spec->n_frames, (int64_t) G_MAXUINT));
  rubberband_set_max_process_size (self->band, PIECE);
  for (uint32_t c = 0; c < spec->n_channels; c++)
    self->held[c] = g_new0 (float, PIECE);
  return self;
}

void
lt_stretcher_free (LtStretcher *self)
{
  rubberband_delete (self->band);
  g_free (self->held[0]);
  g_free (self->held[1]);
  g_free (self);
}

/* Hands over whole pieces, and the last one as it is. */
static void
feed (LtStretcher *self, void (*take) (RubberBandState, const float *const *, unsigned int, int), int64_t *done, const float *const *in, uint32_t n)
{
  for (uint32_t at = 0; at < n;)
    {
      uint32_t part = MIN (n - at, PIECE - self->n_held);

      for (uint32_t c = 0; c < self->spec.n_channels; c++)
        memcpy (self->held[c] + self->n_held, in[c] + at, part * sizeof (float));
      self->n_held += part;
      at += part;

      bool is_last = *done + self->n_held >= self->spec.n_frames;
      if (self->n_held < PIECE && !is_last)
        continue;
      take (self->band, (const float *const *) self->held, self->n_held, is_last);
      *done += self->n_held;
      self->n_held = 0;
    }
}

void
lt_stretcher_study (LtStretcher *self, const float *const *in, uint32_t n)
{
  feed (self, rubberband_study, &self->studied, in, n);
}

void
lt_stretcher_process (LtStretcher *self, const float *const *in, uint32_t n)
{
  feed (self, rubberband_process, &self->processed, in, n);
}

uint32_t
lt_stretcher_take (LtStretcher *self, float *const *out, uint32_t room)
{
  uint32_t wanted = (uint32_t) MIN ((int64_t) room, self->spec.n_out - self->given);
  int      there = rubberband_available (self->band);
  uint32_t got = there > 0 ? rubberband_retrieve (self->band, out, MIN (wanted, (uint32_t) there)) : 0;

  /* What it came out short of by rounding. */
  if (got == 0 && there < 0 && self->processed >= self->spec.n_frames)
    for (uint32_t c = 0; c < self->spec.n_channels; c++)
      memset (out[c], 0, wanted * sizeof (float));
  if (got == 0 && there < 0 && self->processed >= self->spec.n_frames)
    got = wanted;
  self->given += got;
  return got;
}

#else

const char *
lt_stretcher_version (void)
{
  return NULL;
}

LtStretcher *
lt_stretcher_new (const LtStretcherSpec *spec)
{
  return NULL;
}

void
lt_stretcher_free (LtStretcher *self)
{
}

void
lt_stretcher_study (LtStretcher *self, const float *const *in, uint32_t n)
{
}

void
lt_stretcher_process (LtStretcher *self, const float *const *in, uint32_t n)
{
}

uint32_t
lt_stretcher_take (LtStretcher *self, float *const *out, uint32_t room)
{
  return 0;
}

#endif
