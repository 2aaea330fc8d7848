// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole-file work by itself, as the commands do it: measure, peaks, convert; and the libraries beside them.
// Layer: tests. Each word is one process's worth of work, timed from outside by tests/bench/run; soxr times itself.

#include "media/peaks.h"
#include "media/reader.h"
#include "media/resampler.h"
#include "media/writer.h"
#include "studio/measure.h"

#include <ebur128.h>
#include <math.h>
#include <soxr.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 16384u

static int
measure (const char *path, GError **error)
{
  LtMeasurement m;

  if (!lt_measure_file (path, &m, NULL, NULL, NULL, error))
    return 1;
  g_print ("%.2f LUFS, %.2f LU, %.2f dBTP\n", m.integrated_lufs, m.loudness_range_lu, m.true_peak_dbtp);
  return 0;
}

/* The same three readings from libebur128, which reads through libsndfile's floats as its users do. */
static int
ebur128 (const char *path, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  g_autofree float    *memory = g_new (float, 4 * BLOCK);
  float               *in[2] = { memory, memory + BLOCK }, *mixed = memory + 2 * BLOCK;

  if (reader == NULL)
    return 1;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  ebur128_state      *state = ebur128_init (2, info->rate_hz, EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK);
  for (int64_t at = 0; at < info->n_frames; at += BLOCK)
    {
      uint32_t n = lt_reader_read (reader, at, BLOCK, in);

      for (uint32_t i = 0; i < n; i++)
        {
          mixed[2 * i] = in[0][i];
          mixed[2 * i + 1] = in[1][i];
        }
      ebur128_add_frames_float (state, mixed, n);
    }

  double loudness, range, left, right;
  ebur128_loudness_global (state, &loudness);
  ebur128_loudness_range (state, &range);
  ebur128_true_peak (state, 0, &left);
  ebur128_true_peak (state, 1, &right);
  g_print ("%.2f LUFS, %.2f LU, %.2f dBTP\n", loudness, range, 20.0 * log10 (fmax (left, right)));
  ebur128_destroy (&state);
  return 0;
}

static int
peaks (const char *path, GError **error)
{
  g_autoptr (LtPeaks) all = lt_peaks_open (path, error);

  if (all == NULL)
    return 1;
  if (lt_peaks_is_complete (all))
    g_print ("from the cache\n");
  return lt_peaks_build (all, NULL, error) ? 0 : 1;
}

static int
convert (const char *path, uint32_t rate_hz, const char *out, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  g_autofree float    *memory = g_new (float, 4 * BLOCK);
  float               *in[2] = { memory, memory + BLOCK }, *room[2] = { memory + 2 * BLOCK, memory + 3 * BLOCK };
  LtWriterSpec         spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_24, .rate_hz = rate_hz, .n_channels = 2, .dither = LT_QUANTISE_TPDF };

  if (reader == NULL)
    return 1;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  spec.n_frames_expected = lt_resampler_n_out (info->rate_hz, rate_hz, info->n_frames);
  g_autoptr (LtWriter) writer = lt_writer_open (out, &spec, error);
  if (writer == NULL)
    return 1;

  LtResampler *resampler = lt_resampler_new (info->rate_hz, rate_hz, 2);
  bool         ok = true;
  for (int64_t at = 0; ok && at <= info->n_frames; at += BLOCK)
    {
      uint32_t     n = at < info->n_frames ? lt_reader_read (reader, at, BLOCK, in) : 0, used, got;
      const float *from[2] = { in[0], in[1] };

      do
        {
          used = 0;
          got = lt_resampler_run (resampler, n > 0 || at < info->n_frames ? from : NULL, n, &used, room, BLOCK);
          ok = got == 0 || lt_writer_write (writer, (const float *const *) room, got, error);
          n -= used;
          from[0] += used;
          from[1] += used;
        }
      while (ok && (n > 0 || got == BLOCK || (at >= info->n_frames && got > 0)));
      if (at < info->n_frames && at + BLOCK > info->n_frames)
        at = info->n_frames - BLOCK; /* then once more, to flush */
    }
  lt_resampler_free (resampler);
  return ok && lt_writer_commit (writer, true, error) ? 0 : 1;
}

/* soxr by itself, from memory to memory. */
static int
soxr_alone (const char *path, uint32_t rate_hz, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);

  if (reader == NULL)
    return 1;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  size_t              n_in = (size_t) info->n_frames, n_out = (size_t) ((double) n_in * rate_hz / info->rate_hz) + 1, done;
  g_autofree float   *planes = g_new (float, 2 * n_in), *in = g_new (float, 2 * n_in), *out = g_new (float, 2 * n_out);
  float              *to[2] = { planes, planes + n_in };
  soxr_quality_spec_t quality = soxr_quality_spec (SOXR_VHQ, 0);

  lt_reader_read (reader, 0, (uint32_t) n_in, to);
  for (size_t i = 0; i < n_in; i++)
    {
      in[2 * i] = to[0][i];
      in[2 * i + 1] = to[1][i];
    }
  memset (out, 0, 2 * n_out * sizeof (float));

  gint64 from = g_get_monotonic_time ();
  soxr_oneshot (info->rate_hz, rate_hz, 2, in, n_in, NULL, out, n_out, &done, NULL, &quality, NULL);
  g_print ("%.4f\n", (double) (g_get_monotonic_time () - from) * 1e-6);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code = 2;

  if (argc == 3 && strcmp (argv[1], "measure") == 0)
    code = measure (argv[2], &error);
  else if (argc == 3 && strcmp (argv[1], "ebur128") == 0)
    code = ebur128 (argv[2], &error);
  else if (argc == 3 && strcmp (argv[1], "peaks") == 0)
    code = peaks (argv[2], &error);
  else if (argc == 5 && strcmp (argv[1], "convert") == 0)
    code = convert (argv[2], (uint32_t) atoi (argv[3]), argv[4], &error);
  else if (argc == 4 && strcmp (argv[1], "soxr") == 0)
    code = soxr_alone (argv[2], (uint32_t) atoi (argv[3]), &error);
  else
    g_printerr ("bench-media measure FILE | ebur128 FILE | peaks FILE | convert FILE RATE OUT | soxr FILE RATE\n");
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  return code;
}
