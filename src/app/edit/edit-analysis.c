// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the view finds out by listening: transients to go to and to split at, the tempo, the levels of what is picked.
// Layer: app.
//
// A file is listened to when it is first asked for; then the action goes on by itself.

#include "app/edit/clip-ops.h"
#include "app/edit/edit-view-private.h"
#include "app/edit/lanes.h"
#include "app/edit/measure-dialog.h"
#include "app/edit/tempo-dialog.h"
#include "app/shell/actions.h"
#include "app/shell/window.h"
#include "studio/measure-session.h"
#include "session/clip-sound.h"

#include <glib/gi18n.h>
#include <math.h>

#define APART_S 0.01 /* a split this near to a clip's edge is none */

static const LtActionRow rows[] = {
  { "edit.transient(1)", N_ ("Playhead to the next transient"), N_ ("Song"), "Tab", LT_ACTIONS_EDIT },
  { "edit.transient(-1)", N_ ("Playhead to the transient before"), N_ ("Song"), "<Shift>ISO_Left_Tab", LT_ACTIONS_EDIT },
  { "edit.peak", N_ ("Playhead to the highest peak"), N_ ("Song"), "<Alt>p", LT_ACTIONS_EDIT },
  { "edit.split-transients", N_ ("Split at transients"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
  { "edit.find-tempo", N_ ("Find the tempo"), N_ ("Song"), NULL, LT_ACTIONS_EDIT },
  { "edit.measure", N_ ("Measure what is picked"), N_ ("Clips"), "<Control><Alt>m", LT_ACTIONS_EDIT },
};

/* --- which clips --- */

/* (transfer full): of LtId: those that are picked, else all of the picked track. */
static GArray *
dup_clips (LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  GArray          *ids = lt_edit_state_dup_clips (self->state);
  const LtTrack   *track = session != NULL ? lt_session_find_track (session, lt_selection_get_strip (lt_edit_state_get_selection (self->state))) : NULL;

  for (guint i = 0, picked = ids->len; picked == 0 && track != NULL && i < track->clips->len; i++)
    g_array_append_val (ids, ((const LtClip *) track->clips->pdata[i])->id);
  return ids;
}

static char *
dup_path (LtEditView *self, const LtClip *clip)
{
  const LtSource *source = lt_session_find_source (lt_edit_state_get_session (self->state), clip->source_id);

  return source != NULL ? lt_edit_state_dup_source_path (self->state, source) : NULL;
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  int64_t x = *(const int64_t *) a, y = *(const int64_t *) b;

  return (x > y) - (x < y);
}

/* Where the transients of @clip are on the time line, appended to @out. */
static void
add_transients (LtEditView *self, const LtClip *clip, GArray *out)
{
  g_autofree char *path = dup_path (self, clip);
  const GArray    *found = path != NULL ? lt_transient_store_get (self->transients, path) : NULL;
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtSource  *source = found != NULL ? lt_session_find_source (session, clip->source_id) : NULL;
  double           by = source != NULL && source->rate_hz > 0.0 ? session->rate_hz / source->rate_hz : 1.0;

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      int64_t at = llround (lt_clip_sound_place (clip, (double) g_array_index (found, int64_t, i) * by)) - (clip->reverse ? 1 : 0);

      if (at >= clip->pos_frames && at < clip->pos_frames + clip->length_frames)
        g_array_append_val (out, at);
    }
}

/* --- listening first --- */

typedef struct
{
  LtEditView *view;
  char       *action;
  GVariant   *parameter;
} Wish;

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Wish              *wish = data;
  g_autoptr (GError) error = NULL;

  if (lt_transient_store_find_finish (result, &error))
    gtk_widget_activate_action_variant (GTK_WIDGET (wish->view), wish->action, wish->parameter);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && wish->view->state != NULL)
    lt_context_toast (lt_edit_state_get_context (wish->view->state), error->message, FALSE);
  wish->view->is_listening = FALSE;
  g_object_unref (wish->view);
  g_free (wish->action);
  g_clear_pointer (&wish->parameter, g_variant_unref);
  g_free (wish);
}

/* TRUE: all files of @ids are known. Else they are listened to, and @action is done again then. */
static gboolean
listen (LtEditView *self, const GArray *ids, const char *action, GVariant *parameter)
{
  const LtSession        *session = lt_edit_state_get_session (self->state);
  g_autoptr (GPtrArray)   paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtJob)       job = NULL;
  GtkRoot                *root = gtk_widget_get_root (GTK_WIDGET (self));
  Wish                   *wish;

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = lt_session_find_clip (session, g_array_index (ids, LtId, i), NULL);
      char         *path = clip != NULL ? dup_path (self, clip) : NULL;

      if (path != NULL && lt_transient_store_get (self->transients, path) == NULL)
        g_ptr_array_add (paths, path);
      else
        g_free (path);
    }
  if (paths->len == 0)
    return TRUE;
  if (self->is_listening)
    return FALSE;
  g_ptr_array_add (paths, NULL);
  job = lt_job_new (_ ("Looking for transients"));
  if (LT_IS_WINDOW (root))
    lt_window_add_job (LT_WINDOW (root), job);
  wish = g_new0 (Wish, 1);
  *wish = (Wish) { g_object_ref (self), g_strdup (action), parameter != NULL ? g_variant_ref (parameter) : NULL };
  self->is_listening = TRUE;
  lt_transient_store_find_async (self->transients, (const char *const *) paths->pdata, job, on_found, wish);
  return FALSE;
}

