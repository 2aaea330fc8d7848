// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The player's two sides.
// Layer: studio.

#pragma once

#include "base/latest.h"
#include "device/quantum-fifo.h"
#include "media/streamer.h"
#include "studio/player.h"

#include <stdatomic.h>

struct _LtPlayer
{
  LtRing   capture; /* device thread → control: stereo frames */
  LtLatest moment;  /* the same way */

  /* control side */
  LtEngine      *engine;
  LtDevice      *device;     /* NULL: one is let go for another */
  LtDevice      *leaving;    /* that one; its thread's */
  GThread       *letting_go; /* NULL: none is */
  int            has_let_go; /* that thread → control */
  bool           tone;       /* the device's, this one or the next */
  LtPlayerConfig config;     /* of the device in use, or of the one to come; strings are ours */
  LtStreamer    *streamer;
  GHashTable    *streams; /* path → LtStream, NULL when it can't be opened */
  LtSession     *session;
  char          *folder;
  GTree         *problems; /* path → why it can't be played, of the last plan */
  LtId           tap_id;
  LtId           reference_id, planned_reference_id; /* wanted; of the last plan */
  LtId           rival_id, planned_rival_id;         /* the same */
  LtSource       file; /* heard in place of a reference; path NULL: none. Ours is the path alone */
  bool           file_is_new; /* to the last plan */
  bool           prints_are_new; /* the same */
  int64_t        captured; /* frames taken out of the ring */

  /* device thread */
  LtQuantumFifo fifo;
  float         fifo_memory[2 * LT_QUANTUM];
  int64_t       made; /* frames given by the engine so far */
  bool          was_rolling;
  bool          free_running; /* no clock: nothing can be late; set before the device starts */
  double        load;

  void            *moment_memory;
  float           *capture_memory; /* NULL: no capture */
  _Atomic int64_t  rolled_at;      /* frame, of all that were made, with which rolling began; −1: not yet */
  _Atomic uint64_t n_late, n_capture_lost;
};

#define LT_PLAYER_MOMENT_SIZE ((sizeof (LtPlayerMoment) + 63) & ~(size_t) 63)

/* player-device.c */
void lt_player_device_open (LtPlayer *self, const LtPlayerConfig *config, GError **error);
void lt_player_device_tick (LtPlayer *self);
void lt_player_device_close (LtPlayer *self); /* waits */

/* player-rt.c: callbacks of the device and of the fifo; `user` is the player. */
LT_RT void     lt_player_run (void *user, float *const *out, uint32_t n_channels, uint32_t n_frames);
LT_RT uint32_t lt_player_make (void *user, float *const *out);
bool           lt_player_wait (void *user, uint32_t n_frames);
LT_RT bool     lt_player_resting (void *user);
void           lt_player_awaken (void *user); /* outside the audio rules */

/* A stream as the engine sees it. */
void lt_player_fill_feed (LtStream *stream, LtFeed *out);
