// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hum removal: numbered notches over the spectrum. The node on the first is the depth.
// Layer: app.

#include "app/fx/fx-learn.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-spectrum.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/draw.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_GRID    200u
#define N_NOTCHES 64u
#define N_AROUND  5u /* points that a notch is drawn with */
#define N_CURVE   (N_GRID + N_NOTCHES * N_AROUND)
#define HIGH_HZ   5000.0
#define LEAST_GAP 15.0 /* px between numbers */

typedef struct
{
  LtFxSlot    *slot;
  GtkWidget   *plot, *node, *found;
  int          base, fine, harmonics, depth; /* rows */
  int          readout;                      /* of the base; −1: none */
  double       base_hz;                      /* of the first notch */
  guint        n, n_points;
  double       hz[N_CURVE], db[N_CURVE];
  LtFxSpectrum spectrum;
} Dehum;

static void
draw_notches (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Dehum          *self = data;
  GdkRGBA         fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_GR), 0.25);
  graphene_rect_t well;
  double          last = -LEAST_GAP;
  g_autoptr (PangoLayout) layout = lt_draw_layout (
      GTK_WIDGET (plot), NULL, lt_draw_text_px (GTK_WIDGET (plot), 10.0), PANGO_WEIGHT_MEDIUM);

  lt_plot_get_well (plot, &well);
  lt_plot_area (plot, cr, self->hz, self->db, self->n_points, 0.0);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  lt_plot_curve (plot, cr, self->hz, self->db, self->n_points);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG2));
  for (guint k = 1; k <= self->n; k++)
    {
      double x = lt_plot_to_x (plot, k * self->base_hz);
      char   text[8];
      int    width, height;

      if (x - last < LEAST_GAP || x > well.origin.x + well.size.width - 6.0)
        continue;
      g_snprintf (text, sizeof text, "%u", k);
      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      cairo_move_to (cr, round (x - width / 2.0), well.origin.y + 2.0);
      pango_cairo_show_layout (cr, layout);
      last = x;
    }
  if (lt_plot_node_is_dragging (LT_PLOT_NODE (self->node)))
    lt_plot_tag (plot, cr, lt_plot_node_get_tag (LT_PLOT_NODE (self->node)),
                 lt_plot_to_x (plot, self->base_hz) + 70.0,
                 lt_plot_to_y (plot, lt_plot_node_get_y (LT_PLOT_NODE (self->node))) + 12.0);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* A grid, and points where the notches are. */
static void
fill_hz (Dehum *self)
{
  lt_picture_log_hz (20.0, HIGH_HZ, N_GRID, self->hz);
  self->n_points = N_GRID;
  for (guint k = 1; k <= self->n; k++)
    for (guint i = 0; i < N_AROUND; i++)
      {
        double hz = k * self->base_hz + 0.6 * ((int) i - (int) N_AROUND / 2);

        if (hz > 20.0 && hz < HIGH_HZ)
          self->hz[self->n_points++] = hz;
      }
  qsort (self->hz, self->n_points, sizeof (double), compare);
}

