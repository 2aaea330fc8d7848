// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of slots: effects in a strip and their values.
// Layer: session.

#include "session/edit-slot.h"

#include "session/edit-clip-fx.h"
#include "session/routing.h"
#include "session/session-private.h"
#include "session/strip.h"

#include <glib/gi18n.h>

static LtSession *
with_slots (const LtSession *session, const LtStrip *strip, GPtrArray *slots) /* takes @slots */
{
  g_autoptr (LtStrip) changed = lt_strip_copy (strip);

  lt_nodes_take (&changed->slots, slots);
  return lt_session_with_strip (session, changed);
}

static LtSession *
with_slot (const LtSession *session, const LtStrip *strip, LtSlot *slot) /* takes @slot */
{
  int at = lt_nodes_find (strip->slots, slot->id);

  if (at < 0)
    return lt_edit_clip_fx_put_slot (session, slot);
  return with_slots (session, strip, lt_nodes_with (strip->slots, (guint) at, slot, (GDestroyNotify) lt_slot_unref));
}

LtSession *
lt_edit_slot_add (const LtSession *session,
                  LtId             strip_id,
                  const LtFxType  *type,
                  int              at,
                  const float     *values,
                  LtId            *id)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL && type != NULL, lt_session_ref (session));

  if (strip->kind == LT_STRIP_VCA) /* nothing sounds through it */
    {
      if (id != NULL)
        *id = 0;
      return lt_session_ref (session);
    }

  g_autoptr (LtSession) counted = lt_session_copy (session);
  LtSlot *slot = lt_slot_new (counted->next_id++, type->key);

  for (uint32_t i = 0; values != NULL && i < type->n_params; i++)
    slot->values[i]
        = lt_param_clamp (&type->params[i], values[i]) + 0.0f; /* + 0: no negative zero */
  if (id != NULL)
    *id = slot->id;
  return with_slots (counted, strip,
                     lt_nodes_insert (strip->slots, at < 0 ? strip->slots->len : (guint) at, slot,
                                      (GDestroyNotify) lt_slot_unref));
}

static bool
is_of_clip (const LtStrip *strip, const LtSlot *slot)
{
  return lt_strip_find_slot (strip, slot->id) == NULL;
}

/* The strip without the slot; what it had of automation goes to @lanes when that is given. */
static LtStrip *
without_slot (const LtStrip *strip, LtId slot_id, GPtrArray *lanes)
{
  LtStrip   *out = lt_strip_copy (strip);
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);

  for (guint i = 0; i < strip->lanes->len; i++)
    {
      LtLane *lane = strip->lanes->pdata[i];

      if (lane->slot_id != slot_id)
        g_ptr_array_add (kept, lt_lane_ref (lane));
      else if (lanes != NULL)
        g_ptr_array_add (lanes, lt_lane_ref (lane));
    }
  lt_nodes_take (&out->lanes, kept);
  lt_nodes_take (&out->slots,
                 lt_nodes_without (strip->slots, (guint) lt_nodes_find (strip->slots, slot_id),
                                   (GDestroyNotify) lt_slot_unref));
  return out;
}

LtSession *
lt_edit_slot_remove (const LtSession *session, LtId slot_id)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL, lt_session_ref (session));

  if (is_of_clip (strip, slot))
    return lt_edit_clip_fx_remove_slot (session, slot_id);

  g_autoptr (LtStrip) changed = without_slot (strip, slot_id, NULL);
  return lt_session_with_strip (session, changed);
}

static bool
check_key (const LtSession *session, const LtStrip *strip, LtId key_id, GError **error)
{
  const LtStrip *from = lt_session_find_key (session, key_id, NULL);

  if (key_id == 0)
    return true;
  if (from == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                   _ ("The strip for the side-chain does not exist"));
      return false;
    }

  g_autofree char *loop = lt_routing_dup_loop (session, from->id, strip->id);
  if (loop != NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP,
                   _ ("An effect on “%s” cannot listen to “%s”: the sound would come back, %s"),
                   strip->name, from->name, loop);
      return false;
    }
  return true;
}

static LtSession *
move_within (const LtSession *session, const LtStrip *strip, LtId slot_id, guint to)
{
  guint from = (guint) lt_nodes_find (strip->slots, slot_id);

  to = MIN (to, strip->slots->len - 1);
  if (from == to)
    return lt_session_ref (session);
  return with_slots (session, strip,
                     lt_nodes_move (strip->slots, from, to, (GDestroyNotify) lt_slot_unref));
}

LtSession *
lt_edit_slot_move (const LtSession *session, LtId slot_id, LtId strip_id, int at, GError **error)
{
  const LtStrip *from = NULL;
  const LtStrip *to = lt_session_find_strip (session, strip_id);
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &from);

  g_return_val_if_fail (slot != NULL && to != NULL, lt_session_ref (session));

  if (is_of_clip (from, slot))
    return lt_edit_clip_fx_move_slot (session, slot_id, at);
  if (to->kind == LT_STRIP_VCA)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” takes no effects: nothing sounds through a VCA"), to->name);
      return NULL;
    }

  guint place = at < 0 ? G_MAXUINT : (guint) at;
  if (from == to)
    return move_within (session, from, slot_id, place);

  g_autoptr (GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);
  g_autoptr (LtStrip) source = without_slot (from, slot_id, lanes);
  g_autoptr (LtSession) taken = lt_session_with_strip (session, source);

  if (!check_key (taken, to, slot->key_id, error))
    return NULL;

  g_autoptr (LtStrip) target = lt_strip_copy (to);
  GPtrArray *joined = lt_nodes_copy (to->lanes, (GDestroyNotify) lt_lane_unref);

  for (guint i = 0; i < lanes->len; i++)
    g_ptr_array_add (joined, lt_lane_ref (lanes->pdata[i]));
  lt_nodes_take (&target->lanes, joined);
  lt_nodes_take (&target->slots, lt_nodes_insert (to->slots, place, lt_slot_ref (slot),
                                                  (GDestroyNotify) lt_slot_unref));
  return lt_session_with_strip (taken, target);
}

