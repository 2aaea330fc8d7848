// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of the Edit view that read or write recordings, in the background: normalising, consolidating, stripping silence.
// Layer: app.

#include "app/edit/edit-actions-private.h"

#include "app/edit/edit-dialog.h"
#include "app/edit/edit-job.h"
#include "app/edit/edit-strip-silence.h"
#include "app/widgets/control.h"
#include "studio/bounce.h"
#include "studio/clip-level.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtActionRow rows[] = {
  { "edit.normalise", N_ ("Normalise…"), N_ ("Clips"), "<Shift>n", LT_ACTIONS_EDIT },
  { "edit.bounce", N_ ("Consolidate into one recording"), N_ ("Clips"), "<Control>b", LT_ACTIONS_EDIT },
  { "edit.strip-silence", N_ ("Strip silence…"), N_ ("Clips"), "<Control>u", LT_ACTIONS_EDIT },
};

/* --- normalising --- */

typedef struct
{
  LtEditView     *view;
  GArray         *ids, *gains; /* of LtId, of double */
  LtClipLevelKind kind;
  double          target;
  GtkWidget      *field, *choice;
} Normalise;

static double targets[LT_CLIP_LEVEL_N] = { -1.0, -1.0, -18.0 }; /* as they were set last */
static LtClipLevelKind last_kind = LT_CLIP_LEVEL_PEAK;

static void
normalise_free (gpointer data)
{
  Normalise *self = data;

  g_array_unref (self->ids);
  g_array_unref (self->gains);
  g_object_unref (self->view);
  g_free (self);
}

static gboolean
measure (const LtEditJob *job, gpointer data, GError **error)
{
  Normalise      *self = data;
  LtClipLevelSpec spec = { job->session, job->folder, self->ids, self->kind, self->target, lt_job_progress, job->job, job->cancellable };

  g_array_set_size (self->gains, self->ids->len);
  return lt_clip_level_find_gains (&spec, (double *) (gpointer) self->gains->data, error);
}

static void
on_measured (LtEditView *view, const LtEditJob *job, gpointer data)
{
  Normalise       *self = data;
  const LtSession *session = lt_edit_state_get_session (view->state);
  guint            n = 0;

  for (guint i = 0; i < self->gains->len; i++)
    n += isnan (g_array_index (self->gains, double, i));
  lt_edit_state_apply (view->state, lt_edit_clips_gains (session, self->ids, (const double *) (gpointer) self->gains->data), _ ("Normalise clips"), NULL);
  if (n > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u clip was left as it is: silent, too short to measure, or locked", "%u clips were left as they are: silent, too short to measure, or locked", n), n);

      lt_context_toast (lt_edit_state_get_context (view->state), text, FALSE);
    }
}

static LtValueSpec
target_spec (LtClipLevelKind kind)
{
  gboolean is_lufs = kind == LT_CLIP_LEVEL_LUFS;

  return (LtValueSpec) { .label = _ ("Target"), .format = { .kind = is_lufs ? LT_NUMBER_LUFS : kind == LT_CLIP_LEVEL_TRUE_PEAK ? LT_NUMBER_DBTP : LT_NUMBER_DB, .min = -60.0 },
                         .min = -60.0, .max = 0.0, .def = is_lufs ? -18.0 : -1.0, .step = 0.5 };
}

static void
on_kind (GtkDropDown *drop, GParamSpec *pspec, Normalise *self)
{
  LtClipLevelKind kind = (LtClipLevelKind) MIN (gtk_drop_down_get_selected (drop), LT_CLIP_LEVEL_N - 1u);
  LtValueSpec     spec = target_spec (kind);

  lt_control_set_spec (LT_CONTROL (self->field), &spec);
  lt_control_set_value (LT_CONTROL (self->field), targets[kind]);
}

static void
on_normalise_response (AdwMessageDialog *dialog, const char *response, Normalise *self)
{
  if (strcmp (response, "yes") != 0 || self->view->state == NULL || lt_edit_state_get_session (self->view->state) == NULL)
    return;
  last_kind = self->kind = (LtClipLevelKind) MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice)), LT_CLIP_LEVEL_N - 1u);
  targets[self->kind] = self->target = lt_control_get_value (LT_CONTROL (self->field));
  lt_edit_job_run (self->view, _ ("Measuring clips"), measure, on_measured, g_object_steal_data (G_OBJECT (dialog), "ask"), normalise_free);
}

