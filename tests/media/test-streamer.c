// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The streamer beside a thread that reads and jumps as playback does.
// Layer: tests.
//
// Samples are a function of their position, so that every read can be checked without a second reader.

#include "helpers/test-dir.h"
#include "media/streamer.h"
#include "media/writer.h"

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE_MS 60000

/* A 24-bit value, never 0. */
static float
value_at (int64_t frame, uint32_t channel)
{
  uint64_t h = ((uint64_t) frame * 2 + channel + 1) * UINT64_C (0x9e3779b97f4a7c15);

  return (float) (((int32_t) (h >> 40) | 1) - 0x800000) * 0x1p-23f;
}

static void
make (const char *path, const char *format, uint32_t n_channels, uint32_t n)
{
  LtWriterSpec         spec = { lt_file_format_find (format), LT_BITS_24, 48000, n_channels, n };
  g_autoptr (GError)   error = NULL;
  float               *planes[2] = { g_new (float, n), g_new (float, n) };
  g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      planes[c][i] = value_at (i, c);
  g_assert_true (lt_writer_write (w, (const float *const *) planes, n, &error));
  g_assert_true (lt_writer_commit (w, true, &error));
  g_free (planes[0]);
  g_free (planes[1]);
}

static void
check (const LtStream *stream, int64_t frame, uint32_t n, float *const *out)
{
  for (uint32_t c = 0; c < lt_stream_n_channels (stream); c++)
    for (uint32_t i = 0; i < n; i++)
      {
        int64_t pos = frame + i;
        bool    inside = pos >= 0 && pos < lt_stream_n_frames (stream);

        g_assert_cmpfloat (out[c][i], ==, inside ? value_at (pos, c) : 0.0f);
      }
}

static void
test_reads (void)
{
  g_autoptr (LtTestDir)  dir = lt_test_dir_new ();
  g_autofree char       *path = lt_test_dir_path (dir, "a.wav");
  g_autoptr (LtStreamer) streamer = lt_streamer_new (0, 0.0);
  g_autoptr (GError)     error = NULL;
  float                  left[500], right[500], *out[] = { left, right };
  const uint32_t         n = 100001;

  make (path, "wav", 2, n);
  LtStream *s = lt_streamer_add (streamer, path, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lt_stream_n_channels (s), ==, 2);
  g_assert_cmpint (lt_stream_n_frames (s), ==, n);
  g_assert_cmpuint (lt_stream_rate_hz (s), ==, 48000);

  /* Past the end and before the start there is nothing to wait for. */
  g_assert_true (lt_stream_read (s, n, 500, out));
  check (s, n, 500, out);
  g_assert_true (lt_stream_read (s, -600, 500, out));
  g_assert_true (lt_stream_ready (s, n + 5, 100));

  for (int64_t at = -700; at < (int64_t) n + 900; at += 483)
    {
      g_assert_true (lt_stream_wait_ready (s, at, 500, PATIENCE_MS));
      g_assert_true (lt_stream_read (s, at, 500, out));
      check (s, at, 500, out);
    }
  g_assert_cmpuint (lt_stream_n_starved (s), ==, 0);
  g_assert_cmpuint (lt_stream_n_errors (s), ==, 0);
  lt_streamer_remove (streamer, s);

  /* One side of a stereo file. */
  s = lt_streamer_add (streamer, path, 1, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lt_stream_n_channels (s), ==, 1);
  g_assert_true (lt_stream_wait_ready (s, 0, 500, PATIENCE_MS));
  g_assert_true (lt_stream_read (s, 0, 500, out));
  for (int i = 0; i < 500; i++)
    g_assert_cmpfloat (left[i], ==, value_at (i, 1));
  g_assert_null (lt_streamer_add (streamer, path, 1, 2, &error));
  g_assert_nonnull (error);
}

