// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fields that are filled from the clip, and edits that come back from them: of all clips that are picked, of which it leads.
// Layer: app.

#include "app/edit/detail-values.h"

#include "app/edit/clip-ops.h"
#include "app/shell/actions.h"
#include "app/widgets/sensitive.h"
#include "app/widgets/value-field.h"

#include <glib/gi18n.h>
#include <math.h>

typedef enum
{
  TIME_START,
  TIME_LENGTH,
} Time;

struct _LtDetailValues
{
  GtkWidget parent_instance;

  LtDetailSpan *span;
  gboolean      is_filling;
  char         *gesture;
  LtSession    *base; /* of the gesture's begin; NULL: there is none */

  GtkWidget    *box, *slot;
  GtkSizeGroup *columns[LT_DETAIL_COLUMNS];
  GtkWidget *bars[2], *times[2]; /* by Time */
  GtkWidget *gain, *fades[2], *curves[2], *reverse, *polarity, *mute, *lock;
};

G_DEFINE_FINAL_TYPE (LtDetailValues, lt_detail_values, GTK_TYPE_WIDGET)

static const LtClip *
clip_of (LtDetailValues *self, const LtTrack **track)
{
  return lt_detail_span_get_clip (self->span, track);
}

static LtEditState *
state_of (LtDetailValues *self)
{
  return lt_detail_span_get_state (self->span);
}

static void
apply (LtDetailValues *self, LtSession *next, const char *label)
{
  lt_edit_state_apply (state_of (self), next, label, self->gesture);
}

static void
end_gesture (LtDetailValues *self)
{
  g_clear_pointer (&self->gesture, g_free);
  g_clear_pointer (&self->base, lt_session_unref);
}

/* (transfer full): all that are picked. Says when some of several will not follow. */
static GArray *
dup_ids (LtDetailValues *self)
{
  GArray *ids = lt_edit_state_dup_clips (state_of (self));

  if (self->gesture == NULL)
    lt_clip_ops_tell_locked (state_of (self), lt_edit_state_get_session (state_of (self)), ids);
  return ids;
}

/* --- times that are typed --- */

static void
take_time (LtDetailValues *self, Time which, double frames)
{
  const LtSession *session = lt_edit_state_get_session (state_of (self));
  const LtClip    *clip = clip_of (self, NULL);

  end_gesture (self);
  g_autoptr (GArray) ids = dup_ids (self);
  if (which == TIME_START)
    apply (self, lt_edit_clips_move (session, ids, llround (frames) - clip->pos_frames, 0), _ ("Move clip"));
  else
    apply (self, lt_edit_clips_trim_end (session, ids, llround (frames) - clip->length_frames), _ ("Trim clip"));
}

static void fill (LtDetailValues *self);

static void
on_time (GtkWidget *entry, LtDetailValues *self)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (state_of (self));
  const char        *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  double             frames;

  if (clip_of (self, NULL) == NULL)
    return;
  for (int i = 0; i < 2; i++)
    {
      gboolean good = entry == self->bars[i] && i == TIME_LENGTH ? lt_time_scale_parse_bars_span (scale, text, (double) clip_of (self, NULL)->pos_frames, &frames)
                      : entry == self->bars[i]  ? lt_time_scale_parse_bars (scale, text, FALSE, &frames)
                      : entry == self->times[i] && i == TIME_LENGTH ? lt_time_scale_parse_time_span (scale, text, (double) clip_of (self, NULL)->pos_frames, &frames)
                      : entry == self->times[i] ? lt_time_scale_parse_time (scale, text, &frames)
                                                : FALSE;

      if (entry != self->bars[i] && entry != self->times[i])
        continue;
      if (good)
        take_time (self, (Time) i, frames);
      else
        gtk_widget_error_bell (entry);
    }
  fill (self); /* as it is written, or as it was */
}

static void
on_time_leave (GtkEventControllerFocus *focus, LtDetailValues *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  if (!self->is_filling && g_object_get_data (G_OBJECT (entry), "shown") != NULL
      && strcmp (g_object_get_data (G_OBJECT (entry), "shown"), gtk_editable_get_text (GTK_EDITABLE (entry))) != 0)
    on_time (entry, self);
}

static GtkWidget *
time_entry (LtDetailValues *self, const char *label)
{
  GtkWidget          *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_alignment (GTK_ENTRY (entry), 1.0f);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 8);
  gtk_widget_add_css_class (entry, "typed");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_time), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_time_leave), self);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
set_entry (GtkWidget *entry, char *text) /* takes @text */
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_object_set_data_full (G_OBJECT (entry), "shown", text, g_free);
}

/* --- values --- */

static void
on_begin (LtDetailValues *self)
{
  end_gesture (self);
  g_array_unref (dup_ids (self));
  self->gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (state_of (self))), "clip-value");
  self->base = lt_session_ref (lt_edit_state_get_session (state_of (self)));
}

static void
on_end (LtControl *control, gboolean is_cancelled, LtDetailValues *self)
{
  if (is_cancelled)
    lt_edit_state_cancel (state_of (self), self->gesture);
  end_gesture (self);
}

