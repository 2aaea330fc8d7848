// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe set: values of strips, effects and the session.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/edit-session.h"
#include "session/strip-key.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- keys of the whole session: they have no strip before a point --- */

static LtSession *
wrong (const char *text, const char *what, GError **error)
{
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” %s"), text, what);
  return NULL;
}

static LtSession *
set_title (const LtSession *session, const char *text, GError **error)
{
  return text[0] != '\0' ? lt_edit_session_title (session, text) : wrong (text, _ ("is no title; write title=NAME."), error);
}

static LtSession *
set_tempo (const LtSession *session, const char *text, GError **error)
{
  double bpm;

  if (!lt_cli_parse_number (text, &bpm, error))
    return NULL;
  return bpm >= 1.0 && bpm <= 999.0 ? lt_edit_session_tempo (session, bpm) : wrong (text, _ ("is no tempo; it is 1 to 999 beats per minute."), error);
}

static LtSession *
set_metre (const LtSession *session, const char *text, GError **error)
{
  unsigned num = 0, den = 0;
  char     rest;

  if (sscanf (text, "%2u/%2u%c", &num, &den, &rest) != 2 || num < 1 || num > 64 || den < 1 || den > 64 || (den & (den - 1)) != 0)
    return wrong (text, _ ("is no metre; write it like 6/8."), error);
  return lt_edit_session_metre (session, num, den);
}

static LtSession *
set_pan_law (const LtSession *session, const char *text, GError **error)
{
  static const char *const words[] = { "-3", "-4.5", "-6", "0" }; /* as LtPanLaw */
  g_autofree char         *clean = g_str_has_suffix (text, "dB") ? g_strndup (text, strlen (text) - 2) : g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], clean) == 0)
      return lt_edit_session_pan_law (session, (LtPanLaw) i);
  return wrong (text, _ ("is no pan law; it is -3, -4.5, -6 or 0 (dB in the middle)."), error);
}

static LtSession *
set_loop (const LtSession *session, const char *text, GError **error)
{
  int64_t from = 0, to = lt_session_get_length (session);

  if (strcmp (text, "off") == 0)
    return lt_edit_session_loop (session, false, session->loop_from_frames, session->loop_to_frames);
  if (strcmp (text, "on") == 0 && session->loop_from_frames < session->loop_to_frames)
    return lt_edit_session_loop (session, true, session->loop_from_frames, session->loop_to_frames);
  if (lt_cli_parse_range (text, session->rate_hz, &from, &to, error))
    return lt_edit_session_loop (session, true, from, to);
  if (error != NULL)
    (*error)->code = LT_CLI_ERROR_VALUE; /* a value like any other here */
  return NULL;
}

static const struct
{
  const char *key;
  LtSession *(*set) (const LtSession *session, const char *text, GError **error);
} session_keys[] = {
  { "title", set_title }, { "tempo", set_tempo }, { "metre", set_metre }, { "pan-law", set_pan_law }, { "loop", set_loop },
};

/* Returns: (transfer full): the session with "KEY=VALUE" done. */
static LtSession *
set_one (const LtSession *session, const char *assignment, GError **error)
{
  const char *sign = strchr (assignment, '=');

  for (guint i = 0; sign != NULL && i < G_N_ELEMENTS (session_keys); i++)
    if (strlen (session_keys[i].key) == (gsize) (sign - assignment) && g_str_has_prefix (assignment, session_keys[i].key))
      return session_keys[i].set (session, sign + 1, error);

  if (sign != NULL && sign > assignment + 4 && g_str_has_prefix (assignment, "tag.") && lt_session_find_strip_named (session, "tag") == NULL)
    {
      g_autofree char *name = g_strndup (assignment + 4, (gsize) (sign - assignment - 4));

      return lt_edit_session_tag (session, name, sign + 1);
    }
  return lt_strip_key_set (session, assignment, error);
}

static bool
set (char **words, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);

  if (folder == NULL)
    return false;

  g_autoptr (LtSession) session = lt_session_ref (lt_folder_get_session (folder));
  for (char **word = words + 1; *word != NULL; word++)
    {
      LtSession *next = set_one (session, *word, error);

      if (next == NULL)
        return false;
      lt_session_take (&session, next);
    }
  return lt_cli_session_apply (folder, g_steal_pointer (&session), NULL, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code;
  g_auto (GStrv)     words = lt_cli_parse (self, NULL, argc, argv, 2, -1, &code);

  if (words == NULL)
    return code;
  for (char **word = words + 1; *word != NULL; word++)
    if (strchr (*word, '=') == NULL)
      return lt_cli_wrong (self, _ ("“%s” sets nothing; write KEY=VALUE."), *word);
  return set (words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_set = {
  .name = "set",
  .args = N_ ("SESSION KEY=VALUE…\n\n"
              "KEY is STRIP.trim, .fader, .pan, .mute, .solo, .polarity, .solo-safe, .output, .name, .colour;\n"
              "STRIP.EFFECT.PARAMETER or STRIP.EFFECT.bypass (the second eq of a strip is eq#2);\n"
              "or title, tempo, metre, pan-law, loop, tag.artist …; STRIP is a track, a bus, mix or master"),
  .summary = N_ ("Change values"),
  .run = run,
};
