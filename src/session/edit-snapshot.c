// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A recall mends what would lead nowhere, and keeps every node that says the same as before: what did not change is shared.
// Layer: session.

#include "session/edit-snapshot.h"

#include "session/ids.h"
#include "session/names.h"
#include "session/routing.h"
#include "session/snapshot-ids.h"
#include "session/store-private.h"

#include <glib/gi18n.h>
#include <string.h>

const LtSnapshotPartRow lt_edit_snapshot_parts[] = {
  { "levels", N_ ("Levels"), LT_SNAPSHOT_LEVELS },    { "pan", N_ ("Pan"), LT_SNAPSHOT_PAN },
  { "inserts", N_ ("Inserts"), LT_SNAPSHOT_INSERTS }, { "sends", N_ ("Sends"), LT_SNAPSHOT_SENDS },
  { "routing", N_ ("Routing"), LT_SNAPSHOT_ROUTING }, { "automation", N_ ("Automation"), LT_SNAPSHOT_AUTOMATION },
};
G_STATIC_ASSERT (G_N_ELEMENTS (lt_edit_snapshot_parts) == LT_SNAPSHOT_N_PARTS);

/* --- nodes --- */

typedef void (*WriteNode) (LtEmit *emit, gconstpointer node);

static bool
says_the_same (WriteNode write, gconstpointer a, gconstpointer b)
{
  LtEmit one, other;

  if (a == b)
    return true;
  lt_emit_init (&one, false);
  lt_emit_init (&other, false);
  write (&one, a);
  write (&other, b);

  g_autoptr (GBytes) first = lt_emit_finish (&one);
  g_autoptr (GBytes) second = lt_emit_finish (&other);
  return g_bytes_equal (first, second);
}

static void
write_whole_strip (LtEmit *emit, gconstpointer node)
{
  lt_store_write_strip (emit, node, false);
}

static bool
strips_say_the_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return false;
  for (guint i = 0; i < a->len; i++)
    if (!says_the_same (write_whole_strip, a->pdata[i], b->pdata[i]))
      return false;
  return true;
}

/* --- the list of snapshots --- */

static const char *
name_of (gconstpointer node)
{
  return ((const LtSnapshot *) node)->name;
}

const LtSnapshot *
lt_edit_snapshot_find (const LtSession *session, const char *name)
{
  return lt_names_find (session->snapshots, name_of, name, 0);
}

/* Returns: (transfer full): @name, or "name 2"… when another snapshot than @but_id has it. */
static char *
unique_name (const LtSession *session, const char *name, LtId but_id)
{
  g_autofree char *clean = lt_session_clean_name (name, _ ("Snapshot"));

  return lt_names_dup_unique (session->snapshots, name_of, clean, but_id);
}

static GPtrArray *
strips_of (const LtSession *session)
{
  GPtrArray *strips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref);

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    g_ptr_array_add (strips, lt_strip_ref (lt_session_get_strip (session, i)));
  return strips;
}

static LtSession *
with_snapshot (const LtSession *session, LtSnapshot *snapshot)
{
  LtSession *next = lt_session_copy (session);
  int        at = lt_nodes_find (session->snapshots, snapshot->id);

  if (at >= 0)
    lt_nodes_take (&next->snapshots, lt_nodes_with (session->snapshots, (guint) at, snapshot, (GDestroyNotify) lt_snapshot_unref));
  else
    lt_nodes_take (&next->snapshots,
                   lt_nodes_insert (session->snapshots, session->snapshots->len, snapshot, (GDestroyNotify) lt_snapshot_unref));
  next->next_id = MAX (next->next_id, snapshot->id + 1);
  return next;
}

LtSession *
lt_edit_snapshot_take (const LtSession *session, const char *name, LtId *id)
{
  g_autofree char *unique = unique_name (session, name, 0);
  LtSnapshot      *snapshot = lt_snapshot_new (session->next_id, unique);

  lt_nodes_take (&snapshot->strips, strips_of (session));
  if (id != NULL)
    *id = snapshot->id;
  return with_snapshot (session, snapshot);
}

LtSession *
lt_edit_snapshot_update (const LtSession *session, LtId snapshot_id)
{
  const LtSnapshot *snapshot = lt_session_find_snapshot (session, snapshot_id);

  g_return_val_if_fail (snapshot != NULL, lt_session_ref (session));

  g_autoptr (GPtrArray) strips = strips_of (session);
  if (strips_say_the_same (strips, snapshot->strips))
    return lt_session_ref (session);

  LtSnapshot *copy = lt_snapshot_copy (snapshot);
  lt_nodes_take (&copy->strips, g_steal_pointer (&strips));
  return with_snapshot (session, copy);
}

LtSession *
lt_edit_snapshot_rename (const LtSession *session, LtId snapshot_id, const char *name)
{
  const LtSnapshot *snapshot = lt_session_find_snapshot (session, snapshot_id);

  g_return_val_if_fail (snapshot != NULL, lt_session_ref (session));

  g_autofree char *unique = unique_name (session, name, snapshot_id);
  if (strcmp (unique, snapshot->name) == 0)
    return lt_session_ref (session);

  LtSnapshot *copy = lt_snapshot_copy (snapshot);
  g_free (copy->name);
  copy->name = g_steal_pointer (&unique);
  return with_snapshot (session, copy);
}

