// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The number and type are a button that picks the band; so does a press anywhere in the cell.
// Layer: app.

#include "app/fx/eq-cell.h"

#include "app/fx/fx-tie.h"
#include "app/widgets/draw.h"
#include "app/widgets/value-field.h"

#include <glib/gi18n.h>

/* px of a cell, in text as it is at first, from which on it shows … */
#define ROOM_Q     140.0 /* … all, with the type's name */
#define ROOM_LEVEL 112.0 /* … frequency and gain */
#define ROOM_ICON  64.0  /* … the type's picture */
#define TEXT_SIZE  11.0
#define FREQ_WIDTH 58 /* so that it is never in doubt whether these are kilohertz */

/* --- hands --- */

static void
on_pick (LtEqCell *self)
{
  self->pick (self->data, self->band);
}

static void
on_press (GtkGestureClick *gesture, int n, double x, double y, LtEqCell *self)
{
  on_pick (self);
}

static void
on_begin (LtControl *field, LtEqCell *self)
{
  lt_fx_slot_begin (lt_fx_frame_get_slot (self->frame));
  on_pick (self);
}

static void
on_changed (LtControl *field, double value, LtEqCell *self)
{
  lt_fx_slot_set (lt_fx_frame_get_slot (self->frame),
                  GPOINTER_TO_INT (g_object_get_data (G_OBJECT (field), "param")), value);
}

static void
on_end (LtControl *field, gboolean cancelled, LtEqCell *self)
{
  lt_fx_slot_end (lt_fx_frame_get_slot (self->frame), cancelled);
}

/* --- what it shows --- */

static void
update_fields (LtEqCell *self)
{
  LtFxSlot *slot = lt_fx_frame_get_slot (self->frame);
  LtEqType  type = (LtEqType) lt_fx_slot_value (slot, self->rows.type);
  gboolean  has_room[LT_EQ_CELL_N] = {
     [LT_EQ_CELL_FREQ] = TRUE,
     [LT_EQ_CELL_GAIN] = self->room >= ROOM_LEVEL && lt_eq_bands_has_gain (type),
     [LT_EQ_CELL_SLOPE] = self->room >= ROOM_LEVEL && lt_eq_bands_is_cut (type),
     [LT_EQ_CELL_Q] = self->room >= ROOM_Q && type != LT_EQ_TILT,
  };

  for (guint i = 0; i < LT_EQ_CELL_N; i++)
    {
      int param = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self->fields[i]), "param"));

      gtk_widget_set_visible (self->fields[i], has_room[i]);
      lt_control_set_value (LT_CONTROL (self->fields[i]), lt_fx_slot_value (slot, param));
    }
}

static void
set_class (GtkWidget *widget, const char *class, gboolean is_set)
{
  (is_set ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widget, class);
}

void
lt_eq_cell_update (LtEqCell *self, const char *words, gboolean is_picked)
{
  LtFxSlot *slot = lt_fx_frame_get_slot (self->frame);
  LtEqType  type = (LtEqType) lt_fx_slot_value (slot, self->rows.type);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), lt_eq_bands_icon (type));
  gtk_label_set_label (GTK_LABEL (self->type), lt_eq_bands_label (slot, &self->rows));
  gtk_widget_set_visible (self->icon, self->room >= ROOM_ICON);
  gtk_widget_set_visible (self->type, self->room >= ROOM_Q);
  gtk_widget_set_visible (self->dynamic, self->room >= ROOM_Q
                                             && lt_fx_slot_value (slot, self->rows.range) != 0.0f);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  set_class (self->cell, "off", lt_fx_slot_value (slot, self->rows.on) < 0.5f);
  set_class (self->cell, "picked", is_picked);
  update_fields (self);
}

void
lt_eq_cell_set_room (LtEqCell *self, double room)
{
  double scale = lt_draw_font_size (self->fields[LT_EQ_CELL_FREQ]) / TEXT_SIZE;

  self->room = room / scale;
  gtk_widget_set_size_request (self->fields[LT_EQ_CELL_FREQ],
                               self->room >= ROOM_LEVEL ? (int) (FREQ_WIDTH * scale) : -1, -1);
}

/* --- the look --- */

static GtkWidget *
new_field (LtEqCell *self, int param)
{
  const LtParamSpec *row
      = &lt_fx_slot_get (lt_fx_frame_get_slot (self->frame))->type->params[param];
  LtValueSpec spec = lt_value_spec_from_param (row);
  GtkWidget  *field = lt_value_field_new (&spec);

  lt_control_set_name (LT_CONTROL (field), _ (row->label));
  lt_value_field_set_align (LT_VALUE_FIELD (field), 0.5);
  gtk_widget_set_hexpand (field, TRUE);
  g_object_set_data (G_OBJECT (field), "param", GINT_TO_POINTER (param));
  lt_fx_slot_follow (lt_fx_frame_get_slot (self->frame), field, param);
  g_signal_connect (field, "gesture-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (field, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (field, "gesture-end", G_CALLBACK (on_end), self);
  return field;
}

static GtkWidget *
new_head (LtEqCell *self)
{
  GtkWidget       *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *digit = g_strdup_printf ("%u", self->band + 1);
  GtkWidget *number = gtk_label_new (digit), *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->button = gtk_button_new ();
  self->icon = gtk_image_new ();
  self->type = gtk_label_new (NULL);
  self->dynamic = gtk_label_new (_ ("Dynamic"));
  self->power = gtk_toggle_button_new ();
  gtk_label_set_ellipsize (GTK_LABEL (self->type), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->type), 0.0f);
  gtk_widget_set_hexpand (self->type, TRUE);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (number, "number");
  gtk_widget_add_css_class (self->dynamic, "gr");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "pick");
  gtk_widget_add_css_class (self->power, "flat");
  gtk_widget_add_css_class (self->power, "dot");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "mark");
  gtk_button_set_child (GTK_BUTTON (self->power), mark);
  gtk_box_append (GTK_BOX (row), number);
  gtk_box_append (GTK_BOX (row), self->icon);
  gtk_box_append (GTK_BOX (row), self->type);
  gtk_box_append (GTK_BOX (row), self->dynamic);
  gtk_button_set_child (GTK_BUTTON (self->button), row);
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_widget_set_valign (self->power, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), self->button);
  gtk_box_append (GTK_BOX (head), self->power);
  return head;
}

GtkWidget *
lt_eq_cell_build (LtEqCell *self)
{
  const int rows[LT_EQ_CELL_N]
      = { self->rows.freq, self->rows.gain, self->rows.slope, self->rows.q };
  GtkWidget  *values = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkGesture *click = gtk_gesture_click_new ();

  self->cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->cell, "eq-cell");
  gtk_box_append (GTK_BOX (self->cell), new_head (self));
  gtk_box_append (GTK_BOX (self->cell), values);
  for (guint i = 0; i < LT_EQ_CELL_N; i++)
    gtk_box_append (GTK_BOX (values), self->fields[i] = new_field (self, rows[i]));
  lt_value_field_set_prefix (LT_VALUE_FIELD (self->fields[LT_EQ_CELL_Q]), "Q");
  lt_fx_tie_toggle (self->frame, self->power, self->rows.on);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_press), self);
  gtk_widget_add_controller (self->cell, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_pick), self);
  return self->cell;
}
