// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nodes for what is flat, cached tiles for the waveform, a little cairo for fades. Drawn again only when it changes.
// Layer: app.

#include "app/edit/clip-view.h"

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"

#include <glib/gi18n.h>
#include <math.h>

#define RADIUS 4.0f
#define HANDLE_RADIUS 3.5
#define FADE_STEPS 24
#define NARROW_PX 14.0f  /* without round corners */
#define NAMELESS_PX 36.0f
#define LEAST_FADE_PX 3.0f

struct _LtClipView
{
  GtkWidget parent_instance;

  LtSession       *session; /* holds the two below */
  const LtClip    *clip;
  const LtStrip   *strip;
  LtWaveSource    *wave;
  LtPeaksPoolState sound;
  gboolean         is_picked, is_incomplete;
  LtTimeScale      scale;
  double           left;
  GtkWidget       *find_button; /* of a missing file */
};

G_DEFINE_FINAL_TYPE (LtClipView, lt_clip_view, GTK_TYPE_WIDGET)

/* Its place in the widget; the waveform's below the title. */
typedef struct
{
  float x0, x1;           /* of the clip, may be far outside of the widget */
  float seen0, seen1;     /* within the widget */
  float y, h;             /* of the body */
  float wave_y, wave_h;
} Box;

double
lt_clip_view_get_gain_y (double gain_db, double height)
{
  return height * CLAMP (0.42 - 0.04 * gain_db, 0.08, 0.92);
}

double
lt_clip_view_get_fade (LtFadeCurve curve, double x)
{
  switch (curve)
    {
    case LT_FADE_LINEAR:
      return x;
    case LT_FADE_EQUAL_POWER:
      return sin (x * G_PI / 2.0);
    case LT_FADE_S:
      return 0.5 - 0.5 * cos (x * G_PI);
    case LT_FADE_EXPONENTIAL:
      return x * x * x;
    }
  return x;
}

char *
lt_clip_view_dup_words (const LtClip *clip, const LtTimeScale *scale, gboolean is_missing)
{
  g_autofree char *place = lt_time_scale_dup_place_words (scale, (double) clip->pos_frames);
  g_autofree char *length = lt_time_scale_dup_length_words (scale, (double) clip->length_frames);
  GString         *text = g_string_new (NULL);

  g_string_append_printf (text, "%s, %s, %s", clip->name, place, length);
  if (clip->gain_db > 0.0)
    g_string_append_printf (text, _ (", gain plus %.1f decibels"), clip->gain_db);
  else if (clip->gain_db < 0.0)
    g_string_append_printf (text, _ (", gain minus %.1f decibels"), -clip->gain_db);
  if (clip->mute)
    g_string_append (text, _ (", muted"));
  if (clip->locked)
    g_string_append (text, _ (", locked"));
  if (is_missing)
    g_string_append (text, _ (", file missing"));
  return g_string_free (text, FALSE);
}

static Box
box_of (LtClipView *self)
{
  float  w = (float) gtk_widget_get_width (GTK_WIDGET (self)), h = (float) gtk_widget_get_height (GTK_WIDGET (self));
  double length = (double) self->clip->length_frames / lt_time_scale_get_frames_per_pixel (&self->scale);
  Box    box = { .x0 = (float) self->left, .x1 = (float) (self->left + length), .y = 2, .h = h - 4 };

  box.seen0 = MAX (box.x0, 0);
  box.seen1 = MAX (MIN (box.x1, w) - 1, box.seen0 + 1);
  box.wave_y = box.y + (box.h >= LT_CLIP_VIEW_TITLED ? LT_CLIP_VIEW_TITLE : 0);
  box.wave_h = box.y + box.h - box.wave_y;
  return box;
}

static GdkRGBA
colour_of (LtClipView *self)
{
  GdkRGBA colour = *lt_palette_get_track (self->strip->colour);

  return self->strip->mute || self->clip->mute ? lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &colour, 0.55) : colour;
}

static GdkRGBA
toward (const GdkRGBA *colour, float grey, double share)
{
  return lt_palette_mix (colour, &(GdkRGBA) { grey, grey, grey, 1.0f }, share);
}

static gboolean
is_missing (LtClipView *self)
{
  return self->wave == NULL || self->sound == LT_PEAKS_POOL_MISSING;
}

/* --- parts --- */

