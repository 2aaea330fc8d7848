// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A head with what can be done, the values of the clip, and the page that pictures its sound.
// Layer: app.

#include "app/edit/detail-pane.h"

#include "app/edit/clip-sound-pane.h"
#include "app/edit/clip-view.h"
#include "app/edit/detail-samples.h"
#include "app/edit/detail-spectrum.h"
#include "app/edit/detail-tools.h"
#include "app/edit/detail-track.h"
#include "app/edit/detail-values.h"
#include "app/edit/detail-wave.h"
#include "app/edit/take-choice.h"
#include "app/widgets/palette.h"
#include "app/widgets/seg.h"
#include "app/widgets/typed-label.h"
#include "session/clip-sound.h"
#include "session/edit-clip.h"

#include <glib/gi18n.h>
#include <math.h>

#define FAR_ZOOM 8 /* four frames a pixel: nearer is for samples */

struct _LtDetailPane
{
  GtkWidget parent_instance;

  LtEditState  *state;
  LtDetailSpan *span;
  LtId          clip_id;
  LtDetailPage  page;
  gboolean      is_filling, is_folded;
  char         *gesture;

  GtkWidget *box, *swatch, *name, *caption, *tools, *seg, *zoom_out, *zoom_in, *fold; /* of the head */
  GtkWidget *body, *values, *stack, *track, *hint;
  GtkWidget *pages[LT_DETAIL_N_PAGES];
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
  return lt_detail_span_get_clip (self->span, track);
}

static void
apply (LtDetailPane *self, LtSession *next, const char *label)
{
  lt_edit_state_apply (self->state, next, label, self->gesture);
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
  const LtSource  *source = lt_session_find_source (lt_edit_state_get_session (self->state), clip->source_id);
  guint            n_more = lt_selection_n_clips (lt_edit_state_get_selection (self->state)) - 1;
  g_autofree char *more = n_more > 0 ? g_strdup_printf (ngettext ("and %u more · ", "and %u more · ", n_more), n_more) : g_strdup ("");

  if (source == NULL)
    return g_steal_pointer (&more);
  return g_strdup_printf ("%s%g kHz, %s%s", more, source->rate_hz / 1000.0, source->n_channels > 1 ? _ ("stereo") : _ ("mono"),
                          lt_clip_sound_is_plain (clip) ? "" : _ (", as it is heard"));
}

static void
fill_head (LtDetailPane *self, const LtClip *clip, const LtStrip *strip)
{
  g_autofree char *caption = clip != NULL ? dup_caption (self, clip) : g_strdup (strip != NULL ? strip->name : "");
  GtkWidget *const of_clip[] = { self->name, self->tools, self->seg, self->zoom_out, self->zoom_in };

  self->is_filling = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (of_clip); i++)
    gtk_widget_set_visible (of_clip[i], clip != NULL && (!self->is_folded || i == 0));
  gtk_widget_set_visible (self->swatch, clip != NULL || strip != NULL);
  if (clip != NULL && !gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (self->name)))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name), clip->name);
      gtk_editable_set_width_chars (GTK_EDITABLE (self->name), CLAMP ((int) g_utf8_strlen (clip->name, -1), 3, 24));
      gtk_editable_set_max_width_chars (GTK_EDITABLE (self->name), CLAMP ((int) g_utf8_strlen (clip->name, -1), 3, 24));
    }
  gtk_label_set_label (GTK_LABEL (self->caption), caption);
  gtk_widget_set_tooltip_text (self->caption, clip != NULL && !self->is_folded && lt_selection_n_clips (lt_edit_state_get_selection (self->state)) > 1
                                                ? _ ("What is set below is set for all clips that are picked. Name, picture and effects are of this one.")
                                                : NULL);
  gtk_widget_set_css_classes (self->caption, (const char *[]) { clip != NULL ? "tick" : "heading", NULL });
  self->is_filling = FALSE;
  gtk_widget_queue_draw (self->swatch);
}

