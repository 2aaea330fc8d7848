// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of sends.
// Layer: session.

#include "session/edit-send.h"

#include "session/routing.h"
#include "session/session-private.h"
#include "session/strip.h"

#include <glib/gi18n.h>

static LtSession *
with_sends (const LtSession *session, const LtStrip *strip, GPtrArray *sends) /* takes @sends */
{
  g_autoptr (LtStrip) changed = lt_strip_copy (strip);

  lt_nodes_take (&changed->sends, sends);
  return lt_session_with_strip (session, changed);
}

static LtSession *
with_send (const LtSession *session, const LtStrip *strip, LtSend *send) /* takes @send */
{
  guint at = (guint) lt_nodes_find (strip->sends, send->id);

  return with_sends (session, strip,
                     lt_nodes_with (strip->sends, at, send, (GDestroyNotify) lt_send_unref));
}

static bool
check_target (const LtSession *session, const LtStrip *from, LtId to_id, GError **error)
{
  const LtStrip *to = lt_session_find_strip (session, to_id);

  if (from->kind == LT_STRIP_VCA)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot send: nothing sounds through a VCA"), from->name);
      return false;
    }
  if (to == NULL || to->kind != LT_STRIP_BUS)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot send to “%s”: a send goes to a bus"), from->name,
                   to != NULL ? to->name : "?");
      return false;
    }

  g_autofree char *loop = lt_routing_dup_loop (session, from->id, to_id);
  if (loop != NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP,
                   _ ("“%s” cannot send to “%s”: the sound would come back, %s"), from->name,
                   to->name, loop);
      return false;
    }
  return true;
}

LtSession *
lt_edit_send_add (
    const LtSession *session, LtId from_id, LtId to_id, double level_db, LtId *id, GError **error)
{
  const LtStrip *from = lt_session_find_strip (session, from_id);

  g_return_val_if_fail (from != NULL, lt_session_ref (session));

  if (!check_target (session, from, to_id, error))
    return NULL;

  g_autoptr (LtSession) counted = lt_session_copy (session);
  LtSend *send = lt_send_new (counted->next_id++, to_id);

  send->level_db = lt_strip_clamp (&lt_send_rows[LT_SEND_LEVEL], level_db);
  if (id != NULL)
    *id = send->id;
  return with_sends (
      counted, from,
      lt_nodes_insert (from->sends, from->sends->len, send, (GDestroyNotify) lt_send_unref));
}

LtSession *
lt_edit_send_remove (const LtSession *session, LtId send_id)
{
  const LtStrip *strip = NULL;
  const LtSend  *send = lt_session_find_send (session, send_id, &strip);

  g_return_val_if_fail (send != NULL, lt_session_ref (session));

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  GPtrArray *lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);

  for (guint i = 0; i < strip->lanes->len; i++)
    if (((const LtLane *) strip->lanes->pdata[i])->slot_id != send_id)
      g_ptr_array_add (lanes, lt_lane_ref (strip->lanes->pdata[i]));
  lt_nodes_take (&changed->lanes, lanes);
  lt_nodes_take (&changed->sends, lt_nodes_without (strip->sends, (guint) lt_nodes_find (strip->sends, send_id),
                                                    (GDestroyNotify) lt_send_unref));
  return lt_session_drop_lost_keys (lt_session_with_strip (session, changed));
}

static void
put_value (LtSend *send, LtSendValue which, double value)
{
  switch (which)
    {
    case LT_SEND_LEVEL:
      send->level_db = value;
      break;
    case LT_SEND_PAN:
      send->pan = value;
      break;
    case LT_SEND_MUTE:
      send->mute = value != 0.0;
      break;
    case LT_SEND_N_VALUES:
      g_assert_not_reached ();
    }
}

LtSession *
lt_edit_send_value (const LtSession *session, LtId send_id, LtSendValue which, double value)
{
  const LtStrip *strip = NULL;
  const LtSend  *send = lt_session_find_send (session, send_id, &strip);

  g_return_val_if_fail (send != NULL && which < LT_SEND_N_VALUES, lt_session_ref (session));

  value = lt_strip_clamp (&lt_send_rows[which], value);
  if (lt_send_get_value (send, which) == value)
    return lt_session_ref (session);

  LtSend *changed = lt_send_copy (send);
  put_value (changed, which, value);
  return with_send (session, strip, changed);
}

LtSession *
lt_edit_send_level (const LtSession *session, LtId send_id, double level_db)
{
  return lt_edit_send_value (session, send_id, LT_SEND_LEVEL, level_db);
}

LtSession *
lt_edit_send_pan (const LtSession *session, LtId send_id, double pan)
{
  return lt_edit_send_value (session, send_id, LT_SEND_PAN, pan);
}

LtSession *
lt_edit_send_mute (const LtSession *session, LtId send_id, bool mute)
{
  return lt_edit_send_value (session, send_id, LT_SEND_MUTE, mute);
}

LtSession *
lt_edit_send_pre (const LtSession *session, LtId send_id, bool pre)
{
  const LtStrip *strip = NULL;
  const LtSend  *send = lt_session_find_send (session, send_id, &strip);

  g_return_val_if_fail (send != NULL, lt_session_ref (session));

  if (send->pre == pre)
    return lt_session_ref (session);

  LtSend *changed = lt_send_copy (send);
  changed->pre = pre;
  return with_send (session, strip, changed);
}

LtSession *
lt_edit_send_target (const LtSession *session, LtId send_id, LtId to_id, GError **error)
{
  const LtStrip *strip = NULL;
  const LtSend  *send = lt_session_find_send (session, send_id, &strip);

  g_return_val_if_fail (send != NULL, lt_session_ref (session));

  if (send->to_id == to_id)
    return lt_session_ref (session);
  if (!check_target (session, strip, to_id, error))
    return NULL;

  LtSend *changed = lt_send_copy (send);
  changed->to_id = to_id;
  return with_send (session, strip, changed);
}
