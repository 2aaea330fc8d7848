// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture is drawn anew only with a new print, size or theme; the playhead moves on top of it.
// Layer: app.

#include "app/master/song-view.h"

#include "app/shell/print-picture.h"
#include "app/widgets/draw.h"
#include "deliver/loudness-fit.h"

#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_SONG_VIEW (lt_song_view_get_type ())
G_DECLARE_FINAL_TYPE (LtSongView, lt_song_view, LT, SONG_VIEW, GtkWidget)

#define TOP 18
#define BOTTOM 16
#define RIGHT 44
#define LUFS_HIGH -6.0
#define LUFS_LOW -30.0

struct _LtSongView
{
  GtkWidget parent_instance;

  LtContext     *context;
  LtPrintKeeper *keeper;
  gulong         frame;
  GtkWidget     *head; /* the playhead */
  GskRenderNode *ground; /* as it was drawn for: */
  int            drawn_width, drawn_height, drawn_scale;
  guint          drawn_serial;
  double         head_x;
  int            told_s; /* the place that readers were told last */
};

G_DEFINE_FINAL_TYPE (LtSongView, lt_song_view, GTK_TYPE_WIDGET)

static double
picture_width (LtSongView *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - RIGHT, 1);
}

static double
length_of (LtSongView *self)
{
  const LtPrint   *print = lt_print_keeper_get (self->keeper);
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));

  return print != NULL ? (double) print->n_frames : (session != NULL ? MAX ((double) lt_session_get_length (session), 1.0) : 1.0);
}

/* --- the picture --- */

static LtPrintPicture
picture_of (LtSongView *self, const LtPrint *print)
{
  return (LtPrintPicture) {
    .print = print,
    .width = (int) picture_width (self),
    .top = TOP,
    .height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - TOP - BOTTOM, 1),
    .high_lufs = LUFS_HIGH,
    .low_lufs = LUFS_LOW,
  };
}

static void
draw_columns (const LtPrintPicture *picture, cairo_t *cr)
{
  const GdkRGBA *well = lt_palette_get (LT_COLOUR_WELL), *fg = lt_palette_get (LT_COLOUR_FG);
  GdkRGBA        peak = lt_palette_mix (well, fg, 0.27), rms = lt_palette_mix (well, fg, 0.45);

  for (int is_rms = 0; is_rms < 2; is_rms++)
    {
      gdk_cairo_set_source_rgba (cr, is_rms ? &rms : &peak);
      lt_print_picture_add_columns (picture, cr, is_rms, 0, picture->width);
      cairo_fill (cr);
    }
}

static void
draw_loudness (const LtPrintPicture *picture, cairo_t *cr)
{
  double  dash[] = { 4, 3 }, y = floor (lt_print_picture_get_y (picture, LT_LOUDNESS_FIT_TARGET_LUFS)) + 0.5;
  GdkRGBA target = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.6);

  gdk_cairo_set_source_rgba (cr, &target);
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, picture->width, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.75);
  lt_print_picture_add_loudness (picture, cr);
  cairo_stroke (cr);
}

static void
draw_overs (const LtPrintPicture *picture, cairo_t *cr)
{
  const LtPrint *print = picture->print;

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_M4));
  for (guint i = 0; i < print->overs->len; i++)
    {
      double x = (double) g_array_index (print->overs, LtOver, i).pos_frames / (double) print->n_frames * picture->width;

      cairo_rectangle (cr, floor (x), picture->top, 1.5, picture->height);
    }
  cairo_fill (cr);
}

static void
append_picture (LtSongView *self, GtkSnapshot *snapshot, const LtPrint *print)
{
  LtPrintPicture picture = picture_of (self, print);
  cairo_t       *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) picture.width, (float) gtk_widget_get_height (GTK_WIDGET (self))));

  draw_columns (&picture, cr);
  draw_overs (&picture, cr);
  draw_loudness (&picture, cr);
  cairo_destroy (cr);
}