/* (transfer full): of int64_t, ascending; NULL: not yet. */
static GArray *
dup_transients (LtEditView *self, const GArray *ids, const char *action, GVariant *parameter)
{
  GArray *found;

  if (!listen (self, ids, action, parameter))
    return NULL;
  found = g_array_new (FALSE, FALSE, sizeof (int64_t));
  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = lt_session_find_clip (lt_edit_state_get_session (self->state), g_array_index (ids, LtId, i), NULL);

      if (clip != NULL)
        add_transients (self, clip, found);
    }
  g_array_sort (found, compare_frames);
  return found;
}

static void
tell (LtEditView *self, const char *text)
{
  lt_context_toast (lt_edit_state_get_context (self->state), text, FALSE);
}

/* --- actions --- */

/* With a clip picked, Tab goes from transient to transient in the lanes; F6 leads out, and so does the last of them. NULL: it
   moves the focus, as everywhere. */
static const LtActionRow *
find_tab (LtEditView *self, guint keyval, GdkModifierType state)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || GTK_IS_TEXT (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return NULL;
  if (focus != self->lanes && !gtk_widget_is_ancestor (focus, self->lanes))
    return NULL;
  return lt_selection_n_clips (lt_edit_state_get_selection (self->state)) > 0 ? lt_actions_find_key (keyval, state, LT_ACTIONS_EDIT) : NULL;
}

static void
on_transient (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView        *self = LT_EDIT_VIEW (widget);
  g_autoptr (GArray) ids = NULL, found = NULL;
  int                way = g_variant_get_int32 (parameter);
  double             at, best = -1.0;

  if (lt_edit_state_get_session (self->state) == NULL)
    return;
  ids = dup_clips (self);
  if (ids->len == 0)
    {
      tell (self, _ ("Pick a clip or a track first"));
      return;
    }
  found = dup_transients (self, ids, name, parameter);
  if (found == NULL)
    return;
  at = lt_edit_state_get_position (self->state);
  for (guint i = 0; i < found->len; i++)
    {
      double frame = (double) g_array_index (found, int64_t, i);

      if ((frame - at) * way > 0.5 && (best < 0.0 || fabs (frame - at) < fabs (best - at)))
        best = frame;
    }
  if (best >= 0.0)
    {
      lt_edit_state_locate (self->state, best);
      lt_edit_state_reveal (self->state, best);
    }
  else if (find_tab (self, way > 0 ? GDK_KEY_Tab : GDK_KEY_ISO_Left_Tab, way > 0 ? 0 : GDK_SHIFT_MASK) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (widget)), way > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  else
    tell (self, way > 0 ? _ ("There is no transient behind the playhead") : _ ("There is no transient before the playhead"));
}

static void
on_split (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView           *self = LT_EDIT_VIEW (widget);
  const LtSession      *session = lt_edit_state_get_session (self->state);
  g_autoptr (GArray)    ids = NULL, made = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (LtSession) next = NULL;
  guint                 n = 0;

  if (session == NULL)
    return;
  ids = lt_edit_state_dup_clips (self->state);
  if (ids->len == 0)
    {
      tell (self, _ ("Pick the clips to split first"));
      return;
    }
  if (!listen (self, ids, name, parameter))
    return;
  next = lt_session_ref (session);
  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip      *clip = lt_session_find_clip (session, g_array_index (ids, LtId, i), NULL);
      int64_t            apart = llround (APART_S * session->rate_hz);
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int64_t));

      if (clip == NULL || clip->locked)
        continue;
      add_transients (self, clip, places);
      g_array_sort (places, compare_frames);
      g_array_append_val (made, clip->id);
      for (guint k = places->len; k > 0; k--)
        {
          int64_t at = g_array_index (places, int64_t, k - 1);
          LtId    id;

          if (at < clip->pos_frames + apart || at > clip->pos_frames + clip->length_frames - apart)
            continue;
          lt_session_take (&next, lt_edit_clip_split (next, clip->id, at, &id));
          g_array_append_val (made, id);
          n++;
        }
    }
  if (n == 0)
    {
      tell (self, _ ("No transient was found inside of what is picked"));
      return;
    }
  lt_edit_state_apply (self->state, g_steal_pointer (&next), _ ("Split at transients"), NULL);
  lt_edit_state_pick (self->state, made);
}

