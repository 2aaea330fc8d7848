// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session's folder: session.json, audio/, history/.
// Layer: session.

#include "session/folder.h"

#include "media/media-error.h"
#include "session/blob.h"
#include "session/file-io.h"
#include "session/history-store.h"
#include "session/lock.h"
#include "session/store.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define COMPACT_FROM_BYTES ((int64_t) 4 << 20)

struct LtFolder
{
  char           *path;
  char           *file;    /* session.json */
  char           *journal; /* history/journal */
  LtFolderMode    mode;
  LtLock         *lock;  /* writing only */
  LtHistoryStore *store; /* writing only */
  LtHistory      *history;
  GPtrArray      *losses;
  bool            in_use; /* reading only: a writer had it when this began */
  bool            recovered;
  GBytes         *saved; /* what session.json holds; NULL: nothing, or not what it should */
  GBytes *damaged; /* what it held before it had to be repaired: kept beside it by the next save */
};

static LtFolder *
folder_new (const char *path, LtFolderMode mode)
{
  g_autofree char *base = g_path_get_basename (path);
  LtFolder        *self = g_new0 (LtFolder, 1);

  self->path = strcmp (base, "session.json") == 0 && !g_file_test (path, G_FILE_TEST_IS_DIR)
                   ? g_path_get_dirname (path)
                   : g_strdup (path);
  {
    g_autofree char *given = g_steal_pointer (&self->path);

    self->path = g_canonicalize_filename (given, NULL);
  }
  self->file = g_build_filename (self->path, "session.json", NULL);
  self->journal = g_build_filename (self->path, "history", "journal", NULL);
  self->mode = mode;
  self->losses = g_ptr_array_new_with_free_func (g_free);
  lt_blob_open_folder (self->path);
  return self;
}

void
lt_folder_close (LtFolder *self)
{
  g_clear_pointer (&self->store, lt_history_store_close);
  g_clear_pointer (&self->lock, lt_lock_release);
  g_clear_pointer (&self->history, lt_history_free);
  g_clear_pointer (&self->saved, g_bytes_unref);
  g_clear_pointer (&self->damaged, g_bytes_unref);
  g_ptr_array_unref (self->losses);
  lt_blob_close_folder (self->path);
  g_free (self->path);
  g_free (self->file);
  g_free (self->journal);
  g_free (self);
}

static char *
hash_of (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static bool
make_dir (const char *path, GError **error)
{
  if (g_mkdir (path, 0777) == 0 || (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR)))
    return true;

  int code = errno;
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO,
               _ ("The folder “%s” could not be made: %s. %s"), path, g_strerror (code), lt_media_error_write_hint (code));
  return false;
}

static char *
dup_lock_path (const LtFolder *self)
{
  return g_build_filename (self->path, "history", "lock", NULL);
}

/* Before anything is read: who saves and closes meanwhile leaves nothing that must be recovered. */
static void
see_writer (LtFolder *self)
{
  g_autofree char *path = dup_lock_path (self);

  self->in_use = lt_lock_is_held (path);
}

static bool
take_lock (LtFolder *self, GError **error)
{
  g_autofree char *history = g_build_filename (self->path, "history", NULL);
  g_autofree char *path = dup_lock_path (self);

  if (!make_dir (history, error) || (self->lock = lt_lock_take (path, self->path, error)) == NULL)
    return false;
  lt_file_io_clean (self->file);
  lt_file_io_clean (self->journal);
  return true;
}

/* ---- Making ---- */

static bool
is_free (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || (dir != NULL && g_dir_read_name (dir) == NULL))
    return true;
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
               _ ("“%s” exists already: choose another name"), path);
  return false;
}

/* Takes away what lt_folder_create made; what others put there stays, and the folder with it. */
static void
unmake (LtFolder *self, bool made_dir)
{
  static const char *const names[]
      = { "session.json", "history/journal", "history/lock", "history", "audio" };

  lt_blob_unsave (self->path);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->path, names[i], NULL);

      g_remove (path);
    }
  if (made_dir)
    g_rmdir (self->path);
}

static bool
fill_new (LtFolder *self, const LtSession *session, GError **error)
{
  g_autofree char *audio = g_build_filename (self->path, "audio", NULL);

  if (!make_dir (self->path, error) || !make_dir (audio, error) || !take_lock (self, error))
    return false;
  if (!lt_blob_save (session, self->path, error))
    return false;
  self->history = lt_history_new (session, _ ("New session"));
  self->store = lt_history_store_open (self->journal, self->history, NULL, error);
  if (self->store == NULL || !lt_folder_save (self, error))
    return false;

  /* The new names themselves must reach the disk; the save has seen to those in the folder. */
  g_autofree char *history = g_path_get_dirname (self->journal);
  g_autofree char *parent = g_path_get_dirname (self->path);
  if (lt_file_io_sync_dir (history) && lt_file_io_sync_dir (parent))
    return true;
  return lt_file_io_fail (self->path, errno, error);
}

