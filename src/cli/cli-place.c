// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Places on the time line, and the two commands on a range of it.
// Layer: cli.

#include "cli/cli-place.h"

#include "cli/cli-session.h"
#include "session/tempo.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static bool
no_place (const char *text, GError **error)
{
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is no place; write bars like 25 or 25|3|480, or a time like 1:02.5."), text);
  return false;
}

/* Bars, with a b before them or not. */
static bool
parse_bars (const LtSession *session, const char *text, double *pulse, GError **error)
{
  const char  *bars = text + (text[0] == 'b');
  LtTempoPlace place;
  guint        n_beats;

  if (lt_tempo_parse_place (session->tempo, bars, pulse))
    return true;
  if (!lt_tempo_read_place (bars, &place))
    return no_place (text, error);
  n_beats = lt_tempo_map_metre_of (session->tempo, place.bar)->num;
  if (place.beat >= (int32_t) n_beats) /* Translators: what was typed, a bar's number, how many beats it has */
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, ngettext ("“%s”: bar %d has %u beat.", "“%s”: bar %d has %u beats.", n_beats), text,
                 (int) place.bar + 1, n_beats);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s”: a beat has %d ticks, which count from 0."), text, LT_TEMPO_TICKS);
  return false;
}

static bool
too_late (const char *text, GError **error)
{
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is later than any session can go."), text);
  return false;
}

bool
lt_cli_place_frames (const LtSession *session, const char *text, int64_t *frames, GError **error)
{
  double pulse;

  if (text[0] != 'b' && strchr (text, '|') == NULL)
    return lt_cli_parse_time (text, session->rate_hz, frames, error);
  if (!parse_bars (session, text, &pulse, error))
    return false;
  *frames = lt_tempo_get_frames (session, pulse);
  return *frames <= LT_CLI_FRAMES_MAX || too_late (text, error);
}

bool
lt_cli_place_pulse (const LtSession *session, const char *text, double *pulse, GError **error)
{
  int64_t frames;

  if (strchr (text, ':') != NULL || g_str_has_suffix (text, "s"))
    {
      if (!lt_cli_parse_time (text, session->rate_hz, &frames, error))
        return false;
      *pulse = lt_tempo_get_pulse (session, frames);
    }
  else if (!parse_bars (session, text, pulse, error))
    return false;
  return *pulse <= (double) LT_TEMPO_PULSE_MAX || too_late (text, error);
}

bool
lt_cli_place_bar (const LtSession *session, const char *text, int64_t *bar, GError **error)
{
  double pulse;

  if (!lt_cli_place_pulse (session, text, &pulse, error))
    return false;
  *bar = lt_tempo_map_bar_at (session->tempo, pulse);
  if (*bar >= LT_TEMPO_BAR_MAX)
    return too_late (text, error);
  if (fabs ((double) lt_tempo_map_bar_pulse (session->tempo, *bar) - pulse) < 1.0)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("A metre begins with a bar; “%s” is inside of bar %d."), text, (int) *bar + 1);
  return false;
}

/* --- ranges --- */

static bool
parse_range (const LtSession *session, const char *text, int64_t *from, int64_t *to, GError **error)
{
  g_auto (GStrv) ends = NULL;

  if (text[0] != 'b' && strchr (text, '|') == NULL)
    return lt_cli_parse_range (text, session->rate_hz, from, to, error);
  ends = g_strsplit (text, ":", -1);
  if (g_strv_length (ends) != 2)
    return no_place (text, error);
  return lt_cli_place_frames (session, ends[0], from, error) && lt_cli_place_frames (session, ends[1], to, error);
}

static LtSession *
change_range (const LtSession *session, const char *text, LtCliPlaceRange range, LtCliPlaceEdit edit, GError **error)
{
  if (strcmp (text, "off") == 0)
    return edit (session, false, range.from, range.to);
  if (strcmp (text, "on") == 0 && range.from >= range.to)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no %s yet; say where, like 10:20 or b5:b9."), range.name);
      return NULL;
    }
  if (strcmp (text, "on") == 0)
    return edit (session, true, range.from, range.to);
  range.from = 0;
  range.to = lt_session_get_length (session);
  if (!parse_range (session, text, &range.from, &range.to, error))
    return NULL;
  if (range.from < range.to)
    return edit (session, true, range.from, range.to);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” ends before it begins; nothing was changed."), text);
  return NULL;
}

static void
print_range (const LtSession *session, LtCliPlaceRange range)
{
  g_autofree char *from = lt_cli_dup_time (range.from, session->rate_hz), *to = lt_cli_dup_time (range.to, session->rate_hz);
  g_autofree char *bars = lt_tempo_dup_place (session->tempo, lt_tempo_get_pulse (session, range.from));
  g_autofree char *end = lt_tempo_dup_place (session->tempo, lt_tempo_get_pulse (session, range.to));

  if (range.from >= range.to)
    lt_cli_print (_ ("There is none.\n"));
  else /* Translators: times, bars, on or off */
    lt_cli_print (_ ("%s – %s, %s – %s, %s\n"), from, to, bars, end, range.on ? _ ("on") : _ ("off"));
}

static int
print_json (const LtSession *session, LtCliPlaceRange range)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  lt_cli_json_bool (b, "on", range.on);
  lt_cli_json_int (b, "from_frames", range.from);
  lt_cli_json_int (b, "to_frames", range.to);
  lt_cli_json_number (b, "from_s", (double) range.from / session->rate_hz);
  lt_cli_json_number (b, "to_s", (double) range.to / session->rate_hz);
  json_builder_end_object (b);
  return lt_cli_print_json (b);
}

int
lt_cli_place_run (const LtCommand *self, int argc, char **argv, LtCliPlaceRange (*get) (const LtSession *session), LtCliPlaceEdit edit)
{
  g_autoptr (GError) error = NULL;
  int                code, json = 0;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 2, &code);

  if (words == NULL)
    return code;
  if (json && words[1] != NULL)
    return lt_cli_wrong (self, _ ("--json prints the range; leave out what it should be."));

  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], words[1] == NULL ? LT_FOLDER_READ : LT_FOLDER_WRITE, &error);
  if (folder == NULL)
    return lt_cli_fail (error);

  const LtSession *session = lt_folder_get_session (folder);
  if (json)
    return print_json (session, get (session));
  if (words[1] == NULL)
    print_range (session, get (session));
  else
    {
      LtSession *next = change_range (session, words[1], get (session), edit, &error);

      if (next == NULL || !lt_cli_session_apply (folder, next, NULL, &error))
        return lt_cli_fail (error);
    }
  return lt_cli_finish ();
}
