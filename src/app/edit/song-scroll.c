// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Either axis goes along the song; Ctrl and pinch zoom.
// Layer: app.

#include "app/edit/song-scroll.h"

#include <math.h>

#define SCROLL_PX 48.0
#define ZOOM_STEPS 2.0
#define STEPS_OCTAVE 4.0

typedef struct
{
  LtEditState *state;
  gboolean     is_timed;
  double       left; /* of a step of zoom */
  double       x, pinch;
} Hand;

/* Where zoom holds still. */
static double
anchor (Hand *self)
{
  double x = lt_time_scale_x (lt_edit_state_get_scale (self->state), lt_edit_state_get_position (self->state));

  if (self->is_timed)
    return self->x;
  return x >= 0.0 && x <= lt_edit_state_get_width (self->state) ? x : lt_edit_state_get_width (self->state) / 2.0;
}

static void
zoom (Hand *self, double by)
{
  int steps;

  self->left += by;
  steps = (int) self->left;
  self->left -= steps;
  lt_edit_state_zoom_at (self->state, steps, anchor (self));
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, Hand *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);
  GdkEvent           *event = gtk_event_controller_get_current_event (controller);
  gboolean is_smooth = event != NULL && gdk_event_get_event_type (event) == GDK_SCROLL && gdk_scroll_event_get_direction (event) == GDK_SCROLL_SMOOTH;
  const LtTimeScale  *scale = lt_edit_state_get_scale (self->state);

  if (lt_edit_state_get_session (self->state) == NULL)
    return FALSE;
  if (gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK)
    zoom (self, dy * ZOOM_STEPS);
  else
    lt_edit_state_set_start (self->state, scale->start + (dx + dy) * SCROLL_PX * (is_smooth ? 0.5 : 1.0) * lt_time_scale_get_frames_per_pixel (scale));
  return TRUE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, Hand *self)
{
  self->x = x;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, Hand *self)
{
  double y;

  self->pinch = 0.0;
  self->left = 0.0;
  gtk_gesture_get_bounding_box_center (gesture, &self->x, &y);
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, Hand *self)
{
  double pinched = scale > 0.0 ? -STEPS_OCTAVE * log2 (scale) : self->pinch;

  if (lt_edit_state_get_session (self->state) == NULL)
    return;
  zoom (self, pinched - self->pinch);
  self->pinch = pinched;
}

static void
hand_free (gpointer data)
{
  Hand *self = data;

  g_object_unref (self->state);
  g_free (self);
}

void
lt_song_scroll_add (GtkWidget *widget, LtEditState *state, gboolean is_timed)
{
  Hand               *self = g_new0 (Hand, 1);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *pinch = gtk_gesture_zoom_new ();

  self->state = g_object_ref (state);
  self->is_timed = is_timed;
  g_object_set_data_full (G_OBJECT (widget), "lt-song-scroll", self, hand_free);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
