// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe learn: what an effect of a session knows beside its values, from sound.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/blob.h"
#include "session/edit-slot.h"
#include "session/strip-key.h"
#include "studio/learn.h"
#include "studio/match-session.h"
#include "studio/match.h"

#include <glib/gi18n.h>

typedef struct
{
  char *from, *file;
  int   clear;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->from);
  g_free (self->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

static const LtSlot *
find_slot (const LtSession *session, const char *name, GError **error)
{
  LtStripKey key;

  if (!lt_strip_key_resolve (session, name, &key, error))
    return NULL;
  if (key.kind == LT_STRIP_KEY_SLOT)
    return lt_session_find_slot (session, key.slot_id, NULL);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is not an effect; write it as STRIP.SLOT, e.g. Vocals.denoise."), name);
  return NULL;
}

static GBytes *
learn (const Args *args, LtFolder *folder, const LtSlot *slot, GError **error)
{
  const LtSession *session = lt_folder_get_session (folder);
  int64_t          from = 0, to = args->file != NULL ? -1 : lt_session_get_length (session);

  if (args->file != NULL ? !lt_learn_takes_file (slot->type) : !lt_learn_is_able (slot->type))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                   args->file != NULL ? _ ("The effect “%s” takes no file; leave out --file.") : _ ("The effect “%s” does not learn from what it hears; give it a --file."),
                   slot->effect);
      return NULL;
    }
  if (args->from != NULL && !lt_cli_parse_range (args->from, session->rate_hz, &from, &to, error))
    return NULL;
  return args->file != NULL ? lt_learn_from_file (slot->type, args->file, from, to, lt_cli_get_cancellable (), error)
                            : lt_learn_from_session (session, lt_folder_get_path (folder), slot->id, from, to, lt_cli_get_cancellable (), error);
}

/* The session with what a match has to be set to. */
static LtSession *
match (const Args *args, LtFolder *folder, const LtSlot *slot, GError **error)
{
  const LtSession  *session = lt_folder_get_session (folder);
  float             values[LT_FX_MAX_PARAMS];
  LtMatchReference  reference = { .path = args->file, .weight = 1.0 };
  LtMatchSessionJob job = {
    .session = session,
    .folder = lt_folder_get_path (folder),
    .slot_id = slot->id,
    .to = lt_session_get_length (session),
    .references = &reference,
    .n_references = 1,
    .cancellable = lt_cli_get_cancellable (),
    .progress = lt_cli_progress,
    .progress_data = (gpointer) _ ("Listening to the reference"),
  };

  if (reference.path == NULL)
    {
      g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("A match learns from a reference; name it with --file."));
      return NULL;
    }
  if (args->from != NULL && !lt_cli_parse_range (args->from, session->rate_hz, &job.from, &job.to, error))
    return NULL;
  return lt_match_session_learn (&job, values, error) ? lt_edit_slot_values (session, slot->id, values) : NULL;
}

static bool
teach (const Args *args, char **words, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  const LtSlot    *slot = folder != NULL ? find_slot (lt_folder_get_session (folder), words[1], error) : NULL;
  g_autofree char *label = g_strdup_printf (args->clear ? _ ("%s forgets") : _ ("%s learns"), words[1]);
  g_autofree char *name = NULL;

  if (slot == NULL)
    return false;
  if (slot->type == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The effect “%s” is not known to this version."), slot->effect);
      return false;
    }
  if (!args->clear && lt_match_is_for (slot->type))
    {
      LtSession *next = match (args, folder, slot, error);

      return next != NULL && lt_cli_session_apply (folder, next, label, error);
    }
  if (!args->clear)
    {
      g_autoptr (GBytes) blob = learn (args, folder, slot, error);

      if (blob == NULL)
        return false;
      name = lt_blob_put (blob);
    }
  return lt_cli_session_apply (folder, lt_edit_slot_blob (lt_folder_get_session (folder), slot->id, name), label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args) args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &args.from, N_ ("The stretch to learn from (default: all)"), "A:B" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &args.file, N_ ("Learn from FILE instead of what the effect hears"), N_ ("FILE") },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &args.clear, N_ ("Forget what was learned"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, 2, &code);

  if (words == NULL)
    return code;
  return teach (&args, words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_learn = {
  .name = "learn",
  .args = N_ ("SESSION STRIP.SLOT [--from A:B] [--file FILE] [--clear]"),
  .summary = N_ ("Let an effect learn from sound: a noise print, an impulse response, a reference"),
  .run = run,
};
