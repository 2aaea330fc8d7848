// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device host: opens one stream, plays it, and ends with its parent or with the server.
// Layer: device. After a server is lost no PortAudio call is safe (it blocks or aborts): exit.

#include "device/device-host.h"

#include "device/device-link.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pa_jack.h>
#include <poll.h>
#include <portaudio.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_S        1000000000
#define STALL_NS        (NS_PER_S / 5)  /* PulseAudio may rest for 1.5 s after the first blocks */
#define SETTLE_NS       (NS_PER_S / 20) /* servers fill their own buffers first */
#define MEASURE_NS      (NS_PER_S / 5)  /* then their bursts are measured */
#define MEASURE_BLOCKS  8
#define MAX_LATENCY_S   3.0
#define JITTER          0.25 /* of a block: still counts as asking evenly */
#define MAX_AHEAD_PER_S 20   /* a twentieth of a second */
#define DRAIN           1.25 /* of the bucket, against the device's rate */
#define BUFFER_BLOCKS   4    /* of PortAudio's ALSA: after a hiccup it wants all at once */
#define PERIODS         3    /* of the wished buffer, as latency */
#define SERVER_PERIODS  8    /* the same behind ALSA's plugins: a desktop's sound server is no real-time one */
#define FIFO_PRIORITY   62   /* just above the engine's */
#define POLL_MS         20
#define TEARDOWN_MS     800

typedef struct
{
  LtDeviceLink *link;
  PaStream     *stream;
  uint32_t      n_channels; /* that were opened, the device's first ones too */
  uint32_t      n_inputs;   /* the same */
  double        rate_hz;
  uint32_t      min_blocks; /* of the ring's fill */
  atomic_bool   measured;   /* audio → main: ahead_frames is known */
  atomic_bool   finished;   /* server → main */
  atomic_bool   playing;    /* main → watcher */

  /* Audio thread only. */
  int64_t  first_ns; /* block since the last stall */
  int64_t  last_ns;  /* block; 0: none yet */
  uint32_t n_measured;
  double   level; /* of a bucket that each block fills and time drains */
  double   level_max;
  double   latency_sum_s; /* of the measured blocks, as the device tells when they are heard */
} Host;

static int64_t
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* --- audio thread --- */

/* How many frames the device may want before the engine had a block's time to
   answer: one block if it asks evenly, more if it asks in bursts. */
static void
measure (Host *self, uint32_t n_frames, double latency_s)
{
  int64_t now = now_ns ();

  /* ALSA's thread is PortAudio's own and plain; JACK's is real-time already. */
  if (self->last_ns == 0 && sched_getscheduler (0) == SCHED_OTHER)
    sched_setscheduler (0, SCHED_FIFO, &(struct sched_param){ .sched_priority = FIFO_PRIORITY });
  if (now - self->last_ns > STALL_NS)
    {
      self->first_ns = now;
      self->n_measured = 0;
      self->level = self->level_max = self->latency_sum_s = 0.0;
    }

  int64_t since_ns = now - self->last_ns;
  self->last_ns = now;
  if (now - self->first_ns < SETTLE_NS)
    return;

  self->level -= (double) since_ns / NS_PER_S * self->rate_hz * DRAIN;
  if (self->level < 0.0)
    self->level = 0.0;
  self->level += n_frames;
  if (self->level > self->level_max)
    self->level_max = self->level;

  self->latency_sum_s += latency_s;
  if (++self->n_measured < MEASURE_BLOCKS || now - self->first_ns < SETTLE_NS + MEASURE_NS)
    return;

  uint32_t block = atomic_load_explicit (&self->link->block_frames, memory_order_relaxed);
  double most = self->rate_hz / block / MAX_AHEAD_PER_S; /* a server's own bad start is no burst */
  uint32_t blocks = (uint32_t) ceil (fmin (self->level_max / block - JITTER, most));

  latency_s = self->latency_sum_s / self->n_measured;
  if (latency_s > 0.0 && latency_s < MAX_LATENCY_S) /* some devices tell nonsense, or nothing */
    self->link->output_latency_s = latency_s;
  self->link->ahead_frames = block * (blocks > self->min_blocks ? blocks : self->min_blocks);
  atomic_store_explicit (&self->measured, true, memory_order_release);
}

