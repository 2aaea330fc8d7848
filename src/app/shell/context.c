// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Holds them, and passes the beat on.
// Layer: app.

#include "app/shell/context.h"

#define STILL_S 5.0

struct _LtContext
{
  GObject parent_instance;

  LtDocument  *document;
  LtSelection *selection;
  double       still_s; /* since something moved last */
};

G_DEFINE_FINAL_TYPE (LtContext, lt_context, G_TYPE_OBJECT)

enum
{
  FRAME,
  TOAST,
  WAKE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_changed (LtContext *self)
{
  const LtSession *session = lt_document_get_session (self->document);

  if (session != NULL)
    lt_selection_prune (self->selection, session);
}

static void
lt_context_dispose (GObject *object)
{
  LtContext *self = LT_CONTEXT (object);

  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (lt_context_parent_class)->dispose (object);
}

static void
lt_context_class_init (LtContextClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_context_dispose;
  signals[FRAME] = g_signal_new ("frame", LT_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[TOAST] = g_signal_new ("toast", LT_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_BOOLEAN);
  signals[WAKE] = g_signal_new ("wake", LT_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_context_init (LtContext *self)
{
  self->document = lt_document_new ();
  self->selection = lt_selection_new ();
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
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

gboolean
lt_context_frame (LtContext *self, double seconds)
{
  self->still_s += seconds;
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
lt_context_toast (LtContext *self, const char *text, gboolean undo)
{
  g_signal_emit (self, signals[TOAST], 0, text, undo);
}
