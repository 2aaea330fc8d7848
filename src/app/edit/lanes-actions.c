// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// By name and by key what hands do in the lanes: crossfades, a range that grows, heights, listening to one clip.
// Layer: app.

#include "app/edit/edit-view-private.h"

#include "app/edit/audition.h"
#include "app/edit/cross.h"
#include "app/shell/actions.h"
#include "session/ids.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtActionRow rows[] = {
  { "edit.tool::draw", N_ ("Draw tool"), N_ ("Edit"), "4", LT_ACTIONS_EDIT },
  { "edit.extend(-1)", N_ ("Range to the left by the grid"), N_ ("Edit"), "<Shift>Left", LT_ACTIONS_EDIT },
  { "edit.extend(1)", N_ ("Range to the right by the grid"), N_ ("Edit"), "<Shift>Right", LT_ACTIONS_EDIT },
  { "edit.extend-rows(-1)", N_ ("Range over the track above"), N_ ("Edit"), "<Shift>Up", LT_ACTIONS_EDIT },
  { "edit.extend-rows(1)", N_ ("Range over the track below"), N_ ("Edit"), "<Shift>Down", LT_ACTIONS_EDIT },
  { "edit.audition", N_ ("Listen to the clip alone"), N_ ("Clips"), "h", LT_ACTIONS_EDIT },
  { "edit.cross-left", N_ ("Move the crossfade left by the grid"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
  { "edit.cross-right", N_ ("Move the crossfade right by the grid"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
  { "edit.fade-curve", N_ ("Next curve of the fades"), N_ ("Clips"), "<Shift>x", LT_ACTIONS_EDIT },
  { "edit.flatten-gain", N_ ("Remove the drawn gain"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
  { "edit.wave-taller", N_ ("Taller waveforms"), N_ ("Zoom"), "<Control>Up", LT_ACTIONS_EDIT },
  { "edit.wave-lower", N_ ("Lower waveforms"), N_ ("Zoom"), "<Control>Down", LT_ACTIONS_EDIT },
  { "edit.rows-taller", N_ ("Taller tracks"), N_ ("Zoom"), "<Control><Shift>Up", LT_ACTIONS_EDIT },
  { "edit.rows-lower", N_ ("Lower tracks"), N_ ("Zoom"), "<Control><Shift>Down", LT_ACTIONS_EDIT },
};

typedef struct
{
  LtEditState     *state;
  const LtSession *session; /* NULL: none */
  GArray          *ids;     /* of LtId: the picked clips */
  LtSession       *next;    /* what becomes of it */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->ids, g_array_unref);
  g_clear_pointer (&work->next, lt_session_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static Work
begin (GtkWidget *widget)
{
  LtEditState     *state = LT_EDIT_VIEW (widget)->state;
  const LtSession *session = lt_edit_state_get_session (state);

  return (Work) { state, session, lt_edit_state_dup_clips (state), session != NULL ? lt_session_ref (session) : NULL };
}

static void
apply (Work *work, const char *label)
{
  if (work->next != NULL)
    lt_edit_state_apply (work->state, g_steal_pointer (&work->next), label, NULL);
}

/* The picked clip @i as it is by now; NULL: gone, or locked. */
static const LtClip *
clip_at (Work *work, guint i)
{
  const LtClip *clip = lt_session_find_clip (work->next, g_array_index (work->ids, LtId, i), NULL);

  return clip != NULL && !clip->locked ? clip : NULL;
}

/* --- clips --- */

/* The X at the start of each picked clip, or where only the earlier of the two is picked, at its end. */
static void
on_cross (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Work) work = begin (widget);
  int           way = strcmp (name, "edit.cross-left") == 0 ? -1 : 1;

  for (guint t = 0; work.next != NULL && t < work.session->tracks->len; t++)
    for (guint i = 0; i + 1 < ((const LtTrack *) work.session->tracks->pdata[t])->clips->len; i++)
      {
        LtCross cross;

        if (!lt_cross_find (work.next->tracks->pdata[t], i, &cross))
          continue;
        if (lt_ids_has (work.ids, cross.after->id) || (work.ids->len == 1 && lt_ids_has (work.ids, cross.before->id)))
          lt_session_take (&work.next, lt_cross_move (work.next, &cross, way * llround (lt_edit_state_get_step (work.state))));
      }
  apply (&work, _ ("Crossfade"));
}

static LtFadeCurve
next_curve (LtFadeCurve curve)
{
  LtFadeCurve up = lt_cross_step_curve (curve, 1);

  return up != curve ? up : lt_cross_step_curve (curve, -LT_FADE_EXPONENTIAL);
}

static void
on_fade_curve (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Work) work = begin (widget);
  const char   *told = NULL;

  for (guint i = 0; work.next != NULL && i < work.ids->len; i++)
    {
      const LtClip *clip = clip_at (&work, i);
      LtId          id = clip != NULL ? clip->id : 0;
      LtCross       cross;

      if (clip == NULL)
        continue;
      LtFadeCurve in = next_curve (clip->fade_in_curve), out = next_curve (clip->fade_out_curve);
      if (clip->fade_in_frames == 0 && clip->fade_out_frames == 0)
        continue;
      told = lt_cross_get_curve_name (clip->fade_in_frames > 0 ? in : out);
      if (lt_cross_find_into (work.next, id, &cross))
        lt_session_take (&work.next, lt_cross_bend (work.next, &cross, in));
      else if (clip->fade_in_frames > 0)
        lt_session_take (&work.next, lt_edit_clip_fade_in (work.next, id, clip->fade_in_frames, in));
      clip = lt_session_find_clip (work.next, id, NULL);
      if (clip->fade_out_frames > 0)
        lt_session_take (&work.next, lt_edit_clip_fade_out (work.next, id, clip->fade_out_frames, out));
    }
  apply (&work, _ ("Curve of fades"));
  if (told != NULL)
    lt_context_toast (lt_edit_state_get_context (work.state), told, FALSE);
  else if (work.session != NULL)
    lt_context_toast (lt_edit_state_get_context (work.state), _ ("Pick a clip that fades first"), FALSE);
}

static void
on_flatten (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Work) work = begin (widget);

  for (guint i = 0; work.next != NULL && i < work.ids->len; i++)
    if (clip_at (&work, i) != NULL)
      lt_session_take (&work.next, lt_edit_clip_envelope (work.next, g_array_index (work.ids, LtId, i), NULL, 0));
  apply (&work, _ ("Remove the drawn gain"));
}

static void
on_audition (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Work) work = begin (widget);

  if (work.session == NULL || lt_audition_stop (work.state))
    return;
  if (work.ids->len > 0)
    lt_audition_start (work.state, g_array_index (work.ids, LtId, 0), -1);
  else
    lt_context_toast (lt_edit_state_get_context (work.state), _ ("Pick a clip first"), FALSE);
}

/* --- the range --- */

static guint
picked_row (Work *work)
{
  LtId strip = lt_selection_get_strip (lt_edit_state_get_selection (work->state));

  for (guint i = 0; i < work->session->tracks->len; i++)
    if (((const LtTrack *) work->session->tracks->pdata[i])->strip->id == strip)
      return i;
  return 0;
}

/* From the playhead, on the picked track, where there is none yet. The end that is not the playhead moves. */
static void
on_extend (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Work) work = begin (widget);
  LtSelection  *selection = lt_edit_state_get_selection (work.state);
  double        step = lt_edit_state_get_step (work.state), anchor = lt_edit_state_get_position (work.state), moving = anchor;
  int64_t       from, to;

  if (work.session == NULL || work.session->tracks->len == 0)
    return;
  if (!lt_selection_get_range (selection, &from, &to))
    lt_edit_state_set_range_rows (work.state, picked_row (&work), picked_row (&work));
  else
    {
      moving = fabs ((double) from - anchor) < fabs ((double) to - anchor) ? (double) to : (double) from;
      anchor = moving == (double) to ? (double) from : (double) to;
    }
  moving = g_variant_get_int32 (parameter) > 0 ? (floor (moving / step + 1e-6) + 1.0) * step : MAX ((ceil (moving / step - 1e-6) - 1.0) * step, 0.0);
  lt_selection_set_range (selection, llround (MIN (anchor, moving)), llround (MAX (anchor, moving)));
  lt_edit_state_reveal (work.state, moving);
}

/* The row that is furthest from the picked track moves. */
static void
on_extend_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Work) work = begin (widget);
  int64_t       from, to;
  guint         first, last;

  if (work.session == NULL || !lt_selection_get_range (lt_edit_state_get_selection (work.state), &from, &to))
    return;
  lt_edit_state_get_range_rows (work.state, &first, &last);
  int anchor = (int) CLAMP (picked_row (&work), first, last), moving = anchor == (int) first ? (int) last : (int) first;
  moving = CLAMP (moving + g_variant_get_int32 (parameter), 0, (int) work.session->tracks->len - 1);
  lt_edit_state_set_range_rows (work.state, (guint) anchor, (guint) moving);
}

