// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key file; each group is one delivery.
// Layer: deliver.

#include "deliver/targets.h"

#include "deliver/delivery.h"
#include "studio/data-dir.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FILE_NAME "targets/deliveries.ini"

static const char *const dithers[] = { "none", "tpdf", "shaped", "shaped-strong", NULL };

LtTarget *
lt_targets_copy (const LtTarget *target)
{
  LtTarget *copy = g_new (LtTarget, 1);

  *copy = *target;
  copy->name = g_strdup (target->name);
  copy->suffix = g_strdup (target->suffix);
  return copy;
}

void
lt_targets_free (LtTarget *target)
{
  g_free (target->name);
  g_free (target->suffix);
  g_free (target);
}

static LtBits
find_bits (const char *word)
{
  for (int bits = 0; word != NULL && bits < LT_N_BITS; bits++)
    if (strcmp (lt_file_format_bits_key ((LtBits) bits), word) == 0)
      return (LtBits) bits;
  return LT_BITS_24;
}

static LtQuantiseType
find_dither (const char *word)
{
  for (int i = 0; word != NULL && dithers[i] != NULL; i++)
    if (strcmp (dithers[i], word) == 0)
      return (LtQuantiseType) i;
  return LT_QUANTISE_TPDF;
}

static double
number (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  return text != NULL ? g_ascii_strtod (text, NULL) : NAN;
}

static LtTarget *
read_target (GKeyFile *file, const char *group)
{
  g_autofree char    *format = g_key_file_get_string (file, group, "format", NULL), *bits = g_key_file_get_string (file, group, "bits", NULL);
  g_autofree char    *dither = g_key_file_get_string (file, group, "dither", NULL);
  const LtFileFormat *found = format != NULL ? lt_file_format_find (format) : NULL;
  double              rate = number (file, group, "rate");
  LtTarget           *self;

  if (found == NULL)
    return NULL;
  self = g_new0 (LtTarget, 1);
  *self = (LtTarget) {
    .name = g_key_file_get_locale_string (file, group, "name", NULL, NULL),
    .suffix = g_key_file_get_string (file, group, "suffix", NULL),
    .format = found,
    .bits = find_bits (bits),
    .rate_hz = isfinite (rate) ? (uint32_t) rate : 0,
    .dither = find_dither (dither),
    .target_lufs = number (file, group, "lufs"),
    .ceiling_dbtp = number (file, group, "ceiling"),
    .on = g_key_file_get_boolean (file, group, "on", NULL),
  };
  if (self->name == NULL)
    self->name = g_strdup (group);
  if (self->suffix == NULL)
    self->suffix = g_strdup (group);
  return self;
}

GPtrArray *
lt_targets_load (const char *path, GPtrArray *notes, GError **error)
{
  g_autofree char *own = path == NULL ? lt_data_dir_find (FILE_NAME) : NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL && own == NULL)
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("The list of deliveries (%s) is missing. Install Lathe again."), FILE_NAME);
      return NULL;
    }
  if (!g_key_file_load_from_file (file, path != NULL ? path : own, G_KEY_FILE_NONE, error))
    return NULL;

  GPtrArray     *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_targets_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++)
    {
      LtTarget *target = read_target (file, *group);

      if (target != NULL)
        g_ptr_array_add (targets, target);
      else if (notes != NULL)
        g_ptr_array_add (notes, g_strdup_printf (_ ("The delivery “%s” is left out: its format is not known."), *group));
    }
  return targets;
}

char *
lt_targets_dup_file_name (const LtTarget *target, const char *title)
{
  g_autofree char *name = *target->suffix != '\0' ? g_strdup_printf ("%s (%s)", title, target->suffix) : g_strdup (title);

  g_strdelimit (name, "/\\\n\t", '-');
  return g_strdup_printf ("%s.%s", *name == '.' ? "-" : name, target->format->extension);
}
