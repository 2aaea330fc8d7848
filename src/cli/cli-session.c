// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the commands on sessions share.
// Layer: cli.

#include "cli/cli-session.h"

#include "session/diff.h"

#include <glib/gi18n.h>

const char *const lt_cli_pan_laws[] = { "-3dB", "-4.5dB", "-6dB", "0dB", NULL };

LtFolder *
lt_cli_session_open (const char *path, LtFolderMode mode, GError **error)
{
  LtFolder *folder = lt_folder_open (path, mode, error);

  if (folder == NULL)
    return NULL;

  const GPtrArray *losses = lt_folder_get_losses (folder);
  for (guint i = 0; losses != NULL && i < losses->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (losses, i));
  if (lt_folder_is_recovered (folder))
    lt_cli_note (_ ("“%s” was not closed properly; its last changes were recovered."), path);
  return folder;
}

bool
lt_cli_session_save (LtFolder *folder, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (lt_folder_save (folder, &failed))
    return true;
  g_set_error (error, failed->domain, failed->code, _ ("%s. The change is kept in the session's history all the same, and is saved with the next one."),
               failed->message);
  return false;
}

bool
lt_cli_session_commit (LtFolder *folder, LtSession *next, const char *label, GError **error)
{
  if (next == NULL)
    return false;

  bool done = lt_folder_push (folder, next, label, NULL, error) && lt_cli_session_save (folder, error);
  lt_session_unref (next);
  return done;
}

bool
lt_cli_session_apply (LtFolder *folder, LtSession *next, const char *label, GError **error)
{
  g_autoptr (LtSession) before = lt_session_ref (lt_folder_get_session (folder));

  if (next == NULL)
    return false;

  g_autoptr (GPtrArray) changes = lt_diff_list (before, next);
  g_autofree char      *told = label != NULL ? g_strdup (label) : lt_diff_label (before, next);
  if (!lt_cli_session_commit (folder, next, told, error))
    return false;
  for (guint i = 0; i < changes->len; i++)
    lt_cli_print ("%s\n", (const char *) g_ptr_array_index (changes, i));
  if (changes->len == 0)
    lt_cli_print ("%s\n", _ ("Nothing changed."));
  return true;
}

const LtStrip *
lt_cli_session_strip (const LtSession *session, const char *name, GError **error)
{
  const LtStrip *strip = lt_session_find_strip_named (session, name);

  if (strip != NULL)
    return strip;

  g_autoptr (GString) names = g_string_new (NULL);
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", lt_session_get_strip (session, i)->name);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no strip “%s”. There are: %s."), name, names->str);
  return NULL;
}

const LtStrip *
lt_cli_session_sounding (const LtSession *session, const char *name, GError **error)
{
  const LtStrip *strip = lt_cli_session_strip (session, name, error);

  if (strip == NULL || strip->kind != LT_STRIP_VCA)
    return strip;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is a VCA, and nothing sounds through it; name a track, a bus, mix or master."), strip->name);
  return NULL;
}

const LtTrack *
lt_cli_session_track (const LtSession *session, const char *name, GError **error)
{
  const LtStrip *strip = lt_cli_session_strip (session, name, error);
  const LtTrack *track = strip != NULL ? lt_session_find_track (session, strip->id) : NULL;

  if (strip != NULL && track == NULL)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is not a track; clips and takes lie on tracks."), strip->name);
  return track;
}
