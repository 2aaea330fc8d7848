// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A level meter of 1 to 8 bars, upright or lying, or the gain reduction that hangs from the top.
// Layer: app/widgets. Main thread.
//
// It shows what it is given: the fall and the hold are the meters' own (src/meter/level.c).
// Signal "clip-cleared" (gboolean all): the light was clicked, with Alt: all lights; a view clears them by lt_meter_set_clipped.

#pragma once

#include <gtk/gtk.h>

#define LT_METER_MAX_BARS 8u

typedef struct
{
  double peak_db, rms_db, hold_db; /* -INFINITY: nothing */
} LtMeterBar;

typedef enum
{
  LT_METER_SCALE_NONE,
  LT_METER_SCALE_BEFORE, /* left of the bars, without signs */
  LT_METER_SCALE_AFTER,  /* right of them; below, when they lie */
} LtMeterScale;

#define LT_TYPE_METER (lt_meter_get_type ())
G_DECLARE_FINAL_TYPE (LtMeter, lt_meter, LT, METER, GtkWidget)

GtkWidget *lt_meter_new (guint n_bars);
GtkWidget *lt_meter_new_lying (guint n_bars);

/* @range_db at the bottom, above 0. */
GtkWidget *lt_meter_new_reduction (double range_db);

void lt_meter_set_n_bars (LtMeter *self, guint n_bars);
void lt_meter_set_scale (LtMeter *self, LtMeterScale scale);

/* A light on top (behind the bars when they lie), and ends as a fader has them (LT_FADER_TOP), so that both stand side by side. */
void lt_meter_set_has_light (LtMeter *self, gboolean has_light);
void lt_meter_set_clipped (LtMeter *self, gboolean is_clipped);

/* "Lead vocal meter" */
void lt_meter_set_name (LtMeter *self, const char *name);

/* @n: what is left of the bars shows nothing. TRUE: a pixel changes, and it is drawn anew. */
gboolean lt_meter_set_levels (LtMeter *self, const LtMeterBar *bars, guint n);
gboolean lt_meter_set_reduction (LtMeter *self, double reduction_db, double hold_db); /* both 0 or more */
void     lt_meter_clear (LtMeter *self);
