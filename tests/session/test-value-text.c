// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values as texts: a table of both directions, and every row of every effect there and back.
// Layer: tests.

#include "session/edit-slot.h"
#include "session/session.h"
#include "session/strip.h"
#include "session/value-text.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static const LtChoice curves[]
    = { { "soft", "Soft" }, { "hard-knee", "Hard knee" }, { "24", "24 dB" }, { NULL, NULL } };

static const LtParamSpec db
    = { .key = "gain", .label = "Gain", .unit = LT_UNIT_DB, .min = -60.0f, .max = 24.0f };
static const LtParamSpec level = { .key = "level",
                                   .label = "Level",
                                   .unit = LT_UNIT_DB,
                                   .min = -96.0f,
                                   .max = 6.0f,
                                   .flags = LT_PARAM_MIN_IS_INF };
static const LtParamSpec hz = { .key = "freq",
                                .label = "Frequency",
                                .unit = LT_UNIT_HZ,
                                .curve = LT_CURVE_LOG,
                                .min = 10.0f,
                                .max = 22000.0f,
                                .def = 1000.0f };
static const LtParamSpec ms
    = { .key = "time", .label = "Time", .unit = LT_UNIT_MS, .min = 0.05f, .max = 5000.0f };
static const LtParamSpec s
    = { .key = "decay", .label = "Decay", .unit = LT_UNIT_S, .min = 0.1f, .max = 30.0f };
static const LtParamSpec percent
    = { .key = "mix", .label = "Mix", .unit = LT_UNIT_PERCENT, .max = 100.0f };
static const LtParamSpec ratio = { .key = "ratio",
                                   .label = "Ratio",
                                   .unit = LT_UNIT_RATIO,
                                   .min = 1.0f,
                                   .max = 100.0f,
                                   .flags = LT_PARAM_MAX_IS_INF };
static const LtParamSpec on_off
    = { .key = "on", .label = "On", .curve = LT_CURVE_STEP, .max = 1.0f };
static const LtParamSpec count
    = { .key = "taps", .label = "Taps", .curve = LT_CURVE_STEP, .min = 1.0f, .max = 8.0f };
static const LtParamSpec choice
    = { .key = "curve", .label = "Curve", .curve = LT_CURVE_STEP, .max = 2.0f, .choices = curves };
static const LtParamSpec bits = { .key = "bits",
                                  .label = "Bits",
                                  .unit = LT_UNIT_BITS,
                                  .curve = LT_CURVE_STEP,
                                  .min = 8.0f,
                                  .max = 24.0f };
static const LtParamSpec slope
    = { .key = "slope", .label = "Slope", .unit = LT_UNIT_DB_OCTAVE, .min = 6.0f, .max = 48.0f };
static const LtParamSpec degrees
    = { .key = "phase", .label = "Phase", .unit = LT_UNIT_DEGREES, .min = -180.0f, .max = 180.0f };
static const LtParamSpec plain = { .key = "pan", .label = "Pan", .min = -1.0f, .max = 1.0f };
static const LtParamSpec seventh = { .key = "x", .label = "X", .max = 0.7f };

