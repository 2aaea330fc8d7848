// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tiles of the waveform, curves over them, and hands on the gain.
// Layer: app.

#include "app/edit/detail-wave.h"

#include "app/edit/clip-view.h"
#include "app/edit/clip-wave.h"
#include "app/shell/peaks-pool.h"
#include "app/widgets/draw.h"
#include "app/widgets/number-text.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"
#include "session/edit-clip.h"

#include <glib/gi18n.h>
#include <math.h>

#define GRAB_PX 6.0
#define POINT_PX 3.2
#define FADE_STEPS 24
#define GAIN_MIN_DB (-60.0) /* of what is dragged */
#define GAIN_MAX_DB 24.0

typedef enum
{
  HOLD_NOTHING,
  HOLD_LINE,
  HOLD_POINT,
} Hold;

struct _LtDetailWave
{
  LtDetailCanvas parent_instance;

  Hold   hold;
  guint  point; /* of the envelope */
  double start_db, start_y;
  char  *gesture;
};

G_DEFINE_FINAL_TYPE (LtDetailWave, lt_detail_wave, LT_TYPE_DETAIL_CANVAS)

static const LtClip *
clip_of (LtDetailWave *self)
{
  return lt_detail_span_get_clip (lt_detail_canvas_get_span (LT_DETAIL_CANVAS (self)), NULL);
}

static double
x_of (LtDetailWave *self, double frame)
{
  return lt_time_scale_x (lt_detail_span_get_scale (lt_detail_canvas_get_span (LT_DETAIL_CANVAS (self))), frame);
}

static double
frame_at (LtDetailWave *self, double x)
{
  return lt_time_scale_frame (lt_detail_span_get_scale (lt_detail_canvas_get_span (LT_DETAIL_CANVAS (self))), x);
}

/* The envelope at @frame of the clip, dB. */
static double
envelope_at (const LtClip *clip, double frame)
{
  const LtPoint *before = NULL;

  for (guint i = 0; clip->envelope != NULL && i < clip->envelope->len; i++)
    {
      const LtPoint *point = &g_array_index (clip->envelope, LtPoint, i);

      if ((double) point->pos_frames > frame)
        {
          double span = before != NULL ? (double) (point->pos_frames - before->pos_frames) : 1.0;

          if (before == NULL)
            return point->value;
          return before->hold ? before->value : before->value + (point->value - before->value) * (frame - (double) before->pos_frames) / span;
        }
      before = point;
    }
  return before != NULL ? before->value : 0.0;
}

static double
gain_y (const LtClip *clip, double envelope_db, double height)
{
  return lt_clip_view_get_gain_y (clip->gain_db + envelope_db, height);
}

/* What @dy pixels of the line's way are worth, dB: found by looking, since the way is the clip's own. */
static double
db_of_drag (double from_db, double dy, double height)
{
  double y = lt_clip_view_get_gain_y (from_db, height) + dy, low = GAIN_MIN_DB, high = GAIN_MAX_DB;

  for (int i = 0; i < 40; i++)
    {
      double middle = (low + high) / 2.0;

      if (lt_clip_view_get_gain_y (middle, height) > y)
        low = middle;
      else
        high = middle;
    }
  return round ((low + high) * 5.0) / 10.0;
}

/* --- drawing --- */

LtPeaksPoolState
lt_detail_wave_get_state (LtDetailCanvas *canvas)
{
  LtDetailSpan *span = lt_detail_canvas_get_span (canvas);
  const LtClip *clip = lt_detail_span_get_clip (span, NULL);

  return clip != NULL ? lt_clip_wave_find (lt_detail_span_get_state (span), clip).sound : LT_PEAKS_POOL_MISSING;
}

const char *
lt_detail_wave_get_note (LtPeaksPoolState state)
{
  switch (state)
    {
    case LT_PEAKS_POOL_MISSING:
      return _ ("The file is missing");
    case LT_PEAKS_POOL_FAILED:
      return _ ("The file can’t be read");
    case LT_PEAKS_POOL_OPENING:
      return _ ("Reading…");
    default:
      return NULL;
    }
}