LtFolder *
lt_folder_create (const char *path, const LtSession *session, GError **error)
{
  g_autoptr (LtFolder) self = folder_new (path, LT_FOLDER_WRITE);
  bool made_dir = !g_file_test (self->path, G_FILE_TEST_EXISTS);

  if (!is_free (self->path, error))
    return NULL;
  if (fill_new (self, session, error))
    return g_steal_pointer (&self);
  unmake (self, made_dir);
  return NULL;
}

/* ---- Opening ---- */

/* What was read, before it is decided what counts. */
typedef struct
{
  GBytes    *bytes;   /* session.json; NULL: missing */
  LtSession *session; /* what it says; NULL: nothing */
  GError    *error;   /* why */
  guint      n_losses;
  LtJournal  journal;
} Found;

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->bytes, g_bytes_unref);
  g_clear_pointer (&found->session, lt_session_unref);
  g_clear_error (&found->error);
  lt_history_store_clear (&found->journal);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static void
read_file (LtFolder *self, Found *found)
{
  guint before = self->losses->len;

  found->bytes = lt_file_io_read (self->file, LT_STORE_MAX_BYTES, &found->error);
  if (found->bytes != NULL)
    found->session = lt_store_load (found->bytes, self->losses, &found->error);
  found->n_losses = self->losses->len - before;
  if (found->n_losses > 0 || (found->bytes != NULL && found->session == NULL))
    self->damaged = g_bytes_ref (found->bytes);
}

static bool
is_mostly_replaced (const LtJournal *journal)
{
  return journal->good_size > COMPACT_FROM_BYTES && journal->live_size < journal->good_size / 2;
}

static void
read_journal (LtFolder *self, Found *found)
{
  g_autoptr (GError) error = NULL;

  self->history = lt_history_store_load (self->journal, &found->journal, &error);
  if (self->history != NULL && self->mode == LT_FOLDER_WRITE && is_mostly_replaced (&found->journal)
      && lt_history_store_compact (self->journal, self->history, &found->journal, NULL))
    {
      lt_history_free (self->history);
      lt_history_store_clear (&found->journal);
      self->history = lt_history_store_load (self->journal, &found->journal, &error);
    }
  if (error != NULL)
    g_ptr_array_add (
        self->losses,
        g_strdup_printf (_ ("The history cannot be read and begins anew: %s"), error->message));
  else if (found->journal.n_bad > 0)
    g_ptr_array_add (self->losses,
                     g_strdup_printf (ngettext ("%u step of the history is damaged and left out.",
                                                "%u steps of the history are damaged and left out.",
                                                found->journal.n_bad),
                                      found->journal.n_bad));
}

/* Which of the two is the session: where the journal ends, or what session.json says. */
static bool
decide (LtFolder *self, Found *found, GError **error)
{
  if (g_error_matches (found->error, LT_SESSION_ERROR, LT_SESSION_ERROR_VERSION)
      || (self->history == NULL && found->session == NULL))
    {
      bool missing
          = found->bytes == NULL
            && g_error_matches (found->error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND);

      if (missing)
        g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                     _ ("“%s” is not a Lathe session: there is no session.json in it"), self->path);
      else
        g_set_error (error, LT_SESSION_ERROR, found->error->code,
                     _ ("“%s” could not be opened. %s"), self->file, found->error->message);
      return false;
    }
  if (self->history == NULL)
    {
      self->history = lt_history_new (found->session, _ ("Opened"));
      self->saved = found->n_losses == 0 ? g_bytes_ref (found->bytes) : NULL;
      return true;
    }
  if (found->session == NULL)
    {
      self->recovered = true;
      g_ptr_array_add (
          self->losses,
          g_strdup_printf (
              _ ("session.json could not be read and was recovered from the history: %s"),
              found->error->message));
      return true;
    }

  g_autoptr (GBytes) head = lt_store_save (lt_history_get_session (self->history));
  g_autoptr (GBytes) told = lt_store_save (found->session);
  g_autofree char *hash = hash_of (found->bytes);

  if (found->n_losses == 0)
    self->saved = g_bytes_ref (found->bytes);
  if (g_bytes_equal (head, told))
    return true;
  if (g_hash_table_contains (found->journal.saved, hash))
    self->recovered = !self->in_use; /* else the writer has not saved yet, and nothing is wrong */
  else
    lt_history_push (self->history, found->session, _ ("Changed outside of Lathe"), NULL);
  return true;
}

static bool
set_aside (const char *path, GError **error)
{
  g_autofree char *aside = g_strdup_printf ("%s.damaged", path);
  GStatBuf         info;

  if (g_stat (path, &info) != 0 || info.st_size == 0 || g_rename (path, aside) == 0)
    return true;

  int code = errno;
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("“%s” could not be put aside: %s. %s"),
               path, g_strerror (code), lt_media_error_write_hint (code));
  return false;
}

static bool
open_store (LtFolder *self, const Found *found, bool has_journal, GError **error)
{
  if (self->mode == LT_FOLDER_READ)
    return true;
  if (!has_journal && !set_aside (self->journal, error))
    return false;
  self->store = lt_history_store_open (self->journal, self->history,
                                       has_journal ? &found->journal : NULL, error);
  return self->store != NULL && lt_history_store_flush (self->store, self->history, false, error);
}

