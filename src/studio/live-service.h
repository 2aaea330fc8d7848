// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master as a streaming service plays it, at the monitor alone.
// Layer: studio. All functions are the main thread's.

#pragma once

#include "studio/live.h"

typedef struct
{
  double gain_db;
  bool   limits;              /* what is over the ceiling after the gain */
  double ceiling_dbfs;        /* of samples */
  double attack_ms, decay_ms; /* 63 % of the way */
} LtLiveService;

/* The master is heard by that gain, and matching leaves it alone: mix and reference are turned down to it where they
   are louder. NULL: as it is. Everything glides. A blind test hears without it. */
void lt_live_set_service (LtLive *self, const LtLiveService *service);

/* False: none is set. */
bool lt_live_get_service (LtLive *self, LtLiveService *out);
