// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session as a file: what belongs together is put together again, what cannot be is left out.
// Layer: session.

#include "session/store.h"

#include "session/json.h"
#include "session/routing.h"
#include "session/store-private.h"
#include "session/strip.h"

#include <glib/gi18n.h>
#include <inttypes.h>

GBytes *
lt_store_save (const LtSession *session)
{
  LtEmit emit;

  lt_emit_init (&emit, true);
  lt_store_write_session (&emit, session);
  return lt_emit_finish (&emit);
}

/* While a file is put together its nodes belong to nobody else and may be written to. */
typedef struct
{
  LtStoreReader reader;
  LtSession    *session;
  GHashTable   *strips;  /* id → LtStrip */
  GHashTable   *slots;   /* id → LtSlot */
  GHashTable   *owners;  /* id of a slot or a send → LtStrip */
  GHashTable   *sources; /* id → LtSource */
} Loader;

static void
loader_clear (Loader *self)
{
  lt_store_reader_clear (&self->reader);
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_pointer (&self->strips, g_hash_table_unref);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_pointer (&self->owners, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

static bool
check_head (JsonNode *root, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode   *format = object != NULL ? json_object_get_member (object, "format") : NULL;
  JsonNode   *rate = object != NULL ? json_object_get_member (object, "rate") : NULL;
  double rate_hz = rate != NULL && JSON_NODE_HOLDS_VALUE (rate) ? json_node_get_double (rate) : 0.0;

  if (format == NULL || json_node_get_value_type (format) != G_TYPE_INT64
      || json_node_get_int (format) < 1)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                   _ ("It is not a Lathe session"));
      return false;
    }
  if (json_node_get_int (format) > LT_STORE_FORMAT)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_VERSION,
                   _ ("It was written by a newer version of Lathe (format %" PRId64
                      "; this program reads up to %d): update Lathe to open it"),
                   json_node_get_int (format), LT_STORE_FORMAT);
      return false;
    }
  if (!(rate_hz >= LT_RATE_MIN_HZ && rate_hz <= LT_RATE_MAX_HZ))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                   _ ("The session's rate is missing or is none"));
      return false;
    }
  return true;
}

/* Calls @read for every object of a list; @out gets what comes back. */
#define READ_LIST(loader, object, key, out, expression)                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    JsonArray *array_ = lt_store_reader_array (&(loader)->reader, object, key);                    \
                                                                                                   \
    for (guint i_ = 0; array_ != NULL && i_ < json_array_get_length (array_); i_++)                \
      {                                                                                            \
        JsonNode   *node_ = json_array_get_element (array_, i_);                                   \
        JsonObject *item = JSON_NODE_HOLDS_OBJECT (node_) ? json_node_get_object (node_) : NULL;   \
        gpointer    made_ = item != NULL ? (gpointer) (expression) : NULL;                         \
                                                                                                   \
        if (made_ != NULL)                                                                         \
          g_ptr_array_add (out, made_);                                                            \
        else if (item == NULL)                                                                     \
          lt_store_reader_lose (&(loader)->reader, _ ("What is no part of “%s” is left out."),     \
                                key);                                                              \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static void
read_end (Loader *self, JsonObject *object, const char *key, LtStrip **strip)
{
  JsonObject *item = lt_store_reader_object (&self->reader, object, key);
  LtStripKind kind = (*strip)->kind;
  g_autoptr (JsonObject) empty = json_object_new ();

  if (item == NULL)
    lt_store_reader_lose (&self->reader,
                          _ ("The strip “%s” is missing; an empty one is put in its place."), key);
  lt_strip_unref (*strip);
  *strip = lt_store_read_strip (&self->reader, item != NULL ? item : empty, kind);
}

static void
read_nodes (Loader *self, JsonObject *object)
{
  LtSession *session = self->session;
  LtId       next_id;

  lt_store_read_head (&self->reader, object, session);
  READ_LIST (self, object, "sources", session->sources, lt_store_read_source (&self->reader, item));
  READ_LIST (self, object, "tracks", session->tracks, lt_store_read_track (&self->reader, item));
  READ_LIST (self, object, "buses", session->buses,
             lt_store_read_strip (&self->reader, item, LT_STRIP_BUS));
  READ_LIST (self, object, "vcas", session->vcas,
             lt_store_read_strip (&self->reader, item, LT_STRIP_VCA));
  READ_LIST (self, object, "groups", session->groups, lt_store_read_group (&self->reader, item));
  read_end (self, object, "mix", &session->mix);
  read_end (self, object, "master", &session->master);
  READ_LIST (self, object, "markers", session->markers, lt_store_read_marker (&self->reader, item));
  READ_LIST (self, object, "snapshots", session->snapshots, lt_store_read_snapshot (&self->reader, item));
  READ_LIST (self, object, "versions", session->versions, lt_store_read_snapshot (&self->reader, item));
  READ_LIST (self, object, "references", session->references, lt_store_read_reference (&self->reader, item));
  READ_LIST (self, object, "trials", session->trials, lt_store_read_trial (&self->reader, item));
  READ_LIST (self, object, "deliveries", session->deliveries, lt_store_delivery_read (&self->reader, item));

  self->reader.where = _ ("Session");
  next_id = (LtId) lt_store_reader_int (&self->reader, object, "next-id", 1, 1, (int64_t) LT_ID_MAX);
  session->next_id = lt_store_reader_finish_ids (&self->reader, next_id);
}

static void
index_nodes (Loader *self)
{
  self->strips = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->slots = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->owners = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->sources = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < lt_session_n_strips (self->session); i++)
    {
      LtStrip *strip = (LtStrip *) lt_session_get_strip (self->session, i);

      g_hash_table_insert (self->strips, &strip->id, strip);
      for (guint k = 0; k < strip->slots->len; k++)
        {
          LtSlot *slot = strip->slots->pdata[k];

          g_hash_table_insert (self->slots, &slot->id, slot);
          g_hash_table_insert (self->owners, &slot->id, strip);
        }
    }
  for (guint i = 0; i < self->session->sources->len; i++)
    {
      LtSource *source = self->session->sources->pdata[i];

      g_hash_table_insert (self->sources, &source->id, source);
    }
}

