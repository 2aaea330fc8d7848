// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Unpacking loops, one a sample kind; strides of one and two channels are compile-time constants.
// Layer: media.

#include "media/unpack.h"

#include <string.h>

static inline uint32_t
load16 (const uint8_t *p, bool swap)
{
  uint16_t v;

  memcpy (&v, p, 2);
  return swap ? __builtin_bswap16 (v) : v;
}

static inline uint32_t
load32 (const uint8_t *p, bool swap)
{
  uint32_t v;

  memcpy (&v, p, 4);
  return swap ? __builtin_bswap32 (v) : v;
}

static inline uint64_t
load64 (const uint8_t *p, bool swap)
{
  uint64_t v;

  memcpy (&v, p, 8);
  return swap ? __builtin_bswap64 (v) : v;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define HOST_IS_BIG false
#else
#define HOST_IS_BIG true
#endif

/* 24 bits left-justified, by one load of four bytes (LT_UNPACK_PAD): the odd byte is shifted or masked out. */
static inline uint32_t
load24 (const uint8_t *p, bool swap)
{
  bool     big = HOST_IS_BIG != swap;
  uint32_t v = load32 (p, swap);

  return big ? v & 0xffffff00u : v << 8;
}

static inline int32_t
load_int (LtUnpackKind kind, bool swap, const uint8_t *p)
{
  switch (kind)
    {
    case LT_UNPACK_S8:
      return (int32_t) ((uint32_t) p[0] << 24);
    case LT_UNPACK_U8:
      return (int32_t) ((uint32_t) (p[0] ^ 0x80u) << 24);
    case LT_UNPACK_S16:
      return (int32_t) (load16 (p, swap) << 16);
    case LT_UNPACK_S24:
      return (int32_t) load24 (p, swap);
    default:
      return (int32_t) load32 (p, swap);
    }
}

static inline float
load_float (LtUnpackKind kind, bool swap, const uint8_t *p)
{
  if (kind == LT_UNPACK_F32)
    {
      uint32_t bits = load32 (p, swap);
      float    v;

      memcpy (&v, &bits, 4);
      return v;
    }
  if (kind == LT_UNPACK_F64)
    {
      uint64_t bits = load64 (p, swap);
      double   v;

      memcpy (&v, &bits, 8);
      return (float) v;
    }
  return (float) load_int (kind, swap, p) * 0x1p-31f;
}

static inline double
load_double (LtUnpackKind kind, bool swap, const uint8_t *p)
{
  if (kind == LT_UNPACK_F64)
    {
      uint64_t bits = load64 (p, swap);
      double   v;

      memcpy (&v, &bits, 8);
      return v;
    }
  if (kind == LT_UNPACK_F32)
    return load_float (kind, swap, p);
  return (double) load_int (kind, swap, p) * 0x1p-31;
}

uint32_t
lt_unpack_bytes (LtUnpackKind kind)
{
  static const uint8_t bytes[] = { 1, 1, 2, 3, 4, 4, 8 };

  return bytes[kind];
}

/* Four 24-bit samples at a time through whole registers; the same values as one by one. */
typedef int32_t Ints __attribute__ ((vector_size (16)));
typedef float   Floats __attribute__ ((vector_size (16)));

static inline void
unpack_24 (const uint8_t *restrict in, uint32_t stride, uint32_t n, float *restrict out)
{
  uint32_t i = 0;

  for (; i + 4 <= n; i += 4, in += 4 * stride)
    {
      Ints   v = { (int32_t) load24 (in, false), (int32_t) load24 (in + stride, false), (int32_t) load24 (in + 2 * stride, false),
                   (int32_t) load24 (in + 3 * stride, false) };
      Floats x = __builtin_convertvector (v, Floats) * 0x1p-31f;

      memcpy (out + i, &x, sizeof x);
    }
  for (; i < n; i++, in += stride)
    out[i] = load_float (LT_UNPACK_S24, false, in);
}

#define LOOP(LOAD, KIND, SWAP, STRIDE)                                                                                 \
  for (uint32_t i = 0; i < n; i++)                                                                                     \
  out[i] = LOAD (KIND, SWAP, in + (size_t) i * (STRIDE))

/* Kind, order and the two common strides become constants, so that each loop is branch-free. */
#define UNPACK(LOAD, KIND, BYTES)                                                                                      \
  if (self.swap)                                                                                                       \
    LOOP (LOAD, KIND, true, stride);                                                                                   \
  else if (stride == (BYTES))                                                                                          \
    LOOP (LOAD, KIND, false, BYTES);                                                                                   \
  else if (stride == 2 * (BYTES))                                                                                      \
    LOOP (LOAD, KIND, false, 2 * (BYTES));                                                                             \
  else                                                                                                                 \
    LOOP (LOAD, KIND, false, stride);                                                                                  \
  break

void
lt_unpack_to_float (LtUnpack self, const uint8_t *restrict in, uint32_t stride, uint32_t n, float *restrict out)
{
  switch (self.kind)
    {
    case LT_UNPACK_S8:
      UNPACK (load_float, LT_UNPACK_S8, 1);
    case LT_UNPACK_U8:
      UNPACK (load_float, LT_UNPACK_U8, 1);
    case LT_UNPACK_S16:
      UNPACK (load_float, LT_UNPACK_S16, 2);
    case LT_UNPACK_S24:
      if (self.swap)
        LOOP (load_float, LT_UNPACK_S24, true, stride);
      else if (stride == 3)
        unpack_24 (in, 3, n, out);
      else if (stride == 6)
        unpack_24 (in, 6, n, out);
      else
        unpack_24 (in, stride, n, out);
      break;
    case LT_UNPACK_S32:
      UNPACK (load_float, LT_UNPACK_S32, 4);
    case LT_UNPACK_F32:
      UNPACK (load_float, LT_UNPACK_F32, 4);
    case LT_UNPACK_F64:
      UNPACK (load_float, LT_UNPACK_F64, 8);
    }
}

void
lt_unpack_to_double (LtUnpack self, const uint8_t *restrict in, uint32_t stride, uint32_t n, double *restrict out)
{
  LOOP (load_double, self.kind, self.swap, stride);
}

void
lt_unpack_to_int (LtUnpack self, const uint8_t *restrict in, uint32_t stride, uint32_t n, int32_t *restrict out)
{
  LOOP (load_int, self.kind, self.swap, stride);
}

uint32_t
lt_unpack_clean_float (float *io, uint32_t n)
{
  uint32_t bad = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      uint32_t bits;

      memcpy (&bits, &io[i], 4);
      uint32_t is_bad = (bits & 0x7f800000u) == 0x7f800000u;
      bits &= is_bad - 1u; /* all ones keep, zero clears */
      bad += is_bad;
      memcpy (&io[i], &bits, 4);
    }
  return bad;
}

uint32_t
lt_unpack_clean_double (double *io, uint32_t n)
{
  uint32_t bad = 0;

  for (uint32_t i = 0; i < n; i++)
    if (!__builtin_isfinite (io[i]))
      {
        io[i] = 0.0;
        bad++;
      }
  return bad;
}
