// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fields that are filled from the clip, and edits that come back from them.
// Layer: app.

#include "app/edit/detail-pane.h"

#include "app/edit/detail-wave.h"
#include "app/shell/actions.h"
#include "app/widgets/palette.h"
#include "app/widgets/value-field.h"
#include "session/edit-clip.h"

#include <glib/gi18n.h>
#include <math.h>

typedef enum
{
  TIME_START,
  TIME_LENGTH,
} Time;

struct _LtDetailPane
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtId         clip_id;
  gboolean     is_filling, is_folded;
  char        *gesture;

  GtkWidget *box, *swatch, *name, *caption, *zoom_out, *zoom_in, *fold, *body, *hint, *wave;
  GtkWidget *bars[2], *times[2]; /* by Time */
  GtkWidget *gain, *fades[2], *curves[2], *reverse, *polarity, *mute, *lock;
};

G_DEFINE_FINAL_TYPE (LtDetailPane, lt_detail_pane, GTK_TYPE_WIDGET)

enum
{
  FOLDED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const LtClip *
clip_of (LtDetailPane *self, const LtTrack **track)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  return session != NULL && self->clip_id != 0 ? lt_session_find_clip (session, self->clip_id, track) : NULL;
}

static void
apply (LtDetailPane *self, LtSession *next, const char *label)
{
  lt_edit_state_apply (self->state, next, label, self->gesture);
}

/* --- times that are typed --- */

static void
take_time (LtDetailPane *self, Time which, double frames)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtTrack   *track = NULL;
  const LtClip    *clip = clip_of (self, &track);

  g_clear_pointer (&self->gesture, g_free);
  if (which == TIME_START)
    apply (self, lt_edit_clip_move (session, clip->id, track->strip->id, llround (frames)), _ ("Move clip"));
  else
    apply (self, lt_edit_clip_trim_end (session, clip->id, clip->pos_frames + MAX (llround (frames), 1)), _ ("Trim clip"));
}

static void fill (LtDetailPane *self);

static void
on_time (GtkWidget *entry, LtDetailPane *self)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  const char        *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  double             frames;

  if (clip_of (self, NULL) == NULL)
    return;
  for (int i = 0; i < 2; i++)
    {
      gboolean good = entry == self->bars[i]  ? lt_time_scale_parse_bars (scale, text, i == TIME_LENGTH, &frames)
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
on_time_leave (GtkEventControllerFocus *focus, LtDetailPane *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  if (!self->is_filling && g_object_get_data (G_OBJECT (entry), "shown") != NULL
      && strcmp (g_object_get_data (G_OBJECT (entry), "shown"), gtk_editable_get_text (GTK_EDITABLE (entry))) != 0)
    on_time (entry, self);
}

static GtkWidget *
time_entry (LtDetailPane *self, const char *label)
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
on_begin (LtDetailPane *self)
{
  g_free (self->gesture);
  self->gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), "clip-value");
}

static void
on_end (LtControl *control, gboolean is_cancelled, LtDetailPane *self)
{
  if (is_cancelled)
    lt_edit_state_cancel (self->state, self->gesture);
  g_clear_pointer (&self->gesture, g_free);
}

static void
on_gain (LtControl *control, double value, LtDetailPane *self)
{
  if (clip_of (self, NULL) != NULL)
    apply (self, lt_edit_clip_gain (lt_edit_state_get_session (self->state), self->clip_id, value), _ ("Clip gain"));
}

static void
take_fade (LtDetailPane *self, gboolean is_in, int64_t frames, LtFadeCurve curve)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (is_in)
    apply (self, lt_edit_clip_fade_in (session, self->clip_id, frames, curve), _ ("Fade in"));
  else
    apply (self, lt_edit_clip_fade_out (session, self->clip_id, frames, curve), _ ("Fade out"));
}

static void
on_fade (LtControl *control, double value, LtDetailPane *self)
{
  const LtClip *clip = clip_of (self, NULL);
  gboolean      is_in = GTK_WIDGET (control) == self->fades[0];

  if (clip != NULL)
    take_fade (self, is_in, llround (value / 1000.0 * lt_edit_state_get_session (self->state)->rate_hz),
               is_in ? clip->fade_in_curve : clip->fade_out_curve);
}

static void
on_curve (GtkDropDown *drop_down, GParamSpec *pspec, LtDetailPane *self)
{
  const LtClip *clip = clip_of (self, NULL);
  gboolean      is_in = GTK_WIDGET (drop_down) == self->curves[0];

  g_clear_pointer (&self->gesture, g_free);
  if (clip != NULL && !self->is_filling)
    take_fade (self, is_in, is_in ? clip->fade_in_frames : clip->fade_out_frames, (LtFadeCurve) gtk_drop_down_get_selected (drop_down));
}

