// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an effect is: a table of parameter rows and a handful of functions.
// Layer: fx.
//
// An effect is one file, src/fx/KEY.c, that exports `const LtFxType lt_fx_KEY`
// and stands in the list of src/fx/meson.build. Types are looked up by key.
//
// Memory: the caller gives `state_size` zeroed bytes, aligned to 64; the state may
// keep pointers into itself, so it is never moved. What `init` acquires beyond that
// (FFT plans) `clear` gives back.

#pragma once

#include "base/audio.h"
#include "base/math.h"
#include "base/param.h"
#include "base/status.h"

#include <stddef.h>

#define LT_FX_MAX_PARAMS 160u
#define LT_FX_MAX_READOUTS 16u

/* State that is no number: an impulse response, a noise print. Bytes in a format of the effect's own, little endian,
   that may come from anywhere: what is damaged counts as none. */
typedef struct
{
  const void *data; /* NULL: none. Aligned to 4 at least */
  size_t      size;
  uint64_t    hash; /* of the content */
} LtFxBlob;

typedef struct
{
  double       rate_hz;    /* LT_RATE_MIN_HZ to LT_RATE_MAX_HZ */
  uint32_t     n_channels; /* 1 or 2: what comes in and what goes out */
  uint64_t     seed;       /* of the instance's random generator; 0 is allowed */
  LtFxBlob     blob;       /* lives while a function is given it; an instance copies what it keeps */
  const float *values;     /* state_size, init: what the instance is made for (rows with LT_PARAM_SHAPE stay so for its
                              life). NULL: the defaults */
} LtFxSetup;

/* One run of at most LT_QUANTUM frames: a whole quantum, or a piece of one.
   A quantum is the stretch over which parameters move in a straight line; cutting
   it into pieces must not change one bit. */
typedef struct
{
  float *const *io;         /* n_channels × n_frames, processed in place */
  uint32_t      n_channels; /* as in the setup */
  uint32_t      n_frames;   /* 0 to LT_QUANTUM */

  uint32_t at;  /* frames from the quantum's start to this piece's start */
  uint32_t len; /* frames of the whole quantum; at + n_frames <= len <= LT_QUANTUM */

  const float *from; /* each parameter at the quantum's start, in the row's unit */
  const float *to;   /* and at its end (the next quantum's start) */

  const float *const *key;   /* side-chain of n_frames, or NULL */
  uint32_t            n_key; /* channels of key: 1 or 2 */

  double tempo_bpm;
} LtFxBlock;

typedef enum
{
  LT_FX_KEY = 1 << 0,        /* takes a side-chain */
  LT_FX_STEREO_OUT = 1 << 1, /* on a mono strip the signal is made stereo before it */
  LT_FX_LEARNS = 1 << 2,     /* learns from a stretch of what it hears */
  LT_FX_FILE = 1 << 3,       /* takes a recording from a file, or a reference into its values */
  LT_FX_TRUE_STEREO = 1 << 4, /* learn takes a file's four channels too: left to left, left to right, right to left,
                                 right to right */
  LT_FX_FOLLOWS = 1 << 5, /* what it does may hang on what it heard at any time before: through pauses it keeps what it found */
} LtFxFlags;

/* What an effect is for: headings of the menu, in this order. */
typedef enum
{
  LT_FX_LEVEL,
  LT_FX_DYNAMICS,
  LT_FX_COLOUR,
  LT_FX_SPACE,
  LT_FX_MODULATION,
  LT_FX_REPAIR,
  LT_FX_FINISH,
  LT_FX_N_FAMILIES,
} LtFxFamily;

/* A number the effect shows while it runs, e.g. gain reduction. */
typedef struct
{
  const char *key;
  const char *label; /* N_() */
  LtUnit      unit;
} LtReadoutSpec;

