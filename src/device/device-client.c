// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device client: one attempt after another, each a fresh child, each with an end.
// Layer: device.

#include "device/device-client.h"

#include "base/arena.h"
#include "device/device-join.h"
#include "device/device-null.h"
#include "device/device-retry.h"
#include "device/device-spawn.h"

#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_S         1000000000
#define NS_PER_MS        1000000
#define FIRST_MS         1800 /* start waits so long for sound */
#define READY_MS         8000 /* a host that has not begun by then is hung */
#define GRACE_MS         1000 /* for a host to close its stream */
#define EARLY_GRACE_MS   100  /* for one that has not begun */

enum { HELD_BY_NOBODY, OFFERED, HELD_BY_ENGINE };

struct LtDeviceClient
{
  LtArena               arena; /* this struct lives in it, too */
  const LtDeviceConfig *config;
  int                   wake_fd;    /* host, supervisor, control → engine */
  int                   control_fd; /* engine, control → supervisor */
  pthread_t             thread;     /* control thread only */
  bool                  started;    /* control thread only */

  atomic_bool       quit;     /* control → supervisor */
  atomic_bool       running;  /* supervisor → control: the thread runs */
  atomic_bool       alive;    /* supervisor → engine: the link's host plays */
  atomic_bool       hung;     /* engine → supervisor */
  _Atomic int       held;     /* who may touch the link */
  LtDeviceLink     *link;     /* supervisor; the engine while it holds it */
  LtDeviceResample *resample; /* as `link`; NULL when the rates are equal */
  LtDeviceListen   *listen;   /* as `link`; NULL when nothing is to be heard */

  LtDeviceSpawn child; /* supervisor only */
  LtDeviceRetry retry; /* the same */

  pthread_mutex_t lock; /* the rest; supervisor and status, never the engine */
  pthread_cond_t  first;
  bool            decided; /* the first attempt has come to its end */
  bool            dropped; /* a server that played went away */
  LtDeviceLink   *shown;   /* whose counters are running */
  LtDeviceStatus  status;
};

static void
signal_fd (int fd)
{
  uint64_t one = 1;
  ssize_t  n = write (fd, &one, sizeof one);

  (void) n; /* full means that it is signalled already */
}

static void
clear_fd (int fd)
{
  uint64_t count;
  ssize_t  n = read (fd, &count, sizeof count);

  (void) n;
}

/* --- what the supervisor publishes --- */

static void
decide (LtDeviceClient *self)
{
  pthread_mutex_lock (&self->lock);
  self->decided = true;
  pthread_cond_broadcast (&self->first);
  pthread_mutex_unlock (&self->lock);
}

static void
publish_lost (LtDeviceClient *self, const char *error, bool hung)
{
  pthread_mutex_lock (&self->lock);
  self->status.starting = false;
  self->status.lost = true;
  self->status.hung |= hung;
  snprintf (self->status.error, sizeof self->status.error, "%s", error);
  pthread_mutex_unlock (&self->lock);
}

static void
publish_ready (LtDeviceClient *self)
{
  LtDeviceStatus     *s = &self->status;
  const LtDeviceLink *l = self->link;

  pthread_mutex_lock (&self->lock);
  if (self->dropped)
    s->reconnects++;
  self->dropped = false;
  self->shown = self->link;
  s->starting = s->lost = s->hung = false;
  s->error[0] = '\0';
  s->rate_hz = l->rate_hz;
  s->n_inputs = l->n_heard;
  s->return_frames = (uint32_t) lrint (l->input_latency_s * self->config->rate_hz); /* the rest is the engine's */
  s->latency_frames = (uint32_t) lrint (l->output_latency_s * self->config->rate_hz);
  snprintf (s->backend, sizeof s->backend, "%.*s", (int) sizeof l->host_api - 1, l->host_api);
  snprintf (s->name, sizeof s->name, "%.*s", (int) sizeof l->name - 1, l->name);
  pthread_mutex_unlock (&self->lock);
}

