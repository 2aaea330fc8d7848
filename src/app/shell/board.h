// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The desktop's clipboard for what session/clipboard.h writes: between strips, sessions and windows of Lathe.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "session/clipboard.h"

#include <gtk/gtk.h>

/* @text (transfer full), also as plain text for those who want to read it. */
void lt_board_put (GtkWidget *widget, char *text);

/* What is there; @board is (transfer full). Called later, never when there is nothing of ours: a toast says so. Then @data
   is freed by @destroy. */
typedef void (*LtBoardFunc) (LtClipboard *board, gpointer data);
void lt_board_read (GtkWidget *widget, LtContext *context, LtBoardFunc func, gpointer data, GDestroyNotify destroy);

/* The same for any text: @media_type is what it is offered as beside plain text, and what is asked for first. @text is
   borrowed, NULL when there is none. */
void lt_board_put_text (GtkWidget *widget, const char *media_type, char *text);
typedef void (*LtBoardTextFunc) (const char *text, gsize length, gpointer data);
void lt_board_read_text (GtkWidget *widget, const char *media_type, LtBoardTextFunc func, gpointer data, GDestroyNotify destroy);

/* A toast with the sentences (of char *) of what was left out; with none, nothing. */
void lt_board_tell_losses (LtContext *context, const GPtrArray *losses);
