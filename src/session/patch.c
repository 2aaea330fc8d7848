// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What turns one session into another one.
// Layer: session.
//
// A patch holds the values of the session when they changed, whole strips without their children,
// and lists whose elements are either an id (as it was in the same list) or a node (new or changed).
// Clips are sorted by time, so for them only what is new, changed or gone is told.

#include "session/patch.h"

#include "session/check.h"
#include "session/json.h"
#include "session/store-private.h"

#include <glib/gi18n.h>

typedef void (*WriteNode) (LtEmit *emit, gconstpointer node);
typedef gpointer (*ReadNode) (LtStoreReader *reader, JsonObject *object);

/* ---- Making ---- */

static GHashTable *
index_nodes (const GPtrArray *nodes)
{
  GHashTable *table = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < nodes->len; i++)
    {
      const LtSource *any = nodes->pdata[i]; /* ids are at the same place in all of them */

      g_hash_table_insert (table, (gpointer) &any->id, nodes->pdata[i]);
    }
  return table;
}

static void
write_object (LtEmit *emit, gconstpointer node, WriteNode write)
{
  lt_emit_open (emit, NULL, '{');
  write (emit, node);
  lt_emit_close (emit, '}');
}

static void
write_list (
    LtEmit *emit, const char *key, const GPtrArray *from, const GPtrArray *to, WriteNode write)
{
  g_autoptr (GHashTable) old = from != NULL ? index_nodes (from) : NULL;

  lt_emit_open (emit, key, '[');
  for (guint i = 0; i < to->len; i++)
    {
      LtId id = lt_nodes_id (to->pdata[i]);

      if (old != NULL && g_hash_table_lookup (old, &id) == to->pdata[i])
        lt_emit_int (emit, NULL, (int64_t) id);
      else
        write_object (emit, to->pdata[i], write);
    }
  lt_emit_close (emit, ']');
}

static char *
head_text (const LtSession *session)
{
  LtEmit emit;

  lt_emit_init (&emit, false);
  lt_emit_open (&emit, NULL, '{');
  lt_store_write_head (&emit, session);
  lt_emit_close (&emit, '}');
  return g_string_free (emit.out, FALSE);
}

static void
write_head (LtEmit *emit, const LtSession *from, const LtSession *to)
{
  g_autofree char *old = head_text (from);
  g_autofree char *new = head_text (to);

  if (strcmp (old, new) == 0)
    return;
  lt_emit_open (emit, "session", '{');
  lt_store_write_head (emit, to);
  lt_emit_close (emit, '}');
}

static void
write_full_strip (LtEmit *emit, gconstpointer strip)
{
  lt_store_write_strip (emit, strip, false);
}

static LtId
track_id (gconstpointer track)
{
  return ((const LtTrack *) track)->strip->id;
}

static LtId
strip_id (gconstpointer strip)
{
  return ((const LtStrip *) strip)->id;
}

/* The list of tracks or buses, when one came, went or moved. What changed within them is told apart. */
static void
write_order (LtEmit          *emit,
             const char      *key,
             const GPtrArray *from,
             const GPtrArray *to,
             LtId (*get_id) (gconstpointer),
             WriteNode write)
{
  g_autoptr (GHashTable) old = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  bool same = from->len == to->len;

  for (guint i = 0; i < from->len; i++)
    {
      LtId id = get_id (from->pdata[i]);

      same = same && get_id (to->pdata[i]) == id;
      g_hash_table_add (old, g_memdup2 (&id, sizeof id));
    }
  if (same)
    return;

  lt_emit_open (emit, key, '[');
  for (guint i = 0; i < to->len; i++)
    {
      LtId id = get_id (to->pdata[i]);

      if (g_hash_table_contains (old, &id))
        lt_emit_int (emit, NULL, (int64_t) id);
      else
        write_object (emit, to->pdata[i], write);
    }
  lt_emit_close (emit, ']');
}

static GHashTable *
index_strips (const LtSession *session)
{
  GHashTable *table = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      g_hash_table_insert (table, (gpointer) &strip->id, (gpointer) strip);
    }
  return table;
}

