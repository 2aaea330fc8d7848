// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the clip's files share: its body is drawn in clip-view.c, the lines over it in clip-view-lines.c.
// Layer: app.

#pragma once

#include "app/edit/clip-view.h"

struct _LtClipView
{
  GtkWidget parent_instance;

  LtSession       *session; /* holds the two below */
  const LtClip    *clip;
  const LtStrip   *strip;
  LtClipWave       from; /* its wave is ours */
  gboolean         is_picked, is_incomplete;
  LtTimeScale      scale;
  double           left, wave_db;
  GtkWidget       *remedy; /* of a file that is missing or cannot be read; NULL: it is there */
};

/* Its place in the widget; the waveform's below the title. */
typedef struct
{
  float x0, x1;           /* of the clip, may be far outside of the widget */
  float seen0, seen1;     /* within the widget */
  float y, h;             /* of the body */
  float wave_y, wave_h;
} LtClipBox;

GdkRGBA lt_clip_view_get_colour (LtClipView *self); /* its own or its track's, paler when it is muted */

/* clip-view-lines.c */
void lt_clip_view_append_fade (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box, gboolean is_in);
void lt_clip_view_append_gain (LtClipView *self, GtkSnapshot *snapshot, const LtClipBox *box);
