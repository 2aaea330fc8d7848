// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history: a tree of sessions, with a place in it.
// Layer: session.

#include "session/history.h"

#include "session/history-private.h"
#include "session/patch.h"
#include "session/session-private.h"
#include "session/store.h"

#include <glib/gi18n.h>
#include <inttypes.h>

struct LtHistory
{
  GPtrArray  *records; /* of LtRecord, by id */
  GHashTable *index;   /* &record->id → record */
  uint64_t    place;
  GArray     *dirty; /* of uint64_t */
  LtGone      gone;
};

static void
record_free (LtRecord *record)
{
  g_free (record->label);
  g_free (record->merge_key);
  g_clear_pointer (&record->session, lt_session_unref);
  g_clear_pointer (&record->stored, g_bytes_unref);
  g_free (record);
}

LtHistory *
lt_history_new_empty (void)
{
  LtHistory *self = g_new0 (LtHistory, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  self->index = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->dirty = g_array_new (FALSE, FALSE, sizeof (uint64_t));
  return self;
}

void
lt_history_free (LtHistory *self)
{
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->records);
  g_array_unref (self->dirty);
  g_free (self);
}

LtRecord *
lt_history_get_mutable (LtHistory *self, uint64_t id)
{
  return g_hash_table_lookup (self->index, &id);
}

GArray *
lt_history_get_dirty (LtHistory *self)
{
  return self->dirty;
}

void
lt_history_visit (LtHistory *self, uint64_t id)
{
  LtRecord *record = lt_history_get_mutable (self, id);
  LtRecord *here = lt_history_get_mutable (self, self->place);

  g_assert (record != NULL);
  self->place = id;

  /* The way to the old place is marked already: a step up or down needs little. */
  if (here != NULL && here->parent == id)
    return;
  if (here != NULL && record->parent == here->id)
    {
      here->visited = id;
      return;
    }
  for (LtRecord *parent; (parent = lt_history_get_mutable (self, record->parent)) != NULL;
       record = parent)
    parent->visited = record->id;
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const LtRecord *p = *(const LtRecord *const *) a;
  const LtRecord *q = *(const LtRecord *const *) b;

  return (p->id > q->id) - (p->id < q->id);
}

void
lt_history_put (LtHistory *self, const LtRecord *record)
{
  LtRecord *old = lt_history_get_mutable (self, record->id);

  if (old != NULL)
    {
      LtRecord next = *record;

      next.visited = old->visited;
      next.passed = old->passed;
      g_free (old->label);
      g_free (old->merge_key);
      g_clear_pointer (&old->session, lt_session_unref);
      g_clear_pointer (&old->stored, g_bytes_unref);
      *old = next;
    }
  else
    {
      const LtRecord *last
          = self->records->len > 0 ? self->records->pdata[self->records->len - 1] : NULL;
      LtRecord *own = g_memdup2 (record, sizeof *record);
      const LtRecord *parent = lt_history_find (self, record->parent);

      own->passed = parent != NULL ? parent->visited : 0;
      g_ptr_array_add (self->records, own);
      g_hash_table_insert (self->index, &own->id, own);
      if (last != NULL && last->id > own->id)
        g_ptr_array_sort (self->records, compare_records);
    }
  lt_history_visit (self, record->id);
}

LtHistory *
lt_history_new (const LtSession *session, const char *label)
{
  LtHistory *self = lt_history_new_empty ();

  lt_history_push (self, session, label, NULL);
  return self;
}

const LtSession *
lt_history_get_session (const LtHistory *self)
{
  const LtRecord *record = lt_history_find (self, self->place);

  return record->session;
}

static bool
can_merge (const LtHistory *self, const LtRecord *here, const char *merge_key)
{
  const LtRecord *newest = self->records->pdata[self->records->len - 1];

  return here == newest && here->parent != 0 && merge_key != NULL
         && g_strcmp0 (here->merge_key, merge_key) == 0;
}

