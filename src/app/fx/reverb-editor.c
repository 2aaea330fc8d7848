// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reverb: how long each frequency sounds. Nodes: lows, mids, highs.
// Layer: app.
//
// A node lies on the curve; where it is dragged, the curve goes: one row is solved for. Outer nodes lie half an octave
// outside their crossover, where its ratio is nearly all.

#include "app/fx/fx-looks.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/number-text.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_CURVE 240u
#define OUTSIDE G_SQRT2
#define ROOM    1.3 /* of the plot over the longest time */

enum
{
  LOW,
  MID,
  HIGH,
  N_NODES,
};

typedef struct
{
  LtFxSlot  *slot;
  GtkWidget *plot, *nodes[N_NODES];
  int        decay, low_ratio, high_ratio, low_hz, high_hz; /* rows */
  double     hz[N_CURVE], seconds[N_CURVE];
  int        picked;
} Reverb;

/* --- layers --- */

static double
seconds_at (const Reverb *self, double hz)
{
  const LtSlot *slot = lt_fx_slot_get (self->slot);
  double        seconds = 0.0;

  lt_picture_curve (slot, lt_fx_slot_rate_hz (self->slot), &hz, 1, &seconds);
  return seconds;
}

/* What a burst would leave: each column falls by 60 dB down to the curve. */
static void
draw_fall (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Reverb         *self = data;
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  int              width = (int) well.size.width, height = (int) well.size.height;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint32         *pixels = (gpointer) cairo_image_surface_get_data (surface), ramp[256];
  int              stride = cairo_image_surface_get_stride (surface) / 4;

  for (int i = 0; i < 256; i++)
    {
      GdkRGBA heat = lt_palette_heat (1.0 - i / 255.0 * 60.0 / 90.0);

      ramp[i] = (guint32) lround (heat.red * 255) << 16 | (guint32) lround (heat.green * 255) << 8
                | (guint32) lround (heat.blue * 255);
    }
  for (int x = 0; x < width; x++)
    {
      guint  i = (guint) MIN (N_CURVE - 1.0, (double) x / width * N_CURVE);
      double reach = lt_plot_to_y (plot, self->seconds[i]) - well.origin.y;

      for (int y = 0; y < height; y++)
        pixels[y * stride + x] = ramp[(int) CLAMP (255.0 * y / MAX (reach, 1.0), 0.0, 255.0)];
    }
  cairo_surface_mark_dirty (surface);
  lt_plot_area (plot, cr, self->hz, self->seconds, N_CURVE, 0.0);
  cairo_clip (cr);
  cairo_set_source_surface (cr, surface, well.origin.x, well.origin.y);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

static void
draw_curve (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Reverb *self = data;

  lt_plot_curve (plot, cr, self->hz, self->seconds, N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
  for (int i = 0; i < N_NODES; i++)
    {
      LtPlotNode *node = LT_PLOT_NODE (self->nodes[i]);

      if (lt_plot_node_is_dragging (node))
        lt_plot_tag (plot, cr, lt_plot_node_get_tag (node),
                     lt_plot_to_x (plot, lt_plot_node_get_x (node)),
                     lt_plot_to_y (plot, lt_plot_node_get_y (node)) + 36);
    }
}

/* --- hands --- */

/* How much of an outer ratio there is at its node, and at the mids' one; as fx/reverb.c has it. */
static double
weight (double from, double to)
{
  return 1.0 / (1.0 + pow (from / to, 4.0));
}

/* The ratio that brings the time at a node to @seconds. */
static double
solve_ratio (double whole, double seconds, double share)
{
  return 1.0 / MAX (1e-3, 1.0 + (whole / seconds - 1.0) / share);
}

static void
on_moved (LtPlotNode *node, double x, double y, Reverb *self)
{
  double whole = lt_fx_slot_value (self->slot, self->decay), share = weight (1.0, OUTSIDE);

  y = MAX (y, 0.02);
  if (GTK_WIDGET (node) == self->nodes[MID])
    {
      lt_fx_slot_set (self->slot, self->decay,
                      whole * y / seconds_at (self, lt_plot_node_get_x (node)));
      return;
    }
  gboolean is_low = GTK_WIDGET (node) == self->nodes[LOW];
  if (x != lt_plot_node_get_x (node))
    lt_fx_slot_set (self->slot, is_low ? self->low_hz : self->high_hz,
                    round (is_low ? x * OUTSIDE : x / OUTSIDE));
  if (y != lt_plot_node_get_y (node))
    lt_fx_slot_set (self->slot, is_low ? self->low_ratio : self->high_ratio,
                    solve_ratio (whole, y, share));
}

static void
on_turned (LtPlotNode *node, double steps, Reverb *self)
{
  lt_fx_tie_turn (self->slot, self->decay, steps);
}

static void
on_picked (LtPlotNode *node, Reverb *self)
{
  for (int i = 0; i < N_NODES; i++)
    lt_plot_node_set_picked (LT_PLOT_NODE (self->nodes[i]), self->nodes[i] == GTK_WIDGET (node));
}

/* --- the look --- */

static void
set_range (Reverb *self)
{
  static const struct
  {
    double to, step;
  } ranges[] = { { 0.5, 0.1 }, { 1, 0.25 }, { 2, 0.5 }, { 3, 1 },   { 5, 1 },   { 8, 2 },
                 { 12, 3 },    { 20, 5 },   { 30, 10 }, { 60, 20 }, { 120, 30 } };
  double longest = 0.0;
  guint  i = 0;

  for (guint k = 0; k < N_CURVE; k++)
    longest = MAX (longest, self->seconds[k]);
  for (int k = 0; k < N_NODES; k++)
    if (lt_plot_node_is_dragging (LT_PLOT_NODE (self->nodes[k])))
      return; /* the plot keeps its scale under the hand */
  while (i + 1 < G_N_ELEMENTS (ranges) && ranges[i].to < longest * ROOM)
    i++;

  LtPlotAxis x = lt_plot_axis_frequency (), y = { .kind = LT_PLOT_AXIS_LINEAR,
                                                  .from = ranges[i].to,
                                                  .to = 0.0,
                                                  .step = ranges[i].step,
                                                  .unit = "s" };
  if (lt_plot_get_y (LT_PLOT (self->plot))->from != y.from)
    lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  for (int k = 0; k < N_NODES; k++)
    lt_plot_node_set_steps (LT_PLOT_NODE (self->nodes[k]), 0.01, -ranges[i].to / 50.0);
}

static void
place_node (Reverb *self, int which, double hz, const char *name)
{
  LtPlotNode      *node = LT_PLOT_NODE (self->nodes[which]);
  double           seconds = seconds_at (self, hz);
  LtNumberFormat   hertz = { .kind = LT_NUMBER_HZ }, time = { .kind = LT_NUMBER_S };
  g_autofree char *at = lt_number_text_dup (&hertz, hz),
                  *long_ = lt_number_text_dup (&time, seconds);
  g_autofree char *at_words = lt_number_text_dup_words (&hertz, hz),
                  *long_words = lt_number_text_dup_words (&time, seconds);
  g_autofree char *tag = g_strdup_printf ("%s   %s", at, long_),
                  *words = g_strdup_printf ("%s, %s, %s", name, at_words, long_words);

  lt_plot_node_set_place (node, hz, seconds);
  lt_plot_node_set_text (node, tag, words);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Reverb *self = data;
  double  low = lt_fx_slot_value (self->slot, self->low_hz),
         high = lt_fx_slot_value (self->slot, self->high_hz);

  lt_picture_curve (slot, lt_fx_slot_rate_hz (self->slot), self->hz, N_CURVE, self->seconds);
  set_range (self);
  place_node (self, LOW, low / OUTSIDE, _ ("Decay of the lows"));
  place_node (self, MID, sqrt (low * high), _ ("Decay of the mids"));
  place_node (self, HIGH, high * OUTSIDE, _ ("Decay of the highs"));
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Reverb    *self = data;
  LtPlotAxis x = lt_plot_axis_frequency (),
             y = { .kind = LT_PLOT_AXIS_LINEAR, .from = 1.0, .to = 0.0, .step = 1.0, .unit = "s" };

  self->slot = lt_fx_frame_get_slot (frame);
  self->decay = lt_fx_slot_find (self->slot, "decay");
  self->low_ratio = lt_fx_slot_find (self->slot, "low-ratio");
  self->high_ratio = lt_fx_slot_find (self->slot, "high-ratio");
  self->low_hz = lt_fx_slot_find (self->slot, "low-freq");
  self->high_hz = lt_fx_slot_find (self->slot, "high-freq");
  lt_picture_log_hz (20.0, 20000.0, N_CURVE, self->hz);
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_fall, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_curve, self);
  gtk_widget_set_tooltip_text (
      self->plot,
      _ ("How long each frequency sounds. Drag the nodes: time, and where lows and highs begin."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Decay by frequency"), -1);
  for (guint i = 0; i < N_NODES; i++)
    {
      self->nodes[i] = lt_plot_node_new (LT_PLOT (self->plot), i + 1);
      lt_fx_tie_gestures (frame, self->nodes[i]);
      g_signal_connect (self->nodes[i], "moved", G_CALLBACK (on_moved), self);
      g_signal_connect (self->nodes[i], "turned", G_CALLBACK (on_turned), self);
      g_signal_connect (self->nodes[i], "picked", G_CALLBACK (on_picked), self);
    }
  lt_fx_frame_add (frame, self->plot, TRUE);
}

const LtFxLook lt_reverb_editor_look = { sizeof (Reverb), lay_out, update, NULL, NULL, NULL };
