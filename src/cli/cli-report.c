// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Measurements and deliveries in words and in JSON.
// Layer: cli.

#include "cli/cli-report.h"

#include "cli/cli-services.h"
#include "deliver/certificate.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Counts are whole numbers. */
static void
json_row (JsonBuilder *builder, const LtMeasureRow *row, double value)
{
  if (row->decimals > 0 || !isfinite (value))
    {
      lt_cli_json_number (builder, row->key, value);
      return;
    }
  json_builder_set_member_name (builder, row->key);
  json_builder_add_int_value (builder, llround (value));
}

void
lt_cli_report_measurement_json (JsonBuilder *builder, const char *path, const LtMeasurement *m, GPtrArray *services)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, path);
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    json_row (builder, row, lt_measure_get (m, row));
  json_builder_set_member_name (builder, "channels");
  json_builder_add_int_value (builder, m->n_channels);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, m->format);
  if (services != NULL)
    lt_cli_services_json (builder, services, m);
  json_builder_end_object (builder);
}

void
lt_cli_report_measurement (const char *path, const LtMeasurement *m, GPtrArray *services)
{
  lt_cli_print ("%s (%s, %u ch)\n", path, m->format, m->n_channels);
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    {
      g_autofree char *number = lt_certificate_dup_number (lt_measure_get (m, row), row->decimals);
      const char      *label = _ (row->label);

      lt_cli_print ("  %s%*s%10s %s\n", label, (int) MAX (1, 30 - g_utf8_strlen (label, -1)), "", number, row->unit);
    }
  if (services != NULL)
    lt_cli_services_print (services, m);
}

static void
report_json (const LtDelivery *job)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < job->n_outputs; i++)
    if (job->outputs[i].measure)
      lt_cli_report_measurement_json (builder, job->outputs[i].path, &job->outputs[i].measured, NULL);
    else
      json_builder_add_string_value (builder, job->outputs[i].path);
  json_builder_end_array (builder);
  lt_cli_print_json (builder);
}

void
lt_cli_report_delivery (const LtDelivery *job, bool json)
{
  lt_cli_progress_end ();
  for (guint i = 0; job->notes != NULL && i < job->notes->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (job->notes, i));
  if (json)
    {
      report_json (job);
      return;
    }

  for (guint i = 0; i < job->n_outputs; i++)
    {
      const LtDeliveryOutput *output = &job->outputs[i];

      if (!output->measure)
        {
          lt_cli_print (_ ("Wrote %s\n"), output->path);
          continue;
        }
      g_autofree char *loudness = lt_certificate_dup_number (output->measured.integrated_lufs, 2);
      g_autofree char *range = lt_certificate_dup_number (output->measured.loudness_range_lu, 1);
      g_autofree char *peak = lt_certificate_dup_number (output->measured.true_peak_dbtp, 2);
      g_autofree char *length = lt_certificate_dup_number (output->measured.duration_s, 2);

      /* Translators: file, length, kind of file, loudness, loudness range, true peak */
      lt_cli_print (_ ("Wrote %s: %s s, %s, %s LUFS, range %s LU, true peak %s dBTP\n"), output->path, length,
                    output->measured.format, loudness, range, peak);
    }
  if (job->fit.gain_db != 0.0 || job->fit.limited)
    {
      g_autofree char *gain = lt_certificate_dup_number (job->fit.gain_db, 2);

      lt_cli_print (job->fit.limited ? _ ("Gain %s dB into the limiter.\n") : _ ("Gain %s dB, no limiting.\n"), gain);
    }
}
