// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From integers to a file's bytes: 16, 24 and 32 bits in either byte order.
// Layer: media.

#pragma once

#include <stdbool.h>
#include <stdint.h>

/* @in is left-justified in 32 bits; what is below @bytes (2, 3 or 4) is cut off. @out has 4 bytes more than needed. */
void lt_pack_ints (const int32_t *in, uint32_t n, uint32_t bytes, bool big_endian, uint8_t *out);
