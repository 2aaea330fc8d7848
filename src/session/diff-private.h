// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of the comparison share.
// Layer: session.

#pragma once

#include "session/session-private.h"

typedef struct
{
  const LtSession *from;
  const LtSession *to;
  GPtrArray       *out; /* of char * */
} LtDiff;

typedef void (*LtDiffOne) (LtDiff *self, const LtStrip *strip, gconstpointer node);
typedef void (*LtDiffTwo) (LtDiff        *self,
                           const LtStrip *from_strip,
                           gconstpointer  from,
                           const LtStrip *strip,
                           gconstpointer  to);

void lt_diff_nodes_say (LtDiff *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* @where: "Vox", or "Vox, Equaliser"; @what: "fader". */
void lt_diff_nodes_value (LtDiff            *self,
                          const char        *where,
                          const char        *what,
                          const LtParamSpec *row,
                          double             from,
                          double             to);
void lt_diff_nodes_text (
    LtDiff *self, const char *where, const char *what, const char *from, const char *to);

const char *lt_diff_nodes_name (const LtSession *session, LtId strip_id, const char *nobody);
char       *lt_diff_nodes_seconds (const LtDiff *self, int64_t frames);

/* By id; @both only for those that are not the very same node. */
void lt_diff_nodes_lists (LtDiff          *self,
                          const LtStrip   *from_strip,
                          const GPtrArray *from,
                          const LtStrip   *strip,
                          const GPtrArray *to,
                          LtDiffOne        gone,
                          LtDiffOne        came,
                          LtDiffTwo        both);

/* Whether those in both lists stand in the same order. */
bool lt_diff_nodes_same_order (const GPtrArray *from,
                               const GPtrArray *to,
                               LtId (*get_id) (gconstpointer));

void lt_diff_tempo (LtDiff *self); /* and metre */
void lt_diff_versions (LtDiff *self);
void lt_diff_delivery_lists (LtDiff *self);
void lt_diff_takes (LtDiff *self, const LtTrack *from, const LtTrack *to);
/* But for what it was stretched by. */
bool lt_diff_clip_is_as_long (const LtClip *from, const LtClip *to);
void lt_diff_clip_sound (LtDiff *self, const char *where, const LtClip *from, const LtClip *to);
/* Of the strips, only names and effects count. */
void lt_diff_strip_slots (LtDiff *self, const LtStrip *from, const LtStrip *to);
void lt_diff_strip_compare (LtDiff *self, const LtStrip *from, const LtStrip *to);
