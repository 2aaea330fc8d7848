// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory shared with the host: frames arrive whole and in order, lacking ones as silence.
// Layer: tests. Free of GLib's threads, so that ThreadSanitizer sees everything.

#include "device/device-link.h"

#include <glib.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#define COUNT 300000u

static void *
feed (void *data)
{
  LtDeviceLink *link = data;
  uint32_t      next = 1;

  while (next <= COUNT)
    {
      float    frames[100][2];
      uint32_t n = 0;

      if (lt_device_link_fill (link) > 700)
        {
          sched_yield ();
          continue;
        }
      for (; n < 100 && next <= COUNT; n++, next++)
        {
          frames[n][0] = (float) next;
          frames[n][1] = -(float) next;
        }
      g_assert_cmpuint (lt_ring_write (&link->ring, frames, n), ==, n);
      atomic_store (&link->primed, 1);
    }
  return NULL;
}

/* Two mappings, as in two processes. */
static void
test_two_threads (void)
{
  LtDeviceLink *link, *theirs;
  pthread_t     thread;
  uint32_t      expected = 1, wanted = 0;
  int           fd;

  g_assert_cmpint (lt_device_link_new (2, 0, &link, &fd), ==, LT_OK);
  theirs = lt_device_link_map (fd);
  close (fd);
  g_assert_nonnull (theirs);
  g_assert_true (theirs != link);

  g_assert_cmpint (pthread_create (&thread, NULL, feed, link), ==, 0);
  while (expected <= COUNT)
    {
      float    block[333][2];
      uint32_t n = 1 + wanted++ * 7 % 333;

      lt_device_link_take (theirs, block[0], 2, n);
      for (uint32_t i = 0; i < n && block[i][0] != 0.0f; i++)
        {
          g_assert_cmpfloat (block[i][0], ==, (float) expected);
          g_assert_cmpfloat (block[i][1], ==, -(float) expected);
          expected++;
        }
    }
  pthread_join (thread, NULL);
  g_assert_cmpuint (theirs->blocks, ==, wanted);
  g_assert_cmpuint (theirs->block_frames, <=, 333);
  lt_device_link_free (theirs);
  lt_device_link_free (link);
}

static void
test_take (void)
{
  static const float in[4][3] = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 }, { 10, 11, 12 } };
  LtDeviceLink      *link;
  float              out[6];
  int                fd;

  g_assert_cmpint (lt_device_link_new (3, 0, &link, &fd), ==, LT_OK);
  close (fd);
  g_assert_cmpuint (lt_ring_write (&link->ring, in, 4), ==, 4);

  /* Before priming nothing is taken. */
  lt_device_link_take (link, out, 3, 2);
  g_assert_cmpfloat (out[0], ==, 0.0f);
  g_assert_cmpuint (lt_device_link_fill (link), ==, 4);
  g_assert_cmpuint (link->starved, ==, 0);

  link->primed = 1;
  lt_device_link_take (link, out, 3, 1);
  g_assert_cmpmem (out, sizeof in[0], in[0], sizeof in[0]);
  lt_device_link_take (link, out, 1, 1);
  g_assert_cmpfloat (out[0], ==, 4.5f);
  lt_device_link_take (link, out, 2, 3);
  g_assert_cmpfloat (out[0], ==, 7.0f);
  g_assert_cmpfloat (out[1], ==, 8.0f);
  g_assert_cmpfloat (out[3], ==, 11.0f);
  g_assert_cmpfloat (out[4], ==, 0.0f);
  g_assert_cmpfloat (out[5], ==, 0.0f);
  g_assert_cmpuint (link->starved, ==, 1);
  g_assert_cmpuint (link->blocks, ==, 4);
  g_assert_cmpuint (link->block_frames, ==, 3);
  lt_device_link_free (link);
}

