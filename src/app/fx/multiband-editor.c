// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Multiband: crossovers, a threshold in each band, what each band's gain is now; the knobs are those of the picked band.
// Layer: app.

#include "app/fx/fx-looks.h"
#include "app/fx/fx-meters.h"
#include "app/fx/fx-spectrum.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/number-text.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_BANDS  5
#define N_CUTS   (N_BANDS - 1)
#define N_CURVE  200u
#define LOW_DB   (-70.0)
#define RANGE_DB 12.0
#define APART    1.12 /* between crossovers */

typedef struct _Multiband Multiband;

typedef struct
{
  Multiband *self;
  int        index;
  int        threshold, gain, on, solo, readout; /* rows */
  GtkWidget *node, *head, *name, *reduction, *bypass;
  double     now_db; /* what its dynamics do */
} Band;

struct _Multiband
{
  LtFxFrame   *frame;
  LtFxSlot    *slot;
  GtkWidget   *plot, *title, *range;
  GtkWidget   *cuts[N_CUTS];
  int          cut_rows[N_CUTS], bands_row;
  Band         bands[N_BANDS];
  int          picked, n_bands;
  double       hz[N_CURVE], still_db[N_CURVE], now_db[N_CURVE];
  LtFxSpectrum spectrum;
  LtFxMeters   meters;
};

static const char *const names[N_BANDS - 1][N_BANDS] = {
  { N_ ("Low"), N_ ("High") },
  { N_ ("Low"), N_ ("Mid"), N_ ("High") },
  { N_ ("Low"), N_ ("Low mid"), N_ ("High mid"), N_ ("High") },
  { N_ ("Low"), N_ ("Low mid"), N_ ("Mid"), N_ ("High mid"), N_ ("High") },
};

static const char *
name_of (const Band *band)
{
  return _ (names[CLAMP (band->self->n_bands, 2, N_BANDS) - 2][band->index]);
}

/* Edge @i of the bands: 0 is the plot's left, n_bands its right. */
static double
edge (const Multiband *self, int i)
{
  if (i <= 0)
    return 20.0;
  return i >= self->n_bands
             ? 20000.0
             : CLAMP (lt_fx_slot_value (self->slot, self->cut_rows[i - 1]), 20.0, 20000.0);
}

/* --- layers --- */

static void
draw_picked (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Multiband *self = data;
  GdkRGBA    fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.12);
  double     x0 = lt_plot_to_x (plot, edge (self, self->picked)),
         x1 = lt_plot_to_x (plot, edge (self, self->picked + 1));
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_rectangle (cr, x0, well.origin.y, MAX (0.0, x1 - x0), well.size.height);
  cairo_fill (cr);
}

static void
draw_thresholds (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Multiband   *self = data;
  const double dash[] = { 4, 3 };

  cairo_set_line_width (cr, 1.25);
  cairo_set_dash (cr, dash, 2, 0);
  for (int b = 0; b < self->n_bands; b++)
    {
      double y = lt_plot_to_y (plot, lt_fx_slot_value (self->slot, self->bands[b].threshold));

      gdk_cairo_set_source_rgba (
          cr, lt_palette_get (b == self->picked ? LT_COLOUR_ACCENT_LINE : LT_COLOUR_FG3));
      cairo_move_to (cr, lt_plot_to_x (plot, edge (self, b)) + 6.0, y);
      cairo_line_to (cr, lt_plot_to_x (plot, edge (self, b + 1)) - 6.0, y);
      cairo_stroke (cr);
    }
}

static void
trace_gains (Multiband *self, cairo_t *cr, const double *db, gboolean is_back)
{
  LtPlot *plot = LT_PLOT (self->plot);

  for (guint k = 0; k < N_CURVE; k++)
    {
      guint i = is_back ? N_CURVE - 1 - k : k;

      cairo_line_to (cr, lt_plot_to_x (plot, self->hz[i]), lt_plot_to_right (plot, db[i]));
    }
}

/* White: the gains as they are set; orange: what the level makes of them now. */
static void
draw_gains (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Multiband *self = data;
  GdkRGBA    soft = lt_palette_alpha (lt_palette_get (LT_COLOUR_GR), 0.28);

  trace_gains (self, cr, self->still_db, FALSE);
  trace_gains (self, cr, self->now_db, TRUE);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &soft);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1.5);
  trace_gains (self, cr, self->now_db, FALSE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_GR));
  cairo_stroke (cr);
  trace_gains (self, cr, self->still_db, FALSE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_stroke (cr);
}

