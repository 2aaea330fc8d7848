// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The docked editor below the strips: a header and the controls of the effect that is picked.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_MIX_EDITOR (lt_mix_editor_get_type ())
G_DECLARE_FINAL_TYPE (LtMixEditor, lt_mix_editor, LT, MIX_EDITOR, GtkWidget)

GtkWidget *lt_mix_editor_new (LtContext *context);

/* Before all else in the header, whatever is shown. */
void lt_mix_editor_prepend (LtMixEditor *self, GtkWidget *widget);

/* Shows what is picked as it is in the session now. */
void lt_mix_editor_update (LtMixEditor *self);

/* There is no height for more than the header, whatever the user wants; a button opens it in a window of its own. */
void lt_mix_editor_set_is_low (LtMixEditor *self, gboolean is_low);
