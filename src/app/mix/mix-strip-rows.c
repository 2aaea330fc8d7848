// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows from top to bottom, and what their clicks do.
// Layer: app.

#include "app/mix/mix-strip-private.h"

#include "app/mix/eq-thumb.h"
#include "app/mix/insert-list.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-readings.h"
#include "app/mix/send-list.h"
#include "app/mix/strip-facts.h"
#include "app/mix/strip-foot.h"
#include "app/mix/strip-gather.h"
#include "app/mix/strip-menu.h"
#include "app/mix/strip-name.h"
#include "app/shell/actions.h"
#include "app/shell/lane-follow.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/fader.h"
#include "app/widgets/meter.h"
#include "app/widgets/popover.h"
#include "app/widgets/scroll-box.h"
#include "app/widgets/value-field.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>

#define INSERTS_HEIGHT 102 /* five rows and the margins */
#define SENDS_HEIGHT 40
#define MIX_METER_WIDTH 48

/* --- what is clicked --- */

static void
on_renamed (LtMixStrip *self, const char *name)
{
  lt_mix_edit_apply (self->context, lt_edit_strip_name (lt_mix_edit_get_session (self->context), self->id, name), _ ("Rename"), NULL);
}

/* Shows the equaliser; adds one at the top where there is none. */
static void
on_eq (LtMixStrip *self)
{
  const LtSlot *eq = lt_strip_facts_find_eq (lt_session_find_strip (lt_mix_edit_get_session (self->context), self->id));

  if (eq != NULL)
    lt_selection_set_slot (lt_mix_strip_selection (self), self->id, eq->id);
  else
    lt_mix_edit_add_slot (self->context, self->id, lt_fx_find ("eq"), 0);
}

static void
on_mute (LtMixStrip *self)
{
  gboolean on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->rows[ROW_MUTE]));

  lt_mix_edit_value (self->context, self->id, LT_STRIP_MUTE, on, on ? _ ("Mute") : _ ("Unmute"));
}

static void
on_solo (LtMixStrip *self)
{
  lt_monitor_actions_press_solo (self->context, self->id, GTK_TOGGLE_BUTTON (self->rows[ROW_SOLO]));
}

static void
on_output (LtMixStrip *self)
{
  lt_strip_menu_popup_output (self->rows[ROW_OUTPUT], self->context, self->id);
}

static void
on_clear_clip (LtMixStrip *self, gboolean all)
{
  if (all)
    lt_live_clear_all_clips (lt_mix_strip_live (self));
  else
    lt_live_clear_clip (lt_mix_strip_live (self), self->id);
  lt_mix_strip_frame (self);
}

static void
on_clear_peak (LtMixStrip *self)
{
  on_clear_clip (self, FALSE);
}

/* A popover with the chain, where the strip is too low for it. */
static void
on_count (LtMixStrip *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->count_list = lt_insert_list_new (self->context, self->id);
  g_object_add_weak_pointer (G_OBJECT (self->count_list), (gpointer *) &self->count_list);
  gtk_widget_set_size_request (self->count_list, MIX_WIDTH, -1);
  lt_insert_list_update (LT_INSERT_LIST (self->count_list), self->shown);
  gtk_popover_set_child (GTK_POPOVER (popover), self->count_list);
  lt_popover_open (popover, self->count);
}

/* --- rows --- */

static GtkWidget *
new_row (int spacing)
{
  return gtk_box_new (GTK_ORIENTATION_HORIZONTAL, spacing);
}

static GtkWidget *
new_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, class);
  return label;
}

/* A row that stays when the strip is narrow. */
static GtkWidget *
add (LtMixStrip *self, GtkWidget *child, const char *class)
{
  if (class != NULL)
    gtk_widget_add_css_class (child, class);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return child;
}

/* One that goes then. */
static GtkWidget *
add_wide (LtMixStrip *self, GtkWidget *child, const char *class)
{
  g_ptr_array_add (self->wide, child);
  return add (self, child, class);
}

static GtkWidget *
new_field (LtMixStrip *self, const LtValueSpec *spec, LtStripValue which, const char *label)
{
  GtkWidget *field = lt_value_field_new (spec);

  gtk_widget_add_css_class (field, "strip");
  lt_value_field_set_shows_unit (LT_VALUE_FIELD (field), FALSE);
  lt_mix_edit_bind_strip (LT_CONTROL (field), self->context, self->id, which, label);
  return field;
}

static void
on_fold (LtMixStrip *self)
{
  lt_strip_gather_toggle_fold (self->context, self->id);
}