/* Takes out of a list, in one pass, what @keep does not want. */
typedef bool (*KeepNode) (Loader *self, const LtStrip *strip, gpointer node, GHashTable *seen);

static void
filter (
    Loader *self, const LtStrip *strip, GPtrArray *nodes, GDestroyNotify free_node, KeepNode keep)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize                n = 0;
  g_autofree gpointer *all = g_ptr_array_steal (nodes, &n);

  for (gsize i = 0; i < n; i++)
    if (keep (self, strip, all[i], seen))
      g_ptr_array_add (nodes, all[i]);
    else
      free_node (all[i]);
}

/* Behind the sends that were kept: what automation and side-chains may name. */
static void
index_sends (Loader *self, LtStrip *strip)
{
  for (guint k = 0; k < strip->sends->len; k++)
    {
      LtSend *send = strip->sends->pdata[k];

      g_hash_table_insert (self->owners, &send->id, strip);
    }
}

/* Whether it is one of those that were kept. */
static bool
has_send (Loader *self, LtId id)
{
  return g_hash_table_contains (self->owners, &id) && !g_hash_table_contains (self->slots, &id);
}

static bool
is_kind (Loader *self, LtId id, LtStripKind kind)
{
  const LtStrip *strip = g_hash_table_lookup (self->strips, &id);

  return strip != NULL && strip->kind == kind;
}

static bool
is_bus (Loader *self, LtId id)
{
  return is_kind (self, id, LT_STRIP_BUS);
}

static bool
keep_send (Loader *self, const LtStrip *strip, gpointer node, GHashTable *seen)
{
  if (is_bus (self, ((LtSend *) node)->to_id))
    return true;
  lt_store_reader_lose (&self->reader, _ ("%s: a send to a bus that does not exist is left out."),
                        strip->name);
  return false;
}

