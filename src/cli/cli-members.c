// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Strips that go in and strips that come out.
// Layer: cli.

#include "cli/cli-members.h"

#include "cli/cli-session.h"

#include <glib/gi18n.h>

void
lt_cli_members_clear (LtCliMembers *self)
{
  g_clear_pointer (&self->add, g_strfreev);
  g_clear_pointer (&self->remove, g_strfreev);
}

bool
lt_cli_members_are_clear (const LtCliMembers *self)
{
  return self->add == NULL || self->remove == NULL || self->words[0] == NULL;
}

bool
lt_cli_members_is_nobody (const char *name)
{
  return g_ascii_strcasecmp (name, "none") == 0 || g_ascii_strcasecmp (name, "off") == 0;
}

LtId
lt_cli_members_get_group (const LtStrip *strip)
{
  return strip->group_id;
}

LtId
lt_cli_members_get_vca (const LtStrip *strip)
{
  return strip->vca_id;
}

LtId
lt_cli_members_get_output (const LtStrip *strip)
{
  return strip->output_id;
}

GPtrArray *
lt_cli_members_list (const LtSession *session, LtCliMembersGet get, LtId id)
{
  GPtrArray *members = g_ptr_array_new ();

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    if (get (lt_session_get_strip (session, i)) == id)
      g_ptr_array_add (members, (gpointer) lt_session_get_strip (session, i));
  return members;
}

char *
lt_cli_members_dup_names (const LtSession *session, LtCliMembersGet get, LtId id)
{
  g_autoptr (GPtrArray) members = lt_cli_members_list (session, get, id);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const LtStrip *) g_ptr_array_index (members, i))->name);
  return g_string_free (names, FALSE);
}

static bool
put_all (char **names, LtSession **session, LtId id, LtCliMembersPut put, GError **error)
{
  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      const LtStrip *strip = lt_cli_session_strip (*session, *name, error);
      LtSession     *next = strip != NULL ? put (*session, strip->id, id, error) : NULL;

      if (next == NULL)
        return false;
      lt_session_take (session, next);
    }
  return true;
}

static bool
take_all (char **names, LtSession **session, LtId id, const char *in, LtCliMembersPut put, LtCliMembersGet get, GError **error)
{
  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      const LtStrip *strip = lt_cli_session_strip (*session, *name, error);
      LtSession     *next = NULL;

      if (strip != NULL && get (strip) != id)
        g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is not in “%s”; lathe show lists what is."), strip->name, in);
      else if (strip != NULL)
        next = put (*session, strip->id, 0, error);
      if (next == NULL)
        return false;
      lt_session_take (session, next);
    }
  return true;
}

LtSession *
lt_cli_members_apply (const LtCliMembers *self, LtSession *session, LtId id, const char *name, LtCliMembersPut put, LtCliMembersGet get, GError **error)
{
  g_autoptr (LtSession) next = session;
  g_autofree char *in = g_strdup (name); /* of the session, perhaps */
  bool             takes = self->remove != NULL && self->add == NULL;

  if (!put_all (self->add, &next, id, put, error) || !take_all (self->remove, &next, id, in, put, get, error))
    return NULL;
  if (!(takes ? take_all (self->words, &next, id, in, put, get, error) : put_all (self->words, &next, id, put, error)))
    return NULL;
  return g_steal_pointer (&next);
}
