// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history on disk: a line a step, only ever appended to.
// Layer: session.
//
// A line is CHECKSUM SPACE HEADER [TAB PAYLOAD] NEWLINE, header and payload in JSON without line breaks. Headers:
// {"id","parent","label","merge","time","snapshot"} with a patch or a session as payload, {"at"}: the place
// moved, and the record "gone", the newest, was dropped; {"saved"}: session.json was written. A line with the id of an
// earlier one replaces it.

#include "session/history-store.h"

#include "session/emit.h"
#include "session/file-io.h"
#include "session/history-private.h"
#include "session/json.h"
#include "session/patch.h"
#include "session/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define CHECK_LENGTH   16u
#define SNAPSHOT_EVERY 64u

struct LtHistoryStore
{
  char    *path;
  int      fd;
  int64_t  size;   /* of what is known to be whole */
  uint64_t place;  /* as the file has it */
  uint64_t max_id; /* of the steps in it */
  gsize    snapshot_size;
};

/* ---- Lines ---- */

static void
checksum (char *out, const char *text, gsize size)
{
  g_autofree char *full
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, size);

  memcpy (out, full, CHECK_LENGTH);
  out[CHECK_LENGTH] = '\0';
}

/* @emit holds the header and is used up. */
static void
append_line (GString *out, LtEmit *emit, GBytes *payload)
{
  char             check[CHECK_LENGTH + 1];
  g_autofree char *header = g_string_free (g_steal_pointer (&emit->out), FALSE);
  gsize            start = out->len + CHECK_LENGTH + 1;

  g_string_append_len (out, "0000000000000000 ", CHECK_LENGTH + 1);
  g_string_append (out, header);
  if (payload != NULL)
    {
      g_string_append_c (out, '\t');
      g_string_append_len (out, g_bytes_get_data (payload, NULL),
                           (gssize) g_bytes_get_size (payload));
    }
  checksum (check, out->str + start, out->len - start);
  memcpy (out->str + start - CHECK_LENGTH - 1, check, CHECK_LENGTH);
  g_string_append_c (out, '\n');
}

static void
append_record (GString *out, const LtRecord *record, GBytes *payload, bool is_snapshot)
{
  LtEmit emit;

  lt_emit_init (&emit, false);
  lt_emit_open (&emit, NULL, '{');
  lt_emit_int (&emit, "id", (int64_t) record->id);
  lt_emit_int (&emit, "parent", (int64_t) record->parent);
  lt_emit_string (&emit, "label", record->label);
  lt_emit_string (&emit, "merge", record->merge_key);
  lt_emit_int (&emit, "time", record->time_ms);
  lt_emit_bool (&emit, "snapshot", is_snapshot);
  lt_emit_close (&emit, '}');
  append_line (out, &emit, payload);
}

static void
append_place (GString *out, uint64_t id, uint64_t gone)
{
  LtEmit emit;

  lt_emit_init (&emit, false);
  lt_emit_open (&emit, NULL, '{');
  lt_emit_int (&emit, "at", (int64_t) id);
  if (gone != 0)
    lt_emit_int (&emit, "gone", (int64_t) gone);
  lt_emit_close (&emit, '}');
  append_line (out, &emit, NULL);
}

static void
append_saved (GString *out, const char *hash)
{
  LtEmit emit;

  lt_emit_init (&emit, false);
  lt_emit_open (&emit, NULL, '{');
  lt_emit_string (&emit, "saved", hash);
  lt_emit_close (&emit, '}');
  append_line (out, &emit, NULL);
}

/* ---- Loading ---- */

void
lt_history_store_clear (LtJournal *journal)
{
  g_clear_pointer (&journal->saved, g_hash_table_unref);
}

static int64_t
get_whole (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : 0;
}

static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static bool
take_record (LtHistory *history, JsonObject *header, GBytes *payload)
{
  JsonNode *snapshot = json_object_get_member (header, "snapshot");
  LtRecord  record = {
     .id = (uint64_t) get_whole (header, "id"),
     .parent = (uint64_t) get_whole (header, "parent"),
     .time_ms = get_whole (header, "time"),
     .is_snapshot = snapshot != NULL && json_node_get_value_type (snapshot) == G_TYPE_BOOLEAN
                    && json_node_get_boolean (snapshot),
  };
  bool has_parent = record.parent != 0 && record.parent < record.id
                    && lt_history_find (history, record.parent) != NULL;

  if (record.id == 0 || record.id >= LT_ID_MAX || payload == NULL
      || (!has_parent && !record.is_snapshot))
    return false;
  if (!has_parent)
    record.parent = 0;
  record.label = g_strdup (get_text (header, "label") != NULL ? get_text (header, "label") : "");
  record.merge_key = g_strdup (get_text (header, "merge"));
  record.stored = g_bytes_ref (payload);
  lt_history_put (history, &record);
  return true;
}

