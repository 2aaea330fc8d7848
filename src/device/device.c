// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The device: one engine thread that asks for frames when the server or the timer wants them.
// Layer: device.

#include "device/device.h"

#include "base/arena.h"
#include "base/audio.h"
#include "device/device-client.h"
#include "device/device-join.h"
#include "device/device-null.h"
#include "device/device-tone.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define NS_PER_S        1000000000
#define RESTING_NS      40000000 /* from one question to the next while nothing moves */
#define CONTROL_NS      (2 * (int64_t) NS_PER_S)
#define WATCHDOG_NS     (NS_PER_S / 2)
#define WATCHDOG_BLOCKS 4
#define MAX_GROWTH      4  /* of the ring's fill, in its first value */

struct LtDevice
{
  LtArena         arena;  /* this struct lives in it, too */
  LtDeviceConfig  config; /* constant since open */
  LtDeviceClient *client; /* NULL: the timer was asked for */

  pthread_t        thread;  /* control thread only */
  bool             started; /* control thread only */
  atomic_bool      quit;    /* control → engine */
  atomic_bool      running; /* engine → any */
  atomic_bool      fifo;    /* engine → any */
  atomic_bool      tone_on; /* any → engine */
  _Atomic uint64_t frames;  /* engine → any */
  _Atomic uint32_t ahead;   /* engine → any: frames kept in the server's ring */
  _Atomic uint32_t delay;   /* engine → any: of the resampler, frames at our rate */
  _Atomic uint32_t late;    /* engine → any: by which what is heard lags behind what is asked for, the same */

  /* Engine thread only. */
  float            *out[LT_DEVICE_MAX_CHANNELS];
  float            *interleaved;
  LtDeviceNull      timer;
  LtDeviceTone      tone;
  float            *in[LT_DEVICE_MAX_CHANNELS];
  LtDeviceHost      host; /* link NULL: the timer asks */
  uint32_t          max_ahead;
  uint32_t          seen_blocks;
  uint32_t          seen_starved;
  int64_t           progress_ns; /* when seen_blocks changed */
};

/* --- engine thread --- */

/* The timer hears silence. */
static void
hear (LtDevice *self, uint32_t n_frames)
{
  uint32_t n = self->config.n_inputs;

  if (self->host.listen != NULL)
    lt_device_listen_read (self->host.listen, self->in, n_frames);
  else
    for (uint32_t c = 0; c < n; c++)
      memset (self->in[c], 0, n_frames * sizeof (float));
  self->config.hear (self->config.user, (const float *const *) self->in, n, n_frames);
}

static void
ask (void *user, float *const *out, uint32_t n_frames)
{
  LtDevice *self = user;
  LtRtMode  before = lt_rt_enter ();

  if (self->config.n_inputs > 0)
    hear (self, n_frames);
  self->config.run (self->config.user, out, self->config.n_channels, n_frames);
  lt_device_tone_run (&self->tone, atomic_load_explicit (&self->tone_on, memory_order_relaxed), out,
                      self->config.n_channels, n_frames);
  lt_rt_leave (before);
  atomic_fetch_add_explicit (&self->frames, n_frames, memory_order_relaxed);
}

static void
awaken (const LtDevice *self)
{
  if (self->config.awaken != NULL)
    self->config.awaken (self->config.user);
}

static void
serve_timer (LtDevice *self)
{
  const LtDeviceConfig *c = &self->config;

  if (!c->free_running)
    {
      if (c->resting != NULL && c->resting (c->user))
        lt_device_null_skip (&self->timer, RESTING_NS);
      lt_device_null_wait (&self->timer);
    }
  else if (c->wait != NULL && !c->wait (c->user, c->buffer_frames))
    {
      nanosleep (&(struct timespec){ .tv_nsec = NS_PER_S / 1000 }, NULL);
      return;
    }
  if (atomic_load_explicit (&self->quit, memory_order_relaxed))
    return;
  awaken (self);
  ask (self, self->out, c->buffer_frames);
}

static void
enter_timer (LtDevice *self)
{
  self->host = (LtDeviceHost){ 0 };
  atomic_store (&self->ahead, 0);
  atomic_store (&self->delay, 0);
  atomic_store (&self->late, 0);
  lt_device_null_start (&self->timer, self->config.rate_hz, self->config.buffer_frames);
}

/* Moves to a host that has begun to play; false: there is none. */
static bool
enter_host (LtDevice *self)
{
  if (!lt_device_client_take (self->client, &self->host))
    return false;

  LtDeviceLink *link = self->host.link;
  uint32_t      ahead = link->ahead_frames;
  uint32_t      most = LT_DEVICE_LINK_RING_FRAMES;

  if (ahead < 1 || ahead > most)
    ahead = most;
  self->max_ahead = ahead < most / MAX_GROWTH ? ahead * MAX_GROWTH : most;
  self->seen_blocks = atomic_load (&link->blocks);
  self->seen_starved = 0;
  self->progress_ns = lt_device_null_now_ns ();
  atomic_store (&self->ahead, ahead);
  atomic_store (&self->delay,
                self->host.resample != NULL ? lt_device_resample_delay (self->host.resample) : 0);
  return true;
}

