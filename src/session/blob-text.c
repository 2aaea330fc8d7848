// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Base 64 under the blob's name.
// Layer: session.

#include "session/blob-text.h"

#include "session/blob.h"

void
lt_blob_text_write (LtEmit *emit, const GPtrArray *slots, gsize room)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  lt_emit_open (emit, "blobs", '{');
  for (guint i = 0; i < slots->len; i++)
    {
      const LtSlot *slot = slots->pdata[i];
      g_autoptr (GBytes) bytes = slot->blob != NULL && g_hash_table_add (seen, slot->blob) ? lt_blob_get (slot->blob) : NULL;
      gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;

      if (bytes == NULL || size > room)
        continue;
      g_autofree char *text = g_base64_encode (g_bytes_get_data (bytes, NULL), size);
      lt_emit_string (emit, slot->blob, text);
      room -= size;
    }
  lt_emit_close (emit, '}');
}

void
lt_blob_text_read (LtStoreReader *reader, JsonObject *object)
{
  JsonObject    *blobs = lt_store_reader_object (reader, object, "blobs");
  JsonObjectIter iter;
  const char    *name;

  if (blobs == NULL)
    return;
  json_object_iter_init_ordered (&iter, blobs);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      const char     *text = lt_store_reader_string (reader, blobs, name, "");
      gsize           size = 0;
      g_autofree guchar *data = g_base64_decode (text, &size);
      g_autoptr (GBytes) bytes = g_bytes_new (data, size);

      g_free (lt_blob_put (bytes));
    }
}
