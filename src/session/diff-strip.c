// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two strips: values, effects, sends, automation.
// Layer: session.

#include "session/automation-target.h"
#include "session/diff-private.h"
#include "session/strip.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const char *
label_of (const LtSlot *slot)
{
  return slot->type != NULL ? _ (slot->type->label) : slot->effect;
}

/* Of a side-chain: a strip's, or of a send. */
static char *
key_name (const LtSession *session, LtId key_id)
{
  const LtSend  *send = NULL;
  const LtStrip *from = lt_session_find_key (session, key_id, &send);

  if (from == NULL)
    return g_strdup (_ ("nobody"));
  return send != NULL ? g_strdup_printf (_ ("%s, send to %s"), from->name, lt_diff_nodes_name (session, send->to_id, "?")) : g_strdup (from->name);
}

static void
slot_gone (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  if (lt_session_find_slot (self->to, lt_nodes_id (node), NULL) == NULL)
    lt_diff_nodes_say (self, _ ("%s: removed %s"), strip->name, label_of (node));
}

static void
slot_both (
    LtDiff *self, const LtStrip *from_strip, gconstpointer a, const LtStrip *strip, gconstpointer b)
{
  static const LtParamSpec bypass
      = { .key = "bypass", .label = N_ ("Bypass"), .curve = LT_CURVE_STEP, .max = 1.0f };
  const LtSlot    *from = a;
  const LtSlot    *to = b;
  g_autofree char *where = g_strdup_printf ("%s, %s", strip->name, label_of (to));

  lt_diff_nodes_value (self, where, _ ("bypass"), &bypass, from->bypass, to->bypass);
  lt_diff_nodes_value (self, where, _ (lt_slot_level_row.label), &lt_slot_level_row, from->level_db, to->level_db);
  for (uint32_t i = 0; from->type != NULL && from->type == to->type && i < from->type->n_params;
       i++)
    lt_diff_nodes_value (self, where, _ (from->type->params[i].label), &from->type->params[i],
                         from->values[i], to->values[i]);
  if (g_strcmp0 (from->blob, to->blob) != 0)
    lt_diff_nodes_say (self, to->blob != NULL ? _ ("%s: learned or loaded something else") : _ ("%s: forgot what it had learned or loaded"), where);
  if (from->key_id != to->key_id || from->key_pre != to->key_pre)
    {
      g_autofree char *was = key_name (self->from, from->key_id), *is = key_name (self->to, to->key_id);

      lt_diff_nodes_say (self, _ ("%s: listens to %s → %s"), where, was, is);
    }
}

static void
slot_came (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  const LtStrip *before = NULL;
  const LtSlot  *old = lt_session_find_slot (self->from, lt_nodes_id (node), &before);

  if (old == NULL)
    {
      lt_diff_nodes_say (self, _ ("%s: added %s"), strip->name, label_of (node));
      return;
    }
  lt_diff_nodes_say (self, _ ("%s: moved from %s to %s"), label_of (node), before->name,
                     strip->name);
  if (old != node)
    slot_both (self, before, old, strip, node);
}

/* ---- Sends and automation ---- */

static void
send_gone (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("%s: removed the send to %s"), strip->name,
                     lt_diff_nodes_name (self->from, ((const LtSend *) node)->to_id, "?"));
}

static void
send_came (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("%s: added a send to %s"), strip->name,
                     lt_diff_nodes_name (self->to, ((const LtSend *) node)->to_id, "?"));
}

static void
send_both (
    LtDiff *self, const LtStrip *from_strip, gconstpointer a, const LtStrip *strip, gconstpointer b)
{
  const LtSend    *from = a;
  const LtSend    *to = b;
  g_autofree char *where = g_strdup_printf (_ ("%s, send to %s"), strip->name,
                                            lt_diff_nodes_name (self->to, to->to_id, "?"));

  if (from->to_id != to->to_id)
    lt_diff_nodes_say (self, _ ("%s: the send to %s goes to %s"), strip->name,
                       lt_diff_nodes_name (self->from, from->to_id, "?"),
                       lt_diff_nodes_name (self->to, to->to_id, "?"));
  lt_diff_nodes_value (self, where, _ ("level"), &lt_send_rows[LT_SEND_LEVEL], from->level_db,
                       to->level_db);
  lt_diff_nodes_value (self, where, _ ("pan"), &lt_send_rows[LT_SEND_PAN], from->pan, to->pan);
  lt_diff_nodes_value (self, where, _ ("mute"), &lt_strip_rows[LT_STRIP_MUTE], from->mute,
                       to->mute);
  if (from->pre != to->pre)
    lt_diff_nodes_say (self, to->pre ? _ ("%s: before the fader") : _ ("%s: after the fader"),
                       where);
}

/* "Fader", "Trim 2, Gain", "Send to Verb, Send level". */
static char *
lane_name (const LtSession *session, const LtStrip *strip, const LtLane *lane)
{
  const LtParamSpec *row = lt_strip_find_row (strip, lane->slot_id, lane->key);
  g_autofree char   *owner = lane->slot_id != 0 ? lt_automation_target_dup_owner (session, lane->slot_id) : NULL;
  const char        *value = row != NULL ? _ (row->label) : lane->key;

  return owner != NULL ? g_strdup_printf ("%s, %s", owner, value) : g_strdup (value);
}

