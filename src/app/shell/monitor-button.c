// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything here is an action of the group "monitor"; the popover is made when it is asked for.
// Layer: app.

#include "app/shell/monitor-button.h"

#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "app/shell/monitor-reference.h"
#include "app/shell/monitor-service.h"
#include "app/widgets/fader.h"
#include "app/widgets/value-field.h"

#include <glib/gi18n.h>

#define SHOWN_KEY "lathe-shown"
#define LEVEL_MIN_DB -60.0
#define SIGN_CHARS 9

/* --- rows --- */

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
add_row (GtkWidget *column, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = new_label (text, "dim");

  gtk_widget_set_size_request (label, 72, -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (column), row);
  return row;
}

/* @action: detailed; a toggle is down while its state is what it names. @tip: NULL: the action's. */
static void
add_button (GtkWidget *row, GtkWidget *button, const char *action, const char *tip)
{
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  lt_actions_set_tooltip (button, action);
  if (tip != NULL)
    gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_toggle (GtkWidget *row, const char *text, const char *action, const char *tip)
{
  add_button (row, gtk_toggle_button_new_with_label (text), action, tip);
}

/* --- numbers --- */

static void
on_state (GActionGroup *group, const char *name, GVariant *state, LtControl *control)
{
  lt_control_set_value (control, g_variant_get_double (state));
}

static void
on_changed (LtControl *control, double value, GActionGroup *group)
{
  g_action_group_change_action_state (group, g_object_get_data (G_OBJECT (control), "action"), g_variant_new_double (value));
}

/* @control shows the action's state and changes it. */
static GtkWidget *
tie (GtkWidget *control, GActionGroup *group, const char *action, const LtValueSpec *spec)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (group, action);
  g_autofree char     *signal = g_strconcat ("action-state-changed::", action, NULL);

  lt_control_set_spec (LT_CONTROL (control), spec);
  lt_control_set_value (LT_CONTROL (control), g_variant_get_double (state));
  g_object_set_data (G_OBJECT (control), "action", (gpointer) action);
  g_signal_connect (control, "changed", G_CALLBACK (on_changed), group);
  g_signal_connect_object (group, signal, G_CALLBACK (on_state), control, 0);
  return control;
}

static GtkWidget *
new_field (GActionGroup *group, const char *action, const LtValueSpec *spec, const char *tip)
{
  GtkWidget *field = tie (lt_value_field_new (spec), group, action, spec);

  gtk_widget_set_size_request (field, 64, 20);
  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (field, tip);
  return field;
}

static void
add_level (GtkWidget *column, GActionGroup *group)
{
  LtValueSpec spec = {
    .label = _ ("Monitor level"),
    .format = { .kind = LT_NUMBER_DB, .min_is_inf = TRUE, .is_signed = TRUE, .min = LEVEL_MIN_DB },
    .min = LEVEL_MIN_DB,
    .step = 1.0,
    .origin = LEVEL_MIN_DB,
  };
  GtkWidget *row = add_row (column, _ ("Level")), *slider = tie (lt_fader_new_slider (), group, "level", &spec);
  GtkWidget *field = new_field (group, "level", &spec, _ ("How loud everything is heard; files are not touched"));

  gtk_widget_set_tooltip_text (slider, _ ("How loud everything is heard; files are not touched"));
  gtk_widget_set_hexpand (slider, TRUE);
  gtk_widget_set_size_request (slider, 120, 20);
  gtk_widget_set_valign (slider, GTK_ALIGN_CENTER);
  lt_control_set_field (LT_CONTROL (slider), LT_CONTROL (field));
  lt_control_set_name (LT_CONTROL (field), _ ("Monitor level value"));
  gtk_box_append (GTK_BOX (row), slider);
  gtk_box_append (GTK_BOX (row), field);
}

static void
add_dim (GtkWidget *column, GActionGroup *group)
{
  LtValueSpec spec = {
    .label = _ ("Dim by"),
    .format = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min = -40.0, .max = -3.0 },
    .min = -40.0,
    .max = -3.0,
    .def = -20.0,
    .step = 1.0,
    .origin = -40.0,
  };
  GtkWidget *row = add_row (column, _ ("Quieter"));

  add_toggle (row, _ ("Dim"), "monitor.dim", NULL);
  gtk_box_append (GTK_BOX (row), new_field (group, "dim-level", &spec, _ ("How much quieter Dim makes it")));
}

/* --- the popover --- */

static void
add_sides (GtkWidget *column)
{
  GtkWidget *row = add_row (column, _ ("Sides"));

  add_toggle (row, _ ("Mono"), "monitor.mono", NULL);
  add_toggle (row, _ ("Swap"), "monitor.swap", NULL);
  row = add_row (column, _ ("Polarity"));
  add_toggle (row, _ ("Invert left"), "monitor.invert-left", _ ("Invert the left side; with Mono only what left and right do not share is heard"));
  add_toggle (row, _ ("Invert right"), "monitor.invert-right", _ ("Invert the right side; with Mono only what left and right do not share is heard"));
}

