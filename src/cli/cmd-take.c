// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe take: takes of a track, and what is chosen from them.
// Layer: cli.

#include "cli/cli-intake.h"
#include "cli/cli-verbs.h"
#include "session/edit-take.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *range, *at;
  int   json;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->range);
  g_free (self->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* By number or name; NULL and a sentence that lists what there is. */
static const LtTake *
find (const LtCliCall *call, const char *word, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  guint64             number;

  for (guint i = 0; i < lt_take_n (call->track); i++)
    {
      const LtTake *take = g_ptr_array_index (call->track->takes, i);

      if (strcmp (take->name, word) == 0)
        return take;
      g_string_append_printf (all, "%s%u %s", i > 0 ? ", " : "", i + 1, take->name);
    }
  if (g_ascii_string_to_unsigned (word, 10, 1, MAX (lt_take_n (call->track), 1), &number, NULL) && number <= lt_take_n (call->track))
    return g_ptr_array_index (call->track->takes, number - 1);
  if (all->len > 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no take “%s”; there are: %s."), call->track->strip->name, word, all->str);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no takes; lathe take … gather makes them of clips that lie on one another."),
                 call->track->strip->name);
  return NULL;
}

/* --- list --- */

static void
get_extent (const LtTake *take, int64_t *from, int64_t *to)
{
  *from = *to = 0;
  for (guint i = 0; i < take->clips->len; i++)
    {
      const LtClip *clip = g_ptr_array_index (take->clips, i);

      *from = i == 0 ? clip->pos_frames : *from;
      *to = MAX (*to, clip->pos_frames + clip->length_frames);
    }
}

static void
print_json (const LtCliCall *call)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "takes");
  json_builder_begin_array (b);
  for (guint i = 0; i < lt_take_n (call->track); i++)
    {
      const LtTake *take = g_ptr_array_index (call->track->takes, i);
      int64_t       from, to;

      get_extent (take, &from, &to);
      json_builder_begin_object (b);
      lt_cli_json_int (b, "number", i + 1);
      lt_cli_json_text (b, "name", take->name);
      lt_cli_json_int (b, "clips", take->clips->len);
      lt_cli_json_int (b, "at_frames", from);
      lt_cli_json_int (b, "end_frames", to);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);

  /* Which take each stretch of the track is heard from. */
  json_builder_set_member_name (b, "heard");
  json_builder_begin_array (b);
  for (guint i = 0; i < call->track->clips->len; i++)
    {
      const LtClip *clip = g_ptr_array_index (call->track->clips, i);
      int           take = lt_take_find_of (call->track, clip);

      json_builder_begin_object (b);
      lt_cli_json_int (b, "at_frames", clip->pos_frames);
      lt_cli_json_int (b, "length_frames", clip->length_frames);
      json_builder_set_member_name (b, "take");
      if (take >= 0)
        json_builder_add_int_value (b, take + 1);
      else
        json_builder_add_null_value (b);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

static void
print_list (const LtCliCall *call)
{
  if (lt_take_n (call->track) == 0)
    lt_cli_print ("%s\n", _ ("No takes"));
  for (guint i = 0; i < lt_take_n (call->track); i++)
    {
      const LtTake    *take = g_ptr_array_index (call->track->takes, i);
      int64_t          from, to;

      get_extent (take, &from, &to);
      g_autofree char *begin = lt_cli_dup_time (from, call->session->rate_hz), *end = lt_cli_dup_time (to, call->session->rate_hz);
      /* Translators: number, name, start, end, number of clips */
      lt_cli_print (ngettext ("%u. %s: %s – %s, %u clip\n", "%u. %s: %s – %s, %u clips\n", take->clips->len), i + 1, take->name, begin, end,
                    take->clips->len);
    }
}

/* --- the verbs: a new session, or NULL and an error --- */

static LtSession *
gather (const LtCliCall *call, GError **error)
{
  LtSession *next = lt_edit_take_gather (call->session, call->track->strip->id);

  if (next != call->session)
    return next;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("No clips of “%s” lie on one another; there is nothing to make takes of."), call->track->strip->name);
  lt_session_unref (next);
  return NULL;
}

