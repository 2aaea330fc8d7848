// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A range as JSON, and back.
// Layer: session.

#include "session/blob-text.h"
#include "session/clip-range-private.h"
#include "session/json.h"
#include "session/store-private.h"

#include <glib/gi18n.h>

#define FORMAT 1
#define MAX_ROWS 10000

typedef void (*WriteNode) (LtEmit *emit, gconstpointer node);

static void
write_nodes (LtEmit *emit, const char *key, const GPtrArray *nodes, WriteNode write)
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

/* (transfer container): of LtSlot: those of clips that have a blob. */
static GPtrArray *
find_blobs (const LtClipRange *self)
{
  GPtrArray *slots = g_ptr_array_new ();

  for (guint r = 0; r < self->rows->len; r++)
    {
      const GPtrArray *clips = ((const LtClipRangeRow *) self->rows->pdata[r])->clips;

      for (guint i = 0; i < clips->len; i++)
        {
          const GPtrArray *of_clip = ((const LtClip *) clips->pdata[i])->sound.slots;

          for (guint k = 0; of_clip != NULL && k < of_clip->len; k++)
            if (((const LtSlot *) of_clip->pdata[k])->blob != NULL)
              g_ptr_array_add (slots, of_clip->pdata[k]);
        }
    }
  return slots;
}

char *
lt_clip_range_write (const LtClipRange *self)
{
  g_autoptr (GPtrArray) slots = find_blobs (self);
  LtEmit emit;

  lt_emit_init (&emit, true);
  lt_emit_open (&emit, NULL, '{');
  lt_emit_int (&emit, "lathe-clips", FORMAT);
  lt_emit_double (&emit, "rate", self->rate_hz);
  lt_emit_int (&emit, "length", self->length_frames);
  lt_emit_bool (&emit, "time", self->is_time);
  lt_emit_open (&emit, "rows", '[');
  for (guint r = 0; r < self->rows->len; r++)
    {
      const LtClipRangeRow *row = self->rows->pdata[r];

      lt_emit_open (&emit, NULL, '{');
      write_nodes (&emit, "clips", row->clips, (WriteNode) lt_store_write_clip);
      write_nodes (&emit, "lanes", row->lanes, (WriteNode) lt_store_write_lane);
      lt_emit_close (&emit, '}');
    }
  lt_emit_close (&emit, ']');
  write_nodes (&emit, "markers", self->markers, (WriteNode) lt_store_write_marker);
  write_nodes (&emit, "sources", self->sources, (WriteNode) lt_store_write_source);
  if (slots->len > 0)
    lt_blob_text_write (&emit, slots, LT_CLIP_RANGE_MAX_BYTES / 2);
  lt_emit_close (&emit, '}');

  g_autoptr (GBytes) bytes = lt_emit_finish (&emit);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

typedef gpointer (*ReadNode) (LtStoreReader *reader, JsonObject *object);

static void
read_nodes (LtStoreReader *reader, JsonObject *object, const char *key, GPtrArray *nodes, ReadNode read)
{
  JsonArray *list = lt_store_reader_array (reader, object, key);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      gpointer  node = JSON_NODE_HOLDS_OBJECT (element) ? read (reader, json_node_get_object (element)) : NULL;

      if (node != NULL)
        g_ptr_array_add (nodes, node);
    }
}

/* Clips within the range: what a text says may be anything. */
static void
fit_clips (const LtClipRange *self, GPtrArray *clips)
{
  for (guint i = clips->len; i-- > 0;)
    {
      LtClip *clip = clips->pdata[i];

      clip->locked = false;
      if (clip->pos_frames + clip->length_frames > self->length_frames || lt_nodes_find (self->sources, clip->source_id) < 0)
        g_ptr_array_remove_index (clips, i);
    }
}

static LtClipRange *
read_object (LtStoreReader *reader, JsonObject *object, GError **error)
{
  JsonArray   *rows = lt_store_reader_array (reader, object, "rows");
  int64_t      length = lt_store_reader_int (reader, object, "length", 0, 0, LT_FRAMES_MAX);
  LtClipRange *self;

  if (rows == NULL || lt_store_reader_int (reader, object, "lathe-clips", 0, 0, G_MAXINT) != FORMAT || json_array_get_length (rows) > MAX_ROWS)
    {
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT, _ ("What was copied are no clips of this version of Lathe."));
      return NULL;
    }
  reader->is_past = true; /* its ids are those of another session */
  self = lt_clip_range_new (lt_store_reader_double (reader, object, "rate", 48000.0, LT_RATE_MIN_HZ, LT_RATE_MAX_HZ), length,
                            lt_store_reader_bool (reader, object, "time", false));
  read_nodes (reader, object, "sources", self->sources, (ReadNode) lt_store_read_source);
  read_nodes (reader, object, "markers", self->markers, (ReadNode) lt_store_read_marker);
  lt_blob_text_read (reader, object);
  for (guint r = 0; r < json_array_get_length (rows); r++)
    {
      LtClipRangeRow *row = lt_clip_range_add_row (self);
      JsonNode       *element = json_array_get_element (rows, r);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      read_nodes (reader, json_node_get_object (element), "clips", row->clips, (ReadNode) lt_store_read_clip);
      read_nodes (reader, json_node_get_object (element), "lanes", row->lanes, (ReadNode) lt_store_read_lane);
      fit_clips (self, row->clips);
    }
  return self;
}

LtClipRange *
lt_clip_range_read (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = length <= LT_CLIP_RANGE_MAX_BYTES ? lt_json_parse (text, length, NULL) : NULL;
  g_auto (LtStoreReader) reader;

  lt_store_reader_init (&reader, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT, _ ("There are no clips of Lathe in the clipboard. Copy some first."));
      return NULL;
    }
  return read_object (&reader, json_node_get_object (root), error);
}
