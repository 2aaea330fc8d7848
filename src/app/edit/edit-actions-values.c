// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of the Edit view: how clips sound, and what they are called.
// Layer: app.

#include "app/edit/edit-actions-private.h"

#include "app/widgets/popover.h"

#include <glib/gi18n.h>
#include <math.h>

#define GAIN_STEP_DB 0.5

static const LtActionRow rows[] = {
  { "edit.fade", N_ ("Fade to the playhead"), N_ ("Clips"), "f", LT_ACTIONS_EDIT },
  { "edit.louder", N_ ("Clip gain up 0.5 dB"), N_ ("Clips"), "plus equal KP_Add", LT_ACTIONS_EDIT },
  { "edit.softer", N_ ("Clip gain down 0.5 dB"), N_ ("Clips"), "minus KP_Subtract", LT_ACTIONS_EDIT },
  { "edit.envelope-add", N_ ("Add a point to the gain envelope"), N_ ("Clips"), "e", LT_ACTIONS_EDIT },
  { "edit.envelope-remove", N_ ("Remove the nearest point of the envelope"), N_ ("Clips"), "<Shift>e", LT_ACTIONS_EDIT },
  { "edit.envelope-gain(1)", N_ ("Nearest point of the envelope up 0.5 dB"), N_ ("Clips"), "<Alt>Up", LT_ACTIONS_EDIT },
  { "edit.envelope-gain(-1)", N_ ("Nearest point of the envelope down 0.5 dB"), N_ ("Clips"), "<Alt>Down", LT_ACTIONS_EDIT },
  { "edit.envelope-move(-1)", N_ ("Nearest point of the envelope left by the grid"), N_ ("Clips"), "<Alt>Page_Up", LT_ACTIONS_EDIT },
  { "edit.envelope-move(1)", N_ ("Nearest point of the envelope right by the grid"), N_ ("Clips"), "<Alt>Page_Down", LT_ACTIONS_EDIT },
  { "edit.mute-clips", N_ ("Mute clips"), N_ ("Clips"), "<Control>m", LT_ACTIONS_EDIT },
  { "edit.lock-clips", N_ ("Lock clips"), N_ ("Clips"), "<Control>l", LT_ACTIONS_EDIT },
  { "edit.reverse", N_ ("Reverse"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
  { "edit.polarity", N_ ("Invert polarity"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
  { "edit.group-clips", N_ ("Group clips"), N_ ("Clips"), "<Control>g", LT_ACTIONS_EDIT },
  { "edit.ungroup-clips", N_ ("Ungroup clips"), N_ ("Clips"), "<Control><Alt>g", LT_ACTIONS_EDIT },
  { "edit.rename-clips", N_ ("Rename clips"), N_ ("Clips"), "<Shift>F2", LT_ACTIONS_EDIT },
};

/* --- fades and gain --- */

static void
on_fade (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (lt_edit_actions_need_clips (&n))
    lt_edit_actions_apply_clips (&n, lt_edit_clips_fade_to (n.session, n.ids, n.position), _ ("Fade to the playhead"));
}

static void
on_curve (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int curve = g_variant_get_int32 (parameter);

  if (curve >= LT_FADE_LINEAR && curve <= LT_FADE_EXPONENTIAL && lt_edit_actions_need_clips (&n))
    lt_edit_actions_apply_clips (&n, lt_edit_clips_curve (n.session, n.ids, (LtFadeCurve) curve), _ ("Fade shape"));
}

static void
on_gain (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (n.session != NULL)
    lt_edit_actions_apply_clips (&n, lt_edit_clips_gain (n.session, n.ids, strcmp (name, "edit.louder") == 0 ? GAIN_STEP_DB : -GAIN_STEP_DB),
                                 _ ("Clip gain"));
}

/* --- envelopes --- */

static void
on_envelope_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (lt_edit_actions_need_clips (&n)
      && !lt_edit_actions_apply_clips (&n, lt_edit_clips_envelope_add (n.session, n.ids, n.position), _ ("Add envelope point"))
      && lt_edit_clips_n_locked (n.session, n.ids) == 0)
    lt_edit_actions_say (&n, _ ("The playhead is over no picked clip, or on a point"));
}

static void
on_envelope_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (lt_edit_actions_need_clips (&n))
    lt_edit_actions_apply_clips (&n, lt_edit_clips_envelope_remove (n.session, n.ids, n.position), _ ("Remove envelope point"));
}

static void
on_envelope_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  gboolean is_gain = strcmp (name, "edit.envelope-gain") == 0;
  int      way = g_variant_get_int32 (parameter);

  if (!lt_edit_actions_need_clips (&n))
    return;
  lt_edit_actions_apply_clips (&n,
                               lt_edit_clips_envelope_move (n.session, n.ids, n.position, is_gain ? 0 : way * llround (lt_edit_state_get_step (n.state)),
                                                            is_gain ? way * GAIN_STEP_DB : 0.0),
                               _ ("Move envelope point"));
}

/* --- switches --- */

static const struct
{
  const char *name, *label;
  LtClipFlag  flag;
} switches[] = {
  { "edit.mute-clips", N_ ("Mute clips"), LT_CLIP_MUTE },
  { "edit.lock-clips", N_ ("Lock clips"), LT_CLIP_LOCK },
  { "edit.reverse", N_ ("Reverse clips"), LT_CLIP_REVERSE },
  { "edit.polarity", N_ ("Invert polarity"), LT_CLIP_POLARITY },
};

/* On for all of them, unless it is on for all. */
static void
on_flag (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  bool  all = true;
  guint which = 0;

  if (!lt_edit_actions_need_clips (&n))
    return;
  while (strcmp (switches[which].name, name) != 0)
    which++;
  for (guint i = 0; i < n.ids->len; i++)
    {
      const LtClip *clip = lt_session_find_clip (n.session, g_array_index (n.ids, LtId, i), NULL);

      all = all && (clip == NULL || lt_edit_clips_has_flag (clip, switches[which].flag));
    }
  if (switches[which].flag == LT_CLIP_REVERSE || switches[which].flag == LT_CLIP_POLARITY)
    lt_clip_ops_tell_locked (n.state, n.session, n.ids);
  lt_edit_actions_apply (&n, lt_edit_clips_flag (n.session, n.ids, switches[which].flag, !all), _ (switches[which].label));
}

/* --- groups, colours, names --- */

static void
on_group (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  gboolean is_group = strcmp (name, "edit.group-clips") == 0;

  if (n.session == NULL)
    return;
  if (is_group ? n.ids->len < 2 : n.ids->len < 1)
    lt_edit_actions_say (&n, is_group ? _ ("Pick two or more clips to group") : _ ("Pick a clip first"));
  else if (is_group)
    lt_edit_actions_apply (&n, lt_edit_clips_group (n.session, n.ids), _ ("Group clips"));
  else
    lt_edit_actions_apply (&n, lt_edit_clips_ungroup (n.session, n.ids), _ ("Ungroup clips"));
}

static void
on_colour (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (lt_edit_actions_need_clips (&n))
    lt_edit_actions_apply (&n, lt_edit_clips_colour (n.session, n.ids, (uint32_t) CLAMP (g_variant_get_int32 (parameter), 0, 12)), _ ("Clip colour"));
}

static void
on_named (GtkEntry *entry, LtEditView *view)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (GTK_WIDGET (view));

  if (n.session != NULL && n.ids->len > 0)
    lt_edit_actions_apply (&n, lt_edit_clips_name (n.session, n.ids, gtk_editable_get_text (GTK_EDITABLE (entry))), _ ("Rename clips"));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER)));
}

