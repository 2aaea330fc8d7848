// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What most files of the window include, parsed once a part with -Db_pch=true. No file may rely on it: builds without it, as
// the default one, find what is missing.
// Layer: app.

#pragma once

#include <glib/gi18n.h>
#include <gtk/gtk.h>
