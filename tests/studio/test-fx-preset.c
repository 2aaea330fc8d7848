// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of effects: every one loads, differs from the defaults and from its neighbours, and sounds.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"
#include "session/session.h"
#include "studio/data-dir.h"
#include "studio/fx-preset.h"

#include <math.h>
#include <string.h>

static const LtFxPreset *
preset_at (GPtrArray *presets, guint i)
{
  return g_ptr_array_index (presets, i);
}

static const LtFxPreset *
named (GPtrArray *presets, const char *name)
{
  for (guint i = 0; i < presets->len; i++)
    if (g_str_equal (preset_at (presets, i)->name, name))
      return preset_at (presets, i);
  return NULL;
}

static void
test_files (void)
{
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) presets = lt_fx_preset_load (*type, notes);
      gsize size = (*type)->n_params * sizeof (float);

      g_test_message ("%s: %u presets", (*type)->key, presets->len);
      g_assert_cmpuint (notes->len, ==, 0);
      g_assert_cmpuint (presets->len, >=, 4);
      g_assert_cmpuint (presets->len, <=, 12);
      for (guint k = 0; k < presets->len; k++)
        {
          const float *values = preset_at (presets, k)->values;

          for (guint p = 0; p < (*type)->n_params; p++)
            g_assert_cmpfloat (lt_param_clamp (&(*type)->params[p], values[p]), ==, values[p]);
          for (guint other = 0; other < k; other++)
            g_assert_cmpint (memcmp (values, preset_at (presets, other)->values, size), !=, 0);
        }
    }
}

/* Exactly what is written there, as it reads as text. */
static void
test_rows (void)
{
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      g_autofree char     *relative = g_strdup_printf ("presets/fx/%s.preset", (*type)->key);
      g_autofree char     *path = lt_data_dir_find (relative);
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_autoptr (GPtrArray) presets = lt_fx_preset_load (*type, NULL);
      g_auto (GStrv)       groups = NULL;

      g_assert_nonnull (path);
      g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
      groups = g_key_file_get_groups (file, NULL);
      for (char **group = groups; *group != NULL; group++)
        {
          g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);

          g_assert_cmpuint (g_strv_length (keys), >, 0);
          g_assert_nonnull (named (presets, *group));
          for (char **key = keys; *key != NULL; key++)
            {
              if (g_str_has_prefix (*key, "name["))
                continue;

              g_autofree char   *text = g_key_file_get_string (file, *group, *key, NULL);
              int                p = lt_param_find ((*type)->params, (*type)->n_params, *key);
              const LtParamSpec *row = &(*type)->params[p];

              g_assert_cmpint (p, >=, 0);
              if (row->choices == NULL && g_ascii_isdigit (text[strlen (text) - 1]))
                g_assert_cmpfloat_with_epsilon (named (presets, *group)->values[p], g_ascii_strtod (text, NULL), 1e-3);
            }
        }
    }
}

static void
test_sound (void)
{
  enum { N = 24000 };
  g_autofree float *io = g_new (float, 2 * N);
  g_autoptr (GRand) rng = g_rand_new_with_seed (17);

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      g_autoptr (GPtrArray) presets = lt_fx_preset_load (*type, NULL);

      for (guint k = 0; k < presets->len; k++)
        {
          g_autoptr (LtTestFx) fx = lt_test_fx_new (*type, 48000.0, 2);
          double               peak;

          memcpy (fx->values, preset_at (presets, k)->values, (*type)->n_params * sizeof (float));
          lt_test_music (io, 2 * N, 48000.0, 0.5, rng);
          lt_test_fx_run (fx, io, io + N, N, 64);
          for (guint i = 0; i < 2 * N; i++)
            g_assert_true (isfinite (io[i]));
          peak = lt_test_peak (io, 2 * N);
          g_test_message ("%s, %s: peak %.3f", (*type)->key, preset_at (presets, k)->name, peak);
          g_assert_cmpfloat (peak, >, 0.01);
          g_assert_cmpfloat (peak, <, 4.0);
        }
    }
}

/* What can't be is said. */
static void
test_wrong (void)
{
  const LtFxType      *type = lt_fx_find ("comp");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError)   error = NULL;
  float                values[LT_FX_MAX_PARAMS];

  g_key_file_set_string (file, "Odd", "warmth", "11");
  g_assert_false (lt_fx_preset_read (file, "Odd", type, "Odd", values, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID);
  g_clear_error (&error);

  g_key_file_remove_key (file, "Odd", "warmth", NULL);
  g_key_file_set_string (file, "Odd", "attack", "90000");
  g_assert_false (lt_fx_preset_read (file, "Odd", type, "Odd", values, &error));
  g_assert_nonnull (error);
}

/* Presets have titles in German, and their values load beside them. */
static void
test_titles (void)
{
  const LtFxType *type = lt_fx_find ("comp");
  g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));

  g_setenv ("LANGUAGE", "C", TRUE);
  g_autoptr (GPtrArray) english = lt_fx_preset_load (type, NULL);
  g_setenv ("LANGUAGE", "de", TRUE);
  g_autoptr (GPtrArray) german = lt_fx_preset_load (type, NULL);
  const LtFxPreset *there = named (english, "Bus glue"), *here = named (german, "Bus glue");

  g_assert_cmpstr (there->title, ==, "Bus glue");
  g_assert_cmpstr (here->title, ==, "Zusammenhalt für Busse");
  g_assert_cmpmem (here->values, type->n_params * sizeof (float), there->values, type->n_params * sizeof (float));

  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx-preset/files", test_files);
  g_test_add_func ("/fx-preset/rows", test_rows);
  g_test_add_func ("/fx-preset/sound", test_sound);
  g_test_add_func ("/fx-preset/wrong", test_wrong);
  g_test_add_func ("/fx-preset/titles", test_titles);
  return g_test_run ();
}
