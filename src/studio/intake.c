// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sound files become tracks.
// Layer: studio.

#include "studio/intake.h"

#include "media/import.h"
#include "media/media-error.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/file-io.h"
#include "studio/intake-list.h"
#include "studio/intake-markers.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_RATE_HZ 48000u
#define N_COLOURS 12u

G_DEFINE_QUARK (lt-intake-error-quark, lt_intake_error)

/* --- bringing files in --- */

typedef struct
{
  const LtIntakeSpec *spec;
  uint32_t            rate_hz;
  const char         *audio; /* the folder for copies */
  GPtrArray          *copied;  /* of char *: full paths */
  GPtrArray          *imports; /* of LtImport */
  double              done, all, now; /* frames: finished, of all files, of the one under way */
} Intake;

static void
tell (double done, gpointer data)
{
  Intake *self = data;

  if (self->spec->progress != NULL)
    self->spec->progress ((self->done + done * self->now) / MAX (self->all, 1.0), self->spec->progress_data);
}

static void
take_notes (const Intake *self, const LtImport *import, const LtIntakeItem *item)
{
  for (guint i = 0; i < import->notes->len; i++)
    g_ptr_array_add (self->spec->notes, g_strdup (g_ptr_array_index (import->notes, i)));
  if (item->rate_hz == self->rate_hz)
    return;

  g_autofree char *shown = g_filename_display_name (item->left);
  g_ptr_array_add (self->spec->notes,
                   g_strdup_printf (_ ("“%s” was converted from %u to %u Hz."), shown, item->rate_hz, self->rate_hz));
}

static bool
bring_in (Intake *self, const LtIntakeItem *item, GError **error)
{
  LtImportSpec spec = {
    .source = item->left,
    .right = item->right,
    .name = item->name,
    .rate_hz = self->rate_hz,
    .folder = self->audio,
    .flags = self->spec->link ? LT_IMPORT_LINK : LT_IMPORT_COPY,
    .progress = tell,
    .progress_data = self,
  };

  self->now = (double) item->n_frames;
  LtImport *import = lt_import_file (&spec, self->spec->cancellable, error);
  if (import == NULL)
    return false;

  self->done += self->now;
  g_ptr_array_add (self->imports, import);
  for (guint i = 0; i < import->parts->len; i++)
    {
      const LtImportPart *part = g_ptr_array_index (import->parts, i);

      if (!part->is_linked)
        g_ptr_array_add (self->copied, g_build_filename (self->audio, part->path, NULL));
    }
  take_notes (self, import, item);
  return true;
}

void
lt_intake_forget (GPtrArray *copied)
{
  for (guint i = 0; i < copied->len; i++)
    g_unlink (g_ptr_array_index (copied, i));
  g_ptr_array_set_size (copied, 0);
}

/* All of @items, or none: after a failure nothing is left of them. Returns: of LtImport. */
static GPtrArray *
bring_all (const LtIntakeSpec *spec, const GPtrArray *items, uint32_t rate_hz, const char *audio, GPtrArray *copied, GError **error)
{
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_import_free);
  Intake                self = { spec, rate_hz, audio, copied, imports, 0.0, 0.0, 0.0 };

  for (guint i = 0; i < items->len; i++)
    self.all += (double) ((const LtIntakeItem *) g_ptr_array_index (items, i))->n_frames;
  for (guint i = 0; i < items->len; i++)
    if (!bring_in (&self, g_ptr_array_index (items, i), error))
      {
        lt_intake_forget (copied);
        return NULL;
      }
  return g_steal_pointer (&imports);
}

/* --- the tracks --- */

static LtId
add_source (LtSession **session, const LtImportPart *part)
{
  g_autofree char *inside = part->is_linked ? NULL : g_build_filename ("audio", part->path, NULL);
  LtSourceInfo     info = {
        .path = part->is_linked ? part->path : inside,
        .hash = part->hash,
        .name = part->name,
        .n_frames = part->n_frames,
        .n_channels = part->n_channels,
        .rate_hz = (*session)->rate_hz,
  };
  LtId id = 0;

  lt_session_take (session, lt_edit_session_add_source (*session, &info, &id));
  return id;
}

