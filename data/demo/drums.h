// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Playing a row of the drummer's chart.
// Layer: data.

#pragma once

#include "song.h"
#include "stem.h"

/* Adds one hit; @what is the chart's letter. */
typedef void (*LtDemoStrike) (LtDemoStem *stem, const LtDemoNote *hit, char what, LtDemoRng *rng);

/* @late_ms is where the player sits against the beat. */
void lt_demo_drums_play (
    LtDemoStem *stem, LtDemoDrum drum, LtDemoStrike strike, double late_ms, LtDemoRng *rng);
