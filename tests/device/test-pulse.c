// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Playback through ALSA's pulse plugin on a real PulseAudio server: exact, and alive when it goes.
// Layer: tests.

#include "device/servers.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>

static GPid server; /* 0: none runs */

static void
ensure_server (void)
{
  g_autoptr (GString) why = g_string_new (NULL);

  if (server == 0)
    server = lt_test_pulse_start (why);
  g_assert_cmpint (server, !=, 0);
}

/* Plays @n_frames from now on into a new capture. */
static void
check_sound (LtDevice *device, LtTestSource *source, uint64_t n_frames)
{
  lt_test_check_sound (device, source, n_frames, lt_test_pulse_capture_start);
}

static LtDevice *
start (LtTestSource *source)
{
  LtDevice      *device = lt_test_device_open (source, "alsa", 48000.0);
  LtDeviceStatus status;

  ensure_server ();
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &status);
  g_assert_cmpstr (status.backend, ==, "ALSA");
  g_assert_cmpfloat (status.rate_hz, ==, 48000.0);
  return device;
}

/* Without JACK the sound server is what is taken, by whatever of its names. */
static void
test_default (void)
{
  LtDeviceInfo infos[64];
  uint32_t     n;

  ensure_server ();
  g_assert_cmpint (lt_device_list (g_getenv ("LATHE_DEVICE_HOST"), 10000, infos, 64, &n), ==, LT_OK);
  g_assert_cmpuint (n, >=, 1);
  g_assert_true (infos[0].is_default);
  g_assert_cmpstr (infos[0].host_api, ==, "ALSA");
  g_test_message ("%s", infos[0].name);
  g_assert_true (g_str_equal (infos[0].name, "pulse") || g_str_equal (infos[0].name, "default"));
}

static void
report (LtDevice *device)
{
  LtDeviceStatus status;

  lt_device_get_status (device, &status);
  g_test_message ("block %u, latency %u, xruns %u, starved %u, %s", status.buffer_frames,
                  status.latency_frames, status.xruns, status.starved, status.scheduling);
}

static void
test_exact (void)
{
  LtTestSource source = { 0 };
  LtDevice    *device = start (&source);

  check_sound (device, &source, 12000);
  report (device);
  lt_device_close (device);
}

/* The default source of this server is what its sink plays. */
static void
test_returns (void)
{
  LtTestSource   source = { 0 };
  LtDeviceConfig config = lt_test_device_config (&source, "alsa", 48000.0);

  config.n_inputs = 2;
  config.hear = lt_test_source_hear;
  ensure_server ();
  lt_test_check_returns (&source, &config, 4800, 48000); /* neither side knows how long the server keeps it */
}

static void
test_killed (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = start (&source);
  LtDeviceStatus status;

  lt_test_wait_frames (&source, 9600);
  lt_test_server_signal (server, SIGKILL);
  server = 0;
  lt_test_wait_lost (device, true, &status);
  lt_test_wait_frames (&source, 24000);
  ensure_server ();
  lt_test_wait_lost (device, false, &status);
  g_assert_cmpuint (status.reconnects, ==, 1);
  check_sound (device, &source, 12000);
  report (device);
  lt_device_close (device);
}

static void
test_hung (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = start (&source);
  LtDeviceStatus status;

  lt_test_wait_frames (&source, 9600);
  lt_test_server_signal (server, SIGSTOP);
  lt_test_wait_lost (device, true, &status);
  g_assert_true (status.hung);
  lt_test_wait_frames (&source, 3 * 48000);
  lt_test_server_signal (server, SIGCONT);
  lt_test_wait_lost (device, false, &status);
  check_sound (device, &source, 12000);
  report (device);
  lt_device_close (device);
}

static void
test_stop_while_hung (void)
{
  LtTestSource source = { 0 };
  LtDevice    *device = start (&source);

  lt_test_server_signal (server, SIGSTOP);
  g_assert_cmpint (lt_device_stop (device), ==, LT_OK);
  lt_test_server_signal (server, SIGCONT);
  lt_device_close (device);
}

static void
pactl (const char *arguments)
{
  g_autofree char *command = g_strconcat ("pactl ", arguments, NULL);
  g_autofree char *unheard = NULL;
  int              status;

  g_assert_true (g_spawn_command_line_sync (command, &unheard, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* The sink goes under a server that stays. */
static void
test_sink_gone (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = start (&source);
  LtDeviceStatus status;

  lt_test_wait_frames (&source, 9600);
  pactl ("unload-module module-null-sink");
  lt_test_wait_lost (device, true, &status);
  lt_test_wait_frames (&source, 24000);
  pactl ("load-module module-null-sink sink_name=ci rate=48000 channels=2 format=float32le norewinds=1");
  lt_test_wait_lost (device, false, &status);
  check_sound (device, &source, 12000);
  lt_device_close (device);
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) why = g_string_new (NULL);

  lt_test_servers_isolate ();
  g_test_init (&argc, &argv, NULL);
  server = lt_test_pulse_start (why);
  if (server == 0)
    {
      g_print ("1..0 # SKIP %s\n", why->str);
      lt_test_servers_cleanup ();
      return 77;
    }
  g_test_add_func ("/pulse/play/exact", test_exact);
  g_test_add_func ("/pulse/play/default", test_default);
  g_test_add_func ("/pulse/play/returns", test_returns);
  g_test_add_func ("/pulse/faults/killed", test_killed);
  g_test_add_func ("/pulse/faults/hung", test_hung);
  g_test_add_func ("/pulse/faults/stop-while-hung", test_stop_while_hung);
  g_test_add_func ("/pulse/faults/sink-gone", test_sink_gone);

  int result = g_test_run ();
  if (server != 0)
    lt_test_server_signal (server, SIGKILL);
  lt_test_servers_cleanup ();
  return result;
}
