// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds values by strip, owner and row, and reads and edits them.
// Layer: session.

#include "session/automation-target.h"

#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>

/* --- rows and values --- */

/* The index of a row that stands in @rows. */
static uint32_t
index_in (const LtParamSpec *rows, const LtParamSpec *row)
{
  return (uint32_t) (row - rows);
}

bool
lt_automation_target_find (const LtSession *session, LtId strip_id, LtId owner_id, const char *key, LtAutomationTarget *out)
{
  const LtStrip     *strip = lt_session_find_strip (session, strip_id);
  const LtParamSpec *row = strip != NULL ? lt_strip_find_row (strip, owner_id, key) : NULL;

  if (row == NULL || (row->flags & LT_PARAM_AUTOMATABLE) == 0)
    return false;
  *out = (LtAutomationTarget) { strip_id, owner_id, row };
  return true;
}

bool
lt_automation_target_equal (const LtAutomationTarget *a, const LtAutomationTarget *b)
{
  return a->strip_id == b->strip_id && a->owner_id == b->owner_id && a->row == b->row;
}

/* --- all of a strip --- */

typedef struct
{
  const LtStrip *strip;
  bool           used;
  GArray        *out;
} Listing;

static void
add_rows (const Listing *listing, LtId owner_id, const LtParamSpec *rows, uint32_t n_rows)
{
  for (uint32_t i = 0; i < n_rows; i++)
    {
      /* By its key: a strip of another kind, or a send, may lack some of the rows. */
      const LtParamSpec *row = lt_strip_find_row (listing->strip, owner_id, rows[i].key);
      LtAutomationTarget target = { listing->strip->id, owner_id, row };

      if (row != NULL && (row->flags & LT_PARAM_AUTOMATABLE) != 0
          && (!listing->used || lt_strip_find_lane (listing->strip, owner_id, row->key) != NULL))
        g_array_append_val (listing->out, target);
    }
}

static void
add_named (const Listing *listing, LtId owner_id, const char *const *keys)
{
  for (const char *const *key = keys; *key != NULL; key++)
    {
      const LtParamSpec *row = lt_strip_find_row (listing->strip, owner_id, *key);

      if (row != NULL)
        add_rows (listing, owner_id, row, 1);
    }
}

GArray *
lt_automation_target_list (const LtStrip *strip, bool used)
{
  static const char *const own[] = { "fader", "pan", "width", "pan-left", "pan-right", "mute", "trim", NULL };
  Listing listing = { strip, used, g_array_new (FALSE, FALSE, sizeof (LtAutomationTarget)) };

  add_named (&listing, 0, own);
  for (guint i = 0; i < strip->sends->len; i++)
    add_rows (&listing, ((const LtSend *) strip->sends->pdata[i])->id, lt_send_rows, LT_SEND_N_VALUES);
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = strip->slots->pdata[i];

      if (slot->type != NULL)
        add_rows (&listing, slot->id, slot->type->params, slot->type->n_params);
    }
  return listing.out;
}

/* --- what differs --- */

static void
add_target (GArray *out, LtId strip_id, LtId owner_id, const LtParamSpec *row, bool differs)
{
  LtAutomationTarget target = { strip_id, owner_id, row };

  if (differs && (row->flags & LT_PARAM_AUTOMATABLE) != 0)
    g_array_append_val (out, target);
}

GArray *
lt_automation_target_diff (const LtStrip *before, const LtStrip *after)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (LtAutomationTarget));

  for (int i = 0; i < LT_STRIP_N_VALUES; i++)
    add_target (out, after->id, 0, &lt_strip_rows[i],
                lt_strip_get_value (before, (LtStripValue) i) != lt_strip_get_value (after, (LtStripValue) i));
  for (guint i = 0; i < after->sends->len; i++)
    {
      const LtSend *is = after->sends->pdata[i], *was = lt_strip_find_send (before, is->id);

      for (int k = 0; was != NULL && was != is && k < LT_SEND_N_VALUES; k++)
        add_target (out, after->id, is->id, &lt_send_rows[k], lt_send_get_value (was, (LtSendValue) k) != lt_send_get_value (is, (LtSendValue) k));
    }
  for (guint i = 0; i < after->slots->len; i++)
    {
      const LtSlot *is = after->slots->pdata[i], *was = lt_strip_find_slot (before, is->id);

      for (uint32_t k = 0; was != NULL && was != is && is->type != NULL && was->type == is->type && k < is->type->n_params; k++)
        add_target (out, after->id, is->id, &is->type->params[k], was->values[k] != is->values[k]);
    }
  return out;
}

/* --- names --- */

/* Which one of its kind in the chain, from 1. */
static guint
number_of (const LtStrip *strip, const LtSlot *slot)
{
  guint n = 1;

  for (guint i = 0; i < strip->slots->len && strip->slots->pdata[i] != slot; i++)
    n += strcmp (((const LtSlot *) strip->slots->pdata[i])->effect, slot->effect) == 0 ? 1 : 0;
  return n;
}

static char *
dup_slot (const LtStrip *strip, const LtSlot *slot)
{
  const char *name = slot->type != NULL ? _ (slot->type->label) : slot->effect;
  guint       n = number_of (strip, slot);

  return n == 1 ? g_strdup (name) : g_strdup_printf ("%s %u", name, n);
}

