// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page of the detail pane: a plot over time with its own zoom, a selection, the playhead, numbers below and beside it.
// Layer: app. Main thread.
//
// Pages derive from it and draw into the plot. Drag selects, a click locates, the wheel scrolls and with Ctrl zooms. With the
// keyboard: arrows move a point, with Shift the selection's end, Escape selects nothing, Delete
// makes the selection silent.

#pragma once

#include "app/edit/detail-span.h"

#include <gtk/gtk.h>

#define LT_TYPE_DETAIL_CANVAS (lt_detail_canvas_get_type ())
G_DECLARE_DERIVABLE_TYPE (LtDetailCanvas, lt_detail_canvas, LT, DETAIL_CANVAS, GtkWidget)

/* Points are of the plot: 0, 0 is its left top. All may be NULL. */
struct _LtDetailCanvasClass
{
  GtkWidgetClass parent_class;

  int left_px; /* room for an axis at the left */

  void (*draw) (LtDetailCanvas *self, GtkSnapshot *snapshot, double width, double height); /* below the selection */
  void (*draw_over) (LtDetailCanvas *self, GtkSnapshot *snapshot, double width, double height);
  void (*draw_axis) (LtDetailCanvas *self, GtkSnapshot *snapshot, double right, double height); /* its labels end at @right of the widget */
  void (*draw_selection) (LtDetailCanvas *self, GtkSnapshot *snapshot, double x0, double x1, double height); /* else a veil over all heights */

  gboolean (*press) (LtDetailCanvas *self, double x, double y, GdkModifierType state); /* TRUE: the drag is its own */
  void (*drag) (LtDetailCanvas *self, double x, double y);
  void (*release) (LtDetailCanvas *self, gboolean is_cancelled);
  void (*selecting) (LtDetailCanvas *self, double y0, double y1); /* while a range is dragged */
  const char *(*cursor) (LtDetailCanvas *self, double x, double y);
  char *(*dup_tag) (LtDetailCanvas *self, double x, double y); /* what is under the pointer; NULL: nothing */
  gboolean (*key) (LtDetailCanvas *self, guint keyval, GdkModifierType state);

  void (*update) (LtDetailCanvas *self); /* clip, view or session are others */
  char *(*dup_name) (LtDetailCanvas *self, const char *clip); /* of the picture of the clip of that name */
};

void lt_detail_canvas_set_span (LtDetailCanvas *self, LtDetailSpan *span); /* once */

LtDetailSpan *lt_detail_canvas_get_span (LtDetailCanvas *self);   /* borrowed */
double        lt_detail_canvas_get_width (LtDetailCanvas *self);  /* of the plot */
double        lt_detail_canvas_get_height (LtDetailCanvas *self);