LtSession *
lt_edit_snapshot_remove (const LtSession *session, LtId snapshot_id)
{
  int at = lt_nodes_find (session->snapshots, snapshot_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->snapshots, lt_nodes_without (session->snapshots, (guint) at, (GDestroyNotify) lt_snapshot_unref));
  return next;
}

/* --- one strip as it was --- */

/* Puts @past_given (taken over) at @list, with every node of the list that says the same: all of them in the same order, and the
   list itself stays. */
static void
take_list (GPtrArray **list, GPtrArray *past_given, WriteNode write, GDestroyNotify free_node)
{
  g_autoptr (GPtrArray) past = past_given;
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (free_node);
  g_autoptr (GPtrArray) now = lt_nodes_copy (none, free_node);
  bool same = past->len == (*list)->len;

  for (guint i = 0; i < past->len; i++)
    {
      int             at = lt_nodes_find (*list, lt_nodes_id (past->pdata[i]));
      const GPtrArray *from = at >= 0 && says_the_same (write, (*list)->pdata[at], past->pdata[i]) ? *list : past;
      gpointer         node = from == past ? past->pdata[i] : (*list)->pdata[at];

      g_atomic_ref_count_inc ((gatomicrefcount *) node); /* comes first in every node */
      g_ptr_array_add (now, node);
      same = same && node == (*list)->pdata[i];
    }
  if (!same)
    lt_nodes_take (list, g_steal_pointer (&now));
}

typedef struct
{
  const LtSession *session; /* before */
  const GPtrArray *strips;  /* of then */
  LtSnapshotParts  parts;
  const GArray    *ids;     /* NULL: all */
  LtId             next_id; /* above all ids of now and then */
} Recall;

static bool
is_kind (const LtSession *session, LtId id, LtStripKind kind)
{
  const LtStrip *strip = id != 0 ? lt_session_find_strip (session, id) : NULL;

  return strip != NULL && strip->kind == kind;
}

static void
take_values (const Recall *self, LtStrip *strip, const LtStrip *past)
{
  if (self->parts & LT_SNAPSHOT_LEVELS)
    {
      strip->trim_db = past->trim_db;
      strip->polarity = past->polarity;
      strip->delay_frames = past->delay_frames;
      strip->fader_db = past->fader_db;
      strip->mute = past->mute;
      strip->solo = past->solo;
      strip->solo_safe = past->solo_safe;
    }
  if (self->parts & LT_SNAPSHOT_PAN)
    {
      strip->pan = past->pan;
      strip->pan_mode = past->pan_mode;
      strip->width = past->width;
      strip->pan_left = past->pan_left;
      strip->pan_right = past->pan_right;
    }
  if (self->parts & LT_SNAPSHOT_AUTOMATION)
    strip->automation = past->automation;
  if ((self->parts & LT_SNAPSHOT_ROUTING) == 0)
    return;
  if (past->output_id == 0 || is_kind (self->session, past->output_id, LT_STRIP_BUS))
    strip->output_id = past->output_id;
  if (past->vca_id == 0 || is_kind (self->session, past->vca_id, LT_STRIP_VCA))
    strip->vca_id = past->vca_id;
  if (past->group_id == 0 || lt_session_find_group (self->session, past->group_id) != NULL)
    strip->group_id = past->group_id;
}

static GPtrArray *
sends_that_lead (const LtSession *session, const GPtrArray *sends)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_send_unref);

  for (guint i = 0; i < sends->len; i++)
    if (is_kind (session, ((const LtSend *) sends->pdata[i])->to_id, LT_STRIP_BUS))
      g_ptr_array_add (out, lt_send_ref (sends->pdata[i]));
  return out;
}

/* Whether a lane of @slot_id moves something of @strip. */
static bool
has_target (const LtStrip *strip, LtId slot_id)
{
  return slot_id == 0 || lt_strip_find_slot (strip, slot_id) != NULL || lt_strip_find_send (strip, slot_id) != NULL;
}

/* Of what was there then as it was, of what came later as it is. */
static GPtrArray *
lanes_of (const Recall *self, const LtStrip *strip, const LtStrip *past)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);
  bool       wanted = (self->parts & LT_SNAPSHOT_AUTOMATION) != 0;

  for (guint i = 0; wanted && i < past->lanes->len; i++)
    if (has_target (strip, ((const LtLane *) past->lanes->pdata[i])->slot_id))
      g_ptr_array_add (out, lt_lane_ref (past->lanes->pdata[i]));
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane *lane = strip->lanes->pdata[i];

      if (has_target (strip, lane->slot_id) && !(wanted && has_target (past, lane->slot_id)))
        g_ptr_array_add (out, lt_lane_ref (lane));
    }
  return out;
}

static void
write_slot (LtEmit *emit, gconstpointer node)
{
  lt_store_write_slot (emit, node);
}

