// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a finished WAV file has its bext chunk, and others that stand beside it.
// Layer: media.

#pragma once

#include "media/bext.h"
#include "media/file-io.h"

/* Place of the content of the chunk @id, and its size; 0 when there is none before the sound. */
int64_t lt_bext_find (LtFileIo *io, const char *id, uint32_t *size);
