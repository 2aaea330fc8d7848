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

static void
test_files (void)
{
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      g_auto (GStrv) names = lt_fx_preset_list (*type);
      guint          n = g_strv_length (names);
      float          values[16][LT_FX_MAX_PARAMS], defaults[LT_FX_MAX_PARAMS];

      g_test_message ("%s: %u presets", (*type)->key, n);
      g_assert_cmpuint (n, >=, 4);
      g_assert_cmpuint (n, <=, 12);
      lt_fx_defaults (*type, defaults);
      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GError) error = NULL;
          bool               loaded = lt_fx_preset_load (*type, names[k], values[k], &error);
          gsize              size = (*type)->n_params * sizeof (float);

          g_assert_no_error (error);
          g_assert_true (loaded);
          for (guint p = 0; p < (*type)->n_params; p++)
            g_assert_cmpfloat (lt_param_clamp (&(*type)->params[p], values[k][p]), ==, values[k][p]);
          for (guint other = 0; other < k; other++)
            g_assert_cmpint (memcmp (values[k], values[other], size), !=, 0);
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
      g_auto (GStrv)       groups = NULL;

      g_assert_nonnull (path);
      g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
      groups = g_key_file_get_groups (file, NULL);
      for (char **group = groups; *group != NULL; group++)
        {
          g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);
          float          values[LT_FX_MAX_PARAMS];

          g_assert_cmpuint (g_strv_length (keys), >, 0);
          g_assert_true (lt_fx_preset_load (*type, *group, values, NULL));
          for (char **key = keys; *key != NULL; key++)
            {
              if (g_str_has_prefix (*key, "name["))
                continue;

              g_autofree char   *text = g_key_file_get_string (file, *group, *key, NULL);
              int                p = lt_param_find ((*type)->params, (*type)->n_params, *key);
              const LtParamSpec *row = &(*type)->params[p];

              g_assert_cmpint (p, >=, 0);
              if (row->choices == NULL && g_ascii_isdigit (text[strlen (text) - 1]))
                g_assert_cmpfloat_with_epsilon (values[p], g_ascii_strtod (text, NULL), 1e-3);
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
      g_auto (GStrv) names = lt_fx_preset_list (*type);

      for (char **name = names; *name != NULL; name++)
        {
          g_autoptr (LtTestFx) fx = lt_test_fx_new (*type, 48000.0, 2);
          double               peak;

          g_assert_true (lt_fx_preset_load (*type, *name, fx->values, NULL));
          lt_test_music (io, 2 * N, 48000.0, 0.5, rng);
          lt_test_fx_run (fx, io, io + N, N, 64);
          for (guint i = 0; i < 2 * N; i++)
            g_assert_true (isfinite (io[i]));
          peak = lt_test_peak (io, 2 * N);
          g_test_message ("%s, %s: peak %.3f", (*type)->key, *name, peak);
          g_assert_cmpfloat (peak, >, 0.01);
          g_assert_cmpfloat (peak, <, 4.0);
        }
    }
}

/* What is not there is said. */
static void
test_wrong (void)
{
  const LtFxType      *type = lt_fx_find ("comp");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError)   error = NULL;
  float                values[LT_FX_MAX_PARAMS];

  g_assert_false (lt_fx_preset_load (type, "No such thing", values, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "Bus glue"));
  g_clear_error (&error);

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
  float            there[LT_FX_MAX_PARAMS], here[LT_FX_MAX_PARAMS];

  g_setenv ("LANGUAGE", "C", TRUE);
  g_autofree char *english = lt_fx_preset_dup_title (type, "Bus glue");
  g_assert_cmpstr (english, ==, "Bus glue");
  g_assert_true (lt_fx_preset_load (type, "Bus glue", there, NULL));

  g_setenv ("LANGUAGE", "de", TRUE);
  g_autofree char *german = lt_fx_preset_dup_title (type, "Bus glue");
  g_autofree char *unknown = lt_fx_preset_dup_title (type, "No such thing");
  g_assert_cmpstr (german, ==, "Zusammenhalt für Busse");
  g_assert_cmpstr (unknown, ==, "No such thing");
  g_assert_true (lt_fx_preset_load (type, "Bus glue", here, NULL));
  g_assert_cmpmem (here, type->n_params * sizeof (float), there, type->n_params * sizeof (float));

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