static void
write_send (LtEmit *emit, gconstpointer node)
{
  lt_store_write_send (emit, node);
}

static void
write_lane (LtEmit *emit, gconstpointer node)
{
  lt_store_write_lane (emit, node);
}

static void
write_values (LtEmit *emit, gconstpointer node)
{
  lt_store_write_strip (emit, node, true);
}

static const LtStrip *
find_past (const Recall *self, const LtStrip *strip)
{
  int at = lt_nodes_find (self->strips, strip->id);

  return at >= 0 && (self->ids == NULL || lt_ids_has (self->ids, strip->id)) ? self->strips->pdata[at] : NULL;
}

static LtStrip *
recall_strip (const LtStrip *strip, gpointer data)
{
  const Recall  *self = data;
  const LtStrip *past = find_past (self, strip);

  if (past == NULL || past->kind != strip->kind)
    return NULL;

  g_autoptr (LtStrip) now = lt_strip_copy (strip);
  take_values (self, now, past);
  if (self->parts & LT_SNAPSHOT_INSERTS)
    take_list (&now->slots, lt_nodes_copy (past->slots, (GDestroyNotify) lt_slot_unref), write_slot, (GDestroyNotify) lt_slot_unref);
  if (self->parts & LT_SNAPSHOT_SENDS)
    take_list (&now->sends, sends_that_lead (self->session, past->sends), write_send, (GDestroyNotify) lt_send_unref);
  take_list (&now->lanes, lanes_of (self, now, past), write_lane, (GDestroyNotify) lt_lane_unref);
  if (now->slots == strip->slots && now->sends == strip->sends && now->lanes == strip->lanes && says_the_same (write_values, now, strip))
    return NULL;
  return g_steal_pointer (&now);
}

/* --- loops --- */

static bool
check_loops (const LtSession *session, GError **error)
{
  g_autoptr (GArray) loops = lt_routing_find_loops (session);

  if (loops->len > 0)
    {
      LtRoute          route = g_array_index (loops, LtRoute, 0);
      g_autofree char *way = lt_routing_dup_loop (session, lt_session_get_strip (session, route.from)->id, lt_session_get_strip (session, route.to)->id);

      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP,
                   _ ("With these parts the sound would come back: %s. Recall all parts, or more strips."), way);
      return false;
    }
  for (guint i = 0; i < session->vcas->len; i++)
    {
      const LtStrip *vca = session->vcas->pdata[i], *above = vca;

      for (guint steps = 0; above != NULL && above->vca_id != 0; steps++)
        {
          if (steps > session->vcas->len)
            {
              g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP,
                           _ ("With these strips the VCA “%s” would be above itself. Recall all strips."), vca->name);
              return false;
            }
          above = lt_session_find_strip (session, above->vca_id);
        }
    }
  return true;
}

/* --- recall --- */

static LtSession *
recall (Recall *self, GError **error)
{
  g_autoptr (GPtrArray) past = lt_snapshot_ids_tell_apart (self->session, self->strips, &self->next_id);
  Recall apart = *self;

  apart.strips = past;
  g_autoptr (LtSession) next = lt_session_map_strips (self->session, recall_strip, &apart);
  lt_session_take (&next, lt_snapshot_ids_make_unique (self->session, next, &self->next_id));
  next = lt_session_drop_lost_keys (g_steal_pointer (&next));
  if (!check_loops (next, error))
    return NULL;
  g_autoptr (GPtrArray) before = strips_of (self->session), after = strips_of (next);
  if (strips_say_the_same (before, after)) /* what was put back was dropped again */
    return lt_session_ref (self->session);
  if (next->next_id >= self->next_id)
    return g_steal_pointer (&next);

  LtSession *counted = lt_session_copy (next);
  counted->next_id = self->next_id;
  return counted;
}

LtSession *
lt_edit_snapshot_recall (const LtSession *session, LtId snapshot_id, LtSnapshotParts parts, const GArray *strip_ids, GError **error)
{
  const LtSnapshot *snapshot = lt_session_find_snapshot (session, snapshot_id);

  g_return_val_if_fail (snapshot != NULL, lt_session_ref (session));

  Recall self = { .session = session, .strips = snapshot->strips, .parts = parts, .ids = strip_ids, .next_id = session->next_id };
  return recall (&self, error);
}

static LtSession *
recall_all (const LtSession *session, const GPtrArray *strips, LtId next_id, GError **error)
{
  Recall self = { .session = session, .strips = strips, .parts = LT_SNAPSHOT_ALL, .next_id = next_id };

  return recall (&self, error);
}

LtSession *
lt_edit_snapshot_recall_strips (const LtSession *session, const GPtrArray *strips, GError **error)
{
  return recall_all (session, strips, session->next_id, error);
}

LtSession *
lt_edit_snapshot_recall_mix (const LtSession *session, const LtSession *mix, GError **error)
{
  g_autoptr (GPtrArray) strips = strips_of (mix);

  return recall_all (session, strips, MAX (session->next_id, mix->next_id), error);
}