LtSession *
lt_edit_slot_bypass (const LtSession *session, LtId slot_id, bool bypass)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL, lt_session_ref (session));

  if (slot->bypass == bypass)
    return lt_session_ref (session);

  LtSlot *changed = lt_slot_copy (slot);
  changed->bypass = bypass;
  return with_slot (session, strip, changed);
}

LtSession *
lt_edit_slot_level (const LtSession *session, LtId slot_id, double level_db)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);
  double         clamped = lt_strip_clamp (&lt_slot_level_row, level_db);

  g_return_val_if_fail (slot != NULL, lt_session_ref (session));

  if (slot->level_db == clamped)
    return lt_session_ref (session);

  LtSlot *changed = lt_slot_copy (slot);
  changed->level_db = clamped;
  return with_slot (session, strip, changed);
}

LtSession *
lt_edit_slot_value (const LtSession *session, LtId slot_id, uint32_t param, float value)
{
  const LtSlot *slot = lt_session_find_slot (session, slot_id, NULL);

  g_return_val_if_fail (slot != NULL && slot->type != NULL && param < slot->type->n_params,
                        lt_session_ref (session));

  g_autofree float *values = g_memdup2 (slot->values, slot->type->n_params * sizeof *values);
  values[param] = value;
  return lt_edit_slot_values (session, slot_id, values);
}

LtSession *
lt_edit_slot_values (const LtSession *session, LtId slot_id, const float *values)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL && slot->type != NULL, lt_session_ref (session));

  bool    same = true;
  LtSlot *changed = lt_slot_copy (slot);

  for (uint32_t i = 0; i < slot->type->n_params; i++)
    {
      changed->values[i] = lt_param_clamp (&slot->type->params[i], values[i]) + 0.0f;
      same = same && changed->values[i] == slot->values[i];
    }
  if (same)
    {
      lt_slot_unref (changed);
      return lt_session_ref (session);
    }
  return with_slot (session, strip, changed);
}

LtSession *
lt_edit_slot_blob (const LtSession *session, LtId slot_id, const char *blob)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL, lt_session_ref (session));

  if (g_strcmp0 (slot->blob, blob) == 0)
    return lt_session_ref (session);

  LtSlot *changed = lt_slot_copy (slot);
  g_free (changed->blob);
  changed->blob = g_strdup (blob);
  return with_slot (session, strip, changed);
}

static LtStrip *
unsoloed (const LtStrip *strip, gpointer data)
{
  LtStrip *quiet = strip->solo ? lt_strip_copy (strip) : NULL;

  if (quiet != NULL)
    quiet->solo = false;
  return quiet;
}

LtSession *
lt_edit_slot_alone_before (const LtSession *session, LtId slot_id)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL, lt_session_ref (session));

  bool of_clip = is_of_clip (strip, slot);
  g_autoptr (LtSession) before = of_clip ? lt_edit_clip_fx_alone_before (session, slot_id) : lt_session_ref (session);
  g_autoptr (LtStrip) cut = lt_strip_copy (strip);
  g_autoptr (LtSession) plain = lt_session_copy (before);
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);
  GPtrArray *lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);

  for (guint i = 0; !of_clip && strip->slots->pdata[i] != slot; i++)
    g_ptr_array_add (slots, lt_slot_ref (strip->slots->pdata[i]));
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane *lane = strip->lanes->pdata[i];

      if (lt_strip_find_slot (strip, lane->slot_id) != NULL || (lane->slot_id == 0 && g_str_equal (lane->key, "trim")))
        g_ptr_array_add (lanes, lt_lane_ref (lane));
    }
  lt_nodes_take (&cut->slots, slots);
  lt_nodes_take (&cut->lanes, lanes);
  cut->fader_db = cut->pan = 0.0;
  cut->mute = false;
  plain->pan_law = LT_PAN_LAW_0DB;
  g_autoptr (LtSession) tapped = lt_session_with_strip (plain, cut);
  return lt_session_map_strips (tapped, unsoloed, NULL);
}

LtSession *
lt_edit_slot_key (const LtSession *session, LtId slot_id, LtId key_id, bool pre, GError **error)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL, lt_session_ref (session));

  if (key_id != 0 && is_of_clip (strip, slot))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("An effect of a clip has no side-chain; put it on the track for that"));
      return NULL;
    }
  if (!check_key (session, strip, key_id, error))
    return NULL;
  if (slot->key_id == key_id && slot->key_pre == pre)
    return lt_session_ref (session);

  LtSlot *changed = lt_slot_copy (slot);
  changed->key_id = key_id;
  changed->key_pre = pre;
  return with_slot (session, strip, changed);
}
