// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a window asks of the sound, while real servers die, hang and come back: it answers, goes on and is heard again.
// Layer: tests. With -m slow the cruel rest, and a hundred deaths in a row.

#include "device/servers.h"
#include "helpers/test-live.h"
#include "session/edit-session.h"

#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>

/* What the program promises. */
#define ANSWER_US 100000
#define BACK_US   (3 * G_TIME_SPAN_SECOND)

#define TURN_US     4000
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)
#define FIT_US      25000 /* a machine on which nobody is later than that is fit to be timed on */
#define N_KILLS     100

typedef struct
{
  const char *name, *host_api;
  GPid (*start) (GString *why);
  void (*capture) (LtTestCapture *);
} Server;

static const Server jack = { "jack", "jack", lt_test_jack_start, lt_test_jack_capture_start };
static const Server pulse = { "pulse", "alsa", lt_test_pulse_start, lt_test_pulse_capture_start };

typedef struct
{
  LtTestLive    world;
  const Server *server;
  GPid          pid;  /* 0: none runs */
  int64_t       last; /* position */
  gint64        worst_us; /* of one turn of the window's loop that waited for anything */
  gint64        late_us;  /* that the machine has been, until the last start of late_us */
  LtLiveStatus  status;
} Room;

/* --- how late this machine lets anybody be --- */

static _Atomic gint64 late_us;
static atomic_bool    watching;

/* Does nothing but sleep as the loop sleeps: what it is late by is not the program's. */
static gpointer
watch (gpointer data)
{
  while (atomic_load (&watching))
    {
      gint64 began = g_get_monotonic_time ();

      g_usleep (TURN_US);
      gint64 late = g_get_monotonic_time () - began - TURN_US;
      if (late > atomic_load (&late_us))
        atomic_store (&late_us, late);
    }
  return NULL;
}

/* How often this thread has waited for something: who is only kept from the processor by others does not. */
static long
count_waits (void)
{
  struct rusage usage;

  getrusage (RUSAGE_THREAD, &usage);
  return usage.ru_nvcsw;
}

/* --- the window's loop --- */

static void
answer (Room *room)
{
  gint64 began = g_get_monotonic_time ();
  long   waits = count_waits ();

  lt_live_tick (room->world.live);
  lt_live_get_status (room->world.live, &room->status);
  int64_t now = lt_live_get_position (room->world.live);
  (void) lt_live_get_heard_position (room->world.live);
  if (count_waits () != waits)
    room->worst_us = MAX (room->worst_us, g_get_monotonic_time () - began);
  g_assert_cmpint (now, >=, room->last);
  room->last = now;
}

static void
go_on (Room *room, gint64 for_us)
{
  gint64 until = g_get_monotonic_time () + for_us;

  while (g_get_monotonic_time () < until)
    {
      answer (room);
      g_usleep (TURN_US);
    }
}

/* How long it took, in µs. */
static gint64
wait_state (Room *room, LtLiveState state)
{
  gint64 began = g_get_monotonic_time ();

  do
    go_on (room, TURN_US);
  while (room->status.state != state && g_get_monotonic_time () - began < PATIENCE_US);
  if (room->status.state != state)
    g_test_message ("%s", room->status.problem);
  g_assert_cmpint (room->status.state, ==, state);
  return g_get_monotonic_time () - began;
}

/* The song goes on meanwhile, whoever asks for its frames. */
static void
wait_moved (Room *room, int64_t n_frames)
{
  int64_t until = room->last + n_frames;
  gint64  began = g_get_monotonic_time ();

  while (room->last < until && g_get_monotonic_time () - began < PATIENCE_US)
    go_on (room, TURN_US);
  g_assert_cmpint (room->last, >=, until);
}

static void
serve (Room *room)
{
  g_autoptr (GString) why = g_string_new (NULL);

  if (room->pid == 0)
    room->pid = room->server->start (why);
  g_assert_cmpint (room->pid, !=, 0);
}

static void
end_server (Room *room, int signal_number)
{
  lt_test_server_signal (room->pid, signal_number);
  room->pid = 0;
}

static void
wish (Room *room, const char *device)
{
  LtLiveWish         wish = {
            .host_api = device == NULL ? room->server->host_api : NULL,
            .device = device,
            .host_program = g_getenv ("LATHE_DEVICE_HOST"),
            .buffer_frames = 256,
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_live_open (room->world.live, LT_TEST_LIVE_RATE, &wish, &error));
  g_assert_no_error (error);
}

