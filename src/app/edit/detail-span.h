// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the pages of the detail pane share: the clip, the part of it that is seen, and what is selected in it.
// Layer: app. Main thread.
//
// Times are frames of the time line, as doubles; the selection never leaves the clip.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_DETAIL_SPAN (lt_detail_span_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailSpan, lt_detail_span, LT, DETAIL_SPAN, GObject)

/* Signals: "changed" (): clip, view, session; "selection" (): what is selected, or whether something is at work. */
LtDetailSpan *lt_detail_span_new (LtEditState *state);

LtEditState  *lt_detail_span_get_state (LtDetailSpan *self); /* borrowed */
const LtClip *lt_detail_span_get_clip (LtDetailSpan *self, const LtTrack **track); /* borrowed; NULL: none */
const LtSource *lt_detail_span_get_source (LtDetailSpan *self); /* of the clip; borrowed; NULL: none */
char         *lt_detail_span_dup_path (LtDetailSpan *self);     /* of the file that it plays: its recording, or its print; NULL: none, or not ready */

/* What is heard of the clip are not its recording's samples: stretch, pitch or effects are at work. An edit makes them its recording's. */
gboolean lt_detail_span_is_worked_over (LtDetailSpan *self);
gboolean lt_detail_span_is_reversed (LtDetailSpan *self); /* it plays that file backwards; a print is backwards itself */

/* 0: none. Another clip is shown whole at first and nothing of it is selected. */
void lt_detail_span_set_clip (LtDetailSpan *self, LtId clip_id);

/* --- what is seen --- */

const LtTimeScale *lt_detail_span_get_scale (LtDetailSpan *self);
void lt_detail_span_set_width (LtDetailSpan *self, double px); /* of the plot */
void lt_detail_span_zoom_at (LtDetailSpan *self, int steps, double x); /* x < 0: about the middle */
void lt_detail_span_scroll (LtDetailSpan *self, double px);
void lt_detail_span_show_whole (LtDetailSpan *self);
void lt_detail_span_reveal (LtDetailSpan *self, double frame, int closest_zoom); /* in the middle, at least so near */

/* --- what is selected --- */

gboolean lt_detail_span_get_range (LtDetailSpan *self, int64_t *from, int64_t *to); /* FALSE: nothing */
void     lt_detail_span_set_range (LtDetailSpan *self, double from, double to);     /* equal: nothing */

/* Hertz, of the range. FALSE: all of them. */
gboolean lt_detail_span_get_band (LtDetailSpan *self, double *low, double *high);
void     lt_detail_span_set_band (LtDetailSpan *self, double low, double high); /* equal: all */

typedef struct
{
  int64_t from, to;
  double  low_hz, high_hz;
} LtDetailDab;

/* The brush's way; empty: the range is what is selected. Borrowed. The range encloses it. */
const GArray *lt_detail_span_get_dabs (LtDetailSpan *self);
void          lt_detail_span_add_dab (LtDetailSpan *self, const LtDetailDab *dab);

void lt_detail_span_clear (LtDetailSpan *self);

/* Of a stereo clip: bit 0 left, bit 1 right; 0: both. */
guint lt_detail_span_get_channels (LtDetailSpan *self);
void  lt_detail_span_set_channels (LtDetailSpan *self, guint channels);

/* --- the file --- */

/* Frames of the file that the clip plays; there is a clip. */
void lt_detail_span_get_part (LtDetailSpan *self, int64_t *from, int64_t *to);

double lt_detail_span_to_source (LtDetailSpan *self, double frame); /* frames of the file, whichever way it runs */
double lt_detail_span_from_source (LtDetailSpan *self, double frame);

/* Something is done to the clip's samples: nothing else may begin. */
gboolean lt_detail_span_get_busy (LtDetailSpan *self);
void     lt_detail_span_set_busy (LtDetailSpan *self, gboolean busy);
