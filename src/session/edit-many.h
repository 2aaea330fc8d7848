// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of several strips at once: what one hand on one of them does to all.
// Layer: session.

#pragma once

#include "session/strip.h"

/* Edits are pure, as in session/edit-strip.h. Ids of strips that do not exist, or have no such value, are passed over.
   The strips of @ids follow the one in the hand, which is edited whether it is among them or not.

   Numbers follow by as much as the one in the hand has moved since @base, the session as it was when the gesture began:
   a value that its range has stopped comes back as the hand does, so that the balance is kept. Switches become the same. */

/* Where a value that was @from goes when the one in the hand goes from @lead_from to @lead_to. Silence stays, unless the
   one in the hand comes out of silence too: then both have the same value, and those that sounded stay. */
double
lt_edit_many_follow (const LtParamSpec *row, double lead_from, double lead_to, double from);

LtSession *lt_edit_many_value (const LtSession *session,
                               const LtSession *base,
                               const LtId      *ids,
                               size_t           n_ids,
                               LtId             lead_id,
                               LtStripValue     which,
                               double           value);

LtSession *
lt_edit_many_colour (const LtSession *session, const LtId *ids, size_t n_ids, uint32_t colour);

/* Those that would feed back into themselves, and the mix and the master, keep their output; NULL and a sentence when all do. */
LtSession *lt_edit_many_output (
    const LtSession *session, const LtId *ids, size_t n_ids, LtId output_id, GError **error);

/* @slot_id and those that correspond to it: of the same effect on their strips, the first for the first, the second for the second. */
LtSession *lt_edit_many_bypass (
    const LtSession *session, const LtId *ids, size_t n_ids, LtId slot_id, bool bypass);

/* Frames, as lt_edit_strip_delay. */
LtSession *lt_edit_many_delay (const LtSession *session,
                               const LtSession *base,
                               const LtId      *ids,
                               size_t           n_ids,
                               LtId             lead_id,
                               int64_t          delay_frames);

/* @send_id and what the others send to the same bus. */
LtSession *lt_edit_many_send (const LtSession *session,
                              const LtSession *base,
                              const LtId      *ids,
                              size_t           n_ids,
                              LtId             send_id,
                              LtSendValue      which,
                              double           value);

/* All of these sends before the fader, or after it. */
LtSession *lt_edit_many_send_pre (
    const LtSession *session, const LtId *ids, size_t n_ids, LtId send_id, bool pre);