/* What is missing is silence, is counted, and comes. */
static void
test_missing (void)
{
  g_autoptr (LtTestDir)  dir = lt_test_dir_new ();
  g_autofree char       *path = lt_test_dir_path (dir, "a.wav");
  g_autoptr (LtStreamer) streamer = lt_streamer_new (0, 0.0);
  float                  left[64], *out[] = { left };

  make (path, "wav", 1, 50000);
  LtStream *s = lt_streamer_add (streamer, path, 0, 0, NULL);
  g_assert_false (lt_stream_ready (s, 40000, 64));
  memset (left, 1, sizeof left);
  g_assert_false (lt_stream_read (s, 40000, 64, out));
  for (int i = 0; i < 64; i++)
    g_assert_cmpfloat (left[i], ==, 0.0f);
  g_assert_cmpuint (lt_stream_n_starved (s), ==, 1);

  /* The read itself was the wish. */
  while (!lt_stream_ready (s, 40000, 64))
    sched_yield ();
  g_assert_true (lt_stream_read (s, 40000, 64, out));
  check (s, 40000, 64, out);
}

typedef struct
{
  LtStreamer *streamer;
  LtStream   *streams[3];
  uint32_t    seed;
  uint32_t    n_missed, n_read;
} Player;

static void *
play (void *data)
{
  Player           *p = data;
  g_autoptr (GRand) rng = g_rand_new_with_seed (p->seed);
  int64_t           pos = 0;
  float             left[64], right[64], *out[] = { left, right };

  for (int quantum = 0; quantum < 6000; quantum++)
    {
      if (quantum % 60 == 0)
        {
          pos = g_rand_int_range (rng, -100, 400000);
          for (int s = 0; s < 3; s++)
            lt_stream_want (p->streams[s], pos);
          for (int s = 0; s < 3; s++)
            while (!lt_stream_ready (p->streams[s], pos, 64))
              {
                lt_stream_want (p->streams[s], pos);
                sched_yield ();
              }
        }
      lt_streamer_tick (p->streamer);
      for (int s = 0; s < 3; s++)
        {
          p->n_read++;
          if (lt_stream_read (p->streams[s], pos, 64, out))
            check (p->streams[s], pos, 64, out);
          else
            p->n_missed++;
        }
      pos += 64;
    }
  return NULL;
}

/* Two players jump through three files that are many times the budget; whatever is given must be right. */
static void
test_jumps (void)
{
  static const char *const formats[] = { "wav", "flac", "aiff" };
  g_autoptr (LtTestDir)    dir = lt_test_dir_new ();
  g_autoptr (LtStreamer)   streamer = lt_streamer_new (24 * 65536, 0.5);
  Player                   players[2] = { { streamer, { 0 }, 11 }, { streamer, { 0 }, 22 } };
  pthread_t                threads[2];

  for (int s = 0; s < 3; s++)
    {
      g_autofree char *path = lt_test_dir_path (dir, formats[s]);

      make (path, formats[s], s == 2 ? 1 : 2, 400000);
      players[0].streams[s] = players[1].streams[s] = lt_streamer_add (streamer, path, 0, 0, NULL);
      g_assert_nonnull (players[0].streams[s]);
    }
  for (int i = 0; i < 2; i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, play, &players[i]), ==, 0);

  /* Meanwhile files come and go. */
  g_autofree char *more = lt_test_dir_path (dir, "more");
  make (more, "wav", 1, 60000);
  for (int i = 0; i < 50; i++)
    {
      LtStream *s = lt_streamer_add (streamer, more, 0, 0, NULL);

      g_assert_nonnull (s);
      if (i % 5 == 0)
        lt_stream_wait_ready (s, 20000, 64, 20);
      else
        lt_stream_want (s, 1000 * i);
      lt_streamer_remove (streamer, s);
      g_assert_cmpuint (lt_streamer_used_bytes (streamer), <=, lt_streamer_budget_bytes (streamer));
    }
  for (int i = 0; i < 2; i++)
    {
      pthread_join (threads[i], NULL);
      g_assert_cmpuint (players[i].n_missed, <, players[i].n_read);
      g_test_message ("player %d: %u of %u reads missed", i, players[i].n_missed, players[i].n_read);
    }
  g_assert_cmpuint (lt_streamer_budget_bytes (streamer), ==, 24 * 65536);
}

