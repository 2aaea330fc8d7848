// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every effect in its slot while it plays: bypass and moves of every row without clicks, bypass bit for bit.
// Layer: tests.

#include "helpers/test-engine.h"
#include "helpers/test-signal.h"

#include "dsp/biquad.h"

#include <math.h>
#include <string.h>

#define SLOT 10u
#define TONE 0.25f /* −12 dBFS */
#define QUIET 4e-3 /* of the loudest that is heard: −60 dBFS for a tone at −12 */

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

typedef struct
{
  LtTestFeed  feed;
  LtClipSpec  clip;
  LtEdgeSpec  edge;
  LtSlotSpec  slot;
  float       values[LT_FX_MAX_PARAMS];
  LtStripSpec strips[2];
  LtPlanSpec  spec;
  LtEngine   *engine;
  uint32_t    n; /* frames of a stretch: 0.4 s in whole quanta */
  float      *left, *right;
  double      high_pass[2][2][2]; /* state of two sections of two channels */
  double      loudest;            /* since the last check */
} Rig;

static void
rig_init (Rig *self, const LtFxType *type, double rate_hz, bool sine)
{
  *self = (Rig) { .n = (uint32_t) (rate_hz * 0.4) & ~(LT_QUANTUM - 1) };
  if (sine)
    lt_test_feed_init_sine (&self->feed, 100.0, TONE, rate_hz, 2);
  else
    lt_test_feed_init (&self->feed, 3, 2);
  self->clip = lt_test_clip (&self->feed, 0, (int64_t) (rate_hz * 100.0));
  lt_fx_defaults (type, self->values);
  self->slot = (LtSlotSpec) { .id = SLOT, .type = type, .values = self->values };
  self->strips[0] = lt_test_strip (1, &self->clip);
  self->strips[0].slots = &self->slot;
  self->strips[0].n_slots = 1;
  self->edge = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  self->strips[1] = lt_test_bus (2, &self->edge, 1);
  self->spec = (LtPlanSpec) { .rate_hz = rate_hz, .tempo_bpm = 120.0, .strips = self->strips, .n_strips = 2, .master_id = 2, .mix_id = 2 };
  self->left = g_new (float, self->n);
  self->right = g_new (float, self->n);
}

static void
rig_start (Rig *self)
{
  self->engine = lt_engine_new (self->spec.rate_hz, 64);
  g_assert_nonnull (self->engine);
  g_assert_cmpint (lt_engine_set_plan (self->engine, &self->spec), ==, LT_OK);
  lt_engine_roll (self->engine);
}

static void
rig_clear (Rig *self)
{
  lt_engine_free (self->engine);
  g_free (self->left);
  g_free (self->right);
}

/* The peak above 5 kHz (24 dB an octave) of one channel of a stretch. */
static double
peak_above_5k (Rig *self, int channel)
{
  static const double q[2] = { 0.54119610, 1.30656296 };
  const float        *x = channel == 0 ? self->left : self->right;
  LtBiquadCoeffs      f[2];
  double              peak = 0.0;

  for (int s = 0; s < 2; s++)
    f[s] = lt_biquad_high_pass (self->spec.rate_hz, 5000.0, q[s]);
  for (uint32_t i = 0; i < self->n; i++)
    {
      double y = (double) x[i];

      for (int s = 0; s < 2; s++)
        {
          double *z = self->high_pass[channel][s], v = f[s].b0 * y + z[0];

          z[0] = f[s].b1 * y - f[s].a1 * v + z[1];
          z[1] = f[s].b2 * y - f[s].a2 * v;
          y = v;
        }
      peak = fmax (peak, fabs (y));
    }
  return peak;
}

/* Plays @n_stretches; the most that is heard above 5 kHz. */
static double
play (Rig *self, int n_stretches)
{
  double peak = 0.0;

  for (int i = 0; i < n_stretches; i++)
    {
      lt_test_drive (self->engine, self->left, self->right, self->n);
      peak = fmax (peak, fmax (peak_above_5k (self, 0), peak_above_5k (self, 1)));
      self->loudest = fmax (self->loudest, fmax (lt_test_peak (self->left, self->n), lt_test_peak (self->right, self->n)));
    }
  return peak;
}

/* Sets the row as the studio does: the plan anew where the latency may change. */
static void
set_row (Rig *self, uint32_t p, float value)
{
  self->values[p] = lt_param_clamp (&self->slot.type->params[p], value);
  if (self->slot.type->params[p].flags & LT_PARAM_NEW_PLAN)
    g_assert_cmpint (lt_engine_set_plan (self->engine, &self->spec), ==, LT_OK);
  else
    {
      LtValueChange change = { SLOT, LT_VALUE_PARAM, p, self->values[p] };

      g_assert_cmpint (lt_engine_set_values (self->engine, &change, 1), ==, LT_OK);
    }
}

