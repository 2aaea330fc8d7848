// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is drawn of a file is what is in it: every column against the file's own lowest and highest sample, at zooms from
// single samples to the whole, forwards, backwards, upside down, louder, softer and from odd places.
// Layer: tests.

#include "app/shell/peaks-pool.h"
#include "app/widgets/wave-draw.h"
#include "app/widgets/wave-tiles.h"
#include "eyes.h"
#include "helpers/test-dir.h"

#include <math.h>
#include <string.h>

#define N_FRAMES 200000
#define W 600
#define JOINED 64 /* narrower columns reach out to their neighbours */
#define BIN 256 /* of the pyramid: columns wider than that may take in one more on each side */

static gint16 sound[N_FRAMES * 2];

/* Bursts of noise of any level over a slow wave: left and right differ. */
static void
make_sound (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x7a7e);
  double            level = 0.0;

  for (int i = 0; i < N_FRAMES; i++)
    {
      if (i % 700 == 0)
        level = g_rand_double (rng) * 0.6;
      for (int c = 0; c < 2; c++)
        sound[2 * i + c] = (gint16) (32000.0 * CLAMP (0.35 * sin (i * (c == 0 ? 0.0011 : 0.0007)) + level * g_rand_double_range (rng, -1.0, 1.0), -1.0, 1.0));
    }
}

static void
write_wav (const char *path)
{
  guint32             n = sizeof sound;
  guint8              head[44] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\2\0\x80\xbb\0\0\0\xee\2\0\4\0\x10\0data";
  g_autofree guint8  *bytes = g_malloc (sizeof head + n);

  *(guint32 *) (gpointer) (head + 4) = GUINT32_TO_LE (n + 36);
  *(guint32 *) (gpointer) (head + 40) = GUINT32_TO_LE (n);
  memcpy (bytes, head, sizeof head);
  for (int i = 0; i < N_FRAMES * 2; i++)
    {
      gint16 le = GINT16_TO_LE (sound[i]);

      memcpy (bytes + sizeof head + 2 * i, &le, 2);
    }
  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) (sizeof head + n), NULL));
}

typedef struct
{
  LtWaveSource *source;
  LtWaveTiles  *tiles;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  LtPeaksPool      *pool = lt_peaks_pool_get_default ();
  LtTestDir        *dir = lt_test_dir_new ();
  g_autofree char  *path = g_build_filename (dir, "truth.wav", NULL);

  make_sound ();
  write_wav (path);
  f->source = lt_peaks_pool_get_source (pool, path, 2, 1.0);
  while (lt_peaks_pool_get_state (pool, path) != LT_PEAKS_POOL_READY)
    g_main_context_iteration (NULL, TRUE);
  f->tiles = lt_wave_tiles_new (64 << 20);
  g_object_set_data_full (G_OBJECT (f->tiles), "dir", dir, (GDestroyNotify) lt_test_dir_free);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->tiles);
}