LtFolder *
lt_folder_open (const char *path, LtFolderMode mode, GError **error)
{
  g_autoptr (LtFolder) self = folder_new (path, mode);
  g_auto (Found) found = { 0 };

  if (!g_file_test (self->path, G_FILE_TEST_IS_DIR))
    {
      bool exists = g_file_test (self->path, G_FILE_TEST_EXISTS);

      g_set_error (error, LT_SESSION_ERROR,
                   exists ? LT_SESSION_ERROR_FORMAT : LT_SESSION_ERROR_NOT_FOUND,
                   exists ? _ ("“%s” is not a Lathe session: a session is a folder")
                          : _ ("“%s” does not exist. Check the name."),
                   self->path);
      return NULL;
    }
  if (!g_file_test (self->file, G_FILE_TEST_EXISTS)
      && !g_file_test (self->journal, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                   _ ("“%s” is not a Lathe session: there is no session.json in it"), self->path);
      return NULL;
    }
  if (mode == LT_FOLDER_WRITE && !take_lock (self, error))
    return NULL;
  if (mode == LT_FOLDER_READ)
    see_writer (self);

  read_file (self, &found);
  read_journal (self, &found);
  bool has_journal = self->history != NULL;
  if (!decide (self, &found, error) || !open_store (self, &found, has_journal, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- Asking ---- */

const char *
lt_folder_get_path (const LtFolder *self)
{
  return self->path;
}

const LtSession *
lt_folder_get_session (const LtFolder *self)
{
  return lt_history_get_session (self->history);
}

LtHistory *
lt_folder_get_history (LtFolder *self)
{
  return self->history;
}

bool
lt_folder_is_recovered (const LtFolder *self)
{
  return self->recovered;
}

const GPtrArray *
lt_folder_get_losses (const LtFolder *self)
{
  return self->losses;
}

bool
lt_folder_is_saved (const LtFolder *self)
{
  g_autoptr (GBytes) now = lt_store_save (lt_folder_get_session (self));

  return self->saved != NULL && g_bytes_equal (self->saved, now);
}

char *
lt_folder_dup_source_path (const LtFolder *self, const LtSource *source)
{
  return g_canonicalize_filename (source->path, self->path);
}

/* ---- Changing ---- */

static bool
check_writable (const LtFolder *self, GError **error)
{
  if (self->store != NULL)
    return true;
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
               _ ("“%s” was opened for reading only"), self->path);
  return false;
}

bool
lt_folder_push (LtFolder        *self,
                const LtSession *session,
                const char      *label,
                const char      *merge_key,
                GError         **error)
{
  if (!check_writable (self, error))
    return false;
  lt_history_push (self->history, session, label, merge_key);

  /* The journal first: a blob that can't be written must not keep the steps from it. */
  return lt_history_store_flush (self->store, self->history, false, error) && lt_blob_save (session, self->path, error);
}

bool
lt_folder_drop (LtFolder *self, const char *merge_key, GError **error)
{
  return check_writable (self, error) && lt_history_drop (self->history, merge_key, error)
         && lt_history_store_flush (self->store, self->history, false, error);
}

static int
step (LtFolder *self, guint n, bool (*go) (LtHistory *, GError **), GError **error)
{
  GError *failed = NULL;
  int     done = 0;

  if (!check_writable (self, error))
    return -1;
  while ((guint) done < n && go (self->history, &failed))
    done++;
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return -1;
    }
  return lt_history_store_flush (self->store, self->history, false, error) ? done : -1;
}

int
lt_folder_undo (LtFolder *self, guint n, GError **error)
{
  return step (self, n, lt_history_undo, error);
}

int
lt_folder_redo (LtFolder *self, guint n, GError **error)
{
  return step (self, n, lt_history_redo, error);
}

bool
lt_folder_jump (LtFolder *self, uint64_t id, GError **error)
{
  return check_writable (self, error) && lt_history_jump (self->history, id, error)
         && lt_history_store_flush (self->store, self->history, false, error);
}

static bool
keep_damaged (LtFolder *self, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.damaged", self->file);

  if (self->damaged == NULL)
    return true;
  if (!lt_file_io_write (path, self->damaged, error))
    return false;
  g_clear_pointer (&self->damaged, g_bytes_unref);
  return true;
}

bool
lt_folder_save (LtFolder *self, GError **error)
{
  if (!check_writable (self, error))
    return false;

  g_autoptr (GBytes) bytes = lt_store_save (lt_folder_get_session (self));
  g_autofree char *hash = hash_of (bytes);

  /* The journal first, and it knows the new file before it is there: so a file that it does not know
     was always written by somebody else. */
  if (!lt_blob_save (lt_folder_get_session (self), self->path, error)
      || !lt_history_store_flush (self->store, self->history, true, error)
      || !lt_history_store_note_saved (self->store, hash, error))
    return false;
  if (!keep_damaged (self, error) || !lt_file_io_write (self->file, bytes, error))
    return false;
  g_clear_pointer (&self->saved, g_bytes_unref);
  self->saved = g_steal_pointer (&bytes);
  self->recovered = false;
  return true;
}
