// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What would come to lie in the lanes if files were let go now: outlines with names, over everything.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"
#include "studio/intake-place.h"

#include <gtk/gtk.h>

#define LT_TYPE_LANES_GHOSTS (lt_lanes_ghosts_get_type ())
G_DECLARE_FINAL_TYPE (LtLanesGhosts, lt_lanes_ghosts, LT, LANES_GHOSTS, GtkWidget)

/* As large as the lanes, above them; the pointer goes through it. */
GtkWidget *lt_lanes_ghosts_new (LtEditState *state);

typedef struct
{
  LtIntakeSpot spot;
  int64_t      n_frames; /* 0: not known yet */
  const char  *name;     /* borrowed until the next call */
} LtLanesGhost;

/* @ghosts are copied; none: nothing is shown. */
void lt_lanes_ghosts_show (LtLanesGhosts *self, const LtLanesGhost *ghosts, guint n);
