// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers: started with the flags that work without a sound card.
// Layer: tests.

#include "device/servers.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define POLL_US 2000
#define TRIES   (60 * G_USEC_PER_SEC / POLL_US)

static char *home;

void
lt_test_servers_isolate (void)
{
  /* A namespace of its own hides other people's servers and what killed ones
     left in /dev/shm; without the right to it the private names must do. */
  if (unshare (CLONE_NEWNS) == 0 && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0)
    (void) mount ("tmpfs", "/dev/shm", "tmpfs", 0, NULL);

  /* A device without a host program starts this one, which then tests itself. */
  g_assert_nonnull (g_getenv ("LATHE_DEVICE_HOST"));
  g_assert_nonnull (g_getenv ("LATHE_JACK_CAPTURE"));
  home = g_dir_make_tmp ("lathe-device-XXXXXX", NULL);
  g_assert_nonnull (home);

  g_autofree char *name = g_strdup_printf ("lathe-%d", (int) getpid ());
  g_autofree char *socket = g_strdup_printf ("unix:%s/pulse.sock", home);

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  g_setenv ("JACK_DEFAULT_SERVER", name, TRUE);
  g_setenv ("JACK_NO_START_SERVER", "1", TRUE);
  g_setenv ("JACK_NO_AUDIO_RESERVATION", "1", TRUE);
  g_setenv ("PULSE_SERVER", socket, TRUE);
}

void
lt_test_servers_cleanup (void)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", home);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_clear_pointer (&home, g_free);
}

static void
die_with_test (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GPid
start (char **argv)
{
  GPid pid = 0;

  if (!g_spawn_async (NULL, argv, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                          | G_SPAWN_STDERR_TO_DEV_NULL,
                      die_with_test, NULL, &pid, NULL))
    return 0;
  return pid;
}

static bool
is_alive (GPid pid)
{
  return waitpid (pid, NULL, WNOHANG) == 0;
}

/* Waits until the server's socket @path is there. No client asks: libjack keeps the
   semaphore of one that leaves while others come, and then never wakes the next
   of its number. */
static bool
comes_up (GPid pid, const char *path)
{
  for (int i = 0; i < TRIES && is_alive (pid); i++)
    {
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return true;
      g_usleep (POLL_US);
    }
  return false;
}

/* What a killed server of this name left would keep the next one from starting. */
static void
clear_jack (void)
{
  g_autofree char *command
      = g_strdup_printf ("sh -c 'rm -rf /dev/shm/jack*%s* /dev/shm/jack*lathe-%d*'",
                         g_getenv ("JACK_DEFAULT_SERVER"), (int) getpid ());

  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
}

GPid
lt_test_jack_start (GString *why)
{
  const char *name = g_getenv ("JACK_DEFAULT_SERVER");

  for (int real_time = 1; real_time >= 0; real_time--)
    {
      const char *rt[] = { "jackd", "-R", "-S", "-P", "70", "-n", name, "-d", "dummy",
                           "-r", "48000", "-p", "256", "-P", "6", "-C", "4", NULL };
      const char *plain[] = { "jackd", "-r", "-S", "-n", name, "-d", "dummy", "-r",
                              "48000", "-p", "256", "-P", "6", "-C", "4", NULL };
      g_autofree char *socket
          = g_strdup_printf ("/dev/shm/jack_%s_%u_0", name, (unsigned) getuid ());

      clear_jack ();
      GPid pid = start ((char **) (real_time ? rt : plain));
      if (pid == 0)
        continue;
      if (comes_up (pid, socket))
        return pid;
      lt_test_server_signal (pid, SIGKILL);
    }
  g_string_assign (why, "jackd with the dummy driver cannot be started here");
  return 0;
}

GPid
lt_test_pulse_start (GString *why)
{
  g_autofree char *asoundrc = g_build_filename (home, ".asoundrc", NULL);
  g_autofree char *module
      = g_strdup_printf ("module-native-protocol-unix socket=%s/pulse.sock auth-anonymous=1", home);
  /* With rewinds a null sink that has just begun sleeps for two seconds at a time, which no card does. */
  const char *argv[] = { "pulseaudio",
                              "-n",
                              "--daemonize=no",
                              "--exit-idle-time=-1",
                              "--realtime=no",
                              "--high-priority=no",
                              "--use-pid-file=no",
                              "-L",
                              "module-null-sink sink_name=ci rate=48000 channels=2 format=float32le norewinds=1",
                              "-L",
                              module,
                              NULL };
  g_autofree char *socket = g_build_filename (home, "pulse.sock", NULL);

  g_unlink (socket);
  g_assert_true (g_file_set_contents (asoundrc, "pcm.!default { type pulse }\n", -1, NULL));

  GPid pid = start ((char **) argv);
  if (pid != 0 && comes_up (pid, socket))
    return pid;
  if (pid != 0)
    lt_test_server_signal (pid, SIGKILL);
  g_string_assign (why, "pulseaudio with a null sink cannot be started here");
  return 0;
}

void
lt_test_server_signal (GPid pid, int signal_number)
{
  kill (pid, signal_number);
  if (signal_number == SIGKILL || signal_number == SIGTERM)
    waitpid (pid, NULL, 0);
}

static char *
capture_path (void)
{
  static int count;

  return g_strdup_printf ("%s/capture-%d.f32", home, count++);
}

void
lt_test_jack_capture_start (LtTestCapture *self)
{
  *self = (LtTestCapture){ .path = capture_path () };

  const char *argv[] = { g_getenv ("LATHE_JACK_CAPTURE"), self->path, NULL };
  self->pid = start ((char **) argv);
  g_assert_cmpint (self->pid, !=, 0);
}

void
lt_test_pulse_capture_start (LtTestCapture *self)
{
  *self = (LtTestCapture){ .path = capture_path () };

  g_autofree char *command = g_strdup_printf (
      "exec parec -d ci.monitor --format=float32le --rate=48000 --channels=2 --raw "
      "--latency-msec=20 > '%s'",
      self->path);
  const char *argv[] = { "sh", "-c", command, NULL };
  self->pid = start ((char **) argv);
  g_assert_cmpint (self->pid, !=, 0);
}

void
lt_test_capture_wait (const LtTestCapture *self)
{
  struct stat st = { 0 };

  for (int i = 0; i < TRIES && (stat (self->path, &st) != 0 || st.st_size == 0); i++)
    g_usleep (POLL_US);
  g_assert_cmpint (st.st_size, >, 0);
}

void
lt_test_capture_end (LtTestCapture *self)
{
  gsize size;
  char *bytes;

  lt_test_server_signal (self->pid, SIGTERM);
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  self->frames = (float *) bytes;
  self->n_frames = size / (2 * sizeof (float));
  g_unlink (self->path);
}

void
lt_test_capture_clear (LtTestCapture *self)
{
  g_free (self->frames);
  g_free (self->path);
}

/* Whole numbers of 24 bits, so that no format on the way may round. */
float
lt_test_source_sample (uint32_t channel, uint64_t frame)
{
  uint32_t x = (uint32_t) frame * 2u + channel + 0x9e3779b9u;

  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  x ^= x >> 16;
  return (float) ((int32_t) (x >> 8) - (1 << 23)) / (float) (1 << 24);
}

void
lt_test_source_run (void *user, float *const *out, uint32_t n_channels, uint32_t n_frames)
{
  LtTestSource *self = user;
  uint64_t      at = atomic_load (&self->frames);

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n_frames; i++)
      out[c][i] = self->sine_hz == 0.0
                      ? lt_test_source_sample (c, at + i)
                      : 0.5f
                            * sinf ((float) fmod (2.0 * G_PI * self->sine_hz / self->rate_hz
                                                      * (double) (at + i),
                                                  2.0 * G_PI));
  atomic_store (&self->frames, at + n_frames);
}