/* Keeps the end of what the libraries say. */
static void
read_log (LtDeviceClient *self)
{
  char    text[512];
  ssize_t n = read (self->child.log, text, sizeof text);

  if (n <= 0)
    {
      close (self->child.log);
      self->child.log = -1;
      return;
    }

  pthread_mutex_lock (&self->lock);
  char  *log = self->status.log;
  size_t size = sizeof self->status.log - 1;
  size_t old = strlen (log);
  size_t keep = old + (size_t) n > size ? size - (size_t) n : old;

  memmove (log, log + old - keep, keep);
  for (ssize_t i = 0; i < n; i++)
    log[keep + (size_t) i] = text[i] != '\0' ? text[i] : ' ';
  log[keep + (size_t) n] = '\0';
  pthread_mutex_unlock (&self->lock);
}

static void
drain_log (LtDeviceClient *self)
{
  struct pollfd fd = { .events = POLLIN };

  for (int i = 0; i < 64 && (fd.fd = self->child.log) >= 0 && poll (&fd, 1, 0) > 0; i++)
    read_log (self);
}

static void
add_counts (LtDeviceStatus *status, LtDeviceLink *link)
{
  status->buffer_frames = atomic_load (&link->block_frames);
  status->xruns += atomic_load (&link->xruns);
  status->starved += atomic_load (&link->starved);
}

static void
publish_end (LtDeviceClient *self)
{
  pthread_mutex_lock (&self->lock);
  add_counts (&self->status, self->link);
  self->shown = NULL;
  self->dropped = self->status.lost;
  pthread_mutex_unlock (&self->lock);
}

/* --- one host --- */

/* Next news of the host; 0 when there is none before @until_ns or before the
   engine or the control thread wants something; LOST when it has died. */
static int
next_news (LtDeviceClient *self, int64_t until_ns)
{
  for (;;)
    {
      int64_t       left_ms = (until_ns - lt_device_null_now_ns () + NS_PER_MS - 1) / NS_PER_MS;
      char          news;
      struct pollfd fds[] = {
        { .fd = self->control_fd, .events = POLLIN },
        { .fd = self->child.news, .events = POLLIN },
        { .fd = self->child.log, .events = POLLIN },
      };

      if (left_ms <= 0 || atomic_load (&self->quit) || atomic_load (&self->hung))
        return 0;
      if (poll (fds, LT_N_ELEMENTS (fds), (int) left_ms) <= 0)
        continue;
      if (fds[0].revents != 0)
        clear_fd (self->control_fd);
      if (fds[2].revents != 0)
        read_log (self);
      if (fds[1].revents != 0)
        return read (self->child.news, &news, 1) == 1 ? news : LT_DEVICE_NEWS_LOST;
    }
}

static LtStatus
begin (LtDeviceClient *self)
{
  const LtDeviceConfig *c = self->config;
  int                   fd;
  LtStatus              status = lt_device_link_new (c->n_channels, c->n_inputs, &self->link, &fd);

  if (status != LT_OK)
    return status;

  /* What plays once is what is asked for again: sound never moves to other
     speakers by itself. */
  LtDeviceLink *l = self->link;
  bool          known = self->status.name[0] != '\0';
  const char   *api = known ? self->status.backend : c->host_api;
  const char   *name = known ? self->status.name : c->name;

  l->first_channel = c->first_channel;
  l->first_input = c->first_input;
  l->want_rate_hz = c->rate_hz;
  l->want_device_rate_hz = c->device_rate_hz;
  l->want_buffer_frames = c->buffer_frames;
  snprintf (l->want_host_api, sizeof l->want_host_api, "%s", api != NULL ? api : "");
  snprintf (l->want_name, sizeof l->want_name, "%s", name != NULL ? name : "");

  snprintf (l->want_input, sizeof l->want_input, "%s", c->input_name != NULL ? c->input_name : "");

  status = lt_device_spawn_host (&self->child, c->host_program, fd, self->wake_fd);
  close (fd);
  return status;
}

