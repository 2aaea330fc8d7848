// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Work on a snapshot in a thread; its result is put onto whatever the session is by then.
// Layer: app.

#include "app/edit/detail-edit.h"

#include "app/shell/window.h"
#include "session/blob.h"
#include "session/edit-slot.h"
#include "studio/learn.h"
#include "studio/sample-heard.h"

#include <glib/gi18n.h>
#include <math.h>

#define FEATHER_OCTAVES 0.1
#define FEATHER_MS 8.0 /* of what is taken out */
#define PATIENCE_MS 400 /* before what lasts is shown as a job */
#define SENSITIVITY 0.5f
#define FOUND_ZOOM (-8) /* a quarter of a frame a pixel */

typedef struct
{
  GtkWidget    *widget;
  LtDetailSpan *span;
  LtSession    *session;
  char         *folder, *label, *told;
  LtId          clip_id;
  LtJob        *job;
  guint         patience;

  /* one of these */
  LtSampleEdit   edit;
  LtSpectralBox *boxes;
  float         *drawn;
  LtSampleFind   find;
  char          *path;
  LtId           slot_id, strip_id; /* slot 0: to be made */
  int64_t        from, to;          /* of the time line */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  if (self->patience != 0)
    g_source_remove (self->patience);
  g_object_unref (self->widget);
  g_object_unref (self->span);
  lt_session_unref (self->session);
  g_object_unref (self->job);
  g_free (self->folder);
  g_free (self->label);
  g_free (self->told);
  g_free (self->boxes);
  g_free (self->drawn);
  g_free (self->path);
  g_free (self);
}

static LtContext *
context_of (const Work *self)
{
  return lt_edit_state_get_context (lt_detail_span_get_state (self->span));
}

static void
toast (LtDetailSpan *span, const char *text, gboolean undo)
{
  lt_context_toast (lt_edit_state_get_context (lt_detail_span_get_state (span)), text, undo);
}

static gboolean
on_patience (gpointer data)
{
  Work    *self = data;
  GtkRoot *root = gtk_widget_get_root (self->widget);

  self->patience = 0;
  if (LT_IS_WINDOW (root))
    lt_window_add_job (LT_WINDOW (root), self->job);
  return G_SOURCE_REMOVE;
}

/* NULL: there is no clip, or something is at work. */
static Work *
work_new (GtkWidget *widget, LtDetailSpan *span, const char *label)
{
  LtDocument   *document = lt_context_get_document (lt_edit_state_get_context (lt_detail_span_get_state (span)));
  const LtClip *clip = lt_detail_span_get_clip (span, NULL);
  Work         *self;

  if (clip == NULL || lt_detail_span_get_busy (span))
    return NULL;
  self = g_new0 (Work, 1);
  self->widget = g_object_ref (widget);
  self->span = g_object_ref (span);
  self->session = lt_session_ref (lt_document_get_session (document));
  self->folder = g_strdup (lt_document_get_path (document));
  self->label = g_strdup (label);
  self->clip_id = clip->id;
  self->job = lt_job_new (label);
  return self;
}

static void
work_start (Work *self, GTaskThreadFunc func, GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (NULL, lt_job_get_cancellable (self->job), done, NULL);

  g_task_set_task_data (task, self, work_free);
  self->patience = g_timeout_add (PATIENCE_MS, on_patience, self);
  lt_detail_span_set_busy (self->span, TRUE);
  g_task_run_in_thread (task, func);
}

/* FALSE: another session is open by now, or it failed, which has been told. */
static gboolean
work_end (Work *self, const GError *error)
{
  LtDocument *document = lt_context_get_document (context_of (self));

  if (self->patience != 0)
    g_source_remove (self->patience);
  self->patience = 0;
  lt_job_finish (self->job);
  lt_detail_span_set_busy (self->span, FALSE);
  if (g_strcmp0 (lt_document_get_path (document), self->folder) != 0 || lt_document_get_session (document) == NULL)
    return FALSE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    toast (self->span, error->message, FALSE);
  return error == NULL;
}

