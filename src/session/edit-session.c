// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of what belongs to the whole session: sources, tempo, loop, markers, tags.
// Layer: session.

#include "session/edit-session.h"

#include "session/edit-tempo.h"
#include "session/session-private.h"

#include <glib/gi18n.h>

static void
fill_source (LtSource *source, const LtSourceInfo *info)
{
  g_free (source->path);
  g_free (source->hash);
  source->path = g_strdup (info->path);
  source->hash = g_strdup (info->hash);
  source->n_frames = CLAMP (info->n_frames, 0, LT_FRAMES_MAX);
  source->n_channels = CLAMP (info->n_channels, 1, LT_MAX_CHANNELS);
  source->rate_hz = info->rate_hz;
}

LtSession *
lt_edit_session_add_source (const LtSession *session, const LtSourceInfo *info, LtId *id)
{
  g_return_val_if_fail (info->path != NULL && g_utf8_validate (info->path, -1, NULL),
                        lt_session_ref (session));
  g_return_val_if_fail (info->rate_hz >= LT_RATE_MIN_HZ && info->rate_hz <= LT_RATE_MAX_HZ,
                        lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  LtSource  *source = lt_source_new (next->next_id++);

  fill_source (source, info);
  source->name = lt_session_clean_name (info->name, _ ("Audio"));
  lt_nodes_take (&next->sources, lt_nodes_insert (session->sources, session->sources->len, source,
                                                  (GDestroyNotify) lt_source_unref));
  if (id != NULL)
    *id = source->id;
  return next;
}

LtSession *
lt_edit_session_relink_source (const LtSession *session, LtId source_id, const LtSourceInfo *info)
{
  int at = lt_nodes_find (session->sources, source_id);

  g_return_val_if_fail (at >= 0 && info->path != NULL && g_utf8_validate (info->path, -1, NULL),
                        lt_session_ref (session));
  g_return_val_if_fail (info->rate_hz >= LT_RATE_MIN_HZ && info->rate_hz <= LT_RATE_MAX_HZ,
                        lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  LtSource  *source = lt_source_copy (session->sources->pdata[at]);

  fill_source (source, info);
  lt_nodes_take (&next->sources, lt_nodes_with (session->sources, (guint) at, source,
                                                (GDestroyNotify) lt_source_unref));
  return next;
}

static void
use_source (const LtClip *clip, gpointer used)
{
  g_hash_table_add (used, (gpointer) &clip->source_id);
}

LtSession *
lt_edit_session_drop_unused (const LtSession *session)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_source_unref);

  for (guint i = 0; i < session->tracks->len; i++)
    lt_track_each_clip (session->tracks->pdata[i], use_source, used);
  for (guint i = 0; i < session->references->len; i++)
    g_hash_table_add (used, &((LtReference *) session->references->pdata[i])->source_id);
  for (guint i = 0; i < session->sources->len; i++)
    if (g_hash_table_contains (used, &((LtSource *) session->sources->pdata[i])->id))
      g_ptr_array_add (kept, lt_source_ref (session->sources->pdata[i]));
  if (kept->len == session->sources->len)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->sources, g_steal_pointer (&kept));
  return next;
}

LtSession *
lt_edit_session_title (const LtSession *session, const char *title)
{
  g_autofree char *clean = lt_session_clean_name (title, session->title);

  if (strcmp (clean, session->title) == 0)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  g_free (next->title);
  next->title = g_steal_pointer (&clean);
  return next;
}

LtSession *
lt_edit_session_tempo (const LtSession *session, double tempo_bpm)
{
  return lt_edit_tempo_set (session, 0, tempo_bpm, session->tempo->tempos[0].ramp, LT_TEMPO_KEEP_TIMES);
}

LtSession *
lt_edit_session_metre (const LtSession *session, uint32_t num, uint32_t den)
{
  return lt_edit_tempo_set_metre (session, 0, num, den, LT_TEMPO_KEEP_TIMES);
}

LtSession *
lt_edit_session_loop (const LtSession *session, bool loop, int64_t from_frames, int64_t to_frames)
{
  from_frames = CLAMP (from_frames, 0, LT_FRAMES_MAX);
  to_frames = CLAMP (to_frames, 0, LT_FRAMES_MAX);
  if (from_frames >= to_frames)
    {
      loop = false;
      from_frames = session->loop_from_frames;
      to_frames = session->loop_to_frames;
    }
  if (session->loop == loop && session->loop_from_frames == from_frames
      && session->loop_to_frames == to_frames)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  next->loop = loop;
  next->loop_from_frames = from_frames;
  next->loop_to_frames = to_frames;
  return next;
}

LtSession *
lt_edit_session_punch (const LtSession *session, bool punch, int64_t from_frames, int64_t to_frames)
{
  from_frames = CLAMP (from_frames, 0, LT_FRAMES_MAX);
  to_frames = CLAMP (to_frames, 0, LT_FRAMES_MAX);
  if (from_frames >= to_frames)
    {
      punch = false;
      from_frames = session->punch_from_frames;
      to_frames = session->punch_to_frames;
    }
  if (session->punch == punch && session->punch_from_frames == from_frames && session->punch_to_frames == to_frames)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  next->punch = punch;
  next->punch_from_frames = from_frames;
  next->punch_to_frames = to_frames;
  return next;
}

