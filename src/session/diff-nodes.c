// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two sessions: the words that all parts share.
// Layer: session.

#include "session/diff-private.h"

#include "session/value-text.h"

#include <glib/gi18n.h>

void
lt_diff_nodes_say (LtDiff *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->out, g_strdup_vprintf (format, args));
  va_end (args);
}

void
lt_diff_nodes_value (LtDiff            *self,
                     const char        *where,
                     const char        *what,
                     const LtParamSpec *row,
                     double             from,
                     double             to)
{
  char a[128], b[128];

  if (from == to)
    return;
  lt_value_text_human (row, from, a, sizeof a);
  lt_value_text_human (row, to, b, sizeof b);
  if (strcmp (a, b) == 0) /* closer together than people read */
    {
      lt_value_text_plain (row, from, a, sizeof a);
      lt_value_text_plain (row, to, b, sizeof b);
    }
  lt_diff_nodes_say (self, _ ("%s: %s %s → %s"), where, what, a, b);
}

void
lt_diff_nodes_text (
    LtDiff *self, const char *where, const char *what, const char *from, const char *to)
{
  if (g_strcmp0 (from, to) != 0)
    lt_diff_nodes_say (self, _ ("%s: %s “%s” → “%s”"), where, what, from != NULL ? from : "",
                       to != NULL ? to : "");
}

const char *
lt_diff_nodes_name (const LtSession *session, LtId strip_id, const char *nobody)
{
  const LtStrip *strip = strip_id != 0 ? lt_session_find_strip (session, strip_id) : NULL;

  return strip != NULL ? strip->name : nobody;
}

char *
lt_diff_nodes_seconds (const LtDiff *self, int64_t frames)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.3f", fabs ((double) frames / self->to->rate_hz));
  return g_strdup_printf ("%s%s s", frames < 0 ? "−" : "", number);
}

static GHashTable *
index_list (const GPtrArray *nodes)
{
  GHashTable *table = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < nodes->len; i++)
    g_hash_table_insert (table, (gpointer) & ((const LtSource *) nodes->pdata[i])->id,
                         nodes->pdata[i]);
  return table;
}

void
lt_diff_nodes_lists (LtDiff          *self,
                     const LtStrip   *from_strip,
                     const GPtrArray *from,
                     const LtStrip   *strip,
                     const GPtrArray *to,
                     LtDiffOne        gone,
                     LtDiffOne        came,
                     LtDiffTwo        both)
{
  if (from == to)
    return;

  g_autoptr (GHashTable) old = index_list (from);
  g_autoptr (GHashTable) new = index_list (to);

  for (guint i = 0; i < from->len; i++)
    {
      LtId id = lt_nodes_id (from->pdata[i]);

      if (!g_hash_table_contains (new, &id))
        gone (self, from_strip, from->pdata[i]);
    }
  for (guint i = 0; i < to->len; i++)
    {
      LtId          id = lt_nodes_id (to->pdata[i]);
      gconstpointer before = g_hash_table_lookup (old, &id);

      if (before == NULL)
        came (self, strip, to->pdata[i]);
      else if (before != to->pdata[i])
        both (self, from_strip, before, strip, to->pdata[i]);
    }
}

/* Whether those in both lists stand in the same order. */
bool
lt_diff_nodes_same_order (const GPtrArray *from,
                          const GPtrArray *to,
                          LtId (*get_id) (gconstpointer))
{
  g_autoptr (GHashTable) place = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  int last = -1;

  for (guint i = 0; i < from->len; i++)
    {
      LtId id = get_id (from->pdata[i]);

      g_hash_table_insert (place, g_memdup2 (&id, sizeof id), GINT_TO_POINTER ((int) i + 1));
    }
  for (guint i = 0; i < to->len; i++)
    {
      LtId id = get_id (to->pdata[i]);
      int  at = GPOINTER_TO_INT (g_hash_table_lookup (place, &id)) - 1;

      if (at >= 0 && at < last)
        return false;
      last = MAX (last, at);
    }
  return true;
}
