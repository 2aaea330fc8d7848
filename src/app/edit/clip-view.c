// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nodes for what is flat, cached tiles for the waveform, a little cairo for fades. Drawn again only when it changes.
// Layer: app.

#include "app/edit/clip-view-private.h"

#include "app/edit/clip-badge.h"
#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"

#include <glib/gi18n.h>
#include <math.h>

#define RADIUS 4.0f
#define HANDLE_RADIUS 3.5
#define NARROW_PX 14.0f  /* without round corners */
#define NAMELESS_PX 36.0f
#define SIGN_PX 10          /* of what is told before the name */

G_DEFINE_FINAL_TYPE (LtClipView, lt_clip_view, GTK_TYPE_WIDGET)

char *
lt_clip_view_dup_words (const LtClip *clip, const LtTimeScale *scale, LtPeaksPoolState sound)
{
  g_autofree char *place = lt_time_scale_dup_place_words (scale, (double) clip->pos_frames);
  g_autofree char *length = lt_time_scale_dup_span_words (scale, (double) clip->pos_frames, (double) clip->length_frames);
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
  if (clip->group_id != 0)
    g_string_append (text, _ (", grouped"));
  if (sound == LT_PEAKS_POOL_MISSING)
    g_string_append (text, _ (", file missing"));
  else if (sound == LT_PEAKS_POOL_FAILED)
    g_string_append (text, _ (", file can’t be read"));
  return g_string_free (text, FALSE);
}

static LtClipBox
box_of (LtClipView *self)
{
  float  w = (float) gtk_widget_get_width (GTK_WIDGET (self)), h = (float) gtk_widget_get_height (GTK_WIDGET (self));
  double length = (double) self->clip->length_frames / lt_time_scale_get_frames_per_pixel (&self->scale);
  LtClipBox    box = { .x0 = (float) self->left, .x1 = (float) (self->left + length), .y = 2, .h = h - 4 };

  box.seen0 = MAX (box.x0, 0);
  box.seen1 = MAX (MIN (box.x1, w) - 1, box.seen0 + 1);
  box.wave_y = box.y + (box.h >= LT_CLIP_VIEW_TITLED ? LT_CLIP_VIEW_TITLE : 0);
  box.wave_h = box.y + box.h - box.wave_y;
  return box;
}

const GdkRGBA *
lt_clip_view_get_own_colour (const LtClip *clip, const LtStrip *strip)
{
  return lt_palette_get_track (clip->colour != 0 ? clip->colour : strip->colour);
}

GdkRGBA
lt_clip_view_get_colour (LtClipView *self)
{
  GdkRGBA colour = *lt_clip_view_get_own_colour (self->clip, self->strip);

  return self->strip->mute || self->clip->mute ? lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &colour, 0.55) : colour;
}

static GdkRGBA
toward (const GdkRGBA *colour, float grey, double share)
{
  return lt_palette_mix (colour, &(GdkRGBA) { grey, grey, grey, 1.0f }, share);
}

/* The action that may bring back what it plays; NULL: that is there. */
static const char *
remedy_of (LtClipView *self)
{
  if (self->from.wave == NULL || self->from.sound == LT_PEAKS_POOL_MISSING)
    return "edit.find-file";
  return self->from.sound == LT_PEAKS_POOL_FAILED ? "win.read-again" : NULL;
}

/* --- parts --- */

static void
append_hatch (GtkSnapshot *snapshot, const LtClipBox *box)
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
append_wave (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box, const GdkRGBA *colour)
{
  gboolean      dark = lt_palette_is_dark ();
  double        fpp = lt_time_scale_get_frames_per_pixel (&self->scale);
  LtWavePicture picture = {
    .source = self->from.wave,
    .zoom = self->scale.zoom,
    .first = self->from.first + (double) (box->seen0 - box->x0) * fpp,
    .reverse = self->from.reverse,
    .invert = self->clip->polarity,
    .gain_db = self->clip->gain_db + self->wave_db,
    .peak = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), colour, dark ? 0.62 : 0.55),
    .rms = dark ? toward (colour, 1.0f, 0.12) : *colour,
    .area = GRAPHENE_RECT_INIT (box->seen0, box->wave_y, box->seen1 - box->seen0, box->wave_h),
    .widget = GTK_WIDGET (self),
  };

  if (self->from.reverse)
    picture.first = self->from.first + (double) self->clip->length_frames - (double) (box->seen1 - box->x0) * fpp;
  self->is_incomplete = !lt_wave_tiles_snapshot (lt_wave_tiles_get_default (), snapshot, &picture);
  if (self->from.sound == LT_PEAKS_POOL_OPENING)
    {
      LtDrawFont font = { 10.0, 500, 0.0, *lt_palette_get (LT_COLOUR_FG3) };
      GdkRGBA    line = lt_palette_alpha (colour, 0.6);

      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (box->seen0, floorf (box->wave_y + box->wave_h / 2), box->seen1 - box->seen0, 1));
      lt_draw_text (GTK_WIDGET (self), snapshot, _ ("Reading…"), &font, box->seen0 + 6, box->wave_y + box->wave_h / 2 - 8);
    }
}

