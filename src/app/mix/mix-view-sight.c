// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The row that scrolls: what is in sight of it, and what is brought there.
// Layer: app.

#include "app/mix/mix-view-private.h"

#define WHEEL_STEP 90.0
#define SIGHT_MORE 8.0 /* px around the view that count as in sight: the row's padding is among them */
#define REVEAL_MORE 24.0 /* px beside a strip that is brought in sight: more than the shadow at the edge */
#define USUAL_WIDTH 1440.0 /* of a view that has never been laid out */

static GtkAdjustment *
across_of (LtMixView *self)
{
  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

void
lt_mix_view_look (LtMixView *self)
{
  double from = gtk_adjustment_get_value (across_of (self)), size = gtk_adjustment_get_page_size (across_of (self));

  lt_strip_row_set_sight (self->row, from - SIGHT_MORE, from + (size > 0.0 ? size : USUAL_WIDTH) + SIGHT_MORE);
}

static void
on_scrolled (LtMixView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  lt_mix_view_look (self);
  lt_mix_view_follow_sound (self);
}

static void
scroll_to (LtMixView *self, LtId strip_id)
{
  double from, to;

  self->is_revealing = FALSE;
  if (!lt_strip_row_get_extent (self->row, strip_id, &from, &to))
    return;
  self->is_revealing = to > gtk_adjustment_get_upper (across_of (self)); /* again when the row is laid out as wide as it is now */
  gtk_adjustment_clamp_page (across_of (self), from - REVEAL_MORE, to + REVEAL_MORE);
}

static gboolean
on_look (gpointer data)
{
  LtMixView *self = data;

  self->sight_source = 0;
  if (self->is_revealing)
    scroll_to (self, self->revealed);
  on_scrolled (self);
  return G_SOURCE_REMOVE;
}

/* Strips must not be built while the view is laid out. */
static void
on_sight_size (LtMixView *self)
{
  if (self->sight_source == 0)
    self->sight_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_look, self, NULL);
}

static gboolean
on_reveal (gpointer data)
{
  LtMixView *self = data;

  self->reveal_source = 0;
  scroll_to (self, self->revealed);
  return G_SOURCE_REMOVE;
}

void
lt_mix_view_reveal (LtMixView *self, LtId strip_id)
{
  self->revealed = strip_id;
  scroll_to (self, strip_id);
  if (self->reveal_source == 0) /* once more when a strip that has just come is laid out */
    self->reveal_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, on_reveal, self, NULL);
}

/* The wheel moves the strips sideways: there is nothing above or below. */
static gboolean
on_wheel (GtkEventControllerScroll *controller, double dx, double dy, LtMixView *self)
{
  GtkAdjustment *across = across_of (self);
  double         step = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL ? WHEEL_STEP : 1.0;

  if (dx != 0.0)
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + dy * step);
  return GDK_EVENT_STOP;
}

void
lt_mix_view_add_row (LtMixView *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->row = LT_STRIP_ROW (lt_strip_row_new (self->context));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->row));
  /* It would show the fader and leave the rest of the strip out of sight. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scroller))), FALSE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_wheel), self);
  gtk_widget_add_controller (GTK_WIDGET (self->row), wheel);
  g_signal_connect_object (across_of (self), "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (across_of (self), "changed", G_CALLBACK (on_sight_size), self, G_CONNECT_SWAPPED);
}
