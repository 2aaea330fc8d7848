// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master under the ceilings of its deliveries.
// Layer: deliver.

#pragma once

#include "session/session.h"

/* The lowest ceiling of the deliveries that are wanted, dBTP; NAN: none has one. */
double lt_fix_peaks_ceiling (const LtSession *session);

/* (transfer full): with the master's last limiter switched on, watching true peaks, its ceiling no higher than @ceiling_dbtp; one is
   added at the end, before a dither, when there is none. */
LtSession *lt_fix_peaks (const LtSession *session, double ceiling_dbtp);
