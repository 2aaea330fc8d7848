// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe balance: a sensible start of a mix.
// Layer: cli.

#include "cli/cli-session.h"
#include "deliver/certificate.h"
#include "session/strip.h"
#include "session/value-text.h"
#include "studio/balance.h"

#include <glib/gi18n.h>

static const char *const reasons[] = { "set", "muted", "automated", "silent", "left" }; /* as LtBalanceReason */

static void
print_row (const LtSession *session, const LtBalanceRow *row, int width)
{
  const LtParamSpec *fader = &lt_strip_rows[LT_STRIP_FADER];
  const char        *name = lt_session_find_strip (session, row->track_id)->name;
  g_autofree char   *loudness = lt_certificate_dup_number (row->loudness_lufs, 1);
  g_autofree char   *why = lt_balance_row_dup_why (row);
  char               before[LT_VALUE_TEXT_SIZE], after[LT_VALUE_TEXT_SIZE];

  lt_cli_print ("  %s%*s  ", name, (int) (width - g_utf8_strlen (name, -1)), "");
  if (row->reason != LT_BALANCE_SET)
    {
      lt_cli_print ("%s\n", why);
      return;
    }
  lt_value_text_human (fader, row->before_db, before, sizeof before);
  lt_value_text_human (fader, row->after_db, after, sizeof after);
  /* Translators: role, loudness, fader before, fader after */
  lt_cli_print (_ ("%s, %s LUFS: %s → %s"), _ (lt_role_rows[row->role].label), loudness, before, after);
  if (row->trim_after_db != row->trim_before_db)
    {
      lt_value_text_human (&lt_strip_rows[LT_STRIP_TRIM], row->trim_before_db, before, sizeof before);
      lt_value_text_human (&lt_strip_rows[LT_STRIP_TRIM], row->trim_after_db, after, sizeof after);
      lt_cli_print (_ (", trim %s → %s"), before, after);
    }
  lt_cli_print (" (%s)\n", why);
}

static void
print_text (const LtBalance *balance, bool dry_run)
{
  g_autofree char *lufs = lt_certificate_dup_number (balance->mix_lufs, 1);
  g_autofree char *peak = lt_certificate_dup_number (balance->mix_peak_dbfs, 1);
  int              width = 0;

  for (guint i = 0; i < balance->session->tracks->len; i++)
    width = MAX (width, (int) g_utf8_strlen (((const LtTrack *) g_ptr_array_index (balance->session->tracks, i))->strip->name, -1));
  for (guint i = 0; i < balance->rows->len; i++)
    print_row (balance->session, &g_array_index (balance->rows, LtBalanceRow, i), width);
  if (isfinite (balance->mix_lufs))
    lt_cli_print (_ ("The mix: %s LUFS, sample peak %s dBFS.%s\n"), lufs, peak, dry_run ? _ (" Nothing was changed.") : "");
}

static void
print_json (const LtBalance *balance, bool dry_run)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "changed");
  json_builder_add_boolean_value (b, !dry_run);
  lt_cli_json_number (b, "mix_lufs", balance->mix_lufs);
  lt_cli_json_number (b, "mix_peak_dbfs", balance->mix_peak_dbfs);
  json_builder_set_member_name (b, "tracks");
  json_builder_begin_array (b);
  for (guint i = 0; i < balance->rows->len; i++)
    {
      const LtBalanceRow *row = &g_array_index (balance->rows, LtBalanceRow, i);

      json_builder_begin_object (b);
      json_builder_set_member_name (b, "name");
      json_builder_add_string_value (b, lt_session_find_strip (balance->session, row->track_id)->name);
      json_builder_set_member_name (b, "role");
      json_builder_add_string_value (b, lt_role_rows[row->role].key);
      json_builder_set_member_name (b, "result");
      json_builder_add_string_value (b, reasons[row->reason]);
      lt_cli_json_number (b, "loudness_lufs", row->loudness_lufs);
      lt_cli_json_number (b, "target_lufs", row->target_lufs);
      lt_cli_json_number (b, "fader_before_db", row->before_db);
      lt_cli_json_number (b, "fader_db", row->after_db);
      lt_cli_json_number (b, "trim_db", row->trim_after_db);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

/* Returns: (transfer full): of LtId. NULL with an error: one is no track. */
static GArray *
find_tracks (const LtSession *session, char **names, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (char **name = names; *name != NULL; name++)
    {
      const LtStrip *strip = lt_cli_session_strip (session, *name, error);

      if (strip == NULL)
        return NULL;
      if (strip->kind != LT_STRIP_TRACK)
        {
          g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                       _ ("“%s” is no track: balance sets tracks only, and leaves buses and the mix as they are."), strip->name);
          return NULL;
        }
      g_array_append_val (ids, strip->id);
    }
  return g_steal_pointer (&ids);
}

/* @words: the session, then the tracks; none: all. */
static bool
balance_session (char **words, bool dry_run, bool json, GError **error)
{
  g_autoptr (LtFolder)  folder = lt_cli_session_open (words[0], dry_run ? LT_FOLDER_READ : LT_FOLDER_WRITE, error);
  g_autoptr (GArray)    ids = folder != NULL ? find_tracks (lt_folder_get_session (folder), words + 1, error) : NULL;
  g_autoptr (LtBalance) balance
      = ids != NULL ? lt_balance_new (lt_folder_get_session (folder), lt_folder_get_path (folder), ids->len > 0 ? ids : NULL, lt_cli_progress,
                                      (gpointer) _ ("Listening"), lt_cli_get_cancellable (), error)
                    : NULL;

  if (balance == NULL)
    return false;
  lt_cli_progress_end ();
  for (guint i = 0; i < balance->problems->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (balance->problems, i));
  if (!dry_run && !lt_cli_session_commit (folder, lt_balance_apply (balance, balance->session), _ ("Balance"), error))
    return false;
  (json ? print_json : print_text) (balance, dry_run);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, dry_run = false, json = false;
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what would be done"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);

  if (words == NULL)
    return code;
  return balance_session (words, dry_run, json, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_balance = {
  .name = "balance",
  .args = N_ ("SESSION [TRACK…] [--dry-run] [--json]"),
  .summary = N_ ("Set the faders to a sensible start"),
  .run = run,
};
