// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe devices: where sound can go.
// Layer: cli.

#include "cli/cli.h"
#include "device/device.h"

#include <glib/gi18n.h>

#define MAX_DEVICES 256u
#define TIMEOUT_MS 10000 /* a server that starts on demand takes its time */

static int
print_json (const LtDeviceInfo *infos, uint32_t n)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_array (b);
  for (uint32_t i = 0; i < n; i++)
    {
      g_autofree char *name = g_utf8_make_valid (infos[i].name, -1);
      g_autofree char *api = g_utf8_make_valid (infos[i].host_api, -1);

      json_builder_begin_object (b);
      json_builder_set_member_name (b, "host_api");
      json_builder_add_string_value (b, api);
      json_builder_set_member_name (b, "name");
      json_builder_add_string_value (b, name);
      json_builder_set_member_name (b, "channels");
      json_builder_add_int_value (b, infos[i].n_channels);
      json_builder_set_member_name (b, "inputs");
      json_builder_add_int_value (b, infos[i].n_inputs);
      json_builder_set_member_name (b, "rate_hz");
      json_builder_add_int_value (b, (gint64) infos[i].rate_hz);
      json_builder_set_member_name (b, "default");
      json_builder_add_boolean_value (b, infos[i].is_default);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  return lt_cli_print_json (b);
}

static int
print_words (const LtDeviceInfo *infos, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      const LtDeviceInfo *d = &infos[i];

      /* Translators: host API, device, channels, rate, and whether it is the default */
      lt_cli_print (_ ("%s: %s (%u channels, %.0f Hz)%s\n"), d->host_api, d->name, d->n_channels, d->rate_hz, d->is_default ? _ (", default") : "");
    }
  return lt_cli_finish ();
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autofree LtDeviceInfo *infos = g_new0 (LtDeviceInfo, MAX_DEVICES);
  uint32_t                 n = 0;
  gboolean                 json = FALSE;
  int                      code;
  const GOptionEntry       entries[] = {
          { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a list of objects"), NULL },
          G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 0, 0, &code);

  if (words == NULL)
    return code;

  LtStatus status = lt_device_list (NULL, TIMEOUT_MS, infos, MAX_DEVICES, &n);
  if (status == LT_ERR_TIMEOUT)
    lt_cli_note (_ ("The sound system did not answer within %d s; everything else works."), TIMEOUT_MS / 1000);
  else if (status != LT_OK || n == 0)
    lt_cli_note (_ ("No sound device; everything else works."));
  return json ? print_json (infos, n) : print_words (infos, n);
}

const LtCommand lt_cmd_devices = {
  .name = "devices",
  .args = N_ ("[--json]"),
  .summary = N_ ("List the sound devices"),
  .run = run,
};