/* A file that loses its end while it plays: silence, a count, no signal. */
static void
test_shortened (void)
{
  g_autoptr (LtTestDir)  dir = lt_test_dir_new ();
  g_autofree char       *path = lt_test_dir_path (dir, "a.wav");
  g_autoptr (LtStreamer) streamer = lt_streamer_new (0, 0.2);
  float                  left[64], *out[] = { left };

  make (path, "wav", 1, 400000);
  LtStream *s = lt_streamer_add (streamer, path, 0, 0, NULL);
  g_assert_true (lt_stream_wait_ready (s, 0, 64, PATIENCE_MS));
  g_assert_cmpint (truncate (path, 90000), ==, 0);
  g_assert_true (lt_stream_wait_ready (s, 300000, 64, PATIENCE_MS));
  g_assert_true (lt_stream_read (s, 300000, 64, out));
  for (int i = 0; i < 64; i++)
    g_assert_cmpfloat (left[i], ==, 0.0f);
  g_assert_cmpuint (lt_stream_n_errors (s), >, 0);
}

static void
put32 (uint8_t *to, uint32_t v)
{
  for (int b = 0; b < 4; b++)
    to[b] = (uint8_t) (v >> 8 * b);
}

/* A WAV file of three hours, stereo, 24 bits, that takes no room on the disk. */
static void
make_long (const char *path)
{
  uint8_t  head[44] = "RIFF....WAVEfmt ....................data";
  uint32_t bytes = 3u * 3600u * 48000u * 6u;
  int      fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  put32 (head + 4, bytes + 36);
  put32 (head + 16, 16);
  put32 (head + 20, 2 << 16 | 1);
  put32 (head + 24, 48000);
  put32 (head + 28, 48000 * 6);
  put32 (head + 32, 24 << 16 | 6);
  put32 (head + 40, bytes);
  g_assert_cmpint (write (fd, head, 44), ==, 44);
  g_assert_cmpint (ftruncate (fd, 44 + (off_t) bytes), ==, 0);
  close (fd);
}

static uint64_t
resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long    pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %lu", &pages), ==, 1);
  return (uint64_t) pages * (uint64_t) sysconf (_SC_PAGESIZE);
}

/* 24 tracks of 3 hours: less than 150 MB, wherever they are played. */
static void
test_long_session (void)
{
  g_autoptr (LtTestDir)  dir = lt_test_dir_new ();
  uint64_t               before = resident_bytes ();
  g_autoptr (LtStreamer) streamer = lt_streamer_new (0, 0.0);
  LtStream              *streams[24];
  float                  left[64], right[64], *out[] = { left, right };
  g_autoptr (GError)     error = NULL;

  for (int i = 0; i < 24; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.wav", i);
      g_autofree char *path = lt_test_dir_path (dir, name);

      make_long (path);
      streams[i] = lt_streamer_add (streamer, path, 0, 0, &error);
      g_assert_no_error (error);
    }
  for (int place = 0; place < 6; place++)
    for (int second = 0; second < 5; second++)
      for (int i = 0; i < 24; i++)
        {
          int64_t frame = (int64_t) place * 30 * 60 * 48000 + second * 48000;

          g_assert_true (lt_stream_wait_ready (streams[i], frame, 64, PATIENCE_MS));
          g_assert_true (lt_stream_read (streams[i], frame, 64, out));
        }
  g_assert_cmpuint (lt_streamer_used_bytes (streamer), <=, lt_streamer_budget_bytes (streamer));

  uint64_t grown = resident_bytes () - before;
  g_test_message ("24 tracks of 3 h: %.0f MB", (double) grown * 1e-6);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  g_assert_cmpuint (grown, <, 150u * 1000u * 1000u);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/streamer/reads", test_reads);
  g_test_add_func ("/streamer/missing", test_missing);
  g_test_add_func ("/streamer/jumps", test_jumps);
  g_test_add_func ("/streamer/shortened", test_shortened);
  g_test_add_func ("/streamer/long-session", test_long_session);
  return g_test_run ();
}
