// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row below the header for what lasts: a lost device, missing files, a recovered session.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_BANNER (lt_banner_get_type ())
G_DECLARE_FINAL_TYPE (LtBanner, lt_banner, LT, BANNER, GtkWidget)

/* Shows @text until it is dismissed or cleared; @button and @action (detailed) may be NULL. One at a time for each @key:
   a later one with the same key replaces it; others wait behind it. */
void lt_banner_show (LtBanner *self, const char *key, const char *text, const char *button, const char *action);
void lt_banner_clear (LtBanner *self, const char *key);
