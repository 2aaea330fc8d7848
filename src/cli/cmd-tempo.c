// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe tempo: the map of tempo and metre.
// Layer: cli.

#include "cli/cli-place.h"
#include "cli/cli-verbs.h"
#include "session/edit-tempo.h"
#include "session/tempo.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *at, *to, *keep;
  int   ramp, jump, json;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->at);
  g_free (self->to);
  g_free (self->keep);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

static LtSession *fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static LtSession *
fail (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list          values;

  va_start (values, format);
  sentence = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, sentence);
  return NULL;
}

/* --- looking for what is there --- */

static const LtTempoPoint *
find_tempo (const LtSession *session, double pulse)
{
  const LtTempoPoint *point = lt_tempo_map_find_tempo (session->tempo, pulse + 1.0);

  return fabs ((double) point->pulse - pulse) <= 1.0 ? point : NULL; /* a time is rounded to its frame */
}

static const LtMetreChange *
find_metre (const LtSession *session, int64_t bar)
{
  const LtMetreChange *change = lt_tempo_map_metre_of (session->tempo, bar);

  return change->bar == bar ? change : NULL;
}

static const LtTempoPoint *
tempo_at (const LtCliCall *call, const char *text, GError **error)
{
  double              pulse;
  const LtTempoPoint *found;

  if (!lt_cli_place_pulse (call->session, text, &pulse, error))
    return NULL;
  found = find_tempo (call->session, pulse);
  if (found == NULL)
    fail (error, _ ("The tempo does not change at %s; lathe tempo … list shows where it does."), text);
  return found;
}

static const LtMetreChange *
metre_at (const LtCliCall *call, const char *text, GError **error)
{
  int64_t              bar;
  const LtMetreChange *found;

  if (!lt_cli_place_bar (call->session, text, &bar, error))
    return NULL;
  found = find_metre (call->session, bar);
  if (found == NULL)
    fail (error, _ ("The metre does not change at %s; lathe tempo … list shows where it does."), text);
  return found;
}

/* --- the verbs: a new session, or NULL and an error --- */

static LtTempoKeep
keep_of (const LtCliCall *call)
{
  return g_strcmp0 (((const Args *) call->args)->keep, "bars") == 0 ? LT_TEMPO_KEEP_BARS : LT_TEMPO_KEEP_TIMES;
}

/* @adds: there is none yet; else there is. */
static LtSession *
put_metre (const LtCliCall *call, bool adds, GError **error)
{
  const Args *args = call->args;
  unsigned num = 0, den = 0;
  char     rest;
  int64_t  bar = 0;

  if (sscanf (call->words[0], "%2u/%2u%c", &num, &den, &rest) != 2 || num < 1 || num > 64 || den < 1 || den > 64 || (den & (den - 1)) != 0)
    return fail (error, _ ("“%s” is no metre; write it like 6/8."), call->words[0]);
  if (args->at != NULL && !lt_cli_place_bar (call->session, args->at, &bar, error))
    return NULL;
  if (adds == (find_metre (call->session, bar) != NULL))
    return adds ? fail (error, _ ("The metre changes at %s already; lathe tempo … set changes it."), args->at)
                : fail (error, _ ("The metre does not change at %s; lathe tempo … add does that."), args->at);
  return lt_edit_tempo_set_metre (call->session, bar, num, den, keep_of (call));
}

static LtSession *
put (const LtCliCall *call, bool adds, GError **error)
{
  const Args         *args = call->args;
  double              bpm, pulse = 0.0;
  const LtTempoPoint *old;

  if (strchr (call->words[0], '/') != NULL)
    return args->ramp || args->jump ? fail (error, _ ("A metre is there at once: %s cannot move to the next."), call->words[0])
                                    : put_metre (call, adds, error);
  if (!lt_cli_parse_number (call->words[0], &bpm, error))
    return NULL;
  if (!(bpm >= LT_TEMPO_MIN_BPM && bpm <= LT_TEMPO_MAX_BPM))
    return fail (error, _ ("“%s” is no tempo; it is 1 to 999 beats per minute."), call->words[0]);
  if (args->at != NULL && !lt_cli_place_pulse (call->session, args->at, &pulse, error))
    return NULL;
  old = find_tempo (call->session, pulse);
  if (adds == (old != NULL))
    return adds ? fail (error, _ ("The tempo changes at %s already; lathe tempo … set changes it."), args->at)
                : fail (error, _ ("The tempo does not change at %s; lathe tempo … add does that."), args->at);
  return lt_edit_tempo_set (call->session, old != NULL ? old->pulse : llround (pulse), bpm, args->ramp || (old != NULL && old->ramp && !args->jump),
                            keep_of (call));
}

