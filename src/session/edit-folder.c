// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of folders.
// Layer: session.

#include "session/edit-folder.h"

#include "session/edit-bus.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/session-private.h"
#include "session/strip-order.h"

#include <glib/gi18n.h>

static bool
is_among (const LtId *ids, guint n_ids, LtId id)
{
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] == id)
      return true;
  return false;
}

/* Whether it plays, directly or not, into one of @ids. */
static bool
comes_with (const LtSession *session, const LtStrip *strip, const LtId *ids, guint n_ids)
{
  LtId at = strip->output_id;

  for (guint i = 0; at != 0 && i <= session->buses->len; i++)
    {
      const LtStrip *bus = lt_session_find_strip (session, at);

      if (is_among (ids, n_ids, at))
        return true;
      at = bus != NULL ? bus->output_id : 0;
    }
  return false;
}

static int
track_place (const LtSession *session, LtId id)
{
  for (guint i = 0; i < session->tracks->len; i++)
    if (((const LtTrack *) session->tracks->pdata[i])->strip->id == id)
      return (int) i;
  return -1;
}

/* Behind the last track in the folder, or where the first one is that goes into it. */
static LtSession *
bring_track (const LtSession *session, LtId track_id, LtId folder_id)
{
  int own = track_place (session, track_id);
  int last = -1;

  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtStrip *strip = ((const LtTrack *) session->tracks->pdata[i])->strip;

      if (strip->id != track_id && lt_strip_order_is_in (session, strip, folder_id))
        last = (int) i;
    }
  if (own < 0 || last < 0)
    return lt_session_ref (session);
  return lt_edit_track_move (session, track_id, (guint) (own < last ? last : last + 1));
}

/* The output that all of them have, else the mix. */
static LtId
common_output (const LtSession *session, const LtId *ids, guint n_ids)
{
  LtId output_id = 0;
  bool is_first = true;

  for (guint i = 0; i < n_ids; i++)
    {
      const LtStrip *strip = lt_session_find_strip (session, ids[i]);

      if (comes_with (session, strip, ids, n_ids))
        continue;
      if (!is_first && strip->output_id != output_id)
        return 0;
      output_id = strip->output_id;
      is_first = false;
    }
  return output_id;
}

static bool
check_kind (const LtStrip *strip, GError **error)
{
  if (strip->kind <= LT_STRIP_BUS)
    return true;
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
               _ ("“%s” cannot be in a folder: only tracks and buses can"), strip->name);
  return false;
}

/* In the order of the tracks, so that they keep it. */
static LtSession *
bring_tracks (LtSession *session, const LtId *ids, guint n_ids, LtId folder_id) /* takes @session */
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtStrip *strip = ((const LtTrack *) session->tracks->pdata[i])->strip;

      if (is_among (ids, n_ids, strip->id) || lt_strip_order_is_in (session, strip, folder_id))
        g_array_append_val (order, strip->id);
    }
  for (guint i = 1; i < order->len; i++)
    {
      LtId  id = g_array_index (order, LtId, i);
      guint first = (guint) track_place (session, g_array_index (order, LtId, 0));

      lt_session_take (&session, lt_edit_track_move (session, id, first + i));
    }
  return session;
}

LtSession *
lt_edit_folder_add (const LtSession *session,
                    const char      *name,
                    const LtId      *ids,
                    guint            n_ids,
                    LtId            *id,
                    GError         **error)
{
  LtId folder_id = 0;
  g_autoptr (LtSession) next
      = lt_edit_bus_add (session, name != NULL && *name != '\0' ? name : _ ("Folder"), &folder_id);

  for (guint i = 0; i < n_ids; i++)
    if (!check_kind (lt_session_find_strip (session, ids[i]), error))
      return NULL;

  lt_session_take (&next, lt_edit_folder_set (next, folder_id, true));
  if (n_ids > 0)
    lt_session_take (&next, lt_edit_strip_colour (next, folder_id, lt_session_find_strip (session, ids[0])->colour));
  LtSession *out = lt_edit_strip_output (next, folder_id, common_output (session, ids, n_ids), error);
  if (out == NULL)
    return NULL;
  lt_session_take (&next, out);
  for (guint i = 0; i < n_ids; i++)
    {
      if (comes_with (session, lt_session_find_strip (session, ids[i]), ids, n_ids))
        continue;
      if ((out = lt_edit_strip_output (next, ids[i], folder_id, error)) == NULL)
        return NULL;
      lt_session_take (&next, out);
    }
  if (id != NULL)
    *id = folder_id;
  return bring_tracks (g_steal_pointer (&next), ids, n_ids, folder_id);
}

LtSession *
lt_edit_folder_set (const LtSession *session, LtId bus_id, bool folder)
{
  const LtStrip *bus = lt_session_find_strip (session, bus_id);

  g_return_val_if_fail (bus != NULL && bus->kind == LT_STRIP_BUS, lt_session_ref (session));

  if (bus->folder == folder)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (bus);
  changed->folder = folder;
  changed->folded = false;
  return lt_session_with_strip (session, changed);
}

LtSession *
lt_edit_folder_fold (const LtSession *session, LtId bus_id, bool folded)
{
  const LtStrip *bus = lt_session_find_strip (session, bus_id);

  g_return_val_if_fail (bus != NULL, lt_session_ref (session));

  if (!bus->folder || bus->folded == folded)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (bus);
  changed->folded = folded;
  return lt_session_with_strip (session, changed);
}

LtSession *
lt_edit_folder_show (const LtSession *session, LtId strip_id)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);
  LtSession     *next = lt_session_ref (session);

  g_return_val_if_fail (strip != NULL, next);

  for (guint i = 0; strip != NULL && i <= session->buses->len; i++)
    {
      strip = lt_strip_order_get_folder (session, strip);
      if (strip != NULL)
        lt_session_take (&next, lt_edit_folder_fold (next, strip->id, false));
    }
  return next;
}

static LtSession *
take_out (const LtSession *session, const LtStrip *strip, GError **error)
{
  const LtStrip *folder = lt_strip_order_get_folder (session, strip);

  if (folder == NULL)
    return lt_session_ref (session);

  g_autoptr (LtSession) brought = strip->kind == LT_STRIP_TRACK
                                      ? bring_track (session, strip->id, folder->id)
                                      : lt_session_ref (session);
  return lt_edit_strip_output (brought, strip->id, folder->output_id, error);
}

LtSession *
lt_edit_folder_put (const LtSession *session, LtId strip_id, LtId folder_id, GError **error)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);
  const LtStrip *folder = folder_id != 0 ? lt_session_find_strip (session, folder_id) : NULL;

  g_return_val_if_fail (strip != NULL && (folder_id == 0 || folder != NULL),
                        lt_session_ref (session));

  if (!check_kind (strip, error))
    return NULL;
  if (folder == NULL)
    return take_out (session, strip, error);
  if (!folder->folder)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot go into “%s”: that is no folder"), strip->name, folder->name);
      return NULL;
    }
  if (strip->output_id == folder_id)
    return lt_session_ref (session);

  g_autoptr (LtSession) next = lt_edit_strip_output (session, strip_id, folder_id, error);
  if (next == NULL || strip->kind != LT_STRIP_TRACK)
    return g_steal_pointer (&next);
  return bring_track (next, strip_id, folder_id);
}
