// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blind tests of a session, in words and as JSON.
// Layer: cli.

#include "cli/cli-trials.h"

#include "session/words.h"
#include "studio/blind-test.h"

#include <glib/gi18n.h>

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

void
lt_cli_trials_json (JsonBuilder *builder, const LtSession *session)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < session->trials->len; i++)
    {
      const LtTrial   *trial = g_ptr_array_index (session->trials, i);
      g_autofree char *date = dup_date (trial);

      json_builder_begin_object (builder);
      lt_cli_json_int (builder, "id", (int64_t) trial->id);
      lt_cli_json_text (builder, "ended", date);
      lt_cli_json_text (builder, "a", lt_words_trial_side[trial->sides[0]]);
      lt_cli_json_text (builder, "b", lt_words_trial_side[trial->sides[1]]);
      lt_cli_json_text (builder, "reference", *trial->reference != '\0' ? trial->reference : NULL);
      lt_cli_json_text (builder, "rival", *trial->rival != '\0' ? trial->rival : NULL);
      lt_cli_json_int (builder, "planned", trial->n_planned);
      lt_cli_json_int (builder, "answers", trial->n_answers);
      lt_cli_json_int (builder, "right", trial->n_right);
      lt_cli_json_number (builder, "p_value", lt_blind_test_p_value (trial->n_answers, trial->n_right));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