static const struct
{
  const LtParamSpec *row;
  const char        *text;
  double             value; /* NAN: refused */
} readings[] = {
  { &db, "-3.5", -3.5 },
  { &db, "-3.5dB", -3.5 },
  { &db, " −3,5 DB ", -3.5 },
  { &db, "–3.5", -3.5 },
  { &db, "+2", 2.0 },
  { &db, ".5", 0.5 },
  { &db, "1e1", 10.0 },
  { &db, "-60", -60.0 },
  { &db, "24", 24.0 },
  { &db, "24.1", NAN },
  { &db, "-inf", NAN },
  { &db, "inf", NAN },
  { &db, "nan", NAN },
  { &db, "", NAN },
  { &db, "  ", NAN },
  { &db, "loud", NAN },
  { &db, "1,000.5", NAN },
  { &db, "1.2.3", NAN },
  { &db, "--3", NAN },
  { &db, "3 Hz", NAN },
  { &db, "3dBx", NAN },
  { &db, "0x10", NAN },
  { &db, "1e999", NAN },
  { &db, "-3.5\xff", NAN },
  { &level, "-inf", -INFINITY },
  { &level, "−∞", -INFINITY },
  { &level, "-Infinity dB", -INFINITY },
  { &level, "inf", NAN },
  { &level, "-96", -96.0 },
  { &hz, "120Hz", 120.0 },
  { &hz, "120 hz", 120.0 },
  { &hz, "1.2k", 1200.0 },
  { &hz, "1,2 kHz", 1200.0 },
  { &hz, "1.2K", 1200.0 },
  { &hz, "5", NAN },
  { &hz, "23k", NAN },
  { &ms, "30ms", 30.0 },
  { &ms, "0.03s", 30.0 },
  { &ms, "0.03 s", 30.0 },
  { &ms, "500us", 0.5 },
  { &ms, "500 µs", 0.5 },
  { &ms, "30", 30.0 },
  { &ms, "6s", NAN },
  { &s, "250ms", 0.25 },
  { &s, "2.5s", 2.5 },
  { &percent, "50%", 50.0 },
  { &percent, "50 %", 50.0 },
  { &percent, "50", 50.0 },
  { &percent, "101%", NAN },
  { &ratio, "4:1", 4.0 },
  { &ratio, "4", 4.0 },
  { &ratio, "inf", 100.0 },
  { &ratio, "∞:1", 100.0 },
  { &ratio, "-inf", NAN },
  { &on_off, "on", 1.0 },
  { &on_off, "OFF", 0.0 },
  { &on_off, "yes", 1.0 },
  { &on_off, "no", 0.0 },
  { &on_off, "true", 1.0 },
  { &on_off, "false", 0.0 },
  { &on_off, "1", 1.0 },
  { &on_off, "0", 0.0 },
  { &on_off, "2", NAN },
  { &on_off, "maybe", NAN },
  { &count, "3", 3.0 },
  { &count, "3.5", NAN },
  { &count, "9", NAN },
  { &choice, "soft", 0.0 },
  { &choice, "Hard-Knee", 1.0 },
  { &choice, "hard knee", 1.0 },
  { &choice, "24", 2.0 },
  { &choice, "1", NAN },
  { &choice, "", NAN },
  { &bits, "16", 16.0 },
  { &bits, "16 bit", 16.0 },
  { &bits, "24bits", 24.0 },
  { &slope, "12dB/oct", 12.0 },
  { &slope, "12 db", 12.0 },
  { &degrees, "-90°", -90.0 },
  { &degrees, "90deg", 90.0 },
  { &plain, "-0.5", -0.5 },
  { &plain, "-50%", -0.5 },
  { &plain, "1.01", NAN },
  { &seventh, "0.7", 0.7 },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autoptr (GError) error = NULL;
      double value = 12345.0;
      bool   good = lt_value_text_parse (readings[i].row, readings[i].text, &value, &error);

      if (good == isnan (readings[i].value)
          || (good && fabs (value - readings[i].value) > 1e-12 * fabs (value)))
        g_error ("%s “%s”: %s %g", readings[i].row->key, readings[i].text,
                 good ? "gives" : error->message, value);
      g_assert_true (good == (error == NULL));
      if (error != NULL)
        {
          g_assert_true (error->domain == LT_SESSION_ERROR);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
    }
}

static void
test_sentences (void)
{
  g_autoptr (GError) error = NULL;
  double value;

  g_assert_false (lt_value_text_parse (&db, "80", &value, &error));
  g_assert_cmpstr (error->message, ==, "Gain: “80” is out of range: −60.0 dB to 24.0 dB");
  g_clear_error (&error);
  g_assert_false (lt_value_text_parse (&level, "9", &value, &error));
  g_assert_cmpstr (error->message, ==, "Level: “9” is out of range: −∞ dB to 6.0 dB");
  g_clear_error (&error);
  g_assert_false (lt_value_text_parse (&choice, "odd", &value, &error));
  g_assert_cmpstr (error->message, ==, "Curve: “odd” is none of its choices: soft, hard-knee, 24");
}

