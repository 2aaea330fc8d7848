// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The song that is delivered, small: its waveform with its loudness, and how far it has come.
// Layer: app. Main thread.

#pragma once

#include "studio/print.h"

#include <gtk/gtk.h>

#define LT_TYPE_EXPORT_SONG (lt_export_song_get_type ())
G_DECLARE_FINAL_TYPE (LtExportSong, lt_export_song, LT, EXPORT_SONG, GtkWidget)

GtkWidget *lt_export_song_new (void);

/* @print is kept by reference; NULL: none, and the picture is a flat line. @is_stale: of the song before the last change. */
void lt_export_song_set_print (LtExportSong *self, LtPrint *print, gboolean is_stale);

/* What is delivered of it, as shares of the whole, 0 to 1; the rest is faint. */
void lt_export_song_set_range (LtExportSong *self, double from, double to);

/* How much of the range is through, 0 to 1; below 0: nothing is under way. */
void lt_export_song_set_place (LtExportSong *self, double place);
