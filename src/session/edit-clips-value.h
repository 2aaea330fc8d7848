// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of several clips at once: how they sound, and what they are called.
// Layer: session.

#pragma once

#include "session/session.h"

/* As in session/edit-clips.h. Locked clips keep their sound, but may be named, coloured, grouped, muted and unlocked. */

typedef enum
{
  LT_CLIP_MUTE,
  LT_CLIP_LOCK,
  LT_CLIP_REVERSE,
  LT_CLIP_POLARITY,
} LtClipFlag;

LtSession *lt_edit_clips_flag (const LtSession *session, const GArray *ids, LtClipFlag flag, bool on);
bool       lt_edit_clips_has_flag (const LtClip *clip, LtClipFlag flag);

/* Louder by that much, −144 to +24 dB. */
LtSession *lt_edit_clips_gain (const LtSession *session, const GArray *ids, double by_db);

/* @gains_db: one for each of @ids, in dB; NAN leaves that clip as it is. */
LtSession *lt_edit_clips_gains (const LtSession *session, const GArray *ids, const double *gains_db);

/* A fade in up to @pos where it is in the first half of a clip, else a fade out from there. */
LtSession *lt_edit_clips_fade_to (const LtSession *session, const GArray *ids, int64_t pos_frames);

/* The shape of both fades. */
LtSession *lt_edit_clips_curve (const LtSession *session, const GArray *ids, LtFadeCurve curve);

/* The fade in, or out, of that length, as far as the other one leaves room; or of that shape. */
LtSession *lt_edit_clips_fade_length (const LtSession *session, const GArray *ids, bool is_in, int64_t n_frames);
LtSession *lt_edit_clips_fade_curve (const LtSession *session, const GArray *ids, bool is_in, LtFadeCurve curve);

/* What sounds comes that much later within the edges, as far as there is sound. */
LtSession *lt_edit_clips_slip (const LtSession *session, const GArray *ids, int64_t by_frames);

/* 1–12 of the palette; 0: the track's. */
LtSession *lt_edit_clips_colour (const LtSession *session, const GArray *ids, uint32_t colour);

/* One clip is called that, several are numbered: "Verse 1", "Verse 2" by their place in @ids. */
LtSession *lt_edit_clips_name (const LtSession *session, const GArray *ids, const char *name);

/* They are picked and moved together from now on; a clip leaves the group that it was in. Fewer than two: nothing happens. */
LtSession *lt_edit_clips_group (const LtSession *session, const GArray *ids);
LtSession *lt_edit_clips_ungroup (const LtSession *session, const GArray *ids);

/* Points of the gain envelope, frames from the clip's start; a clip without one has a flat envelope at 0 dB. */

/* A point at @pos of the time line on each of them that sounds there, where the envelope is now. */
LtSession *lt_edit_clips_envelope_add (const LtSession *session, const GArray *ids, int64_t pos_frames);

/* The point that is next to @pos of the time line, of each, is moved by that much; it stays between its neighbours. */
LtSession *lt_edit_clips_envelope_move (const LtSession *session, const GArray *ids, int64_t pos_frames, int64_t by_frames, double by_db);

/* The same point goes. */
LtSession *lt_edit_clips_envelope_remove (const LtSession *session, const GArray *ids, int64_t pos_frames);
