// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files are brought into the session's folder by a thread, and placed in what the session is by then.
// Layer: app.

#include "app/edit/edit-import.h"

#include "app/edit/edit-job.h"
#include "app/shell/opener.h"
#include "app/shell/settings.h"
#include "session/edit-clips-join.h"
#include "studio/intake.h"

#include <glib/gi18n.h>

typedef struct
{
  char         **paths;
  LtIntakePlace  place;
  LtIntakeBatch *batch;
  GPtrArray     *notes; /* of char * */
  gboolean       takes_markers;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_strfreev (self->paths);
  g_clear_pointer (&self->batch, lt_intake_batch_free);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static gboolean
bring (const LtEditJob *job, gpointer data, GError **error)
{
  Import      *self = data;
  LtIntakeSpec spec = {
    .paths = (const char *const *) self->paths,
    .lenient = true,
    .markers = self->takes_markers,
    .progress = lt_job_progress,
    .progress_data = job->job,
    .cancellable = job->cancellable,
    .notes = self->notes,
  };

  self->batch = lt_intake_bring (job->folder, job->session->rate_hz, &spec, error);
  return self->batch != NULL;
}

static void
on_brought (LtEditView *view, const LtEditJob *job, gpointer data)
{
  Import           *self = data;
  GtkRoot          *root = gtk_widget_get_root (GTK_WIDGET (view));
  g_autoptr (GArray) clips = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (LtSession) placed = lt_intake_batch_place (self->batch, lt_edit_state_get_session (view->state), &self->place, clips, self->notes);
  g_autofree char  *label = g_strdup_printf (ngettext ("Import %u recording", "Import %u recordings", clips->len), clips->len);

  lt_edit_state_apply (view->state, lt_edit_clips_crossfade (placed, clips, 0), label, NULL);
  lt_intake_batch_keep (self->batch);
  lt_edit_state_pick (view->state, clips);
  if (LT_IS_WINDOW (root))
    lt_opener_tell_notes (LT_WINDOW (root), self->notes);
}

void
lt_edit_import_run (LtEditView *view, const char *const *paths, const LtIntakePlace *place)
{
  guint            n = g_strv_length ((char **) paths);
  g_autofree char *label = g_strdup_printf (ngettext ("Importing %u file", "Importing %u files", n), n);
  Import          *self = g_new0 (Import, 1);

  *self = (Import) { g_strdupv ((char **) paths), *place, NULL, g_ptr_array_new_with_free_func (g_free), FALSE };
  self->takes_markers = place->order == LT_INTAKE_NEW_TRACKS && lt_settings_takes_markers (paths);
  lt_edit_job_run (view, label, bring, on_brought, self, import_free);
}
