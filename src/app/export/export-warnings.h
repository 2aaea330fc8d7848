// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the pre-flight finds, and whether to deliver all the same.
// Layer: app. Main thread.

#pragma once

#include "session/session.h"

#include <gtk/gtk.h>

#define LT_TYPE_EXPORT_WARNINGS (lt_export_warnings_get_type ())
G_DECLARE_FINAL_TYPE (LtExportWarnings, lt_export_warnings, LT, EXPORT_WARNINGS, GtkWidget)

/* Looks at @session in @folder: at once, and at its sources in a thread. Signal "changed" (): another answer of the next. */
GtkWidget *lt_export_warnings_new (const LtSession *session, const char *folder);

gboolean lt_export_warnings_allow (LtExportWarnings *self); /* there are none, or they are accepted */

/* The run begins: nothing more is looked for. Returns: (transfer none): of char *; NULL: not all was looked at. */
GPtrArray *lt_export_warnings_finish (LtExportWarnings *self);
