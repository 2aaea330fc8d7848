// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chorus, flanger, phaser, tremolo: how they sway, left and right. The node at the first crest is rate and depth.
// Layer: app.

#include "app/fx/fx-looks.h"
#include "app/fx/fx-meters.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/number-text.h"
#include "base/note.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N_CURVE 480u
#define SWINGS  2.5  /* at least, in the plot */
#define CREST   0.25 /* of a swing: where the node is */

typedef struct
{
  LtFxSlot  *slot;
  GtkWidget *plot, *node;
  int        rate, note, shape, depth, stereo; /* rows */
  double     seconds;                          /* of a swing */
  double     x[N_CURVE], y[2][N_CURVE];
  LtFxMeters meters;
} Sway;

static const LtParamSpec *
row_of (const Sway *self, int param)
{
  return &lt_fx_slot_get (self->slot)->type->params[param];
}

/* −1 to 1 at @turn swings, of the shape called @key. */
static double
shape_at (const char *key, double turn)
{
  double at = turn - floor (turn);

  if (strcmp (key, "triangle") == 0)
    return at < 0.25 ? 4.0 * at : (at < 0.75 ? 2.0 - 4.0 * at : 4.0 * at - 4.0);
  if (strcmp (key, "square") == 0)
    return at < 0.5 ? 1.0 : -1.0;
  if (strcmp (key, "ramp-up") == 0)
    return 2.0 * at - 1.0;
  if (strcmp (key, "ramp-down") == 0)
    return 1.0 - 2.0 * at;
  if (strcmp (key, "random") == 0)
    {
      static const double places[] = { 0.3, -0.7, 0.9, 0.1, -0.4, 0.6, -1.0, 0.2 };
      int                 i = (int) floor (turn) & 7;
      double              t = 0.5 - 0.5 * cos (G_PI * at);

      return places[i] + t * (places[(i + 1) & 7] - places[i]);
    }
  return sin (2.0 * G_PI * at);
}

/* --- layers --- */

