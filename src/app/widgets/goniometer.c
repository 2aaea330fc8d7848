// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Older points are fainter; the frame is a picture that is kept.
// Layer: app/widgets.

#include "app/widgets/goniometer.h"

#include "app/widgets/draw.h"

#include <glib/gi18n.h>
#include <math.h>

#define SIDE 136
#define LIGHT 0.25 /* of one passing */
#define WORDS_MS 500
#define MOST 1920u

struct _LtGoniometer
{
  GtkWidget parent_instance;

  LtGoniometerPoint points[MOST];
  guint             n;
  gboolean          half;
  double            correlation; /* NAN: not known */
  guint             words_source;

  GskRenderNode *ground; /* as it was drawn for: */
  int            drawn_size, drawn_scale;
  guint          drawn_serial;
};

G_DEFINE_FINAL_TYPE (LtGoniometer, lt_goniometer, GTK_TYPE_WIDGET)

/* Quiet music is seen too: the radius is the level's root. */
static void
place (LtGoniometer *self, const LtGoniometerPoint *point, double size, double *x, double *y)
{
  double r = hypot (point->side, point->mid), grow = r > 0.0 ? sqrt (MIN (r, 1.4) / 1.4) / r : 0.0;
  double mid = point->mid * grow, side = point->side * grow;

  *x = size / 2 + side * size / 2 * 0.92;
  *y = self->half ? size * 0.95 - fabs (mid) * size * 0.88 : size / 2 - mid * size / 2 * 0.92;
}

static void
draw_frame (LtGoniometer *self, cairo_t *cr, double size)
{
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  if (self->half)
    {
      cairo_arc (cr, size / 2, size * 0.95, size * 0.46, G_PI, 0);
      cairo_move_to (cr, size / 2, size * 0.95);
      cairo_line_to (cr, size * 0.17, size * 0.62);
      cairo_move_to (cr, size / 2, size * 0.95);
      cairo_line_to (cr, size * 0.83, size * 0.62);
    }
  else
    {
      cairo_move_to (cr, size / 2, size * 0.06);
      cairo_line_to (cr, size * 0.94, size / 2);
      cairo_line_to (cr, size / 2, size * 0.94);
      cairo_line_to (cr, size * 0.06, size / 2);
      cairo_close_path (cr);
      cairo_move_to (cr, size / 2, size * 0.06);
      cairo_line_to (cr, size / 2, size * 0.94);
    }
  cairo_stroke (cr);
}

/* (transfer full): what stays while size, mode and theme do. */
static GskRenderNode *
draw_ground (LtGoniometer *self, double size)
{
  GtkWidget      *widget = GTK_WIDGET (self);
  GtkSnapshot    *snapshot = gtk_snapshot_new ();
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) size, (float) size);
  LtDrawFont      font = { 10, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };
  cairo_t        *cr;

  lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_WELL), &box, 6);
  cr = gtk_snapshot_append_cairo (snapshot, &box);
  draw_frame (self, cr, size);
  cairo_destroy (cr);
  lt_draw_text (widget, snapshot, "L", &font, 14, self->half ? size * 0.55 : 14);
  lt_draw_text (widget, snapshot, "R", &font, size - 14, self->half ? size * 0.55 : 14);
  return lt_draw_flatten (widget, gtk_snapshot_free_to_node (snapshot));
}

typedef struct
{
  guchar *pixels;
  int     stride, size;
} Mask;

static void
add (Mask *mask, int x, int y, double light)
{
  guchar *at = mask->pixels + y * mask->stride + x;

  *at = (guchar) MIN (255, *at + (int) light);
}

/* A spot of @light, shared by the four pixels that it lies on. */
static void
add_spot (Mask *mask, double x, double y, double light)
{
  int    left = (int) x, top = (int) y;
  double right = x - left, below = y - top;

  if (x < 0.0 || y < 0.0 || left >= mask->size - 1 || top >= mask->size - 1)
    return;
  add (mask, left, top, light * (1.0 - right) * (1.0 - below));
  add (mask, left + 1, top, light * right * (1.0 - below));
  add (mask, left, top + 1, light * (1.0 - right) * below);
  add (mask, left + 1, top + 1, light * right * below);
}

static void
add_line (Mask *mask, double x0, double y0, double x1, double y1, double light)
{
  double length = MAX (fabs (x1 - x0), fabs (y1 - y0));
  int    n = MAX (1, (int) ceil (length));

  light *= MIN (1.0, length + 0.1);
  for (int i = 0; i < n; i++)
    add_spot (mask, x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n, light);
}

