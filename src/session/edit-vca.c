// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of VCAs: the list of them, and who follows them.
// Layer: session.

#include "session/edit-vca.h"

#include "session/session-private.h"

#include <glib/gi18n.h>

LtSession *
lt_edit_vca_add (const LtSession *session, const char *name, LtId *id)
{
  g_autofree char *clean = lt_session_clean_name (name, _ ("VCA"));
  g_autofree char *unique = lt_session_unique_name (session, clean, 0);
  LtSession       *next = lt_session_copy (session);
  LtStrip         *vca = lt_strip_new (next->next_id++, LT_STRIP_VCA, unique);

  lt_nodes_take (&next->vcas, lt_nodes_insert (session->vcas, session->vcas->len, vca,
                                               (GDestroyNotify) lt_strip_unref));
  if (id != NULL)
    *id = vca->id;
  return next;
}

static LtStrip *
follow_the_next (const LtStrip *strip, gpointer gone)
{
  const LtStrip *vca = gone;
  LtStrip       *changed = strip->vca_id == vca->id ? lt_strip_copy (strip) : NULL;

  if (changed != NULL)
    changed->vca_id = vca->vca_id;
  return changed;
}

LtSession *
lt_edit_vca_remove (const LtSession *session, LtId vca_id)
{
  int at = lt_nodes_find (session->vcas, vca_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  g_autoptr (LtSession) bare = lt_session_copy (session);
  lt_nodes_take (&bare->vcas,
                 lt_nodes_without (session->vcas, (guint) at, (GDestroyNotify) lt_strip_unref));
  return lt_session_map_strips (bare, follow_the_next, session->vcas->pdata[at]);
}

bool
lt_edit_vca_would_loop (const LtSession *session, LtId strip_id, LtId vca_id)
{
  /* As many steps as there are VCAs: what is written in a file may be a loop already. */
  for (guint i = 0; vca_id != 0 && i <= session->vcas->len; i++)
    {
      const LtStrip *vca = lt_session_find_strip (session, vca_id);

      if (vca_id == strip_id)
        return true;
      vca_id = vca != NULL ? vca->vca_id : 0;
    }
  return false;
}

/* "A → B → A": @strip and those above @vca_id until it comes again. */
static char *
dup_way_round (const LtSession *session, const LtStrip *strip, LtId vca_id)
{
  GString *way = g_string_new (strip->name);

  for (guint i = 0; i <= session->vcas->len; i++)
    {
      const LtStrip *vca = lt_session_find_strip (session, vca_id);

      g_string_append_printf (way, " → %s", vca->name);
      if (vca_id == strip->id)
        break;
      vca_id = vca->vca_id;
    }
  return g_string_free (way, FALSE);
}

static bool
check (const LtSession *session, const LtStrip *strip, LtId vca_id, GError **error)
{
  const LtStrip *vca = lt_session_find_strip (session, vca_id);

  if (strip->kind > LT_STRIP_VCA)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot follow a VCA: only tracks, buses and VCAs can"), strip->name);
      return false;
    }
  if (vca_id == 0)
    return true;
  if (vca == NULL || vca->kind != LT_STRIP_VCA)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot follow “%s”: that is no VCA"), strip->name,
                   vca != NULL ? vca->name : "?");
      return false;
    }
  if (lt_edit_vca_would_loop (session, strip->id, vca_id))
    {
      g_autofree char *way = dup_way_round (session, strip, vca_id);

      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP,
                   _ ("“%s” cannot follow “%s”: it would follow itself, %s"), strip->name,
                   vca->name, way);
      return false;
    }
  return true;
}

LtSession *
lt_edit_vca_assign (const LtSession *session, LtId strip_id, LtId vca_id, GError **error)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));

  if (!check (session, strip, vca_id, error))
    return NULL;
  if (strip->vca_id == vca_id)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  changed->vca_id = vca_id;
  return lt_session_with_strip (session, changed);
}