static void
open_room (Room *room, const Server *server)
{
  *room = (Room) { .server = server };
  lt_test_live_open (&room->world);
  lt_test_live_take (&room->world, lt_edit_session_loop (room->world.session, false, 0, 0));
  wish (room, NULL);
}

static void
play (Room *room, const Server *server)
{
  open_room (room, server);
  serve (room);
  wait_state (room, LT_LIVE_OK);
  lt_live_play (room->world.live);
  wait_moved (room, 4800);
}

static void
close_room (Room *room)
{
  room->late_us = MAX (room->late_us, atomic_load (&late_us));
  g_test_message ("%s: no turn of the loop waited for more than %.1f ms; the machine was late by %.1f ms at most", room->server->name,
                  (double) room->worst_us / 1000.0, (double) room->late_us / 1000.0);
  g_assert_cmpint (room->worst_us, <, ANSWER_US + 4 * room->late_us);
  lt_test_live_close (&room->world);
  if (room->pid != 0)
    end_server (room, SIGKILL);
}

/* Of what is heard for a while; raises them. */
static void
capture_peaks (Room *room, float peaks[2])
{
  LtTestCapture capture;

  room->server->capture (&capture);
  lt_test_capture_wait (&capture);
  go_on (room, G_TIME_SPAN_SECOND / 2);
  lt_test_capture_end (&capture);
  for (gsize i = 0; i < 2 * capture.n_frames; i++)
    peaks[i % 2] = MAX (peaks[i % 2], fabsf (capture.frames[i]));
  lt_test_capture_clear (&capture);
}

/* The tone is played again from the beginning, because it has an end, and heard by somebody else. */
static void
check_heard (Room *room)
{
  float         peak = 0.0f, wanted = powf (10.0f, (float) (LT_TEST_LIVE_TONE_DB - 0.1) / 20.0f);
  gint64        began = g_get_monotonic_time ();

  lt_live_locate (room->world.live, 0);
  while (lt_live_get_position (room->world.live) >= room->last && g_get_monotonic_time () - began < PATIENCE_US)
    g_usleep (TURN_US); /* it fades out first */
  room->last = 0;
  for (int i = 0; i < 20 && peak < wanted; i++)
    {
      float peaks[2] = { 0.0f, 0.0f };

      capture_peaks (room, peaks);
      peak = MAX (peaks[0], peaks[1]);
    }
  g_assert_cmpfloat (peak, >=, wanted);
}

/* It must come, and in time where the machine lets anybody be in time. */
static gint64
check_back (Room *room)
{
  room->late_us = MAX (room->late_us, atomic_load (&late_us));
  atomic_store (&late_us, 0);

  gint64 took = wait_state (room, LT_LIVE_OK), late = atomic_load (&late_us);

  g_test_message ("%s: back after %.2f s, the machine late by %.1f ms", room->server->name, (double) took / G_USEC_PER_SEC, (double) late / 1000.0);
  if (late < FIT_US)
    g_assert_cmpint (took, <, BACK_US);
  return took;
}

/* --- what happens to servers --- */

static void
die (Room *room, int signal_number)
{
  end_server (room, signal_number);
  wait_state (room, LT_LIVE_LOST);
  g_assert_cmpstr (room->status.problem, !=, "");
  wait_moved (room, 12000);
  serve (room);
  check_back (room);
}

static void
test_killed (gconstpointer server)
{
  Room room;

  play (&room, server);
  die (&room, SIGKILL);
  wait_moved (&room, 12000);
  check_heard (&room);
  close_room (&room);
}

static void
test_terminated (gconstpointer server)
{
  Room room;

  play (&room, server);
  die (&room, SIGTERM);
  check_heard (&room);
  close_room (&room);
}

/* One second may be waited out or bridged by the timer; in either case it goes on by itself. */
static void
test_stopped (Room *room, gint64 for_us)
{
  lt_test_server_signal (room->pid, SIGSTOP);
  go_on (room, for_us);
  lt_test_server_signal (room->pid, SIGCONT);
  check_back (room);
  wait_moved (room, 12000);
  check_heard (room);
  close_room (room);
}

static void
test_stopped_1 (gconstpointer server)
{
  Room room;

  play (&room, server);
  test_stopped (&room, G_TIME_SPAN_SECOND);
}

static void
test_stopped_4 (gconstpointer server)
{
  Room room;

  play (&room, server);
  test_stopped (&room, 4 * G_TIME_SPAN_SECOND);
}