/* --- edits --- */

static void
edit_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work               *self = data;
  GError             *error = NULL;
  LtSampleEditJob     job = { self->session, self->folder, self->clip_id, &self->edit, lt_job_progress, self->job, cancellable };
  LtSampleEditResult *result = lt_sample_edit_make (&job, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) lt_sample_edit_free);
  else
    g_task_return_error (task, error);
}

static void
on_edited (GObject *object, GAsyncResult *result, gpointer data)
{
  Work              *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSampleEditResult) made = g_task_propagate_pointer (G_TASK (result), &error);
  LtSession         *next = NULL;
  g_autofree char   *text = NULL;

  if (!work_end (self, error))
    return;
  next = lt_sample_edit_take (made, lt_document_get_session (lt_context_get_document (context_of (self))), &error);
  if (next == NULL)
    {
      toast (self->span, error->message, FALSE);
      return;
    }
  lt_edit_state_apply (lt_detail_span_get_state (self->span), next, self->label, NULL);
  lt_sample_edit_keep (made);
  if (lt_sample_edit_was_worked_over (made))
    {
      toast (self->span, _ ("Done to what is heard: the clip’s stretch, pitch and effects are part of its recording now"), TRUE);
      return;
    }
  if (self->edit.kind == LT_SAMPLE_EDIT_DRAW)
    return; /* the hand sees it */
  if (self->edit.kind == LT_SAMPLE_EDIT_DECLIP)
    text = g_strdup_printf (ngettext ("%u clipped place rebuilt", "%u clipped places rebuilt", (gulong) lt_sample_edit_get_n_places (made)),
                            (guint) lt_sample_edit_get_n_places (made));
  toast (self->span, text != NULL ? text : self->told, TRUE);
}

/* Boxes of the source for what is selected on the time line. */
static void
take_region (Work *self, const LtDetailEdit *edit, int64_t from, int64_t to)
{
  const LtClip *clip = lt_detail_span_get_clip (self->span, NULL);
  const GArray *dabs = lt_detail_span_get_dabs (self->span);
  guint         n = MAX (dabs->len, 1);
  double        low = 0.0, high = 0.0, rate = self->session->rate_hz;

  self->boxes = g_new0 (LtSpectralBox, n);
  if (!lt_detail_span_get_band (self->span, &low, &high))
    high = rate;
  self->boxes[0] = (LtSpectralBox) { .low_hz = low, .high_hz = high };
  lt_sample_heard_map (self->session, clip, from, to, &self->boxes[0].from, &self->boxes[0].to);
  for (guint i = 0; i < dabs->len; i++)
    {
      const LtDetailDab *dab = &g_array_index (dabs, LtDetailDab, i);

      self->boxes[i] = (LtSpectralBox) { .low_hz = dab->low_hz, .high_hz = dab->high_hz };
      lt_sample_heard_map (self->session, clip, dab->from, dab->to, &self->boxes[i].from, &self->boxes[i].to);
    }
  self->edit.region = (LtSpectralRegion) { self->boxes, n, edit->feather_ms / 1000.0 * rate, FEATHER_OCTAVES };
  self->edit.size = edit->size;
  self->edit.gain_db = edit->gain_db;
}

void
lt_detail_edit_run (GtkWidget *widget, LtDetailSpan *span, const LtDetailEdit *edit)
{
  const char   *label = lt_sample_edit_get_label (edit->kind);
  const LtClip *clip = lt_detail_span_get_clip (span, NULL);
  int64_t       from, to;
  gboolean      has_range = lt_detail_span_get_range (span, &from, &to);
  Work         *self;

  if (!has_range && edit->kind != LT_SAMPLE_EDIT_DECLIP)
    {
      toast (span, _ ("Select a part of the clip first: drag in its picture"), FALSE);
      return;
    }
  self = work_new (widget, span, label);
  if (self == NULL)
    return;
  if (!has_range)
    {
      from = clip->pos_frames;
      to = from + clip->length_frames;
    }
  self->told = g_strdup (edit->done != NULL ? edit->done : label);
  self->edit.kind = edit->kind;
  self->edit.channels = lt_detail_span_get_channels (span);
  lt_sample_heard_map (self->session, clip, from, to, &self->edit.from, &self->edit.to);
  if (edit->kind == LT_SAMPLE_EDIT_GAIN || edit->kind == LT_SAMPLE_EDIT_REPAIR)
    take_region (self, edit, from, to);
  work_start (self, edit_in_thread, on_edited);
}

