// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe version: versions of the master chain: list, keep, choose, copy, rename, remove.
// Layer: cli.

#include "cli/cli-verbs.h"
#include "session/edit-version.h"
#include "session/snapshot-lost.h"

#include <glib/gi18n.h>
#include <string.h>

/* NULL and a sentence that lists what there is. */
static const LtSnapshot *
find (const LtSession *session, const char *word, GError **error)
{
  const LtSnapshot *version = lt_edit_version_find (session, word);
  g_autoptr (GString) all = g_string_new (NULL);

  if (version != NULL)
    return version;
  for (guint i = 0; i < session->versions->len; i++)
    {
      g_autofree char *title = lt_edit_version_dup_title (g_ptr_array_index (session->versions, i));

      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", title);
    }
  if (all->len > 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no version “%s” of the master; there are: %s."), word, all->str);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no version “%s”; the master has none yet: lathe version SESSION keep NAME."), word);
  return NULL;
}

/* --- list --- */

static void
print_list (const LtCliCall *call)
{
  const LtSession *session = call->session;

  if (session->versions->len == 0)
    lt_cli_print ("%s\n", _ ("No versions"));
  for (guint i = 0; i < session->versions->len; i++)
    {
      const LtSnapshot *version = g_ptr_array_index (session->versions, i);
      const LtStrip    *strip = lt_edit_version_get_strip (session, version);
      g_autofree char  *title = lt_edit_version_dup_title (version);

      lt_cli_print (ngettext ("%s: %u effect%s\n", "%s: %u effects%s\n", strip->slots->len), title, strip->slots->len,
                    version->id == session->version_id ? _ (" (current)") : "");
    }
}

static void
print_json (const LtCliCall *call)
{
  const LtSession *session = call->session;
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "versions");
  json_builder_begin_array (b);
  for (guint i = 0; i < session->versions->len; i++)
    {
      const LtSnapshot *version = g_ptr_array_index (session->versions, i);
      const LtStrip    *strip = lt_edit_version_get_strip (session, version);

      json_builder_begin_object (b);
      json_builder_set_member_name (b, "number");
      json_builder_add_int_value (b, version->number);
      json_builder_set_member_name (b, "name");
      json_builder_add_string_value (b, version->name);
      json_builder_set_member_name (b, "current");
      json_builder_add_boolean_value (b, version->id == session->version_id);
      json_builder_set_member_name (b, "effects");
      json_builder_begin_array (b);
      for (guint k = 0; k < strip->slots->len; k++)
        json_builder_add_string_value (b, ((const LtSlot *) g_ptr_array_index (strip->slots, k))->effect);
      json_builder_end_array (b);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

/* --- edits --- */

/* Another version than @but is found by it, or could be. */
static bool
is_free (const LtSession *session, const char *name, const LtSnapshot *but, GError **error)
{
  const LtSnapshot *other = lt_edit_version_find (session, name);

  if (lt_edit_version_reads_as_number (name))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” would be taken for the number of a version; choose a name with a letter."), name);
      return false;
    }
  if (other == NULL || other == but)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is a version “%s” already; choose another name."), name);
  return false;
}

static LtSession *
keep (const LtCliCall *call, GError **error)
{
  return is_free (call->session, call->words[0], NULL, error) ? lt_edit_version_keep (call->session, call->words[0], NULL) : NULL;
}

static LtSession *
choose (const LtCliCall *call, GError **error)
{
  const LtSnapshot *version = find (call->session, call->words[0], error);

  return version != NULL ? lt_edit_version_choose (call->session, version->id, error) : NULL;
}

static LtSession *
copy (const LtCliCall *call, GError **error)
{
  const LtSnapshot *version = find (call->session, call->words[0], error);

  if (version == NULL || (call->words[1] != NULL && !is_free (call->session, call->words[1], NULL, error)))
    return NULL;
  return lt_edit_version_copy (call->session, version->id, call->words[1], NULL);
}

static LtSession *
rename_one (const LtCliCall *call, GError **error)
{
  const LtSnapshot *version = find (call->session, call->words[0], error);

  return version != NULL && is_free (call->session, call->words[1], version, error)
             ? lt_edit_version_rename (call->session, version->id, call->words[1])
             : NULL;
}

static LtSession *
remove_one (const LtCliCall *call, GError **error)
{
  const LtSnapshot *version = find (call->session, call->words[0], error);

  return version != NULL ? lt_edit_version_remove (call->session, version->id, error) : NULL;
}

typedef enum
{
  KEEP,
  CHOOSE,
  COPY,
  RENAME,
  REMOVE,
  N_VERBS,
} Verb;

static const LtCliVerb verbs[N_VERBS] = {
  [KEEP] = { "keep", 1, 1, keep },
  [CHOOSE] = { "choose", 1, 1, choose },
  [COPY] = { "copy", 1, 2, copy },
  [RENAME] = { "rename", 2, 2, rename_one },
  [REMOVE] = { "remove", 1, 1, remove_one },
};

/* (transfer full): of the step: what is meant by its whole title. */
static char *
dup_label (const LtSession *session, guint verb, const char *word)
{
  const LtSnapshot *version = lt_edit_version_find (session, word);
  g_autofree char  *title = version != NULL ? lt_edit_version_dup_title (version) : g_strdup (word);

  switch ((Verb) verb)
    {
    case KEEP:
      return g_strdup_printf (_ ("Keep master version “%s”"), title);
    case CHOOSE:
      return g_strdup_printf (_ ("Choose master version “%s”"), title);
    case COPY:
      return g_strdup_printf (_ ("Copy master version “%s”"), title);
    case RENAME:
      return g_strdup_printf (_ ("Rename master version “%s”"), title);
    case REMOVE:
      return g_strdup_printf (_ ("Remove master version “%s”"), title);
    case N_VERBS:
      break;
    }
  return NULL;
}

static void
note_lost (const LtSession *before, const LtSession *after)
{
  g_autoptr (GPtrArray) lost = lt_snapshot_lost_list_version (before, after);

  for (guint i = 0; i < lost->len; i++)
    lt_cli_note ("%s", (const char *) lost->pdata[i]);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  gboolean           json = FALSE;
  int                code;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print the list as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 4, &code);

  if (words == NULL)
    return code;
  for (guint i = 2; i < g_strv_length (words); i++)
    if (*g_strchug (words[i]) == '\0')
      return lt_cli_wrong (self, _ ("A version needs a name."));
  LtCliVerbs all = { verbs, N_VERBS, entries, .print = print_list, .print_json = print_json, .dup_label = dup_label, .note = note_lost };
  return lt_cli_verbs_run (self, &all, words, json);
}

const LtCommand lt_cmd_version = {
  .name = "version",
  .args = N_ ("SESSION [list | keep NAME | choose VERSION | copy VERSION [NAME] | rename VERSION NAME | remove VERSION] [--json]"),
  .summary = N_ ("Keep several versions of the master chain, each by number or name"),
  .run = run,
};
