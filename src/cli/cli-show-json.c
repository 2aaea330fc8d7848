// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session as JSON. Values are in their rows' units; −∞ is null.
// Layer: cli.

#include "cli/cli-show-json.h"

#include "cli/cli-clip-sound.h"
#include "cli/cli-members.h"
#include "cli/cli-session.h"
#include "cli/cli-trials.h"
#include "session/strip-key.h"
#include "session/words.h"
#include "studio/integrity.h"
#include "studio/slot-facts.h"

#include <math.h>

/* NAME_frames and NAME_s. */
static void
add_time (JsonBuilder *b, const LtSession *session, const char *name, int64_t frames)
{
  g_autofree char *in_frames = g_strconcat (name, "_frames", NULL);
  g_autofree char *in_seconds = g_strconcat (name, "_s", NULL);

  lt_cli_json_int (b, in_frames, frames);
  lt_cli_json_number (b, in_seconds, (double) frames / session->rate_hz);
}

static void
begin_list (JsonBuilder *b, const char *key)
{
  json_builder_set_member_name (b, key);
  json_builder_begin_array (b);
}

/* By its row: a choice's key, a switch as a boolean, a number; null for what reads as infinity. */
static void
add_value (JsonBuilder *b, const LtParamSpec *row, double value)
{
  bool is_switch = row->curve == LT_CURVE_STEP && row->choices == NULL && row->min == 0.0f && row->max == 1.0f;
  bool is_inf = ((row->flags & LT_PARAM_MIN_IS_INF) != 0 && value <= row->min) || ((row->flags & LT_PARAM_MAX_IS_INF) != 0 && value >= row->max);

  json_builder_set_member_name (b, row->key);
  if (row->choices != NULL)
    json_builder_add_string_value (b, row->choices[(int) CLAMP (value + 0.5, row->min, row->max)].key);
  else if (is_switch)
    json_builder_add_boolean_value (b, value >= 0.5);
  else if (is_inf || !isfinite (value))
    json_builder_add_null_value (b);
  else if (row->curve == LT_CURVE_STEP)
    json_builder_add_int_value (b, (int64_t) value);
  else
    json_builder_add_double_value (b, value == (double) (float) value ? lt_cli_shortest ((float) value) : value);
}

static void
add_slot (JsonBuilder *b, const LtSession *session, const LtStrip *strip, const LtSlot *slot)
{
  g_autofree char *name = lt_strip_key_dup_slot_name (strip, slot);
  const LtStrip   *key = slot->key_id != 0 ? lt_session_find_strip (session, slot->key_id) : NULL;

  json_builder_begin_object (b);
  lt_cli_json_int (b, "id", (int64_t) slot->id);
  lt_cli_json_text (b, "slot", name);
  lt_cli_json_text (b, "effect", slot->effect);
  lt_cli_json_bool (b, "known", slot->type != NULL);
  lt_cli_json_bool (b, "bypass", slot->bypass);
  add_value (b, &lt_slot_level_row, slot->level_db);
  lt_cli_json_text (b, "sidechain", key != NULL ? key->name : NULL);
  lt_cli_json_bool (b, "sidechain_pre", slot->key_pre);
  lt_cli_json_int (b, "latency_frames", lt_slot_facts_latency (slot, session->rate_hz));
  lt_cli_json_text (b, "blob", slot->blob);
  json_builder_set_member_name (b, "values");
  json_builder_begin_object (b);
  for (uint32_t i = 0; slot->type != NULL && i < slot->type->n_params; i++)
    add_value (b, &slot->type->params[i], slot->values[i]);
  json_builder_end_object (b);
  json_builder_end_object (b);
}