LtSession *
lt_edit_session_pan_law (const LtSession *session, LtPanLaw pan_law)
{
  g_return_val_if_fail (pan_law <= LT_PAN_LAW_0DB, lt_session_ref (session));

  if (session->pan_law == pan_law)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  next->pan_law = pan_law;
  return next;
}

LtSession *
lt_edit_session_solo_mode (const LtSession *session, LtSoloMode solo_mode)
{
  g_return_val_if_fail (solo_mode <= LT_SOLO_PFL, lt_session_ref (session));

  if (session->solo_mode == solo_mode)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  next->solo_mode = solo_mode;
  return next;
}

LtSession *
lt_edit_session_meter_point (const LtSession *session, LtMeterPoint meter_point)
{
  g_return_val_if_fail (meter_point <= LT_METER_INPUT, lt_session_ref (session));

  if (session->meter_point == meter_point)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  next->meter_point = meter_point;
  return next;
}

LtSession *
lt_edit_session_tag (const LtSession *session, const char *key, const char *value)
{
  const char      *old = g_hash_table_lookup (session->tags, key);
  bool             clear = value == NULL || *value == '\0';
  g_autofree char *text = clear ? NULL : g_utf8_make_valid (value, -1);

  g_return_val_if_fail (*key != '\0' && g_utf8_validate (key, -1, NULL), lt_session_ref (session));

  if (clear ? old == NULL : g_strcmp0 (old, text) == 0)
    return lt_session_ref (session);

  GHashTable    *tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer       k, v;

  g_hash_table_iter_init (&iter, session->tags);
  while (g_hash_table_iter_next (&iter, &k, &v))
    g_hash_table_insert (tags, g_strdup (k), g_strdup (v));
  if (clear)
    g_hash_table_remove (tags, key);
  else
    g_hash_table_insert (tags, g_strdup (key), g_steal_pointer (&text));

  LtSession *next = lt_session_copy (session);
  g_hash_table_unref (next->tags);
  next->tags = tags;
  return next;
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

/* @list is a list nobody else has seen yet; taken over. */
static LtSession *
with_markers (LtSession *next, GPtrArray *list)
{
  g_ptr_array_sort (list, compare_markers);
  lt_nodes_take (&next->markers, list);
  return next;
}

LtSession *
lt_edit_session_add_marker (
    const LtSession *session, const char *name, int64_t pos_frames, int64_t length_frames, LtId *id)
{
  LtSession *next = lt_session_copy (session);
  LtMarker  *marker = lt_marker_new (next->next_id++);

  marker->name = lt_session_clean_name (name, _ ("Marker"));
  marker->pos_frames = CLAMP (pos_frames, 0, LT_FRAMES_MAX);
  marker->length_frames = CLAMP (length_frames, 0, LT_FRAMES_MAX);
  if (id != NULL)
    *id = marker->id;
  return with_markers (
      next, lt_nodes_insert (session->markers, 0, marker, (GDestroyNotify) lt_marker_unref));
}

LtSession *
lt_edit_session_move_marker (const LtSession *session,
                             LtId             marker_id,
                             int64_t          pos_frames,
                             int64_t          length_frames)
{
  int at = lt_nodes_find (session->markers, marker_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  const LtMarker *old = session->markers->pdata[at];

  pos_frames = CLAMP (pos_frames, 0, LT_FRAMES_MAX);
  length_frames = CLAMP (length_frames, 0, LT_FRAMES_MAX);
  if (old->pos_frames == pos_frames && old->length_frames == length_frames)
    return lt_session_ref (session);

  LtMarker *marker = lt_marker_copy (old);
  marker->pos_frames = pos_frames;
  marker->length_frames = length_frames;
  return with_markers (
      lt_session_copy (session),
      lt_nodes_with (session->markers, (guint) at, marker, (GDestroyNotify) lt_marker_unref));
}

LtSession *
lt_edit_session_rename_marker (const LtSession *session, LtId marker_id, const char *name)
{
  int at = lt_nodes_find (session->markers, marker_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  const LtMarker  *old = session->markers->pdata[at];
  g_autofree char *clean = lt_session_clean_name (name, old->name);

  if (strcmp (old->name, clean) == 0)
    return lt_session_ref (session);

  LtMarker *marker = lt_marker_copy (old);
  g_free (marker->name);
  marker->name = g_steal_pointer (&clean);
  return with_markers (
      lt_session_copy (session),
      lt_nodes_with (session->markers, (guint) at, marker, (GDestroyNotify) lt_marker_unref));
}

LtSession *
lt_edit_session_remove_marker (const LtSession *session, LtId marker_id)
{
  int at = lt_nodes_find (session->markers, marker_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->markers,
                 lt_nodes_without (session->markers, (guint) at, (GDestroyNotify) lt_marker_unref));
  return next;
}
