// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture is drawn again when columns, size or theme change; frame and playhead are nodes above it.
// Layer: app/widgets.

#include "app/widgets/overview.h"

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/row-hands.h"

#include <glib/gi18n.h>
#include <math.h>

#define HANDLE_PX 6.0
#define LEAST_PX 8.0

typedef enum
{
  DRAG_NONE,
  DRAG_FRAME,
  DRAG_LEFT,
  DRAG_RIGHT,
} Drag;

struct _LtOverview
{
  GtkWidget parent_instance;

  double      length, from, to, position;
  float      *peak, *rms;
  guint       n_columns;
  GskRenderNode *picture;
  guint       picture_serial;
  int         picture_width, picture_height;

  Drag   drag;
  double drag_from, drag_to;
};

G_DEFINE_FINAL_TYPE (LtOverview, lt_overview, GTK_TYPE_WIDGET)

enum
{
  VIEW,
  FIT,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static double
x_of (LtOverview *self, double place)
{
  return self->length > 0.0 ? place / self->length * gtk_widget_get_width (GTK_WIDGET (self)) : 0.0;
}

static double
place_of (LtOverview *self, double x)
{
  return x / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1) * self->length;
}

/* --- drawing --- */

static void
draw_row (LtOverview *self, cairo_t *cr, const float *levels, int w, int h)
{
  for (int x = 0; x < w; x++)
    {
      guint first = (guint) ((double) x / w * self->n_columns), last = (guint) ((double) (x + 1) / w * self->n_columns);
      float level = 0.0f;

      for (guint i = first; i < MAX (last, first + 1) && i < self->n_columns; i++)
        level = MAX (level, levels[i]);
      double half = CLAMP (level, 0.0f, 1.0f) * (h / 2.0 - 4.0);
      cairo_rectangle (cr, x, h / 2.0 - MAX (half, 0.5), 1, MAX (2.0 * half, 1.0));
    }
  cairo_fill (cr);
}

static void
make_picture (LtOverview *self, int w, int h)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
  cairo_t         *cr = cairo_create (surface);
  gboolean         dark = lt_palette_is_dark ();
  GdkRGBA          peak = dark ? (GdkRGBA) { 0.365f, 0.365f, 0.365f, 1 } : (GdkRGBA) { 0.741f, 0.741f, 0.741f, 1 };
  GdkRGBA          rms = dark ? (GdkRGBA) { 0.553f, 0.553f, 0.553f, 1 } : (GdkRGBA) { 0.561f, 0.561f, 0.561f, 1 };

  gdk_cairo_set_source_rgba (cr, &peak);
  draw_row (self, cr, self->peak, w, h);
  gdk_cairo_set_source_rgba (cr, &rms);
  draw_row (self, cr, self->rms, w, h);
  cairo_destroy (cr);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  self->picture = lt_draw_surface_to_node (surface, 0, 0);
  self->picture_serial = lt_palette_get_serial ();
  self->picture_width = w;
  self->picture_height = h;
}

static void
append_frame (LtOverview *self, GtkSnapshot *snapshot, float w, float h)
{
  float          a = (float) x_of (self, self->from), b = MIN ((float) x_of (self, self->to), w);
  gboolean       dark = lt_palette_is_dark ();
  GdkRGBA        veil = dark ? (GdkRGBA) { 0, 0, 0, 0.45f } : (GdkRGBA) { 1, 1, 1, 0.6f };
  GdkRGBA        edge = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.55);
  GskRoundedRect frame, handle;

  b = MAX (b, a + (float) LEAST_PX);
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (0, 0, a, h));
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (b, 0, MAX (w - b, 0), h));
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (a, 0.5f, b - a, h - 1), 4);
  gtk_snapshot_append_border (snapshot, &frame, (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f }, (GdkRGBA[4]) { edge, edge, edge, edge });
  for (int i = 0; i < 2; i++)
    {
      float x = i == 0 ? a - 1.5f : b - 2.5f;

      gsk_rounded_rect_init_from_rect (&handle, &GRAPHENE_RECT_INIT (x, h / 2 - 7, 4, 14), 2);
      gtk_snapshot_push_rounded_clip (snapshot, &handle);
      gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_FG2), &handle.bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
lt_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtOverview *self = LT_OVERVIEW (widget);
  int         w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget);

  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_WELL), &GRAPHENE_RECT_INIT (0, 0, (float) w, (float) h));
  if (self->length <= 0.0 || w < 1 || h < 1)
    return;
  if (self->n_columns > 0)
    {
      if (self->picture == NULL || self->picture_width != w || self->picture_height != h || self->picture_serial != lt_palette_get_serial ())
        make_picture (self, w, h);
      gtk_snapshot_append_node (snapshot, self->picture);
    }
  append_frame (self, snapshot, (float) w, (float) h);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_FG), &GRAPHENE_RECT_INIT (floorf ((float) x_of (self, self->position)), 0, 1, (float) h));
}

/* --- handling --- */

