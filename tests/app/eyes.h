// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Eyes for tests of widgets: the widgets below another one, and the pixels that one draws.
// Layer: tests.

#pragma once

#include <gtk/gtk.h>

static inline GtkWidget *
lt_test_find_after (GtkWidget *root, GType type, int *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = lt_test_find_after (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The @n-th widget of @type at or below @root, in depth first order; NULL: there are fewer. */
static inline GtkWidget *
lt_test_find (GtkWidget *root, GType type, int n)
{
  return lt_test_find_after (root, type, &n);
}

/* (transfer full): what @widget draws, as large as it is. */
static inline cairo_surface_t *
lt_test_picture (GtkWidget *widget)
{
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (GskRenderNode) node = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static inline guint32
lt_test_pixel (cairo_surface_t *surface, double x, double y)
{
  const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface));

  return row[(int) x];
}