/* Parts with what is to be known of each, in one list. */
static GArray *
pieces_of (const GPtrArray *imports, GPtrArray *parts)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (LtIntakePiece));

  for (guint i = 0; i < imports->len; i++)
    {
      const LtImport *import = g_ptr_array_index (imports, i);

      for (guint k = 0; k < import->parts->len; k++)
        {
          LtImportPart *part = g_ptr_array_index (import->parts, k);
          LtIntakePiece piece = { part->n_frames, part->time_reference, k };

          g_ptr_array_add (parts, part);
          g_array_append_val (pieces, piece);
        }
    }
  return pieces;
}

static LtId
add_clip (LtSession **session, const LtImportPart *part, const LtIntakeSpot *spot)
{
  LtId source = add_source (session, part), track = 0, clip = 0;

  if (spot->row < (*session)->tracks->len)
    track = ((const LtTrack *) g_ptr_array_index ((*session)->tracks, spot->row))->strip->id;
  else
    {
      lt_session_take (session, lt_edit_track_add (*session, part->name, -1, &track));
      lt_session_take (session, lt_edit_strip_colour (*session, track, ((*session)->tracks->len - 1) % N_COLOURS + 1));
    }
  lt_session_take (session, lt_edit_clip_add (*session, track, source, spot->pos_frames, 0, 0, &clip));
  return clip;
}

typedef struct
{
  const GPtrArray *imports; /* of LtImport */
  bool             markers; /* those of the files come too */
} Brought;

static void
add_markers (LtSession **session, const LtImport *import, int64_t pos_frames, guint *n)
{
  lt_session_take (session, lt_intake_markers_add (*session, import->markers, pos_frames, n));
}

static void
place_all (LtSession **session, const Brought *brought, const LtIntakePlace *place, GArray *clips, GPtrArray *notes)
{
  const GPtrArray         *imports = brought->imports;
  guint                    n_markers = 0, next = 0;

  g_autoptr (GPtrArray)    parts = g_ptr_array_new ();
  g_autoptr (GArray)       pieces = pieces_of (imports, parts);
  g_autofree LtIntakeSpot *spots = g_new (LtIntakeSpot, parts->len);
  int64_t origin = lt_intake_place_find (place, *session, (const LtIntakePiece *) (gconstpointer) pieces->data, pieces->len, spots);

  for (guint i = 0; i < parts->len; i++)
    {
      LtId clip = add_clip (session, g_ptr_array_index (parts, i), &spots[i]);

      if (clips != NULL)
        g_array_append_val (clips, clip);
      if (g_array_index (pieces, LtIntakePiece, i).part == 0 && brought->markers)
        add_markers (session, g_ptr_array_index (imports, next++), spots[i].pos_frames, &n_markers);
    }
  if (n_markers > 0)
    g_ptr_array_add (notes, g_strdup_printf (ngettext ("%u marker was taken over.", "%u markers were taken over.", n_markers), n_markers));
  if (origin > 0)
    g_ptr_array_add (notes, place->pos_frames == 0 ? g_strdup (_ ("The files' time references are times of day; the earliest one is at 0."))
                                                   : g_strdup (_ ("The files' time references are times of day; the earliest one is where they were put.")));
}

static void
add_tracks (LtSession **session, const Brought *brought, GPtrArray *notes)
{
  place_all (session, brought, &(LtIntakePlace) { LT_INTAKE_NEW_TRACKS, 0, 0 }, NULL, notes);
}

/* --- into a session that is there --- */

static char *
audio_of (const char *path, GError **error)
{
  char *audio = g_build_filename (path, "audio", NULL);

  if (g_mkdir (audio, 0777) == 0 || errno == EEXIST)
    return audio;
  g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_WRITE, _ ("The folder “%s” could not be made: %s. Check who may write there."), audio,
               g_strerror (errno));
  g_free (audio);
  return NULL;
}

struct LtIntakeBatch
{
  GPtrArray *imports; /* of LtImport */
  GPtrArray *copied;  /* of char * */
  char      *name;    /* of the first that was asked for */
  bool       markers;
};