/* --- heights --- */

static void
on_wave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_state_step_wave (LT_EDIT_VIEW (widget)->state, strcmp (name, "edit.wave-taller") == 0 ? 1 : -1);
}

static void
on_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_state_step_row_heights (LT_EDIT_VIEW (widget)->state, strcmp (name, "edit.rows-taller") == 0 ? 1 : -1);
}

void
lt_lanes_actions_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.extend", "i", on_extend);
  gtk_widget_class_install_action (class, "edit.extend-rows", "i", on_extend_rows);
  gtk_widget_class_install_action (class, "edit.audition", NULL, on_audition);
  gtk_widget_class_install_action (class, "edit.cross-left", NULL, on_cross);
  gtk_widget_class_install_action (class, "edit.cross-right", NULL, on_cross);
  gtk_widget_class_install_action (class, "edit.fade-curve", NULL, on_fade_curve);
  gtk_widget_class_install_action (class, "edit.flatten-gain", NULL, on_flatten);
  gtk_widget_class_install_action (class, "edit.wave-taller", NULL, on_wave);
  gtk_widget_class_install_action (class, "edit.wave-lower", NULL, on_wave);
  gtk_widget_class_install_action (class, "edit.rows-taller", NULL, on_rows);
  gtk_widget_class_install_action (class, "edit.rows-lower", NULL, on_rows);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