static void
choose (LtOverview *self, double from, double to)
{
  double least = place_of (self, LEAST_PX);

  if (self->drag == DRAG_LEFT)
    from = CLAMP (from, 0.0, MAX (to - least, 0.0));
  else if (self->drag == DRAG_RIGHT)
    to = CLAMP (to, from + least, MAX (self->length, from + least));
  else
    {
      double width = to - from;

      from = CLAMP (from, 0.0, MAX (self->length - width, 0.0));
      to = from + width;
    }
  g_signal_emit (self, signals[VIEW], 0, from, to);
}

static Drag
hit (LtOverview *self, double x)
{
  double a = x_of (self, self->from), b = MAX (x_of (self, self->to), a + LEAST_PX);

  if (fabs (x - a) <= HANDLE_PX)
    return DRAG_LEFT;
  if (fabs (x - b) <= HANDLE_PX)
    return DRAG_RIGHT;
  return x > a && x < b ? DRAG_FRAME : DRAG_NONE;
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, LtOverview *self)
{
  self->drag = hit (self, x);
  if (self->drag == DRAG_NONE)
    {
      double half = (self->to - self->from) / 2.0, middle = place_of (self, x);

      choose (self, middle - half, middle + half);
      self->drag = DRAG_FRAME;
    }
  self->drag_from = self->from;
  self->drag_to = self->to;
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtOverview *self)
{
  double by = place_of (self, dx);

  choose (self, self->drag == DRAG_RIGHT ? self->drag_from : self->drag_from + by, self->drag == DRAG_LEFT ? self->drag_to : self->drag_to + by);
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, LtOverview *self)
{
  if (n_press == 2)
    g_signal_emit (self, signals[FIT], 0);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtOverview *self)
{
  Drag over = hit (self, x);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), over == DRAG_LEFT || over == DRAG_RIGHT ? "ew-resize" : over == DRAG_FRAME ? "grab" : NULL);
}

/* To the sides and by page: a quarter of what is seen; up and down: more and less of the song, about its middle. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtOverview *self)
{
  double seen = self->to - self->from, by = seen / 4.0;

  self->drag = DRAG_FRAME;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Page_Up:
      choose (self, self->from - by, self->to - by);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_Page_Down:
      choose (self, self->from + by, self->to + by);
      return TRUE;
    case GDK_KEY_Up:
      choose (self, self->from - by / 2.0, self->to + by / 2.0);
      return TRUE;
    case GDK_KEY_Down:
      choose (self, self->from + by / 2.0, self->to - by / 2.0);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- the class --- */

static void
lt_overview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : 24;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 400 : 42;
}

static void
lt_overview_finalize (GObject *object)
{
  LtOverview *self = LT_OVERVIEW (object);

  g_free (self->peak);
  g_free (self->rms);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  G_OBJECT_CLASS (lt_overview_parent_class)->finalize (object);
}

static void
lt_overview_class_init (LtOverviewClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = lt_overview_finalize;
  widget->snapshot = lt_overview_snapshot;
  widget->measure = lt_overview_measure;
  signals[VIEW] = g_signal_new ("view", LT_TYPE_OVERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[FIT] = g_signal_new ("fit", LT_TYPE_OVERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget, "overview");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_SCROLLBAR);
}

static void
lt_overview_init (LtOverview *self)
{
  LtRowHands hands = {
    .begin = G_CALLBACK (on_begin),
    .update = G_CALLBACK (on_update),
    .click = G_CALLBACK (on_click),
    .motion = G_CALLBACK (on_motion),
    .key = G_CALLBACK (on_key),
  };

  lt_row_hands_add (GTK_WIDGET (self), &hands);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Overview of the song"), -1);
}

GtkWidget *
lt_overview_new (void)
{
  return g_object_new (LT_TYPE_OVERVIEW, NULL);
}

void
lt_overview_set_length (LtOverview *self, double length)
{
  if (self->length == length)
    return;
  self->length = length;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tell_view (LtOverview *self)
{
  double length = MAX (self->length, 1.0);
  /* Translators: the part of the song that is seen, from 0 to 100 %. */
  g_autofree char *name = g_strdup_printf (_ ("Overview of the song, %.0f to %.0f %%"), 100.0 * self->from / length, 100.0 * MIN (self->to / length, 1.0));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
lt_overview_set_view (LtOverview *self, double from, double to)
{
  if (self->from == from && self->to == to)
    return;
  self->from = from;
  self->to = to;
  tell_view (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, self->length,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, from, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_overview_set_position (LtOverview *self, double position)
{
  gboolean same = floor (x_of (self, self->position)) == floor (x_of (self, position));

  self->position = position;
  if (!same)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_overview_set_columns (LtOverview *self, const float *peak, const float *rms, guint n)
{
  g_free (self->peak);
  g_free (self->rms);
  self->peak = g_memdup2 (peak, n * sizeof *peak);
  self->rms = g_memdup2 (rms, n * sizeof *rms);
  self->n_columns = n;
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