static bool
take_header (LtHistory *history, LtJournal *journal, JsonObject *header, GBytes *payload)
{
  uint64_t place = (uint64_t) get_whole (header, "at");

  if (json_object_has_member (header, "id"))
    return take_record (history, header, payload);
  if (place != 0 && lt_history_find (history, place) != NULL)
    {
      lt_history_visit (history, place);
      lt_history_forget (history, (uint64_t) get_whole (header, "gone"));
      return true;
    }
  if (get_text (header, "saved") == NULL)
    return false;
  g_hash_table_add (journal->saved, g_strdup (get_text (header, "saved")));
  return true;
}

/* The line at @from, @length bytes without its end. */
static bool
take_line (LtHistory *history, LtJournal *journal, GBytes *bytes, gsize from, gsize length)
{
  const char *line = (const char *) g_bytes_get_data (bytes, NULL) + from;
  const char *header = line + CHECK_LENGTH + 1;
  char        check[CHECK_LENGTH + 1];

  if (length < CHECK_LENGTH + 3 || line[CHECK_LENGTH] != ' ')
    return false;
  checksum (check, header, length - CHECK_LENGTH - 1);
  if (memcmp (check, line, CHECK_LENGTH) != 0)
    return false;

  const char *tab = memchr (header, '\t', length - CHECK_LENGTH - 1);
  gsize       header_size = tab != NULL ? (gsize) (tab - header) : length - CHECK_LENGTH - 1;
  g_autoptr (JsonNode) node = lt_json_parse (header, header_size, NULL);
  g_autoptr (GBytes) payload = NULL;

  if (tab != NULL)
    payload = g_bytes_new_from_bytes (bytes, from + (gsize) (tab + 1 - line),
                                      length - (gsize) (tab + 1 - line));
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
         && take_header (history, journal, json_node_get_object (node), payload);
}

static void
take_lines (LtHistory *history, LtJournal *journal, GBytes *bytes)
{
  gsize       size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  guint       n_waiting = 0; /* bad lines that are only torn if nothing good follows */

  for (gsize at = 0; at < size;)
    {
      const char *end = memchr (text + at, '\n', size - at);
      gsize       length = end != NULL ? (gsize) (end - text) - at : size - at;

      if (end != NULL && take_line (history, journal, bytes, at, length))
        {
          journal->n_bad += n_waiting;
          n_waiting = 0;
          journal->good_size = (int64_t) (at + length + 1);
        }
      else
        n_waiting++;
      at += length + 1;
    }
  journal->torn = n_waiting > 0;
}

static int64_t
count_live (const LtHistory *history)
{
  int64_t size = 0;

  for (guint i = 0; i < lt_history_get_n_records (history); i++)
    size += (int64_t) g_bytes_get_size (lt_history_get_record (history, i)->stored);
  return size;
}

