// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits that copy effects, and the settings of strips: ids are made anew, loops are left out.
// Layer: session.

#include "session/edit-copy.h"

#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/session-private.h"

/* @next, or @session when it could not be; takes both and what @error says. */
static LtSession *
take_or_lose (LtSession *session, LtSession *next, GError *error, GPtrArray *losses)
{
  if (next != NULL)
    {
      lt_session_unref (session);
      return next;
    }
  if (losses != NULL)
    g_ptr_array_add (losses, g_strdup (error->message));
  g_error_free (error);
  return session;
}

LtSession *
lt_edit_copy_slot (const LtSession *session,
                   const LtSlot    *slot,
                   LtId             strip_id,
                   int              at,
                   LtId            *id,
                   GPtrArray       *losses)
{
  const LtStrip *to = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (to != NULL && to->kind != LT_STRIP_VCA, lt_session_ref (session));

  g_autoptr (LtSession) counted = lt_session_copy (session);
  g_autoptr (LtStrip) changed = lt_strip_copy (to);
  LtSlot *made = lt_slot_copy (slot);
  LtId    made_id = counted->next_id++;
  GError *error = NULL;

  made->id = made_id;
  made->key_id = 0;
  if (id != NULL)
    *id = made_id;
  lt_nodes_take (&changed->slots,
                 lt_nodes_insert (to->slots, at < 0 ? to->slots->len : (guint) at, made, (GDestroyNotify) lt_slot_unref));

  LtSession *next = lt_session_with_strip (counted, changed);
  if (slot->key_id == 0)
    return next;
  LtSession *keyed = lt_edit_slot_key (next, made_id, slot->key_id, slot->key_pre, &error);
  return take_or_lose (next, keyed, error, losses);
}

static LtSession *
copy_values (LtSession *session, const LtStrip *from, LtId to_id, const LtStripValue *which, guint n)
{
  for (guint i = 0; i < n; i++)
    if (lt_strip_kind_has (from->kind, which[i]))
      lt_session_take (&session, lt_edit_strip_value (session, to_id, which[i], lt_strip_get_value (from, which[i])));
  return session;
}

static LtSession *
copy_levels (LtSession *session, const LtStrip *from, LtId to_id)
{
  static const LtStripValue levels[] = {
    LT_STRIP_TRIM, LT_STRIP_POLARITY, LT_STRIP_FADER, LT_STRIP_PAN, LT_STRIP_PAN_MODE, LT_STRIP_WIDTH, LT_STRIP_PAN_LEFT, LT_STRIP_PAN_RIGHT,
  };

  session = copy_values (session, from, to_id, levels, G_N_ELEMENTS (levels));
  if (from->kind <= LT_STRIP_BUS)
    lt_session_take (&session, lt_edit_strip_delay (session, to_id, from->delay_frames));
  return session;
}

static LtSession *
copy_inserts (LtSession *session, const LtStrip *from, LtId to_id, GPtrArray *losses)
{
  const LtStrip *to;

  while ((to = lt_session_find_strip (session, to_id))->slots->len > 0)
    lt_session_take (&session, lt_edit_slot_remove (session, ((const LtSlot *) to->slots->pdata[0])->id));
  for (guint i = 0; i < from->slots->len; i++)
    lt_session_take (&session, lt_edit_copy_slot (session, from->slots->pdata[i], to_id, -1, NULL, losses));
  return session;
}

static LtSession *
copy_send (LtSession *session, const LtSend *send, LtId to_id, GPtrArray *losses)
{
  GError    *error = NULL;
  LtId       id = 0;
  LtSession *added = lt_edit_send_add (session, to_id, send->to_id, send->level_db, &id, &error);

  session = take_or_lose (session, added, error, losses);
  if (id == 0)
    return session;
  lt_session_take (&session, lt_edit_send_pre (session, id, send->pre));
  lt_session_take (&session, lt_edit_send_pan (session, id, send->pan));
  lt_session_take (&session, lt_edit_send_mute (session, id, send->mute));
  return session;
}

static LtSession *
copy_sends (LtSession *session, const LtStrip *from, LtId to_id, GPtrArray *losses)
{
  const LtStrip *to;

  while ((to = lt_session_find_strip (session, to_id))->sends->len > 0)
    lt_session_take (&session, lt_edit_send_remove (session, ((const LtSend *) to->sends->pdata[0])->id));
  for (guint i = 0; i < from->sends->len; i++)
    session = copy_send (session, from->sends->pdata[i], to_id, losses);
  return session;
}

static LtSession *
copy_rest (LtSession *session, const LtStrip *from, LtId to_id, GPtrArray *losses)
{
  static const LtStripValue rest[] = { LT_STRIP_MUTE, LT_STRIP_SOLO_SAFE, LT_STRIP_AUTOMATION };
  GError *error = NULL;

  session = copy_values (session, from, to_id, rest, G_N_ELEMENTS (rest));
  lt_session_take (&session, lt_edit_strip_colour (session, to_id, from->colour));
  if (from->kind > LT_STRIP_BUS)
    return session;
  LtSession *routed = lt_edit_strip_output (session, to_id, from->output_id, &error);
  return take_or_lose (session, routed, error, losses);
}

LtSession *
lt_edit_copy_strip (const LtSession *session,
                    const LtStrip   *from,
                    LtId             strip_id,
                    LtCopyParts      parts,
                    GPtrArray       *losses)
{
  const LtStrip *to = lt_session_find_strip (session, strip_id);
  LtSession     *next = lt_session_ref (session);

  g_return_val_if_fail (to != NULL, next);

  bool sounds = from->kind != LT_STRIP_VCA && to->kind != LT_STRIP_VCA, is_channel = from->kind <= LT_STRIP_BUS && to->kind <= LT_STRIP_BUS;

  if (to == from)
    return next;
  if ((parts & LT_COPY_LEVELS) != 0)
    next = copy_levels (next, from, strip_id);
  if ((parts & LT_COPY_INSERTS) != 0 && sounds)
    next = copy_inserts (next, from, strip_id, losses);
  if ((parts & LT_COPY_SENDS) != 0 && is_channel)
    next = copy_sends (next, from, strip_id, losses);
  if ((parts & LT_COPY_REST) != 0 && (is_channel || !sounds))
    next = copy_rest (next, from, strip_id, losses);
  return next;
}
