// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two rows of plain widgets; the list of values is made when it opens.
// Layer: app.

#include "app/edit/lane-head.h"

#include "app/edit/lane-spec.h"
#include "app/shell/actions.h"
#include "app/widgets/mode-button.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LtLaneHead
{
  LtSubHead parent_instance;

  LtAutomationTarget target;
  double             shown; /* the value in the label */

  GtkWidget *value, *value_name, *mode, *close, *at_label, *at_value;
};

G_DEFINE_FINAL_TYPE (LtLaneHead, lt_lane_head, LT_TYPE_SUB_HEAD)

static LtEditState *
state_of (LtLaneHead *self)
{
  return lt_sub_head_get_state (LT_SUB_HEAD (self));
}

static const LtSession *
session_of (LtLaneHead *self)
{
  return lt_edit_state_get_session (state_of (self));
}

/* --- what it does --- */

static void
on_mode (LtModeButton *button, guint mode, LtLaneHead *self)
{
  lt_edit_state_apply (state_of (self), lt_edit_strip_value (session_of (self), self->target.strip_id, LT_STRIP_AUTOMATION, mode), _ ("Automation mode"), NULL);
}

static void
on_close (LtLaneHead *self)
{
  lt_open_lanes_hide (lt_edit_state_get_open_lanes (state_of (self)), &self->target);
  lt_edit_state_lanes_changed (state_of (self));
}

/* Another value in this lane's place: (owner, key). */
static void
on_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtLaneHead        *self = LT_LANE_HEAD (widget);
  LtAutomationTarget to;
  guint64            owner;
  const char        *key;

  g_variant_get (parameter, "(t&s)", &owner, &key);
  if (!lt_automation_target_find (session_of (self), self->target.strip_id, owner, key, &to))
    return;
  lt_open_lanes_replace (lt_edit_state_get_open_lanes (state_of (self)), &self->target, &to);
  lt_edit_state_lanes_changed (state_of (self));
}

static void
on_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtLaneHead        *self = LT_LANE_HEAD (widget);
  g_autoptr (GArray) all = lt_automation_target_list (lt_session_find_strip (session_of (self), self->target.strip_id), false);

  for (guint i = 0; i < all->len; i++)
    {
      const LtAutomationTarget *target = &g_array_index (all, LtAutomationTarget, i);

      if (lt_open_lanes_has (lt_edit_state_get_open_lanes (state_of (self)), target))
        continue;
      lt_edit_state_show_lane (state_of (self), target);
      return;
    }
}

static void
on_used (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtLaneHead *self = LT_LANE_HEAD (widget);

  lt_open_lanes_show_used (lt_edit_state_get_open_lanes (state_of (self)), lt_session_find_strip (session_of (self), self->target.strip_id));
  lt_edit_state_lanes_changed (state_of (self));
}

static void
on_clear (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtLaneHead        *self = LT_LANE_HEAD (widget);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (LtPoint));

  lt_edit_state_apply (state_of (self), lt_automation_target_set_points (session_of (self), &self->target, none), _ ("Clear automation"), NULL);
}

/* --- the list of values --- */

static void
append_value (LtLaneHead *self, GMenu *menu, const LtAutomationTarget *target)
{
  const LtStrip       *strip = lt_session_find_strip (session_of (self), target->strip_id);
  gboolean             used = lt_strip_find_lane (strip, target->owner_id, target->row->key) != NULL;
  g_autofree char     *text = g_strdup_printf (used ? "%s •" : "%s", _ (target->row->label));
  g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

  g_menu_item_set_action_and_target (item, "lane.show", "(ts)", (guint64) target->owner_id, target->row->key);
  g_menu_append_item (menu, item);
}

/* Own values, then a list for each send and effect. */
static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  LtLaneHead        *self = data;
  const LtStrip     *strip = lt_session_find_strip (session_of (self), self->target.strip_id);
  g_autoptr (GArray) all = lt_automation_target_list (strip, false);
  g_autoptr (GMenu)  menu = g_menu_new (), own = g_menu_new (), parts = g_menu_new (), more = g_menu_new ();
  guint              i = 0;

  while (i < all->len)
    {
      const LtAutomationTarget *first = &g_array_index (all, LtAutomationTarget, i);
      g_autoptr (GMenu)         list = first->owner_id == 0 ? g_object_ref (own) : g_menu_new ();
      g_autofree char          *label = first->owner_id != 0 ? lt_automation_target_dup_owner (session_of (self), first->owner_id) : NULL;

      for (; i < all->len && g_array_index (all, LtAutomationTarget, i).owner_id == first->owner_id; i++)
        append_value (self, list, &g_array_index (all, LtAutomationTarget, i));
      if (label != NULL)
        g_menu_append_submenu (parts, label, G_MENU_MODEL (list));
    }
  g_menu_append (more, _ ("Another lane"), "lane.add");
  g_menu_append (more, _ ("All that are used"), "lane.used");
  g_menu_append (more, _ ("Clear this lane"), "lane.clear");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (parts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* --- what it shows --- */

static void
show_value (LtLaneHead *self, gboolean anew)
{
  const LtSession *session = session_of (self);
  double           value;

  if (session == NULL || lt_session_find_strip (session, self->target.strip_id) == NULL)
    return;
  value = lt_automation_target_get_heard (session, &self->target, llround (lt_edit_state_get_position (state_of (self))));
  if (!anew && value == self->shown)
    return;
  self->shown = value;
  LtNumberFormat   format = lt_lane_spec (&self->target).format;
  g_autofree char *text = lt_number_text_dup (&format, value);
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->at_value)), text) != 0)
    gtk_label_set_label (GTK_LABEL (self->at_value), text);
}