static void
set_bypass (Rig *self, bool bypass)
{
  LtValueChange change = { SLOT, LT_VALUE_BYPASS, 0, bypass ? 1.0f : 0.0f };

  g_assert_cmpint (lt_engine_set_values (self->engine, &change, 1), ==, LT_OK);
}

static void
set_level (Rig *self, float level_db)
{
  LtValueChange change = { SLOT, LT_VALUE_LEVEL, 0, level_db };

  g_assert_cmpint (lt_engine_set_values (self->engine, &change, 1), ==, LT_OK);
}

/* Values that give the rows something to do with a tone of 100 Hz at −12 dBFS. */
static const struct
{
  const char *effect, *key;
  float       value;
} busy[] = {
  { "eq", "b1-gain", 9.0f },      { "eq", "b2-gain", -9.0f },      { "eq", "b2-freq", 110.0f },
  { "comp", "threshold", -30.0f }, { "gate", "threshold", -30.0f }, { "reverb", "mix", 50.0f },
  { "delay", "mix", 50.0f },
};

static void
keep_busy (Rig *self)
{
  const LtFxType *type = self->slot.type;

  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    if (strcmp (busy[i].effect, type->key) == 0)
      self->values[lt_param_find (type->params, type->n_params, busy[i].key)] = busy[i].value;
}

static void
check_quiet (const char *what, Rig *self, double moved, double before, double after)
{
  double still = fmax (before, after); /* what the effect itself makes of the tone, e.g. harmonics */

  g_test_message ("%s %s, %.0f Hz: %.1f dB moving, %.1f dB still", self->slot.type->key, what, self->spec.rate_hz, 20.0 * log10 (moved + 1e-12),
                  20.0 * log10 (still + 1e-12));
  g_assert_cmpfloat (moved, <, fmax (QUIET * fmax (self->loudest, (double) TONE), 1.5 * still));
  self->loudest = 0.0;
}

static void
test_bypass_clicks (gconstpointer data)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      Rig rig;

      rig_init (&rig, data, rates[r], true);
      keep_busy (&rig);
      rig_start (&rig);
      play (&rig, 3); /* the start is an edge of its own */

      double on = play (&rig, 1);
      set_bypass (&rig, true);
      double off = play (&rig, 2);
      check_quiet ("off", &rig, off, on, 0.0);
      set_bypass (&rig, false);
      check_quiet ("on", &rig, play (&rig, 3), on, 0.0);
      rig_clear (&rig);
    }
}

/* Put in, jumped through and taken out while it plays. */
static void
test_edits (gconstpointer data)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      Rig rig;

      rig_init (&rig, data, rates[r], true);
      keep_busy (&rig);
      rig.strips[0].n_slots = 0;
      rig_start (&rig);
      play (&rig, 1);
      rig.strips[0].n_slots = 1;
      g_assert_cmpint (lt_engine_set_plan (rig.engine, &rig.spec), ==, LT_OK);
      double in = play (&rig, 3), on = play (&rig, 1);
      check_quiet ("in", &rig, in, on, 0.0);
      lt_engine_locate (rig.engine, 200 * LT_QUANTUM);
      check_quiet ("jump", &rig, play (&rig, 3), on, 0.0);
      rig.strips[0].n_slots = 0;
      g_assert_cmpint (lt_engine_set_plan (rig.engine, &rig.spec), ==, LT_OK);
      check_quiet ("out", &rig, play (&rig, 2), on, 0.0);
      rig_clear (&rig);
    }
}

/* Idle in bypass a slot gives what came in, bit for bit, late by the latency that it declares. */
static void
test_bypass_bits (gconstpointer data)
{
  const LtFxType *type = data;

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      Rig rig;

      rig_init (&rig, type, rates[r], false);
      keep_busy (&rig);
      rig.slot.level_db = 12.0f;
      rig_start (&rig);

      int64_t late = lt_engine_get_latency (rig.engine), at = rig.n;
      g_assert_cmpint (late, ==, lt_fx_latency (type, &(LtFxSetup) { .rate_hz = rates[r], .n_channels = 2 }, rig.values));
      play (&rig, 1);
      set_bypass (&rig, true);
      for (int i = 0; i < 3; i++, at += rig.n)
        play (&rig, 1);
      for (uint32_t i = 0; i < rig.n; i++)
        {
          g_assert_cmpfloat (rig.left[i], ==, lt_test_feed_sample (3, 0, at - rig.n + i - late));
          g_assert_cmpfloat (rig.right[i], ==, lt_test_feed_sample (3, 1, at - rig.n + i - late));
        }
      rig_clear (&rig);
    }
}

