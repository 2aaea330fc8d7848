// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gathering what a certificate says, and writing it as JSON.
// Layer: deliver.

#include "deliver/certificate.h"

#include "deliver/certificate-page.h"
#include "deliver/certificate-private.h"
#include "media/hash.h"
#include "session/store.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

const LtCertificateRow lt_certificate_rows[] = {
  { "min_correlation", N_ ("Lowest correlation"), "", 3 },
  { "min_correlation_at_s", N_ ("Place of the lowest correlation"), "s", 2 },
  { "leading_silence_s", N_ ("Silence at the start"), "s", 3 },
  { "trailing_silence_s", N_ ("Silence at the end"), "s", 3 },
  { "bits_in_use", N_ ("Bits in use"), "", 0 },
  { NULL, NULL, NULL, 0 },
};

double
lt_certificate_value (const LtInspection *found, guint row)
{
  const double values[] = { found->min_correlation, found->min_correlation_at_s, found->leading_silence_s, found->trailing_silence_s,
                            found->bits_in_use > 0 ? found->bits_in_use : NAN };

  return values[row];
}

const LtCertificateRow lt_certificate_channel_rows[] = {
  { "true_peak_dbtp", N_ ("True peak"), "dBTP", 2 },
  { "sample_peak_dbfs", N_ ("Sample peak"), "dBFS", 2 },
  { "rms_dbfs", N_ ("RMS level"), "dBFS", 2 },
  { "dc_offset", N_ ("DC offset"), "", 7 },
  { NULL, NULL, NULL, 0 },
};

double
lt_certificate_channel_value (const LtInspectChannel *channel, guint row)
{
  const double values[] = { channel->true_peak_dbtp, channel->sample_peak_dbfs, channel->rms_dbfs, channel->dc_offset };

  return values[row];
}

char *
lt_certificate_dup_number (double value, int decimals)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  if (isnan (value))
    return g_strdup (_ ("unknown"));
  if (isinf (value))
    return g_strdup (value < 0 ? "−∞" : "∞");
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (text, sizeof text, format, value);
  if (strspn (text, "-0.") == strlen (text))
    return g_strdup (text[0] == '-' ? text + 1 : text); /* no minus before nothing */
  return text[0] == '-' ? g_strconcat ("−", text + 1, NULL) : g_strdup (text);
}

/* --- gathering --- */

static void
certificate_clear (LtCertificate *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->session_sha256);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtCertificate, certificate_clear)

static gboolean
gather (LtCertificate *self, const LtDelivery *job, const char *path, const LtInspection *found, LtProgressFunc progress, gpointer data,
        GError **error)
{
  g_autoptr (GBytes) session = lt_store_save (job->session);

  self->job = job;
  self->found = found;
  self->name = g_path_get_basename (job->outputs[0].path);
  self->session_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, session);
  return (self->sha256 = lt_hash_file (path, progress, data, job->cancellable, error)) != NULL;
}

