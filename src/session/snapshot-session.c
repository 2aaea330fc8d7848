// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strips of then, each in its list.
// Layer: session.

#include "session/snapshot-session.h"

#include "session/session-private.h"

/* Groups are none of what a snapshot holds. (transfer full) */
static LtStrip *
without_lost_group (const LtSession *session, const LtStrip *past)
{
  if (past->group_id == 0 || lt_session_find_group (session, past->group_id) != NULL)
    return lt_strip_ref (past);

  LtStrip *strip = lt_strip_copy (past);
  strip->group_id = 0;
  return strip;
}

/* Takes @strip. */
static void
put (LtSession *then, LtStrip *strip)
{
  LtStrip **end = strip->kind == LT_STRIP_MIX ? &then->mix : &then->master;

  switch (strip->kind)
    {
    case LT_STRIP_TRACK:
      g_ptr_array_add (then->tracks, lt_track_new (strip));
      break;
    case LT_STRIP_BUS:
      g_ptr_array_add (then->buses, strip);
      break;
    case LT_STRIP_VCA:
      g_ptr_array_add (then->vcas, strip);
      break;
    case LT_STRIP_MIX:
    case LT_STRIP_MASTER:
      lt_strip_unref (*end);
      *end = strip;
      break;
    }
}

LtSession *
lt_snapshot_session_new (const LtSession *session, const LtSnapshot *snapshot)
{
  LtSession *then = lt_session_copy (session);

  lt_nodes_take (&then->tracks, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_track_unref));
  lt_nodes_take (&then->buses, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref));
  lt_nodes_take (&then->vcas, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref));
  for (guint i = 0; i < snapshot->strips->len; i++)
    put (then, without_lost_group (session, snapshot->strips->pdata[i]));
  return then;
}
