// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dialogs that ask, or say, one thing.
// Layer: app. Main thread.

#pragma once

#include <adwaita.h>

/* A message dialog over @parent (NULL: none), without answers yet. It goes when @parent does: nobody answers any more for what
 * is gone. @heading and @body may be NULL. */
GtkWidget *lt_question_new (GtkWindow *parent, const char *heading, const char *body);
