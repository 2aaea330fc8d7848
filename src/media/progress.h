// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long work tells how far it is.
// Layer: media.

#pragma once

#include <glib.h>

/* @done goes from 0 to 1. Called on the thread that works, about once a mebibyte. */
typedef void (*LtProgressFunc) (double done, gpointer data);
