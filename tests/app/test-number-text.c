// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers: how each kind reads, in words too, and that what people type is understood.
// Layer: tests.

#include "app/widgets/number-text.h"
#include "fx/fx.h"

#include <locale.h>
#include <math.h>

static const LtNumberFormat gain = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min = -24.0, .max = 24.0 };
static const LtNumberFormat level = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min_is_inf = TRUE, .min = -144.0, .max = 6.0 };
static const LtNumberFormat loudness = { .kind = LT_NUMBER_LUFS };
static const LtNumberFormat freq = { .kind = LT_NUMBER_HZ, .min = 10.0, .max = 30000.0 };
static const LtNumberFormat ms = { .kind = LT_NUMBER_MS, .min = 0.05, .max = 4000.0, .bpm = 112.0 };
static const LtNumberFormat ratio = { .kind = LT_NUMBER_RATIO, .min = 1.0, .max = 100.0, .max_is_inf = TRUE };
static const LtNumberFormat pan = { .kind = LT_NUMBER_PAN, .min = -1.0, .max = 1.0 };
static const LtNumberFormat duration = { .kind = LT_NUMBER_TIME };
static const LtNumberFormat count = { .kind = LT_NUMBER_COUNT };
static const LtNumberFormat percent = { .kind = LT_NUMBER_PERCENT, .max = 100.0 };
static const LtNumberFormat tenths = { .kind = LT_NUMBER_PERCENT, .has_tenths = TRUE, .min = 25.0, .max = 400.0 };
static const LtNumberFormat cents = { .kind = LT_NUMBER_CENTS, .is_signed = TRUE, .min = -2400.0, .max = 2400.0 };
static const LtNumberFormat part = { .kind = LT_NUMBER_PART, .min = -1.0, .max = 1.0 };
static const LtNumberFormat mini = { .kind = LT_NUMBER_DB, .is_whole = TRUE, .min_is_inf = TRUE, .min = -144.0, .max = 6.0 };

typedef struct
{
  const LtNumberFormat *format;
  double                value;
  const char           *text;
} Case;

