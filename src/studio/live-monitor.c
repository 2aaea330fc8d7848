// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's monitor: which side is heard, as loud as the other one, how loud, and turned which way.
// Layer: studio. Ref: BS.1770-4, the integrated loudness of both sides over the same time.

#include "session/edit-slot.h"
#include "studio/live-analysis.h"
#include "studio/live-private.h"

#include <math.h>

#define ENOUGH_S  3.0  /* measured, before both sides are compared */
#define STEP_DB   0.05 /* a smaller difference moves nothing */
#define LARGEST_DB 40.0

static double
lufs_of (const LtLive *self, LtLiveSide side)
{
  const double lufs[] = { [LT_LIVE_MASTER] = self->master_lufs, [LT_LIVE_MIX] = self->mix_lufs, [LT_LIVE_REFERENCE] = lt_live_reference_get_lufs (self->reference) };

  return lufs[side];
}

/* What @side is turned by to be as loud as the softest of those that are known. */
static double
turn_of (const LtLive *self, LtLiveSide side)
{
  double own = lufs_of (self, side), softest = own;

  if (!isfinite (own))
    return 0.0;
  if (self->has_service)
    return lt_live_service_match (self, side, own);
  for (int other = 0; other < LT_LIVE_N_SIDES; other++)
    if (isfinite (lufs_of (self, (LtLiveSide) other)))
      softest = fmin (softest, lufs_of (self, (LtLiveSide) other));
  return fmax (softest - own, -LARGEST_DB);
}

static double
match_of (const LtLive *self, LtLiveSide side)
{
  return self->match ? turn_of (self, side) : 0.0;
}

/* The same of mix and master alone. */
static double
turn_between (const LtLive *self, LtLiveSide side)
{
  double softer = fmin (self->mix_lufs, self->master_lufs);

  return isfinite (softer) ? fmax (softer - lufs_of (self, side), -LARGEST_DB) : 0.0;
}

/* What changes is told from mix and master at one loudness. A difference too small to move anything is none, so that a
   chain that does nothing leaves nothing. */
static double
side_db (const LtLive *self, LtLiveSide side)
{
  if (!self->difference)
    return match_of (self, side);
  return fabs (self->mix_lufs - self->master_lufs) < STEP_DB ? 0.0 : turn_between (self, side);
}

void
lt_live_monitor_send (LtLive *self)
{
  const LtLiveMonitor *wish = &self->monitor;
  LtMonitor            monitor = {
               .mix = self->side == LT_LIVE_MIX,
               .delta = self->difference,
               .reference = self->side == LT_LIVE_REFERENCE && !self->difference,
               .bits = self->word_bits,
               .dither = self->word_dither,
               .reference_gain = lt_live_amplitude (match_of (self, LT_LIVE_REFERENCE)),
               .mix_gain = lt_live_amplitude (side_db (self, LT_LIVE_MIX)),
               .master_gain = lt_live_amplitude (side_db (self, LT_LIVE_MASTER)),
               .gain = lt_live_amplitude (wish->level_db + (wish->dim ? wish->dim_db : 0.0)),
               .swap = wish->swap,
               .invert = { wish->invert[0], wish->invert[1] },
               .mono = wish->mono,
  };

  if (self->player == NULL)
    return;
  monitor.mix_gain *= lt_live_amplitude (self->compare_db); /* a reference is neither */
  monitor.master_gain *= lt_live_amplitude (self->compare_db);
  lt_live_service_apply (self, &monitor);
  lt_live_preview_apply (self, &monitor);
  lt_live_blind_apply (self, &monitor);
  lt_engine_set_monitor (lt_player_get_engine (self->player), &monitor);
}

/* While one side is silent or unknown, and until enough is measured, what was found before stays. */
void
lt_live_monitor_tick (LtLive *self)
{
  const LtLiveReading *mix = lt_live_read_tap (self, LT_LIVE_TAP_MIX);
  const LtLiveReading *master = lt_live_read_tap (self, LT_LIVE_TAP_MASTER);
  bool                 is_known = isfinite (self->mix_lufs);

  if (self->measures_anew && lt_engine_is_settled (lt_player_get_engine (self->player)))
    {
      self->measures_anew = false;
      lt_live_reset_analysis (self);
      return;
    }
  if (fmin (mix->measured_s, master->measured_s) < ENOUGH_S || !isfinite (mix->integrated_lufs) || !isfinite (master->integrated_lufs))
    return;
  if (is_known && fabs (mix->integrated_lufs - self->mix_lufs) < STEP_DB && fabs (master->integrated_lufs - self->master_lufs) < STEP_DB)
    return;
  self->mix_lufs = mix->integrated_lufs;
  self->master_lufs = master->integrated_lufs;
  if (self->match || self->difference)
    lt_live_monitor_send (self);
}