/* --- as JSON --- */

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
add_count (JsonBuilder *b, const char *key, gint64 value)
{
  json_builder_set_member_name (b, key);
  json_builder_add_int_value (b, value);
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
add_measurement (JsonBuilder *b, const LtInspection *found)
{
  const LtMeasurement *m = &found->measured;

  json_builder_set_member_name (b, "measured");
  json_builder_begin_object (b);
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    add_number (b, row->key, lt_measure_get (m, row));
  for (guint i = 0; lt_certificate_rows[i].key != NULL; i++)
    add_number (b, lt_certificate_rows[i].key, lt_certificate_value (found, i));
  add_number (b, "silence_is_under_dbfs", LT_INSPECT_SILENCE_DBFS);
  add_count (b, "channels", m->n_channels);
  add_text (b, "format", m->format);
  json_builder_end_object (b);
}

static void
add_channels (JsonBuilder *b, const LtInspection *found)
{
  json_builder_set_member_name (b, "per_channel");
  json_builder_begin_array (b);
  for (guint c = 0; c < found->n_channels; c++)
    {
      json_builder_begin_object (b);
      for (guint i = 0; lt_certificate_channel_rows[i].key != NULL; i++)
        add_number (b, lt_certificate_channel_rows[i].key, lt_certificate_channel_value (&found->channels[c], i));
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_clips (JsonBuilder *b, const LtInspection *found)
{
  json_builder_set_member_name (b, "clipped");
  json_builder_begin_array (b);
  for (guint i = 0; i < found->clips->len; i++)
    {
      const LtInspectClip *clip = &g_array_index (found->clips, LtInspectClip, i);

      json_builder_begin_object (b);
      add_count (b, "frame", clip->frame);
      add_number (b, "at_s", (double) clip->frame / found->measured.rate_hz);
      add_count (b, "frames", clip->n_frames);
      add_count (b, "channel", clip->channel + 1);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_tags (JsonBuilder *b, const LtTags *tags)
{
  json_builder_set_member_name (b, "tags");
  json_builder_begin_object (b);
  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    if (lt_tags_get (tags, *key) != NULL)
      add_text (b, *key, lt_tags_get (tags, *key));
  json_builder_end_object (b);
}

static char *
dup_json (const LtCertificate *self)
{
  const LtDelivery       *job = self->job;
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  add_count (b, "certificate", LT_CERTIFICATE_FORMAT);
  add_text (b, "program", "Lathe " LATHE_VERSION);
  add_text (b, "file", self->name);
  add_text (b, "sha256", self->sha256);
  add_text (b, "session", job->session->title);
  add_text (b, "session_sha256", self->session_sha256);
  add_text (b, "dither", lt_file_format_dither_key (job->dither));
  add_number (b, "target_lufs", job->aim.target_lufs);
  add_number (b, "ceiling_dbtp", job->aim.ceiling_dbtp);
  add_number (b, "gain_db", job->fit.gain_db);
  add_measurement (b, self->found);
  add_channels (b, self->found);
  add_clips (b, self->found);
  add_tags (b, self->found->tags);
  add_sentences (b, "warnings", job->certificate.warnings);
  add_sentences (b, "notes", job->notes);
  json_builder_end_object (b);

  g_autoptr (JsonNode)      root = json_builder_get_root (b);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  g_autofree char *text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}

/* --- beside a sound --- */

gboolean
lt_certificate_is_left (const char *sound)
{
  g_autofree char *json = g_strconcat (sound, ".json", NULL);

  return !g_file_test (sound, G_FILE_TEST_EXISTS) && g_file_test (json, G_FILE_TEST_EXISTS) && lt_certificate_is_one (json);
}

gboolean
lt_certificate_check_beside (const char *sound, GError **error)
{
  g_autofree char *json = g_strconcat (sound, ".json", NULL), *page = g_strconcat (sound, ".pdf", NULL);
  gboolean         has_json = g_file_test (json, G_FILE_TEST_EXISTS);
  const char      *other = has_json ? json : g_file_test (page, G_FILE_TEST_EXISTS) ? page : NULL;

  if (other == NULL || (has_json && lt_certificate_is_one (json))) /* then the page is its own */
    return lt_temp_file_check (json, true, error) && lt_temp_file_check (page, true, error);
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE,
               _ ("“%s” is there already and is not a certificate of Lathe's. Move it, or give the delivery another file name."), other);
  return FALSE;
}

/* --- into files --- */

void
lt_certificate_dup_paths (const char *path, gboolean report, char **json, char **page)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  const char      *slash = strrchr (path, '/'), *dot = strrchr (path, '.');
  gsize            stem = dot != NULL && dot > (slash != NULL ? slash + 1 : path) ? (gsize) (dot - path) : strlen (path);
  g_autofree char *name = g_strndup (path, stem);
  gboolean         is_page = g_str_has_suffix (lower, ".pdf");

  *json = is_page ? g_strconcat (name, ".json", NULL) : g_strdup (path);
  *page = is_page ? g_strdup (path) : report ? g_strconcat (name, ".pdf", NULL) : NULL;
}

gboolean
lt_certificate_check_paths (const char *path, gboolean force, GError **error)
{
  g_autofree char *json = NULL, *page = NULL;

  lt_certificate_dup_paths (path, FALSE, &json, &page);
  return lt_temp_file_check (json, force, error) && (page == NULL || lt_temp_file_check (page, force, error));
}

gboolean
lt_certificate_check (const LtDelivery *job, GError **error)
{
  const char *paths[] = { job->certificate.json, job->certificate.page };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (paths[i] != NULL && lt_temp_file_is_same (paths[i], job->outputs[0].path))
        {
          g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE,
                       _ ("“%s” would be both the sound and its certificate. Give the certificate another name."), paths[i]);
          return FALSE;
        }
      if (paths[i] != NULL && !lt_temp_file_check (paths[i], job->force || job->certificate.replaces, error))
        return FALSE;
    }
  if (paths[0] == NULL || paths[1] == NULL || !lt_temp_file_is_same (paths[0], paths[1]))
    return TRUE;
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE,
               _ ("“%s” would be both the certificate and its page. Give the certificate another name."), paths[0]);
  return FALSE;
}

static gboolean
put (LtCertificateFiles *out, const LtDelivery *job, const char *path, const void *data, gsize n, GError **error)
{
  LtTempFile *file = &out->files[out->n++];

  if (!lt_temp_file_open (file, path, error))
    return FALSE;
  file->replaces = job->certificate.replaces;
  return lt_temp_file_write (file, data, n, error);
}

gboolean
lt_certificate_write (const LtDelivery *job, const char *path, const LtInspection *found, LtCertificateFiles *out, LtProgressFunc progress,
                      gpointer data, GError **error)
{
  g_auto (LtCertificate) self = { 0 };

  if (!gather (&self, job, path, found, progress, data, error))
    return FALSE;

  g_autofree char   *text = dup_json (&self);
  g_autoptr (GBytes) page = job->certificate.page != NULL ? lt_certificate_page_draw (&self, error) : NULL;
  if (job->certificate.page != NULL
      && (page == NULL || !put (out, job, job->certificate.page, g_bytes_get_data (page, NULL), g_bytes_get_size (page), error)))
    return FALSE;
  return put (out, job, job->certificate.json, text, strlen (text), error);
}

void
lt_certificate_files_clear (LtCertificateFiles *self)
{
  for (guint i = 0; i < self->n; i++)
    lt_temp_file_clear (&self->files[i]);
  self->n = 0;
}
