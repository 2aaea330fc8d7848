// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saving a preset of one's own under a name, and a window to rename and delete them.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "studio/preset-shelf.h"

#include <gtk/gtk.h>

/* Keeps what is to be kept as @name. False and a sentence. */
typedef bool (*LtPresetSave) (const char *name, gpointer data, GError **error);

/* Asks for a name, and before one that is taken is replaced. @data is freed by @free. */
void lt_preset_dialog_save (GtkWidget           *from,
                            LtContext           *context,
                            const LtPresetShelf *shelf,
                            LtPresetSave         save,
                            gpointer             data,
                            GDestroyNotify       free);

/* @of: whose presets they are, in words. */
void lt_preset_dialog_manage (GtkWidget *from, const LtPresetShelf *shelf, const char *of);
