// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program's side of an audio server: keeps a device host alive, or the next one coming.
// Layer: device. One supervising thread may block on the host; the engine thread never does.

#pragma once

#include "device/device-link.h"
#include "device/device-listen.h"
#include "device/device-resample.h"
#include "device/device.h"

typedef struct LtDeviceClient LtDeviceClient;

/* @config outlives it. */
LT_MUST_USE LtStatus lt_device_client_new (const LtDeviceConfig *config, LtDeviceClient **out);
void                 lt_device_client_free (LtDeviceClient *self);

/* Control thread. Start returns when the first host plays, when there is none to
   be had, or after 1.8 s, whichever comes first; with `at_once` at once. Quit only asks. Join waits until
   the deadline (monotonic); the engine thread has ended or ends by itself. */
LT_MUST_USE LtStatus lt_device_client_start (LtDeviceClient *self);
void                 lt_device_client_quit (LtDeviceClient *self);
LT_MUST_USE LtStatus lt_device_client_join (LtDeviceClient *self, int64_t until_ns);

/* What comes with a host; the engine's until the host is given back. */
typedef struct
{
  LtDeviceLink     *link;
  LtDeviceResample *resample; /* what its frames go through; NULL: the rates are equal */
  LtDeviceListen   *listen;   /* what comes in; NULL: nothing is wished for */
} LtDeviceHost;

/* Engine thread: a host that plays; false: there is none. @hung: the host stopped asking for frames. */
bool lt_device_client_take (LtDeviceClient *self, LtDeviceHost *host);
void          lt_device_client_give_back (LtDeviceClient *self, bool hung);

/* Engine thread: false once the host that was taken is dead. */
bool lt_device_client_is_alive (LtDeviceClient *self);

/* Engine thread: sleeps until the host took a block, something else happened, or @timeout_ms. */
void lt_device_client_wait (LtDeviceClient *self, int timeout_ms);

/* Any thread but the engine's: fills in what concerns the server. */
void lt_device_client_get_status (LtDeviceClient *self, LtDeviceStatus *status);
