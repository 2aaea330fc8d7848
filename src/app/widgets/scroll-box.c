// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A viewport that is moved; when all fits in, the wheel is for what is around it.
// Layer: app/widgets.

#include "app/widgets/scroll-box.h"

#define WHEEL_STEP 20.0 /* px */

struct _LtScrollBox
{
  GtkWidget parent_instance;

  GtkOrientation orientation;
  GtkWidget     *viewport;
};

G_DEFINE_FINAL_TYPE (LtScrollBox, lt_scroll_box, GTK_TYPE_WIDGET)

static GtkAdjustment *
adjustment_of (LtScrollBox *self)
{
  GtkScrollable *scrollable = GTK_SCROLLABLE (self->viewport);

  return self->orientation == GTK_ORIENTATION_VERTICAL ? gtk_scrollable_get_vadjustment (scrollable) : gtk_scrollable_get_hadjustment (scrollable);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, LtScrollBox *self)
{
  GtkAdjustment *adjustment = adjustment_of (self);
  double         step = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL ? WHEEL_STEP : 1.0;
  double         by = self->orientation == GTK_ORIENTATION_VERTICAL ? dy : dx;

  if (by == 0.0 || gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by * step);
  return GDK_EVENT_STOP;
}

static void
lt_scroll_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  LtScrollBox *self = LT_SCROLL_BOX (widget);

  gtk_widget_measure (self->viewport, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == self->orientation)
    *minimum = *natural = 0;
}

static void
lt_scroll_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (LT_SCROLL_BOX (widget)->viewport, width, height, -1, NULL);
}

static void
lt_scroll_box_dispose (GObject *object)
{
  g_clear_pointer (&LT_SCROLL_BOX (object)->viewport, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_scroll_box_parent_class)->dispose (object);
}

static void
lt_scroll_box_class_init (LtScrollBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_scroll_box_dispose;
  widget_class->measure = lt_scroll_box_measure;
  widget_class->size_allocate = lt_scroll_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "scrollbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_scroll_box_init (LtScrollBox *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->viewport = gtk_viewport_new (NULL, NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->viewport, GTK_WIDGET (self));
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
}

GtkWidget *
lt_scroll_box_new (GtkOrientation orientation, GtkWidget *child)
{
  LtScrollBox *self = g_object_new (LT_TYPE_SCROLL_BOX, NULL);

  self->orientation = orientation;
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), child);
  return GTK_WIDGET (self);
}
