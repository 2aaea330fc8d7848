// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes in the session's file. A track without any is written as before there were.
// Layer: session.

#include "session/store-private.h"

#include <glib/gi18n.h>

static const char *const take_keys[] = { "id", "name", "clips", NULL };

static void
write_take (LtEmit *emit, const LtTake *take)
{
  lt_emit_open (emit, NULL, '{');
  lt_emit_int (emit, "id", (int64_t) take->id);
  lt_emit_string (emit, "name", take->name);
  lt_emit_open (emit, "clips", '[');
  for (guint i = 0; i < take->clips->len; i++)
    {
      lt_emit_open (emit, NULL, '{');
      lt_store_write_clip (emit, take->clips->pdata[i]);
      lt_emit_close (emit, '}');
    }
  lt_emit_close (emit, ']');
  lt_emit_members (emit, take->extra, NULL);
  lt_emit_close (emit, '}');
}

void
lt_store_take_write (LtEmit *emit, const LtTrack *track, bool always)
{
  if (track->takes == NULL && !always)
    return;
  lt_emit_open (emit, "takes", '[');
  for (guint i = 0; track->takes != NULL && i < track->takes->len; i++)
    write_take (emit, track->takes->pdata[i]);
  lt_emit_close (emit, ']');
}

static LtTake *
read_take (LtStoreReader *reader, JsonObject *object, guint number)
{
  g_autofree char *fallback = g_strdup_printf (_ ("Take %u"), number);
  g_autofree char *name = lt_session_clean_name (lt_store_reader_string (reader, object, "name", fallback), fallback);
  LtTake          *take = lt_take_new (0, name);
  JsonArray       *array = lt_store_reader_array (reader, object, "clips");

  lt_store_reader_id (reader, object, &take->id);
  take->extra = lt_store_reader_extra (object, take_keys);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      LtClip   *clip = JSON_NODE_HOLDS_OBJECT (node) ? lt_store_read_clip (reader, json_node_get_object (node)) : NULL;

      if (clip != NULL)
        g_ptr_array_add (take->clips, clip);
      else
        lt_store_reader_lose (reader, _ ("%s: what is no part of “%s” is left out."), reader->where, "clips");
    }
  g_ptr_array_sort (take->clips, lt_track_compare_clips);
  return take;
}

void
lt_store_take_read (LtStoreReader *reader, JsonObject *object, LtTrack *track)
{
  JsonArray *array = lt_store_reader_array (reader, object, "takes");
  guint      n = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GPtrArray) takes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_take_unref);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (takes, read_take (reader, json_node_get_object (node), i + 1));
      else
        lt_store_reader_lose (reader, _ ("%s: what is no part of “%s” is left out."), reader->where, "takes");
    }
  g_clear_pointer (&track->takes, g_ptr_array_unref);
  if (takes->len > 0)
    track->takes = g_steal_pointer (&takes);
}
