// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the nodes of a session file.
// Layer: session.

#include "session/blob.h"
#include "session/store-private.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *const source_keys[]
    = { "id", "name", "path", "hash", "frames", "channels", "rate", NULL };
static const char *const clip_keys[] = { "id",
                                         "name",
                                         "source",
                                         "pos",
                                         "offset",
                                         "length",
                                         "gain",
                                         "fade-in",
                                         "fade-in-curve",
                                         "fade-out",
                                         "fade-out-curve",
                                         "reverse",
                                         "polarity",
                                         "mute",
                                         "locked",
                                         "envelope",
                                         "colour", "group",
                                         "stretch", "pitch", "stretch-quality", "formants", "print-from", "print-to", "slots",
                                         NULL };
static const char *const lane_keys[] = { "id", "slot", "key", "points", NULL };
static const char *const slot_keys[]
    = { "id", "effect", "bypass", "key", "key-pre", "level", "values", "blob", NULL };
static const char *const send_keys[] = { "id", "to", "level", "pan", "pre", "mute", NULL };
static const char *const strip_keys[]
    = { "id",   "name",      "colour", "trim",  "polarity", "fader", "pan",  "mute",
        "solo", "solo-safe", "output", "slots", "sends",    "lanes", "kind", "pan-mode",
        "width", "pan-left", "pan-right", "delay", "automation", "group", "vca", "folder", "folded", NULL };
static const char *const group_keys[] = { "id", "name", "colour", "on", "fader", "mute", "solo", "pan", NULL };
static const char *const snapshot_keys[] = { "id", "name", "number", "strips", NULL };
static const char *const reference_keys[] = { "id", "name", "source", "offset", "loop-from", "loop-to", "weight", NULL };
static const char *const track_keys[] = { "strip", "clips", "takes", NULL };
static const char *const marker_keys[] = { "id", "name", "pos", "length", NULL };
static const char *const head_keys[]
    = { "format", "title",     "rate",    "tempo",   "metre-num", "metre-den", "pan-law",
        "loop",   "loop-from", "loop-to", "tags",    "next-id",   "sources",   "tracks",
        "buses",  "mix",       "master",  "markers", "solo",      "meter",     "vcas",
         "groups", "snapshots", "versions", "version", "version-gone", "references", "trials", "deliveries",
        "tempo-ramp", "tempos", "metres", "punch", "punch-from", "punch-to", NULL };

static bool
is_safe_path (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (*path == '\0')
    return false;
  if (g_path_is_absolute (path)) /* a linked file: it may be anywhere */
    return true;
  parts = g_strsplit (path, "/", -1);
  return !g_strv_contains ((const char *const *) parts, "..");
}

LtSource *
lt_store_read_source (LtStoreReader *reader, JsonObject *object)
{
  g_autofree char *name
      = lt_session_clean_name (lt_store_reader_string (reader, object, "name", NULL), _ ("Audio"));

  reader->where = name;

  const char *path = lt_store_reader_string (reader, object, "path", "");
  const char *hash = lt_store_reader_string (reader, object, "hash", NULL);
  LtSource   *source = lt_source_new (0);

  lt_store_reader_id (reader, object, &source->id);
  if (is_safe_path (path))
    source->path = g_strdup (path);
  else
    {
      g_autofree char *base = g_path_get_basename (path);

      source->path = g_build_filename (
          "audio", strcmp (base, "..") == 0 || strcmp (base, ".") == 0 ? "missing" : base, NULL);
      lt_store_reader_lose (reader, _ ("%s: the path “%s” leads out of the session; “%s” is used."),
                            name, path, source->path);
    }
  source->hash = g_strdup (hash);
  source->n_frames = lt_store_reader_int (reader, object, "frames", 0, 0, LT_FRAMES_MAX);
  source->n_channels
      = (uint32_t) lt_store_reader_int (reader, object, "channels", 1, 1, LT_MAX_CHANNELS);
  source->rate_hz
      = lt_store_reader_double (reader, object, "rate", 48000.0, LT_RATE_MIN_HZ, LT_RATE_MAX_HZ);
  source->extra = lt_store_reader_extra (object, source_keys);
  source->name = g_steal_pointer (&name);
  reader->where = "";
  return source;
}

/* Who it belongs to: what is picked with it, and how it is seen. */
static void
read_clip_family (LtStoreReader *reader, JsonObject *object, LtClip *clip)
{
  clip->colour = (uint32_t) lt_store_reader_int (reader, object, "colour", 0, 0, 12);
  clip->group_id = (LtId) lt_store_reader_int (reader, object, "group", 0, 0, (int64_t) (LT_ID_MAX / 2));
  reader->max_id = MAX (reader->max_id, clip->group_id); /* the next group gets another number */
}