static void
add_name (LtMixStrip *self)
{
  GtkWidget *row = add (self, new_row (5), "name-row");

  if (self->kind == LT_STRIP_BUS)
    {
      self->fold = gtk_button_new_from_icon_name ("pan-down-symbolic");
      gtk_widget_add_css_class (self->fold, "fold");
      gtk_widget_set_valign (self->fold, GTK_ALIGN_CENTER);
      gtk_widget_set_visible (self->fold, FALSE);
      g_signal_connect_swapped (self->fold, "clicked", G_CALLBACK (on_fold), self);
      gtk_box_append (GTK_BOX (row), self->fold);
    }
  self->name = lt_mix_strip_is_mix (self) ? new_label (_ ("Mix bus"), "mix-name") : lt_strip_name_new ();
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_box_append (GTK_BOX (row), self->name);
  if (lt_mix_strip_is_mix (self))
    gtk_box_append (GTK_BOX (row), new_label (_ ("to Master"), "number"));
  else
    g_signal_connect_swapped (self->name, "renamed", G_CALLBACK (on_renamed), self);
}

static void
add_trim (LtMixStrip *self)
{
  LtValueSpec spec = lt_value_spec_from_param (&lt_strip_rows[LT_STRIP_TRIM]);
  GtkWidget  *row = add_wide (self, new_row (2), "trim-row");
  GtkWidget  *label = new_label (lt_mix_strip_is_vca (self) ? _ ("VCA") : _ ("Trim"), "number");

  spec.format.is_signed = TRUE;
  self->number = new_label ("", "number");
  gtk_widget_set_size_request (self->number, lt_mix_strip_is_mix (self) ? -1 : 15, -1);
  gtk_widget_set_visible (self->number, !lt_mix_strip_is_mix (self));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), self->number);
  gtk_box_append (GTK_BOX (row), label);
  if (lt_mix_strip_is_vca (self))
    return;
  if (!lt_mix_strip_is_mix (self)) /* no room for the word: the field's name and the tooltip say it */
    gtk_label_set_label (GTK_LABEL (label), "");
  lt_mix_strip_place_tell_delays (self, lt_mix_strip_is_mix (self) ? label : self->number);
  gtk_box_append (GTK_BOX (row), lt_mix_strip_place_new_polarity (self));
  self->rows[ROW_TRIM] = new_field (self, &spec, LT_STRIP_TRIM, _ ("Trim"));
  gtk_widget_set_size_request (self->rows[ROW_TRIM], lt_mix_strip_is_mix (self) ? 44 : 34, 18);
  gtk_widget_set_valign (self->rows[ROW_TRIM], GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->rows[ROW_TRIM], _ ("Trim"));
  gtk_box_append (GTK_BOX (row), self->rows[ROW_TRIM]);
}

static GtkWidget *
new_scroller (GtkWidget *child, int height, GtkOrientation orientation)
{
  GtkWidget *scroller = lt_scroll_box_new (orientation, child);

  gtk_widget_set_size_request (scroller, -1, height);
  gtk_widget_set_vexpand (scroller, FALSE);
  return scroller;
}

static void
add_effects (LtMixStrip *self)
{
  self->thumb = lt_eq_thumb_new ();
  self->rows[ROW_EQ] = add_wide (self, gtk_button_new (), "eq-button");
  gtk_button_set_child (GTK_BUTTON (self->rows[ROW_EQ]), self->thumb);
  g_signal_connect_swapped (self->rows[ROW_EQ], "clicked", G_CALLBACK (on_eq), self);

  self->inserts = self->rows[ROW_INSERTS] = lt_insert_list_new (self->context, self->id);
  self->inserts_box = add_wide (self, new_scroller (self->inserts, INSERTS_HEIGHT, GTK_ORIENTATION_VERTICAL), "inserts-box");
  self->count = add_wide (self, gtk_button_new (), "count");
  gtk_widget_set_visible (self->count, FALSE);
  g_signal_connect_swapped (self->count, "clicked", G_CALLBACK (on_count), self);
}

