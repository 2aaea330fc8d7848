// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a sound file: opened or refused with a sentence, read here and there.
// Layer: tests.

#include "fuzz.h"

#include "helpers/test-dir.h"
#include "media/reader.h"
#include "media/writer.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#define FRAMES 4096u

static void
check (const float *const *in, uint32_t n_channels, uint32_t n)
{
  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      g_assert_true (isfinite (in[c][i]));
}

static void
read_some (LtReader *reader)
{
  const LtReaderInfo *info = lt_reader_get_info (reader);
  static float        memory[LT_READER_MAX_CHANNELS][FRAMES];
  static int32_t      whole[LT_READER_MAX_CHANNELS][FRAMES];
  float              *out[LT_READER_MAX_CHANNELS];
  int32_t            *out_whole[LT_READER_MAX_CHANNELS];
  int64_t             places[] = { 0, info->n_frames / 2, info->n_frames - 100, 17 };

  for (uint32_t c = 0; c < LT_READER_MAX_CHANNELS; c++)
    {
      out[c] = memory[c];
      out_whole[c] = whole[c];
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpuint (lt_reader_read (reader, places[i], FRAMES, out), <=, FRAMES);
      check ((const float *const *) out, info->n_channels, FRAMES);
    }
  lt_reader_read_int (reader, 1, FRAMES, out_whole);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (lt_fuzz_file (data, size), &error);

  if (reader == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);
  g_assert_cmpint (lt_reader_get_info (reader)->n_frames, >, 0);
  read_some (reader);
  return 0;
}

/* --- seeds: whatever libsndfile can write --- */

static void
add_sndfile (GArray *seeds, const LtTestDir *dir, int format, const char *kind, sf_count_t n)
{
  SF_INFO          info = { .samplerate = 48000, .channels = 2, .format = format };
  g_autofree char *path = lt_test_dir_path (dir, "seed");
  float            frames[2 * 700];

  if (!sf_format_check (&info))
    info.channels = 1;
  if (!sf_format_check (&info))
    info.samplerate = 8000;
  if (!sf_format_check (&info))
    return;

  SNDFILE *file = sf_open (path, SFM_WRITE, &info);
  if (file == NULL)
    return;
  for (uint32_t i = 0; i < G_N_ELEMENTS (frames); i++)
    frames[i] = (float) (0.5 * sin (0.05 * i));
  sf_set_string (file, SF_STR_TITLE, "Seed");
  sf_writef_float (file, frames, n);
  sf_close (file);
  lt_fuzz_add_file (seeds, kind, path);
}

static void
add_containers (GArray *seeds, const LtTestDir *dir)
{
  int n_majors = 0, n_minors = 0;

  sf_command (NULL, SFC_GET_FORMAT_MAJOR_COUNT, &n_majors, sizeof n_majors);
  sf_command (NULL, SFC_GET_FORMAT_SUBTYPE_COUNT, &n_minors, sizeof n_minors);
  for (int i = 0; i < n_majors; i++)
    {
      SF_FORMAT_INFO major = { .format = i };

      sf_command (NULL, SFC_GET_FORMAT_MAJOR, &major, sizeof major);
      if (major.format == SF_FORMAT_RAW) /* has no header to damage, and is not taken */
        continue;
      for (int k = 0; k < n_minors; k++)
        {
          SF_FORMAT_INFO minor = { .format = k };

          sf_command (NULL, SFC_GET_FORMAT_SUBTYPE, &minor, sizeof minor);
          add_sndfile (seeds, dir, major.format | minor.format, major.extension, k % 3 == 0 ? 3 : 700);
        }
    }
}

/* With everything that travels with the sound. */
static void
add_tagged (GArray *seeds, const LtTestDir *dir)
{
  static const char *const formats[] = { "wav", "rf64", "aiff", "flac", "ogg", "opus", "mp3", "caf", NULL };
  float                    frames[300] = { 0.1f, -0.2f, 0.3f };
  LtBext                   bext = { 0 };
  g_autoptr (GArray)       cues = lt_markers_new ();
  g_autoptr (LtTags)       tags = lt_tags_new ();

  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    lt_tags_set (tags, *key, "7");
  for (int i = 0; i < 3; i++)
    lt_markers_add (cues, 10 * i, "Verse");
  for (const char *const *format = formats; *format != NULL; format++)
    {
      g_autofree char     *path = lt_test_dir_path (dir, "tagged");
      LtWriterSpec         spec = { .format = lt_file_format_find (*format), .bits = LT_BITS_24, .rate_hz = 48000, .n_channels = 1,
                                    .n_frames_expected = 300, .tags = tags, .bext = &bext, .markers = cues };
      g_autoptr (LtWriter) writer = spec.format != NULL ? lt_writer_open (path, &spec, NULL) : NULL;

      if (writer == NULL || !lt_writer_write (writer, (const float *[]) { frames }, 300, NULL) || !lt_writer_commit (writer, true, NULL))
        continue;
      g_autofree char *kind = g_strconcat ("tagged-", *format, NULL);
      lt_fuzz_add_file (seeds, kind, path);
    }
}

/* A list before the sound, one of whose parts is larger than all: libsndfile by itself never comes back from it. */
static void
add_broken_list (GArray *seeds)
{
  static const char head[] = "RIFF\134\0\0\0WAVEfmt \20\0\0\0\1\0\1\0\200\273\0\0\0\167\1\0\2\0\20\0"
                             "LIST\30\0\0\0INFOINAM\4\0\0\0Seed\0\0\200\0\367\377\377\377data\30\0\0\0";
  char              all[sizeof head - 1 + 24] = { 0 };

  memcpy (all, head, sizeof head - 1);
  lt_fuzz_add (seeds, "broken-list", all, sizeof all);
}

void
lt_fuzz_seeds (GArray *seeds)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();

  add_containers (seeds, dir);
  add_tagged (seeds, dir);
  add_broken_list (seeds);
}
