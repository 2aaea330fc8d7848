// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a session hangs together: ids, references, routing.
// Layer: session.

#include "session/check.h"

#include "session/routing.h"
#include "session/session-private.h"

#include <glib/gi18n.h>

typedef struct
{
  const LtSession *session;
  GHashTable      *ids;     /* all of them */
  GHashTable      *strips;  /* id → LtStrip */
  GHashTable      *sources; /* ids */
  const char      *wrong;   /* the first thing; NULL: nothing yet */
  const char      *where;
} Check;

static void
expect (Check *self, bool good, const char *wrong, const char *where)
{
  if (good || self->wrong != NULL)
    return;
  self->wrong = wrong;
  self->where = where;
}

static void
check_ids (Check *self, const GPtrArray *nodes, const char *where)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const LtId *id = &((const LtSource *) nodes->pdata[i])->id;

      expect (self,
              *id != 0 && *id < self->session->next_id
                  && g_hash_table_add (self->ids, (gpointer) id),
              _ ("an id is used twice or is none"), where);
    }
}

static bool
is_bus (const Check *self, LtId id)
{
  const LtStrip *strip = g_hash_table_lookup (self->strips, &id);

  return strip != NULL && strip->kind == LT_STRIP_BUS;
}

static void
check_strip (Check *self, const LtStrip *strip)
{
  g_autoptr (GHashTable) slots = g_hash_table_new (g_int64_hash, g_int64_equal);
  bool is_end = strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER;
  const LtStrip *vca = g_hash_table_lookup (self->strips, &strip->vca_id);

  check_ids (self, strip->slots, strip->name);
  check_ids (self, strip->sends, strip->name);
  check_ids (self, strip->lanes, strip->name);
  expect (self, strip->output_id == 0 || (!is_end && is_bus (self, strip->output_id)),
          _ ("the output is no bus"), strip->name);
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = strip->slots->pdata[i];

      g_hash_table_add (slots, (gpointer) &slot->id);
      expect (self, slot->key_id == 0 || lt_session_find_key (self->session, slot->key_id, NULL) != NULL,
              _ ("a side-chain listens to nobody"), strip->name);
    }
  for (guint i = 0; i < strip->sends->len; i++)
    g_hash_table_add (slots, &((LtSend *) strip->sends->pdata[i])->id);
  expect (self, strip->group_id == 0 || lt_session_find_group (self->session, strip->group_id) != NULL, _ ("its group does not exist"), strip->name);
  expect (self, strip->vca_id == 0 || (!is_end && vca != NULL && vca->kind == LT_STRIP_VCA), _ ("its VCA does not exist"), strip->name);
  for (guint i = 0; i < strip->sends->len; i++)
    expect (self, is_bus (self, ((const LtSend *) strip->sends->pdata[i])->to_id),
            _ ("a send leads to no bus"), strip->name);
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane *lane = strip->lanes->pdata[i];

      expect (self,
              lane->points->len > 0
                  && (lane->slot_id == 0 || g_hash_table_contains (slots, &lane->slot_id)),
              _ ("automation belongs to nothing"), strip->name);
    }
}

static void
check_clips (Check *self, const LtTrack *track, const GPtrArray *clips)
{
  check_ids (self, clips, track->strip->name);
  for (guint i = 0; i < clips->len; i++)
    {
      const LtClip *clip = clips->pdata[i];

      expect (self, g_hash_table_contains (self->sources, &clip->source_id), _ ("a clip plays a source that does not exist"), track->strip->name);
      if (clip->sound.slots != NULL)
        check_ids (self, clip->sound.slots, track->strip->name);
    }
}

static void
check_track (Check *self, const LtTrack *track)
{
  check_clips (self, track, track->clips);
  if (track->takes == NULL)
    return;
  check_ids (self, track->takes, track->strip->name);
  for (guint i = 0; i < track->takes->len; i++)
    check_clips (self, track, ((const LtTake *) track->takes->pdata[i])->clips);
}

static void
check_vcas (Check *self)
{
  for (guint i = 0; i < self->session->vcas->len; i++)
    {
      const LtStrip *vca = self->session->vcas->pdata[i], *above = vca;
      guint          steps = 0;

      while (above != NULL && above->vca_id != 0 && steps++ <= self->session->vcas->len)
        above = g_hash_table_lookup (self->strips, &above->vca_id);
      expect (self, steps <= self->session->vcas->len, _ ("a VCA is above itself"), vca->name);
    }
}

static void
check_all (Check *self)
{
  const LtSession *session = self->session;

  for (guint i = 0; i < session->sources->len; i++)
    g_hash_table_add (self->sources, &((LtSource *) session->sources->pdata[i])->id);
  for (guint i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      expect (self,
              strip->id != 0 && strip->id < session->next_id
                  && g_hash_table_add (self->ids, (gpointer) &strip->id),
              _ ("an id is used twice or is none"), strip->name);
      g_hash_table_insert (self->strips, (gpointer) &strip->id, (gpointer) strip);
    }
  check_ids (self, session->sources, session->title);
  check_ids (self, session->markers, session->title);
  check_ids (self, session->groups, session->title);
  check_ids (self, session->snapshots, session->title);
  check_ids (self, session->versions, session->title);
  for (guint i = 0; i < session->versions->len; i++)
    expect (self, ((const LtSnapshot *) session->versions->pdata[i])->strips->len == 1, _ ("a version holds no chain"), session->title);
  expect (self, session->version_id == 0 || lt_session_find_version (session, session->version_id) != NULL,
          _ ("the current version does not exist"), session->title);
  check_ids (self, session->references, session->title);
  check_ids (self, session->trials, session->title);
  check_ids (self, session->deliveries, session->title);
  for (guint i = 0; i < session->references->len; i++)
    expect (self, g_hash_table_contains (self->sources, &((LtReference *) session->references->pdata[i])->source_id),
            _ ("a reference plays a source that does not exist"), session->title);
  for (guint i = 0; i < lt_session_n_strips (session); i++)
    check_strip (self, lt_session_get_strip (session, i));
  check_vcas (self);
  for (guint i = 0; i < session->tracks->len; i++)
    check_track (self, session->tracks->pdata[i]);

  g_autoptr (GArray) loops = lt_routing_find_loops (session);
  expect (self, loops->len == 0, _ ("the routing comes back to its start"), session->title);
}

bool
lt_check_session (const LtSession *session, GError **error)
{
  Check self = {
    .session = session,
    .ids = g_hash_table_new (g_int64_hash, g_int64_equal),
    .strips = g_hash_table_new (g_int64_hash, g_int64_equal),
    .sources = g_hash_table_new (g_int64_hash, g_int64_equal),
  };

  check_all (&self);
  g_hash_table_unref (self.ids);
  g_hash_table_unref (self.strips);
  g_hash_table_unref (self.sources);
  if (self.wrong == NULL)
    return true;
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT, "%s: %s", self.where, self.wrong);
  return false;
}