typedef struct
{
  const char *key;   /* stable name */
  const char *label; /* N_() */
  const char *help;  /* N_(), one sentence: what it is for */
  LtFxFamily  family;

  const LtParamSpec   *params;
  uint32_t             n_params;
  const LtReadoutSpec *readouts;
  uint32_t             n_readouts;
  uint32_t             flags; /* LtFxFlags */

  /* Bytes of state; NULL: none. @setup is valid. Any thread but audio. */
  size_t (*state_size) (const LtFxSetup *setup);
  /* Prepare zeroed @state, as after reset. NULL: nothing to prepare. Any thread but audio. */
  LtStatus (*init) (void *state, const LtFxSetup *setup);
  /* Give back what init acquired beyond the state. NULL: nothing. Any thread but audio. */
  void (*clear) (void *state);

  /* What init acquired that the sound changes, and how much of it is in use now; no pointer in it leads into it. NULL: the
     state is all. Any thread that has the instance to itself. */
  void *(*memory) (void *state, size_t *size);

  /* Back to the state after init: same input, same bits. NULL: no state. Audio thread. */
  void (*reset) (void *state) LT_RT;
  /* Audio thread. */
  void (*process) (void *state, const LtFxBlock *block) LT_RT;
  /* The readouts after the last process, n_readouts values. Audio thread. NULL: none. */
  void (*readout) (const void *state, float *out) LT_RT;

  /* Pure functions of the values (n_params, in the rows' units). Any thread. NULL: always 0. */
  uint32_t (*latency) (const LtFxSetup *setup, const float *values); /* frames, exact */
  uint32_t (*tail) (const LtFxSetup *setup, const float *values);    /* frames until silence below −120 dBFS,
                                                                        beside the latency */
  /* Sound into a blob; @setup is of that sound. learn_size: the bytes that learn may write, 0: too short. learn sets
     *size to what it wrote. Any thread but audio. NULL: takes no blob. */
  size_t (*learn_size) (const LtFxSetup *setup, uint64_t n_frames);
  LtStatus (*learn) (const LtFxSetup *setup, const float *const *audio, uint64_t n_frames, void *blob, size_t *size);

  /* For pictures. NULL: flat / not a matter of level. */
  double (*response_db) (const LtFxSetup *setup, const float *values, double freq_hz);
  double (*transfer_db) (const float *values, double in_db); /* settled output level */
  /* What else its editor draws: y at each of n x, as the effect's file says. NULL: nothing. */
  void (*curve) (const LtFxSetup *setup, const float *values, const double *x, uint32_t n, double *y);
} LtFxType;

/* All effects in the order of the menu, ended by NULL. */
extern const LtFxType *const lt_fx_types[];

/* NULL when there is none of that key. */
const LtFxType *lt_fx_find (const char *key);

/* N_(): of the heading. */
const char *lt_fx_family_label (LtFxFamily family);

/* @values takes n_params defaults. */
void lt_fx_defaults (const LtFxType *type, float *values);

/* The type's own answer, or 0 without one. */
size_t   lt_fx_state_size (const LtFxType *type, const LtFxSetup *setup);
uint32_t lt_fx_latency (const LtFxType *type, const LtFxSetup *setup, const float *values);
uint32_t lt_fx_tail (const LtFxType *type, const LtFxSetup *setup, const float *values);

/* Of what an instance is made for: setup->values, or the default. */
float lt_fx_made_for (const LtFxType *type, const LtFxSetup *setup, uint32_t p);

/* For process functions: parameter @p of the block as a straight line. */
LT_RT static inline LtRamp
lt_ramp_value (const LtFxBlock *blk, uint32_t p)
{
  return lt_ramp_make (blk->from[p], blk->to[p], blk->at, blk->len);
}

/* The same times @scale. */
LT_RT static inline LtRamp
lt_ramp_scaled (const LtFxBlock *blk, uint32_t p, float scale)
{
  return lt_ramp_make (blk->from[p] * scale, blk->to[p] * scale, blk->at, blk->len);
}

/* Is parameter @p 0 throughout the quantum? */
LT_RT static inline bool
lt_block_is_zero (const LtFxBlock *blk, uint32_t p)
{
  return blk->from[p] == 0.0f && blk->to[p] == 0.0f;
}

/* A level in dB as an amplitude, straight in amplitude between its ends. */
LT_RT static inline LtRamp
lt_ramp_db (const LtFxBlock *blk, uint32_t p)
{
  float from = lt_db_to_gain (blk->from[p]);
  float to = blk->from[p] == blk->to[p] ? from : lt_db_to_gain (blk->to[p]);

  return lt_ramp_make (from, to, blk->at, blk->len);
}

/* Is nothing coming in? Then an effect whose state is nothing too may leave the block as it is. */
LT_RT static inline bool
lt_block_is_silent (const LtFxBlock *blk)
{
  for (uint32_t c = 0; c < blk->n_channels; c++)
    if (!lt_is_silent (blk->io[c], blk->n_frames))
      return false;
  return true;
}

/* A switch as a sign: off +1, on −1. */
LT_RT static inline LtRamp
lt_ramp_sign (const LtFxBlock *blk, uint32_t p)
{
  return lt_ramp_make (1.0f - 2.0f * blk->from[p], 1.0f - 2.0f * blk->to[p], blk->at, blk->len);
}

/* The straight line between the products of the ends. */
LT_RT static inline LtRamp
lt_ramp_product (const LtFxBlock *blk, LtRamp a, LtRamp b)
{
  float len = (float) blk->len;

  return lt_ramp_make (a.from * b.from, (a.from + a.step * len) * (b.from + b.step * len), blk->at, blk->len);
}

/* A choice, a switch or a count that is taken whole at the quantum's start. */
LT_RT static inline int
lt_block_choice (const LtFxBlock *blk, uint32_t p)
{
  return (int) (blk->to[p] + 0.5f);
}
