// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Convolution: the impulse as it falls, from 0 to −80 dB, with handles for its start, its end and its fade.
// Layer: app.

#include "app/fx/fx-learn.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/number-text.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_CURVE   800u
#define N_SCAN    8000u
#define LONGEST_S 30.0
#define RANGE_DB  80.0
#define LEAST_S   0.005

typedef struct
{
  LtFxSlot  *slot;
  GtkWidget *plot, *start, *end, *fade_node;
  int        room, trim, length, fade;    /* rows */
  char      *shown_blob;                  /* what heights are of */
  int        shown_room;                  /* −1: nothing yet */
  double     seconds;                     /* of the whole impulse */
  double     x[N_CURVE], height[N_CURVE]; /* 0 to 1 */
} Convolve;

static const LtFxLearnText learn_text = {
  .title = N_ ("Impulse response"),
  .none = N_ ("None loaded: the room that is chosen below."),
  .some = N_ ("Loaded. It is kept in the session."),
  .file = N_ ("Load file…"),
};

static double
start_s (const Convolve *self)
{
  return MIN (lt_fx_slot_value (self->slot, self->trim) / 1000.0, self->seconds - LEAST_S);
}

static double
end_s (const Convolve *self)
{
  return start_s (self)
         + (self->seconds - start_s (self)) * lt_fx_slot_value (self->slot, self->length) / 100.0;
}

static double
fade_s (const Convolve *self)
{
  return end_s (self)
         - (end_s (self) - start_s (self)) * lt_fx_slot_value (self->slot, self->fade) / 100.0;
}

/* How much is left at @at of what was there. */
static double
kept (const Convolve *self, double at)
{
  if (at < start_s (self) || at > end_s (self))
    return 0.0;
  return at <= fade_s (self) ? 1.0 : (end_s (self) - at) / MAX (end_s (self) - fade_s (self), 1e-6);
}

static double
height_of (double peak)
{
  return peak > 0.0 ? MAX (0.0, 1.0 + 20.0 * log10 (peak) / RANGE_DB) : 0.0;
}

/* --- layers --- */

static void
draw_impulse (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Convolve *self = data;
  GdkRGBA   gone
      = lt_palette_mix (lt_palette_get (LT_COLOUR_WELL), lt_palette_get (LT_COLOUR_FG), 0.16);

  for (int pass = 0; pass < 2; pass++)
    {
      gdk_cairo_set_source_rgba (cr, pass == 0 ? &gone : lt_palette_get (LT_COLOUR_WAVE));
      for (guint i = 0; i + 1 < N_CURVE; i++)
        {
          double share = pass == 0 ? 1.0 : kept (self, self->x[i]);
          double height
              = share > 0.0 ? MAX (0.0, self->height[i] + 20.0 * log10 (share) / RANGE_DB) : 0.0;
          double x0 = lt_plot_to_x (plot, self->x[i]), x1 = lt_plot_to_x (plot, self->x[i + 1]);

          if (height > 0.0)
            cairo_rectangle (cr, x0, lt_plot_to_y (plot, height), MAX (x1 - x0, 0.5),
                             lt_plot_to_y (plot, -height) - lt_plot_to_y (plot, height));
        }
      cairo_fill (cr);
    }
}

static void
draw_fade (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Convolve   *self = data;
  LtPlotNode *node = LT_PLOT_NODE (self->fade_node);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, lt_plot_to_x (plot, start_s (self)), lt_plot_to_y (plot, 0.9));
  cairo_line_to (cr, lt_plot_to_x (plot, fade_s (self)), lt_plot_to_y (plot, 0.9));
  for (int i = 1; i <= 24; i++)
    {
      double at = fade_s (self) + (end_s (self) - fade_s (self)) * i / 24.0;

      cairo_line_to (cr, lt_plot_to_x (plot, at),
                     lt_plot_to_y (plot, 0.9 * height_of (kept (self, at))));
    }
  cairo_stroke (cr);
  if (lt_plot_node_is_dragging (node))
    lt_plot_tag (plot, cr, lt_plot_node_get_tag (node),
                 lt_plot_to_x (plot, lt_plot_node_get_x (node)), lt_plot_to_y (plot, 0.9) + 36.0);
}

/* --- following the session --- */

/* The whole of it, however long: looked at for its end, and a short one once more from near. */
static void
measure_impulse (Convolve *self, const LtSlot *slot)
{
  g_autofree double *x = g_new (double, N_SCAN), *peaks = g_new (double, N_SCAN);
  double             rate_hz = lt_fx_slot_rate_hz (self->slot), loudest = 0.0;
  guint              last = 1;

  for (guint i = 0; i < N_SCAN; i++)
    x[i] = LONGEST_S * i / N_SCAN;
  lt_picture_curve (slot, rate_hz, x, N_SCAN, peaks);
  for (guint i = 0; i < N_SCAN; i++)
    {
      last = peaks[i] > 0.0 ? i + 1 : last;
      loudest = MAX (loudest, peaks[i]);
    }
  self->seconds = LONGEST_S * last / N_SCAN;
  for (guint i = 0; i < N_CURVE; i++)
    {
      self->x[i] = self->seconds * i / N_CURVE;
      self->height[i] = 0.0;
      for (guint k = i * last / N_CURVE; k < MAX ((i + 1) * last / N_CURVE, i * last / N_CURVE + 1);
           k++)
        self->height[i] = MAX (self->height[i], peaks[k]);
    }
  if (last < N_CURVE / 2)
    lt_picture_curve (slot, rate_hz, self->x, N_CURVE, self->height);
  for (guint i = 0; i < N_CURVE; i++)
    self->height[i] = loudest > 0.0 ? height_of (self->height[i] / loudest) : 0.0;
}

