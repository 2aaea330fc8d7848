// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe find: transients, tempo and the highest peak of sound files.
// Layer: cli.

#include "cli/cli-source.h"
#include "media/sound-find.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

typedef struct
{
  const char *path;
  double      rate_hz;
  int64_t     from, to;
  bool        json;
} Job;

static int
find_transients (const Job *job, double sensitivity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = lt_sound_find_transients (job->path, job->from, job->to, sensitivity, lt_cli_progress, (gpointer) _ ("Listening"),
                                                       lt_cli_get_cancellable (), &error);
  g_autoptr (JsonBuilder) builder = NULL;

  lt_cli_progress_end ();
  if (found == NULL)
    return lt_cli_fail (error);
  if (job->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      lt_cli_json_text (builder, "file", job->path);
      lt_cli_json_number (builder, "rate_hz", job->rate_hz);
      json_builder_set_member_name (builder, "transients_frames");
      json_builder_begin_array (builder);
    }
  for (guint i = 0; i < found->len; i++)
    {
      int64_t          at = g_array_index (found, int64_t, i);
      g_autofree char *time = lt_cli_dup_time (at, job->rate_hz);

      if (job->json)
        json_builder_add_int_value (builder, at);
      else
        lt_cli_print ("%s\t%" PRId64 "s\n", time, at);
    }
  if (!job->json)
    return lt_cli_finish ();
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return lt_cli_print_json (builder);
}

static int
find_tempo (const Job *job)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  LtPulse                 pulse;
  int64_t                 first;

  if (!lt_sound_find_pulse (job->path, job->from, job->to, &pulse, lt_cli_progress, (gpointer) _ ("Listening"), lt_cli_get_cancellable (), &error))
    return lt_cli_fail (error);
  lt_cli_progress_end ();
  first = job->from + llround (pulse.first_s * job->rate_hz);
  if (job->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      lt_cli_json_text (builder, "file", job->path);
      lt_cli_json_number (builder, "tempo_bpm", pulse.bpm > 0.0 ? pulse.bpm : NAN);
      lt_cli_json_number (builder, "first_beat_s", pulse.bpm > 0.0 ? (double) first / job->rate_hz : NAN);
      lt_cli_json_number (builder, "trust", pulse.trust);
      json_builder_end_object (builder);
      return lt_cli_print_json (builder);
    }
  if (pulse.bpm > 0.0)
    {
      g_autofree char *time = lt_cli_dup_time (first, job->rate_hz);

      lt_cli_print (_ ("%.2f bpm, a beat at %s, trust %.0f %%\n"), pulse.bpm, time, pulse.trust * 100.0);
    }
  else
    lt_cli_print (_ ("No steady beat\n"));
  return lt_cli_finish ();
}

static int
find_peak (const Job *job)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  LtSoundPeak             found;
  double                  peak_dbfs;

  if (!lt_sound_find_peak (job->path, job->from, job->to, &found, lt_cli_progress, (gpointer) _ ("Listening"), lt_cli_get_cancellable (), &error))
    return lt_cli_fail (error);
  lt_cli_progress_end ();
  peak_dbfs = 20.0 * log10 ((double) found.peak);
  if (job->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      lt_cli_json_text (builder, "file", job->path);
      lt_cli_json_number (builder, "peak_dbfs", peak_dbfs);
      lt_cli_json_number (builder, "peak_frame", found.frame >= 0 ? (double) found.frame : NAN);
      json_builder_end_object (builder);
      return lt_cli_print_json (builder);
    }
  if (found.frame < 0)
    lt_cli_print (_ ("Silence\n"));
  else
    {
      g_autofree char *time = lt_cli_dup_time (found.frame, job->rate_hz);

      lt_cli_print ("%s\t%" PRId64 "s\t%.2f dBFS\n", time, found.frame, peak_dbfs);
    }
  return lt_cli_finish ();
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtReader)  reader = NULL;
  g_autofree char      *range = NULL, *sensitivity_text = NULL;
  double                sensitivity = LT_SOUND_FIND_USUAL * 100.0;
  gboolean              json = FALSE, is_tempo;
  bool                  is_peak;
  int                   code;
  const GOptionEntry    entries[] = {
    { "range", 0, 0, G_OPTION_ARG_STRING, &range, N_ ("Only this part"), N_ ("A:B") },
    { "sensitivity", 0, 0, G_OPTION_ARG_STRING, &sensitivity_text, N_ ("transients: 0 only what is loud and sudden, to 100; 50 when not said"), N_ ("PERCENT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, 2, &code);

  if (words == NULL)
    return code;
  is_tempo = g_str_equal (words[1], "tempo");
  is_peak = g_str_equal (words[1], "peak");
  if (!is_tempo && !is_peak && !g_str_equal (words[1], "transients"))
    return lt_cli_wrong (self, _ ("“%s” cannot be looked for: transients, tempo or peak"), words[1]);
  if ((is_tempo || is_peak) && sensitivity_text != NULL)
    return lt_cli_wrong (self, _ ("--sensitivity is for transients"));
  if (sensitivity_text != NULL && !lt_cli_parse_number (sensitivity_text, &sensitivity, &error))
    return lt_cli_fail (error);
  if (!(sensitivity >= 0.0 && sensitivity <= 100.0))
    return lt_cli_wrong (self, _ ("--sensitivity goes from 0 to 100"));
  reader = lt_cli_source_open (words[0], LT_READER_MAX_CHANNELS, true, &error);
  if (reader == NULL)
    return lt_cli_fail (error);

  Job job = { words[0], lt_reader_get_info (reader)->rate_hz, 0, lt_reader_get_info (reader)->n_frames, json };
  if (range != NULL && !lt_cli_parse_range (range, job.rate_hz, &job.from, &job.to, &error))
    return lt_cli_fail (error);
  if (job.from >= (int64_t) lt_reader_get_info (reader)->n_frames && range != NULL)
    {
      g_autofree char *end = lt_cli_dup_time ((int64_t) lt_reader_get_info (reader)->n_frames, job.rate_hz);

      g_set_error (&error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” ends at %s, before the range begins."), words[0], end);
      return lt_cli_fail (error);
    }
  if (is_peak)
    return find_peak (&job);
  return is_tempo ? find_tempo (&job) : find_transients (&job, sensitivity / 100.0);
}

const LtCommand lt_cmd_find = {
  .name = "find",
  .args = N_ ("FILE transients|tempo|peak [--range A:B] [--sensitivity PERCENT] [--json]"),
  .summary = N_ ("Find where notes and hits begin in a sound file, its tempo, or its highest peak"),
  .run = run,
};
