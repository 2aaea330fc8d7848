// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All that a window needs of the sound: device, transport, monitor, levels. No header of the engine comes with it.
// Layer: studio. All functions are the main thread's; none waits for disk, device or audio unless it says so.
//
// More in studio/live-analysis.h (loudness, stereo, spectrum) and studio/live-watch.h (one effect's in and out).

#pragma once

#include "session/session.h"
#include "studio/mix-print.h"

#include <gio/gio.h>

typedef struct _LtLive LtLive;

/* Stands where a strip's id stands: what leaves the device, after the monitor. */
#define LT_LIVE_OUTPUT ((LtId) 0)

LtLive *lt_live_new (void);
void    lt_live_free (LtLive *self); /* waits for the device to let go: 2 s at most, when its server hangs */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtLive, lt_live_free)

/* --- device --- */

typedef struct
{
  const char *host_api;      /* NULL: any */
  const char *device;        /* NULL: the default; "null": a timer, silent by wish */
  const char *host_program;  /* NULL: this program */
  uint32_t    buffer_frames; /* a wish; 0: 256 */
  uint32_t    first_channel; /* of the device, from 0, that plays left; the next plays right */
  double      device_rate_hz; /* 0: the session's, or the device's own; another rate than the session's is converted */
  bool        free_running;  /* "null" only: as fast as disk and analysis allow */
} LtLiveWish;

/* Plays through the wished device from when it is there; until then, and when it is lost, a timer asks for
   frames, so that everything but hearing goes on. The session is kept; another rate_hz than before takes a new
   engine, stopped at the same place. False: a wish that nobody can have; what was open plays on. */
bool lt_live_open (LtLive *self, double rate_hz, const LtLiveWish *wish, GError **error);

/* How many threads make what is heard, 1 at first; at most as many as there are processors. Another number is taken while it
   plays, and not a bit of it differs. */
void lt_live_set_threads (LtLive *self, guint n_threads);

typedef enum
{
  LT_LIVE_CLOSED,  /* lt_live_open () has not been called, or another device is being let go */
  LT_LIVE_OPENING, /* the timer asks until the device is there */
  LT_LIVE_OK,
  LT_LIVE_SILENT, /* the timer, by wish */
  LT_LIVE_LOST,   /* it was there and is gone: the timer asks, and it is tried again */
  LT_LIVE_NONE,   /* it could not be had: the same */
} LtLiveState;

typedef struct
{
  LtLiveState state;
  char        host_api[64];
  char        device[128];   /* in use, or last in use; empty: none yet */
  char        problem[256];  /* a translated sentence; empty: none */
  double      rate_hz;       /* of the device; 0: closed */
  double      session_rate_hz; /* what is converted to that */
  uint32_t    buffer_frames; /* of the device */
  double      latency_ms;    /* from the engine to the ear, without the session's own */
  double      session_latency_ms; /* of the master: what its effects look ahead */
  uint32_t    xruns;         /* the device ran dry */
  uint64_t    starved;       /* reads that the disk was late for */
  uint64_t    late;          /* blocks that took longer to make than to play */
  double      load;          /* share of a block's time that making it takes; 1 is all of it; 300 ms */
  double      disk_fill;     /* share of the disk's memory that holds sound, 0 to 1 */
} LtLiveStatus;

void lt_live_get_status (LtLive *self, LtLiveStatus *out);

/* A tone of 1 kHz at −20 dBFS, left and right in turn, in place of what plays: for the ear alone, no file and no reading
   has it. Another device goes on with it; a session at another rate ends it. */
void lt_live_set_test_tone (LtLive *self, bool on);

/* --- session --- */

/* Prints of clips that were not ready are now (studio/clip-print.h): they are heard from here on. */
void lt_live_renew_prints (LtLive *self);

/* Plays @session from now on: a new value is sent as such, anything else fades out, changes, fades in. A session at
   another rate opens the same device at that rate. @folder: what relative paths are relative to. False: it can't be
   compiled; the one before plays on. */
bool lt_live_set_session (LtLive *self, const LtSession *session, const char *folder, GError **error);

/* Plays the master from @print in place of the strips, from now on and whatever session comes: all sides are what they
   were, at the cost of one file; strips and buses read silence. NULL: the strips again. It keeps the print, until
   a session at another rate comes. False: as above. */
bool              lt_live_set_mix_print (LtLive *self, LtMixPrint *print, GError **error);
const LtMixPrint *lt_live_get_mix_print (LtLive *self); /* borrowed; NULL: none */

/* Why nothing is heard of the file at @path, which the session plays, as a sentence; borrowed, until the next call of the above. NULL: it is heard, or
   nothing plays. */
const char *lt_live_get_problem (LtLive *self, const char *path);

/* --- transport --- */

void    lt_live_play (LtLive *self); /* from stop: everything starts as if fresh, and readings since play with it */
void    lt_live_stop (LtLive *self);
void    lt_live_locate (LtLive *self, int64_t pos_frames);
bool    lt_live_is_rolling (LtLive *self);
int64_t lt_live_get_position (LtLive *self); /* of the engine: where an edit is heard from */
double  lt_live_get_heard_position (LtLive *self); /* frames; what is heard at this moment: where to draw the playhead */

/* --- monitor: behind the render tap, never in a file --- */

typedef enum
{
  LT_LIVE_MASTER,
  LT_LIVE_MIX,
  LT_LIVE_REFERENCE, /* a finished song beside the session's own; without one the master is heard */
  LT_LIVE_N_SIDES,
  LT_LIVE_RIVAL = LT_LIVE_N_SIDES, /* of a blind test alone: a second reference; see studio/live-blind.h */
} LtLiveSide;

