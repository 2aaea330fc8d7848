// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strip's own values belong to one half each: the trim stands before the slots, fader, pan and mute behind them.
// Layer: session.

#include "session/slot-halves.h"

#include "session/edit-clip.h"
#include "session/edit-track.h"
#include "session/session-private.h"
#include "session/tempo.h"

#include <string.h>

static bool
is_trim (const LtLane *lane)
{
  return lane->slot_id == 0 && strcmp (lane->key, "trim") == 0;
}

/* @strip with its slots @from to @to (that one not), and the lanes that go with them. */
static LtStrip *
cut (const LtStrip *strip, guint from, guint to, bool has_trim, bool has_fader)
{
  LtStrip   *part = lt_strip_copy (strip);
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);
  GPtrArray *lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);

  for (guint i = from; i < to; i++)
    g_ptr_array_add (slots, lt_slot_ref (strip->slots->pdata[i]));
  lt_nodes_take (&part->slots, slots);
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane *lane = strip->lanes->pdata[i];
      bool          own = lane->slot_id == 0 && (is_trim (lane) ? has_trim : has_fader);

      if (own || (lane->slot_id != 0 && lt_strip_find_slot (part, lane->slot_id) != NULL))
        g_ptr_array_add (lanes, lt_lane_ref (lane));
    }
  lt_nodes_take (&part->lanes, lanes);
  if (!has_trim)
    {
      part->trim_db = 0.0;
      part->polarity = false;
    }
  if (!has_fader)
    {
      part->fader_db = part->pan = 0.0;
      part->pan_mode = LT_PAN_MODE_BALANCE;
      part->width = 1.0;
      part->mute = false;
    }
  return part;
}

LtSession *
lt_slot_halves_before (const LtSession *session, LtId slot_id)
{
  int at = lt_nodes_find (session->master->slots, slot_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  g_autoptr (LtStrip) part = cut (session->master, 0, (guint) at, true, false);
  return lt_session_drop_lost_keys (lt_session_with_strip (session, part));
}

/* A session with @source on its only track, and @master: of what the song is like, what can be heard. */
static LtSession *
with_source (const LtSession *session, LtStrip *master, const LtSourceInfo *source)
{
  LtSession *next = lt_session_new (session->rate_hz, session->title);
  LtId       source_id, track;

  next->next_id = session->next_id;
  lt_tempo_give (next, lt_tempo_ref (session->tempo));
  next->pan_law = session->pan_law;
  lt_strip_unref (next->mix);
  next->mix = lt_strip_new (session->mix->id, LT_STRIP_MIX, "Mix");
  lt_strip_unref (next->master);
  next->master = lt_strip_ref (master);
  next = lt_session_drop_lost_keys (next);
  lt_session_take (&next, lt_edit_session_add_source (next, source, &source_id));
  lt_session_take (&next, lt_edit_track_add (next, source->name, -1, &track));
  lt_session_take (&next, lt_edit_clip_add (next, track, source_id, 0, 0, 0, NULL));
  return next;
}

LtSession *
lt_slot_halves_from (const LtSession *session, LtId slot_id, const LtSourceInfo *source)
{
  int at = lt_nodes_find (session->master->slots, slot_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  g_autoptr (LtStrip) part = cut (session->master, (guint) at, session->master->slots->len, false, true);
  return with_source (session, part, source);
}

LtSession *
lt_slot_halves_only (const LtSession *session, LtId slot_id, const LtSourceInfo *source)
{
  int at = lt_nodes_find (session->master->slots, slot_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  g_autoptr (LtStrip) part = cut (session->master, (guint) at, (guint) at + 1, false, false);
  return with_source (session, part, source);
}