static void
on_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  const LtTrack *track = NULL;
  const LtClip  *clip;
  GtkWidget     *popover, *entry;
  double         x;
  int            row;

  if (!lt_edit_actions_need_clips (&n))
    return;
  clip = lt_session_find_clip (n.session, g_array_index (n.ids, LtId, 0), &track);
  if (clip == NULL)
    return;
  lt_edit_state_pick (n.state, n.ids);
  popover = gtk_popover_new ();
  entry = gtk_entry_new ();
  x = lt_time_scale_x (lt_edit_state_get_scale (n.state), (double) clip->pos_frames);
  row = lt_edit_clips_find_track (n.session, track->strip->id);
  gtk_editable_set_text (GTK_EDITABLE (entry), clip->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the clip"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_named), n.view, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) CLAMP (x + 24.0, 0.0, lt_edit_state_get_width (n.state)),
                                                                        lt_edit_state_get_row_y (n.state, (guint) row), 1,
                                                                        lt_edit_state_get_row_height (n.state, (guint) row) });
  lt_popover_open (popover, gtk_widget_get_parent (n.view->lanes));
  gtk_widget_grab_focus (entry);
}

static const LtEditAction actions[] = {
  { "edit.fade", NULL, on_fade },
  { "edit.curve", "i", on_curve },
  { "edit.louder", NULL, on_gain },
  { "edit.softer", NULL, on_gain },
  { "edit.envelope-add", NULL, on_envelope_add },
  { "edit.envelope-remove", NULL, on_envelope_remove },
  { "edit.envelope-gain", "i", on_envelope_move },
  { "edit.envelope-move", "i", on_envelope_move },
  { "edit.mute-clips", NULL, on_flag },
  { "edit.lock-clips", NULL, on_flag },
  { "edit.reverse", NULL, on_flag },
  { "edit.polarity", NULL, on_flag },
  { "edit.group-clips", NULL, on_group },
  { "edit.ungroup-clips", NULL, on_group },
  { "edit.clip-colour", "i", on_colour },
  { "edit.rename-clips", NULL, on_rename },
};

void
lt_edit_actions_values_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
}
