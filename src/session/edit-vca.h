// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of VCAs: the list of them, and who follows them.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL. */

/* After the others, at 0 dB, with nobody under it. The name is made unique among strips. */
LtSession *lt_edit_vca_add (const LtSession *session, const char *name, LtId *id);

/* What followed it follows the VCA that it followed, if there is one. */
LtSession *lt_edit_vca_remove (const LtSession *session, LtId vca_id);

/* Puts a track, a bus or a VCA under a VCA; 0: under none. NULL and a sentence when @vca_id is no VCA, the strip
   is the mix or the master, or a VCA would come to stand above itself: the sentence names the way round. */
LtSession *
lt_edit_vca_assign (const LtSession *session, LtId strip_id, LtId vca_id, GError **error);

/* Whether @strip_id under @vca_id would stand above itself. */
bool lt_edit_vca_would_loop (const LtSession *session, LtId strip_id, LtId vca_id);
