// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe group: strips whose controls move together.
// Layer: cli.

#include "cli/cli-members.h"
#include "cli/cli-session.h"
#include "session/edit-group.h"

#include <glib/gi18n.h>
#include <string.h>

#define AS_IT_IS G_MININT

typedef struct
{
  LtCliMembers members;
  char        *link, *name; /* NULL: as it is */
  int          colour;      /* or AS_IT_IS */
  int          on, off, gone;
} Wishes;

static void
wishes_clear (Wishes *self)
{
  lt_cli_members_clear (&self->members);
  g_clear_pointer (&self->link, g_free);
  g_clear_pointer (&self->name, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static const LtStripValue linkable[] = { LT_STRIP_FADER, LT_STRIP_MUTE, LT_STRIP_SOLO, LT_STRIP_PAN };

static bool
check_links (char **words, GError **error)
{
  for (char **word = words; *word != NULL; word++)
    {
      bool known = strcmp (g_strstrip (*word), "none") == 0;

      for (guint i = 0; i < G_N_ELEMENTS (linkable); i++)
        known = known || strcmp (*word, lt_strip_rows[linkable[i]].key) == 0;
      if (known)
        continue;
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” cannot be linked; write some of fader,mute,solo,pan or none."), *word);
      return false;
    }
  return true;
}

static bool
set_links (LtSession **session, LtId group_id, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  if (!check_links (words, error))
    return false;
  for (guint i = 0; i < G_N_ELEMENTS (linkable); i++)
    lt_session_take (session, lt_edit_group_link (*session, group_id, linkable[i],
                                                  g_strv_contains ((const char *const *) words, lt_strip_rows[linkable[i]].key)));
  return true;
}

static LtSession *
remove_group (const LtSession *session, const char *name, GError **error)
{
  const LtGroup *group = lt_edit_group_find (session, name);

  if (group != NULL)
    return lt_edit_group_remove (session, group->id);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no group “%s”; lathe show lists the groups."), name);
  return NULL;
}

static LtSession *
with_group (const LtSession *session, const char *name, const Wishes *wishes, GError **error)
{
  const LtGroup *group = lt_edit_group_find (session, name);
  LtId           id = group != NULL ? group->id : 0;

  if (wishes->gone)
    return remove_group (session, name, error);
  if ((group == NULL && lt_cli_members_is_nobody (name)) || (wishes->name != NULL && lt_cli_members_is_nobody (wishes->name)))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” means no group at all; choose another name."),
                   group == NULL && lt_cli_members_is_nobody (name) ? name : wishes->name);
      return NULL;
    }

  g_autoptr (LtSession) next = group != NULL ? lt_session_ref (session) : lt_edit_group_add (session, name, &id);
  if (wishes->link != NULL && !set_links (&next, id, wishes->link, error))
    return NULL;
  if (wishes->on || wishes->off)
    lt_session_take (&next, lt_edit_group_on (next, id, !wishes->off));
  if (wishes->colour != AS_IT_IS)
    lt_session_take (&next, lt_edit_group_colour (next, id, (uint32_t) wishes->colour));
  if (wishes->name != NULL)
    lt_session_take (&next, lt_edit_group_name (next, id, wishes->name));
  return lt_cli_members_apply (&wishes->members, g_steal_pointer (&next), id, name, lt_edit_group_put, lt_cli_members_get_group, error);
}

static bool
change (char **words, const Wishes *wishes, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession           *next = folder != NULL ? with_group (lt_folder_get_session (folder), words[1], wishes, error) : NULL;

  return next != NULL && lt_cli_session_apply (folder, next, NULL, error);
}

/* More than that it goes. */
static bool
wants_more (const Wishes *self, char **words)
{
  return self->members.add != NULL || self->members.remove != NULL || words[2] != NULL || self->link != NULL || self->name != NULL
         || self->colour != AS_IT_IS || self->on || self->off;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code;
  g_auto (Wishes)    wishes = { .colour = AS_IT_IS };
  const GOptionEntry entries[] = {
    { "add", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes.members.add, N_ ("Put a strip into the group"), N_ ("STRIP") },
    { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes.members.remove, N_ ("Take a strip out of it"), N_ ("STRIP") },
    { "link", 0, 0, G_OPTION_ARG_STRING, &wishes.link, N_ ("What moves together (default: fader,mute,solo)"), N_ ("fader,mute,solo,pan") },
    { "off", 0, 0, G_OPTION_ARG_NONE, &wishes.off, N_ ("Its strips move alone and stay in it"), NULL },
    { "on", 0, 0, G_OPTION_ARG_NONE, &wishes.on, N_ ("They move together again"), NULL },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &wishes.name, N_ ("Another name"), N_ ("NAME") },
    { "colour", 0, 0, G_OPTION_ARG_INT, &wishes.colour, N_ ("1 to 12, 0 for none"), N_ ("N") },
    { "delete", 0, 0, G_OPTION_ARG_NONE, &wishes.gone, N_ ("Delete the group; its strips stay as they are"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);

  if (words == NULL)
    return code;
  if (*g_strstrip (words[1]) == '\0' || (wishes.name != NULL && *g_strstrip (wishes.name) == '\0'))
    return lt_cli_wrong (self, _ ("A group needs a name."));
  if (wishes.on && wishes.off)
    return lt_cli_wrong (self, _ ("A group is on or off, not both."));
  if (wishes.colour != AS_IT_IS && (wishes.colour < 0 || wishes.colour > 12))
    return lt_cli_wrong (self, _ ("A colour is 1 to 12, or 0 for none."));
  if (wishes.gone && wants_more (&wishes, words))
    return lt_cli_wrong (self, _ ("%s stands alone: leave out the other options and strips."), "--delete");
  wishes.members.words = words + 2;
  if (!lt_cli_members_are_clear (&wishes.members))
    return lt_cli_wrong (self, _ ("“%s” goes in or comes out: write --add or --remove before each strip."), words[2]);
  return change (words, &wishes, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_group = {
  .name = "group",
  .args = N_ ("SESSION NAME [--add STRIP…] [--remove STRIP…] [--link fader,mute,solo,pan] [--off]"),
  .summary = N_ ("Make or change a group: strips that move together in the window"),
  .run = run,
};