static void
append_hatch (GtkSnapshot *snapshot, const Box *box)
{
  GdkRGBA  line = lt_palette_alpha (lt_palette_get (LT_COLOUR_BAD), 0.28);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (box->seen0, box->wave_y, box->seen1 - box->seen0, box->wave_h));

  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, 1.5);
  for (double x = floor ((box->seen0 - box->wave_h) / 9.0) * 9.0; x < box->seen1; x += 9.0)
    {
      cairo_move_to (cr, x, box->wave_y + box->wave_h);
      cairo_line_to (cr, x + box->wave_h, box->wave_y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_wave (LtClipView *self, GtkSnapshot *snapshot, const Box *box, const GdkRGBA *colour)
{
  gboolean      dark = lt_palette_is_dark ();
  double        fpp = lt_time_scale_get_frames_per_pixel (&self->scale);
  LtWavePicture picture = {
    .source = self->wave,
    .zoom = self->scale.zoom,
    .first = (double) self->clip->offset_frames + (double) (box->seen0 - box->x0) * fpp,
    .reverse = self->clip->reverse,
    .gain_db = self->clip->gain_db,
    .peak = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), colour, dark ? 0.62 : 0.55),
    .rms = dark ? toward (colour, 1.0f, 0.12) : *colour,
    .area = GRAPHENE_RECT_INIT (box->seen0, box->wave_y, box->seen1 - box->seen0, box->wave_h),
    .widget = GTK_WIDGET (self),
  };

  if (self->clip->reverse)
    picture.first = (double) (self->clip->offset_frames + self->clip->length_frames) - (double) (box->seen1 - box->x0) * fpp;
  self->is_incomplete = !lt_wave_tiles_snapshot (lt_wave_tiles_get_default (), snapshot, &picture);
  if (self->sound == LT_PEAKS_POOL_OPENING)
    {
      LtDrawFont font = { 10.0, 500, 0.0, *lt_palette_get (LT_COLOUR_FG3) };
      GdkRGBA    line = lt_palette_alpha (colour, 0.6);

      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (box->seen0, floorf (box->wave_y + box->wave_h / 2), box->seen1 - box->seen0, 1));
      lt_draw_text (GTK_WIDGET (self), snapshot, _ ("Reading…"), &font, box->seen0 + 6, box->wave_y + box->wave_h / 2 - 8);
    }
}

static void
append_fade (LtClipView *self, GtkSnapshot *snapshot, const Box *box, gboolean is_in)
{
  const LtClip *clip = self->clip;
  double        fpp = lt_time_scale_get_frames_per_pixel (&self->scale);
  float         w = (float) ((double) (is_in ? clip->fade_in_frames : clip->fade_out_frames) / fpp);
  float         x0 = is_in ? box->x0 : box->x1 - w;
  LtFadeCurve   curve = is_in ? clip->fade_in_curve : clip->fade_out_curve;
  gboolean      dark = lt_palette_is_dark ();
  GdkRGBA       colour = colour_of (self), veil = dark ? (GdkRGBA) { 0.063f, 0.063f, 0.063f, 0.5f } : (GdkRGBA) { 1, 1, 1, 0.5f };
  GdkRGBA       stroke = dark ? (GdkRGBA) { 1, 1, 1, 0.75f } : lt_palette_alpha (&colour, 0.9);

  if (w < LEAST_FADE_PX || x0 > box->seen1 || x0 + w < box->seen0)
    return;

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (MAX (x0, box->seen0), box->wave_y, MIN (x0 + w, box->seen1) - MAX (x0, box->seen0), box->wave_h));
  for (int pass = 0; pass < 2; pass++)
    {
      for (int i = 0; i <= FADE_STEPS; i++)
        {
          double u = (double) i / FADE_STEPS, g = lt_clip_view_get_fade (curve, is_in ? u : 1.0 - u);

          cairo_line_to (cr, x0 + u * w, box->wave_y + box->wave_h * (1.0 - g));
        }
      if (pass == 1)
        {
          gdk_cairo_set_source_rgba (cr, &stroke);
          cairo_set_line_width (cr, 1.2);
          cairo_stroke (cr);
          continue;
        }
      cairo_line_to (cr, is_in ? x0 : x0 + w, box->wave_y);
      cairo_close_path (cr);
      gdk_cairo_set_source_rgba (cr, &veil);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
append_title (LtClipView *self, GtkSnapshot *snapshot, const Box *box, const GdkRGBA *colour)
{
  gboolean dark = lt_palette_is_dark (), muted = self->strip->mute || self->clip->mute;
  GdkRGBA  text = dark ? toward (colour, 1.0f, muted ? 0.35 : 0.62) : toward (colour, 0.0f, 0.35);
  float    x = box->x0 < 0 ? LT_CLIP_VIEW_SPARE + 4 : box->x0 + 6;

  if (is_missing (self))
    text = *lt_palette_get (LT_COLOUR_BAD);
  if (self->clip->locked)
    {
      g_autoptr (GtkIconPaintable) icon
          = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))), "changes-prevent-symbolic", NULL, 10,
                                        gtk_widget_get_scale_factor (GTK_WIDGET (self)), GTK_TEXT_DIR_NONE, GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, box->y + 3));
      gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, 10, 10, &text, 1);
      gtk_snapshot_restore (snapshot);
      x += 14;
    }
  lt_draw_text (GTK_WIDGET (self), snapshot, self->clip->name, &(LtDrawFont) { 10.5, 600, 0.0, text }, x, box->y + 7.5);
}

