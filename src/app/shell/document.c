// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session in front, the folder a little behind it.
// Layer: app.

#include "app/shell/document.h"

#include <glib/gi18n.h>

#define JOURNAL_AFTER_MS 250

/* What the folder doesn't know yet: one step, replaced while it merges. */
typedef struct
{
  gboolean is_set;
  char    *label;
  char    *merge_key;
} Pending;

struct _LtDocument
{
  GObject parent_instance;

  LtSession *session;
  LtSession *saved; /* what session.json says, as far as known by pointer */
  gboolean   edited;
  Pending    pending;
  guint      timer;
  guint64    n_gestures;

  LtDocumentWatch watch; /* NULL: none */
  gpointer        watch_data;

  GMutex    lock; /* the folder is used by one thread at a time: this one, or the saving one */
  LtFolder *folder;
};

G_DEFINE_FINAL_TYPE (LtDocument, lt_document, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_EDITED,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

enum
{
  CHANGED,
  TROUBLE,
  GESTURE_END,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
trouble (LtDocument *self, const GError *error)
{
  g_signal_emit (self, signals[TROUBLE], 0, error->message);
}

static void
pending_clear (LtDocument *self)
{
  g_clear_pointer (&self->pending.label, g_free);
  g_clear_pointer (&self->pending.merge_key, g_free);
  self->pending.is_set = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

/* The lock is held. */
static gboolean
push_pending (LtDocument *self, GError **error)
{
  if (!self->pending.is_set)
    return TRUE;

  gboolean good = lt_folder_push (self->folder, self->session, self->pending.label, self->pending.merge_key, error);
  pending_clear (self);
  return good;
}

static void
set_edited (LtDocument *self, gboolean edited)
{
  if (self->edited == edited)
    return;
  self->edited = edited;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDITED]);
}

gboolean
lt_document_flush (LtDocument *self, GError **error)
{
  if (self->folder == NULL)
    return TRUE;

  g_mutex_lock (&self->lock);
  gboolean good = push_pending (self, error);
  if (self->edited)
    set_edited (self, !lt_folder_is_saved (self->folder));
  g_mutex_unlock (&self->lock);
  return good;
}

static gboolean
on_timer (gpointer data)
{
  LtDocument *self = data;
  g_autoptr (GError) error = NULL;

  if (!g_mutex_trylock (&self->lock))
    return G_SOURCE_CONTINUE; /* it is being saved: a little later */
  g_mutex_unlock (&self->lock);
  self->timer = 0;
  if (!lt_document_flush (self, &error))
    trouble (self, error);
  return G_SOURCE_REMOVE;
}

static void
notify_all (LtDocument *self)
{
  for (int i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

/* @next: transfer full. */
static void
show (LtDocument *self, LtSession *next)
{
  LtSession *old = self->session;

  self->session = next;
  g_object_freeze_notify (G_OBJECT (self));
  if (old != next)
    g_signal_emit (self, signals[CHANGED], 0, old, next);
  notify_all (self);
  g_object_thaw_notify (G_OBJECT (self));
  if (old != NULL)
    lt_session_unref (old);
}

void
lt_document_take_folder (LtDocument *self, LtFolder *folder)
{
  g_return_if_fail (folder != NULL);

  lt_document_close (self);
  self->folder = folder;
  self->edited = !lt_folder_is_saved (folder);
  show (self, lt_session_ref (lt_folder_get_session (folder)));
}

void
lt_document_close (LtDocument *self)
{
  g_autoptr (GError) error = NULL;

  if (self->folder == NULL)
    return;
  if (!lt_document_flush (self, &error))
    trouble (self, error);
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->folder, lt_folder_close);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->saved, lt_session_unref);
  self->edited = FALSE;
  show (self, NULL);
}

const LtSession *
lt_document_get_session (LtDocument *self)
{
  return self->session;
}

const char *
lt_document_get_path (LtDocument *self)
{
  return self->folder != NULL ? lt_folder_get_path (self->folder) : NULL;
}

LtFolder *
lt_document_get_folder (LtDocument *self)
{
  g_autoptr (GError) error = NULL;

  if (!lt_document_flush (self, &error))
    trouble (self, error);
  return self->folder;
}

void
lt_document_apply (LtDocument *self, LtSession *next, const char *label, const char *merge_key)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self->folder != NULL && next != NULL);

  if (next == self->session)
    {
      lt_session_unref (next);
      return;
    }
  if (self->watch != NULL)
    self->watch (next, &label, &merge_key, self->watch_data);
  gboolean merges = self->pending.is_set && merge_key != NULL && g_strcmp0 (self->pending.merge_key, merge_key) == 0;
  if (!merges && !lt_document_flush (self, &error))
    trouble (self, error);

  pending_clear (self);
  self->pending = (Pending) { TRUE, g_strdup (label), g_strdup (merge_key) };
  self->timer = g_timeout_add (JOURNAL_AFTER_MS, on_timer, self);
  self->edited = TRUE;
  show (self, next);
}

char *
lt_document_new_gesture (LtDocument *self, const char *what)
{
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GUINT64_FORMAT, what, g_get_real_time (), ++self->n_gestures);
}

void
lt_document_end_gesture (LtDocument *self, const char *merge_key)
{
  if (merge_key != NULL)
    g_signal_emit (self, signals[GESTURE_END], 0, merge_key);
}

void
lt_document_set_watch (LtDocument *self, LtDocumentWatch watch, gpointer data)
{
  self->watch = watch;
  self->watch_data = data;
}

