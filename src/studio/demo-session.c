// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From tables to a session.
// Layer: studio.

#include "studio/demo-session.h"

#include "demo/demo-song.h"
#include "demo/mix.h"
#include "media/hash.h"
#include "media/reader.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/strip-key.h"
#include "studio/renderer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct
{
  LtSession    *session;
  const char   *folder;
  LtProgressFunc progress; /* may be NULL */
  gpointer       progress_data;
  GCancellable  *cancellable;
  GError       *error; /* the first; later steps do nothing */
} Maker;

static void
take (Maker *m, LtSession *next)
{
  if (next != NULL)
    lt_session_take (&m->session, next);
}

static LtId
strip_id (Maker *m, const char *name)
{
  const LtStrip *strip = lt_session_find_strip_named (m->session, name);

  g_assert (strip != NULL); /* the tables and this file are ours */
  return strip->id;
}

static int64_t
frames_of (const Maker *m, double beat)
{
  return (int64_t) llround (beat * 60.0 / LT_DEMO_MIX_BPM * m->session->rate_hz);
}

static void
add_track (Maker *m, const LtDemoStrip *row)
{
  g_autofree char     *relative = g_build_filename ("audio", row->file, NULL);
  g_autofree char     *path = g_build_filename (m->folder, relative, NULL);
  g_autofree char     *hash = lt_hash_file (path, NULL, NULL, m->cancellable, &m->error);
  g_autoptr (LtReader) reader = m->error == NULL ? lt_reader_open (path, &m->error) : NULL;
  LtId                 source, track;

  if (reader == NULL)
    return;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  LtSourceInfo        about = {
           .path = relative,
           .hash = hash,
           .name = row->name,
           .n_frames = info->n_frames,
           .n_channels = info->n_channels,
           .rate_hz = info->rate_hz,
  };
  take (m, lt_edit_session_add_source (m->session, &about, &source));
  take (m, lt_edit_track_add (m->session, row->name, -1, &track));
  take (m, lt_edit_clip_add (m->session, track, source, 0, 0, 0, NULL));
}

static void
add_strips (Maker *m)
{
  for (const LtDemoStrip *row = lt_demo_strips; row->name != NULL && m->error == NULL; row++)
    if (row->file != NULL)
      add_track (m, row);
    else
      take (m, lt_edit_bus_add (m->session, row->name, NULL));

  for (const LtDemoStrip *row = lt_demo_strips; row->name != NULL && m->error == NULL; row++)
    {
      LtId id = strip_id (m, row->name);

      take (m, lt_edit_strip_colour (m->session, id, (uint32_t) row->colour));
      take (m, lt_edit_strip_fader (m->session, id, row->fader_db));
      take (m, lt_edit_strip_pan (m->session, id, row->pan));
      if (row->output != NULL)
        take (m, lt_edit_strip_output (m->session, id, strip_id (m, row->output), &m->error));
    }
}

static void
add_slots (Maker *m)
{
  for (const LtDemoSlot *row = lt_demo_slots; row->strip != NULL && m->error == NULL; row++)
    {
      const LtFxType *type = lt_fx_find (row->effect);
      g_auto (GStrv)  words = g_strsplit (row->params, " ", -1);
      LtId            slot;

      g_assert (type != NULL);
      take (m, lt_edit_slot_add (m->session, strip_id (m, row->strip), type, -1, NULL, &slot));

      const LtStrip   *strip = lt_session_find_strip_named (m->session, row->strip);
      g_autofree char *name = lt_strip_key_dup_slot_name (strip, lt_strip_find_slot (strip, slot));
      for (guint i = 0; words[i] != NULL && m->error == NULL; i++)
        {
          g_autofree char *assignment = g_strdup_printf ("%s.%s.%s", row->strip, name, words[i]);

          take (m, lt_strip_key_set (m->session, assignment, &m->error));
        }
      if (row->key != NULL && m->error == NULL)
        take (m, lt_edit_slot_key (m->session, slot, strip_id (m, row->key), false, &m->error));
    }
}

