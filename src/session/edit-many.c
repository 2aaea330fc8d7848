// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of several strips at once: the single edits of edit-strip, edit-slot and edit-send, one after the other.
// Layer: session.

#include "session/edit-many.h"

#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"

double
lt_edit_many_follow (const LtParamSpec *row, double lead_from, double lead_to, double from)
{
  bool silent = isinf (from), lead_silent = isinf (lead_from);

  if (row->curve == LT_CURVE_STEP || (silent && lead_silent))
    return lt_strip_clamp (row, lead_to);
  if (silent || lead_silent)
    return from;
  if (isinf (lead_to))
    return -INFINITY;
  return lt_strip_clamp (row, from + (lead_to - lead_from));
}

/* Nothing is soloed against the mix and the master: they are what is heard. */
static bool
has_value (const LtStrip *strip, LtStripValue which)
{
  bool is_end = strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER;

  return lt_strip_kind_has (strip->kind, which) && !(is_end && (which == LT_STRIP_SOLO || which == LT_STRIP_SOLO_SAFE));
}

LtSession *
lt_edit_many_value (const LtSession *session,
                    const LtSession *base,
                    const LtId      *ids,
                    size_t           n_ids,
                    LtId             lead_id,
                    LtStripValue     which,
                    double           value)
{
  const LtStrip *lead = lt_session_find_strip (base, lead_id);

  g_return_val_if_fail (lead != NULL && which < LT_STRIP_N_VALUES, lt_session_ref (session));

  const LtParamSpec *row = &lt_strip_rows[which];
  double             lead_from = lt_strip_get_value (lead, which);
  LtSession         *next = lt_edit_strip_value (session, lead_id, which, value);

  value = lt_strip_clamp (row, value);
  for (size_t i = 0; i < n_ids; i++)
    {
      const LtStrip *from = lt_session_find_strip (base, ids[i]);

      if (ids[i] == lead_id || from == NULL || !has_value (from, which) || lt_session_find_strip (next, ids[i]) == NULL)
        continue;
      double to = lt_edit_many_follow (row, lead_from, value, lt_strip_get_value (from, which));
      lt_session_take (&next, lt_edit_strip_value (next, ids[i], which, to));
    }
  return next;
}

LtSession *
lt_edit_many_delay (const LtSession *session,
                    const LtSession *base,
                    const LtId      *ids,
                    size_t           n_ids,
                    LtId             lead_id,
                    int64_t          delay_frames)
{
  const LtStrip *lead = lt_session_find_strip (base, lead_id);

  g_return_val_if_fail (lead != NULL, lt_session_ref (session));

  int64_t    moved = delay_frames - lead->delay_frames;
  LtSession *next = lt_edit_strip_delay (session, lead_id, delay_frames);

  for (size_t i = 0; i < n_ids; i++)
    {
      const LtStrip *from = lt_session_find_strip (base, ids[i]);

      if (ids[i] != lead_id && from != NULL && lt_session_find_strip (next, ids[i]) != NULL)
        lt_session_take (&next, lt_edit_strip_delay (next, ids[i], from->delay_frames + moved));
    }
  return next;
}

LtSession *
lt_edit_many_colour (const LtSession *session, const LtId *ids, size_t n_ids, uint32_t colour)
{
  LtSession *next = lt_session_ref (session);

  for (size_t i = 0; i < n_ids; i++)
    {
      const LtStrip *strip = lt_session_find_strip (next, ids[i]);

      if (strip != NULL && strip->kind <= LT_STRIP_VCA)
        lt_session_take (&next, lt_edit_strip_colour (next, ids[i], colour));
    }
  return next;
}