static void
add_points (JsonBuilder *b, const LtSession *session, const LtParamSpec *row, const GArray *points)
{
  begin_list (b, "points");
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const LtPoint *point = &g_array_index (points, LtPoint, i);

      json_builder_begin_object (b);
      add_time (b, session, "at", point->pos_frames);
      if (row != NULL)
        {
          LtParamSpec named = *row;

          named.key = "value";
          add_value (b, &named, point->value);
        }
      else
        lt_cli_json_number (b, "value", point->value);
      lt_cli_json_bool (b, "hold", point->hold);
      lt_cli_json_number (b, "bend", lt_cli_shortest (point->bend));
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_lane (JsonBuilder *b, const LtSession *session, const LtStrip *strip, const LtLane *lane)
{
  g_autofree char *owner = lt_strip_key_dup_owner_name (session, strip, lane->slot_id);
  g_autofree char *key = owner != NULL ? g_strdup_printf ("%s.%s", owner, lane->key) : g_strdup (lane->key);

  json_builder_begin_object (b);
  lt_cli_json_text (b, "key", key);
  add_points (b, session, lt_strip_find_row (strip, lane->slot_id, lane->key), lane->points);
  json_builder_end_object (b);
}

static void
add_send (JsonBuilder *b, const LtSession *session, const LtSend *send)
{
  const LtStrip *to = lt_session_find_strip (session, send->to_id);

  json_builder_begin_object (b);
  lt_cli_json_int (b, "id", (int64_t) send->id);
  lt_cli_json_text (b, "to", to != NULL ? to->name : NULL);
  lt_cli_json_number (b, "level_db", send->level_db);
  lt_cli_json_number (b, "pan", send->pan);
  lt_cli_json_bool (b, "pre", send->pre);
  lt_cli_json_bool (b, "mute", send->mute);
  json_builder_end_object (b);
}

static void
add_names (JsonBuilder *b, const LtSession *session, LtCliMembersGet get, LtId id)
{
  g_autoptr (GPtrArray) members = lt_cli_members_list (session, get, id);

  begin_list (b, "members");
  for (guint i = 0; i < members->len; i++)
    json_builder_add_string_value (b, ((const LtStrip *) g_ptr_array_index (members, i))->name);
  json_builder_end_array (b);
}

/* Groups, VCAs and folders: what it is in, and who is in it. */
static void
add_company (JsonBuilder *b, const LtSession *session, const LtStrip *strip)
{
  const LtGroup *group = strip->group_id != 0 ? lt_session_find_group (session, strip->group_id) : NULL;
  const LtStrip *vca = strip->vca_id != 0 ? lt_session_find_strip (session, strip->vca_id) : NULL;

  lt_cli_json_text (b, "group", group != NULL ? group->name : NULL);
  lt_cli_json_text (b, "vca", vca != NULL ? vca->name : NULL);
  if (strip->kind == LT_STRIP_VCA)
    add_names (b, session, lt_cli_members_get_vca, strip->id);
  if (strip->kind != LT_STRIP_BUS)
    return;
  lt_cli_json_bool (b, "folder", strip->folder);
  lt_cli_json_bool (b, "folded", strip->folded);
  add_names (b, session, lt_cli_members_get_output, strip->id);
}

static void
add_group (JsonBuilder *b, const LtSession *session, const LtGroup *group)
{
  const bool              links[] = { group->fader, group->mute, group->solo, group->pan };
  static const LtStripValue rows[] = { LT_STRIP_FADER, LT_STRIP_MUTE, LT_STRIP_SOLO, LT_STRIP_PAN };

  json_builder_begin_object (b);
  lt_cli_json_int (b, "id", (int64_t) group->id);
  lt_cli_json_text (b, "name", group->name);
  lt_cli_json_int (b, "colour", group->colour);
  lt_cli_json_bool (b, "on", group->on);
  begin_list (b, "links");
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (links[i])
      json_builder_add_string_value (b, lt_strip_rows[rows[i]].key);
  json_builder_end_array (b);
  add_names (b, session, lt_cli_members_get_group, group->id);
  json_builder_end_object (b);
}

/* The members of an object that is open. */
static void
add_strip (JsonBuilder *b, const LtSession *session, const LtStrip *strip)
{
  const LtStrip *output = strip->kind == LT_STRIP_MIX ? session->master
                                                      : (strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : session->mix);

  lt_cli_json_int (b, "id", (int64_t) strip->id);
  lt_cli_json_text (b, "kind", lt_words_kind[strip->kind]);
  lt_cli_json_text (b, "name", strip->name);
  lt_cli_json_int (b, "colour", strip->colour);
  lt_cli_json_number (b, "trim_db", strip->trim_db);
  lt_cli_json_bool (b, "polarity", strip->polarity);
  lt_cli_json_number (b, "fader_db", strip->fader_db);
  lt_cli_json_number (b, "pan", strip->pan);
  lt_cli_json_text (b, "pan_mode", lt_strip_rows[LT_STRIP_PAN_MODE].choices[strip->pan_mode].key);
  lt_cli_json_number (b, "width", strip->width);
  lt_cli_json_number (b, "pan_left", strip->pan_left);
  lt_cli_json_number (b, "pan_right", strip->pan_right);
  lt_cli_json_int (b, "delay_frames", strip->delay_frames);
  lt_cli_json_text (b, "automation_mode", lt_strip_rows[LT_STRIP_AUTOMATION].choices[strip->automation].key);
  lt_cli_json_bool (b, "mute", strip->mute);
  lt_cli_json_bool (b, "solo", strip->solo);
  lt_cli_json_bool (b, "solo_safe", strip->solo_safe);
  lt_cli_json_text (b, "output", strip->kind == LT_STRIP_MASTER || strip->kind == LT_STRIP_VCA || output == NULL ? NULL : output->name);
  add_company (b, session, strip);
  begin_list (b, "slots");
  for (guint i = 0; i < strip->slots->len; i++)
    add_slot (b, session, strip, g_ptr_array_index (strip->slots, i));
  json_builder_end_array (b);
  begin_list (b, "sends");
  for (guint i = 0; i < strip->sends->len; i++)
    add_send (b, session, g_ptr_array_index (strip->sends, i));
  json_builder_end_array (b);
  begin_list (b, "automation");
  for (guint i = 0; i < strip->lanes->len; i++)
    add_lane (b, session, strip, g_ptr_array_index (strip->lanes, i));
  json_builder_end_array (b);
}

static void
add_clip_sound (JsonBuilder *b, const LtSession *session, const LtClip *clip)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  LtStrip strip = lt_cli_clip_sound_as_strip (clip, none);

  lt_cli_json_number (b, "stretch_percent", 100.0 * clip->sound.stretch);
  lt_cli_json_number (b, "pitch_cents", clip->sound.pitch_cents);
  lt_cli_json_text (b, "stretch_quality", lt_words_stretch[clip->sound.quality]);
  lt_cli_json_bool (b, "formants", clip->sound.formants);
  begin_list (b, "slots");
  for (guint i = 0; i < strip.slots->len; i++)
    add_slot (b, session, &strip, g_ptr_array_index (strip.slots, i));
  json_builder_end_array (b);
}

