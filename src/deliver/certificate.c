// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Certificates.
// Layer: deliver.

#include "deliver/certificate.h"

#include "media/hash.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define FORMAT 1
#define TOLERANCE 0.005 /* half of what is written of a level */

static void
add_number (JsonBuilder *b, const char *key, double value)
{
  json_builder_set_member_name (b, key);
  if (isfinite (value))
    json_builder_add_double_value (b, value);
  else if (isinf (value))
    json_builder_add_string_value (b, value < 0 ? "-inf" : "inf");
  else
    json_builder_add_null_value (b);
}

static void
add_text (JsonBuilder *b, const char *key, const char *value)
{
  json_builder_set_member_name (b, key);
  json_builder_add_string_value (b, value);
}

static void
add_sentences (JsonBuilder *b, const char *key, const GPtrArray *sentences)
{
  json_builder_set_member_name (b, key);
  json_builder_begin_array (b);
  for (guint i = 0; sentences != NULL && i < sentences->len; i++)
    json_builder_add_string_value (b, g_ptr_array_index (sentences, i));
  json_builder_end_array (b);
}

static void
add_measurement (JsonBuilder *b, const LtMeasurement *m)
{
  json_builder_set_member_name (b, "measured");
  json_builder_begin_object (b);
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    add_number (b, row->key, lt_measure_get (m, row));
  json_builder_set_member_name (b, "channels");
  json_builder_add_int_value (b, m->n_channels);
  add_text (b, "format", m->format);
  json_builder_end_object (b);
}

gboolean
lt_certificate_write (const LtDelivery *job, const GPtrArray *warnings, const char *path, gboolean force, GError **error)
{
  static const char *const dithers[] = { "none", "tpdf", "shaped", "shaped-strong" };
  const LtDeliveryOutput  *output = &job->outputs[0];
  g_autofree char         *hash = lt_hash_file (output->path, NULL, NULL, job->cancellable, error);
  g_autofree char         *name = g_path_get_basename (output->path);
  g_autoptr (JsonBuilder)  b = json_builder_new ();

  if (hash == NULL)
    return FALSE;
  if (!force && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE, _ ("“%s” exists already; use --force to replace it."), path);
      return FALSE;
    }

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "certificate");
  json_builder_add_int_value (b, FORMAT);
  add_text (b, "program", "Lathe " LATHE_VERSION);
  add_text (b, "file", name);
  add_text (b, "sha256", hash);
  add_text (b, "dither", dithers[job->dither]);
  add_number (b, "target_lufs", job->aim.target_lufs);
  add_number (b, "ceiling_dbtp", job->aim.ceiling_dbtp);
  add_number (b, "gain_db", job->fit.gain_db);
  add_measurement (b, &output->measured);
  add_sentences (b, "warnings", warnings);
  add_sentences (b, "notes", job->notes);
  json_builder_end_object (b);

  g_autoptr (JsonNode)      root = json_builder_get_root (b);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  g_autofree char *text = json_generator_to_data (generator, NULL);
  g_autofree char *lines = g_strconcat (text, "\n", NULL);
  return g_file_set_contents_full (path, lines, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);
}

static gboolean
is_close (const LtMeasureRow *row, JsonNode *node, double value)
{
  double was;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return isnan (value);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return isinf (value) && (value < 0) == (strcmp (json_node_get_string (node), "-inf") == 0);
  was = json_node_get_double (node);
  return fabs (was - value) <= MAX (TOLERANCE, fabs (was) * 1e-9) && row != NULL;
}

static char *
dup_number (double value, int decimals)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  if (isnan (value))
    return g_strdup (_ ("unknown"));
  if (isinf (value))
    return g_strdup (value < 0 ? "−∞" : "∞");
  g_snprintf (format, sizeof format, "%%.%df", decimals + 1); /* what differs by the tolerance shows */
  g_ascii_formatd (text, sizeof text, format, value);
  return text[0] == '-' ? g_strconcat ("−", text + 1, NULL) : g_strdup (text);
}

/* What a certificate has, which somebody may have edited. */
static char *
dup_noted (JsonNode *node, int decimals)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (_ ("unknown"));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strcmp0 (json_node_get_string (node), "-inf") == 0 ? dup_number (-INFINITY, decimals) : json_node_dup_string (node);
  return dup_number (json_node_get_double (node), decimals);
}

static void
compare (JsonObject *measured, const LtMeasurement *m, GPtrArray *findings)
{
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    {
      JsonNode *node = json_object_get_member (measured, row->key);
      double    value = lt_measure_get (m, row);

      if (is_close (row, node, value))
        continue;
      g_autofree char *was = dup_noted (node, row->decimals), *is = dup_number (value, row->decimals);
      const char      *space = *row->unit != '\0' ? " " : "";

      /* Translators: a measurement, its value, a space, its unit, the value in the certificate */
      g_ptr_array_add (findings, g_strdup_printf (_ ("%s is %s%s%s; the certificate says %s."), _ (row->label), is, space, row->unit, was));
    }
}

static JsonObject *
read_object (JsonParser *parser, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;
  gsize            length;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE, _ ("There is no certificate “%s”. Choose the file that was written with --certificate."), shown);
      return NULL;
    }
  JsonNode   *root = g_file_get_contents (path, &text, &length, NULL) && json_parser_load_from_data (parser, text, (gssize) length, NULL)
                         ? json_parser_get_root (parser) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object != NULL && json_object_has_member (object, "certificate") && json_object_has_member (object, "measured")
      && JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "measured")) && json_object_has_member (object, "sha256")
      && JSON_NODE_HOLDS_VALUE (json_object_get_member (object, "sha256")))
    return object;
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE, _ ("“%s” is not a certificate of Lathe's. Choose the file that was written with --certificate."), shown);
  return NULL;
}

gboolean
lt_certificate_verify (const char *file, const char *certificate, GPtrArray *findings, LtProgressFunc progress,
                       gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject            *object = read_object (parser, certificate, error);
  LtMeasurement          m;

  if (object == NULL || !lt_measure_file (file, &m, progress, data, cancellable, error))
    return FALSE;

  g_autofree char *hash = lt_hash_file (file, NULL, NULL, cancellable, error);
  if (hash == NULL)
    return FALSE;
  if (g_strcmp0 (hash, json_object_get_string_member_with_default (object, "sha256", "")) != 0)
    g_ptr_array_add (findings, g_strdup (_ ("The file's bytes are not those that were delivered (SHA-256 differs).")));
  compare (json_object_get_object_member (object, "measured"), &m, findings);
  return TRUE;
}