static void
write_strips (LtEmit *emit, const LtSession *from, const LtSession *to)
{
  g_autoptr (GHashTable) old = index_strips (from);

  lt_emit_open (emit, "strips", '[');
  for (guint i = 0; i < lt_session_n_strips (to); i++)
    {
      const LtStrip *strip = lt_session_get_strip (to, i);
      const LtStrip *before = g_hash_table_lookup (old, &strip->id);

      if (before == NULL || before == strip)
        continue;
      lt_emit_open (emit, NULL, '{');
      lt_store_write_strip (emit, strip, true);
      write_list (emit, "slots", before->slots, strip->slots, (WriteNode) lt_store_write_slot);
      write_list (emit, "sends", before->sends, strip->sends, (WriteNode) lt_store_write_send);
      write_list (emit, "lanes", before->lanes, strip->lanes, (WriteNode) lt_store_write_lane);
      lt_emit_close (emit, '}');
    }
  lt_emit_close (emit, ']');
}

static void
write_track_clips (LtEmit *emit, const LtTrack *before, const LtTrack *track)
{
  g_autoptr (GHashTable) old = index_nodes (before->clips);
  g_autoptr (GHashTable) new = index_nodes (track->clips);

  lt_emit_open (emit, NULL, '{');
  lt_emit_int (emit, "track", (int64_t) track->strip->id);
  lt_emit_open (emit, "set", '[');
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];

      if (g_hash_table_lookup (old, &clip->id) != clip)
        write_object (emit, clip, (WriteNode) lt_store_write_clip);
    }
  lt_emit_close (emit, ']');
  lt_emit_open (emit, "drop", '[');
  for (guint i = 0; i < before->clips->len; i++)
    {
      const LtClip *clip = before->clips->pdata[i];

      if (!g_hash_table_contains (new, &clip->id))
        lt_emit_int (emit, NULL, (int64_t) clip->id);
    }
  lt_emit_close (emit, ']');
  lt_emit_close (emit, '}');
}

static void
write_clips (LtEmit *emit, const LtSession *from, const LtSession *to)
{
  lt_emit_open (emit, "clips", '[');
  for (guint i = 0; i < to->tracks->len; i++)
    {
      const LtTrack *track = to->tracks->pdata[i];
      const LtTrack *before = lt_session_find_track (from, track->strip->id);

      if (before != NULL && before->clips != track->clips)
        write_track_clips (emit, before, track);
    }
  lt_emit_close (emit, ']');
}

/* All takes of each track whose list changed. */
static void
write_takes (LtEmit *emit, const LtSession *from, const LtSession *to)
{
  bool any = false;

  for (guint i = 0; i < to->tracks->len; i++)
    {
      const LtTrack *track = to->tracks->pdata[i];
      const LtTrack *before = lt_session_find_track (from, track->strip->id);

      if (before == NULL || before->takes == track->takes)
        continue;
      if (!any)
        lt_emit_open (emit, "takes", '[');
      any = true;
      lt_emit_open (emit, NULL, '{');
      lt_emit_int (emit, "track", (int64_t) track->strip->id);
      lt_store_take_write (emit, track, true);
      lt_emit_close (emit, '}');
    }
  if (any)
    lt_emit_close (emit, ']');
}

