// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The context menu of a lane: what its keys do with points.
// Layer: app/widgets.

#include "app/widgets/automation-lane-private.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>

typedef struct
{
  const char     *action, *label, *accel;
  guint           section;
  guint           keyval;
  GdkModifierType state;
} Item;

static const Item items[] = {
  { "points.cut", N_ ("Cut"), "<Control>x", 0, GDK_KEY_x, GDK_CONTROL_MASK },
  { "points.copy", N_ ("Copy"), "<Control>c", 0, GDK_KEY_c, GDK_CONTROL_MASK },
  { "points.paste", N_ ("Paste at the playhead"), "<Control>v", 0, GDK_KEY_v, GDK_CONTROL_MASK },
  { "points.delete", N_ ("Delete"), "Delete", 0, GDK_KEY_Delete, 0 },
  { "points.larger", N_ ("Scale the points up"), "<Alt>Up", 1, GDK_KEY_Up, GDK_ALT_MASK },
  { "points.smaller", N_ ("Scale the points down"), "<Alt>Down", 1, GDK_KEY_Down, GDK_ALT_MASK },
  { "points.bend-up", N_ ("Bend the line up"), "<Alt>Page_Up", 2, GDK_KEY_Page_Up, GDK_ALT_MASK },
  { "points.bend-down", N_ ("Bend the line down"), "<Alt>Page_Down", 2, GDK_KEY_Page_Down, GDK_ALT_MASK },
  { "points.straighten", N_ ("Straighten the line"), "<Alt>BackSpace", 2, GDK_KEY_BackSpace, GDK_ALT_MASK },
  { "points.all", N_ ("Select all points"), "<Control>a", 3, GDK_KEY_a, GDK_CONTROL_MASK },
};
#define N_SECTIONS 4

/* As its key would. */
static void
on_item (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    if (strcmp (items[i].action, name) == 0)
      lt_automation_lane_work_key (LT_AUTOMATION_LANE (widget), items[i].keyval, items[i].state);
}

void
lt_automation_lane_install_menu (GtkWidgetClass *class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    gtk_widget_class_install_action (class, items[i].action, NULL, on_item);
}

/* What finds nothing to work on is grey. */
static void
enable_items (LtAutomationLane *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   has_any = self->points->len > 0;

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    gtk_widget_action_set_enabled (widget, items[i].action, has_any || strcmp (items[i].action, "points.paste") == 0);
  gtk_widget_action_set_enabled (widget, "points.delete", lt_lane_points_n_picked (self->points) > 0);
  gtk_widget_action_set_enabled (widget, "points.larger", lt_lane_points_n_picked (self->points) > 1);
  gtk_widget_action_set_enabled (widget, "points.smaller", lt_lane_points_n_picked (self->points) > 1);
  gtk_widget_action_set_enabled (widget, "points.bend-up", lt_automation_lane_can_bend (self));
  gtk_widget_action_set_enabled (widget, "points.bend-down", lt_automation_lane_can_bend (self));
  gtk_widget_action_set_enabled (widget, "points.straighten", lt_automation_lane_is_bent (self));
}

void
lt_automation_lane_open_menu (LtAutomationLane *self, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  enable_items (self);
  for (guint section = 0; section < N_SECTIONS; section++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
        if (items[i].section == section)
          {
            g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), items[i].action);

            g_menu_item_set_attribute (item, "accel", "s", items[i].accel);
            g_menu_append_item (part, item);
          }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
    }
  lt_popover_open_at (gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)), GTK_WIDGET (self), x, y);
}
