// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a snapshot knows by id is looked for in the session; what is gone has its name from the snapshot.
// Layer: session.

#include "session/snapshot-lost.h"

#include "session/ids.h"

#include <glib/gi18n.h>

typedef struct
{
  const LtSession  *session;
  const LtSnapshot *snapshot;
  GPtrArray        *sentences;
} Lost;

static bool
is_there (const Lost *self, LtId id, LtStripKind kind)
{
  const LtStrip *strip = lt_session_find_strip (self->session, id);

  return strip != NULL && strip->kind == kind;
}

/* Borrowed: of a strip that is gone. */
static const char *
past_name (const Lost *self, LtId id)
{
  for (guint i = 0; i < self->snapshot->strips->len; i++)
    {
      const LtStrip *past = self->snapshot->strips->pdata[i];

      if (past->id == id)
        return past->name;
    }
  return "?";
}

static void
add_routing (Lost *self, const LtStrip *past, const char *name)
{
  if (past->output_id != 0 && !is_there (self, past->output_id, LT_STRIP_BUS))
    g_ptr_array_add (self->sentences, g_strdup_printf (_ ("“%s” keeps its output: the bus “%s” is gone."), name, past_name (self, past->output_id)));
  if (past->vca_id != 0 && !is_there (self, past->vca_id, LT_STRIP_VCA))
    g_ptr_array_add (self->sentences, g_strdup_printf (_ ("“%s” stays as it is under VCAs: the VCA “%s” is gone."), name, past_name (self, past->vca_id)));
  if (past->group_id != 0 && lt_session_find_group (self->session, past->group_id) == NULL)
    g_ptr_array_add (self->sentences, g_strdup_printf (_ ("“%s” stays as it is in groups: the group of then is gone."), name));
}

static void
add_sends (Lost *self, const LtStrip *past, const char *name)
{
  for (guint i = 0; i < past->sends->len; i++)
    {
      LtId to_id = ((const LtSend *) past->sends->pdata[i])->to_id;

      if (!is_there (self, to_id, LT_STRIP_BUS))
        g_ptr_array_add (self->sentences, g_strdup_printf (_ ("A send of “%s” was left out: the bus “%s” is gone."), name, past_name (self, to_id)));
    }
}

static void
add_keys (Lost *self, const LtStrip *past, const char *name)
{
  for (guint i = 0; i < past->slots->len; i++)
    {
      const LtSlot *slot = past->slots->pdata[i];

      if (slot->key_id != 0 && lt_session_find_key (self->session, slot->key_id, NULL) == NULL)
        g_ptr_array_add (self->sentences, g_strdup_printf (_ ("A side-chain of “%s” was left out: what it listened to is gone."), name));
    }
}

GPtrArray *
lt_snapshot_lost_list (const LtSession *after, const LtSnapshot *snapshot, LtSnapshotParts parts, const GArray *strip_ids)
{
  Lost self = { after, snapshot, g_ptr_array_new_with_free_func (g_free) };

  for (guint i = 0; i < snapshot->strips->len; i++)
    {
      const LtStrip *past = snapshot->strips->pdata[i];
      const LtStrip *strip = lt_session_find_strip (after, past->id);

      if (strip_ids != NULL && !lt_ids_has (strip_ids, past->id))
        continue;
      if (strip == NULL)
        {
          g_ptr_array_add (self.sentences, g_strdup_printf (_ ("“%s” was left out: it is gone."), past->name));
          continue;
        }
      if (parts & LT_SNAPSHOT_ROUTING)
        add_routing (&self, past, strip->name);
      if (parts & LT_SNAPSHOT_SENDS)
        add_sends (&self, past, strip->name);
      if (parts & LT_SNAPSHOT_INSERTS)
        add_keys (&self, past, strip->name);
    }
  return self.sentences;
}

GPtrArray *
lt_snapshot_lost_list_version (const LtSession *before, const LtSession *after)
{
  const LtSnapshot *version = before->version_id != after->version_id ? lt_session_find_version (before, after->version_id) : NULL;

  return version != NULL ? lt_snapshot_lost_list (after, version, LT_SNAPSHOT_ALL, NULL) : g_ptr_array_new_with_free_func (g_free);
}

char *
lt_snapshot_lost_dup_text (const GPtrArray *lost, const char *name)
{
  if (lost->len < 2)
    return lost->len == 1 ? g_strdup (lost->pdata[0]) : NULL;
  return g_strdup_printf (ngettext ("%u thing of “%s” was left out, as it is gone or leads to what is",
                                    "%u things of “%s” were left out, as they are gone or lead to what is", lost->len),
                          lost->len, name);
}
