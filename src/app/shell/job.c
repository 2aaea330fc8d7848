// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Progress is left in an atomic and picked up at most 20 times a second.
// Layer: app.

#include "app/shell/job.h"

#include <stdatomic.h>

#define PATIENCE_S 5

struct _LtJob
{
  GObject parent_instance;

  char         *label;
  GCancellable *cancellable;
  _Atomic int   millis; /* thousandths; -1: not known */
  int           shown;
  gboolean      done, of_session, is_output;
  guint         timer;

  GApplication *held; /* alive until it is done; NULL: it was not stopped */
  guint         patience;
};

G_DEFINE_FINAL_TYPE (LtJob, lt_job, G_TYPE_OBJECT)

enum
{
  PROP_LABEL = 1,
  PROP_FRACTION,
  PROP_DONE,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

static gboolean
on_timer (gpointer data)
{
  LtJob *self = data;
  int    now = atomic_load_explicit (&self->millis, memory_order_relaxed);

  if (now != self->shown)
    {
      self->shown = now;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
    }
  return G_SOURCE_CONTINUE;
}

const char *
lt_job_get_label (LtJob *self)
{
  return self->label;
}

double
lt_job_get_fraction (LtJob *self)
{
  return self->shown / 1000.0;
}

GCancellable *
lt_job_get_cancellable (LtJob *self)
{
  return self->cancellable;
}

void
lt_job_progress (double done, gpointer job)
{
  atomic_store_explicit (&LT_JOB (job)->millis, (int) (CLAMP (done, 0.0, 1.0) * 1000.0), memory_order_relaxed);
}

void
lt_job_set_label (LtJob *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

/* --- its end --- */

static void
let_go (LtJob *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->held != NULL)
    g_application_release (self->held);
  g_clear_object (&self->held);
}

/* It does not listen. */
static gboolean
on_patience (gpointer data)
{
  LtJob *self = data;

  self->patience = 0;
  let_go (self);
  return G_SOURCE_REMOVE;
}

void
lt_job_stop (LtJob *self)
{
  GApplication *application = g_application_get_default ();

  if (!self->done && application != NULL && self->held == NULL)
    {
      self->held = g_object_ref (application);
      g_application_hold (application);
      self->patience = g_timeout_add_seconds (PATIENCE_S, on_patience, self);
    }
  g_cancellable_cancel (self->cancellable); /* may finish it */
}

void
lt_job_set_of_session (LtJob *self)
{
  self->of_session = TRUE;
}

gboolean
lt_job_get_of_session (LtJob *self)
{
  return self->of_session;
}

void
lt_job_set_is_output (LtJob *self)
{
  self->is_output = TRUE;
}

gboolean
lt_job_get_is_output (LtJob *self)
{
  return self->is_output;
}

void
lt_job_finish (LtJob *self)
{
  if (self->done)
    return;
  self->done = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DONE]);
  let_go (self);
}

static void
lt_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LtJob *self = LT_JOB (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, lt_job_get_fraction (self));
      break;
    case PROP_DONE:
      g_value_set_boolean (value, self->done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lt_job_finalize (GObject *object)
{
  LtJob *self = LT_JOB (object);

  let_go (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->cancellable);
  g_free (self->label);
  G_OBJECT_CLASS (lt_job_parent_class)->finalize (object);
}

static void
lt_job_class_init (LtJobClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->get_property = lt_job_get_property;
  G_OBJECT_CLASS (class)->finalize = lt_job_finalize;
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1.0, 1.0, -1.0, flags);
  props[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
}

static void
lt_job_init (LtJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->shown = -1000;
  atomic_init (&self->millis, -1000);
  self->timer = g_timeout_add (50, on_timer, self);
}

LtJob *
lt_job_new (const char *label)
{
  LtJob *self = g_object_new (LT_TYPE_JOB, NULL);

  self->label = g_strdup (label);
  return self;
}
