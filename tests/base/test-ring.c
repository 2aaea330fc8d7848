// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ring and triple buffer across two threads.
// Layer: tests.

#include "base/latest.h"
#include "base/ring.h"

#include <glib.h>
#include <pthread.h>

#define COUNT 200000u

typedef struct
{
  LtRing   ring;
  uint32_t memory[256];
} Shared;

static void *
produce (void *data)
{
  Shared  *s = data;
  uint32_t next = 0;

  while (next < COUNT)
    {
      uint32_t chunk[37], n = 0;

      while (n < 37 && next + n < COUNT)
        {
          chunk[n] = next + n;
          n++;
        }
      next += lt_ring_write (&s->ring, chunk, n);
    }
  return NULL;
}

static void
test_ring (void)
{
  Shared *s = g_aligned_alloc0 (1, sizeof (Shared), 64);
  pthread_t          thread;
  uint32_t           expected = 0;

  lt_ring_init (&s->ring, s->memory, 256, sizeof (uint32_t));
  g_assert_cmpint (pthread_create (&thread, NULL, produce, s), ==, 0);
  while (expected < COUNT)
    {
      uint32_t chunk[50], n = lt_ring_read (&s->ring, chunk, 50);

      for (uint32_t i = 0; i < n; i++)
        g_assert_cmpuint (chunk[i], ==, expected++);
    }
  pthread_join (thread, NULL);
  g_assert_cmpuint (lt_ring_fill (&s->ring), ==, 0);
  g_assert_cmpuint (lt_ring_space (&s->ring), ==, 256);
  g_assert_cmpuint (lt_ring_written (&s->ring), ==, COUNT);
  g_aligned_free (s);
}

typedef struct
{
  LtLatest latest;
  uint32_t memory[3 * 16];
} Shown;

static void *
publish (void *data)
{
  Shown *s = data;

  for (uint32_t i = 1; i <= COUNT; i++)
    {
      uint32_t *value = lt_latest_begin (&s->latest);

      for (int k = 0; k < 16; k++)
        value[k] = i;
      lt_latest_publish (&s->latest);
    }
  return NULL;
}

static void
test_latest (void)
{
  Shown     s = { 0 };
  pthread_t thread;
  uint32_t  last = 0;

  lt_latest_init (&s.latest, s.memory, 16 * sizeof (uint32_t));
  g_assert_cmpint (pthread_create (&thread, NULL, publish, &s), ==, 0);
  while (last < COUNT)
    {
      const uint32_t *value = lt_latest_read (&s.latest);

      g_assert_cmpuint (value[0], >=, last);
      for (int k = 1; k < 16; k++)
        g_assert_cmpuint (value[k], ==, value[0]);
      last = value[0];
    }
  pthread_join (thread, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ring/two-threads", test_ring);
  g_test_add_func ("/latest/two-threads", test_latest);
  return g_test_run ();
}
