// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes session.json: stable order, one value a line, numbers that read back exactly.
// Layer: session.

#include "session/store.h"

#include "session/store-private.h"

const char *const lt_store_write_fade_words[]
    = { "linear", "equal-power", "s", "exponential", NULL };
const char *const lt_store_write_pan_law_words[] = { "3dB", "4.5dB", "6dB", "0dB", NULL };

static void
write_points (LtEmit *emit, const char *key, const GArray *points)
{
  lt_emit_open (emit, key, '[');
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const LtPoint *point = &g_array_index (points, LtPoint, i);

      lt_emit_point (emit, point->pos_frames, point->value, point->hold);
    }
  lt_emit_close (emit, ']');
}

void
lt_store_write_source (LtEmit *emit, const LtSource *source)
{
  lt_emit_int (emit, "id", (int64_t) source->id);
  lt_emit_string (emit, "name", source->name);
  lt_emit_string (emit, "path", source->path);
  lt_emit_string (emit, "hash", source->hash);
  lt_emit_int (emit, "frames", source->n_frames);
  lt_emit_int (emit, "channels", source->n_channels);
  lt_emit_double (emit, "rate", source->rate_hz);
  lt_emit_members (emit, source->extra, NULL);
}

void
lt_store_write_clip (LtEmit *emit, const LtClip *clip)
{
  lt_emit_int (emit, "id", (int64_t) clip->id);
  lt_emit_string (emit, "name", clip->name);
  lt_emit_int (emit, "source", (int64_t) clip->source_id);
  lt_emit_int (emit, "pos", clip->pos_frames);
  lt_emit_int (emit, "offset", clip->offset_frames);
  lt_emit_int (emit, "length", clip->length_frames);
  lt_emit_double (emit, "gain", clip->gain_db);
  lt_emit_int (emit, "fade-in", clip->fade_in_frames);
  lt_emit_string (emit, "fade-in-curve", lt_store_write_fade_words[clip->fade_in_curve]);
  lt_emit_int (emit, "fade-out", clip->fade_out_frames);
  lt_emit_string (emit, "fade-out-curve", lt_store_write_fade_words[clip->fade_out_curve]);
  lt_emit_bool (emit, "reverse", clip->reverse);
  lt_emit_bool (emit, "polarity", clip->polarity);
  lt_emit_bool (emit, "mute", clip->mute);
  lt_emit_bool (emit, "locked", clip->locked);
  write_points (emit, "envelope", clip->envelope);
  lt_emit_members (emit, clip->extra, NULL);
}

void
lt_store_write_lane (LtEmit *emit, const LtLane *lane)
{
  lt_emit_int (emit, "id", (int64_t) lane->id);
  lt_emit_int (emit, "slot", (int64_t) lane->slot_id);
  lt_emit_string (emit, "key", lane->key);
  write_points (emit, "points", lane->points);
  lt_emit_members (emit, lane->extra, NULL);
}

void
lt_store_write_slot (LtEmit *emit, const LtSlot *slot)
{
  JsonNode *unknown = slot->extra != NULL
                          ? json_object_get_member (json_node_get_object (slot->extra), "values")
                          : NULL;

  lt_emit_int (emit, "id", (int64_t) slot->id);
  lt_emit_string (emit, "effect", slot->effect);
  lt_emit_bool (emit, "bypass", slot->bypass);
  lt_emit_int (emit, "key", (int64_t) slot->key_id);
  lt_emit_bool (emit, "key-pre", slot->key_pre);
  lt_emit_open (emit, "values", '{');
  for (uint32_t i = 0; slot->type != NULL && i < slot->type->n_params; i++)
    lt_emit_float (emit, slot->type->params[i].key, slot->values[i]);
  lt_emit_members (emit, unknown, NULL);
  lt_emit_close (emit, '}');
  lt_emit_members (emit, slot->extra, "values");
}

void
lt_store_write_send (LtEmit *emit, const LtSend *send)
{
  lt_emit_int (emit, "id", (int64_t) send->id);
  lt_emit_int (emit, "to", (int64_t) send->to_id);
  lt_emit_double (emit, "level", send->level_db);
  lt_emit_bool (emit, "pre", send->pre);
  lt_emit_bool (emit, "mute", send->mute);
  lt_emit_members (emit, send->extra, NULL);
}

typedef void (*WriteNode) (LtEmit *emit, gconstpointer node);