static void
take_impulse (Convolve *self, const LtSlot *slot)
{
  LtPlotAxis x = { .kind = LT_PLOT_AXIS_LINEAR, .unit = "s" },
             y = { .kind = LT_PLOT_AXIS_LINEAR, .from = -1.05, .to = 1.05, .is_hidden = TRUE };
  int room = (int) lt_fx_slot_value (self->slot, self->room);

  if (self->shown_room == room && g_strcmp0 (self->shown_blob, slot->blob) == 0)
    return;
  self->shown_room = room;
  g_free (self->shown_blob);
  self->shown_blob = g_strdup (slot->blob);
  measure_impulse (self, slot);
  x.from = -0.01 * self->seconds;
  x.to = 1.01 * self->seconds;
  x.step = self->seconds > 12.0
               ? 5.0
               : (self->seconds > 5.0
                      ? 1.0
                      : (self->seconds > 2.0 ? 0.5 : (self->seconds > 0.5 ? 0.2 : 0.05)));
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_line_set_range (LT_PLOT_LINE (self->start), 0.0, self->seconds, 0.005);
  lt_plot_line_set_range (LT_PLOT_LINE (self->end), 0.0, self->seconds, 0.01);
}

static void
set_line (Convolve *self, GtkWidget *line, double seconds, int param)
{
  LtNumberFormat   format = { .kind = LT_NUMBER_S };
  g_autofree char *tag = lt_number_text_dup (&format, seconds),
                  *words = lt_fx_tie_dup_text (self->slot, param, TRUE);

  lt_plot_line_set_value (LT_PLOT_LINE (line), seconds);
  lt_plot_line_set_text (LT_PLOT_LINE (line),
                         lt_plot_line_is_dragging (LT_PLOT_LINE (line)) ? tag : NULL, words);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Convolve        *self = data;
  g_autofree char *fade = lt_fx_tie_dup_text (self->slot, self->fade, FALSE),
                  *fade_words = lt_fx_tie_dup_text (self->slot, self->fade, TRUE);

  take_impulse (self, slot);
  set_line (self, self->start, start_s (self), self->trim);
  set_line (self, self->end, end_s (self), self->length);
  lt_plot_node_set_place (LT_PLOT_NODE (self->fade_node), fade_s (self), 0.9);
  lt_plot_node_set_text (LT_PLOT_NODE (self->fade_node), fade, fade_words);
  lt_plot_redraw (LT_PLOT (self->plot));
}

/* --- hands --- */

static void
on_start (LtPlotLine *line, double seconds, Convolve *self)
{
  lt_fx_slot_set (self->slot, self->trim, round (seconds * 1000.0));
}

static void
on_end (LtPlotLine *line, double seconds, Convolve *self)
{
  lt_fx_slot_set (self->slot, self->length,
                  100.0 * (seconds - start_s (self)) / (self->seconds - start_s (self)));
}

static void
on_fade (LtPlotNode *node, double x, double y, Convolve *self)
{
  lt_fx_slot_set (self->slot, self->fade,
                  100.0 * (end_s (self) - x) / MAX (end_s (self) - start_s (self), LEAST_S));
}

/* --- the look --- */

static GtkWidget *
add_line (Convolve *self, LtFxFrame *frame, GCallback moved)
{
  GtkWidget *line = lt_plot_line_new_upright (LT_PLOT (self->plot), LT_COLOUR_ACCENT_LINE, 0.8);

  lt_fx_tie_gestures (frame, line);
  g_signal_connect (line, "moved", moved, self);
  return line;
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Convolve *self = data;

  self->slot = lt_fx_frame_get_slot (frame);
  self->shown_room = -1;
  self->room = lt_fx_slot_find (self->slot, "room");
  self->trim = lt_fx_slot_find (self->slot, "trim");
  self->length = lt_fx_slot_find (self->slot, "length");
  self->fade = lt_fx_slot_find (self->slot, "fade");
  self->plot = lt_plot_new ();
  lt_plot_add_layer (LT_PLOT (self->plot), draw_impulse, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_fade, self);
  gtk_widget_set_tooltip_text (self->plot,
                               _ ("The impulse response, down to −80 dB. Drag the lines: its start "
                                  "and its end; the node: where the fade begins."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Impulse response"), -1);
  self->start = add_line (self, frame, G_CALLBACK (on_start));
  self->end = add_line (self, frame, G_CALLBACK (on_end));
  self->fade_node = lt_plot_node_new (LT_PLOT (self->plot), 0);
  lt_plot_node_set_picked (LT_PLOT_NODE (self->fade_node), TRUE);
  lt_plot_node_set_steps (LT_PLOT_NODE (self->fade_node), 0.01, 0.0);
  lt_fx_tie_gestures (frame, self->fade_node);
  g_signal_connect (self->fade_node, "moved", G_CALLBACK (on_fade), self);
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_learn_add (frame, &learn_text);
}

static void
clear (gpointer data)
{
  g_free (((Convolve *) data)->shown_blob);
}

const LtFxLook lt_convolve_editor_look = { sizeof (Convolve), lay_out, update, NULL, NULL, clear };
