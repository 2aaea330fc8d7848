// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master under the ceilings of its deliveries.
// Layer: deliver.

#pragma once

#include "session/session.h"

/* The lowest ceiling of the deliveries that are wanted, dBTP; NAN: none has one. */
double lt_fix_peaks_ceiling (const LtSession *session);

/* (transfer full): with the master's last limiter switched on, watching true peaks, its ceiling as low as the fader behind it
   needs for @ceiling_dbtp, and no higher than it is; one is added at the end, before a dither, when there is none, when an
   effect stands behind it or when its ceiling is automated. NULL and a sentence: not even that would hold. */
LtSession *lt_fix_peaks (const LtSession *session, double ceiling_dbtp, GError **error);
