// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Straight lines between the points of a table.
// Layer: app/widgets.

#include "app/widgets/taper.h"

#include <math.h>

typedef struct
{
  double db, travel;
} Point;

/* Below the last number there is only silence, which is drawn and reached as −100 dB. */
static const Point fader[] = {
  { -100.0, 0.0 }, { -60.0, 0.02 }, { -40.0, 0.09 }, { -30.0, 0.17 }, { -20.0, 0.29 },
  { -10.0, 0.48 }, { -5.0, 0.61 },  { 0.0, 0.76 },   { 3.0, 0.88 },   { LT_TAPER_FADER_MAX_DB, 1.0 },
};

static const Point meter[] = { { LT_TAPER_METER_MIN_DB, 0.0 }, { -40.0, 0.08 }, { -20.0, 0.35 }, { 0.0, 1.0 } };

static const struct
{
  double   from_db, to_db;
  LtColour colour;
} zones[] = {
  { LT_TAPER_METER_MIN_DB, -18.0, LT_COLOUR_M1 },
  { -18.0, -6.0, LT_COLOUR_M2 },
  { -6.0, -1.0, LT_COLOUR_M3 },
  { -1.0, 0.0, LT_COLOUR_M4 },
};

static double
to_travel (const Point *points, gsize n, double db)
{
  if (isnan (db) || db <= points[0].db)
    return 0.0;
  for (gsize i = 1; i < n; i++)
    if (db <= points[i].db)
      return points[i - 1].travel
             + (points[i].travel - points[i - 1].travel) * (db - points[i - 1].db) / (points[i].db - points[i - 1].db);
  return 1.0;
}

double
lt_taper_fader_to_travel (double db)
{
  return to_travel (fader, G_N_ELEMENTS (fader), db);
}

double
lt_taper_fader_from_travel (double travel)
{
  if (isnan (travel) || travel <= 0.0)
    return -INFINITY;
  for (gsize i = 1; i < G_N_ELEMENTS (fader); i++)
    if (travel <= fader[i].travel)
      return fader[i - 1].db
             + (fader[i].db - fader[i - 1].db) * (travel - fader[i - 1].travel) / (fader[i].travel - fader[i - 1].travel);
  return LT_TAPER_FADER_MAX_DB;
}

double
lt_taper_meter (double db)
{
  return to_travel (meter, G_N_ELEMENTS (meter), db);
}

gboolean
lt_taper_get_zone (guint zone, double *from_db, double *to_db, LtColour *colour)
{
  if (zone >= G_N_ELEMENTS (zones))
    return FALSE;
  *from_db = zones[zone].from_db;
  *to_db = zones[zone].to_db;
  *colour = zones[zone].colour;
  return TRUE;
}

LtColour
lt_taper_get_zone_colour (double db)
{
  for (gsize i = G_N_ELEMENTS (zones) - 1; i > 0; i--)
    if (db >= zones[i].from_db)
      return zones[i].colour;
  return zones[0].colour;
}
