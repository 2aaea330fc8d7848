// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine under a storm: one thread plays a mix of every effect, another edits it without a pause.
// Layer: tests. Without GLib, so that the thread sanitizer sees every lock there is.

#pragma once

#include "engine/engine.h"

typedef struct LtStorm LtStorm;

typedef struct
{
  uint32_t n_quanta; /* to be played */
  uint32_t seed;     /* of the edits */
  void (*at) (uint32_t quantum); /* called now and then inside the audio thread's rules; NULL: not */
} LtStormSpec;

typedef struct
{
  uint32_t n_edits;
  uint32_t n_plans;
  uint64_t n_bad; /* samples that were not finite or absurdly loud */
  bool     is_settled; /* after the last edit everything came to rest */
} LtStormReport;

/* Plays spec->n_quanta while the calling thread edits; false: memory or threads are out. */
bool lt_storm_run (const LtStormSpec *spec, LtStormReport *out);
