// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds the left and right halves of a stereo recording among mono files, by their names.
// Layer: media.

#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  char *left;  /* or the only file */
  char *right; /* NULL: a file of its own */
  char *name;  /* without folder, extension and side */
} LtPair;

/* "Gtr_L.wav" and "gtr_R.WAV", "Gtr.L"/"Gtr.R", "Gtr-L"/"Gtr-R", "Gtr L"/"Gtr R", and the same with left and right,
   in the same folder, become one; all others stay alone. In the order of the first half met.
   Returns: (transfer full): an array of LtPair that frees them */
GPtrArray *lt_pair_names (const char *const *paths, guint n_paths);

/* Opens both: are they mono and at one rate? True for a file of its own. */
bool lt_pair_fits (const LtPair *self);
