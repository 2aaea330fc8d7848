// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bending the line between two points: by a drag, by keys, and what is said of it.
// Layer: app/widgets.

#include "app/widgets/automation-lane-private.h"
#include "app/widgets/lane-bends.h"

#include <glib/gi18n.h>
#include <math.h>

#define DRAG_PX 3.0
#define LOW_PX 24.0 /* a segment that goes less far up or down is bent as one that goes as far */
#define STEP 0.05   /* of a key */

static LtLanePoint *
point (LtAutomationLane *self, guint i)
{
  return &g_array_index (self->points, LtLanePoint, i);
}

static int
find_segment (LtAutomationLane *self, double x)
{
  return lt_lane_bends_find (self->points, &self->spec, lt_time_scale_frame (&self->scale, x));
}

/* --- the pointer --- */

gboolean
lt_automation_lane_bends_at (LtAutomationLane *self, double x, GdkModifierType state)
{
  return (state & GDK_ALT_MASK) != 0 && !self->has_pencil && find_segment (self, x) >= 0;
}

void
lt_automation_lane_begin_bend (LtAutomationLane *self, double x)
{
  self->hand = LT_LANE_HAND_BENDS;
  self->bend_pos = lt_time_scale_frame (&self->scale, x);
  self->bend_y = lt_automation_lane_line_y (self, x);
  lt_automation_lane_pick_only (self, find_segment (self, x));
}

/* The line follows the pointer from where it was taken. One that hardly goes up or down would jump: its way counts as a longer one. */
void
lt_automation_lane_drag_bend (LtAutomationLane *self, double dy, gboolean is_fine)
{
  if ((self->before == NULL && fabs (dy) < DRAG_PX) || !lt_lane_bends_can (self->points, &self->spec, self->current))
    return;
  lt_automation_lane_open_gesture (self);
  self->deed = _ ("Bend automation");

  double a = lt_automation_lane_y_of (self, point (self, self->current)->value), b = lt_automation_lane_y_of (self, point (self, self->current + 1)->value);
  double way = fabs (b - a), y = self->bend_y + dy * (is_fine ? 0.1 : 1.0) * MIN (way / LOW_PX, 1.0);

  lt_automation_lane_change (self, lt_lane_bends_lead (self->before, &self->spec, self->current, self->bend_pos, lt_automation_lane_value_at_y (self, y)));
}

static void
straighten (LtAutomationLane *self)
{
  if (lt_automation_lane_is_bent (self))
    lt_automation_lane_change_once (self, lt_lane_bends_straighten (self->points), _ ("Straighten automation"));
}

void
lt_automation_lane_straighten_at (LtAutomationLane *self, double x)
{
  self->hand = LT_LANE_HAND_SPENT;
  lt_automation_lane_pick_only (self, find_segment (self, x));
  straighten (self);
}

/* --- keys --- */

gboolean
lt_automation_lane_can_bend (LtAutomationLane *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (point (self, i)->picked && lt_lane_bends_can (self->points, &self->spec, i))
      return TRUE;
  return FALSE;
}

gboolean
lt_automation_lane_is_bent (LtAutomationLane *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (point (self, i)->picked && point (self, i)->bend != 0.0f)
      return TRUE;
  return FALSE;
}

gboolean
lt_automation_lane_work_bend_key (LtAutomationLane *self, guint keyval, GdkModifierType state)
{
  double by = (keyval == GDK_KEY_Page_Up ? STEP : -STEP) * ((state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0);

  if (self->points->len > 0 && lt_lane_points_n_picked (self->points) == 0)
    lt_automation_lane_pick_only (self, (int) MIN (self->current, self->points->len - 1));
  if (keyval == GDK_KEY_BackSpace)
    straighten (self);
  else if (lt_automation_lane_can_bend (self))
    lt_automation_lane_change_once (self, lt_lane_bends_step (self->points, &self->spec, by), _ ("Bend automation"));
  return TRUE;
}

/* --- words --- */

char *
lt_automation_lane_dup_bend (LtAutomationLane *self, guint at, gboolean in_words)
{
  double           bend = at < self->points->len && lt_lane_bends_can (self->points, &self->spec, at) ? 100.0 * (double) point (self, at)->bend : 0.0;
  LtNumberFormat   format = { .kind = LT_NUMBER_PERCENT, .is_signed = TRUE, .has_tenths = fabs (bend - round (bend)) >= 0.05 };
  g_autofree char *number = in_words ? lt_number_text_dup_words (&format, bend) : lt_number_text_dup (&format, bend);

  /* Translators: how much the line from one automation point to the next is bent: "bend +50 %". */
  return bend != 0.0 ? g_strdup_printf (in_words ? _ ("bend %s") : _ ("Bend %s"), number) : NULL;
}

static gboolean
has_menu (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_visible (child))
      return TRUE;
  return FALSE;
}

static char *
dup_tip (LtAutomationLane *self, double x, double y)
{
  int              at = find_segment (self, x);
  g_autofree char *value = lt_number_text_dup (&self->spec.format, lt_lane_points_at (self->points, &self->spec, self->rest, lt_time_scale_frame (&self->scale, x)));
  g_autofree char *bend = at >= 0 ? lt_automation_lane_dup_bend (self, (guint) at, FALSE) : NULL;

  if (self->has_pencil || !lt_automation_lane_is_on_line (self, x, y))
    return NULL;
  if (at < 0)
    return g_steal_pointer (&value);
  return g_strdup_printf ("%s\n%s\n%s", value, bend != NULL ? bend : _ ("Straight"), _ ("Alt+drag bends it, Alt+double-click straightens it"));
}

gboolean
lt_automation_lane_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  LtAutomationLane *self = LT_AUTOMATION_LANE (widget);
  double            at_x = x, at_y = y;

  if (by_keyboard && self->current < self->points->len)
    {
      at_x = lt_time_scale_x (&self->scale, (double) point (self, self->current)->pos);
      at_y = lt_automation_lane_y_of (self, point (self, self->current)->value);
    }
  g_autofree char *tip = self->hand == LT_LANE_HAND_NONE && !has_menu (widget) ? dup_tip (self, at_x, at_y) : NULL;
  GdkRectangle     place = { (int) at_x - 12, 0, 24, gtk_widget_get_height (widget) };

  gtk_tooltip_set_text (tooltip, tip);
  gtk_tooltip_set_tip_area (tooltip, &place);
  return tip != NULL;
}
