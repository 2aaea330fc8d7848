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

LtTarget *
lt_targets_copy (const LtTarget *target)
{
  LtTarget *copy = g_new (LtTarget, 1);

  *copy = *target;
  copy->name = g_strdup (target->name);
  copy->key = g_strdup (target->key);
  copy->pattern = g_strdup (target->pattern);
  return copy;
}

void
lt_targets_free (LtTarget *target)
{
  g_free (target->key);
  g_free (target->name);
  g_free (target->pattern);
  g_free (target);
}

/* -1: no such word. */
static int
find_bits (const char *word)
{
  for (int bits = 0; word != NULL && bits < LT_N_BITS; bits++)
    if (strcmp (lt_file_format_bits_key ((LtBits) bits), word) == 0)
      return bits;
  return -1;
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
    .key = g_strdup (group),
    .pattern = g_key_file_get_string (file, group, "pattern", NULL),
    .format = found,
    .bits = find_bits (bits) >= 0 ? (LtBits) find_bits (bits) : LT_BITS_24,
    .rate_hz = isfinite (rate) ? (uint32_t) rate : 0,
    .dither = LT_QUANTISE_TPDF,
    .target_lufs = number (file, group, "lufs"),
    .ceiling_dbtp = number (file, group, "ceiling"),
    .on = g_key_file_get_boolean (file, group, "on", NULL),
    .tags = true,
  };
  lt_file_format_find_dither (dither, &self->dither);
  if (self->name == NULL)
    self->name = g_strdup (group);
  if (self->pattern == NULL)
    self->pattern = g_strdup (lt_edit_delivery_defaults (NULL).pattern);
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

static gboolean
is_named (const LtTarget *target, const char *word)
{
  g_autofree char *name = g_utf8_casefold (target->name, -1), *wanted = g_utf8_casefold (word, -1);

  return strcmp (target->key, word) == 0 || strcmp (name, wanted) == 0;
}

LtTarget *
lt_targets_find (const char *word, GError **error)
{
  g_autoptr (GPtrArray) targets = lt_targets_load (NULL, NULL, error);
  g_autoptr (GString)   keys = g_string_new (NULL);

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      const LtTarget *target = g_ptr_array_index (targets, i);

      if (is_named (target, word))
        return lt_targets_copy (target);
      g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", target->key);
    }
  if (targets != NULL)
    g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("The program's list has no delivery “%s”; there are: %s."), word, keys->str);
  return NULL;
}

LtTarget *
lt_targets_resolve (const LtDeliverySpec *spec, GError **error)
{
  const LtFileFormat *format = lt_file_format_find (spec->format);
  int                 bits = find_bits (spec->bits);
  LtQuantiseType      dither;
  LtTarget           *self;

  if (format == NULL || bits < 0 || !lt_file_format_find_dither (spec->dither, &dither))
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE,
                   _ ("%s: “%s” is not known to this version of Lathe. Change it, or update Lathe."), spec->name,
                   format == NULL ? spec->format : (bits < 0 ? spec->bits : spec->dither));
      return NULL;
    }
  self = g_new (LtTarget, 1);
  *self = (LtTarget) { spec->id, NULL, g_strdup (spec->name), g_strdup (spec->pattern), format, (LtBits) bits, spec->rate_hz,
                       dither, spec->target_lufs, spec->ceiling_dbtp, spec->on, spec->tags };
  return self;
}

LtDeliveryValues
lt_targets_values (const LtTarget *t)
{
  return (LtDeliveryValues) { t->name, t->pattern, t->format->key, lt_file_format_bits_key (t->bits), lt_file_format_dither_key (t->dither), t->rate_hz,
                              t->target_lufs, t->ceiling_dbtp, t->on, t->tags };
}

LtSession *
lt_targets_adopt (const LtSession *session, GError **error)
{
  g_autoptr (GPtrArray) targets = session->deliveries->len > 0 ? NULL : lt_targets_load (NULL, NULL, error);
  LtSession            *next = lt_session_ref (session);

  if (session->deliveries->len > 0)
    return next;
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      LtDeliveryValues values = lt_targets_values (g_ptr_array_index (targets, i));

      lt_session_take (&next, lt_edit_delivery_add (next, &values, -1, NULL));
    }
  if (targets == NULL)
    g_clear_pointer (&next, lt_session_unref);
  return next;
}
