// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the mix is worth as a whole: loudness, true peak, room to full scale.
// Layer: app. Main thread.

#pragma once

#include "studio/live.h"

#include <gtk/gtk.h>

#define LT_TYPE_MIX_READINGS (lt_mix_readings_get_type ())
G_DECLARE_FINAL_TYPE (LtMixReadings, lt_mix_readings, LT, MIX_READINGS, GtkWidget)

GtkWidget *lt_mix_readings_new (void);
void       lt_mix_readings_frame (LtMixReadings *self, LtLive *live);