static void
show_page (LtDetailPane *self, LtDetailPage page)
{
  self->page = page;
  lt_detail_tools_set_page (LT_DETAIL_TOOLS (self->tools), page);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->pages[page]);
}

/* Samples and spectrum are those that are heard: of a clip that is worked over an edit makes a recording of them. */
static void
tell_pages (LtDetailPane *self)
{
  gboolean is_worked = lt_detail_span_is_worked_over (self->span);

  for (guint i = LT_DETAIL_PAGE_SAMPLES; i < LT_DETAIL_N_PAGES; i++)
    gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->seg), i),
                                 is_worked ? _ ("As it is heard: an edit makes the clip’s stretch, pitch and effects part of a new recording") : NULL);
}

static void
fill (LtDetailPane *self)
{
  const LtClip  *clip;
  const LtStrip *strip = lt_detail_track_get_strip (LT_DETAIL_TRACK (self->track));

  self->clip_id = lt_selection_get_clip (lt_edit_state_get_selection (self->state), 0);
  lt_detail_span_set_clip (self->span, self->clip_id);
  clip = clip_of (self, NULL);
  gtk_widget_set_visible (self->body, clip != NULL && !self->is_folded);
  gtk_widget_set_visible (self->track, clip == NULL && strip != NULL && !self->is_folded);
  gtk_widget_set_visible (self->hint, clip == NULL && strip == NULL && !self->is_folded);
  fill_head (self, clip, strip);
  tell_pages (self);
}

/* --- pages --- */

/* Where single samples are worth a look: the selection, the playhead, the clip's start. */
static double
place_of_interest (LtDetailPane *self, const LtClip *clip)
{
  double  position = lt_edit_state_get_position (self->state);
  int64_t from, to;

  if (lt_detail_span_get_range (self->span, &from, &to))
    return (double) from;
  return position >= (double) clip->pos_frames && position < (double) (clip->pos_frames + clip->length_frames) ? position : (double) clip->pos_frames;
}

static void
on_page (LtSeg *seg, guint index, LtDetailPane *self)
{
  const LtClip *clip = clip_of (self, NULL);
  gboolean      was_close = self->page == LT_DETAIL_PAGE_SAMPLES && lt_detail_span_get_scale (self->span)->zoom < FAR_ZOOM;

  show_page (self, (LtDetailPage) index);
  if (clip == NULL)
    return;
  if (self->page == LT_DETAIL_PAGE_SAMPLES && lt_time_scale_get_frames_per_pixel (lt_detail_span_get_scale (self->span)) > 1.0)
    lt_detail_span_reveal (self->span, place_of_interest (self, clip), LT_DETAIL_SAMPLES_ZOOM);
  else if (was_close)
    lt_detail_span_show_whole (self->span);
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const LtTrack *track = NULL;
  LtDetailPane  *self = data;
  const LtStrip *strip = clip_of (self, &track) != NULL ? track->strip : lt_detail_track_get_strip (LT_DETAIL_TRACK (self->track));

  if (strip == NULL)
    return;
  gdk_cairo_set_source_rgba (cr, clip_of (self, NULL) != NULL ? lt_clip_view_get_own_colour (clip_of (self, NULL), strip) : lt_palette_get_track (strip->colour));
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
}

/* --- building --- */

static void
on_zoom_in (LtDetailPane *self)
{
  lt_detail_span_zoom_at (self->span, -2, -1.0);
}

