// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A version is a snapshot of the master strip alone, with a number that stays its own.
// Layer: session.

#include "session/edit-version.h"

#include "session/edit-snapshot.h"
#include "session/names.h"
#include "session/session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- the list --- */

static const char *
name_of (gconstpointer node)
{
  return ((const LtSnapshot *) node)->name;
}

static const LtSnapshot *
find_numbered (const LtSession *session, uint32_t number)
{
  for (guint i = 0; i < session->versions->len; i++)
    if (((const LtSnapshot *) session->versions->pdata[i])->number == number)
      return session->versions->pdata[i];
  return NULL;
}

static const LtSnapshot *
find_titled (const LtSession *session, const char *word)
{
  g_autofree char *folded = lt_names_fold (word);

  for (guint i = 0; i < session->versions->len; i++)
    {
      g_autofree char *title = lt_edit_version_dup_title (session->versions->pdata[i]);
      g_autofree char *other = lt_names_fold (title);

      if (strcmp (other, folded) == 0)
        return session->versions->pdata[i];
    }
  return NULL;
}

const LtSnapshot *
lt_edit_version_find (const LtSession *session, const char *word)
{
  guint64           number;
  const LtSnapshot *found = NULL;

  if (g_ascii_string_to_unsigned (word, 10, 1, G_MAXUINT32, &number, NULL))
    found = find_numbered (session, (uint32_t) number);
  if (found == NULL)
    found = lt_names_find (session->versions, name_of, word, 0);
  return found != NULL ? found : find_titled (session, word);
}

uint32_t
lt_edit_version_next_number (const LtSession *session)
{
  uint32_t last = session->version_gone;
  uint32_t free_one = 1;

  for (guint i = 0; i < session->versions->len; i++)
    last = MAX (last, ((const LtSnapshot *) session->versions->pdata[i])->number);
  if (last < LT_VERSION_NUMBER_MAX)
    return last + 1;
  while (find_numbered (session, free_one) != NULL)
    free_one++;
  return free_one;
}

const LtStrip *
lt_edit_version_get_strip (const LtSession *session, const LtSnapshot *version)
{
  return version->id == session->version_id ? session->master : version->strips->pdata[0];
}

char *
lt_edit_version_dup_title (const LtSnapshot *version)
{
  return g_strdup_printf ("%u %s", version->number, version->name);
}

bool
lt_edit_version_reads_as_number (const char *name)
{
  return *name != '\0' && name[strspn (name, "0123456789")] == '\0';
}

/* Returns: (transfer full): @name, or "name 2"… when another version than @but_id is found by it. */
static char *
unique_name (const LtSession *session, const char *name, LtId but_id)
{
  g_autofree char *given = lt_session_clean_name (name, _ ("Version"));
  g_autofree char *clean = lt_edit_version_reads_as_number (given) ? g_strdup_printf (_ ("Version %s"), given) : g_strdup (given);
  g_autofree char *tried = g_strdup (clean);

  for (guint n = 2;; n++)
    {
      const LtSnapshot *other = lt_edit_version_find (session, tried);

      if (other == NULL || other->id == but_id)
        return g_steal_pointer (&tried);
      g_free (tried);
      tried = g_strdup_printf ("%s %u", clean, n);
    }
}

static void
put (LtSession *session, LtSnapshot *version)
{
  int       at = lt_nodes_find (session->versions, version->id);
  GPtrArray *list = at >= 0 ? lt_nodes_with (session->versions, (guint) at, version, (GDestroyNotify) lt_snapshot_unref)
                            : lt_nodes_insert (session->versions, session->versions->len, version, (GDestroyNotify) lt_snapshot_unref);

  lt_nodes_take (&session->versions, list);
}

static void
hold (LtSnapshot *version, const LtStrip *strip)
{
  GPtrArray *strips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref);

  g_ptr_array_add (strips, lt_strip_ref (strip));
  lt_nodes_take (&version->strips, strips);
}

