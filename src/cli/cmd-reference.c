// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe reference: finished songs that the monitor compares with.
// Layer: cli.

#include "cli/cli-intake.h"
#include "cli/cli-session.h"
#include "cli/cli-show-json.h"
#include "session/edit-reference.h"

#include <glib/gi18n.h>
#include <string.h>

/* One call of one verb. */
typedef struct
{
  LtFolder        *folder;
  const LtSession *session;
  char           **words; /* behind the verb */
  const char      *name;  /* NULL: not given */
} Call;

/* By name; the error lists what there is. */
static const LtReference *
pick (const Call *call, GError **error)
{
  const LtReference *found = lt_edit_reference_find (call->session, call->words[0]);
  g_autoptr (GString) names = g_string_new (NULL);

  if (found != NULL)
    return found;
  for (guint i = 0; i < call->session->references->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const LtReference *) g_ptr_array_index (call->session->references, i))->name);
  if (names->len > 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no reference “%s”; there are: %s."), call->words[0], names->str);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no reference “%s”; the session has none."), call->words[0]);
  return NULL;
}

/* As other times, but before 0 too: "-2.5" begins 2.5 s later. */
static bool
parse_offset (const Call *call, const char *text, int64_t *frames, GError **error)
{
  bool is_less = text[0] == '-';

  if (!lt_cli_parse_time (is_less ? text + 1 : text, call->session->rate_hz, frames, error))
    return false;
  *frames = is_less ? -*frames : *frames;
  return true;
}

static bool
list (const Call *call, bool json)
{
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      lt_cli_show_json_references (builder, call->session);
      lt_cli_print_json (builder);
      return true;
    }
  for (guint i = 0; i < call->session->references->len; i++)
    {
      const LtReference *reference = g_ptr_array_index (call->session->references, i);
      const LtSource    *source = lt_session_find_source (call->session, reference->source_id);
      g_autofree char   *offset = lt_cli_dup_time (ABS (reference->offset_frames), call->session->rate_hz);
      g_autofree char   *length = lt_cli_dup_time (source != NULL ? source->n_frames : 0, call->session->rate_hz);

      /* Translators: name, length, sign and amount of the offset, file */
      lt_cli_print (_ ("%s: %s, offset %s%s, %s\n"), reference->name, length, reference->offset_frames < 0 ? "-" : "", offset,
                    source != NULL ? source->path : "?");
      if (reference->loop_to > reference->loop_from)
        {
          g_autofree char *from = lt_cli_dup_time (reference->loop_from, call->session->rate_hz), *to = lt_cli_dup_time (reference->loop_to, call->session->rate_hz);

          lt_cli_print (_ ("  loops from %s to %s\n"), from, to);
        }
    }
  return true;
}

static bool
add (const Call *call, GError **error)
{
  g_autoptr (LtSession) next = lt_session_ref (call->session);
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  char                 *paths[] = { call->words[0], NULL };
  LtIntakeSpec          spec = lt_cli_intake_spec (paths, false);
  LtId                  source_id = lt_intake_source (call->folder, &spec, &next, copied, error), id = 0;

  if (!lt_cli_intake_end (&spec, source_id != 0))
    return false;

  const char *name = call->name != NULL ? call->name : lt_session_find_source (next, source_id)->name;
  lt_session_take (&next, lt_edit_reference_add (next, source_id, name, &id));
  g_autofree char *label = g_strdup_printf (_ ("Add reference %s"), lt_session_find_reference (next, id)->name);
  if (!lt_folder_push (call->folder, next, label, NULL, error))
    {
      lt_intake_forget (copied);
      return false;
    }
  if (!lt_folder_save (call->folder, error))
    return false;
  lt_cli_print ("%s\n", label);
  return true;
}

/* --- edits --- */

static LtSession *
remove_one (const Call *call, GError **error)
{
  const LtReference *reference = pick (call, error);

  return reference != NULL ? lt_edit_reference_remove (call->session, reference->id) : NULL;
}