/* Names end where the next marker stands; of several at one place the last is named. */
static void
append_markers (LtSongView *self, GtkSnapshot *snapshot, const LtSession *session, int height)
{
  LtDrawFont name = { lt_draw_text_px (GTK_WIDGET (self), 11), 500, 0.0, *lt_palette_get (LT_COLOUR_FG2) };
  double     per_frame = picture_width (self) / length_of (self);

  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = g_ptr_array_index (session->markers, i), *next = i + 1 < session->markers->len ? session->markers->pdata[i + 1] : NULL;
      double          x = (double) marker->pos_frames * per_frame;
      double          end = next != NULL ? (double) next->pos_frames * per_frame - 2.0 : picture_width (self);

      lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_LINE2), floor (x), 0, 1, height - BOTTOM);
      if (end <= x + 5)
        continue;
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x, 0, (float) (end - x), TOP));
      lt_draw_text (GTK_WIDGET (self), snapshot, marker->name, &name, x + 5, TOP / 2.0);
      gtk_snapshot_pop (snapshot);
    }
}

static void
draw_scales (LtSongView *self, GtkSnapshot *snapshot)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  LtDrawFont       tick = { lt_draw_text_px (widget, 10), 500, 0.0, *lt_palette_get (LT_COLOUR_FG3) };
  LtPrintPicture   picture = picture_of (self, NULL);
  int              height = gtk_widget_get_height (widget);
  double           seconds = session != NULL ? length_of (self) / session->rate_hz : 1.0, step = 10.0;

  for (int lufs = -10; lufs >= -26; lufs -= 8)
    {
      g_autofree char *text = g_strdup_printf ("\u2212%d", -lufs);

      lt_draw_text (widget, snapshot, text, &tick, picture_width (self) + 8, lt_print_picture_get_y (&picture, lufs));
    }
  while (seconds / step > 9)
    step *= step == 20.0 ? 1.5 : 2.0;
  for (double at = 0.0; at <= seconds; at += step)
    {
      g_autofree char *text = g_strdup_printf ("%d:%02d", (int) at / 60, (int) at % 60);
      double           x = at / seconds * picture_width (self);

      if (x < picture_width (self) - 24)
        lt_draw_text (widget, snapshot, text, &tick, x + 2, height - BOTTOM / 2.0);
    }
  if (session != NULL)
    append_markers (self, snapshot, session, height);
}

/* (transfer full): all but the playhead. */
static GskRenderNode *
draw_ground (LtSongView *self)
{
  GtkWidget      *widget = GTK_WIDGET (self);
  GtkSnapshot    *snapshot = gtk_snapshot_new ();
  gboolean        empty = lt_print_keeper_is_empty (self->keeper);
  const LtPrint  *print = empty ? NULL : lt_print_keeper_get (self->keeper);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  GskRoundedRect  rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &box, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_WELL), &box);
  if (print != NULL)
    {
      gtk_snapshot_push_opacity (snapshot, lt_print_keeper_is_stale (self->keeper) ? 0.6 : 1.0);
      append_picture (self, snapshot, print);
      gtk_snapshot_pop (snapshot);
    }
  else
    {
      LtDrawFont font = { 12, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };

      lt_draw_text (widget, snapshot, empty ? _ ("No sound yet. Import audio to see the song here.") : _ ("Measuring the song…"), &font, box.size.width / 2, box.size.height / 2);
    }
  draw_scales (self, snapshot);
  gtk_snapshot_pop (snapshot);
  return lt_draw_flatten (widget, gtk_snapshot_free_to_node (snapshot));
}

static void
lt_song_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtSongView *self = LT_SONG_VIEW (widget);
  int         width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), scale = gtk_widget_get_scale_factor (widget);

  if (self->ground == NULL || self->drawn_width != width || self->drawn_height != height || self->drawn_scale != scale
      || self->drawn_serial != lt_palette_get_serial ())
    {
      g_clear_pointer (&self->ground, gsk_render_node_unref);
      self->ground = draw_ground (self);
      self->drawn_width = width;
      self->drawn_height = height;
      self->drawn_scale = scale;
      self->drawn_serial = lt_palette_get_serial ();
    }
  if (self->ground != NULL)
    gtk_snapshot_append_node (snapshot, self->ground);
  gtk_widget_snapshot_child (widget, self->head, snapshot);
}

