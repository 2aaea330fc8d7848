// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file against its certificate: everything measured anew, a sentence for each difference.
// Layer: deliver.

#include "deliver/certificate-private.h"
#include "deliver/certificate.h"
#include "media/hash.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define TOLERANCE_1 0.005 /* of format 1, for everything */

static gboolean
is_close (JsonNode *node, double value, int format, int decimals)
{
  double was, step = format == 1 ? TOLERANCE_1 : 0.5 * pow (10.0, -decimals);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return isnan (value);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return isinf (value) && (value < 0) == (strcmp (json_node_get_string (node), "-inf") == 0);
  was = json_node_get_double (node);
  return fabs (was - value) <= MAX (step, fabs (was) * 1e-9);
}

/* What a certificate has, which somebody may have edited. */
static char *
dup_noted (JsonNode *node, int decimals)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (_ ("unknown"));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strcmp0 (json_node_get_string (node), "-inf") == 0 ? lt_certificate_dup_number (-INFINITY, decimals) : json_node_dup_string (node);
  return lt_certificate_dup_number (json_node_get_double (node), decimals);
}

/* @channel 0: of the whole file. */
static void
compare_value (JsonObject *in, const LtCertificateRow *row, double value, int format, guint channel, GPtrArray *findings)
{
  JsonNode *node = json_object_get_member (in, row->key);

  if (is_close (node, value, format, row->decimals))
    return;
  int              shown = row->decimals > 0 ? row->decimals + 1 : 0; /* so that what differs can be seen */
  g_autofree char *was = dup_noted (node, shown), *is = lt_certificate_dup_number (value, shown);
  const char      *space = *row->unit != '\0' ? " " : "";

  /* Translators: what was measured, the number of a channel */
  g_autofree char *name = channel > 0 ? g_strdup_printf (_ ("%s of channel %u"), _ (row->label), channel) : g_strdup (_ (row->label));

  /* Translators: a measurement, its value, a space, its unit, the value in the certificate */
  g_ptr_array_add (findings, g_strdup_printf (_ ("%s is %s%s%s; the certificate says %s."), name, is, space, row->unit, was));
}

static void
compare_measured (JsonObject *measured, const LtInspection *found, int format, GPtrArray *findings)
{
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    {
      LtCertificateRow same = { row->key, row->label, row->unit, row->decimals };

      compare_value (measured, &same, lt_measure_get (&found->measured, row), format, 0, findings);
    }
  for (guint i = 0; format > 1 && lt_certificate_rows[i].key != NULL; i++)
    compare_value (measured, &lt_certificate_rows[i], lt_certificate_value (found, i), format, 0, findings);
}