static bool
keep_lane (Loader *self, const LtStrip *strip, gpointer node, GHashTable *seen)
{
  LtLane       *lane = node;
  const LtSlot *slot
      = lane->slot_id != 0 ? g_hash_table_lookup (self->slots, &lane->slot_id) : NULL;
  bool known = lane->slot_id == 0 || g_hash_table_lookup (self->owners, &lane->slot_id) == strip;

  if (!known
      || !g_hash_table_add (seen,
                            g_strdup_printf ("%" G_GUINT64_FORMAT " %s", lane->slot_id, lane->key)))
    {
      lt_store_reader_lose (&self->reader,
                            _ ("%s: automation of “%s” that belongs to nothing is left out."),
                            strip->name, lane->key);
      return false;
    }

  /* The rows, without a search through the strip's slots. */
  bool               is_send = has_send (self, lane->slot_id);
  const LtParamSpec *rows = is_send ? lt_send_rows : slot == NULL ? lt_strip_rows : (slot->type != NULL ? slot->type->params : NULL);
  uint32_t           n_rows = is_send ? LT_SEND_N_VALUES : slot == NULL ? LT_STRIP_N_VALUES : (slot->type != NULL ? slot->type->n_params : 0);
  int at = rows != NULL ? lt_param_find (rows, n_rows, lane->key) : -1;

  for (guint i = 0; at >= 0 && i < lane->points->len; i++)
    lt_lane_fit_point (&rows[at], slot != NULL, &g_array_index (lane->points, LtPoint, i));
  return true;
}

static bool
keep_clip (Loader *self, const LtStrip *strip, gpointer node, GHashTable *seen)
{
  const LtClip *clip = node;

  if (g_hash_table_contains (self->sources, &clip->source_id))
    return true;
  lt_store_reader_lose (&self->reader,
                        _ ("%s: the clip “%s” plays a source that does not exist and is left out."),
                        strip->name, clip->name);
  return false;
}

static bool
keep_reference (Loader *self, const LtStrip *strip, gpointer node, GHashTable *seen)
{
  const LtReference *reference = node;

  if (g_hash_table_contains (self->sources, &reference->source_id))
    return true;
  lt_store_reader_lose (&self->reader, _ ("The reference “%s” plays a source that does not exist and is left out."), reference->name);
  return false;
}

static void
repair_strip (Loader *self, LtStrip *strip)
{
  bool is_end = strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER;

  lt_store_repair_delay (&self->reader, self->session, strip);

  if (strip->output_id != 0 && (is_end || !is_bus (self, strip->output_id)))
    {
      if (strip->output_id != self->session->mix->id || is_end)
        lt_store_reader_lose (&self->reader, _ ("%s: its output is no bus; it plays into the mix."),
                              strip->name);
      strip->output_id = 0;
    }
  if (strip->vca_id != 0 && (is_end || !is_kind (self, strip->vca_id, LT_STRIP_VCA)))
    {
      lt_store_reader_lose (&self->reader, _ ("%s: its VCA does not exist."), strip->name);
      strip->vca_id = 0;
    }
  if (strip->group_id != 0 && lt_session_find_group (self->session, strip->group_id) == NULL)
    {
      lt_store_reader_lose (&self->reader, _ ("%s: its group does not exist."), strip->name);
      strip->group_id = 0;
    }
  strip->folder = strip->folder && strip->kind == LT_STRIP_BUS;
  filter (self, strip, strip->sends, (GDestroyNotify) lt_send_unref, keep_send);
  index_sends (self, strip);
  filter (self, strip, strip->lanes, (GDestroyNotify) lt_lane_unref, keep_lane);
}

static void
repair_keys (Loader *self, LtStrip *strip)
{
  for (guint i = 0; i < strip->slots->len; i++)
    {
      LtSlot *slot = strip->slots->pdata[i];

      if (slot->key_id == 0 || has_send (self, slot->key_id)
          || (g_hash_table_contains (self->strips, &slot->key_id) && !is_kind (self, slot->key_id, LT_STRIP_VCA)))
        continue;
      lt_store_reader_lose (&self->reader, _ ("%s: the side-chain of “%s” listens to nobody."),
                            strip->name, slot->effect);
      slot->key_id = 0;
    }
}

/* A VCA under itself: the way up is cut where it comes back. */
static void
break_vca_loops (Loader *self)
{
  for (guint i = 0; i < self->session->vcas->len; i++)
    {
      LtStrip *vca = self->session->vcas->pdata[i], *above = vca;
      guint    steps = 0;

      while (above->vca_id != 0 && above->vca_id != vca->id && steps++ <= self->session->vcas->len)
        above = g_hash_table_lookup (self->strips, &above->vca_id);
      if (above->vca_id == 0 || above->vca_id != vca->id)
        continue;
      lt_store_reader_lose (&self->reader, _ ("The VCA “%s” would be above itself; it stands free."), vca->name);
      above->vca_id = 0;
    }
}

