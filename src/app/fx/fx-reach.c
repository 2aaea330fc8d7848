// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One at a time: it outlives the editor that began it, and the next one shows it. What it finds is true of the song that it
// listened to: where another one would be rendered by then, nothing is changed.
// Layer: app.

#include "app/fx/fx-reach.h"

#include "app/shell/actions.h"
#include "app/shell/question.h"
#include "deliver/loudness-fit.h"
#include "deliver/reach.h"
#include "studio/session-sound.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  LtContext    *context; /* owned */
  char         *path;    /* of the session */
  LtSession    *session; /* as it was listened to */
  GtkWidget    *button;  /* weak: NULL when the editor is gone */
  GCancellable *cancellable;
  LtReach       found;
  gint          done;   /* atomic: per mille */
  guint         ticker; /* 0: it has ended */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_handle_id (&work->ticker, g_source_remove);
  g_clear_weak_pointer (&work->button);
  g_object_unref (work->cancellable);
  g_free (work->path);
  lt_session_unref (work->session);
  g_object_unref (work->context);
  g_free (work);
}

static const char running_key[] = "lathe-fx-reach"; /* of the context */

static Work *
running (LtContext *context)
{
  return g_object_get_data (G_OBJECT (context), running_key);
}

/* --- the button --- */

static char *
dup_name (void)
{
  return g_strdup_printf (_ ("Reach \u2212%.1f LUFS"), -LT_LOUDNESS_FIT_TARGET_LUFS);
}

static void
show_rest (GtkWidget *button)
{
  g_autofree char *name = dup_name ();

  gtk_button_set_label (GTK_BUTTON (button), name);
  gtk_widget_set_tooltip_text (button, _ ("Set the gain so that the whole song has this loudness under the ceiling, and say what it costs"));
}

static gboolean
on_tick (gpointer data)
{
  Work            *work = data;
  g_autofree char *text = g_strdup_printf (_ ("Listening, %d %%"), g_atomic_int_get (&work->done) / 10);

  if (work->button != NULL)
    gtk_button_set_label (GTK_BUTTON (work->button), text);
  return G_SOURCE_CONTINUE;
}

static void
show_running (GtkWidget *button, Work *work)
{
  g_set_weak_pointer (&work->button, button);
  gtk_widget_set_tooltip_text (button, _ ("Click to cancel"));
  on_tick (work);
}

/* On the thread that works. */
static void
on_progress (double done, gpointer data)
{
  g_atomic_int_set (&((Work *) data)->done, (gint) (done * 1000.0));
}

/* --- what was found --- */

/* FALSE: it was said why what was found is of no use any more. */
static gboolean
is_of_use (const Work *work)
{
  LtDocument      *document = lt_context_get_document (work->context);
  const LtSession *session = document != NULL ? lt_document_get_session (document) : NULL;
  gboolean         is_there = session != NULL && g_strcmp0 (work->path, lt_document_get_path (document)) == 0
                      && lt_strip_find_slot (session->master, work->found.slot_id) != NULL;

  if (is_there && lt_session_sound_is_same (work->session, session))
    return TRUE;
  lt_context_toast (work->context, is_there ? _ ("The song has changed meanwhile; nothing was changed. Reach the loudness anew.") : _ ("The limiter is gone; nothing was changed"), FALSE);
  return FALSE;
}

static void
apply (const Work *work)
{
  const LtReach   *found = &work->found;
  LtDocument      *document = lt_context_get_document (work->context);
  g_autofree char *label = g_strdup_printf (_ ("Reach \u2212%.1f LUFS"), -found->target_lufs);
  g_autofree char *said = g_strdup_printf (_ ("\u2212%.1f LUFS with %+.1f dB of gain; reduction %.1f dB at most, %.1f dB on average"), -found->reached_lufs,
                                           found->gain_db, found->reduction_max_db, found->reduction_mean_db);

  if (!is_of_use (work))
    return;
  lt_document_apply (document, lt_reach_apply (lt_document_get_session (document), found), label, NULL);
  lt_context_toast (work->context, said, TRUE);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, const Work *work)
{
  if (g_strcmp0 (response, "apply") == 0)
    apply (work);
}

/* Says how far it falls short, and what even that costs, before anything is done. */
static void
ask (Work *work)
{
  GtkRoot         *root = work->button != NULL ? gtk_widget_get_root (work->button) : NULL;
  g_autofree char *heading = g_strdup_printf (_ ("\u2212%.1f LUFS is out of reach"), -work->found.target_lufs);
  g_autofree char *result = lt_reach_dup_result (&work->found), *cost = lt_reach_dup_cost (&work->found);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", result, cost);
  g_autofree char *yes = g_strdup_printf (_ ("Use %+.1f dB"), work->found.gain_db);
  GtkWidget       *dialog;

  if (root == NULL)
    {
      lt_context_toast (work->context, result, FALSE);
      work_free (work);
      return;
    }
  dialog = lt_question_new (GTK_WINDOW (root), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "apply", yes, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "work", work, work_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), work);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  gboolean good = lt_reach_find_finish (result, &work->found, &error);

  g_clear_handle_id (&work->ticker, g_source_remove);
  g_object_set_data (G_OBJECT (work->context), running_key, NULL);
  if (work->button != NULL)
    show_rest (work->button);
  if (good && !lt_reach_is_there (&work->found) && is_of_use (work))
    {
      ask (work); /* takes it */
      return;
    }
  if (good && lt_reach_is_there (&work->found))
    apply (work);
  else if (!good && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_context_toast (work->context, error->message, FALSE);
  work_free (work);
}

static void
on_clicked (GtkButton *button, LtFxFrame *frame)
{
  const LtFxSlot  *slot = lt_fx_frame_get_slot (frame);
  LtDocument      *document = lt_context_get_document (slot->context);
  Work            *work = running (slot->context);
  const LtSession *session = lt_document_get_session (document);

  if (work != NULL)
    {
      g_cancellable_cancel (work->cancellable);
      return;
    }
  if (session == NULL)
    return;
  work = g_new0 (Work, 1);
  work->context = g_object_ref (slot->context);
  work->session = lt_session_ref (session);
  work->path = g_strdup (lt_document_get_path (document));
  work->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (slot->context), running_key, work);
  show_running (GTK_WIDGET (button), work);
  work->ticker = g_timeout_add (200, on_tick, work);

  LtReachJob job = {
    .session = session,
    .folder = lt_document_get_path (document),
    .slot_id = slot->slot_id,
    .target_lufs = LT_LOUDNESS_FIT_TARGET_LUFS,
    .ceiling_dbtp = NAN,
    .progress = on_progress,
    .progress_data = work,
    .cancellable = work->cancellable,
  };
  lt_reach_find_async (&job, on_found, work);
}

void
lt_fx_reach_add (LtFxFrame *frame)
{
  const LtFxSlot  *slot = lt_fx_frame_get_slot (frame);
  const LtSession *session = lt_document_get_session (lt_context_get_document (slot->context));
  GtkWidget       *button;

  if (session == NULL || lt_strip_find_slot (session->master, slot->slot_id) == NULL)
    return;
  button = gtk_button_new ();
  if (running (slot->context) != NULL)
    show_running (button, running (slot->context));
  else
    show_rest (button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), frame);
  lt_fx_frame_add_after_knobs (frame, button);
}