static int
on_block (const void                     *in,
          void                           *out,
          unsigned long                   n_frames,
          const PaStreamCallbackTimeInfo *when,
          PaStreamCallbackFlags           flags,
          void                           *user)
{
  Host    *self = user;
  uint64_t one = 1;

  if (!atomic_load_explicit (&self->measured, memory_order_relaxed))
    measure (self, (uint32_t) n_frames, when->outputBufferDacTime - when->currentTime);
  else if (flags & paOutputUnderflow)
    atomic_fetch_add_explicit (&self->link->xruns, 1, memory_order_relaxed);
  lt_device_link_put (self->link, in, self->n_inputs, (uint32_t) n_frames);
  lt_device_link_take (self->link, out, self->n_channels, (uint32_t) n_frames);

  /* The named exception to the audio rules: never blocks, full means signalled. */
  ssize_t n = write (LT_DEVICE_LINK_FD_WAKE, &one, sizeof one);
  (void) n;
  return paContinue;
}

static void
on_finished (void *user)
{
  Host *self = user;

  atomic_store (&self->finished, true);
}

/* --- choice of a device --- */

static bool
starts_with (const char *text, const char *start)
{
  return strncasecmp (text, start, strlen (start)) == 0;
}

typedef enum { OUTPUT, INPUT } Way;

static int
n_channels_of (const PaDeviceInfo *device, Way way)
{
  return way == OUTPUT ? device->maxOutputChannels : device->maxInputChannels;
}

static int
default_score (const PaDeviceInfo *device, PaDeviceIndex index, Way way)
{
  const PaHostApiInfo *api = Pa_GetHostApiInfo (device->hostApi);
  bool                 first = index == (way == OUTPUT ? api->defaultOutputDevice : api->defaultInputDevice);

  if (api->type == paJACK)
    return first ? 60 : 50;
  if (api->type == paALSA && strcasecmp (device->name, "pipewire") == 0)
    return 41;
  if (api->type == paALSA && strcasecmp (device->name, "pulse") == 0)
    return 40;
  if (api->type == paALSA && strcasecmp (device->name, "default") == 0)
    return 30;
  if (api->type == paALSA)
    return first ? 20 : 10;
  return first ? 2 : 1;
}

/* Best device of that API and name; empty texts ask for any. */
static PaDeviceIndex
pick (const char *host_api, const char *name, Way way)
{
  PaDeviceIndex best = paNoDevice;
  int           best_score = 0;

  for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount (); i++)
    {
      const PaDeviceInfo *device = Pa_GetDeviceInfo (i);
      int                 score = default_score (device, i, way);

      if (n_channels_of (device, way) < 1
          || !starts_with (Pa_GetHostApiInfo (device->hostApi)->name, host_api))
        continue;
      if (name[0] != '\0' && strcmp (device->name, name) == 0)
        score += 1000;
      else if (name[0] != '\0' && strcasestr (device->name, name) == NULL)
        continue;
      if (score > best_score)
        {
          best = i;
          best_score = score;
        }
    }
  return best;
}

/* --- the stream --- */

static void
send_news (LtDeviceNews news)
{
  char byte = (char) news;

  while (write (LT_DEVICE_LINK_FD_NEWS, &byte, 1) < 0 && errno == EINTR)
    ;
}

/* Does not return, and leaves PortAudio as it is: see the top. */
_Noreturn static void
end_with (Host *self, LtDeviceNews news, const char *error)
{
  snprintf (self->link->error, sizeof self->link->error, "%s", error);
  send_news (news);
  _exit (1);
}

/* Of the wished buffer, as latency. A card's name ends so: "(hw:0,0)". */
static uint32_t
periods_of (const PaDeviceInfo *device)
{
  bool is_plugin = Pa_GetHostApiInfo (device->hostApi)->type == paALSA && strstr (device->name, "hw:") == NULL;

  return is_plugin ? SERVER_PERIODS : PERIODS;
}

static PaStreamParameters
parameters (Host *self, PaDeviceIndex index, Way way, double rate_hz)
{
  const PaDeviceInfo *device = Pa_GetDeviceInfo (index);
  double low_s = way == OUTPUT ? device->defaultLowOutputLatency : device->defaultLowInputLatency;

  return (PaStreamParameters){
    .device = index,
    .channelCount = (int) (way == OUTPUT ? self->n_channels : self->n_inputs),
    .sampleFormat = paFloat32,
    .suggestedLatency = fmax (low_s, periods_of (device) * self->link->want_buffer_frames / rate_hz),
  };
}

/* @in_index may be paNoDevice. */
static PaError
open_at (Host *self, PaDeviceIndex index, PaDeviceIndex in_index, double rate_hz)
{
  PaStreamParameters out = parameters (self, index, OUTPUT, rate_hz), in = { 0 };

  if (in_index != paNoDevice)
    in = parameters (self, in_index, INPUT, rate_hz);
  self->rate_hz = rate_hz;

  /* The device's own block size: a fixed one makes PortAudio ask in bursts. */
  return Pa_OpenStream (&self->stream, in_index != paNoDevice ? &in : NULL, &out, rate_hz, paFramesPerBufferUnspecified,
                        paClipOff | paDitherOff, on_block, self);
}

