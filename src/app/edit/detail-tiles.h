// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spectrograms as cached pictures, 256 pixels wide, drawn off the main thread; what is not ready yet is stretched from
// another zoom or window.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_DETAIL_TILES_WIDTH 256

#define LT_TYPE_DETAIL_TILES (lt_detail_tiles_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailTiles, lt_detail_tiles, LT, DETAIL_TILES, GObject)

/* What to show where. */
typedef struct
{
  const char     *path;   /* of the file: a file with other samples has another name */
  int             zoom;   /* frames a pixel: 2 ^ (zoom / 4), as LtTimeScale */
  double          first;  /* frame of the file at the left edge; reverse: at the right one */
  gboolean        reverse;
  guint           size;   /* of the window, samples */
  gboolean        is_log;
  double          low_hz, high_hz; /* bottom and top */
  graphene_rect_t area;
} LtDetailTilesPicture;

/* Signal "ready": more tiles are there. */
LtDetailTiles *lt_detail_tiles_new (void);

/* What is not drawn yet stands stretched from another zoom, or empty. */
void lt_detail_tiles_snapshot (LtDetailTiles *self, GtkSnapshot *snapshot, const LtDetailTilesPicture *picture);

/* dBFS of a sine at @frame and @freq_hz as the picture shows it; FALSE: it isn't there yet. */
gboolean lt_detail_tiles_get_level (LtDetailTiles *self, const LtDetailTilesPicture *picture, double frame, double freq_hz, double *level_db);

/* 0 at the bottom to 1 at the top, and back. */
double lt_detail_tiles_share (const LtDetailTilesPicture *picture, double freq_hz);
double lt_detail_tiles_freq (const LtDetailTilesPicture *picture, double share);