static LtSession *
set (const LtCliCall *call, GError **error)
{
  return put (call, false, error);
}

static LtSession *
add (const LtCliCall *call, GError **error)
{
  return put (call, true, error);
}

static LtSession *
move_metre (const LtCliCall *call, GError **error)
{
  const Args          *args = call->args;
  const LtMetreChange *change = metre_at (call, args->at, error);
  int64_t              to;

  if (change == NULL || !lt_cli_place_bar (call->session, args->to, &to, error))
    return NULL;
  if (change->bar == 0 || to == 0)
    return fail (error, _ ("The beginning stays where it is; lathe tempo … set changes it."));
  return lt_edit_tempo_move_metre (call->session, change->bar, to, keep_of (call));
}

static LtSession *
move (const LtCliCall *call, GError **error)
{
  const Args         *args = call->args;
  const LtTempoPoint *point;
  double              to;

  if (strcmp (call->words[0], "metre") == 0)
    return move_metre (call, error);
  point = tempo_at (call, args->at, error);
  if (point == NULL || !lt_cli_place_pulse (call->session, args->to, &to, error))
    return NULL;
  if (point->pulse == 0 || to < 1.0)
    return fail (error, _ ("The beginning stays where it is; lathe tempo … set changes it."));
  return lt_edit_tempo_move (call->session, point->pulse, llround (to), keep_of (call));
}

static LtSession *
remove_change (const LtCliCall *call, GError **error)
{
  const Args          *args = call->args;
  bool                 is_metre = strcmp (call->words[0], "metre") == 0;
  const LtMetreChange *change = is_metre ? metre_at (call, args->at, error) : NULL;
  const LtTempoPoint  *point = is_metre ? NULL : tempo_at (call, args->at, error);

  if (change == NULL && point == NULL)
    return NULL;
  if (is_metre ? change->bar == 0 : point->pulse == 0)
    return fail (error, _ ("A song cannot be without its beginning; lathe tempo … set changes it."));
  return is_metre ? lt_edit_tempo_remove_metre (call->session, change->bar, keep_of (call))
                  : lt_edit_tempo_remove (call->session, point->pulse, keep_of (call));
}

/* --- list --- */