static void
write_list (LtEmit *emit, const char *key, const GPtrArray *nodes, WriteNode write)
{
  lt_emit_open (emit, key, '[');
  for (guint i = 0; i < nodes->len; i++)
    {
      lt_emit_open (emit, NULL, '{');
      write (emit, nodes->pdata[i]);
      lt_emit_close (emit, '}');
    }
  lt_emit_close (emit, ']');
}

void
lt_store_write_strip (LtEmit *emit, const LtStrip *strip, bool bare)
{
  lt_emit_int (emit, "id", (int64_t) strip->id);
  lt_emit_string (emit, "name", strip->name);
  lt_emit_int (emit, "colour", strip->colour);
  lt_emit_double (emit, "trim", strip->trim_db);
  lt_emit_bool (emit, "polarity", strip->polarity);
  lt_emit_double (emit, "fader", strip->fader_db);
  lt_emit_double (emit, "pan", strip->pan);
  lt_emit_bool (emit, "mute", strip->mute);
  lt_emit_bool (emit, "solo", strip->solo);
  lt_emit_bool (emit, "solo-safe", strip->solo_safe);
  lt_emit_int (emit, "output", (int64_t) strip->output_id);
  if (!bare)
    {
      write_list (emit, "slots", strip->slots, (WriteNode) lt_store_write_slot);
      write_list (emit, "sends", strip->sends, (WriteNode) lt_store_write_send);
      write_list (emit, "lanes", strip->lanes, (WriteNode) lt_store_write_lane);
    }
  lt_emit_members (emit, strip->extra, NULL);
}

void
lt_store_write_track (LtEmit *emit, const LtTrack *track)
{
  lt_emit_open (emit, "strip", '{');
  lt_store_write_strip (emit, track->strip, false);
  lt_emit_close (emit, '}');
  write_list (emit, "clips", track->clips, (WriteNode) lt_store_write_clip);
  lt_emit_members (emit, track->extra, NULL);
}

void
lt_store_write_marker (LtEmit *emit, const LtMarker *marker)
{
  lt_emit_int (emit, "id", (int64_t) marker->id);
  lt_emit_string (emit, "name", marker->name);
  lt_emit_int (emit, "pos", marker->pos_frames);
  lt_emit_int (emit, "length", marker->length_frames);
  lt_emit_members (emit, marker->extra, NULL);
}

static void
write_tags (LtEmit *emit, GHashTable *tags)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (tags), (GCompareFunc) strcmp);

  lt_emit_open (emit, "tags", '{');
  for (GList *l = keys; l != NULL; l = l->next)
    lt_emit_string (emit, l->data, g_hash_table_lookup (tags, l->data));
  lt_emit_close (emit, '}');
}

void
lt_store_write_head (LtEmit *emit, const LtSession *session)
{
  lt_emit_string (emit, "title", session->title);
  lt_emit_double (emit, "rate", session->rate_hz);
  lt_emit_double (emit, "tempo", session->tempo_bpm);
  lt_emit_int (emit, "metre-num", session->metre_num);
  lt_emit_int (emit, "metre-den", session->metre_den);
  lt_emit_string (emit, "pan-law", lt_store_write_pan_law_words[session->pan_law]);
  lt_emit_bool (emit, "loop", session->loop);
  lt_emit_int (emit, "loop-from", session->loop_from_frames);
  lt_emit_int (emit, "loop-to", session->loop_to_frames);
  write_tags (emit, session->tags);
  lt_emit_members (emit, session->extra, NULL);
}

static void
write_full_strip (LtEmit *emit, gconstpointer strip)
{
  lt_store_write_strip (emit, strip, false);
}

void
lt_store_write_session (LtEmit *emit, const LtSession *session)
{
  lt_emit_open (emit, NULL, '{');
  lt_emit_int (emit, "format", LT_STORE_FORMAT);
  lt_store_write_head (emit, session);
  lt_emit_int (emit, "next-id", (int64_t) session->next_id);
  write_list (emit, "sources", session->sources, (WriteNode) lt_store_write_source);
  write_list (emit, "tracks", session->tracks, (WriteNode) lt_store_write_track);
  write_list (emit, "buses", session->buses, write_full_strip);
  lt_emit_open (emit, "mix", '{');
  lt_store_write_strip (emit, session->mix, false);
  lt_emit_close (emit, '}');
  lt_emit_open (emit, "master", '{');
  lt_store_write_strip (emit, session->master, false);
  lt_emit_close (emit, '}');
  write_list (emit, "markers", session->markers, (WriteNode) lt_store_write_marker);
  lt_emit_close (emit, '}');
}