static JsonArray *
array_of (JsonObject *root, const char *key)
{
  JsonNode *node = json_object_get_member (root, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
object_at (JsonArray *array, guint i)
{
  JsonNode *node = array != NULL && i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
compare_channels (JsonObject *root, const LtInspection *found, GPtrArray *findings)
{
  JsonArray             *array = array_of (root, "per_channel");
  g_autoptr (JsonObject) nothing = json_object_new ();

  for (guint c = 0; c < found->n_channels; c++)
    for (guint i = 0; lt_certificate_channel_rows[i].key != NULL; i++)
      {
        JsonObject *in = object_at (array, c);

        compare_value (in != NULL ? in : nothing, &lt_certificate_channel_rows[i], lt_certificate_channel_value (&found->channels[c], i),
                       LT_CERTIFICATE_FORMAT, c + 1, findings);
      }
}

static gint64
count_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : -1;
}

/* The first place where the two lists part. */
static void
compare_clips (JsonObject *root, const LtInspection *found, GPtrArray *findings)
{
  JsonArray *array = array_of (root, "clipped");
  guint      n_noted = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < MAX (n_noted, found->clips->len); i++)
    {
      const LtInspectClip *is = i < found->clips->len ? &g_array_index (found->clips, LtInspectClip, i) : NULL;
      JsonObject          *was = object_at (array, i);
      gint64               was_at = was != NULL ? count_of (was, "frame") : -1, channel = was != NULL ? count_of (was, "channel") : -1;

      if (is != NULL && was != NULL && is->frame == was_at && is->n_frames == count_of (was, "frames") && is->channel + 1 == channel)
        continue;
      if (is != NULL && (was == NULL || is->frame <= was_at))
        {
          g_autofree char *at = lt_certificate_dup_number ((double) is->frame / found->measured.rate_hz, 4);

          g_ptr_array_add (findings, g_strdup_printf (_ ("The file is clipped at %s s on channel %u; the certificate does not say so."), at,
                                                      is->channel + 1));
        }
      else
        {
          g_autofree char *at = lt_certificate_dup_number ((double) was_at / found->measured.rate_hz, 4);

          g_ptr_array_add (findings, g_strdup_printf (_ ("The certificate has the file clipped at %s s on channel %d; it is not."), at, (int) channel));
        }
      return;
    }
}

static const char *
text_of (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
compare_tags (JsonObject *root, const LtTags *tags, GPtrArray *findings)
{
  JsonNode   *node = json_object_get_member (root, "tags");
  JsonObject *noted = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    {
      const char *is = lt_tags_get (tags, *key), *was = text_of (noted, *key);

      if (g_strcmp0 (is, was) == 0)
        continue;
      if (is == NULL)
        g_ptr_array_add (findings, g_strdup_printf (_ ("The tag %s is missing; the certificate says “%s”."), *key, was));
      else if (was == NULL)
        g_ptr_array_add (findings, g_strdup_printf (_ ("The tag %s is “%s”; the certificate has none."), *key, is));
      else
        g_ptr_array_add (findings, g_strdup_printf (_ ("The tag %s is “%s”; the certificate says “%s”."), *key, is, was));
    }
}

static void
compare_texts (JsonObject *root, JsonObject *measured, const char *file, const LtInspection *found, GPtrArray *findings)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  const char      *was = text_of (root, "file"), *form = text_of (measured, "format");
  gint64           n_channels = count_of (measured, "channels");

  if (g_strcmp0 (name, was) != 0)
    g_ptr_array_add (findings, g_strdup_printf (_ ("The file is called “%s”; the certificate says “%s”."), shown, was != NULL ? was : "?"));
  if (g_strcmp0 (found->measured.format, form) != 0)
    g_ptr_array_add (findings, g_strdup_printf (_ ("The format is %s; the certificate says %s."), found->measured.format, form != NULL ? form : "?"));
  if (n_channels != (gint64) found->measured.n_channels)
    g_ptr_array_add (findings, g_strdup_printf (_ ("Channels: %u; the certificate says %d."), found->measured.n_channels, (int) n_channels));
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
lt_certificate_is_one (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  return read_object (parser, path, NULL) != NULL;
}

/* The meters go through the file, and the hash goes with them. */
typedef struct
{
  LtHash        *hash;
  LtProgressFunc progress;
  gpointer       data;
} Pass;

static void
on_inspected (double done, gpointer data)
{
  const Pass *pass = data;

  lt_hash_follow (pass->hash, done);
  if (pass->progress != NULL)
    pass->progress (done, pass->data);
}

/* Measured and hashed at once. NULL: neither. */
static LtInspection *
read_once (const char *file, LtProgressFunc progress, gpointer data, GCancellable *cancellable, char **hash, GError **error)
{
  Pass pass = { lt_hash_begin (file, error), progress, data };
  g_autoptr (LtInspection) found = pass.hash != NULL ? lt_inspect_file (file, on_inspected, &pass, cancellable, error) : NULL;

  if (found == NULL)
    {
      lt_hash_free (pass.hash);
      return NULL;
    }
  *hash = lt_hash_end (pass.hash, cancellable, error);
  return *hash != NULL ? g_steal_pointer (&found) : NULL;
}

gboolean
lt_certificate_verify (const char *file, const char *certificate, GPtrArray *findings, LtProgressFunc progress,
                       gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject            *root = read_object (parser, certificate, error);
  int                    format = root != NULL ? (int) count_of (root, "certificate") : 0;

  if (root == NULL)
    return FALSE;
  if (format > LT_CERTIFICATE_FORMAT)
    {
      g_autofree char *shown = g_filename_display_name (certificate);

      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE, _ ("“%s” was written by a newer Lathe; verify it with that one."), shown);
      return FALSE;
    }
  g_autofree char         *hash = NULL;
  g_autoptr (LtInspection) found = read_once (file, progress, data, cancellable, &hash, error);
  if (found == NULL)
    return FALSE;

  JsonObject *measured = json_object_get_object_member (root, "measured");
  if (g_strcmp0 (hash, text_of (root, "sha256")) != 0)
    g_ptr_array_add (findings, g_strdup (_ ("The file's bytes are not those that were delivered (SHA-256 differs).")));
  if (format > 1)
    compare_texts (root, measured, file, found, findings);
  compare_measured (measured, found, format, findings);
  if (format > 1)
    {
      compare_channels (root, found, findings);
      compare_clips (root, found, findings);
      compare_tags (root, found->tags, findings);
    }
  return TRUE;
}
