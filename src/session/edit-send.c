// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of sends.
// Layer: session.

#include "session/edit-send.h"

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

  if (to == NULL || to->kind != LT_STRIP_BUS)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot send to “%s”: a send goes to a bus"), from->name,
                   to != NULL ? to->name : "?");
      return false;
    }
  if (lt_session_would_loop (session, from->id, to_id))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP,
                   _ ("“%s” cannot send to “%s”: the sound would come back to “%s”"), from->name,
                   to->name, from->name);
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

  send->level_db = lt_strip_clamp (&lt_strip_rows[LT_STRIP_FADER], level_db);
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

  return with_sends (session, strip,
                     lt_nodes_without (strip->sends, (guint) lt_nodes_find (strip->sends, send_id),
                                       (GDestroyNotify) lt_send_unref));
}

LtSession *
lt_edit_send_level (const LtSession *session, LtId send_id, double level_db)
{
  const LtStrip *strip = NULL;
  const LtSend  *send = lt_session_find_send (session, send_id, &strip);

  g_return_val_if_fail (send != NULL, lt_session_ref (session));

  level_db = lt_strip_clamp (&lt_strip_rows[LT_STRIP_FADER], level_db);
  if (send->level_db == level_db)
    return lt_session_ref (session);

  LtSend *changed = lt_send_copy (send);
  changed->level_db = level_db;
  return with_send (session, strip, changed);
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
lt_edit_send_mute (const LtSession *session, LtId send_id, bool mute)
{
  const LtStrip *strip = NULL;
  const LtSend  *send = lt_session_find_send (session, send_id, &strip);

  g_return_val_if_fail (send != NULL, lt_session_ref (session));

  if (send->mute == mute)
    return lt_session_ref (session);

  LtSend *changed = lt_send_copy (send);
  changed->mute = mute;
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