static void
read_envelope (LtStoreReader *reader, JsonObject *object, LtClip *clip)
{
  bool is_bent = false;

  clip->envelope = lt_store_reader_points (reader, object, "envelope");
  for (guint i = 0; clip->envelope != NULL && i < clip->envelope->len; i++)
    {
      LtPoint *point = &g_array_index (clip->envelope, LtPoint, i);

      point->value = CLAMP (point->value, -144.0, 24.0);
      is_bent = is_bent || point->bend != 0.0f;
      point->bend = 0.0f;
    }
  if (is_bent)
    lt_store_reader_lose (reader, _ ("%s: the envelope of a clip has no bends; it is straight."), reader->where);
}

LtClip *
lt_store_read_clip (LtStoreReader *reader, JsonObject *object)
{
  LtClip *clip = lt_clip_new (0);

  clip->name = lt_session_clean_name (lt_store_reader_string (reader, object, "name", NULL), _ ("Clip"));
  reader->where = clip->name;
  lt_store_reader_id (reader, object, &clip->id);
  clip->source_id = lt_store_reader_ref (reader, object, "source");
  clip->pos_frames = lt_store_reader_int (reader, object, "pos", 0, 0, LT_FRAMES_MAX);
  clip->offset_frames = lt_store_reader_int (reader, object, "offset", 0, 0, LT_FRAMES_MAX);
  clip->length_frames = lt_store_reader_int (reader, object, "length", 1, 1, LT_FRAMES_MAX);
  clip->gain_db = lt_store_reader_double (reader, object, "gain", 0.0, -144.0, 24.0);
  clip->fade_in_frames = lt_store_reader_int (reader, object, "fade-in", 0, 0, clip->length_frames);
  clip->fade_in_curve = (LtFadeCurve) lt_store_reader_word (reader, object, "fade-in-curve",
                                                            lt_words_fade);
  clip->fade_out_frames = lt_store_reader_int (reader, object, "fade-out", 0, 0,
                                               clip->length_frames - clip->fade_in_frames);
  clip->fade_out_curve = (LtFadeCurve) lt_store_reader_word (reader, object, "fade-out-curve",
                                                             lt_words_fade);
  clip->reverse = lt_store_reader_bool (reader, object, "reverse", false);
  clip->polarity = lt_store_reader_bool (reader, object, "polarity", false);
  clip->mute = lt_store_reader_bool (reader, object, "mute", false);
  clip->locked = lt_store_reader_bool (reader, object, "locked", false);
  read_envelope (reader, object, clip);
  read_clip_family (reader, object, clip);
  lt_store_clip_read (reader, object, &clip->sound);
  clip->extra = lt_store_reader_extra (object, clip_keys);
  reader->where = "";
  return clip;
}

LtLane *
lt_store_read_lane (LtStoreReader *reader, JsonObject *object)
{
  const char *key = lt_store_reader_string (reader, object, "key", "");
  g_autoptr (GArray) points = lt_store_reader_points (reader, object, "points");

  if (points == NULL || *key == '\0')
    {
      lt_store_reader_lose (reader,
                            _ ("%s: automation without points or without a name is left out."),
                            reader->where);
      return NULL;
    }

  LtLane *lane = lt_lane_new (0, lt_store_reader_ref (reader, object, "slot"), key);

  lt_store_reader_id (reader, object, &lane->id);
  g_array_unref (lane->points);
  lane->points = g_steal_pointer (&points);
  lane->extra = lt_store_reader_extra (object, lane_keys);
  return lane;
}

static void
read_values (LtStoreReader *reader, JsonObject *values, LtSlot *slot)
{
  for (uint32_t i = 0; i < slot->type->n_params; i++)
    {
      const LtParamSpec *row = &slot->type->params[i];
      /* The shortest text of a float stands within half a step of it, on either side. */
      double value = lt_store_reader_double (reader, values, row->key, row->def, nextafterf (row->min, -INFINITY),
                                             nextafterf (row->max, INFINITY));

      slot->values[i] = lt_param_clamp (row, (float) value) + 0.0f;
    }
}

