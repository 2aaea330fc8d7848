// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row a service.
// Layer: cli.

#include "cli/cli-services.h"

#include "deliver/services.h"

#include <glib/gi18n.h>
#include <math.h>

#define NAME_COLUMNS 26

static LtServicePlay
play_of (const LtService *service, const LtMeasurement *m)
{
  return lt_services_predict (service, m->integrated_lufs, m->true_peak_dbtp, m->sample_peak_dbfs);
}

static const char *
basis_of (const LtService *service)
{
  return service->basis == LT_SERVICE_OFFICIAL   ? _ ("the service says so")
         : service->basis == LT_SERVICE_MEASURED ? _ ("measured by others")
                                                 : _ ("second-hand");
}

void
lt_cli_services_print (GPtrArray *services, const LtMeasurement *m)
{
  if (!isfinite (m->integrated_lufs))
    {
      lt_cli_print (_ ("  Its loudness is not known: streaming services leave it as it is.\n"));
      return;
    }
  for (guint i = 0; i < services->len; i++)
    {
      const LtService *service = g_ptr_array_index (services, i);
      LtServicePlay    play = play_of (service, m);
      g_autofree char *words = lt_services_dup_words (&play);
      int              n_blanks = (int) MAX (1, NAME_COLUMNS - g_utf8_strlen (service->name, -1));

      /* Translators: service, blanks, loudness, what it does, who says so, when. */
      lt_cli_print (_ ("  %s%*splays at %s%.1f LUFS: %s (%s, %s)\n"), service->name, n_blanks, "", play.played_lufs < 0.0 ? "−" : "", fabs (play.played_lufs), words,
                    basis_of (service), service->date);
    }
}

void
lt_cli_services_json (JsonBuilder *builder, GPtrArray *services, const LtMeasurement *m)
{
  json_builder_set_member_name (builder, "services");
  json_builder_begin_array (builder);
  for (guint i = 0; i < services->len; i++)
    {
      const LtService *service = g_ptr_array_index (services, i);
      LtServicePlay    play = play_of (service, m);

      json_builder_begin_object (builder);
      lt_cli_json_text (builder, "service", service->key);
      lt_cli_json_text (builder, "name", service->name);
      lt_cli_json_number (builder, "target_lufs", service->target_lufs);
      lt_cli_json_text (builder, "up", lt_services_up_key (service->up));
      lt_cli_json_text (builder, "album", lt_services_album_key (service->album));
      lt_cli_json_number (builder, "gain_db", play.gain_db);
      lt_cli_json_number (builder, "played_lufs", play.played_lufs);
      lt_cli_json_number (builder, "played_true_peak_dbtp", play.true_peak_dbtp);
      lt_cli_json_number (builder, "below_target_lu", play.missed_lu);
      lt_cli_json_number (builder, "limited_db", play.limited_db);
      lt_cli_json_text (builder, "basis", lt_services_basis_key (service->basis));
      lt_cli_json_text (builder, "date", service->date);
      lt_cli_json_text (builder, "source", service->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
