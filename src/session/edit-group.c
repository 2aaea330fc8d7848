// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of mix groups: the list of them, what they link, who is in them.
// Layer: session.

#include "session/edit-group.h"

#include "session/names.h"
#include "session/session-private.h"

#include <glib/gi18n.h>

static LtSession *
with_groups (const LtSession *session, GPtrArray *groups) /* takes @groups */
{
  LtSession *next = lt_session_copy (session);

  lt_nodes_take (&next->groups, groups);
  return next;
}

static LtSession *
with_group (const LtSession *session, LtGroup *group) /* takes @group */
{
  guint at = (guint) lt_nodes_find (session->groups, group->id);

  return with_groups (session, lt_nodes_with (session->groups, at, group,
                                              (GDestroyNotify) lt_group_unref));
}

static const char *
name_of (gconstpointer node)
{
  return ((const LtGroup *) node)->name;
}

const LtGroup *
lt_edit_group_find (const LtSession *session, const char *name)
{
  return lt_names_find (session->groups, name_of, name, 0);
}

static char *
free_letter (const LtSession *session)
{
  for (char letter = 'A'; letter <= 'Z'; letter++)
    {
      char name[] = { letter, '\0' };

      if (lt_edit_group_find (session, name) == NULL)
        return g_strdup (name);
    }
  return lt_names_dup_unique (session->groups, name_of, _ ("Group"), 0);
}

LtSession *
lt_edit_group_add (const LtSession *session, const char *name, LtId *id)
{
  g_autofree char *clean = lt_session_clean_name (name, "");
  g_autofree char *own
      = *clean != '\0' ? lt_names_dup_unique (session->groups, name_of, clean, 0) : free_letter (session);
  LtSession *next = lt_session_copy (session);
  LtGroup   *group = lt_group_new (next->next_id++, own);

  lt_nodes_take (&next->groups, lt_nodes_insert (session->groups, session->groups->len, group,
                                                 (GDestroyNotify) lt_group_unref));
  if (id != NULL)
    *id = group->id;
  return next;
}

static LtStrip *
leave_group (const LtStrip *strip, gpointer group_id)
{
  LtStrip *changed = strip->group_id == *(const LtId *) group_id ? lt_strip_copy (strip) : NULL;

  if (changed != NULL)
    changed->group_id = 0;
  return changed;
}

LtSession *
lt_edit_group_remove (const LtSession *session, LtId group_id)
{
  int at = lt_nodes_find (session->groups, group_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  g_autoptr (LtSession) bare
      = with_groups (session, lt_nodes_without (session->groups, (guint) at,
                                                (GDestroyNotify) lt_group_unref));
  return lt_session_map_strips (bare, leave_group, &group_id);
}

LtSession *
lt_edit_group_name (const LtSession *session, LtId group_id, const char *name)
{
  const LtGroup *group = lt_session_find_group (session, group_id);

  g_return_val_if_fail (group != NULL, lt_session_ref (session));

  g_autofree char *clean = lt_session_clean_name (name, group->name);
  g_autofree char *unique = lt_names_dup_unique (session->groups, name_of, clean, group_id);

  if (strcmp (unique, group->name) == 0)
    return lt_session_ref (session);

  LtGroup *changed = lt_group_copy (group);
  g_free (changed->name);
  changed->name = g_steal_pointer (&unique);
  return with_group (session, changed);
}

LtSession *
lt_edit_group_colour (const LtSession *session, LtId group_id, uint32_t colour)
{
  const LtGroup *group = lt_session_find_group (session, group_id);

  g_return_val_if_fail (group != NULL && colour <= 12, lt_session_ref (session));

  if (group->colour == colour)
    return lt_session_ref (session);

  LtGroup *changed = lt_group_copy (group);
  changed->colour = colour;
  return with_group (session, changed);
}

LtSession *
lt_edit_group_on (const LtSession *session, LtId group_id, bool on)
{
  const LtGroup *group = lt_session_find_group (session, group_id);

  g_return_val_if_fail (group != NULL, lt_session_ref (session));

  if (group->on == on)
    return lt_session_ref (session);

  LtGroup *changed = lt_group_copy (group);
  changed->on = on;
  return with_group (session, changed);
}

/* NULL: groups do not link this value. */
static bool *
link_of (LtGroup *group, LtStripValue which)
{
  switch (which)
    {
    case LT_STRIP_FADER:
      return &group->fader;
    case LT_STRIP_MUTE:
      return &group->mute;
    case LT_STRIP_SOLO:
      return &group->solo;
    case LT_STRIP_PAN:
      return &group->pan;
    default:
      return NULL;
    }
}

LtSession *
lt_edit_group_link (const LtSession *session, LtId group_id, LtStripValue which, bool linked)
{
  const LtGroup *group = lt_session_find_group (session, group_id);

  g_return_val_if_fail (group != NULL, lt_session_ref (session));

  g_autoptr (LtGroup) changed = lt_group_copy (group);
  bool *link = link_of (changed, which);

  g_return_val_if_fail (link != NULL, lt_session_ref (session));

  if (*link == linked)
    return lt_session_ref (session);
  *link = linked;
  return with_group (session, g_steal_pointer (&changed));
}

LtSession *
lt_edit_group_put (const LtSession *session, LtId strip_id, LtId group_id, GError **error)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));
  g_return_val_if_fail (group_id == 0 || lt_session_find_group (session, group_id) != NULL,
                        lt_session_ref (session));

  if (strip->kind > LT_STRIP_BUS)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot be in a group: only tracks and buses can"), strip->name);
      return NULL;
    }
  if (strip->group_id == group_id)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  changed->group_id = group_id;
  return lt_session_with_strip (session, changed);
}
