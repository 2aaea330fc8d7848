// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is told in passing, in the words it is told in.
// Layer: app. Main thread.

#pragma once

#include <adwaita.h>

/* (transfer full): a toast with @text, which may have any letters (no mark-up) and wraps where the window is narrow or the text
   large. */
AdwToast *lt_toast_new (const char *text);
