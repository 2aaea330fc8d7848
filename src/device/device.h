// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A device is a clock that asks for frames: a timer, or an audio server behind its own process.
// Layer: device. No device, a lost one and a hung one all end at the timer: frames keep coming.

#pragma once

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_DEVICE_MAX_CHANNELS 64u
#define LT_DEVICE_MAX_FIRST    1024u
#define LT_DEVICE_MAX_FRAMES   8192u

typedef struct LtDevice LtDevice;

/* Fills @n_frames (1 to LT_DEVICE_MAX_FRAMES, changing from call to call) of each
   channel. Called on the engine thread between lt_rt_enter () and lt_rt_leave (). */
typedef void (*LtDeviceRun) (void *user, float *const *out, uint32_t n_channels, uint32_t n_frames);

/* What came in of @n_frames of each input, on the engine thread directly before `run` is asked for as many; silence while
   there is no device, or no input. Under the audio rules like `run`. */
typedef void (*LtDeviceHear) (void *user, const float *const *in, uint32_t n_channels, uint32_t n_frames);

/* Free running only, on the engine thread but outside the audio rules: may block
   up to 100 ms until the next @n_frames can be made; false: not yet, ask again. */
typedef bool (*LtDeviceWait) (void *user, uint32_t n_frames);

/* The timer only, on the engine thread: true while nothing moves and silence is all there is, so that it may ask less
   often. */
typedef bool (*LtDeviceResting) (void *user);

/* On the engine thread but outside the audio rules, before a row of calls of `run`: wakes who helps with them. */
typedef void (*LtDeviceAwaken) (void *user);

/* Of the engine thread, where the system grants one: under an audio server's own. Who helps it takes the same. */
#define LT_DEVICE_PRIORITY 60

/* Copied by lt_device_open (), strings too. */
typedef struct
{
  const char *host_api;     /* NULL: any; else the start of its name, e.g. "jack", "alsa" */
  const char *name;         /* NULL: the default device; "null": the timer */
  const char *host_program; /* NULL: this program; answers `--device-host` */
  double      rate_hz;      /* the engine's; a device at another rate is fed through a resampler */
  double      device_rate_hz; /* the device's; 0: the engine's where it can, else its own. A server that cannot is lost */
  uint32_t    n_channels;     /* 1 to LT_DEVICE_MAX_CHANNELS */
  uint32_t    first_channel;  /* of the device, from 0, under LT_DEVICE_MAX_FIRST: where ours begin; not there: as a rate that it cannot */
  uint32_t    n_inputs;       /* that are heard, 0 to LT_DEVICE_MAX_CHANNELS; those that aren't there are silent */
  uint32_t    first_input;    /* of the device, from 0, under LT_DEVICE_MAX_FIRST */
  const char *input_name;     /* of the same host API; NULL: the same device, or the default where it has no input */
  uint32_t buffer_frames; /* 1 to LT_DEVICE_MAX_FRAMES: exact for the timer, a wish for a server */
  bool     free_running;  /* the timer only: as fast as `run` and `wait` allow */
  bool     at_once;       /* start doesn't wait for the server: the timer asks until it is there */
  LtDeviceRun     run;
  LtDeviceHear    hear;    /* with n_inputs */
  LtDeviceWait    wait;    /* may be NULL */
  LtDeviceResting resting; /* may be NULL */
  LtDeviceAwaken  awaken;  /* may be NULL */
  void           *user;
} LtDeviceConfig;

typedef struct
{
  bool     running;        /* `run` is being called */
  bool     starting;       /* a server takes its time to begin: the timer asks meanwhile */
  bool     lost;           /* a server was wanted and is not there: the timer stands in */
  bool     hung;           /* the server stopped answering and was given up; implies lost */
  char     backend[64];    /* "null", or the host API in use or last in use */
  char     name[128];      /* the device in use or last in use */
  double   rate_hz;        /* the device's; the engine's at the timer */
  uint32_t buffer_frames;  /* the largest block that the device asked for */
  uint32_t latency_frames; /* at the engine's rate: from `run` to the ear */
  uint32_t n_inputs;       /* that the device has, of those that are wished for */
  uint32_t return_frames;  /* at the engine's rate: from `run` to `hear` of what a cable brings back */
  uint64_t frames;         /* given by `run` since open */
  uint32_t xruns;          /* the device ran dry, by its own word */
  uint32_t starved;        /* the engine was late for the device */
  uint32_t reconnects;     /* times that a server came back */
  char     scheduling[8];  /* of the engine thread: "fifo" or "other" */
  char     error[256];     /* N_(), a sentence; empty when all is well */
  char     log[1024];      /* the end of what the audio libraries muttered */
} LtDeviceStatus;

typedef struct
{
  char     host_api[64];
  char     name[128];
  uint32_t n_channels;
  uint32_t n_inputs;
  double   rate_hz;
  bool     is_default; /* what a NULL name would take */
} LtDeviceInfo;

/* LT_ERR_INVALID, LT_ERR_MEMORY, LT_ERR_SYSTEM. Touches no server. */
LT_MUST_USE LtStatus lt_device_open (const LtDeviceConfig *config, LtDevice **out);

/* Control thread; each returns within 2 s. A server that cannot be had is no error
   here: the timer asks instead and the status says why. Who must be heard from the
   first frame gives silence until `starting` is over. LT_ERR_TIMEOUT from stop:
   `run` did not come back, so nothing may be freed. */
LT_MUST_USE LtStatus lt_device_start (LtDevice *self);
LT_MUST_USE LtStatus lt_device_stop (LtDevice *self);

/* Stops and frees; NULL is fine. */
void lt_device_close (LtDevice *self);

/* Any thread. The test tone (device-tone.h) in place of what `run` makes, which goes on unheard; it begins and ends
   without a click. */
void lt_device_set_tone (LtDevice *self, bool on);

/* Any thread but the engine's. */
void lt_device_get_status (LtDevice *self, LtDeviceStatus *status);

/* Asks a short-lived process for up to @capacity output devices, best first comes
   the default. Blocks up to @timeout_ms: call it from a task. */
LT_MUST_USE LtStatus lt_device_list (const char   *host_program,
                                     int           timeout_ms,
                                     LtDeviceInfo *infos,
                                     uint32_t      capacity,
                                     uint32_t     *n_infos);