/* Values that no row of the effect names: kept as "values" of the unknown keys. */
static void
keep_unknown_values (JsonObject *values, LtSlot *slot)
{
  uint32_t                n = slot->type != NULL ? slot->type->n_params : 0;
  g_autofree const char **known = g_new0 (const char *, n + 1);

  for (uint32_t i = 0; i < n; i++)
    known[i] = slot->type->params[i].key;

  JsonNode *unknown = lt_store_reader_extra (values, known);
  if (unknown == NULL)
    return;
  if (slot->extra == NULL)
    {
      slot->extra = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (slot->extra, json_object_new ());
    }
  json_object_set_member (json_node_get_object (slot->extra), "values", unknown);
}

static char *
read_blob (LtStoreReader *reader, JsonObject *object)
{
  const char *name = lt_store_reader_string (reader, object, "blob", NULL);

  if (name == NULL || lt_blob_is_name (name))
    return g_strdup (name);
  lt_store_reader_lose (reader, _ ("%s: what an effect had learned has no valid name and is left out."), reader->where);
  return NULL;
}

LtSlot *
lt_store_read_slot (LtStoreReader *reader, JsonObject *object)
{
  const char *effect = lt_store_reader_string (reader, object, "effect", "");
  JsonObject *values = lt_store_reader_object (reader, object, "values");

  if (*effect == '\0')
    {
      lt_store_reader_lose (reader, _ ("%s: an effect without a name is left out."), reader->where);
      return NULL;
    }

  LtSlot *slot = lt_slot_new (0, effect);

  lt_store_reader_id (reader, object, &slot->id);
  slot->bypass = lt_store_reader_bool (reader, object, "bypass", false);
  slot->key_id = lt_store_reader_ref (reader, object, "key");
  slot->key_pre = lt_store_reader_bool (reader, object, "key-pre", false);
  slot->level_db = lt_store_reader_double (reader, object, "level", 0.0, lt_slot_level_row.min, lt_slot_level_row.max);
  slot->blob = read_blob (reader, object);
  slot->extra = lt_store_reader_extra (object, slot_keys);
  if (values != NULL && slot->type != NULL)
    read_values (reader, values, slot);
  if (values != NULL)
    keep_unknown_values (values, slot);
  return slot;
}

LtSend *
lt_store_read_send (LtStoreReader *reader, JsonObject *object)
{
  LtSend *send = lt_send_new (0, lt_store_reader_ref (reader, object, "to"));

  lt_store_reader_id (reader, object, &send->id);
  send->level_db = lt_store_reader_level (reader, object, "level");
  send->pan = lt_store_reader_double (reader, object, "pan", 0.0, -1.0, 1.0);
  send->pre = lt_store_reader_bool (reader, object, "pre", false);
  send->mute = lt_store_reader_bool (reader, object, "mute", false);
  send->extra = lt_store_reader_extra (object, send_keys);
  return send;
}

typedef gpointer (*ReadNode) (LtStoreReader *reader, JsonObject *object);

static void
read_list (
    LtStoreReader *reader, JsonObject *object, const char *key, GPtrArray *out, ReadNode read)
{
  JsonArray *array = lt_store_reader_array (reader, object, key);
  guint      n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gpointer  made = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        made = read (reader, json_node_get_object (node));
      else
        lt_store_reader_lose (reader, _ ("%s: what is no part of “%s” is left out."), reader->where,
                              key);
      if (made != NULL)
        g_ptr_array_add (out, made);
    }
}

static void
read_newer_values (LtStoreReader *reader, JsonObject *object, LtStrip *strip)
{
  int64_t most = (int64_t) (LT_STRIP_DELAY_MAX_S * LT_RATE_MAX_HZ);

  strip->pan_mode = (LtPanMode) lt_store_reader_word (reader, object, "pan-mode", lt_words_pan_mode);
  strip->width = lt_store_reader_double (reader, object, "width", 1.0, -1.0, 1.0);
  strip->pan_left = lt_store_reader_double (reader, object, "pan-left", -1.0, -1.0, 1.0);
  strip->pan_right = lt_store_reader_double (reader, object, "pan-right", 1.0, -1.0, 1.0);
  strip->delay_frames = lt_store_reader_int (reader, object, "delay", 0, -most, most);
  strip->automation = (LtAutomationMode) lt_store_reader_word (reader, object, "automation", lt_words_automation);
  strip->group_id = lt_store_reader_ref (reader, object, "group");
  strip->vca_id = lt_store_reader_ref (reader, object, "vca");
  strip->folder = lt_store_reader_bool (reader, object, "folder", false);
  strip->folded = lt_store_reader_bool (reader, object, "folded", false);
}