LtHistory *
lt_history_store_load (const char *path, LtJournal *journal, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GBytes) bytes = lt_file_io_read (path, LT_HISTORY_STORE_MAX_BYTES, &missing);
  g_autoptr (LtHistory) history = lt_history_new_empty ();

  *journal = (LtJournal){ .saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  if (bytes == NULL)
    {
      if (!g_error_matches (missing, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }

  take_lines (history, journal, bytes);
  if (lt_history_get_n_records (history) == 0)
    return NULL;
  journal->live_size = count_live (history);
  if (!lt_history_jump (history, lt_history_get_place (history), error))
    return NULL;
  return g_steal_pointer (&history);
}

/* ---- Writing ---- */

LtHistoryStore *
lt_history_store_open (const char      *path,
                       const LtHistory *history,
                       const LtJournal *journal,
                       GError         **error)
{
  int64_t size = journal != NULL ? journal->good_size : 0;
  int     fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);

  if (fd < 0 || ftruncate (fd, size) != 0)
    {
      int code = errno;

      if (fd >= 0)
        close (fd);
      lt_file_io_fail (path, code, error);
      return NULL;
    }

  LtHistoryStore *self = g_new0 (LtHistoryStore, 1);
  self->path = g_strdup (path);
  self->fd = fd;
  self->size = size;
  self->place = journal != NULL ? lt_history_get_place (history) : 0;
  self->max_id = journal != NULL
                     ? lt_history_get_record (history, lt_history_get_n_records (history) - 1)->id
                     : 0;
  return self;
}

void
lt_history_store_close (LtHistoryStore *self)
{
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

/* All of it, or the file is as long as before. */
static bool
append (LtHistoryStore *self, const GString *text, bool durable, GError **error)
{
  gsize done = 0;
  int   code = 0;

  while (done < text->len && code == 0)
    {
      ssize_t n = pwrite (self->fd, text->str + done, text->len - done, self->size + (off_t) done);

      if (n >= 0)
        done += (gsize) n;
      else if (errno != EINTR)
        code = errno;
    }
  if (code == 0 && durable && fdatasync (self->fd) != 0)
    code = errno;
  if (code == 0)
    {
      self->size += (int64_t) text->len;
      return true;
    }

  if (ftruncate (self->fd, self->size) != 0)
    g_debug ("the journal keeps a torn line: %s", g_strerror (errno));
  return lt_file_io_fail (self->path, code, error);
}

static GBytes *
make_snapshot (const LtSession *session)
{
  LtEmit emit;

  lt_emit_init (&emit, false);
  lt_store_write_session (&emit, session);
  return lt_emit_finish (&emit);
}

/* Steps since a whole session, this one counted. */
static guint
chain_length (LtHistory *history, const LtRecord *record)
{
  guint n = 1;

  for (const LtRecord *r = lt_history_find (history, record->parent);
       r != NULL && !r->is_snapshot && n < SNAPSHOT_EVERY; r = lt_history_find (history, r->parent))
    n++;
  return n;
}

static bool
append_step (LtHistoryStore *self, LtHistory *history, uint64_t id, GString *out, GError **error)
{
  LtRecord *record = lt_history_get_mutable (history, id);
  g_autoptr (GBytes) payload = NULL;

  /* A step that is replaced again and again, by a drag, is not written whole each time. */
  record->is_snapshot = record->parent == 0
                        || (id > self->max_id && chain_length (history, record) >= SNAPSHOT_EVERY);
  if (!record->is_snapshot)
    {
      g_autoptr (LtSession) parent = lt_history_dup_session (history, record->parent, error);

      if (parent == NULL)
        return false;
      payload = lt_patch_make (parent, record->session);
      record->is_snapshot
          = self->snapshot_size > 0 && g_bytes_get_size (payload) > self->snapshot_size;
    }
  if (record->is_snapshot)
    {
      g_clear_pointer (&payload, g_bytes_unref);
      payload = make_snapshot (record->session);
      self->snapshot_size = g_bytes_get_size (payload);
    }
  append_record (out, record, payload, record->is_snapshot);
  return true;
}

bool
lt_history_store_flush (LtHistoryStore *self, LtHistory *history, bool durable, GError **error)
{
  GArray  *dirty = lt_history_get_dirty (history);
  LtGone  *gone = lt_history_get_gone (history);
  uint64_t place = self->place;
  g_autoptr (GString) out = g_string_new (NULL);

  if (gone->id != 0 && gone->id <= self->max_id) /* else it was never written */
    {
      append_place (out, gone->parent, gone->id);
      place = gone->parent;
      self->max_id = gone->id - 1;
    }
  for (guint i = 0; i < dirty->len; i++)
    {
      place = g_array_index (dirty, uint64_t, i);
      if (!append_step (self, history, place, out, error))
        return false;
    }
  if (place != lt_history_get_place (history))
    append_place (out, lt_history_get_place (history), 0);
  if (!append (self, out, durable, error))
    return false;

  for (guint i = 0; i < dirty->len; i++)
    self->max_id = MAX (self->max_id, g_array_index (dirty, uint64_t, i));
  g_array_set_size (dirty, 0);
  *gone = (LtGone){ 0, 0 };
  self->place = lt_history_get_place (history);
  return true;
}

bool
lt_history_store_note_saved (LtHistoryStore *self, const char *hash, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_saved (out, hash);
  return append (self, out, true, error);
}

/* ---- Compacting ---- */

/* Where redo goes from every record: from the leaves to the root, so that what is noted later counts further up. */
static void
append_visits (GString *out, const LtHistory *history)
{
  for (guint i = lt_history_get_n_records (history); i > 0; i--)
    {
      const LtRecord *record = lt_history_get_record (history, i - 1);

      if (record->visited != 0)
        append_place (out, record->visited, 0);
    }
  append_place (out, lt_history_get_place (history), 0);
}

bool
lt_history_store_compact (const char      *path,
                          LtHistory       *history,
                          const LtJournal *journal,
                          GError         **error)
{
  GHashTableIter iter;
  gpointer       hash;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < lt_history_get_n_records (history); i++)
    {
      const LtRecord *record = lt_history_get_record (history, i);

      append_record (out, record, record->stored, record->is_snapshot);
    }
  append_visits (out, history);
  g_hash_table_iter_init (&iter, journal->saved);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    append_saved (out, hash);

  g_autoptr (GBytes) bytes = g_string_free_to_bytes (g_steal_pointer (&out));
  return lt_file_io_write (path, bytes, error);
}
