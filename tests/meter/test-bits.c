// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bit meter: words of known length, shifted, dithered, floating point, silence; the moment forgets.
// Layer: tests.

#include "meter/bits.h"

#include "helpers/test-meter.h"
#include "helpers/test-signal.h"

#include <math.h>

extern const LtMeterType lt_meter_bits;

enum
{
  N = 96000
};

#define RATE_HZ 48000.0

static float sound[2][N];

static const float *const in[2] = { sound[0], sound[1] };

/* Noise in whole steps of @bits, times @gain. */
static void
make (guint bits, double gain)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xb17);

  lt_test_noise (sound[0], N, 0.9, rng);
  lt_test_noise (sound[1], N, 0.9, rng);
  for (int c = 0; c < 2; c++)
    for (int i = 0; i < N; i++)
      sound[c][i] = (float) (round (sound[c][i] * exp2 (bits - 1.0)) / exp2 (bits - 1.0) * gain);
}

static void
expect (double word, double used, bool is_finer)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_bits, RATE_HZ, 2);
  LtBitsMoment moment;

  lt_test_meter_run (meter, in, N, 1000);
  g_assert_cmpfloat (lt_test_meter_read (meter, "word_bits"), ==, word);
  g_assert_cmpfloat (lt_test_meter_read (meter, "used_bits"), ==, used);
  lt_bits_moment (meter->state, &moment);
  g_assert_cmpuint (moment.word, ==, (guint) word);
  g_assert_cmpuint (moment.used, ==, (guint) used);
  g_assert_cmpint (moment.is_finer, ==, is_finer);
}

static void
test_words (void)
{
  static const guint lengths[] = { 8, 12, 16, 20, 24 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      make (lengths[i], 1.0);
      expect (lengths[i], lengths[i], false);
    }
}

static void
test_shifted (void)
{
  make (16, 1.0 / 16.0); /* 16 bits, 24 dB down: a word of 20 of which the uppermost 4 rest */
  expect (20, 16, false);
  make (16, 1.0 / 256.0);
  expect (24, 16, false);
}

static void
test_floating_point (void)
{
  make (16, 0.7);
  expect (32, 32, true);
}

static void
test_full_scale (void)
{
  static const float full[] = { 1.0f, -1.0f, 1.0f, 2.0f };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_bits, RATE_HZ, 1);

  lt_test_meter_run (meter, (const float *[]) { full }, 4, 4);
  g_assert_cmpfloat (lt_test_meter_read (meter, "word_bits"), ==, 2.0); /* over is clipped, not long */
}

static void
test_silence_and_broken (void)
{
  static float none[N];
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_bits, RATE_HZ, 1);
  LtBitsMoment moment;

  none[5] = NAN;
  none[6] = INFINITY;
  lt_test_meter_run (meter, (const float *[]) { none }, N, 480);
  g_assert_true (isnan (lt_test_meter_read (meter, "word_bits")));
  lt_bits_moment (meter->state, &moment);
  g_assert_cmpuint (moment.word, ==, 0);
  g_assert_cmpuint (moment.mask, ==, 0);
}

/* One fine sample: gone after a second from the moment, not from the whole. */
static void
test_moment (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_bits, RATE_HZ, 2);
  LtBitsMoment moment;

  make (16, 1.0);
  sound[0][100] = 0.1f;
  lt_test_meter_run (meter, in, 4800, 480);
  lt_bits_moment (meter->state, &moment);
  g_assert_cmpuint (moment.word, >, 16);
  lt_test_meter_run (meter, (const float *[]) { sound[0] + 4800, sound[1] + 4800 }, N - 4800, 480);
  lt_bits_moment (meter->state, &moment);
  g_assert_cmpuint (moment.word, ==, 16);
  g_assert_cmphex (moment.mask, ==, 0x7fff0000);
  g_assert_cmpfloat (lt_test_meter_read (meter, "word_bits"), >, 16.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bits/words", test_words);
  g_test_add_func ("/bits/shifted", test_shifted);
  g_test_add_func ("/bits/floating-point", test_floating_point);
  g_test_add_func ("/bits/full-scale", test_full_scale);
  g_test_add_func ("/bits/silence-and-broken", test_silence_and_broken);
  g_test_add_func ("/bits/moment", test_moment);
  return g_test_run ();
}
