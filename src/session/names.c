// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An exact name goes before one that differs in case.
// Layer: session.

#include "session/names.h"

#include "session/session-private.h"

#include <string.h>

char *
lt_names_fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : name, -1);
}

gconstpointer
lt_names_find (const GPtrArray *nodes, LtNamesGet name_of, const char *name, LtId but_id)
{
  g_autofree char *wanted = lt_names_fold (name);

  for (guint i = 0; i < nodes->len; i++)
    if (lt_nodes_id (nodes->pdata[i]) != but_id && strcmp (name_of (nodes->pdata[i]), name) == 0)
      return nodes->pdata[i];
  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *folded = lt_names_fold (name_of (nodes->pdata[i]));

      if (lt_nodes_id (nodes->pdata[i]) != but_id && strcmp (folded, wanted) == 0)
        return nodes->pdata[i];
    }
  return NULL;
}

char *
lt_names_dup_unique (const GPtrArray *nodes, LtNamesGet name_of, const char *name, LtId but_id)
{
  char *tried = g_strdup (name);

  for (guint n = 2; lt_names_find (nodes, name_of, tried, but_id) != NULL; n++)
    {
      g_free (tried);
      tried = g_strdup_printf ("%s %u", name, n);
    }
  return tried;
}
