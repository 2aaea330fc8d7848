// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A strip's values in the manner of a clip's.
// Layer: app.

#include "app/edit/detail-track.h"

#include "app/edit/detail-parts.h"
#include "app/shell/followers.h"
#include "app/widgets/value-field.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>

typedef enum
{
  LEVEL,
  PAN,
  TRIM,
  N_VALUES,
} Value;

struct _LtDetailTrack
{
  GtkWidget parent_instance;

  LtEditState *state;
  gboolean     is_filling;
  char        *gesture;
  LtSession   *base; /* as it was when a hand took hold */

  GtkWidget *box, *values[N_VALUES], *mute, *polarity, *clips, *effects;
};

G_DEFINE_FINAL_TYPE (LtDetailTrack, lt_detail_track, GTK_TYPE_WIDGET)

const LtStrip *
lt_detail_track_get_strip (LtDetailTrack *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  LtId             id = lt_selection_get_strip (lt_edit_state_get_selection (self->state));
  const LtStrip   *strip = session != NULL && id != 0 ? lt_session_find_strip (session, id) : NULL;

  return strip != NULL && (strip->kind == LT_STRIP_TRACK || strip->kind == LT_STRIP_BUS) ? strip : NULL;
}

/* --- edits --- */

static LtDocument *
document_of (LtDetailTrack *self)
{
  return lt_context_get_document (lt_edit_state_get_context (self->state));
}

static void
on_begin (LtDetailTrack *self)
{
  g_free (self->gesture);
  self->gesture = lt_document_new_gesture (document_of (self), "strip-value");
  g_clear_pointer (&self->base, lt_session_unref);
  self->base = lt_session_ref (lt_edit_state_get_session (self->state));
}

static void
on_value (LtControl *control, double value, LtDetailTrack *self)
{
  static const char *const labels[] = { N_ ("Move fader"), N_ ("Pan"), N_ ("Trim") };
  static const LtStripValue keys[] = { LT_STRIP_FADER, LT_STRIP_PAN, LT_STRIP_TRIM };
  const LtStrip           *strip = lt_detail_track_get_strip (self);

  for (int i = 0; strip != NULL && self->base != NULL && i < N_VALUES; i++)
    if (GTK_WIDGET (control) == self->values[i])
      lt_edit_state_apply (self->state,
                           lt_followers_edit (lt_edit_state_get_context (self->state), self->base, strip->id, keys[i], value, lt_control_get_alone (control)),
                           _ (labels[i]), self->gesture);
}

static void
on_end (LtControl *control, gboolean is_cancelled, LtDetailTrack *self)
{
  if (is_cancelled)
    lt_edit_state_cancel (self->state, self->gesture);
  lt_document_end_gesture (document_of (self), self->gesture);
  g_clear_pointer (&self->gesture, g_free);
  g_clear_pointer (&self->base, lt_session_unref);
}

static void
on_switch (GtkToggleButton *button, LtDetailTrack *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtStrip   *strip = lt_detail_track_get_strip (self);
  gboolean         on = gtk_toggle_button_get_active (button);

  if (self->is_filling || strip == NULL)
    return;
  if (GTK_WIDGET (button) == self->mute)
    lt_edit_state_apply (self->state, lt_edit_strip_mute (session, strip->id, on), _ ("Mute track"), NULL);
  else
    lt_edit_state_apply (self->state, lt_edit_strip_polarity (session, strip->id, on), _ ("Invert polarity"), NULL);
}

/* --- what is shown --- */

static void
fill_lists (LtDetailTrack *self, const LtStrip *strip)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTrack     *track = lt_session_find_track (session, strip->id);
  guint              n = track != NULL ? track->clips->len : 0;
  g_autofree char   *clips = g_strdup_printf (ngettext ("%u clip", "%u clips", n), n);
  g_autoptr (GString) effects = g_string_new (NULL);

  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = strip->slots->pdata[i];

      g_string_append_printf (effects, "%s%s", i > 0 ? " · " : "", slot->type != NULL ? _ (slot->type->label) : slot->effect);
    }
  gtk_label_set_label (GTK_LABEL (self->clips), clips);
  gtk_label_set_label (GTK_LABEL (self->effects), effects->len > 0 ? effects->str : _ ("No effects"));
}

