// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Folded: a thin row for each track in its colour. Open: one strip of all that is in it, in the colour of the folder.
// Layer: app.

#include "app/edit/lanes-private.h"

#include "app/shell/peaks-pool.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"

#include <math.h>

#define PAD 3.0f       /* above the first thin row and below the last */
#define STRIP_PAD 5.0f /* of an open folder's strip */
#define BODY 0.17
#define LEAST_WAVE 4.0f /* px of height: lower than this, clips are blocks */

/* A row that clips are drawn into. */
typedef struct
{
  float   y, h, w;
  GdkRGBA colour;
  double  body; /* alpha of a clip behind its waveform */
} Band;

static void
append_block (GtkSnapshot *snapshot, const Band *band, float x0, float x1, double alpha)
{
  GdkRGBA colour = lt_palette_alpha (&band->colour, alpha);

  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x0, band->y, x1 - x0, band->h));
}

/* FALSE: parts of it are still being drawn. */
static gboolean
append_clip (LtLanes *self, GtkSnapshot *snapshot, const LtClip *clip, const Band *band)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  const LtSource    *source = lt_session_find_source (session, clip->source_id);
  double             left = rint (lt_time_scale_x (scale, (double) clip->pos_frames)), fpp = lt_time_scale_get_frames_per_pixel (scale);
  float              x0 = MAX ((float) left, 0.0f), x1 = MIN ((float) rint (lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames))), band->w);

  if (x1 <= x0)
    return TRUE;
  append_block (snapshot, band, x0, x1, band->body);
  if (source == NULL || band->h < LEAST_WAVE)
    {
      append_block (snapshot, band, x0, x1, 0.35);
      return TRUE;
    }
  g_autofree char *path = lt_edit_state_dup_source_path (self->state, source);
  LtWavePicture    picture = {
       .source = lt_peaks_pool_get_source (lt_peaks_pool_get_default (), path, source->n_channels, (source->rate_hz > 0 ? source->rate_hz / session->rate_hz : 1.0) / clip->sound.stretch),
       .zoom = scale->zoom,
       .first = (double) clip->offset_frames + ((double) x0 - left) * fpp,
       .reverse = clip->reverse,
       .gain_db = clip->gain_db + lt_edit_state_get_wave_db (self->state),
       .peak = lt_palette_alpha (&band->colour, 0.6),
       .rms = band->colour,
       .area = GRAPHENE_RECT_INIT (x0, band->y, x1 - x0, band->h),
       .widget = GTK_WIDGET (self),
  };
  if (clip->reverse)
    picture.first = (double) (clip->offset_frames + clip->length_frames) - ((double) x1 - left) * fpp;
  return lt_wave_tiles_snapshot (lt_wave_tiles_get_default (), snapshot, &picture);
}

static guint
count_tracks (const LtSession *session, const LtFolderRow *row)
{
  guint n = 0;

  for (guint t = row->track; t < session->tracks->len; t++)
    n += lt_strip_order_is_in (session, ((const LtTrack *) session->tracks->pdata[t])->strip, row->folder_id);
  return n;
}

static gboolean
append_tracks (LtLanes *self, GtkSnapshot *snapshot, const LtFolderRow *row, float y, float w)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtStrip   *folder = lt_session_find_strip (session, row->folder_id);
  guint            n = MAX (count_tracks (session, row), 1), at = 0;
  float            each = ((float) row->height - 1 - 2 * PAD) / (float) n;
  double           each_body = 1.0 - pow (1.0 - BODY, 1.0 / n); /* all of them over each other are as one */
  gboolean         is_whole = TRUE;

  for (guint t = row->track; t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      Band           band = { y + STRIP_PAD, (float) row->height - 1 - 2 * STRIP_PAD, w, *lt_palette_get_track (folder->colour), each_body };

      if (!lt_strip_order_is_in (session, track->strip, row->folder_id))
        continue;
      if (folder->folded)
        {
          float top = roundf (PAD + each * (float) at), bottom = roundf (PAD + each * (float) (at + 1));

          band = (Band) { y + top, MAX (bottom - top - (each >= LEAST_WAVE ? 1 : 0), 1), w, *lt_palette_get_track (track->strip->colour), BODY };
          at++;
        }
      if (track->strip->mute || folder->mute)
        band.colour = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), &band.colour, 0.55);
      for (guint i = 0; i < track->clips->len; i++)
        is_whole &= append_clip (self, snapshot, track->clips->pdata[i], &band);
    }
  return is_whole;
}

void
lt_lanes_append_folders (LtLanes *self, GtkSnapshot *snapshot, float w, float h)
{
  const GArray *rows = lt_folder_rows_get (lt_edit_state_get_folders (self->state));
  GdkRGBA       veil = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.04);

  self->is_incomplete = FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const LtFolderRow *row = &g_array_index (rows, LtFolderRow, i);
      float              y = (float) lt_edit_state_get_folder_y (self->state, row), height = (float) row->height;

      if (y + height < 0 || y > h)
        continue;
      gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (0, y, w, height));
      self->is_incomplete |= !append_tracks (self, snapshot, row, y, w);
      gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE), &GRAPHENE_RECT_INIT (0, y + height - 1, w, 1));
    }
}
