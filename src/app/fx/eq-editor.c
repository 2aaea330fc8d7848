// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Layers: spectrum before and after, each band's own part, the whole curve; nodes; then a row of cells.
// Docked there is little height: what the cells do not show stands beside the plot; in a high or narrow window below.
// Layer: app.

#include "app/fx/eq-bands.h"
#include "app/fx/eq-board.h"
#include "app/fx/eq-cell.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-spectrum.h"
#include "app/fx/fx-tie.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N_CURVE       400u
#define SPECTRUM_LOW  -100.0
#define SPECTRUM_HIGH -10.0

/* px of the editor: from that width on, and up to that height, the knobs are beside the plot; a high one gets back below it
   only when it is higher by some more, as the two need different heights. */
#define BESIDE_WIDTH  1050
#define BESIDE_HEIGHT 340
#define BESIDE_MORE   60

typedef struct
{
  LtFxFrame *frame;
  LtFxSlot  *slot;
  LtEqBand   bands[LT_EQ_BANDS_N];

  GtkWidget *plot, *cells;
  GtkWidget *nodes[LT_EQ_BANDS_N];
  LtEqCell   cell[LT_EQ_BANDS_N];
  int        picked; /* band, or −1 */

  double       hz[N_CURVE], db[N_CURVE], band_db[N_CURVE];
  LtFxSpectrum spectrum;
} Eq;

/* --- layers --- */

static void
draw_picked_band (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Eq     *self = data;
  GdkRGBA fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.25);

  if (self->picked < 0)
    return;
  lt_plot_area (plot, cr, self->hz, self->band_db, N_CURVE, 0.0);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
}

/* How far a dynamic band may move its gain. */
static void
draw_ranges (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Eq     *self = data;
  GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_GR), 0.8);

  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 4.0);
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    {
      double range = lt_fx_slot_value (self->slot, self->bands[b].range),
             gain = lt_fx_slot_value (self->slot, self->bands[b].gain);
      double x = lt_plot_to_x (plot, lt_fx_slot_value (self->slot, self->bands[b].freq));

      if (range == 0.0 || lt_fx_slot_value (self->slot, self->bands[b].on) < 0.5f)
        continue;
      cairo_move_to (cr, x, lt_plot_to_y (plot, gain));
      cairo_line_to (cr, x, lt_plot_to_y (plot, gain + range));
      cairo_stroke (cr);
    }
}

