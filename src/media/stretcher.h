// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Length and pitch of a whole sound, each for itself, by Rubber Band in its offline mode.
// Layer: media. One thread at a time per stretcher.

#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  LT_STRETCHER_FINER,  /* the R3 engine */
  LT_STRETCHER_CRISP,  /* R2, by what becomes of attacks */
  LT_STRETCHER_MIXED,
  LT_STRETCHER_SMOOTH,
} LtStretcherQuality;

typedef struct
{
  uint32_t           rate_hz;
  uint32_t           n_channels; /* 1 or 2; two stay together */
  int64_t            n_frames;   /* of the sound, at least 1 */
  int64_t            n_out;      /* of the result, exactly */
  double             ratio;      /* n_out / n_frames, before it was made a whole number */
  double             pitch;      /* 2: an octave up */
  LtStretcherQuality quality;
  bool               formants;   /* stay while the pitch moves */
} LtStretcherSpec;

typedef struct _LtStretcher LtStretcher;

/* What the program was built with: "3.1.2"; NULL: without Rubber Band, and there are no stretchers. */
const char *lt_stretcher_version (void);

/* (transfer full): NULL without Rubber Band. Same input, same output, whatever the sizes of the blocks. */
LtStretcher *lt_stretcher_new (const LtStretcherSpec *spec);
void         lt_stretcher_free (LtStretcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStretcher, lt_stretcher_free)

/* The whole sound is studied first, then processed, each from its first frame to its last. */
void lt_stretcher_study (LtStretcher *self, const float *const *in, uint32_t n);
void lt_stretcher_process (LtStretcher *self, const float *const *in, uint32_t n);

/* After each process, until it returns 0; after the last one n_out frames have come in all. At most @room frames. */
uint32_t lt_stretcher_take (LtStretcher *self, float *const *out, uint32_t room);