GBytes *
lt_patch_make (const LtSession *from, const LtSession *to)
{
  LtEmit emit;

  lt_emit_init (&emit, false);
  lt_emit_open (&emit, NULL, '{');
  lt_emit_int (&emit, "next-id", (int64_t) to->next_id);
  write_head (&emit, from, to);
  if (from->sources != to->sources)
    write_list (&emit, "sources", from->sources, to->sources, (WriteNode) lt_store_write_source);
  if (from->markers != to->markers)
    write_list (&emit, "markers", from->markers, to->markers, (WriteNode) lt_store_write_marker);
  write_order (&emit, "tracks", from->tracks, to->tracks, track_id,
               (WriteNode) lt_store_write_track);
  write_order (&emit, "buses", from->buses, to->buses, strip_id, write_full_strip);
  write_order (&emit, "vcas", from->vcas, to->vcas, strip_id, write_full_strip);
  if (from->groups != to->groups)
    write_list (&emit, "groups", from->groups, to->groups, (WriteNode) lt_store_write_group);
  if (from->snapshots != to->snapshots)
    write_list (&emit, "snapshots", from->snapshots, to->snapshots, (WriteNode) lt_store_write_snapshot);
  if (from->versions != to->versions)
    write_list (&emit, "versions", from->versions, to->versions, (WriteNode) lt_store_write_snapshot);
  if (from->references != to->references)
    write_list (&emit, "references", from->references, to->references, (WriteNode) lt_store_write_reference);
  if (from->trials != to->trials)
    write_list (&emit, "trials", from->trials, to->trials, (WriteNode) lt_store_write_trial);
  if (from->deliveries != to->deliveries)
    write_list (&emit, "deliveries", from->deliveries, to->deliveries, (WriteNode) lt_store_delivery_write);
  write_strips (&emit, from, to);
  write_clips (&emit, from, to);
  write_takes (&emit, from, to);
  lt_emit_close (&emit, '}');
  return lt_emit_finish (&emit);
}

/* ---- Applying ---- */

static GHashTable *
index_order (const GPtrArray *nodes, LtId (*get_id) (gconstpointer))
{
  GHashTable *table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      LtId id = get_id (nodes->pdata[i]);

      g_hash_table_insert (table, g_memdup2 (&id, sizeof id), nodes->pdata[i]);
    }
  return table;
}

typedef struct
{
  const char *key;
  LtId (*get_id) (gconstpointer node);
  ReadNode read;
  gpointer (*ref) (gconstpointer node);
} ListKind;

/* @list becomes what the patch's list says; what it names by id is taken from what it was. */
static void
read_mixed (LtStoreReader  *reader,
            JsonObject     *object,
            const ListKind *kind,
            GPtrArray     **list,
            GDestroyNotify  free_node)
{
  JsonArray *array = lt_store_reader_array (reader, object, kind->key);
  GPtrArray *out = g_ptr_array_new_with_free_func (free_node);
  g_autoptr (GHashTable) old = index_order (*list, kind->get_id);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gpointer  made = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        made = kind->read (reader, json_node_get_object (node));
      else if (JSON_NODE_HOLDS_VALUE (node))
        {
          LtId id = (LtId) json_node_get_int (node);

          made = g_hash_table_lookup (old, &id);
          if (made != NULL)
            kind->ref (made);
        }
      if (made != NULL)
        g_ptr_array_add (out, made);
      else
        reader->n_losses++;
    }
  lt_nodes_take (list, out);
}

static gpointer
read_bus (LtStoreReader *reader, JsonObject *object)
{
  return lt_store_read_strip (reader, object, LT_STRIP_BUS);
}

static gpointer
read_vca (LtStoreReader *reader, JsonObject *object)
{
  return lt_store_read_strip (reader, object, LT_STRIP_VCA);
}

#define LIST(key, id, read, ref)                                                                   \
  {                                                                                                \
    key, id, (ReadNode) read, (gpointer (*) (gconstpointer)) ref                                   \
  }
static const ListKind source_list
    = LIST ("sources", lt_nodes_id, lt_store_read_source, lt_source_ref);
static const ListKind marker_list
    = LIST ("markers", lt_nodes_id, lt_store_read_marker, lt_marker_ref);
