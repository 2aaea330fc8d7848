// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The user's own presets: what is saved comes back, under any name; nothing is lost by what can't be read.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/blob.h"
#include "session/edit-slot.h"
#include "session/session.h"
#include "studio/fx-preset.h"

#include <string.h>

static char *home;

static char *
path_of (const char *relative)
{
  return g_build_filename (home, "lathe", "presets", relative, NULL);
}

static char *
text_of (const char *relative)
{
  g_autofree char *path = path_of (relative);
  char            *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
write_text (const char *relative, const char *text)
{
  g_autofree char *path = path_of (relative), *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static LtSession *
session_with (const char *effect, LtId *slot_id)
{
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");

  return lt_edit_slot_add (empty, empty->mix->id, lt_fx_find (effect), -1, NULL, slot_id);
}

static LtSession *
with_row (const LtSession *session, LtId slot_id, const char *key, float value)
{
  const LtSlot *slot = lt_session_find_slot (session, slot_id, NULL);

  return lt_edit_slot_value (
      session, slot_id, (uint32_t) lt_param_find (slot->type->params, slot->type->n_params, key),
      value);
}

static const LtFxPreset *
named (GPtrArray *presets, const char *name)
{
  for (guint i = 0; i < presets->len; i++)
    if (g_str_equal (((const LtFxPreset *) g_ptr_array_index (presets, i))->name, name))
      return g_ptr_array_index (presets, i);
  return NULL;
}

static void
save (const LtSession *session, LtId slot_id, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_fx_preset_save (lt_session_find_slot (session, slot_id, NULL), name, &error));
  g_assert_no_error (error);
}

/* Only what differs is written, and all comes back. */
static void
test_values (void)
{
  LtId id;
  g_autoptr (LtSession) plain = session_with ("comp", &id);
  g_autoptr (LtSession) once = with_row (plain, id, "threshold", -31.3f);
  g_autoptr (LtSession) session = with_row (once, id, "auto-release", 1.0f);
  g_autoptr (GPtrArray) own = NULL;
  g_autofree char *text = NULL;

  save (session, id, "  Mine ");
  save (plain, id, "Plain");
  own = lt_fx_preset_load_own (lt_fx_find ("comp"), NULL);
  g_assert_cmpuint (own->len, ==, 2);
  g_assert_nonnull (named (own, "Mine"));
  g_assert_true (lt_fx_preset_fits (named (own, "Mine"), lt_session_find_slot (session, id, NULL)));
  g_assert_false (lt_fx_preset_fits (named (own, "Mine"), lt_session_find_slot (plain, id, NULL)));
  g_assert_true (lt_fx_preset_fits (named (own, "Plain"), lt_session_find_slot (plain, id, NULL)));
  g_assert_true (named (own, "Mine")->own);

  g_autoptr (LtSession) back = lt_fx_preset_apply (plain, id, named (own, "Mine"));
  const LtSlot *slot = lt_session_find_slot (session, id, NULL);
  g_assert_true (lt_slot_has_values (lt_session_find_slot (back, id, NULL), slot->values));

  text = text_of ("fx/comp.preset");
  g_assert_nonnull (strstr (text, "[Mine]\nthreshold=-31.3\nauto-release=on\n"));
  g_assert_null (strstr (text, "ratio"));
}

/* Any value of any effect is the same bit for bit after it was text. */
static void
test_all_effects (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      float values[LT_FX_MAX_PARAMS];
      LtId  id;
      g_autoptr (LtSession) plain = session_with ((*type)->key, &id);

      for (uint32_t p = 0; p < (*type)->n_params; p++)
        {
          const LtParamSpec *row = &(*type)->params[p];

          g_assert_false (g_str_equal (row->key, "blob") || g_str_equal (row->key, "bypass")
                          || g_str_equal (row->key, "level"));
          values[p] = lt_param_clamp (
              row, (float) g_rand_double_range (rng, (double) row->min, (double) row->max + 1e-6));
        }
      g_autoptr (LtSession) session = lt_edit_slot_values (plain, id, values);
      save (session, id, "Any");
      g_autoptr (GPtrArray) own = lt_fx_preset_load_own (*type, NULL);
      g_assert_nonnull (named (own, "Any"));
      g_assert_true (
          lt_fx_preset_fits (named (own, "Any"), lt_session_find_slot (session, id, NULL)));
      LtPresetShelf shelf = lt_fx_preset_shelf (*type);
      g_assert_true (lt_preset_shelf_remove (&shelf, "Any", NULL));
    }
}

