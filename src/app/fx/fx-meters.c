// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fall, hold and RMS are made from the watch's columns, as src/meter/level.c has them.
// Layer: app.

#include "app/fx/fx-meters.h"

#include "app/widgets/meter.h"

#include <glib/gi18n.h>
#include <math.h>

#define FALL_DB_S        (20.0 / 1.7)
#define HOLD_S           1.5
#define RMS_S            0.3
#define REDUCTION_HOLD_S 1.0

enum
{
  IN,
  REDUCTION,
  OUT,
};

static void
show_number (LtFxMeters *self, int which, double db)
{
  g_autofree char *text = isfinite (db)
                              ? g_strdup_printf ("%s%.1f", db < -0.05 ? "\u2212" : "", fabs (db))
                              : g_strdup ("\u2212\u221e");

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->numbers[which])), text) != 0)
    gtk_label_set_label (GTK_LABEL (self->numbers[which]), text);
}

static void
add_one (LtFxMeters *self,
         GtkWidget  *box,
         int         which,
         GtkWidget  *meter,
         const char *caption,
         const char *name)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *label = gtk_label_new (caption);

  self->meters[which] = meter;
  self->numbers[which] = gtk_label_new (NULL);
  lt_meter_set_name (LT_METER (meter), name);
  gtk_widget_set_size_request (meter, 16, -1);
  gtk_widget_set_halign (meter, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (meter, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->numbers[which]), 6);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (self->numbers[which], which == REDUCTION ? "gr" : "meter-number");
  gtk_box_append (GTK_BOX (column), label);
  gtk_box_append (GTK_BOX (column), meter);
  gtk_box_append (GTK_BOX (column), self->numbers[which]);
  gtk_box_append (GTK_BOX (box), column);
}

void
lt_fx_meters_add (LtFxMeters *self, LtFxFrame *frame, int readout, double range_db)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->readout = readout;
  add_one (self, box, IN, lt_meter_new (1), _ ("In"), _ ("Level before the effect"));
  if (readout >= 0)
    add_one (self, box, REDUCTION, lt_meter_new_reduction (range_db), _ ("GR"),
             _ ("Gain reduction"));
  add_one (self, box, OUT, lt_meter_new (1), _ ("Out"), _ ("Level after the effect"));
  gtk_widget_add_css_class (box, "fx-meters");
  lt_fx_frame_add (frame, box, FALSE);
  lt_fx_meters_rest (self);
}

/* Column @i back from the newest. */
static const LtLiveColumn *
back (const LtLiveColumn *columns, guint n, guint i)
{
  return &columns[n - 1 - i];
}

static LtMeterBar
level_of (const LtLiveColumn *columns, guint n, gboolean is_out)
{
  guint n_hold = MIN (n, (guint) (HOLD_S * LT_LIVE_COLUMNS_HZ)),
        n_rms = MIN (n, (guint) (RMS_S * LT_LIVE_COLUMNS_HZ));
  LtMeterBar bar = { -INFINITY, -INFINITY, -INFINITY };
  double     power = 0.0;

  for (guint i = 0; i < n_hold; i++)
    {
      const LtLiveColumn *column = back (columns, n, i);
      double              peak = is_out ? column->out_peak_db : column->in_peak_db,
             rms = is_out ? column->out_rms_db : column->in_rms_db;

      bar.hold_db = MAX (bar.hold_db, peak);
      bar.peak_db = MAX (bar.peak_db, peak - FALL_DB_S * i / LT_LIVE_COLUMNS_HZ);
      if (i < n_rms && isfinite (rms))
        power += pow (10.0, 0.1 * rms);
    }
  if (power > 0.0)
    bar.rms_db = 10.0 * log10 (power / n_rms);
  return bar;
}

static void
show_reduction (LtFxMeters *self, const LtLiveColumn *columns, guint n)
{
  double now = n > 0 ? fabs ((double) back (columns, n, 0)->readouts[self->readout]) : 0.0,
         hold = 0.0;

  for (guint i = 0; i < MIN (n, (guint) (REDUCTION_HOLD_S * LT_LIVE_COLUMNS_HZ)); i++)
    hold = MAX (hold, fabs ((double) back (columns, n, i)->readouts[self->readout]));
  lt_meter_set_reduction (LT_METER (self->meters[REDUCTION]), now, hold);
  show_number (self, REDUCTION, -now);
}

void
lt_fx_meters_live (LtFxMeters *self, LtFxFrame *frame)
{
  guint               n;
  const LtLiveColumn *columns = lt_fx_frame_get_columns (frame, &n);
  LtMeterBar          in = level_of (columns, n, FALSE), out = level_of (columns, n, TRUE);

  lt_meter_set_levels (LT_METER (self->meters[IN]), &in, 1);
  lt_meter_set_levels (LT_METER (self->meters[OUT]), &out, 1);
  show_number (self, IN, in.hold_db);
  show_number (self, OUT, out.hold_db);
  if (self->meters[REDUCTION] != NULL)
    show_reduction (self, columns, n);
}

void
lt_fx_meters_rest (LtFxMeters *self)
{
  lt_meter_clear (LT_METER (self->meters[IN]));
  lt_meter_clear (LT_METER (self->meters[OUT]));
  show_number (self, IN, -INFINITY);
  show_number (self, OUT, -INFINITY);
  if (self->meters[REDUCTION] != NULL)
    {
      lt_meter_set_reduction (LT_METER (self->meters[REDUCTION]), 0.0, 0.0);
      show_number (self, REDUCTION, 0.0);
    }
}
