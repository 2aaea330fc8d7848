// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the program's own files are: installed, moved elsewhere, or still in the build folder.
// Layer: studio.

#pragma once

#include <glib.h>

/* (transfer full): @relative ("presets/master") in the first folder that has it: $LATHE_DATADIR, data/ of the build
   that the program lies in, share/lathe/ beside its bin/, the folder chosen when it was built. NULL: none has it. */
char *lt_data_dir_find (const char *relative);
