// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes session.json: stable order, one value a line, numbers that read back exactly.
// Layer: session.

#include "session/store.h"

#include "session/store-private.h"

static void
write_points (LtEmit *emit, const char *key, const GArray *points)
{
  lt_emit_open (emit, key, '[');
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const LtPoint *point = &g_array_index (points, LtPoint, i);

      if (point->hold)
        lt_emit_point (emit, point->pos_frames, point->value, true);
      else
        lt_emit_bent_point (emit, point->pos_frames, point->value, point->bend);
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

static void
write_clip_family (LtEmit *emit, const LtClip *clip)
{
  if (clip->colour != 0)
    lt_emit_int (emit, "colour", clip->colour);
  if (clip->group_id != 0)
    lt_emit_int (emit, "group", (int64_t) clip->group_id);
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
  lt_emit_string (emit, "fade-in-curve", lt_words_fade[clip->fade_in_curve]);
  lt_emit_int (emit, "fade-out", clip->fade_out_frames);
  lt_emit_string (emit, "fade-out-curve", lt_words_fade[clip->fade_out_curve]);
  lt_emit_bool (emit, "reverse", clip->reverse);
  lt_emit_bool (emit, "polarity", clip->polarity);
  lt_emit_bool (emit, "mute", clip->mute);
  lt_emit_bool (emit, "locked", clip->locked);
  write_points (emit, "envelope", clip->envelope);
  write_clip_family (emit, clip);
  lt_store_clip_write (emit, &clip->sound);
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
  if (slot->level_db != 0.0) /* an untouched one is as in files from before there were any */
    lt_emit_double (emit, "level", slot->level_db);
  if (slot->blob != NULL)
    lt_emit_string (emit, "blob", slot->blob);
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
  if (send->pan != 0.0)
    lt_emit_double (emit, "pan", send->pan);
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

/* What is as in files from before there was any of it is not written. */
static void
write_newer_values (LtEmit *emit, const LtStrip *strip)
{
  if (strip->pan_mode != LT_PAN_MODE_BALANCE)
    lt_emit_string (emit, "pan-mode", lt_words_pan_mode[strip->pan_mode]);
  if (strip->width != 1.0)
    lt_emit_double (emit, "width", strip->width);
  if (strip->pan_left != -1.0)
    lt_emit_double (emit, "pan-left", strip->pan_left);
  if (strip->pan_right != 1.0)
    lt_emit_double (emit, "pan-right", strip->pan_right);
  if (strip->delay_frames != 0)
    lt_emit_int (emit, "delay", strip->delay_frames);
  if (strip->automation != LT_AUTOMATION_READ)
    lt_emit_string (emit, "automation", lt_words_automation[strip->automation]);
  if (strip->group_id != 0)
    lt_emit_int (emit, "group", (int64_t) strip->group_id);
  if (strip->vca_id != 0)
    lt_emit_int (emit, "vca", (int64_t) strip->vca_id);
  if (strip->folder)
    lt_emit_bool (emit, "folder", true);
  if (strip->folded)
    lt_emit_bool (emit, "folded", true);
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
  write_newer_values (emit, strip);
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
  lt_store_take_write (emit, track, false);
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

void
lt_store_write_group (LtEmit *emit, const LtGroup *group)
{
  lt_emit_int (emit, "id", (int64_t) group->id);
  lt_emit_string (emit, "name", group->name);
  lt_emit_int (emit, "colour", group->colour);
  lt_emit_bool (emit, "on", group->on);
  lt_emit_bool (emit, "fader", group->fader);
  lt_emit_bool (emit, "mute", group->mute);
  lt_emit_bool (emit, "solo", group->solo);
  lt_emit_bool (emit, "pan", group->pan);
  lt_emit_members (emit, group->extra, NULL);
}

static void
write_kind_and_strip (LtEmit *emit, gconstpointer node)
{
  const LtStrip *strip = node;

  lt_emit_string (emit, "kind", lt_words_kind[strip->kind]);
  lt_store_write_strip (emit, strip, false);
}

void
lt_store_write_snapshot (LtEmit *emit, const LtSnapshot *snapshot)
{
  lt_emit_int (emit, "id", (int64_t) snapshot->id);
  lt_emit_string (emit, "name", snapshot->name);
  if (snapshot->number != 0)
    lt_emit_int (emit, "number", snapshot->number);
  write_list (emit, "strips", snapshot->strips, write_kind_and_strip);
  lt_emit_members (emit, snapshot->extra, NULL);
}

void
lt_store_write_reference (LtEmit *emit, const LtReference *reference)
{
  lt_emit_int (emit, "id", (int64_t) reference->id);
  lt_emit_string (emit, "name", reference->name);
  lt_emit_int (emit, "source", (int64_t) reference->source_id);
  lt_emit_int (emit, "offset", reference->offset_frames);
  if (reference->loop_to > reference->loop_from)
    {
      lt_emit_int (emit, "loop-from", reference->loop_from);
      lt_emit_int (emit, "loop-to", reference->loop_to);
    }
  if (reference->weight != LT_REFERENCE_WEIGHT)
    lt_emit_double (emit, "weight", reference->weight);
  lt_emit_members (emit, reference->extra, NULL);
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
  lt_store_tempo_write (emit, session->tempo);
  lt_emit_string (emit, "pan-law", lt_words_pan_law[session->pan_law]);
  if (session->solo_mode != LT_SOLO_IN_PLACE)
    lt_emit_string (emit, "solo", lt_words_solo[session->solo_mode]);
  if (session->meter_point != LT_METER_POST)
    lt_emit_string (emit, "meter", lt_words_meter[session->meter_point]);
  lt_emit_bool (emit, "loop", session->loop);
  lt_emit_int (emit, "loop-from", session->loop_from_frames);
  lt_emit_int (emit, "loop-to", session->loop_to_frames);
  lt_store_tempo_write_punch (emit, session);
  if (session->version_id != 0)
    lt_emit_int (emit, "version", (int64_t) session->version_id);
  if (session->version_gone != 0)
    lt_emit_int (emit, "version-gone", session->version_gone);
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
  if (session->vcas->len > 0)
    write_list (emit, "vcas", session->vcas, write_full_strip);
  if (session->groups->len > 0)
    write_list (emit, "groups", session->groups, (WriteNode) lt_store_write_group);
  lt_emit_open (emit, "mix", '{');
  lt_store_write_strip (emit, session->mix, false);
  lt_emit_close (emit, '}');
  lt_emit_open (emit, "master", '{');
  lt_store_write_strip (emit, session->master, false);
  lt_emit_close (emit, '}');
  write_list (emit, "markers", session->markers, (WriteNode) lt_store_write_marker);
  if (session->snapshots->len > 0)
    write_list (emit, "snapshots", session->snapshots, (WriteNode) lt_store_write_snapshot);
  if (session->versions->len > 0)
    write_list (emit, "versions", session->versions, (WriteNode) lt_store_write_snapshot);
  if (session->references->len > 0)
    write_list (emit, "references", session->references, (WriteNode) lt_store_write_reference);
  if (session->trials->len > 0)
    write_list (emit, "trials", session->trials, (WriteNode) lt_store_write_trial);
  if (session->deliveries->len > 0)
    write_list (emit, "deliveries", session->deliveries, (WriteNode) lt_store_delivery_write);
  lt_emit_close (emit, '}');
}
