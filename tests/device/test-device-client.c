// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program's side of a host: exact while it plays, alive whatever it does.
// Layer: tests. Needs no audio server: the host is a fake one.

#include "device/servers.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static char *heard_path;

static LtDevice *
start (LtTestSource *source, const char *mode)
{
  LtDeviceConfig config = {
    .name = "anything",
    .host_program = g_getenv ("LATHE_FAKE_PROGRAM"),
    .rate_hz = 48000.0,
    .n_channels = 2,
    .buffer_frames = 256,
    .run = lt_test_source_run,
    .user = source,
  };
  LtDevice *device;

  g_assert_nonnull (config.host_program);
  g_setenv ("LATHE_FAKE_HOST", mode, TRUE);
  g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  return device;
}

/* Leading silence, then the source from its first frame on, without a gap to the end. */
static gsize
count_heard (uint32_t n_channels)
{
  g_autofree char *bytes = NULL;
  gsize            size, at = 0, n = 0;

  g_assert_true (g_file_get_contents (heard_path, &bytes, &size, NULL));

  const float *x = (const float *) bytes;
  gsize        n_heard = size / (n_channels * sizeof (float));
  while (at < n_heard && x[at * n_channels] == 0.0f)
    at++;
  for (; at + n < n_heard; n++)
    {
      float left = lt_test_source_sample (0, n), right = lt_test_source_sample (1, n);

      if (n_channels == 1 && x[at + n] != 0.5f * (left + right))
        break;
      if (n_channels == 2 && (x[2 * (at + n)] != left || x[2 * (at + n) + 1] != right))
        break;
    }
  g_test_message ("%zu of %zu frames heard unbroken after %zu of silence", n, n_heard, at);
  return n;
}

static gsize
play_once (const char *mode)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = start (&source, mode);
  LtDeviceStatus status;

  lt_test_wait_lost (device, false, &status);
  g_assert_cmpstr (status.backend, ==, "Fake");
  g_assert_cmpstr (status.name, ==, "anything");
  g_assert_cmpuint (status.buffer_frames, ==, 200);
  lt_test_wait_frames (&source, 48000);
  g_assert_cmpint (lt_device_stop (device), ==, LT_OK);
  lt_device_get_status (device, &status);
  g_assert_false (status.running);
  g_assert_false (status.lost);
  g_assert_cmpuint (status.frames, ==, atomic_load (&source.frames));
  g_assert_nonnull (strstr (status.log, "some library mutters"));
  g_test_message ("starved %u", status.starved);
  lt_device_close (device);
  return count_heard (g_str_equal (mode, "mono") ? 1 : 2);
}

/* On a machine too busy the timer may begin, or step in: it is played once more. */
static void
test_plays (gconstpointer mode)
{
  for (int i = 0; i < 10; i++)
    if (play_once (mode) >= 40000)
      return;
  g_test_fail_printf ("never heard without a break");
}

static LtDeviceConfig
hearing (LtTestSource *source, const char *mode)
{
  LtDeviceConfig config = lt_test_device_config (source, NULL, 48000.0);

  config.name = "anything";
  config.host_program = g_getenv ("LATHE_FAKE_PROGRAM");
  config.n_inputs = 2;
  config.hear = lt_test_source_hear;
  g_setenv ("LATHE_FAKE_HOST", mode, TRUE);
  return config;
}

/* What comes in is beside what goes out, to the frame, in blocks of any size. */
static void
test_returns (gconstpointer mode)
{
  LtTestSource   source = { 0 };
  LtDeviceConfig config = hearing (&source, mode);

  lt_test_check_returns (&source, &config, 24000, 0);
}

static bool
returns_converted_once (void)
{
  LtTestSource   source = { .sine_hz = 441.0, .heard_capacity = 96000 };
  LtDeviceConfig config = hearing (&source, "other-rate");
  LtDeviceStatus status;
  LtDevice      *device;
  float          peak = 0.0f;
  gsize          from = 0;

  source.heard = g_new0 (float, 2 * source.heard_capacity);
  g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, false, &status);
  lt_test_wait_frames (&source, source.heard_capacity);
  lt_device_get_status (device, &status);
  lt_device_close (device);
  while (from < source.heard_capacity && fabsf (source.heard[2 * from]) < 0.01f)
    from++;
  for (gsize i = 2 * from; i < 2 * source.heard_capacity; i++)
    peak = MAX (peak, fabsf (source.heard[i]));
  g_test_message ("begins at %zu, told %u; peak %.4f; starved %u", from, status.return_frames, (double) peak, status.starved);
  g_free (source.heard);
  return fabsf (peak - 0.5f) < 0.01f && ABS ((int) from - (int) status.return_frames) <= 64;
}

/* The same through both resamplers: a tone comes back as loud, and as late as is told. On a machine too busy it is tried again. */
static void
test_returns_converted (void)
{
  for (int i = 0; i < 10; i++)
    if (returns_converted_once ())
      return;
  g_test_fail_printf ("the tone never came back as it was told");
}

/* Frames go on by the timer, in the same count, and a next host plays again. */
static void
test_goes_away (gconstpointer data)
{
  const char    *mode = data;
  LtTestSource   source = { 0 };
  LtDevice      *device = start (&source, mode);
  LtDeviceStatus status;

  for (uint32_t round = 0; round < 2; round++)
    {
      lt_test_wait_lost (device, true, &status);
      g_assert_cmpint (status.hung, ==, g_str_equal (mode, "hang"));
      g_assert_cmpstr (status.error, !=, "");
      g_assert_true (status.running);
      lt_test_wait_frames (&source, 4096);
      lt_test_wait_lost (device, false, &status);
      g_assert_cmpuint (status.reconnects, ==, round + 1);
    }
  g_assert_cmpint (lt_device_stop (device), ==, LT_OK);
  lt_device_get_status (device, &status);
  g_assert_cmpuint (status.frames, ==, atomic_load (&source.frames));
  lt_device_close (device);
}

