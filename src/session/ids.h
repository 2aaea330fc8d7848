// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists of ids.
// Layer: session. Any thread.

#pragma once

#include "session/session.h"

/* @ids: of LtId; NULL: none. */
static inline bool
lt_ids_has (const GArray *ids, LtId id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, LtId, i) == id)
      return true;
  return false;
}
