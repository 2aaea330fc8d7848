// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Holds them, and passes the beat on.
// Layer: app.

#include "app/shell/context.h"

#include "app/shell/clip-print-keeper.h"
#include "app/shell/settings.h"

#include <glib/gi18n.h>
#include <math.h>

#define STILL_S 5.0
#define GLANCE_S 0.25

struct _LtContext
{
  GObject parent_instance;

  LtDocument  *document;
  LtSelection *selection;
  LtLive      *live;
  guint        reopen;
  double       still_s; /* since something moved last */

  LtAutomationWriter *writer;
  LtSession          *played, *stand_in; /* the latter: in place of the document's; NULL: none */
  char               *pass_key;   /* of what is written until the song stops; NULL: nothing yet */
  gboolean            is_writing; /* the document is told what was written: no hand does it */
};

G_DEFINE_FINAL_TYPE (LtContext, lt_context, G_TYPE_OBJECT)

enum
{
  FRAME,
  TOAST,
  WAKE,
  LANE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- automation --- */

static int64_t
heard_position (LtContext *self)
{
  return llround (lt_live_get_heard_position (self->live));
}

/* The session, or what hands make of it. */
static void
play (LtContext *self, gboolean anew)
{
  g_autoptr (LtSession) played = self->stand_in != NULL ? lt_session_ref (self->stand_in) : lt_automation_writer_dup_played (self->writer);
  g_autoptr (GError) error = NULL;

  if (played == NULL || (played == self->played && !anew))
    return;
  if (!lt_live_set_session (self->live, played, lt_document_get_path (self->document), &error))
    lt_context_toast (self, error->message, FALSE);
  lt_session_take (&self->played, g_steal_pointer (&played));
}

void
lt_context_stand_in (LtContext *self, LtSession *session)
{
  if (session == NULL && self->stand_in == NULL)
    return;
  lt_session_take (&self->stand_in, session);
  play (self, TRUE);
}

static const char *
pass_key (LtContext *self)
{
  if (self->pass_key == NULL)
    self->pass_key = lt_document_new_gesture (self->document, "write");
  return self->pass_key;
}

static void
on_edit (const LtSession *next, const char **label, const char **merge_key, gpointer data)
{
  LtContext *self = data;

  if (self->is_writing || lt_automation_writer_observe (self->writer, next, *merge_key, heard_position (self)) != LT_AUTOMATION_WRITER_ROLLING)
    return;
  *label = _ ("Write automation");
  *merge_key = pass_key (self);
}

/* What has been written becomes lanes, in the step of @merge_key; NULL: of the whole pass. */
static void
keep_written (LtContext *self, const char *merge_key)
{
  const LtSession *session = lt_document_get_session (self->document);
  LtSession       *next = session != NULL ? lt_automation_writer_take (self->writer, session) : NULL;

  if (next == NULL)
    return;
  self->is_writing = TRUE;
  lt_document_apply (self->document, next, _ ("Write automation"), merge_key != NULL ? merge_key : pass_key (self));
  self->is_writing = FALSE;
}

static void
on_gesture_end (LtContext *self, const char *key)
{
  lt_automation_writer_release (self->writer, key, heard_position (self));
  keep_written (self, key);
  play (self, FALSE);
}

static void
automation_frame (LtContext *self)
{
  gboolean is_rolling = lt_live_is_rolling (self->live);

  lt_automation_writer_tick (self->writer, is_rolling, heard_position (self));
  keep_written (self, NULL);
  if (!is_rolling)
    g_clear_pointer (&self->pass_key, g_free);
  play (self, FALSE);
}

double
lt_context_get_shown_value (LtContext *self, const LtAutomationTarget *target)
{
  const LtSession *session = lt_document_get_session (self->document);

  if (!lt_live_is_rolling (self->live) || lt_automation_writer_is_writing (self->writer, target))
    return lt_automation_target_get_value (session, target);
  return lt_automation_target_get_heard (session, target, MAX (heard_position (self), 0));
}

void
lt_context_show_lane (LtContext *self, const LtAutomationTarget *target)
{
  g_signal_emit (self, signals[LANE], 0, target);
}

LtAutomationWriter *
lt_context_get_writer (LtContext *self)
{
  return self->writer;
}

/* --- the document --- */

static void
on_changed (LtContext *self, const LtSession *old, const LtSession *now)
{
  lt_automation_writer_set_session (self->writer, now);
  g_clear_pointer (&self->stand_in, lt_session_unref);
  if (now == NULL)
    {
      lt_live_stop (self->live);
      g_clear_pointer (&self->played, lt_session_unref);
      return;
    }
  lt_selection_prune (self->selection, now);
  if (old == NULL)
    {
      lt_live_stop (self->live);
      lt_live_locate (self->live, 0);
    }
  play (self, TRUE);
  lt_context_wake (self);
}

static void
lt_context_dispose (GObject *object)
{
  LtContext *self = LT_CONTEXT (object);

  g_clear_handle_id (&self->reopen, g_source_remove);
  if (self->document != NULL)
    lt_document_set_watch (self->document, NULL, NULL);
  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->live, lt_live_free);
  g_clear_pointer (&self->writer, lt_automation_writer_free);
  g_clear_pointer (&self->played, lt_session_unref);
  g_clear_pointer (&self->stand_in, lt_session_unref);
  g_clear_pointer (&self->pass_key, g_free);
  G_OBJECT_CLASS (lt_context_parent_class)->dispose (object);
}

