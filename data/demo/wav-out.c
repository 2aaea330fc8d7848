// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stem as a WAV file.
// Layer: data.

#include "wav-out.h"

#include "song.h"

#include <sndfile.h>
#include <stdio.h>

#define BLOCK 4096

/* To the nearest of 2^24 steps, in the upper bits of an int. */
static int
quantise (double x)
{
  double scaled = x * 8388608.0;
  double whole = (scaled + 0x1.8p52) - 0x1.8p52;

  whole = whole > 8388607.0 ? 8388607.0 : whole < -8388608.0 ? -8388608.0 : whole;
  return (int) whole * 256;
}

static bool
write_all (SNDFILE *file, const LtDemoStem *stem)
{
  int block[2 * BLOCK];

  for (int64_t at = 0; at < LT_DEMO_FRAMES; at += BLOCK)
    {
      int64_t frames = LT_DEMO_FRAMES - at < BLOCK ? LT_DEMO_FRAMES - at : BLOCK;

      for (int64_t i = 0; i < frames; i++)
        for (int c = 0; c < stem->n_channels; c++)
          block[i * stem->n_channels + c] = quantise (stem->channels[c][at + i]);
      if (sf_writef_int (file, block, frames) != frames)
        return false;
    }
  return true;
}

bool
lt_demo_wav_out_write (const char *path, const LtDemoStem *stem, char *error, size_t size)
{
  SF_INFO  info = { .samplerate = LT_DEMO_RATE,
                    .channels = stem->n_channels,
                    .format = SF_FORMAT_WAV | SF_FORMAT_PCM_24 };
  SNDFILE *file = sf_open (path, SFM_WRITE, &info);

  if (file == NULL)
    {
      snprintf (error, size, "Could not create “%s”: %s", path, sf_strerror (NULL));
      return false;
    }

  bool written = write_all (file, stem);

  if (sf_close (file) != 0 || !written)
    {
      snprintf (error, size, "Could not write “%s” to its end; is the disk full?", path);
      return false;
    }
  return true;
}
