// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a clip whose print is not ready wears: a ring that fills, and a word. And what is said of its print.
// Layer: app. Main thread.

#pragma once

#include "app/edit/clip-wave.h"

#include <gtk/gtk.h>

/* At the lower left of @area, as far as it fits; nothing when nothing is waited for. */
void lt_clip_badge_append (GtkWidget *widget, GtkSnapshot *snapshot, const LtClipWave *wave, const graphene_rect_t *area, const GdkRGBA *colour);

/* (transfer full): ", rings on for 2.1 seconds, being prepared"; "" when there is nothing to say. */
char *lt_clip_badge_dup_words (const LtClipWave *wave);
