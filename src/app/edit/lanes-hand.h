// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pointer in the lanes: selecting, moving, trimming, fading, gain, splitting, zoom and scroll.
// Layer: app. Main thread.
//
// What is dragged is applied to the document at once, from the session at the drag's begin; one drag is one step of undo.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

typedef struct _LtLanesHand LtLanesHand;
typedef struct _LtLanes     LtLanes;

/* Controllers on @lanes, which owns the hand. */
LtLanesHand *lt_lanes_hand_new (LtLanes *lanes, LtEditState *state);
void         lt_lanes_hand_free (LtLanesHand *self);