/* Behind it, where the next one begins. */
static float
append_sign (LtClipView *self, GtkSnapshot *snapshot, const char *name, graphene_point_t at, const GdkRGBA *colour)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, name, NULL, SIGN_PX, gtk_widget_get_scale_factor (GTK_WIDGET (self)), GTK_TEXT_DIR_NONE,
                                                                  GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &at);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, SIGN_PX, SIGN_PX, colour, 1);
  gtk_snapshot_restore (snapshot);
  return at.x + SIGN_PX + 4;
}

static void
append_title (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box, const GdkRGBA *colour)
{
  gboolean dark = lt_palette_is_dark (), muted = self->strip->mute || self->clip->mute;
  GdkRGBA  text = dark ? toward (colour, 1.0f, muted ? 0.35 : 0.62) : toward (colour, 0.0f, 0.35);
  float    x = box->x0 < 0 ? LT_CLIP_VIEW_SPARE + 4 : box->x0 + 6, y = box->y + 3;

  if (remedy_of (self) != NULL)
    text = *lt_palette_get (LT_COLOUR_BAD);
  if (self->clip->locked)
    x = append_sign (self, snapshot, "changes-prevent-symbolic", GRAPHENE_POINT_INIT (x, y), &text);
  if (self->clip->group_id != 0)
    x = append_sign (self, snapshot, "lathe-link-symbolic", GRAPHENE_POINT_INIT (x, y), &text);
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

  LtClipBox     box = box_of (self);
  GdkRGBA colour = lt_clip_view_get_colour (self);
  GdkRGBA fill = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &colour, dark ? 0.17 : 0.14);
  GdkRGBA title = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &colour, dark ? 0.36 : 0.3);
  float   left = MAX (box.x0, -8), right = MIN (box.x1, (float) gtk_widget_get_width (widget) + 8) - 1;

  gsk_rounded_rect_init_from_rect (&body, &GRAPHENE_RECT_INIT (left, box.y, MAX (right - left, 1), box.h), right - left >= NARROW_PX ? RADIUS : 0);
  gtk_snapshot_push_rounded_clip (snapshot, &body);
  gtk_snapshot_append_color (snapshot, &fill, &body.bounds);
  if (remedy_of (self) != NULL) /* which is why it is not prepared, if it is to be */
    append_hatch (snapshot, &box);
  else
    {
      append_wave (self, snapshot, &box, &colour);
      lt_clip_badge_append (widget, snapshot, &self->from, &GRAPHENE_RECT_INIT (box.seen0, box.wave_y, box.seen1 - box.seen0, box.wave_h), &colour);
    }
  lt_clip_view_append_fade (self, snapshot, &box, TRUE);
  lt_clip_view_append_fade (self, snapshot, &box, FALSE);
  if (box.wave_y > box.y)
    {
      gtk_snapshot_append_color (snapshot, &title, &GRAPHENE_RECT_INIT (left, box.y, MAX (right - left, 1), LT_CLIP_VIEW_TITLE));
      if (box.seen1 - box.seen0 >= NAMELESS_PX)
        append_title (self, snapshot, &box, &colour);
    }
  lt_clip_view_append_gain (self, snapshot, &box);
  gtk_snapshot_pop (snapshot);
  append_edge (self, snapshot, &body);
  if (self->is_picked && !self->clip->locked && box.wave_h >= 20)
    {
      double fpp = lt_time_scale_get_frames_per_pixel (&self->scale);

      append_handle (snapshot, MAX (box.x0 + (float) ((double) self->clip->fade_in_frames / fpp), box.x0 + 5), box.wave_y);
      append_handle (snapshot, MIN (box.x1 - (float) ((double) self->clip->fade_out_frames / fpp), box.x1 - 6), box.wave_y);
    }
  if (self->remedy != NULL)
    gtk_widget_snapshot_child (widget, self->remedy, snapshot);
}

