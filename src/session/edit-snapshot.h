// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of mixer snapshots: taken, named, and recalled whole or by part.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL. */

typedef enum
{
  LT_SNAPSHOT_LEVELS = 1 << 0,     /* trim, polarity, delay, fader, mute, solo, solo-safe */
  LT_SNAPSHOT_PAN = 1 << 1,        /* pan, width and how they work */
  LT_SNAPSHOT_INSERTS = 1 << 2,    /* slots with values, what they have learned, side-chains */
  LT_SNAPSHOT_SENDS = 1 << 3,
  LT_SNAPSHOT_ROUTING = 1 << 4,    /* output, group, VCA */
  LT_SNAPSHOT_AUTOMATION = 1 << 5, /* lanes and modes */
  LT_SNAPSHOT_ALL = (1 << 6) - 1,
} LtSnapshotParts;

#define LT_SNAPSHOT_N_PARTS 6u

typedef struct
{
  const char     *key;   /* stable, for scripts: "levels" */
  const char     *label; /* N_() */
  LtSnapshotParts part;
} LtSnapshotPartRow;

extern const LtSnapshotPartRow lt_edit_snapshot_parts[]; /* LT_SNAPSHOT_N_PARTS rows */

/* All strips as they are now. The name is made unique. */
LtSession *lt_edit_snapshot_take (const LtSession *session, const char *name, LtId *id);

/* The same name, the strips as they are now. */
LtSession *lt_edit_snapshot_update (const LtSession *session, LtId snapshot_id);
LtSession *lt_edit_snapshot_rename (const LtSession *session, LtId snapshot_id, const char *name); /* made unique */
LtSession *lt_edit_snapshot_remove (const LtSession *session, LtId snapshot_id);

/* @parts of the strips become what they were. @strip_ids: of LtId; NULL: all. Strips made since stay as they are, strips
   that are gone are passed by, and so is what would lead to one: a send, a side-chain, an output, a group or a VCA. Slots
   keep their ids, so that what runs goes on; one that sits in another strip by now comes as a new one. NULL and a
   sentence with the way round when the sound would come back. */
LtSession *lt_edit_snapshot_recall (const LtSession *session, LtId snapshot_id, LtSnapshotParts parts, const GArray *strip_ids, GError **error);

/* The same from @strips (of LtStrip) that were kept: all parts of those that are there. */
LtSession *lt_edit_snapshot_recall_strips (const LtSession *session, const GPtrArray *strips, GError **error);

/* The same from a whole session that was kept: all parts of all strips. */
LtSession *lt_edit_snapshot_recall_mix (const LtSession *session, const LtSession *mix, GError **error);

/* Borrowed: exact, then ignoring case. NULL: there is none. */
const LtSnapshot *lt_edit_snapshot_find (const LtSession *session, const char *name);