static void
test_names (void)
{
  static const char *const names[]
      = { "[Vox] 100% wet", "a/b",       "#1",    "..", ".hidden", "ÄÖ — “x” 🎤", "%41",
          "C:\\x=y;z",      "tab\there", "Vocal", NULL };
  LtPresetShelf shelves[] = { lt_fx_preset_shelf (lt_fx_find ("gate")), { "strip", NULL } };

  for (guint s = 0; s < G_N_ELEMENTS (shelves); s++)
    {
      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autoptr (GKeyFile) file = g_key_file_new ();
          g_autoptr (GError) error = NULL;

          g_key_file_set_integer (file, "trim", "gain", (int) i);
          g_assert_true (lt_preset_shelf_put (&shelves[s], names[i], file, "trim", &error));
          g_assert_no_error (error);
        }
      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *group = NULL;
          g_autoptr (GError) error = NULL;
          g_autoptr (GKeyFile) file = lt_preset_shelf_open (&shelves[s], names[i], &group, &error);

          g_assert_no_error (error);
          g_assert_true (lt_preset_shelf_has (&shelves[s], names[i]));
          g_assert_cmpint (g_key_file_get_integer (file, s == 0 ? group : "trim", "gain", NULL), ==,
                           (int) i);
        }
      g_auto (GStrv) all = lt_preset_shelf_list (&shelves[s], NULL);
      g_assert_cmpuint (g_strv_length (all), ==, g_strv_length ((char **) names));
    }

  g_autofree char *folder = path_of ("strip");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==,
                    g_strv_length ((char **) names)); /* all here, none elsewhere, no leftovers */
}

static void
test_bad_names (void)
{
  g_autofree char *longer = g_strnfill (300, 'x');
  const char      *bad[] = { "", "   ", longer };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_preset_shelf_dup_name (bad[i], &error));
      g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID);
    }
}

static void
test_rename_remove (void)
{
  LtPresetShelf shelves[] = { lt_fx_preset_shelf (lt_fx_find ("delay")), { "master", NULL } };

  for (guint s = 0; s < G_N_ELEMENTS (shelves); s++)
    {
      const LtPresetShelf *shelf = &shelves[s];
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_autoptr (GError) taken = NULL, missing = NULL, gone = NULL;

      g_key_file_set_string (file, "x", "time", "300");
      g_assert_true (lt_preset_shelf_put (shelf, "A", file, "x", NULL));
      g_assert_true (lt_preset_shelf_put (shelf, "B", file, "x", NULL));
      g_assert_false (lt_preset_shelf_rename (shelf, "A", "B", &taken));
      g_assert_error (taken, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID);
      g_assert_true (lt_preset_shelf_has (shelf, "A"));
      g_assert_false (lt_preset_shelf_rename (shelf, "Nobody", "C", &missing));
      g_assert_error (missing, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND);
      g_assert_true (lt_preset_shelf_rename (shelf, "A", "A [2]/x", NULL));
      g_assert_false (lt_preset_shelf_has (shelf, "A"));
      g_assert_true (lt_preset_shelf_has (shelf, "A [2]/x"));
      g_assert_true (lt_preset_shelf_remove (shelf, "A [2]/x", NULL));
      g_assert_false (lt_preset_shelf_remove (shelf, "A [2]/x", &gone));
      g_assert_error (gone, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND);
      g_assert_true (lt_preset_shelf_has (shelf, "B"));
    }
}