void
lt_test_source_hear (void *user, const float *const *in, uint32_t n_channels, uint32_t n_frames)
{
  LtTestSource *self = user;
  uint64_t      at = atomic_load (&self->frames);

  g_assert (n_channels == 2);
  for (uint32_t i = 0; i < n_frames && at + i < self->heard_capacity; i++)
    for (uint32_t c = 0; c < 2; c++)
      self->heard[2 * (at + i) + c] = in[c][i];
}

static bool
matches (const LtTestCapture *self, gsize at, uint64_t frame)
{
  return self->frames[2 * at] == lt_test_source_sample (0, frame)
         && self->frames[2 * at + 1] == lt_test_source_sample (1, frame);
}

gsize
lt_test_capture_unbroken (const LtTestCapture *self, uint64_t n_source, uint64_t *first, gsize *where_at)
{
  g_autoptr (GHashTable) where = g_hash_table_new (g_int_hash, g_int_equal);
  g_autofree float *heads = g_new (float, n_source);
  gsize             best = 0;

  for (uint64_t i = 0; i < n_source; i++)
    {
      heads[i] = lt_test_source_sample (0, i);
      g_hash_table_insert (where, &heads[i], &heads[i]);
    }

  for (gsize at = 0; at < self->n_frames;)
    {
      float *head = g_hash_table_lookup (where, &self->frames[2 * at]);
      gsize  n = 0;

      if (head != NULL)
        while (at + n < self->n_frames && (uint64_t) (head - heads) + n < n_source
               && matches (self, at + n, (uint64_t) (head - heads) + n))
          n++;
      if (n > best)
        {
          best = n;
          *first = (uint64_t) (head - heads);
          *where_at = at;
        }
      at += n > 0 ? n : 1;
    }
  return best;
}