gboolean
lt_detail_wave_draw_sound (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double width, double height)
{
  LtDetailSpan      *span = lt_detail_canvas_get_span (canvas);
  const LtTimeScale *scale = lt_detail_span_get_scale (span);
  const LtTrack     *track = NULL;
  const LtClip      *clip = lt_detail_span_get_clip (span, &track);
  LtDrawFont         font = { 10.0, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };

  if (clip == NULL)
    return FALSE;

  LtClipWave  from = lt_clip_wave_find (lt_detail_span_get_state (span), clip);
  const char *note = lt_detail_wave_get_note (from.sound);
  if (note != NULL)
    {
      lt_draw_text (GTK_WIDGET (canvas), snapshot, note, &font, width / 2.0, height / 2.0);
      return FALSE;
    }

  const GdkRGBA *colour = lt_clip_view_get_own_colour (clip, track->strip);
  double         x0 = CLAMP (lt_time_scale_x (scale, (double) clip->pos_frames), 0.0, width);
  double         x1 = CLAMP (lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames)), x0, width);
  double         end = (double) (clip->pos_frames + clip->length_frames);
  double         into = from.reverse ? end - lt_time_scale_frame (scale, x1) : lt_time_scale_frame (scale, x0) - (double) clip->pos_frames;
  LtWavePicture  picture = { .source = from.wave,
                             .zoom = scale->zoom,
                             .first = from.first + into,
                             .reverse = from.reverse,
                             .gain_db = clip->gain_db,
                             .peak = lt_palette_mix (lt_palette_get (LT_COLOUR_WELL), colour, 0.7),
                             .rms = *colour,
                             .area = GRAPHENE_RECT_INIT ((float) x0, 0, (float) (x1 - x0), (float) height),
                             .widget = GTK_WIDGET (canvas) };
  lt_wave_tiles_snapshot (lt_wave_tiles_get_default (), snapshot, &picture);
  return TRUE;
}

static void
append_fade (LtDetailWave *self, GtkSnapshot *snapshot, gboolean is_in, double width, double height)
{
  const LtClip *clip = clip_of (self);
  int64_t       n = is_in ? clip->fade_in_frames : clip->fade_out_frames, end = clip->pos_frames + clip->length_frames;
  double        x0 = x_of (self, (double) (is_in ? clip->pos_frames : end - n)), x1 = x_of (self, (double) (is_in ? clip->pos_frames + n : end));
  GdkRGBA       veil = lt_palette_alpha (lt_palette_get (LT_COLOUR_WELL), 0.6);
  cairo_t      *cr;

  if (n <= 0 || x1 < 0.0 || x0 > width || x1 - x0 < 2.0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  for (int pass = 0; pass < 2; pass++)
    {
      for (int i = 0; i <= FADE_STEPS; i++)
        {
          double u = (double) i / FADE_STEPS;

          cairo_line_to (cr, x0 + u * (x1 - x0), height * (1.0 - lt_clip_view_get_fade (is_in ? clip->fade_in_curve : clip->fade_out_curve, is_in ? u : 1.0 - u)));
        }
      if (pass == 0)
        {
          cairo_line_to (cr, is_in ? x0 : x1, 0.0);
          cairo_close_path (cr);
          gdk_cairo_set_source_rgba (cr, &veil);
          cairo_fill (cr);
          continue;
        }
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG2));
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
append_gain (LtDetailWave *self, GtkSnapshot *snapshot, double width, double height)
{
  const LtClip *clip = clip_of (self);
  double        x0 = CLAMP (x_of (self, (double) clip->pos_frames), 0.0, width), x1 = CLAMP (x_of (self, (double) (clip->pos_frames + clip->length_frames)), 0.0, width);
  cairo_t      *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.0);
  if (clip->envelope == NULL)
    {
      double y = floor (gain_y (clip, 0.0, height)) + 0.5;

      cairo_move_to (cr, x0, y);
      cairo_line_to (cr, x1, y);
    }
  else
    for (double x = x0; x <= x1; x += 1.0)
      cairo_line_to (cr, x, gain_y (clip, envelope_at (clip, frame_at (self, x) - (double) clip->pos_frames), height));
  cairo_stroke (cr);
  for (guint i = 0; clip->envelope != NULL && i < clip->envelope->len; i++)
    {
      const LtPoint *point = &g_array_index (clip->envelope, LtPoint, i);

      cairo_arc (cr, x_of (self, (double) (clip->pos_frames + point->pos_frames)), gain_y (clip, point->value, height), POINT_PX, 0, 2 * G_PI);
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_WELL));
      cairo_fill_preserve (cr);
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
draw (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double width, double height)
{
  LtDetailWave *self = LT_DETAIL_WAVE (canvas);

  if (!lt_detail_wave_draw_sound (canvas, snapshot, width, height))
    return;
  append_fade (self, snapshot, TRUE, width, height);
  append_fade (self, snapshot, FALSE, width, height);
}

