// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe snapshot: mixer snapshots: list, take, recall whole or by part, update, rename, remove.
// Layer: cli.

#include "cli/cli-verbs.h"
#include "session/snapshot-lost.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *only;
  int   json;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->only);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* NULL and a sentence that lists what there is. */
static const LtSnapshot *
find (const LtSession *session, const char *name, GError **error)
{
  const LtSnapshot *snapshot = lt_edit_snapshot_find (session, name);
  g_autoptr (GString) all = g_string_new (NULL);

  if (snapshot != NULL)
    return snapshot;
  for (guint i = 0; i < session->snapshots->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", ((const LtSnapshot *) g_ptr_array_index (session->snapshots, i))->name);
  if (all->len > 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no snapshot “%s”; there are: %s."), name, all->str);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no snapshot “%s”; the session has none yet: lathe snapshot SESSION take NAME."), name);
  return NULL;
}

/* --- list --- */

static void
print_list (const LtCliCall *call)
{
  const LtSession *session = call->session;

  if (session->snapshots->len == 0)
    lt_cli_print ("%s\n", _ ("No snapshots"));
  for (guint i = 0; i < session->snapshots->len; i++)
    {
      const LtSnapshot *snapshot = g_ptr_array_index (session->snapshots, i);

      lt_cli_print (ngettext ("%s: %u strip\n", "%s: %u strips\n", snapshot->strips->len), snapshot->name, snapshot->strips->len);
    }
}

static void
print_json (const LtCliCall *call)
{
  const LtSession *session = call->session;
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "snapshots");
  json_builder_begin_array (b);
  for (guint i = 0; i < session->snapshots->len; i++)
    {
      const LtSnapshot *snapshot = g_ptr_array_index (session->snapshots, i);

      json_builder_begin_object (b);
      json_builder_set_member_name (b, "name");
      json_builder_add_string_value (b, snapshot->name);
      json_builder_set_member_name (b, "strips");
      json_builder_begin_array (b);
      for (guint k = 0; k < snapshot->strips->len; k++)
        json_builder_add_string_value (b, ((const LtStrip *) g_ptr_array_index (snapshot->strips, k))->name);
      json_builder_end_array (b);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

/* --- recall --- */

/* "levels,pan"; NULL: all. 0 and a sentence: one is unknown, or none is named. */
static LtSnapshotParts
parse_parts (const char *only, GError **error)
{
  g_auto (GStrv)  words = only != NULL ? g_strsplit (only, ",", -1) : NULL;
  LtSnapshotParts parts = only != NULL ? 0 : LT_SNAPSHOT_ALL;

  for (char **word = words; word != NULL && *word != NULL; word++)
    {
      LtSnapshotParts part = 0;

      if (*g_strstrip (*word) == '\0')
        continue;
      for (guint i = 0; i < LT_SNAPSHOT_N_PARTS; i++)
        if (strcmp (*word, lt_edit_snapshot_parts[i].key) == 0)
          part = lt_edit_snapshot_parts[i].part;
      if (part == 0)
        {
          g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is no part of a snapshot; parts are levels, pan, inserts, sends, routing, automation."),
                       *word);
          return 0;
        }
      parts |= part;
    }
  if (parts == 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("--only names no part; parts are levels, pan, inserts, sends, routing, automation."));
  return parts;
}

/* @words: name, then strips; none: all. */
static LtSession *
recall (const LtCliCall *call, GError **error)
{
  const LtSnapshot *snapshot = find (call->session, call->words[0], error);
  LtSnapshotParts   parts = snapshot != NULL ? parse_parts (((const Args *) call->args)->only, error) : 0;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (parts == 0)
    return NULL;
  for (char **word = call->words + 1; *word != NULL; word++)
    {
      const LtStrip *strip = lt_cli_session_strip (call->session, *word, error);

      if (strip == NULL)
        return NULL;
      g_array_append_val (ids, strip->id);
    }

  const GArray *only = ids->len > 0 ? ids : NULL;
  LtSession    *next = lt_edit_snapshot_recall (call->session, snapshot->id, parts, only, error);
  if (next == NULL)
    return NULL;

  g_autoptr (GPtrArray) lost = lt_snapshot_lost_list (next, snapshot, parts, only);
  for (guint i = 0; i < lost->len; i++)
    lt_cli_note ("%s", (const char *) lost->pdata[i]);
  return next;
}