static void
on_zoom_out (LtDetailPane *self)
{
  lt_detail_span_zoom_at (self->span, 2, -1.0);
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

static void
build_pages (LtDetailPane *self)
{
  const char *const labels[] = { _ ("Waveform"), _ ("Samples"), _ ("Spectrogram"), NULL };

  self->pages[LT_DETAIL_PAGE_WAVEFORM] = lt_detail_wave_new (self->span);
  self->pages[LT_DETAIL_PAGE_SAMPLES] = lt_detail_samples_new (self->span);
  self->pages[LT_DETAIL_PAGE_SPECTROGRAM] = lt_detail_spectrum_new (self->span);
  self->stack = gtk_stack_new ();
  for (int i = 0; i < LT_DETAIL_N_PAGES; i++)
    gtk_stack_add_child (GTK_STACK (self->stack), self->pages[i]);
  gtk_widget_set_hexpand (self->stack, TRUE);
  self->seg = lt_seg_new (labels);
  lt_seg_set_name (LT_SEG (self->seg), _ ("Picture of the clip"));
  g_signal_connect (self->seg, "picked", G_CALLBACK (on_page), self);
  self->tools = lt_detail_tools_new (self->span, LT_DETAIL_SAMPLES (self->pages[LT_DETAIL_PAGE_SAMPLES]), LT_DETAIL_SPECTRUM (self->pages[LT_DETAIL_PAGE_SPECTROGRAM]));
}

static void
build_name (LtDetailPane *self)
{
  self->swatch = gtk_drawing_area_new ();
  self->name = lt_typed_label_new ();
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
  gtk_label_set_ellipsize (GTK_LABEL (self->caption), PANGO_ELLIPSIZE_END);
  g_signal_connect_object (self->name, "notify::editing", G_CALLBACK (on_name), self, 0);
}

static GtkWidget *
build_head (LtDetailPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  build_name (self);
  self->zoom_out = tool ("zoom-out-symbolic", _ ("Zoom the picture out"), G_CALLBACK (on_zoom_out), self);
  self->zoom_in = tool ("zoom-in-symbolic", _ ("Zoom the picture in"), G_CALLBACK (on_zoom_in), self);
  self->fold = tool ("pan-down-symbolic", _ ("Fold the pane"), G_CALLBACK (on_fold), self);
  GtkWidget *const row[] = { self->swatch, self->name, self->caption, self->tools, self->seg, self->zoom_out, self->zoom_in, self->fold };
  for (gsize i = 0; i < G_N_ELEMENTS (row); i++)
    gtk_box_append (GTK_BOX (head), row[i]);
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
  g_clear_object (&self->span);
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

/* Beside the values: below them it would be out of sight. */
static void
add_sound (LtDetailPane *self)
{
  LtDetailValues *values = LT_DETAIL_VALUES (self->values);
  GtkWidget      *sound = lt_clip_sound_pane_new (self->state);

  for (guint i = 0; i < LT_DETAIL_COLUMNS; i++)
    lt_clip_sound_pane_align (LT_CLIP_SOUND_PANE (sound), i, lt_detail_values_get_column (values, i));
  gtk_widget_set_margin_start (sound, 16);
  gtk_box_append (GTK_BOX (self->body), sound);
}

GtkWidget *
lt_detail_pane_new (LtEditState *state)
{
  LtDetailPane *self = g_object_new (LT_TYPE_DETAIL_PANE, NULL);

  self->state = g_object_ref (state);
  self->span = lt_detail_span_new (state);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->hint = gtk_label_new (_ ("Pick a clip to see and change what it is"));
  self->values = lt_detail_values_new (self->span);
  gtk_box_append (GTK_BOX (lt_detail_values_get_slot (LT_DETAIL_VALUES (self->values))), lt_take_choice_new (state));
  self->track = lt_detail_track_new (state);
  build_pages (self);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->body), self->values);
  add_sound (self);
  gtk_box_append (GTK_BOX (self->body), self->stack);
  gtk_widget_set_hexpand (self->values, FALSE); /* its fields don't push the picture away */
  gtk_widget_set_vexpand (self->body, TRUE);
  gtk_widget_set_vexpand (self->hint, TRUE);
  gtk_widget_set_vexpand (self->track, TRUE);
  gtk_widget_add_css_class (self->hint, "dim");
  gtk_box_append (GTK_BOX (self->box), self->body);
  gtk_box_append (GTK_BOX (self->box), self->track);
  gtk_box_append (GTK_BOX (self->box), self->hint);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (lt_edit_state_get_context (state)), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