/* After this the link is the supervisor's alone. */
static void
take_back (LtDeviceClient *self)
{
  int offered = OFFERED;

  atomic_store (&self->alive, false);
  if (atomic_compare_exchange_strong (&self->held, &offered, HELD_BY_NOBODY))
    return;
  while (atomic_load (&self->held) == HELD_BY_ENGINE)
    {
      struct pollfd fd = { .fd = self->control_fd, .events = POLLIN };

      signal_fd (self->wake_fd);
      if (poll (&fd, 1, 20) > 0)
        clear_fd (self->control_fd);
    }
}

/* Plays until the host is lost, hung or no longer wanted. */
static void
play (LtDeviceClient *self)
{
  int news = 0;

  self->retry.attempts = 0;
  self->retry.heard = true;
  publish_ready (self);
  atomic_store (&self->alive, true);
  atomic_store (&self->held, OFFERED);
  decide (self);

  while (news == 0 && !atomic_load (&self->quit) && !atomic_load (&self->hung))
    news = next_news (self, lt_device_null_now_ns () + (int64_t) READY_MS * NS_PER_MS);

  if (atomic_load (&self->hung))
    publish_lost (self, N_ ("The audio server no longer answers."), true);
  else if (!atomic_load (&self->quit))
    publish_lost (self, self->link->error[0] != '\0' ? self->link->error : N_ ("The connection to the audio server broke."), false);
  take_back (self);
  publish_end (self);
}

static bool
prepare (LtDeviceClient *self)
{
  const LtDeviceConfig *c = self->config;

  if (c->n_inputs > 0
      && lt_device_listen_new (self->link->rate_hz, c->rate_hz, c->n_inputs, &self->listen) != LT_OK)
    return false;
  return self->link->rate_hz == c->rate_hz
         || lt_device_resample_new (c->rate_hz, self->link->rate_hz, c->n_channels, &self->resample) == LT_OK;
}

/* One host from its start to its end. */
static void
attempt (LtDeviceClient *self)
{
  int64_t until_ns = lt_device_null_now_ns () + (int64_t) READY_MS * NS_PER_MS;
  int     grace_ms = EARLY_GRACE_MS;

  self->retry.attempts++;
  if (begin (self) != LT_OK)
    publish_lost (self, N_ ("The audio helper process could not be started."), false);
  else
    {
      int news = next_news (self, until_ns);

      grace_ms = news == LT_DEVICE_NEWS_READY ? GRACE_MS : EARLY_GRACE_MS;
      if (news == LT_DEVICE_NEWS_READY && prepare (self))
        play (self);
      else if (news == LT_DEVICE_NEWS_READY)
        publish_lost (self, N_ ("The audio device runs at a rate that cannot be fed."), false);
      else if (news == LT_DEVICE_NEWS_FAILED)
        publish_lost (self, self->link->error, false);
      else if (news != 0)
        publish_lost (self, N_ ("The audio system failed while it was being started."), false);
      else if (!atomic_load (&self->quit))
        publish_lost (self, N_ ("The audio server does not answer."), true);
    }

  /* A host that hangs or has lost its server gets no time: nothing good comes of it. */
  drain_log (self);
  lt_device_spawn_end (&self->child, atomic_load (&self->quit) ? grace_ms : 0);
  lt_device_link_free (self->link);
  lt_device_resample_free (self->resample);
  lt_device_listen_free (self->listen);
  self->link = NULL;
  self->resample = NULL;
  self->listen = NULL;
  atomic_store (&self->hung, false);
}

static void *
supervise (void *data)
{
  LtDeviceClient *self = data;

  lt_device_retry_open (&self->retry);
  while (!atomic_load (&self->quit))
    {
      int64_t began_ns = lt_device_null_now_ns ();

      attempt (self);
      decide (self);
      lt_device_retry_rest (&self->retry, began_ns, self->control_fd, &self->quit);
    }
  lt_device_retry_close (&self->retry);
  atomic_store (&self->running, false);
  return NULL;
}

/* --- control --- */

