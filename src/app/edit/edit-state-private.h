// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the files of the state share: its rows are in one of them, grid and snapping in another.
// Layer: app.

#pragma once

#include "app/edit/edit-state.h"
#include "app/edit/zero-meet.h"

struct _LtEditState
{
  GObject parent_instance;

  LtContext     *context;
  LtZeroMeet    *zero;
  LtTimeScale    scale;
  LtTempoMap     map;   /* the scale's: a view of */
  LtTempoMap    *tempo; /* the session's, of which it holds a reference */
  gboolean       has_fitted;
  int            width, height;
  GHashTable    *heights; /* of strips that are not of the usual height */
  int            usual_height;
  LtOpenLanes   *open_lanes;
  GHashTable    *open_takes; /* set of LtId of tracks; take-places.c */
  LtFolderRows  *folders;
  GtkAdjustment *vertical;
  LtEditTool     tool;
  LtRipple       ripple;
  double         position;
  guint          range_first, range_last;
  double         snap_line;
  int            wave_step; /* how much louder waveforms are drawn */
  char          *tag;       /* of the hand; NULL: none */
  double         tag_x, tag_y;
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