/* It never comes back: another device is chosen, and the window is closed, without waiting for it. */
static void
test_hung (gconstpointer server)
{
  Room room;

  play (&room, server);
  lt_test_server_signal (room.pid, SIGSTOP);
  wait_state (&room, LT_LIVE_LOST);
  wait_moved (&room, 48000);

  gint64 began = g_get_monotonic_time ();
  lt_live_stop (room.world.live);
  lt_live_locate (room.world.live, room.last);
  lt_live_play (room.world.live);
  wish (&room, "null");
  room.worst_us = MAX (room.worst_us, g_get_monotonic_time () - began);
  wait_state (&room, LT_LIVE_SILENT);
  wait_moved (&room, 48000);
  close_room (&room);
}

static void
test_absent (gconstpointer server)
{
  Room room;

  open_room (&room, server);
  wait_state (&room, LT_LIVE_NONE);
  lt_live_play (room.world.live);
  wait_moved (&room, 12000);
  serve (&room);
  check_back (&room);
  check_heard (&room);
  close_room (&room);
}

/* So long that nobody asks any more but when something comes. */
static void
test_long_absent (gconstpointer server)
{
  Room room;

  open_room (&room, server);
  wait_state (&room, LT_LIVE_NONE);
  lt_live_play (room.world.live);
  go_on (&room, 6 * G_TIME_SPAN_SECOND);
  serve (&room);
  check_back (&room);
  check_heard (&room);
  close_room (&room);
}

/* Heard by others alone: the song rests, and no reading of the program moves. */
static void
test_tone (gconstpointer server)
{
  Room        room;
  LtLiveLevel level;
  float       peaks[2] = { 0.0f, 0.0f };

  open_room (&room, server);
  serve (&room);
  wait_state (&room, LT_LIVE_OK);
  lt_live_set_test_tone (room.world.live, true);
  for (int i = 0; i < 40 && (peaks[0] < 0.0999f || peaks[1] < 0.0999f); i++) /* one after the other */
    capture_peaks (&room, peaks);
  g_assert_cmpfloat_with_epsilon (peaks[0], 0.1, 1e-3);
  g_assert_cmpfloat_with_epsilon (peaks[1], 0.1, 1e-3);
  lt_live_read_level (room.world.live, LT_LIVE_OUTPUT, &level);
  g_assert_true (isinf (level.max_db));
  lt_live_set_test_tone (room.world.live, false);
  close_room (&room);
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint            n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* In one process; what it holds open does not grow. */
static void
test_many_kills (gconstpointer server)
{
  Room   room;
  guint  files = 0;
  gint64 slowest = 0;

  play (&room, server);
  for (guint i = 0; i < N_KILLS; i++)
    {
      end_server (&room, SIGKILL);
      wait_state (&room, LT_LIVE_LOST);
      serve (&room);

      gint64 took = check_back (&room);
      slowest = MAX (slowest, took);
      wait_moved (&room, 4800);
      if (i == 0)
        files = count_files ();
    }
  g_test_message ("%s: %d kills; back after %.2f s at most; %u files open, %u after the first", room.server->name, N_KILLS,
                  (double) slowest / G_USEC_PER_SEC, count_files (), files);
  g_assert_cmpuint (count_files (), <=, files);
  check_heard (&room);
  close_room (&room);
}

static void
add (const Server *server, const char *name, void (*test) (gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/live-servers/%s/%s", server->name, name);

  g_test_add_data_func (path, server, test);
}

static void
add_all (const Server *server)
{
  g_autoptr (GString) why = g_string_new (NULL);
  GPid                pid = server->start (why);

  if (pid == 0)
    {
      g_test_message ("left out: %s", why->str);
      return;
    }
  lt_test_server_signal (pid, SIGKILL);
  add (server, "killed", test_killed);
  add (server, "stopped-1s", test_stopped_1);
  add (server, "absent", test_absent);
  add (server, "tone", test_tone);
  if (!g_test_slow ())
    return;
  add (server, "terminated", test_terminated);
  add (server, "stopped-4s", test_stopped_4);
  add (server, "long-absent", test_long_absent);
  add (server, "hung", test_hung);
  add (server, "many-kills", test_many_kills);
}

int
main (int argc, char **argv)
{
  lt_test_servers_isolate ();
  g_test_init (&argc, &argv, NULL);
  add_all (&jack);
  add_all (&pulse);

  atomic_store (&watching, true);
  GThread *watcher = g_thread_new ("watch", watch, NULL);
  int      result = g_test_run ();

  atomic_store (&watching, false);
  g_thread_join (watcher);
  lt_test_servers_cleanup ();
  return result;
}
