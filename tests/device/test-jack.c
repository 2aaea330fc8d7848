// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Playback on a real JACK server: exact, and alive when the server dies, hangs or is not there.
// Layer: tests.

#include "device/servers.h"

#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

static GPid server; /* 0: none runs */

static void
ensure_server (void)
{
  g_autoptr (GString) why = g_string_new (NULL);

  if (server == 0)
    server = lt_test_jack_start (why);
  g_assert_cmpint (server, !=, 0);
}

static void
end_server (int signal_number)
{
  lt_test_server_signal (server, signal_number);
  server = 0;
}

/* Plays @n_frames from now on into a new capture. */
static void
check_sound (LtDevice *device, LtTestSource *source, uint64_t n_frames)
{
  lt_test_check_sound (device, source, n_frames, lt_test_jack_capture_start);
}

static void
test_list (void)
{
  LtDeviceInfo infos[8];
  uint32_t     n;

  ensure_server ();
  g_assert_cmpint (lt_device_list (g_getenv ("LATHE_DEVICE_HOST"), 10000, infos, 8, &n), ==, LT_OK);
  g_assert_cmpuint (n, >=, 1);
  g_assert_true (infos[0].is_default);
  g_assert_true (g_str_has_prefix (infos[0].host_api, "JACK"));
  g_assert_cmpstr (infos[0].name, ==, "system");
  g_assert_cmpuint (infos[0].n_channels, ==, 2);
  g_assert_cmpfloat (infos[0].rate_hz, ==, 48000.0);
}

static void
test_exact (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = lt_test_device_open (&source, NULL, 48000.0);
  LtDeviceStatus status;

  ensure_server ();
  for (int round = 0; round < 2; round++)
    {
      g_assert_cmpint (lt_device_start (device), ==, LT_OK);
      lt_test_wait_lost (device, false, &status);
      g_assert_true (g_str_has_prefix (status.backend, "JACK"));
      g_assert_cmpfloat (status.rate_hz, ==, 48000.0);
      g_assert_cmpuint (status.buffer_frames, ==, 256);
      check_sound (device, &source, 12000);
      lt_device_get_status (device, &status);
      g_test_message ("latency %u, xruns %u, starved %u, %s", status.latency_frames, status.xruns,
                      status.starved, status.scheduling);
      g_assert_cmpuint (status.latency_frames, >=, 256);
      g_assert_cmpint (lt_device_stop (device), ==, LT_OK);
      lt_device_get_status (device, &status);
      g_assert_false (status.running);
      g_assert_cmpuint (status.frames, ==, atomic_load (&source.frames));
    }
  lt_device_close (device);
}

/* Level of the sine that fits the last second best, and what is left of it in dB. */
static double
fit_tone (const LtTestCapture *capture, double freq_hz, double *residue_db)
{
  const float *x = capture->frames + 2 * (capture->n_frames - 48000);
  double       w = 2.0 * G_PI * freq_hz / 48000.0;
  double       ss = 0, sc = 0, cc = 0, xs = 0, xc = 0, rest = 0;

  for (int i = 0; i < 48000; i++)
    {
      double s = sin (w * i), c = cos (w * i), v = (double) x[2 * i];

      ss += s * s;
      sc += s * c;
      cc += c * c;
      xs += v * s;
      xc += v * c;
    }

  double det = ss * cc - sc * sc, a = (xs * cc - xc * sc) / det, b = (xc * ss - xs * sc) / det;
  for (int i = 0; i < 48000; i++)
    {
      double e = (double) x[2 * i] - a * sin (w * i) - b * cos (w * i);

      rest += e * e;
    }
  *residue_db = 10.0 * log10 (rest / 48000.0);
  return hypot (a, b);
}

