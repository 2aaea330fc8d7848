// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fields that are filled from the clip, and edits that come back from them: of all clips that are picked, of which it leads.
// Effects are that clip's alone.
// Layer: app.

#include "app/edit/clip-sound-pane.h"

#include "app/edit/clip-ops.h"
#include "app/edit/clip-print-row.h"
#include "app/edit/clip-sound-list.h"
#include "app/shell/actions.h"
#include "app/widgets/sensitive.h"
#include "app/widgets/value-field.h"
#include "session/edit-clip-fx.h"
#include "studio/clip-print.h"

#include <glib/gi18n.h>

struct _LtClipSoundPane
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtId         clip_id;
  gboolean     is_filling;
  char        *gesture;
  LtSession   *base; /* of the gesture's begin; NULL: there is none */

  GtkWidget *grid, *pitch, *stretch, *quality, *formants, *list, *print;

  GtkWidget    *top; /* of the list; weak */
  GtkSizeGroup *level;
};

G_DEFINE_FINAL_TYPE (LtClipSoundPane, lt_clip_sound_pane, GTK_TYPE_WIDGET)

static const LtClip *
clip_of (LtClipSoundPane *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  return session != NULL && self->clip_id != 0 ? lt_session_find_clip (session, self->clip_id, NULL) : NULL;
}

/* --- edits --- */

static void
end_gesture (LtClipSoundPane *self)
{
  g_clear_pointer (&self->gesture, g_free);
  g_clear_pointer (&self->base, lt_session_unref);
}

static void
on_begin (LtClipSoundPane *self)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  g_autoptr (GArray) ids = lt_edit_state_dup_clips (self->state);

  end_gesture (self);
  lt_clip_ops_tell_locked (self->state, session, ids);
  self->gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), "clip-sound");
  self->base = lt_session_ref (session);
}

static void
on_end (LtControl *control, gboolean is_cancelled, LtClipSoundPane *self)
{
  if (is_cancelled)
    lt_edit_state_cancel (self->state, self->gesture);
  end_gesture (self);
}

static double
pitch_of (const LtClip *clip)
{
  return clip->sound.pitch_cents;
}

static double
stretch_of (const LtClip *clip)
{
  return clip->sound.stretch;
}

/* By as much each: intervals, and how fast they are to each other, stay. */
static void
on_pitch (LtControl *control, double value, LtClipSoundPane *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (clip_of (self) == NULL)
    return;
  g_autoptr (GArray) ids = lt_edit_state_dup_clips (self->state);
  g_autofree double *cents = lt_clip_ops_dup_values (self->base != NULL ? self->base : session, ids, pitch_of, value, FALSE);
  lt_edit_state_apply (self->state, lt_edit_clips_fx_pitch (session, ids, cents), _ ("Clip pitch"), self->gesture);
}

static void
on_stretch (LtControl *control, double value, LtClipSoundPane *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (clip_of (self) == NULL)
    return;
  g_autoptr (GArray) ids = lt_edit_state_dup_clips (self->state);
  g_autofree double *stretches = lt_clip_ops_dup_values (self->base != NULL ? self->base : session, ids, stretch_of, value / 100.0, TRUE);
  lt_edit_state_apply (self->state, lt_edit_clips_fx_stretch (session, ids, stretches), _ ("Stretch clip"), self->gesture);
}

static void
on_quality (LtClipSoundPane *self)
{
  guint            quality = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->quality));
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (self->is_filling || clip_of (self) == NULL || quality >= LT_N_STRETCHES)
    return;
  g_autoptr (GArray) ids = lt_edit_state_dup_clips (self->state);
  lt_clip_ops_tell_locked (self->state, session, ids);
  lt_edit_state_apply (self->state,
                       lt_edit_clips_fx_quality (session, ids, (LtStretchQuality) quality, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->formants))),
                       _ ("Stretch quality"), NULL);
}

/* --- what is shown --- */

/* The caption of the list is as high as what stands at its top. */
static void
level_caption (LtClipSoundPane *self)
{
  GtkWidget *top = lt_clip_sound_list_get_top (LT_CLIP_SOUND_LIST (self->list));

  if (top == self->top)
    return;
  if (self->top != NULL)
    gtk_size_group_remove_widget (self->level, self->top);
  gtk_size_group_add_widget (self->level, top);
  g_set_weak_pointer (&self->top, top);
}

static void
fill (LtClipSoundPane *self)
{
  const char   *obstacle = lt_clip_print_get_obstacle ();
  const LtClip *clip;

  self->clip_id = lt_selection_get_clip (lt_edit_state_get_selection (self->state), 0);
  clip = clip_of (self);
  lt_clip_sound_list_show (LT_CLIP_SOUND_LIST (self->list), clip);
  level_caption (self);
  lt_clip_print_row_show (LT_CLIP_PRINT_ROW (self->print), clip);
  if (clip == NULL)
    return;

  GtkWidget *fields[] = { self->pitch, self->stretch, self->quality, self->formants };
  self->is_filling = TRUE;
  lt_control_set_value (LT_CONTROL (self->pitch), clip->sound.pitch_cents);
  lt_control_set_value (LT_CONTROL (self->stretch), 100.0 * clip->sound.stretch);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->quality), clip->sound.quality);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->formants), clip->sound.formants);
  self->is_filling = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    lt_sensitive_set (fields[i], !clip->locked && obstacle == NULL);
  gtk_widget_set_tooltip_text (self->grid, obstacle);
}

/* --- building --- */

