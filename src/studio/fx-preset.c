// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of one effect.
// Layer: studio.

#include "studio/fx-preset.h"

#include "session/blob.h"
#include "session/edit-slot.h"
#include "session/value-text.h"
#include "studio/data-dir.h"

#include <glib/gi18n.h>

/* What a group may say beside values: no effect has a row of these names. */
static const char *const beside[] = { "blob", "bypass", "level", NULL };

/* NULL when the effect has no presets, or they can't be read. */
static GKeyFile *
open_file (const LtFxType *type, GError **error)
{
  g_autofree char *relative = g_strdup_printf ("presets/fx/%s.preset", type->key);
  g_autofree char *path = lt_data_dir_find (relative);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                   _ ("There are no presets of the effect “%s”; install Lathe again, or say where "
                      "its data is with LATHE_DATADIR."),
                   type->key);
      return NULL;
    }
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return g_steal_pointer (&file);
  g_prefix_error (error, _ ("The presets of the effect “%s” can't be read: "), type->key);
  return NULL;
}

bool
lt_fx_preset_read (GKeyFile       *file,
                   const char     *group,
                   const LtFxType *type,
                   const char     *name,
                   float          *values,
                   GError        **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  lt_fx_defaults (type, values);
  for (char **key = keys; key != NULL && *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (file, group, *key, NULL);
      int              p = lt_param_find (type->params, type->n_params, *key);
      double           value;

      if (g_str_has_prefix (*key, "name[") /* its title in the user's language */
          || g_strv_contains (beside, *key))
        continue;
      if (p < 0)
        {
          g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                       _ ("The preset “%s” has “%s” in “%s”, which this version does not know. "
                          "Choose another preset."),
                       name, *key, group);
          return false;
        }
      if (!lt_value_text_parse (&type->params[p], text != NULL ? text : "", &value, error))
        return false;
      values[p] = lt_param_clamp (&type->params[p], (float) value);
    }
  return true;
}

static void
preset_free (gpointer data)
{
  LtFxPreset *preset = data;

  g_free (preset->name);
  g_free (preset->title);
  g_free (preset->blob);
  g_free (preset);
}

static LtFxPreset *
read_preset (GKeyFile *file, const char *name, const LtFxType *type, GError **error)
{
  LtFxPreset *preset = g_new0 (LtFxPreset, 1);

  if (!lt_fx_preset_read (file, name, type, name, preset->values, error))
    {
      g_free (preset);
      return NULL;
    }
  preset->name = g_strdup (name);
  preset->title = g_key_file_get_locale_string (file, name, "name", NULL, NULL);
  if (preset->title == NULL)
    preset->title = g_strdup (name);
  return preset;
}

static void
note (GPtrArray *notes, GError *error)
{
  if (notes != NULL)
    g_ptr_array_add (notes, g_strdup (error->message));
  g_error_free (error);
}

GPtrArray *
lt_fx_preset_load (const LtFxType *type, GPtrArray *notes)
{
  GPtrArray *presets = g_ptr_array_new_with_free_func (preset_free);
  GError    *error = NULL;
  g_autoptr (GKeyFile) file = open_file (type, &error);
  g_auto (GStrv) names = file != NULL ? g_key_file_get_groups (file, NULL) : NULL;

  if (file == NULL)
    note (notes, error);
  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      LtFxPreset *preset = read_preset (file, *name, type, &error);

      if (preset != NULL)
        g_ptr_array_add (presets, preset);
      else
        note (notes, g_steal_pointer (&error));
    }
  return presets;
}

/* --- the user's own --- */

LtPresetShelf
lt_fx_preset_shelf (const LtFxType *type)
{
  return (LtPresetShelf){ "fx", type };
}

GPtrArray *
lt_fx_preset_load_own (const LtFxType *type, GPtrArray *notes)
{
  GPtrArray    *presets = g_ptr_array_new_with_free_func (preset_free);
  LtPresetShelf shelf = lt_fx_preset_shelf (type);
  g_auto (GStrv) names = lt_preset_shelf_list (&shelf, notes);

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *group = NULL;
      GError          *error = NULL;
      g_autoptr (GKeyFile) file = lt_preset_shelf_open (&shelf, *name, &group, &error);
      LtFxPreset *preset = g_new0 (LtFxPreset, 1);

      if (file == NULL || !lt_fx_preset_read (file, group, type, *name, preset->values, &error))
        {
          g_free (preset);
          note (notes, error);
          continue;
        }
      preset->name = g_strdup (*name);
      preset->title = g_strdup (*name);
      preset->blob = lt_fx_preset_dup_blob (file, group);
      preset->own = true;
      g_ptr_array_add (presets, preset);
    }
  return presets;
}

char *
lt_fx_preset_dup_blob (GKeyFile *file, const char *group)
{
  g_autofree char *blob = g_key_file_get_string (file, group, "blob", NULL);

  return blob != NULL && lt_blob_is_name (blob) ? g_steal_pointer (&blob) : NULL;
}

bool
lt_fx_preset_fits (const LtFxPreset *preset, const LtSlot *slot)
{
  return lt_slot_has_values (slot, preset->values)
         && (preset->blob == NULL || g_strcmp0 (preset->blob, slot->blob) == 0);
}

LtSession *
lt_fx_preset_apply (const LtSession *session, LtId slot_id, const LtFxPreset *preset)
{
  g_autoptr (LtSession) next = lt_edit_slot_values (session, slot_id, preset->values);

  return preset->blob != NULL ? lt_edit_slot_blob (next, slot_id, preset->blob)
                              : g_steal_pointer (&next);
}

void
lt_fx_preset_write (GKeyFile *file, const char *group, const LtSlot *slot)
{
  char text[LT_VALUE_TEXT_SIZE];

  g_key_file_set_string (file, group, "blob", ""); /* the group is there in any case */
  g_key_file_remove_key (file, group, "blob", NULL);
  for (uint32_t p = 0; p < slot->type->n_params; p++)
    {
      const LtParamSpec *row = &slot->type->params[p];

      if (slot->values[p] != row->def)
        g_key_file_set_string (
            file, group, row->key,
            lt_value_text_plain (row, (double) slot->values[p], text, sizeof text));
    }
  if (slot->blob != NULL)
    g_key_file_set_string (file, group, "blob", slot->blob);
}

bool
lt_fx_preset_save (const LtSlot *slot, const char *name, GError **error)
{
  g_autofree char *clean = lt_preset_shelf_dup_name (name, error);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (slot->type != NULL, false);
  if (clean == NULL || !lt_preset_shelf_put_blob (slot->blob, error))
    return false;
  lt_fx_preset_write (file, "preset", slot);
  LtPresetShelf shelf = lt_fx_preset_shelf (slot->type);
  return lt_preset_shelf_put (&shelf, clean, file, "preset", error);
}
