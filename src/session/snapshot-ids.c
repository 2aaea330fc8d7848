// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ids of a recall. The tables point to the ids inside the nodes, which outlive them.
// Layer: session.

#include "session/snapshot-ids.h"

typedef enum
{
  NOTHING,
  SLOT,
  SEND,
  LANE,
  OTHER,
} Kind;

/* --- what has which id --- */

static void
note (GHashTable *kinds, const GPtrArray *nodes, Kind kind)
{
  for (guint i = 0; i < nodes->len; i++)
    g_hash_table_insert (kinds, (gpointer) &((const LtSource *) nodes->pdata[i])->id, GINT_TO_POINTER (kind)); /* where every node has it */
}

static void
note_strip (GHashTable *kinds, const LtStrip *strip)
{
  note (kinds, strip->slots, SLOT);
  note (kinds, strip->sends, SEND);
  note (kinds, strip->lanes, LANE);
}

/* Of no strip. */
static void
note_clip (const LtClip *clip, gpointer kinds)
{
  g_hash_table_insert (kinds, (gpointer) &clip->id, GINT_TO_POINTER (OTHER));
  if (clip->sound.slots != NULL)
    note (kinds, clip->sound.slots, OTHER);
}

static void
note_track (GHashTable *kinds, const LtTrack *track)
{
  if (track->takes != NULL)
    note (kinds, track->takes, OTHER);
  lt_track_each_clip (track, note_clip, kinds);
}

static GHashTable *
kinds_of (const LtSession *session)
{
  const GPtrArray *lists[] = { session->sources, session->markers, session->groups, session->snapshots,
                               session->versions, session->references, session->trials, session->deliveries };
  GHashTable      *kinds = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      g_hash_table_insert (kinds, (gpointer) &strip->id, GINT_TO_POINTER (OTHER));
      note_strip (kinds, strip);
    }
  for (guint i = 0; i < session->tracks->len; i++)
    note_track (kinds, session->tracks->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    note (kinds, lists[i], OTHER);
  return kinds;
}

/* --- new ids --- */

/* For those of @nodes whose id is taken by another kind than @own. */
static void
renew (GHashTable *renewed, const GPtrArray *nodes, GHashTable *taken, Kind own, LtId *next_id)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const LtId *id = &((const LtSource *) nodes->pdata[i])->id;
      Kind        kind = (Kind) GPOINTER_TO_INT (g_hash_table_lookup (taken, id));

      if (kind == NOTHING || kind == own)
        continue;
      LtId fresh = (*next_id)++;
      g_hash_table_insert (renewed, (gpointer) id, g_memdup2 (&fresh, sizeof fresh));
    }
}

static LtId
id_now (GHashTable *renewed, LtId id)
{
  const LtId *fresh = g_hash_table_lookup (renewed, &id);

  return fresh != NULL ? *fresh : id;
}

static void
put_slots (LtStrip *strip, GHashTable *renewed)
{
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = strip->slots->pdata[i];
      LtId          id = id_now (renewed, slot->id), key_id = id_now (renewed, slot->key_id);

      if (id == slot->id && key_id == slot->key_id)
        continue;
      LtSlot *changed = lt_slot_copy (slot);
      changed->id = id;
      changed->key_id = key_id;
      lt_nodes_take (&strip->slots, lt_nodes_with (strip->slots, i, changed, (GDestroyNotify) lt_slot_unref));
    }
}

static void
put_sends (LtStrip *strip, GHashTable *renewed)
{
  for (guint i = 0; i < strip->sends->len; i++)
    {
      const LtSend *send = strip->sends->pdata[i];
      LtId          id = id_now (renewed, send->id);

      if (id == send->id)
        continue;
      LtSend *changed = lt_send_copy (send);
      changed->id = id;
      lt_nodes_take (&strip->sends, lt_nodes_with (strip->sends, i, changed, (GDestroyNotify) lt_send_unref));
    }
}

static void
put_lanes (LtStrip *strip, GHashTable *renewed)
{
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane *lane = strip->lanes->pdata[i];
      LtId          id = id_now (renewed, lane->id), owner_id = id_now (renewed, lane->slot_id);

      if (id == lane->id && owner_id == lane->slot_id)
        continue;
      LtLane *changed = lt_lane_copy (lane);
      changed->id = id;
      changed->slot_id = owner_id;
      lt_nodes_take (&strip->lanes, lt_nodes_with (strip->lanes, i, changed, (GDestroyNotify) lt_lane_unref));
    }
}

static LtStrip *
with_ids (const LtStrip *strip, GHashTable *renewed)
{
  LtStrip *now = lt_strip_copy (strip);

  put_slots (now, renewed);
  put_sends (now, renewed);
  put_lanes (now, renewed);
  return now;
}

/* --- of another branch --- */

GPtrArray *
lt_snapshot_ids_tell_apart (const LtSession *session, const GPtrArray *past, LtId *next_id)
{
  g_autoptr (GHashTable) kinds = kinds_of (session);
  g_autoptr (GHashTable) renewed = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  GPtrArray *apart;

  for (guint i = 0; i < past->len; i++)
    {
      const LtStrip *strip = past->pdata[i];

      renew (renewed, strip->slots, kinds, SLOT, next_id);
      renew (renewed, strip->sends, kinds, SEND, next_id);
      renew (renewed, strip->lanes, kinds, LANE, next_id);
    }
  if (g_hash_table_size (renewed) == 0)
    return g_ptr_array_ref ((GPtrArray *) past);

  apart = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref);
  for (guint i = 0; i < past->len; i++)
    g_ptr_array_add (apart, with_ids (past->pdata[i], renewed));
  return apart;
}

/* --- in two strips --- */

typedef struct
{
  const LtSession *before;
  GHashTable      *taken;
  LtId            *next_id;
} Unique;

static bool
stays (const Unique *self, const LtStrip *strip)
{
  return lt_session_find_strip (self->before, strip->id) == strip;
}

static LtStrip *
make_unique (const LtStrip *strip, gpointer data)
{
  Unique *self = data;
  g_autoptr (GHashTable) renewed = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  if (stays (self, strip))
    return NULL;
  renew (renewed, strip->slots, self->taken, NOTHING, self->next_id);
  renew (renewed, strip->sends, self->taken, NOTHING, self->next_id);
  renew (renewed, strip->lanes, self->taken, NOTHING, self->next_id);

  LtStrip *now = g_hash_table_size (renewed) > 0 ? with_ids (strip, renewed) : NULL;
  note_strip (self->taken, now != NULL ? now : strip);
  return now;
}

LtSession *
lt_snapshot_ids_make_unique (const LtSession *before, const LtSession *recalled, LtId *next_id)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);
  Unique self = { before, taken, next_id };

  for (uint32_t i = 0; i < lt_session_n_strips (recalled); i++)
    if (stays (&self, lt_session_get_strip (recalled, i)))
      note_strip (taken, lt_session_get_strip (recalled, i));
  for (guint i = 0; i < recalled->tracks->len; i++)
    note_track (taken, recalled->tracks->pdata[i]);
  return lt_session_map_strips (recalled, make_unique, &self);
}
