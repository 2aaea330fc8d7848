// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is not seen at once is told by a toast.
// Layer: app.

#include "app/mix/snapshot-edit.h"

#include "app/mix/mix-edit.h"
#include "session/snapshot-lost.h"

#include <glib/gi18n.h>

static const LtSnapshot *
find (LtContext *context, LtId id)
{
  const LtSession *session = lt_mix_edit_get_session (context);

  return session != NULL ? lt_session_find_snapshot (session, id) : NULL;
}

LtId
lt_snapshot_edit_take (LtContext *context)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  g_autofree char *name = NULL;
  LtId             id = 0;

  if (session == NULL)
    return 0;
  for (guint n = session->snapshots->len + 1; name == NULL || lt_edit_snapshot_find (session, name) != NULL; n++)
    {
      g_free (name);
      name = g_strdup_printf (_ ("Snapshot %u"), n);
    }
  g_autofree char *label = g_strdup_printf (_ ("Take snapshot “%s”"), name);
  lt_mix_edit_apply (context, lt_edit_snapshot_take (session, name, &id), label, NULL);
  return id;
}

/* Borrowed ids of the selection as the edit wants them. */
static GArray *
selected (LtContext *context)
{
  LtSelection *selection = lt_context_get_selection (context);
  GArray      *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_vals (ids, lt_selection_get_strips (selection), lt_selection_n_strips (selection));
  return ids;
}

/* (transfer full); NULL: all is back. */
static char *
dup_lost (const LtSession *after, const LtSnapshot *snapshot, LtSnapshotParts parts, const GArray *ids)
{
  g_autoptr (GPtrArray) lost = lt_snapshot_lost_list (after, snapshot, parts, ids);

  return lt_snapshot_lost_dup_text (lost, snapshot->name);
}

void
lt_snapshot_edit_recall (LtContext *context, LtId id, LtSnapshotParts parts, gboolean only_selected)
{
  const LtSnapshot *snapshot = find (context, id);
  g_autoptr (GArray) ids = only_selected ? selected (context) : NULL;
  GError *error = NULL;

  if (snapshot == NULL)
    return;
  if (only_selected && ids->len == 0)
    {
      lt_context_toast (context, _ ("Pick the strips to recall first"), FALSE);
      return;
    }
  g_autofree char *label = g_strdup_printf (_ ("Recall snapshot “%s”"), snapshot->name);
  g_autofree char *same = g_strdup_printf (_ ("The mix is as in “%s” already"), snapshot->name);
  LtSession       *next = lt_edit_snapshot_recall (lt_mix_edit_get_session (context), id, parts, ids, &error);
  gboolean         is_same = next == lt_mix_edit_get_session (context);
  g_autofree char *lost = next != NULL ? dup_lost (next, snapshot, parts, ids) : NULL;

  lt_mix_edit_apply (context, next, label, error);
  if (lost != NULL)
    lt_context_toast (context, lost, !is_same);
  else if (is_same)
    lt_context_toast (context, same, FALSE);
}

void
lt_snapshot_edit_update (LtContext *context, LtId id)
{
  const LtSnapshot *snapshot = find (context, id);

  if (snapshot == NULL)
    return;
  g_autofree char *label = g_strdup_printf (_ ("Update snapshot “%s”"), snapshot->name);
  if (lt_mix_edit_apply (context, lt_edit_snapshot_update (lt_mix_edit_get_session (context), id), label, NULL))
    lt_context_toast (context, label, TRUE);
}

void
lt_snapshot_edit_rename (LtContext *context, LtId id, const char *name)
{
  const LtSnapshot *snapshot = find (context, id);

  if (snapshot == NULL)
    return;
  g_autofree char *label = g_strdup_printf (_ ("Rename snapshot “%s”"), snapshot->name);
  lt_mix_edit_apply (context, lt_edit_snapshot_rename (lt_mix_edit_get_session (context), id, name), label, NULL);
}

void
lt_snapshot_edit_remove (LtContext *context, LtId id)
{
  const LtSnapshot *snapshot = find (context, id);

  if (snapshot == NULL)
    return;
  g_autofree char *label = g_strdup_printf (_ ("Remove snapshot “%s”"), snapshot->name);
  g_autofree char *said = g_strdup_printf (_ ("Removed snapshot “%s”"), snapshot->name);
  if (lt_mix_edit_apply (context, lt_edit_snapshot_remove (lt_mix_edit_get_session (context), id), label, NULL))
    lt_context_toast (context, said, TRUE);
}
