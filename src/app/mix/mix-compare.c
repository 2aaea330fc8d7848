// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Both letters are measured whole in the background; until that is done, by what was heard of each.
// Layer: app. Ref: BS.1770-4, integrated loudness of the whole song.

#include "app/mix/mix-compare.h"

#include "deliver/loudness-fit.h"
#include "session/edit-snapshot.h"
#include "studio/live-analysis.h"
#include "studio/print.h"
#include "studio/session-sound.h"

#include <glib/gi18n.h>
#include <math.h>

#define REST_MS 1200 /* of the hand, before what it made is measured */
#define LARGEST_DB 40.0
#define WHOLE_STEP_DB 0.01 /* a smaller difference moves nothing */
#define HEARD_STEP_DB 1.0

typedef struct
{
  LtSession *mix; /* as it was left; NULL: never */
  double     whole_lufs[2], heard_lufs[2]; /* by LtLiveSide; NAN: not known */
} Letter;

struct _LtMixCompare
{
  GObject parent_instance;

  LtContext    *context; /* weak */
  Letter        letters[2];
  guint         letter;
  gboolean      is_used; /* the other letter too */
  LtSession    *from, *to; /* of the last change of the letter */
  char         *gesture;   /* of that step */
  guint         timer;
  GCancellable *cancellable; /* of the measuring under way */
  double        sent_db;     /* to the monitor */
};

