// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a meter is: a table of readings and a handful of functions.
// Layer: meter.
//
// A meter is one file, src/meter/KEY.c, that exports `const LtMeterType lt_meter_KEY`,
// stands in the list of src/meter/meson.build, and may offer more through its own
// header meter/KEY.h (spectra, histories). Memory as for effects: zeroed, aligned, not moved.

#pragma once

#include "base/audio.h"
#include "base/param.h"
#include "base/status.h"

#include <stddef.h>

#define LT_METER_MAX_READINGS 16u

typedef struct
{
  const char *key;   /* stable; as in `lathe measure --json` */
  const char *label; /* N_() */
  const char *unit;  /* as printed: "LUFS", "dBTP", "LU", "dBFS", "" */
} LtReadingSpec;

typedef struct
{
  double   rate_hz;
  uint32_t n_channels;
} LtMeterSetup;

typedef struct
{
  const char          *key;
  const char          *label; /* N_() */
  const char          *help;  /* N_(), one sentence with the standard it follows */
  const LtReadingSpec *readings;
  uint32_t             n_readings;

  size_t (*state_size) (const LtMeterSetup *setup);
  LtStatus (*init) (void *state, const LtMeterSetup *setup);
  void (*clear) (void *state); /* NULL: nothing to give back */

  /* These three never allocate, lock or log. */
  void (*reset) (void *state) LT_RT;
  void (*run) (void *state, const float *const *in, uint32_t n_frames) LT_RT; /* any n_frames */
  void (*finish) (void *state) LT_RT;                                     /* the programme ends here: flush; NULL: nothing */

  /* n_readings values; silence is -INFINITY, "not known yet" is NAN. */
  void (*read) (const void *state, double *out);
} LtMeterType;

/* All meters in the order of the reference, ended by NULL. */
extern const LtMeterType *const lt_meter_types[];

const LtMeterType *lt_meter_find (const char *key); /* NULL: none */