/* Ours among others of the device; all else is silent, lacking frames too. */
static void
test_place (void)
{
  static const float in[2][2] = { { 1, 2 }, { 3, 4 } };
  float              out[2 * 5];
  LtDeviceLink      *link;
  int                fd;

  g_assert_cmpint (lt_device_link_new (2, 0, &link, &fd), ==, LT_OK);
  close (fd);
  link->primed = 1;
  link->first_channel = 2;
  g_assert_cmpuint (lt_ring_write (&link->ring, in, 2), ==, 2);
  lt_device_link_take (link, out, 5, 1);
  g_assert_cmpmem (out, 5 * sizeof (float), ((float[]){ 0, 0, 1, 2, 0 }), 5 * sizeof (float));
  lt_device_link_take (link, out, 5, 2);
  g_assert_cmpmem (out, sizeof out, ((float[]){ 0, 0, 3, 4, 0, 0, 0, 0, 0, 0 }), sizeof out);

  /* Half of the pair is there. */
  g_assert_cmpuint (lt_ring_write (&link->ring, in, 1), ==, 1);
  lt_device_link_take (link, out, 3, 1);
  g_assert_cmpmem (out, 3 * sizeof (float), ((float[]){ 0, 0, 1 }), 3 * sizeof (float));
  lt_device_link_free (link);
}

/* A device of one channel has no other place. */
static void
test_place_alone (void)
{
  LtDeviceLink *link;
  float         out[4] = { 9.0f, 9.0f, 9.0f, 9.0f }, in[2] = { 0.5f, -0.25f };
  int           fd;

  g_assert_cmpint (lt_device_link_new (1, 0, &link, &fd), ==, LT_OK);
  link->first_channel = 2;
  atomic_store (&link->primed, 1);
  g_assert_cmpuint (lt_ring_write (&link->ring, in, 2), ==, 2);
  lt_device_link_take (link, out, 1, 2);
  g_assert_cmpfloat (out[0], ==, 0.5f);
  g_assert_cmpfloat (out[1], ==, -0.25f);
  g_assert_cmpfloat (out[2], ==, 9.0f);
  g_assert_cmpfloat (out[3], ==, 9.0f);
  close (fd);
  lt_device_link_free (link);
}

/* In and out begin with the same block; what lacks is told; inputs that aren't there are silent. */
static void
test_put (void)
{
  static const float in[3][3] = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };
  float              got[8], out[8];
  LtDeviceLink      *link;
  int                fd;

  g_assert_cmpint (lt_device_link_new (2, 2, &link, &fd), ==, LT_OK);
  close (fd);
  link->first_input = 1;
  lt_device_link_put (link, in[0], 3, 3);
  g_assert_cmpuint (lt_ring_fill (&link->in_ring), ==, 0);
  link->primed = 1; /* between the two: both wait for the next block */
  g_assert_cmpuint (lt_ring_write (&link->ring, in, 2), ==, 2);
  lt_device_link_take (link, out, 2, 2);
  g_assert_cmpuint (lt_device_link_fill (link), ==, 2);

  lt_device_link_put (link, in[0], 3, 3);
  lt_device_link_take (link, out, 2, 3);
  g_assert_cmpuint (link->lost, ==, 1);
  g_assert_cmpuint (lt_ring_read (&link->in_ring, got, 4), ==, 3);
  g_assert_cmpmem (got, 6 * sizeof (float), ((float[]){ 2, 3, 5, 6, 8, 9 }), 6 * sizeof (float));

  lt_device_link_put (link, in[0], 2, 1);
  lt_device_link_put (link, NULL, 0, 1);
  g_assert_cmpuint (lt_ring_read (&link->in_ring, got, 4), ==, 2);
  g_assert_cmpmem (got, 4 * sizeof (float), ((float[]){ 2, 0, 0, 0 }), 4 * sizeof (float));
  lt_device_link_free (link);
}

/* A host of another version, or something else, is refused. */
static void
test_map (void)
{
  LtDeviceLink *link;
  int           fd = memfd_create ("short", MFD_CLOEXEC);

  g_assert_null (lt_device_link_map (-1));
  g_assert_null (lt_device_link_map (fd));
  g_assert_cmpint (ftruncate (fd, 1 << 20), ==, 0);
  g_assert_null (lt_device_link_map (fd));
  close (fd);

  g_assert_cmpint (lt_device_link_new (2, 0, &link, &fd), ==, LT_OK);
  link->version++;
  g_assert_null (lt_device_link_map (fd));
  link->version--;
  link->n_channels = 1;
  g_assert_null (lt_device_link_map (fd));
  link->n_channels = 2;
  close (fd);
  lt_device_link_free (link);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device-link/two-threads", test_two_threads);
  g_test_add_func ("/device-link/take", test_take);
  g_test_add_func ("/device-link/place", test_place);
  g_test_add_func ("/device-link/place-alone", test_place_alone);
  g_test_add_func ("/device-link/put", test_put);
  g_test_add_func ("/device-link/map", test_map);
  return g_test_run ();
}
