// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The true-peak meter is asked every hundredth of a second for what it has seen since.
// Layer: studio.

#include "studio/overs.h"

#include "meter/truepeak.h"
#include "studio/meter-unit.h"

#include <math.h>

#define PLACE 10 /* hundredths: as the print of a song counts */

struct _LtOvers
{
  LtMeterUnit meter;
  double      limit_dbtp;
  int64_t     step, at, next_look;
  int64_t     last_place; /* tenth of a second, from 0 */
  GArray     *found;
  guint       n;
};

LtOvers *
lt_overs_new (double rate_hz, double limit_dbtp)
{
  LtOvers *self = g_new0 (LtOvers, 1);

  self->limit_dbtp = limit_dbtp;
  self->step = MAX ((int64_t) (rate_hz / 100.0), 1);
  self->next_look = self->step;
  self->last_place = -1;
  self->found = g_array_new (FALSE, FALSE, sizeof (LtOver));
  lt_meter_unit_init (&self->meter, "truepeak", rate_hz);
  return self;
}

void
lt_overs_free (LtOvers *self)
{
  if (self == NULL)
    return;
  lt_meter_unit_clear (&self->meter);
  g_array_unref (self->found);
  g_free (self);
}

static void
add (LtOvers *self, LtOver over)
{
  int64_t place = over.pos_frames / (PLACE * self->step);
  bool    is_new = place != self->last_place;

  self->last_place = place;
  self->n += is_new;
  if (is_new && self->found->len < LT_OVERS_MAX)
    g_array_append_val (self->found, over);
  if (is_new || self->n > self->found->len)
    return;

  LtOver *last = &g_array_index (self->found, LtOver, self->found->len - 1);
  if (over.peak_dbtp > last->peak_dbtp)
    *last = over;
}

static void
look (LtOvers *self, int64_t from)
{
  double peak = fmax (lt_truepeak_take_recent_dbtp (self->meter.state, 0), lt_truepeak_take_recent_dbtp (self->meter.state, 1));

  if (peak > self->limit_dbtp)
    add (self, (LtOver) { from, peak });
}

void
lt_overs_run (LtOvers *self, const float *const *in, uint32_t n_frames)
{
  for (uint32_t at = 0; at < n_frames;)
    {
      uint32_t     n = (uint32_t) MIN ((int64_t) (n_frames - at), self->next_look - self->at);
      const float *part[2] = { in[0] + at, in[1] + at };
      LtRtMode     mode = lt_rt_enter ();

      self->meter.type->run (self->meter.state, part, n);
      lt_rt_leave (mode);
      at += n;
      self->at += n;
      if (self->at == self->next_look)
        {
          look (self, self->at - self->step);
          self->next_look += self->step;
        }
    }
}

guint
lt_overs_finish (LtOvers *self, GArray *out)
{
  if (self->meter.type->finish != NULL)
    self->meter.type->finish (self->meter.state);
  look (self, MAX (self->at - 1, 0) / self->step * self->step); /* also when that one was looked at: the meter lags */
  g_array_append_vals (out, self->found->data, self->found->len);
  return self->n;
}