/* At the wished rate, the engine's, or the device's own. */
static PaError
open_any (Host *self, PaDeviceIndex index, PaDeviceIndex in_index)
{
  const LtDeviceLink *link = self->link;
  bool                any_rate = link->want_device_rate_hz == 0.0;
  PaError error = open_at (self, index, in_index, any_rate ? link->want_rate_hz : link->want_device_rate_hz);

  if (error == paInvalidSampleRate && any_rate)
    error = open_at (self, index, in_index, Pa_GetDeviceInfo (index)->defaultSampleRate);
  return error;
}

/* Where is to be heard from, of the same API, which PortAudio asks for; paNoDevice: nowhere. Fills in n_inputs. */
static PaDeviceIndex
pick_input (Host *self, PaDeviceIndex output)
{
  const LtDeviceLink *link = self->link;
  const PaDeviceInfo *device = Pa_GetDeviceInfo (output);
  PaDeviceIndex       index = output;

  if (link->n_inputs == 0)
    return paNoDevice;
  if (link->want_input[0] != '\0' || device->maxInputChannels < 1)
    index = pick (Pa_GetHostApiInfo (device->hostApi)->name, link->want_input, INPUT);

  uint32_t most = index != paNoDevice ? (uint32_t) Pa_GetDeviceInfo (index)->maxInputChannels : 0;
  if (most <= link->first_input)
    return paNoDevice;
  self->n_inputs = link->first_input + link->n_inputs;
  if (self->n_inputs > most)
    self->n_inputs = most;
  return index;
}

static void
open_stream (Host *self)
{
  LtDeviceLink *link = self->link;
  PaDeviceIndex index = pick (link->want_host_api, link->want_name, OUTPUT);

  if (index == paNoDevice && link->want_name[0] != '\0')
    end_with (self, LT_DEVICE_NEWS_FAILED, N_ ("The audio device is not there."));
  if (index == paNoDevice)
    end_with (self, LT_DEVICE_NEWS_FAILED, N_ ("No audio output was found."));

  const PaDeviceInfo  *device = Pa_GetDeviceInfo (index);
  const PaHostApiInfo *api = Pa_GetHostApiInfo (device->hostApi);
  uint32_t             most = (uint32_t) device->maxOutputChannels;

  if (most > 1 && link->first_channel + (link->n_channels < 2 ? 1 : 2) > most)
    end_with (self, LT_DEVICE_NEWS_FAILED, N_ ("The audio device has no such channels. Choose others in Preferences."));
  self->n_channels = link->first_channel + link->n_channels;
  if (self->n_channels > most)
    self->n_channels = most;
  self->min_blocks = api->type == paJACK ? 1 : BUFFER_BLOCKS;
  snprintf (link->host_api, sizeof link->host_api, "%s", api->name);
  snprintf (link->name, sizeof link->name, "%s", device->name);

  PaDeviceIndex in_index = pick_input (self, index);
  PaError       error = open_any (self, index, in_index);
  if (error != paNoError && in_index != paNoDevice)
    {
      self->n_inputs = 0; /* better heard than nothing */
      error = open_any (self, index, paNoDevice);
    }
  if (error == paInvalidSampleRate)
    end_with (self, LT_DEVICE_NEWS_FAILED, N_ ("The audio device does not play at the chosen rate. Choose another one in Preferences."));
  link->rate_hz = self->rate_hz;
  if (error == paNoError)
    {
      link->output_latency_s = Pa_GetStreamInfo (self->stream)->outputLatency; /* until it is measured */
      link->input_latency_s = Pa_GetStreamInfo (self->stream)->inputLatency;
      link->n_heard = self->n_inputs > link->first_input ? self->n_inputs - link->first_input : 0;
      error = Pa_SetStreamFinishedCallback (self->stream, on_finished);
    }
  if (error == paNoError)
    error = Pa_StartStream (self->stream);
  if (error != paNoError)
    {
      fprintf (stderr, "%s: %s\n", device->name, Pa_GetErrorText (error));
      end_with (self, LT_DEVICE_NEWS_FAILED, N_ ("The audio device could not be opened."));
    }

}

