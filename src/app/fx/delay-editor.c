// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delay: the echoes against the beats, left upwards, right downwards. The first is dragged in time, the second in level.
// Layer: app.

#include "app/fx/fx-looks.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/number-text.h"
#include "base/note.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_ECHOES 64
#define FAINTEST    0.03
#define ROOM        6.0 /* echoes that the plot has room for, where it can choose */

typedef struct
{
  LtFxSlot  *slot;
  GtkWidget *plot, *first, *second;
  int        time, note, feedback, ping_pong, freeze, mix; /* rows */
  double     beats;                                        /* from echo to echo */
  double     beat_ms;
} Delay;

static double
echo_level (const Delay *self, int i)
{
  double feedback = lt_fx_slot_value (self->slot, self->freeze) >= 0.5f
                        ? 1.0
                        : lt_fx_slot_value (self->slot, self->feedback) / 100.0;

  return pow (feedback, i);
}

static void
draw_stem (LtPlot *plot, cairo_t *cr, double beats, double level, const GdkRGBA *colour)
{
  double x = lt_plot_to_x (plot, beats), y = lt_plot_to_y (plot, level);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 2.0);
  cairo_move_to (cr, x, lt_plot_to_y (plot, 0.0));
  cairo_line_to (cr, x, y);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 4.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_echoes (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Delay          *self = data;
  gboolean        crosses = lt_fx_slot_value (self->slot, self->ping_pong) >= 0.5f;
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (plot, cr, 0.0);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_rectangle (cr, lt_plot_to_x (plot, 0.0) - 1.5, lt_plot_to_y (plot, 1.0), 3.0,
                   lt_plot_to_y (plot, -1.0) - lt_plot_to_y (plot, 1.0));
  cairo_fill (cr);
  for (int i = MOST_ECHOES - 1; i >= 0; i--)
    {
      double  level = echo_level (self, i);
      GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.35 + 0.65 * level);

      if (level < FAINTEST)
        continue;
      if (!crosses || i % 2 == 0)
        draw_stem (plot, cr, self->beats * (i + 1), level, &colour);
      if (!crosses || i % 2 == 1)
        draw_stem (plot, cr, self->beats * (i + 1), -level, &colour);
    }
}

static void
draw_tags (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Delay *self = data;

  for (GtkWidget **w = (GtkWidget *[]){ self->first, self->second, NULL }; *w != NULL; w++)
    {
      LtPlotNode *node = LT_PLOT_NODE (*w);
      double      x = lt_plot_to_x (plot, lt_plot_node_get_x (node)),
             y = lt_plot_to_y (plot, lt_plot_node_get_y (node));

      if (lt_plot_node_is_dragging (node))
        lt_plot_tag (plot, cr, lt_plot_node_get_tag (node), x + 90.0, y + 12.0);
    }
}

/* --- hands --- */

static void
on_first (LtPlotNode *node, double x, double y, Delay *self)
{
  double beats = MAX (x, 0.01);

  if (lt_fx_slot_value (self->slot, self->note) >= 0.5f)
    lt_fx_slot_set (self->slot, self->note, lt_note_nearest (lt_note_lengths, beats));
  else
    lt_fx_slot_set (self->slot, self->time, round (beats * self->beat_ms * 10.0) / 10.0);
}

static void
on_first_turned (LtPlotNode *node, double steps, Delay *self)
{
  lt_fx_tie_turn (self->slot, self->feedback, steps);
}

static void
on_second (LtPlotNode *node, double x, double y, Delay *self)
{
  lt_fx_slot_set (self->slot, self->feedback, round (100.0 * fabs (y)));
}

/* --- the look --- */

static void
set_range (Delay *self)
{
  LtPlotAxis x = { .kind = LT_PLOT_AXIS_LINEAR, .from = 0.0, .to = 0.5, .step = 0.25 };
  LtPlotAxis y = { .kind = LT_PLOT_AXIS_LINEAR, .from = -1.15, .to = 1.15, .is_hidden = TRUE };

  if (lt_plot_node_is_dragging (LT_PLOT_NODE (self->first)))
    return; /* the plot keeps its scale under the hand */
  while (x.to < self->beats * ROOM && x.to < 64.0)
    x.to *= 2.0;
  x.step = x.to / 8.0;
  x.unit = "";
  x.from = -0.02 * x.to;
  if (lt_plot_get_x (LT_PLOT (self->plot))->to != x.to)
    lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
}

