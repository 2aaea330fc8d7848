// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compressor, gate and limiter: what differs between them is a row: which parameter is the line, which the ratio.
// Layer: app.

#include "app/fx/fx-history.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-meters.h"
#include "app/fx/fx-reach.h"
#include "app/fx/fx-tie.h"
#include "app/fx/fx-transfer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const char *effect, *line, *ratio; /* keys; ratio may be NULL: no handle for it */
  double      low_db, high_db, seconds, reduction_db;
  gboolean    has_transfer;
} Kind;

static const Kind kinds[] = {
  { "comp", "threshold", "ratio", -48.0, 0.0, 8.0, 18.0, TRUE },
  { "gate", "threshold", "ratio", -72.0, 0.0, 8.0, 36.0, TRUE },
  { "limit", "ceiling", NULL, -24.0, 3.0, 12.0, 12.0, FALSE },
};

typedef struct
{
  LtFxSlot    *slot;
  const Kind  *kind;
  int          line_param, ratio_param, reduction; /* rows; of the readout */
  GtkWidget   *history, *threshold_node, *ratio_node;
  LtFxTransfer transfer;
  LtFxMeters   meters;
} Dynamics;

/* The handle lies between the threshold and the end of the plot; the ratio is what brings the curve through it. */
static double
ratio_handle_in (Dynamics *self)
{
  double threshold = lt_fx_slot_value (self->slot, self->line_param);

  return strcmp (self->kind->effect, "gate") == 0 ? (threshold + self->kind->low_db) / 2.0
                                                  : threshold / 2.0;
}

static void
on_threshold (LtPlotNode *node, double x, double y, Dynamics *self)
{
  lt_fx_slot_set (self->slot, self->line_param, round (x * 10.0) / 10.0);
}

static void
on_ratio (LtPlotNode *node, double x, double y, Dynamics *self)
{
  double threshold = lt_fx_slot_value (self->slot, self->line_param), in = ratio_handle_in (self);
  double straight = in - threshold,
         bent
         = y - threshold - lt_fx_slot_value (self->slot, lt_fx_slot_find (self->slot, "makeup"));
  double ratio = strcmp (self->kind->effect, "gate") == 0 ? (straight < 0.0 ? bent / straight : 1.0)
                                                          : (bent > 0.05 ? straight / bent : 100.0);

  lt_fx_slot_set (self->slot, self->ratio_param, MAX (ratio, 1.0));
}

static void
on_ratio_turned (LtPlotNode *node, double steps, Dynamics *self)
{
  lt_fx_slot_set (self->slot, self->ratio_param,
                  lt_fx_slot_value (self->slot, self->ratio_param) * pow (2.0, steps / 8.0));
}

static void
on_knee_turned (LtPlotNode *node, double steps, Dynamics *self)
{
  int knee = lt_fx_slot_find (self->slot, "knee");

  lt_fx_slot_set (self->slot, knee, lt_fx_slot_value (self->slot, knee) + steps);
}

static GtkWidget *
add_node (Dynamics *self, LtFxFrame *frame, GCallback moved, GCallback turned)
{
  GtkWidget *node = lt_plot_node_new (LT_PLOT (self->transfer.plot), 0);

  lt_fx_tie_gestures (frame, node);
  g_signal_connect (node, "moved", moved, self);
  g_signal_connect (node, "turned", turned, self);
  return node;
}

static int
find_reduction (LtFxFrame *frame)
{
  int found = lt_fx_frame_find_readout (frame, "gain-reduction");

  return found >= 0 ? found : 0;
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Dynamics  *self = data;
  GtkWidget *line;

  self->slot = lt_fx_frame_get_slot (frame);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].effect, lt_fx_slot_get (self->slot)->effect) == 0)
      self->kind = &kinds[i];
  self->line_param = lt_fx_slot_find (self->slot, self->kind->line);
  self->ratio_param
      = self->kind->ratio != NULL ? lt_fx_slot_find (self->slot, self->kind->ratio) : -1;
  self->reduction = find_reduction (frame);
  if (self->kind->has_transfer)
    {
      lt_fx_transfer_add (&self->transfer, frame, self->kind->low_db, self->kind->high_db);
      self->ratio_node
          = add_node (self, frame, G_CALLBACK (on_ratio), G_CALLBACK (on_ratio_turned));
      self->threshold_node
          = add_node (self, frame, G_CALLBACK (on_threshold), G_CALLBACK (on_knee_turned));
      lt_plot_node_set_picked (LT_PLOT_NODE (self->threshold_node), TRUE);
    }
  self->history = lt_fx_history_add (frame, self->kind->seconds, self->kind->low_db,
                                     self->kind->high_db, self->kind->reduction_db);
  line = lt_plot_line_new (LT_PLOT (self->history),
                           self->kind->has_transfer ? LT_COLOUR_ACCENT_LINE : LT_COLOUR_FG,
                           self->kind->has_transfer);
  lt_fx_tie_line (frame, line, self->line_param, LT_FX_TIE_NAME);
  lt_fx_meters_add (&self->meters, frame, self->reduction, self->kind->reduction_db);
  if (strcmp (self->kind->effect, "limit") == 0)
    lt_fx_reach_add (frame);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Dynamics *self = data;
  double threshold = lt_fx_slot_value (self->slot, self->line_param), in = ratio_handle_in (self);
  g_autofree char *words = lt_fx_tie_dup_text (self->slot, self->line_param, TRUE);
  g_autofree char *ratio_words = lt_fx_tie_dup_text (self->slot, self->ratio_param, TRUE);

  if (!self->kind->has_transfer)
    return;
  lt_fx_transfer_update (&self->transfer, slot);
  lt_plot_node_set_place (LT_PLOT_NODE (self->threshold_node), threshold,
                          lt_fx_transfer_at (&self->transfer, threshold));
  lt_plot_node_set_text (LT_PLOT_NODE (self->threshold_node), NULL, words);
  lt_plot_node_set_place (LT_PLOT_NODE (self->ratio_node), in,
                          lt_fx_transfer_at (&self->transfer, in));
  lt_plot_node_set_text (LT_PLOT_NODE (self->ratio_node), NULL, ratio_words);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Dynamics *self = data;

  lt_fx_history_live (self->history, frame, self->reduction);
  lt_fx_meters_live (&self->meters, frame);
  if (self->kind->has_transfer)
    lt_fx_transfer_live (&self->transfer, reading);
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  Dynamics *self = data;

  lt_fx_meters_rest (&self->meters);
  if (self->kind->has_transfer)
    lt_fx_transfer_rest (&self->transfer);
}

const LtFxLook lt_dynamics_editor_look = { sizeof (Dynamics), lay_out, update, live, rest, NULL };
