// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Audio servers of a test's own: private names, private home, private shared memory.
// Layer: tests.

#pragma once

#include "device/device.h"

#include <glib.h>

/* First thing in main (): nothing that a test starts is seen by, or sees, other servers. */
void lt_test_servers_isolate (void);

/* Removes the private home. */
void lt_test_servers_cleanup (void);

/* Returns 0 and fills @why when the server truly cannot be started. */
GPid lt_test_jack_start (GString *why);
GPid lt_test_pulse_start (GString *why);

/* Records what is played from lt_test_capture_wait () to lt_test_capture_end (). */
typedef struct
{
  GPid   pid;
  char  *path;
  gsize  n_frames; /* after the end */
  float *frames;   /* interleaved stereo */
} LtTestCapture;

/* Of JACK's ports of the program two are captured, from the number in the environment's LATHE_CAPTURE_FIRST on. */
void lt_test_jack_capture_start (LtTestCapture *self);
void lt_test_pulse_capture_start (LtTestCapture *self);
/* Until something is heard, if only silence; up to a minute. */
void lt_test_capture_wait (const LtTestCapture *self);

void lt_test_capture_end (LtTestCapture *self);
void lt_test_capture_clear (LtTestCapture *self);

/* Sends @signal_number; waits for its end when that is deadly. */
void lt_test_server_signal (GPid pid, int signal_number);

/* A source of noise whose every sample can be recognised. */
typedef struct
{
  _Atomic uint64_t frames;
  double           sine_hz; /* 0: noise */
  double           rate_hz;
  float           *heard; /* interleaved stereo, frame by frame beside what was made; NULL: nothing is kept */
  uint64_t         heard_capacity; /* frames */
} LtTestSource;

void lt_test_source_hear (void *user, const float *const *in, uint32_t n_channels, uint32_t n_frames);

void  lt_test_source_run (void *user, float *const *out, uint32_t n_channels, uint32_t n_frames);
float lt_test_source_sample (uint32_t channel, uint64_t frame);

/* The longest run of frames in the capture that follow each other as the source
   made them, and where in the source and in the capture it begins. */
gsize lt_test_capture_unbroken (const LtTestCapture *self, uint64_t n_source, uint64_t *first, gsize *at);

/* Captures until @n_frames in a row are heard as they were made; fails when they
   are not and nobody says why. */
void lt_test_check_sound (LtDevice           *device,
                          const LtTestSource *source,
                          uint64_t            n_frames,
                          void (*capture_start) (LtTestCapture *));

/* With a way from the outputs to the inputs: what is heard is what was made, always by the same number of frames later, as
   the device tells it within @slack frames; @enough of them in a row. */
void lt_test_check_returns (LtTestSource *source, const LtDeviceConfig *config, uint64_t enough, uint32_t slack);

/* Up to a minute each. */
void lt_test_wait_frames (const LtTestSource *source, uint64_t more);
void lt_test_wait_lost (LtDevice *device, bool lost, LtDeviceStatus *status);

LtDevice *lt_test_device_open (LtTestSource *source, const char *host_api, double rate_hz);
/* What that one is opened with, for those who want more. */
LtDeviceConfig lt_test_device_config (LtTestSource *source, const char *host_api, double rate_hz);
