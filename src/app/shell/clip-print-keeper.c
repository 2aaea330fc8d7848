// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table of prints that the session wants. What it wants no more is cancelled; the rest is made two at a time, once the hand
// has rested.
// Layer: app.

#include "app/shell/clip-print-keeper.h"

#include "session/clip-sound.h"
#include "studio/background.h"
#include "studio/clip-print-files.h"
#include "studio/clip-print.h"

#include <glib/gi18n.h>

#define KEY "lathe-clip-print-keeper"
#define MOST_AT_ONCE 2u
#define REST_MS 250
#define PROGRESS_MS 200

typedef struct _Job Job;

typedef struct
{
  LtClipPrintState state;
  const LtClip    *clip; /* one that wants it */
  Job             *job;  /* NULL: not under way */
  char            *path; /* of the clip's own print */
  bool             has_print; /* that is ready, whether its tail is or not */
  char            *problem;
} Entry;

typedef struct
{
  LtClipTail place;
  char      *path;
} Tail;

struct _Job
{
  LtClipPrintKeeper *keeper;
  LtSession         *session; /* holds the clip */
  const LtClip      *clip;
  char              *folder, *name;
  GCancellable      *cancellable;
  gint               permille; /* atomic */
};

struct _LtClipPrintKeeper
{
  GObject parent_instance;

  LtContext  *context; /* NULL: gone */
  LtSession  *session; /* holds the clips of the tables */
  GHashTable *entries; /* name → Entry */
  GHashTable *names;   /* LtClip → name, owned by entries: of the files of its print and its tail */
  GHashTable *tails;   /* LtClip → Tail */
  guint       n_jobs, timer, progress;
};

G_DEFINE_FINAL_TYPE (LtClipPrintKeeper, lt_clip_print_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
changed (LtClipPrintKeeper *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  if (entry->job != NULL)
    g_cancellable_cancel (entry->job->cancellable);
  g_free (entry->path);
  g_free (entry->problem);
  g_free (entry);
}

static void
tail_free (gpointer data)
{
  g_free (((Tail *) data)->path);
  g_free (data);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->keeper);
  g_object_unref (job->cancellable);
  lt_session_unref (job->session);
  g_free (job->folder);
  g_free (job->name);
  g_free (job);
}

/* --- in the thread --- */

static void
advance (double share, gpointer data)
{
  g_atomic_int_set (&((Job *) data)->permille, (gint) (1000.0 * share));
}