static double
gain_of (const LtClip *clip)
{
  return clip->gain_db;
}

/* Louder by as much each: they stay as far apart as they were. */
static void
on_gain (LtControl *control, double value, LtDetailValues *self)
{
  const LtSession *session = lt_edit_state_get_session (state_of (self));

  if (clip_of (self, NULL) == NULL)
    return;
  g_autoptr (GArray) ids = dup_ids (self);
  g_autofree double *gains = lt_clip_ops_dup_values (self->base != NULL ? self->base : session, ids, gain_of, value, FALSE);
  apply (self, lt_edit_clips_gains (session, ids, gains), _ ("Clip gain"));
}

static void
on_fade (LtControl *control, double value, LtDetailValues *self)
{
  const LtSession *session = lt_edit_state_get_session (state_of (self));
  gboolean         is_in = GTK_WIDGET (control) == self->fades[0];

  if (clip_of (self, NULL) == NULL)
    return;
  g_autoptr (GArray) ids = dup_ids (self);
  apply (self, lt_edit_clips_fade_length (session, ids, is_in, llround (value / 1000.0 * session->rate_hz)), is_in ? _ ("Fade in") : _ ("Fade out"));
}

static void
on_curve (GtkDropDown *drop_down, GParamSpec *pspec, LtDetailValues *self)
{
  gboolean is_in = GTK_WIDGET (drop_down) == self->curves[0];

  if (self->is_filling || clip_of (self, NULL) == NULL)
    return;
  end_gesture (self);
  g_autoptr (GArray) ids = dup_ids (self);
  apply (self, lt_edit_clips_fade_curve (lt_edit_state_get_session (state_of (self)), ids, is_in, (LtFadeCurve) gtk_drop_down_get_selected (drop_down)),
         is_in ? _ ("Fade in") : _ ("Fade out"));
}

static void
on_switch (GtkToggleButton *button, LtDetailValues *self)
{
  const struct
  {
    GtkWidget  *button;
    LtClipFlag  flag;
    const char *label;
  } switches[] = {
    { self->reverse, LT_CLIP_REVERSE, _ ("Reverse clip") },
    { self->polarity, LT_CLIP_POLARITY, _ ("Invert polarity") },
    { self->mute, LT_CLIP_MUTE, _ ("Mute clip") },
    { self->lock, LT_CLIP_LOCK, _ ("Lock clip") },
  };
  guint which = 0;

  if (self->is_filling || clip_of (self, NULL) == NULL)
    return;
  end_gesture (self);
  while (switches[which].button != GTK_WIDGET (button))
    which++;
  g_autoptr (GArray) ids = which < 2 ? dup_ids (self) : lt_edit_state_dup_clips (state_of (self)); /* the others are done to locked ones too */
  apply (self, lt_edit_clips_flag (lt_edit_state_get_session (state_of (self)), ids, switches[which].flag, gtk_toggle_button_get_active (button)),
         switches[which].label);
}

/* --- what is shown --- */

static void
fill_values (LtDetailValues *self, const LtClip *clip)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (state_of (self));
  double             ms = 1000.0 / scale->rate_hz;

  set_entry (self->bars[TIME_START], lt_time_scale_dup_bars (scale, (double) clip->pos_frames));
  set_entry (self->times[TIME_START], lt_time_scale_dup_time (scale, (double) clip->pos_frames, 3));
  set_entry (self->bars[TIME_LENGTH], lt_time_scale_dup_bars_span (scale, (double) clip->pos_frames, (double) clip->length_frames));
  set_entry (self->times[TIME_LENGTH], lt_time_scale_dup_time (scale, (double) clip->length_frames, 3));
  lt_control_set_value (LT_CONTROL (self->gain), clip->gain_db);
  lt_control_set_value (LT_CONTROL (self->fades[0]), (double) clip->fade_in_frames * ms);
  lt_control_set_value (LT_CONTROL (self->fades[1]), (double) clip->fade_out_frames * ms);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->curves[0]), clip->fade_in_curve);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->curves[1]), clip->fade_out_curve);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reverse), clip->reverse);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->polarity), clip->polarity);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mute), clip->mute);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->lock), clip->locked);
}

static void
set_sensitive (LtDetailValues *self, gboolean on)
{
  GtkWidget *all[] = { self->bars[0], self->bars[1], self->times[0], self->times[1], self->gain, self->fades[0], self->fades[1],
                       self->curves[0], self->curves[1], self->reverse, self->polarity, self->mute };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    lt_sensitive_set (all[i], on);
}

static void
fill (LtDetailValues *self)
{
  const LtClip *clip = self->span != NULL ? clip_of (self, NULL) : NULL;

  if (clip == NULL)
    return;
  self->is_filling = TRUE;
  fill_values (self, clip);
  set_sensitive (self, !clip->locked);
  self->is_filling = FALSE;
}

/* --- building --- */

static GtkWidget *
switch_new (LtDetailValues *self, const char *label, const char *tooltip)
{
  GtkWidget *button = lt_detail_switch_new (label, tooltip);

  g_signal_connect (button, "toggled", G_CALLBACK (on_switch), self);
  return button;
}

