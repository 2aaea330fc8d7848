// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures from values: what is drawn is what the effect says, and bands add up to the whole.
// Layer: tests.

#include "session/blob.h"
#include "session/edit-slot.h"
#include "studio/learn.h"
#include "studio/picture.h"

#include <glib.h>
#include <math.h>

#define N    97u
#define RATE 48000.0

static double hz[N], all[N], band[N], sum[N];

static LtSession *
session_with (const char *effect, const LtSlot **slot)
{
  g_autoptr (LtSession) empty = lt_session_new (RATE, "Test");
  LtId       id = 0;
  LtSession *session
      = lt_edit_slot_add (empty, empty->master->id, lt_fx_find (effect), -1, NULL, &id);

  *slot = lt_session_find_slot (session, id, NULL);
  return session;
}

static LtSession *
set (LtSession *session, const LtSlot **slot, const char *key, float value)
{
  LtId       id = (*slot)->id;
  LtSession *next = lt_edit_slot_value (
      session, id, (uint32_t) lt_param_find ((*slot)->type->params, (*slot)->type->n_params, key),
      value);

  lt_session_unref (session);
  *slot = lt_session_find_slot (next, id, NULL);
  return next;
}

static void
test_bands (void)
{
  const LtSlot *slot;
  LtSession    *session = session_with ("eq", &slot);

  session = set (session, &slot, "b3-gain", 6.0f);
  session = set (session, &slot, "b3-freq", 1000.0f);
  session = set (session, &slot, "b6-gain", -9.0f);
  session = set (session, &slot, "output", -2.0f);
  lt_picture_log_hz (20.0, 20000.0, N, hz);
  g_assert_cmpfloat_with_epsilon (hz[0], 20.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (hz[N - 1], 20000.0, 1e-6);
  g_assert_true (lt_picture_response_db (slot, RATE, hz, N, all));
  g_assert_cmpuint (lt_picture_n_bands (slot), ==, 8);
  for (guint b = 0; b < 8; b++)
    {
      g_assert_true (lt_picture_band_response_db (slot, b, RATE, hz, N, band));
      for (guint i = 0; i < N; i++)
        sum[i] += band[i];
      if (b == 2)
        {
          double at = 1000.0, gain;

          lt_picture_band_response_db (slot, b, RATE, &at, 1, &gain);
          g_assert_cmpfloat_with_epsilon (gain, 6.0, 1e-3);
        }
    }
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (sum[i] - 2.0, all[i], 1e-6);

  session = set (session, &slot, "b3-on", 0.0f);
  lt_picture_band_response_db (slot, 2, RATE, hz, N, band);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (band[i], 0.0, 1e-9);
  g_assert_false (lt_picture_band_response_db (slot, 8, RATE, hz, N, band));
  lt_session_unref (session);
}

static void
test_transfer_and_latency (void)
{
  const LtSlot *slot;
  LtSession    *session = session_with ("limit", &slot);
  double        in[2] = { -60.0, 12.0 }, out[2];

  g_assert_true (lt_picture_has_transfer (slot));
  g_assert_false (lt_picture_has_response (slot));
  g_assert_true (lt_picture_transfer_db (slot, in, 2, out));
  g_assert_cmpfloat (out[1], <=, 0.01);
  g_assert_cmpfloat (out[1], >, out[0]);
  g_assert_cmpfloat (lt_picture_latency_ms (slot, RATE), >, 0.0);
  lt_session_unref (session);

  session = session_with ("eq", &slot);
  g_assert_false (lt_picture_transfer_db (slot, in, 2, out));
  g_assert_cmpfloat (out[1], ==, in[1]);
  g_assert_cmpfloat (lt_picture_latency_ms (slot, RATE), ==, 0.0);
  lt_session_unref (session);
}

/* A flat spectrum stays flat under any smoothing, its tilt is a straight line, silence is silence. */
static void
test_spectrum (void)
{
  static float bins[4097], out[N];

  for (guint i = 0; i < G_N_ELEMENTS (bins); i++)
    bins[i] = -40.0f;
  lt_picture_log_hz (20.0, 20000.0, N, hz);
  lt_picture_spectrum_dbfs (bins, 4097, RATE / 8192.0, 1.0 / 12, 0.0, hz, N, out);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (out[i], -40.0, 1e-3);
  lt_picture_spectrum_dbfs (bins, 4097, RATE / 8192.0, 1.0 / 12, 4.5, hz, N, out);
  g_assert_cmpfloat_with_epsilon (out[N - 1] - out[0], 4.5 * log2 (1000.0), 1e-2);

  for (guint i = 0; i < G_N_ELEMENTS (bins); i++)
    bins[i] = i == 100 ? -10.0f : -INFINITY;
  hz[0] = 100.0 * RATE / 8192.0;
  hz[1] = 8000.0;
  lt_picture_spectrum_dbfs (bins, 4097, RATE / 8192.0, 0.0, 0.0, hz, 2, out);
  g_assert_cmpfloat_with_epsilon (out[0], -10.0, 1e-3);
  g_assert_true (isinf (out[1]));
}

/* What editors draw beside responses: seconds, amplitudes, noise. */
static void
test_curves (void)
{
  const LtSlot *slot;
  LtSession    *session = session_with ("reverb", &slot);
  double        x[3] = { 20.0, 1000.0, 20000.0 }, y[3];

  session = set (session, &slot, "decay", 2.0f);
  session = set (session, &slot, "low-ratio", 1.5f);
  session = set (session, &slot, "high-freq", 2000.0f);
  g_assert_true (lt_picture_curve (slot, RATE, x, 3, y));
  g_assert_cmpfloat_with_epsilon (y[0], 3.0, 0.01);
  g_assert_cmpfloat_with_epsilon (y[2], 1.0, 0.01);
  lt_session_unref (session);

  session = session_with ("saturate", &slot);
  session = set (session, &slot, "drive", 24.0f);
  session = set (session, &slot, "mix", 0.0f);
  x[0] = -0.5, x[1] = 0.0, x[2] = 0.75;
  g_assert_true (lt_picture_curve (slot, RATE, x, 3, y));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (y[i], x[i], 1e-6);
  session = set (session, &slot, "mix", 100.0f);
  lt_picture_curve (slot, RATE, x, 3, y);
  g_assert_cmpfloat (y[1], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (y[2], pow (10.0, -0.05 * 12.0),
                                  1e-3); /* at the curve's end, behind half the drive's turn down */
  lt_session_unref (session);

  /* All of it, over all frequencies: half an LSB of 16 bits, to a full sine. */
  session = session_with ("dither", &slot);
  x[0] = 100.0, x[1] = 3000.0, x[2] = 15000.0;
  g_assert_true (lt_picture_curve (slot, RATE, x, 3, y));
  g_assert_cmpfloat_with_epsilon (y[0] + 10.0 * log10 (RATE / 2.0), -93.3, 0.1);
  g_assert_cmpfloat (y[1], ==, y[0]);
  session = set (session, &slot, "type", 2.0f);
  double plain = y[1];
  lt_picture_curve (slot, RATE, x, 3, y);
  g_assert_cmpfloat (y[1], <, plain - 10.0);
  g_assert_cmpfloat (y[2], >, plain + 10.0);
  lt_session_unref (session);

  session = session_with ("trim", &slot);
  g_assert_false (lt_picture_curve (slot, RATE, x, 3, y));
  g_assert_cmpfloat (y[2], ==, 0.0);
  lt_session_unref (session);
}

/* The print of white noise is as high everywhere as the noise is. */
static void
test_learned_noise (void)
{
  const LtSlot *slot;
  g_autoptr (LtSession) session = session_with ("denoise", &slot);
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rng = g_rand_new_with_seed (17);
  g_autofree float *noise = g_new (float, 48000);
  const float      *audio[1] = { noise };
  LtFxSetup         sound = { .rate_hz = RATE, .n_channels = 1 };
  double            x[3] = { 200.0, 1000.0, 10000.0 }, y[3];

  g_assert_true (lt_picture_curve (slot, RATE, x, 3, y));
  g_assert_cmpfloat (y[1], <, -200.0);
  for (guint i = 0; i < 48000; i++)
    noise[i] = (float) (0.1 * sqrt (3.0) * g_rand_double_range (rng, -1.0, 1.0)); /* RMS 0.1 */
  g_autoptr (GBytes) bytes
      = lt_learn_from_audio (slot->type, &sound, audio, 48000, "noise", &error);
  g_assert_no_error (error);
  g_autofree char *name = lt_blob_put (bytes);
  g_autoptr (LtSession) learned = lt_edit_slot_blob (session, slot->id, name);
  slot = lt_session_find_slot (learned, slot->id, NULL);
  g_assert_true (lt_picture_curve (slot, RATE, x, 3, y));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (y[i], 10.0 * log10 (4.0 * 0.01 / RATE), 1.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/picture/bands", test_bands);
  g_test_add_func ("/studio/picture/curves", test_curves);
  g_test_add_func ("/studio/picture/learned-noise", test_learned_noise);
  g_test_add_func ("/studio/picture/transfer-and-latency", test_transfer_and_latency);
  g_test_add_func ("/studio/picture/spectrum", test_spectrum);
  return g_test_run ();
}
