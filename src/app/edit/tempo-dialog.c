// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A beat and its half fit the same sound: the ear decides.
// Layer: app.

#include "app/edit/tempo-dialog.h"

#include "app/shell/question.h"
#include "app/shell/window.h"
#include "media/sound-find.h"
#include "session/clip-sound.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  GtkWidget *widget;
  LtContext *context;
  LtJob     *job;
  char      *name, *path;
  int64_t    from, to; /* of the file */
  double     stretch;  /* of the clip: a beat lasts so many times as long in it */
  LtPulse    pulse;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_object_unref (self->widget);
  g_object_unref (self->context);
  g_object_unref (self->job);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *self = data;
  GError *error = NULL;

  if (lt_sound_find_pulse (self->path, self->from, self->to, &self->pulse, lt_job_progress, self->job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, LtContext *context)
{
  LtDocument      *document = lt_context_get_document (context);
  const LtSession *session = lt_document_get_session (document);
  const double    *bpm = g_object_get_data (G_OBJECT (dialog), response);

  if (session != NULL && bpm != NULL)
    lt_document_apply (document, lt_edit_session_tempo (session, *bpm), _ ("Tempo"), NULL);
}

static void
add_choice (AdwMessageDialog *dialog, const char *id, double bpm)
{
  g_autofree char *label = g_strdup_printf (_ ("Set %.2f bpm"), bpm);

  if (bpm < LT_PULSE_LOWEST_BPM / 2.0 || bpm > LT_PULSE_HIGHEST_BPM * 2.0)
    return;
  adw_message_dialog_add_response (dialog, id, label);
  g_object_set_data_full (G_OBJECT (dialog), id, g_memdup2 (&bpm, sizeof bpm), g_free);
}

static void
offer (Search *self, GtkWindow *window)
{
  double            bpm = self->pulse.bpm / self->stretch;
  g_autofree char  *heading = g_strdup_printf (_ ("“%s” goes at %.2f bpm"), self->name, bpm);
  g_autofree char  *body = g_strdup_printf (_ ("%.0f %% of what begins lies on its beats. Half or double may be what you count."), self->pulse.trust * 100.0);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (lt_question_new (window, heading, body));

  adw_message_dialog_add_response (dialog, "cancel", _ ("Cancel"));
  add_choice (dialog, "half", bpm / 2.0);
  add_choice (dialog, "double", bpm * 2.0);
  add_choice (dialog, "found", bpm);
  adw_message_dialog_set_response_appearance (dialog, "found", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "found");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_widget_add_css_class (GTK_WIDGET (dialog), "lathe");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self->context, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Search            *self = g_task_get_task_data (G_TASK (result));
  GtkRoot           *root = gtk_widget_get_root (self->widget);
  g_autoptr (GError) error = NULL;
  gboolean           done = g_task_propagate_boolean (G_TASK (result), &error);

  lt_job_finish (self->job);
  if (done && self->pulse.bpm > 0.0 && root != NULL)
    offer (self, GTK_WINDOW (root));
  else if (done)
    {
      g_autofree char *text = g_strdup_printf (_ ("No steady beat was found in “%s”"), self->name);

      lt_context_toast (self->context, text, FALSE);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_context_toast (self->context, error->message, FALSE);
}

void
lt_tempo_dialog_find (GtkWidget *widget, LtContext *context, const LtClip *clip, const char *path)
{
  LtJob   *job = lt_job_new (_ ("Listening for the tempo"));
  GtkRoot *root = gtk_widget_get_root (widget);
  Search  *self = g_new0 (Search, 1);
  g_autoptr (GTask) task = g_task_new (NULL, lt_job_get_cancellable (job), on_found, NULL);

  *self = (Search) { .widget = g_object_ref (widget), .context = g_object_ref (context), .job = job, .name = g_strdup (clip->name),
                     .path = g_strdup (path), .stretch = clip->sound.stretch };
  lt_clip_sound_played (clip, 0, clip->length_frames, &self->from, &self->to);
  if (LT_IS_WINDOW (root))
    lt_window_add_job (LT_WINDOW (root), job);
  g_task_set_task_data (task, self, search_free);
  g_task_run_in_thread (task, find_in_thread);
}