/* The server never hears of it: it is told nothing but its own rate. */
static void
test_other_rate (void)
{
  LtTestSource   source = { .sine_hz = 997.0 };
  LtDevice      *device = lt_test_device_open (&source, "jack", 44100.0);
  LtDeviceStatus before, after;
  double         level = 0.0, residue_db = 0.0;
  bool           whole = false;

  ensure_server ();
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &before);
  g_assert_cmpfloat (before.rate_hz, ==, 48000.0);

  /* A machine too busy may break the sound, but then it says so; not every overrun that it
     counts breaks what was captured. */
  for (int i = 0; i < 8 && !whole; i++)
    {
      LtTestCapture capture;
      bool          disturbed;

      lt_device_get_status (device, &before);
      lt_test_jack_capture_start (&capture);
      lt_test_capture_wait (&capture);
      lt_test_wait_frames (&source, 2 * 44100);
      lt_test_capture_end (&capture);
      lt_device_get_status (device, &after);
      disturbed = after.xruns + after.starved > before.xruns + before.starved;
      g_assert_cmpuint (capture.n_frames, >, 48000);
      level = fit_tone (&capture, 997.0, &residue_db);
      g_test_message ("level %.4f, residue %.1f dB, latency %u%s", level, residue_db,
                      after.latency_frames, disturbed ? ", disturbed" : "");
      lt_test_capture_clear (&capture);
      whole = fabs (level - 0.5) < 0.001 && residue_db < -100.0;
      g_assert_true (whole || disturbed);
    }
  lt_device_close (device);
  g_assert_true (whole);
}

static void
test_killed (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = lt_test_device_open (&source, NULL, 48000.0);
  LtDeviceStatus status;

  ensure_server ();
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &status);
  for (uint32_t round = 1; round <= 2; round++)
    {
      lt_test_wait_frames (&source, 9600);
      end_server (SIGKILL);
      lt_test_wait_lost (device, true, &status);
      g_assert_cmpstr (status.error, !=, "");
      lt_test_wait_frames (&source, 48000);
      ensure_server ();
      lt_test_wait_lost (device, false, &status);
      g_assert_cmpuint (status.reconnects, ==, round);
      g_assert_cmpstr (status.error, ==, "");
      check_sound (device, &source, 12000);
    }
  lt_device_get_status (device, &status);
  g_assert_cmpuint (status.frames, <=, atomic_load (&source.frames));
  lt_device_close (device);
}

static void
test_hung (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = lt_test_device_open (&source, NULL, 48000.0);
  LtDeviceStatus status;

  ensure_server ();
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &status);
  lt_test_wait_frames (&source, 9600);
  lt_test_server_signal (server, SIGSTOP);
  lt_test_wait_lost (device, true, &status);
  g_assert_true (status.hung);
  lt_test_wait_frames (&source, 3 * 48000);
  lt_test_server_signal (server, SIGCONT);
  lt_test_wait_lost (device, false, &status);
  g_assert_false (status.hung);
  check_sound (device, &source, 12000);
  lt_device_close (device);
}

/* Stopping must not wait for a server that hangs. */
static void
test_stop_while_hung (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = lt_test_device_open (&source, NULL, 48000.0);
  LtDeviceStatus status;

  ensure_server ();
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &status);
  lt_test_server_signal (server, SIGSTOP);
  g_assert_cmpint (lt_device_stop (device), ==, LT_OK);
  lt_test_server_signal (server, SIGCONT);
  lt_device_close (device);
}

static void
test_absent (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = lt_test_device_open (&source, "jack", 48000.0);
  LtDeviceStatus status;

  if (server != 0)
    end_server (SIGKILL);
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, true, &status);
  lt_test_wait_frames (&source, 9600);
  g_assert_cmpstr (status.error, !=, "");
  ensure_server ();
  lt_test_wait_lost (device, false, &status);
  g_assert_cmpuint (status.reconnects, ==, 0);
  check_sound (device, &source, 12000);
  lt_device_close (device);
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) why = g_string_new (NULL);

  lt_test_servers_isolate ();
  g_test_init (&argc, &argv, NULL);
  server = lt_test_jack_start (why);
  if (server == 0)
    {
      g_print ("1..0 # SKIP %s\n", why->str);
      lt_test_servers_cleanup ();
      return 77;
    }
  g_test_add_func ("/jack/play/list", test_list);
  g_test_add_func ("/jack/play/exact", test_exact);
  g_test_add_func ("/jack/play/other-rate", test_other_rate);
  g_test_add_func ("/jack/faults/killed", test_killed);
  g_test_add_func ("/jack/faults/hung", test_hung);
  g_test_add_func ("/jack/faults/stop-while-hung", test_stop_while_hung);
  g_test_add_func ("/jack/faults/absent", test_absent);

  int result = g_test_run ();
  if (server != 0)
    end_server (SIGKILL);
  lt_test_servers_cleanup ();
  return result;
}
