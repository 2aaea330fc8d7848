// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the user has picked: shared by the views, never undone, never saved with the session.
// Layer: app. Main thread.

#pragma once

#include "session/session.h"

#include <glib-object.h>

#define LT_TYPE_SELECTION (lt_selection_get_type ())
G_DECLARE_FINAL_TYPE (LtSelection, lt_selection, LT, SELECTION, GObject)

LtSelection *lt_selection_new (void);

/* Signal "changed" after any of these. Ids of what is gone are dropped by lt_selection_prune. */

/* Strips: several may be picked, one of them leads: what is done by keys is done to it, and the others follow. */
LtId        lt_selection_get_strip (LtSelection *self); /* that leads; 0: none is picked */
guint       lt_selection_n_strips (LtSelection *self);
const LtId *lt_selection_get_strips (LtSelection *self); /* in the order picked; borrowed until the next change */
gboolean    lt_selection_has_strip (LtSelection *self, LtId strip_id);
void        lt_selection_set_strip (LtSelection *self, LtId strip_id);  /* alone; 0: none */
void        lt_selection_lead_strip (LtSelection *self, LtId strip_id); /* the others stay picked when it is one of them */
void        lt_selection_toggle_strip (LtSelection *self, LtId strip_id);

/* Those of @ids, which has @lead_id and @anchor_id: the end of the stretch that stays when it is made longer or shorter. */
void lt_selection_set_strips (LtSelection *self, const LtId *ids, guint n_ids, LtId anchor_id, LtId lead_id);
LtId lt_selection_get_anchor (LtSelection *self); /* 0: none */

/* The insert shown in the docked editor; its strip leads. 0: none. A strip that comes to lead shows the insert that it
   showed last, else its first. */
LtId lt_selection_get_slot (LtSelection *self);
void lt_selection_set_slot (LtSelection *self, LtId strip_id, LtId slot_id);

/* Clips, in the order picked. Those of a group are picked and dropped together. */
guint lt_selection_n_clips (LtSelection *self);
LtId  lt_selection_get_clip (LtSelection *self, guint index);
gboolean lt_selection_has_clip (LtSelection *self, LtId clip_id);
void  lt_selection_set_clip (LtSelection *self, LtId clip_id); /* alone; 0: none */
void  lt_selection_toggle_clip (LtSelection *self, LtId clip_id);
void  lt_selection_set_clips (LtSelection *self, const LtId *ids, guint n_ids); /* these, as they are: no group is asked */

/* A stretch of time, frames; empty when from == to. */
gboolean lt_selection_get_range (LtSelection *self, int64_t *from, int64_t *to);
void     lt_selection_set_range (LtSelection *self, int64_t from, int64_t to);

/* @session is what there is now. */
void lt_selection_prune (LtSelection *self, const LtSession *session);