static void
append_handle (GtkSnapshot *snapshot, float x, float y)
{
  gboolean dark = lt_palette_is_dark ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - 5, y - 5, 10, 10));

  cairo_arc (cr, x, y, HANDLE_RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, dark ? &(GdkRGBA) { 0.95f, 0.95f, 0.95f, 1 } : &(GdkRGBA) { 1, 1, 1, 1 });
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, dark ? &(GdkRGBA) { 0.063f, 0.063f, 0.063f, 1 } : &(GdkRGBA) { 0.2f, 0.2f, 0.2f, 1 });
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* (transfer full): "+1.5 dB", U+2212 for minus. */
static char *
dup_gain (double gain_db)
{
  return g_strdup_printf ("%s%.1f dB", gain_db > 0.0 ? "+" : gain_db < 0.0 ? "\u2212" : "", fabs (gain_db));
}

static void
append_gain (LtClipView *self, GtkSnapshot *snapshot, const Box *box)
{
  float y = box->wave_y + roundf ((float) lt_clip_view_get_gain_y (self->clip->gain_db, box->wave_h));
  g_autofree char *text = dup_gain (self->clip->gain_db);
  float            w = (float) lt_draw_text_width (GTK_WIDGET (self), text, 10.0, 600) + 12, x = box->seen1 - w - 8;
  GdkRGBA        edge = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.18);
  GskRoundedRect rect;

  if (!self->is_picked && self->clip->gain_db == 0.0)
    return;
  gtk_snapshot_append_color (snapshot, lt_palette_is_dark () ? &(GdkRGBA) { 1, 1, 1, 1 } : lt_palette_get (LT_COLOUR_FG),
                             &GRAPHENE_RECT_INIT (box->seen0, y, box->seen1 - box->seen0, 1));
  if (!self->is_picked || self->clip->gain_db == 0.0 || box->wave_h < 24 || x < box->seen0 + 20)
    return;
  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (x, y - 8, w, 16), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_POP), &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rect, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { edge, edge, edge, edge });
  lt_draw_text (GTK_WIDGET (self), snapshot, text, &(LtDrawFont) { 10.0, 600, 0.5, *lt_palette_get (LT_COLOUR_FG) }, x + w / 2, y);
}

static void
append_edge (LtClipView *self, GtkSnapshot *snapshot, const GskRoundedRect *body)
{
  GdkRGBA line = *lt_palette_get (LT_COLOUR_ACCENT_LINE);
  float   width = gtk_widget_has_visible_focus (GTK_WIDGET (self)) ? 3 : 2;

  if (!self->is_picked && !gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  gtk_snapshot_append_border (snapshot, body, (float[4]) { width, width, width, width }, (GdkRGBA[4]) { line, line, line, line });
}

static void
lt_clip_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtClipView    *self = LT_CLIP_VIEW (widget);
  gboolean       dark = lt_palette_is_dark ();
  GskRoundedRect body;

  if (self->clip == NULL)
    return;

  Box     box = box_of (self);
  GdkRGBA colour = colour_of (self);
  GdkRGBA fill = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &colour, dark ? 0.17 : 0.14);
  GdkRGBA title = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &colour, dark ? 0.36 : 0.3);
  float   left = MAX (box.x0, -8), right = MIN (box.x1, (float) gtk_widget_get_width (widget) + 8) - 1;

  gsk_rounded_rect_init_from_rect (&body, &GRAPHENE_RECT_INIT (left, box.y, MAX (right - left, 1), box.h), right - left >= NARROW_PX ? RADIUS : 0);
  gtk_snapshot_push_rounded_clip (snapshot, &body);
  gtk_snapshot_append_color (snapshot, &fill, &body.bounds);
  if (is_missing (self))
    append_hatch (snapshot, &box);
  else
    append_wave (self, snapshot, &box, &colour);
  append_fade (self, snapshot, &box, TRUE);
  append_fade (self, snapshot, &box, FALSE);
  if (box.wave_y > box.y)
    {
      gtk_snapshot_append_color (snapshot, &title, &GRAPHENE_RECT_INIT (left, box.y, MAX (right - left, 1), LT_CLIP_VIEW_TITLE));
      if (box.seen1 - box.seen0 >= NAMELESS_PX)
        append_title (self, snapshot, &box, &colour);
    }
  append_gain (self, snapshot, &box);
  gtk_snapshot_pop (snapshot);
  append_edge (self, snapshot, &body);
  if (self->is_picked && !self->clip->locked && box.wave_h >= 20)
    {
      double fpp = lt_time_scale_get_frames_per_pixel (&self->scale);

      append_handle (snapshot, MAX (box.x0 + (float) ((double) self->clip->fade_in_frames / fpp), box.x0 + 5), box.wave_y);
      append_handle (snapshot, MIN (box.x1 - (float) ((double) self->clip->fade_out_frames / fpp), box.x1 - 6), box.wave_y);
    }
  if (self->find_button != NULL)
    gtk_widget_snapshot_child (widget, self->find_button, snapshot);
}

