// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands where there are no strips.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

typedef enum
{
  LT_MIX_HINT_NONE,
  LT_MIX_HINT_NO_TRACKS, /* nothing to mix yet */
  LT_MIX_HINT_HIDDEN,    /* there are strips, but none is shown */
} LtMixHint;

GtkWidget *lt_mix_hint_new (void);
void       lt_mix_hint_set (GtkWidget *self, LtMixHint hint);
