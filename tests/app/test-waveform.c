// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Waveforms: what is painted is what the source says; tiles come from threads, and are drawn again when more is known.
// Layer: tests.

#include "app/widgets/wave-draw.h"
#include "app/widgets/wave-tiles.h"
#include "app/widgets/waveform.h"

#include <math.h>

typedef struct
{
  int known; /* values known from the left, atomic; −1: all */
  int n_asked;
} Sound;

/* A square wave of 0.5, RMS 0.25; the right channel is silent. */
static guint
query (gpointer data, guint channel, double start, double per_value, guint n, float *min, float *max, float *rms)
{
  Sound *sound = data;
  int    known = g_atomic_int_get (&sound->known);

  g_atomic_int_inc (&sound->n_asked);
  for (guint i = 0; i < n; i++)
    {
      gboolean there = channel == 0 && (known < 0 || (int) i < known);

      min[i] = there ? -0.5f : 0.0f;
      max[i] = there ? 0.5f : 0.0f;
      rms[i] = there ? 0.25f : 0.0f;
    }
  return known < 0 ? n : MIN (n, (guint) known);
}

static LtWaveDraw
draw_of (LtWaveSource *source, int w, int h)
{
  return (LtWaveDraw) {
    .source = source, .frames_per_pixel = 100.0, .width = w, .height = h, .scale = 1, .n_rows = 1, .gain = 1.0,
    .peak = { 1, 0, 0, 1 }, .rms = { 0, 1, 0, 1 },
  };
}

static guint32
pixel (const guint8 *pixels, int width, int x, int y)
{
  return ((const guint32 *) (gconstpointer) pixels)[y * width + x];
}

static void
test_columns (void)
{
  Sound                    sound = { .known = -1 };
  g_autoptr (LtWaveSource) source = lt_wave_source_new (query, &sound, NULL, 1, 1.0);
  LtWaveDraw               draw = draw_of (source, 10, 82);
  gboolean                 whole;
  g_autofree guint8       *pixels = lt_wave_draw_pixels (&draw, &whole);

  g_assert_true (whole);
  /* half the height less a margin of 1 is 40: peaks reach 20 from the middle, RMS 10 */
  g_assert_cmphex (pixel (pixels, 10, 5, 41), ==, 0xff00ff00);
  g_assert_cmphex (pixel (pixels, 10, 5, 41 - 9), ==, 0xff00ff00);
  g_assert_cmphex (pixel (pixels, 10, 5, 41 - 12), ==, 0xffff0000);
  g_assert_cmphex (pixel (pixels, 10, 5, 41 - 19), ==, 0xffff0000);
  g_assert_cmphex (pixel (pixels, 10, 5, 41 - 22), ==, 0);
  g_assert_cmphex (pixel (pixels, 10, 5, 41 + 22), ==, 0);
}

static void
test_gain_and_rows (void)
{
  Sound                    sound = { .known = -1 };
  g_autoptr (LtWaveSource) source = lt_wave_source_new (query, &sound, NULL, 2, 1.0);
  LtWaveDraw               draw = draw_of (source, 4, 84);
  gboolean                 whole;

  draw.n_rows = 2;
  draw.gain = 1.5;
  g_autofree guint8 *pixels = lt_wave_draw_pixels (&draw, &whole);
  /* a row's half is 20: peaks reach 15 from 21; the silent row is a thin line at 63 */
  g_assert_cmphex (pixel (pixels, 4, 1, 21 - 14), ==, 0xffff0000);
  g_assert_cmphex (pixel (pixels, 4, 1, 21 - 17), ==, 0);
  g_assert_cmphex (pixel (pixels, 4, 1, 63), !=, 0);
  g_assert_cmphex (pixel (pixels, 4, 1, 63 - 3), ==, 0);
}

