// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which strips follow the one in the hand: those that are picked with it, and those of their groups.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "session/edit-many.h"

#include <gdk/gdk.h>

/* A key that changes what a hand does. */
gboolean lt_followers_is_held (GdkModifierType modifier);

/* Alt is held: what is done is done to this one alone. */
gboolean lt_followers_is_alone (void);

/* (transfer full): LtIds: @strip_id, and all that are picked when it is one of them and not @is_alone. */
GArray *lt_followers_dup (LtContext *context, LtId strip_id, gboolean is_alone);

/* (transfer full): LtIds: those, and all that their groups move with them when @which is edited. */
GArray *lt_followers_list (LtContext *context, LtId strip_id, LtStripValue which, gboolean is_alone);

/* (transfer full): the document's session with the value of a strip, and of those that follow by hand or by group, changed.
   @base: as it was when the gesture began; NULL: there is none, it is one step. */
LtSession *lt_followers_edit (LtContext *context, const LtSession *base, LtId strip_id, LtStripValue which, double value, gboolean is_alone);