LtStatus
lt_device_client_new (const LtDeviceConfig *config, LtDeviceClient **out)
{
  LtArena  arena = { 0 };
  LtStatus status = lt_arena_init (&arena, lt_arena_rounded (sizeof (LtDeviceClient)));

  *out = NULL;
  if (status != LT_OK)
    return status;

  LtDeviceClient    *self = lt_arena_take (&arena, sizeof (LtDeviceClient));
  pthread_condattr_t attr;

  self->arena = arena;
  self->config = config;
  self->child = (LtDeviceSpawn){ .news = -1, .life = -1, .log = -1 };
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->control_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  pthread_mutex_init (&self->lock, NULL);
  pthread_condattr_init (&attr);
  pthread_condattr_setclock (&attr, CLOCK_MONOTONIC);
  pthread_cond_init (&self->first, &attr);
  pthread_condattr_destroy (&attr);
  if (self->wake_fd < 0 || self->control_fd < 0)
    {
      lt_device_client_free (self);
      return LT_ERR_SYSTEM;
    }
  *out = self;
  return LT_OK;
}

void
lt_device_client_free (LtDeviceClient *self)
{
  if (self == NULL)
    return;

  LtArena arena = self->arena;

  if (self->wake_fd >= 0)
    close (self->wake_fd);
  if (self->control_fd >= 0)
    close (self->control_fd);
  pthread_cond_destroy (&self->first);
  pthread_mutex_destroy (&self->lock);
  lt_arena_clear (&arena);
}

LtStatus
lt_device_client_start (LtDeviceClient *self)
{
  int64_t         until_ns = lt_device_null_now_ns () + (int64_t) FIRST_MS * NS_PER_MS;
  struct timespec until = { .tv_sec = until_ns / NS_PER_S, .tv_nsec = until_ns % NS_PER_S };

  atomic_store (&self->quit, false);
  self->decided = self->dropped = false;
  self->status.starting = true;
  atomic_store (&self->running, true);
  if (pthread_create (&self->thread, NULL, supervise, self) != 0)
    {
      atomic_store (&self->running, false);
      return LT_ERR_SYSTEM;
    }
  self->started = true;

  pthread_mutex_lock (&self->lock);
  while (!self->decided && !self->config->at_once)
    if (pthread_cond_timedwait (&self->first, &self->lock, &until) != 0)
      break;
  pthread_mutex_unlock (&self->lock);
  return LT_OK;
}

void
lt_device_client_quit (LtDeviceClient *self)
{
  atomic_store (&self->quit, true);
  signal_fd (self->control_fd);
  signal_fd (self->wake_fd);
}

LtStatus
lt_device_client_join (LtDeviceClient *self, int64_t until_ns)
{
  LtStatus status = LT_OK;

  if (self->started)
    status = lt_device_join (self->thread, &self->running, until_ns);
  if (status != LT_OK)
    return status;
  self->started = false;
  pthread_mutex_lock (&self->lock);
  self->status.starting = self->status.lost = self->status.hung = false;
  self->status.error[0] = '\0';
  pthread_mutex_unlock (&self->lock);
  return LT_OK;
}

/* --- engine thread --- */

bool
lt_device_client_take (LtDeviceClient *self, LtDeviceHost *host)
{
  int offered = OFFERED;

  if (!atomic_compare_exchange_strong (&self->held, &offered, HELD_BY_ENGINE))
    return false;
  *host = (LtDeviceHost){ self->link, self->resample, self->listen };
  return true;
}

void
lt_device_client_give_back (LtDeviceClient *self, bool hung)
{
  if (hung)
    atomic_store (&self->hung, true);
  atomic_store (&self->held, HELD_BY_NOBODY);
  signal_fd (self->control_fd);
}

bool
lt_device_client_is_alive (LtDeviceClient *self)
{
  return atomic_load (&self->alive);
}

void
lt_device_client_wait (LtDeviceClient *self, int timeout_ms)
{
  struct pollfd fd = { .fd = self->wake_fd, .events = POLLIN };

  if (poll (&fd, 1, timeout_ms) > 0)
    clear_fd (self->wake_fd);
}

void
lt_device_client_get_status (LtDeviceClient *self, LtDeviceStatus *status)
{
  pthread_mutex_lock (&self->lock);
  *status = self->status;
  if (self->shown != NULL)
    add_counts (status, self->shown);
  pthread_mutex_unlock (&self->lock);
}
