// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a row along the time is handled by: ruler, tempo track, overview.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

/* Handlers of GTK's own signals with the widget as their data; NULL: none. */
typedef struct
{
  GCallback begin, update, end, cancel; /* of GtkGestureDrag */
  GCallback click;                      /* GtkGestureClick::pressed */
  GCallback motion, key;
  gboolean  any_button; /* clicks of all, not of the first alone */
} LtRowHands;

/* All of them, by the names that a row gives its handlers. */
#define LT_ROW_HANDS_ALL                                                                                                                   \
  ((LtRowHands) { .begin = G_CALLBACK (on_begin),                                                                                          \
                  .update = G_CALLBACK (on_update),                                                                                        \
                  .end = G_CALLBACK (on_end),                                                                                              \
                  .cancel = G_CALLBACK (on_cancel),                                                                                        \
                  .click = G_CALLBACK (on_click),                                                                                          \
                  .motion = G_CALLBACK (on_motion),                                                                                        \
                  .key = G_CALLBACK (on_key),                                                                                              \
                  .any_button = TRUE })

/* Drag and click see the same press, and the row can have the keyboard. */
void lt_row_hands_add (GtkWidget *widget, const LtRowHands *hands);
