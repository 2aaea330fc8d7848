// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Master, references and what becomes of the master, by third octaves; below it the correction that does it.
// Layer: app. Main thread.

#pragma once

#include "studio/match.h"

#include <gtk/gtk.h>

GtkWidget *lt_match_picture_new (void);

/* Copied; NULL: nothing is known. */
void lt_match_picture_show (GtkWidget *self, const LtMatchReport *report);
