// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which strips a group moves together.
// Layer: session.

#include "session/strip-link.h"

/* Whether @group is on and links this value. */
static bool
links (const LtGroup *group, LtStripValue which)
{
  switch (which)
    {
    case LT_STRIP_FADER:
      return group->on && group->fader;
    case LT_STRIP_MUTE:
      return group->on && group->mute;
    case LT_STRIP_SOLO:
      return group->on && group->solo;
    case LT_STRIP_PAN:
    case LT_STRIP_WIDTH:
    case LT_STRIP_PAN_LEFT:
    case LT_STRIP_PAN_RIGHT:
      return group->on && group->pan;
    default:
      return false;
    }
}

GArray *
lt_strip_link_list (const LtSession *session, const LtId *ids, guint n_ids, LtStripValue which)
{
  g_autoptr (GHashTable) own = g_hash_table_new (g_int64_hash, g_int64_equal);    /* @ids */
  g_autoptr (GHashTable) groups = g_hash_table_new (g_int64_hash, g_int64_equal); /* that link and have one of them */
  GArray *all = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_vals (all, ids, n_ids);
  for (guint i = 0; i < n_ids; i++)
    g_hash_table_add (own, (gpointer) &ids[i]);
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);
      const LtGroup *group = strip->group_id != 0 && g_hash_table_contains (own, &strip->id) ? lt_session_find_group (session, strip->group_id) : NULL;

      if (group != NULL && links (group, which))
        g_hash_table_add (groups, (gpointer) &group->id);
    }
  for (uint32_t i = 0; i < lt_session_n_strips (session) && g_hash_table_size (groups) > 0; i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      if (g_hash_table_contains (groups, &strip->group_id) && !g_hash_table_contains (own, &strip->id))
        g_array_append_val (all, strip->id);
    }
  return all;
}