static void
build_values (LtDetailValues *self)
{
  LtValueSpec gain = { .label = _ ("Clip gain"), .format = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min = -144.0, .max = 24.0 },
                       .travel = LT_TRAVEL_LINEAR, .min = -144.0, .max = 24.0, .step = 0.5 };
  LtValueSpec fade = { .format = { .kind = LT_NUMBER_MS, .min = 0.0, .max = 600000.0 }, .travel = LT_TRAVEL_LINEAR, .min = 0.0, .max = 600000.0, .step = 1.0 };
  const char *const curves[] = { _ ("Linear"), _ ("Equal power"), _ ("S-shaped"), _ ("Exponential"), NULL };
  const char *const labels[] = { _ ("Fade in"), _ ("Fade out") }, *const names[] = { _ ("Curve of the fade in"), _ ("Curve of the fade out") };

  self->gain = lt_value_field_new (&gain);
  g_signal_connect_swapped (self->gain, "gesture-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (self->gain, "changed", G_CALLBACK (on_gain), self);
  g_signal_connect (self->gain, "gesture-end", G_CALLBACK (on_end), self);
  for (int i = 0; i < 2; i++)
    {
      fade.label = labels[i];
      self->fades[i] = lt_value_field_new (&fade);
      self->curves[i] = gtk_drop_down_new_from_strings (curves);
      gtk_widget_add_css_class (self->curves[i], "strip");
      lt_actions_set_name (self->curves[i], names[i]);
      g_signal_connect_swapped (self->fades[i], "gesture-begin", G_CALLBACK (on_begin), self);
      g_signal_connect (self->fades[i], "changed", G_CALLBACK (on_fade), self);
      g_signal_connect (self->fades[i], "gesture-end", G_CALLBACK (on_end), self);
      g_signal_connect (self->curves[i], "notify::selected", G_CALLBACK (on_curve), self);
      self->bars[i] = time_entry (self, i == TIME_START ? _ ("Start in bars") : _ ("Length in bars"));
      self->times[i] = time_entry (self, i == TIME_START ? _ ("Start in time") : _ ("Length in time"));
    }
  self->reverse = switch_new (self, _ ("Reverse"), _ ("Play backwards"));
  self->polarity = switch_new (self, "Ø", _ ("Invert polarity"));
  self->mute = switch_new (self, _ ("Mute"), _ ("Mute the clip"));
  self->lock = switch_new (self, _ ("Lock"), _ ("Keep the clip from being changed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->polarity), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Invert polarity"), -1);
}

static GtkWidget *
pair (GtkWidget *a, GtkWidget *b)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_box_append (GTK_BOX (box), a);
  gtk_box_append (GTK_BOX (box), b);
  return box;
}

static GtkWidget *
build_grid (LtDetailValues *self)
{
  GtkWidget *cells[][LT_DETAIL_COLUMNS] = {
    { lt_detail_caption_new (_ ("Start")), self->bars[TIME_START], self->times[TIME_START] },
    { lt_detail_caption_new (_ ("Length")), self->bars[TIME_LENGTH], self->times[TIME_LENGTH] },
    { lt_detail_caption_new (_ ("Gain")), self->gain, pair (self->reverse, self->polarity) },
    { lt_detail_caption_new (_ ("Fades")), self->fades[0], self->fades[1] },
    { lt_detail_caption_new (_ ("Curves")), self->curves[0], self->curves[1] },
    { lt_detail_caption_new (_ ("Clip")), self->mute, self->lock },
  };

  return lt_detail_grid_new (cells, G_N_ELEMENTS (cells), self->columns);
}

GtkWidget *
lt_detail_values_get_slot (LtDetailValues *self)
{
  return self->slot;
}

GtkSizeGroup *
lt_detail_values_get_column (LtDetailValues *self, guint column)
{
  return self->columns[column];
}

static void
lt_detail_values_dispose (GObject *object)
{
  LtDetailValues *self = LT_DETAIL_VALUES (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  end_gesture (self);
  g_clear_object (&self->span);
  for (guint i = 0; i < LT_DETAIL_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  G_OBJECT_CLASS (lt_detail_values_parent_class)->dispose (object);
}

static void
lt_detail_values_class_init (LtDetailValuesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_detail_values_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "detailvalues");
}

static void
lt_detail_values_init (LtDetailValues *self)
{
  for (guint i = 0; i < LT_DETAIL_COLUMNS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

GtkWidget *
lt_detail_values_new (LtDetailSpan *span)
{
  LtDetailValues *self = g_object_new (LT_TYPE_DETAIL_VALUES, NULL);
  GtkWidget      *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);

  self->span = g_object_ref (span);
  self->slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
  build_values (self);
  gtk_box_append (GTK_BOX (column), build_grid (self));
  gtk_box_append (GTK_BOX (column), self->slot);
  gtk_widget_set_margin_start (self->slot, 12);
  self->box = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->box), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->box), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->box), column);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (span, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
