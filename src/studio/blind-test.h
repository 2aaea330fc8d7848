// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A blind test of two sides A and B: X is one of them, and the listener says which.
// Layer: studio. It plays nothing: what is chosen here is heard by lt_live_blind_hear ().
// Ref: D. Clark, "High-Resolution Subjective Testing Using a Double-Blind Comparator", JAES 30 (5), 1982: what X is
// is drawn anew for each trial; the score is judged by the binomial distribution of a guesser.
//
// How many trials there are is said before the first, and no answer is called right or wrong until the end: who looks at
// the score and stops when it pleases finds what is not there.

#pragma once

#include "session/session.h"

#define LT_BLIND_TEST_MAX_TRIALS LT_TRIAL_MAX_ANSWERS

typedef enum
{
  LT_BLIND_A,
  LT_BLIND_B,
  LT_BLIND_X,
} LtBlindChoice;

typedef struct
{
  GRand        *rand;      /* borrowed, tests only; NULL: GLib's own, seeded by the system */
  guint         n_planned; /* 1 to LT_BLIND_TEST_MAX_TRIALS */
  guint         n_answers, n_right;
  LtBlindChoice x;       /* never X */
  bool          x_heard; /* in this trial */
} LtBlindTest;

/* The first X is drawn. */
void lt_blind_test_start (LtBlindTest *self, guint n_planned, GRand *rand);

/* What @choice is: A or B. That X was heard counts from here. */
LtBlindChoice lt_blind_test_hear (LtBlindTest *self, LtBlindChoice choice);

/* X was heard, and there is a trial left. */
bool lt_blind_test_can_answer (const LtBlindTest *self);

/* X is @guess, A or B; the next X is drawn. Nothing happens where no answer is due. */
void lt_blind_test_answer (LtBlindTest *self, LtBlindChoice guess);

bool lt_blind_test_is_done (const LtBlindTest *self);

/* How likely a guesser is to have @n_right of @n_trials right or more: 0 to 1, exact but for rounding. @n_right up to
   @n_trials, these up to LT_BLIND_TEST_MAX_TRIALS. */
double lt_blind_test_p_value (guint n_trials, guint n_right);

/* (transfer full): the result as a sentence: "11 of 16 right: a guesser does as well in 10.5 % of such tests." */
char *lt_blind_test_dup_sentence (guint n_trials, guint n_right);

/* (transfer full): what was compared: "Mix and Master", "Master and Harbour lights". */
char *lt_blind_test_dup_pair (const LtTrial *trial);