static void
add_clip (JsonBuilder *b, const LtSession *session, const LtClip *clip, guint number)
{
  const LtSource *source = lt_session_find_source (session, clip->source_id);

  json_builder_begin_object (b);
  lt_cli_json_int (b, "number", number);
  lt_cli_json_int (b, "id", (int64_t) clip->id);
  lt_cli_json_text (b, "name", clip->name);
  lt_cli_json_text (b, "file", source != NULL ? source->path : NULL);
  add_time (b, session, "at", clip->pos_frames);
  add_time (b, session, "offset", clip->offset_frames);
  add_time (b, session, "length", clip->length_frames);
  lt_cli_json_number (b, "gain_db", clip->gain_db);
  add_time (b, session, "fade_in", clip->fade_in_frames);
  lt_cli_json_text (b, "fade_in_curve", lt_words_fade[clip->fade_in_curve]);
  add_time (b, session, "fade_out", clip->fade_out_frames);
  lt_cli_json_text (b, "fade_out_curve", lt_words_fade[clip->fade_out_curve]);
  lt_cli_json_bool (b, "reverse", clip->reverse);
  lt_cli_json_bool (b, "polarity", clip->polarity);
  lt_cli_json_bool (b, "mute", clip->mute);
  lt_cli_json_bool (b, "locked", clip->locked);
  lt_cli_json_int (b, "colour", clip->colour);
  lt_cli_json_int (b, "group", (int64_t) clip->group_id);
  add_clip_sound (b, session, clip);
  json_builder_set_member_name (b, "envelope");
  json_builder_begin_object (b);
  add_points (b, session, NULL, clip->envelope);
  json_builder_end_object (b);
  json_builder_end_object (b);
}

