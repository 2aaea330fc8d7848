// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Golden renders: what sounded like this must go on sounding like this, to −120 dBFS; and the demo song's
// measurement, in words that a person can compare.
// Layer: tests. With --update the files in tests/golden are written anew: look at what changed, and why.

#include "deliver/delivery.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "media/reader.h"
#include "media/writer.h"
#include "studio/demo-session.h"
#include "studio/renderer.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define FRAMES 96000

static gboolean update;

static char *
golden_path (const char *name)
{
  const char *dir = g_getenv ("LATHE_GOLDEN");

  g_assert_nonnull (dir); /* meson sets it */
  return g_build_filename (dir, name, NULL);
}

typedef struct
{
  float *planes[2];
  gsize  n;
} Sink;

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Sink *sink = data;

  for (int c = 0; c < 2; c++)
    memcpy (sink->planes[c] + sink->n, in[c], n_frames * sizeof (float));
  sink->n += n_frames;
  return true;
}

static void
write_golden (const char *path, float *const *planes)
{
  g_autoptr (GError) error = NULL;
  LtWriterSpec       spec = { .format = lt_file_format_find ("flac"), .bits = LT_BITS_24, .rate_hz = (guint) RATE, .n_channels = 2, .n_frames_expected = FRAMES };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  lt_writer_write (writer, (const float *const *) planes, FRAMES, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

/* Every effect, sends, automation and a side-chain in two seconds. */
static void
test_song (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, RATE, 1.5);
  g_autofree char      *path = golden_path ("song.flac");
  g_autoptr (GError)    error = NULL;
  g_autofree float     *left = g_new (float, FRAMES), *right = g_new (float, FRAMES);
  g_autofree float     *was_left = g_new (float, FRAMES), *was_right = g_new (float, FRAMES);
  Sink                  sink = { { left, right }, 0 };
  LtRenderTarget        target = { 0, take, &sink };
  LtRenderJob           job = { .session = session, .folder = dir, .to = FRAMES, .compensate = true, .targets = &target, .n_targets = 1 };
  double                worst = 0.0;

  g_assert_true (lt_renderer_run (&job, &error));
  if (update)
    write_golden (path, sink.planes);

  g_autoptr (LtReader) reader = lt_reader_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lt_reader_read (reader, 0, FRAMES, (float *[]) { was_left, was_right }), ==, FRAMES);
  for (gsize i = 0; i < FRAMES; i++)
    worst = MAX (worst, MAX (fabs (left[i] - was_left[i]), fabs (right[i] - was_right[i])));
  g_test_message ("largest difference %.1f dBFS", 20.0 * log10 (MAX (worst, 1e-12)));
  g_assert_cmpfloat (worst, <, 1e-6);
}

static char *
describe (const char *name, const LtMeasurement *m)
{
  return g_strdup_printf ("%s: %.2f LUFS, range %.2f LU, true peak %.2f dBTP, sample peak %.2f dBFS, correlation %.3f\n", name,
                          m->integrated_lufs, m->loudness_range_lu, m->true_peak_dbtp, m->sample_peak_dbfs, m->correlation);
}

/* The demo song, unmastered and mastered. */
static void
test_demo (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *session_path = lt_test_dir_path (dir, "Demo.lathe");
  g_autofree char      *mix = lt_test_dir_path (dir, "mix.wav"), *master = lt_test_dir_path (dir, "master.wav");
  g_autofree char      *path = golden_path ("demo-loudness.txt");
  g_autofree char      *was = NULL;
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtFolder)  folder = lt_demo_session_create (session_path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  const LtSession *session = lt_folder_get_session (folder);
  LtDeliveryOutput outputs[2] = { { .strip_id = session->mix->id, .path = mix, .measure = true }, { .path = master, .measure = true } };
  LtDelivery       job = {
          .session = session,
          .folder = lt_folder_get_path (folder),
          .to = lt_session_get_length (session) + lt_renderer_auto_tail (session),
          .format = lt_file_format_find ("wav"),
          .bits = LT_BITS_FLOAT,
          .aim = { NAN, NAN },
          .outputs = outputs,
          .n_outputs = 2,
  };
  g_assert_true (lt_delivery_run (&job, &error));
  g_assert_no_error (error);

  g_autofree char *a = describe ("mix", &outputs[0].measured), *b = describe ("master", &outputs[1].measured);
  g_autofree char *now = g_strconcat (a, b, NULL);
  if (update)
    g_assert_true (g_file_set_contents (path, now, -1, NULL));
  g_assert_true (g_file_get_contents (path, &was, NULL, NULL));
  g_assert_cmpstr (now, ==, was);

  /* And what the issue asks of it, whatever the file says. */
  double crest = outputs[0].measured.plr_lu;
  g_assert_cmpfloat (crest, >=, 12.0);
  g_assert_cmpfloat (crest, <=, 20.0);
  g_assert_cmpfloat (outputs[0].measured.loudness_range_lu, >=, 3.0);
  g_assert_cmpfloat (outputs[0].measured.loudness_range_lu, <=, 10.0);
  g_assert_cmpfloat (outputs[1].measured.true_peak_dbtp, <=, -0.95);
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--update") == 0)
      {
        update = TRUE;
        argv[i] = argv[--argc];
        argv[argc] = NULL;
      }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden/song", test_song);
  g_test_add_func ("/golden/demo", test_demo);
  return g_test_run ();
}