static void
add_sends (LtMixStrip *self)
{
  self->send_row = add_wide (self, new_row (2), "send-row");
  if (lt_mix_strip_is_mix (self))
    {
      self->readings = lt_mix_readings_new ();
      gtk_widget_set_hexpand (self->readings, TRUE);
      gtk_box_append (GTK_BOX (self->send_row), self->readings);
      gtk_widget_set_size_request (self->readings, -1, SENDS_HEIGHT);
      return;
    }
  self->rows[ROW_SENDS] = lt_send_list_new (self->context, self->id);
  self->sends_box = new_scroller (self->rows[ROW_SENDS], SENDS_HEIGHT, GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (self->sends_box, TRUE);
  gtk_box_append (GTK_BOX (self->send_row), self->sends_box);
}

static void
add_pan (LtMixStrip *self)
{
  LtValueSpec spec = lt_value_spec_pan ();

  self->pan_row = add_wide (self, new_row (4), "pan-row");
  self->rows[ROW_PAN] = lt_fader_new_pan ();
  self->rows[ROW_PAN_FIELD] = new_field (self, &spec, LT_STRIP_PAN, _ ("Pan"));
  gtk_widget_set_hexpand (self->rows[ROW_PAN], TRUE);
  gtk_widget_set_size_request (self->rows[ROW_PAN_FIELD], 34, 16);
  gtk_widget_set_valign (self->rows[ROW_PAN_FIELD], GTK_ALIGN_CENTER);
  lt_value_field_set_align (LT_VALUE_FIELD (self->rows[ROW_PAN_FIELD]), 0.5);
  lt_mix_edit_bind_strip (LT_CONTROL (self->rows[ROW_PAN]), self->context, self->id, LT_STRIP_PAN, _ ("Pan"));
  lt_control_set_field (LT_CONTROL (self->rows[ROW_PAN]), LT_CONTROL (self->rows[ROW_PAN_FIELD]));
  gtk_box_append (GTK_BOX (self->pan_row), self->rows[ROW_PAN]);
  gtk_box_append (GTK_BOX (self->pan_row), self->rows[ROW_PAN_FIELD]);
  lt_mix_strip_place_build (self);
}

/* Those under a VCA, where other strips have what sounds. */
static void
add_members (LtMixStrip *self)
{
  self->members = new_label ("", "members");
  gtk_label_set_wrap (GTK_LABEL (self->members), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->members), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (self->members), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (self->members), 1);
  gtk_label_set_yalign (GTK_LABEL (self->members), 0.0f);
  self->members_box = add_wide (self, new_scroller (self->members, 0, GTK_ORIENTATION_VERTICAL), "members-box");
  lt_mix_strip_members_set_room (self);
}

static void
on_meter_menu (GtkGestureClick *click, int n_press, double x, double y, LtMixStrip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_translate_coordinates (self->meter, GTK_WIDGET (self), x, y, &x, &y);
  lt_strip_menu_popup_meter (GTK_WIDGET (self), self->context, self->id, x, y);
}

/* A VCA has no sound to measure. */
static void
add_meter (LtMixStrip *self, GtkWidget *row, GtkWidget *below)
{
  self->meter = lt_meter_new (2);
  gtk_widget_set_halign (self->meter, GTK_ALIGN_END);
  gtk_widget_set_size_request (self->meter, lt_mix_strip_is_mix (self) ? MIX_METER_WIDTH : METER_WIDTH, -1);
  lt_meter_set_has_light (LT_METER (self->meter), TRUE);
  lt_meter_set_scale (LT_METER (self->meter), lt_mix_strip_is_mix (self) ? LT_METER_SCALE_BEFORE : LT_METER_SCALE_NONE);
  gtk_box_append (GTK_BOX (row), self->meter);
  g_signal_connect_swapped (self->meter, "clip-cleared", G_CALLBACK (on_clear_clip), self);
  GtkGesture *menu = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_meter_menu), self);
  gtk_widget_add_controller (self->meter, GTK_EVENT_CONTROLLER (menu));

  self->rows[ROW_PEAK] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->rows[ROW_PEAK]), gtk_label_new (NULL)); /* not a button's own label, which would be its name */
  gtk_widget_add_css_class (self->rows[ROW_PEAK], "peak");
  gtk_widget_set_tooltip_text (self->rows[ROW_PEAK], _ ("Highest peak; click clears it"));
  gtk_box_append (GTK_BOX (below), self->rows[ROW_PEAK]);
  g_signal_connect_swapped (self->rows[ROW_PEAK], "clicked", G_CALLBACK (on_clear_peak), self);
}

/* What can be in a group says so in the menus of what groups link. */
static void
offer_group (LtMixStrip *self, GtkWidget *control)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (self->kind > LT_STRIP_BUS)
    return;
  g_menu_append (menu, _ ("Group…"), "mix.group");
  lt_actions_label_menu (menu);
  lt_control_set_menu (LT_CONTROL (control), G_MENU_MODEL (menu));
}

