// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two whole mixes of one session, A and B, to go to and fro between while it plays, as loud as each other.
// Layer: app. Main thread.
//
// The letter that is not heard is kept here, not in the session: it lives as long as the session is open. A change of the
// letter is one step of undo, and going straight back takes that step away again. What makes both equally loud is the
// monitor's, never a file's.

#pragma once

#include "app/shell/context.h"

#define LT_TYPE_MIX_COMPARE (lt_mix_compare_get_type ())
G_DECLARE_FINAL_TYPE (LtMixCompare, lt_mix_compare, LT, MIX_COMPARE, GObject)

/* Signal "changed" () when the letter or the loudness is another. */
LtMixCompare *lt_mix_compare_new (LtContext *context);

guint lt_mix_compare_get_letter (LtMixCompare *self); /* 0: A, 1: B */

/* The mix as it is now stays with its letter; @letter's becomes the session's. A letter that was never used begins as a copy. */
void lt_mix_compare_set_letter (LtMixCompare *self, guint letter);

/* The other letter becomes what is heard now. */
void lt_mix_compare_copy (LtMixCompare *self);

/* What the monitor turns the letter that is heard by, 0 or less; NAN: nothing to compare with, or not known yet. */
double lt_mix_compare_get_match_db (LtMixCompare *self);
