// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The actions of the window that move the sound: play, locate, loop, what is heard.
// Layer: app.

#include "app/shell/window-sound.h"

#include "app/shell/actions.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>

#define RETURN_KEY "lathe-return"
#define LOST_KEY "lathe-device-lost"

static const LtActionRow rows[] = {
  { "win.play", N_ ("Play or stop"), N_ ("Transport"), "space", LT_ACTIONS_ANYWHERE },
  { "win.play-selection", N_ ("Play the selection"), N_ ("Transport"), "<Shift>space", LT_ACTIONS_ANYWHERE },
  { "win.to-start", N_ ("To the start"), N_ ("Transport"), "Home", LT_ACTIONS_ANYWHERE },
  { "win.to-end", N_ ("To the end"), N_ ("Transport"), "End", LT_ACTIONS_ANYWHERE },
  { "win.return", N_ ("Back to where playing began"), N_ ("Transport"), "period", LT_ACTIONS_ANYWHERE },
  { "win.loop", N_ ("Loop"), N_ ("Transport"), "l", LT_ACTIONS_ANYWHERE },
  { "win.loop-selection", N_ ("Loop the selection"), N_ ("Transport"), "p", LT_ACTIONS_ANYWHERE },
  { "win.clear-clips", N_ ("Clear all clip lights"), N_ ("Transport"), NULL, LT_ACTIONS_ANYWHERE },
};

static const char *const with_session[] = {
  "win.play", "win.play-selection", "win.to-start", "win.to-end", "win.return", "win.loop", "win.loop-selection",
};

static LtLive *
live_of (GtkWidget *widget)
{
  return lt_context_get_live (lt_window_get_context (LT_WINDOW (widget)));
}

static LtDocument *
document_of (GtkWidget *widget)
{
  return lt_context_get_document (lt_window_get_context (LT_WINDOW (widget)));
}

static void
wake (GtkWidget *widget)
{
  lt_context_wake (lt_window_get_context (LT_WINDOW (widget)));
}

/* Remembers where it began, for win.return. */
static void
play (GtkWidget *widget)
{
  int64_t *from = g_new (int64_t, 1);

  *from = lt_live_get_position (live_of (widget));
  g_object_set_data_full (G_OBJECT (widget), RETURN_KEY, from, g_free);
  lt_live_play (live_of (widget));
  wake (widget);
}

static void
on_play (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!lt_live_is_rolling (live_of (widget)))
    play (widget);
  else
    lt_live_stop (live_of (widget));
  wake (widget);
}

static void
on_play_selection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtSelection *selection = lt_context_get_selection (lt_window_get_context (LT_WINDOW (widget)));
  int64_t      from, to;

  if (lt_selection_get_range (selection, &from, &to))
    lt_live_locate (live_of (widget), from);
  if (!lt_live_is_rolling (live_of (widget)))
    play (widget);
}

static void
locate (GtkWidget *widget, int64_t pos)
{
  lt_live_locate (live_of (widget), MAX (pos, 0));
  wake (widget);
}

static void
on_to_start (GtkWidget *widget, const char *name, GVariant *parameter)
{
  locate (widget, 0);
}

static void
on_to_end (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const LtSession *session = lt_document_get_session (document_of (widget));

  if (session != NULL)
    locate (widget, lt_session_get_length (session));
}

static void
on_return (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const int64_t *from = g_object_get_data (G_OBJECT (widget), RETURN_KEY);

  locate (widget, from != NULL ? *from : 0);
}

static void
set_loop (GtkWidget *widget, bool loop, int64_t from, int64_t to)
{
  LtDocument *document = document_of (widget);

  lt_document_apply (document, lt_edit_session_loop (lt_document_get_session (document), loop, from, to), loop ? _ ("Loop on") : _ ("Loop off"), NULL);
}

/* Without a range of its own yet, the loop is the selection, or the whole song. */
static void
on_loop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const LtSession *session = lt_document_get_session (document_of (widget));
  LtSelection     *selection = lt_context_get_selection (lt_window_get_context (LT_WINDOW (widget)));
  int64_t          from, to;

  if (session == NULL)
    return;
  from = session->loop_from_frames;
  to = session->loop_to_frames;
  if (!session->loop && from >= to && !lt_selection_get_range (selection, &from, &to))
    {
      from = 0;
      to = lt_session_get_length (session);
    }
  set_loop (widget, !session->loop, from, to);
}

static void
on_loop_selection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtSelection *selection = lt_context_get_selection (lt_window_get_context (LT_WINDOW (widget)));
  int64_t      from, to;

  if (lt_document_get_session (document_of (widget)) != NULL && lt_selection_get_range (selection, &from, &to))
    set_loop (widget, true, from, to);
}

static void
on_clear_clips (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_live_clear_all_clips (live_of (widget));
  wake (widget);
}

/* From whoever looks at the device: a lost one is told, and what to do. */
static void
on_device_state (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32     state;
  const char *problem;
  gboolean    bad, was_bad = g_object_get_data (G_OBJECT (widget), LOST_KEY) != NULL;

  g_variant_get (parameter, "(u&s)", &state, &problem);
  bad = state == LT_LIVE_LOST;
  if (bad == was_bad)
    return;
  g_object_set_data (G_OBJECT (widget), LOST_KEY, GINT_TO_POINTER (bad));
  lt_window_banner (LT_WINDOW (widget), "device", bad ? (*problem != '\0' ? problem : _ ("The sound device is gone. Playing to nowhere.")) : NULL,
                    _ ("Choose Device"), "app.preferences");
}

static void
on_locate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  locate (widget, g_variant_get_int64 (parameter));
}

void
lt_window_sound_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.play", NULL, on_play);
  gtk_widget_class_install_action (class, "win.play-selection", NULL, on_play_selection);
  gtk_widget_class_install_action (class, "win.to-start", NULL, on_to_start);
  gtk_widget_class_install_action (class, "win.to-end", NULL, on_to_end);
  gtk_widget_class_install_action (class, "win.return", NULL, on_return);
  gtk_widget_class_install_action (class, "win.loop", NULL, on_loop);
  gtk_widget_class_install_action (class, "win.loop-selection", NULL, on_loop_selection);
  gtk_widget_class_install_action (class, "win.clear-clips", NULL, on_clear_clips);
  gtk_widget_class_install_action (class, "win.locate", "x", on_locate);
  gtk_widget_class_install_action (class, "win.device-state", "(us)", on_device_state);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}

void
lt_window_sound_set_open (LtWindow *self, gboolean open)
{
  for (gsize i = 0; i < G_N_ELEMENTS (with_session); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), with_session[i], open);
}
