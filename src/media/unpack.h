// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a file's bytes to planar samples: integers of 8 to 32 bits and floats, either byte order.
// Layer: media.

#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  LT_UNPACK_S8,
  LT_UNPACK_U8,
  LT_UNPACK_S16,
  LT_UNPACK_S24,
  LT_UNPACK_S32,
  LT_UNPACK_F32,
  LT_UNPACK_F64
} LtUnpackKind;

typedef struct
{
  LtUnpackKind kind;
  bool         swap; /* the bytes stand in the other order than this machine's */
} LtUnpack;

#define LT_UNPACK_PAD 4 /* readable bytes that must follow the last sample */

uint32_t lt_unpack_bytes (LtUnpackKind kind); /* of one sample */

/* One channel: @in points at its first sample, @stride bytes lie between its samples.
   Integers are scaled to ±1; 24 bits and fewer are exact. Not-a-numbers pass through. */
void lt_unpack_to_float (LtUnpack self, const uint8_t *in, uint32_t stride, uint32_t n, float *out);
void lt_unpack_to_double (LtUnpack self, const uint8_t *in, uint32_t stride, uint32_t n, double *out);

/* Integers only: left-justified in 32 bits, all exact. */
void lt_unpack_to_int (LtUnpack self, const uint8_t *in, uint32_t stride, uint32_t n, int32_t *out);

/* Not-a-numbers and infinities become 0. Returns: how many there were. */
uint32_t lt_unpack_clean_float (float *io, uint32_t n);
uint32_t lt_unpack_clean_double (double *io, uint32_t n);
