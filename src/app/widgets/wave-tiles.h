// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Waveforms as cached textures, 256 pixels wide, drawn off the main thread; what is not ready yet is stretched from
// another zoom.
// Layer: app/widgets. Main thread.

#pragma once

#include "app/widgets/wave-source.h"

#include <gtk/gtk.h>

#define LT_WAVE_TILES_WIDTH 256

#define LT_TYPE_WAVE_TILES (lt_wave_tiles_get_type ())
G_DECLARE_FINAL_TYPE (LtWaveTiles, lt_wave_tiles, LT, WAVE_TILES, GObject)

/* What to show where. */
typedef struct
{
  LtWaveSource   *source;
  int             zoom;    /* frames a pixel: 2 ^ (zoom / 4), as LtTimeScale */
  double          first;   /* frame of the source (as long as the time line's) at the left edge; reverse: at the right one */
  gboolean        reverse; /* runs from right to left */
  gboolean        invert;  /* upside down */
  double          gain_db;
  GdkRGBA         peak, rms;
  graphene_rect_t area;
  GtkWidget      *widget; /* that is drawn: its scale and the way it is rendered; NULL: 1, by textures */
} LtWavePicture;

/* One for the whole program, borrowed. Signal "ready": more tiles are there. */
LtWaveTiles *lt_wave_tiles_get_default (void);

/* With room for @budget bytes of pixels; what was not shown for longest goes first. */
LtWaveTiles *lt_wave_tiles_new (gsize budget);

/* Adds the picture. FALSE: parts of it are still being drawn; draw again at "ready". */
gboolean lt_wave_tiles_snapshot (LtWaveTiles *self, GtkSnapshot *snapshot, const LtWavePicture *picture);

guint lt_wave_tiles_get_n_ready (LtWaveTiles *self);   /* textures held */
guint lt_wave_tiles_get_n_pending (LtWaveTiles *self); /* asked for, not there yet */
