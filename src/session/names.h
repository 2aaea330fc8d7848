// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Things of a list by their names.
// Layer: session.

#pragma once

#include "session/session.h"

typedef const char *(*LtNamesGet) (gconstpointer node);

/* Borrowed: the one of @nodes, but not @but_id, that is called @name: exact, then ignoring case and how letters are composed.
   NULL: there is none. */
gconstpointer lt_names_find (const GPtrArray *nodes, LtNamesGet name_of, const char *name, LtId but_id);

/* Returns: (transfer full): @name, or "name 2"… when another of @nodes than @but_id has it. */
char *lt_names_dup_unique (const GPtrArray *nodes, LtNamesGet name_of, const char *name, LtId but_id);

/* Returns: (transfer full): what two names have in common that differ in case alone. */
char *lt_names_fold (const char *name);
