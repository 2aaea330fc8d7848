// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strip's colour, fainter than on its own head, and half as lit.
// Layer: app.

#include "app/edit/sub-head.h"

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"

typedef struct
{
  LtEditState *state;
  GtkWidget   *child;
  LtId         strip_id;
  guint        colour;
} LtSubHeadPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LtSubHead, lt_sub_head, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((LtSubHeadPrivate *) lt_sub_head_get_instance_private (self))

static void
on_press (LtSubHead *self)
{
  lt_selection_set_strip (lt_edit_state_get_selection (PRIVATE (self)->state), PRIVATE (self)->strip_id);
}

static void
lt_sub_head_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtSubHeadPrivate *self = PRIVATE (LT_SUB_HEAD (widget));
  double            w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget);
  gboolean          is_picked = lt_selection_get_strip (lt_edit_state_get_selection (self->state)) == self->strip_id;
  GdkRGBA           back = lt_palette_mix (lt_palette_get (LT_COLOUR_WINDOW), lt_palette_get (LT_COLOUR_RAISED), is_picked ? 0.5 : 0.0);
  GdkRGBA           bar = lt_palette_alpha (lt_palette_get_track (self->colour), 0.45);

  lt_draw_box (snapshot, &back, 0, 0, w, h);
  lt_draw_box (snapshot, &bar, 0, 0, LT_EDIT_BAR, h);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_LINE), 0, h - 1, w, 1);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_LINE2), w - 1, 0, 1, h);
  GTK_WIDGET_CLASS (lt_sub_head_parent_class)->snapshot (widget, snapshot);
}

static void
lt_sub_head_dispose (GObject *object)
{
  LtSubHeadPrivate *self = PRIVATE (LT_SUB_HEAD (object));

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_sub_head_parent_class)->dispose (object);
}

static void
lt_sub_head_class_init (LtSubHeadClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_sub_head_dispose;
  widget->snapshot = lt_sub_head_snapshot;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_sub_head_init (LtSubHead *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_press), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
lt_sub_head_set_up (LtSubHead *self, LtEditState *state, GtkWidget *child)
{
  PRIVATE (self)->state = g_object_ref (state);
  PRIVATE (self)->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
lt_sub_head_set_strip (LtSubHead *self, const LtStrip *strip)
{
  PRIVATE (self)->strip_id = strip->id;
  PRIVATE (self)->colour = strip->colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

LtEditState *
lt_sub_head_get_state (LtSubHead *self)
{
  return PRIVATE (self)->state;
}
