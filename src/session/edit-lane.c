// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of automation lanes.
// Layer: session.

#include "session/edit-lane.h"

#include "session/session-private.h"
#include "session/strip.h"

#include <glib/gi18n.h>

static const LtParamSpec *
find_row (const LtStrip *strip, LtId slot_id, const char *key, GError **error)
{
  const LtParamSpec *row = lt_strip_find_row (strip, slot_id, key);

  if (row == NULL)
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                 _ ("“%s” has no value “%s” to automate"), strip->name, key);
  else if ((row->flags & LT_PARAM_AUTOMATABLE) == 0)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” of “%s” cannot be automated"), key, strip->name);
      return NULL;
    }
  return row;
}

static LtSession *
with_lanes (const LtSession *session, const LtStrip *strip, GPtrArray *lanes) /* takes @lanes */
{
  g_autoptr (LtStrip) changed = lt_strip_copy (strip);

  lt_nodes_take (&changed->lanes, lanes);
  return lt_session_with_strip (session, changed);
}

static LtSession *
add_lane (const LtSession *session, const LtStrip *strip, LtLane *lane) /* takes @lane */
{
  g_autoptr (LtSession) counted = lt_session_copy (session);

  lane->id = counted->next_id++;
  return with_lanes (
      counted, strip,
      lt_nodes_insert (strip->lanes, strip->lanes->len, lane, (GDestroyNotify) lt_lane_unref));
}

static LtSession *
set_points (const LtSession *session,
            const LtStrip   *strip,
            const LtLane    *lane,
            GArray          *points) /* takes @points */
{
  g_autoptr (GArray) own = points;
  guint at = (guint) lt_nodes_find (strip->lanes, lane->id);

  if (own->len == 0)
    return with_lanes (session, strip,
                       lt_nodes_without (strip->lanes, at, (GDestroyNotify) lt_lane_unref));
  if (lt_lane_points_equal (lane->points, own))
    return lt_session_ref (session);

  LtLane *changed = lt_lane_copy (lane);
  g_array_unref (changed->points);
  changed->points = g_steal_pointer (&own);
  return with_lanes (session, strip,
                     lt_nodes_with (strip->lanes, at, changed, (GDestroyNotify) lt_lane_unref));
}

LtSession *
lt_edit_lane_set (const LtSession *session,
                  LtId             strip_id,
                  LtId             slot_id,
                  const char      *key,
                  const LtPoint   *points,
                  guint            n_points,
                  GError         **error)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));

  const LtLane      *lane = lt_strip_find_lane (strip, slot_id, key);
  const LtParamSpec *row = find_row (strip, slot_id, key, error);

  if (row == NULL)
    return NULL;
  if (lane == NULL && n_points == 0)
    return lt_session_ref (session);

  GArray *clean = lt_lane_clean_points (points, n_points);
  for (guint i = 0; i < clean->len; i++)
    lt_lane_fit_point (row, lt_strip_find_slot (strip, slot_id) != NULL, &g_array_index (clean, LtPoint, i));
  if (lane != NULL)
    return set_points (session, strip, lane, clean);

  LtLane *made = lt_lane_new (0, slot_id, key);
  g_array_unref (made->points);
  made->points = clean;
  return add_lane (session, strip, made);
}

LtSession *
lt_edit_lane_add_point (const LtSession *session,
                        LtId             strip_id,
                        LtId             slot_id,
                        const char      *key,
                        const LtPoint   *point,
                        GError         **error)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));

  const LtLane *lane = lt_strip_find_lane (strip, slot_id, key);
  g_autoptr (GArray) points
      = lane != NULL ? g_array_copy (lane->points) : g_array_new (FALSE, FALSE, sizeof (LtPoint));

  g_array_append_val (points, *point);
  return lt_edit_lane_set (session, strip_id, slot_id, key, (const LtPoint *) points->data,
                           points->len, error);
}

LtSession *
lt_edit_lane_remove_points (const LtSession *session,
                            LtId             strip_id,
                            LtId             slot_id,
                            const char      *key,
                            int64_t          from,
                            int64_t          to)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));

  const LtLane *lane = lt_strip_find_lane (strip, slot_id, key);
  if (lane == NULL)
    return lt_session_ref (session);

  GArray *kept = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  for (guint i = 0; i < lane->points->len; i++)
    {
      LtPoint point = g_array_index (lane->points, LtPoint, i);

      if (point.pos_frames < from || point.pos_frames >= to)
        g_array_append_val (kept, point);
    }
  return set_points (session, strip, lane, kept);
}

LtSession *
lt_edit_lane_clear (const LtSession *session, LtId strip_id, LtId slot_id, const char *key)
{
  return lt_edit_lane_remove_points (session, strip_id, slot_id, key, G_MININT64, G_MAXINT64);
}
