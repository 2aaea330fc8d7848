// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What nobody waits for any more is told to end and left alone.
// Layer: app.

#include "app/master/spectrum-reference.h"

#include "studio/match-profile.h"

#include <math.h>

struct _LtSpectrumReference
{
  LtContext   *context;
  GSourceFunc  changed;
  gpointer     data;
  char        *path;        /* of the one that stands by; NULL: none */
  GCancellable *cancellable; /* of the task that measures it */
  float       *bins;        /* NULL: not known */
  double       bin_hz;
};

typedef struct
{
  float *bins;
  double bin_hz;
} Result;

static void
result_free (gpointer data)
{
  g_free (((Result *) data)->bins);
  g_free (data);
}

static void
measure (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (LtMatchProfile) profile = lt_match_profile_of_file (path, 0, -1, NULL, NULL, cancellable, &error);
  const LtMatchSound *sound;
  Result             *result;

  if (profile == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sound = lt_match_profile_get_sound (profile);
  result = g_new0 (Result, 1);
  result->bins = g_new (float, LT_MATCH_PROFILE_BINS);
  result->bin_hz = sound->bin_hz;
  for (guint i = 0; i < LT_MATCH_PROFILE_BINS; i++)
    {
      double power = sound->mid[i] + (sound->n_channels > 1 ? sound->side[i] : 0.0);

      result->bins[i] = power > 0.0 ? (float) (10.0 * log10 (power)) : -INFINITY;
    }
  g_task_return_pointer (task, result, result_free);
}

static void
on_measured (GObject *source, GAsyncResult *task, gpointer data)
{
  LtSpectrumReference *self = data;
  Result              *result;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (task))))
    return; /* @self may be gone */
  g_clear_object (&self->cancellable);
  result = g_task_propagate_pointer (G_TASK (task), NULL); /* silent, or unreadable: no line */
  if (result == NULL)
    return;
  self->bins = g_steal_pointer (&result->bins);
  self->bin_hz = result->bin_hz;
  result_free (result);
  self->changed (self->data);
}

static void
leave (LtSpectrumReference *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bins, g_free);
}

void
lt_spectrum_reference_follow (LtSpectrumReference *self)
{
  const char *path = lt_live_get_reference_path (lt_context_get_live (self->context));

  if (g_strcmp0 (path, self->path) == 0)
    return;
  leave (self);
  g_free (self->path);
  self->path = g_strdup (path);
  if (path != NULL)
    {
      self->cancellable = g_cancellable_new ();
      g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_measured, self);
      g_task_set_task_data (task, g_strdup (path), g_free);
      g_task_run_in_thread (task, measure);
    }
  self->changed (self->data);
}

LtSpectrumReference *
lt_spectrum_reference_new (LtContext *context, GSourceFunc changed, gpointer data)
{
  LtSpectrumReference *self = g_new0 (LtSpectrumReference, 1);

  self->context = context;
  self->changed = changed;
  self->data = data;
  return self;
}

void
lt_spectrum_reference_free (LtSpectrumReference *self)
{
  leave (self);
  g_free (self->path);
  g_free (self);
}

const float *
lt_spectrum_reference_get (LtSpectrumReference *self, guint *n_bins, double *bin_hz)
{
  *n_bins = LT_MATCH_PROFILE_BINS;
  *bin_hz = self->bin_hz;
  return self->bins;
}
