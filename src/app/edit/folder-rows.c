// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Worked out once a session, asked for every row of every frame.
// Layer: app.

#include "app/edit/folder-rows.h"

typedef struct
{
  int      lead;
  gboolean is_hidden;
} Track;

struct LtFolderRows
{
  LtSession *session; /* NULL: none */
  GArray    *tracks;  /* of Track */
  GArray    *rows;    /* of LtFolderRow */
};

LtFolderRows *
lt_folder_rows_new (void)
{
  LtFolderRows *self = g_new0 (LtFolderRows, 1);

  self->tracks = g_array_new (FALSE, TRUE, sizeof (Track));
  self->rows = g_array_new (FALSE, FALSE, sizeof (LtFolderRow));
  return self;
}

void
lt_folder_rows_free (LtFolderRows *self)
{
  g_clear_pointer (&self->session, lt_session_unref);
  g_array_unref (self->tracks);
  g_array_unref (self->rows);
  g_free (self);
}

/* (transfer full): of const LtStrip: the folders of a strip, from the outermost. */
static GPtrArray *
list_folders (const LtSession *session, const LtStrip *strip)
{
  GPtrArray *folders = g_ptr_array_new ();

  while ((strip = lt_strip_order_get_folder (session, strip)) != NULL && folders->len <= session->buses->len)
    g_ptr_array_insert (folders, 0, (gpointer) strip);
  return folders;
}

static void
add_track (LtFolderRows *self, guint at, GHashTable *seen)
{
  const LtStrip *strip = ((const LtTrack *) self->session->tracks->pdata[at])->strip;
  g_autoptr (GPtrArray) folders = list_folders (self->session, strip);
  Track track = { 0 };

  for (guint i = 0; i < folders->len; i++)
    {
      const LtStrip *folder = g_ptr_array_index (folders, i);
      LtFolderRow    row = { folder->id, at, track.lead, folder->folded ? LT_FOLDER_ROW_FOLDED : LT_FOLDER_ROW, i };

      if (!track.is_hidden && g_hash_table_add (seen, (gpointer) folder))
        {
          g_array_append_val (self->rows, row);
          track.lead += row.height;
        }
      track.is_hidden |= folder->folded;
    }
  g_array_append_val (self->tracks, track);
}

void
lt_folder_rows_update (LtFolderRows *self, const LtSession *session)
{
  if (session == self->session)
    return;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_clear_pointer (&self->session, lt_session_unref);
  self->session = session != NULL ? lt_session_ref (session) : NULL;
  g_array_set_size (self->tracks, 0);
  g_array_set_size (self->rows, 0);
  for (guint i = 0; session != NULL && i < session->tracks->len; i++)
    add_track (self, i, seen);
}

const GArray *
lt_folder_rows_get (const LtFolderRows *self)
{
  return self->rows;
}

int
lt_folder_rows_get_lead (const LtFolderRows *self, guint track)
{
  return track < self->tracks->len ? g_array_index (self->tracks, Track, track).lead : 0;
}

gboolean
lt_folder_rows_is_hidden (const LtFolderRows *self, guint track)
{
  return track < self->tracks->len && g_array_index (self->tracks, Track, track).is_hidden;
}
