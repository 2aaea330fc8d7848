// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a codec made of the master: peak and loudness before and after, and how much it took away.
// Layer: app. Main thread.

#pragma once

#include "deliver/codec-check.h"

#include <gtk/gtk.h>

GtkWidget *lt_codec_facts_new (void);

void lt_codec_facts_show (GtkWidget *self, const LtCodecResult *result);