/* Light adds up where the trace is often, as on a screen of phosphor. Thousands of short lines are too much for cairo. */
static void
draw_trace (LtGoniometer *self, GtkSnapshot *snapshot, double size)
{
  int              scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) size * scale, (int) size * scale);
  Mask             mask = { cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface), (int) size * scale };
  double           x0 = 0.0, y0 = 0.0, x1, y1;
  cairo_t         *cr;

  cairo_surface_flush (surface);
  for (guint i = 0; i < self->n; i++)
    {
      place (self, &self->points[i], size * scale, &x1, &y1);
      if (i > 0)
        add_line (&mask, x0, y0, x1, y1, 255.0 * LIGHT * (0.25 + 0.75 * i / self->n));
      x0 = x1;
      y0 = y1;
    }
  cairo_surface_mark_dirty (surface);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) size, (float) size));
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_mask_surface (cr, surface, 0, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
lt_goniometer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtGoniometer *self = LT_GONIOMETER (widget);
  int           size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget)), scale = gtk_widget_get_scale_factor (widget);

  if (self->ground == NULL || self->drawn_size != size || self->drawn_scale != scale || self->drawn_serial != lt_palette_get_serial ())
    {
      g_clear_pointer (&self->ground, gsk_render_node_unref);
      self->ground = draw_ground (self, size);
      self->drawn_size = size;
      self->drawn_scale = scale;
      self->drawn_serial = lt_palette_get_serial ();
    }
  if (self->ground != NULL)
    gtk_snapshot_append_node (snapshot, self->ground);
  if (self->n > 1)
    draw_trace (self, snapshot, size);
}

static void
lt_goniometer_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = SIDE;
  *minimum_baseline = *natural_baseline = -1;
}

/* --- words --- */

static void
tell (gpointer data)
{
  LtGoniometer    *self = data;
  const char      *mode = self->half ? _ ("half polar") : _ ("diamond");
  g_autofree char *words = NULL;

  self->words_source = 0;
  if (isfinite (self->correlation))
    /* Translators: the correlation of left and right, then how the picture is drawn: "half polar" or "diamond". */
    words = g_strdup_printf (_ ("Correlation %s%.2f, %s"), self->correlation < -0.005 ? "\u2212" : "", fabs (self->correlation), mode);
  else
    words = g_strdup_printf (_ ("No correlation, %s"), mode);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
change_mode (LtGoniometer *self)
{
  self->half = !self->half;
  g_clear_pointer (&self->ground, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell (self);
}

/* --- hands --- */

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, LtGoniometer *self)
{
  change_mode (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtGoniometer *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  change_mode (self);
  return GDK_EVENT_STOP;
}

static void
lt_goniometer_dispose (GObject *object)
{
  g_clear_handle_id (&LT_GONIOMETER (object)->words_source, g_source_remove);
  g_clear_pointer (&LT_GONIOMETER (object)->ground, gsk_render_node_unref);
  G_OBJECT_CLASS (lt_goniometer_parent_class)->dispose (object);
}

static void
lt_goniometer_class_init (LtGoniometerClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_goniometer_dispose;
  widget->snapshot = lt_goniometer_snapshot;
  widget->measure = lt_goniometer_measure;
  gtk_widget_class_set_css_name (widget, "goniometer");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lt_goniometer_init (LtGoniometer *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->correlation = NAN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Stereo image of the last moment. Click, or Enter: diamond or half polar."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stereo image"), -1);
  tell (self);
}

GtkWidget *
lt_goniometer_new (void)
{
  return g_object_new (LT_TYPE_GONIOMETER, NULL);
}

void
lt_goniometer_set_points (LtGoniometer *self, const LtGoniometerPoint *points, guint n)
{
  guint kept = MIN (n, MOST);

  if (kept == 0 && self->n == 0)
    return;
  memcpy (self->points, points + (n - kept), kept * sizeof *points);
  self->n = kept;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_goniometer_set_correlation (LtGoniometer *self, double correlation)
{
  if (self->correlation == correlation || (isnan (self->correlation) && isnan (correlation)))
    return;
  self->correlation = correlation;
  if (self->words_source == 0)
    self->words_source = g_timeout_add_once (WORDS_MS, tell, self);
}
