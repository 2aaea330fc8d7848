// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo song's stems: the same bytes every time.
// Layer: data.

#pragma once

#include "wav-out.h"

#define LT_DEMO_N_STEMS 12

/* File name without a folder, in the order of the tracks; NULL from LT_DEMO_N_STEMS on. */
const char *lt_demo_song_stem_name (int index);

/* Writes one stem into @dir, which must exist; a file of its name is replaced. @index under LT_DEMO_N_STEMS. */
bool lt_demo_song_write_stem (int index, const char *dir, char *error, size_t size);

/* Writes all stems into @dir, which must exist; files of these names are replaced. false and a
   sentence in @error when something went wrong: what was written by then stays. */
bool lt_demo_write_stems (const char *dir, char *error, size_t size);
