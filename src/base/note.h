// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Note values as choices of a row: what an effect takes from the tempo.
// Layer: base.

#pragma once

#include "base/param.h"

/* For a row of times: off, then a whole note down to a thirty-second. */
#define LT_NOTE_LENGTH_MAX 14.0f
extern const LtChoice lt_note_lengths[];

/* Quarter notes of a note value by its key: 1 of "1/4", 1.5 of "1/4d" (dotted), 2/3 of "1/4t" (triplet); 0 of what is
   none, as "off". */
LT_RT double lt_note_quarters (const char *key);

/* The note of @choices (its first is none) whose length is nearest to @quarters, as a ratio. */
int lt_note_nearest (const LtChoice *choices, double quarters);

/* A tempo that can be played by; what is none counts as 120. */
LT_RT double lt_note_tempo (double tempo_bpm);

/* For a row of cycles: off, then four whole notes down to a thirty-second. */
#define LT_NOTE_CYCLE_MAX 16.0f
extern const LtChoice lt_note_cycles[];

/* Cycles a second: of the note of lt_note_cycles when one is chosen, else hz. */
LT_RT double lt_note_cycle_hz (int choice, double tempo_bpm, double hz);
