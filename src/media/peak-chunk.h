// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The clock in the PEAK chunk of an RF64 file: libsndfile 1.2 writes it whatever it is told.
// Layer: media.

#pragma once

#include "media/file-io.h"

#include <stdbool.h>

/* Sets the time stamp to 0, so that the same sound gives the same bytes; nothing happens without the chunk.
   False on a disk error (io->errnum). */
bool lt_peak_chunk_still (LtFileIo *io);