/* One capture: whether enough of it is unbroken. */
static bool
sounds (const LtTestSource *source, uint64_t n_frames, void (*capture_start) (LtTestCapture *))
{
  LtTestCapture capture;
  uint64_t      first = 0;
  gsize         at = 0;

  capture_start (&capture);
  lt_test_capture_wait (&capture);
  lt_test_wait_frames (source, n_frames + 12000); /* on their way to the capture */
  lt_test_capture_end (&capture);

  gsize unbroken = lt_test_capture_unbroken (&capture, atomic_load (&source->frames), &first, &at);
  g_test_message ("%zu of %zu captured frames unbroken, from %" G_GUINT64_FORMAT, unbroken,
                  capture.n_frames, first);
  lt_test_capture_clear (&capture);
  return unbroken >= n_frames;
}

void
lt_test_check_sound (LtDevice           *device,
                     const LtTestSource *source,
                     uint64_t            n_frames,
                     void (*capture_start) (LtTestCapture *))
{
  LtDeviceStatus before, after;

  lt_device_get_status (device, &before);
  for (int i = 0; i < 8; i++)
    {
      if (sounds (source, n_frames, capture_start))
        return;
      lt_device_get_status (device, &after);
      g_test_message ("broken: %u xruns, %u starved, lost %d", after.xruns, after.starved,
                      after.lost);
      /* A machine too busy may break the sound, but not silently; PulseAudio has no such word. */
      g_assert_false (after.lost);
      g_assert_true (after.xruns + after.starved > before.xruns + before.starved
                     || g_str_equal (after.backend, "ALSA"));
      before = after;
    }
  g_test_fail_printf ("no sound without a break");
}

void
lt_test_check_returns (LtTestSource *source, const LtDeviceConfig *config, uint64_t enough, uint32_t slack)
{
  const uint64_t n = 96000;
  LtDeviceStatus status = { 0 };
  bool           covers = false;
  gsize          at = 0;
  uint64_t       first = 0;

  /* A machine too busy may break the sound, and what is told then is of after the break: it counts when told amid the last
   * @enough frames with no break in them. */
  for (int i = 0; i < 10 && !covers; i++)
    {
      LtDevice *device;

      atomic_store (&source->frames, 0);
      g_free (source->heard);
      source->heard = g_new0 (float, 2 * n);
      source->heard_capacity = n;
      g_assert_cmpint (lt_device_open (config, &device), ==, LT_OK);
      g_assert_cmpint (lt_device_start (device), ==, LT_OK);
      lt_test_wait_lost (device, false, &status);
      g_assert_cmpuint (status.n_inputs, ==, 2);
      lt_test_wait_frames (source, n - enough);
      lt_device_get_status (device, &status);
      bool in_time = atomic_load (&source->frames) < n;
      lt_test_wait_frames (source, enough);
      lt_device_close (device);

      LtTestCapture capture = { .n_frames = n, .frames = source->heard };
      gsize         unbroken = lt_test_capture_unbroken (&capture, n, &first, &at);
      covers = in_time && at <= n - enough && at + unbroken == n;
      g_test_message ("%zu frames unbroken, %d later; the device says %u; %u xruns, %u starved", unbroken,
                      (int) (at - first), status.return_frames, status.xruns, status.starved);
    }
  g_clear_pointer (&source->heard, g_free);
  g_assert_true (covers);
  g_assert_cmpint (ABS ((int) (at - first) - (int) status.return_frames), <=, (int) slack);
}

void
lt_test_wait_frames (const LtTestSource *source, uint64_t more)
{
  uint64_t until = atomic_load (&source->frames) + more;

  for (int i = 0; i < TRIES && atomic_load (&source->frames) < until; i++)
    g_usleep (POLL_US);
  g_assert_cmpuint (atomic_load (&source->frames), >=, until);
}

void
lt_test_wait_lost (LtDevice *device, bool lost, LtDeviceStatus *status)
{
  gint64 began = g_get_monotonic_time ();

  for (int i = 0; i < TRIES; i++)
    {
      lt_device_get_status (device, status);
      if (!status->starting && status->lost == lost)
        break;
      g_usleep (POLL_US);
    }
  g_test_message ("%s after %.3f s: %s", lost ? "lost" : "back",
                  (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC, status->error);
  if (status->lost != lost)
    g_test_message ("log: %s", status->log);
  g_assert_false (status->starting);
  g_assert_cmpint (status->lost, ==, lost);
}

LtDeviceConfig
lt_test_device_config (LtTestSource *source, const char *host_api, double rate_hz)
{
  source->rate_hz = rate_hz;
  return (LtDeviceConfig){
    .host_api = host_api,
    .host_program = g_getenv ("LATHE_DEVICE_HOST"),
    .rate_hz = rate_hz,
    .n_channels = 2,
    .buffer_frames = 256,
    .run = lt_test_source_run,
    .user = source,
  };
}

LtDevice *
lt_test_device_open (LtTestSource *source, const char *host_api, double rate_hz)
{
  LtDeviceConfig config = lt_test_device_config (source, host_api, rate_hz);
  LtDevice      *device;

  g_assert_cmpint (lt_device_open (&config, &device), ==, LT_OK);
  return device;
}
