// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two controls of one value; a drag is one step of undo, and those that follow the strip go with it.
// Layer: app.

#include "app/edit/level-pair.h"

#include "app/shell/followers.h"
#include "app/shell/lane-follow.h"
#include "app/widgets/fader.h"
#include "app/widgets/meter.h"
#include "app/widgets/value-field.h"

#include <glib/gi18n.h>

struct _LtLevelPair
{
  GtkBox parent_instance;

  LtEditState *state;
  LtId         strip_id; /* 0: nothing is shown yet */
  GtkWidget   *slider, *level;
  char        *gesture;
  LtSession   *gesture_base; /* as it was when the hand came */
};

G_DEFINE_FINAL_TYPE (LtLevelPair, lt_level_pair, GTK_TYPE_BOX)

static void
on_level_begin (LtLevelPair *self)
{
  g_free (self->gesture);
  self->gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), "fader");
  g_clear_pointer (&self->gesture_base, lt_session_unref);
  self->gesture_base = lt_session_ref (lt_edit_state_get_session (self->state));
}

static void
on_level (LtControl *control, double value, LtLevelPair *self)
{
  LtContext *context = lt_edit_state_get_context (self->state);

  lt_edit_state_apply (self->state,
                       lt_followers_edit (context, self->gesture_base, self->strip_id, LT_STRIP_FADER, value, lt_control_get_alone (control)),
                       _ ("Move fader"), self->gesture);
}

static void
on_level_end (LtControl *control, gboolean is_cancelled, LtLevelPair *self)
{
  if (is_cancelled)
    lt_edit_state_cancel (self->state, self->gesture);
  lt_document_end_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), self->gesture);
  g_clear_pointer (&self->gesture, g_free);
  g_clear_pointer (&self->gesture_base, lt_session_unref);
}

void
lt_level_pair_read_meter (LtContext *context, LtId strip_id, GtkWidget *meter)
{
  LtLiveLevel level;
  LtMeterBar  bars[2];

  lt_live_read_level (lt_context_get_live (context), strip_id, &level);
  for (guint i = 0; i < MIN (level.n_channels, 2); i++)
    bars[i] = (LtMeterBar) { level.peak_db[i], level.rms_db[i], level.hold_db[i] };
  lt_meter_set_levels (LT_METER (meter), bars, MIN (level.n_channels, 2));
}

static void
lt_level_pair_dispose (GObject *object)
{
  LtLevelPair *self = LT_LEVEL_PAIR (object);

  g_clear_pointer (&self->gesture, g_free);
  g_clear_pointer (&self->gesture_base, lt_session_unref);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_level_pair_parent_class)->dispose (object);
}

static void
lt_level_pair_class_init (LtLevelPairClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_level_pair_dispose;
}

static void
lt_level_pair_init (LtLevelPair *self)
{
  LtValueSpec spec = lt_value_spec_fader ();

  gtk_box_set_spacing (GTK_BOX (self), 8);
  self->slider = lt_fader_new_slider ();
  self->level = lt_value_field_new (&spec);
  lt_control_set_spec (LT_CONTROL (self->slider), &spec);
  lt_control_set_field (LT_CONTROL (self->slider), LT_CONTROL (self->level));
  gtk_widget_add_css_class (self->level, "strip");
  gtk_widget_set_size_request (self->level, 58, 18);
  gtk_widget_set_hexpand (self->slider, TRUE);
  gtk_widget_set_valign (self->slider, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->slider);
  gtk_box_append (GTK_BOX (self), self->level);
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *control = i == 0 ? self->slider : self->level;

      g_signal_connect_swapped (control, "gesture-begin", G_CALLBACK (on_level_begin), self);
      g_signal_connect (control, "changed", G_CALLBACK (on_level), self);
      g_signal_connect (control, "gesture-end", G_CALLBACK (on_level_end), self);
    }
}

GtkWidget *
lt_level_pair_new (LtEditState *state)
{
  LtLevelPair *self = g_object_new (LT_TYPE_LEVEL_PAIR, "orientation", GTK_ORIENTATION_HORIZONTAL, NULL);

  self->state = g_object_ref (state);
  return GTK_WIDGET (self);
}

void
lt_level_pair_show (LtLevelPair *self, const LtStrip *strip)
{
  g_autofree char *name = g_strdup_printf (_ ("%s level"), strip->name);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *control = i == 0 ? self->slider : self->level;

      if (self->strip_id == 0)
        lt_lane_follow_attach (control, lt_edit_state_get_context (self->state), strip->id, 0, lt_strip_rows[LT_STRIP_FADER].key);
      lt_control_set_value (LT_CONTROL (control), strip->fader_db);
      lt_control_set_name (LT_CONTROL (control), name);
    }
  self->strip_id = strip->id;
}
