// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Packing loops: one store of four bytes a sample, the next sample overwrites what is too much.
// Layer: media.

#include "media/pack.h"

#include <string.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define HOST_IS_BIG false
#else
#define HOST_IS_BIG true
#endif

static inline void
pack (const int32_t *restrict in, uint32_t n, uint32_t bytes, bool big_endian, uint8_t *restrict out)
{
  for (uint32_t i = 0; i < n; i++)
    {
      /* The sample's bytes first in memory, in the file's order. */
      uint32_t v = big_endian ? (uint32_t) in[i] : (uint32_t) in[i] >> (32 - 8 * bytes);

      if (big_endian != HOST_IS_BIG)
        v = __builtin_bswap32 (v);
      memcpy (out + (uint64_t) i * bytes, &v, bytes == 2 ? 2 : 4);
    }
}

void
lt_pack_ints (const int32_t *in, uint32_t n, uint32_t bytes, bool big_endian, uint8_t *out)
{
  if (bytes == 2)
    big_endian ? pack (in, n, 2, true, out) : pack (in, n, 2, false, out);
  else if (bytes == 3)
    big_endian ? pack (in, n, 3, true, out) : pack (in, n, 3, false, out);
  else
    big_endian ? pack (in, n, 4, true, out) : pack (in, n, 4, false, out);
}
