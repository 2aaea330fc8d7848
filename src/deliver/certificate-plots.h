// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pictures of a certificate: the waveform, and loudness over the same time.
// Layer: deliver.

#pragma once

#include "deliver/certificate-ink.h"
#include "studio/inspect.h"

typedef struct
{
  double x, y, width, height;
} LtCertificateBox;

/* Both channels, one above the other; places that are clipped have a mark above. */
void lt_certificate_plots_wave (LtCertificateInk *ink, const LtInspection *found, LtCertificateBox box);

/* Short-term loudness dark, momentary light, integrated as a dashed line; @target_lufs NAN: none. */
void lt_certificate_plots_loudness (LtCertificateInk *ink, const LtInspection *found, double target_lufs, LtCertificateBox box);