static void
list_json (const LtCliCall *call)
{
  const LtTempoMap *map = call->session->tempo;
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "tempos");
  json_builder_begin_array (b);
  for (uint32_t i = 0; i < map->n_tempos; i++)
    {
      g_autofree char *place = lt_tempo_dup_place (map, (double) map->tempos[i].pulse);

      json_builder_begin_object (b);
      lt_cli_json_text (b, "place", place);
      lt_cli_json_number (b, "quarter", (double) map->tempos[i].pulse / LT_TEMPO_QUARTER);
      lt_cli_json_number (b, "time_s", map->tempos[i].at_s);
      lt_cli_json_number (b, "bpm", map->tempos[i].bpm);
      lt_cli_json_bool (b, "ramp", map->tempos[i].ramp);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_set_member_name (b, "metres");
  json_builder_begin_array (b);
  for (uint32_t i = 0; i < map->n_metres; i++)
    {
      g_autofree char *metre = g_strdup_printf ("%u/%u", map->metres[i].num, map->metres[i].den);

      json_builder_begin_object (b);
      lt_cli_json_int (b, "bar", map->metres[i].bar + 1);
      lt_cli_json_number (b, "time_s", lt_tempo_map_seconds (map, (double) map->metres[i].pulse));
      lt_cli_json_text (b, "metre", metre);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

/* Both kinds, by time. */
static void
list_text (const LtCliCall *call)
{
  const LtSession  *session = call->session;
  const LtTempoMap *map = session->tempo;

  for (uint32_t t = 0, m = 0; t < map->n_tempos || m < map->n_metres;)
    {
      bool             is_metre = t == map->n_tempos || (m < map->n_metres && map->metres[m].pulse <= map->tempos[t].pulse);
      double           pulse = is_metre ? (double) map->metres[m].pulse : (double) map->tempos[t].pulse;
      g_autofree char *place = lt_tempo_dup_place (map, pulse);
      g_autofree char *time = lt_cli_dup_time (lt_tempo_get_frames (session, pulse), session->rate_hz);
      char             bpm[G_ASCII_DTOSTR_BUF_SIZE];

      if (is_metre)
        lt_cli_print ("%s %s %u/%u\n", place, time, map->metres[m].num, map->metres[m].den);
      else /* Translators: place, time, tempo, and how it goes on */
        lt_cli_print (_ ("%s %s %s bpm%s\n"), place, time, g_ascii_formatd (bpm, sizeof bpm, "%.6g", map->tempos[t].bpm),
                      map->tempos[t].ramp && t + 1 < map->n_tempos ? _ (", moving to the next") : "");
      *(is_metre ? &m : &t) += 1;
    }
}

/* --- the table --- */

static const LtCliVerb verbs[] = {
  { "set", 0, 1, set, .options = "at ramp jump keep" },
  { "add", 0, 1, add, .options = "at ramp jump keep" },
  { "move", 0, 1, move, .options = "at to keep" },
  { "remove", 0, 1, remove_change, .options = "at keep" },
};

static const char *
find_wrong (const LtCliVerb *verb, char **words, gconstpointer data)
{
  const Args *args = data;
  bool        names_kind = verb->edit == move || verb->edit == remove_change;

  if (names_kind && (words[0] == NULL || (strcmp (words[0], "tempo") != 0 && strcmp (words[0], "metre") != 0)))
    return _ ("Say which: tempo or metre.");
  if (words[0] == NULL)
    return _ ("Say the tempo, like 132.5, or the metre, like 6/8.");
  if (verb->edit != set && args->at == NULL)
    return _ ("Say where with --at PLACE.");
  if (verb->edit == move && args->to == NULL)
    return _ ("Say where to with --to PLACE.");
  if (args->ramp && args->jump)
    return _ ("A tempo moves to the next one or jumps there, not both.");
  return args->keep == NULL || strcmp (args->keep, "times") == 0 || strcmp (args->keep, "bars") == 0 ? NULL : _ ("--keep is times or bars.");
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  int                code;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &args.at, N_ ("Where the change is, or is to be; set without it: the beginning"), N_ ("PLACE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &args.to, N_ ("move: where to"), N_ ("PLACE") },
    { "ramp", 0, 0, G_OPTION_ARG_NONE, &args.ramp, N_ ("The tempo moves evenly to the next one"), NULL },
    { "jump", 0, 0, G_OPTION_ARG_NONE, &args.jump, N_ ("The tempo stays until the next one"), NULL },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &args.keep, N_ ("What clips, markers and automation keep: their times (else), or their bars"), N_ ("times|bars") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("list: print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);
  LtCliVerbs all = { verbs, G_N_ELEMENTS (verbs), entries, &args, .print = list_text, .print_json = list_json, .wrong = find_wrong };

  return words != NULL ? lt_cli_verbs_run (self, &all, words, args.json) : code;
}

const LtCommand lt_cmd_tempo = {
  .name = "tempo",
  .args = N_ ("SESSION [list] [--json]\n"
              "       lathe tempo SESSION set BPM|N/D [--at PLACE] [--ramp|--jump] [--keep times|bars]\n"
              "       lathe tempo SESSION add BPM|N/D --at PLACE [--ramp] [--keep times|bars]\n"
              "       lathe tempo SESSION move tempo|metre --at PLACE --to PLACE [--keep times|bars]\n"
              "       lathe tempo SESSION remove tempo|metre --at PLACE [--keep times|bars]\n\n"
              "PLACE is bars, beats and ticks, like 25 or 25.3 or 25|3|480, or a time with a colon, like 1:02.5"),
  .summary = N_ ("List and change tempo and metre along the song"),
  .run = run,
};
