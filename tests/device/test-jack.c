// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Playback on a real JACK server: exact, and alive when the server dies, hangs or is not there.
// Layer: tests.

#include "device/servers.h"

#include <glib/gstdio.h>
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
  g_assert_cmpuint (infos[0].n_channels, ==, 6);
  g_assert_cmpuint (infos[0].n_inputs, ==, 4);
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

/* The device's fourth and fifth channel play what the program has in its first two. */
static void
test_channels (void)
{
  LtTestSource   source = { 0 };
  LtDeviceConfig config = lt_test_device_config (&source, NULL, 48000.0);
  LtDeviceStatus status;
  LtDevice      *device;

  config.first_channel = 3;
  ensure_server ();
  g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &status);
  g_setenv ("LATHE_CAPTURE_FIRST", "3", TRUE);
  check_sound (device, &source, 12000);
  g_unsetenv ("LATHE_CAPTURE_FIRST");
  lt_device_close (device);
}

/* Out and in again: to the bit, and always as much later. JACK's graph takes one block for the cable. */
static void
test_returns (void)
{
  LtTestSource   source = { 0 };
  LtDeviceConfig config = lt_test_device_config (&source, NULL, 48000.0);
  LtTestCapture  cable;

  config.n_inputs = 2;
  config.hear = lt_test_source_hear;
  ensure_server ();
  g_setenv ("LATHE_CAPTURE_LOOPS", "1", TRUE);
  lt_test_jack_capture_start (&cable);
  lt_test_check_returns (&source, &config, 24000, 256);
  g_unsetenv ("LATHE_CAPTURE_LOOPS");
  lt_test_server_signal (cable.pid, SIGKILL);
  lt_test_capture_clear (&cable);
}

/* Inputs that the device does not have are silent and told; what plays is not disturbed. */
static void
test_no_inputs (void)
{
  LtTestSource   source = { 0 };
  LtDeviceConfig config = lt_test_device_config (&source, NULL, 48000.0);
  LtDeviceStatus status;
  LtDevice      *device;

  config.n_inputs = 2;
  config.first_input = 4;
  config.hear = lt_test_source_hear;
  ensure_server ();
  g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &status);
  g_assert_cmpuint (status.n_inputs, ==, 0);
  check_sound (device, &source, 12000);
  lt_device_close (device);
}

/* What the device cannot is refused, with a sentence that tells what to do; the timer asks meanwhile. */
static void
test_refused (void)
{
  LtTestSource   source = { 0 };
  LtDeviceConfig config = lt_test_device_config (&source, "jack", 48000.0);
  LtDeviceStatus status;
  LtDevice      *device;

  ensure_server ();
  for (int i = 0; i < 2; i++)
    {
      config.first_channel = i == 0 ? 5 : 0;
      config.device_rate_hz = i == 0 ? 48000.0 : 96000.0;
      g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
      g_assert_cmpint (lt_device_start (device), ==, LT_OK);
      lt_test_wait_lost (device, true, &status);
      g_assert_nonnull (strstr (status.error, i == 0 ? "channels" : "rate"));
      lt_test_wait_frames (&source, 4800);
      lt_device_close (device);
    }
}

/* --- lathe play --- */

#define N_PLAYED 72000u

/* A float WAV file of what the test's source makes. (transfer full): its path */
static char *
write_source (void)
{
  const uint32_t  rate = 48000, n_bytes = N_PLAYED * 8, all = 36 + n_bytes, head = 16, per_s = rate * 8;
  const uint16_t  is_float = 3, n_channels = 2, frame = 8, bits = 32;
  g_autofree char *path = g_build_filename (g_getenv ("HOME"), "source.wav", NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const struct
  {
    gconstpointer data;
    guint         n;
  } parts[] = { { "RIFF", 4 }, { &all, 4 }, { "WAVEfmt ", 8 }, { &head, 4 }, { &is_float, 2 }, { &n_channels, 2 }, { &rate, 4 }, { &per_s, 4 },
                { &frame, 2 }, { &bits, 2 }, { "data", 4 }, { &n_bytes, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_byte_array_append (out, parts[i].data, parts[i].n);
  for (uint32_t i = 0; i < 2 * N_PLAYED; i++)
    {
      float sample = lt_test_source_sample (i % 2, i / 2);

      g_byte_array_append (out, (const guint8 *) &sample, sizeof sample);
    }
  g_assert_true (g_file_set_contents (path, (const char *) out->data, out->len, NULL));
  return g_steal_pointer (&path);
}

/* What it says on stdout or, when it fails, on stderr. (transfer full) */
static char *
run_play (const char *path, const char *channel, const char *rate, bool succeeds)
{
  const char        *argv[] = { g_getenv ("LATHE"), "play", path, "--api", "jack", "--first-channel", channel, "--device-rate", rate, "--json", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char   *told = NULL, *failed = NULL;
  int                status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &told, &failed, &status, &error));
  g_assert_no_error (error);
  g_test_message ("%s%s", told, failed);
  g_assert_cmpint (g_spawn_check_wait_status (status, NULL), ==, succeeds);
  return succeeds ? g_steal_pointer (&told) : g_steal_pointer (&failed);
}

/* The command plays on the channels that it is told, counted from 1, and refuses what the device cannot. */
static void
test_command (void)
{
  g_autofree char *path = write_source ();
  gsize            unbroken = 0, at;
  uint64_t         first;

  ensure_server ();
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *why = run_play (path, i == 0 ? "6" : "1", i == 0 ? "48000" : "96000", false);

      g_assert_nonnull (strstr (why, i == 0 ? "channels" : "rate"));
    }
  g_setenv ("LATHE_CAPTURE_FIRST", "3", TRUE);
  for (int round = 0; round < 8 && unbroken < 12000; round++) /* a busy machine may drop a block */
    {
      LtTestCapture capture;

      lt_test_jack_capture_start (&capture);
      g_autofree char *told = run_play (path, "4", "48000", true);
      g_assert_nonnull (strstr (told, "\"device_rate_hz\": 48000"));
      lt_test_capture_wait (&capture);
      lt_test_capture_end (&capture);
      unbroken = lt_test_capture_unbroken (&capture, N_PLAYED, &first, &at);
      lt_test_capture_clear (&capture);
    }
  g_unsetenv ("LATHE_CAPTURE_FIRST");
  g_assert_cmpuint (unbroken, >=, 12000);
  g_unlink (path);
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
  g_test_add_func ("/jack/play/channels", test_channels);
  g_test_add_func ("/jack/play/returns", test_returns);
  g_test_add_func ("/jack/play/no-inputs", test_no_inputs);
  g_test_add_func ("/jack/play/refused", test_refused);
  g_test_add_func ("/jack/play/other-rate", test_other_rate);
  g_test_add_func ("/jack/play/command", test_command);
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
