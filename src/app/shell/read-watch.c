// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks the pool of pictures, which reads every file that is seen, and what plays, which reads every file that is heard; what was told
// once is not told again.
// Layer: app.

#include "app/shell/read-watch.h"

#include "app/shell/actions.h"
#include "app/shell/clip-print-keeper.h"
#include "app/shell/peaks-pool.h"
#include "studio/file-feeds.h"

#include <glib/gi18n.h>

#define ACTION "win.read-again"
#define KEY "lathe-read-watch"

typedef struct
{
  LtWindow *window; /* borrowed: it holds this */
  guint     idle;
  guint     n_missing; /* files, when they were looked for last */
  char     *told, *told_missing;
} Watch;

typedef struct
{
  LtLive     *live;
  guint       n_failed, n_missing;
  const char *problem; /* of one that failed */
} Found;

static const LtActionRow rows[] = {
  { "win.read-again", N_ ("Read files again that could not be read"), N_ ("Session"), NULL, LT_ACTIONS_ANYWHERE },
};

typedef void (*Each) (const char *path, gpointer data);

static void
each_path (LtWindow *window, Each each, gpointer data)
{
  LtDocument      *document = lt_context_get_document (lt_window_get_context (window));
  const LtSession *session = lt_document_get_session (document);

  for (guint i = 0; session != NULL && i < session->sources->len; i++)
    {
      g_autofree char *path = lt_file_feeds_dup_path (session->sources->pdata[i], lt_document_get_path (document));

      each (path, data);
    }
}

/* --- what is told --- */

/* Where the pool was not asked for a picture, what plays may have met it. */
static void
ask (const char *path, gpointer data)
{
  LtPeaksPool     *pool = lt_peaks_pool_get_default ();
  LtPeaksPoolState state = lt_peaks_pool_get_state (pool, path);
  Found           *found = data;
  const char      *problem = state == LT_PEAKS_POOL_FAILED ? lt_peaks_pool_get_problem (pool, path) : lt_live_get_problem (found->live, path);

  found->n_missing += state == LT_PEAKS_POOL_MISSING;
  if (problem == NULL || (state != LT_PEAKS_POOL_FAILED && !g_file_test (path, G_FILE_TEST_EXISTS)))
    return;
  found->n_failed++;
  found->problem = problem;
}

static void
look (const char *path, gpointer data)
{
  *(guint *) data += !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* @text is taken. */
static void
tell (Watch *self, const char *banner, char **told, char *text)
{
  if (g_strcmp0 (*told, text) != 0)
    lt_window_banner (self->window, banner, text, _ ("Try Again"), ACTION);
  g_free (*told);
  *told = text;
}

static void
update (Watch *self)
{
  Found found = { .live = lt_context_get_live (lt_window_get_context (self->window)) };

  each_path (self->window, ask, &found);
  tell (self, "missing", &self->told_missing,
        self->n_missing > 0 ? g_strdup_printf (ngettext ("%u recording is missing. Its clips are silent until it is found again.",
                                                         "%u recordings are missing. Their clips are silent until they are found again.", self->n_missing), self->n_missing)
                            : NULL);
  tell (self, "unread", &self->told,
        found.n_failed > 0 ? g_strdup_printf (ngettext ("%u recording can’t be read. %s", "%u recordings can’t be read. %s", found.n_failed), found.n_failed, found.problem) : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->window), ACTION, found.n_failed + found.n_missing + self->n_missing > 0);
}

static gboolean
on_idle (gpointer data)
{
  Watch *self = data;

  self->idle = 0;
  if (lt_window_get_context (self->window) != NULL) /* else it was closed meanwhile */
    update (self);
  return G_SOURCE_REMOVE;
}

/* Many files are opened at once: they are counted together. */
static void
on_pool (LtWindow *window)
{
  Watch *self = g_object_get_data (G_OBJECT (window), KEY);

  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}

static void
retry (const char *path, gpointer data)
{
  lt_peaks_pool_retry (data, path);
}

/* What is opened may have been written anew since the program saw it last. */
static void
on_document (LtWindow *window, const LtSession *old, const LtSession *now)
{
  Watch *self = g_object_get_data (G_OBJECT (window), KEY);

  if (old != NULL && now != NULL && old->sources == now->sources)
    return;
  if (old == NULL)
    each_path (window, retry, lt_peaks_pool_get_default ());
  if (self->n_missing > 0)
    lt_read_watch_look (window);
  else
    on_pool (window);
}

void
lt_read_watch_look (LtWindow *window)
{
  Watch *self = g_object_get_data (G_OBJECT (window), KEY);

  self->n_missing = 0;
  each_path (window, look, &self->n_missing);
  update (self);
}

/* --- trying again --- */

static void
on_read_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtWindow  *window = LT_WINDOW (widget);
  LtContext *context = lt_window_get_context (window);

  each_path (window, retry, lt_peaks_pool_get_default ());
  lt_live_renew_prints (lt_context_get_live (context)); /* and recordings that it could not open */
  lt_read_watch_look (window);
  lt_clip_print_keeper_look (lt_clip_print_keeper_of (context));
}

void
lt_read_watch_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, ACTION, NULL, on_read_again);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}

/* --- its life --- */

static void
watch_free (gpointer data)
{
  Watch *self = data;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_free (self->told);
  g_free (self->told_missing);
  g_free (self);
}

void
lt_read_watch_tie (LtWindow *window)
{
  Watch *self = g_new0 (Watch, 1);

  self->window = window;
  g_object_set_data_full (G_OBJECT (window), KEY, self, watch_free);
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (on_pool), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (lt_window_get_context (window)), "changed", G_CALLBACK (on_document), window, G_CONNECT_SWAPPED);
  update (self);
}
