// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ballistics of a level meter.
// Layer: studio.

#include "studio/strip-meter.h"

#include <math.h>

#define FALL_DB_S (20.0 / 1.7)
#define RMS_S     0.3
#define HOLD_S    1.5
#define FLOOR_DB  (-120.0)
#define REST_DB   (-66.0) /* below every scale: a meter that falls to rest need go no further */

static double
level_db (double power, double floor_db)
{
  double db = power > 0.0 ? 10.0 * log10 (power) : -INFINITY;

  return db < floor_db ? -INFINITY : db;
}

static double
fall (double from_db, double to_db, double by_db, double floor_db)
{
  double db = fmax (from_db - by_db, to_db);

  return db < floor_db ? -INFINITY : db;
}

void
lt_strip_meter_init (LtStripMeter *self)
{
  *self = (LtStripMeter) { .max_db = -INFINITY };
  for (int c = 0; c < 2; c++)
    self->peak_db[c] = self->rms_db[c] = self->hold_db[c] = -INFINITY;
}

void
lt_strip_meter_look (LtStripMeter *self, const LtStripSight *sight, bool rolling, double elapsed_s)
{
  double floor_db = rolling ? FLOOR_DB : REST_DB;
  double by_db = FALL_DB_S * fmax (elapsed_s, 0.0);

  for (int c = 0; c < 2; c++)
    {
      double peak_db = level_db ((double) sight->peak[c] * sight->peak[c], floor_db);

      self->peak_db[c] = fall (self->peak_db[c], peak_db, by_db, floor_db);
      self->max_db = fmax (self->max_db, peak_db);

      self->held_s[c] += fmax (elapsed_s, 0.0);
      if (peak_db >= self->hold_db[c])
        {
          self->hold_db[c] = peak_db;
          self->held_s[c] = 0.0;
        }
      else if (self->held_s[c] > HOLD_S)
        self->hold_db[c] = fall (self->hold_db[c], self->peak_db[c], fmin (by_db, FALL_DB_S * (self->held_s[c] - HOLD_S)), floor_db);

      self->square[c] = rolling ? sight->square[c] : self->square[c] * exp (-fmax (elapsed_s, 0.0) / RMS_S);
      self->rms_db[c] = level_db (self->square[c], floor_db);
    }
  self->clips += sight->clips - self->seen;
  self->seen = sight->clips;
}

void
lt_strip_meter_clear (LtStripMeter *self)
{
  self->clips = 0;
  self->max_db = -INFINITY;
}

bool
lt_strip_meter_is_still (const LtStripMeter *self)
{
  for (int c = 0; c < 2; c++)
    if (self->peak_db[c] > -INFINITY || self->rms_db[c] > -INFINITY || self->hold_db[c] > -INFINITY)
      return false;
  return true;
}
