// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lists behind the rows of the sound page.
// Layer: app.

#include "app/shell/device-menu.h"

/* Beginnings of ALSA's names that stand for a position, a converter or another system that is in the list itself. */
static const char *const hidden[] = {
  "center_lfe", "dmix",  "dsnoop", "front",    "hdmi",       "iec958",   "jack",      "lavrate", "modem",     "oss",  "phoneline",
  "rear",       "samplerate", "side", "spdif", "speexrate", "surround", "usbstream", "upmix",   "vdownmix", "null",
};

GPtrArray *
lt_device_menu_dup_apis (GPtrArray *choices)
{
  GPtrArray *apis = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < choices->len; i++)
    {
      const LtDeviceChoice *choice = g_ptr_array_index (choices, i);

      if (!g_ptr_array_find_with_equal_func (apis, choice->host_api, g_str_equal, NULL))
        g_ptr_array_add (apis, g_strdup (choice->host_api));
    }
  return apis;
}

static gboolean
is_hidden (const LtDeviceChoice *choice)
{
  if (!g_str_has_prefix (choice->host_api, "ALSA"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (g_str_has_prefix (choice->name, hidden[i]))
      return TRUE;
  return FALSE;
}

GPtrArray *
lt_device_menu_list (GPtrArray *choices, const char *host_api, gboolean all, const char *chosen)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < choices->len; i++)
    {
      LtDeviceChoice *choice = g_ptr_array_index (choices, i);

      if (g_strcmp0 (choice->host_api, host_api) == 0 && (all || !is_hidden (choice) || g_strcmp0 (choice->name, chosen) == 0))
        g_ptr_array_add (list, choice);
    }
  return list;
}

const char *
lt_device_menu_api_name (const char *host_api)
{
  return g_str_has_prefix (host_api, "JACK") ? "JACK" : host_api;
}

char *
lt_device_menu_dup_pair (guint first, guint n_channels)
{
  return first + 2 <= n_channels ? g_strdup_printf ("%u–%u", first + 1, first + 2) : g_strdup_printf ("%u", first + 1);
}
