// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of what belongs to the whole session: sources, tempo, loop, markers, tags.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL. */

/* What is known of a file. The path is relative to the session's folder, or absolute when it is linked. */
typedef struct
{
  const char *path;
  const char *hash; /* may be NULL */
  const char *name;
  int64_t     n_frames;
  uint32_t    n_channels;
  double      rate_hz;
} LtSourceInfo;

LtSession *
lt_edit_session_add_source (const LtSession *session, const LtSourceInfo *info, LtId *id);
/* The same source from another file. */
LtSession *
lt_edit_session_relink_source (const LtSession *session, LtId source_id, const LtSourceInfo *info);
/* Sources that no clip and no reference plays go. */
LtSession *lt_edit_session_drop_unused (const LtSession *session);

LtSession *lt_edit_session_title (const LtSession *session, const char *title);
/* 1–999 quarter notes a minute, of the beginning; session/edit-tempo.h has the rest. */
LtSession *lt_edit_session_tempo (const LtSession *session, double tempo_bpm);
/* 1–64 over 1, 2, 4… 64. */
LtSession *lt_edit_session_metre (const LtSession *session, uint32_t num, uint32_t den);
/* @from < @to; else the loop is switched off and keeps its place. */
LtSession *
lt_edit_session_loop (const LtSession *session, bool loop, int64_t from_frames, int64_t to_frames);
/* The same of the range that recording keeps to. */
LtSession *
lt_edit_session_punch (const LtSession *session, bool punch, int64_t from_frames, int64_t to_frames);
LtSession *lt_edit_session_pan_law (const LtSession *session, LtPanLaw pan_law);
LtSession *lt_edit_session_solo_mode (const LtSession *session, LtSoloMode solo_mode);
LtSession *lt_edit_session_meter_point (const LtSession *session, LtMeterPoint meter_point);
/* @value NULL or empty: the tag goes. */
LtSession *lt_edit_session_tag (const LtSession *session, const char *key, const char *value);

/* @length 0: a marker; more: a range. */
LtSession *lt_edit_session_add_marker (const LtSession *session,
                                       const char      *name,
                                       int64_t          pos_frames,
                                       int64_t          length_frames,
                                       LtId            *id);
LtSession *lt_edit_session_move_marker (const LtSession *session,
                                        LtId             marker_id,
                                        int64_t          pos_frames,
                                        int64_t          length_frames);
LtSession *
lt_edit_session_rename_marker (const LtSession *session, LtId marker_id, const char *name);
LtSession *lt_edit_session_remove_marker (const LtSession *session, LtId marker_id);