static void
draw_tags (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Multiband *self = data;

  for (int b = 0; b < self->n_bands; b++)
    {
      LtPlotNode *node = LT_PLOT_NODE (self->bands[b].node);

      if (lt_plot_node_is_dragging (node))
        lt_plot_tag (plot, cr, lt_plot_node_get_tag (node),
                     lt_plot_to_x (plot, lt_plot_node_get_x (node)),
                     lt_plot_to_y (plot, lt_plot_node_get_y (node)) + 36);
    }
}

/* Gains of bands over frequency: shares as crossovers of 24 dB an octave give them. */
static void
fill_gains (Multiband *self, gboolean is_now, double *db)
{
  for (guint i = 0; i < N_CURVE; i++)
    {
      double above = 1.0;

      db[i] = 0.0;
      for (int b = 0; b < self->n_bands; b++)
        {
          const Band *band = &self->bands[b];
          double      beyond = b + 1 < self->n_bands
                                   ? 1.0 / (1.0 + pow (edge (self, b + 1) / self->hz[i], 4.0))
                                   : 0.0;
          double      gain = lt_fx_slot_value (self->slot, band->on) >= 0.5f
                                 ? lt_fx_slot_value (self->slot, band->gain)
                                 : 0.0;

          db[i] += above * (1.0 - beyond) * (gain + (is_now ? band->now_db : 0.0));
          above *= beyond;
        }
    }
}

/* --- picking --- */

static void
show_knobs (Multiband *self)
{
  static const char *const whats[]
      = { "mode", "threshold", "ratio", "knee", "attack", "release", "range", "gain" };
  static const char *const all[] = { "bands", "slope", "detector", "link", "key", "mix", "output" };
  const char              *keys[G_N_ELEMENTS (whats) + G_N_ELEMENTS (all) + 1] = { NULL };
  char                    *made[G_N_ELEMENTS (whats)];

  for (guint i = 0; i < G_N_ELEMENTS (whats); i++)
    keys[i] = made[i] = g_strdup_printf ("b%d-%s", self->picked + 1, whats[i]);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    keys[G_N_ELEMENTS (whats) + i] = all[i];
  lt_fx_frame_set_keys (self->frame, keys);
  for (guint i = 0; i < G_N_ELEMENTS (whats); i++)
    g_free (made[i]);
}

static void
pick (Multiband *self, int band)
{
  if (self->picked == band)
    return;
  self->picked = band;
  show_knobs (self);
  lt_fx_frame_update (self->frame);
}

static void
on_picked (LtPlotNode *node, Band *band)
{
  pick (band->self, band->index);
}

static void
on_head (GtkGestureClick *gesture, int n, double x, double y, Band *band)
{
  pick (band->self, band->index);
}

/* --- following the session --- */

static void
update_band (Multiband *self, Band *band)
{
  gboolean         is_there = band->index < self->n_bands, is_picked = band->index == self->picked;
  double           from = edge (self, band->index), to = edge (self, band->index + 1);
  double           threshold = lt_fx_slot_value (self->slot, band->threshold);
  g_autofree char *tag = lt_fx_tie_dup_text (self->slot, band->threshold, FALSE),
                  *words = lt_fx_tie_dup_text (self->slot, band->threshold, TRUE);
  g_autofree char *named = g_strdup_printf ("%s, %s", name_of (band), words);

  gtk_widget_set_visible (band->node, is_there);
  gtk_widget_set_visible (band->head, is_there);
  if (!is_there)
    return;
  lt_plot_node_set_place (LT_PLOT_NODE (band->node), sqrt (from * to), threshold);
  lt_plot_node_set_picked (LT_PLOT_NODE (band->node), is_picked);
  lt_plot_node_set_on (LT_PLOT_NODE (band->node), lt_fx_slot_value (self->slot, band->on) >= 0.5f);
  lt_plot_node_set_text (LT_PLOT_NODE (band->node), tag, named);
  lt_plot_set_span (LT_PLOT (self->plot), band->head, from, to);
  gtk_label_set_label (GTK_LABEL (band->name), name_of (band));
  (is_picked ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (band->name, "picked");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (band->bypass),
                                lt_fx_slot_value (self->slot, band->on) < 0.5f);
}

