// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the files of the lanes share: their clips are placed and drawn in lanes.c, the keyboard goes among them in lanes-focus.c.
// Layer: app.

#pragma once

#include "app/edit/lanes-hand.h"
#include "app/edit/lanes.h"

typedef struct
{
  GtkWidget *view;
  int        x, y, width, height;
  gboolean   is_seen;
} LtLanesPlace;

struct _LtLanes
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtLanesHand *hand;
  GHashTable  *places; /* LtId to LtLanesPlace */
  GPtrArray   *order;  /* of LtLanesPlace, borrowed, as drawn */
  guint        resize;
  int          wanted_width, wanted_height;
  gboolean     is_incomplete; /* a folder's row lacks parts of a picture */
};

/* lanes-folders.c: the rows of folders. */
void lt_lanes_append_folders (LtLanes *self, GtkSnapshot *snapshot, float w, float h);

/* lanes-cross.c: the X of two clips that overlap. */
void lt_lanes_append_crosses (LtLanes *self, GtkSnapshot *snapshot, float w, float h);

/* lanes-focus.c */
gboolean lt_lanes_focus (GtkWidget *widget, GtkDirectionType direction);
void     lt_lanes_install_keys (LtLanes *self);
