// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of tracks: the list of them.
// Layer: session.

#include "session/edit-track.h"

#include "session/session-private.h"

#include <glib/gi18n.h>

static void
insert_track (LtSession *next, guint at, LtTrack *track) /* takes @track */
{
  lt_nodes_take (&next->tracks,
                 lt_nodes_insert (next->tracks, at, track, (GDestroyNotify) lt_track_unref));
}

static guint
track_index (const LtSession *session, const LtTrack *track)
{
  guint at = 0;

  g_ptr_array_find (session->tracks, track, &at);
  return at;
}

LtSession *
lt_edit_track_add (const LtSession *session, const char *name, int at, LtId *id)
{
  g_autofree char *clean = lt_session_clean_name (name, _ ("Track"));
  g_autofree char *unique = lt_session_unique_name (session, clean, 0);
  LtSession       *next = lt_session_copy (session);
  LtId             track_id = next->next_id++;

  insert_track (next, at < 0 ? session->tracks->len : (guint) at,
                lt_track_new (lt_strip_new (track_id, LT_STRIP_TRACK, unique)));
  if (id != NULL)
    *id = track_id;
  return next;
}

static LtStrip *
drop_routes (const LtStrip *strip, gpointer data)
{
  return lt_strip_without_routes (strip, *(const LtId *) data);
}

LtSession *
lt_edit_track_remove (const LtSession *session, LtId track_id)
{
  const LtTrack *track = lt_session_find_track (session, track_id);

  g_return_val_if_fail (track != NULL, lt_session_ref (session));

  g_autoptr (LtSession) bare = lt_session_copy (session);
  lt_nodes_take (&bare->tracks, lt_nodes_without (session->tracks, track_index (session, track),
                                                  (GDestroyNotify) lt_track_unref));
  return lt_session_drop_lost_keys (lt_session_map_strips (bare, drop_routes, &track_id));
}

LtSession *
lt_edit_track_move (const LtSession *session, LtId track_id, guint at)
{
  const LtTrack *track = lt_session_find_track (session, track_id);

  g_return_val_if_fail (track != NULL, lt_session_ref (session));

  guint from = track_index (session, track);
  at = MIN (at, session->tracks->len - 1);
  if (from == at)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->tracks,
                 lt_nodes_move (session->tracks, from, at, (GDestroyNotify) lt_track_unref));
  return next;
}

static void
renew_slots (LtSession *next, LtStrip *strip, GHashTable *renamed)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);

  for (guint i = 0; i < strip->slots->len; i++)
    {
      LtSlot *slot = lt_slot_copy (strip->slots->pdata[i]);

      slot->id = next->next_id++;
      g_hash_table_insert (renamed, (gpointer) & ((const LtSlot *) strip->slots->pdata[i])->id,
                           &slot->id);
      g_ptr_array_add (slots, slot);
    }
  lt_nodes_take (&strip->slots, slots);
}

static void
renew_sends_and_lanes (LtSession *next, LtStrip *strip, GHashTable *renamed)
{
  GPtrArray *sends = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_send_unref);
  GPtrArray *lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);

  for (guint i = 0; i < strip->sends->len; i++)
    {
      LtSend *send = lt_send_copy (strip->sends->pdata[i]);

      send->id = next->next_id++;
      g_hash_table_insert (renamed, (gpointer) & ((const LtSend *) strip->sends->pdata[i])->id, &send->id);
      g_ptr_array_add (sends, send);
    }
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      LtLane     *lane = lt_lane_copy (strip->lanes->pdata[i]);
      const LtId *owner_id = g_hash_table_lookup (renamed, &lane->slot_id);

      lane->id = next->next_id++;
      lane->slot_id = owner_id != NULL ? *owner_id : 0;
      g_ptr_array_add (lanes, lane);
    }
  lt_nodes_take (&strip->sends, sends);
  lt_nodes_take (&strip->lanes, lanes);
}

static GPtrArray *
renew_clips (LtSession *next, const GPtrArray *clips)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_clip_unref);

  for (guint i = 0; i < clips->len; i++)
    {
      LtClip *clip = lt_clip_copy (clips->pdata[i]);

      clip->id = next->next_id++; /* in order, so the list stays sorted */
      lt_clip_renew_slots (clip, &next->next_id);
      g_ptr_array_add (out, clip);
    }
  return out;
}

static GPtrArray *
renew_takes (LtSession *next, const GPtrArray *takes)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_take_unref);

  for (guint i = 0; i < takes->len; i++)
    {
      LtTake *take = lt_take_copy (takes->pdata[i]);

      take->id = next->next_id++;
      lt_nodes_take (&take->clips, renew_clips (next, take->clips));
      g_ptr_array_add (out, take);
    }
  return out;
}

LtSession *
lt_edit_track_duplicate (const LtSession *session, LtId track_id, LtId *id)
{
  const LtTrack *track = lt_session_find_track (session, track_id);

  g_return_val_if_fail (track != NULL, lt_session_ref (session));

  g_autoptr (GHashTable) renamed = g_hash_table_new (g_int64_hash, g_int64_equal);
  LtSession *next = lt_session_copy (session);
  LtTrack   *copy = lt_track_copy (track);
  LtStrip   *strip = lt_strip_copy (track->strip);

  strip->id = next->next_id++;
  g_free (strip->name);
  strip->name = lt_session_unique_name (session, track->strip->name, 0);
  renew_slots (next, strip, renamed);
  renew_sends_and_lanes (next, strip, renamed);
  lt_strip_unref (copy->strip);
  copy->strip = strip;
  lt_nodes_take (&copy->clips, renew_clips (next, track->clips));
  if (copy->takes != NULL)
    lt_nodes_take (&copy->takes, renew_takes (next, track->takes));

  insert_track (next, track_index (session, track) + 1, copy);
  if (id != NULL)
    *id = strip->id;
  return next;
}