/* --- the class --- */

static void
lt_clip_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtClipView *self = LT_CLIP_VIEW (widget);
  int         w, h;

  if (self->find_button == NULL)
    return;
  gtk_widget_measure (self->find_button, GTK_ORIENTATION_HORIZONTAL, -1, &w, NULL, NULL, NULL);
  gtk_widget_measure (self->find_button, GTK_ORIENTATION_VERTICAL, -1, &h, NULL, NULL, NULL);
  gtk_widget_set_child_visible (self->find_button, w + 12 < width && h + 2 < height);
  gtk_widget_size_allocate (self->find_button,
                            &(GtkAllocation) { self->left < 0.0 ? LT_CLIP_VIEW_SPARE + 8 : 8, MAX ((height + LT_CLIP_VIEW_TITLE - h) / 2, 0), w, h }, -1);
}

static void
on_ready (LtClipView *self)
{
  if (self->is_incomplete)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
clear (LtClipView *self)
{
  self->clip = NULL;
  self->strip = NULL;
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_pointer (&self->wave, lt_wave_source_unref);
}

static void
lt_clip_view_dispose (GObject *object)
{
  LtClipView *self = LT_CLIP_VIEW (object);

  g_clear_pointer (&self->find_button, gtk_widget_unparent);
  clear (self);
  G_OBJECT_CLASS (lt_clip_view_parent_class)->dispose (object);
}

static void
lt_clip_view_class_init (LtClipViewClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_clip_view_dispose;
  widget->snapshot = lt_clip_view_snapshot;
  widget->size_allocate = lt_clip_view_size_allocate;
  gtk_widget_class_set_css_name (widget, "clip");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
lt_clip_view_init (LtClipView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (lt_wave_tiles_get_default (), "ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
}

GtkWidget *
lt_clip_view_new (void)
{
  return g_object_new (LT_TYPE_CLIP_VIEW, NULL);
}

static void
update_find_button (LtClipView *self)
{
  if (is_missing (self) == (self->find_button != NULL))
    return;
  if (self->find_button != NULL)
    {
      g_clear_pointer (&self->find_button, gtk_widget_unparent);
      return;
    }
  self->find_button = gtk_button_new_with_label (_ ("Find file…"));
  gtk_widget_add_css_class (self->find_button, "small");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->find_button), "edit.find-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->find_button), "t", self->clip->source_id);
  gtk_widget_set_parent (self->find_button, GTK_WIDGET (self));
}

void
lt_clip_view_show (LtClipView *self, const LtClipShown *shown, const LtTimeScale *scale, double left)
{
  gboolean same = self->clip == shown->clip && self->strip == shown->strip && self->wave == shown->wave && self->sound == shown->sound
                  && self->is_picked == shown->is_picked && self->left == left && self->scale.zoom == scale->zoom;
  gboolean renamed = self->clip != shown->clip || self->sound != shown->sound;

  if (same)
    return;

  LtSession    *session = lt_session_ref (shown->session);
  LtWaveSource *wave = shown->wave != NULL ? lt_wave_source_ref (shown->wave) : NULL;
  clear (self);
  self->session = session;
  self->clip = shown->clip;
  self->strip = shown->strip;
  self->wave = wave;
  self->sound = shown->sound;
  if (self->is_picked != shown->is_picked)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, shown->is_picked, -1);
  self->is_picked = shown->is_picked;
  self->left = left;
  self->scale = *scale;
  update_find_button (self);
  if (renamed)
    {
      g_autofree char *words = lt_clip_view_dup_words (shown->clip, scale, is_missing (self));

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

LtId
lt_clip_view_get_id (LtClipView *self)
{
  return self->clip != NULL ? self->clip->id : 0;
}

void
lt_clip_view_touch (LtClipView *self)
{
  if (self->is_incomplete)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
