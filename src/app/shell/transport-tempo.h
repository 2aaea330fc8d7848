// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tempo and metre in the transport: those of where the playhead is, to be typed.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_TRANSPORT_TEMPO (lt_transport_tempo_get_type ())
G_DECLARE_FINAL_TYPE (LtTransportTempo, lt_transport_tempo, LT, TRANSPORT_TEMPO, GtkWidget)

GtkWidget *lt_transport_tempo_new (LtContext *context);

/* After another place or document. */
void lt_transport_tempo_show (LtTransportTempo *self);
