// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's side of the program.
// Layer: app.

#pragma once

/* Runs the window until it is closed. 1 and a sentence without a display. */
int lt_app_main (int argc, char **argv);