G_DEFINE_FINAL_TYPE (LtMixCompare, lt_mix_compare, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static LtDocument *
document_of (LtMixCompare *self)
{
  return lt_context_get_document (self->context);
}

static void
forget_loudness (Letter *letter)
{
  letter->whole_lufs[0] = letter->whole_lufs[1] = letter->heard_lufs[0] = letter->heard_lufs[1] = NAN;
}

/* --- as loud as each other --- */

double
lt_mix_compare_get_match_db (LtMixCompare *self)
{
  LtLive       *live = lt_context_get_live (self->context);
  LtLiveSide    side = lt_live_get_side (live) == LT_LIVE_MIX ? LT_LIVE_MIX : LT_LIVE_MASTER;
  const Letter *own = &self->letters[self->letter], *other = &self->letters[!self->letter];
  double        louder_db = own->whole_lufs[side] - other->whole_lufs[side];

  if (!self->is_used || !lt_live_get_match (live))
    return NAN;
  if (!isfinite (louder_db)) /* of both the same kind, or none */
    louder_db = own->heard_lufs[side] - other->heard_lufs[side];
  return isfinite (louder_db) ? fmax (fmin (-louder_db, 0.0), -LARGEST_DB) : NAN;
}

static void
changed (LtMixCompare *self)
{
  double match_db = lt_mix_compare_get_match_db (self);

  self->sent_db = isfinite (match_db) ? match_db : 0.0;
  lt_live_set_compare_db (lt_context_get_live (self->context), self->sent_db);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The side or the switch may be another; what is heard changes all the time and moves nothing by less than it must. */
static void
follow (LtMixCompare *self)
{
  double match_db = lt_mix_compare_get_match_db (self);
  bool   is_whole = isfinite (self->letters[0].whole_lufs[0]) && isfinite (self->letters[1].whole_lufs[0]);

  if (fabs ((isfinite (match_db) ? match_db : 0.0) - self->sent_db) > (is_whole ? WHOLE_STEP_DB : HEARD_STEP_DB))
    changed (self);
}

/* While it plays; of what stands still, nothing is known. */
static void
on_frame (LtMixCompare *self, double seconds)
{
  LtLive *live = lt_context_get_live (self->context);
  Letter *own = &self->letters[self->letter];

  if (!self->is_used)
    return;
  double mix = lt_live_read_tap (live, LT_LIVE_TAP_MIX)->short_term_lufs;
  double master = lt_live_read_tap (live, LT_LIVE_TAP_MASTER)->short_term_lufs;
  if (lt_live_is_rolling (live) && isfinite (mix) && isfinite (master))
    {
      own->heard_lufs[LT_LIVE_MIX] = mix;
      own->heard_lufs[LT_LIVE_MASTER] = master;
    }
  follow (self);
}

/* --- measuring --- */

typedef struct
{
  LtMixCompare *compare;
  guint         letter;
  LtSession    *session;
  GCancellable *cancellable;
} Job;

static gboolean measure (gpointer data);

static void
job_free (Job *job)
{
  g_object_unref (job->compare);
  g_object_unref (job->cancellable);
  lt_session_unref (job->session);
  g_free (job);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  Job          *job = data;
  LtMixCompare *self = job->compare;
  LtPrint      *print = lt_print_new_finish (result, NULL);
  gboolean      is_ours = self->cancellable == job->cancellable; /* nothing changed meanwhile */

  if (is_ours)
    g_clear_object (&self->cancellable);
  if (is_ours && print != NULL && self->context != NULL)
    {
      Letter *letter = &self->letters[job->letter];

      letter->whole_lufs[LT_LIVE_MIX] = print->mix.integrated_lufs;
      letter->whole_lufs[LT_LIVE_MASTER] = print->master.integrated_lufs;
      changed (self);
      measure (self);
    }
  g_clear_pointer (&print, lt_print_unref);
  job_free (job);
}

static gboolean
is_measured (const Letter *letter)
{
  return !isnan (letter->whole_lufs[LT_LIVE_MIX]); /* −∞ is an answer too */
}

/* (transfer full): the session as it is with @letter; NULL: there is none. */
static LtSession *
dup_mix (LtMixCompare *self, guint letter)
{
  const LtSession *session = lt_document_get_session (document_of (self));

  if (session == NULL || letter == self->letter)
    return session != NULL ? lt_session_ref (session) : NULL;
  return self->letters[letter].mix != NULL ? lt_edit_snapshot_recall_mix (session, self->letters[letter].mix, NULL) : NULL;
}

/* One after the other: the one that is heard first. */
static gboolean
measure (gpointer data)
{
  LtMixCompare *self = data;
  guint         letter = is_measured (&self->letters[self->letter]) ? !self->letter : self->letter;
  Job          *job;

  self->timer = 0;
  if (self->context == NULL || is_measured (&self->letters[letter]))
    return G_SOURCE_REMOVE;
  g_autoptr (LtSession) mix = dup_mix (self, letter);
  if (mix == NULL || lt_session_get_length (mix) == 0)
    return G_SOURCE_REMOVE;
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  *job = (Job){ g_object_ref (self), letter, lt_session_ref (mix), g_object_ref (self->cancellable) };
  lt_print_new_async (mix, lt_document_get_path (document_of (self)), LT_LOUDNESS_FIT_CEILING_DBTP, self->cancellable, on_printed, job);
  return G_SOURCE_REMOVE;
}

static void
stop_measuring (LtMixCompare *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
measure_soon (LtMixCompare *self)
{
  stop_measuring (self);
  if (self->is_used)
    self->timer = g_timeout_add (REST_MS, measure, self);
}

/* --- letters --- */

static void
keep (Letter *letter, const LtSession *mix)
{
  LtSession *before = letter->mix;

  letter->mix = mix != NULL ? lt_session_ref (mix) : NULL;
  g_clear_pointer (&before, lt_session_unref);
}

static void
forget_change (LtMixCompare *self)
{
  g_clear_pointer (&self->from, lt_session_unref);
  g_clear_pointer (&self->to, lt_session_unref);
  g_clear_pointer (&self->gesture, g_free);
}

static void
clear (LtMixCompare *self)
{
  stop_measuring (self);
  forget_change (self);
  for (guint i = 0; i < 2; i++)
    {
      keep (&self->letters[i], NULL);
      forget_loudness (&self->letters[i]);
    }
  self->letter = 0;
  self->is_used = FALSE;
}

static void
swap_letter (LtMixCompare *self, const LtSession *left)
{
  keep (&self->letters[self->letter], left);
  self->letter = !self->letter;
}

/* Undo and redo of the change take the letter along; every other change is one of the mix that is heard. */
static void
on_document (LtMixCompare *self, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL)
    clear (self);
  else if (!self->is_used) /* one mix: nothing to keep, to measure or to tell */
    return;
  else if (self->from != NULL && ((old == self->to && now == self->from) || (old == self->from && now == self->to)))
    swap_letter (self, old);
  else if (lt_session_sound_is_same (old, now)) /* a name, a colour: what is known, and what is under way, stays good */
    return;
  else
    forget_loudness (&self->letters[self->letter]);
  measure_soon (self);
  changed (self);
}

/* Straight back: as if it had never been. */
static gboolean
go_back (LtMixCompare *self)
{
  if (self->gesture == NULL || lt_document_get_session (document_of (self)) != self->to)
    return FALSE;
  g_autofree char *gesture = g_strdup (self->gesture);
  guint            letter = self->letter;

  lt_document_cancel (document_of (self), gesture); /* on_document follows */
  g_clear_pointer (&self->gesture, g_free);
  return self->letter != letter;
}

static void
go (LtMixCompare *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));
  const LtSession *mix = self->letters[!self->letter].mix;
  GError          *error = NULL;
  g_autoptr (LtSession) next = mix != NULL ? lt_edit_snapshot_recall_mix (session, mix, &error) : lt_session_ref (session);

  if (next == NULL)
    {
      lt_context_toast (self->context, error->message, FALSE);
      g_clear_error (&error);
      return;
    }
  forget_change (self);
  if (next == session) /* the same mix, by another name */
    {
      swap_letter (self, session);
      if (mix == NULL)
        for (guint i = 0; i < 2; i++)
          self->letters[self->letter].whole_lufs[i] = self->letters[!self->letter].whole_lufs[i];
      measure_soon (self);
      changed (self);
      return;
    }
  self->from = lt_session_ref (session);
  self->to = lt_session_ref (next);
  self->gesture = lt_document_new_gesture (document_of (self), "mix-compare");
  lt_document_apply (document_of (self), lt_session_ref (next), self->letter == 0 ? _ ("Mix B") : _ ("Mix A"), self->gesture);
}