LtStrip *
lt_store_read_strip_values (LtStoreReader *reader, JsonObject *object, LtStripKind kind)
{
  static const char *const fallbacks[] = { N_ ("Track"), N_ ("Bus"), N_ ("VCA"), "Mix", "Master" };
  g_autofree char         *name = lt_session_clean_name (
              lt_store_reader_string (reader, object, "name", NULL), _ (fallbacks[kind]));
  LtStrip *strip = lt_strip_new (0, kind, name);

  reader->where = strip->name;
  lt_store_reader_id (reader, object, &strip->id);
  strip->colour = (uint32_t) lt_store_reader_int (reader, object, "colour", 0, 0, 12);
  strip->trim_db = lt_store_reader_double (reader, object, "trim", 0.0, -60.0, 24.0);
  strip->polarity = lt_store_reader_bool (reader, object, "polarity", false);
  strip->fader_db = lt_store_reader_level (reader, object, "fader");
  strip->pan = lt_store_reader_double (reader, object, "pan", 0.0, -1.0, 1.0);
  strip->mute = lt_store_reader_bool (reader, object, "mute", false);
  strip->solo = lt_store_reader_bool (reader, object, "solo", false);
  strip->solo_safe = lt_store_reader_bool (reader, object, "solo-safe", false);
  strip->output_id = lt_store_reader_ref (reader, object, "output");
  read_newer_values (reader, object, strip);
  strip->extra = lt_store_reader_extra (object, strip_keys);
  reader->where = "";
  return strip;
}

LtStrip *
lt_store_read_strip (LtStoreReader *reader, JsonObject *object, LtStripKind kind)
{
  LtStrip *strip = lt_store_read_strip_values (reader, object, kind);

  reader->where = strip->name;
  read_list (reader, object, "slots", strip->slots, (ReadNode) lt_store_read_slot);
  read_list (reader, object, "sends", strip->sends, (ReadNode) lt_store_read_send);
  read_list (reader, object, "lanes", strip->lanes, (ReadNode) lt_store_read_lane);
  reader->where = "";
  return strip;
}

LtTrack *
lt_store_read_track (LtStoreReader *reader, JsonObject *object)
{
  JsonObject *strip = lt_store_reader_object (reader, object, "strip");

  if (strip == NULL)
    {
      lt_store_reader_lose (reader, _ ("A track without a strip is left out."));
      return NULL;
    }

  LtTrack *track = lt_track_new (lt_store_read_strip (reader, strip, LT_STRIP_TRACK));
  track->extra = lt_store_reader_extra (object, track_keys);
  read_list (reader, object, "clips", track->clips, (ReadNode) lt_store_read_clip);
  lt_store_take_read (reader, object, track);
  return track;
}

LtMarker *
lt_store_read_marker (LtStoreReader *reader, JsonObject *object)
{
  LtMarker *marker = lt_marker_new (0);

  marker->name
      = lt_session_clean_name (lt_store_reader_string (reader, object, "name", NULL), _ ("Marker"));
  reader->where = marker->name;
  lt_store_reader_id (reader, object, &marker->id);
  marker->pos_frames = lt_store_reader_int (reader, object, "pos", 0, 0, LT_FRAMES_MAX);
  marker->length_frames = lt_store_reader_int (reader, object, "length", 0, 0, LT_FRAMES_MAX);
  marker->extra = lt_store_reader_extra (object, marker_keys);
  reader->where = "";
  return marker;
}

LtGroup *
lt_store_read_group (LtStoreReader *reader, JsonObject *object)
{
  g_autofree char *name = lt_session_clean_name (lt_store_reader_string (reader, object, "name", NULL), _ ("Group"));
  LtGroup         *group = lt_group_new (0, name);

  reader->where = group->name;
  lt_store_reader_id (reader, object, &group->id);
  group->colour = (uint32_t) lt_store_reader_int (reader, object, "colour", 0, 0, 12);
  group->on = lt_store_reader_bool (reader, object, "on", true);
  group->fader = lt_store_reader_bool (reader, object, "fader", true);
  group->mute = lt_store_reader_bool (reader, object, "mute", true);
  group->solo = lt_store_reader_bool (reader, object, "solo", true);
  group->pan = lt_store_reader_bool (reader, object, "pan", false);
  group->extra = lt_store_reader_extra (object, group_keys);
  reader->where = "";
  return group;
}

static gpointer
read_past_strip (LtStoreReader *reader, JsonObject *object)
{
  return lt_store_read_strip (reader, object, (LtStripKind) lt_store_reader_word (reader, object, "kind", lt_words_kind));
}

