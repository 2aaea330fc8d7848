// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tie belongs to its handle and hears the frame's "update".
// Layer: app.

#include "app/fx/fx-tie.h"

#include "app/widgets/number-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define TURN_STEP 0.02 /* of the travel */

typedef struct
{
  LtFxSlot  *slot; /* the frame's */
  GtkWidget *handle;
  char      *name;
  int        x, y, turn; /* rows */
  LtFxTieTag tag;
  gboolean   updating;
} Tie;

static void
tie_free (gpointer data)
{
  g_free (((Tie *) data)->name);
  g_free (data);
}

static Tie *
tie_new (LtFxFrame *frame, GtkWidget *handle, GCallback update)
{
  Tie *self = g_new0 (Tie, 1);

  self->slot = lt_fx_frame_get_slot (frame);
  self->handle = handle;
  self->x = self->y = self->turn = -1;
  g_object_set_data_full (G_OBJECT (handle), "lathe-tie", self, tie_free);
  g_signal_connect_object (frame, "update", update, handle, G_CONNECT_SWAPPED);
  return self;
}

static Tie *
tie_of (gpointer handle)
{
  return g_object_get_data (G_OBJECT (handle), "lathe-tie");
}

static const LtParamSpec *
row_of (const LtFxSlot *slot, int param)
{
  const LtSlot *s = lt_fx_slot_get (slot);

  return s != NULL && s->type != NULL && param >= 0 ? &s->type->params[param] : NULL;
}

/* (transfer full): the number alone. */
static char *
dup_number (const LtFxSlot *slot, int param, gboolean words)
{
  const LtParamSpec *row = row_of (slot, param);

  if (row == NULL)
    return g_strdup ("");
  LtNumberFormat format = lt_number_text_from_param (row);
  double         value = lt_fx_slot_value (slot, param);
  return words ? lt_number_text_dup_words (&format, value) : lt_number_text_dup (&format, value);
}

char *
lt_fx_tie_dup_text (const LtFxSlot *slot, int param, gboolean words)
{
  const LtParamSpec *row = row_of (slot, param);
  g_autofree char   *number = dup_number (slot, param, words);

  return row != NULL ? g_strdup_printf (words ? "%s, %s" : "%s %s", _ (row->label), number)
                     : g_strdup ("");
}

/* --- gestures --- */

static void
on_begin (GtkWidget *handle, LtFxSlot *slot)
{
  lt_fx_slot_begin (slot);
}

static void
on_end (GtkWidget *handle, gboolean cancelled, LtFxSlot *slot)
{
  lt_fx_slot_end (slot, cancelled);
}

void
lt_fx_tie_gestures (LtFxFrame *frame, GtkWidget *handle)
{
  g_signal_connect (handle, "gesture-begin", G_CALLBACK (on_begin), lt_fx_frame_get_slot (frame));
  g_signal_connect (handle, "gesture-end", G_CALLBACK (on_end), lt_fx_frame_get_slot (frame));
}

void
lt_fx_tie_turn (LtFxSlot *slot, int param, double steps)
{
  const LtParamSpec *row = row_of (slot, param);

  if (row != NULL)
    lt_fx_slot_set (slot, param,
                    lt_param_from_travel (
                        row, (float) CLAMP (lt_param_to_travel (row, lt_fx_slot_value (slot, param))
                                                + TURN_STEP * steps,
                                            0.0, 1.0)));
}

/* As a person would write it: whole hertz, tenths of a decibel. */
static double
rounded (const LtParamSpec *row, double value)
{
  if (row->unit == LT_UNIT_HZ)
    return value < 1000.0 ? round (value) : round (value / 10.0) * 10.0;
  if (row->unit == LT_UNIT_PERCENT)
    return round (value);
  return row->unit == LT_UNIT_DB ? round (value * 10.0) / 10.0 : value;
}

/* --- lines --- */

static void
on_line (LtPlotLine *line, double value, gpointer data)
{
  Tie *self = tie_of (line);

  lt_fx_slot_set (self->slot, self->y, rounded (row_of (self->slot, self->y), value));
}

static void
update_line (GtkWidget *line)
{
  Tie             *self = tie_of (line);
  g_autofree char *tag = self->tag == LT_FX_TIE_NAME
                             ? lt_fx_tie_dup_text (self->slot, self->y, FALSE)
                         : self->tag == LT_FX_TIE_NUMBER ? dup_number (self->slot, self->y, FALSE)
                                                         : NULL;
  g_autofree char *words = lt_fx_tie_dup_text (self->slot, self->y, TRUE);

  lt_plot_line_set_value (LT_PLOT_LINE (line), lt_fx_slot_value (self->slot, self->y));
  lt_plot_line_set_text (LT_PLOT_LINE (line), tag, words);
}

