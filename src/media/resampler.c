// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// soxr in its VHQ recipe (28 bits), with the length made exact.
// Layer: media.

#include "media/resampler.h"

#include <soxr.h>
#include <string.h>

struct _LtResampler
{
  soxr_t   soxr;
  uint32_t in_rate_hz, out_rate_hz, n_channels;
  int64_t  n_in, n_out; /* so far */
  bool     is_ended;    /* the input */
  bool     is_dry;      /* soxr after that */
  size_t   sample_bytes;
};

static LtResampler *
new_of (uint32_t in_rate_hz, uint32_t out_rate_hz, uint32_t n_channels, soxr_datatype_t type)
{
  g_return_val_if_fail (in_rate_hz > 0 && out_rate_hz > 0 && n_channels > 0, NULL);

  LtResampler        *self = g_new0 (LtResampler, 1);
  soxr_error_t        failed = NULL;
  soxr_io_spec_t      io = soxr_io_spec (type, type);
  soxr_quality_spec_t quality = soxr_quality_spec (SOXR_VHQ, 0);
  soxr_runtime_spec_t runtime = soxr_runtime_spec (1); /* its own threads gain nothing on two channels */

  self->in_rate_hz = in_rate_hz;
  self->out_rate_hz = out_rate_hz;
  self->n_channels = n_channels;
  self->sample_bytes = type == SOXR_FLOAT64_S ? sizeof (double) : sizeof (float);
  self->soxr = soxr_create (in_rate_hz, out_rate_hz, n_channels, &failed, &io, &quality, &runtime);
  if (self->soxr == NULL || failed != NULL)
    g_error ("soxr: %s", failed != NULL ? failed : "no memory"); /* rates were checked: memory is all that can lack */
  return self;
}

LtResampler *
lt_resampler_new (uint32_t in_rate_hz, uint32_t out_rate_hz, uint32_t n_channels)
{
  return new_of (in_rate_hz, out_rate_hz, n_channels, SOXR_FLOAT32_S);
}

LtResampler *
lt_resampler_new_double (uint32_t in_rate_hz, uint32_t out_rate_hz, uint32_t n_channels)
{
  return new_of (in_rate_hz, out_rate_hz, n_channels, SOXR_FLOAT64_S);
}

void
lt_resampler_free (LtResampler *self)
{
  if (self == NULL)
    return;
  soxr_delete (self->soxr);
  g_free (self);
}

int64_t
lt_resampler_n_out (uint32_t in_rate_hz, uint32_t out_rate_hz, int64_t n_in)
{
  return (int64_t) (((__int128) n_in * out_rate_hz + in_rate_hz / 2) / in_rate_hz);
}

/* The end: what soxr still holds, then silence up to the exact length, never past it. */
static uint32_t
drain (LtResampler *self, void *const *out, uint32_t room)
{
  int64_t left = lt_resampler_n_out (self->in_rate_hz, self->out_rate_hz, self->n_in) - self->n_out;
  size_t  got = 0;

  room = (uint32_t) CLAMP (left, 0, (int64_t) room);
  if (room == 0)
    return 0;
  if (!self->is_dry)
    {
      soxr_process (self->soxr, NULL, 0, NULL, (soxr_out_t) out, room, &got);
      self->is_dry = got < room;
    }
  for (uint32_t c = 0; c < self->n_channels; c++)
    memset ((char *) out[c] + got * self->sample_bytes, 0, (room - got) * self->sample_bytes);
  self->n_out += room;
  return room;
}

static uint32_t
run (LtResampler *self, const void *const *in, uint32_t n_in, uint32_t *n_used, void *const *out, uint32_t room)
{
  size_t used = 0, got = 0;

  *n_used = 0;
  self->is_ended |= in == NULL;
  if (self->is_ended)
    return drain (self, out, room);

  soxr_process (self->soxr, (soxr_in_t) in, n_in, &used, (soxr_out_t) out, room, &got);
  self->n_in += (int64_t) used;
  self->n_out += (int64_t) got;
  *n_used = (uint32_t) used;
  return (uint32_t) got;
}

uint32_t
lt_resampler_run (LtResampler *self, const float *const *in, uint32_t n_in, uint32_t *n_used,
                  float *const *out, uint32_t room)
{
  g_return_val_if_fail (self->sample_bytes == sizeof (float), 0);

  return run (self, (const void *const *) in, n_in, n_used, (void *const *) out, room);
}

uint32_t
lt_resampler_run_double (LtResampler *self, const double *const *in, uint32_t n_in, uint32_t *n_used,
                         double *const *out, uint32_t room)
{
  g_return_val_if_fail (self->sample_bytes == sizeof (double), 0);

  return run (self, (const void *const *) in, n_in, n_used, (void *const *) out, room);
}