void
lt_cli_show_json_clips (JsonBuilder *builder, const LtSession *session, const LtTrack *track)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < track->clips->len; i++)
    add_clip (builder, session, g_ptr_array_index (track->clips, i), i + 1);
  json_builder_end_array (builder);
}

static void
add_sources (JsonBuilder *b, LtFolder *folder, const LtSession *session)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  begin_list (b, "files");
  for (guint i = 0; i < session->sources->len; i++)
    {
      const LtSource  *source = g_ptr_array_index (session->sources, i);
      g_autofree char *path = lt_folder_dup_source_path (folder, source);
      bool             is_missing = !g_file_test (path, G_FILE_TEST_IS_REGULAR);

      json_builder_begin_object (b);
      lt_cli_json_int (b, "id", (int64_t) source->id);
      lt_cli_json_text (b, "path", source->path);
      lt_cli_json_text (b, "name", source->name);
      lt_cli_json_text (b, "hash", source->hash);
      lt_cli_json_int (b, "channels", source->n_channels);
      lt_cli_json_number (b, "rate_hz", source->rate_hz);
      add_time (b, session, "length", source->n_frames);
      lt_cli_json_bool (b, "missing", is_missing);
      json_builder_end_object (b);
      if (is_missing)
        g_ptr_array_add (missing, g_strdup (source->path));
    }
  json_builder_end_array (b);
  begin_list (b, "missing_files");
  for (guint i = 0; i < missing->len; i++)
    json_builder_add_string_value (b, g_ptr_array_index (missing, i));
  json_builder_end_array (b);
}

