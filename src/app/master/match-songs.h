// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The references of a match: a row each, with a tick, a weight, and what is wrong with it.
// Layer: app. Main thread.

#pragma once

#include "app/master/match-work.h"

#include <gtk/gtk.h>

/* Follows @work; says into it what hands do. */
GtkWidget *lt_match_songs_new (LtMatchWork *work);