void
lt_detail_edit_silence (GtkWidget *widget, LtDetailSpan *span)
{
  const LtClip *clip = lt_detail_span_get_clip (span, NULL);
  double        low, high;
  gboolean      has_band = lt_detail_span_get_band (span, &low, &high);

  if (clip != NULL && !clip->locked)
    lt_detail_edit_run (widget, span,
                        &(LtDetailEdit) { .kind = has_band ? LT_SAMPLE_EDIT_GAIN : LT_SAMPLE_EDIT_SILENCE, .gain_db = -INFINITY, .feather_ms = FEATHER_MS,
                                          .done = _ ("Selection made silent") });
}

void
lt_detail_edit_draw (GtkWidget *widget, LtDetailSpan *span, guint channel, int64_t from, const float *samples, guint n)
{
  Work *self = n > 0 && channel < 2 ? work_new (widget, span, lt_sample_edit_get_label (LT_SAMPLE_EDIT_DRAW)) : NULL;

  if (self == NULL)
    return;
  self->drawn = g_memdup2 (samples, n * sizeof *samples);
  self->edit = (LtSampleEdit) { .kind = LT_SAMPLE_EDIT_DRAW, .from = from, .to = from + n, .channels = 1u << channel };
  self->edit.drawn[channel] = self->drawn;
  work_start (self, edit_in_thread, on_edited);
}

/* --- learning --- */

static void
learn_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work              *self = data;
  GError            *error = NULL;
  g_autoptr (GBytes) blob = lt_learn_from_session (self->session, self->folder, self->slot_id, self->from, self->to, cancellable, &error);
  g_autofree char   *name = blob != NULL ? lt_blob_put (blob) : NULL;

  if (name != NULL && lt_blob_save_one (self->folder, name, &error))
    g_task_return_pointer (task, g_steal_pointer (&name), g_free);
  else
    g_task_return_error (task, error);
}

/* (transfer full): @session with a noise reduction in the strip, whose id is in @slot_id. */
static LtSession *
with_denoise (const LtSession *session, LtId strip_id, LtId *slot_id)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = strip->slots->pdata[i];

      if (g_strcmp0 (slot->effect, "denoise") == 0 && slot->type != NULL)
        {
          *slot_id = slot->id;
          return lt_session_ref (session);
        }
    }
  return lt_edit_slot_add (session, strip_id, lt_fx_find ("denoise"), 0, NULL, slot_id);
}

static void
on_learned (GObject *object, GAsyncResult *result, gpointer data)
{
  Work              *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char   *name = g_task_propagate_pointer (G_TASK (result), &error);
  const LtSession   *session;
  LtId               slot_id = 0;

  if (!work_end (self, error))
    return;
  session = lt_document_get_session (lt_context_get_document (context_of (self)));
  if (lt_session_find_strip (session, self->strip_id) == NULL)
    return; /* the track is gone, and with it who wanted to know */
  g_autoptr (LtSession) with = with_denoise (session, self->strip_id, &slot_id);
  lt_edit_state_apply (lt_detail_span_get_state (self->span), lt_edit_slot_blob (with, slot_id, name), self->label, NULL);
  toast (self->span, self->told, TRUE);
}

