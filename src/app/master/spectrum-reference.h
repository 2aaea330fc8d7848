// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The spectrum of the reference that stands by, measured once a file in the background.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

typedef struct _LtSpectrumReference LtSpectrumReference;

/* @changed: there is another spectrum, or none any more. */
LtSpectrumReference *lt_spectrum_reference_new (LtContext *context, GSourceFunc changed, gpointer data);
void                 lt_spectrum_reference_free (LtSpectrumReference *self);

/* Looks whether another reference stands by; cheap. */
void lt_spectrum_reference_follow (LtSpectrumReference *self);

/* Borrowed: mean power of left and right, dBFS, as by a Hann window of 32768 frames. NULL: none. */
const float *lt_spectrum_reference_get (LtSpectrumReference *self, guint *n_bins, double *bin_hz);
