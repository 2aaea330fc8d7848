// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Momentary and short-term loudness as bars about a target, with their highest and the range.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_LOUDNESS_BAR (lt_loudness_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtLoudnessBar, lt_loudness_bar, LT, LOUDNESS_BAR, GtkWidget)

/* LUFS and LU; −INFINITY: silence; NAN: not known. */
typedef struct
{
  double momentary, short_term, max_momentary, max_short_term;
  double range_low, range_high; /* of the loudness range; NAN: none */
} LtLoudnessBarValues;

/* Signal "reset" () on a double-click, Backspace or Delete. */
GtkWidget *lt_loudness_bar_new (void);
void       lt_loudness_bar_set_target (LtLoudnessBar *self, double target_lufs);
void       lt_loudness_bar_set_values (LtLoudnessBar *self, const LtLoudnessBarValues *values);

/* A click on it, Enter or Space changes between LU about the target, as at first, and LUFS. */
gboolean lt_loudness_bar_shows_lufs (LtLoudnessBar *self);

/* The scale EBU +18, −36 to +18 LU, instead of EBU +9, −18 to +9 LU, as at first. */
void lt_loudness_bar_set_wide (LtLoudnessBar *self, gboolean wide);