static void
interleave (LtDevice *self, uint32_t n_frames)
{
  uint32_t n_channels = self->config.n_channels;

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n_frames; i++)
      self->interleaved[(size_t) i * n_channels + c] = self->out[c][i];
}

/* Brings the ring to the fill that outlasts the device's bursts. */
static void
fill_ring (LtDevice *self, uint32_t ahead)
{
  LtDeviceLink *link = self->host.link;
  uint32_t      fill;

  if (self->host.listen != NULL)
    lt_device_listen_pull (self->host.listen, link);
  if (lt_device_link_fill (link) < ahead)
    awaken (self);
  while ((fill = lt_device_link_fill (link)) < ahead
         && !atomic_load_explicit (&self->quit, memory_order_relaxed))
    {
      uint32_t n = ahead - fill < LT_DEVICE_MAX_FRAMES ? ahead - fill : LT_DEVICE_MAX_FRAMES;

      if (self->host.resample != NULL)
        lt_device_resample_run (self->host.resample, ask, self, self->interleaved, n);
      else
        {
          ask (self, self->out, n);
          interleave (self, n);
        }
      lt_ring_write (&link->ring, self->interleaved, n);
    }
  if (self->host.listen != NULL)
    atomic_store (&self->late, lt_device_listen_delay (self->host.listen));
  atomic_store_explicit (&link->primed, 1, memory_order_release);
}

/* A device that took more at once than it showed at first gets a longer ring. */
static uint32_t
grown_ahead (LtDevice *self)
{
  uint32_t ahead = atomic_load_explicit (&self->ahead, memory_order_relaxed);
  uint32_t starved = atomic_load_explicit (&self->host.link->starved, memory_order_relaxed);

  if (starved != self->seen_starved)
    {
      ahead += atomic_load_explicit (&self->host.link->block_frames, memory_order_relaxed);
      if (ahead > self->max_ahead)
        ahead = self->max_ahead;
      self->seen_starved = starved;
      atomic_store_explicit (&self->ahead, ahead, memory_order_relaxed);
    }
  return ahead;
}

static void
serve_host (LtDevice *self)
{
  LtDeviceLink *link = self->host.link;
  uint32_t      blocks = atomic_load_explicit (&link->blocks, memory_order_acquire);
  int64_t       now_ns = lt_device_null_now_ns ();
  int64_t       patience_ns
      = (int64_t) (WATCHDOG_BLOCKS * atomic_load (&link->block_frames) / link->rate_hz * NS_PER_S);

  if (patience_ns < WATCHDOG_NS)
    patience_ns = WATCHDOG_NS;
  if (blocks != self->seen_blocks)
    {
      self->seen_blocks = blocks;
      self->progress_ns = now_ns;
    }

  bool alive = lt_device_client_is_alive (self->client);
  bool hung = now_ns - self->progress_ns >= patience_ns;

  if (!alive || hung)
    {
      enter_timer (self);
      lt_device_client_give_back (self->client, alive && hung);
      return;
    }
  fill_ring (self, grown_ahead (self));
  lt_device_client_wait (self->client,
                         (int) ((self->progress_ns + patience_ns - now_ns) / 1000000 + 1));
}

static bool
try_fifo (void)
{
  struct sched_param param = { .sched_priority = LT_DEVICE_PRIORITY };

  return pthread_setschedparam (pthread_self (), SCHED_FIFO, &param) == 0;
}

static void *
engine_thread (void *data)
{
  LtDevice *self = data;

  /* Running free it would starve everybody else. */
  if (!self->config.free_running)
    atomic_store (&self->fifo, try_fifo ());

  enter_timer (self);
  while (!atomic_load_explicit (&self->quit, memory_order_relaxed))
    {
      if (self->host.link != NULL || (self->client != NULL && enter_host (self)))
        serve_host (self);
      else
        serve_timer (self);
    }
  if (self->host.link != NULL)
    {
      enter_timer (self);
      lt_device_client_give_back (self->client, false);
    }
  atomic_store (&self->running, false);
  return NULL;
}

/* --- control thread --- */

static bool
is_rate (double rate_hz)
{
  return rate_hz >= LT_RATE_MIN_HZ && rate_hz <= LT_RATE_MAX_HZ;
}

static bool
is_sane (const LtDeviceConfig *c)
{
  return c->run != NULL && is_rate (c->rate_hz) && (c->device_rate_hz == 0.0 || is_rate (c->device_rate_hz))
         && c->first_channel < LT_DEVICE_MAX_FIRST && c->first_input < LT_DEVICE_MAX_FIRST
         && c->n_inputs <= LT_DEVICE_MAX_CHANNELS && (c->n_inputs == 0 || c->hear != NULL) && c->n_channels >= 1 && c->n_channels <= LT_DEVICE_MAX_CHANNELS && c->buffer_frames >= 1
         && c->buffer_frames <= LT_DEVICE_MAX_FRAMES;
}