static void
redraw (LtSongView *self)
{
  g_clear_pointer (&self->ground, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the playhead, and hands --- */

static void
lt_song_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (LT_SONG_VIEW (widget)->head, &(GtkAllocation) { (int) LT_SONG_VIEW (widget)->head_x, 0, 2, MAX (height - BOTTOM, 1) }, -1);
}

/* In whole seconds; in the name, as GTK tells readers no words of a value. */
static void
tell_position (LtSongView *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  double           rate_hz = session != NULL ? session->rate_hz : 48000.0;
  int              position_s = (int) (MAX (lt_live_get_heard_position (lt_context_get_live (self->context)), 0.0) / rate_hz);

  if (position_s == self->told_s)
    return;
  self->told_s = position_s;
  /* Translators: minutes and seconds. */
  g_autofree char *name = g_strdup_printf (_ ("Song: position, %d:%02d"), position_s / 60, position_s % 60);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_frame (LtContext *context, double seconds, LtSongView *self)
{
  double x = MAX (lt_live_get_heard_position (lt_context_get_live (context)), 0.0) / length_of (self) * picture_width (self);

  if (floor (x) == self->head_x)
    return;
  self->head_x = MIN (floor (x), picture_width (self) - 2);
  tell_position (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_drag (GtkGestureDrag *gesture, double dx, double dy, LtSongView *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  double share = CLAMP ((x + dx) / picture_width (self), 0.0, 1.0);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.locate", "x", (gint64) (share * length_of (self)));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtSongView *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  double           step = session != NULL ? session->rate_hz * ((state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0) : 0.0;

  if (keyval != GDK_KEY_Left && keyval != GDK_KEY_Right)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.locate", "x",
                              (gint64) (lt_live_get_position (lt_context_get_live (self->context)) + (keyval == GDK_KEY_Left ? -step : step)));
  return TRUE;
}

static void
lt_song_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 132;
  *minimum_baseline = *natural_baseline = -1;
}

static void
lt_song_view_map (GtkWidget *widget)
{
  LtSongView *self = LT_SONG_VIEW (widget);

  GTK_WIDGET_CLASS (lt_song_view_parent_class)->map (widget);
  self->frame = g_signal_connect (self->context, "frame", G_CALLBACK (on_frame), self);
}

static void
lt_song_view_unmap (GtkWidget *widget)
{
  LtSongView *self = LT_SONG_VIEW (widget);

  g_clear_signal_handler (&self->frame, self->context);
  GTK_WIDGET_CLASS (lt_song_view_parent_class)->unmap (widget);
}

static void
lt_song_view_dispose (GObject *object)
{
  LtSongView *self = LT_SONG_VIEW (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->ground, gsk_render_node_unref);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (lt_song_view_parent_class)->dispose (object);
}

static void
lt_song_view_class_init (LtSongViewClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_song_view_dispose;
  widget->snapshot = lt_song_view_snapshot;
  widget->measure = lt_song_view_measure;
  widget->size_allocate = lt_song_view_size_allocate;
  widget->map = lt_song_view_map;
  widget->unmap = lt_song_view_unmap;
  gtk_widget_class_set_css_name (widget, "songview");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
lt_song_view_init (LtSongView *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->head = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (self->head, "playhead");
  gtk_widget_set_can_target (self->head, FALSE);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->told_s = -1;
}

GtkWidget *
lt_song_view_new (LtContext *context, LtPrintKeeper *keeper)
{
  LtSongView *self = g_object_new (LT_TYPE_SONG_VIEW, NULL);

  self->context = context;
  self->keeper = g_object_ref (keeper);
  tell_position (self);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (redraw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