static gpointer
run (gpointer data)
{
  g_autoptr (GTask) task = data;
  Job    *job = g_task_get_task_data (task);
  GError *error = NULL;

  lt_background_give_way ();
  if (lt_clip_print_make_heard (job->session, job->clip, job->folder, advance, job, job->cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return NULL;
}

/* --- what is made --- */

static void start_some (LtClipPrintKeeper *self);

static void
fail (Entry *entry, const char *sentence)
{
  entry->state = LT_CLIP_PRINT_FAILED;
  g_free (entry->problem);
  entry->problem = g_strdup (sentence);
}

static void
on_made (GObject *object, GAsyncResult *result, gpointer data)
{
  LtClipPrintKeeper *self = LT_CLIP_PRINT_KEEPER (object);
  Job               *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean made = g_task_propagate_boolean (G_TASK (result), &error);
  Entry   *entry = self->entries != NULL ? g_hash_table_lookup (self->entries, job->name) : NULL;

  self->n_jobs--;
  if (self->context == NULL)
    return;
  if (entry != NULL && entry->job == job)
    {
      entry->job = NULL;
      entry->has_print = lt_clip_print_files_is_ready (entry->path);
      if (made)
        entry->state = LT_CLIP_PRINT_READY;
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (entry, error->message);
      if (entry->has_print)
        lt_live_renew_prints (lt_context_get_live (self->context));
      changed (self);
    }
  start_some (self);
}

static gboolean
on_progress (gpointer data)
{
  LtClipPrintKeeper *self = data;

  if (self->n_jobs > 0)
    {
      changed (self);
      return G_SOURCE_CONTINUE;
    }
  self->progress = 0;
  return G_SOURCE_REMOVE;
}

static void
start_one (LtClipPrintKeeper *self, const char *name, Entry *entry)
{
  GTask *task = g_task_new (self, NULL, on_made, NULL);
  Job   *job = g_new0 (Job, 1);

  *job = (Job) { .keeper = g_object_ref (self), .session = lt_session_ref (self->session), .clip = entry->clip,
                 .folder = g_strdup (lt_document_get_path (lt_context_get_document (self->context))), .name = g_strdup (name),
                 .cancellable = g_cancellable_new () };
  entry->job = job;
  self->n_jobs++;
  g_task_set_task_data (task, job, job_free);
  g_thread_unref (g_thread_new ("clip-print", run, task));
  if (self->progress == 0)
    self->progress = g_timeout_add (PROGRESS_MS, on_progress, self);
}

static void
start_some (LtClipPrintKeeper *self)
{
  GHashTableIter iter;
  gpointer       name, value;

  if (self->timer != 0)
    return;
  g_hash_table_iter_init (&iter, self->entries);
  while (self->n_jobs < MOST_AT_ONCE && g_hash_table_iter_next (&iter, &name, &value))
    if (((Entry *) value)->state == LT_CLIP_PRINT_WAITING && ((Entry *) value)->job == NULL)
      start_one (self, name, value);
}

static gboolean
on_rest (gpointer data)
{
  LtClipPrintKeeper *self = data;

  self->timer = 0;
  start_some (self);
  return G_SOURCE_REMOVE;
}

/* --- what is wanted --- */

static Entry *
entry_new (char *path, const char *tail) /* takes @path */
{
  Entry *entry = g_new0 (Entry, 1);

  entry->path = path;
  entry->has_print = lt_clip_print_files_is_ready (path);
  entry->state = entry->has_print && (tail == NULL || lt_clip_print_files_is_ready (tail)) ? LT_CLIP_PRINT_READY : LT_CLIP_PRINT_WAITING;
  return entry;
}

/* Takes @path, of which it gives back a borrowed one. */
static const char *
keep_tail (LtClipPrintKeeper *self, const LtClipTail *place, char *path)
{
  Tail *tail = g_new0 (Tail, 1);

  *tail = (Tail) { *place, path };
  g_hash_table_insert (self->tails, (gpointer) place->clip, tail);
  return path;
}

/* @wanted: name → Entry, of before where there was one. */
static void
want (LtClipPrintKeeper *self, GHashTable *wanted, const LtTrack *track, guint index)
{
  const char    *folder = lt_document_get_path (lt_context_get_document (self->context));
  const LtClip  *clip = track->clips->pdata[index];
  LtClipTail     place;
  bool           rings = lt_clip_tail_find (self->session, track, index, &place);
  char          *path, *tail_path = NULL, *name;
  const char    *tail;
  gpointer       known_name, entry;

  lt_clip_print_dup_paths (self->session, clip, folder, &path, rings ? &tail_path : NULL);
  if (path == NULL)
    return;
  tail = rings ? keep_tail (self, &place, tail_path) : NULL;
  name = g_strconcat (path, "\n", tail, NULL);
  if (!g_hash_table_lookup_extended (wanted, name, &known_name, &entry))
    {
      if (self->entries == NULL || !g_hash_table_steal_extended (self->entries, name, &known_name, &entry))
        {
          entry = entry_new (g_steal_pointer (&path), tail);
          known_name = g_strdup (name);
        }
      ((Entry *) entry)->clip = clip;
      g_hash_table_insert (wanted, known_name, entry);
    }
  g_hash_table_insert (self->names, (gpointer) clip, known_name);
  g_free (name);
  g_free (path);
}

static void
on_document (LtClipPrintKeeper *self, const LtSession *old, const LtSession *now)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);

  g_hash_table_remove_all (self->names);
  g_hash_table_remove_all (self->tails);
  lt_session_take (&self->session, now != NULL ? lt_session_ref (now) : NULL);
  for (guint t = 0; now != NULL && t < now->tracks->len; t++)
    {
      const LtTrack *track = g_ptr_array_index (now->tracks, t);

      for (guint i = 0; i < track->clips->len; i++)
        if (!lt_clip_sound_is_plain (g_ptr_array_index (track->clips, i)))
          want (self, wanted, track, i);
    }
  g_hash_table_unref (self->entries); /* what is left in it is wanted no more */
  self->entries = wanted;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (g_hash_table_size (wanted) > 0)
    self->timer = g_timeout_add (REST_MS, on_rest, self);
  changed (self);
}

/* --- asking --- */

static const Entry *
entry_of (LtClipPrintKeeper *self, const LtClip *clip)
{
  const char *name = g_hash_table_lookup (self->names, clip);

  return name != NULL ? g_hash_table_lookup (self->entries, name) : NULL;
}

static double
share_of (const Entry *entry)
{
  return entry->job != NULL ? g_atomic_int_get (&entry->job->permille) / 1000.0 : 0.0;
}