LtSession *
lt_edit_many_output (
    const LtSession *session, const LtId *ids, size_t n_ids, LtId output_id, GError **error)
{
  g_autoptr (LtSession) next = lt_session_ref (session);
  g_autoptr (GError) first = NULL;
  bool any = false;

  for (size_t i = 0; i < n_ids; i++)
    {
      if (lt_session_find_strip (next, ids[i]) == NULL)
        continue;
      LtSession *moved = lt_edit_strip_output (next, ids[i], output_id, first == NULL ? &first : NULL);
      any = any || moved != NULL;
      if (moved != NULL)
        lt_session_take (&next, moved);
    }
  if (!any && first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  return g_steal_pointer (&next);
}

/* --- inserts --- */

/* How many slots of its effect stand before it. */
static guint
rank_of (const LtStrip *strip, const LtSlot *slot)
{
  guint rank = 0;

  for (guint i = 0; strip->slots->pdata[i] != slot; i++)
    rank += g_str_equal (((const LtSlot *) strip->slots->pdata[i])->effect, slot->effect);
  return rank;
}

/* The slot on @strip that corresponds to @slot_id of another. The slot itself on its own strip; NULL: none. */
static const LtSlot *
find_slot (const LtSession *session, const LtStrip *strip, LtId slot_id)
{
  const LtStrip *own = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &own);

  if (slot != NULL && lt_strip_find_slot (own, slot_id) == NULL)
    return NULL; /* of a clip: no strip has the like */
  if (slot == NULL || own->id == strip->id)
    return slot;
  guint rank = rank_of (own, slot);
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *other = strip->slots->pdata[i];

      if (g_str_equal (other->effect, slot->effect) && rank-- == 0)
        return other;
    }
  return NULL;
}

LtSession *
lt_edit_many_bypass (
    const LtSession *session, const LtId *ids, size_t n_ids, LtId slot_id, bool bypass)
{
  LtSession *next = lt_edit_slot_bypass (session, slot_id, bypass);

  for (size_t i = 0; i < n_ids; i++)
    {
      const LtStrip *strip = lt_session_find_strip (next, ids[i]);
      const LtSlot  *slot = strip != NULL ? find_slot (next, strip, slot_id) : NULL;

      if (slot != NULL)
        lt_session_take (&next, lt_edit_slot_bypass (next, slot->id, bypass));
    }
  return next;
}

/* --- sends --- */

/* (transfer full): LtIds of the sends of the strips that go where @lead goes, but not its own. */
static GArray *
sends_like (const LtSession *session, const LtId *ids, size_t n_ids, const LtSend *lead)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (size_t i = 0; i < n_ids; i++)
    {
      const LtStrip *strip = lt_session_find_strip (session, ids[i]);

      for (guint j = 0; strip != NULL && j < strip->sends->len; j++)
        {
          const LtSend *send = strip->sends->pdata[j];

          if (send->id != lead->id && send->to_id == lead->to_id)
            g_array_append_val (found, send->id);
        }
    }
  return found;
}

LtSession *
lt_edit_many_send (const LtSession *session,
                   const LtSession *base,
                   const LtId      *ids,
                   size_t           n_ids,
                   LtId             send_id,
                   LtSendValue      which,
                   double           value)
{
  const LtSend *lead = lt_session_find_send (base, send_id, NULL);

  g_return_val_if_fail (lead != NULL && which < LT_SEND_N_VALUES, lt_session_ref (session));

  g_autoptr (GArray) others = sends_like (base, ids, n_ids, lead);
  LtSession *next = lt_edit_send_value (session, send_id, which, value);

  value = lt_strip_clamp (&lt_send_rows[which], value);
  for (guint i = 0; i < others->len; i++)
    {
      LtId          id = g_array_index (others, LtId, i);
      const LtSend *from = lt_session_find_send (base, id, NULL);
      double        to = lt_edit_many_follow (&lt_send_rows[which], lt_send_get_value (lead, which), value, lt_send_get_value (from, which));

      if (lt_session_find_send (next, id, NULL) != NULL)
        lt_session_take (&next, lt_edit_send_value (next, id, which, to));
    }
  return next;
}

LtSession *
lt_edit_many_send_pre (
    const LtSession *session, const LtId *ids, size_t n_ids, LtId send_id, bool pre)
{
  const LtSend *lead = lt_session_find_send (session, send_id, NULL);

  g_return_val_if_fail (lead != NULL, lt_session_ref (session));

  g_autoptr (GArray) others = sends_like (session, ids, n_ids, lead);
  LtSession *next = lt_edit_send_pre (session, send_id, pre);

  for (guint i = 0; i < others->len; i++)
    lt_session_take (&next, lt_edit_send_pre (next, g_array_index (others, LtId, i), pre));
  return next;
}
