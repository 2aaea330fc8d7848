// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The null device: free running it misses no frame, in real time it goes on by itself.
// Layer: tests.

#include "device/device.h"

#include <glib.h>
#include <stdatomic.h>

typedef struct
{
  _Atomic uint64_t frames;
  _Atomic uint32_t wrong_blocks;
  _Atomic uint32_t outside; /* calls without the audio rules */
  uint64_t         allowed; /* by wait_for_grant: frames that may be made */
  uint32_t         block;
  uint32_t         refused;
} Counter;

static void
count (void *user, float *const *out, uint32_t n_channels, uint32_t n_frames)
{
  Counter *s = user;

  if (n_frames != s->block || n_channels != 2)
    s->wrong_blocks++;
  if (!lt_rt_inside ())
    s->outside++;
  for (uint32_t i = 0; i < n_frames; i++)
    out[0][i] = out[1][i] = 0.5f;
  s->frames += n_frames;
}

/* Refuses every other time and at the end of what is allowed. */
static bool
wait_for_grant (void *user, uint32_t n_frames)
{
  Counter *s = user;

  if (s->refused % 2 == 0 || s->frames + n_frames > s->allowed)
    {
      s->refused++;
      return false;
    }
  s->refused++;
  return true;
}

static LtDeviceConfig
config_for (Counter *counter, uint32_t block)
{
  counter->block = block;
  return (LtDeviceConfig){
    .name = "null",
    .rate_hz = 48000.0,
    .n_channels = 2,
    .buffer_frames = block,
    .run = count,
    .user = counter,
  };
}

static void
wait_for_frames (Counter *counter, uint64_t frames)
{
  for (int i = 0; i < 10000 && counter->frames < frames; i++)
    g_usleep (1000);
  g_assert_cmpuint (counter->frames, >=, frames);
}

static void
test_real_time (void)
{
  static const uint32_t blocks[] = { 1, 64, 441, 8192 };

  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    {
      Counter        counter = { 0 };
      LtDeviceConfig config = config_for (&counter, blocks[b]);
      LtDevice      *device;
      LtDeviceStatus status;

      g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
      lt_device_get_status (device, &status);
      g_assert_false (status.running);

      for (int round = 0; round < 2; round++)
        {
          g_assert_cmpint (lt_device_start (device), ==, LT_OK);
          wait_for_frames (&counter, counter.frames + 2 * blocks[b]);
          lt_device_get_status (device, &status);
          g_assert_true (status.running);
          g_assert_false (status.lost);
          g_assert_cmpstr (status.backend, ==, "null");
          g_assert_true (g_str_equal (status.scheduling, "fifo")
                         || g_str_equal (status.scheduling, "other"));
          g_assert_cmpint (lt_device_stop (device), ==, LT_OK);
          lt_device_get_status (device, &status);
          g_assert_false (status.running);
          g_assert_cmpuint (status.frames, ==, counter.frames);
        }
      g_assert_cmpuint (counter.wrong_blocks, ==, 0);
      g_assert_cmpuint (counter.outside, ==, 0);
      lt_device_close (device);
    }
}

/* Every frame that the wait grants is made, and none beyond. */
static void
test_free_running (void)
{
  Counter        counter = { .allowed = 64 * 1000 };
  LtDeviceConfig config = config_for (&counter, 64);
  LtDevice      *device;

  config.free_running = true;
  config.wait = wait_for_grant;
  g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
  g_assert_cmpint (lt_device_start (device), ==, LT_OK);
  wait_for_frames (&counter, counter.allowed);
  g_usleep (20000);
  lt_device_close (device);
  g_assert_cmpuint (counter.frames, ==, counter.allowed);
  g_assert_cmpuint (counter.wrong_blocks, ==, 0);
}

static void
test_refuses (void)
{
  Counter        counter = { 0 };
  LtDevice      *device;
  LtDeviceConfig bad[6];

  for (int i = 0; i < 6; i++)
    bad[i] = config_for (&counter, 64);
  bad[0].run = NULL;
  bad[1].rate_hz = 0.0 / 1.0;
  bad[2].n_channels = 0;
  bad[3].n_channels = LT_DEVICE_MAX_CHANNELS + 1;
  bad[4].buffer_frames = 0;
  bad[5].buffer_frames = LT_DEVICE_MAX_FRAMES + 1;
  for (int i = 0; i < 6; i++)
    {
      g_assert_cmpint (lt_device_open (&bad[i], &device), ==, LT_ERR_INVALID);
      g_assert_null (device);
    }
  lt_device_close (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device-null/real-time", test_real_time);
  g_test_add_func ("/device-null/free-running", test_free_running);
  g_test_add_func ("/device-null/refuses", test_refuses);
  return g_test_run ();
}