/* A slot's level is a gain behind its effect and nothing else; 0 dB is the effect itself, bit for bit. */
static void
test_level_bits (gconstpointer data)
{
  Rig   plain, rig;
  float gain = lt_db_to_gain (-7.5f);

  rig_init (&plain, data, 48000.0, false);
  rig_init (&rig, data, 48000.0, false);
  keep_busy (&plain);
  keep_busy (&rig);
  rig.slot.level_db = -7.5f;
  rig_start (&plain);
  rig_start (&rig);
  for (int part = 0; part < 4; part++)
    {
      play (&plain, 1);
      play (&rig, 1);
      for (uint32_t i = 0; i < rig.n && part != 1; i++) /* while it moves it is in between */
        {
          g_assert_cmpfloat (rig.left[i], ==, plain.left[i] * (part == 0 ? gain : 1.0f));
          g_assert_cmpfloat (rig.right[i], ==, plain.right[i] * (part == 0 ? gain : 1.0f));
        }
      if (part == 0)
        set_level (&rig, 0.0f);
    }
  rig_clear (&plain);
  rig_clear (&rig);
}

/* Moved from end to end, and put there by a plan: the same behind any effect. */
static void
test_level_clicks (gconstpointer data)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      Rig rig;

      rig_init (&rig, data, rates[r], true);
      keep_busy (&rig);
      rig_start (&rig);
      play (&rig, 3);
      set_level (&rig, 24.0f);
      double up = play (&rig, 1), loud = play (&rig, 1);
      check_quiet ("level up", &rig, up, loud, 0.0);
      set_level (&rig, -24.0f);
      check_quiet ("level down", &rig, play (&rig, 1), loud, 0.0);
      rig.slot.level_db = 24.0f;
      g_assert_cmpint (lt_engine_set_plan (rig.engine, &rig.spec), ==, LT_OK);
      check_quiet ("level by plan", &rig, play (&rig, 1), loud, 0.0);
      rig_clear (&rig);
    }
}

/* Eight bands of an equaliser are alike, and thirty gains of another. */
static bool
is_like_another (const char *key)
{
  return (key[0] == 'b' && key[1] > '2' && key[1] <= '8' && key[2] == '-')
         || (key[0] == 'g' && g_ascii_isdigit (key[1]) && strcmp (key, "g10") != 0);
}

static void
test_rows (gconstpointer data)
{
  const LtFxType *type = data;

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      Rig rig;

      rig_init (&rig, type, rates[r], true);
      keep_busy (&rig);
      rig_start (&rig);
      play (&rig, 3);

      double before = play (&rig, 1);
      for (uint32_t p = 0; p < type->n_params; p++)
        {
          const LtParamSpec *row = &type->params[p];
          const float        to[] = { row->max, row->min, rig.values[p] };

          for (guint i = 0; i < G_N_ELEMENTS (to) && !is_like_another (row->key); i++)
            {
              set_row (&rig, p, to[i]);
              double moved = play (&rig, 1), after = play (&rig, 1);
              check_quiet (row->key, &rig, moved, before, after);
              before = after;
            }
        }
      rig_clear (&rig);
    }
}

/* Another blob, and another value of a row that an instance is made for, is another instance: it takes over in a
   cross-fade, and the same again is the one that plays. */
static void
test_told (void)
{
  static const float two = 2.0f, three = 3.0f;
  const struct
  {
    const float *blob;
    float        shape, expected;
  } steps[] = { { NULL, 1.0f, 1.0f }, { &two, 1.0f, 2.0f }, { &three, 1.0f, 3.0f }, { &three, 0.5f, 1.5f }, { &three, 0.5f, 1.5f }, { NULL, 0.5f, 0.5f } };
  Rig     rig;
  int64_t at = 0;

  rig_init (&rig, &lt_test_fx_told, 48000.0, false);
  rig_start (&rig);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      rig.slot.blob = (LtFxBlob) { steps[i].blob, steps[i].blob != NULL ? sizeof (float) : 0, steps[i].blob != NULL ? (uint64_t) *steps[i].blob : 0 };
      rig.values[0] = steps[i].shape;
      g_assert_cmpint (lt_engine_set_plan (rig.engine, &rig.spec), ==, LT_OK);
      play (&rig, 2);
      at += 2 * rig.n;
      for (uint32_t k = 0; k < rig.n; k++)
        g_assert_cmpfloat (rig.left[k], ==, steps[i].expected * lt_test_feed_sample (3, 0, at - rig.n + k));
    }
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char   *name;
    GTestDataFunc run;
  } tests[] = { { "bypass-clicks", test_bypass_clicks }, { "bypass-bits", test_bypass_bits }, { "level-bits", test_level_bits }, { "edits", test_edits }, { "rows", test_rows } };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slot/told", test_told);
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/slot/%s/%s", (*t)->key, tests[i].name);

        g_test_add_data_func (path, *t, tests[i].run);
      }
  g_test_add_data_func ("/slot/trim/level-clicks", lt_fx_find ("trim"), test_level_clicks);
  return g_test_run ();
}