void
lt_fx_tie_line (LtFxFrame *frame, GtkWidget *line, int param, LtFxTieTag tag)
{
  Tie               *self = tie_new (frame, line, G_CALLBACK (update_line));
  const LtParamSpec *row = row_of (self->slot, param);

  self->y = param;
  self->tag = tag;
  gtk_widget_set_visible (line, row != NULL);
  if (row == NULL)
    return;
  lt_plot_line_set_range (LT_PLOT_LINE (line), row->min, row->max,
                          row->unit == LT_UNIT_HZ ? 0.01 : 0.5);
  if (row->help != NULL)
    gtk_widget_set_tooltip_text (line, _ (row->help));
  lt_fx_tie_gestures (frame, line);
  g_signal_connect (line, "moved", G_CALLBACK (on_line), NULL);
}

/* --- nodes --- */

static void
on_node (LtPlotNode *node, double x, double y, gpointer data)
{
  Tie *self = tie_of (node);

  if (self->x >= 0 && x != lt_plot_node_get_x (node))
    lt_fx_slot_set (self->slot, self->x, rounded (row_of (self->slot, self->x), x));
  if (self->y >= 0 && y != lt_plot_node_get_y (node))
    lt_fx_slot_set (self->slot, self->y, rounded (row_of (self->slot, self->y), y));
}

static void
on_turned (LtPlotNode *node, double steps, gpointer data)
{
  lt_fx_tie_turn (tie_of (node)->slot, tie_of (node)->turn, steps);
}

static void
update_node (GtkWidget *handle)
{
  Tie             *self = tie_of (handle);
  LtPlotNode      *node = LT_PLOT_NODE (handle);
  g_autofree char *x = dup_number (self->slot, self->x, FALSE),
                  *y = dup_number (self->slot, self->y, FALSE);
  g_autofree char *x_words = lt_fx_tie_dup_text (self->slot, self->x, TRUE),
                  *y_words = lt_fx_tie_dup_text (self->slot, self->y, TRUE);
  g_autofree char *tag = g_strdup_printf ("%s%s%s", x, *x != '\0' && *y != '\0' ? "   " : "", y);
  g_autofree char *words = g_strdup_printf (
      "%s%s%s%s%s", self->name != NULL ? self->name : "", self->name != NULL ? ", " : "", x_words,
      *x_words != '\0' && *y_words != '\0' ? ", " : "", y_words);

  lt_plot_node_set_place (
      node, self->x >= 0 ? lt_fx_slot_value (self->slot, self->x) : lt_plot_node_get_x (node),
      self->y >= 0 ? lt_fx_slot_value (self->slot, self->y) : lt_plot_node_get_y (node));
  lt_plot_node_set_text (node, tag, words);
}

void
lt_fx_tie_node (LtFxFrame *frame, GtkWidget *node, const char *name, int x, int y, int turn)
{
  Tie *self = tie_new (frame, node, G_CALLBACK (update_node));

  self->name = g_strdup (name);
  self->x = x;
  self->y = y;
  self->turn = turn;
  lt_fx_tie_gestures (frame, node);
  g_signal_connect (node, "moved", G_CALLBACK (on_node), NULL);
  g_signal_connect (node, "turned", G_CALLBACK (on_turned), NULL);
}

/* --- buttons --- */

static void
on_toggle (GtkToggleButton *button, gpointer data)
{
  Tie *self = tie_of (button);

  if (!self->updating)
    lt_fx_slot_set (self->slot, self->y, gtk_toggle_button_get_active (button));
}

static void
update_toggle (GtkWidget *button)
{
  Tie *self = tie_of (button);

  self->updating = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                lt_fx_slot_value (self->slot, self->y) >= 0.5f);
  self->updating = FALSE;
}

void
lt_fx_tie_toggle (LtFxFrame *frame, GtkWidget *button, int param)
{
  Tie               *self = tie_new (frame, button, G_CALLBACK (update_toggle));
  const LtParamSpec *row = row_of (self->slot, param);

  self->y = param;
  gtk_widget_set_visible (button, row != NULL);
  if (row == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (row->label), -1);
  if (row->help != NULL)
    gtk_widget_set_tooltip_text (button, _ (row->help));
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggle), NULL);
}
