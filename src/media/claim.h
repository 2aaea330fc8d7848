// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a file's header claims to hold, beside what the file is long enough for.
// Layer: media.
//
// libsndfile silently shortens a sound whose file was cut off; this says that it happened.

#pragma once

#include "media/file-io.h"

#include <stdbool.h>

/* True when the chunk with the sound is said to reach past the end of the file.
   Sizes that mean "not known when written" (0, all ones) are no claim. Reads at most a few hundred bytes. */
bool lt_claim_exceeds_file (LtFileIo *io);