/* --- the others --- */

static LtSession *
take (const LtCliCall *call, GError **error)
{
  if (lt_edit_snapshot_find (call->session, call->words[0]) == NULL)
    return lt_edit_snapshot_take (call->session, call->words[0], NULL);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is a snapshot “%s” already; take it again with update, or choose another name."),
               call->words[0]);
  return NULL;
}

static LtSession *
update (const LtCliCall *call, GError **error)
{
  const LtSnapshot *snapshot = find (call->session, call->words[0], error);

  return snapshot != NULL ? lt_edit_snapshot_update (call->session, snapshot->id) : NULL;
}

static LtSession *
rename_one (const LtCliCall *call, GError **error)
{
  const LtSnapshot *snapshot = find (call->session, call->words[0], error);
  const LtSnapshot *other = lt_edit_snapshot_find (call->session, call->words[1]);

  if (snapshot == NULL)
    return NULL;
  if (other == NULL || other == snapshot)
    return lt_edit_snapshot_rename (call->session, snapshot->id, call->words[1]);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is a snapshot “%s” already; choose another name."), other->name);
  return NULL;
}

static LtSession *
remove_one (const LtCliCall *call, GError **error)
{
  const LtSnapshot *snapshot = find (call->session, call->words[0], error);

  return snapshot != NULL ? lt_edit_snapshot_remove (call->session, snapshot->id) : NULL;
}

typedef enum
{
  TAKE,
  RECALL,
  UPDATE,
  RENAME,
  REMOVE,
  N_VERBS,
} Verb;

static const LtCliVerb verbs[N_VERBS] = {
  [TAKE] = { "take", 1, 1, take },           [RECALL] = { "recall", 1, -1, recall, .options = "only" },
  [UPDATE] = { "update", 1, 1, update },     [RENAME] = { "rename", 2, 2, rename_one },
  [REMOVE] = { "remove", 1, 1, remove_one },
};

/* (transfer full): of the step. */
static char *
dup_label (const LtSession *session, guint verb, const char *name)
{
  switch ((Verb) verb)
    {
    case TAKE:
      return g_strdup_printf (_ ("Take snapshot “%s”"), name);
    case RECALL:
      return g_strdup_printf (_ ("Recall snapshot “%s”"), name);
    case UPDATE:
      return g_strdup_printf (_ ("Update snapshot “%s”"), name);
    case RENAME:
      return g_strdup_printf (_ ("Rename snapshot “%s”"), name);
    case REMOVE:
      return g_strdup_printf (_ ("Remove snapshot “%s”"), name);
    case N_VERBS:
      break;
    }
  return NULL;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args) args = { 0 };
  int                code;
  const GOptionEntry entries[] = {
    { "only", 0, 0, G_OPTION_ARG_STRING, &args.only, N_ ("Recall these parts: levels, pan, inserts, sends, routing, automation (default: all)"), N_ ("PARTS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print the list as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);

  if (words == NULL)
    return code;
  for (guint i = 2; i < g_strv_length (words); i++)
    if (*g_strchug (words[i]) == '\0')
      return lt_cli_wrong (self, strcmp (words[1], "recall") == 0 && i > 2 ? _ ("A strip needs a name.") : _ ("A snapshot needs a name."));
  LtCliVerbs all = { verbs, N_VERBS, entries, &args, .print = print_list, .print_json = print_json, .dup_label = dup_label };
  return lt_cli_verbs_run (self, &all, words, args.json);
}

const LtCommand lt_cmd_snapshot = {
  .name = "snapshot",
  .args = N_ ("SESSION [list | take NAME | recall NAME [--only PARTS] [STRIP…] | update NAME | rename NAME NEW | remove NAME] [--json]"),
  .summary = N_ ("Keep mixes of the session, and recall them whole or by part"),
  .run = run,
};
