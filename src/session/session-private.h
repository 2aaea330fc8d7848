// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Building nodes of the document: fresh ones, shallow copies, lists with one element changed.
// Layer: session. For the edits and the store only.
//
// A node may be written to until it is handed to somebody else. Copies share what they
// point to (lists, points, unknown keys) and own their strings.

#pragma once

#include "session/session.h"

/* The one counter of ids fits the numbers of every JSON reader. */
#define LT_ID_MAX ((LtId) 1 << 53)
/* Twenty-six days at 384 kHz; sums of two of them cannot overflow anything. */
#define LT_FRAMES_MAX ((int64_t) 1 << 40)

#define LT_DECLARE_NODE(Type, name)                                                                \
  Type *lt_##name##_copy (const Type *self);                                                       \
  Type *lt_##name##_ref (const Type *self);                                                        \
  void  lt_##name##_unref (Type *self);                                                            \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, lt_##name##_unref)

LT_DECLARE_NODE (LtSource, source)
LT_DECLARE_NODE (LtClip, clip)
LT_DECLARE_NODE (LtLane, lane)
LT_DECLARE_NODE (LtSlot, slot)
LT_DECLARE_NODE (LtSend, send)
LT_DECLARE_NODE (LtStrip, strip)
LT_DECLARE_NODE (LtTake, take)
LT_DECLARE_NODE (LtTrack, track)
LT_DECLARE_NODE (LtMarker, marker)
LT_DECLARE_NODE (LtGroup, group)
LT_DECLARE_NODE (LtSnapshot, snapshot)
LT_DECLARE_NODE (LtReference, reference)
LT_DECLARE_NODE (LtTrial, trial)
LT_DECLARE_NODE (LtDeliverySpec, delivery_spec)
#undef LT_DECLARE_NODE

/* With neutral values; strings and lists are set, except those that a caller must give. */
LtSource *lt_source_new (LtId id);
LtClip   *lt_clip_new (LtId id);
LtLane   *lt_lane_new (LtId id, LtId slot_id, const char *key);
LtSlot   *lt_slot_new (LtId id, const char *effect); /* defaults when the effect is known */
LtSend   *lt_send_new (LtId id, LtId to_id);
LtStrip  *lt_strip_new (LtId id, LtStripKind kind, const char *name);
LtTrack  *lt_track_new (LtStrip *strip); /* takes @strip */
LtTake   *lt_take_new (LtId id, const char *name);
LtMarker *lt_marker_new (LtId id);
LtGroup  *lt_group_new (LtId id, const char *name); /* on, fader, mute and solo linked */
LtSnapshot  *lt_snapshot_new (LtId id, const char *name);
LtReference *lt_reference_new (LtId id, LtId source_id, const char *name);
LtTrial     *lt_trial_new (LtId id);
LtDeliverySpec *lt_delivery_spec_new (LtId id, const char *name); /* WAV, 24 bits, as mastered, wanted */

#define LT_VERSION_NUMBER_MAX 999999

LtSession *lt_session_copy (const LtSession *self);

/* Returns: (transfer full): @self with the strip or track of the same id replaced. */
LtSession *lt_session_with_strip (const LtSession *self, LtStrip *strip);
LtSession *lt_session_with_track (const LtSession *self, LtTrack *track);

/* Calls @change for every strip; what it returns (a new reference, or NULL for "as it is") takes its place. */
typedef LtStrip *(*LtStripChange) (const LtStrip *strip, gpointer data);
LtSession *lt_session_map_strips (const LtSession *self, LtStripChange change, gpointer data);

/* Returns: (transfer full): without output, sends (and their lanes) and VCA that lead to @id; NULL when it has none. */
LtStrip *lt_strip_without_routes (const LtStrip *self, LtId id);

/* Returns: (transfer full): without side-chains that listen to what @session does not have; NULL when there are none. */
LtStrip *lt_strip_without_lost_keys (const LtStrip *self, const LtSession *session);

/* Returns: (transfer full): @self (taken over) with no strip that does. */
LtSession *lt_session_drop_lost_keys (LtSession *self);