char *
lt_automation_target_dup_owner (const LtSession *session, LtId owner_id)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, owner_id, &strip);
  const LtSend  *send = lt_session_find_send (session, owner_id, NULL);
  const LtStrip *to = send != NULL ? lt_session_find_strip (session, send->to_id) : NULL;

  if (to != NULL)
    return g_strdup_printf (_ ("Send to %s"), to->name);
  return slot != NULL ? dup_slot (strip, slot) : NULL;
}

char *
lt_automation_target_dup_label (const LtSession *session, const LtAutomationTarget *target)
{
  g_autofree char *owner = lt_automation_target_dup_owner (session, target->owner_id);

  return owner != NULL ? g_strdup_printf ("%s: %s", owner, _ (target->row->label)) : g_strdup (_ (target->row->label));
}

/* --- its value --- */

typedef struct
{
  const LtSlot *slot; /* or */
  const LtSend *send; /* both NULL: its own value, or gone */
} Owner;

/* In its strip; elsewhere only when it was moved away since. */
static Owner
find_owner (const LtSession *session, const LtAutomationTarget *target)
{
  const LtStrip *strip = target->owner_id != 0 ? lt_session_find_strip (session, target->strip_id) : NULL;
  Owner          owner = { NULL, NULL };

  if (strip != NULL)
    owner = (Owner) { lt_strip_find_slot (strip, target->owner_id), lt_strip_find_send (strip, target->owner_id) };
  if (target->owner_id != 0 && owner.slot == NULL && owner.send == NULL)
    owner.slot = lt_session_find_slot (session, target->owner_id, NULL);
  return owner;
}

double
lt_automation_target_get_value (const LtSession *session, const LtAutomationTarget *target)
{
  Owner owner = find_owner (session, target);

  if (target->owner_id == 0)
    return lt_strip_get_value (lt_session_find_strip (session, target->strip_id), (LtStripValue) index_in (lt_strip_rows, target->row));
  if (owner.send != NULL)
    return lt_send_get_value (owner.send, (LtSendValue) index_in (lt_send_rows, target->row));
  return owner.slot != NULL ? owner.slot->values[index_in (owner.slot->type->params, target->row)] : target->row->def;
}

LtSession *
lt_automation_target_set_value (const LtSession *session, const LtAutomationTarget *target, double value)
{
  Owner owner = find_owner (session, target);

  if (target->owner_id == 0)
    return lt_edit_strip_value (session, target->strip_id, (LtStripValue) index_in (lt_strip_rows, target->row), value);
  if (owner.send != NULL)
    return lt_edit_send_value (session, owner.send->id, (LtSendValue) index_in (lt_send_rows, target->row), value);
  return owner.slot != NULL ? lt_edit_slot_value (session, owner.slot->id, index_in (owner.slot->type->params, target->row), (float) value)
                            : lt_session_ref (session);
}

/* --- its lane --- */

static const LtLane *
lane_of (const LtSession *session, const LtAutomationTarget *target)
{
  const LtStrip *strip = lt_session_find_strip (session, target->strip_id);

  return strip != NULL ? lt_strip_find_lane (strip, target->owner_id, target->row->key) : NULL;
}

GArray *
lt_automation_target_dup_points (const LtSession *session, const LtAutomationTarget *target)
{
  const LtLane *lane = lane_of (session, target);

  return lane != NULL ? g_array_copy (lane->points) : NULL;
}

double
lt_automation_target_get_heard (const LtSession *session, const LtAutomationTarget *target, int64_t pos)
{
  const LtStrip *strip = lt_session_find_strip (session, target->strip_id);
  const LtLane  *lane = lt_strip_find_heard_lane (strip, target->owner_id, target->row->key);

  return lane != NULL ? lt_automation_at (target->row, lane->points, pos) : lt_automation_target_get_value (session, target);
}

LtSession *
lt_automation_target_set_points (const LtSession *session, const LtAutomationTarget *target, const GArray *points)
{
  LtSession *next = lt_edit_lane_set (session, target->strip_id, target->owner_id, target->row->key, (const LtPoint *) (const void *) points->data,
                                      points->len, NULL);

  return next != NULL ? next : lt_session_ref (session);
}

LtSession *
lt_automation_target_write (const LtSession *session, const LtAutomationTarget *target, const LtAutomationPass *pass, const LtPoint *moves,
                            guint n_moves)
{
  const LtLane      *lane = lane_of (session, target);
  g_autoptr (GArray) points = lt_automation_write (target->row, lane != NULL ? lane->points : NULL, pass, moves, n_moves);

  return lt_automation_target_set_points (session, target, points);
}

LtSession *
lt_automation_target_snapshot (const LtSession *session, const LtAutomationTarget *target, int64_t from, int64_t to)
{
  double           value = lt_automation_target_get_value (session, target);
  LtAutomationPass pass = { .from_frames = MAX (from, 0), .to_frames = to, .rest = value };
  LtPoint          move = { pass.from_frames, value, false };

  return lt_automation_target_write (session, target, &pass, &move, 1);
}