static void
test_samples (void)
{
  Sound                    sound = { .known = -1 };
  g_autoptr (LtWaveSource) source = lt_wave_source_new (query, &sound, NULL, 1, 1.0);
  LtWaveDraw               draw = draw_of (source, 64, 82);
  gboolean                 whole;

  draw.frames_per_pixel = 1.0 / 16.0;
  g_autofree guint8 *pixels = lt_wave_draw_pixels (&draw, &whole);
  g_assert_true (whole);
  g_assert_cmphex (pixel (pixels, 64, 16, 21), ==, 0xff00ff00); /* the dot of the second sample */
  g_assert_cmphex (pixel (pixels, 64, 16, 35), !=, 0);          /* its stem */
  g_assert_cmphex (pixel (pixels, 64, 24, 35), ==, 0);          /* between samples only the line */
  g_assert_cmphex (pixel (pixels, 64, 24, 21), !=, 0);
}

static gboolean
snapshot (LtWaveTiles *tiles, LtWaveSource *source, double first)
{
  GtkSnapshot  *snap = gtk_snapshot_new ();
  LtWavePicture picture = {
    .source = source, .zoom = 30, .first = first, .peak = { 1, 0, 0, 1 }, .rms = { 0, 1, 0, 1 }, .area = GRAPHENE_RECT_INIT (0, 0, 1000, 40),
  };
  gboolean whole = lt_wave_tiles_snapshot (tiles, snap, &picture);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snap);

  (void) node;
  return whole;
}

static void
wait_for (LtWaveTiles *tiles)
{
  while (lt_wave_tiles_get_n_pending (tiles) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_tiles_are_kept (void)
{
  Sound                    sound = { .known = -1 };
  g_autoptr (LtWaveSource) source = lt_wave_source_new (query, &sound, NULL, 1, 1.0);
  g_autoptr (LtWaveTiles)  tiles = lt_wave_tiles_new (64 << 20);

  g_assert_false (snapshot (tiles, source, 0.0));
  g_assert_cmpuint (lt_wave_tiles_get_n_pending (tiles), ==, 4);
  g_assert_false (snapshot (tiles, source, 0.0)); /* asks for nothing twice */
  g_assert_cmpuint (lt_wave_tiles_get_n_pending (tiles), ==, 4);
  wait_for (tiles);
  g_assert_cmpuint (lt_wave_tiles_get_n_ready (tiles), ==, 4);
  g_assert_true (snapshot (tiles, source, 0.0));
  g_assert_cmpint (g_atomic_int_get (&sound.n_asked), ==, 4);
}

static void
test_what_is_known_later (void)
{
  Sound                    sound = { .known = 100 };
  g_autoptr (LtWaveSource) source = lt_wave_source_new (query, &sound, NULL, 1, 1.0);
  g_autoptr (LtWaveTiles)  tiles = lt_wave_tiles_new (64 << 20);

  g_assert_false (snapshot (tiles, source, 0.0));
  wait_for (tiles);
  g_assert_false (snapshot (tiles, source, 0.0)); /* there, but not whole */
  g_assert_cmpuint (lt_wave_tiles_get_n_pending (tiles), ==, 0);
  g_atomic_int_set (&sound.known, -1);
  lt_wave_source_touch (source);
  g_assert_false (snapshot (tiles, source, 0.0));
  g_assert_cmpuint (lt_wave_tiles_get_n_pending (tiles), ==, 4);
  wait_for (tiles);
  g_assert_true (snapshot (tiles, source, 0.0));
  g_assert_cmpuint (lt_wave_tiles_get_n_ready (tiles), ==, 4);
}

static void
test_memory_is_bounded (void)
{
  Sound                    sound = { .known = -1 };
  g_autoptr (LtWaveSource) source = lt_wave_source_new (query, &sound, NULL, 1, 1.0);
  g_autoptr (LtWaveTiles)  tiles = lt_wave_tiles_new (10 * 256 * 40 * 4);

  for (int i = 0; i < 30; i++)
    {
      snapshot (tiles, source, i * 200000.0);
      wait_for (tiles);
      g_assert_cmpuint (lt_wave_tiles_get_n_ready (tiles), <=, 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/app/waveform/columns", test_columns);
  g_test_add_func ("/app/waveform/gain-and-rows", test_gain_and_rows);
  g_test_add_func ("/app/waveform/samples", test_samples);
  g_test_add_func ("/app/waveform/tiles-are-kept", test_tiles_are_kept);
  g_test_add_func ("/app/waveform/known-later", test_what_is_known_later);
  g_test_add_func ("/app/waveform/memory", test_memory_is_bounded);
  return g_test_run ();
}
