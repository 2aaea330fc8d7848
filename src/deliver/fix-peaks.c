// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One limiter at the end keeps every ceiling.
// Layer: deliver.

#include "deliver/fix-peaks.h"

#include "deliver/delivery.h"
#include "deliver/master-limiter.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARGIN_DB 0.1 /* a meter may find more between the samples than the limiter did */

double
lt_fix_peaks_ceiling (const LtSession *session)
{
  double lowest = NAN;

  for (guint i = 0; i < session->deliveries->len; i++)
    {
      const LtDeliverySpec *spec = g_ptr_array_index (session->deliveries, i);

      if (spec->on && !isnan (spec->ceiling_dbtp))
        lowest = isnan (lowest) ? spec->ceiling_dbtp : fmin (lowest, spec->ceiling_dbtp);
    }
  return lowest;
}

/* In place of the limiter's ceiling, or of its true-peak switch. */
static bool
is_moved (const LtStrip *master, LtId slot_id)
{
  static const char *const keys[] = { "ceiling", "true-peak" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (lt_strip_find_heard_lane (master, slot_id, keys[i]) != NULL)
      return true;
  return false;
}

/* The one whose ceiling is the master's, but for the fader; NULL: there has to be another. */
static const LtSlot *
find_end (const LtSession *session)
{
  const LtSlot *slot = lt_master_limiter_find (session, true);

  return slot != NULL && lt_master_limiter_find_behind (session, slot) == NULL && !is_moved (session->master, slot->id) ? slot : NULL;
}

static int
end_before_dither (const LtStrip *master)
{
  const LtSlot *last = master->slots->len > 0 ? g_ptr_array_index (master->slots, master->slots->len - 1) : NULL;

  return last != NULL && lt_master_limiter_may_precede (last) ? (int) master->slots->len - 1 : -1;
}

/* The highest that the fader comes to. */
static double
fader_of (const LtStrip *master)
{
  const LtLane *lane = lt_strip_find_heard_lane (master, 0, "fader");
  double        highest = lane != NULL ? -INFINITY : master->fader_db;

  for (guint i = 0; lane != NULL && i < lane->points->len; i++)
    highest = fmax (highest, (double) g_array_index (lane->points, LtPoint, i).value);
  return highest;
}

/* Does the master put its sides where they are? Else its peaks are others than the limiter's, nobody knows by how much. */
static bool
is_straight (const LtStrip *master)
{
  static const char *const keys[] = { "pan", "width", "pan-left", "pan-right" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (lt_strip_find_heard_lane (master, 0, keys[i]) != NULL)
      return false;
  return master->pan_mode == LT_PAN_MODE_DUAL ? master->pan_left == -1.0 && master->pan_right == 1.0 : master->pan == 0.0 && master->width == 1.0;
}

LtSession *
lt_fix_peaks (const LtSession *session, double ceiling_dbtp, GError **error)
{
  const LtSlot   *slot = find_end (session);
  const LtFxType *type = lt_fx_find ("limit");
  uint32_t        ceiling = lt_master_limiter_row ("ceiling"), true_peak = lt_master_limiter_row ("true-peak");
  double          wanted = ceiling_dbtp - MARGIN_DB - fader_of (session->master) - (slot != NULL ? slot->level_db : 0.0);
  LtId            id = slot != NULL ? slot->id : 0;

  if (!is_straight (session->master))
    {
      g_set_error_literal (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE,
                           _ ("Pan or width of the master changes its peaks behind the limiter. Reset both first."));
      return NULL;
    }
  if (wanted < (double) type->params[ceiling].min)
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("The limiter can't hold the master under %.1f dBTP with its fader so high. Lower the fader first."),
                   ceiling_dbtp);
      return NULL;
    }
  LtSession *next = lt_session_ref (session);
  float      value = (float) fmin (wanted, (double) type->params[ceiling].max);

  if (slot == NULL)
    lt_session_take (&next, lt_edit_slot_add (next, next->master->id, type, end_before_dither (next->master), NULL, &id));
  lt_session_take (&next, lt_edit_slot_bypass (next, id, false));
  lt_session_take (&next, lt_edit_slot_value (next, id, true_peak, 1.0f));
  lt_session_take (&next, lt_edit_slot_value (next, id, ceiling, slot != NULL ? fminf (slot->values[ceiling], value) : value));
  return next;
}