/* --- the class --- */

static void
lt_clip_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtClipView *self = LT_CLIP_VIEW (widget);
  int         w, h;

  if (self->remedy == NULL)
    return;
  gtk_widget_measure (self->remedy, GTK_ORIENTATION_HORIZONTAL, -1, &w, NULL, NULL, NULL);
  gtk_widget_measure (self->remedy, GTK_ORIENTATION_VERTICAL, -1, &h, NULL, NULL, NULL);
  gtk_widget_set_child_visible (self->remedy, w + 12 < width && h + 2 < height);
  gtk_widget_size_allocate (self->remedy,
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
  g_clear_pointer (&self->from.wave, lt_wave_source_unref);
}

static void
lt_clip_view_dispose (GObject *object)
{
  LtClipView *self = LT_CLIP_VIEW (object);

  g_clear_pointer (&self->remedy, gtk_widget_unparent);
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
update_remedy (LtClipView *self)
{
  const char *action = remedy_of (self);
  gboolean    finds = g_strcmp0 (action, "edit.find-file") == 0;

  if (g_strcmp0 (action, self->remedy != NULL ? gtk_actionable_get_action_name (GTK_ACTIONABLE (self->remedy)) : NULL) != 0)
    {
      g_clear_pointer (&self->remedy, gtk_widget_unparent);
      if (action == NULL)
        return;
      self->remedy = gtk_button_new_with_label (finds ? _ ("Find file…") : _ ("Try again"));
      gtk_widget_add_css_class (self->remedy, "small");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remedy), action);
    }
  if (finds) /* an edit may have it play another file that is missing */
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remedy), "t", self->clip->source_id);
  if (self->remedy != NULL && gtk_widget_get_parent (self->remedy) == NULL) /* no action is looked for before all of it is known */
    gtk_widget_set_parent (self->remedy, GTK_WIDGET (self));
}

/* Why there is nothing to see, for those who point at it or hear it read. */
static void
tell_problem (LtClipView *self, const char *problem)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), problem);
  if (problem != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static gboolean
same_wave (const LtClipWave *a, const LtClipWave *b)
{
  return a->wave == b->wave && a->sound == b->sound && a->problem == b->problem && a->first == b->first && a->reverse == b->reverse && a->print == b->print && a->done == b->done
         && a->tail_s == b->tail_s;
}

void
lt_clip_view_show (LtClipView *self, const LtClipShown *shown, const LtTimeScale *scale, double left)
{
  gboolean same = self->clip == shown->clip && self->strip == shown->strip && same_wave (&self->from, &shown->from)
                  && self->is_picked == shown->is_picked && self->left == left && self->wave_db == shown->wave_db && self->scale.zoom == scale->zoom;
  gboolean renamed = self->clip != shown->clip || self->from.sound != shown->from.sound || self->from.print != shown->from.print
                     || self->from.tail_s != shown->from.tail_s;

  if (same)
    return;

  if (self->from.problem != shown->from.problem)
    tell_problem (self, shown->from.problem);

  LtSession    *session = lt_session_ref (shown->session);
  LtWaveSource *wave = shown->from.wave != NULL ? lt_wave_source_ref (shown->from.wave) : NULL;
  clear (self);
  self->session = session;
  self->clip = shown->clip;
  self->strip = shown->strip;
  self->from = shown->from;
  self->from.wave = wave;
  if (self->is_picked != shown->is_picked)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, shown->is_picked, -1);
  self->is_picked = shown->is_picked;
  self->left = left;
  self->wave_db = shown->wave_db;
  self->scale = *scale;
  update_remedy (self);
  if (renamed)
    {
      g_autofree char *plain = lt_clip_view_dup_words (shown->clip, scale, self->from.wave != NULL ? self->from.sound : LT_PEAKS_POOL_MISSING);
      g_autofree char *sound = lt_clip_badge_dup_words (&shown->from), *words = g_strconcat (plain, sound, NULL);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

LtId
lt_clip_view_get_id (LtClipView *self)
{
  return self->clip != NULL ? self->clip->id : 0;
}

gboolean
lt_clip_view_is_picked (LtClipView *self)
{
  return self->is_picked;
}

void
lt_clip_view_touch (LtClipView *self)
{
  if (self->is_incomplete)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
