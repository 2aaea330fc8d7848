// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a device hears: whole and in order, silence before what is late, nothing of what was heard beside a gap.
// Layer: tests. Needs no device: the link is filled by hand.

#include "device/device-listen.h"

#include <glib.h>
#include <math.h>
#include <unistd.h>

typedef struct
{
  LtDeviceLink   *link;
  LtDeviceListen *listen;
  uint32_t        brought; /* frames; the sample is their number, from 1 */
  float           out[2][1024];
} Ear;

static void
ear_open (Ear *ear, double in_hz, double out_hz)
{
  int fd;

  *ear = (Ear) { 0 };
  g_assert_cmpint (lt_device_link_new (2, 2, &ear->link, &fd), ==, LT_OK);
  close (fd);
  ear->link->primed = 1;
  g_assert_cmpint (lt_device_listen_new (in_hz, out_hz, 2, &ear->listen), ==, LT_OK);
}

static void
ear_close (Ear *ear)
{
  lt_device_listen_free (ear->listen);
  lt_device_link_free (ear->link);
}

static void
bring (Ear *ear, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float number = (float) ++ear->brought;

      lt_device_link_put (ear->link, (float[]){ number, -number }, 2, 1);
    }
  lt_device_listen_pull (ear->listen, ear->link);
}

static void
read_some (Ear *ear, uint32_t n)
{
  lt_device_listen_read (ear->listen, (float *[]){ ear->out[0], ear->out[1] }, n);
}

static void
test_in_order (void)
{
  Ear      ear;
  uint32_t next = 1;

  ear_open (&ear, 48000.0, 48000.0);
  g_assert_cmpuint (lt_device_listen_delay (ear.listen), ==, 0);
  for (uint32_t round = 0; round < 2000; round++)
    {
      uint32_t n = 1 + round * 37 % 700;

      bring (&ear, n);
      read_some (&ear, n);
      for (uint32_t i = 0; i < n; i++, next++)
        {
          g_assert_cmpfloat (ear.out[0][i], ==, (float) next);
          g_assert_cmpfloat (ear.out[1][i], ==, -(float) next);
        }
    }
  ear_close (&ear);
}

static void
test_late_and_lost (void)
{
  Ear ear;

  ear_open (&ear, 48000.0, 48000.0);
  bring (&ear, 10);
  read_some (&ear, 16);
  g_assert_cmpuint (lt_device_listen_delay (ear.listen), ==, 6);
  g_assert_cmpfloat (ear.out[0][5], ==, 0.0f);
  g_assert_cmpfloat (ear.out[0][6], ==, 1.0f);
  g_assert_cmpfloat (ear.out[1][15], ==, -10.0f);

  /* The device played four frames of silence meanwhile: so many are left out, though they come in pieces. */
  ear.link->lost += 4;
  bring (&ear, 3);
  bring (&ear, 3);
  read_some (&ear, 2);
  g_assert_cmpfloat (ear.out[0][0], ==, 15.0f);
  g_assert_cmpfloat (ear.out[0][1], ==, 16.0f);
  ear_close (&ear);
}

/* A tone at another rate keeps its level, and comes as late as is told. */
static void
test_converted (void)
{
  static float heard[48000];
  Ear          ear;
  double       most = 0.0;
  uint32_t     n_heard = 0, begins = 0;

  ear_open (&ear, 44100.0, 48000.0);
  for (uint32_t at = 0; n_heard < 40000; at += 441)
    {
      for (uint32_t i = 0; i < 441; i++)
        {
          float x = 0.5f * sinf ((float) fmod (2.0 * G_PI * 441.0 / 44100.0 * (at + i), 2.0 * G_PI));

          lt_device_link_put (ear.link, (float[]){ x, x }, 2, 1);
        }
      lt_device_listen_pull (ear.listen, ear.link);
      read_some (&ear, 480);
      for (uint32_t i = 0; i < 480; i++)
        heard[n_heard++] = ear.out[0][i];
    }
  while (fabsf (heard[begins]) < 0.02f)
    begins++;
  for (uint32_t i = begins + 2000; i < 40000; i++)
    most = fmax (most, fabs ((double) heard[i]));
  g_assert_cmpfloat_with_epsilon (most, 0.5, 0.001);
  g_assert_cmpint (ABS ((int) begins - (int) lt_device_listen_delay (ear.listen)), <=, 8);
  ear_close (&ear);
}

static void
test_refused (void)
{
  LtDeviceListen *listen;

  g_assert_cmpint (lt_device_listen_new (48000.0, 48000.0, 0, &listen), ==, LT_ERR_INVALID);
  g_assert_cmpint (lt_device_listen_new (48000.0, 48000.0, 65, &listen), ==, LT_ERR_INVALID);
  g_assert_null (listen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device-listen/in-order", test_in_order);
  g_test_add_func ("/device-listen/late-and-lost", test_late_and_lost);
  g_test_add_func ("/device-listen/converted", test_converted);
  g_test_add_func ("/device-listen/refused", test_refused);
  return g_test_run ();
}
