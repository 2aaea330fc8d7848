// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The meter's state, for its drawing.
// Layer: app/widgets.

#pragma once

#include "app/widgets/meter.h"
#include "app/widgets/palette.h"

#define LT_METER_SCALE_ROOM  22.0 /* px of the numbers beside the bars */
#define LT_METER_LYING_BAR   6.0
#define LT_METER_LYING_GAP   2.0
#define LT_METER_LYING_TOP   2.0
#define LT_METER_LYING_SCALE 12.0

/* Where the ends of a bar's parts lie, in quarters of a px: what is the same need not be drawn. */
typedef struct
{
  int      peak, rms, hold;
  LtColour hold_colour;
} LtMeterPlaces;

struct _LtMeter
{
  GtkWidget parent_instance;

  guint         n_bars;
  gboolean      is_lying, has_light, is_clipped;
  LtMeterScale  scale;
  double        range_db; /* of a gain reduction; 0: a level meter */
  LtMeterBar    bars[LT_METER_MAX_BARS];
  LtMeterPlaces places[LT_METER_MAX_BARS];

  guint  words_source; /* words are due */
  gint64 words_at_us;
};

/* --- meter-draw.c --- */

gboolean        lt_meter_is_reduction (LtMeter *self);
graphene_rect_t lt_meter_get_bars_box (LtMeter *self);         /* of all bars */
double          lt_meter_get_share (LtMeter *self, double db); /* of a bar's length */

/* A hold line that would lie on the end of the bar, which is @length long, is none. */
gboolean lt_meter_has_hold (LtMeter *self, const LtMeterBar *bar, double length);

/* On the light, or next to it. */
gboolean lt_meter_is_light (LtMeter *self, double x, double y);

void lt_meter_draw (LtMeter *self, GtkSnapshot *snapshot);
