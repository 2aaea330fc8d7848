// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Devices as a person chooses them: the audio systems there are, and of one the devices worth a look.
// Layer: app.

#pragma once

#include "studio/device-choice.h"

/* (transfer full): of char *, each audio system of @choices (of LtDeviceChoice) once, in their order. */
GPtrArray *lt_device_menu_dup_apis (GPtrArray *choices);

/* (transfer container): those of @host_api, in their order; without @all the ones that nobody means, such as ALSA's names for
   each speaker position or its converters, are left out, unless their name is @chosen. */
GPtrArray *lt_device_menu_list (GPtrArray *choices, const char *host_api, gboolean all, const char *chosen);

/* A short name: "JACK" for "JACK Audio Connection Kit". Borrowed from @host_api or constant. */
const char *lt_device_menu_api_name (const char *host_api);

/* (transfer full): "3–4" for the pair whose left is channel 2 counted from 0; "5" for the last of an odd number. */
char *lt_device_menu_dup_pair (guint first, guint n_channels);