uint64_t
lt_history_push (LtHistory       *self,
                 const LtSession *session,
                 const char      *label,
                 const char      *merge_key)
{
  const LtRecord *here = lt_history_find (self, self->place);
  const LtRecord *newest
      = self->records->len > 0 ? self->records->pdata[self->records->len - 1] : NULL;
  bool merge = here != NULL && can_merge (self, here, merge_key);

  if (here != NULL && here->session == session)
    return here->id;

  LtRecord record = {
    .id = merge ? here->id : (newest != NULL ? newest->id + 1 : 1),
    .parent = merge ? here->parent : self->place,
    .label = g_utf8_make_valid (label, -1),
    .merge_key = merge_key != NULL ? g_utf8_make_valid (merge_key, -1) : NULL,
    .time_ms = g_get_real_time () / 1000,
    .session = lt_session_ref (session),
  };
  bool waiting = self->dirty->len > 0
                 && g_array_index (self->dirty, uint64_t, self->dirty->len - 1) == record.id;

  lt_history_put (self, &record);
  if (!waiting)
    g_array_append_val (self->dirty, record.id);
  return record.id;
}

/* The nearest record above that has its session, or a whole one in the journal; those below it on the way. */
static LtRecord *
find_base (LtHistory *self, LtRecord *record, GPtrArray *way)
{
  while (record != NULL && record->session == NULL && !record->is_snapshot)
    {
      g_ptr_array_add (way, record);
      record = lt_history_get_mutable (self, record->parent);
    }
  return record;
}

static bool
fill_session (LtHistory *self, LtRecord *record, GError **error)
{
  g_autoptr (GPtrArray) way = g_ptr_array_new ();
  LtRecord *base = find_base (self, record, way);

  if (base == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                   _ ("The step before “%s” is gone from the history"), record->label);
      return false;
    }
  if (base->session == NULL && (base->session = lt_store_load (base->stored, NULL, error)) == NULL)
    return false;

  for (guint i = way->len; i > 0; i--)
    {
      LtRecord *step = way->pdata[i - 1];

      if ((step->session = lt_patch_apply (base->session, step->stored, error)) == NULL)
        return false;
      base = step;
    }
  return true;
}

bool
lt_history_jump (LtHistory *self, uint64_t id, GError **error)
{
  LtRecord *record = lt_history_get_mutable (self, id);

  if (record == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                   _ ("The history has no step %" PRIu64), id);
      return false;
    }
  if (!fill_session (self, record, error))
    return false;
  lt_history_visit (self, id);
  return true;
}

void
lt_history_forget (LtHistory *self, uint64_t id)
{
  const LtRecord *newest = self->records->pdata[self->records->len - 1];
  LtRecord       *parent = lt_history_get_mutable (self, newest->parent);

  if (newest->id != id || id == self->place || parent == NULL)
    return;
  parent->visited = newest->passed; /* redo leads where it did, and the journal need not know of it */
  for (guint i = self->dirty->len; i > 0; i--)
    if (g_array_index (self->dirty, uint64_t, i - 1) == id)
      g_array_remove_index (self->dirty, i - 1);
  g_hash_table_remove (self->index, &id);
  g_ptr_array_set_size (self->records, (int) self->records->len - 1);
}

LtGone *
lt_history_get_gone (LtHistory *self)
{
  return &self->gone;
}

bool
lt_history_drop (LtHistory *self, const char *merge_key, GError **error)
{
  const LtRecord *here = lt_history_find (self, self->place);
  uint64_t        gone = here->id;

  if (!can_merge (self, here, merge_key) || !lt_history_jump (self, here->parent, error))
    return false;
  lt_history_forget (self, gone);
  self->gone = (LtGone){ gone, self->place };
  return true;
}

bool
lt_history_undo (LtHistory *self, GError **error)
{
  const LtRecord *here = lt_history_find (self, self->place);

  return here->parent != 0 && lt_history_jump (self, here->parent, error);
}

bool
lt_history_redo (LtHistory *self, GError **error)
{
  const LtRecord *here = lt_history_find (self, self->place);

  return here->visited != 0 && lt_history_jump (self, here->visited, error);
}

guint
lt_history_get_n_records (const LtHistory *self)
{
  return self->records->len;
}

const LtRecord *
lt_history_get_record (const LtHistory *self, guint index)
{
  return self->records->pdata[index];
}

const LtRecord *
lt_history_find (const LtHistory *self, uint64_t id)
{
  return g_hash_table_lookup (self->index, &id);
}

uint64_t
lt_history_get_place (const LtHistory *self)
{
  return self->place;
}

LtSession *
lt_history_dup_session (LtHistory *self, uint64_t id, GError **error)
{
  LtRecord *record = lt_history_get_mutable (self, id);

  if (record == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                   _ ("The history has no step %" PRIu64), id);
      return NULL;
    }
  return fill_session (self, record, error) ? lt_session_ref (record->session) : NULL;
}
