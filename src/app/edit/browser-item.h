// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row of the file browser: a folder, or a sound file with what its head says.
// Layer: app. Main thread.

#pragma once

#include <gio/gio.h>

#define LT_TYPE_BROWSER_ITEM (lt_browser_item_get_type ())
G_DECLARE_FINAL_TYPE (LtBrowserItem, lt_browser_item, LT, BROWSER_ITEM, GObject)

const char *lt_browser_item_get_path (LtBrowserItem *self); /* borrowed */
const char *lt_browser_item_get_name (LtBrowserItem *self); /* borrowed, for people */
gboolean    lt_browser_item_is_folder (LtBrowserItem *self);

/* Borrowed: "0:03.2 · 48 kHz · stereo", or why it can't be read; "" while it is read and of a folder. Signal "changed": it is
   another. The first call begins to read. */
const char *lt_browser_item_get_facts (LtBrowserItem *self);

/* (transfer full): GListStore of LtBrowserItem: the folders of @folder, then its sound files, as people sort them; hidden ones
   and sessions are left out. NULL: it can't be read. Any thread. */
GListStore *lt_browser_item_list (const char *folder, GError **error);

/* (transfer full): length, rate and channels in words. Pure. */
char *lt_browser_item_dup_facts (gint64 n_frames, guint rate_hz, guint n_channels);