static LtSession *
rename_one (const Call *call, GError **error)
{
  const LtReference *reference = pick (call, error);

  return reference != NULL ? lt_edit_reference_rename (call->session, reference->id, call->words[1]) : NULL;
}

static LtSession *
offset (const Call *call, GError **error)
{
  const LtReference *reference = pick (call, error);
  int64_t            frames;

  return reference != NULL && parse_offset (call, call->words[1], &frames, error)
             ? lt_edit_reference_offset (call->session, reference->id, frames)
             : NULL;
}

/* "A:B" or "off". */
static LtSession *
loop (const Call *call, GError **error)
{
  const LtReference *reference = pick (call, error);
  const LtSource    *source = reference != NULL ? lt_session_find_source (call->session, reference->source_id) : NULL;
  int64_t            from = 0, to = source != NULL ? source->n_frames : 0;

  if (reference == NULL)
    return NULL;
  if (strcmp (call->words[1], "off") == 0)
    return lt_edit_reference_loop (call->session, reference->id, 0, 0);
  if (!lt_cli_parse_range (call->words[1], call->session->rate_hz, &from, &to, error))
    return NULL;

  g_autoptr (LtSession) next = lt_edit_reference_loop (call->session, reference->id, from, to);
  const LtReference *made = lt_session_find_reference (next, reference->id);
  if (made->loop_to > made->loop_from)
    return g_steal_pointer (&next);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("That is no loop of “%s”; choose a part of the song of at least %.1f s."), reference->name, LT_REFERENCE_SHORTEST_LOOP_S);
  return NULL;
}

/* --- the table --- */

typedef struct
{
  const char *name;
  guint       n_words; /* behind it */
  LtSession *(*edit) (const Call *call, GError **error); /* NULL: list and add */
} Verb;

static const Verb verbs[] = {
  { "list", 0, NULL }, { "add", 1, NULL }, { "remove", 1, remove_one }, { "rename", 2, rename_one }, { "offset", 2, offset },
  { "loop", 2, loop },
};

static bool
do_verb (const Verb *verb, char **words, const char *name, bool json, GError **error)
{
  bool                 reads = strcmp (verb->name, "list") == 0;
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], reads ? LT_FOLDER_READ : LT_FOLDER_WRITE, error);

  if (folder == NULL)
    return false;

  Call call = { folder, lt_folder_get_session (folder), words + 2, name };
  if (verb->edit == NULL)
    return reads ? list (&call, json) : add (&call, error);
  return lt_cli_session_apply (folder, verb->edit (&call, error), NULL, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *name = NULL;
  const Verb        *verb = NULL;
  int                code, json = false;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("add: what it is called (default: as the file)"), N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("list: print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, 4, &code);

  if (words == NULL)
    return code;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, words[1]) == 0)
      verb = &verbs[i];
  if (verb == NULL)
    return lt_cli_wrong (self, _ ("“%s” is not something to do with references."), words[1]);
  if (g_strv_length (words + 2) != verb->n_words)
    return lt_cli_wrong (self, ngettext ("“%s” takes %u word.", "“%s” takes %u words.", verb->n_words), verb->name, verb->n_words);
  if (json && strcmp (verb->name, "list") != 0)
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), "json", "list");
  if (name != NULL && strcmp (verb->name, "add") != 0)
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), "name", "add");
  return do_verb (verb, words, name, json, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_reference = {
  .name = "reference",
  .args = N_ ("SESSION list [--json]\n"
              "       lathe reference SESSION add FILE [--name NAME]\n"
              "       lathe reference SESSION remove NAME\n"
              "       lathe reference SESSION rename NAME NEW\n"
              "       lathe reference SESSION offset NAME TIME\n"
              "       lathe reference SESSION loop NAME A:B|off\n\n"
              "TIME is the place of the song that plays at the session's start; before 0 (-2.5) it begins later. "
              "A loop sounds over and over, all along the session, from A to B of the song. "
              "References are heard by the monitor alone; no file has any of them"),
  .summary = N_ ("Songs to compare with, heard by the monitor alone"),
  .run = run,
};
