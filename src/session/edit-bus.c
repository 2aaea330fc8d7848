// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of buses: the list of them.
// Layer: session.

#include "session/edit-bus.h"

#include "session/session-private.h"

#include <glib/gi18n.h>

LtSession *
lt_edit_bus_add (const LtSession *session, const char *name, LtId *id)
{
  g_autofree char *clean = lt_session_clean_name (name, _ ("Bus"));
  g_autofree char *unique = lt_session_unique_name (session, clean, 0);
  LtSession       *next = lt_session_copy (session);
  LtStrip         *bus = lt_strip_new (next->next_id++, LT_STRIP_BUS, unique);

  lt_nodes_take (&next->buses, lt_nodes_insert (session->buses, session->buses->len, bus,
                                                (GDestroyNotify) lt_strip_unref));
  if (id != NULL)
    *id = bus->id;
  return next;
}

static LtStrip *
drop_routes (const LtStrip *strip, gpointer data)
{
  return lt_strip_without_routes (strip, *(const LtId *) data);
}

LtSession *
lt_edit_bus_remove (const LtSession *session, LtId bus_id)
{
  int at = lt_nodes_find (session->buses, bus_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  g_autoptr (LtSession) bare = lt_session_copy (session);
  lt_nodes_take (&bare->buses,
                 lt_nodes_without (session->buses, (guint) at, (GDestroyNotify) lt_strip_unref));
  return lt_session_drop_lost_keys (lt_session_map_strips (bare, drop_routes, &bus_id));
}
