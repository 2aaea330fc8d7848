// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands do to mixer snapshots: one step of undo each.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "session/edit-snapshot.h"

/* Named "Snapshot 3". Returns its id; 0: no session is open. */
LtId lt_snapshot_edit_take (LtContext *context);

/* @only_selected: of the strips that are picked. Ids that are gone change nothing. */
void lt_snapshot_edit_recall (LtContext *context, LtId id, LtSnapshotParts parts, gboolean only_selected);
void lt_snapshot_edit_update (LtContext *context, LtId id);
void lt_snapshot_edit_rename (LtContext *context, LtId id, const char *name);
void lt_snapshot_edit_remove (LtContext *context, LtId id);
