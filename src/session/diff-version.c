// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs in the versions of the master chain. Of the current one the strip itself tells.
// Layer: session.

#include "session/diff-private.h"
#include "session/edit-version.h"

#include <glib/gi18n.h>
#include <string.h>

static void
version_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  g_autofree char *title = lt_edit_version_dup_title (node);

  lt_diff_nodes_say (self, _ ("Removed version “%s”"), title);
}

static void
version_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  g_autofree char *title = lt_edit_version_dup_title (node);

  lt_diff_nodes_say (self, _ ("Added version “%s”"), title);
}

static void
version_both (LtDiff *self, const LtStrip *unused, gconstpointer a, const LtStrip *unused_too, gconstpointer b)
{
  const LtSnapshot *from = a, *to = b;
  g_autofree char  *before = lt_edit_version_dup_title (from), *after = lt_edit_version_dup_title (to);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  LtDiff inner = { self->from, self->to, words };

  if (strcmp (before, after) != 0)
    lt_diff_nodes_say (self, _ ("Version “%s” renamed to “%s”"), before, after);
  if (from->id == self->from->version_id && to->id == self->to->version_id)
    return;
  lt_diff_strip_compare (&inner, lt_edit_version_get_strip (self->from, from), lt_edit_version_get_strip (self->to, to));
  if (words->len > 0)
    lt_diff_nodes_say (self, _ ("Version “%s” holds another chain"), after);
}

/* (transfer full) */
static char *
dup_current (const LtSession *session)
{
  const LtSnapshot *version = lt_session_find_version (session, session->version_id);

  return version != NULL ? lt_edit_version_dup_title (version) : g_strdup (_ ("none"));
}

void
lt_diff_versions (LtDiff *self)
{
  g_autofree char *before = dup_current (self->from), *after = dup_current (self->to);

  if (self->from->version_id != self->to->version_id)
    lt_diff_nodes_say (self, _ ("Version: %s → %s"), before, after);
  lt_diff_nodes_lists (self, NULL, self->from->versions, NULL, self->to->versions, version_gone, version_came, version_both);
}
