// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The test tone: as loud as it says, one channel at a time, no click, the same in blocks of any size.
// Layer: tests.

#include "device/device-tone.h"

#include <glib.h>
#include <math.h>

#define RATE 48000.0
#define N    144000u /* four turns */

static float left[N], right[N];

static void
fill (float value)
{
  for (uint32_t i = 0; i < N; i++)
    left[i] = right[i] = value;
}

static void
run (LtDeviceTone *tone, bool on, uint32_t from, uint32_t n)
{
  lt_device_tone_run (tone, on, (float *[]){ left + from, right + from }, 2, n);
}

static float
peak (const float *x, uint32_t from, uint32_t to)
{
  float most = 0.0f;

  for (uint32_t i = from; i < to; i++)
    most = MAX (most, fabsf (x[i]));
  return most;
}

static void
test_turns (void)
{
  LtDeviceTone tone;
  uint32_t     turn = (uint32_t) (LT_DEVICE_TONE_S * RATE);

  lt_device_tone_init (&tone, RATE);
  fill (0.0f);
  run (&tone, true, 0, N);
  for (uint32_t t = 0; t < 4; t++)
    {
      const float *sounds = t % 2 == 0 ? left : right, *rests = t % 2 == 0 ? right : left;

      g_assert_cmpfloat_with_epsilon (peak (sounds, t * turn, (t + 1) * turn), LT_DEVICE_TONE_GAIN, 1e-4);
      g_assert_cmpfloat (peak (rests, t * turn, (t + 1) * turn), ==, 0.0f);
    }
}

/* Over what plays: it gives way, so that both together never exceed it, and comes back to the bit. */
static void
test_gives_way (void)
{
  LtDeviceTone tone;
  float        step = 0.0f;

  lt_device_tone_init (&tone, RATE);
  fill (1.0f);
  run (&tone, false, 0, 4800);
  run (&tone, true, 4800, 48000);
  run (&tone, false, 52800, N - 52800);
  g_assert_cmpfloat (peak (left, 0, N), <=, 1.0f);
  g_assert_cmpfloat (peak (right, 9600, 38400), ==, 0.0f);
  for (uint32_t i = 0; i < 4800; i++)
    g_assert_cmpfloat (left[i], ==, 1.0f);
  for (uint32_t i = 57600; i < N; i++)
    g_assert_cmpfloat (left[i], ==, 1.0f);
  for (uint32_t i = 1; i < N; i++)
    step = MAX (step, fabsf (left[i] - left[i - 1]));
  g_assert_cmpfloat (step, <, 0.02f); /* the tone's own steepness is 0.013 */
}

static void
test_blocks (void)
{
  LtDeviceTone     tone;
  g_autofree float *whole = g_new (float, N);

  lt_device_tone_init (&tone, RATE);
  fill (0.25f);
  run (&tone, true, 0, 96000);
  run (&tone, false, 96000, N - 96000);
  for (uint32_t i = 0; i < N; i++)
    whole[i] = left[i];

  lt_device_tone_init (&tone, RATE);
  fill (0.25f);
  for (uint32_t at = 0, n; at < N; at += n)
    {
      n = MIN (1 + at * 7 % 613, (at < 96000 ? 96000 : N) - at);
      run (&tone, at < 96000, at, n);
    }
  g_assert_cmpmem (whole, sizeof left, left, sizeof left);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device-tone/turns", test_turns);
  g_test_add_func ("/device-tone/gives-way", test_gives_way);
  g_test_add_func ("/device-tone/blocks", test_blocks);
  return g_test_run ();
}
