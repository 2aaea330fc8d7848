// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order in which strips are shown. Folders hold each other as outputs do, so there is no loop; walks count
// their steps all the same.
// Layer: session.

#include "session/strip-order.h"

typedef struct
{
  const LtSession *session;
  GArray          *places;
  GHashTable      *placed;  /* of LtStrip */
  GHashTable      *above;   /* of LtStrip to its folder */
  GHashTable      *numbers; /* of LtStrip to its number */
  LtStripSection   section;
} Order;

const LtStrip *
lt_strip_order_get_folder (const LtSession *session, const LtStrip *strip)
{
  const LtStrip *bus = strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : NULL;

  return bus != NULL && bus->kind == LT_STRIP_BUS && bus->folder ? bus : NULL;
}

guint
lt_strip_order_get_depth (const LtSession *session, const LtStrip *strip)
{
  guint depth = 0;

  while ((strip = lt_strip_order_get_folder (session, strip)) != NULL && depth < session->buses->len)
    depth++;
  return depth;
}

bool
lt_strip_order_is_in (const LtSession *session, const LtStrip *strip, LtId folder_id)
{
  for (guint i = 0; strip != NULL && i <= session->buses->len; i++)
    {
      strip = lt_strip_order_get_folder (session, strip);
      if (strip != NULL && strip->id == folder_id)
        return true;
    }
  return false;
}

bool
lt_strip_order_is_hidden (const LtSession *session, const LtStrip *strip)
{
  for (guint i = 0; strip != NULL && i <= session->buses->len; i++)
    {
      strip = lt_strip_order_get_folder (session, strip);
      if (strip != NULL && strip->folded)
        return true;
    }
  return false;
}

/* What stands in @folder (NULL: in none) and is @strip or holds it; NULL: it is not in there. */
static const LtStrip *
child_of (const Order *self, const LtStrip *strip, const LtStrip *folder)
{
  for (guint i = 0; strip != NULL && i <= self->session->buses->len; i++)
    {
      const LtStrip *above = g_hash_table_lookup (self->above, strip);

      if (above == folder)
        return strip;
      strip = above;
    }
  return NULL;
}

/* Every strip's number among its kind, and the folder of those that are in one: looked up once, not for every step. */
static void
look_up (Order *self)
{
  g_autoptr (GHashTable) folders = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_of_kind[LT_STRIP_MASTER + 1] = { 0 };

  for (guint i = 0; i < self->session->buses->len; i++)
    {
      LtStrip *bus = self->session->buses->pdata[i];

      if (bus->folder)
        g_hash_table_insert (folders, &bus->id, bus);
    }
  for (uint32_t i = 0; i < lt_session_n_strips (self->session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (self->session, i);
      gpointer       folder = strip->output_id != 0 ? g_hash_table_lookup (folders, &strip->output_id) : NULL;

      g_hash_table_insert (self->numbers, (gpointer) strip, GUINT_TO_POINTER (++n_of_kind[strip->kind]));
      if (folder != NULL)
        g_hash_table_insert (self->above, (gpointer) strip, folder);
    }
}

static void place (Order *self, const LtStrip *strip, guint depth, bool hidden);

/* The children of @folder (NULL: of none), by their first track or bus. */
static void
place_children (Order *self, const LtStrip *folder, guint depth, bool hidden)
{
  const LtSession *session = self->session;

  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtStrip *track = ((const LtTrack *) session->tracks->pdata[i])->strip;
      const LtStrip *child = g_hash_table_contains (self->placed, track) ? NULL : child_of (self, track, folder);

      if (child != NULL)
        place (self, child, depth, hidden);
    }
  if (folder == NULL)
    self->section = LT_STRIP_ORDER_BUSES;
  for (guint i = 0; i < session->buses->len; i++)
    {
      const LtStrip *child = child_of (self, session->buses->pdata[i], folder);

      if (child != NULL)
        place (self, child, depth, hidden);
    }
}

static void
place (Order *self, const LtStrip *strip, guint depth, bool hidden)
{
  guint        number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, strip));
  LtStripPlace own = { strip, self->section, number, depth, hidden };

  if (!g_hash_table_add (self->placed, (gpointer) strip))
    return;
  if (strip->kind == LT_STRIP_BUS && strip->folder)
    place_children (self, strip, depth + 1, hidden || strip->folded);
  g_array_append_val (self->places, own);
}

GArray *
lt_strip_order_list (const LtSession *session)
{
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) above = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  Order self = { session, g_array_new (FALSE, FALSE, sizeof (LtStripPlace)), placed, above, numbers, LT_STRIP_ORDER_TRACKS };

  look_up (&self);
  place_children (&self, NULL, 0, false);
  self.section = LT_STRIP_ORDER_VCAS;
  for (guint i = 0; i < session->vcas->len; i++)
    place (&self, session->vcas->pdata[i], 0, false);
  return self.places;
}