static void
on_switch (GtkToggleButton *button, LtDetailPane *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  bool             on = gtk_toggle_button_get_active (button);

  g_clear_pointer (&self->gesture, g_free);
  if (self->is_filling || clip_of (self, NULL) == NULL)
    return;
  if (GTK_WIDGET (button) == self->reverse)
    apply (self, lt_edit_clip_reverse (session, self->clip_id, on), _ ("Reverse clip"));
  else if (GTK_WIDGET (button) == self->polarity)
    apply (self, lt_edit_clip_polarity (session, self->clip_id, on), _ ("Invert polarity"));
  else if (GTK_WIDGET (button) == self->mute)
    apply (self, lt_edit_clip_mute (session, self->clip_id, on), _ ("Mute clip"));
  else
    apply (self, lt_edit_clip_lock (session, self->clip_id, on), _ ("Lock clip"));
}

static void
on_name (GtkEditableLabel *label, GParamSpec *pspec, LtDetailPane *self)
{
  g_clear_pointer (&self->gesture, g_free);
  if (!self->is_filling && clip_of (self, NULL) != NULL && !gtk_editable_label_get_editing (label))
    apply (self, lt_edit_clip_name (lt_edit_state_get_session (self->state), self->clip_id, gtk_editable_get_text (GTK_EDITABLE (label))),
           _ ("Rename clip"));
}

/* --- what is shown --- */

static char *
dup_caption (LtDetailPane *self, const LtClip *clip)
{
  const LtSource *source = lt_session_find_source (lt_edit_state_get_session (self->state), clip->source_id);

  if (source == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%g kHz, %s", source->rate_hz / 1000.0, source->n_channels > 1 ? _ ("stereo") : _ ("mono"));
}

static void
fill_values (LtDetailPane *self, const LtClip *clip)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             ms = 1000.0 / scale->rate_hz;

  set_entry (self->bars[TIME_START], lt_time_scale_dup_bars (scale, (double) clip->pos_frames));
  set_entry (self->times[TIME_START], lt_time_scale_dup_time (scale, (double) clip->pos_frames, 3));
  set_entry (self->bars[TIME_LENGTH], lt_time_scale_dup_bars_length (scale, (double) clip->length_frames));
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
set_sensitive (LtDetailPane *self, gboolean on)
{
  GtkWidget *all[] = { self->bars[0], self->bars[1], self->times[0], self->times[1], self->gain, self->fades[0], self->fades[1],
                       self->curves[0], self->curves[1], self->reverse, self->polarity, self->mute };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_widget_set_sensitive (all[i], on);
}

static void
fill (LtDetailPane *self)
{
  const LtClip *clip;

  self->clip_id = lt_selection_get_clip (lt_edit_state_get_selection (self->state), 0);
  clip = clip_of (self, NULL);
  gtk_widget_set_visible (self->body, clip != NULL && !self->is_folded);
  gtk_widget_set_visible (self->hint, clip == NULL && !self->is_folded);
  gtk_widget_set_visible (self->swatch, clip != NULL);
  gtk_widget_set_visible (self->name, clip != NULL);
  gtk_widget_set_visible (self->zoom_out, clip != NULL && !self->is_folded);
  gtk_widget_set_visible (self->zoom_in, clip != NULL && !self->is_folded);
  if (clip == NULL)
    gtk_label_set_label (GTK_LABEL (self->caption), "");
  if (clip != NULL)
    {
      g_autofree char *caption = dup_caption (self, clip);

      self->is_filling = TRUE;
      if (!gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (self->name)))
        gtk_editable_set_text (GTK_EDITABLE (self->name), clip->name);
      gtk_label_set_label (GTK_LABEL (self->caption), caption);
      fill_values (self, clip);
      set_sensitive (self, !clip->locked);
      self->is_filling = FALSE;
    }
  gtk_widget_queue_draw (self->swatch);
  lt_detail_wave_set_clip (LT_DETAIL_WAVE (self->wave), self->clip_id);
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const LtTrack *track = NULL;

  if (clip_of (data, &track) == NULL)
    return;
  gdk_cairo_set_source_rgba (cr, lt_palette_get_track (track->strip->colour));
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
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
switch_new (LtDetailPane *self, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "mini");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect (button, "toggled", G_CALLBACK (on_switch), self);
  return button;
}