static void
show_found (Dehum *self, double hz)
{
  g_autofree char *text
      = hz > 0.0 ? g_strdup_printf (_ ("Hum at %.2f Hz"), hz) : g_strdup (_ ("No hum found yet"));

  if (g_strcmp0 (text, gtk_label_get_label (GTK_LABEL (self->found))) != 0)
    gtk_label_set_label (GTK_LABEL (self->found), text);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Dehum      *self = data;
  const char *base
      = slot->type->params[self->base].choices[(int) lt_fx_slot_value (self->slot, self->base)].key;
  g_autofree char *tag = lt_fx_tie_dup_text (self->slot, self->depth, FALSE),
                  *words = lt_fx_tie_dup_text (self->slot, self->depth, TRUE);

  self->base_hz
      = (g_strcmp0 (base, "60") == 0 ? 60.0 : 50.0) + lt_fx_slot_value (self->slot, self->fine);
  self->n = CLAMP ((guint) lt_fx_slot_value (self->slot, self->harmonics), 1, N_NOTCHES);
  gtk_widget_set_visible (self->found, g_strcmp0 (base, "auto") == 0);
  fill_hz (self);
  lt_picture_response_db (slot, lt_fx_slot_rate_hz (self->slot), self->hz, self->n_points,
                          self->db);
  for (guint i = 0; i < self->n_points; i++)
    if (fmod (self->hz[i], self->base_hz) == 0.0 && self->hz[i] <= self->n * self->base_hz)
      self->db[i] = -lt_fx_slot_value (self->slot, self->depth); /* the very middle, which numbers miss */
  lt_plot_node_set_place (LT_PLOT_NODE (self->node), self->base_hz,
                          -lt_fx_slot_value (self->slot, self->depth));
  lt_plot_node_set_text (LT_PLOT_NODE (self->node), tag, words);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
on_moved (LtPlotNode *node, double x, double y, Dehum *self)
{
  lt_fx_slot_set (self->slot, self->depth, round (-y * 10.0) / 10.0);
}

static void
on_turned (LtPlotNode *node, double steps, Dehum *self)
{
  lt_fx_tie_turn (self->slot, lt_fx_slot_find (self->slot, "q"), steps);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  static const char *const knobs[] = { "base", "fine", "harmonics", "q", "depth", NULL };
  Dehum     *self = data;
  LtPlotAxis x = { .kind = LT_PLOT_AXIS_LOG, .from = 20.0, .to = HIGH_HZ },
             y = lt_plot_axis_db (-66.0, 12.0, 12.0), right = lt_plot_axis_db (-120.0, -20.0, 20.0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->slot = lt_fx_frame_get_slot (frame);
  self->base = lt_fx_slot_find (self->slot, "base");
  self->fine = lt_fx_slot_find (self->slot, "fine");
  self->harmonics = lt_fx_slot_find (self->slot, "harmonics");
  self->depth = lt_fx_slot_find (self->slot, "depth");
  self->readout = lt_fx_frame_find_readout (frame, "base");
  lt_fx_spectrum_init (&self->spectrum, 20.0, HIGH_HZ, 0.0);
  self->spectrum.octaves = 1.0 / 48.0; /* hum is a line, not a hill */
  self->spectrum.on_right = TRUE;
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_set_right_axis (LT_PLOT (self->plot), &right, LT_COLOUR_FG3);
  lt_plot_add_live_layer (LT_PLOT (self->plot), lt_fx_spectrum_draw_behind, &self->spectrum);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_notches, self);
  gtk_widget_set_tooltip_text (
      self->plot,
      _ ("Notches at the hum and its multiples. Drag the node: depth; wheel: sharpness."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Notches"), -1);
  self->node = lt_plot_node_new (LT_PLOT (self->plot), 0);
  lt_plot_node_set_picked (LT_PLOT_NODE (self->node), TRUE);
  lt_plot_node_set_steps (LT_PLOT_NODE (self->node), 0.0, 1.0);
  lt_fx_tie_gestures (frame, self->node);
  g_signal_connect (self->node, "moved", G_CALLBACK (on_moved), self);
  g_signal_connect (self->node, "turned", G_CALLBACK (on_turned), self);
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_frame_set_keys (frame, knobs);
  self->found = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->found), 0.0f);
  gtk_widget_add_css_class (self->found, "caption");
  gtk_widget_set_valign (side, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (side), self->found);
  lt_fx_learn_add_listen (frame, side, "listen");
  lt_fx_frame_add_after_knobs (frame, side);
  show_found (self, 0.0);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Dehum              *self = data;
  guint               n;
  const LtLiveColumn *columns = lt_fx_frame_get_columns (frame, &n);

  lt_fx_spectrum_live (&self->spectrum, LT_PLOT (self->plot), reading);
  if (n > 0 && self->readout >= 0)
    show_found (self, columns[n - 1].readouts[self->readout]);
}

const LtFxLook lt_dehum_editor_look = { sizeof (Dehum), lay_out, update, live, NULL, NULL };