/* --- choices --- */

static GtkWidget *
add_linked (GtkWidget *column, const char *text)
{
  GtkWidget *row = add_row (column, text), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (row), box);
  return box;
}

static void
add_sources (GtkWidget *column, LtContext *context)
{
  GtkWidget *row = add_linked (column, _ ("Hear"));

  add_toggle (row, _ ("Mix"), "monitor.side::mix", NULL);
  add_toggle (row, _ ("Master"), "monitor.side::master", NULL);
  add_toggle (row, _ ("Reference"), "monitor.side::reference", NULL);
  row = add_row (column, _ ("Song"));
  gtk_box_append (GTK_BOX (row), lt_monitor_reference_new_choice (context));
  gtk_box_append (GTK_BOX (row), lt_monitor_reference_new_place (context));
  row = add_row (column, _ ("Loop"));
  gtk_box_append (GTK_BOX (row), lt_monitor_reference_new_loop (context, FALSE));
  gtk_box_append (GTK_BOX (row), lt_monitor_reference_new_loop (context, TRUE));
  row = add_row (column, _ ("As played by"));
  gtk_box_append (GTK_BOX (row), lt_monitor_service_new_choice (context));
}

static void
add_solo (GtkWidget *column)
{
  GtkWidget *row = add_linked (column, _ ("Solo"));

  add_toggle (row, _ ("In place"), "monitor.solo-mode::in-place", NULL);
  add_toggle (row, _ ("AFL"), "monitor.solo-mode::afl", NULL);
  add_toggle (row, _ ("PFL"), "monitor.solo-mode::pfl", NULL);
  row = add_row (column, "");
  add_button (row, gtk_button_new_with_label (_ ("Clear all solos")), "monitor.clear-solo", NULL);
  row = add_row (column, "");
  add_toggle (row, _ ("One strip at a time"), "monitor.solo-alone", _ ("Soloing a strip ends the solo of the others; Ctrl does so once"));
}

static void
create_popover (GtkMenuButton *button, gpointer context)
{
  GtkWidget    *popover = gtk_popover_new (), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GActionGroup *group = lt_monitor_actions_get (context);

  gtk_widget_add_css_class (column, "monitor");
  gtk_box_append (GTK_BOX (column), new_label (_ ("Monitor"), "heading"));
  gtk_box_append (GTK_BOX (column), new_label (_ ("Only what you hear; solo in place is in files too."), "dim"));
  add_sources (column, context);
  add_level (column, group);
  add_dim (column, group);
  add_sides (column);
  add_solo (column);
  add_button (add_row (column, ""), gtk_button_new_with_label (_ ("Reset the monitor")), "monitor.neutral", NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), column);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Monitor"), -1);
  gtk_menu_button_set_popover (button, popover);
  gtk_menu_button_set_create_popup_func (button, NULL, NULL, NULL);
}

/* --- the button --- */

static void
show (GtkWidget *self, const char *text)
{
  GtkWidget       *inside = gtk_menu_button_get_child (GTK_MENU_BUTTON (self)), *label = gtk_widget_get_last_child (inside);
  gboolean         is_neutral = *text == '\0';
  g_autofree char *tip = is_neutral ? g_strdup (_ ("Monitor: level, dim, mono, polarity, solo"))
                                    /* Translators: what differs, as in "Solo, Dim". */
                                    : g_strdup_printf (_ ("What you hear is changed: %s"), text);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), SIGN_CHARS)); /* what is less of use goes first */
  gtk_widget_set_visible (label, !is_neutral);
  (is_neutral ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (self, "lit");
  lt_actions_set_name (self, tip);
}

void
lt_monitor_button_frame (GtkWidget *self, LtContext *context)
{
  LtMonitorSigns *shown = g_object_get_data (G_OBJECT (self), SHOWN_KEY);
  LtMonitorSigns  now = lt_monitor_actions_get_signs (context);

  if (lt_monitor_actions_same_signs (&now, shown))
    return;
  g_auto (GStrv)   words = lt_monitor_actions_dup_signs (context, &now);
  g_autofree char *text = g_strjoinv (", ", words);
  show (self, text);
  *shown = now;
}

GtkWidget *
lt_monitor_button_new (LtContext *context)
{
  GtkWidget *button = gtk_menu_button_new (), *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("audio-headphones-symbolic"));
  gtk_box_append (GTK_BOX (inside), label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), inside);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popover, context, NULL);
  gtk_widget_add_css_class (button, "monitor-sign");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (button, FALSE);
  g_object_set_data_full (G_OBJECT (button), SHOWN_KEY, g_new0 (LtMonitorSigns, 1), g_free);
  show (button, "");
  return button;
}
