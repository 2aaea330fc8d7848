// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session's mixer snapshots in a list: a row recalls, its menu does the rest.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_SNAPSHOT_LIST (lt_snapshot_list_get_type ())
G_DECLARE_FINAL_TYPE (LtSnapshotList, lt_snapshot_list, LT, SNAPSHOT_LIST, GtkWidget)

GtkWidget *lt_snapshot_list_new (LtContext *context);
