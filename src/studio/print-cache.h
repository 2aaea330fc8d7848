// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last print of each session, kept in the user's cache folder: the picture is there when the session is opened again.
// Layer: studio.

#pragma once

#include "studio/print.h"

/* A cache that cannot be written is no failure. Any thread. */
void lt_print_cache_save (const LtPrint *print, const LtSession *session, const char *folder);

/* Returns: (transfer full): the last one of the session in @folder, or NULL. *fresh (may be NULL): @session (may be NULL)
   sounds as the very one that it was made of. */
LtPrint *lt_print_cache_load (const LtSession *session, const char *folder, gboolean *fresh);