static void
draw_curve (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Eq *self = data;

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (plot, cr, 0.0);
  cairo_stroke (cr);
  lt_plot_curve (plot, cr, self->hz, self->db, N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
  if (self->picked >= 0 && lt_plot_node_is_dragging (LT_PLOT_NODE (self->nodes[self->picked])))
    {
      LtPlotNode *node = LT_PLOT_NODE (self->nodes[self->picked]);

      lt_plot_tag (plot, cr, lt_plot_node_get_tag (node),
                   lt_plot_to_x (plot, lt_plot_node_get_x (node)),
                   lt_plot_to_y (plot, lt_plot_node_get_y (node)) - 18);
    }
}

/* --- following the session --- */

/* Where a node stands: gains by their gain, cuts and the like on the curve's middle. */
static double
node_y (Eq *self, guint b)
{
  LtEqType type = (LtEqType) lt_fx_slot_value (self->slot, self->bands[b].type);

  return lt_eq_bands_has_gain (type) ? lt_fx_slot_value (self->slot, self->bands[b].gain) : 0.0;
}

static void
update_band (Eq *self, guint b)
{
  gboolean         on = lt_fx_slot_value (self->slot, self->bands[b].on) >= 0.5f;
  gboolean         dynamic = lt_fx_slot_value (self->slot, self->bands[b].range) != 0.0f;
  g_autofree char *tag = lt_eq_bands_dup_tag (self->slot, &self->bands[b]);
  g_autofree char *words = lt_eq_bands_dup_words (self->slot, &self->bands[b], b + 1);
  LtPlotNode      *node = LT_PLOT_NODE (self->nodes[b]);

  lt_plot_node_set_place (node, lt_fx_slot_value (self->slot, self->bands[b].freq),
                          node_y (self, b));
  lt_plot_node_set_on (node, on);
  lt_plot_node_set_picked (node, self->picked == (int) b);
  lt_plot_node_set_colour (node, dynamic ? LT_COLOUR_GR : LT_COLOUR_FG);
  lt_plot_node_set_text (node, tag, words);
  lt_eq_cell_update (&self->cell[b], words, self->picked == (int) b);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Eq    *self = data;
  double rate_hz = lt_fx_slot_rate_hz (self->slot);

  lt_picture_response_db (slot, rate_hz, self->hz, N_CURVE, self->db);
  if (self->picked >= 0)
    lt_picture_band_response_db (slot, (guint) self->picked, rate_hz, self->hz, N_CURVE,
                                 self->band_db);
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    update_band (self, b);
  lt_plot_redraw (LT_PLOT (self->plot));
}

/* The values of the picked band, all of them, and those of the whole. */
static void
show_detail (Eq *self)
{
  static const char *const below[]
      = { "b#-on",        "b#-type",  "b#-freq",   "b#-gain",    "b#-q",  "b#-slope", "b#-channel",
          "b#-threshold", "b#-range", "b#-attack", "b#-release", "phase", "output",   "key",     NULL };
  static const char *const heads[] = { "b#-on", "b#-type", "b#-channel", "phase", NULL };
  static const char *const still[] = { "b#-freq", "b#-gain", "b#-q", "b#-slope", "output", NULL };
  static const char *const moving[]
      = { "b#-threshold", "b#-range", "b#-attack", "b#-release", "key", NULL };
  static const char *const *const one[] = { below, NULL };
  static const char *const *const three[] = { heads, still, moving, NULL };
  const char *const *const       *wanted = lt_fx_frame_has_knobs_beside (self->frame) ? three : one;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (; *wanted != NULL; wanted++)
    {
      char **keys = g_strdupv ((char **) *wanted);

      for (char **key = keys; *key != NULL; key++)
        if (strchr (*key, '#') != NULL)
          *strchr (*key, '#') = (char) ('1' + self->picked);
      g_ptr_array_add (lines, keys);
    }
  g_ptr_array_add (lines, NULL);
  lt_fx_frame_set_lines (self->frame, (const char *const *const *) lines->pdata);
}

static void
pick (Eq *self, int band)
{
  if (self->picked == band)
    return;
  self->picked = band;
  show_detail (self);
  lt_fx_frame_update (self->frame);
}

/* --- hands --- */

static int
band_of (gpointer widget)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "band"));
}

static void
on_moved (LtPlotNode *node, double x, double y, Eq *self)
{
  const LtEqBand *band = &self->bands[band_of (node)];

  lt_fx_slot_set (self->slot, band->freq, x);
  if (lt_eq_bands_has_gain ((LtEqType) lt_fx_slot_value (self->slot, band->type)))
    lt_fx_slot_set (self->slot, band->gain, round (y * 10.0) / 10.0);
}

static void
on_turned (LtPlotNode *node, double steps, Eq *self)
{
  const LtEqBand *band = &self->bands[band_of (node)];

  lt_fx_slot_set (self->slot, band->q,
                  lt_fx_slot_value (self->slot, band->q) * pow (2.0, steps / 6.0));
}

static void
on_picked (LtPlotNode *node, Eq *self)
{
  pick (self, band_of (node));
}

static void
on_toggled (LtPlotNode *node, Eq *self)
{
  const LtEqBand *band = &self->bands[band_of (node)];

  lt_fx_slot_set (self->slot, band->on, lt_fx_slot_value (self->slot, band->on) < 0.5f);
}

static void
on_removed (LtPlotNode *node, Eq *self)
{
  lt_fx_slot_set (self->slot, self->bands[band_of (node)].on, 0.0);
}

/* A free band comes to the point: a cut at the outer ends, a bell elsewhere. */
static void
on_double_click (LtPlot *plot, double x, double y, Eq *self)
{
  int      b = lt_eq_bands_free (self->slot, self->bands);
  LtEqType type = x < 35.0 ? LT_EQ_LOW_CUT : (x > 14000.0 ? LT_EQ_HIGH_CUT : LT_EQ_BELL);

  if (b < 0)
    {
      lt_context_toast (self->slot->context,
                        _ ("All eight bands are in use. Switch one off first."), FALSE);
      return;
    }
  lt_fx_slot_begin (self->slot);
  lt_fx_slot_set (self->slot, self->bands[b].type, type);
  lt_fx_slot_set (self->slot, self->bands[b].freq, x);
  lt_fx_slot_set (self->slot, self->bands[b].gain, round (y * 10.0) / 10.0);
  lt_fx_slot_set (self->slot, self->bands[b].q, type == LT_EQ_BELL ? 1.0 : 0.71);
  lt_fx_slot_set (self->slot, self->bands[b].on, 1.0);
  lt_fx_slot_end (self->slot, FALSE);
  pick (self, b);
  gtk_widget_grab_focus (self->nodes[b]);
}