LtSnapshot *
lt_store_read_snapshot (LtStoreReader *reader, JsonObject *object)
{
  g_autofree char *name = lt_session_clean_name (lt_store_reader_string (reader, object, "name", NULL), _ ("Snapshot"));
  LtSnapshot      *snapshot = lt_snapshot_new (0, name);

  reader->where = snapshot->name;
  lt_store_reader_id (reader, object, &snapshot->id);
  snapshot->number = (uint32_t) lt_store_reader_int (reader, object, "number", 0, 0, LT_VERSION_NUMBER_MAX);
  reader->past = snapshot;
  read_list (reader, object, "strips", snapshot->strips, read_past_strip);
  reader->past = NULL;
  snapshot->extra = lt_store_reader_extra (object, snapshot_keys);
  reader->where = "";
  return snapshot;
}

LtReference *
lt_store_read_reference (LtStoreReader *reader, JsonObject *object)
{
  g_autofree char *name = lt_session_clean_name (lt_store_reader_string (reader, object, "name", NULL), _ ("Reference"));
  LtReference     *reference = lt_reference_new (0, lt_store_reader_ref (reader, object, "source"), name);

  reader->where = reference->name;
  lt_store_reader_id (reader, object, &reference->id);
  reference->offset_frames = lt_store_reader_int (reader, object, "offset", 0, -LT_FRAMES_MAX, LT_FRAMES_MAX);
  reference->loop_from = lt_store_reader_int (reader, object, "loop-from", 0, 0, LT_FRAMES_MAX);
  reference->loop_to = lt_store_reader_int (reader, object, "loop-to", 0, 0, LT_FRAMES_MAX);
  if (reference->loop_to <= reference->loop_from)
    reference->loop_from = reference->loop_to = 0;
  reference->weight = lt_store_reader_double (reader, object, "weight", LT_REFERENCE_WEIGHT, LT_REFERENCE_WEIGHT_MIN, LT_REFERENCE_WEIGHT_MAX);
  reference->extra = lt_store_reader_extra (object, reference_keys);
  reader->where = "";
  return reference;
}

static GHashTable *
read_tags (LtStoreReader *reader, JsonObject *object)
{
  JsonObject    *tags = lt_store_reader_object (reader, object, "tags");
  GHashTable    *out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (tags == NULL)
    return out;

  json_object_iter_init_ordered (&iter, tags);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const char *text = lt_store_reader_string (reader, tags, name, NULL);

      if (text != NULL)
        g_hash_table_insert (out, g_strdup (name), g_strdup (text));
    }
  return out;
}

void
lt_store_read_head (LtStoreReader *reader, JsonObject *object, LtSession *session)
{
  reader->where = _ ("Session");
  g_free (session->title);
  session->title
      = lt_session_clean_name (lt_store_reader_string (reader, object, "title", NULL), "Untitled");
  session->rate_hz = lt_store_reader_double (reader, object, "rate", session->rate_hz,
                                             LT_RATE_MIN_HZ, LT_RATE_MAX_HZ);
  lt_store_tempo_read (reader, object, session);
  session->pan_law
      = (LtPanLaw) lt_store_reader_word (reader, object, "pan-law", lt_words_pan_law);
  session->solo_mode = (LtSoloMode) lt_store_reader_word (reader, object, "solo", lt_words_solo);
  session->meter_point = (LtMeterPoint) lt_store_reader_word (reader, object, "meter", lt_words_meter);
  session->loop = lt_store_reader_bool (reader, object, "loop", false);
  session->loop_from_frames
      = lt_store_reader_int (reader, object, "loop-from", 0, 0, LT_FRAMES_MAX);
  session->loop_to_frames = lt_store_reader_int (reader, object, "loop-to", 0, 0, LT_FRAMES_MAX);
  if (session->loop && session->loop_from_frames >= session->loop_to_frames)
    {
      lt_store_reader_lose (reader, _ ("The loop has no length; it is switched off."));
      session->loop = false;
    }
  session->version_id = lt_store_reader_ref (reader, object, "version");
  session->version_gone = (uint32_t) lt_store_reader_int (reader, object, "version-gone", 0, 0, LT_VERSION_NUMBER_MAX);
  g_hash_table_unref (session->tags);
  session->tags = read_tags (reader, object);
  g_clear_pointer (&session->extra, json_node_unref);
  session->extra = lt_store_reader_extra (object, head_keys);
  reader->where = "";
}
