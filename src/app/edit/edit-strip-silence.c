// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every setting is tried on the session itself, as one gesture: what the lanes show is what will be. Cancelled, it never was.
// Layer: app.

#include "app/edit/edit-strip-silence.h"

#include "app/edit/edit-dialog.h"
#include "app/edit/edit-job.h"
#include "app/widgets/control.h"
#include "studio/strip-silence.h"

#include <glib/gi18n.h>

typedef struct
{
  LtEditView             *view;
  GArray                 *ids;
  LtStripSilence         *found;
  LtSession              *before; /* as it was when the dialog opened */
  LtStripSilenceSettings  settings;
  char                   *gesture;
  GtkWidget              *dialog, *fields[4];
} Ask;

static const struct
{
  const char *label;
  gsize       at; /* in the settings */
  double      min, max, by; /* in the field's unit: settings are in seconds */
  LtNumberKind kind;
} rows[] = {
  { N_ ("Quiet is below"), offsetof (LtStripSilenceSettings, threshold_dbfs), LT_STRIP_SILENCE_MIN_DBFS, LT_STRIP_SILENCE_MAX_DBFS, 1.0, LT_NUMBER_DB },
  { N_ ("for at least"), offsetof (LtStripSilenceSettings, min_silence_s), 1.0, 10000.0, 1000.0, LT_NUMBER_MS },
  { N_ ("Keep before sound"), offsetof (LtStripSilenceSettings, pad_before_s), 0.0, 10000.0, 1000.0, LT_NUMBER_MS },
  { N_ ("Keep after sound"), offsetof (LtStripSilenceSettings, pad_after_s), 0.0, 10000.0, 1000.0, LT_NUMBER_MS },
};

/* As it was set last. */
static LtStripSilenceSettings last;
static gboolean               has_last;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_array_unref (self->ids);
  g_clear_pointer (&self->found, lt_strip_silence_free);
  g_clear_pointer (&self->before, lt_session_unref);
  g_free (self->gesture);
  g_object_unref (self->view);
  g_free (self);
}

/* --- the dialog --- */

static void
try (Ask *self)
{
  LtStripSilenceFacts facts;
  LtSession          *next = lt_strip_silence_apply (self->found, self->before, &self->settings, &facts);
  g_autofree char    *text = NULL;

  if (facts.n_clips == 0)
    text = g_strdup (_ ("No clip has silence like that."));
  else
    /* Translators: how many clips there are that change, and how many there will be. */
    text = g_strdup_printf (_ ("Clips: %u → %u. %.1f s of silence go."), facts.n_clips, facts.n_pieces, facts.silence_s);
  lt_edit_state_apply (self->view->state, next, _ ("Strip silence"), self->gesture);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self->dialog), text);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self->dialog), "yes", facts.n_clips > 0);
}

static void
on_value (Ask *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    G_STRUCT_MEMBER (double, &self->settings, rows[i].at) = lt_control_get_value (LT_CONTROL (self->fields[i])) / rows[i].by;
  try (self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Ask *self)
{
  if (self->view->state == NULL)
    return;
  if (strcmp (response, "yes") != 0)
    {
      lt_edit_state_cancel (self->view->state, self->gesture);
      return;
    }
  last = self->settings;
  has_last = TRUE;
  lt_document_end_gesture (lt_context_get_document (lt_edit_state_get_context (self->view->state)), self->gesture);
}

static void
open_dialog (LtEditView *view, const LtEditJob *job, gpointer data)
{
  Ask       *read = data, *self = g_new0 (Ask, 1);
  GtkWidget *grid;

  *self = (Ask) { .view = g_object_ref (view), .ids = g_array_ref (read->ids), .found = g_steal_pointer (&read->found),
                  .before = lt_session_ref (lt_edit_state_get_session (view->state)),
                  .settings = has_last ? last : LT_STRIP_SILENCE_DEFAULTS,
                  .gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (view->state)), "silence") };
  self->dialog = lt_edit_dialog_new (GTK_WIDGET (view), _ ("Strip silence"), "", _ ("Strip"), &grid);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LtValueSpec spec = { .label = _ (rows[i].label), .format = { .kind = rows[i].kind, .min = rows[i].min, .max = rows[i].max }, .min = rows[i].min,
                           .max = rows[i].max, .def = G_STRUCT_MEMBER (double, &LT_STRIP_SILENCE_DEFAULTS, rows[i].at) * rows[i].by,
                           .step = rows[i].kind == LT_NUMBER_DB ? 1.0 : 5.0 };

      self->fields[i] = lt_edit_dialog_add_field (grid, &spec, G_STRUCT_MEMBER (double, &self->settings, rows[i].at) * rows[i].by);
      g_signal_connect_swapped (self->fields[i], "changed", G_CALLBACK (on_value), self);
    }
  g_object_set_data_full (G_OBJECT (self->dialog), "ask", self, ask_free);
  g_signal_connect (self->dialog, "response", G_CALLBACK (on_response), self);
  try (self);
  lt_edit_dialog_present (self->dialog);
}

/* --- reading --- */

static gboolean
read_clips (const LtEditJob *job, gpointer data, GError **error)
{
  Ask               *self = data;
  LtStripSilenceSpec spec = { job->session, job->folder, self->ids, lt_job_progress, job->job, job->cancellable };

  self->found = lt_strip_silence_new (&spec, error);
  return self->found != NULL;
}

void
lt_edit_strip_silence_ask (LtEditView *view, const GArray *ids)
{
  Ask *self = g_new0 (Ask, 1);

  *self = (Ask) { .view = g_object_ref (view), .ids = g_array_copy ((GArray *) ids) };
  lt_edit_job_run (view, _ ("Looking for silence"), read_clips, open_dialog, self, ask_free);
}
