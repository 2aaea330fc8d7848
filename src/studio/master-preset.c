// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of the master chain.
// Layer: studio.

#include "studio/master-preset.h"

#include "session/edit-clip.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/data-dir.h"
#include "studio/fx-preset.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FOLDER "presets/master"
#define SUFFIX ".preset"
#define CLIP_MAX_DB 24.0
#define ABOUT "preset" /* the group with its name; all others are effects */

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
lt_master_preset_list (void)
{
  g_autofree char *folder = lt_data_dir_find (FOLDER);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  GPtrArray       *names = g_ptr_array_new ();
  const char      *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, SUFFIX))
      g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (SUFFIX)));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static GKeyFile *
load (const char *name, GError **error)
{
  g_auto (GStrv)       names = lt_master_preset_list ();
  g_autofree char     *list = g_strjoinv (", ", names);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (names[0] == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                   _ ("The presets of the master are not where they belong; install Lathe again, or say where its data is with LATHE_DATADIR."));
      return NULL;
    }
  if (!g_strv_contains ((const char *const *) names, name))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("There is no preset “%s”. There are: %s."), name, list);
      return NULL;
    }

  g_autofree char *relative = g_strconcat (FOLDER "/", name, SUFFIX, NULL);
  g_autofree char *path = lt_data_dir_find (relative);
  if (path != NULL && g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return g_steal_pointer (&file);
  g_prefix_error (error, _ ("The preset “%s” can't be read: "), name);
  return NULL;
}

char *
lt_master_preset_dup_text (const char *name, const char *key)
{
  g_autoptr (GKeyFile) file = load (name, NULL);

  return file != NULL ? g_key_file_get_locale_string (file, ABOUT, key, NULL, NULL) : NULL;
}

static bool
fail (GError **error, const char *name, const char *group, const char *key)
{
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
               _ ("The preset “%s” has “%s” in “%s”, which this version does not know. Choose another preset."), name, key, group);
  return false;
}

/* "eq#2" is an eq. */
static const LtFxType *
effect_of (const char *group)
{
  g_autofree char *key = g_strdup (group);

  key[strcspn (key, "#")] = '\0';
  return lt_fx_find (key);
}

static LtSession *
without_chain (const LtSession *session)
{
  LtSession *bare = lt_session_ref (session);

  while (bare->master->slots->len > 0)
    lt_session_take (&bare, lt_edit_slot_remove (bare, ((const LtSlot *) g_ptr_array_index (bare->master->slots, 0))->id));
  return bare;
}

LtSession *
lt_master_preset_apply (const LtSession *session, const char *name, GError **error)
{
  g_autoptr (GKeyFile)  file = load (name, error);
  g_auto (GStrv)        groups = file != NULL ? g_key_file_get_groups (file, NULL) : NULL;
  g_autoptr (LtSession) next = NULL;
  float                 values[LT_FX_MAX_PARAMS];

  if (file == NULL)
    return NULL;
  next = without_chain (session);
  for (char **group = groups; *group != NULL; group++)
    {
      const LtFxType *type = effect_of (*group);

      if (strcmp (*group, ABOUT) == 0)
        continue;
      if (type == NULL)
        {
          fail (error, name, ABOUT, *group);
          return NULL;
        }
      if (!lt_fx_preset_read (file, *group, type, name, values, error))
        return NULL;
      lt_session_take (&next, lt_edit_slot_add (next, next->master->id, type, -1, values, NULL));
    }
  return g_steal_pointer (&next);
}

LtSession *
lt_master_preset_stage (const LtSession *session, LtId track_id, double integrated_lufs)
{
  const LtTrack *track = lt_session_find_track (session, track_id);
  double         gain_db = isfinite (integrated_lufs) ? LT_MASTER_PRESET_LUFS - integrated_lufs : 0.0;
  double         clip_db = CLAMP (gain_db, -CLIP_MAX_DB, CLIP_MAX_DB);

  g_return_val_if_fail (track != NULL && track->clips->len == 1, lt_session_ref (session));

  const LtClip *clip = g_ptr_array_index (track->clips, 0);
  g_autoptr (LtSession) next = lt_edit_clip_gain (session, clip->id, clip_db);
  return lt_edit_strip_trim (next, track_id, gain_db - clip_db);
}
