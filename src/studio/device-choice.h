// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The devices that may be wished for, for a list to choose from.
// Layer: studio.

#pragma once

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  char    *host_api, *name; /* as LtLiveWish wants them */
  uint32_t n_channels;
  double   rate_hz; /* its own; others are converted */
  bool     is_default;
} LtDeviceChoice;

/* Asks a process of its own, up to 8 s: call it from a task. Returns: (transfer full): of LtDeviceChoice, the default
   first; NULL and a sentence when nobody answers. @host_program NULL: this program. */
GPtrArray *lt_device_choice_list (const char *host_program, GError **error);