/* (transfer full): the picture, when all of it is there. */
static cairo_surface_t *
draw (Fixture *f, const LtWavePicture *picture)
{
  int              w = (int) picture->area.size.width, h = (int) picture->area.size.height;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);

  for (;;)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      gboolean     whole = lt_wave_tiles_snapshot (f->tiles, snapshot, picture);
      g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);

      if (whole)
        {
          cairo_t *cr = cairo_create (surface);

          gsk_render_node_draw (node, cr);
          cairo_destroy (cr);
          cairo_surface_flush (surface);
          return surface;
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Lowest and highest of channel @c, of the frames from that of @from up to that of @to; 0 outside of the file. */
static void
extremes (int c, double from, double to, double out[2])
{
  gboolean any = FALSE;

  for (int64_t i = (int64_t) floor (from); i < (int64_t) floor (to); i++)
    {
      double v = i >= 0 && i < N_FRAMES ? sound[2 * i + c] / 32768.0 : 0.0;

      out[0] = any ? MIN (out[0], v) : v;
      out[1] = any ? MAX (out[1], v) : v;
      any = TRUE;
    }
}

/* Top and bottom of what is drawn in column @x between @y0 and @y1. */
static gboolean
drawn_span (cairo_surface_t *surface, int x, int y0, int y1, double out[2])
{
  gboolean any = FALSE;

  for (int y = y0; y < y1; y++)
    {
      double cover = (lt_test_pixel (surface, x, y) >> 24) / 255.0;

      if (cover <= 0.02)
        continue;
      if (!any)
        out[0] = y + 1.0 - cover;
      out[1] = y + cover;
      any = TRUE;
    }
  return any;
}

/* What a column of the picture shows of the file: those of its zoom begin at multiples of their width, so that a picture is
   the same wherever it is scrolled to, and lie within half a pixel of their place. */
static void
column_frames (const LtWavePicture *picture, int x, double out[2])
{
  double fpp = exp2 (picture->zoom / 4.0), left = picture->first / fpp;
  int    at = picture->reverse ? (int) picture->area.size.width - 1 - x : x;
  double column = at - rint (-left);

  g_assert_cmpfloat (fabs (column - at - left), <=, 0.5);
  out[0] = column * fpp;
  out[1] = (column + 1.0) * fpp;
}

static void
assert_column (cairo_surface_t *surface, const LtWavePicture *picture, int x, int c)
{
  double h = picture->area.size.height / 2.0, mid = h * (c + 0.5), half = h / 2.0 - 1.0, gain = pow (10.0, picture->gain_db / 20.0);
  double inner[2] = { 0 }, outer[2] = { 0 }, range[2], span[2] = { 0 }, fpp = exp2 (picture->zoom / 4.0);
  double bin = fpp >= BIN ? BIN : 0.0, joined = fpp < JOINED ? fpp : 0.0;

  column_frames (picture, x, range);
  extremes (c, range[0], range[1], inner);
  extremes (c, range[0] - bin - joined, range[1] + bin + joined, outer);
  g_assert_true (drawn_span (surface, x, (int) (h * c), (int) (h * (c + 1)), span));
  if (g_test_verbose ())
    g_test_message ("zoom %d first %.1f reverse %d invert %d gain %.1f column %d channel %d: inner %f %f outer %f %f span %f %f", picture->zoom, picture->first,
                    picture->reverse, picture->invert, picture->gain_db, x, c, inner[0], inner[1], outer[0], outer[1], span[0], span[1]);
  for (int i = 0; i < 2; i++)
    {
      double sign = picture->invert ? -1.0 : 1.0;
      double in = CLAMP (sign * inner[i] * gain, -1.0, 1.0), out = CLAMP (sign * outer[i] * gain, -1.0, 1.0);
      /* the edge that this extreme makes: the highest is the top, but upside down */
      gboolean is_top = (i == 1) != picture->invert;
      double   edge = is_top ? (mid - span[0]) / half : -(span[1] - mid) / half, least = 1.2 / half;

      if (is_top)
        {
          g_assert_cmpfloat (edge, >=, in - least);
          g_assert_cmpfloat (edge, <=, out + least);
        }
      else
        {
          g_assert_cmpfloat (edge, <=, in + least);
          g_assert_cmpfloat (edge, >=, out - least);
        }
    }
}

static LtWavePicture
picture_of (Fixture *f, int zoom, double first)
{
  return (LtWavePicture) { .source = f->source, .zoom = zoom, .first = first, .peak = { 1, 0, 0, 1 }, .rms = { 1, 0, 0, 1 },
                           .area = GRAPHENE_RECT_INIT (0, 0, W, 202) };
}

static void
test_columns (Fixture *f, gconstpointer data)
{
  static const int    zooms[] = { 0, 3, 8, 13, 20, 24, 27, 31, 32, 33, 35 };
  static const double firsts[] = { 0.0, 777.0, 20011.5 }, gains[] = { 0.0, -9.0, 6.0 };
  int                 n = 0;

  for (gsize z = 0; z < G_N_ELEMENTS (zooms); z++)
    for (gsize i = 0; i < G_N_ELEMENTS (firsts); i++, n++)
      {
        LtWavePicture    picture = picture_of (f, zooms[z], firsts[i]);
        cairo_surface_t *surface;

        picture.gain_db = gains[n % 3];
        picture.reverse = n % 2;
        picture.invert = n / 2 % 2;
        surface = draw (f, &picture);
        for (int x = 2; x < W - 2; x++)
          for (int c = 0; c < 2; c++)
            assert_column (surface, &picture, x, c);
        cairo_surface_destroy (surface);
      }
}

/* Close: a dot a sample, where its frame begins; backwards too. */
static void
test_samples (Fixture *f, gconstpointer data)
{
  for (int zoom = -24; zoom <= -12; zoom += 4)
    for (int way = 0; way < 4; way++)
      {
        LtWavePicture    picture = picture_of (f, zoom, 5000.0 + way);
        double           px = exp2 (-zoom / 4.0), half = 202 / 4.0 - 1.0;
        int              n = (int) (W / px);
        cairo_surface_t *surface;

        picture.reverse = way & 1;
        picture.invert = way & 2;
        surface = draw (f, &picture);
        for (int j = 1; j < n - 1; j++)
          for (int c = 0; c < 2; c++)
            {
              int    frame = 5000 + way + (picture.reverse ? n - 1 - j : j); /* the one that sounds @j frames from the left */
              double shift = picture.reverse ? W - n * px : 0.0;
              double v = sound[2 * frame + c] / 32768.0 * (picture.invert ? -1.0 : 1.0), y = 202 / 4.0 + c * 202 / 2.0 - v * half, x = j * px + shift;

              if (x < 1 || x > W - 2)
                continue;
              g_assert_cmpuint (lt_test_pixel (surface, x, y) >> 24, >, 128);
            }
        cairo_surface_destroy (surface);
      }
}

/* A dot's place is told from its neighbours': halfway between two samples there is none at their height. */
static void
test_stems_are_at_samples (Fixture *f, gconstpointer data)
{
  LtWavePicture    picture = picture_of (f, -24, 5000.0);
  cairo_surface_t *surface = draw (f, &picture);
  int              stems = 0, between = 0, n = 0;

  for (int j = 1; j < W / 64 - 1; j++)
    {
      double v = sound[2 * (5000 + j)] / 32768.0, half = 202 / 4.0 - 1.0, y = 202 / 4.0 - v * half / 2.0;

      if (fabs (v) < 0.1)
        continue;
      n++;
      stems += lt_test_pixel (surface, j * 64, y) >> 24 > 40;
      between += lt_test_pixel (surface, j * 64 + 20, 202 / 4.0 - v * half / 8.0) >> 24 > 40 && lt_test_pixel (surface, j * 64 + 44, 202 / 4.0 - v * half / 8.0) >> 24 > 40;
    }
  g_assert_cmpint (n, >, 2);
  g_assert_cmpint (stems, ==, n);
  g_assert_cmpint (between, <, n);
  cairo_surface_destroy (surface);
}

/* Lower than 40 px both channels share a row: the extremes of both. */
static void
test_folded (Fixture *f, gconstpointer data)
{
  LtWavePicture    picture = picture_of (f, 16, 3000.0);
  cairo_surface_t *surface;

  picture.area.size.height = LT_WAVE_DRAW_FOLD_PX - 1;
  surface = draw (f, &picture);
  for (int x = 2; x < W - 2; x++)
    {
      double range[2], left[2] = { 0 }, right[2] = { 0 }, span[2] = { 0 }, half = picture.area.size.height / 2.0 - 1.0, mid = picture.area.size.height / 2.0;

      column_frames (&picture, x, range);
      extremes (0, range[0], range[1], left);
      extremes (1, range[0], range[1], right);
      g_assert_true (drawn_span (surface, x, 0, (int) picture.area.size.height, span));
      g_assert_cmpfloat ((mid - span[0]) / half, >=, MAX (left[1], right[1]) - 1.2 / half);
      g_assert_cmpfloat ((mid - span[1]) / half, <=, MIN (left[0], right[0]) + 1.2 / half);
    }
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add ("/app/wave-truth/columns", Fixture, NULL, set_up, test_columns, tear_down);
  g_test_add ("/app/wave-truth/samples", Fixture, NULL, set_up, test_samples, tear_down);
  g_test_add ("/app/wave-truth/stems", Fixture, NULL, set_up, test_stems_are_at_samples, tear_down);
  g_test_add ("/app/wave-truth/folded", Fixture, NULL, set_up, test_folded, tear_down);
  return g_test_run ();
}
