// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe marker: markers and named sections.
// Layer: cli.

#include "cli/cli-place.h"
#include "cli/cli-verbs.h"
#include "session/edit-session.h"
#include "session/tempo.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *at, *to, *length;
  int   json;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->at);
  g_free (self->to);
  g_free (self->length);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

static bool
parse (const LtCliCall *call, const char *text, int64_t *frames, GError **error)
{
  return lt_cli_place_frames (call->session, text, frames, error);
}

/* By name, exact, then by its number in the list. */
static const LtMarker *
pick (const LtCliCall *call, GError **error)
{
  const GPtrArray *markers = call->session->markers;
  const char      *word = call->words[0];
  const LtMarker  *found = NULL;
  guint64          number;

  for (guint i = 0; i < markers->len; i++)
    {
      const LtMarker *marker = markers->pdata[i];

      if (strcmp (marker->name, word) != 0)
        continue;
      if (found != NULL)
        {
          g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("Several markers are called “%s”; name one by its number in lathe marker … list."), word);
          return NULL;
        }
      found = marker;
    }
  if (found == NULL && g_ascii_string_to_unsigned (word, 10, 1, MAX (markers->len, 1), &number, NULL) && number <= markers->len)
    found = markers->pdata[number - 1];
  if (found == NULL)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no marker “%s”; lathe marker … list shows its %u."), word, markers->len);
  return found;
}

/* The range's end, from --to or --length; what there was without either. */
static bool
parse_length (const LtCliCall *call, int64_t from, int64_t *length, GError **error)
{
  const Args *args = call->args;
  int64_t to = from + *length;

  if (args->length != NULL && !lt_cli_parse_time (args->length, call->session->rate_hz, length, error))
    return false;
  if (args->to == NULL)
    return true;
  if (!parse (call, args->to, &to, error))
    return false;
  *length = to - from;
  if (*length > 0)
    return true;
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("A section must end behind its beginning; nothing was changed."));
  return false;
}

static LtSession *
add (const LtCliCall *call, GError **error)
{
  const Args *args = call->args;
  int64_t at, length = 0;

  return parse (call, args->at, &at, error) && parse_length (call, at, &length, error)
             ? lt_edit_session_add_marker (call->session, call->words[0], at, length, NULL)
             : NULL;
}

static LtSession *
move (const LtCliCall *call, GError **error)
{
  const Args     *args = call->args;
  const LtMarker *marker = pick (call, error);
  int64_t         at = marker != NULL ? marker->pos_frames : 0, length = marker != NULL ? marker->length_frames : 0;

  if (marker == NULL || (args->at != NULL && !parse (call, args->at, &at, error)) || !parse_length (call, at, &length, error))
    return NULL;
  return lt_edit_session_move_marker (call->session, marker->id, at, length);
}

static LtSession *
rename_marker (const LtCliCall *call, GError **error)
{
  const LtMarker *marker = pick (call, error);

  return marker != NULL ? lt_edit_session_rename_marker (call->session, marker->id, call->words[1]) : NULL;
}

static LtSession *
remove_marker (const LtCliCall *call, GError **error)
{
  const LtMarker *marker = pick (call, error);

  return marker != NULL ? lt_edit_session_remove_marker (call->session, marker->id) : NULL;
}

/* --- list --- */

static void
list_json (const LtCliCall *call)
{
  const LtSession *session = call->session;
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_array (b);
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker  *marker = session->markers->pdata[i];
      g_autofree char *place = lt_tempo_dup_place (session->tempo, lt_tempo_get_pulse (session, marker->pos_frames));

      json_builder_begin_object (b);
      lt_cli_json_text (b, "name", marker->name);
      lt_cli_json_text (b, "kind", marker->length_frames > 0 ? "section" : "marker");
      lt_cli_json_text (b, "place", place);
      lt_cli_json_int (b, "position_frames", marker->pos_frames);
      lt_cli_json_int (b, "length_frames", marker->length_frames);
      lt_cli_json_number (b, "position_s", (double) marker->pos_frames / session->rate_hz);
      lt_cli_json_number (b, "length_s", (double) marker->length_frames / session->rate_hz);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  lt_cli_print_json (b);
}

static void
list_text (const LtCliCall *call)
{
  const LtSession *session = call->session;

  if (session->markers->len == 0)
    lt_cli_note (_ ("There are no markers; lathe marker … add makes one."));
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker  *marker = session->markers->pdata[i];
      g_autofree char *place = lt_tempo_dup_place (session->tempo, lt_tempo_get_pulse (session, marker->pos_frames));
      g_autofree char *from = lt_cli_dup_time (marker->pos_frames, session->rate_hz);
      g_autofree char *to = lt_cli_dup_time (marker->pos_frames + marker->length_frames, session->rate_hz);

      if (marker->length_frames > 0)
        lt_cli_print ("%u. %s – %s %s %s\n", i + 1, from, to, place, marker->name);
      else
        lt_cli_print ("%u. %s %s %s\n", i + 1, from, place, marker->name);
    }
}

/* --- the table --- */

#define PLACE "at to length"

static const LtCliVerb verbs[] = {
  { "add", 1, 1, add, .options = PLACE }, { "range", 1, 1, add, .options = PLACE }, { "move", 1, 1, move, .options = PLACE },
  { "rename", 2, 2, rename_marker },      { "remove", 1, 1, remove_marker },
};

static const char *
find_wrong (const LtCliVerb *verb, char **words, gconstpointer data)
{
  const Args *args = data;
  bool        has_end = args->to != NULL || args->length != NULL;

  if (args->to != NULL && args->length != NULL)
    return _ ("Say the end with --to, or the --length, not both.");
  if (verb->edit == add && args->at == NULL)
    return _ ("Say where with --at TIME.");
  if (strcmp (verb->name, "range") == 0 && !has_end)
    return _ ("Say where the section ends with --to TIME or --length TIME.");
  if (verb->edit == move && args->at == NULL && !has_end)
    return _ ("Say where to with --at TIME, or the new end with --to TIME.");
  return NULL;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  int                code;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &args.at, N_ ("Where it is to be"), N_ ("TIME") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &args.to, N_ ("Where the section ends"), N_ ("TIME") },
    { "length", 0, 0, G_OPTION_ARG_STRING, &args.length, N_ ("How long the section is; 0 makes a marker"), N_ ("TIME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("list: print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);
  LtCliVerbs all = { verbs, G_N_ELEMENTS (verbs), entries, &args, .print = list_text, .print_json = list_json, .wrong = find_wrong };

  return words != NULL ? lt_cli_verbs_run (self, &all, words, args.json) : code;
}

const LtCommand lt_cmd_marker = {
  .name = "marker",
  .args = N_ ("SESSION list [--json]\n"
              "       lathe marker SESSION add NAME --at TIME\n"
              "       lathe marker SESSION range NAME --at TIME --to TIME|--length TIME\n"
              "       lathe marker SESSION move MARKER [--at TIME] [--to TIME|--length TIME]\n"
              "       lathe marker SESSION rename MARKER NAME\n"
              "       lathe marker SESSION remove MARKER\n\n"
              "MARKER is a name, or the number in the list; TIME may be bars: b25 or b25.3"),
  .summary = N_ ("List and change markers and named sections"),
  .run = run,
};
