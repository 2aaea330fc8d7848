// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pictures of the welcome page's three cards, and the disc.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

typedef enum
{
  LT_WELCOME_ART_STEMS,
  LT_WELCOME_ART_MASTER,
  LT_WELCOME_ART_DEMO,
  LT_WELCOME_ART_DISC,
} LtWelcomeArt;

/* (transfer floating): a picture that fills what it is given. */
GtkWidget *lt_welcome_art_new (LtWelcomeArt art);
