// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One file as a session that masters it.
// Layer: cli.

#include "cli/cli-master.h"

#include "cli/cli-rows.h"
#include "media/import.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/folder.h"
#include "session/strip-key.h"
#include "studio/master-preset.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static char *
name_of (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  char            *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_steal_pointer (&name);
}

LtSession *
lt_cli_master_session (LtReader *reader, const LtMeasurement *m)
{
  const LtReaderInfo *info = lt_reader_get_info (reader);
  g_autofree char    *path = g_canonicalize_filename (lt_reader_get_path (reader), NULL);
  g_autofree char    *name = name_of (path);
  const char         *title = lt_tags_get (lt_reader_get_tags (reader), "title");
  LtSession          *session = lt_session_new (info->rate_hz, title != NULL ? title : name);
  LtSourceInfo        about = { .path = path, .name = name, .n_frames = info->n_frames, .n_channels = info->n_channels, .rate_hz = info->rate_hz };
  LtId                source, track;

  lt_session_take (&session, lt_edit_session_add_source (session, &about, &source));
  lt_session_take (&session, lt_edit_track_add (session, name, -1, &track));
  lt_session_take (&session, lt_edit_clip_add (session, track, source, 0, 0, 0, NULL));
  lt_session_take (&session, lt_master_preset_stage (session, track, m->integrated_lufs));
  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    lt_session_take (&session, lt_edit_session_tag (session, *key, lt_tags_get (lt_reader_get_tags (reader), *key)));
  return session;
}

/* The last slot of that effect on the master. */
static const LtSlot *
find_slot (const LtSession *session, const LtFxType *type)
{
  for (guint i = session->master->slots->len; i > 0; i--)
    {
      const LtSlot *slot = g_ptr_array_index (session->master->slots, i - 1);

      if (slot->type == type)
        return slot;
    }
  return NULL;
}

static bool
check_assignment (const char *assignment, const LtFxType **type, GError **error)
{
  const char      *equals = strchr (assignment, '=');
  g_autofree char *key = equals != NULL ? g_strndup (assignment, (gsize) (equals - assignment)) : g_strdup ("");
  g_autofree char *effect = g_strdup (key);

  if (equals == NULL || strchr (key, '.') == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not of the form EFFECT.PARAM=VALUE."), assignment);
      return false;
    }
  if (strcmp (key, "limit.gain") == 0 || strcmp (key, "limit.ceiling") == 0 || strcmp (key, "limit.bypass") == 0
      || strcmp (key, "limit.true-peak") == 0)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                   _ ("“%s” follows from the loudness and the ceiling; say --target-lufs and --ceiling instead."), key);
      return false;
    }
  effect[strcspn (effect, ".#")] = '\0';
  *type = lt_cli_rows_effect (effect, error);
  return *type != NULL;
}

static bool
assign (LtSession **session, const char *assignment, const LtFxType *limit, GError **error)
{
  g_autofree char *full = g_strconcat ("master.", assignment, NULL);
  const LtFxType  *type;

  if (!check_assignment (assignment, &type, error))
    return false;
  if (find_slot (*session, type) == NULL)
    {
      guint n = (*session)->master->slots->len;

      lt_session_take (session, lt_edit_slot_add (*session, (*session)->master->id, type, type == limit ? -1 : (int) n - 1, NULL, NULL));
    }

  LtSession *next = lt_strip_key_set (*session, full, error);
  if (next == NULL)
    return false;
  lt_session_take (session, next);
  return true;
}

LtSession *
lt_cli_master_chain (const LtSession *session, const LtMasterChain *chain, float *limit_values, GError **error)
{
  const LtFxType       *limit = lt_fx_find ("limit");
  g_autoptr (LtSession) next = lt_master_preset_apply (session, chain->preset, error);

  if (next == NULL)
    return NULL;
  if (find_slot (next, limit) == NULL)
    lt_session_take (&next, lt_edit_slot_add (next, next->master->id, limit, -1, NULL, NULL));
  if (chain->match_values != NULL)
    lt_session_take (&next, lt_edit_slot_add (next, next->master->id, lt_fx_find ("match"), 0, chain->match_values, NULL));
  for (char **a = chain->assignments; *a != NULL; a++)
    if (!assign (&next, *a, limit, error))
      return NULL;

  const LtSlot *slot = find_slot (next, limit);
  memcpy (limit_values, slot->values, limit->n_params * sizeof (float));
  lt_session_take (&next, lt_edit_slot_remove (next, slot->id));
  return g_steal_pointer (&next);
}

