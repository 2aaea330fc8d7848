// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The curves between decibels and the length of a fader or a meter (visual-spec 4).
// Layer: app/widgets. Pure.

#pragma once

#include "app/widgets/palette.h"

#define LT_TAPER_METER_MIN_DB -60.0
#define LT_TAPER_FADER_MAX_DB 6.0

/* Travel 0–1 of a fader at @db, up to +6 dB; -INFINITY gives 0. */
double lt_taper_fader_to_travel (double db);

/* 0 gives -INFINITY. */
double lt_taper_fader_from_travel (double travel);

/* Share 0–1 of a meter's length at @db, −60 to 0 dBFS. */
double lt_taper_meter (double db);

/* A zone of a level: where it begins and ends in dB, and its colour. @zone from 0; FALSE: there are no more. */
gboolean lt_taper_get_zone (guint zone, double *from_db, double *to_db, LtColour *colour);
LtColour lt_taper_get_zone_colour (double db);