static void
lt_context_class_init (LtContextClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_context_dispose;
  signals[FRAME] = g_signal_new ("frame", LT_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[TOAST] = g_signal_new ("toast", LT_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_BOOLEAN);
  signals[LANE] = g_signal_new ("lane", LT_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[WAKE] = g_signal_new ("wake", LT_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static const char *const device_keys[] = { "changed::device", "changed::host-api", "changed::buffer-frames", "changed::device-channel", "changed::device-rate" };

static gboolean
open_device_once (gpointer data)
{
  LtContext *self = data;

  self->reopen = 0;
  lt_context_open_device (self);
  return G_SOURCE_REMOVE;
}

/* A choice changes several keys. */
static void
on_device_setting (LtContext *self)
{
  if (self->reopen == 0)
    self->reopen = g_idle_add (open_device_once, self);
}

static void
set_threads (LtContext *self)
{
  lt_live_set_threads (self->live, lt_settings_get () != NULL ? g_settings_get_uint (lt_settings_get (), "play-threads") : 1);
}

static void
lt_context_init (LtContext *self)
{
  self->document = lt_document_new ();
  self->selection = lt_selection_new ();
  self->live = lt_live_new ();
  self->writer = lt_automation_writer_new ();
  set_threads (self);
  lt_context_open_device (self);
  if (lt_settings_get () != NULL)
    g_signal_connect_object (lt_settings_get (), "changed::play-threads", G_CALLBACK (set_threads), self, G_CONNECT_SWAPPED);
  if (lt_settings_get () != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (device_keys); i++)
      g_signal_connect_object (lt_settings_get (), device_keys[i], G_CALLBACK (on_device_setting), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "gesture-end", G_CALLBACK (on_gesture_end), self, G_CONNECT_SWAPPED);
  lt_document_set_watch (self->document, on_edit, self);
  lt_clip_print_keeper_of (self); /* what is played hangs on it */
}

LtContext *
lt_context_new (void)
{
  return g_object_new (LT_TYPE_CONTEXT, NULL);
}

LtDocument *
lt_context_get_document (LtContext *self)
{
  return self->document;
}

LtSelection *
lt_context_get_selection (LtContext *self)
{
  return self->selection;
}

LtLive *
lt_context_get_live (LtContext *self)
{
  return self->live;
}

void
lt_context_open_device (LtContext *self)
{
  GSettings       *settings = lt_settings_get ();
  const LtSession *session = lt_document_get_session (self->document);
  g_autofree char *device = settings != NULL ? g_settings_get_string (settings, "device") : g_strdup ("");
  g_autofree char *host_api = settings != NULL ? g_settings_get_string (settings, "host-api") : g_strdup ("");
  g_autoptr (GError) error = NULL;
  LtLiveWish wish = {
    .host_api = *host_api != '\0' ? host_api : NULL,
    .device = *device != '\0' ? device : NULL,
    .buffer_frames = settings != NULL ? g_settings_get_uint (settings, "buffer-frames") : 0,
    .first_channel = settings != NULL ? g_settings_get_uint (settings, "device-channel") : 0,
    .device_rate_hz = settings != NULL ? g_settings_get_uint (settings, "device-rate") : 0.0,
  };

  if (!lt_live_open (self->live, session != NULL ? session->rate_hz : 48000.0, &wish, &error))
    lt_context_toast (self, error->message, FALSE);
  lt_context_wake (self); /* the frames open the new device once the old one has let go */
}

gboolean
lt_context_frame (LtContext *self, double seconds)
{
  lt_live_tick (self->live);
  automation_frame (self);
  self->still_s = lt_live_is_silent (self->live) ? self->still_s + seconds : 0.0;
  g_signal_emit (self, signals[FRAME], 0, seconds);
  return self->still_s < STILL_S;
}

void
lt_context_wake (LtContext *self)
{
  self->still_s = 0.0;
  g_signal_emit (self, signals[WAKE], 0);
}

void
lt_context_glance (LtContext *self)
{
  self->still_s = MIN (self->still_s, STILL_S - GLANCE_S);
  g_signal_emit (self, signals[WAKE], 0);
}

void
lt_context_toast (LtContext *self, const char *text, gboolean undo)
{
  g_signal_emit (self, signals[TOAST], 0, text, undo);
}
