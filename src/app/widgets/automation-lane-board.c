// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a lane goes to the clipboard, and what comes from it. The clipboard itself is the view's.
// Layer: app/widgets.

#include "app/widgets/automation-lane-private.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
is_plain_control (GdkModifierType state)
{
  return (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) == GDK_CONTROL_MASK;
}

gboolean
lt_automation_lane_takes_board_key (guint keyval, GdkModifierType state)
{
  static const guint keys[] = { GDK_KEY_a, GDK_KEY_c, GDK_KEY_x, GDK_KEY_v };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == gdk_keyval_to_lower (keyval))
      return is_plain_control (state);
  return FALSE;
}

static void
pick_all (LtAutomationLane *self)
{
  for (guint i = 0; i < self->points->len; i++)
    g_array_index (self->points, LtLanePoint, i).picked = TRUE;
  lt_automation_lane_touched (self);
}

static void
cut (LtAutomationLane *self)
{
  lt_automation_lane_emit_copy (self);
  if (self->points->len == 0)
    return;
  if (lt_lane_points_n_picked (self->points) == 0)
    pick_all (self);
  lt_automation_lane_change_once (self, lt_lane_points_remove (self->points), _ ("Cut automation points"));
}

gboolean
lt_automation_lane_work_board_key (LtAutomationLane *self, guint keyval, GdkModifierType state)
{
  if (!lt_automation_lane_takes_board_key (keyval, state))
    return FALSE;
  if (self->before != NULL) /* a hand is on them */
    return TRUE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_a:
      pick_all (self);
      break;
    case GDK_KEY_c:
      lt_automation_lane_emit_copy (self);
      break;
    case GDK_KEY_x:
      cut (self);
      break;
    default:
      lt_automation_lane_emit_paste (self);
    }
  return TRUE;
}

void
lt_automation_lane_put (LtAutomationLane *self, const GArray *piece, const LtValueSpec *of)
{
  g_autoptr (GArray) own = g_array_copy ((GArray *) piece);

  if (self->before != NULL)
    return;
  lt_lane_points_map (own, of, &self->spec);
  GArray *points = lt_lane_points_paste (self->points, &self->spec, own, llround (MAX (self->position, 0.0)));
  self->current = (guint) MAX (lt_lane_points_first_picked (points), 0);
  lt_automation_lane_change_once (self, points, _ ("Paste automation points"));
}