static void
on_position (LtLaneHead *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_value (self, FALSE);
}

/* Whose value it is, where that is not the track above. */
static void
show_owner (LtLaneHead *self, const LtSession *session, const LtStrip *strip)
{
  g_autofree char *owner = lt_automation_target_dup_owner (session, self->target.owner_id);
  g_autofree char *both = g_strdup_printf ("%s, %s", strip->name, owner != NULL ? owner : "");

  if (strip->kind == LT_STRIP_TRACK)
    gtk_label_set_label (GTK_LABEL (self->at_label), owner != NULL ? owner : _ ("At playhead"));
  else
    gtk_label_set_label (GTK_LABEL (self->at_label), owner != NULL ? both : strip->name);
}

void
lt_lane_head_show (LtLaneHead *self, const LtAutomationTarget *target)
{
  const LtSession *session = session_of (self);
  const LtStrip   *strip = lt_session_find_strip (session, target->strip_id);

  self->target = *target;
  lt_sub_head_set_strip (LT_SUB_HEAD (self), strip);

  g_autofree char *label = lt_automation_target_dup_label (session, target);
  g_autofree char *whole = g_strdup_printf ("%s: %s", strip->name, label);
  g_autofree char *close = g_strdup_printf (_ ("Hide the lane %s"), whole);
  g_autofree char *mode = g_strdup_printf (_ ("%s automation"), strip->name);
  gtk_label_set_label (GTK_LABEL (self->value_name), _ (target->row->label));
  show_owner (self, session, strip);
  lt_actions_set_name (self->value, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_widget_set_tooltip_text (self->close, close);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close), GTK_ACCESSIBLE_PROPERTY_LABEL, close, -1);
  lt_mode_button_set_name (LT_MODE_BUTTON (self->mode), mode);
  lt_mode_button_set_selected (LT_MODE_BUTTON (self->mode), strip->automation);
  show_value (self, TRUE);
}

/* --- building --- */

static GtkWidget *
build (LtLaneHead *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("lathe-automation-symbolic"), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->value = gtk_menu_button_new ();
  self->value_name = gtk_label_new (NULL);
  self->mode = lt_mode_button_new (lt_strip_rows[LT_STRIP_AUTOMATION].choices);
  self->close = gtk_button_new_from_icon_name ("window-close-symbolic");
  self->at_label = gtk_label_new (_ ("At playhead"));
  self->at_value = gtk_label_new (NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->value), fill_menu, self, NULL);
  gtk_label_set_xalign (GTK_LABEL (self->value_name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->value_name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->value_name, TRUE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->value), self->value_name);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->value), TRUE);
  gtk_widget_set_halign (gtk_widget_get_parent (self->value_name), GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (self->value, TRUE);
  gtk_widget_set_size_request (self->mode, 62, -1);
  gtk_widget_set_hexpand (self->mode, FALSE); /* whatever is in it */
  gtk_widget_add_css_class (self->value, "lane-value");
  gtk_widget_add_css_class (self->close, "mini");
  gtk_widget_add_css_class (self->close, "flat");
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  for (GtkWidget **w = (GtkWidget *[]) { icon, self->value, self->mode, self->close, NULL }; *w != NULL; w++)
    {
      gtk_widget_set_valign (*w, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (top), *w);
    }
  gtk_label_set_xalign (GTK_LABEL (self->at_label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->at_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->at_label, TRUE);
  gtk_box_append (GTK_BOX (below), self->at_label);
  gtk_box_append (GTK_BOX (below), self->at_value);
  gtk_widget_add_css_class (below, "lane-at");
  gtk_box_append (GTK_BOX (column), top);
  gtk_box_append (GTK_BOX (column), below);
  gtk_widget_add_css_class (column, "lane-head");
  g_signal_connect (self->mode, "picked", G_CALLBACK (on_mode), self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (on_close), self);
  return column;
}

static void
lt_lane_head_class_init (LtLaneHeadClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_css_name (widget, "lanehead");
  gtk_widget_class_install_action (widget, "lane.show", "(ts)", on_show);
  gtk_widget_class_install_action (widget, "lane.add", NULL, on_add);
  gtk_widget_class_install_action (widget, "lane.used", NULL, on_used);
  gtk_widget_class_install_action (widget, "lane.clear", NULL, on_clear);
}

static void
lt_lane_head_init (LtLaneHead *self)
{
}

GtkWidget *
lt_lane_head_new (LtEditState *state)
{
  LtLaneHead *self = g_object_new (LT_TYPE_LANE_HEAD, NULL);

  lt_sub_head_set_up (LT_SUB_HEAD (self), state, build (self));
  g_signal_connect_object (state, "position", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
