// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// References with weights as they are written, and what a match found as it is read.
// Layer: cli.

#include "cli/cli-match.h"

#include "fx/fx.h"
#include "meter/spectrum.h"
#include "session/edit-reference.h"
#include "studio/match-session.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_WEIGHT 1000.0

/* --- references --- */

static void
clear_reference (gpointer data)
{
  g_free ((char *) ((LtMatchReference *) data)->path);
}

static GArray *
new_references (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (LtMatchReference));

  g_array_set_clear_func (self, clear_reference);
  return self;
}

/* @path is taken over. */
static void
add_file (GArray *self, char *path, double weight)
{
  LtMatchReference reference = { .path = path, .weight = weight };

  g_array_append_val (self, reference);
}

/* Takes a weight from the end of @word. False: what stands behind the colon is none. */
static bool
split_weight (char *word, double *weight, GError **error)
{
  char *colon = strrchr (word, ':');

  *weight = 1.0;
  if (colon == NULL || colon == word)
    return true;
  if (!lt_cli_parse_number (colon + 1, weight, NULL) || !(*weight > 0.0 && *weight <= MOST_WEIGHT))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is no weight of a reference; write a number above 0, such as %s:2."), colon + 1, "NAME");
      return false;
    }
  *colon = '\0';
  return true;
}

GArray *
lt_cli_match_files (char *const *words, GError **error)
{
  g_autoptr (GArray) self = new_references ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup (words[i]);
      double           weight = 1.0;

      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !split_weight (path, &weight, error))
        return NULL;
      add_file (self, g_steal_pointer (&path), weight);
    }
  return g_steal_pointer (&self);
}

/* @weight NULL: its own. */
static bool
add_of_session (GArray *self, const LtSession *session, const char *folder, const LtReference *reference, const double *weight, GString *names)
{
  LtMatchReference song;

  if (!lt_match_session_reference (session, folder, reference, &song))
    return false;
  song.weight = weight != NULL ? *weight : song.weight;
  g_array_append_val (self, song);
  lt_match_session_add_name (names, reference->name, song.weight);
  return true;
}

/* A name before a file, whole before with a weight. */
static bool
add_word (GArray *self, const LtSession *session, const char *folder, const char *word, GString *names, GError **error)
{
  g_autofree char   *name = g_strdup (word);
  double             weight = LT_REFERENCE_WEIGHT;
  bool               is_weighed = false;
  const LtReference *found = lt_edit_reference_find (session, name);

  if (found == NULL && !g_file_test (name, G_FILE_TEST_EXISTS))
    {
      if (!split_weight (name, &weight, error))
        return false;
      is_weighed = strcmp (name, word) != 0;
      found = lt_edit_reference_find (session, name);
    }
  if (found != NULL && add_of_session (self, session, folder, found, is_weighed ? &weight : NULL, names))
    return true;
  if (!g_file_test (name, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                   _ ("“%s” is neither a reference of the session nor a file; “lathe reference SESSION list” says what there is."), name);
      return false;
    }
  g_autofree char *shown = g_filename_display_basename (name);
  lt_match_session_add_name (names, shown, weight);
  add_file (self, g_steal_pointer (&name), weight);
  return true;
}

GArray *
lt_cli_match_references (const LtSession *session, const char *folder, char *const *words, GString *names, GError **error)
{
  g_autoptr (GArray) self = new_references ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (!add_word (self, session, folder, words[i], names, error))
      return NULL;
  for (guint i = 0; words == NULL && i < session->references->len; i++)
    add_of_session (self, session, folder, g_ptr_array_index (session->references, i), NULL, names);
  if (self->len > 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                       _ ("The session has no reference; name a file with --reference, or add one with “lathe reference SESSION add FILE”."));
  return NULL;
}

/* --- the report --- */

/* @width characters, one decimal. */
static void
print_number (double value, int width, bool is_signed)
{
  if (isnan (value))
    lt_cli_print ("%*s", width, "-");
  else
    lt_cli_print (is_signed ? "%+*.1f" : "%*.1f", width, fabs (value) < 0.05 ? 0.0 : value);
}

