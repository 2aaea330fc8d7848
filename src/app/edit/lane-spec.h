// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a value is written and how far it goes, in its lane as on its control in the mixer.
// Layer: app. Main thread.

#pragma once

#include "app/widgets/value-spec.h"
#include "session/lane-copy.h"

/* What copied points were values of. */
LtValueSpec lt_lane_spec_of_copy (const LtLaneCopy *copy);

LtValueSpec lt_lane_spec (const LtAutomationTarget *target);
