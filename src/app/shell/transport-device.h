// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sound device in the transport, how it does, and how much of the processor the sound takes.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_TRANSPORT_DEVICE (lt_transport_device_get_type ())
G_DECLARE_FINAL_TYPE (LtTransportDevice, lt_transport_device, LT, TRANSPORT_DEVICE, GtkWidget)

/* A button that leads to the audio settings. It looks once a second by itself: the device may go while nothing moves. */
GtkWidget *lt_transport_device_new (LtContext *context);

/* The share of the processor, which stands beside it in the bar. Borrowed. */
GtkWidget *lt_transport_device_get_load (LtTransportDevice *self);

void lt_transport_device_show (LtTransportDevice *self);
