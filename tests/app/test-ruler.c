// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ruler, overview, playhead: what they draw where.
// Layer: tests.

#include "app/widgets/overview.h"
#include "app/widgets/palette.h"
#include "app/widgets/playhead.h"
#include "app/widgets/ruler.h"

#include <math.h>

typedef struct
{
  GtkWidget *window;
  guint8    *pixels;
  int        width, height;
} Shot;

/* The widget in a window of its own, drawn; not smaller than its natural size. */
static Shot
shoot (GtkWidget *widget, int width, int height)
{
  Shot shot = { .window = gtk_window_new (), .width = width, .height = height };

  gtk_widget_set_size_request (widget, width, height);
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (shot.window), widget);
  gtk_window_present (GTK_WINDOW (shot.window));
  while (gtk_widget_get_width (widget) != width)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);

  g_autoptr (GdkPaintable)  paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot              *snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  g_autoptr (GdkTexture)    texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (shot.window)), node,
                                                                   &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  shot.pixels = g_malloc0 ((gsize) width * (gsize) height * 4);
  gdk_texture_download (texture, shot.pixels, (gsize) width * 4);
  return shot;
}

static void
shot_clear (Shot *shot)
{
  gtk_window_destroy (GTK_WINDOW (shot->window));
  g_free (shot->pixels);
}

static gboolean
is_colour (const Shot *shot, int x, int y, const GdkRGBA *colour)
{
  const guint8 *p = shot->pixels + ((gsize) y * (gsize) shot->width + (gsize) x) * 4; /* BGRA */

  return fabs (p[2] - colour->red * 255.0) < 3.0 && fabs (p[1] - colour->green * 255.0) < 3.0 && fabs (p[0] - colour->blue * 255.0) < 3.0;
}

static void
test_loop_is_where_it_plays (void)
{
  LtTimeScale scale = { .rate_hz = 48000.0, .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4, .zoom = 40 }; /* 1024 frames a pixel */
  GtkWidget  *ruler = lt_ruler_new ();

  lt_ruler_set_scale (LT_RULER (ruler), &scale);
  lt_ruler_set_loop (LT_RULER (ruler), TRUE, 100 * 1024.0, 200 * 1024.0);
  Shot shot = shoot (ruler, 400, LT_RULER_HEIGHT);
  g_assert_true (is_colour (&shot, 150, 1, lt_palette_get (LT_COLOUR_ACCENT_LINE)));
  g_assert_true (is_colour (&shot, 101, 1, lt_palette_get (LT_COLOUR_ACCENT_LINE)));
  g_assert_true (is_colour (&shot, 98, 1, lt_palette_get (LT_COLOUR_WINDOW)));
  g_assert_true (is_colour (&shot, 202, 1, lt_palette_get (LT_COLOUR_WINDOW)));
  shot_clear (&shot);
}

static void
test_sections_have_their_extent (void)
{
  LtTimeScale         scale = { .rate_hz = 48000.0, .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4, .zoom = 40 };
  const LtRulerMarker markers[] = { { 1, "", 100 * 1024.0, 100 * 1024.0 } };
  GtkWidget          *ruler = lt_ruler_new ();
  int                 y = LT_RULER_HEIGHT - LT_RULER_MARKERS_HEIGHT / 2;

  lt_ruler_set_scale (LT_RULER (ruler), &scale);
  lt_ruler_set_markers (LT_RULER (ruler), markers, 1);
  Shot shot = shoot (ruler, 400, LT_RULER_HEIGHT);
  g_assert_false (is_colour (&shot, 150, y, lt_palette_get (LT_COLOUR_WINDOW)));
  g_assert_true (is_colour (&shot, 97, y, lt_palette_get (LT_COLOUR_WINDOW)));
  g_assert_true (is_colour (&shot, 203, y, lt_palette_get (LT_COLOUR_WINDOW)));
  shot_clear (&shot);
}

static void
test_playhead_is_one_line (void)
{
  GtkWidget *playhead = lt_playhead_new (TRUE);
  GdkRGBA    white = { 1, 1, 1, 1 };

  lt_playhead_set_x (LT_PLAYHEAD (playhead), 60.4);
  Shot shot = shoot (playhead, 120, 50);
  g_assert_true (is_colour (&shot, 60, 40, &white));
  g_assert_false (is_colour (&shot, 59, 40, &white));
  g_assert_false (is_colour (&shot, 61, 40, &white));
  g_assert_true (is_colour (&shot, 57, 2, &white)); /* the cap */
  g_assert_false (gtk_widget_get_can_target (playhead));
  shot_clear (&shot);
}

static void
test_overview_veils_what_is_not_seen (void)
{
  GtkWidget  *overview = lt_overview_new ();
  const float full[] = { 1.0f, 1.0f, 1.0f, 1.0f };

  lt_overview_set_length (LT_OVERVIEW (overview), 100.0);
  lt_overview_set_view (LT_OVERVIEW (overview), 50.0, 75.0);
  lt_overview_set_columns (LT_OVERVIEW (overview), full, full, 4);
  Shot          shot = shoot (overview, 400, 42);
  const guint8 *inside = shot.pixels + (20 * 400 + 250) * 4, *outside = shot.pixels + (20 * 400 + 80) * 4;
  g_assert_cmpint (inside[0], >, outside[0] + 40);
  shot_clear (&shot);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  lt_palette_set_theme (TRUE, FALSE);
  g_test_add_func ("/app/ruler/loop", test_loop_is_where_it_plays);
  g_test_add_func ("/app/ruler/sections", test_sections_have_their_extent);
  g_test_add_func ("/app/ruler/playhead", test_playhead_is_one_line);
  g_test_add_func ("/app/ruler/overview", test_overview_veils_what_is_not_seen);
  return g_test_run ();
}
