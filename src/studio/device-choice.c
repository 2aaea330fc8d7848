// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of devices as the window has it.
// Layer: studio.

#include "studio/device-choice.h"

#include "device/device.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>

#define MAX_DEVICES 128
#define TIMEOUT_MS  8000

static void
choice_free (gpointer data)
{
  LtDeviceChoice *choice = data;

  g_free (choice->host_api);
  g_free (choice->name);
  g_free (choice);
}

GPtrArray *
lt_device_choice_list (const char *host_program, GError **error)
{
  g_autofree LtDeviceInfo *infos = g_new0 (LtDeviceInfo, MAX_DEVICES);
  uint32_t                 n = 0;
  LtStatus                 status = lt_device_list (host_program, TIMEOUT_MS, infos, MAX_DEVICES, &n);

  if (status != LT_OK)
    {
      g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_DEVICE, _ ("The sound devices could not be listed: %s. Try again when the sound server runs."),
                   lt_status_text (status));
      return NULL;
    }

  GPtrArray *list = g_ptr_array_new_with_free_func (choice_free);
  for (uint32_t i = 0; i < n; i++)
    {
      LtDeviceChoice *choice = g_new (LtDeviceChoice, 1);

      *choice = (LtDeviceChoice) { g_strdup (infos[i].host_api), g_strdup (infos[i].name), infos[i].n_channels, infos[i].rate_hz, infos[i].is_default };
      g_ptr_array_add (list, choice);
    }
  return list;
}
