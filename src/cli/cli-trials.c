// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blind tests of a session, in words and as JSON.
// Layer: cli.

#include "cli/cli-trials.h"

#include "studio/blind-test.h"

#include <glib/gi18n.h>

static const char *const sides[] = { "master", "mix", "reference" }; /* as LtTrialSide */

static char *
dup_date (const LtTrial *trial)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (trial->end_s);

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("?");
}

void
lt_cli_trials_print (const LtSession *session)
{
  for (guint i = 0; i < session->trials->len; i++)
    {
      const LtTrial   *trial = g_ptr_array_index (session->trials, i);
      g_autofree char *date = dup_date (trial), *pair = lt_blind_test_dup_pair (trial);
      g_autofree char *sentence = lt_blind_test_dup_sentence (trial->n_answers, trial->n_right);

      /* Translators: date, what was compared, and the result as a sentence. */
      lt_cli_print (_ ("Blind test %s, %s: %s\n"), date, pair, sentence);
    }
}

static void
add_text (JsonBuilder *b, const char *key, const char *text)
{
  json_builder_set_member_name (b, key);
  if (text != NULL)
    json_builder_add_string_value (b, text);
  else
    json_builder_add_null_value (b);
}

static void
add_int (JsonBuilder *b, const char *key, int64_t value)
{
  json_builder_set_member_name (b, key);
  json_builder_add_int_value (b, value);
}

void
lt_cli_trials_json (JsonBuilder *builder, const LtSession *session)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < session->trials->len; i++)
    {
      const LtTrial   *trial = g_ptr_array_index (session->trials, i);
      g_autofree char *date = dup_date (trial);

      json_builder_begin_object (builder);
      add_int (builder, "id", (int64_t) trial->id);
      add_text (builder, "ended", date);
      add_text (builder, "a", sides[trial->sides[0]]);
      add_text (builder, "b", sides[trial->sides[1]]);
      add_text (builder, "reference", *trial->reference != '\0' ? trial->reference : NULL);
      add_int (builder, "planned", trial->n_planned);
      add_int (builder, "answers", trial->n_answers);
      add_int (builder, "right", trial->n_right);
      lt_cli_json_number (builder, "p_value", lt_blind_test_p_value (trial->n_answers, trial->n_right));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