static void
set_texts (Delay *self)
{
  LtNumberFormat   ms = { .kind = LT_NUMBER_MS };
  double           time_ms = self->beats * self->beat_ms;
  int              note = (int) lt_fx_slot_value (self->slot, self->note);
  const LtSlot    *slot = lt_fx_slot_get (self->slot);
  const char      *name = note > 0 ? _ (slot->type->params[self->note].choices[note].label) : NULL;
  g_autofree char *time = lt_number_text_dup (&ms, time_ms),
                  *time_words = lt_number_text_dup_words (&ms, time_ms);
  g_autofree char *tag = name != NULL ? g_strdup_printf ("%s   %s", name, time) : g_strdup (time);
  g_autofree char *words
      = g_strdup_printf ("%s, %s", _ ("First echo"), name != NULL ? name : time_words);
  g_autofree char *feedback = lt_fx_tie_dup_text (self->slot, self->feedback, FALSE);
  g_autofree char *feedback_words = lt_fx_tie_dup_text (self->slot, self->feedback, TRUE);
  g_autofree char *second = g_strdup_printf ("%s, %s", _ ("Second echo"), feedback_words);

  lt_plot_node_set_text (LT_PLOT_NODE (self->first), tag, words);
  lt_plot_node_set_text (LT_PLOT_NODE (self->second), feedback, second);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Delay *self = data;
  int    note = (int) lt_fx_slot_value (self->slot, self->note);
  double level = echo_level (self, 1);

  self->beat_ms = 60000.0 / lt_fx_slot_tempo_bpm (self->slot);
  self->beats = note > 0
                    ? lt_note_quarters (lt_note_lengths[note].key)
                    : lt_fx_slot_value (self->slot, self->time) / self->beat_ms;
  set_range (self);
  lt_plot_node_set_place (LT_PLOT_NODE (self->first), self->beats, 1.0);
  lt_plot_node_set_place (LT_PLOT_NODE (self->second), 2.0 * self->beats,
                          lt_fx_slot_value (self->slot, self->ping_pong) >= 0.5f ? -level : level);
  set_texts (self);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static GtkWidget *
add_node (Delay *self, LtFxFrame *frame, GCallback moved)
{
  GtkWidget *node = lt_plot_node_new (LT_PLOT (self->plot), 0);

  lt_fx_tie_gestures (frame, node);
  g_signal_connect (node, "moved", moved, self);
  return node;
}

static GtkWidget *
side_labels (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (const char *const *side = (const char *const[]){ N_ ("L"), N_ ("R"), NULL }; *side != NULL;
       side++)
    {
      GtkWidget *label = gtk_label_new (_ (*side));

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_set_vexpand (label, TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_margin_bottom (box, 18);
  return box;
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Delay *self = data;

  self->slot = lt_fx_frame_get_slot (frame);
  self->time = lt_fx_slot_find (self->slot, "time");
  self->note = lt_fx_slot_find (self->slot, "note");
  self->feedback = lt_fx_slot_find (self->slot, "feedback");
  self->ping_pong = lt_fx_slot_find (self->slot, "ping-pong");
  self->freeze = lt_fx_slot_find (self->slot, "freeze");
  self->plot = lt_plot_new ();
  lt_plot_add_layer (LT_PLOT (self->plot), draw_echoes, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_tags, self);
  gtk_widget_set_tooltip_text (
      self->plot,
      _ ("Echoes against the beats. Drag the first for the time, the second for the feedback."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Echoes"), -1);
  self->second = add_node (self, frame, G_CALLBACK (on_second));
  self->first = add_node (self, frame, G_CALLBACK (on_first));
  lt_plot_node_set_steps (LT_PLOT_NODE (self->second), 0.01, 0.01);
  lt_plot_node_set_picked (LT_PLOT_NODE (self->first), TRUE);
  g_signal_connect (self->first, "turned", G_CALLBACK (on_first_turned), self);
  lt_fx_frame_add (frame, side_labels (), FALSE);
  lt_fx_frame_add (frame, self->plot, TRUE);
}

const LtFxLook lt_delay_editor_look = { sizeof (Delay), lay_out, update, NULL, NULL, NULL };
