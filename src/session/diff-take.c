// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes of a track that came, went or changed.
// Layer: session.

#include "session/diff-private.h"
#include "session/store-private.h"

#include <glib/gi18n.h>

static void
take_gone (LtDiff *self, const LtStrip *strip, gconstpointer take)
{
  lt_diff_nodes_say (self, _ ("%s: removed %s"), strip->name, ((const LtTake *) take)->name);
}

static void
take_came (LtDiff *self, const LtStrip *strip, gconstpointer take)
{
  lt_diff_nodes_say (self, _ ("%s: added %s"), strip->name, ((const LtTake *) take)->name);
}

static char *
text_of (const LtTake *take)
{
  LtEmit emit;

  lt_emit_init (&emit, false);
  lt_emit_open (&emit, NULL, '[');
  for (guint i = 0; i < take->clips->len; i++)
    {
      lt_emit_open (&emit, NULL, '{');
      lt_store_write_clip (&emit, take->clips->pdata[i]);
      lt_emit_close (&emit, '}');
    }
  lt_emit_close (&emit, ']');
  return g_string_free (emit.out, FALSE);
}

static bool
is_same (const LtTake *a, const LtTake *b)
{
  g_autofree char *x = a->clips != b->clips ? text_of (a) : NULL, *y = x != NULL ? text_of (b) : NULL;

  return g_strcmp0 (x, y) == 0;
}

static void
take_both (LtDiff *self, const LtStrip *from_strip, gconstpointer from, const LtStrip *strip, gconstpointer to)
{
  const LtTake *before = from, *after = to;

  lt_diff_nodes_text (self, strip->name, _ ("take"), before->name, after->name);
  if (!is_same (before, after))
    lt_diff_nodes_say (self, _ ("%s: %s has other clips"), strip->name, after->name);
}

void
lt_diff_takes (LtDiff *self, const LtTrack *before, const LtTrack *track)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const GPtrArray *from = before->takes != NULL ? before->takes : none, *to = track->takes != NULL ? track->takes : none;

  lt_diff_nodes_lists (self, before->strip, from, track->strip, to, take_gone, take_came, take_both);
  if (!lt_diff_nodes_same_order (from, to, lt_nodes_id))
    lt_diff_nodes_say (self, _ ("%s: the takes are in another order"), track->strip->name);
}
