// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A clip in its lane: title, waveform, fades, gain line.
// Layer: app. Main thread.

#pragma once

#include "app/shell/peaks-pool.h"
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
  LtWaveSource    *wave; /* NULL: no such source */
  LtPeaksPoolState sound;
  gboolean         is_picked;
} LtClipShown;

GtkWidget *lt_clip_view_new (void);

/* The clip begins at @left of the widget (0 or less: what is outside of the view is cut off). Cheap when nothing changed. */
void lt_clip_view_show (LtClipView *self, const LtClipShown *shown, const LtTimeScale *scale, double left);

LtId lt_clip_view_get_id (LtClipView *self);

/* More of its sound is known: drawn again if it lacked something. */
void lt_clip_view_touch (LtClipView *self);

/* Where the gain line lies in a waveform of @height px, from its top. */
double lt_clip_view_get_gain_y (double gain_db, double height);

/* 0 to 1 at @x 0 to 1 of a fade in. */
double lt_clip_view_get_fade (LtFadeCurve curve, double x);

/* (transfer full): "Lead vox 04, bar 25, 7 bars 3 beats, gain plus 1.5 decibels". */
char *lt_clip_view_dup_words (const LtClip *clip, const LtTimeScale *scale, gboolean is_missing);
