// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe set: values of strips, effects and the session.
// Layer: cli.

#include "cli/cli-session.h"
#include "media/identifiers.h"
#include "media/tags.h"
#include "session/edit-session.h"
#include "session/strip-key.h"
#include "session/words.h"

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
  return text[strspn (text, " \t\n")] != '\0' ? lt_edit_session_title (session, text) : wrong (text, _ ("is no title; write title=NAME."), error);
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
  g_autofree char *full = g_strconcat (text, g_str_has_suffix (text, "dB") ? "" : "dB", NULL);
  int              at = lt_words_find (lt_cli_pan_laws, full);

  return at >= 0 ? lt_edit_session_pan_law (session, (LtPanLaw) at) : wrong (text, _ ("is no pan law; it is -3, -4.5, -6 or 0 (dB in the middle)."), error);
}

static LtSession *
set_solo_mode (const LtSession *session, const char *text, GError **error)
{
  int at = lt_words_find (lt_words_solo, text);

  return at >= 0 ? lt_edit_session_solo_mode (session, (LtSoloMode) at) : wrong (text, _ ("is no way to solo; it is in-place, afl or pfl."), error);
}

static LtSession *
set_meter_point (const LtSession *session, const char *text, GError **error)
{
  int at = lt_words_find (lt_words_meter, text);

  return at >= 0 ? lt_edit_session_meter_point (session, (LtMeterPoint) at) : wrong (text, _ ("is no place to meter; it is input, pre or post."), error);
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
  { "solo-mode", set_solo_mode }, { "meter-point", set_meter_point },
};

/* Returns: (transfer full): the session with the tag @key, of tags.h; NULL and @error. "" takes it away, also one that another
   program or an older file left there. */
static LtSession *
set_tag (const LtSession *session, const char *key, const char *text, GError **error)
{
  if (text[0] == '\0' && g_hash_table_contains (session->tags, key))
    return lt_edit_session_tag (session, key, "");
  if (!g_strv_contains (lt_tags_known (), key))
    {
      g_autofree char *known = g_strjoinv (", ", (char **) lt_tags_known ());

      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no tag “%s”; there are %s."), key, known);
      return NULL;
    }
  g_autofree char *clean = lt_identifiers_clean_tag (key, text, error);
  if (clean == NULL)
    return NULL;
  g_autofree char *doubt = strcmp (key, "isrc") == 0 ? lt_identifiers_doubt_isrc (clean) : NULL;
  if (doubt != NULL)
    lt_cli_note ("%s", doubt);
  return lt_edit_session_tag (session, key, clean);
}

/* A session's key has no point; "artist" is "tag.artist" for short, but for the title, which the session has too. */
static const char *
find_tag (const LtSession *session, const char *key)
{
  if (g_str_has_prefix (key, "tag.") && key[4] != '\0' && lt_session_find_strip_named (session, "tag") == NULL)
    return key + 4;
  return g_strv_contains (lt_tags_known (), key) ? key : NULL;
}

/* Returns: (transfer full): the session with "KEY=VALUE" done. */
static LtSession *
set_one (const LtSession *session, const char *assignment, GError **error)
{
  const char *sign = strchr (assignment, '=');

  for (guint i = 0; sign != NULL && i < G_N_ELEMENTS (session_keys); i++)
    if (strlen (session_keys[i].key) == (gsize) (sign - assignment) && g_str_has_prefix (assignment, session_keys[i].key))
      return session_keys[i].set (session, sign + 1, error);

  g_autofree char *key = sign != NULL ? g_strndup (assignment, (gsize) (sign - assignment)) : NULL;
  const char      *tag = key != NULL ? find_tag (session, key) : NULL;
  if (tag != NULL)
    return set_tag (session, tag, sign + 1, error);
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
              "KEY is STRIP.trim, .fader, .pan, .mute, .solo, .polarity, .solo-safe, .output, .name, .colour, .width,\n"
              ".pan-mode, .pan-left, .pan-right, .delay (ms, or samples as 441s), .automation, .group, .vca, .folded;\n"
              "STRIP.EFFECT.PARAMETER, STRIP.EFFECT.bypass or .level (the second eq of a strip is eq#2);\n"
              "or title, tempo, metre, pan-law, solo-mode, meter-point, loop; STRIP is a track, a bus, a VCA, mix or master;\n"
              "or a tag of the files that are written: artist, album, album-artist, track, disc, date, genre, composer, engineer,\n"
              "mixer, copyright, comment, software, licence, isrc, barcode, catalogue; tag.title where it is not the session's"),
  .summary = N_ ("Change values"),
  .run = run,
};
