// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Impulses: stored, shaped, weighed and drawn; and the rooms that are made here.
// Layer: tests.

#include "dsp/biquad.h"
#include "dsp/impulse.h"
#include "dsp/room-impulse.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0x1397

/* Also at an address that no float would have. */
static void
test_blob (void)
{
  g_autoptr (GRand)  rng = g_rand_new_with_seed (SEED);
  float              audio[4][50], out[50], points[7];
  const float       *channels[4] = { audio[0], audio[1], audio[2], audio[3] };
  LtImpulse          impulse = { 96000.0, 4, 50, NULL }, back;
  size_t             size = lt_impulse_blob_size (4, 50);
  g_autofree guint8 *memory = g_malloc (size + 1);
  LtImpulseShape     shape = { 96000.0, 0.0, 1.0, 0.0, 1.0 };

  lt_test_noise (audio[0], 200, 1.0, rng);
  audio[2][20] = 3.0f;
  audio[3][49] = NAN;
  lt_impulse_blob_write (memory + 1, &impulse, channels);
  g_assert_true (lt_impulse_blob_read (memory + 1, size, &back));
  g_assert_cmpfloat (back.rate_hz, ==, 96000.0);
  g_assert_cmpuint (back.n_channels, ==, 4);
  g_assert_cmpuint (lt_impulse_shaped_frames (&back, &shape), ==, 50);
  for (uint32_t c = 0; c < 4; c++)
    {
      g_assert_cmpint (lt_impulse_shape (&back, &shape, c, out), ==, LT_OK);
      g_assert_cmpmem (out, (c == 3 ? 49 : 50) * sizeof (float), audio[c], (c == 3 ? 49 : 50) * sizeof (float));
    }
  g_assert_cmpfloat (out[49], ==, 0.0);

  lt_impulse_envelope (&back, points, 7);
  g_assert_cmpfloat (points[2], ==, 3.0); /* frames 14 to 20 */
  g_assert_cmpfloat (points[3], <=, 1.0);
  g_assert_cmpfloat (points[3], >, 0.8);

  static const guint8 wrong[] = { 0, 4, 8, 12, 22, 23 }; /* magic, version, channels, frames, rate */
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      memory[1 + wrong[i]] ^= 0x7f;
      g_assert_false (lt_impulse_blob_read (memory + 1, size, &back));
      memory[1 + wrong[i]] ^= 0x7f;
    }
  g_assert_false (lt_impulse_blob_read (memory + 1, size - 1, &back));
  g_assert_false (lt_impulse_blob_read (NULL, 0, &back));
}

/* No shape makes nothing of an impulse, or more than 30 seconds. */
static void
test_extremes (void)
{
  LtImpulse      one = { 48000.0, 1, 1, "\0\0\0\x3f" }, hour = { 48000.0, 1, 48000 * 3600u, NULL };
  LtImpulseShape shape = { 44100.0, 10.0, 0.01, 1.0, 0.5 };
  float          out;

  g_assert_cmpuint (lt_impulse_shaped_frames (&one, &shape), ==, 1);
  g_assert_cmpint (lt_impulse_shape (&one, &shape, 0, &out), ==, LT_OK);
  g_assert_true (isfinite (out));
  shape.length = 1.0;
  g_assert_cmpuint (lt_impulse_shaped_frames (&hour, &shape), ==, 30 * 44100);
}

/* One sample is as loud as its square; one later is as loud as one early; two of them twice. */
static void
test_loudness (void)
{
  static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };
  g_autofree float   *taps = g_new0 (float, 100000);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      taps[5000] = 0.5f;
      g_assert_cmpfloat_with_epsilon (lt_impulse_loudness (taps, 100000, rates[r]), 0.25, 1e-4);
      taps[99999] = 0.5f;
      g_assert_cmpfloat_with_epsilon (lt_impulse_loudness (taps, 100000, rates[r]), 0.5, 1e-3);
      taps[99999] = 0.0f;
    }
}

