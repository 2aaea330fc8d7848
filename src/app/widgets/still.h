// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Children that have not changed for a while, drawn as pictures.
// Layer: app/widgets. Main thread.
//
// Without a graphics card GTK 4.8 draws every node of a window again, clipped, when anything in it changes: hundreds of
// rounded buttons for one meter. A widget some of whose children move with the sound draws the others by this. With a
// graphics card they are drawn as they are.

#pragma once

#include <gtk/gtk.h>

typedef struct LtStill LtStill;

LtStill *lt_still_new (void);
void     lt_still_free (LtStill *self);

/* All children of @widget, as its own snapshot would. */
void lt_still_snapshot (LtStill *self, GtkWidget *widget, GtkSnapshot *snapshot);

/* A picture for each child, not for all that follow each other: when children begin and end to move by themselves. */
void lt_still_set_is_single (LtStill *self, gboolean is_single);

/* How many children were drawn as part of a picture last time. */
guint lt_still_get_n_kept (LtStill *self);

/* A box that draws its children so. */
#define LT_TYPE_STILL_BOX (lt_still_box_get_type ())
G_DECLARE_FINAL_TYPE (LtStillBox, lt_still_box, LT, STILL_BOX, GtkBox)

GtkWidget *lt_still_box_new (GtkOrientation orientation, int spacing);
LtStill   *lt_still_box_get (LtStillBox *self);