LtClipPrintState
lt_clip_print_keeper_get_state (LtClipPrintKeeper *self, const LtClip *clip, double *done)
{
  const Entry *entry = entry_of (self, clip);

  if (done != NULL)
    *done = entry != NULL ? share_of (entry) : 0.0;
  return entry != NULL ? entry->state : LT_CLIP_PRINT_NONE;
}

const char *
lt_clip_print_keeper_get_path (LtClipPrintKeeper *self, const LtClip *clip)
{
  const Entry *entry = entry_of (self, clip);

  return entry != NULL && entry->has_print ? entry->path : NULL;
}

gboolean
lt_clip_print_keeper_get_tail (LtClipPrintKeeper *self, const LtClip *clip, LtClipTail *tail, const char **path)
{
  const Entry *entry = entry_of (self, clip);
  const Tail  *found = g_hash_table_lookup (self->tails, clip);

  if (found == NULL)
    return FALSE;
  *tail = found->place;
  if (path != NULL)
    *path = entry != NULL && entry->state == LT_CLIP_PRINT_READY ? found->path : NULL;
  return TRUE;
}

const char *
lt_clip_print_keeper_get_problem (LtClipPrintKeeper *self, const LtClip *clip)
{
  const Entry *entry = entry_of (self, clip);

  return entry != NULL && entry->state == LT_CLIP_PRINT_FAILED ? entry->problem : NULL;
}

void
lt_clip_print_keeper_get_work (LtClipPrintKeeper *self, LtClipPrintWork *work)
{
  GHashTableIter iter;
  gpointer       value;

  *work = (LtClipPrintWork) { 0 };
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Entry *entry = value;

      work->n_waiting += entry->state == LT_CLIP_PRINT_WAITING;
      work->n_failed += entry->state == LT_CLIP_PRINT_FAILED;
      work->done += share_of (entry);
      if (entry->problem != NULL && entry->state == LT_CLIP_PRINT_FAILED)
        work->problem = entry->problem;
    }
}

void
lt_clip_print_keeper_retry (LtClipPrintKeeper *self)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Entry *) value)->state == LT_CLIP_PRINT_FAILED)
      ((Entry *) value)->state = LT_CLIP_PRINT_WAITING;
  start_some (self);
  changed (self);
}

void
lt_clip_print_keeper_look (LtClipPrintKeeper *self)
{
  on_document (self, NULL, self->session);
}

static void
stop (Entry *entry)
{
  if (entry->state != LT_CLIP_PRINT_WAITING)
    return;
  if (entry->job != NULL)
    g_cancellable_cancel (entry->job->cancellable);
  entry->job = NULL; /* it finds that nobody waits */
  fail (entry, _ ("Preparing was stopped."));
}

void
lt_clip_print_keeper_stop (LtClipPrintKeeper *self, const LtClip *clip)
{
  GHashTableIter iter;
  gpointer       value;

  if (clip != NULL && (value = (gpointer) entry_of (self, clip)) != NULL)
    stop (value);
  g_hash_table_iter_init (&iter, self->entries);
  while (clip == NULL && g_hash_table_iter_next (&iter, NULL, &value))
    stop (value);
  changed (self);
}

/* --- the class --- */

static void
lt_clip_print_keeper_dispose (GObject *object)
{
  LtClipPrintKeeper *self = LT_CLIP_PRINT_KEEPER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->progress, g_source_remove);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->tails, g_hash_table_unref);
  g_clear_pointer (&self->session, lt_session_unref);
  self->context = NULL;
  G_OBJECT_CLASS (lt_clip_print_keeper_parent_class)->dispose (object);
}

static void
lt_clip_print_keeper_class_init (LtClipPrintKeeperClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_clip_print_keeper_dispose;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_CLIP_PRINT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_clip_print_keeper_init (LtClipPrintKeeper *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->names = g_hash_table_new (NULL, NULL);
  self->tails = g_hash_table_new_full (NULL, NULL, NULL, tail_free);
}

/* The context goes: what is still being made finds nobody. */
static void
let_go (gpointer keeper)
{
  g_object_run_dispose (keeper);
  g_object_unref (keeper);
}

LtClipPrintKeeper *
lt_clip_print_keeper_of (LtContext *context)
{
  LtClipPrintKeeper *self = g_object_get_data (G_OBJECT (context), KEY);
  const LtSession   *session = lt_document_get_session (lt_context_get_document (context));

  if (self != NULL)
    return self;
  self = g_object_new (LT_TYPE_CLIP_PRINT_KEEPER, NULL);
  self->context = context;
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (context), KEY, self, let_go);
  if (session != NULL)
    on_document (self, NULL, session);
  return self;
}
