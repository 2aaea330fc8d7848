// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tempo track: the tempo as a line with a handle a change, and the metres above it.
// Layer: app/widgets.

#pragma once

#include "app/widgets/time-scale.h"

#include <gtk/gtk.h>

#define LT_TEMPO_ROW_HEIGHT 46

#define LT_TYPE_TEMPO_ROW (lt_tempo_row_get_type ())
G_DECLARE_FINAL_TYPE (LtTempoRow, lt_tempo_row, LT, TEMPO_ROW, GtkWidget)

/* Signals. Places are pulses of a change of tempo or of metre (base/tempo-map.h); frames as under the pointer, not snapped;
   @last: the button was let go:
   "add" (double frame): a change of tempo is wanted there, "open" (gint64 pulse, gboolean is_metre),
   "move" (gint64 pulse, gboolean is_metre, double frame, double bpm, gboolean last): the change that was at @pulse when the drag
   began is now there; @frame below 0: it stays at its place, "remove" (gint64 pulse, gboolean is_metre),
   "menu" (double frame, double x, double y), "cancel": the drag is given up, all is as before it.
   Keys: arrows to the sides pick a change, up and down are 1 bpm (Shift: 0.1), Return opens it, Delete removes it. */
GtkWidget *lt_tempo_row_new (void);

/* The row uses this press itself, which would mean something else elsewhere. */
gboolean lt_tempo_row_takes_key (LtTempoRow *self, guint keyval, GdkModifierType state);

void lt_tempo_row_set_scale (LtTempoRow *self, const LtTimeScale *scale);
