// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps libsndfile out of damaged lists in WAV files.
// Layer: media.
//
// libsndfile 1.2 steps through the parts of a LIST chunk in 32 bits: a part that is larger than its list makes it step
// back and go round for ever, a list that is larger than the file makes it read nothing for minutes.

#pragma once

#include "media/file-io.h"

#include <stdbool.h>

/* Lists that are not whole are read by libsndfile as JUNK from here on. False: more of them than can be told.
   Reads a few bytes of each chunk and each part. */
bool lt_list_guard_apply (LtFileIo *io);
