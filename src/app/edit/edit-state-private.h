// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the files of the state share: its rows are in one of them, grid and snapping in another.
// Layer: app.

#pragma once

#include "app/edit/edit-state.h"

struct _LtEditState
{
  GObject parent_instance;

  LtContext     *context;
  LtTimeScale    scale;
  gboolean       has_fitted;
  int            width, height;
  GHashTable    *heights; /* of strips that are not of the usual height */
  int            usual_height;
  LtOpenLanes   *open_lanes;
  LtFolderRows  *folders;
  GtkAdjustment *vertical;
  LtEditTool     tool;
  LtEditGrid     grid, grid_before; /* the latter: the last that was not off */
  double         position;
  guint          range_first, range_last;
  double         snap_line;
};

typedef enum
{
  LT_EDIT_STATE_VIEW,
  LT_EDIT_STATE_POSITION,
  LT_EDIT_STATE_TOOL,
  LT_EDIT_STATE_MARK,
  LT_EDIT_STATE_N_SIGNALS,
} LtEditStateSignal;

void lt_edit_state_emit (LtEditState *self, LtEditStateSignal which);

/* Zoom, scroll, rows or session: "view", with what can be scrolled renewed before. */
void lt_edit_state_changed (LtEditState *self);