static void
add_sends (Maker *m)
{
  for (const LtDemoSend *row = lt_demo_sends; row->from != NULL && m->error == NULL; row++)
    {
      LtId send;

      take (m, lt_edit_send_add (m->session, strip_id (m, row->from), strip_id (m, row->to), row->level_db, &send, &m->error));
      if (row->pre && m->error == NULL)
        take (m, lt_edit_send_pre (m->session, send, true));
    }
}

static LtId
slot_of (Maker *m, const char *strip_name, const char *effect)
{
  const LtStrip *strip = lt_session_find_strip_named (m->session, strip_name);

  for (guint i = 0; effect != NULL && i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      if (strcmp (slot->effect, effect) == 0)
        return slot->id;
    }
  return 0;
}

static void
add_points (Maker *m)
{
  for (const LtDemoPoint *row = lt_demo_points; row->strip != NULL && m->error == NULL; row++)
    {
      LtPoint point = { frames_of (m, row->beat), row->value, row->hold };

      take (m, lt_edit_lane_add_point (m->session, strip_id (m, row->strip), slot_of (m, row->strip, row->effect), row->key, &point, &m->error));
    }
}

static void
add_text (Maker *m)
{
  for (const LtDemoMarker *row = lt_demo_markers; row->name != NULL; row++)
    take (m, lt_edit_session_add_marker (m->session, row->name, frames_of (m, row->beat), frames_of (m, row->beats), NULL));
  for (const LtDemoTag *row = lt_demo_tags; row->key != NULL; row++)
    {
      take (m, lt_edit_session_tag (m->session, row->key, row->value));
      if (strcmp (row->key, "title") == 0)
        take (m, lt_edit_session_title (m->session, row->value));
    }
}

static void
write_stems (Maker *m)
{
  g_autofree char *audio = g_build_filename (m->folder, "audio", NULL);
  char             sentence[512];

  if (g_mkdir_with_parents (audio, 0777) != 0)
    g_set_error (&m->error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("The folder “%s” could not be made: %s. Choose another place."), audio, g_strerror (errno));
  for (int i = 0; i < LT_DEMO_N_STEMS && m->error == NULL; i++)
    {
      if (g_cancellable_set_error_if_cancelled (m->cancellable, &m->error))
        return;
      if (!lt_demo_song_write_stem (i, audio, sentence, sizeof sentence))
        g_set_error_literal (&m->error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, sentence);
      else if (m->progress != NULL)
        m->progress ((i + 1.0) / LT_DEMO_N_STEMS, m->progress_data);
    }
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

LtFolder *
lt_demo_session_create (const char *path, LtProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Demo");
  g_autoptr (LtFolder)  folder = lt_folder_create (path, empty, error);
  Maker                 m = { .progress = progress, .progress_data = progress_data, .cancellable = cancellable };

  if (folder == NULL)
    return NULL;

  m.folder = lt_folder_get_path (folder);
  m.session = lt_session_ref (empty);
  take (&m, lt_edit_session_tempo (m.session, LT_DEMO_MIX_BPM));
  write_stems (&m);
  if (m.error == NULL)
    add_strips (&m);
  if (m.error == NULL)
    add_slots (&m);
  if (m.error == NULL)
    add_sends (&m);
  if (m.error == NULL)
    add_points (&m);
  if (m.error == NULL)
    {
      add_text (&m);
      if (lt_folder_push (folder, m.session, _ ("Demo song"), NULL, &m.error))
        lt_folder_save (folder, &m.error);
    }
  lt_session_unref (m.session);
  if (m.error == NULL)
    return g_steal_pointer (&folder);

  g_clear_pointer (&folder, lt_folder_close);
  remove_tree (path);
  g_propagate_error (error, m.error);
  return NULL;
}