void
lt_live_set_compare_db (LtLive *self, double db)
{
  self->compare_db = fmin (db, 0.0);
  lt_live_monitor_send (self);
}

void
lt_live_set_side (LtLive *self, LtLiveSide side)
{
  self->side = side;
  self->hears_preview = false;
  if (side == LT_LIVE_REFERENCE)
    lt_live_set_preview (self, NULL, 0, NULL);
  lt_live_monitor_send (self);
}

LtLiveSide
lt_live_get_side (LtLive *self)
{
  return self->side;
}

void
lt_live_set_match (LtLive *self, bool on)
{
  self->match = on;
  lt_live_monitor_send (self);
}

bool
lt_live_get_match (LtLive *self)
{
  return self->match;
}

void
lt_live_monitor_stand_in (LtLive *self, LtLiveStandIn what)
{
  if (what != LT_LIVE_DELTA && self->delta_id != 0)
    lt_live_set_delta (self, 0);
  self->difference = self->difference && what == LT_LIVE_DIFFERENCE;
  self->hears_preview = self->hears_preview && what == LT_LIVE_PREVIEW;
}

void
lt_live_set_delta (LtLive *self, LtId slot_id)
{
  LtId heard = self->blind.is_on ? 0 : slot_id; /* the rest comes when the test ends */

  if (self->player != NULL && lt_engine_set_delta (lt_player_get_engine (self->player), heard) != LT_OK)
    return;
  self->delta_id = slot_id;
  if (slot_id == 0)
    return;
  lt_live_monitor_stand_in (self, LT_LIVE_DELTA);
  lt_live_monitor_send (self);
}

LtId
lt_live_get_delta (LtLive *self)
{
  return self->delta_id;
}

void
lt_live_set_difference (LtLive *self, bool on)
{
  self->difference = on;
  if (on)
    lt_live_monitor_stand_in (self, LT_LIVE_DIFFERENCE);
  lt_live_monitor_send (self);
}

bool
lt_live_get_difference (LtLive *self)
{
  return self->difference;
}

/* --- one effect alone --- */

LtSession *
lt_live_monitor_hear (const LtLive *self, const LtSession *session)
{
  const LtStrip *strip = NULL;
  LtSession     *next = lt_session_ref (session);

  if (self->alone_id == 0 || self->blind.is_on || lt_session_find_slot (session, self->alone_id, &strip) == NULL)
    return next;
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      lt_session_take (&next, lt_edit_slot_bypass (next, slot->id, slot->id != self->alone_id));
    }
  return next;
}

void
lt_live_set_alone (LtLive *self, LtId slot_id)
{
  if (self->alone_id == slot_id || (slot_id != 0 && (self->session == NULL || lt_session_find_slot (self->session, slot_id, NULL) == NULL)))
    return;
  self->alone_id = slot_id;
  lt_live_resend (self, NULL); /* it compiled before */
  if (self->blind.is_on)
    return;
  lt_live_reset_analysis (self); /* what was measured is of another sound, and so is what comes until this one is heard */
  self->measures_anew = true;
}

LtId
lt_live_get_alone (LtLive *self)
{
  return self->alone_id;
}

/* --- the word length --- */

void
lt_live_set_word (LtLive *self, uint32_t bits, uint32_t dither)
{
  self->word_bits = bits;
  self->word_dither = dither;
  lt_live_monitor_send (self);
}

uint32_t
lt_live_get_word (LtLive *self, uint32_t *dither)
{
  if (dither != NULL)
    *dither = self->word_dither;
  return self->word_bits;
}

double
lt_live_get_match_db (LtLive *self, LtLiveSide side)
{
  return match_of (self, side);
}

LtLiveMonitor
lt_live_get_monitor (LtLive *self)
{
  return self->monitor;
}

void
lt_live_set_monitor (LtLive *self, const LtLiveMonitor *monitor)
{
  self->monitor = *monitor;
  self->monitor.level_db = fmin (monitor->level_db, 0.0);
  self->monitor.dim_db = fmin (monitor->dim_db, 0.0);
  lt_live_monitor_send (self);
}
