// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the strip's sound is placed and when: polarity, the two sides of a dual pan, solo safe, and the way to what has no room.
// Layer: app.

#include "app/mix/mix-strip-private.h"

#include "app/mix/mix-edit.h"
#include "app/mix/strip-popover.h"
#include "app/widgets/value-field.h"

#include <glib/gi18n.h>

/* --- popovers --- */

static void
on_pan (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMixStrip *self = LT_MIX_STRIP (widget);

  if (self->rows[ROW_PAN] != NULL)
    lt_strip_popover_pan (gtk_widget_get_mapped (self->pan_row) ? self->pan_row : widget, self->context, self->id);
}

static void
on_delay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMixStrip *self = LT_MIX_STRIP (widget);

  if (self->kind <= LT_STRIP_BUS)
    lt_strip_popover_delay (widget, self->context, self->id);
}

void
lt_mix_strip_place_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "channel.pan", NULL, on_pan);
  gtk_widget_class_install_action (class, "channel.delay", NULL, on_delay);
}

/* --- polarity --- */

static void
on_polarity (LtMixStrip *self)
{
  gboolean on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->rows[ROW_POLARITY]));

  lt_mix_edit_value (self->context, self->id, LT_STRIP_POLARITY, on, _ ("Invert polarity"));
}

GtkWidget *
lt_mix_strip_place_new_polarity (LtMixStrip *self)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label ("ø");

  gtk_widget_add_css_class (toggle, "polarity");
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (toggle, _ ("Invert polarity"));
  g_signal_connect_swapped (toggle, "clicked", G_CALLBACK (on_polarity), self);
  self->rows[ROW_POLARITY] = toggle;
  return toggle;
}

/* --- both sides --- */

static GMenuModel *
get_menu (void)
{
  static GMenu *menu; /* the same for all strips, for ever */

  if (menu == NULL)
    {
      menu = g_menu_new ();
      g_menu_append (menu, _ ("Mode, width and pan law…"), "channel.pan");
    }
  return G_MENU_MODEL (menu);
}

static void
add_side (LtMixStrip *self, int row, LtStripValue which, double def, const char *label)
{
  LtValueSpec spec = lt_value_spec_pan ();
  GtkWidget  *field;

  spec.def = def;
  spec.label = label;
  field = self->rows[row] = lt_value_field_new (&spec);
  gtk_widget_add_css_class (field, "strip");
  gtk_widget_set_hexpand (field, TRUE);
  gtk_widget_set_size_request (field, 34, 16);
  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (field, label);
  lt_value_field_set_align (LT_VALUE_FIELD (field), 0.5);
  lt_control_set_menu (LT_CONTROL (field), get_menu ());
  lt_mix_edit_bind_strip (LT_CONTROL (field), self->context, self->id, which, label);
  gtk_box_append (GTK_BOX (self->pan_row), field);
}

void
lt_mix_strip_place_build (LtMixStrip *self)
{
  lt_control_set_menu (LT_CONTROL (self->rows[ROW_PAN]), get_menu ());
  lt_control_set_menu (LT_CONTROL (self->rows[ROW_PAN_FIELD]), get_menu ());
}

/* Few strips ever have them: they are made when they are wanted. */
static void
update_sides (LtMixStrip *self, const LtStrip *strip)
{
  gboolean is_dual = strip->pan_mode == LT_PAN_MODE_DUAL;

  gtk_widget_set_visible (self->rows[ROW_PAN], !is_dual);
  gtk_widget_set_visible (self->rows[ROW_PAN_FIELD], !is_dual);
  if (is_dual && self->rows[ROW_PAN_LEFT] == NULL)
    {
      add_side (self, ROW_PAN_LEFT, LT_STRIP_PAN_LEFT, -1.0, _ ("Pan of the left channel"));
      add_side (self, ROW_PAN_RIGHT, LT_STRIP_PAN_RIGHT, 1.0, _ ("Pan of the right channel"));
    }
  if (self->rows[ROW_PAN_LEFT] == NULL)
    return;
  g_autofree char *left = g_strdup_printf (_ ("%s pan of the left channel"), strip->name);
  g_autofree char *right = g_strdup_printf (_ ("%s pan of the right channel"), strip->name);
  lt_control_set_name (LT_CONTROL (self->rows[ROW_PAN_LEFT]), left);
  lt_control_set_name (LT_CONTROL (self->rows[ROW_PAN_RIGHT]), right);
  lt_control_set_value (LT_CONTROL (self->rows[ROW_PAN_LEFT]), strip->pan_left);
  lt_control_set_value (LT_CONTROL (self->rows[ROW_PAN_RIGHT]), strip->pan_right);
  gtk_widget_set_visible (self->rows[ROW_PAN_LEFT], is_dual);
  gtk_widget_set_visible (self->rows[ROW_PAN_RIGHT], is_dual);
}

/* A strip that no solo silences says so on its own. */
static void
update_safe (LtMixStrip *self, const LtStrip *strip)
{
  GtkWidget *solo = self->rows[ROW_SOLO];

  if (solo == NULL || gtk_widget_has_css_class (solo, "safe") == strip->solo_safe)
    return;
  (strip->solo_safe ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (solo, "safe");
  gtk_accessible_update_property (GTK_ACCESSIBLE (solo), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, strip->solo_safe ? _ ("Solo safe") : "", -1);
}

void
lt_mix_strip_place_update (LtMixStrip *self, const LtStrip *strip)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rows[ROW_POLARITY]), strip->polarity);
  update_sides (self, strip);
  update_safe (self, strip);
}

/* --- when --- */

/* (transfer full): what the strip's number says of its delays. */
static char *
dup_delays (LtMixStrip *self)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);
  double           ms = session != NULL ? 1000.0 / session->rate_hz : 0.0;
  LtLiveLatency    late = { 0 };
  GString         *text = g_string_new (NULL);

  lt_live_get_latency (lt_mix_strip_live (self), self->id, &late);
  if (late.frames == 0)
    g_string_append (text, _ ("No latency"));
  else
    g_string_append_printf (text, _ ("Latency %.1f ms (%d samples); all strips are kept in time"), (double) late.frames * ms, (int) late.frames);
  if (late.own_frames != 0 && late.own_frames != late.frames)
    g_string_append_printf (text, _ ("\n%.1f ms of it by this strip"), (double) late.own_frames * ms);
  if (self->shown != NULL && self->shown->delay_frames != 0)
    g_string_append_printf (text, _ ("\nDelayed by %.1f ms"), (double) self->shown->delay_frames * ms);
  return g_string_free (text, FALSE);
}

static gboolean
on_tooltip (GtkWidget *number, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip, LtMixStrip *self)
{
  g_autofree char *text = dup_delays (self);

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
lt_mix_strip_place_tell_delays (LtMixStrip *self, GtkWidget *where)
{
  gtk_widget_set_has_tooltip (where, TRUE);
  g_signal_connect (where, "query-tooltip", G_CALLBACK (on_tooltip), self);
}