/* Until the program wants no more; does not return when the server is lost. */
static void
play (Host *self)
{
  bool told = false;

  for (;;)
    {
      struct pollfd life = { .fd = LT_DEVICE_LINK_FD_LIFE };

      if (poll (&life, 1, POLL_MS) > 0)
        return;
      if (atomic_load (&self->finished) || Pa_IsStreamActive (self->stream) != 1)
        end_with (self, told ? LT_DEVICE_NEWS_LOST : LT_DEVICE_NEWS_FAILED,
                  N_ ("The audio server stopped."));
      if (!told && atomic_load_explicit (&self->measured, memory_order_acquire))
        {
          send_news (LT_DEVICE_NEWS_READY);
          told = true;
        }
    }
}

/* --- the process --- */

/* Ends the process although the main thread may hang in a library. */
static void *
watch_life (void *data)
{
  Host         *self = data;
  struct pollfd life = { .fd = LT_DEVICE_LINK_FD_LIFE };

  while (poll (&life, 1, -1) < 0 && errno == EINTR)
    ;
  if (atomic_load (&self->playing))
    nanosleep (&(struct timespec){ .tv_nsec = TEARDOWN_MS * 1000000L }, NULL);
  _exit (0);
  return NULL;
}

static void
prepare_process (void)
{
  signal (SIGINT, SIG_IGN); /* for the program, which then ends us */
  signal (SIGHUP, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 }); /* aborts of libraries are expected */

  /* What a mixer shows; never start a server that the user did not start. */
  setenv ("PULSE_PROP_application.name", "Lathe", 0);
  setenv ("PULSE_PROP_media.role", "production", 0);
  setenv ("PULSE_PROP_media.name", "Lathe", 0);
  setenv ("JACK_NO_START_SERVER", "1", 0);
  PaJack_SetClientName ("Lathe");
}

static int
host_run (const char *parent)
{
  static Host host; /* one a process; its audio thread may outlive main () */
  Host       *self = &host;
  pthread_t   watcher;

  for (int fd = LT_DEVICE_LINK_FD_MEMORY; fd <= LT_DEVICE_LINK_FD_LIFE; fd++)
    if (fcntl (fd, F_SETFD, FD_CLOEXEC) != 0)
      return 2;
  self->link = lt_device_link_map (LT_DEVICE_LINK_FD_MEMORY);
  if (self->link == NULL)
    return 2;
  if (getppid () != (pid_t) strtol (parent, NULL, 10))
    return 1; /* it died before we asked to die with it */
  if (pthread_create (&watcher, NULL, watch_life, self) != 0)
    end_with (self, LT_DEVICE_NEWS_FAILED, N_ ("The audio helper process could not be started."));

  PaError error = Pa_Initialize ();
  if (error != paNoError)
    {
      fprintf (stderr, "%s\n", Pa_GetErrorText (error));
      end_with (self, LT_DEVICE_NEWS_FAILED, N_ ("The audio system could not be started."));
    }
  open_stream (self);
  atomic_store (&self->playing, true);
  play (self);
  Pa_AbortStream (self->stream);
  Pa_CloseStream (self->stream);
  Pa_Terminate ();
  _exit (0);
}

static void
print_clean (FILE *to, const char *text)
{
  for (; *text != '\0'; text++)
    fputc (iscntrl ((unsigned char) *text) ? ' ' : *text, to);
}

/* One line a device: default or other, channels, inputs, rate, API, name; then "end". */
static int
host_list (void)
{
  FILE *to = fdopen (dup (STDOUT_FILENO), "w");

  dup2 (STDERR_FILENO, STDOUT_FILENO); /* some libraries mutter there */
  if (to == NULL || Pa_Initialize () != paNoError)
    return 1;

  PaDeviceIndex best = pick ("", "", OUTPUT);
  for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount (); i++)
    {
      const PaDeviceInfo *device = Pa_GetDeviceInfo (i);

      if (device->maxOutputChannels < 1)
        continue;
      fprintf (to, "%s\t%d\t%d\t%.0f\t", i == best ? "default" : "other", device->maxOutputChannels,
               device->maxInputChannels, device->defaultSampleRate);
      print_clean (to, Pa_GetHostApiInfo (device->hostApi)->name);
      fputc ('\t', to);
      print_clean (to, device->name);
      fputc ('\n', to);
    }
  fprintf (to, "end\n");

  /* Terminating PortAudio may hang or abort, and all is said. */
  _exit (fclose (to) == 0 ? 0 : 1);
}

int
lt_device_host_main (int argc, char **argv)
{
  if (argc != 3)
    {
      fprintf (stderr, "lathe --device-host is started by lathe itself; "
                       "lathe --device-host --list prints the devices.\n");
      return 2;
    }
  prepare_process ();
  return strcmp (argv[2], "--list") == 0 ? host_list () : host_run (argv[2]);
}