/* Puts one more at the end of @session, which nobody else has yet. */
static LtId
append (LtSession *session, const char *name, const LtStrip *strip)
{
  g_autofree char *unique = unique_name (session, name, 0);
  LtSnapshot      *version = lt_snapshot_new (session->next_id++, unique);

  version->number = lt_edit_version_next_number (session);
  hold (version, strip);
  put (session, version);
  return version->id;
}

/* What is heard goes into the entry of the version that it belongs to. */
static void
leave (LtSession *session)
{
  const LtSnapshot *version = lt_session_find_version (session, session->version_id);

  if (version == NULL)
    {
      session->version_id = append (session, session->versions->len == 0 ? _ ("First") : _ ("Version"), session->master);
      return;
    }
  if (version->strips->pdata[0] == session->master)
    return;

  LtSnapshot *copy = lt_snapshot_copy (version);
  hold (copy, session->master);
  put (session, copy);
}

/* --- the edits --- */

LtSession *
lt_edit_version_keep (const LtSession *session, const char *name, LtId *id)
{
  LtSession *next = lt_session_copy (session);

  leave (next);
  next->version_id = append (next, name, next->master);
  if (id != NULL)
    *id = next->version_id;
  return next;
}

LtSession *
lt_edit_version_choose (const LtSession *session, LtId version_id, GError **error)
{
  const LtSnapshot *version = lt_session_find_version (session, version_id);

  g_return_val_if_fail (version != NULL, lt_session_ref (session));
  if (session->version_id == version_id)
    return lt_session_ref (session);

  g_autoptr (LtSession) left = lt_session_copy (session);
  leave (left);

  g_autoptr (LtSession) recalled = lt_edit_snapshot_recall_strips (left, version->strips, error);
  if (recalled == NULL)
    return NULL;
  LtSession *next = lt_session_copy (recalled);
  next->version_id = version_id;
  return next;
}

LtSession *
lt_edit_version_copy (const LtSession *session, LtId version_id, const char *name, LtId *id)
{
  const LtSnapshot *version = lt_session_find_version (session, version_id);

  g_return_val_if_fail (version != NULL, lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  LtId       made = append (next, name != NULL ? name : version->name, lt_edit_version_get_strip (session, version));

  if (id != NULL)
    *id = made;
  return next;
}

LtSession *
lt_edit_version_rename (const LtSession *session, LtId version_id, const char *name)
{
  const LtSnapshot *version = lt_session_find_version (session, version_id);

  g_return_val_if_fail (version != NULL, lt_session_ref (session));

  g_autofree char *unique = unique_name (session, name, version_id);
  if (strcmp (unique, version->name) == 0)
    return lt_session_ref (session);

  LtSession  *next = lt_session_copy (session);
  LtSnapshot *copy = lt_snapshot_copy (version);
  g_free (copy->name);
  copy->name = g_steal_pointer (&unique);
  put (next, copy);
  return next;
}

LtSession *
lt_edit_version_remove (const LtSession *session, LtId version_id, GError **error)
{
  int                   at = lt_nodes_find (session->versions, version_id);
  g_autoptr (LtSession) chosen = NULL;

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  if (session->version_id == version_id && session->versions->len > 1)
    {
      const LtSnapshot *neighbour = session->versions->pdata[at > 0 ? at - 1 : 1];

      chosen = lt_edit_version_choose (session, neighbour->id, error);
      if (chosen == NULL)
        return NULL;
    }

  LtSession *next = lt_session_copy (chosen != NULL ? chosen : session);
  next->version_gone = MAX (next->version_gone, ((const LtSnapshot *) next->versions->pdata[at])->number);
  lt_nodes_take (&next->versions, lt_nodes_without (next->versions, (guint) at, (GDestroyNotify) lt_snapshot_unref));
  if (next->version_id == version_id)
    next->version_id = 0;
  return next;
}
