// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists by strip; a lane whose effect is gone is kept for when undo brings it back.
// Layer: app.

#include "app/edit/open-lanes.h"

typedef struct
{
  LtId        owner_id;
  const char *key; /* interned */
} Lane;

struct _LtOpenLanes
{
  GHashTable *lists; /* LtId of the strip to GArray of Lane */
};

LtOpenLanes *
lt_open_lanes_new (void)
{
  LtOpenLanes *self = g_new (LtOpenLanes, 1);

  self->lists = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  return self;
}

void
lt_open_lanes_free (LtOpenLanes *self)
{
  g_hash_table_unref (self->lists);
  g_free (self);
}

void
lt_open_lanes_clear (LtOpenLanes *self)
{
  g_hash_table_remove_all (self->lists);
}

static GArray *
list_of (LtOpenLanes *self, LtId strip_id)
{
  return g_hash_table_lookup (self->lists, GSIZE_TO_POINTER (strip_id));
}

static int
find (const GArray *list, const LtAutomationTarget *target)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Lane *lane = &g_array_index (list, Lane, i);

      if (lane->owner_id == target->owner_id && strcmp (lane->key, target->row->key) == 0)
        return (int) i;
    }
  return -1;
}

GArray *
lt_open_lanes_dup (LtOpenLanes *self, const LtSession *session, LtId strip_id)
{
  GArray *list = list_of (self, strip_id), *out = g_array_new (FALSE, FALSE, sizeof (LtAutomationTarget));

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Lane        *lane = &g_array_index (list, Lane, i);
      LtAutomationTarget target;

      if (lt_automation_target_find (session, strip_id, lane->owner_id, lane->key, &target))
        g_array_append_val (out, target);
    }
  return out;
}

guint
lt_open_lanes_count (LtOpenLanes *self, const LtSession *session, LtId strip_id)
{
  if (list_of (self, strip_id) == NULL) /* the usual case costs nothing */
    return 0;
  g_autoptr (GArray) open = lt_open_lanes_dup (self, session, strip_id);
  return open->len;
}

gboolean
lt_open_lanes_has (LtOpenLanes *self, const LtAutomationTarget *target)
{
  return find (list_of (self, target->strip_id), target) >= 0;
}

gboolean
lt_open_lanes_has_any (LtOpenLanes *self, LtId strip_id)
{
  return list_of (self, strip_id) != NULL;
}

void
lt_open_lanes_show (LtOpenLanes *self, const LtAutomationTarget *target)
{
  GArray *list = list_of (self, target->strip_id);
  Lane    lane = { target->owner_id, g_intern_string (target->row->key) };

  if (find (list, target) >= 0)
    return;
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Lane));
      g_hash_table_insert (self->lists, GSIZE_TO_POINTER (target->strip_id), list);
    }
  g_array_append_val (list, lane);
}

void
lt_open_lanes_hide (LtOpenLanes *self, const LtAutomationTarget *target)
{
  GArray *list = list_of (self, target->strip_id);
  int     at = find (list, target);

  if (at < 0)
    return;
  g_array_remove_index (list, (guint) at);
  if (list->len == 0)
    g_hash_table_remove (self->lists, GSIZE_TO_POINTER (target->strip_id));
}

void
lt_open_lanes_replace (LtOpenLanes *self, const LtAutomationTarget *from, const LtAutomationTarget *to)
{
  GArray *list = list_of (self, from->strip_id);
  int     at = find (list, from);

  if (at < 0 || find (list, to) >= 0)
    return;
  g_array_index (list, Lane, (guint) at) = (Lane) { to->owner_id, g_intern_string (to->row->key) };
}

void
lt_open_lanes_show_used (LtOpenLanes *self, const LtStrip *strip)
{
  g_autoptr (GArray) used = lt_automation_target_list (strip, true);

  for (guint i = 0; i < used->len; i++)
    lt_open_lanes_show (self, &g_array_index (used, LtAutomationTarget, i));
}

void
lt_open_lanes_toggle (LtOpenLanes *self, const LtStrip *strip)
{
  g_autoptr (GArray) all = NULL;

  if (g_hash_table_remove (self->lists, GSIZE_TO_POINTER (strip->id)))
    return;
  lt_open_lanes_show_used (self, strip);
  if (list_of (self, strip->id) != NULL)
    return;
  all = lt_automation_target_list (strip, false);
  if (all->len > 0)
    lt_open_lanes_show (self, &g_array_index (all, LtAutomationTarget, 0));
}