static void
test_never_begins (gconstpointer data)
{
  const char    *mode = data;
  LtTestSource   source = { 0 };
  LtDevice      *device = start (&source, mode);
  LtDeviceStatus status;

  lt_test_wait_lost (device, true, &status);
  lt_test_wait_frames (&source, 4096);
  g_assert_cmpuint (status.reconnects, ==, 0);
  g_assert_cmpstr (status.error, !=, "");
  lt_device_close (device);
}

/* The timer does not wait for a host that says nothing, nor does stopping. */
static void
test_mute (void)
{
  LtTestSource   source = { 0 };
  LtDevice      *device = start (&source, "mute");
  LtDeviceStatus status;

  lt_test_wait_frames (&source, 4096);
  lt_device_get_status (device, &status);
  g_assert_true (status.starting || status.lost);
  g_assert_cmpint (lt_device_stop (device), ==, LT_OK);
  lt_device_close (device);
}

static void
test_no_program (void)
{
  LtTestSource   source = { 0 };
  LtDeviceConfig config = {
    .host_program = "/nonexistent/lathe",
    .rate_hz = 48000.0,
    .n_channels = 2,
    .buffer_frames = 256,
    .run = lt_test_source_run,
    .user = &source,
  };
  LtDevice      *device;
  LtDeviceStatus status;
  LtDeviceInfo   info;
  uint32_t       n;

  g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  lt_test_wait_lost (device, true, &status);
  lt_test_wait_frames (&source, 4096);
  lt_device_close (device);
  g_assert_cmpint (lt_device_list (config.host_program, 1000, &info, 1, &n), !=, LT_OK);
}

static LtStatus
list (const char *text, LtDeviceInfo *infos, uint32_t capacity, uint32_t *n)
{
  g_setenv ("LATHE_FAKE_HOST", text, TRUE);
  return lt_device_list (g_getenv ("LATHE_FAKE_PROGRAM"), 10000, infos, capacity, n);
}

static void
test_list (void)
{
  LtDeviceInfo infos[3];
  uint32_t     n;

  g_assert_cmpint (list ("other\t2\t1\t44100\tALSA\thw:0,0\nother\t8\t0\t48000\tALSA\tb\n"
                         "other\t8\t0\t48000\tOSS\tc\ndefault\t32\t16\t96000\tJACK\tsystem out\nend\n",
                         infos, 3, &n),
                   ==, LT_OK);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (infos[0].name, ==, "system out");
  g_assert_cmpstr (infos[0].host_api, ==, "JACK");
  g_assert_true (infos[0].is_default);
  g_assert_cmpuint (infos[0].n_channels, ==, 32);
  g_assert_cmpuint (infos[0].n_inputs, ==, 16);
  g_assert_cmpfloat (infos[0].rate_hz, ==, 96000.0);
  g_assert_cmpstr (infos[1].name, ==, "hw:0,0");
  g_assert_false (infos[1].is_default);
  g_assert_cmpstr (infos[2].name, ==, "b");

  g_assert_cmpint (list ("end\n", infos, 3, &n), ==, LT_OK);
  g_assert_cmpuint (n, ==, 0);

  /* Cut off, empty and senseless answers are no list; a mute host is given up. */
  g_assert_cmpint (list ("other\t2\t1\t44100\tALSA\tx\n", infos, 3, &n), ==, LT_ERR_UNAVAILABLE);
  g_assert_cmpint (list ("", infos, 3, &n), ==, LT_ERR_UNAVAILABLE);
  g_assert_cmpint (list ("other\t2\nend\n", infos, 3, &n), ==, LT_ERR_UNAVAILABLE);
  g_setenv ("LATHE_FAKE_HOST", "mute", TRUE);
  g_assert_cmpint (lt_device_list (g_getenv ("LATHE_FAKE_PROGRAM"), 200, infos, 3, &n), ==,
                   LT_ERR_TIMEOUT);
}

int
main (int argc, char **argv)
{
  lt_test_servers_isolate ();
  heard_path = g_build_filename (g_getenv ("HOME"), "heard.f32", NULL);
  g_setenv ("LATHE_FAKE_HEARD", heard_path, TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/device-client/plays", "play", test_plays);
  g_test_add_data_func ("/device-client/plays-mono", "mono", test_plays);
  g_test_add_data_func ("/device-client/plays-bursts", "bursts", test_plays);
  g_test_add_data_func ("/device-client/returns", "play", test_returns);
  g_test_add_data_func ("/device-client/returns-bursts", "bursts", test_returns);
  g_test_add_func ("/device-client/returns-converted", test_returns_converted);
  g_test_add_data_func ("/device-client/dies", "die", test_goes_away);
  g_test_add_data_func ("/device-client/hangs", "hang", test_goes_away);
  g_test_add_data_func ("/device-client/loses", "lose", test_goes_away);
  g_test_add_data_func ("/device-client/fails", "fail", test_never_begins);
  g_test_add_data_func ("/device-client/aborts", "abort", test_never_begins);
  g_test_add_func ("/device-client/mute", test_mute);
  g_test_add_func ("/device-client/no-program", test_no_program);
  g_test_add_func ("/device-client/list", test_list);

  int result = g_test_run ();
  g_free (heard_path);
  lt_test_servers_cleanup ();
  return result;
}
