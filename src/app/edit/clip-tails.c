// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A ground that thins out, and on it the wave of the tail's print as soon as there is one.
// Layer: app.

#include "app/edit/clip-tails.h"

#include "app/edit/clip-view.h"
#include "app/shell/clip-print-keeper.h"
#include "app/shell/peaks-pool.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"

#define GROUND 0.10f /* share of the clip's colour where it ends */
#define WAVE 0.45
#define LEAST_PX 2.0f

typedef struct
{
  LtEditState *state;
  GtkWidget   *widget;
  GtkSnapshot *snapshot;
  float        width;
  gboolean     is_whole;
} Drawing;

static void
append_ground (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *colour)
{
  const GskColorStop stops[] = { { 0.0f, lt_palette_alpha (colour, GROUND) }, { 1.0f, lt_palette_alpha (colour, 0.0) } };

  gtk_snapshot_append_linear_gradient (snapshot, area, &area->origin, &GRAPHENE_POINT_INIT (area->origin.x + area->size.width, area->origin.y), stops,
                                       G_N_ELEMENTS (stops));
}

/* @x0: where the clip ends; @area: what is seen from there on. */
static void
append_wave (Drawing *drawing, const LtClipTail *tail, const char *path, const graphene_rect_t *area, float x0, const GdkRGBA *colour)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (drawing->state);
  const LtSource    *source = lt_session_find_source (lt_edit_state_get_session (drawing->state), tail->clip->source_id);
  LtWavePicture      picture = {
         .source = source != NULL ? lt_peaks_pool_get_source (lt_peaks_pool_get_default (), path, source->n_channels, 1.0) : NULL,
         .zoom = scale->zoom,
         .first = (double) tail->clip->fade_out_frames + (double) (area->origin.x - x0) * lt_time_scale_get_frames_per_pixel (scale),
         .invert = tail->clip->polarity,
         .gain_db = tail->clip->gain_db + lt_edit_state_get_wave_db (drawing->state),
         .peak = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), colour, WAVE),
         .rms = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), colour, WAVE),
         .area = *area,
         .widget = drawing->widget,
  };

  if (picture.source != NULL)
    drawing->is_whole &= lt_wave_tiles_snapshot (lt_wave_tiles_get_default (), drawing->snapshot, &picture);
}

static void
append_tail (Drawing *drawing, const LtTrack *track, const LtClip *clip, float y, float row)
{
  LtClipPrintKeeper *keeper = lt_clip_print_keeper_of (lt_edit_state_get_context (drawing->state));
  const LtTimeScale *scale = lt_edit_state_get_scale (drawing->state);
  float              top = row - 4 >= LT_CLIP_VIEW_TITLED ? 2 + LT_CLIP_VIEW_TITLE : 2;
  LtClipTail         tail;
  const char        *path;
  GdkRGBA            colour = *lt_clip_view_get_own_colour (clip, track->strip);

  if (!lt_clip_print_keeper_get_tail (keeper, clip, &tail, &path))
    return;
  if (track->strip->mute)
    colour = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &colour, 0.55);

  float x0 = rintf ((float) lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames))), x1 = (float) lt_time_scale_x (scale, (double) tail.to);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (x0, y + top, x1 - x0, row - top - 2), seen;

  if (x1 - x0 < LEAST_PX || !graphene_rect_intersection (&whole, &GRAPHENE_RECT_INIT (0, 0, drawing->width, y + row), &seen))
    return;
  append_ground (drawing->snapshot, &whole, &colour);
  if (path != NULL)
    append_wave (drawing, &tail, path, &seen, x0, &colour);
}

gboolean
lt_clip_tails_append (LtEditState *state, GtkWidget *widget, GtkSnapshot *snapshot, float width, float height)
{
  const LtSession *session = lt_edit_state_get_session (state);
  Drawing          drawing = { state, widget, snapshot, width, TRUE };
  float            y = session->tracks->len > 0 ? (float) lt_edit_state_get_row_y (state, 0) : 0.0f;

  for (guint t = 0; t < session->tracks->len && y < height; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      float          row = (float) lt_edit_state_get_row_height (state, t);

      for (guint i = 0; row > 0 && y + row > 0 && i < track->clips->len; i++)
        if (((const LtClip *) track->clips->pdata[i])->sound.slots != NULL)
          append_tail (&drawing, track, track->clips->pdata[i], y, row);
      y += (float) lt_edit_state_get_row_pitch (state, t);
    }
  return drawing.is_whole;
}

double
lt_clip_tails_get_length (LtEditState *state, const LtClip *clip)
{
  LtClipTail tail;

  if (!lt_clip_print_keeper_get_tail (lt_clip_print_keeper_of (lt_edit_state_get_context (state)), clip, &tail, NULL))
    return 0.0;
  return (double) (tail.to - clip->pos_frames - clip->length_frames) / lt_edit_state_get_session (state)->rate_hz;
}