LtSession *
lt_cli_master_with_limiter (const LtSession *session, const float *limit_values, const LtLoudnessFit *fit)
{
  const LtFxType *limit = lt_fx_find ("limit"), *trim = lt_fx_find ("trim");
  LtSession      *next = lt_session_ref (session);
  int             gain = lt_param_find (limit->params, limit->n_params, "gain");
  int             ceiling = lt_param_find (limit->params, limit->n_params, "ceiling");
  float           values[LT_FX_MAX_PARAMS], trim_values[LT_FX_MAX_PARAMS];

  memcpy (values, limit_values, limit->n_params * sizeof (float));
  values[gain] = lt_param_clamp (&limit->params[gain], (float) fit->gain_db);
  if (isfinite (fit->ceiling_dbtp))
    values[ceiling] = lt_param_clamp (&limit->params[ceiling], (float) fit->ceiling_dbtp);

  /* A gain that is beyond the limiter's own goes in front of it. */
  float rest = (float) fit->gain_db - values[gain];
  if (fabsf (rest) > 1e-4f)
    {
      lt_fx_defaults (trim, trim_values);
      trim_values[lt_param_find (trim->params, trim->n_params, "gain")] = rest;
      lt_session_take (&next, lt_edit_slot_add (next, next->master->id, trim, -1, trim_values, NULL));
    }
  lt_session_take (&next, lt_edit_slot_add (next, next->master->id, limit, -1, values, NULL));
  return next;
}

/* --- keeping it --- */

static bool
fail_write (GError **error, const char *path)
{
  int              code = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("The session “%s” could not be written: %s. Choose another place."), shown, g_strerror (code));
  return false;
}

/* @session with its only source in audio/ of a folder. */
static LtSession *
import_source (const LtSession *session, const char *file, const char *audio, GError **error)
{
  LtImportSpec         spec = { .source = file, .rate_hz = (uint32_t) (session->rate_hz + 0.5), .folder = audio };
  g_autoptr (LtImport) import = g_mkdir (audio, 0777) == 0 ? lt_import_file (&spec, lt_cli_get_cancellable (), error) : NULL;

  if (import == NULL)
    {
      if (error == NULL || *error == NULL)
        fail_write (error, audio);
      return NULL;
    }

  const LtImportPart *part = g_ptr_array_index (import->parts, 0);
  const LtSource     *source = g_ptr_array_index (session->sources, 0);
  g_autofree char    *inside = g_build_filename ("audio", part->path, NULL);
  LtSourceInfo        about = {
           .path = inside,
           .hash = part->hash,
           .name = part->name,
           .n_frames = part->n_frames,
           .n_channels = part->n_channels,
           .rate_hz = session->rate_hz,
  };

  return lt_edit_session_relink_source (session, source->id, &about);
}

static void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_files (path);
    }
  g_rmdir (folder);
}

static bool
fill (const LtSession *session, const char *file, const char *temp, const char *inner, GError **error)
{
  g_autofree char      *audio = g_build_filename (temp, "audio", NULL);
  g_autofree char      *empty = g_build_filename (inner, "audio", NULL);
  g_autoptr (LtSession) own = import_source (session, file, audio, error);
  g_autoptr (LtFolder)  folder = own != NULL ? lt_folder_create (inner, own, error) : NULL;

  if (folder == NULL)
    return false;
  return rename (audio, empty) == 0 || fail_write (error, empty);
}

bool
lt_cli_master_keep (const LtSession *session, const char *file, const char *path, GError **error)
{
  g_autofree char *target = g_canonicalize_filename (path, NULL);
  g_autofree char *parent = g_path_get_dirname (target);
  g_autofree char *temp = g_build_filename (parent, ".lathe-XXXXXX", NULL);

  if (g_mkdtemp (temp) == NULL)
    return fail_write (error, path);

  g_autofree char *inner = g_build_filename (temp, "session", NULL);
  bool             ok = fill (session, file, temp, inner, error) && (rename (inner, target) == 0 || fail_write (error, path));
  remove_files (temp);
  return ok;
}
