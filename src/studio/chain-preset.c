// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of whole chains.
// Layer: studio.

#include "studio/chain-preset.h"

#include "session/edit-slot.h"
#include "session/strip-key.h"
#include "session/value-text.h"
#include "studio/data-dir.h"
#include "studio/fx-preset.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUFFIX ".preset"
#define ABOUT  "preset" /* the group with its name; all others are effects */

const LtPresetShelf lt_chain_preset_strip = { "strip", NULL };
const LtPresetShelf lt_chain_preset_master = { "master", NULL };

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
lt_chain_preset_list (const LtPresetShelf *shelf)
{
  g_autofree char *relative = g_build_filename ("presets", shelf->folder, NULL);
  g_autofree char *folder = lt_data_dir_find (relative);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  GPtrArray  *names = g_ptr_array_new ();
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, SUFFIX))
      g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (SUFFIX)));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static void
say_missing (const LtPresetShelf *shelf, const char *name, GError **error)
{
  g_auto (GStrv) names = lt_chain_preset_list (shelf);
  g_autofree char *list = g_strjoinv (", ", names);

  if (names[0] == NULL)
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                 _ ("The presets that come with Lathe are not where they belong; install it again, "
                    "or say where its data is with LATHE_DATADIR."));
  else
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                 _ ("There is no preset “%s”. There are: %s."), name, list);
}

static GKeyFile *
load (const LtPresetShelf *shelf, const char *name, GError **error)
{
  g_autofree char *relative = g_strconcat ("presets/", shelf->folder, "/", name, SUFFIX, NULL);
  g_autofree char *path
      = strchr (name, G_DIR_SEPARATOR) == NULL ? lt_data_dir_find (relative) : NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL)
    {
      say_missing (shelf, name, error);
      return NULL;
    }
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return g_steal_pointer (&file);
  g_prefix_error (error, _ ("The preset “%s” can't be read: "), name);
  return NULL;
}

char *
lt_chain_preset_dup_text (const LtPresetShelf *shelf, const char *name, const char *key)
{
  g_autoptr (GKeyFile) file = load (shelf, name, NULL);

  return file != NULL ? g_key_file_get_locale_string (file, ABOUT, key, NULL, NULL) : NULL;
}

static bool
fail (GError **error, const char *name, const char *group, const char *key)
{
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
               _ ("The preset “%s” has “%s” in “%s”, which this version does not know. Choose "
                  "another preset."),
               name, key, group);
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
without_chain (const LtSession *session, LtId strip_id)
{
  LtSession     *bare = lt_session_ref (session);
  const LtStrip *strip;

  while ((strip = lt_session_find_strip (bare, strip_id))->slots->len > 0)
    lt_session_take (&bare, lt_edit_slot_remove (
                                bare, ((const LtSlot *) g_ptr_array_index (strip->slots, 0))->id));
  return bare;
}

/* What @group says beside values. */
static bool
set_beside (LtSession **session, LtId slot_id, GKeyFile *file, const char *group, GError **error)
{
  g_autofree char *level = g_key_file_get_string (file, group, lt_slot_level_row.key, NULL);
  g_autofree char *blob = lt_fx_preset_dup_blob (file, group);
  g_autofree char *bypass = g_key_file_get_string (file, group, "bypass", NULL);
  double           level_db = 0.0;

  if (level != NULL && !lt_value_text_parse (&lt_slot_level_row, level, &level_db, error))
    return false;
  lt_session_take (session, lt_edit_slot_level (*session, slot_id, level_db));
  lt_session_take (session, lt_edit_slot_blob (*session, slot_id, blob));
  lt_session_take (session, lt_edit_slot_bypass (*session, slot_id, g_strcmp0 (bypass, "on") == 0));
  return true;
}

static bool
add_slot (LtSession **session,
          LtId        strip_id,
          GKeyFile   *file,
          const char *group,
          const char *name,
          GError    **error)
{
  const LtFxType *type = effect_of (group);
  float           values[LT_FX_MAX_PARAMS];
  LtId            id;

  if (type == NULL)
    return fail (error, name, ABOUT, group);
  if (!lt_fx_preset_read (file, group, type, name, values, error))
    return false;
  lt_session_take (session, lt_edit_slot_add (*session, strip_id, type, -1, values, &id));
  return set_beside (session, id, file, group, error);
}

LtSession *
lt_chain_preset_apply (const LtSession     *session,
                       LtId                 strip_id,
                       const LtPresetShelf *shelf,
                       const char          *name,
                       bool                 own,
                       GError             **error)
{
  g_autoptr (GKeyFile) file
      = own ? lt_preset_shelf_open (shelf, name, NULL, error) : load (shelf, name, error);
  g_auto (GStrv) groups = file != NULL ? g_key_file_get_groups (file, NULL) : NULL;
  g_autoptr (LtSession) next = NULL;

  if (file == NULL)
    return NULL;
  next = without_chain (session, strip_id);
  for (char **group = groups; *group != NULL; group++)
    if (strcmp (*group, ABOUT) != 0 && !add_slot (&next, strip_id, file, *group, name, error))
      return NULL;
  return g_steal_pointer (&next);
}

/* --- the user's own --- */

static bool
write_slot (GKeyFile *file, const LtStrip *strip, const LtSlot *slot, GError **error)
{
  g_autofree char *group = lt_strip_key_dup_slot_name (strip, slot);
  char             text[LT_VALUE_TEXT_SIZE];

  if (slot->type == NULL)
    {
      g_set_error (
          error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
          _ ("The effect “%s” is not known to this version and can't be kept in a preset."),
          slot->effect);
      return false;
    }
  lt_fx_preset_write (file, group, slot);
  if (slot->level_db != 0.0)
    g_key_file_set_string (
        file, group, lt_slot_level_row.key,
        lt_value_text_plain (&lt_slot_level_row, slot->level_db, text, sizeof text));
  if (slot->bypass)
    g_key_file_set_string (file, group, "bypass", "on");
  return lt_preset_shelf_put_blob (slot->blob, error);
}

bool
lt_chain_preset_save (const LtStrip       *strip,
                      const LtPresetShelf *shelf,
                      const char          *name,
                      GError             **error)
{
  g_autofree char *clean = lt_preset_shelf_dup_name (name, error);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (clean == NULL)
    return false;
  g_key_file_set_string (file, ABOUT, "name", clean);
  for (guint i = 0; i < strip->slots->len; i++)
    if (!write_slot (file, strip, g_ptr_array_index (strip->slots, i), error))
      return false;
  return lt_preset_shelf_put (shelf, clean, file, NULL, error);
}