static GtkWidget *
caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static GtkWidget *
field (LtClipSoundPane *self, const LtValueSpec *spec, const char *tooltip, GCallback changed)
{
  GtkWidget *field = lt_value_field_new (spec);

  gtk_widget_set_tooltip_text (field, tooltip);
  gtk_widget_set_hexpand (field, TRUE);
  g_signal_connect_swapped (field, "gesture-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (field, "changed", changed, self);
  g_signal_connect (field, "gesture-end", G_CALLBACK (on_end), self);
  return field;
}

static void
build_fields (LtClipSoundPane *self)
{
  static const double semitones[] = { -2400, -1200, -700, -500, -300, -200, -100, 0, 100, 200, 300, 500, 700, 1200, 2400 };
  LtValueSpec pitch = { .label = _ ("Pitch"), .format = { .kind = LT_NUMBER_CENTS, .is_signed = TRUE, .min = -LT_CLIP_PITCH_MAX_CENTS, .max = LT_CLIP_PITCH_MAX_CENTS },
                        .travel = LT_TRAVEL_LINEAR, .min = -LT_CLIP_PITCH_MAX_CENTS, .max = LT_CLIP_PITCH_MAX_CENTS, .step = 1.0,
                        .marks = semitones, .n_marks = G_N_ELEMENTS (semitones) };
  LtValueSpec stretch = { .label = _ ("Stretch"), .format = { .kind = LT_NUMBER_PERCENT, .has_tenths = TRUE, .min = 100.0 * LT_CLIP_STRETCH_MIN, .max = 100.0 * LT_CLIP_STRETCH_MAX },
                          .travel = LT_TRAVEL_LOG, .min = 100.0 * LT_CLIP_STRETCH_MIN, .max = 100.0 * LT_CLIP_STRETCH_MAX, .def = 100.0, .step = 0.1 };
  const char *const qualities[] = { _ ("Finer"), _ ("Faster, crisp"), _ ("Faster, mixed"), _ ("Faster, smooth"), NULL };

  G_STATIC_ASSERT (G_N_ELEMENTS (qualities) == LT_N_STRETCHES + 1);
  self->pitch = field (self, &pitch, _ ("Pitch: 100 cents are a semitone. The length stays"), G_CALLBACK (on_pitch));
  self->stretch = field (self, &stretch, _ ("Stretch: how long it lasts of what was recorded. The pitch stays"), G_CALLBACK (on_stretch));
  self->quality = gtk_drop_down_new_from_strings (qualities);
  gtk_widget_add_css_class (self->quality, "strip");
  gtk_widget_set_hexpand (self->quality, TRUE);
  lt_actions_set_name (self->quality, _ ("Quality of stretch and pitch"));
  gtk_widget_set_tooltip_text (self->quality, _ ("Finer suits nearly all; the faster ones differ in what becomes of attacks: crisp for drums, smooth for pads"));
  self->formants = gtk_toggle_button_new_with_label (_ ("Formants"));
  gtk_widget_add_css_class (self->formants, "mini");
  gtk_widget_set_tooltip_text (self->formants, _ ("Keep formants where they are while the pitch moves, so that a voice stays the same person’s"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->formants), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Keep formants"), -1);
  g_signal_connect_swapped (self->quality, "notify::selected", G_CALLBACK (on_quality), self);
  g_signal_connect_swapped (self->formants, "toggled", G_CALLBACK (on_quality), self);
}

static void
build_grid (LtClipSoundPane *self)
{
  GtkWidget *top = caption (_ ("Effects"));

  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 5);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_attach (GTK_GRID (self->grid), caption (_ ("Pitch")), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->pitch, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->stretch, 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), caption (_ ("Quality")), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->quality, 1, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->formants, 2, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), top, 0, 2, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->list, 1, 2, 2, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->print, 0, 3, 3, 1);
  gtk_widget_set_valign (top, GTK_ALIGN_START);
  self->level = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  gtk_size_group_add_widget (self->level, top);
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_widget_set_size_request (gtk_grid_get_child_at (GTK_GRID (self->grid), 0, 0), 52, -1);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

static void
lt_clip_sound_pane_dispose (GObject *object)
{
  LtClipSoundPane *self = LT_CLIP_SOUND_PANE (object);

  self->is_filling = TRUE;
  g_clear_weak_pointer (&self->top);
  g_clear_object (&self->level);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  end_gesture (self);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_clip_sound_pane_parent_class)->dispose (object);
}

static void
lt_clip_sound_pane_class_init (LtClipSoundPaneClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_clip_sound_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "clipsound");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_clip_sound_pane_init (LtClipSoundPane *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pitch, stretch and effects of the clip"), -1);
}

void
lt_clip_sound_pane_align (LtClipSoundPane *self, guint column, GtkSizeGroup *group)
{
  for (int row = 0; row < 2; row++) /* the list of effects is as wide as two */
    gtk_size_group_add_widget (group, gtk_grid_get_child_at (GTK_GRID (self->grid), (int) column, row));
}

GtkWidget *
lt_clip_sound_pane_new (LtEditState *state)
{
  LtClipSoundPane *self = g_object_new (LT_TYPE_CLIP_SOUND_PANE, NULL);

  self->state = g_object_ref (state);
  self->list = lt_clip_sound_list_new (state);
  self->print = lt_clip_print_row_new (state);
  build_fields (self);
  build_grid (self);
  gtk_widget_set_size_request (GTK_WIDGET (self), 252, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (lt_edit_state_get_context (state)), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