/* A file that is no key file stays byte for byte, and says so; a preset of a newer version is passed by, and stays too. */
static void
test_damaged (void)
{
  static const char broken[] = "[Mine]\nroom=half\nthis line is broken\n";
  static const char newer[] = "# of mine\n[Newer]\nwarmth=11\n\n[Good]\ngain=-3\n";
  LtId              id;
  g_autoptr (LtSession) reverb = session_with ("reverb", &id);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  LtPresetShelf shelf = lt_fx_preset_shelf (lt_fx_find ("reverb"));

  write_text ("fx/reverb.preset", broken);
  g_autoptr (GPtrArray) none = lt_fx_preset_load_own (lt_fx_find ("reverb"), notes);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_false (lt_fx_preset_save (lt_session_find_slot (reverb, id, NULL), "Other", &error));
  g_assert_nonnull (strstr (error->message, "reverb.preset"));
  g_assert_false (lt_preset_shelf_remove (&shelf, "Mine", NULL));
  g_assert_false (lt_preset_shelf_rename (&shelf, "Mine", "Yours", NULL));
  g_autofree char *after = text_of ("fx/reverb.preset");
  g_assert_cmpstr (after, ==, broken);

  g_ptr_array_set_size (notes, 0);
  write_text ("fx/trim.preset", newer);
  g_autoptr (LtSession) trim = session_with ("trim", &id);
  save (trim, id, "Third");
  g_autoptr (GPtrArray) two = lt_fx_preset_load_own (lt_fx_find ("trim"), notes);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpuint (notes->len, ==, 1);
  g_autofree char *kept = text_of ("fx/trim.preset");
  for (const char *const *part
       = (const char *const[]){ "# of mine\n", "[Newer]\nwarmth=11\n", "[Good]\ngain=-3\n", NULL };
       *part != NULL; part++)
    g_assert_nonnull (strstr (kept, *part));
}

static void
test_blob (void)
{
  LtId id;
  g_autoptr (LtSession) plain = session_with ("denoise", &id);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("noise print", 11);
  g_autofree char *name = lt_blob_put (bytes);
  g_autoptr (LtSession) session = lt_edit_slot_blob (plain, id, name);
  g_autofree char *relative = g_build_filename ("blobs", name, NULL);
  g_autofree char *kept = NULL;

  save (session, id, "Hotel room");
  kept = text_of (relative);
  g_assert_cmpstr (kept, ==, "noise print");

  g_autoptr (GPtrArray) own = lt_fx_preset_load_own (lt_fx_find ("denoise"), NULL);
  const LtFxPreset *preset = named (own, "Hotel room");
  g_assert_cmpstr (preset->blob, ==, name);
  g_assert_true (lt_fx_preset_fits (preset, lt_session_find_slot (session, id, NULL)));
  g_assert_false (lt_fx_preset_fits (preset, lt_session_find_slot (plain, id, NULL)));
  g_autoptr (LtSession) back = lt_fx_preset_apply (plain, id, preset);
  g_assert_cmpstr (lt_session_find_slot (back, id, NULL)->blob, ==, name);

  /* One of values alone leaves the slot what it has learned. */
  save (plain, id, "Any room");
  g_autoptr (GPtrArray) both = lt_fx_preset_load_own (lt_fx_find ("denoise"), NULL);
  g_autoptr (LtSession) still = lt_fx_preset_apply (session, id, named (both, "Any room"));
  g_assert_cmpstr (lt_session_find_slot (still, id, NULL)->blob, ==, name);
}

/* What another program put there is found by its name. */
static void
test_blob_found (void)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "from elsewhere", -1);
  g_autofree char *relative = g_build_filename ("blobs", name, NULL);
  g_autofree char *root = lt_preset_shelf_dup_root ();
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (root); /* the user's blobs can be found from now on */
  g_assert_null (lt_blob_get (name));
  write_text (relative, "from elsewhere");
  bytes = lt_blob_get (name);
  g_assert_nonnull (bytes);
}

int
main (int argc, char **argv)
{
  int code;

  home = lt_test_session_dir ();
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preset-shelf/values", test_values);
  g_test_add_func ("/preset-shelf/all-effects", test_all_effects);
  g_test_add_func ("/preset-shelf/names", test_names);
  g_test_add_func ("/preset-shelf/bad-names", test_bad_names);
  g_test_add_func ("/preset-shelf/rename-remove", test_rename_remove);
  g_test_add_func ("/preset-shelf/damaged", test_damaged);
  g_test_add_func ("/preset-shelf/blob", test_blob);
  g_test_add_func ("/preset-shelf/blob-found", test_blob_found);
  code = g_test_run ();
  lt_test_session_remove_dir (home);
  g_free (home);
  return code;
}
