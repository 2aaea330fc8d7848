// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries read and shown.
// Layer: cli.

#include "cli/cli-delivery.h"

#include "cli/cli-report.h"
#include "deliver/name-pattern.h"
#include "deliver/verdict.h"
#include "studio/print-cache.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>

/* --- reading --- */

static bool
parse_level (const char *text, double min, double max, double *level, GError **error)
{
  *level = NAN;
  if (strcmp (text, "none") == 0)
    return true;
  if (!lt_cli_parse_number (text, level, error))
    return false;
  if (*level >= min && *level <= max)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is out of range; it is %g to %g, or none."), text, min, max);
  return false;
}

static bool
parse_rate (const char *text, uint32_t *rate_hz, GError **error)
{
  double number = 0.0;

  if (strcmp (text, "session") != 0 && !lt_cli_parse_number (text, &number, error))
    return false;
  if (number == 0.0 || (number >= 8000.0 && number <= LT_DELIVERY_RATE_MAX_HZ))
    {
      *rate_hz = (uint32_t) number;
      return true;
    }
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a sample rate; it is session, or 8000 to %d."), text,
               LT_DELIVERY_RATE_MAX_HZ);
  return false;
}

static bool
parse_switch (const char *text, bool *on, GError **error)
{
  *on = strcmp (text, "on") == 0;
  if (*on || strcmp (text, "off") == 0)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a switch; it is on or off."), text);
  return false;
}

static bool
set_value (const char *key, const char *text, LtDeliveryValues *v, GError **error)
{
  const struct
  {
    const char  *key;
    const char **slot;
  } texts[] = { { "name", &v->name }, { "pattern", &v->pattern }, { "format", &v->format }, { "bits", &v->bits }, { "dither", &v->dither } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (key, texts[i].key) == 0)
      {
        *texts[i].slot = text;
        return true;
      }
  if (strcmp (key, "rate") == 0)
    return parse_rate (text, &v->rate_hz, error);
  if (strcmp (key, "lufs") == 0)
    return parse_level (text, LT_DELIVERY_LUFS_MIN, LT_DELIVERY_LUFS_MAX, &v->target_lufs, error);
  if (strcmp (key, "ceiling") == 0)
    return parse_level (text, LT_DELIVERY_CEILING_MIN_DBTP, LT_DELIVERY_CEILING_MAX_DBTP, &v->ceiling_dbtp, error);
  if (strcmp (key, "on") == 0)
    return parse_switch (text, &v->on, error);
  if (strcmp (key, "tags") == 0)
    return parse_switch (text, &v->tags, error);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE,
               _ ("A delivery has no “%s”; it has name, format, bits, rate, lufs, ceiling, dither, pattern, tags and on."), key);
  return false;
}

bool
lt_cli_delivery_parse (char *word, LtDeliveryValues *values, GError **error)
{
  char *equals = strchr (word, '=');

  if (equals == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not KEY=VALUE, as format=wav is."), word);
      return false;
    }
  *equals = '\0';
  return set_value (word, equals + 1, values, error);
}

/* --- showing --- */

static void
json_values (JsonBuilder *b, const LtDeliveryValues *v)
{
  lt_cli_json_text (b, "name", v->name);
  lt_cli_json_text (b, "format", v->format);
  lt_cli_json_text (b, "bits", v->bits);
  json_builder_set_member_name (b, "rate_hz");
  if (v->rate_hz != 0)
    json_builder_add_int_value (b, v->rate_hz);
  else
    json_builder_add_null_value (b);
  lt_cli_json_text (b, "dither", v->dither);
  lt_cli_json_number (b, "target_lufs", v->target_lufs);
  lt_cli_json_number (b, "ceiling_dbtp", v->ceiling_dbtp);
  lt_cli_json_text (b, "pattern", v->pattern);
  json_builder_set_member_name (b, "tags");
  json_builder_add_boolean_value (b, v->tags);
  json_builder_set_member_name (b, "on");
  json_builder_add_boolean_value (b, v->on);
}

static char *
dup_level (double level, const char *unit, const char *none)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (level) ? g_strdup (none) : g_strdup_printf ("%s %s", g_ascii_formatd (text, sizeof text, "%.1f", level), unit);
}

static void
print_values (const LtDeliveryValues *v, const char *more)
{
  g_autofree char *loudness = dup_level (v->target_lufs, "LUFS", _ ("as mastered")), *ceiling = dup_level (v->ceiling_dbtp, "dBTP", _ ("no ceiling"));
  g_autofree char *rate = v->rate_hz != 0 ? g_strdup_printf ("%u Hz", v->rate_hz) : g_strdup (_ ("session rate"));

  /* Translators: wanted or not, name, format, bits, rate, dither, loudness, ceiling, file name, verdict */
  lt_cli_print (_ ("%s %s: %s %s, %s, dither %s, %s, %s, “%s”%s\n"), v->on ? "*" : " ", v->name, v->format, v->bits, rate, v->dither, loudness, ceiling,
                v->pattern, more);
}

/* NULL: nothing is known of the session as it is. */
static char *
dup_verdict (const LtTarget *target, const LtPrint *print)
{
  return target != NULL && print != NULL
             ? lt_verdict_dup_text (lt_verdict_of (target, print->master.integrated_lufs, print->master.true_peak_dbtp))
             : NULL;
}