static const ListKind track_list = LIST ("tracks", track_id, lt_store_read_track, lt_track_ref);
static const ListKind bus_list = LIST ("buses", strip_id, read_bus, lt_strip_ref);
static const ListKind vca_list = LIST ("vcas", strip_id, read_vca, lt_strip_ref);
static const ListKind group_list = LIST ("groups", lt_nodes_id, lt_store_read_group, lt_group_ref);
static const ListKind snapshot_list = LIST ("snapshots", lt_nodes_id, lt_store_read_snapshot, lt_snapshot_ref);
static const ListKind version_list = LIST ("versions", lt_nodes_id, lt_store_read_snapshot, lt_snapshot_ref);
static const ListKind reference_list = LIST ("references", lt_nodes_id, lt_store_read_reference, lt_reference_ref);
static const ListKind trial_list = LIST ("trials", lt_nodes_id, lt_store_read_trial, lt_trial_ref);
static const ListKind delivery_list = LIST ("deliveries", lt_nodes_id, lt_store_delivery_read, lt_delivery_spec_ref);
static const ListKind slot_list = LIST ("slots", lt_nodes_id, lt_store_read_slot, lt_slot_ref);
static const ListKind send_list = LIST ("sends", lt_nodes_id, lt_store_read_send, lt_send_ref);
static const ListKind lane_list = LIST ("lanes", lt_nodes_id, lt_store_read_lane, lt_lane_ref);
#undef LIST

static void
apply_strip (LtStoreReader *reader, JsonObject *object, LtSession **next)
{
  LtId           id = lt_store_reader_ref (reader, object, "id");
  const LtStrip *before = id != 0 ? lt_session_find_strip (*next, id) : NULL;

  if (before == NULL)
    {
      reader->n_losses++;
      return;
    }

  /* The values; the lists are read again, with what the old strip lends them. */
  g_autoptr (LtStrip) strip = lt_store_read_strip_values (reader, object, before->kind);
  lt_nodes_take (&strip->slots, g_ptr_array_ref (before->slots));
  lt_nodes_take (&strip->sends, g_ptr_array_ref (before->sends));
  lt_nodes_take (&strip->lanes, g_ptr_array_ref (before->lanes));
  read_mixed (reader, object, &slot_list, &strip->slots, (GDestroyNotify) lt_slot_unref);
  read_mixed (reader, object, &send_list, &strip->sends, (GDestroyNotify) lt_send_unref);
  read_mixed (reader, object, &lane_list, &strip->lanes, (GDestroyNotify) lt_lane_unref);
  lt_session_take (next, lt_session_with_strip (*next, strip));
}

static void
apply_clips (LtStoreReader *reader, JsonObject *object, LtSession **next)
{
  LtId           id = lt_store_reader_ref (reader, object, "track");
  const LtTrack *before = id != 0 ? lt_session_find_track (*next, id) : NULL;
  JsonArray     *set = lt_store_reader_array (reader, object, "set");
  JsonArray     *drop = lt_store_reader_array (reader, object, "drop");

  if (before == NULL || set == NULL || drop == NULL)
    {
      reader->n_losses++;
      return;
    }

  g_autoptr (LtTrack) track = lt_track_copy (before);
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *clips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_clip_unref);

  for (guint i = 0; i < json_array_get_length (drop); i++)
    {
      JsonNode *node = json_array_get_element (drop, i);
      LtId      dropped = JSON_NODE_HOLDS_VALUE (node) ? (LtId) json_node_get_int (node) : 0;

      g_hash_table_add (gone, g_memdup2 (&dropped, sizeof dropped));
    }
  for (guint i = 0; i < json_array_get_length (set); i++)
    {
      JsonNode *node = json_array_get_element (set, i);
      LtClip   *clip;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          reader->n_losses++;
          continue;
        }
      clip = lt_store_read_clip (reader, json_node_get_object (node));
      g_hash_table_add (gone, g_memdup2 (&clip->id, sizeof clip->id));
      g_ptr_array_add (clips, clip);
    }
  for (guint i = 0; i < before->clips->len; i++)
    if (!g_hash_table_contains (gone, &((LtClip *) before->clips->pdata[i])->id))
      g_ptr_array_add (clips, lt_clip_ref (before->clips->pdata[i]));
  g_ptr_array_sort (clips, lt_track_compare_clips);
  lt_nodes_take (&track->clips, clips);
  lt_session_take (next, lt_session_with_track (*next, track));
}

