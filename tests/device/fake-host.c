// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A device host without PortAudio that behaves as LATHE_FAKE_HOST says.
// Layer: tests.

#include "device/device-link.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CABLE 500u
#define BLOCK 200u /* no power of two, no multiple of a quantum */

static void
tell (LtDeviceNews news)
{
  char byte = (char) news;

  if (write (LT_DEVICE_LINK_FD_NEWS, &byte, 1) != 1)
    _exit (3);
}

/* A cable from output to input that takes CABLE frames. */
typedef struct
{
  float    frames[4096][2];
  uint32_t at;
} Cable;

static void
cable_bring (Cable *self, LtDeviceLink *link, uint32_t n)
{
  float in[BLOCK][2];

  for (uint32_t i = 0; i < n; i++)
    memcpy (in[i], self->frames[(self->at + i) % 4096], sizeof in[i]);
  lt_device_link_put (link, in[0], 2, n);
}

static void
cable_take (Cable *self, const float *out, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    memcpy (self->frames[(self->at + i + CABLE) % 4096], out + 2 * i, 2 * sizeof (float));
  self->at += n;
}

/* One block a millisecond or so; appends what is played to @heard. */
static void
play (LtDeviceLink *link, const char *mode, FILE *heard)
{
  bool mono = strcmp (mode, "mono") == 0;
  bool bursts = strcmp (mode, "bursts") == 0;
  static Cable cable;

  for (int i = 0;; i++)
    {
      struct pollfd life = { .fd = LT_DEVICE_LINK_FD_LIFE };
      float         block[BLOCK * 2];
      uint64_t      one = 1;
      uint32_t      n = i % 7 == 3 ? 1 : BLOCK;

      if (poll (&life, 1, bursts && i % 3 != 0 ? 0 : 2) > 0)
        return;
      if (i == 300 && strcmp (mode, "die") == 0)
        _exit (4);
      if (i == 300 && strcmp (mode, "hang") == 0)
        pause ();
      if (i == 300 && strcmp (mode, "lose") == 0)
        {
          snprintf (link->error, sizeof link->error, "lost on purpose");
          tell (LT_DEVICE_NEWS_LOST);
          pause ();
        }
      cable_bring (&cable, link, n);
      lt_device_link_take (link, block, mono ? 1 : 2, n);
      if (!mono)
        cable_take (&cable, block, n);
      if (fwrite (block, (mono ? 1 : 2) * sizeof (float), n, heard) != n
          || write (LT_DEVICE_LINK_FD_WAKE, &one, sizeof one) != sizeof one)
        _exit (3);
    }
}

int
main (int argc, char **argv)
{
  const char   *mode = getenv ("LATHE_FAKE_HOST");
  LtDeviceLink *link = lt_device_link_map (LT_DEVICE_LINK_FD_MEMORY);

  if (argc == 3 && strcmp (argv[2], "--list") == 0)
    {
      if (strcmp (mode, "mute") == 0)
        pause ();
      printf ("%s", mode);
      return 0;
    }
  if (link == NULL)
    return 2;
  fprintf (stderr, "some library mutters\n");
  if (strcmp (mode, "mute") == 0)
    pause ();
  if (strcmp (mode, "abort") == 0)
    abort ();
  if (strcmp (mode, "fail") == 0)
    {
      snprintf (link->error, sizeof link->error, "failed on purpose");
      tell (LT_DEVICE_NEWS_FAILED);
      pause ();
    }

  FILE *heard = fopen (getenv ("LATHE_FAKE_HEARD"), "wb");
  if (heard == NULL)
    return 3;
  snprintf (link->host_api, sizeof link->host_api, "Fake");
  snprintf (link->name, sizeof link->name, "%s", link->want_name);
  link->rate_hz = link->want_rate_hz;
  if (strcmp (mode, "other-rate") == 0)
    link->rate_hz = 44100.0;
  link->n_heard = link->n_inputs;
  link->input_latency_s = CABLE / link->rate_hz; /* the output tells none */
  link->ahead_frames = 3 * BLOCK;
  link->block_frames = BLOCK;
  tell (LT_DEVICE_NEWS_READY);
  play (link, mode, heard);
  return fclose (heard) == 0 ? 0 : 3;
}
