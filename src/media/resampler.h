// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes the rate of planar samples, at soxr's best quality.
// Layer: media.

#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct _LtResampler LtResampler;

/* Linear phase, no delay: the first frame out stands where the first frame in stood. */
LtResampler *lt_resampler_new (uint32_t in_rate_hz, uint32_t out_rate_hz, uint32_t n_channels);
void         lt_resampler_free (LtResampler *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtResampler, lt_resampler_free)

/* The same for 64-bit samples, which lt_resampler_run_double takes and gives. */
LtResampler *lt_resampler_new_double (uint32_t in_rate_hz, uint32_t out_rate_hz, uint32_t n_channels);

/* Takes at most @n_in frames and gives at most @room. @n_used says how many were taken. @in NULL says that the
   input has ended; then call until it returns 0. In all it gives lt_resampler_n_out frames, exactly.
   Returns: frames in @out */
uint32_t lt_resampler_run (LtResampler *self, const float *const *in, uint32_t n_in, uint32_t *n_used,
                           float *const *out, uint32_t room);
uint32_t lt_resampler_run_double (LtResampler *self, const double *const *in, uint32_t n_in, uint32_t *n_used,
                                  double *const *out, uint32_t room);

/* round (n_in × out_rate / in_rate) */
int64_t lt_resampler_n_out (uint32_t in_rate_hz, uint32_t out_rate_hz, int64_t n_in);