static void
test_texts (void)
{
  static const Case cases[] = {
    { &gain, 1.5, "+1.5 dB" },     { &gain, 0.0, "0.0 dB" },         { &gain, -0.04, "0.0 dB" },      { &gain, 0.04, "0.0 dB" },
    { &gain, -3.4, "−3.4 dB" },    { &level, -INFINITY, "−∞ dB" },   { &level, -144.0, "−∞ dB" },     { &loudness, -14.2, "−14.2 LUFS" },
    { &loudness, 1.0, "1.0 LUFS" }, { &freq, 88.4, "88 Hz" },        { &freq, 3100.0, "3.10 kHz" },   { &freq, 18500.0, "18.5 kHz" },
    { &freq, 999.6, "1.00 kHz" },  { &freq, 9996.0, "10.0 kHz" },    { &ms, 0.3, "0.30 ms" },         { &ms, 12.0, "12.0 ms" },
    { &ms, 140.2, "140 ms" },      { &ms, 1200.0, "1.20 s" },        { &ratio, 3.2, "3.2:1" },        { &ratio, 100.0, "∞:1" },
    { &pan, 0.0, "C" },            { &pan, -0.78, "L 78" },          { &pan, 0.03, "R 3" },           { &pan, 0.004, "C" },
    { &duration, 61.25, "1:01.250" }, { &duration, -0.5, "−0:00.500" }, { &duration, 3661.0, "1:01:01.000" }, { &duration, 59.9996, "1:00.000" },
    { &count, 1234567.0, "1\u2009234\u2009567" }, { &count, -48000.0, "−48\u2009000" }, { &count, 999.0, "999" },
    { &part, 0.624, "62 %" },      { &part, -1.0, "−100 %" },
    { &tenths, 100.0, "100.0 %" }, { &tenths, 33.33, "33.3 %" },     { &cents, 0.0, "0 ct" },         { &cents, -50.0, "−50 ct" },
    { &cents, 12.5, "+12.5 ct" },
    { &percent, 62.4, "62 %" },    { &mini, -16.6, "−17 dB" },       { &mini, -0.4, "0 dB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lt_number_text_dup (cases[i].format, cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_words (void)
{
  static const Case cases[] = {
    { &level, -3.6, "−3.6 decibels" }, { &gain, 2.4, "plus 2.4 decibels" }, { &gain, -24.0, "−24 decibels" }, { &gain, 1.0, "plus 1 decibels" },
    { &level, -INFINITY, "silence" },  { &freq, 3100.0, "3.10 kilohertz" }, { &pan, -0.3, "30 left" },        { &pan, 0.0, "centre" },
    { &ratio, 100.0, "infinity to 1" }, { &ms, 1.0, "1 millisecond" },      { &percent, 50.0, "50 percent" },  { &cents, 2.0, "plus 2 cents" },  { &duration, 1.0, "0:01.000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lt_number_text_dup_words (cases[i].format, cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_typing (void)
{
  static const Case cases[] = {
    { &gain, -3.5, "-3.5" },      { &gain, -3.5, "−3,5 dB" },       { &gain, 1.5, "+1.5dB" },        { &gain, 24.0, "100" },
    { &level, -INFINITY, "-inf" }, { &level, -INFINITY, "−∞" },     { &level, -INFINITY, "-200" },   { &level, 6.0, "20 dBFS" },
    { &freq, 3100.0, "3.1k" },    { &freq, 3100.0, "3,1 kHz" },     { &freq, 440.0, "A4" },          { &freq, 220.0, "a3" },
    { &freq, 3100.0, "3.1" },     { &freq, 88.0, "88" },            { &freq, 10.0, "2 Hz" },         { &ms, 1200.0, "1.2 s" },
    { &ms, 0.5, "500us" },        { &ms, 401.785714, "1/8 d" },     { &ms, 267.857143, "1/8" },      { &ms, 357.142857, "1/4 t" },
    { &ratio, 4.0, "4" },         { &ratio, 4.0, "4:1" },           { &ratio, 100.0, "inf" },        { &pan, -0.3, "L30" },
    { &pan, 0.3, "r 30" },        { &pan, 0.0, "C" },               { &pan, -0.3, "-30" },           { &pan, 1.0, "R" },
    { &pan, -0.12, "12L" },       { &duration, 62.5, "1:02.5" },    { &duration, 3661.0, "1:01:01" }, { &duration, 12.0, "12" },
    { &cents, -300.0, "-3 st" },  { &cents, 12.0, "12 ct" },       { &tenths, 33.3, "33.3%" },
    { &percent, 50.0, "50%" },    { &percent, 50.0, " 50 " },       { &count, 48000.0, "48\u2009000" }, { &freq, 261.625565, "C4" },
    { &freq, 277.182631, "c♯4" }, { &freq, 277.182631, "Db4" },     { &freq, 442.548894, "A4 +10 ct" },
  };
  static const Case wrong[] = {
    { &gain, 0, "" },       { &gain, 0, "loud" },   { &gain, 0, "3 Hz" },   { &gain, 0, "1.2.3" }, { &gain, 0, "-inf" }, { &gain, 0, "-" },
    { &freq, 0, "3 dB" },   { &freq, 0, "H3" },     { &pan, 0, "X30" },     { &duration, 0, "1:2:3:4" }, { &ms, 0, "1/0" }, { &level, 0, "inf" },
    { &percent, 0, "nan" }, { &gain, 0, "\xff" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = 12345.0;

      g_test_message ("%s", cases[i].text);
      g_assert_true (lt_number_text_parse (cases[i].format, cases[i].text, &value));
      if (isinf (cases[i].value))
        g_assert_true (value == cases[i].value);
      else
        g_assert_cmpfloat_with_epsilon (value, cases[i].value, 1e-5);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      double value = 12345.0;

      g_test_message ("%s", wrong[i].text);
      g_assert_false (lt_number_text_parse (wrong[i].format, wrong[i].text, &value));
      g_assert_cmpfloat (value, ==, 12345.0);
    }
}

/* What a row shows can be typed again and reads the same; what is offered for typing too. */
static void
test_rows_round_trip (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a7e);

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    for (uint32_t p = 0; p < (*type)->n_params; p++)
      for (int round = 0; round < 12; round++)
        {
          const LtParamSpec *row = &(*type)->params[p];
          LtNumberFormat     format = lt_number_text_from_param (row);
          float              travel = round < 2 ? (float) round : (float) g_rand_double (rng);
          double             value = lt_param_from_travel (row, travel), back, again;
          g_autofree char   *text = lt_number_text_dup (&format, value);
          g_autofree char   *edit = lt_number_text_dup_edit (&format, value);

          g_test_message ("%s %s: %s, %s", (*type)->key, row->key, text, edit);
          g_assert_true (lt_number_text_parse (&format, text, &back));
          g_assert_true (lt_number_text_parse (&format, edit, &again));
          g_autofree char *text_back = lt_number_text_dup (&format, back);
          g_autofree char *text_again = lt_number_text_dup (&format, again);
          g_assert_cmpstr (text_back, ==, text);
          g_assert_cmpstr (text_again, ==, text);
        }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/number-text/texts", test_texts);
  g_test_add_func ("/app/number-text/words", test_words);
  g_test_add_func ("/app/number-text/typing", test_typing);
  g_test_add_func ("/app/number-text/rows-round-trip", test_rows_round_trip);
  return g_test_run ();
}