void
lt_cli_show_json_references (JsonBuilder *builder, const LtSession *session)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < session->references->len; i++)
    {
      const LtReference *reference = g_ptr_array_index (session->references, i);
      const LtSource    *source = lt_session_find_source (session, reference->source_id);

      json_builder_begin_object (builder);
      lt_cli_json_int (builder, "id", (int64_t) reference->id);
      lt_cli_json_text (builder, "name", reference->name);
      lt_cli_json_text (builder, "file", source != NULL ? source->path : NULL);
      add_time (builder, session, "offset", reference->offset_frames);
      add_time (builder, session, "loop_from", reference->loop_from);
      add_time (builder, session, "loop_to", reference->loop_to);
      lt_cli_json_number (builder, "weight", reference->weight);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_markers (JsonBuilder *b, const LtSession *session)
{
  begin_list (b, "markers");
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = g_ptr_array_index (session->markers, i);

      json_builder_begin_object (b);
      lt_cli_json_int (b, "id", (int64_t) marker->id);
      lt_cli_json_text (b, "name", marker->name);
      add_time (b, session, "at", marker->pos_frames);
      add_time (b, session, "length", marker->length_frames);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_snapshots (JsonBuilder *b, const LtSession *session)
{
  begin_list (b, "snapshots");
  for (guint i = 0; i < session->snapshots->len; i++)
    {
      const LtSnapshot *snapshot = g_ptr_array_index (session->snapshots, i);

      json_builder_begin_object (b);
      lt_cli_json_int (b, "id", (int64_t) snapshot->id);
      lt_cli_json_text (b, "name", snapshot->name);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_versions (JsonBuilder *b, const LtSession *session)
{
  begin_list (b, "versions");
  for (guint i = 0; i < session->versions->len; i++)
    {
      const LtSnapshot *version = g_ptr_array_index (session->versions, i);

      json_builder_begin_object (b);
      lt_cli_json_int (b, "id", (int64_t) version->id);
      lt_cli_json_int (b, "number", version->number);
      lt_cli_json_text (b, "name", version->name);
      lt_cli_json_bool (b, "current", version->id == session->version_id);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_tags (JsonBuilder *b, const LtSession *session)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (session->tags), (GCompareFunc) strcmp);

  json_builder_set_member_name (b, "tags");
  json_builder_begin_object (b);
  for (GList *key = keys; key != NULL; key = key->next)
    lt_cli_json_text (b, key->data, g_hash_table_lookup (session->tags, key->data));
  json_builder_end_object (b);
}

static void
add_general (JsonBuilder *b, LtFolder *folder, const LtSession *session)
{
  g_autofree char *path = g_filename_display_name (lt_folder_get_path (folder));
  g_autofree char *metre = g_strdup_printf ("%u/%u", session->metre_num, session->metre_den);
  int64_t          latency = 0;
  bool             plays = lt_integrity_compile (session, &latency, NULL);

  lt_cli_json_text (b, "path", path);
  lt_cli_json_text (b, "title", session->title);
  lt_cli_json_number (b, "rate_hz", session->rate_hz);
  add_time (b, session, "length", lt_session_get_length (session));
  lt_cli_json_bool (b, "plays", plays);
  add_time (b, session, "latency", latency);
  lt_cli_json_number (b, "tempo_bpm", session->tempo_bpm);
  lt_cli_json_text (b, "metre", metre);
  lt_cli_json_text (b, "pan_law", lt_cli_pan_laws[session->pan_law]);
  lt_cli_json_text (b, "solo_mode", lt_words_solo[session->solo_mode]);
  lt_cli_json_text (b, "meter_point", lt_words_meter[session->meter_point]);
  json_builder_set_member_name (b, "loop");
  json_builder_begin_object (b);
  lt_cli_json_bool (b, "on", session->loop);
  add_time (b, session, "from", session->loop_from_frames);
  add_time (b, session, "to", session->loop_to_frames);
  json_builder_end_object (b);
  json_builder_set_member_name (b, "punch");
  json_builder_begin_object (b);
  lt_cli_json_bool (b, "on", session->punch);
  add_time (b, session, "from", session->punch_from_frames);
  add_time (b, session, "to", session->punch_to_frames);
  json_builder_end_object (b);
}

static void
add_strip_object (JsonBuilder *b, const char *key, const LtSession *session, const LtStrip *strip)
{
  if (key != NULL)
    json_builder_set_member_name (b, key);
  json_builder_begin_object (b);
  add_strip (b, session, strip);
  json_builder_end_object (b);
}

void
lt_cli_show_json_add (JsonBuilder *builder, LtFolder *folder)
{
  const LtSession *session = lt_folder_get_session (folder);

  json_builder_begin_object (builder);
  add_general (builder, folder, session);
  begin_list (builder, "tracks");
  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtTrack *track = g_ptr_array_index (session->tracks, i);

      json_builder_begin_object (builder);
      add_strip (builder, session, track->strip);
      json_builder_set_member_name (builder, "clips");
      lt_cli_show_json_clips (builder, session, track);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_list (builder, "buses");
  for (guint i = 0; i < session->buses->len; i++)
    add_strip_object (builder, NULL, session, g_ptr_array_index (session->buses, i));
  json_builder_end_array (builder);
  begin_list (builder, "vcas");
  for (guint i = 0; i < session->vcas->len; i++)
    add_strip_object (builder, NULL, session, g_ptr_array_index (session->vcas, i));
  json_builder_end_array (builder);
  begin_list (builder, "groups");
  for (guint i = 0; i < session->groups->len; i++)
    add_group (builder, session, g_ptr_array_index (session->groups, i));
  json_builder_end_array (builder);
  add_strip_object (builder, "mix", session, session->mix);
  add_strip_object (builder, "master", session, session->master);
  add_markers (builder, session);
  json_builder_set_member_name (builder, "references");
  lt_cli_show_json_references (builder, session);
  json_builder_set_member_name (builder, "blind_tests");
  lt_cli_trials_json (builder, session);
  add_snapshots (builder, session);
  add_versions (builder, session);
  add_tags (builder, session);
  add_sources (builder, folder, session);
  json_builder_end_object (builder);
}