static size_t
text_size (const char *text)
{
  return text != NULL ? lt_arena_rounded (strlen (text) + 1) : 0;
}

static const char *
keep_text (LtArena *arena, const char *text)
{
  return text != NULL ? strcpy (lt_arena_take (arena, strlen (text) + 1), text) : NULL;
}

LtStatus
lt_device_open (const LtDeviceConfig *config, LtDevice **out)
{
  size_t  channel_size = LT_DEVICE_MAX_FRAMES * sizeof (float);
  LtArena arena = { 0 };

  *out = NULL;
  if (!is_sane (config))
    return LT_ERR_INVALID;

  bool timer = config->name != NULL && strcmp (config->name, "null") == 0;

  if (config->free_running && !timer)
    return LT_ERR_INVALID;

  LtStatus status = lt_arena_init (
      &arena, lt_arena_rounded (sizeof (LtDevice)) + (2 * config->n_channels + config->n_inputs) * channel_size
                  + text_size (config->host_api) + text_size (config->name)
                  + text_size (config->input_name) + text_size (config->host_program));
  if (status != LT_OK)
    return status;

  LtDevice *self = lt_arena_take (&arena, sizeof (LtDevice));
  for (uint32_t c = 0; c < config->n_channels; c++)
    self->out[c] = lt_arena_take (&arena, channel_size);
  for (uint32_t c = 0; c < config->n_inputs; c++)
    self->in[c] = lt_arena_take (&arena, channel_size);
  self->interleaved = lt_arena_take (&arena, config->n_channels * channel_size);
  self->config = *config;
  lt_device_tone_init (&self->tone, config->rate_hz);
  self->config.host_api = keep_text (&arena, config->host_api);
  self->config.name = keep_text (&arena, config->name);
  self->config.input_name = keep_text (&arena, config->input_name);
  self->config.host_program = keep_text (&arena, config->host_program);
  self->arena = arena;
  status = timer ? LT_OK : lt_device_client_new (&self->config, &self->client);
  if (status != LT_OK)
    {
      lt_arena_clear (&arena);
      return status;
    }
  *out = self;
  return LT_OK;
}

LtStatus
lt_device_start (LtDevice *self)
{
  LtStatus status = LT_OK;

  if (self->started)
    return LT_OK;

  atomic_store (&self->quit, false);
  if (self->client != NULL)
    status = lt_device_client_start (self->client);
  if (status != LT_OK)
    return status;

  atomic_store (&self->running, true);
  if (pthread_create (&self->thread, NULL, engine_thread, self) != 0)
    {
      atomic_store (&self->running, false);
      status = lt_device_stop (self);
      return status != LT_OK ? status : LT_ERR_SYSTEM;
    }
  self->started = true;
  return LT_OK;
}

LtStatus
lt_device_stop (LtDevice *self)
{
  int64_t  until_ns = lt_device_null_now_ns () + CONTROL_NS;
  LtStatus status = LT_OK;

  /* Both are told first and then waited for, so that their times do not add up. */
  atomic_store (&self->quit, true);
  if (self->client != NULL)
    lt_device_client_quit (self->client);
  if (self->started)
    status = lt_device_join (self->thread, &self->running, until_ns);
  if (status != LT_OK)
    return status;
  self->started = false;
  return self->client != NULL ? lt_device_client_join (self->client, until_ns) : LT_OK;
}

void
lt_device_close (LtDevice *self)
{
  if (self == NULL || lt_device_stop (self) != LT_OK)
    return;

  LtArena arena = self->arena;

  lt_device_client_free (self->client);
  lt_arena_clear (&arena);
}

void
lt_device_set_tone (LtDevice *self, bool on)
{
  atomic_store (&self->tone_on, on);
}

void
lt_device_get_status (LtDevice *self, LtDeviceStatus *status)
{
  *status = (LtDeviceStatus){ 0 };
  if (self->client != NULL)
    lt_device_client_get_status (self->client, status);
  else
    {
      snprintf (status->backend, sizeof status->backend, "null");
      snprintf (status->name, sizeof status->name, "null");
    }

  if (self->client == NULL || status->lost || status->starting)
    {
      status->rate_hz = self->config.rate_hz;
      status->buffer_frames = self->config.buffer_frames;
      status->latency_frames = status->n_inputs = status->return_frames = 0;
    }
  else if (status->rate_hz > 0.0)
    {
      status->return_frames += status->latency_frames + atomic_load (&self->delay) + atomic_load (&self->late);
      if (status->n_inputs == 0)
        status->return_frames = 0;
      status->latency_frames
          += atomic_load (&self->delay)
             + (uint32_t) (atomic_load (&self->ahead) * self->config.rate_hz / status->rate_hz);
    }

  status->running = atomic_load (&self->running);
  status->frames = atomic_load (&self->frames);
  snprintf (status->scheduling, sizeof status->scheduling, "%s",
            atomic_load (&self->fifo) ? "fifo" : "other");
}
