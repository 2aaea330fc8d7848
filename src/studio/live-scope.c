// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a close look is like before anybody asks for another.
// Layer: studio.

#include "studio/live-scope.h"

#include "meter/spectrum.h"

LtLiveScopeConfig
lt_live_scope_default_config (void)
{
  return (LtLiveScopeConfig) { .size = 8192, .average_s = 0.4 };
}

double
lt_live_scope_band_hz (guint band)
{
  return lt_spectrum_band_hz (band);
}
