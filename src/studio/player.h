// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Live playback: an engine, the disk's streams and a device around one session.
// Layer: studio. All functions are the control thread's.

#pragma once

#include "device/device.h"
#include "engine/engine.h"
#include "session/session.h"

#include <gio/gio.h>

typedef struct _LtPlayer LtPlayer;

/* As lt_engine_set_tap () has them. */
typedef struct
{
  LtRing *frames, *marks;
} LtPlayerTap;

typedef struct
{
  const char *host_api;      /* NULL: any */
  const char *device;        /* NULL: the default; "null": the timer */
  const char *host_program;  /* NULL: this program */
  uint32_t    buffer_frames; /* a wish; 0: 256 */
  uint32_t    first_channel; /* of the device, from 0, that plays left; the next plays right */
  double      device_rate_hz; /* 0: the engine's, or the device's own */
  bool        free_running;  /* the timer only: as fast as the disk and the capture allow */
  bool        at_once;       /* don't wait for the device: the timer asks until it is there */
  bool        capture;       /* keep what the device is given, for lt_player_read_capture () */

  const LtPlayerTap *taps; /* LT_N_TAPS; NULL: none. The rings outlive the player */
} LtPlayerConfig;

typedef struct
{
  LtDeviceStatus device; /* all zero while one device is let go for another */
  int64_t        position;
  bool           rolling;
  uint64_t       starved; /* reads that the disk was late for */
  uint64_t       late;    /* blocks that took longer to make than to play */
  uint64_t       capture_lost;
  double         disk_fill; /* share of the disk's memory that holds sound */
} LtPlayerStatus;

/* Opens the device and starts the clock; nothing rolls yet. */
LtPlayer *lt_player_new (double rate_hz, const LtPlayerConfig *config, GError **error);
void      lt_player_free (LtPlayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPlayer, lt_player_free)

/* Another device in the place of this one, without waiting for either: lt_player_tick () opens it once the other
   has let go. Everything else stays; nothing is heard or rolls meanwhile. */
void lt_player_change_device (LtPlayer *self, const LtPlayerConfig *config);

/* How many threads make what is heard, 1 at first, at most LT_WORKERS_MAX and, unless it runs free, as many as there are
   processors: it changes while it plays, and not a bit of it. False: there is no memory for them, and it stays as it was. */
bool lt_player_set_threads (LtPlayer *self, guint n_threads);

/* As many as play on a device of this machine. */
guint lt_player_get_most_threads (void);

/* The device's test tone in place of what plays, on whatever device there is; no file and no reading has it. */
void lt_player_set_tone (LtPlayer *self, bool on);

/* Plays @session from now on, without a click; its rate is the player's. What differs in values alone needs no plan. @problems (of char *, may be NULL)
   gets a sentence for each file that is missing. False: the session's plan doesn't compile; the old one plays on. */
bool lt_player_set_session (LtPlayer *self, const LtSession *session, const char *folder, GPtrArray *problems, GError **error);

/* Why nothing is heard of the file at @path, which that session plays, as a sentence; borrowed, until the session is set again. NULL: it is heard, or
   not played. */
const char *lt_player_get_problem (LtPlayer *self, const char *path);

/* Where the render tap is: 0 for the master, or any strip. Before lt_player_set_session. */
void lt_player_set_tap_strip (LtPlayer *self, LtId strip_id);

/* Which reference of the session the monitor may hear; 0: none. Counts from the next lt_player_set_session on. */
void lt_player_set_reference (LtPlayer *self, LtId reference_id);

/* Another one that the monitor may hear in place of that; 0: none. The same. */
void lt_player_set_rival (LtPlayer *self, LtId reference_id);

/* A stereo file at the session's rate that the monitor may hear instead, frame 0 at frame 0; @path NULL: none. Counts from
   the next lt_player_set_session on. */
void lt_player_set_file (LtPlayer *self, const char *path, int64_t n_frames);

/* There may be prints of clips now that were not ready, or none any more. Counts from the next lt_player_set_session on. */
void lt_player_renew_prints (LtPlayer *self);

/* Waits until the disk has what is played at @pos, at most @timeout_ms. */
bool lt_player_prepare (LtPlayer *self, int64_t pos, guint timeout_ms);

/* Verbs, readings, taps and levels of the engine. */
LtEngine *lt_player_get_engine (LtPlayer *self);

/* Now and then (each frame of a window): frees what came back from the audio thread. */
void lt_player_tick (LtPlayer *self);

void lt_player_get_status (LtPlayer *self, LtPlayerStatus *out);

/* The last block that the device took. */
typedef struct
{
  int64_t  end;      /* position behind its last frame */
  uint32_t n_frames; /* 0: there was none yet */
  int64_t  time_ns;  /* monotonic: when it was asked for */
  double   load;     /* share of a block's time that making it takes; over 300 ms */
} LtPlayerMoment;

const LtPlayerMoment *lt_player_get_moment (LtPlayer *self); /* borrowed, until the next call */

/* What the device was given since rolling began (the lead-in of the plan's latency first), interleaved
   stereo. How many frames there were, at most @n. */
guint lt_player_read_capture (LtPlayer *self, float *frames, guint n);
