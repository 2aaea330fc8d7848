// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds for all deliveries of one run: where they go, how much of the song, whether reports go with them.
// Layer: app. Main thread.

#pragma once

#include "session/session.h"

#include <adwaita.h>

#define LT_TYPE_EXPORT_OPTIONS (lt_export_options_get_type ())
G_DECLARE_FINAL_TYPE (LtExportOptions, lt_export_options, LT, EXPORT_OPTIONS, AdwPreferencesGroup)

/* @folder: where files go until another is chosen. Signal "changed" (): another folder or range. */
GtkWidget *lt_export_options_new (const LtSession *session, const char *folder);

const char *lt_export_options_get_folder (LtExportOptions *self);
gboolean    lt_export_options_get_is_whole (LtExportOptions *self); /* the song with its tail; else its loop range */
gboolean    lt_export_options_get_has_reports (LtExportOptions *self);
