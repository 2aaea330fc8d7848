// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file whose every fact was put there: silence, clipping, offset, phase, word length; and the same numbers as measuring.
// Layer: tests.

#include "base/arena.h"
#include "helpers/test-dir.h"
#include "media/reader.h"
#include "media/writer.h"
#include "meter/meter.h"
#include "studio/inspect.h"

#include <math.h>
#include <string.h>

#define RATE 48000
#define FRAMES (5 * RATE)

static float sound[2][FRAMES];

static void
write_sound (const char *path, LtBits bits, const char *format)
{
  LtWriterSpec         spec = { lt_file_format_find (format), bits, RATE, 2, FRAMES };
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  lt_writer_write (w, (const float *[]) { sound[0], sound[1] }, FRAMES, &error);
  lt_writer_commit (w, true, &error);
  g_assert_no_error (error);
}

/* Half a second of silence, 3.75 s of sound in 16-bit steps, 0.75 s of silence. Offset right, out of phase from 2 s to 3 s. */
static void
make_sound (void)
{
  memset (sound, 0, sizeof sound);
  for (int i = RATE / 2; i < FRAMES - 3 * RATE / 4; i++)
    {
      double v = 0.25 * sin (0.05 * i) + 0.1 * sin (0.31 * i);
      double r = i >= 2 * RATE && i < 3 * RATE ? -v : v;

      sound[0][i] = (float) (rint (v * 32768.0) / 32768.0);
      sound[1][i] = (float) (rint ((r + 0.01) * 32768.0) / 32768.0);
    }
  sound[0][RATE / 2] = 0.5f;
  sound[0][FRAMES - 3 * RATE / 4 - 1] = 0.5f;
}

/* Each channel's own: as the meter that is made for it has it. */
static void
assert_true_peaks (const char *path, const LtInspection *found)
{
  static float         file[2][FRAMES];
  const LtMeterType   *type = lt_meter_find ("truepeak");
  LtMeterSetup         setup = { RATE, 1 };
  void                *meter = g_aligned_alloc0 (1, lt_arena_rounded (type->state_size (&setup)), 64);
  g_autoptr (LtReader) reader = lt_reader_open (path, NULL);

  g_assert_cmpuint (lt_reader_read (reader, 0, FRAMES, (float *[]) { file[0], file[1] }), ==, FRAMES);
  for (guint c = 0; c < 2; c++)
    {
      double peak;

      g_assert_cmpint (type->init (meter, &setup), ==, LT_OK);
      type->run (meter, (const float *const[]) { file[c] }, FRAMES);
      type->finish (meter);
      type->read (meter, &peak);
      g_assert_cmpfloat (found->channels[c].true_peak_dbtp, ==, peak);
    }
  g_aligned_free (meter);
}

static void
test_facts (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.wav");
  g_autoptr (GError)    error = NULL;
  LtMeasurement         m;

  make_sound ();
  for (int i = 0; i < 5; i++)
    sound[1][RATE + i] = -1.0f; /* clipped; in the next two cases it is not */
  sound[0][70000] = sound[0][70001] = 1.0f;
  for (int i = 16382; i < 16388; i++) /* in the silence, over the border of a block */
    sound[0][RATE + i - 10] = 1.0f;
  write_sound (path, LT_BITS_24, "wav");
  g_autoptr (LtInspection) found = lt_inspect_file (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpfloat_with_epsilon (found->leading_silence_s, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (found->trailing_silence_s, 0.75, 1e-9);
  g_assert_cmpuint (found->bits_in_use, ==, 24); /* full scale is 2^23 − 1 */
  g_assert_cmpuint (found->clips->len, ==, 2);
  LtInspectClip *clips = (LtInspectClip *) (void *) found->clips->data;
  g_assert_cmpint (clips[0].frame, ==, RATE);
  g_assert_cmpint (clips[0].n_frames, ==, 5);
  g_assert_cmpuint (clips[0].channel, ==, 1);
  g_assert_cmpint (clips[1].frame, ==, RATE + 16372);
  g_assert_cmpint (clips[1].n_frames, ==, 6);
  g_assert_cmpfloat (found->min_correlation, <, -0.9);
  g_assert_cmpfloat (found->min_correlation_at_s, >=, 1.9);
  g_assert_cmpfloat (found->min_correlation_at_s, <=, 2.75);
  g_assert_cmpfloat_with_epsilon (found->channels[1].dc_offset, 0.01 * 3.75 / 5.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (found->channels[0].dc_offset, 0.0, 1e-4);
  g_assert_cmpfloat (fmax (found->channels[0].true_peak_dbtp, found->channels[1].true_peak_dbtp), ==, found->measured.true_peak_dbtp);
  assert_true_peaks (path, found);
  g_assert_cmpuint (found->points->len, >=, 45);
  g_assert_cmpfloat (found->low[1][LT_INSPECT_COLUMNS / 5], ==, -1.0f);
  g_assert_cmpfloat (found->high[0][10], ==, 0.0f);

  /* One pass or the other: the same numbers, bit for bit. */
  g_assert_true (lt_measure_file (path, &m, NULL, NULL, NULL, &error));
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    if (!isnan (lt_measure_get (&m, row)))
      g_assert_cmpfloat (lt_measure_get (&found->measured, row), ==, lt_measure_get (&m, row));
}

static void
test_bits (void)
{
  static const struct
  {
    const char *format;
    LtBits      bits;
    double      scale;
    guint       in_use;
  } rows[] = {
    { "wav", LT_BITS_24, 1.0, 16 },        { "flac", LT_BITS_24, 1.0, 16 },      { "wav", LT_BITS_FLOAT, 1.0, 16 },
    { "wav", LT_BITS_32, 1.0, 16 },        { "wav", LT_BITS_DOUBLE, 1.0, 16 },   { "wav", LT_BITS_16, 1.0, 16 },
    { "wav", LT_BITS_FLOAT, 1.0 / 3.0, 0 }, { "aiff", LT_BITS_24, 0.00390625, 24 }, { "ogg", LT_BITS_16, 1.0, 0 },
  };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      make_sound ();
      for (int k = 0; k < 2 * FRAMES; k++)
        sound[k / FRAMES][k % FRAMES] = (float) (sound[k / FRAMES][k % FRAMES] * rows[i].scale);
      write_sound (path, rows[i].bits, rows[i].format);
      g_autoptr (LtInspection) found = lt_inspect_file (path, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s, row %u", rows[i].format, i);
      g_assert_cmpuint (found->bits_in_use, ==, rows[i].in_use);
      g_assert_cmpuint (found->clips->len, ==, 0);
    }
}

static void
test_silence (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.wav");
  g_autoptr (GError)    error = NULL;

  memset (sound, 0, sizeof sound);
  write_sound (path, LT_BITS_24, "wav");
  g_autoptr (LtInspection) found = lt_inspect_file (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (found->leading_silence_s, ==, 5.0);
  g_assert_cmpfloat (found->trailing_silence_s, ==, 5.0);
  g_assert_cmpuint (found->bits_in_use, ==, 0);
  g_assert_true (isnan (found->min_correlation) && isnan (found->min_correlation_at_s));
  g_assert_null (lt_inspect_file ("/none.wav", NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspect/facts", test_facts);
  g_test_add_func ("/inspect/bits", test_bits);
  g_test_add_func ("/inspect/silence", test_silence);
  return g_test_run ();
}