/* Returns: (transfer full): with @clip added, or replaced, in its place by time. */
LtTrack *lt_track_with_clip (const LtTrack *self, LtClip *clip);
LtTrack *lt_track_without_clip (const LtTrack *self, LtId clip_id);
/* Calls @each for its clips, those of its takes too. */
void lt_track_each_clip (const LtTrack *self, void (*each) (const LtClip *clip, gpointer data), gpointer data);
int lt_track_compare_clips (gconstpointer a, gconstpointer b); /* pointers to LtClip pointers */

/* Frames of the session that the source lasts; LT_FRAMES_MAX when it is not known. */
int64_t lt_clip_source_length (const LtSession *session, LtId source_id);
int64_t lt_clip_material_length (const LtSession *session, const LtClip *clip); /* the same, as the clip stretches it */
/* (transfer full), all with the clip's id: frames @from to @from + @length of it; in two at its frame @at, without fades
   between them; with an edge at @pos of the time line or as near as the material goes, NULL when that is where it is. */
LtClip *lt_clip_cut (const LtClip *clip, int64_t from, int64_t length);
void    lt_clip_split (const LtClip *clip, int64_t at, LtClip **left, LtClip **right);
LtClip *lt_clip_trim_start (const LtSession *session, const LtClip *clip, int64_t pos_frames);
LtClip *lt_clip_trim_end (const LtSession *session, const LtClip *clip, int64_t pos_frames);
double  lt_clip_clamp_gain (double gain_db);
/* Its effects under new ids: those of another clip. */
void lt_clip_renew_slots (LtClip *self, LtId *next_id);
/* Makes the window of what @self works over hold all that it plays: that of @old, as which it was, larger, or a new one. */
void lt_clip_sound_cover (LtClip *self, const LtClip *old, const LtSession *session);
/* Fades that fit the length; the fade-out gives way. */
void lt_clip_fit_fades (LtClip *self);
/* Gain of the envelope at frame @pos of the clip, dB; 0 without one. */
double lt_clip_envelope_at (const LtClip *self, int64_t pos);
/* Returns: (transfer full): the envelope over frames @from to @from + @length of the clip, counted from @from. */
GArray *lt_clip_cut_envelope (const LtClip *self, int64_t from, int64_t length);

/* Its value in the row's range (without a row: finite), and straight where that is a switch or a choice. @is_param: of a slot, which knows
   no silence. */
void lt_lane_fit_point (const LtParamSpec *row, bool is_param, LtPoint *point);
/* Returns: (transfer full): ascending, no position twice (the last one given wins), bends in their range, none of what holds. */
GArray *lt_lane_clean_points (const LtPoint *points, guint n_points);
bool    lt_lane_points_equal (const GArray *a, const GArray *b);
/* How many of ascending @points lie at or before @pos: the index of the first one behind it. */
guint lt_lane_count_upto (const GArray *points, int64_t pos);

/* A text as a name: valid UTF-8, one line, trimmed, at most 200 characters; @fallback when nothing is left. */
char *lt_session_clean_name (const char *text, const char *fallback);
/* @name, or "name 2"… when another strip than @but_id has it already. */
char *lt_session_unique_name (const LtSession *self, const char *name, LtId but_id);

/* Lists: element reference counts come first in every node, the id of all but tracks second. */
GPtrArray *lt_nodes_copy (const GPtrArray *nodes, GDestroyNotify free_node);
GPtrArray *lt_nodes_with (const GPtrArray *nodes,
                          guint            index,
                          gpointer         node,
                          GDestroyNotify   free_node); /* takes @node */
GPtrArray *lt_nodes_insert (const GPtrArray *nodes,
                            guint            index,
                            gpointer         node,
                            GDestroyNotify   free_node); /* takes @node */
GPtrArray *lt_nodes_without (const GPtrArray *nodes, guint index, GDestroyNotify free_node);
GPtrArray *lt_nodes_move (const GPtrArray *nodes, guint from, guint to, GDestroyNotify free_node);
int        lt_nodes_find (const GPtrArray *nodes, LtId id); /* not for tracks; −1: none */
LtId       lt_nodes_id (gconstpointer node);                /* not for tracks */

/* Replaces the list at @list (its reference is dropped) by @next (taken over). */
void lt_nodes_take (GPtrArray **list, GPtrArray *next);
