// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a finished WAV file has its bext chunk.
// Layer: media.

#pragma once

#include "media/bext.h"
#include "media/file-io.h"

/* Place of the chunk's content, and its size; 0 when there is none before the sound. */
int64_t lt_bext_find (LtFileIo *io, uint32_t *size);
