// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words for choices of the document.
// Layer: session.

#include "session/words.h"

#include <stddef.h>
#include <string.h>

const char *const lt_words_fade[] = { "linear", "equal-power", "s", "exponential", NULL };
const char *const lt_words_pan_law[] = { "3dB", "4.5dB", "6dB", "0dB", NULL };
const char *const lt_words_pan_mode[] = { "balance", "dual", NULL };
const char *const lt_words_automation[] = { "read", "off", "touch", "latch", "write", "trim", NULL };
const char *const lt_words_solo[] = { "in-place", "afl", "pfl", NULL };
const char *const lt_words_meter[] = { "post", "pre", "input", NULL };
const char *const lt_words_kind[] = { "track", "bus", "vca", "mix", "master", NULL };
const char *const lt_words_stretch[] = { "finer", "crisp", "mixed", "smooth", NULL };
const char *const lt_words_trial_side[] = { "master", "mix", "reference", NULL };

int
lt_words_find (const char *const *words, const char *text)
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i;
  return -1;
}
