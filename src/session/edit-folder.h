// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of folders: buses that are shown as the folder of the strips that play into them.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL. */

/* A new bus as the folder of @ids: where all of them played to, that is where it plays to, else to the mix. Strips
   that play into another one of @ids come with it. Tracks move behind the first of them. It has the
   colour of the first; the name is made unique. NULL and a sentence when one of @ids is no track and no bus. */
LtSession *lt_edit_folder_add (const LtSession *session,
                               const char      *name,
                               const LtId      *ids,
                               guint            n_ids,
                               LtId            *id,
                               GError         **error);

/* A bus becomes a folder, or a plain bus again; what plays into it does so as before. */
LtSession *lt_edit_folder_set (const LtSession *session, LtId bus_id, bool folder);

/* Its strips are shown or not. Nothing that is no folder folds. */
LtSession *lt_edit_folder_fold (const LtSession *session, LtId bus_id, bool folded);

/* All folders that the strip is in are unfolded. */
LtSession *lt_edit_folder_show (const LtSession *session, LtId strip_id);

/* Into a folder, a track behind its last one; 0: out of the folder that it is in, to where that plays to. NULL and a
   sentence when it would loop, or @folder_id is no folder, or the strip is no track and no bus. */
LtSession *
lt_edit_folder_put (const LtSession *session, LtId strip_id, LtId folder_id, GError **error);
