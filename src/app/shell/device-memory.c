// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A dictionary of three numbers a device.
// Layer: app.

#include "app/shell/device-memory.h"

/* No audio system has a line break in its name. */
static char *
key_of (const char *host_api, const char *name)
{
  return g_strconcat (host_api, "\n", name, NULL);
}

gboolean
lt_device_memory_find (GVariant *all, const char *host_api, const char *name, LtDeviceMemory *out)
{
  g_autofree char *key = key_of (host_api, name);

  return g_variant_lookup (all, key, "(uuu)", &out->buffer_frames, &out->first_channel, &out->rate_hz);
}

GVariant *
lt_device_memory_put (GVariant *all, const char *host_api, const char *name, const LtDeviceMemory *memory)
{
  g_autofree char *key = key_of (host_api, name);
  GVariantBuilder  builder;
  GVariantIter     iter;
  const char      *other;
  GVariant        *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(uuu)}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s@(uuu)}", &other, &value))
    {
      if (g_strcmp0 (other, key) != 0)
        g_variant_builder_add (&builder, "{s@(uuu)}", other, value);
      g_variant_unref (value);
    }
  g_variant_builder_add (&builder, "{s(uuu)}", key, memory->buffer_frames, memory->first_channel, memory->rate_hz);
  return g_variant_builder_end (&builder);
}