static void
draw_sway (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Sway        *self = data;
  const double dash[] = { 5, 3 };
  gboolean     is_apart = lt_fx_slot_value (self->slot, self->stereo) > 0.0f;
  GdkRGBA      fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.08);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (plot, cr, 0.0);
  cairo_stroke (cr);
  lt_plot_area (plot, cr, self->x, self->y[0], N_CURVE, 0.0);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  if (is_apart)
    {
      lt_plot_curve (plot, cr, self->x, self->y[1], N_CURVE);
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG3));
      cairo_set_line_width (cr, 1.5);
      cairo_set_dash (cr, dash, 2, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  lt_plot_curve (plot, cr, self->x, self->y[0], N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

static void
draw_tag (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Sway       *self = data;
  LtPlotNode *node = LT_PLOT_NODE (self->node);

  if (lt_plot_node_is_dragging (node))
    lt_plot_tag (plot, cr, lt_plot_node_get_tag (node),
                 lt_plot_to_x (plot, lt_plot_node_get_x (node)) + 70.0,
                 lt_plot_to_y (plot, lt_plot_node_get_y (node)) + 12.0);
}

/* --- hands --- */

static void
on_moved (LtPlotNode *node, double x, double y, Sway *self)
{
  double             seconds = MAX (x, 1e-3) / CREST;
  const LtParamSpec *depth = row_of (self, self->depth);

  if (x != lt_plot_node_get_x (node) && lt_fx_slot_value (self->slot, self->note) >= 0.5f)
    lt_fx_slot_set (self->slot, self->note, lt_note_nearest (lt_note_cycles, seconds * lt_fx_slot_tempo_bpm (self->slot) / 60.0));
  else if (x != lt_plot_node_get_x (node))
    lt_fx_slot_set (self->slot, self->rate, 1.0 / seconds);
  if (y != lt_plot_node_get_y (node))
    lt_fx_slot_set (self->slot, self->depth,
                    lt_param_from_travel (depth, (float) CLAMP (y, 0.0, 1.0)));
}

static void
on_turned (LtPlotNode *node, double steps, Sway *self)
{
  lt_fx_tie_turn (self->slot, self->stereo, steps);
}

/* --- the look --- */

static void
set_range (Sway *self)
{
  static const double widths[] = { 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200 };
  LtPlotAxis          x = { .kind = LT_PLOT_AXIS_LINEAR, .unit = "s" },
             y = { .kind = LT_PLOT_AXIS_LINEAR, .from = -1.2, .to = 1.2, .is_hidden = TRUE };
  guint i = 0;

  if (lt_plot_node_is_dragging (LT_PLOT_NODE (self->node)))
    return; /* the plot keeps its scale under the hand */
  while (i + 1 < G_N_ELEMENTS (widths) && widths[i] < SWINGS * self->seconds)
    i++;
  x.to = widths[i];
  x.step = x.to / 5.0;
  if (lt_plot_get_x (LT_PLOT (self->plot))->to != x.to)
    lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
}

static void
fill_curves (Sway *self)
{
  const LtParamSpec *shape = row_of (self, self->shape), *depth = row_of (self, self->depth);
  const char        *key = shape->choices[(int) lt_fx_slot_value (self->slot, self->shape)].key;
  double             share = lt_param_to_travel (depth, lt_fx_slot_value (self->slot, self->depth)),
         width = lt_plot_get_x (LT_PLOT (self->plot))->to;
  double ahead = lt_fx_slot_value (self->slot, self->stereo) / 360.0;

  for (guint i = 0; i < N_CURVE; i++)
    {
      self->x[i] = width * i / (N_CURVE - 1);
      self->y[0][i] = share * shape_at (key, self->x[i] / self->seconds);
      self->y[1][i] = share * shape_at (key, self->x[i] / self->seconds + ahead);
    }
  lt_plot_node_set_place (LT_PLOT_NODE (self->node), CREST * self->seconds, share);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Sway            *self = data;
  int              note = (int) lt_fx_slot_value (self->slot, self->note);
  g_autofree char *rate
      = lt_fx_tie_dup_text (self->slot, note > 0 ? self->note : self->rate, FALSE);
  g_autofree char *rate_words
      = lt_fx_tie_dup_text (self->slot, note > 0 ? self->note : self->rate, TRUE);
  g_autofree char *depth = lt_fx_tie_dup_text (self->slot, self->depth, FALSE),
                  *depth_words = lt_fx_tie_dup_text (self->slot, self->depth, TRUE);
  g_autofree char *tag = g_strdup_printf ("%s   %s", rate, depth),
                  *words = g_strdup_printf ("%s, %s", rate_words, depth_words);

  self->seconds = note > 0
                      ? lt_note_quarters (lt_note_cycles[note].key) * 60.0 / lt_fx_slot_tempo_bpm (self->slot)
                      : 1.0 / MAX (1e-3, (double) lt_fx_slot_value (self->slot, self->rate));
  set_range (self);
  fill_curves (self);
  lt_plot_node_set_text (LT_PLOT_NODE (self->node), tag, words);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Sway *self = data;

  self->slot = lt_fx_frame_get_slot (frame);
  self->rate = lt_fx_slot_find (self->slot, "rate");
  self->note = lt_fx_slot_find (self->slot, "note");
  self->shape = lt_fx_slot_find (self->slot, "shape");
  self->depth = lt_fx_slot_find (self->slot, "depth");
  self->stereo = lt_fx_slot_find (self->slot, "stereo");
  self->plot = lt_plot_new ();
  lt_plot_add_layer (LT_PLOT (self->plot), draw_sway, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_tag, self);
  gtk_widget_set_tooltip_text (self->plot,
                               _ ("The sway on the left, and dashed on the right. Drag the node: "
                                  "rate and depth; wheel: how far they are apart."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sway"), -1);
  self->node = lt_plot_node_new (LT_PLOT (self->plot), 0);
  lt_plot_node_set_picked (LT_PLOT_NODE (self->node), TRUE);
  lt_plot_node_set_steps (LT_PLOT_NODE (self->node), 0.005, 0.02);
  lt_fx_tie_gestures (frame, self->node);
  g_signal_connect (self->node, "moved", G_CALLBACK (on_moved), self);
  g_signal_connect (self->node, "turned", G_CALLBACK (on_turned), self);
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_meters_add (&self->meters, frame, -1, 12.0);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  lt_fx_meters_live (&((Sway *) data)->meters, frame);
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  lt_fx_meters_rest (&((Sway *) data)->meters);
}

const LtFxLook lt_sway_editor_look = { sizeof (Sway), lay_out, update, live, rest, NULL };
