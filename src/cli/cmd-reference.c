// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe reference: finished songs that the monitor compares with.
// Layer: cli.

#include "cli/cli-intake.h"
#include "cli/cli-show-json.h"
#include "cli/cli-verbs.h"
#include "session/edit-reference.h"

#include <glib/gi18n.h>
#include <string.h>

/* By name; the error lists what there is. */
static const LtReference *
pick (const LtCliCall *call, GError **error)
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
parse_offset (const LtCliCall *call, const char *text, int64_t *frames, GError **error)
{
  bool is_less = text[0] == '-';

  if (!lt_cli_parse_time (is_less ? text + 1 : text, call->session->rate_hz, frames, error))
    return false;
  *frames = is_less ? -*frames : *frames;
  return true;
}

static void
print_json (const LtCliCall *call)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  lt_cli_show_json_references (builder, call->session);
  lt_cli_print_json (builder);
}

static void
print_list (const LtCliCall *call)
{
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
      if (reference->weight != LT_REFERENCE_WEIGHT)
        lt_cli_print (_ ("  weight %g\n"), reference->weight);
    }
}

static bool
add (const LtCliCall *call, GError **error)
{
  g_autoptr (LtSession) next = lt_session_ref (call->session);
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  char                 *paths[] = { call->words[0], NULL };
  LtIntakeSpec          spec = lt_cli_intake_spec (paths, false);
  LtId                  source_id = lt_intake_source (call->folder, &spec, &next, copied, error), id = 0;

  if (!lt_cli_intake_end (&spec, source_id != 0))
    return false;

  const char *wanted = call->args, *name = wanted != NULL ? wanted : lt_session_find_source (next, source_id)->name;
  lt_session_take (&next, lt_edit_reference_add (next, source_id, name, &id));
  g_autofree char *label = g_strdup_printf (_ ("Add reference %s"), lt_session_find_reference (next, id)->name);
  return lt_cli_intake_commit (call->folder, next, label, copied, error);
}

/* --- edits --- */

static LtSession *
remove_one (const LtCliCall *call, GError **error)
{
  const LtReference *reference = pick (call, error);

  return reference != NULL ? lt_edit_reference_remove (call->session, reference->id) : NULL;
}

static LtSession *
rename_one (const LtCliCall *call, GError **error)
{
  const LtReference *reference = pick (call, error);

  return reference != NULL ? lt_edit_reference_rename (call->session, reference->id, call->words[1]) : NULL;
}

static LtSession *
offset (const LtCliCall *call, GError **error)
{
  const LtReference *reference = pick (call, error);
  int64_t            frames;

  return reference != NULL && parse_offset (call, call->words[1], &frames, error)
             ? lt_edit_reference_offset (call->session, reference->id, frames)
             : NULL;
}

/* "A:B" or "off". */
static LtSession *
loop (const LtCliCall *call, GError **error)
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

static LtSession *
weight (const LtCliCall *call, GError **error)
{
  const LtReference *reference = pick (call, error);
  double             value;

  if (reference == NULL || !lt_cli_parse_number (call->words[1], &value, error))
    return NULL;
  if (value >= LT_REFERENCE_WEIGHT_MIN && value <= LT_REFERENCE_WEIGHT_MAX)
    return lt_edit_reference_weight (call->session, reference->id, value);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("The weight of “%s” is a number from %g to %g."), reference->name, LT_REFERENCE_WEIGHT_MIN, LT_REFERENCE_WEIGHT_MAX);
  return NULL;
}

/* --- the table --- */

static const LtCliVerb verbs[] = {
  { "add", 1, 1, .run = add, .options = "name" }, /* its args are the name */
  { "remove", 1, 1, remove_one },
  { "rename", 2, 2, rename_one },
  { "offset", 2, 2, offset },
  { "loop", 2, 2, loop },
  { "weight", 2, 2, weight },
};

static const char *
find_wrong (const LtCliVerb *verb, char **words, gconstpointer name)
{
  return name != NULL && ((const char *) name)[strspn (name, " \t\n")] == '\0' ? _ ("A reference needs a name.") : NULL;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autofree char   *name = NULL;
  int                code, json = false;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("add: what it is called (default: as the file)"), N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("list: print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);
  LtCliVerbs all = { verbs, G_N_ELEMENTS (verbs), entries, name, .print = print_list, .print_json = print_json, .wrong = find_wrong };

  return words != NULL ? lt_cli_verbs_run (self, &all, words, json) : code;
}

const LtCommand lt_cmd_reference = {
  .name = "reference",
  .args = N_ ("SESSION list [--json]\n"
              "       lathe reference SESSION add FILE [--name NAME]\n"
              "       lathe reference SESSION remove NAME\n"
              "       lathe reference SESSION rename NAME NEW\n"
              "       lathe reference SESSION offset NAME TIME\n"
              "       lathe reference SESSION loop NAME A:B|off\n"
              "       lathe reference SESSION weight NAME NUMBER\n\n"
              "TIME is the place of the song that plays at the session's start; before 0 (-2.5) it begins later. "
              "A loop sounds over and over, all along the session, from A to B of the song. "
              "The weight (1 at first) is how much “lathe match” counts it beside the others. "
              "References are heard by the monitor alone; no file has any of them"),
  .summary = N_ ("Songs to compare with, heard by the monitor alone"),
  .run = run,
};
