// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The palette: text is readable on its surface in both themes, and CSS has every colour.
// Layer: tests.

#include "app/widgets/palette.h"

#include <math.h>

static double
linear (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

/* Relative luminance, WCAG 2.1. */
static double
luminance (const GdkRGBA *c)
{
  return 0.2126 * linear (c->red) + 0.7152 * linear (c->green) + 0.0722 * linear (c->blue);
}

static double
contrast (LtColour a, LtColour b)
{
  double x = luminance (lt_palette_get (a)), y = luminance (lt_palette_get (b));

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

static void
test_text_is_readable (void)
{
  static const LtColour texts[] = { LT_COLOUR_FG, LT_COLOUR_FG2, LT_COLOUR_FG3, LT_COLOUR_OK, LT_COLOUR_WARN, LT_COLOUR_BAD };
  static const LtColour surfaces[] = { LT_COLOUR_WINDOW, LT_COLOUR_VIEW, LT_COLOUR_HEAD, LT_COLOUR_PANEL, LT_COLOUR_BUS, LT_COLOUR_WELL };

  for (int dark = 0; dark < 2; dark++)
    {
      lt_palette_set_theme (dark, FALSE);
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        for (gsize k = 0; k < G_N_ELEMENTS (surfaces); k++)
          g_assert_cmpfloat (contrast (texts[i], surfaces[k]), >=, 4.5);
      g_assert_cmpfloat (contrast (LT_COLOUR_FG2_RAISED, LT_COLOUR_RAISED), >=, 4.5);
      g_assert_cmpfloat (contrast (LT_COLOUR_FG3_RAISED, LT_COLOUR_RAISED), >=, 4.5);
    }
}

static void
test_themes_differ_and_count (void)
{
  guint   before;
  GdkRGBA dark;

  lt_palette_set_theme (TRUE, FALSE);
  before = lt_palette_get_serial ();
  dark = *lt_palette_get (LT_COLOUR_WINDOW);
  lt_palette_set_theme (TRUE, FALSE);
  g_assert_cmpuint (lt_palette_get_serial (), ==, before);
  lt_palette_set_theme (FALSE, FALSE);
  g_assert_cmpuint (lt_palette_get_serial (), >, before);
  g_assert_false (gdk_rgba_equal (&dark, lt_palette_get (LT_COLOUR_WINDOW)));
  lt_palette_set_theme (FALSE, TRUE);
  g_assert_true (gdk_rgba_equal (lt_palette_get (LT_COLOUR_FG3), lt_palette_get (LT_COLOUR_FG)));
}

static void
test_css_parses (void)
{
  g_autofree char *css = lt_palette_dup_css ();
  g_auto (GStrv) lines = g_strsplit (g_strchomp (css), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, LT_N_COLOURS + LT_PALETTE_N_TRACKS);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", 3);
      GdkRGBA        colour;

      g_assert_true (g_str_has_prefix (words[1], "lathe_"));
      words[2][strlen (words[2]) - 1] = '\0';
      g_assert_true (gdk_rgba_parse (&colour, words[2]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/palette/text-is-readable", test_text_is_readable);
  g_test_add_func ("/app/palette/themes", test_themes_differ_and_count);
  g_test_add_func ("/app/palette/css", test_css_parses);
  return g_test_run ();
}
