// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The course of a blind test, and what its score means.
// Layer: studio.

#include "studio/blind-test.h"

#include <glib/gi18n.h>
#include <math.h>

static void
draw (LtBlindTest *self)
{
  bool b = self->rand != NULL ? g_rand_boolean (self->rand) : g_random_boolean ();

  self->x = b ? LT_BLIND_B : LT_BLIND_A;
  self->x_heard = false;
}

void
lt_blind_test_start (LtBlindTest *self, guint n_planned, GRand *rand)
{
  *self = (LtBlindTest){ .rand = rand, .n_planned = CLAMP (n_planned, 1, LT_BLIND_TEST_MAX_TRIALS) };
  draw (self);
}

LtBlindChoice
lt_blind_test_hear (LtBlindTest *self, LtBlindChoice choice)
{
  if (choice != LT_BLIND_X)
    return choice;
  self->x_heard = true;
  return self->x;
}

bool
lt_blind_test_can_answer (const LtBlindTest *self)
{
  return self->x_heard && !lt_blind_test_is_done (self);
}

void
lt_blind_test_answer (LtBlindTest *self, LtBlindChoice guess)
{
  if (!lt_blind_test_can_answer (self))
    return;
  self->n_answers++;
  self->n_right += guess == self->x;
  draw (self);
}

bool
lt_blind_test_is_done (const LtBlindTest *self)
{
  return self->n_answers >= self->n_planned;
}

/* From the smallest term up: C (n, k) / 2^n of k right by chance. */
double
lt_blind_test_p_value (guint n_trials, guint n_right)
{
  double term, sum;

  g_return_val_if_fail (n_right <= n_trials && n_trials <= LT_BLIND_TEST_MAX_TRIALS, 1.0);

  term = ldexp (1.0, -(int) n_trials);
  sum = term;
  for (guint k = n_trials; k > n_right; k--)
    {
      term *= (double) k / (n_trials - k + 1);
      sum += term;
    }
  return fmin (sum, 1.0);
}

char *
lt_blind_test_dup_sentence (guint n_trials, guint n_right)
{
  double percent = 100.0 * lt_blind_test_p_value (n_trials, n_right);

  if (percent < 0.01)
    return g_strdup_printf (_ ("%u of %u right: a guesser does as well in less than 0.01 %% of such tests."), n_right, n_trials);
  /* Translators: right answers, all answers, and a share in percent. */
  return g_strdup_printf (_ ("%u of %u right: a guesser does as well in %.*f %% of such tests."), n_right, n_trials, percent < 1.0 ? 2 : percent > 99.95 ? 0 : 1,
                          percent);
}

static const char *
name_of_song (const char *name)
{
  return *name != '\0' ? name : _ ("Reference");
}

char *
lt_blind_test_dup_pair (const LtTrial *trial)
{
  const char *names[2];

  for (int i = 0; i < 2; i++)
    names[i] = trial->sides[i] == LT_TRIAL_MIX      ? _ ("Mix")
               : trial->sides[i] == LT_TRIAL_MASTER ? _ ("Master")
                                                    : name_of_song (i == 1 && *trial->rival != '\0' ? trial->rival : trial->reference);
  /* Translators: the two sides of a blind test. */
  return g_strdup_printf (_ ("%s and %s"), names[0], names[1]);
}