void
lt_document_cancel (LtDocument *self, const char *merge_key)
{
  g_autoptr (GError) error = NULL;
  gboolean is_pending = self->pending.is_set && g_strcmp0 (self->pending.merge_key, merge_key) == 0;

  if (self->folder == NULL || merge_key == NULL || (self->pending.is_set && !is_pending))
    return;
  if (is_pending)
    pending_clear (self);

  g_mutex_lock (&self->lock);
  gboolean is_dropped = lt_folder_drop (self->folder, merge_key, &error);
  if (is_pending || is_dropped)
    self->edited = !lt_folder_is_saved (self->folder);
  LtSession *next = lt_session_ref (lt_folder_get_session (self->folder));
  g_mutex_unlock (&self->lock);

  if (error != NULL)
    trouble (self, error);
  show (self, next);
}

/* --- history --- */

typedef enum
{
  GO_UNDO,
  GO_REDO,
  GO_JUMP,
} Way;

static gboolean
go (LtDocument *self, Way way, guint64 record_id)
{
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (self->folder == NULL)
    return FALSE;
  if (!lt_document_flush (self, &error))
    {
      trouble (self, error);
      g_clear_error (&error);
    }

  g_mutex_lock (&self->lock);
  if (way == GO_JUMP)
    good = lt_folder_jump (self->folder, record_id, &error);
  else
    good = (way == GO_UNDO ? lt_folder_undo : lt_folder_redo) (self->folder, 1, &error) > 0;
  LtSession *next = lt_session_ref (lt_folder_get_session (self->folder));
  self->edited = !lt_folder_is_saved (self->folder);
  g_mutex_unlock (&self->lock);

  if (error != NULL)
    trouble (self, error);
  show (self, next);
  return good;
}

gboolean
lt_document_undo (LtDocument *self)
{
  return go (self, GO_UNDO, 0);
}

gboolean
lt_document_redo (LtDocument *self)
{
  return go (self, GO_REDO, 0);
}

gboolean
lt_document_jump (LtDocument *self, guint64 record_id)
{
  return go (self, GO_JUMP, record_id);
}

static const LtRecord *
place (LtDocument *self)
{
  LtHistory *history = self->folder != NULL ? lt_folder_get_history (self->folder) : NULL;

  return history != NULL ? lt_history_find (history, lt_history_get_place (history)) : NULL;
}

gboolean
lt_document_get_can_undo (LtDocument *self)
{
  const LtRecord *here = place (self);

  return self->pending.is_set || (here != NULL && here->parent != 0);
}

gboolean
lt_document_get_can_redo (LtDocument *self)
{
  const LtRecord *here = place (self);

  return !self->pending.is_set && here != NULL && here->visited != 0;
}

const char *
lt_document_get_undo_label (LtDocument *self)
{
  const LtRecord *here = place (self);

  if (self->pending.is_set)
    return self->pending.label;
  return here != NULL && here->parent != 0 ? here->label : NULL;
}

const char *
lt_document_get_redo_label (LtDocument *self)
{
  const LtRecord *here = place (self), *next;

  if (self->pending.is_set || here == NULL || here->visited == 0)
    return NULL;
  next = lt_history_find (lt_folder_get_history (self->folder), here->visited);
  return next != NULL ? next->label : NULL;
}

const char *
lt_document_get_title (LtDocument *self)
{
  return self->session != NULL ? self->session->title : NULL;
}

gboolean
lt_document_get_edited (LtDocument *self)
{
  return self->edited;
}

/* --- saving --- */

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LtDocument *self = source;
  GError     *error = NULL;

  g_mutex_lock (&self->lock);
  gboolean good = self->folder == NULL || lt_folder_save (self->folder, &error);
  g_mutex_unlock (&self->lock);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lt_document_save_async (LtDocument *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GError) error = NULL;

  if (!lt_document_flush (self, &error))
    trouble (self, error);
  if (self->session != NULL)
    lt_session_take (&self->saved, lt_session_ref (self->session));
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
lt_document_save_finish (LtDocument *self, GAsyncResult *result, GError **error)
{
  gboolean good = g_task_propagate_boolean (G_TASK (result), error);

  if (good && self->session == self->saved)
    set_edited (self, FALSE);
  return good;
}

/* --- the class --- */

static void
lt_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LtDocument *self = LT_DOCUMENT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, lt_document_get_title (self));
      break;
    case PROP_EDITED:
      g_value_set_boolean (value, self->edited);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, lt_document_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, lt_document_get_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, lt_document_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, lt_document_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Who still listens is on the way out, too: it may be the one that let go of it last. */
static void
lt_document_dispose (GObject *object)
{
  g_signal_handlers_destroy (object);
  lt_document_close (LT_DOCUMENT (object));
  G_OBJECT_CLASS (lt_document_parent_class)->dispose (object);
}

static void
lt_document_finalize (GObject *object)
{
  g_mutex_clear (&LT_DOCUMENT (object)->lock);
  G_OBJECT_CLASS (lt_document_parent_class)->finalize (object);
}

static void
lt_document_class_init (LtDocumentClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object->get_property = lt_document_get_property;
  object->dispose = lt_document_dispose;
  object->finalize = lt_document_finalize;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_EDITED] = g_param_spec_boolean ("edited", NULL, NULL, FALSE, flags);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object, N_PROPS, props);

  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER,
                                   G_TYPE_POINTER);
  signals[TROUBLE] = g_signal_new ("trouble", LT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GESTURE_END] = g_signal_new ("gesture-end", LT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_document_init (LtDocument *self)
{
  g_mutex_init (&self->lock);
}

LtDocument *
lt_document_new (void)
{
  return g_object_new (LT_TYPE_DOCUMENT, NULL);
}
