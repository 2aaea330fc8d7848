// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A change of any number of strips: each list is copied once, or not at all.
// Layer: session.

#include "session/session-private.h"

/* @node (taken over) in place of one of the list, which is copied before the first time. */
static void
put_node (GPtrArray **list, const GPtrArray *from, guint at, gpointer node, GDestroyNotify free_node)
{
  if (*list == from)
    lt_nodes_take (list, lt_nodes_copy (from, free_node));
  free_node ((*list)->pdata[at]);
  (*list)->pdata[at] = node;
}

static bool
map_tracks (LtSession *next, const LtSession *self, LtStripChange change, gpointer data)
{
  bool any = false;

  for (guint i = 0; i < self->tracks->len; i++)
    {
      const LtTrack *track = self->tracks->pdata[i];
      LtStrip       *changed = change (track->strip, data);

      if (changed == NULL)
        continue;
      LtTrack *copy = lt_track_copy (track);
      lt_strip_unref (copy->strip);
      copy->strip = changed;
      put_node (&next->tracks, self->tracks, i, copy, (GDestroyNotify) lt_track_unref);
      any = true;
    }
  return any;
}

static bool
map_list (GPtrArray **list, const GPtrArray *from, LtStripChange change, gpointer data)
{
  bool any = false;

  for (guint i = 0; i < from->len; i++)
    {
      LtStrip *changed = change (from->pdata[i], data);

      if (changed == NULL)
        continue;
      put_node (list, from, i, changed, (GDestroyNotify) lt_strip_unref);
      any = true;
    }
  return any;
}

static bool
map_strip (LtStrip **slot, LtStripChange change, gpointer data)
{
  LtStrip *changed = change (*slot, data);

  if (changed == NULL)
    return false;
  lt_strip_unref (*slot);
  *slot = changed;
  return true;
}

LtSession *
lt_session_map_strips (const LtSession *self, LtStripChange change, gpointer data)
{
  g_autoptr (LtSession) next = lt_session_copy (self);
  bool any = map_tracks (next, self, change, data);

  any |= map_list (&next->buses, self->buses, change, data);
  any |= map_list (&next->vcas, self->vcas, change, data);
  any |= map_strip (&next->mix, change, data);
  any |= map_strip (&next->master, change, data);
  return any ? g_steal_pointer (&next) : lt_session_ref (self);
}