LtIntakeBatch *
lt_intake_bring (const char *path, double rate_hz, const LtIntakeSpec *spec, GError **error)
{
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = lt_intake_list (spec->paths, spec->lenient, spec->notes, error);
  g_autofree char      *audio = items != NULL ? audio_of (path, error) : NULL;
  GPtrArray            *imports = audio != NULL ? bring_all (spec, items, (uint32_t) rate_hz, audio, copied, error) : NULL;

  if (imports == NULL)
    return NULL;

  LtIntakeBatch *self = g_new0 (LtIntakeBatch, 1);
  self->imports = imports;
  self->copied = g_steal_pointer (&copied);
  self->name = g_strdup (spec->paths[0]);
  self->markers = spec->markers;
  return self;
}

LtSession *
lt_intake_batch_add (const LtIntakeBatch *self, const LtSession *session, GPtrArray *notes)
{
  LtSession *next = lt_session_ref (session);

  add_tracks (&next, &(Brought) { self->imports, self->markers }, notes);
  return next;
}

LtSession *
lt_intake_batch_place (const LtIntakeBatch *self, const LtSession *session, const LtIntakePlace *place, GArray *clips, GPtrArray *notes)
{
  LtSession *next = lt_session_ref (session);

  place_all (&next, &(Brought) { self->imports, self->markers }, place, clips, notes);
  return next;
}

/* NULL: not one recording of one or two channels. */
static const LtImport *
single (GPtrArray *imports, const char *name, GError **error)
{
  const LtImport *import = imports->len == 1 ? g_ptr_array_index (imports, 0) : NULL;

  if (import != NULL && import->parts->len == 1)
    return import;
  g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_SHAPE,
               _ ("“%s” is more than one mono or stereo recording; import it as tracks."), name);
  return NULL;
}

LtId
lt_intake_batch_source (const LtIntakeBatch *self, LtSession **session, GError **error)
{
  const LtImport *import = single (self->imports, self->name, error);

  return import != NULL ? add_source (session, g_ptr_array_index (import->parts, 0)) : 0;
}

void
lt_intake_batch_keep (LtIntakeBatch *self)
{
  g_ptr_array_set_size (self->copied, 0);
}

void
lt_intake_batch_free (LtIntakeBatch *self)
{
  lt_intake_forget (self->copied);
  g_ptr_array_unref (self->copied);
  g_ptr_array_unref (self->imports);
  g_free (self->name);
  g_free (self);
}

bool
lt_intake_add (LtFolder *folder, const LtIntakeSpec *spec, GError **error)
{
  const LtSession *before = lt_folder_get_session (folder);
  guint            n_before = before->tracks->len;
  g_autoptr (LtIntakeBatch) batch = lt_intake_bring (lt_folder_get_path (folder), before->rate_hz, spec, error);

  if (batch == NULL)
    return false;

  g_autoptr (LtSession) session = lt_intake_batch_add (batch, before, spec->notes);
  guint            n = session->tracks->len - n_before;
  g_autofree char *label = g_strdup_printf (ngettext ("Import %u track", "Import %u tracks", n), n);
  if (!lt_folder_push (folder, session, label, NULL, error))
    return false;
  lt_intake_batch_keep (batch); /* the journal knows the files */
  return lt_folder_save (folder, error);
}

LtId
lt_intake_source (LtFolder *folder, const LtIntakeSpec *spec, LtSession **session, GPtrArray *copied, GError **error)
{
  g_autoptr (GPtrArray) items = lt_intake_list (spec->paths, spec->lenient, spec->notes, error);
  g_autofree char      *audio = items != NULL ? audio_of (lt_folder_get_path (folder), error) : NULL;
  g_autoptr (GPtrArray) imports = audio != NULL ? bring_all (spec, items, (uint32_t) (*session)->rate_hz, audio, copied, error) : NULL;

  if (imports == NULL)
    return 0;

  const LtImport *import = single (imports, spec->paths[0], error);
  if (import != NULL)
    return add_source (session, g_ptr_array_index (import->parts, 0));
  lt_intake_forget (copied);
  return 0;
}

/* --- a new session --- */

static uint32_t
most_frequent_rate (const GPtrArray *items)
{
  uint32_t best = DEFAULT_RATE_HZ;
  guint    best_count = 0;

  for (guint i = 0; i < items->len; i++)
    {
      uint32_t rate = ((const LtIntakeItem *) g_ptr_array_index (items, i))->rate_hz;
      guint    count = 0;

      for (guint k = 0; k < items->len; k++)
        count += ((const LtIntakeItem *) g_ptr_array_index (items, k))->rate_hz == rate;
      if (count > best_count || (count == best_count && rate > best))
        {
          best = rate;
          best_count = count;
        }
    }
  return best;
}