/* With its automation. What listens to it is told later. */
static void
drop_send (Loader *self, LtStrip *strip, LtId send_id)
{
  g_hash_table_remove (self->owners, &send_id);
  for (guint i = strip->lanes->len; i-- > 0;)
    if (((const LtLane *) strip->lanes->pdata[i])->slot_id == send_id)
      g_ptr_array_remove_index (strip->lanes, i);
  g_ptr_array_remove_index (strip->sends, (guint) lt_nodes_find (strip->sends, send_id));
}

static void
break_loops (Loader *self)
{
  g_autoptr (GArray) loops = lt_routing_find_loops (self->session);

  for (guint i = 0; i < loops->len; i++)
    {
      LtRoute  route = g_array_index (loops, LtRoute, i);
      LtStrip *from = (LtStrip *) lt_session_get_strip (self->session, route.from);
      LtSlot  *slot = g_hash_table_lookup (self->slots, &route.id);

      lt_store_reader_lose (
          &self->reader,
          _ ("The way from “%s” to “%s” would come back to its start; it is left out."), from->name,
          lt_session_get_strip (self->session, route.to)->name);
      if (route.kind == LT_ROUTE_OUTPUT)
        from->output_id = 0;
      else if (route.kind == LT_ROUTE_KEY)
        slot->key_id = 0;
      else
        drop_send (self, from, route.id);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  LtId p = lt_nodes_id (*(const gpointer *) a);
  LtId q = lt_nodes_id (*(const gpointer *) b);

  return (p > q) - (p < q);
}

static int
compare_markers (gconstpointer a, gconstpointer b)
{
  const LtMarker *p = *(const LtMarker *const *) a;
  const LtMarker *q = *(const LtMarker *const *) b;

  if (p->pos_frames != q->pos_frames)
    return p->pos_frames < q->pos_frames ? -1 : 1;
  return (p->id > q->id) - (p->id < q->id);
}

static void
repair (Loader *self)
{
  LtSession *session = self->session;

  index_nodes (self);
  for (guint i = 0; i < lt_session_n_strips (session); i++)
    repair_strip (self, (LtStrip *) lt_session_get_strip (session, i));
  for (guint i = 0; i < session->snapshots->len; i++)
    {
      const LtSnapshot *snapshot = session->snapshots->pdata[i];

      self->reader.past = snapshot;
      for (guint k = 0; k < snapshot->strips->len; k++)
        lt_store_repair_delay (&self->reader, session, snapshot->strips->pdata[k]);
    }
  self->reader.past = NULL;
  lt_store_repair_versions (&self->reader, session);
  for (guint i = 0; i < session->tracks->len; i++)
    {
      LtTrack *track = session->tracks->pdata[i];

      filter (self, track->strip, track->clips, (GDestroyNotify) lt_clip_unref, keep_clip);
      g_ptr_array_sort (track->clips, lt_track_compare_clips);
      for (guint k = 0; track->takes != NULL && k < track->takes->len; k++)
        filter (self, track->strip, ((LtTake *) track->takes->pdata[k])->clips, (GDestroyNotify) lt_clip_unref, keep_clip);
    }
  filter (self, NULL, session->references, (GDestroyNotify) lt_reference_unref, keep_reference);
  g_ptr_array_sort (session->sources, compare_ids);
  g_ptr_array_sort (session->markers, compare_markers);
  break_vca_loops (self);
  break_loops (self);
  for (guint i = 0; i < lt_session_n_strips (session); i++)
    repair_keys (self, (LtStrip *) lt_session_get_strip (session, i));
}

LtSession *
lt_store_load (GBytes *bytes, GPtrArray *losses, GError **error)
{
  gsize       size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_auto (Loader) loader = { 0 };

  if (size > LT_STORE_MAX_BYTES)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                   _ ("It is too large for a session"));
      return NULL;
    }

  g_autoptr (JsonNode) root = lt_json_parse (text != NULL ? text : "", size, error);
  if (root == NULL || !check_head (root, error))
    return NULL;

  JsonObject *object = json_node_get_object (root);

  lt_store_reader_init (&loader.reader, losses);
  loader.session = lt_session_new (json_object_get_double_member (object, "rate"), NULL);
  read_nodes (&loader, object);
  repair (&loader);
  return g_steal_pointer (&loader.session);
}