guint
lt_mix_compare_get_letter (LtMixCompare *self)
{
  return self->letter;
}

void
lt_mix_compare_set_letter (LtMixCompare *self, guint letter)
{
  g_return_if_fail (letter < 2);

  if (letter == self->letter || lt_document_get_session (document_of (self)) == NULL)
    return;
  self->is_used = TRUE;
  if (!go_back (self))
    go (self);
}

void
lt_mix_compare_copy (LtMixCompare *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));
  Letter          *other = &self->letters[!self->letter];

  if (session == NULL)
    return;
  self->is_used = TRUE;
  forget_change (self);
  keep (other, session);
  for (guint i = 0; i < 2; i++)
    {
      other->whole_lufs[i] = self->letters[self->letter].whole_lufs[i];
      other->heard_lufs[i] = self->letters[self->letter].heard_lufs[i];
    }
  measure_soon (self);
  changed (self);
}

/* --- the class --- */

static void
lt_mix_compare_dispose (GObject *object)
{
  LtMixCompare *self = LT_MIX_COMPARE (object);

  clear (self);
  g_clear_weak_pointer (&self->context);
  G_OBJECT_CLASS (lt_mix_compare_parent_class)->dispose (object);
}

static void
lt_mix_compare_class_init (LtMixCompareClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_mix_compare_dispose;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_MIX_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_mix_compare_init (LtMixCompare *self)
{
  for (guint i = 0; i < 2; i++)
    forget_loudness (&self->letters[i]);
}

LtMixCompare *
lt_mix_compare_new (LtContext *context)
{
  LtMixCompare *self = g_object_new (LT_TYPE_MIX_COMPARE, NULL);

  g_set_weak_pointer (&self->context, context);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "frame", G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  return self;
}