static void
fill (LtDetailTrack *self)
{
  const LtStrip *strip = lt_detail_track_get_strip (self);

  if (strip == NULL)
    return;
  self->is_filling = TRUE;
  lt_control_set_value (LT_CONTROL (self->values[LEVEL]), strip->fader_db);
  lt_control_set_value (LT_CONTROL (self->values[PAN]), strip->pan);
  lt_control_set_value (LT_CONTROL (self->values[TRIM]), strip->trim_db);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mute), strip->mute);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->polarity), strip->polarity);
  fill_lists (self, strip);
  self->is_filling = FALSE;
}

/* --- building --- */

static GtkWidget *
list_label (void)
{
  GtkWidget *label = lt_detail_caption_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  return label;
}

static GtkWidget *
switch_new (LtDetailTrack *self, const char *label, const char *tooltip)
{
  GtkWidget *button = lt_detail_switch_new (label, tooltip);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (on_switch), self);
  return button;
}

static void
build_values (LtDetailTrack *self)
{
  LtValueSpec specs[N_VALUES] = {
    [LEVEL] = lt_value_spec_fader (),
    [PAN] = lt_value_spec_pan (),
    [TRIM] = { .format = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min = -24.0, .max = 24.0 }, .travel = LT_TRAVEL_LINEAR, .min = -24.0, .max = 24.0, .step = 0.5 },
  };
  const char *const labels[] = { _ ("Track level"), _ ("Track pan"), _ ("Track trim") };

  for (int i = 0; i < N_VALUES; i++)
    {
      specs[i].label = labels[i];
      self->values[i] = lt_value_field_new (&specs[i]);
      gtk_widget_set_hexpand (self->values[i], TRUE);
      g_signal_connect_swapped (self->values[i], "gesture-begin", G_CALLBACK (on_begin), self);
      g_signal_connect (self->values[i], "changed", G_CALLBACK (on_value), self);
      g_signal_connect (self->values[i], "gesture-end", G_CALLBACK (on_end), self);
    }
  self->mute = switch_new (self, _ ("Mute"), _ ("Mute track"));
  self->polarity = switch_new (self, "Ø", _ ("Invert polarity"));
}

static void
build (LtDetailTrack *self)
{
  GtkWidget    *hint = gtk_label_new (_ ("Pick a clip to see and change its sound")), *grid;
  GtkSizeGroup *columns[LT_DETAIL_COLUMNS];
  GtkWidget    *rows[][LT_DETAIL_COLUMNS] = {
    { lt_detail_caption_new (_ ("Level")), self->values[LEVEL], self->mute },
    { lt_detail_caption_new (_ ("Pan")), self->values[PAN], self->polarity },
    { lt_detail_caption_new (_ ("Trim")), self->values[TRIM], NULL },
  };

  for (guint c = 0; c < LT_DETAIL_COLUMNS; c++)
    columns[c] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_size_group_add_widget (columns[1], self->mute); /* both columns are as wide */
  grid = lt_detail_grid_new (rows, G_N_ELEMENTS (rows), columns);
  for (guint c = 0; c < LT_DETAIL_COLUMNS; c++)
    g_object_unref (columns[c]);
  gtk_grid_attach (GTK_GRID (grid), lt_detail_caption_new (_ ("Clips")), 0, 3, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->clips, 1, 3, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), lt_detail_caption_new (_ ("Effects")), 0, 4, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->effects, 1, 4, 2, 1);
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_widget_add_css_class (hint, "dim");
  gtk_box_append (GTK_BOX (self->box), grid);
  gtk_box_append (GTK_BOX (self->box), hint);
}

static void
lt_detail_track_dispose (GObject *object)
{
  LtDetailTrack *self = LT_DETAIL_TRACK (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->gesture, g_free);
  g_clear_pointer (&self->base, lt_session_unref);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_detail_track_parent_class)->dispose (object);
}

static void
lt_detail_track_class_init (LtDetailTrackClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_detail_track_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "detailtrack");
}

static void
lt_detail_track_init (LtDetailTrack *self)
{
}

GtkWidget *
lt_detail_track_new (LtEditState *state)
{
  LtDetailTrack *self = g_object_new (LT_TYPE_DETAIL_TRACK, NULL);

  self->state = g_object_ref (state);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->clips = list_label ();
  self->effects = list_label ();
  build_values (self);
  build (self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document_of (self), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