void
lt_detail_edit_learn (GtkWidget *widget, LtDetailSpan *span)
{
  const LtTrack *track = NULL;
  int64_t        from, to;
  Work          *self;

  if (!lt_detail_span_get_range (span, &from, &to))
    {
      toast (span, _ ("Select a stretch of nothing but noise first: drag in the clip's picture"), FALSE);
      return;
    }
  self = work_new (widget, span, _ ("Learn noise"));
  if (self == NULL)
    return;
  lt_detail_span_get_clip (span, &track);
  self->strip_id = track->strip->id;
  self->told = g_strdup_printf (_ ("The noise reduction of %s has learned the noise"), track->strip->name);
  self->from = from;
  self->to = to;
  lt_session_take (&self->session, with_denoise (self->session, self->strip_id, &self->slot_id));
  work_start (self, learn_in_thread, on_learned);
}

/* --- finding --- */

/* One side, then from the other end of the clip again. */
static int
find_around (const Work *self, LtReader *reader, GCancellable *cancellable, int64_t *at, int64_t *n, GError **error)
{
  LtSampleFind find = self->find;
  int          found;

  if (find.is_backward)
    find.to = MIN (self->from, self->find.to);
  else
    find.from = MAX (self->to, self->find.from);
  found = lt_sample_find_run (&find, reader, cancellable, at, n, error);
  return found != 0 ? found : lt_sample_find_run (&self->find, reader, cancellable, at, n, error);
}

typedef struct
{
  int64_t at, n;
} Found;

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work                *self = data;
  GError              *error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (self->path, &error);
  Found               *found = g_new0 (Found, 1);
  int                  ok = reader != NULL ? find_around (self, reader, cancellable, &found->at, &found->n, &error) : -1;

  if (ok < 0)
    {
      g_free (found);
      g_task_return_error (task, error);
      return;
    }
  if (ok == 0)
    g_clear_pointer (&found, g_free);
  g_task_return_pointer (task, found, g_free);
}

static void
on_found (GObject *object, GAsyncResult *result, gpointer data)
{
  Work              *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree Found  *found = g_task_propagate_pointer (G_TASK (result), &error);
  double             a, b;

  if (!work_end (self, error) || lt_detail_span_get_clip (self->span, NULL) == NULL)
    return;
  if (found == NULL)
    {
      toast (self->span, self->find.kind == LT_SAMPLE_FIND_CLICK ? _ ("No click was found in this clip") : _ ("No clipping was found in this clip"), FALSE);
      return;
    }
  a = lt_detail_span_from_source (self->span, (double) found->at);
  b = lt_detail_span_from_source (self->span, (double) (found->at + found->n));
  lt_detail_span_clear (self->span);
  lt_detail_span_set_range (self->span, a, b);
  lt_detail_span_reveal (self->span, (a + b) / 2.0, FOUND_ZOOM);
}

void
lt_detail_edit_find (GtkWidget *widget, LtDetailSpan *span, LtSampleFindKind kind, gboolean is_backward)
{
  const LtClip    *clip = lt_detail_span_get_clip (span, NULL);
  LtEditState     *state = lt_detail_span_get_state (span);
  int64_t          from, to;
  g_autofree char *path = lt_detail_span_dup_path (span);
  Work            *self;

  if (path == NULL && lt_detail_span_is_worked_over (span))
    toast (span, _ ("The clip is not prepared yet: look again when it is"), FALSE);
  self = path != NULL ? work_new (widget, span, kind == LT_SAMPLE_FIND_CLICK ? _ ("Looking for clicks") : _ ("Looking for clipping")) : NULL;
  if (self == NULL)
    return;
  if (!lt_detail_span_get_range (span, &from, &to))
    from = to = CLAMP (llround (lt_edit_state_get_position (state)), clip->pos_frames, clip->pos_frames + clip->length_frames);
  lt_sample_heard_map (self->session, clip, from, to, &self->from, &self->to);
  self->path = g_steal_pointer (&path);
  self->find = (LtSampleFind) { .kind = kind, .is_backward = is_backward != lt_detail_span_is_reversed (span), .sensitivity = SENSITIVITY };
  lt_sample_heard_map (self->session, clip, clip->pos_frames, clip->pos_frames + clip->length_frames, &self->find.from, &self->find.to);
  work_start (self, find_in_thread, on_found);
}
