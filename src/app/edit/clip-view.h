// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A clip in its lane: title, waveform, fades, gain line.
// Layer: app. Main thread.

#pragma once

#include "app/edit/clip-wave.h"
#include "app/widgets/time-scale.h"
#include "session/session.h"

#include <gtk/gtk.h>

#define LT_CLIP_VIEW_TITLE 15   /* px, of clips at least LT_CLIP_VIEW_TITLED high */
#define LT_CLIP_VIEW_TITLED 36
#define LT_CLIP_VIEW_SPARE 8    /* px that reach beyond the lanes where the clip is cut off, so that its corners are not seen */

#define LT_TYPE_CLIP_VIEW (lt_clip_view_get_type ())
G_DECLARE_FINAL_TYPE (LtClipView, lt_clip_view, LT, CLIP_VIEW, GtkWidget)

typedef struct
{
  const LtSession *session; /* holds the two below */
  const LtClip    *clip;
  const LtStrip   *strip;
  LtClipWave       from;
  gboolean         is_picked;
  double           wave_db; /* drawn louder by that */
} LtClipShown;

GtkWidget *lt_clip_view_new (void);

/* The clip begins at @left of the widget (0 or less: what is outside of the view is cut off). Cheap when nothing changed. */
void lt_clip_view_show (LtClipView *self, const LtClipShown *shown, const LtTimeScale *scale, double left);

/* Its own colour, or its track's. */
const GdkRGBA *lt_clip_view_get_own_colour (const LtClip *clip, const LtStrip *strip);

LtId lt_clip_view_get_id (LtClipView *self);

gboolean lt_clip_view_is_picked (LtClipView *self);

/* More of its sound is known: drawn again if it lacked something. */
void lt_clip_view_touch (LtClipView *self);

/* Where the gain line lies in a waveform of @height px, from its top. */
double lt_clip_view_get_gain_y (double gain_db, double height);

#define LT_CLIP_VIEW_GAIN_RANGE_DB 25.0 /* over the whole height */

/* The other way: dB at @y; at the very bottom nearly silence. */
double lt_clip_view_get_gain_at (double y, double height);

char *lt_clip_view_dup_gain (double gain_db); /* (transfer full): "+1.5 dB", U+2212 for minus */

/* 0 to 1 at @x 0 to 1 of a fade in. */
double lt_clip_view_get_fade (LtFadeCurve curve, double x);

/* One side's fade as it is drawn, px. */
typedef struct
{
  LtFadeCurve curve;
  gboolean    is_in;
  double      x, width; /* all of it, may be far outside of what is seen */
  double      y, height;
} LtClipFade;

/* Its line from @from to @to as path of @cr; outside of the fade it goes on flat. */
void lt_clip_view_trace_fade (cairo_t *cr, const LtClipFade *fade, double from, double to);

/* (transfer full): "Lead vox 04, bar 25, 7 bars 3 beats, gain plus 1.5 decibels". */
char *lt_clip_view_dup_words (const LtClip *clip, const LtTimeScale *scale, LtPeaksPoolState sound);
