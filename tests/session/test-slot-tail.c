// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long effects ring is what they say themselves, however often and in whatever order it is asked, by several threads too.
// Layer: tests.

#include "session/slot-tail.h"

#include <string.h>

#define N_SETTINGS 600u /* more than are remembered */
#define N_ASKED 6000u
#define N_THREADS 3

typedef struct
{
  LtSlot   slot;
  double   rate_hz;
  float    values[LT_FX_MAX_PARAMS];
  uint32_t tail; /* as the effect says */
} Setting;

static Setting settings[N_SETTINGS];

static void
make_setting (Setting *self, GRand *rng)
{
  static const double rates_hz[] = { 44100.0, 48000.0, 96000.0 };
  guint               n = 0;

  while (lt_fx_types[n] != NULL)
    n++;

  const LtFxType *type = lt_fx_types[g_rand_int_range (rng, 0, (gint32) n)];

  if (g_rand_boolean (rng))
    type = lt_fx_find ("eq");
  self->rate_hz = rates_hz[g_rand_int_range (rng, 0, G_N_ELEMENTS (rates_hz))];
  self->slot = (LtSlot) { .type = type, .values = self->values };
  lt_fx_defaults (type, self->values);
  for (uint32_t i = 0; i < type->n_params; i++)
    if (g_rand_boolean (rng))
      self->values[i] = lt_param_clamp (&type->params[i], (float) g_rand_double_range (rng, type->params[i].min, type->params[i].max + 1e-6));
  LtFxSetup setup = { .rate_hz = self->rate_hz, .n_channels = 2, .values = self->values };
  self->tail = lt_fx_tail (type, &setup, self->values);
}

/* The same numbers of another slot: it is the settings that are told apart, not who has them. */
static void
ask (const Setting *self)
{
  float  values[LT_FX_MAX_PARAMS];
  LtSlot copy = self->slot;

  memcpy (values, self->values, sizeof values);
  copy.values = values;
  g_assert_cmpuint (lt_slot_tail (&copy, self->rate_hz), ==, self->tail);
}

static gpointer
ask_many (gpointer seed)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));

  for (guint i = 0; i < N_ASKED; i++)
    ask (&settings[g_rand_int_range (rng, 0, g_rand_boolean (rng) ? 20 : N_SETTINGS)]);
  return NULL;
}

static void
test_as_effects_say (void)
{
  GThread *threads[N_THREADS];
  g_autoptr (GRand) rng = g_rand_new_with_seed (47);
  guint    n_ringing = 0;

  for (guint i = 0; i < N_SETTINGS; i++)
    {
      make_setting (&settings[i], rng);
      n_ringing += settings[i].tail > 0;
    }
  g_assert_cmpuint (n_ringing, >, N_SETTINGS / 2);
  for (guint t = 0; t < N_THREADS; t++)
    threads[t] = g_thread_new ("ask", ask_many, GUINT_TO_POINTER (t + 1));
  for (guint t = 0; t < N_THREADS; t++)
    g_thread_join (threads[t]);
}

/* Whatever value is moved, the answer is that of the new one. */
static void
test_each_value_counts (void)
{
  const LtFxType *type = lt_fx_find ("eq");
  Setting         s = { .rate_hz = 48000.0 };
  guint           n_others = 0;

  s.slot = (LtSlot) { .type = type, .values = s.values };
  lt_fx_defaults (type, s.values);
  for (uint32_t i = 0; i < type->n_params; i++)
    for (int end = 0; end < 2; end++)
      {
        LtFxSetup setup = { .rate_hz = s.rate_hz, .n_channels = 2, .values = s.values };
        uint32_t  before = lt_slot_tail (&s.slot, s.rate_hz), after;

        s.values[i] = end == 0 ? type->params[i].min : type->params[i].max;
        after = lt_fx_tail (type, &setup, s.values);
        g_assert_cmpuint (lt_slot_tail (&s.slot, s.rate_hz), ==, after);
        n_others += before != after;
        s.values[i] = type->params[i].def;
      }
  g_assert_cmpuint (n_others, >, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/slot-tail/as-effects-say", test_as_effects_say);
  g_test_add_func ("/session/slot-tail/each-value-counts", test_each_value_counts);
  return g_test_run ();
}