static void
on_cell (gpointer data, guint band)
{
  pick (data, (int) band);
}

static void
on_room (LtFxFrame *frame, int width, int height, Eq *self)
{
  gboolean was = lt_fx_frame_has_knobs_beside (frame);
  gboolean beside = width >= BESIDE_WIDTH && height < BESIDE_HEIGHT + (was ? BESIDE_MORE : 0);

  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    lt_eq_cell_set_room (&self->cell[b], width / (double) LT_EQ_BANDS_N);
  if (beside != was)
    {
      lt_fx_frame_set_knobs_beside (frame, beside);
      show_detail (self);
    }
  lt_fx_frame_update (frame);
}

/* --- the look --- */

static void
add_band (Eq *self, guint b)
{
  GtkWidget *node = lt_plot_node_new (LT_PLOT (self->plot), b + 1);

  g_object_set_data (G_OBJECT (node), "band", GINT_TO_POINTER (b));
  self->nodes[b] = node;
  self->cell[b] = (LtEqCell){
    .frame = self->frame, .rows = self->bands[b], .band = b, .pick = on_cell, .data = self
  };
  gtk_box_append (GTK_BOX (self->cells), lt_eq_cell_build (&self->cell[b]));

  lt_fx_tie_gestures (self->frame, node);
  g_signal_connect (node, "moved", G_CALLBACK (on_moved), self);
  g_signal_connect (node, "turned", G_CALLBACK (on_turned), self);
  g_signal_connect (node, "picked", G_CALLBACK (on_picked), self);
  g_signal_connect (node, "toggled", G_CALLBACK (on_toggled), self);
  g_signal_connect (node, "removed", G_CALLBACK (on_removed), self);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Eq        *self = data;
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (-12.0, 12.0, 6.0),
             right = lt_plot_axis_db (SPECTRUM_LOW, SPECTRUM_HIGH, 20.0);

  self->frame = frame;
  self->slot = lt_fx_frame_get_slot (frame);
  lt_eq_bands_find (self->slot, self->bands);
  lt_picture_log_hz (20.0, 20000.0, N_CURVE, self->hz);
  lt_fx_spectrum_init (&self->spectrum, 20.0, 20000.0, LT_FX_SPECTRUM_TILT);
  self->spectrum.on_right = TRUE;
  self->plot = lt_plot_new ();
  self->cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  y.is_signed = TRUE;
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_set_right_axis (LT_PLOT (self->plot), &right, LT_COLOUR_FG3);
  lt_plot_add_live_layer (LT_PLOT (self->plot), lt_fx_spectrum_draw_behind, &self->spectrum);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_picked_band, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_ranges, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_curve, self);
  gtk_widget_set_tooltip_text (
      self->plot,
      _ ("Double-click adds a band. On a node: drag, wheel for Q, double-click for off."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Curve of the equaliser"), -1);
  gtk_box_set_homogeneous (GTK_BOX (self->cells), TRUE);
  gtk_widget_add_css_class (self->cells, "eq-cells");
  g_signal_connect (self->plot, "double-click", G_CALLBACK (on_double_click), self);
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    add_band (self, b);
  show_detail (
      self); /* its values take their room from the start: the curve must not move under the hand */
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_frame_add_below (frame, self->cells);
  lt_eq_board_install (self->plot, frame, &self->picked);
  lt_eq_board_install (self->cells, frame, &self->picked);
  g_signal_connect (frame, "room", G_CALLBACK (on_room), self);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Eq *self = data;

  lt_fx_spectrum_live (&self->spectrum, LT_PLOT (self->plot), reading);
}

const LtFxLook lt_eq_editor_look = { sizeof (Eq), lay_out, update, live, NULL, NULL };