static void
on_normalise (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  const char *const kinds[] = { _ ("Sample peak"), _ ("True peak"), _ ("Loudness (LUFS)"), NULL };
  LtValueSpec spec = target_spec (last_kind);
  Normalise  *self;
  GtkWidget  *dialog, *grid;

  if (!lt_edit_actions_need_clips (&n))
    return;
  self = g_new0 (Normalise, 1);
  *self = (Normalise) { .view = g_object_ref (n.view), .ids = g_array_ref (n.ids), .gains = g_array_new (FALSE, TRUE, sizeof (double)) };
  dialog = lt_edit_dialog_new (widget, _ ("Normalise clips"), _ ("The gain of each clip is set so that its recording comes to the target."), _ ("Normalise"),
                               &grid);
  self->choice = lt_edit_dialog_add_choice (grid, _ ("Measure"), kinds, last_kind);
  self->field = lt_edit_dialog_add_field (grid, &spec, targets[last_kind]);
  g_object_set_data_full (G_OBJECT (dialog), "ask", self, normalise_free);
  g_signal_connect (self->choice, "notify::selected", G_CALLBACK (on_kind), self);
  g_signal_connect (dialog, "response", G_CALLBACK (on_normalise_response), self);
  lt_edit_dialog_present (dialog);
}

/* --- consolidating --- */

typedef struct
{
  GArray   *ids; /* of LtId */
  int64_t   from, to;
  LtBounce *bounce;
} Bounce;

static void
bounce_data_free (gpointer data)
{
  Bounce *self = data;

  g_array_unref (self->ids);
  g_clear_pointer (&self->bounce, lt_bounce_free);
  g_free (self);
}

static gboolean
render (const LtEditJob *job, gpointer data, GError **error)
{
  Bounce      *self = data;
  LtBounceSpec spec = { job->session, job->folder, self->ids, self->from, self->to, lt_job_progress, job->job, job->cancellable };

  self->bounce = lt_bounce_new (&spec, error);
  return self->bounce != NULL;
}

static void
on_rendered (LtEditView *view, const LtEditJob *job, gpointer data)
{
  Bounce            *self = data;
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GError) error = NULL;
  LtSession         *next = lt_bounce_apply (self->bounce, lt_edit_state_get_session (view->state), made, &error);

  if (next == NULL)
    {
      lt_context_toast (lt_edit_state_get_context (view->state), error->message, FALSE);
      return;
    }
  lt_bounce_keep (self->bounce);
  lt_edit_state_apply (view->state, next, _ ("Consolidate clips"), NULL);
  lt_edit_state_pick (view->state, made);
}

static void
on_bounce (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int64_t       from = 0, to = 0;
  LtRippleScope scope;
  Bounce       *self;
  GArray       *ids;

  if (lt_edit_actions_get_range (&n, &from, &to, &scope))
    ids = lt_bounce_find_clips (n.session, from, to, scope.first, scope.last);
  else if (lt_edit_actions_need_clips (&n))
    ids = g_array_ref (n.ids);
  else
    return;
  self = g_new0 (Bounce, 1);
  *self = (Bounce) { ids, from, to, NULL };
  lt_edit_job_run (n.view, _ ("Consolidating clips"), render, on_rendered, self, bounce_data_free);
}

/* --- silence, files --- */

static void
on_strip_silence (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (!lt_edit_actions_need_clips (&n))
    return;
  if (lt_edit_clips_n_locked (n.session, n.ids) < n.ids->len)
    lt_edit_strip_silence_ask (n.view, n.ids);
  else
    lt_clip_ops_tell_locked (n.state, n.session, n.ids);
}

static void
on_find_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_relink_ask (LT_EDIT_VIEW (widget), g_variant_get_uint64 (parameter));
}

static const LtEditAction actions[] = {
  { "edit.normalise", NULL, on_normalise },
  { "edit.bounce", NULL, on_bounce },
  { "edit.strip-silence", NULL, on_strip_silence },
  { "edit.find-file", "t", on_find_file },
};

void
lt_edit_actions_files_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
}