static void
draw_over (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double width, double height)
{
  append_gain (LT_DETAIL_WAVE (canvas), snapshot, width, height);
}

/* --- hands --- */

static Hold
hold_at (LtDetailWave *self, double x, double y, guint *point)
{
  const LtClip *clip = clip_of (self);
  double        height = lt_detail_canvas_get_height (LT_DETAIL_CANVAS (self)), frame;

  if (clip == NULL || clip->locked)
    return HOLD_NOTHING;
  for (guint i = 0; clip->envelope != NULL && i < clip->envelope->len; i++)
    {
      const LtPoint *p = &g_array_index (clip->envelope, LtPoint, i);

      if (hypot (x - x_of (self, (double) (clip->pos_frames + p->pos_frames)), y - gain_y (clip, p->value, height)) <= GRAB_PX)
        {
          *point = i;
          return HOLD_POINT;
        }
    }
  frame = frame_at (self, x) - (double) clip->pos_frames;
  if (frame < 0.0 || frame > (double) clip->length_frames)
    return HOLD_NOTHING;
  return fabs (y - gain_y (clip, envelope_at (clip, frame), height)) <= GRAB_PX ? HOLD_LINE : HOLD_NOTHING;
}

static void
apply (LtDetailWave *self, LtSession *next, const char *label)
{
  lt_edit_state_apply (lt_detail_span_get_state (lt_detail_canvas_get_span (LT_DETAIL_CANVAS (self))), next, label, self->gesture);
}

static const LtSession *
session_of (LtDetailWave *self)
{
  return lt_edit_state_get_session (lt_detail_span_get_state (lt_detail_canvas_get_span (LT_DETAIL_CANVAS (self))));
}

/* A point where there was none, or none where there was one. */
static void
toggle_point (LtDetailWave *self, Hold hold, guint index, double x)
{
  const LtClip     *clip = clip_of (self);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LtPoint));
  LtPoint           added = { CLAMP (llround (frame_at (self, x)) - clip->pos_frames, 0, clip->length_frames), 0.0, FALSE };

  added.value = envelope_at (clip, (double) added.pos_frames);
  if (clip->envelope != NULL)
    g_array_append_vals (points, clip->envelope->data, clip->envelope->len);
  if (hold == HOLD_POINT)
    g_array_remove_index (points, index);
  else
    {
      guint at = 0;

      while (at < points->len && g_array_index (points, LtPoint, at).pos_frames < added.pos_frames)
        at++;
      g_array_insert_val (points, at, added);
    }
  apply (self, lt_edit_clip_envelope (session_of (self), clip->id, (const LtPoint *) (gpointer) points->data, points->len),
         hold == HOLD_POINT ? _ ("Remove point of the clip's gain") : _ ("Add point to the clip's gain"));
}

static gboolean
press (LtDetailCanvas *canvas, double x, double y, GdkModifierType state)
{
  LtDetailWave *self = LT_DETAIL_WAVE (canvas);
  LtDocument   *document = lt_context_get_document (lt_edit_state_get_context (lt_detail_span_get_state (lt_detail_canvas_get_span (canvas))));
  const LtClip *clip = clip_of (self);

  self->hold = hold_at (self, x, y, &self->point);
  g_clear_pointer (&self->gesture, g_free);
  if (self->hold == HOLD_NOTHING)
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0)
    {
      toggle_point (self, self->hold, self->point, x);
      self->hold = HOLD_NOTHING;
      return TRUE;
    }
  self->start_y = y;
  self->start_db = clip->gain_db + (self->hold == HOLD_POINT ? g_array_index (clip->envelope, LtPoint, self->point).value : 0.0);
  self->gesture = lt_document_new_gesture (document, "clip-gain");
  return TRUE;
}

