// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two tasks: one listens, one reckons. Each has copies of all it reads; what comes back is taken on the main thread.
// Layer: app.

#include "app/master/match-work.h"

#include "session/edit-reference.h"
#include "session/edit-slot.h"
#include "studio/match-session.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LtMatchWork
{
  GObject parent_instance;

  LtSession *placed; /* with a match on the master */
  LtId       slot_id;
  char      *folder;
  GPtrArray *songs; /* of LtMatchSong */
  float      values[LT_FX_MAX_PARAMS];

  LtMatchProfile **heard; /* the master before the match, in an atomic rc box; NULL: not yet */
  char            *error; /* why not */
  LtJob           *job;   /* of what listens */

  LtMatchReport report;
  gboolean      has_report, is_reckoning, is_late; /* late: what is reckoned is not wanted any more */
};

G_DEFINE_FINAL_TYPE (LtMatchWork, lt_match_work, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *const amount_keys[LT_MATCH_N_AMOUNTS] = { "spectrum", "width", "dynamics" };

static void reckon (LtMatchWork *self);

static void
say_changed (LtMatchWork *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- songs --- */

static void
song_free (gpointer data)
{
  LtMatchSong *song = data;

  g_free (song->name);
  g_free (song->path);
  g_free (song->error);
  g_free (song);
}

static LtMatchSong *
song_at (LtMatchWork *self, guint index)
{
  return g_ptr_array_index (self->songs, index);
}

static LtMatchSong *
find_song (LtMatchWork *self, LtId id)
{
  for (guint i = 0; i < self->songs->len; i++)
    if (song_at (self, i)->id == id)
      return song_at (self, i);
  return NULL;
}

static gboolean
is_same_sound (const LtMatchSong *a, const LtMatchSong *b)
{
  return g_strcmp0 (a->path, b->path) == 0 && a->from == b->from && a->to == b->to;
}

static LtMatchSong *
song_of (LtMatchWork *self, const LtSession *session, const LtReference *reference)
{
  const LtMatchSong *known = find_song (self, reference->id);
  LtMatchSong       *song = g_new0 (LtMatchSong, 1);
  LtMatchReference   heard;

  lt_match_session_reference (session, self->folder, reference, &heard);
  if (known != NULL)
    *song = *known;
  else
    *song = (LtMatchSong) { .id = reference->id, .is_on = TRUE, .weight = heard.weight };
  song->name = g_strdup (reference->name);
  song->path = (char *) heard.path;
  song->from = heard.from;
  song->to = heard.to;
  song->error = known != NULL ? g_strdup (known->error) : NULL;
  if (known != NULL && !is_same_sound (song, known))
    {
      song->is_known = FALSE;
      g_clear_pointer (&song->error, g_free);
    }
  return song;
}

void
lt_match_work_follow (LtMatchWork *self, const LtSession *session)
{
  GPtrArray *songs = g_ptr_array_new_with_free_func (song_free);

  for (guint i = 0; i < session->references->len; i++)
    g_ptr_array_add (songs, song_of (self, session, g_ptr_array_index (session->references, i)));
  g_ptr_array_unref (self->songs);
  self->songs = songs;
  reckon (self);
}

guint
lt_match_work_get_n (LtMatchWork *self)
{
  return self->songs->len;
}

const LtMatchSong *
lt_match_work_get_song (LtMatchWork *self, guint index)
{
  return song_at (self, index);
}

void
lt_match_work_set_song (LtMatchWork *self, guint index, gboolean is_on, double weight)
{
  LtMatchSong *song = song_at (self, index);

  if (song->is_on == is_on && song->weight == weight)
    return;
  song->is_on = is_on;
  song->weight = weight;
  reckon (self);
}

/* --- listening --- */

static void
heard_clear (gpointer box)
{
  g_clear_pointer ((LtMatchProfile **) box, lt_match_profile_free);
}

static void
heard_unref (LtMatchProfile **box)
{
  g_atomic_rc_box_release_full (box, heard_clear);
}

typedef struct
{
  GPtrArray  *songs; /* of LtMatchSong: to be heard */
  LtSession  *placed;
  LtId        slot_id;
  char       *folder;
  gboolean    wants_master;
  LtJob      *job;
  LtMatchProfile *heard;
  char           *error; /* of the master */
} Listening;

static void
listening_free (gpointer data)
{
  Listening *work = data;

  g_ptr_array_unref (work->songs);
  lt_session_unref (work->placed);
  g_free (work->folder);
  g_object_unref (work->job);
  g_clear_pointer (&work->heard, lt_match_profile_free);
  g_free (work->error);
  g_free (work);
}

/* FALSE: it was stopped. What cannot be read is said of it, and the others go on. */
static gboolean
hear_song (LtMatchSong *song, LtMatchPart *part, GCancellable *cancellable)
{
  LtMatchReference   heard = { .path = song->path, .from = song->from, .to = song->to };
  g_autoptr (GError) error = NULL;

  song->is_known = song->path != NULL && lt_match_aim_of_file (&song->aim, &heard, lt_match_part_progress, part, cancellable, &error);
  if (song->path == NULL)
    song->error = g_strdup (_ ("The session does not say where its file is; add it again."));
  else if (error != NULL && !g_cancellable_is_cancelled (cancellable))
    song->error = g_strdup (error->message);
  return !g_cancellable_is_cancelled (cancellable);
}

static void
hear_master (Listening *work, LtMatchPart *part, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  LtMatchSessionJob  job = {
     .session = work->placed,
     .folder = work->folder,
     .slot_id = work->slot_id,
     .cancellable = cancellable,
     .progress = lt_match_part_progress,
     .progress_data = part,
  };

  work->heard = lt_match_session_hear (&job, &error);
  work->error = error != NULL && !g_cancellable_is_cancelled (cancellable) ? g_strdup (error->message) : NULL;
}

static void
listen_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Listening  *work = data;
  double      share = 1.0 / (work->songs->len + (work->wants_master ? 1 : 0));
  LtMatchPart part = { lt_job_progress, work->job, 0.0, share };
  gboolean    goes_on = TRUE;

  for (guint i = 0; goes_on && i < work->songs->len; i++)
    {
      part.from = i * share;
      goes_on = hear_song (g_ptr_array_index (work->songs, i), &part, cancellable);
    }
  part.from = work->songs->len * share;
  if (goes_on && work->wants_master)
    hear_master (work, &part, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
take_songs (LtMatchWork *self, const Listening *work)
{
  for (guint i = 0; i < work->songs->len; i++)
    {
      LtMatchSong *heard = g_ptr_array_index (work->songs, i), *song = find_song (self, heard->id);

      if (song == NULL || !is_same_sound (song, heard) || (!heard->is_known && heard->error == NULL))
        continue;
      song->aim = heard->aim;
      song->is_known = heard->is_known;
      g_free (song->error);
      song->error = g_steal_pointer (&heard->error);
    }
}

/* A song came while the others were heard. */
static gboolean
has_news (LtMatchWork *self)
{
  for (guint i = 0; i < self->songs->len; i++)
    if (!song_at (self, i)->is_known && song_at (self, i)->error == NULL)
      return TRUE;
  return FALSE;
}

static void
on_listened (GObject *source, GAsyncResult *result, gpointer data)
{
  LtMatchWork *self = LT_MATCH_WORK (source);
  Listening   *work = g_task_get_task_data (G_TASK (result));
  gboolean     is_stopped = g_cancellable_is_cancelled (lt_job_get_cancellable (work->job));

  lt_job_finish (work->job);
  g_clear_object (&self->job);
  take_songs (self, work);
  if (work->wants_master)
    {
      g_free (self->error);
      self->error = g_steal_pointer (&work->error);
    }
  if (work->heard != NULL)
    {
      self->heard = g_atomic_rc_box_new (LtMatchProfile *);
      *self->heard = g_steal_pointer (&work->heard);
    }
  reckon (self);
  if (!is_stopped && has_news (self))
    lt_match_work_listen (self);
}

gboolean
lt_match_work_is_all_known (LtMatchWork *self)
{
  for (guint i = 0; i < self->songs->len; i++)
    if (!song_at (self, i)->is_known)
      return FALSE;
  return self->heard != NULL;
}

void
lt_match_work_listen (LtMatchWork *self)
{
  g_autoptr (GTask) task = NULL;
  Listening        *work;

  if (self->job != NULL || self->songs->len == 0 || lt_match_work_is_all_known (self))
    return;
  self->job = lt_job_new (_ ("Listening to the reference"));
  work = g_new0 (Listening, 1);
  *work = (Listening) {
    .songs = g_ptr_array_new_with_free_func (song_free),
    .placed = lt_session_ref (self->placed),
    .slot_id = self->slot_id,
    .folder = g_strdup (self->folder),
    .wants_master = self->heard == NULL,
    .job = g_object_ref (self->job),
  };
  for (guint i = 0; i < self->songs->len; i++)
    if (!song_at (self, i)->is_known)
      {
        LtMatchSong *song = g_new0 (LtMatchSong, 1);

        song->id = song_at (self, i)->id;
        song->path = g_strdup (song_at (self, i)->path);
        song->from = song_at (self, i)->from;
        song->to = song_at (self, i)->to;
        g_ptr_array_add (work->songs, song);
      }
  task = g_task_new (self, lt_job_get_cancellable (self->job), on_listened, NULL);
  g_task_set_check_cancellable (task, FALSE); /* what was heard until it was stopped is kept */
  g_task_set_task_data (task, work, listening_free);
  g_task_run_in_thread (task, listen_in_thread);
  say_changed (self);
}

void
lt_match_work_stop (LtMatchWork *self)
{
  if (self->job != NULL)
    g_cancellable_cancel (lt_job_get_cancellable (self->job));
}

LtJob *
lt_match_work_get_job (LtMatchWork *self)
{
  return self->job;
}

/* --- reckoning --- */

typedef struct
{
  LtMatchProfile **heard;
  LtMatchAim      *aims;
  double          *weights;
  guint            n;
  float            values[LT_FX_MAX_PARAMS];
  LtMatchReport    report;
} Reckoning;

static void
reckoning_free (gpointer data)
{
  Reckoning *work = data;

  heard_unref (work->heard);
  g_free (work->aims);
  g_free (work->weights);
  g_free (work);
}

static void
reckon_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reckoning          *work = data;
  const LtMatchSound *sound = lt_match_profile_get_sound (*work->heard);
  LtMatchAim          aim;

  lt_match_aim_blend (&aim, work->aims, work->weights, work->n);
  lt_match_learn (sound, &aim, work->values);
  lt_match_report (sound, &aim, work->values, &work->report);
  g_task_return_boolean (task, TRUE);
}

static int
row_of (LtMatchAmount which)
{
  const LtFxType *type = lt_fx_find ("match");

  return lt_param_find (type->params, type->n_params, amount_keys[which]);
}

/* The amounts are the hand's, which may have gone on. */
static void
on_reckoned (GObject *source, GAsyncResult *result, gpointer data)
{
  LtMatchWork *self = LT_MATCH_WORK (source);
  Reckoning   *work = g_task_get_task_data (G_TASK (result));
  float        amounts[LT_MATCH_N_AMOUNTS];

  self->is_reckoning = FALSE;
  for (guint i = 0; i < LT_MATCH_N_AMOUNTS; i++)
    amounts[i] = self->values[row_of ((LtMatchAmount) i)];
  memcpy (self->values, work->values, sizeof self->values);
  for (guint i = 0; i < LT_MATCH_N_AMOUNTS; i++)
    self->values[row_of ((LtMatchAmount) i)] = amounts[i];
  self->report = work->report;
  self->has_report = TRUE;
  if (self->is_late)
    reckon (self);
  else
    say_changed (self);
}

static Reckoning *
reckoning_of (LtMatchWork *self)
{
  Reckoning *work = g_new0 (Reckoning, 1);

  work->heard = g_atomic_rc_box_acquire (self->heard);
  work->aims = g_new0 (LtMatchAim, self->songs->len);
  work->weights = g_new0 (double, self->songs->len);
  for (guint i = 0; i < self->songs->len; i++)
    if (song_at (self, i)->is_on && song_at (self, i)->is_known)
      {
        work->aims[work->n] = song_at (self, i)->aim;
        work->weights[work->n++] = song_at (self, i)->weight;
      }
  memcpy (work->values, self->values, sizeof work->values);
  return work;
}

static gboolean
has_aim (LtMatchWork *self)
{
  for (guint i = 0; i < self->songs->len; i++)
    if (song_at (self, i)->is_on && song_at (self, i)->is_known)
      return TRUE;
  return FALSE;
}

static void
reckon (LtMatchWork *self)
{
  g_autoptr (GTask) task = NULL;

  self->is_late = self->is_reckoning;
  if (!self->is_reckoning && self->heard != NULL && has_aim (self))
    {
      self->is_reckoning = TRUE;
      task = g_task_new (self, NULL, on_reckoned, NULL);
      g_task_set_task_data (task, reckoning_of (self), reckoning_free);
      g_task_run_in_thread (task, reckon_in_thread);
    }
  say_changed (self);
}

const LtParamSpec *
lt_match_work_get_row (LtMatchAmount which)
{
  return &lt_fx_find ("match")->params[row_of (which)];
}

double
lt_match_work_get_amount (LtMatchWork *self, LtMatchAmount which)
{
  return (double) self->values[row_of (which)];
}

void
lt_match_work_set_amount (LtMatchWork *self, LtMatchAmount which, double percent)
{
  if (lt_match_work_get_amount (self, which) == percent)
    return;
  self->values[row_of (which)] = (float) percent;
  reckon (self);
}

const LtMatchReport *
lt_match_work_get_report (LtMatchWork *self)
{
  return self->has_report && has_aim (self) ? &self->report : NULL;
}

const char *
lt_match_work_get_error (LtMatchWork *self)
{
  return self->error;
}

gboolean
lt_match_work_is_reckoning (LtMatchWork *self)
{
  return self->is_reckoning;
}

/* --- the end --- */

char *
lt_match_work_dup_label (LtMatchWork *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->songs->len; i++)
    if (song_at (self, i)->is_on && song_at (self, i)->is_known)
      lt_match_session_add_name (names, song_at (self, i)->name, song_at (self, i)->weight);
  return g_strdup_printf (_ ("Match to %s"), names->str);
}

/* @session is taken over. */
static LtSession *
keep_weights (LtMatchWork *self, LtSession *session)
{
  g_autoptr (LtSession) next = session;

  for (guint i = 0; i < self->songs->len; i++)
    if (lt_session_find_reference (next, song_at (self, i)->id) != NULL)
      lt_session_take (&next, lt_edit_reference_weight (next, song_at (self, i)->id, song_at (self, i)->weight));
  return g_steal_pointer (&next);
}

LtSession *
lt_match_work_apply (LtMatchWork *self, const LtSession *session)
{
  LtId                  slot_id;
  g_autoptr (LtSession) placed = lt_match_session_place (session, &slot_id);
  gboolean              is_nothing = TRUE;

  for (guint i = 0; i < LT_MATCH_N_AMOUNTS; i++)
    is_nothing = is_nothing && lt_match_work_get_amount (self, (LtMatchAmount) i) == 0.0;
  if (lt_match_work_get_report (self) == NULL || (is_nothing && placed != session))
    return lt_session_ref (session);
  return keep_weights (self, lt_edit_slot_values (placed, slot_id, self->values));
}

/* --- the class --- */

static void
lt_match_work_finalize (GObject *object)
{
  LtMatchWork *self = LT_MATCH_WORK (object);

  lt_session_unref (self->placed);
  g_free (self->folder);
  g_ptr_array_unref (self->songs);
  g_clear_pointer (&self->heard, heard_unref);
  g_free (self->error);
  G_OBJECT_CLASS (lt_match_work_parent_class)->finalize (object);
}

static void
lt_match_work_class_init (LtMatchWorkClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_match_work_finalize;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_MATCH_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_match_work_init (LtMatchWork *self)
{
  self->songs = g_ptr_array_new_with_free_func (song_free);
}

LtMatchWork *
lt_match_work_new (const LtSession *session, const char *folder)
{
  LtMatchWork  *self = g_object_new (LT_TYPE_MATCH_WORK, NULL);
  const LtSlot *slot;

  self->placed = lt_match_session_place (session, &self->slot_id);
  self->folder = g_strdup (folder);
  slot = lt_session_find_slot (self->placed, self->slot_id, NULL);
  memcpy (self->values, slot->values, slot->type->n_params * sizeof *self->values);
  lt_match_work_follow (self, session);
  return self;
}
