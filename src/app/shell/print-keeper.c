// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A change cancels the print under way; the next one begins when the hand has rested, and renders what has changed.
// Layer: app.

#include "app/shell/print-keeper.h"

#include "deliver/loudness-fit.h"
#include "studio/print-cache.h"
#include "studio/print-press.h"
#include "studio/session-sound.h"

#include <math.h>

#define KEY "lathe-print-keeper"
#define REST_MS 1200

struct _LtPrintKeeper
{
  GObject parent_instance;

  LtContext    *context;
  LtPrint      *print;
  LtPrintPress *press;         /* of the session that is open; NULL: nothing was printed yet */
  gboolean      stale, cached; /* cached: the folder's old print was looked for */
  gboolean      failed;        /* the last that was tried; of the session as it is */
  guint         holders, timer;
  GCancellable *cancellable; /* of the print under way */
};

G_DEFINE_FINAL_TYPE (LtPrintKeeper, lt_print_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef struct
{
  LtPrintKeeper *keeper;
  LtSession     *session;
  char          *folder;
  GCancellable  *cancellable;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->keeper);
  g_object_unref (job->cancellable);
  lt_session_unref (job->session);
  g_free (job->folder);
  g_free (job);
}

static LtDocument *
document_of (LtPrintKeeper *self)
{
  return lt_context_get_document (self->context);
}

static void
changed (LtPrintKeeper *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  Job           *job = data;
  LtPrintKeeper *self = job->keeper;
  g_autoptr (GError) error = NULL;
  LtPrint       *print = lt_print_press_run_finish (result, &error);

  gboolean       is_wanted = self->cancellable == job->cancellable; /* the session may be another one that sounds the same */

  if (is_wanted)
    g_clear_object (&self->cancellable);
  if (print != NULL && is_wanted && self->context != NULL)
    {
      g_clear_pointer (&self->print, lt_print_unref);
      self->print = lt_print_ref (print);
      self->stale = FALSE;
      lt_print_cache_save (print, job->session, job->folder);
      changed (self);
    }
  else if (is_wanted && self->context != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->failed = TRUE;
      lt_context_toast (self->context, error->message, FALSE);
      changed (self);
    }
  g_clear_pointer (&print, lt_print_unref);
  job_free (job);
}

static gboolean
start (gpointer data)
{
  LtPrintKeeper   *self = data;
  const LtSession *session = lt_document_get_session (document_of (self));
  Job             *job;

  self->timer = 0;
  if (self->holders == 0 || lt_print_keeper_is_empty (self))
    return G_SOURCE_REMOVE;

  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  *job = (Job) { g_object_ref (self), lt_session_ref (session), g_strdup (lt_document_get_path (document_of (self))), g_object_ref (self->cancellable) };
  if (self->press == NULL)
    self->press = lt_print_press_new ();
  lt_print_press_run_async (self->press, session, job->folder, LT_LOUDNESS_FIT_CEILING_DBTP, self->cancellable, on_printed, job);
  return G_SOURCE_REMOVE;
}

static void
cancel (LtPrintKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
want (LtPrintKeeper *self)
{
  cancel (self);
  self->failed = FALSE;
  if (self->holders > 0 && self->stale)
    self->timer = g_timeout_add (REST_MS, start, self);
}

static void
load_cached (LtPrintKeeper *self, const LtSession *session)
{
  gboolean fresh = FALSE;

  self->cached = TRUE;
  self->print = lt_print_cache_load (session, lt_document_get_path (document_of (self)), &fresh);
  self->stale = self->print == NULL || !fresh;
}

/* Nothing new is to be printed: what is there is as fresh, and what is under way as wanted, as before. */
static gboolean
sounds_the_same (LtPrintKeeper *self, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL)
    return FALSE;
  return (!self->stale || self->cancellable != NULL) && lt_session_sound_is_same (old, now);
}

static void
on_document (LtPrintKeeper *self, const LtSession *old, const LtSession *now)
{
  if (sounds_the_same (self, old, now))
    return;
  if (old == NULL || now == NULL)
    {
      g_clear_pointer (&self->print, lt_print_unref);
      g_clear_pointer (&self->press, lt_print_press_unref); /* a print under way keeps it until it has noticed */
      self->cached = FALSE;
    }
  self->stale = TRUE;
  if (now != NULL && old == NULL && self->holders > 0)
    load_cached (self, now);
  want (self);
  changed (self);
}

void
lt_print_keeper_hold (LtPrintKeeper *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));

  self->holders++;
  if (session != NULL && !self->cached)
    load_cached (self, session);
  if (self->cancellable == NULL)
    want (self);
  changed (self);
}

void
lt_print_keeper_release (LtPrintKeeper *self)
{
  self->holders--;
  if (self->holders == 0)
    cancel (self);
}

const LtPrint *
lt_print_keeper_get (LtPrintKeeper *self)
{
  return self->print;
}

gboolean
lt_print_keeper_is_empty (LtPrintKeeper *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));

  return session == NULL || lt_session_get_length (session) == 0;
}

gboolean
lt_print_keeper_is_stale (LtPrintKeeper *self)
{
  return self->stale;
}

gboolean
lt_print_keeper_has_failed (LtPrintKeeper *self)
{
  return self->failed;
}

static void
lt_print_keeper_dispose (GObject *object)
{
  LtPrintKeeper *self = LT_PRINT_KEEPER (object);

  cancel (self);
  g_clear_pointer (&self->print, lt_print_unref);
  g_clear_pointer (&self->press, lt_print_press_unref);
  self->context = NULL;
  G_OBJECT_CLASS (lt_print_keeper_parent_class)->dispose (object);
}

static void
lt_print_keeper_class_init (LtPrintKeeperClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_print_keeper_dispose;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_PRINT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_print_keeper_init (LtPrintKeeper *self)
{
  self->stale = TRUE;
}

/* The context goes: what is still being measured finds nobody. */
static void
let_go (gpointer keeper)
{
  g_object_run_dispose (keeper);
  g_object_unref (keeper);
}

LtPrintKeeper *
lt_print_keeper_of (LtContext *context)
{
  LtPrintKeeper *self = g_object_get_data (G_OBJECT (context), KEY);

  if (self != NULL)
    return self;
  self = g_object_new (LT_TYPE_PRINT_KEEPER, NULL);
  self->context = context;
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (context), KEY, self, let_go);
  return self;
}