static void
test_write (void)
{
  static const struct
  {
    const LtParamSpec *row;
    double             value;
    const char        *plain;
    const char        *human;
  } rows[] = {
    { &db, -3.5, "-3.5", "−3.5 dB" },   { &db, 0.0, "0", "0.0 dB" },
    { &db, -0.04, "-0.04", "0.0 dB" },  { &db, (double) 0.1f, "0.1", "0.1 dB" },
    { &db, -3.3, "-3.3", "−3.3 dB" },   { &level, -INFINITY, "-inf", "−∞ dB" },
    { &level, -96.0, "-inf", "−∞ dB" }, { &hz, 20.0, "20", "20.0 Hz" },
    { &hz, 120.0, "120", "120 Hz" },    { &hz, 1200.0, "1200", "1.20 kHz" },
    { &ms, 0.05f, "0.05", "0.05 ms" },  { &ms, 30.0, "30", "30.0 ms" },
    { &ms, 250.0, "250", "250 ms" },    { &ms, 2500.0, "2500", "2.50 s" },
    { &s, 2.5, "2.5", "2.50 s" },       { &percent, 50.0, "50", "50 %" },
    { &ratio, 4.0, "4", "4.0:1" },      { &ratio, 100.0, "inf", "∞:1" },
    { &on_off, 1.0, "on", "On" },       { &on_off, 0.0, "off", "Off" },
    { &count, 3.0, "3", "3" },          { &choice, 1.0, "hard-knee", "Hard knee" },
    { &bits, 16.0, "16", "16 bit" },    { &slope, 12.0, "12", "12 dB/oct" },
    { &degrees, -90.0, "-90", "−90°" }, { &plain, -0.5, "-0.5", "−0.50" },
  };
  char buf[LT_VALUE_TEXT_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (lt_value_text_plain (rows[i].row, rows[i].value, buf, sizeof buf), ==,
                       rows[i].plain);
      g_assert_cmpstr (lt_value_text_human (rows[i].row, rows[i].value, buf, sizeof buf), ==,
                       rows[i].human);
    }
}

static void
assert_there_and_back (const LtParamSpec *row, double value)
{
  g_autoptr (GError) error = NULL;
  char   buf[256];
  double back = 0.0;

  lt_value_text_plain (row, value, buf, sizeof buf);
  if (!lt_value_text_parse (row, buf, &back, &error))
    g_error ("%s %.9g as “%s”: %s", row->key, value, buf, error->message);
  g_assert_cmpfloat (lt_param_clamp (row, (float) back), ==, (float) value);

  /* What people read is a little less exact: it may round out of the range, but it is a number. */
  lt_value_text_human (row, value, buf, sizeof buf);
  if (!lt_value_text_parse (row, buf, &back, &error)
      && strstr (error->message, "out of range") == NULL)
    g_error ("%s %.9g as “%s”: %s", row->key, value, buf, error->message);
}

static void
walk_rows (const LtParamSpec *rows, uint32_t n, GRand *rng)
{
  for (uint32_t i = 0; i < n; i++)
    {
      assert_there_and_back (&rows[i], rows[i].min);
      assert_there_and_back (&rows[i], rows[i].max);
      assert_there_and_back (&rows[i], rows[i].def);
      for (int k = 0; k < 20; k++)
        assert_there_and_back (&rows[i],
                               lt_param_from_travel (&rows[i], (float) g_rand_double (rng)));
    }
}

static void
test_all_rows (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (4);

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    walk_rows ((*type)->params, (*type)->n_params, rng);
  walk_rows (lt_strip_rows, LT_STRIP_N_VALUES, rng);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_NUMERIC, "de_DE.UTF-8"); /* where there is one, it must make no difference */
  g_test_add_func ("/session/value-text/read", test_read);
  g_test_add_func ("/session/value-text/sentences", test_sentences);
  g_test_add_func ("/session/value-text/write", test_write);
  g_test_add_func ("/session/value-text/all-rows", test_all_rows);
  return g_test_run ();
}