static void
on_find_tempo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView         *self = LT_EDIT_VIEW (widget);
  const LtSession    *session = lt_edit_state_get_session (self->state);
  g_autoptr (GArray)  ids = NULL;
  const LtClip       *clip = NULL;
  g_autofree char    *path = NULL;

  if (session == NULL)
    return;
  ids = dup_clips (self);
  if (ids->len > 0)
    clip = lt_session_find_clip (session, g_array_index (ids, LtId, 0), NULL);
  path = clip != NULL ? dup_path (self, clip) : NULL;
  if (path != NULL)
    lt_tempo_dialog_find (widget, lt_edit_state_get_context (self->state), clip, path);
  else
    tell (self, _ ("Pick a clip whose tempo is to be found first"));
}

static void
on_measure (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView        *self = LT_EDIT_VIEW (widget);
  const LtSession   *session = lt_edit_state_get_session (self->state);
  g_autoptr (GArray) ids = NULL;
  int64_t            from = 0, to = 0;
  guint              first, last;

  if (session == NULL)
    return;
  ids = lt_edit_state_dup_clips (self->state);
  if (lt_selection_get_range (lt_edit_state_get_selection (self->state), &from, &to))
    {
      lt_edit_state_get_range_rows (self->state, &first, &last);
      g_array_set_size (ids, 0);
      for (guint t = first; t <= last && t < session->tracks->len; t++)
        {
          const LtTrack *track = session->tracks->pdata[t];

          for (guint i = 0; i < track->clips->len; i++)
            g_array_append_val (ids, ((const LtClip *) track->clips->pdata[i])->id);
        }
    }
  else if (!lt_edit_clips_get_extent (session, ids, &from, &to))
    to = lt_session_get_length (session);
  gtk_window_present (lt_measure_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), lt_edit_state_get_context (self->state), ids, from, to));
}

/* --- the highest peak of what is heard --- */

typedef struct
{
  LtSession           *session;
  char                *folder;
  GArray              *ids;
  LtJob               *job;
  LtSessionMeasurement found;
} Peak;

static void
peak_free (gpointer data)
{
  Peak *self = data;

  lt_session_unref (self->session);
  g_free (self->folder);
  g_array_unref (self->ids);
  g_object_unref (self->job);
  g_free (self);
}

static void
find_peak_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Peak               *self = data;
  LtMeasureSessionJob job = { .session = self->session, .folder = self->folder, .ids = self->ids };
  GError             *error = NULL;

  if (lt_measure_session_run (&job, &self->found, lt_job_progress, self->job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_peak_found (GObject *source, GAsyncResult *result, gpointer data)
{
  LtEditView        *self = LT_EDIT_VIEW (source);
  Peak              *peak = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean           done = g_task_propagate_boolean (G_TASK (result), &error);

  lt_job_finish (peak->job);
  if (self->state == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!done)
    tell (self, error->message);
  else if (peak->found.peak_frame < 0)
    tell (self, _ ("What is picked is silent"));
  else
    {
      lt_edit_state_locate (self->state, (double) peak->found.peak_frame);
      lt_edit_state_reveal (self->state, (double) peak->found.peak_frame);
    }
}

static void
on_peak (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView        *self = LT_EDIT_VIEW (widget);
  const LtSession   *session = lt_edit_state_get_session (self->state);
  GtkRoot           *root = gtk_widget_get_root (widget);
  g_autoptr (GArray) ids = session != NULL ? dup_clips (self) : NULL;
  g_autoptr (GTask)  task = NULL;
  Peak              *peak;

  if (ids == NULL || ids->len == 0)
    {
      tell (self, _ ("Pick a clip or a track first"));
      return;
    }
  peak = g_new0 (Peak, 1);
  *peak = (Peak) { .session = lt_session_ref (session), .folder = g_strdup (lt_document_get_path (lt_context_get_document (lt_edit_state_get_context (self->state)))),
                   .ids = g_steal_pointer (&ids), .job = lt_job_new (_ ("Looking for the highest peak")) };
  if (LT_IS_WINDOW (root))
    lt_window_add_job (LT_WINDOW (root), peak->job);
  task = g_task_new (self, lt_job_get_cancellable (peak->job), on_peak_found, NULL);
  g_task_set_task_data (task, peak, peak_free);
  g_task_run_in_thread (task, find_peak_in_thread);
}

/* --- the class --- */

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtEditView *self)
{
  gboolean           is_tab = keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab;
  const LtActionRow *row = is_tab ? find_tab (self, keyval, state) : NULL;

  return row != NULL && lt_actions_activate (row, GTK_WIDGET (self));
}

void
lt_edit_analysis_init (LtEditView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->transients = lt_transient_store_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->lanes, keys);
}

void
lt_edit_analysis_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.transient", "i", on_transient);
  gtk_widget_class_install_action (class, "edit.split-transients", NULL, on_split);
  gtk_widget_class_install_action (class, "edit.find-tempo", NULL, on_find_tempo);
  gtk_widget_class_install_action (class, "edit.measure", NULL, on_measure);
  gtk_widget_class_install_action (class, "edit.peak", NULL, on_peak);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