static void
apply_takes (LtStoreReader *reader, JsonObject *object, LtSession **next)
{
  LtId           id = lt_store_reader_ref (reader, object, "track");
  const LtTrack *before = id != 0 ? lt_session_find_track (*next, id) : NULL;

  if (before == NULL)
    {
      reader->n_losses++;
      return;
    }

  g_autoptr (LtTrack) track = lt_track_copy (before);
  lt_store_take_read (reader, object, track);
  lt_session_take (next, lt_session_with_track (*next, track));
}

static void
apply_each (LtStoreReader *reader,
            JsonObject    *object,
            const char    *key,
            LtSession    **next,
            void (*apply) (LtStoreReader *, JsonObject *, LtSession **))
{
  JsonArray *array = lt_store_reader_array (reader, object, key);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        apply (reader, json_node_get_object (node), next);
      else
        reader->n_losses++;
    }
}

static LtSession *
apply (LtStoreReader *reader, const LtSession *from, JsonObject *object)
{
  LtSession  *next = lt_session_copy (from);
  JsonObject *head = lt_store_reader_object (reader, object, "session");

  next->next_id = (LtId) lt_store_reader_int (reader, object, "next-id", (int64_t) from->next_id, 1,
                                              (int64_t) LT_ID_MAX);
  if (head != NULL)
    lt_store_read_head (reader, head, next);
  if (json_object_has_member (object, "sources"))
    read_mixed (reader, object, &source_list, &next->sources, (GDestroyNotify) lt_source_unref);
  if (json_object_has_member (object, "markers"))
    read_mixed (reader, object, &marker_list, &next->markers, (GDestroyNotify) lt_marker_unref);
  if (json_object_has_member (object, "tracks"))
    read_mixed (reader, object, &track_list, &next->tracks, (GDestroyNotify) lt_track_unref);
  if (json_object_has_member (object, "buses"))
    read_mixed (reader, object, &bus_list, &next->buses, (GDestroyNotify) lt_strip_unref);
  if (json_object_has_member (object, "vcas"))
    read_mixed (reader, object, &vca_list, &next->vcas, (GDestroyNotify) lt_strip_unref);
  if (json_object_has_member (object, "groups"))
    read_mixed (reader, object, &group_list, &next->groups, (GDestroyNotify) lt_group_unref);
  if (json_object_has_member (object, "snapshots"))
    read_mixed (reader, object, &snapshot_list, &next->snapshots, (GDestroyNotify) lt_snapshot_unref);
  if (json_object_has_member (object, "versions"))
    read_mixed (reader, object, &version_list, &next->versions, (GDestroyNotify) lt_snapshot_unref);
  if (json_object_has_member (object, "references"))
    read_mixed (reader, object, &reference_list, &next->references, (GDestroyNotify) lt_reference_unref);
  if (json_object_has_member (object, "trials"))
    read_mixed (reader, object, &trial_list, &next->trials, (GDestroyNotify) lt_trial_unref);
  if (json_object_has_member (object, "deliveries"))
    read_mixed (reader, object, &delivery_list, &next->deliveries, (GDestroyNotify) lt_delivery_spec_unref);
  apply_each (reader, object, "strips", &next, apply_strip);
  apply_each (reader, object, "clips", &next, apply_clips);
  if (json_object_has_member (object, "takes"))
    apply_each (reader, object, "takes", &next, apply_takes);
  return next;
}

LtSession *
lt_patch_apply (const LtSession *from, GBytes *patch, GError **error)
{
  gsize       size = 0;
  const char *text = g_bytes_get_data (patch, &size);
  g_autoptr (JsonNode) root = lt_json_parse (text != NULL ? text : "", size, error);
  g_auto (LtStoreReader) reader = { 0 };

  if (root == NULL)
    return NULL;

  lt_store_reader_init (&reader, NULL);
  g_autoptr (LtSession) next
      = JSON_NODE_HOLDS_OBJECT (root) ? apply (&reader, from, json_node_get_object (root)) : NULL;
  if (next == NULL || reader.n_losses > 0 || !lt_check_session (next, NULL))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                   _ ("A step of the history does not fit the one before it"));
      return NULL;
    }
  return g_steal_pointer (&next);
}
