// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ruler: bars, time and markers above the tracks. Click: locate; drag: scrub; Shift-drag: loop, on the times: punch.
// Layer: app/widgets.

#pragma once

#include "app/widgets/time-scale.h"

#include <gtk/gtk.h>

#define LT_RULER_BARS_HEIGHT 22
#define LT_RULER_TIME_HEIGHT 18
#define LT_RULER_MARKERS_HEIGHT 24
#define LT_RULER_HEIGHT (LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT + LT_RULER_MARKERS_HEIGHT)

#define LT_TYPE_RULER (lt_ruler_get_type ())
G_DECLARE_FINAL_TYPE (LtRuler, lt_ruler, LT, RULER, GtkWidget)

typedef struct
{
  guint64     id;
  const char *name;
  double      pos, length; /* frames; length 0: a flag, more: a section */
} LtRulerMarker;

/* Signals; frames as under the pointer, not snapped; @last: the button was let go:
   "locate" (double frame, gboolean last), "loop" and "punch" (double from, double to, gboolean last),
   "marker-move" (guint64 id, double pos, gboolean last), "marker-size" (guint64 id, double from, double to, gboolean last),
   "marker-open" (guint64 id, double x): its name is wanted, "marker-add" (double frame),
   "change-open" (gint64 pulse, gboolean is_metre): a change of tempo or metre is wanted, "menu" (double frame, double x, double y),
   "cancel": the drag of a range or a marker is given up, all is as before it. */
GtkWidget *lt_ruler_new (void);

void lt_ruler_set_scale (LtRuler *self, const LtTimeScale *scale);
void lt_ruler_set_loop (LtRuler *self, gboolean on, double from, double to); /* from = to: none is drawn */
void lt_ruler_set_punch (LtRuler *self, gboolean on, double from, double to); /* the same */
void lt_ruler_set_markers (LtRuler *self, const LtRulerMarker *markers, guint n); /* copied */
void lt_ruler_set_position (LtRuler *self, double frame); /* what a screen reader says; the playhead is drawn elsewhere */
