// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole song: its waveform, its short-term loudness, the target, overs, the playhead.
// Layer: app. Main thread.

#pragma once

#include "app/shell/print-keeper.h"

#include <gtk/gtk.h>

/* A click locates. */
GtkWidget *lt_song_view_new (LtContext *context, LtPrintKeeper *keeper);
