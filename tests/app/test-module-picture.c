// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture of a card: the limiter's has the level behind what it takes away, and is still when all is still.
// Layer: tests.

#include "app/master/module-picture.h"
#include "app/widgets/palette.h"

#include <math.h>

#define WIDTH 100
#define HEIGHT 48

/* How bright the middle of the picture is at a share of its height. */
static guint
light_at (const LtModulePicture *picture, const LtSlot *slot, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t         *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_paint (cr);
  lt_module_picture_draw (picture, slot, 48000.0, cr, WIDTH, HEIGHT);
  cairo_surface_flush (surface);
  const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface) + (int) ((1.0 - height) * HEIGHT) * cairo_image_surface_get_stride (surface));
  guint          light = (row[WIDTH / 2] >> 8) & 0xff;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return light;
}

static void
test_level (void)
{
  const LtFxType *type = lt_fx_find ("limit");
  float           values[LT_FX_MAX_PARAMS], readouts[LT_FX_MAX_READOUTS] = { 0.0f };
  LtSlot          slot = { .effect = (char *) "limit", .type = type, .values = values };
  LtModulePicture picture = { { 0 } };

  lt_palette_set_theme (TRUE, FALSE);
  lt_fx_defaults (type, values);
  g_assert_false (lt_module_picture_push (&picture, type, readouts, -INFINITY));
  for (guint i = 0; i < LT_MODULE_PICTURE_HISTORY; i++)
    g_assert_true (lt_module_picture_push (&picture, type, readouts, -12.0)); /* half of the height */
  g_assert_cmpuint (light_at (&picture, &slot, 0.25), >, 40);
  g_assert_cmpuint (light_at (&picture, &slot, 0.75), <, 10);
  for (guint i = 0; i < LT_MODULE_PICTURE_HISTORY; i++)
    g_assert_true (lt_module_picture_push (&picture, type, NULL, -12.0)); /* nothing plays: it runs out */
  g_assert_false (lt_module_picture_push (&picture, type, NULL, -12.0));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/module-picture/level", test_level);
  return g_test_run ();
}