static const char *
label_of_band (guint band)
{
  const LtFxType *type = lt_fx_find ("match");
  char            key[8];

  g_snprintf (key, sizeof key, "g%u", band + 1);
  return type->params[lt_param_find (type->params, type->n_params, key)].label;
}

static void
print_row (const char *label, const double *numbers, guint n)
{
  int width = 24 - (int) g_utf8_strlen (label, -1);

  lt_cli_print ("%s%*s", label, MAX (width, 1), "");
  for (guint i = 0; i < n; i++)
    print_number (numbers[i], 11, i == 2 || i == 3);
  lt_cli_print ("\n");
}

void
lt_cli_match_print (const LtMatchReport *report)
{
  const char *const heads[] = { _ ("Programme"), _ ("Reference"), _ ("Gain"), _ ("Heard"), _ ("After") };
  const char *const sides[] = { _ ("Side below 400 Hz, dB"), _ ("Side above 400 Hz, dB") };

  lt_cli_print (_ ("Spectrum %.0f %%, width %.0f %%, dynamics %.0f %%\n"), report->spectrum, report->width, report->dynamics);
  lt_cli_print ("%24s", "");
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    lt_cli_print ("%*s%s", MAX (11 - (int) g_utf8_strlen (heads[i], -1), 1), "", heads[i]);
  lt_cli_print ("\n");
  for (guint b = 0; b < LT_MATCH_PROFILE_BANDS; b++)
    print_row (_ (label_of_band (b)),
               (const double[]) { report->has_db[b], report->wanted_db[b], report->gain_db[b], report->heard_db[b], report->after_db[b] }, 5);
  for (guint i = 0; i < 2; i++)
    print_row (sides[i],
               (const double[]) { report->side_has_db[i], report->side_wanted_db[i], report->side_gain_db[i],
                                  0.01 * report->width * report->side_gain_db[i], report->side_after_db[i] },
               5);
  print_row (_ ("Loudness range, LU"), (const double[]) { report->range_has_lu, report->range_wanted_lu }, 2);
  lt_cli_print (_ ("Ratio %.2f around %.1f LUFS\n"), report->ratio, report->middle_lufs);
}

void
lt_cli_match_json (JsonBuilder *builder, const LtMatchReport *report)
{
  static const char *const regions[] = { "low", "high" };

  lt_cli_json_number (builder, "spectrum_percent", report->spectrum);
  lt_cli_json_number (builder, "width_percent", report->width);
  lt_cli_json_number (builder, "dynamics_percent", report->dynamics);
  json_builder_set_member_name (builder, "bands");
  json_builder_begin_array (builder);
  for (guint b = 0; b < LT_MATCH_PROFILE_BANDS; b++)
    {
      json_builder_begin_object (builder);
      lt_cli_json_number (builder, "hz", lt_spectrum_band_hz (b));
      lt_cli_json_number (builder, "programme_db", report->has_db[b]);
      lt_cli_json_number (builder, "reference_db", report->wanted_db[b]);
      lt_cli_json_number (builder, "gain_db", report->gain_db[b]);
      lt_cli_json_number (builder, "heard_db", report->heard_db[b]);
      lt_cli_json_number (builder, "after_db", report->after_db[b]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "side");
  json_builder_begin_object (builder);
  for (guint i = 0; i < 2; i++)
    {
      json_builder_set_member_name (builder, regions[i]);
      json_builder_begin_object (builder);
      lt_cli_json_number (builder, "programme_db", report->side_has_db[i]);
      lt_cli_json_number (builder, "reference_db", report->side_wanted_db[i]);
      lt_cli_json_number (builder, "gain_db", report->side_gain_db[i]);
      lt_cli_json_number (builder, "after_db", report->side_after_db[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  lt_cli_json_number (builder, "programme_range_lu", report->range_has_lu);
  lt_cli_json_number (builder, "reference_range_lu", report->range_wanted_lu);
  lt_cli_json_number (builder, "ratio", report->ratio);
  lt_cli_json_number (builder, "middle_lufs", report->middle_lufs);
}
