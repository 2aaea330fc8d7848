// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of one effect.
// Layer: studio.

#include "studio/fx-preset.h"

#include "session/session.h"
#include "session/value-text.h"
#include "studio/data-dir.h"

#include <glib/gi18n.h>

/* NULL when the effect has no presets, or they can't be read. */
static GKeyFile *
open_file (const LtFxType *type, GError **error)
{
  g_autofree char     *relative = g_strdup_printf ("presets/fx/%s.preset", type->key);
  g_autofree char     *path = lt_data_dir_find (relative);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                   _ ("There are no presets of the effect “%s”; install Lathe again, or say where its data is with LATHE_DATADIR."), type->key);
      return NULL;
    }
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return g_steal_pointer (&file);
  g_prefix_error (error, _ ("The presets of the effect “%s” can't be read: "), type->key);
  return NULL;
}

char **
lt_fx_preset_list (const LtFxType *type)
{
  g_autoptr (GKeyFile) file = open_file (type, NULL);

  return file != NULL ? g_key_file_get_groups (file, NULL) : g_new0 (char *, 1);
}

char *
lt_fx_preset_dup_title (const LtFxType *type, const char *name)
{
  g_autoptr (GKeyFile) file = open_file (type, NULL);
  char *title = file != NULL ? g_key_file_get_locale_string (file, name, "name", NULL, NULL) : NULL;

  return title != NULL ? title : g_strdup (name);
}

bool
lt_fx_preset_read (GKeyFile *file, const char *group, const LtFxType *type, const char *name, float *values, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  lt_fx_defaults (type, values);
  for (char **key = keys; key != NULL && *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (file, group, *key, NULL);
      int              p = lt_param_find (type->params, type->n_params, *key);
      double           value;

      if (g_str_has_prefix (*key, "name[")) /* its title in the user's language */
        continue;
      if (p < 0)
        {
          g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                       _ ("The preset “%s” has “%s” in “%s”, which this version does not know. Choose another preset."), name, *key, group);
          return false;
        }
      if (!lt_value_text_parse (&type->params[p], text != NULL ? text : "", &value, error))
        return false;
      values[p] = lt_param_clamp (&type->params[p], (float) value);
    }
  return true;
}

bool
lt_fx_preset_load (const LtFxType *type, const char *name, float *values, GError **error)
{
  g_autoptr (GKeyFile) file = open_file (type, error);

  if (file == NULL)
    return false;
  if (g_key_file_has_group (file, name))
    return lt_fx_preset_read (file, name, type, name, values, error);

  g_auto (GStrv)   names = g_key_file_get_groups (file, NULL);
  g_autofree char *list = g_strjoinv (", ", names);
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("There is no preset “%s”. There are: %s."), name, list);
  return false;
}
