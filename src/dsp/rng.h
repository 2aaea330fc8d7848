// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Seeded random numbers: xoshiro256++, period 2^256 − 1, one stream a seed and stream number.
// Layer: dsp. Owns no memory: the caller embeds LtRng by value.
// Ref: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", 2021;
//      G. Steele et al., "Fast splittable pseudorandom number generators", 2014 (the seeding).

#pragma once

#include "base/rt.h"

#include <stdint.h>

typedef struct
{
  uint64_t s[4];
} LtRng;

/* Any seed and stream are good; equal pairs give equal numbers. */
LT_RT static inline void
lt_rng_init (LtRng *self, uint64_t seed, uint64_t stream)
{
  uint64_t x = seed ^ (stream * 0xd1342543de82ef95u + 0x2545f4914f6cdd1du);

  for (int i = 0; i < 4; i++)
    {
      x += 0x9e3779b97f4a7c15u;

      uint64_t z = x;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
      self->s[i] = z ^ (z >> 31);
    }
}

LT_RT static inline uint64_t
lt_rng_rotl (uint64_t x, int k)
{
  return (x << k) | (x >> (64 - k));
}

/* 64 random bits. */
LT_RT static inline uint64_t
lt_rng_next (LtRng *self)
{
  uint64_t *s = self->s;
  uint64_t  out = lt_rng_rotl (s[0] + s[3], 23) + s[0];
  uint64_t  t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = lt_rng_rotl (s[3], 45);
  return out;
}

/* The difference of two uniforms: triangular in (−1, 1), mean 0, variance 1/6. */
LT_RT static inline double
lt_rng_triangular (LtRng *self)
{
  uint64_t bits = lt_rng_next (self);

  return (double) ((int64_t) (bits >> 32) - (int64_t) (bits & 0xffffffffu)) * 0x1p-32;
}
