// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The X of two clips over a darkened overlap.
// Layer: app.

#include "app/edit/lanes-private.h"

#include "app/edit/clip-view.h"
#include "app/edit/cross.h"
#include "app/widgets/palette.h"

#define VEIL 0.15f /* little: the fades have veils of their own */

/* @area: all of it; @seen: where the lanes begin and end. */
static void
append_cross (GtkSnapshot *snapshot, const LtCross *cross, const graphene_rect_t *area, double per_pixel, const double seen[2])
{
  gboolean   dark = lt_palette_is_dark ();
  GdkRGBA    veil = dark ? (GdkRGBA) { 0.055f, 0.055f, 0.055f, VEIL } : (GdkRGBA) { 1, 1, 1, VEIL };
  double     end = area->origin.x + area->size.width, from = MAX (area->origin.x, seen[0]), to = MIN (end, seen[1]);
  double     in = MAX ((double) cross->after->fade_in_frames / per_pixel, 0.01), out = MAX ((double) cross->before->fade_out_frames / per_pixel, 0.01);
  LtClipFade fades[] = { { cross->after->fade_in_curve, TRUE, area->origin.x, in, area->origin.y, area->size.height },
                         { cross->before->fade_out_curve, FALSE, end - out, out, area->origin.y, area->size.height } };

  if (from >= to)
    return;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) from, area->origin.y, (float) (to - from), area->size.height));
  gdk_cairo_set_source_rgba (cr, &veil);
  cairo_paint (cr);
  gdk_cairo_set_source_rgba (cr, dark ? &(GdkRGBA) { 1, 1, 1, 1 } : lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.3);
  for (int i = 0; i < 2; i++)
    {
      lt_clip_view_trace_fade (cr, &fades[i], from, to);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

void
lt_lanes_append_crosses (LtLanes *self, GtkSnapshot *snapshot, float w, float h)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             per_pixel = lt_time_scale_get_frames_per_pixel (scale);
  float              y = lt_edit_state_n_rows (self->state) > 0 ? (float) lt_edit_state_get_row_y (self->state, 0) : 0;

  for (guint t = 0; t < lt_edit_state_n_rows (self->state) && y < h; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      float          row = (float) lt_edit_state_get_row_height (self->state, t);
      float          top = row - 4 >= LT_CLIP_VIEW_TITLED ? 2 + LT_CLIP_VIEW_TITLE : 2;

      for (guint i = 0; row > 0 && y + row > 0 && i + 1 < track->clips->len; i++)
        {
          LtCross cross;

          if (!lt_cross_find (track, i, &cross))
            continue;
          float x0 = (float) lt_time_scale_x (scale, (double) cross.from), x1 = (float) lt_time_scale_x (scale, (double) cross.to);
          append_cross (snapshot, &cross, &GRAPHENE_RECT_INIT (x0, y + top, x1 - x0, row - top - 2), per_pixel, (double[]) { 0.0, w });
        }
      y += (float) lt_edit_state_get_row_pitch (self->state, t);
    }
}
