// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The players. Each adds its part to an empty stem.
// Layer: data.

#pragma once

#include "stem.h"

void lt_demo_drums_kick (LtDemoStem *stem);
void lt_demo_drums_snare (LtDemoStem *stem);
void lt_demo_drums_toms (LtDemoStem *stem);
void lt_demo_cymbals_hats (LtDemoStem *stem);

/* The cymbals, and the rest of the kit as two microphones above it hear it. */
bool lt_demo_cymbals_overheads (LtDemoStem *stem);

void lt_demo_bass_play (LtDemoStem *stem);
void lt_demo_guitar_rhythm (LtDemoStem *stem);
void lt_demo_guitar_clean (LtDemoStem *stem);
void lt_demo_keys_piano (LtDemoStem *stem);
void lt_demo_keys_pad (LtDemoStem *stem);
void lt_demo_lead_play (LtDemoStem *stem);

/* Over the hum and hiss of its microphone. */
void lt_demo_voice_sing (LtDemoStem *stem);