/* Seconds in which @in falls by 60 dB, from its fall from −5 to −25 dB in Schroeder's backward sum. */
static double
decay_s (const float *in, uint32_t n, double freq_hz)
{
  LtBiquadCoeffs     c = lt_biquad_band_pass (LT_ROOM_IMPULSE_RATE_HZ, freq_hz, 1.4);
  LtBiquad           z[2] = { { 0 } };
  g_autofree double *sum = g_new0 (double, n + 1);
  g_autofree float  *x = g_memdup2 (in, n * sizeof *in);
  uint32_t           at[2] = { 0, 0 };

  for (int k = 0; k < 2; k++)
    lt_biquad_run (&z[k], &c, x, n);
  for (uint32_t i = n; i-- > 0;)
    sum[i] = sum[i + 1] + (double) x[i] * x[i];
  for (int k = 0; k < 2; k++)
    while (sum[at[k]] > sum[0] * (k == 0 ? 0.3162 : 0.003162))
      at[k]++;
  return (at[1] - at[0]) / LT_ROOM_IMPULSE_RATE_HZ * 60.0 / 20.0;
}

/* Every room falls silent by its end, with both ears alike and apart; the same room each time. */
static void
test_rooms (void)
{
  for (int kind = 0; kind < LT_ROOM_IMPULSE_KINDS; kind++)
    {
      uint32_t          n = lt_room_impulse_frames ((LtRoomImpulseKind) kind);
      g_autofree float *l = g_new (float, n), *r = g_new (float, n), *again = g_new (float, 2 * n);
      double            ll = 0.0, rr = 0.0, lr = 0.0;

      lt_room_impulse_make ((LtRoomImpulseKind) kind, l, r);
      lt_room_impulse_make ((LtRoomImpulseKind) kind, again, again + n);
      g_assert_cmpmem (l, n * sizeof (float), again, n * sizeof (float));
      g_assert_cmpmem (r, n * sizeof (float), again + n, n * sizeof (float));
      for (uint32_t i = 0; i < n; i++)
        {
          g_assert_true (isfinite (l[i]) && isfinite (r[i]));
          ll += (double) l[i] * l[i];
          rr += (double) r[i] * r[i];
          lr += (double) l[i] * r[i];
        }
      g_test_message ("room %d: balance %.2f dB, correlation %.2f, end %.0f dB, decay at 500 Hz %.2f s, 1 kHz %.2f s, 4 kHz %.2f s", kind,
                      10.0 * log10 (ll / rr), lr / sqrt (ll * rr), lt_test_rms_db (l + n - n / 50, n / 50) - lt_test_rms_db (l, n / 4),
                      decay_s (l, n, 500.0), decay_s (l, n, 1000.0), decay_s (l, n, 4000.0));
      g_assert_cmpfloat (fabs (10.0 * log10 (ll / rr)), <, 1.0);
      g_assert_cmpfloat (fabs (lr / sqrt (ll * rr)), <, 0.3);
      g_assert_cmpfloat (lt_test_rms_db (l + n - n / 50, n / 50) - lt_test_rms_db (l, n / 4), <, -45.0);
    }
}

/* The decays that the rooms are made for, 10 %. */
static void
test_decay (void)
{
  static const struct
  {
    LtRoomImpulseKind kind;
    double            freq_hz, decay_s;
  } cases[] = {
    { LT_ROOM_IMPULSE_HALL, 500.0, 1.9 }, { LT_ROOM_IMPULSE_HALL, 1000.0, 1.75 }, { LT_ROOM_IMPULSE_HALL, 4000.0, 1.2 },
    { LT_ROOM_IMPULSE_CHAMBER, 500.0, 1.4 }, { LT_ROOM_IMPULSE_CHAMBER, 4000.0, 1.05 }, { LT_ROOM_IMPULSE_ROOM, 1000.0, 0.42 },
    { LT_ROOM_IMPULSE_PLATE, 500.0, 2.1 }, { LT_ROOM_IMPULSE_PLATE, 2000.0, 1.8 }, { LT_ROOM_IMPULSE_CATHEDRAL, 500.0, 5.2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      uint32_t          n = lt_room_impulse_frames (cases[i].kind);
      g_autofree float *l = g_new (float, n), *r = g_new (float, n);

      lt_room_impulse_make (cases[i].kind, l, r);
      double got = 0.5 * (decay_s (l, n, cases[i].freq_hz) + decay_s (r, n, cases[i].freq_hz));
      g_test_message ("room %d at %.0f Hz: %.2f s, asked %.2f", cases[i].kind, cases[i].freq_hz, got, cases[i].decay_s);
      g_assert_cmpfloat (fabs (got / cases[i].decay_s - 1.0), <, 0.1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/impulse/blob", test_blob);
  g_test_add_func ("/impulse/extremes", test_extremes);
  g_test_add_func ("/impulse/loudness", test_loudness);
  g_test_add_func ("/impulse/rooms", test_rooms);
  g_test_add_func ("/impulse/decay", test_decay);
  return g_test_run ();
}