static void
add_fader (LtMixStrip *self)
{
  LtValueSpec spec = lt_value_spec_fader ();
  GtkWidget  *row = add (self, lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "fader-row");
  GtkWidget  *below = add (self, lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, 4), "level-row");

  self->rows[ROW_FADER] = lt_fader_new ();
  self->rows[ROW_LEVEL] = new_field (self, &spec, LT_STRIP_FADER, _ ("Level"));
  gtk_widget_set_vexpand (row, TRUE);
  gtk_widget_set_hexpand (self->rows[ROW_FADER], TRUE);
  gtk_widget_set_halign (self->rows[ROW_FADER], GTK_ALIGN_START);
  lt_mix_edit_bind_strip (LT_CONTROL (self->rows[ROW_FADER]), self->context, self->id, LT_STRIP_FADER, _ ("Level"));
  lt_control_set_field (LT_CONTROL (self->rows[ROW_FADER]), LT_CONTROL (self->rows[ROW_LEVEL]));
  offer_group (self, self->rows[ROW_FADER]);
  lt_value_field_set_align (LT_VALUE_FIELD (self->rows[ROW_LEVEL]), 0.5);
  lt_value_field_set_shows_unit (LT_VALUE_FIELD (self->rows[ROW_LEVEL]), lt_mix_strip_is_mix (self));
  gtk_widget_set_size_request (self->rows[ROW_LEVEL], 36, 18);
  gtk_box_set_homogeneous (GTK_BOX (below), TRUE);
  gtk_box_append (GTK_BOX (row), self->rows[ROW_FADER]);
  gtk_box_append (GTK_BOX (below), self->rows[ROW_LEVEL]);
  if (!lt_mix_strip_is_vca (self))
    add_meter (self, row, below);
}

static GtkWidget *
add_toggle (LtMixStrip *self, GtkWidget *row, const char *label, const char *class, const char *tip, GCallback clicked)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (toggle, "mini");
  gtk_widget_add_css_class (toggle, class);
  gtk_widget_set_hexpand (toggle, TRUE);
  gtk_widget_set_tooltip_text (toggle, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_swapped (toggle, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (row), toggle);
  return toggle;
}

/* The same action is in the transport's popover. */
static void
add_monitor (GtkWidget *row, const char *label, const char *action)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (toggle, "mini");
  gtk_widget_add_css_class (toggle, "monitor");
  gtk_widget_set_hexpand (toggle, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (toggle), action);
  lt_actions_set_tooltip (toggle, action);
  gtk_box_append (GTK_BOX (row), toggle);
}

static void
add_buttons (LtMixStrip *self)
{
  GtkWidget *row = add (self, new_row (3), "letters");

  self->rows[ROW_MUTE] = add_toggle (self, row, C_ ("mute", "M"), "mute", _ ("Mute"), G_CALLBACK (on_mute));
  lt_lane_follow_attach (self->rows[ROW_MUTE], self->context, self->id, 0, lt_strip_rows[LT_STRIP_MUTE].key);
  if (lt_mix_strip_is_mix (self))
    {
      add_monitor (row, _ ("Mono"), "monitor.mono");
      add_monitor (row, _ ("Dim"), "monitor.dim");
      add_wide (self, new_row (0), "no-output"); /* so that its fader stands beside the others */
      return;
    }
  self->rows[ROW_SOLO] = add_toggle (self, row, C_ ("solo", "S"), "solo", _ ("Solo; with Ctrl this one alone"), G_CALLBACK (on_solo));

  if (lt_mix_strip_is_vca (self))
    {
      add_wide (self, new_row (0), "no-output");
      return;
    }
  self->rows[ROW_OUTPUT] = add_wide (self, gtk_button_new (), "output");
  GtkWidget *inside = new_row (2), *label = new_label ("", "output-name"), *icon = gtk_image_new_from_icon_name ("pan-down-symbolic");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 10);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_box_append (GTK_BOX (inside), icon);
  gtk_button_set_child (GTK_BUTTON (self->rows[ROW_OUTPUT]), inside);
  g_signal_connect_swapped (self->rows[ROW_OUTPUT], "clicked", G_CALLBACK (on_output), self);
}

/* --- all --- */

void
lt_mix_strip_build (LtMixStrip *self)
{
  lt_mix_strip_fit_width (self);
  if (self->kind != LT_STRIP_TRACK)
    gtk_widget_add_css_class (GTK_WIDGET (self), "bus");
  self->colour = add (self, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "colour");
  add_name (self);
  add_trim (self);
  if (lt_mix_strip_is_vca (self))
    add_members (self);
  else
    {
      add_effects (self);
      add_sends (self);
      add_pan (self);
    }
  add_fader (self);
  add_buttons (self);
  self->foot = add_wide (self, lt_strip_foot_new (self->context, self->id, self->kind), NULL);
  self->rows[ROW_AUTOMATION] = lt_strip_foot_get_mode (LT_STRIP_FOOT (self->foot));
  self->rows[ROW_GROUP] = lt_strip_foot_get_group (LT_STRIP_FOOT (self->foot));
}