static void
build_values (LtDetailPane *self)
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
build_grid (LtDetailPane *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *cells[6][3] = {
    { caption (_ ("Start")), self->bars[TIME_START], self->times[TIME_START] },
    { caption (_ ("Length")), self->bars[TIME_LENGTH], self->times[TIME_LENGTH] },
    { caption (_ ("Gain")), self->gain, pair (self->reverse, self->polarity) },
    { caption (_ ("Fades")), self->fades[0], self->fades[1] },
    { caption (_ ("Curves")), self->curves[0], self->curves[1] },
    { caption (_ ("Clip")), self->mute, self->lock },
  };

  gtk_grid_set_row_spacing (GTK_GRID (grid), 5);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (int r = 0; r < 6; r++)
    for (int c = 0; c < 3; c++)
      {
        gtk_widget_set_valign (cells[r][c], GTK_ALIGN_CENTER);
        gtk_grid_attach (GTK_GRID (grid), cells[r][c], c, r, 1, 1);
      }
  gtk_widget_set_size_request (cells[0][0], 52, -1);
  gtk_widget_set_size_request (grid, 252, -1);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_hexpand (grid, FALSE); /* its fields don't push the waveform away */
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  return grid;
}

static void
on_zoom_in (LtDetailPane *self)
{
  lt_detail_wave_zoom (LT_DETAIL_WAVE (self->wave), -2);
}

static void
on_zoom_out (LtDetailPane *self)
{
  lt_detail_wave_zoom (LT_DETAIL_WAVE (self->wave), 2);
}

static GtkWidget *
tool (const char *icon, const char *label, GCallback callback, LtDetailPane *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "tool");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

void
lt_detail_pane_set_folded (LtDetailPane *self, gboolean folded)
{
  const char *label = folded ? _ ("Unfold the pane") : _ ("Fold the pane");

  if (self->is_folded == folded)
    return;
  self->is_folded = folded;
  gtk_button_set_icon_name (GTK_BUTTON (self->fold), folded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_widget_set_tooltip_text (self->fold, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  fill (self);
  g_signal_emit (self, signals[FOLDED], 0);
}

gboolean
lt_detail_pane_get_folded (LtDetailPane *self)
{
  return self->is_folded;
}

static void
on_fold (LtDetailPane *self)
{
  lt_detail_pane_set_folded (self, !self->is_folded);
}

static GtkWidget *
build_head (LtDetailPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->swatch = gtk_drawing_area_new ();
  self->name = g_object_new (GTK_TYPE_EDITABLE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the clip"), -1);
  self->caption = gtk_label_new (NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->swatch), draw_swatch, self, NULL);
  gtk_widget_set_size_request (self->swatch, 10, 10);
  gtk_widget_set_valign (self->swatch, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->name, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->name, "heading");
  gtk_widget_add_css_class (self->caption, "tick");
  gtk_widget_set_hexpand (self->caption, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0.0f);
  g_signal_connect (self->name, "notify::editing", G_CALLBACK (on_name), self);
  gtk_box_append (GTK_BOX (head), self->swatch);
  gtk_box_append (GTK_BOX (head), self->name);
  gtk_box_append (GTK_BOX (head), self->caption);
  self->zoom_out = tool ("zoom-out-symbolic", _ ("Zoom the waveform out"), G_CALLBACK (on_zoom_out), self);
  self->zoom_in = tool ("zoom-in-symbolic", _ ("Zoom the waveform in"), G_CALLBACK (on_zoom_in), self);
  gtk_box_append (GTK_BOX (head), self->zoom_out);
  gtk_box_append (GTK_BOX (head), self->zoom_in);
  self->fold = tool ("pan-down-symbolic", _ ("Fold the pane"), G_CALLBACK (on_fold), self);
  gtk_box_append (GTK_BOX (head), self->fold);
  gtk_widget_add_css_class (head, "detail-head");
  return head;
}

static void
lt_detail_pane_dispose (GObject *object)
{
  LtDetailPane *self = LT_DETAIL_PANE (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->gesture, g_free);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_detail_pane_parent_class)->dispose (object);
}

static void
lt_detail_pane_class_init (LtDetailPaneClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_detail_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[FOLDED] = g_signal_new ("folded", LT_TYPE_DETAIL_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "detailpane");
}

static void
lt_detail_pane_init (LtDetailPane *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_detail_pane_new (LtEditState *state)
{
  LtDetailPane *self = g_object_new (LT_TYPE_DETAIL_PANE, NULL);

  self->state = g_object_ref (state);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->hint = gtk_label_new (_ ("Pick a clip to see and change what it is"));
  self->wave = lt_detail_wave_new (state);
  build_values (self);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->body), build_grid (self));
  gtk_box_append (GTK_BOX (self->body), self->wave);
  gtk_widget_set_hexpand (self->wave, TRUE);
  gtk_widget_set_vexpand (self->body, TRUE);
  gtk_widget_set_vexpand (self->hint, TRUE);
  gtk_widget_add_css_class (self->hint, "dim");
  gtk_box_append (GTK_BOX (self->box), self->body);
  gtk_box_append (GTK_BOX (self->box), self->hint);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (lt_edit_state_get_context (state)), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
