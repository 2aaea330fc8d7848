// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The monitor of a blind test: two sides in turn, equally loud, and nothing that can be read says which is heard.
// Layer: studio. All functions are the main thread's.

#pragma once

#include "studio/live.h"

#define LT_LIVE_BLIND_ENOUGH_S 3.0

/* The reference that LT_LIVE_RIVAL names; 0: none. It is measured and stands by in the plan, and no one but a blind test hears
   it. Not while one is on. False: the session can't be played with it, and there is none. */
bool lt_live_blind_set_rival (LtLive *self, LtId reference_id, GError **error);
LtId lt_live_blind_get_rival (LtLive *self);

/* Whether both are there and their loudness is known: of mix and master at least that much since play or
   lt_live_reset_analysis (), of a reference all that is played of it. a and b must differ, and no effect be alone. */
bool lt_live_blind_is_ready (LtLive *self, LtLiveSide a, LtLiveSide b);

/* From now on one of the two is heard, a at first: both as loud as the softer one, by what is known now, whatever
   lt_live_set_match () and lt_live_set_side () say; these keep what they say. Nothing that stands in their place is heard
   (preview, delta, difference), no effect alone and no service. Output level and output readings are silent until the
   end. False: they are not ready, and nothing has changed. */
bool lt_live_blind_begin (LtLive *self, LtLiveSide a, LtLiveSide b);

bool lt_live_blind_is_on (LtLive *self);

/* One of the two, in time with the other, cross-faded in 20 ms. */
void lt_live_blind_hear (LtLive *self, LtLiveSide side);

/* What was heard before is heard again. */
void lt_live_blind_end (LtLive *self);