static void
drag (LtDetailCanvas *canvas, double x, double y)
{
  LtDetailWave *self = LT_DETAIL_WAVE (canvas);
  const LtClip *clip = clip_of (self);
  double        db = db_of_drag (self->start_db, y - self->start_y, lt_detail_canvas_get_height (canvas));

  if (clip == NULL || self->hold == HOLD_NOTHING)
    return;
  if (self->hold == HOLD_LINE)
    {
      apply (self, lt_edit_clip_gain (session_of (self), clip->id, db), _ ("Clip gain"));
      return;
    }
  if (clip->envelope == NULL || self->point >= clip->envelope->len)
    return;

  g_autoptr (GArray) points = g_array_sized_new (FALSE, FALSE, sizeof (LtPoint), clip->envelope->len);
  int64_t            low = 0, high = clip->length_frames;

  g_array_append_vals (points, clip->envelope->data, clip->envelope->len);
  if (self->point > 0)
    low = g_array_index (points, LtPoint, self->point - 1).pos_frames + 1;
  if (self->point + 1 < points->len)
    high = g_array_index (points, LtPoint, self->point + 1).pos_frames - 1;
  g_array_index (points, LtPoint, self->point).pos_frames = CLAMP (llround (frame_at (self, x)) - clip->pos_frames, low, MAX (high, low));
  g_array_index (points, LtPoint, self->point).value = db - clip->gain_db;
  apply (self, lt_edit_clip_envelope (session_of (self), clip->id, (const LtPoint *) (gpointer) points->data, points->len), _ ("Clip gain envelope"));
}

static void
release (LtDetailCanvas *canvas, gboolean is_cancelled)
{
  LtDetailWave *self = LT_DETAIL_WAVE (canvas);

  if (is_cancelled && self->gesture != NULL)
    lt_edit_state_cancel (lt_detail_span_get_state (lt_detail_canvas_get_span (canvas)), self->gesture);
  g_clear_pointer (&self->gesture, g_free);
  self->hold = HOLD_NOTHING;
}

static const char *
cursor (LtDetailCanvas *canvas, double x, double y)
{
  guint point;
  Hold  hold = hold_at (LT_DETAIL_WAVE (canvas), x, y, &point);

  return hold == HOLD_POINT ? "move" : hold == HOLD_LINE ? "row-resize" : "text";
}

static char *
dup_tag (LtDetailCanvas *canvas, double x, double y)
{
  LtDetailWave  *self = LT_DETAIL_WAVE (canvas);
  const LtClip  *clip = clip_of (self);
  LtNumberFormat format = { .kind = LT_NUMBER_DB, .is_signed = TRUE };
  guint          point;
  Hold           hold = self->hold != HOLD_NOTHING ? self->hold : hold_at (self, x, y, &point);

  if (clip == NULL || hold == HOLD_NOTHING)
    return NULL;
  return lt_number_text_dup (&format, clip->gain_db + envelope_at (clip, frame_at (self, x) - (double) clip->pos_frames));
}

static char *
dup_name (LtDetailCanvas *canvas, const char *clip)
{
  /* Translators: %s is the clip's name */
  return g_strdup_printf (_ ("Waveform of %s"), clip);
}

static void
lt_detail_wave_finalize (GObject *object)
{
  g_free (LT_DETAIL_WAVE (object)->gesture);
  G_OBJECT_CLASS (lt_detail_wave_parent_class)->finalize (object);
}

static void
lt_detail_wave_class_init (LtDetailWaveClass *class)
{
  LtDetailCanvasClass *canvas = LT_DETAIL_CANVAS_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = lt_detail_wave_finalize;
  canvas->draw = draw;
  canvas->draw_over = draw_over;
  canvas->press = press;
  canvas->drag = drag;
  canvas->release = release;
  canvas->cursor = cursor;
  canvas->dup_tag = dup_tag;
  canvas->dup_name = dup_name;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "detailwave");
}

static void
lt_detail_wave_init (LtDetailWave *self)
{
  g_signal_connect_object (lt_wave_tiles_get_default (), "ready", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
lt_detail_wave_new (LtDetailSpan *span)
{
  GtkWidget *self = g_object_new (LT_TYPE_DETAIL_WAVE, NULL);

  lt_detail_canvas_set_span (LT_DETAIL_CANVAS (self), span);
  return self;
}
