// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each device was set to last, for when it is chosen again.
// Layer: app.

#pragma once

#include <glib.h>

typedef struct
{
  guint32 buffer_frames;
  guint32 first_channel; /* from 0 */
  guint32 rate_hz;       /* 0: the session's where it can */
} LtDeviceMemory;

/* @all: a{s(uuu)}, as the settings have it. @host_api and @name as there: "" is any. False: nothing is known of that device. */
gboolean lt_device_memory_find (GVariant *all, const char *host_api, const char *name, LtDeviceMemory *out);

/* Returns: (transfer floating): @all with what that device is set to now. */
GVariant *lt_device_memory_put (GVariant *all, const char *host_api, const char *name, const LtDeviceMemory *memory);