void       lt_live_set_side (LtLive *self, LtLiveSide side); /* which is heard; starts with the master */
LtLiveSide lt_live_get_side (LtLive *self);
void       lt_live_set_compare_db (LtLive *self, double db); /* what one of two mixes is turned by to be as loud as the other: 0 or less */
void       lt_live_set_match (LtLive *self, bool on); /* turns the louder sides down to the softest; starts on */
bool       lt_live_get_match (LtLive *self);
double     lt_live_get_match_db (LtLive *self, LtLiveSide side); /* what that side is turned by: 0 or less */

/* Which reference of the session stands by; 0: the first. False: the session's plan doesn't compile. */
bool lt_live_set_reference (LtLive *self, LtId reference_id, GError **error);
LtId lt_live_get_reference (LtLive *self); /* 0: the session has none */
const char *lt_live_get_reference_path (LtLive *self); /* borrowed until the session changes; NULL: none */

/* A finished stereo file at the session's rate, its frame 0 the session's, that is heard in place of the master, in time
   with it and turned as it is, never in a file; NULL: none. It takes the place of the reference, and is forgotten when the
   reference is chosen as the side or a session at another rate comes. False: the session's plan doesn't compile. */
bool lt_live_set_preview (LtLive *self, const char *path, int64_t n_frames, GError **error);
const char *lt_live_get_preview (LtLive *self); /* borrowed; NULL: none */

/* Whether it is heard; choosing a side ends that. */
void lt_live_hear_preview (LtLive *self, bool heard);
bool lt_live_hears_preview (LtLive *self);

/* Level and switches, in this order: level and dim, swap, polarity, mono. */
typedef struct
{
  double level_db; /* 0 or less; −INFINITY: nothing is heard */
  double dim_db;   /* what dim turns down by, 0 or less */
  bool   dim, mono;
  bool   swap;      /* left is heard right */
  bool   invert[2]; /* polarity of what is heard left and right */
} LtLiveMonitor;

LtLiveMonitor lt_live_get_monitor (LtLive *self); /* starts with everything off, dim_db −20 */
void          lt_live_set_monitor (LtLive *self, const LtLiveMonitor *monitor); /* everything glides */

/* What the whole master chain changes, in place of both sides: the master minus the mix, both as loud as each other whether
   they are matched else or not. A chain that changes nothing is silence. */
void lt_live_set_difference (LtLive *self, bool on);
bool lt_live_get_difference (LtLive *self);

/* Of the effects in the strip of @slot_id only that one is heard, as if the others were bypassed; 0: all as they are. The
   session, and what is made of it, knows nothing of it. A slot that is not there changes nothing. Since play begins now. */
void lt_live_set_alone (LtLive *self, LtId slot_id);
LtId lt_live_get_alone (LtLive *self);

/* The master as a file of @bits has it: 8 to 24; 0: as it is. @dither: as the row `type` of the effect "dither". */
void     lt_live_set_word (LtLive *self, uint32_t bits, uint32_t dither);
uint32_t lt_live_get_word (LtLive *self, uint32_t *dither); /* @dither may be NULL */

/* What the effect in @slot_id takes away, in place of both sides; 0: none. A slot that is not there changes nothing. Of this,
   of what the chain changes and of a preview one is heard: the last that was asked for ends the others. */
void lt_live_set_delta (LtLive *self, LtId slot_id);
LtId lt_live_get_delta (LtLive *self);

/* --- once a frame --- */

/* Takes in what has happened since the last call and moves all readings by the time that has passed. */
void lt_live_tick (LtLive *self);

/* Nothing rolls and no reading moves: the window may stop ticking until something is done. */
bool lt_live_is_silent (LtLive *self);

/* What a meter shows: −INFINITY is silence. */
typedef struct
{
  guint    n_channels;
  double   peak_db[2]; /* rises at once, falls 20 dB in 1.7 s; true peak of mix, master and output, else and where meters stand before the fader sample peak */
  double   rms_db[2];  /* 300 ms; a full-scale sine reads −3.01 */
  double   hold_db[2]; /* highest of the last 1.5 s, then falls as the peak */
  double   max_db;     /* highest since it was cleared, of both channels */
  uint32_t clips;      /* since it was cleared: runs of 3 samples at full scale; of mix, master and output: peaks over 0 dBTP */
} LtLiveLevel;

bool lt_live_read_level (LtLive *self, LtId strip_id, LtLiveLevel *out); /* false: no such strip, and all is silence */
void lt_live_clear_clip (LtLive *self, LtId strip_id); /* and its maximum */
void lt_live_clear_all_clips (LtLive *self);

/* How late the sound is where it leaves a strip, and what of that the strip adds: its effects, and being earlier than
   the others by its delay, for which they wait. The rest came with what feeds it. A VCA has none. */
typedef struct
{
  int64_t frames, own_frames;
} LtLiveLatency;

/* As the newest session asks for it. False: no such strip, or nothing is open; then all are 0. */
bool lt_live_get_latency (LtLive *self, LtId strip_id, LtLiveLatency *out);

/* type->n_readouts numbers of the effect in @slot_id, up to LT_FX_MAX_READOUTS; at rest they are what the effect says
   of silence. False: nothing plays that slot. */
bool lt_live_read_readouts (LtLive *self, LtId slot_id, float *out);