static void
list_one (JsonBuilder *b, const LtDeliverySpec *spec, const LtSession *session, const LtPrint *print)
{
  LtDeliveryValues     values = lt_edit_delivery_values (spec);
  g_autoptr (GError)   error = NULL;
  LtTarget            *target = lt_targets_resolve (spec, &error);
  g_autofree char     *verdict = dup_verdict (target, print), *file = target != NULL ? lt_name_pattern_expand (target, session, &error) : NULL;
  g_autofree char     *more = error != NULL ? g_strdup_printf ("; %s", error->message) : (verdict != NULL ? g_strdup_printf ("; %s", verdict) : g_strdup (""));

  if (b == NULL)
    print_values (&values, more);
  else
    {
      json_builder_begin_object (b);
      json_values (b, &values);
      lt_cli_json_text (b, "file", file);
      lt_cli_json_text (b, "verdict", verdict);
      lt_cli_json_text (b, "error", error != NULL ? error->message : NULL);
      json_builder_end_object (b);
    }
  if (target != NULL)
    lt_targets_free (target);
}

bool
lt_cli_delivery_list (const LtSession *session, const char *folder, bool json, GError **error)
{
  gboolean                fresh = FALSE;
  g_autoptr (LtPrint)     print = lt_print_cache_load (session, folder, &fresh);
  g_autoptr (LtSession)   own = lt_targets_adopt (session, error);
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;

  if (own == NULL)
    return false;
  if (json)
    json_builder_begin_array (builder);
  for (guint i = 0; i < own->deliveries->len; i++)
    list_one (builder, g_ptr_array_index (own->deliveries, i), session, fresh ? print : NULL);
  if (!json)
    return true;
  json_builder_end_array (builder);
  lt_cli_print_json (builder);
  return true;
}

bool
lt_cli_delivery_catalogue (bool json, GError **error)
{
  g_autoptr (GPtrArray)   targets = lt_targets_load (NULL, NULL, error);
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;

  if (targets == NULL)
    return false;
  if (json)
    json_builder_begin_array (builder);
  for (guint i = 0; i < targets->len; i++)
    {
      const LtTarget  *target = g_ptr_array_index (targets, i);
      LtDeliveryValues values = lt_targets_values (target);

      if (!json)
        {
          lt_cli_print ("%s\n ", target->key);
          print_values (&values, "");
          continue;
        }
      json_builder_begin_object (builder);
      lt_cli_json_text (builder, "key", target->key);
      json_values (builder, &values);
      json_builder_end_object (builder);
    }
  if (!json)
    return true;
  json_builder_end_array (builder);
  lt_cli_print_json (builder);
  return true;
}

/* --- after a run --- */

static void
report_json (JsonBuilder *b, LtBatchItem *item)
{
  bool done = atomic_load (&item->state) == LT_BATCH_DONE;

  json_builder_begin_object (b);
  lt_cli_json_text (b, "delivery", item->target->name);
  lt_cli_json_text (b, "file", item->path);
  json_builder_set_member_name (b, "done");
  json_builder_add_boolean_value (b, done);
  json_builder_set_member_name (b, "verified");
  json_builder_add_boolean_value (b, done && lt_batch_is_verified (item));
  lt_cli_json_number (b, "target_lufs", item->target->target_lufs);
  lt_cli_json_number (b, "ceiling_dbtp", item->target->ceiling_dbtp);
  lt_cli_json_number (b, "gain_db", done ? item->fit.gain_db : NAN);
  json_builder_set_member_name (b, "limited");
  json_builder_add_boolean_value (b, done && item->fit.limited);
  lt_cli_json_text (b, "error", item->error);
  json_builder_set_member_name (b, "notes");
  json_builder_begin_array (b);
  for (guint i = 0; i < item->notes->len; i++)
    json_builder_add_string_value (b, g_ptr_array_index (item->notes, i));
  json_builder_end_array (b);
  json_builder_set_member_name (b, "measured");
  if (done)
    lt_cli_report_measurement_json (b, item->path, &item->measured, NULL);
  else
    json_builder_add_null_value (b);
  json_builder_end_object (b);
}

static void
report_text (LtBatchItem *item)
{
  g_autofree char *loudness = dup_level (item->measured.integrated_lufs, "LUFS", _ ("unknown"));
  char             peak[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (peak, sizeof peak, "%.2f", item->measured.true_peak_dbtp);
  if (atomic_load (&item->state) == LT_BATCH_DONE)
    /* Translators: delivery, "verified" or "written", file, kind, loudness, true peak */
    lt_cli_print (_ ("%s (%s): %s, %s, %s, true peak %s dBTP\n"), item->target->name, lt_batch_is_verified (item) ? _ ("verified") : _ ("written"),
                  item->path, item->measured.format, loudness, peak);
  for (guint i = 0; i < item->notes->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (item->notes, i));
}

void
lt_cli_delivery_report (const GPtrArray *items, bool json)
{
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;

  lt_cli_progress_end ();
  if (json)
    json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    if (json)
      report_json (builder, g_ptr_array_index (items, i));
    else
      report_text (g_ptr_array_index (items, i));
  if (!json)
    return;
  json_builder_end_array (builder);
  lt_cli_print_json (builder);
}