static LtSession *
choose (const LtCliCall *call, GError **error)
{
  const Args   *args = call->args;
  const LtTake *take = find (call, call->words[0], error);
  int64_t       from = 0, to = lt_session_get_length (call->session);

  if (take == NULL || (args->range != NULL && !lt_cli_parse_range (args->range, call->session->rate_hz, &from, &to, error)))
    return NULL;
  for (guint i = 0; args->range == NULL && i < take->clips->len; i++)
    {
      const LtClip *clip = g_ptr_array_index (take->clips, i);

      to = MAX (to, clip->pos_frames + clip->length_frames);
    }
  if (lt_edit_take_is_free (call->track, from, to))
    return lt_edit_take_choose (call->session, take->id, from, to, NULL);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("A locked clip of “%s” lies there; unlock it, or choose another range."), call->track->strip->name);
  return NULL;
}

static LtSession *
rename_take (const LtCliCall *call, GError **error)
{
  const LtTake *take = find (call, call->words[0], error);

  return take != NULL ? lt_edit_take_rename (call->session, take->id, call->words[1]) : NULL;
}

static LtSession *
remove_take (const LtCliCall *call, GError **error)
{
  const LtTake *take = call->words[0] != NULL ? find (call, call->words[0], error) : NULL;

  if (call->words[0] == NULL)
    return lt_edit_take_remove_all (call->session, call->track->strip->id);
  return take != NULL ? lt_edit_take_remove (call->session, take->id) : NULL;
}

/* More than an edit: a file comes along. */
static bool
add (const LtCliCall *call, GError **error)
{
  const char *place = ((const Args *) call->args)->at;
  g_autoptr (LtSession) next = lt_session_ref (call->session);
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  char                 *paths[] = { call->words[0], NULL };
  int64_t               at = 0;

  if (place != NULL && !lt_cli_parse_time (place, call->session->rate_hz, &at, error))
    return false;

  LtIntakeSpec spec = lt_cli_intake_spec (paths, false);
  LtId         source = lt_intake_source (call->folder, &spec, &next, copied, error);
  if (!lt_cli_intake_end (&spec, source != 0))
    return false;
  lt_session_take (&next, lt_edit_take_add (next, call->track->strip->id, source, at, NULL));

  g_autofree char *label = g_strdup_printf (_ ("Add a take to %s"), call->track->strip->name);
  return lt_cli_intake_commit (call->folder, next, label, copied, error);
}

/* --- the table --- */

static const LtCliVerb verbs[] = {
  { "gather", 0, 0, gather },
  { "add", 1, 1, .run = add, .options = "at" },
  { "choose", 1, 1, choose, .options = "range" },
  { "rename", 2, 2, rename_take },
  { "remove", 0, 1, remove_take },
};

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args) args = { 0 };
  int                code;
  const GOptionEntry entries[] = {
    { "range", 0, 0, G_OPTION_ARG_STRING, &args.range, N_ ("choose: from where to where; else all of it"), N_ ("A:B") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &args.at, N_ ("add: where it starts; else at 0"), N_ ("TIME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("list: print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);
  LtCliVerbs all = { verbs, G_N_ELEMENTS (verbs), entries, &args, .of_track = true, .print = print_list, .print_json = print_json };

  return words != NULL ? lt_cli_verbs_run (self, &all, words, args.json) : code;
}

const LtCommand lt_cmd_take = {
  .name = "take",
  .args = N_ ("SESSION TRACK list [--json]\n"
              "       lathe take SESSION TRACK gather\n"
              "       lathe take SESSION TRACK add FILE [--at TIME]\n"
              "       lathe take SESSION TRACK choose TAKE [--range A:B]\n"
              "       lathe take SESSION TRACK rename TAKE NAME\n"
              "       lathe take SESSION TRACK remove [TAKE]\n\n"
              "TAKE is a name, or the number in the list. gather makes takes of clips that lie on one another"),
  .summary = N_ ("Takes of a track: keep them, and choose what is heard from each"),
  .run = run,
};
