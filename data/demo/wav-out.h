// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stem as a WAV file: 24 bits, nothing in it that depends on when or where it was written.
// Layer: data.

#pragma once

#include "stem.h"

#include <stdbool.h>
#include <stddef.h>

/* false and a sentence in @error when it could not be written. */
bool lt_demo_wav_out_write (const char *path, const LtDemoStem *stem, char *error, size_t size);
