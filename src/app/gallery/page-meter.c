// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: meters of all kinds; those of the first row move.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/fader.h"
#include "app/widgets/meter.h"

#include <math.h>

static GtkWidget *
meter_at (guint n_bars, double peak_db, gboolean has_light)
{
  GtkWidget *meter = lt_meter_new (n_bars);
  LtMeterBar bars[LT_METER_MAX_BARS];

  for (guint i = 0; i < n_bars; i++)
    bars[i] = (LtMeterBar){ peak_db - 0.6 * i, peak_db - 9.0 - 0.5 * i, peak_db + 2.6 - 0.4 * i };
  lt_meter_set_has_light (LT_METER (meter), has_light);
  lt_meter_set_levels (LT_METER (meter), bars, n_bars);
  gtk_widget_set_size_request (meter, -1, 180);
  gtk_widget_set_valign (meter, GTK_ALIGN_START);
  return meter;
}

static gboolean
on_tick (GtkWidget *meter, GdkFrameClock *clock, gpointer data)
{
  double     t = (double) gdk_frame_clock_get_frame_time (clock) / 1e6;
  double     level = -20.0 + 16.0 * sin (t * 2.1) * fabs (sin (t * 0.7));
  LtMeterBar bars[2] = { { level, level - 9.0, -5.0 }, { level - 1.0, level - 10.0, -6.0 } };

  lt_meter_set_levels (LT_METER (meter), bars, 2);
  return G_SOURCE_CONTINUE;
}

static void
on_clip_cleared (LtMeter *meter, gboolean all)
{
  lt_meter_set_clipped (meter, FALSE);
}

static GtkWidget *
strip_row (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *moving = meter_at (2, -20.0, TRUE), *clipped = meter_at (2, -0.2, TRUE), *fader = lt_fader_new ();

  gtk_widget_add_tick_callback (moving, on_tick, NULL, NULL);
  lt_meter_set_clipped (LT_METER (clipped), TRUE);
  g_signal_connect (clipped, "clip-cleared", G_CALLBACK (on_clip_cleared), NULL);
  gtk_box_append (GTK_BOX (box), fader);
  gtk_box_append (GTK_BOX (box), moving);
  gtk_box_append (GTK_BOX (box), clipped);
  gtk_box_append (GTK_BOX (box), meter_at (1, -7.2, TRUE));
  gtk_box_append (GTK_BOX (box), meter_at (2, -18.0, TRUE));
  gtk_box_append (GTK_BOX (box), meter_at (2, -INFINITY, TRUE));
  gtk_box_append (GTK_BOX (box), meter_at (6, -12.0, TRUE));
  gtk_box_append (GTK_BOX (box), meter_at (8, -4.0, TRUE));
  return box;
}

static GtkWidget *
wide_row (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *bus = meter_at (2, -4.6, TRUE), *in = meter_at (2, -6.0, FALSE), *reduction = lt_meter_new_reduction (12.0), *deep = lt_meter_new_reduction (18.0);

  lt_meter_set_scale (LT_METER (bus), LT_METER_SCALE_BEFORE);
  lt_meter_set_scale (LT_METER (in), LT_METER_SCALE_AFTER);
  lt_meter_set_scale (LT_METER (reduction), LT_METER_SCALE_BEFORE);
  lt_meter_set_reduction (LT_METER (reduction), 3.1, 5.4);
  lt_meter_set_reduction (LT_METER (deep), 7.4, 10.8);
  gtk_widget_set_size_request (bus, 49, 180);
  gtk_widget_set_size_request (in, 44, 140);
  gtk_widget_set_size_request (reduction, 44, 140);
  gtk_widget_set_size_request (deep, 18, 140);
  gtk_widget_set_valign (reduction, GTK_ALIGN_START);
  gtk_widget_set_valign (deep, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), bus);
  gtk_box_append (GTK_BOX (box), in);
  gtk_box_append (GTK_BOX (box), reduction);
  gtk_box_append (GTK_BOX (box), deep);
  return box;
}

static GtkWidget *
lying_row (void)
{
  static const LtMeterBar bars[] = { { -3.8, -13.2, -1.4 }, { -4.6, -13.8, -0.4 } };
  GtkWidget              *meter = lt_meter_new_lying (2);

  lt_meter_set_scale (LT_METER (meter), LT_METER_SCALE_AFTER);
  lt_meter_set_levels (LT_METER (meter), bars, 2);
  gtk_widget_set_size_request (meter, 190, -1);
  gtk_widget_set_halign (meter, GTK_ALIGN_START);
  return meter;
}

static GtkWidget *
build (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Strips: moving, clipped, mono, stereo, silent, 5.1, 8 bars", strip_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Mix bus, editor, gain reduction", wide_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Transport", lying_row ()));
  return box;
}

const LtGalleryPage lt_page_meter = { "Meter", build };
