// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A gesture on a lane: all that a hand changes from its beginning to its end, or until it is taken back.
// Layer: app/widgets.

#include "app/widgets/automation-lane-private.h"

static void
take (LtAutomationLane *self, GArray *points)
{
  g_array_unref (self->points);
  self->points = points;
  lt_automation_lane_touched (self);
}

void
lt_automation_lane_open_gesture (LtAutomationLane *self)
{
  if (self->before != NULL)
    return;
  self->before = g_array_copy (self->points);
  lt_automation_lane_emit_begin (self);
}

void
lt_automation_lane_close_gesture (LtAutomationLane *self, gboolean is_cancelled)
{
  if (self->before == NULL)
    return;
  if (is_cancelled)
    lt_automation_lane_change (self, g_array_copy (self->before));
  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->stroke, lt_stroke_free);
  self->deed = NULL;
  lt_automation_lane_emit_end (self, is_cancelled);
}

void
lt_automation_lane_change (LtAutomationLane *self, GArray *points)
{
  take (self, points);
  lt_automation_lane_emit_changed (self);
}

void
lt_automation_lane_change_once (LtAutomationLane *self, GArray *points, const char *deed)
{
  lt_automation_lane_open_gesture (self);
  self->deed = deed;
  lt_automation_lane_change (self, points);
  lt_automation_lane_close_gesture (self, FALSE);
}

void
lt_automation_lane_pick_only (LtAutomationLane *self, int which)
{
  for (guint i = 0; i < self->points->len; i++)
    g_array_index (self->points, LtLanePoint, i).picked = (int) i == which;
  if (which >= 0)
    self->current = (guint) which;
  lt_automation_lane_touched (self);
}