/* Of a folder that this file made. Links are removed, not followed. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (path, name, NULL);
      struct stat      info;

      if (lstat (full, &info) == 0 && S_ISDIR (info.st_mode))
        remove_tree (full);
      else
        g_unlink (full);
    }
  g_rmdir (path);
}

static bool
check_target (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  if (!g_file_test (parent, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_WRITE, _ ("There is no folder “%s” to make the session in; make it first."), parent);
      return false;
    }
  if ((dir != NULL && g_dir_read_name (dir) == NULL) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return true;
  g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_EXISTS, _ ("“%s” exists already; choose another name."), path);
  return false;
}

static char *
title_of (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  return g_str_has_suffix (name, ".lathe") && strlen (name) > 6 ? g_strndup (name, strlen (name) - 6) : g_steal_pointer (&name);
}

static void
not_made (const char *path, int errnum, GError **error)
{
  g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_WRITE, _ ("“%s” could not be made: %s. %s"), path, g_strerror (errnum),
               lt_media_error_write_hint (errnum));
}

/* The session, whole, in a folder "session" in @temp. */
static bool
fill_temp (const char *temp, const char *inner, const char *path, const LtIntakeSpec *spec, const GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  g_autofree char      *audio = g_build_filename (temp, "audio", NULL);
  g_autofree char      *target = g_build_filename (inner, "audio", NULL);
  g_autofree char      *title = title_of (path);
  uint32_t              rate_hz = spec->rate_hz > 0 ? spec->rate_hz : most_frequent_rate (items);

  if (g_mkdir (audio, 0777) != 0)
    {
      not_made (path, errno, error);
      return false;
    }
  g_autoptr (GPtrArray) imports = bring_all (spec, items, rate_hz, audio, copied, error);
  if (imports == NULL)
    return false;

  g_autoptr (LtSession) session = lt_session_new (rate_hz, title);
  add_tracks (&session, &(Brought) { imports, spec->markers }, spec->notes);
  g_autoptr (LtFolder) folder = lt_folder_create (inner, session, error);
  if (folder == NULL)
    return false;
  if (rename (audio, target) == 0 && lt_file_io_sync_dir (inner))
    return true;
  not_made (path, errno, error);
  return false;
}

/* A sentence about a file in the hidden folder names the session's. */
static void
name_target (GError *error, const char *temp, const char *path)
{
  g_autoptr (GString) message = g_string_new (error->message);

  if (g_string_replace (message, temp, path, 0) == 0)
    return;
  g_free (error->message);
  error->message = g_strdup (message->str);
}

bool
lt_intake_create (const char *path, const LtIntakeSpec *spec, GError **error)
{
  g_autofree char      *full = g_canonicalize_filename (path, NULL);
  g_autofree char      *parent = g_path_get_dirname (full);
  g_autofree char      *temp = g_build_filename (parent, ".lathe-new-XXXXXX", NULL);
  g_autoptr (GPtrArray) items = check_target (full, error) ? lt_intake_list (spec->paths, spec->lenient, spec->notes, error) : NULL;

  if (items == NULL)
    return false;
  if (g_mkdtemp (temp) == NULL)
    {
      g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_WRITE, _ ("“%s” could not be made: %s. Choose another place."), path, g_strerror (errno));
      return false;
    }

  g_autofree char *inner = g_build_filename (temp, "session", NULL);
  bool             ok = fill_temp (temp, inner, full, spec, items, error);
  if (!ok && error != NULL)
    name_target (*error, temp, full);
  if (ok && rename (inner, full) != 0)
    {
      g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_WRITE, _ ("“%s” could not be made: %s. Choose another name."), path, g_strerror (errno));
      ok = false;
    }
  remove_tree (temp);
  if (ok && !lt_file_io_sync_dir (parent))
    {
      g_set_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_WRITE, _ ("“%s” may not have reached the disk: %s. Check the disk and save it again."), path, g_strerror (errno));
      ok = false;
    }
  return ok;
}