static void
lane_gone (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  g_autofree char *name = lane_name (self->from, strip, node);

  lt_diff_nodes_say (self, _ ("%s: removed the automation of %s"), strip->name, name);
}

static void
lane_came (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  g_autofree char *name = lane_name (self->to, strip, node);

  lt_diff_nodes_say (self,
                     ngettext ("%s: automation of %s, %u point", "%s: automation of %s, %u points",
                               ((const LtLane *) node)->points->len),
                     strip->name, name, ((const LtLane *) node)->points->len);
}

/* Nothing else than how its points are joined. */
static bool
differ_in_bends (const GArray *a, const GArray *b)
{
  for (guint i = 0; i < a->len && a->len == b->len; i++)
    {
      const LtPoint *p = &g_array_index (a, LtPoint, i), *q = &g_array_index (b, LtPoint, i);

      if (p->pos_frames != q->pos_frames || p->value != q->value || p->hold != q->hold)
        return false;
    }
  return a->len == b->len;
}

static void
lane_both (
    LtDiff *self, const LtStrip *from_strip, gconstpointer a, const LtStrip *strip, gconstpointer b)
{
  const LtLane    *from = a, *to = b;
  g_autofree char *name = lane_name (self->to, strip, to);

  if (lt_lane_points_equal (from->points, to->points))
    return;
  if (differ_in_bends (from->points, to->points))
    lt_diff_nodes_say (self, _ ("%s: automation of %s bent another way"), strip->name, name);
  else
    lt_diff_nodes_say (self, _ ("%s: automation of %s changed, %u → %u points"), strip->name, name,
                       from->points->len, to->points->len);
}

/* ---- Strips ---- */

static const char *
group_name (const LtSession *session, LtId group_id)
{
  const LtGroup *group = group_id != 0 ? lt_session_find_group (session, group_id) : NULL;

  return group != NULL ? group->name : _ ("none");
}

void
lt_diff_strip_slots (LtDiff *self, const LtStrip *from, const LtStrip *to)
{
  lt_diff_nodes_lists (self, from, from->slots, to, to->slots, slot_gone, slot_came, slot_both);
  if (from->slots != to->slots && !lt_diff_nodes_same_order (from->slots, to->slots, lt_nodes_id))
    lt_diff_nodes_say (self, _ ("%s: the effects are in another order"), to->name);
}

void
lt_diff_strip_compare (LtDiff *self, const LtStrip *from, const LtStrip *to)
{
  static const char *const words[] = { N_ ("trim"), N_ ("polarity"), N_ ("fader"),    N_ ("pan"),
                                       N_ ("mute"), N_ ("solo"),     N_ ("solo safe"), N_ ("pan mode"),
                                       N_ ("width"), N_ ("pan of the left channel"), N_ ("pan of the right channel"),
                                       N_ ("automation") };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == LT_STRIP_N_VALUES);
  if (from == to)
    return;

  if (strcmp (from->name, to->name) != 0)
    lt_diff_nodes_say (self, _ ("%s: renamed to %s"), from->name, to->name);
  for (guint i = 0; i < LT_STRIP_N_VALUES; i++)
    lt_diff_nodes_value (self, to->name, _ (words[i]), &lt_strip_rows[i],
                         lt_strip_get_value (from, (LtStripValue) i),
                         lt_strip_get_value (to, (LtStripValue) i));
  if (from->delay_frames != to->delay_frames)
    lt_diff_nodes_say (self, _ ("%s: delay %" PRId64 " → %" PRId64 " samples"), to->name, from->delay_frames, to->delay_frames);
  if (from->vca_id != to->vca_id)
    lt_diff_nodes_say (self, _ ("%s: VCA %s → %s"), to->name, lt_diff_nodes_name (self->from, from->vca_id, _ ("none")),
                       lt_diff_nodes_name (self->to, to->vca_id, _ ("none")));
  if (from->group_id != to->group_id)
    lt_diff_nodes_say (self, _ ("%s: group %s → %s"), to->name, group_name (self->from, from->group_id),
                       group_name (self->to, to->group_id));
  if (from->folder != to->folder)
    lt_diff_nodes_say (self, to->folder ? _ ("%s: is a folder") : _ ("%s: is no folder any more"), to->name);
  if (from->folded != to->folded && from->folder == to->folder)
    lt_diff_nodes_say (self, to->folded ? _ ("%s: folded") : _ ("%s: unfolded"), to->name);
  if (from->colour != to->colour)
    lt_diff_nodes_say (self, _ ("%s: colour %u → %u"), to->name, from->colour, to->colour);
  if (from->output_id != to->output_id)
    lt_diff_nodes_say (self, _ ("%s: output %s → %s"), to->name,
                       lt_diff_nodes_name (self->from, from->output_id, "mix"),
                       lt_diff_nodes_name (self->to, to->output_id, "mix"));
  lt_diff_strip_slots (self, from, to);
  lt_diff_nodes_lists (self, from, from->sends, to, to->sends, send_gone, send_came, send_both);
  lt_diff_nodes_lists (self, from, from->lanes, to, to->lanes, lane_gone, lane_came, lane_both);
}
