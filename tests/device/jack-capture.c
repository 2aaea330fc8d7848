// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records two output ports of the client "Lathe", the first or those from LATHE_CAPTURE_FIRST on, into a raw float file, until SIGTERM.
// Layer: tests.

#include <jack/jack.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_FRAMES (60 * 48000)

typedef struct
{
  jack_port_t *in[2];
  float       *frames; /* interleaved */
  atomic_uint  n_frames;
} Capture;

static volatile sig_atomic_t ended;

static void
on_term (int signal_number)
{
  ended = 1;
}

static int
process (jack_nframes_t n_frames, void *data)
{
  Capture *self = data;
  unsigned at = self->n_frames;

  if (at + n_frames > MAX_FRAMES)
    return 0;
  for (int c = 0; c < 2; c++)
    {
      const float *in = jack_port_get_buffer (self->in[c], n_frames);

      for (jack_nframes_t i = 0; i < n_frames; i++)
        self->frames[2 * (at + i) + (unsigned) c] = in[i];
    }
  self->n_frames = at + n_frames;
  return 0;
}

/* Ports come late, and anew with every host. */
static void
connect_ports (jack_client_t *client, Capture *self)
{
  const char **ports = jack_get_ports (client, "^Lathe", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput);

  const char *first = getenv ("LATHE_CAPTURE_FIRST");
  int         skip = first != NULL ? atoi (first) : 0, n = 0;

  while (ports != NULL && ports[n] != NULL)
    n++;
  for (int c = 0; c < 2 && skip + c < n; c++)
    if (!jack_port_connected_to (self->in[c], ports[skip + c]))
      jack_connect (client, ports[skip + c], jack_port_name (self->in[c]));
  /* A cable from the outputs to the inputs. */
  const char **inputs = jack_get_ports (client, "^Lathe", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput);
  for (int c = 0; getenv ("LATHE_CAPTURE_LOOPS") != NULL && inputs != NULL && c < n && inputs[c] != NULL; c++)
    jack_connect (client, ports[c], inputs[c]);
  jack_free (inputs);
  jack_free (ports);
}

int
main (int argc, char **argv)
{
  Capture        self = { .frames = malloc (2 * MAX_FRAMES * sizeof (float)) };
  jack_client_t *client = jack_client_open ("capture", JackNoStartServer, NULL);

  if (argc != 2 || client == NULL || self.frames == NULL)
    return 1;
  memset (self.frames, 0, 2 * MAX_FRAMES * sizeof (float)); /* no page faults later */
  signal (SIGTERM, on_term);
  self.in[0] = jack_port_register (client, "left", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
  self.in[1] = jack_port_register (client, "right", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
  jack_set_process_callback (client, process, &self);
  if (jack_activate (client) != 0)
    return 1;

  /* The file begins with a frame of silence as soon as somebody is heard: who
     waits for it knows that nothing will be missed from then on. */
  FILE *file = NULL;
  while (!ended)
    {
      connect_ports (client, &self);
      if (file == NULL && jack_port_connected (self.in[1]) > 0)
        {
          file = fopen (argv[1], "wb");
          if (file == NULL || fwrite (self.frames, 2 * sizeof (float), 1, file) != 1
              || fflush (file) != 0)
            return 1;
        }
      nanosleep (&(struct timespec){ .tv_nsec = 5000000 }, NULL);
    }

  unsigned n = self.n_frames;
  if (file == NULL || fwrite (self.frames, 2 * sizeof (float), n, file) != n || fclose (file) != 0)
    return 1;
  jack_client_close (client);
  return 0;
}
