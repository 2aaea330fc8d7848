// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sound is read or rendered in a thread; what comes of it is one edit.
// Layer: app.

#include "app/fx/fx-learn.h"

#include "app/fx/fx-tie.h"
#include "app/shell/file-ask.h"
#include "session/blob.h"
#include "session/edit-slot.h"
#include "studio/learn.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define WIDTH 168

typedef struct
{
  LtFxFrame           *frame;
  const LtFxLearnText *text;
  GtkWidget           *box, *state, *stretch, *file;
  GCancellable        *cancellable; /* of what runs; NULL: nothing does */
} Learn;

static void
learn_free (gpointer data)
{
  Learn *self = data;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
job_free (gpointer data)
{
  LtFxLearnJob *job = data;

  lt_session_unref (job->session);
  g_free (job->blob);
  g_free (job->folder);
  g_free (job->path);
  g_free (job->values);
  g_free (job);
}

static gboolean
learn_blob (LtFxLearnJob *job, GCancellable *cancellable, GError **error)
{
  const LtSlot *slot = lt_session_find_slot (job->session, job->slot_id, NULL);

  g_autoptr (GBytes) blob = job->path != NULL ? lt_learn_from_file (slot->type, job->path, 0, -1, cancellable, error)
                                : lt_learn_from_session (job->session, job->folder, job->slot_id,
                                                         job->from, job->to, cancellable, error);
  if (blob == NULL)
    return FALSE;

  job->blob = lt_blob_put (blob);
  return job->folder == NULL || lt_blob_save_one (job->folder, job->blob, error);
}

/* --- showing --- */

static void
update (GtkWidget *box)
{
  Learn        *self = g_object_get_data (G_OBJECT (box), "lathe-learn");
  const LtSlot *slot = lt_fx_slot_get (lt_fx_frame_get_slot (self->frame));
  gboolean      is_busy = self->cancellable != NULL, has = slot != NULL && slot->blob != NULL;

  if (self->text->some != NULL)
    gtk_label_set_label (GTK_LABEL (self->state),
                         is_busy ? _ ("Listening…")
                                 : _ (has ? self->text->some : self->text->none));
  for (GtkWidget **w = (GtkWidget *[]){ self->stretch, self->file, NULL }; *w != NULL; w++)
    gtk_widget_set_sensitive (*w, !is_busy);
}

/* --- learning --- */

static void
weak_ref_free (GWeakRef *at)
{
  g_weak_ref_clear (at);
  g_free (at);
}

static void
apply (Learn *self, const LtFxLearnJob *job)
{
  LtFxSlot        *fx = lt_fx_frame_get_slot (self->frame);
  LtDocument      *document = lt_context_get_document (fx->context);
  const LtSession *session = lt_document_get_session (document);
  const LtSlot    *slot = lt_fx_slot_get (fx);

  if (slot == NULL)
    return;
  g_autofree char *label = g_strdup_printf ("%s: %s", _ (slot->type->label), _ (self->text->title));
  lt_document_apply (document,
                     job->blob != NULL ? lt_edit_slot_blob (session, fx->slot_id, job->blob)
                                  : lt_edit_slot_values (session, fx->slot_id, job->values),
                     label, NULL);
}

/* The editor may have been closed meanwhile: nothing holds it. */
static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *at = data;
  g_autoptr (GObject) box = g_weak_ref_get (at);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  Learn   *self = box != NULL ? g_object_get_data (box, "lathe-learn") : NULL;

  weak_ref_free (at);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (ok)
    apply (self, g_task_get_task_data (G_TASK (result)));
  else
    lt_context_toast (lt_fx_frame_get_slot (self->frame)->context, error->message, FALSE);
  update (self->box);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LtFxLearnWork work = g_object_get_data (G_OBJECT (task), "work");
  GError       *error = NULL;

  if (work (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start (Learn *self, char *path, int64_t from, int64_t to)
{
  LtFxSlot     *fx = lt_fx_frame_get_slot (self->frame);
  LtDocument   *document = lt_context_get_document (fx->context);
  LtFxLearnJob *job = g_new0 (LtFxLearnJob, 1);
  g_autoptr (GTask) task = NULL;
  GWeakRef *at = g_new0 (GWeakRef, 1);

  *job = (LtFxLearnJob){ .session = lt_session_ref (lt_document_get_session (document)),
                         .folder = g_strdup (lt_document_get_path (document)),
                         .slot_id = fx->slot_id,
                         .from = from,
                         .to = to,
                         .path = path };
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (at, self->box);
  task = g_task_new (NULL, self->cancellable, on_done, at);
  g_task_set_task_data (task, job, job_free);
  g_object_set_data (G_OBJECT (task), "work",
                     self->text->work != NULL ? self->text->work : learn_blob);
  g_task_run_in_thread (task, run_job);
  update (self->box);
}

static void
on_stretch (GtkButton *button, Learn *self)
{
  LtContext *context = lt_fx_frame_get_slot (self->frame)->context;
  int64_t    from, to;

  if (!lt_selection_get_range (lt_context_get_selection (context), &from, &to) || from == to)
    {
      lt_context_toast (context, _ ("Select a stretch of time first, in Edit"), FALSE);
      return;
    }
  start (self, NULL, MIN (from, to), MAX (from, to));
}

static void
on_chosen (gpointer box, GtkFileChooser *chooser)
{
  Learn     *self = g_object_get_data (box, "lathe-learn");
  char      *path = lt_file_ask_dup_path (chooser);
  LtContext *context = lt_fx_frame_get_slot (self->frame)->context;
  int64_t    from = 0, to = 0;

  lt_selection_get_range (lt_context_get_selection (context), &from, &to);
  if (path != NULL)
    start (self, path, MIN (from, to), MAX (from, to));
}

static void
on_file (GtkButton *button, Learn *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ (self->text->file), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Use file"), _ ("Cancel"));

  lt_file_ask_show (dialog, self->box, on_chosen);
}

/* --- building --- */

static GtkWidget *
add_button (Learn *self, const char *label, const char *help, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label != NULL ? _ (label) : "");

  gtk_widget_set_visible (button, label != NULL);
  if (help != NULL)
    gtk_widget_set_tooltip_text (button, _ (help));
  gtk_widget_add_css_class (button, "fx-button");
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static GtkWidget *
left_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_widget_add_css_class (label, class);
  return label;
}

GtkWidget *
lt_fx_learn_add (LtFxFrame *frame, const LtFxLearnText *text)
{
  Learn     *self = g_new0 (Learn, 1);
  GtkWidget *clamp;

  self->frame = frame;
  self->text = text;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_object_set_data_full (G_OBJECT (self->box), "lathe-learn", self, learn_free);
  gtk_widget_set_size_request (self->box, WIDTH, -1);
  gtk_widget_add_css_class (self->box, "fx-learn");
  gtk_box_append (GTK_BOX (self->box), left_label (_ (text->title), "heading"));
  self->state = left_label (NULL, "caption");
  gtk_widget_set_vexpand (self->state, TRUE);
  gtk_widget_set_valign (self->state, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), self->state);
  self->stretch = add_button (self, text->stretch, text->stretch_help, G_CALLBACK (on_stretch));
  self->file = add_button (self, text->file, NULL, G_CALLBACK (on_file));
  clamp = adw_clamp_new (); /* a label would go wide where the row is low */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  lt_fx_frame_add (frame, clamp, FALSE);
  g_signal_connect_object (frame, "update", G_CALLBACK (update), self->box, G_CONNECT_SWAPPED);
  return self->box;
}

void
lt_fx_learn_add_listen (LtFxFrame *frame, GtkWidget *learn, const char *key)
{
  GtkWidget *button = gtk_toggle_button_new (), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  LtFxSlot  *slot = lt_fx_frame_get_slot (frame);
  int        param = lt_fx_slot_find (slot, key);
  const LtSlot *s = lt_fx_slot_get (slot);

  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("audio-headphones-symbolic"));
  gtk_box_append (GTK_BOX (row),
                  gtk_label_new (param >= 0 ? _ (s->type->params[param].label) : ""));
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "fx-button");
  gtk_box_append (GTK_BOX (learn), button);
  lt_fx_tie_toggle (frame, button, param);
}
