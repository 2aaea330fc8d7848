// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chords and noise in memory, read by every strip from a place of its own.
// Layer: tests.

#include "bench-music.h"

#include <math.h>

#define MUSIC_FRAMES (1u << 17)

double
lt_bench_seconds (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

LtFolder *
lt_bench_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  LtFolder          *folder = lt_folder_open (path, LT_FOLDER_READ, &error);

  if (folder == NULL)
    g_error ("%s", error->message);
  return folder;
}

static float music[2][MUSIC_FRAMES];

/* Chords that swell and fade and a little noise, so that compressors move. */
void
lt_bench_music_make (void)
{
  uint32_t noise = 1;

  for (uint32_t i = 0; i < MUSIC_FRAMES; i++)
    {
      double t = i / 48000.0, swell = 0.1 + 0.9 * exp (-(double) (i % 24000) / 6000.0);
      double tone = sin (6.2831853 * 110.0 * t) + 0.5 * sin (6.2831853 * 277.18 * t) + 0.3 * sin (6.2831853 * 1318.5 * t);

      noise = noise * 1664525u + 1013904223u;
      music[0][i] = (float) (swell * (0.3 * tone + 0.1 * (int32_t) noise * 0x1p-31));
      music[1][i] = (float) (swell * (0.25 * tone - 0.1 * (int32_t) noise * 0x1p-31));
    }
}

LT_RT static bool
music_read (void *self, int64_t frame, uint32_t n, float *const *out)
{
  const uint32_t *shift = self;

  for (uint32_t i = 0; i < n; i++)
    for (uint32_t c = 0; c < 2; c++)
      out[c][i] = music[c][(uint32_t) (frame + i + *shift) % MUSIC_FRAMES];
  return true;
}

LT_RT static bool
music_ready (void *self, int64_t frame, uint32_t n)
{
  (void) self;
  (void) frame;
  (void) n;
  return true;
}

LT_RT static void
music_want (void *self, int64_t frame)
{
  (void) self;
  (void) frame;
}

static uint32_t shifts[1024];

bool
lt_bench_music_for (void *data, const LtFeedWish *wish, LtFeed *out)
{
  uint32_t *shift = &shifts[wish->strip_id % G_N_ELEMENTS (shifts)];

  (void) data;
  *shift = (uint32_t) (wish->strip_id * 997);
  *out = (LtFeed) { .self = shift, .n_channels = 2, .read = music_read, .ready = music_ready, .want = music_want };
  return true;
}

void
lt_bench_send (LtEngine *engine, const LtSession *session)
{
  g_autoptr (LtSessionSpec) spec = lt_session_spec_new (session, 0, lt_bench_music_for, NULL);
  LtStatus                  status = lt_engine_set_plan (engine, &spec->spec);

  if (status != LT_OK)
    g_error ("%s", lt_status_text (status));
}