static void
update_title (Multiband *self)
{
  LtNumberFormat   hertz = { .kind = LT_NUMBER_HZ };
  g_autofree char *from = lt_number_text_dup (&hertz, edge (self, self->picked)),
                  *to = lt_number_text_dup (&hertz, edge (self, self->picked + 1));
  g_autofree char *range = g_strdup_printf (_ ("%s to %s"), from, to);

  gtk_label_set_label (GTK_LABEL (self->title), name_of (&self->bands[self->picked]));
  gtk_label_set_label (GTK_LABEL (self->range), range);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Multiband *self = data;

  self->n_bands = CLAMP ((int) lt_fx_slot_value (self->slot, self->bands_row), 2, N_BANDS);
  if (self->picked >= self->n_bands)
    {
      self->picked = self->n_bands - 1;
      show_knobs (self);
    }
  for (int i = 0; i < N_CUTS; i++)
    gtk_widget_set_visible (self->cuts[i], i + 1 < self->n_bands);
  for (int b = 0; b < N_BANDS; b++)
    update_band (self, &self->bands[b]);
  update_title (self);
  fill_gains (self, FALSE, self->still_db);
  fill_gains (self, TRUE, self->now_db);
  lt_plot_redraw (LT_PLOT (self->plot));
}

/* --- hands --- */

static void
flip (Band *band)
{
  lt_fx_slot_set (band->self->slot, band->on, lt_fx_slot_value (band->self->slot, band->on) < 0.5f);
}

static void
on_toggled (LtPlotNode *node, Band *band)
{
  flip (band);
}

static void
on_bypass (GtkToggleButton *button, Band *band)
{
  if (gtk_toggle_button_get_active (button)
      != (lt_fx_slot_value (band->self->slot, band->on) < 0.5f))
    flip (band);
}

/* A crossover stays between its neighbours. */
static void
on_cut (LtPlotLine *line, double hz, Multiband *self)
{
  for (int i = 0; i < N_CUTS; i++)
    if (self->cuts[i] == GTK_WIDGET (line))
      {
        double low = i > 0 ? APART * edge (self, i) : 20.0,
               high = i + 2 < self->n_bands ? edge (self, i + 2) / APART : 20000.0;

        if (hz < low || hz > high)
          lt_fx_slot_set (self->slot, self->cut_rows[i], CLAMP (hz, low, MAX (low, high)));
      }
}

/* --- the sound --- */

static void
show_band (Band *band)
{
  g_autofree char *text = g_strdup_printf (
      "%s%.1f dB", band->now_db < -0.05 ? "\u2212" : (band->now_db > 0.05 ? "+" : ""),
      fabs (band->now_db));

  if (g_strcmp0 (text, gtk_label_get_label (GTK_LABEL (band->reduction))) != 0)
    gtk_label_set_label (GTK_LABEL (band->reduction), text);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Multiband          *self = data;
  guint               n;
  const LtLiveColumn *columns = lt_fx_frame_get_columns (frame, &n);

  for (int b = 0; b < N_BANDS; b++)
    {
      self->bands[b].now_db = n > 0 && self->bands[b].readout >= 0
                                  ? -columns[n - 1].readouts[self->bands[b].readout]
                                  : 0.0;
      show_band (&self->bands[b]);
    }
  fill_gains (self, TRUE, self->now_db);
  lt_fx_meters_live (&self->meters, frame);
  lt_fx_spectrum_live (&self->spectrum, LT_PLOT (self->plot), reading);
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  Multiband *self = data;

  for (int b = 0; b < N_BANDS; b++)
    {
      self->bands[b].now_db = 0.0;
      show_band (&self->bands[b]);
    }
  fill_gains (self, TRUE, self->now_db);
  lt_fx_meters_rest (&self->meters);
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

/* --- the look --- */

static GtkWidget *
small_toggle (const char *letter, const char *class)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (letter);

  gtk_widget_add_css_class (button, "fx-small");
  gtk_widget_add_css_class (button, class);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

static GtkWidget *
build_head (Multiband *self, Band *band)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4),
            *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget  *solo = small_toggle (_ ("S"), "solo");
  GtkGesture *click = gtk_gesture_click_new ();

  band->name = gtk_label_new (NULL);
  band->reduction = gtk_label_new (NULL);
  band->bypass = small_toggle (_ ("B"), "bypass");
  for (GtkWidget **w = (GtkWidget *[]){ band->name, band->reduction, NULL }; *w != NULL; w++)
    {
      gtk_label_set_xalign (GTK_LABEL (*w), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (*w), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), *w);
    }
  gtk_widget_add_css_class (band->name, "band-name");
  gtk_widget_add_css_class (band->reduction, "gr");
  gtk_widget_set_hexpand (words, TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_head), band);
  gtk_widget_add_controller (words, GTK_EVENT_CONTROLLER (click));
  lt_fx_tie_toggle (self->frame, solo, band->solo);
  gtk_widget_set_tooltip_text (band->bypass, _ ("Bypasses the band: it stays as it came in."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (band->bypass), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Bypass the band"), -1);
  g_signal_connect (band->bypass, "toggled", G_CALLBACK (on_bypass), band);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), solo);
  gtk_box_append (GTK_BOX (box), band->bypass);
  gtk_widget_add_css_class (box, "band-head");
  show_band (band);
  return box;
}

