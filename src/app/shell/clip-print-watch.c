// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks the keeper whenever it has changed; what was told once is not told again.
// Layer: app.

#include "app/shell/clip-print-watch.h"

#include "app/shell/actions.h"
#include "app/shell/clip-print-keeper.h"

#include <glib/gi18n.h>

#define ACTION "win.prepare-clips"
#define BANNER "clip-prints"
#define KEY "lathe-clip-print-watch"
#define PATIENCE_MS 800 /* until then the ring on the clip is enough */

typedef struct
{
  LtWindow          *window; /* borrowed: it holds this */
  LtClipPrintKeeper *keeper;
  LtJob             *job;    /* NULL: nothing is waited for */
  guint              patience, most; /* most: prints of this job at once so far */
  char              *told;
} Watch;

static const LtActionRow rows[] = {
  { ACTION, N_ ("Prepare clips again that could not be prepared"), N_ ("Session"), NULL, LT_ACTIONS_ANYWHERE },
};

static LtClipPrintKeeper *
keeper_of (GtkWidget *window)
{
  return lt_clip_print_keeper_of (lt_window_get_context (LT_WINDOW (window)));
}

static void
on_prepare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_clip_print_keeper_retry (keeper_of (widget));
}

void
lt_clip_print_watch_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, ACTION, NULL, on_prepare);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}

/* --- how far they are --- */

static void
on_stop (LtClipPrintKeeper *keeper)
{
  lt_clip_print_keeper_stop (keeper, NULL);
}

static gboolean
on_patience (gpointer data)
{
  Watch *self = data;

  self->patience = 0;
  lt_window_add_job (self->window, self->job);
  return G_SOURCE_REMOVE;
}

static void
end_job (Watch *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  self->most = 0;
  if (self->job != NULL)
    lt_job_finish (self->job);
  g_clear_object (&self->job);
}

static void
begin_job (Watch *self)
{
  self->job = lt_job_new ("");
  g_signal_connect_object (lt_job_get_cancellable (self->job), "cancelled", G_CALLBACK (on_stop), self->keeper, G_CONNECT_SWAPPED);
  self->patience = g_timeout_add (PATIENCE_MS, on_patience, self);
}

static void
show_progress (Watch *self, const LtClipPrintWork *work)
{
  g_autofree char *label = NULL;

  if (work->n_waiting == 0)
    {
      end_job (self);
      return;
    }
  if (self->job == NULL)
    begin_job (self);
  self->most = MAX (self->most, work->n_waiting);
  label = g_strdup_printf (ngettext ("Preparing %u clip", "Preparing %u clips", self->most), self->most);
  if (g_strcmp0 (lt_job_get_label (self->job), label) != 0)
    lt_job_set_label (self->job, label);
  lt_job_progress ((self->most - work->n_waiting + work->done) / self->most, self->job);
}

/* --- why one failed --- */

static void
show_problem (Watch *self, const LtClipPrintWork *work)
{
  g_autofree char *text = NULL;

  if (work->n_failed > 0)
    text = g_strdup_printf (ngettext ("%u clip is not prepared and stays silent. %s", "%u clips are not prepared and stay silent. %s", work->n_failed),
                            work->n_failed, work->problem);
  if (g_strcmp0 (self->told, text) == 0)
    return;
  lt_window_banner (self->window, BANNER, text, _ ("Try Again"), ACTION);
  g_free (self->told);
  self->told = g_steal_pointer (&text);
}

static void
on_changed (LtWindow *window)
{
  Watch          *self = g_object_get_data (G_OBJECT (window), KEY);
  LtClipPrintWork work;

  lt_clip_print_keeper_get_work (self->keeper, &work);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), ACTION, work.n_failed > 0);
  show_progress (self, &work);
  show_problem (self, &work);
}

/* --- its life --- */

static void
watch_free (gpointer data)
{
  Watch *self = data;

  end_job (self);
  g_object_unref (self->keeper);
  g_free (self->told);
  g_free (self);
}

void
lt_clip_print_watch_tie (LtWindow *window)
{
  Watch *self = g_new0 (Watch, 1);

  self->window = window;
  self->keeper = g_object_ref (keeper_of (GTK_WIDGET (window)));
  g_object_set_data_full (G_OBJECT (window), KEY, self, watch_free);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_changed), window, G_CONNECT_SWAPPED);
  on_changed (window);
}
