// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tails of clips in the lanes: pale waves behind the clips whose effects ring on.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

/* Those of the tracks that are seen in @width pixels of the lanes, for below the clips. FALSE: more will be seen when more is drawn. */
gboolean lt_clip_tails_append (LtEditState *state, GtkWidget *widget, GtkSnapshot *snapshot, float width, float height);

/* How long the tail of @clip is heard behind it, seconds; 0: none is. */
double lt_clip_tails_get_length (LtEditState *state, const LtClip *clip);