static int
find_of (Multiband *self, int band, const char *what)
{
  g_autofree char *key = g_strdup_printf ("b%d-%s", band + 1, what);

  return lt_fx_slot_find (self->slot, key);
}

static void
add_band (Multiband *self, int index)
{
  Band            *band = &self->bands[index];
  g_autofree char *readout = g_strdup_printf ("b%d-reduction", index + 1);

  *band = (Band){ .self = self,
                  .index = index,
                  .threshold = find_of (self, index, "threshold"),
                  .gain = find_of (self, index, "gain"),
                  .on = find_of (self, index, "on"),
                  .solo = find_of (self, index, "solo"),
                  .readout = lt_fx_frame_find_readout (self->frame, readout) };
  band->head = build_head (self, band);
  lt_plot_add_span (LT_PLOT (self->plot), band->head);
  band->node = lt_plot_node_new (LT_PLOT (self->plot), 0);
  lt_fx_tie_node (self->frame, band->node, NULL, -1, band->threshold, band->gain);
  g_signal_connect (band->node, "picked", G_CALLBACK (on_picked), band);
  g_signal_connect (band->node, "toggled", G_CALLBACK (on_toggled), band);
}

static void
add_cut (Multiband *self, int index)
{
  g_autofree char *key = g_strdup_printf ("x%d", index + 1);

  self->cut_rows[index] = lt_fx_slot_find (self->slot, key);
  self->cuts[index] = lt_plot_line_new_upright (LT_PLOT (self->plot), LT_COLOUR_FG, 0.88);
  lt_fx_tie_line (self->frame, self->cuts[index], self->cut_rows[index], LT_FX_TIE_NUMBER);
  g_signal_connect_after (self->cuts[index], "moved", G_CALLBACK (on_cut), self);
}

static void
add_title (Multiband *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->title = gtk_label_new (NULL);
  self->range = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "band-title");
  gtk_widget_add_css_class (self->range, "caption");
  gtk_label_set_width_chars (GTK_LABEL (self->range), 18);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (self->range), 0.0f);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->range);
  lt_fx_frame_add_before_knobs (self->frame, box);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Multiband *self = data;
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (LOW_DB, 0.0, 20.0),
             right = lt_plot_axis_db (-RANGE_DB, RANGE_DB, 6.0);

  self->frame = frame;
  self->slot = lt_fx_frame_get_slot (frame);
  self->bands_row = lt_fx_slot_find (self->slot, "bands");
  self->n_bands = CLAMP ((int) lt_fx_slot_value (self->slot, self->bands_row), 2, N_BANDS);
  lt_picture_log_hz (20.0, 20000.0, N_CURVE, self->hz);
  lt_fx_spectrum_init (&self->spectrum, 20.0, 20000.0, LT_FX_SPECTRUM_TILT);
  right.is_signed = TRUE;
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_set_right_axis (LT_PLOT (self->plot), &right, LT_COLOUR_FG3);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_picked, self);
  lt_plot_add_live_layer (LT_PLOT (self->plot), lt_fx_spectrum_draw_behind, &self->spectrum);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw_gains, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_thresholds, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_tags, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Bands"), -1);
  for (int i = 0; i < N_CUTS; i++)
    add_cut (self, i);
  for (int b = 0; b < N_BANDS; b++)
    add_band (self, b);
  add_title (self);
  show_knobs (self);
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_meters_add (&self->meters, frame, -1, RANGE_DB);
}

const LtFxLook lt_multiband_editor_look = { sizeof (Multiband), lay_out, update, live, rest, NULL };
