// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe play: real-time playback on the real engine.
// Layer: cli.

#include "base/audio.h"
#include "cli/cli-session.h"
#include "cli/cli-source.h"
#include "deliver/output-guard.h"
#include "deliver/tail-trim.h"
#include "media/reader.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "studio/clip-prints.h"
#include "studio/player.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define NOT_SAID G_MININT

typedef struct
{
  char *source, *device, *api, *from, *length, *capture;
  int   buffer, first_channel, device_rate; /* NOT_SAID, or as they were typed */
  int   threads, json, force, free_running;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->source);
  g_free (self->device);
  g_free (self->api);
  g_free (self->from);
  g_free (self->length);
  g_free (self->capture);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

typedef struct
{
  LtSession *session;
  char      *folder;
  int64_t    from, to;
  int64_t    sound; /* frames from `from` that are captured whatever they hold; −1: all, as --for says */
  LtId       tap_id;
} Programme;

static void
programme_clear (Programme *self)
{
  g_clear_pointer (&self->session, lt_session_unref);
  g_free (self->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Programme, programme_clear)

/* One file as a session of its own. */
static LtSession *
session_of_file (const char *path, GError **error)
{
  g_autoptr (LtReader) reader = lt_cli_source_open (path, LT_READER_MAX_CHANNELS, false, error);
  g_autofree char     *full = g_canonicalize_filename (path, NULL);
  LtId                 track, source;

  if (reader == NULL)
    return NULL;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  if (info->n_channels > 2)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has %u channels; make a session of it with lathe new and play that."), path, info->n_channels);
      return NULL;
    }
  LtSourceInfo          about = { .path = full, .name = "file", .n_frames = info->n_frames, .n_channels = info->n_channels, .rate_hz = info->rate_hz };
  g_autoptr (LtSession) empty = lt_session_new (info->rate_hz, "file");
  g_autoptr (LtSession) with_source = lt_edit_session_add_source (empty, &about, &source);
  g_autoptr (LtSession) with_track = lt_edit_track_add (with_source, "file", -1, &track);

  return lt_edit_clip_add (with_track, track, source, 0, 0, 0, NULL);
}

static bool
load (const Args *args, const char *path, Programme *p, GError **error)
{
  bool is_session = g_file_test (path, G_FILE_TEST_IS_DIR) || g_str_has_suffix (path, "session.json");

  if (is_session)
    {
      g_autoptr (LtFolder) folder = lt_cli_session_open (path, LT_FOLDER_READ, error);

      if (folder == NULL)
        return false;
      p->session = lt_session_ref (lt_folder_get_session (folder));
      p->folder = g_strdup (lt_folder_get_path (folder));
    }
  else if ((p->session = session_of_file (path, error)) != NULL)
    p->folder = g_strdup ("/");
  if (p->session == NULL)
    return false;

  p->to = lt_session_get_length (p->session) + lt_renderer_auto_tail (p->session);
  if (args->source != NULL)
    {
      const LtStrip *strip = lt_cli_session_sounding (p->session, args->source, error);

      if (strip == NULL)
        return false;
      p->tap_id = strip->id;
    }
  if (args->from != NULL && !lt_cli_parse_time (args->from, p->session->rate_hz, &p->from, error))
    return false;
  p->sound = MAX (lt_session_get_length (p->session) - p->from, 0);
  if (args->length != NULL)
    {
      p->sound = -1;
      if (!lt_cli_parse_time (args->length, p->session->rate_hz, &p->to, error))
        return false;
      p->to += p->from;
    }
  return true;
}

typedef struct
{
  LtWriter  *writer; /* NULL: no capture */
  LtTailTrim trim;   /* as a render ends */
  int64_t    skip, left; /* frames of lead-in to come, and of the programme */
} Capture;

static gboolean
capture_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  return lt_writer_write (data, in, n_frames, error);
}

/* Takes what the player kept. */
static bool
drain (LtPlayer *player, Capture *capture, GError **error)
{
  float  frames[2 * 4096];
  float *planar = g_newa (float, 2 * 4096);
  guint  got;

  while (capture->writer != NULL && (got = lt_player_read_capture (player, frames, 4096)) > 0)
    {
      guint        drop = (guint) MIN ((int64_t) got, capture->skip);
      guint        n = (guint) MIN ((int64_t) (got - drop), capture->left);
      const float *in[2] = { planar, planar + 4096 };

      for (guint i = 0; i < n; i++)
        {
          planar[i] = frames[2 * (drop + i)];
          planar[4096 + i] = frames[2 * (drop + i) + 1];
        }
      capture->skip -= drop;
      capture->left -= n;
      if (n > 0 && !lt_tail_trim_run (&capture->trim, in, n, capture_sink, capture->writer, error))
        return false;
    }
  return true;
}

/* How the playing was when it ended. */
typedef struct
{
  LtPlayerStatus status;
  bool           is_stopped; /* by a signal, before the end of the song */
} Ending;

static void
report (const Args *args, const LtPlayerStatus *s)
{
  if (args->json)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();

      json_builder_begin_object (b);
      json_builder_set_member_name (b, "backend");
      json_builder_add_string_value (b, s->device.backend);
      json_builder_set_member_name (b, "device");
      json_builder_add_string_value (b, s->device.name);
      lt_cli_json_number (b, "device_rate_hz", s->device.rate_hz);
      lt_cli_json_bool (b, "lost", s->device.lost);
      json_builder_set_member_name (b, "scheduling");
      json_builder_add_string_value (b, s->device.scheduling);
      json_builder_set_member_name (b, "xruns");
      json_builder_add_int_value (b, s->device.xruns);
      json_builder_set_member_name (b, "starved_device_blocks");
      json_builder_add_int_value (b, s->device.starved);
      json_builder_set_member_name (b, "starved_reads");
      json_builder_add_int_value (b, (gint64) s->starved);
      json_builder_set_member_name (b, "late_blocks");
      json_builder_add_int_value (b, (gint64) s->late);
      json_builder_set_member_name (b, "capture_lost");
      json_builder_add_int_value (b, (gint64) s->capture_lost);
      json_builder_end_object (b);
      lt_cli_print_json (b);
      return;
    }
  lt_cli_print (_ ("Played on %s (%s, %s): %u xruns, %" PRIu64 " starved reads, %" PRIu64 " real-time violations\n"),
                s->device.name, s->device.backend, s->device.scheduling, s->device.xruns + s->device.starved, s->starved, s->late);
}

/* Why there is no device, as a sentence. (transfer full) */
static char *
dup_reason (const Args *args, const LtDeviceStatus *device)
{
  if (device->lost && !device->hung)
    return g_strdup (device->error[0] != '\0' ? _ (device->error) : _ ("The sound device is gone."));
  if (args->device != NULL)
    return g_strdup_printf (_ ("The sound device “%s” does not answer."), args->device);
  return args->api != NULL ? g_strdup_printf (_ ("No sound device of “%s” answers."), args->api) : g_strdup (_ ("The default sound device does not answer."));
}

/* A server may need a moment; what is played before it answers, or without one, would go to nowhere. */
static bool
wait_for_device (const Args *args, LtPlayer *player, GError **error)
{
  bool           is_chosen = args->first_channel != NOT_SAID || args->device_rate != NOT_SAID;
  GCancellable  *cancellable = lt_cli_get_cancellable ();
  LtPlayerStatus s;

  lt_player_get_status (player, &s);
  for (int i = 0; i < 500 && s.device.starting && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_usleep (10000);
      lt_player_get_status (player, &s);
    }
  if (!s.device.lost && !s.device.starting)
    return true;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return false;

  g_autofree char *reason = dup_reason (args, &s.device);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT,
               is_chosen ? _ ("%s Choose a device, a --first-channel and a --device-rate as “lathe devices” lists them, or --device null.")
                         : _ ("%s Choose one that “lathe devices” lists, or --device null."),
               reason);
  return false;
}

static bool
begin (const Args *args, const Programme *p, LtPlayer *player, GError **error)
{
  LtEngine *engine = lt_player_get_engine (player);

  lt_engine_locate (engine, p->from);
  if (!lt_player_prepare (player, p->from, 10000))
    lt_cli_note (_ ("The disk is slow; the beginning may be silent."));
  lt_engine_set_loop (engine, false, 0, 0);
  if (!wait_for_device (args, player, error))
    return false;
  lt_engine_roll (engine);
  return true;
}

/* Until the last frame has left the engine, the latency too, and the device has played it; or until it is stopped. */
static bool
play_out (const Programme *p, LtPlayer *player, Capture *capture, Ending *ending, GError **error)
{
  int64_t latency = lt_engine_get_latency (lt_player_get_engine (player));
  bool    told = false;

  capture->skip = latency;
  capture->left = p->to - p->from;
  while (true)
    {
      LtPlayerStatus s;

      lt_player_tick (player);
      lt_player_get_status (player, &s);
      ending->status = s;
      if (!drain (player, capture, error))
        return false;
      if (s.device.lost && !told)
        lt_cli_note ("%s", s.device.error[0] != '\0' ? _ (s.device.error) : _ ("The sound device is gone; playing to nowhere."));
      told = s.device.lost;
      lt_cli_progress ((double) (s.position - p->from) / (double) MAX (p->to - p->from, 1), (gpointer) _ ("Playing"));
      int64_t unheard = latency + s.device.latency_frames + s.device.buffer_frames; /* one block more: a server may hold it */
      if (s.position >= p->to + unheard && (capture->writer == NULL || capture->left == 0))
        return true;
      if ((ending->is_stopped = g_cancellable_is_cancelled (lt_cli_get_cancellable ())))
        return true;
      g_usleep (2000);
    }
}

/* What stretched clips and clips with effects are heard from: playing does not wait for it. */
static bool
make_prints (const Programme *p, GPtrArray *problems, GError **error)
{
  bool made = lt_clip_prints_make (p->session, p->folder, 0, lt_cli_progress, (gpointer) _ ("Preparing clips"), lt_cli_get_cancellable (), problems, error);

  lt_cli_progress_end ();
  return made;
}

static LtPlayerConfig
config_of (const Args *args)
{
  return (LtPlayerConfig) {
    .host_api = args->api,
    .device = args->device,
    .buffer_frames = args->buffer != NOT_SAID ? (uint32_t) args->buffer : 0,
    .first_channel = args->first_channel != NOT_SAID ? (uint32_t) args->first_channel - 1 : 0,
    .device_rate_hz = args->device_rate != NOT_SAID ? args->device_rate : 0.0,
    .free_running = args->free_running,
    .capture = args->capture != NULL,
  };
}

/* After the report: what was played into nowhere, and a capture that is not whole, are no success. */
static bool
judge (const Ending *ending, bool is_capture, GError **error)
{
  if (ending->is_stopped && is_capture)
    return !g_cancellable_set_error_if_cancelled (lt_cli_get_cancellable (), error);
  if (!ending->status.device.lost)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT,
               _ ("The sound device “%s” was lost and did not come back; what followed was not heard. Play again once “lathe devices” lists it."),
               ending->status.device.name);
  return false;
}

static bool
open_capture (const Args *args, const Programme *p, LtWriter **writer, GError **error)
{
  LtWriterSpec spec = {
    .format = lt_file_format_find ("wav"),
    .bits = LT_BITS_FLOAT,
    .rate_hz = (uint32_t) (p->session->rate_hz + 0.5),
    .n_channels = 2,
    .n_frames_expected = p->to - p->from,
    .n_frames_sure = MAX (p->sound, 0),
  };

  return lt_output_guard_check (args->capture, p->session, p->folder, error) && lt_writer_check_target (args->capture, args->force, error)
         && (*writer = lt_writer_open (args->capture, &spec, error)) != NULL;
}

static bool
play (const Args *args, const char *path, GError **error)
{
  g_auto (Programme)    p = { 0 };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtWriter)  writer = NULL;
  Ending                ending = { 0 };

  if (!load (args, path, &p, error))
    return false;

  LtPlayerConfig config = config_of (args);
  if (args->capture != NULL && !open_capture (args, &p, &writer, error))
    return false;

  g_autoptr (LtPlayer) player = lt_player_new (p.session->rate_hz, &config, error);
  if (player == NULL)
    return false;
  if (!make_prints (&p, problems, error))
    return false;
  lt_player_set_tap_strip (player, p.tap_id);
  if (!lt_player_set_threads (player, (guint) args->threads))
    lt_cli_note ("%s", _ ("There is no memory for more threads; one plays."));
  if (!lt_player_set_session (player, p.session, p.folder, problems, error))
    return false;
  for (guint i = 0; i < problems->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (problems, i));
  Capture capture = { .writer = writer };
  lt_tail_trim_init (&capture.trim, p.sound);
  bool played = begin (args, &p, player, error) && play_out (&p, player, &capture, &ending, error);
  lt_tail_trim_clear (&capture.trim);
  if (!played || (writer != NULL && !ending.is_stopped && !lt_writer_commit (writer, args->force, error)))
    return false;

  lt_cli_progress_end ();
  report (args, &ending.status);
  return judge (&ending, writer != NULL, error);
}

static bool
is_between (int value, int min, int max)
{
  return value == NOT_SAID || (value >= min && value <= max);
}

/* 0, or the exit code. */
static int
check_numbers (const LtCommand *self, const Args *args)
{
  if (!is_between (args->buffer, 1, (int) LT_DEVICE_MAX_FRAMES))
    return lt_cli_wrong (self, _ ("The buffer is 1 to %u frames."), LT_DEVICE_MAX_FRAMES);
  if (!is_between (args->first_channel, 1, (int) LT_DEVICE_MAX_FIRST))
    return lt_cli_wrong (self, _ ("The first channel is 1 to %u."), LT_DEVICE_MAX_FIRST);
  if (!is_between (args->device_rate, (int) LT_RATE_MIN_HZ, (int) LT_RATE_MAX_HZ))
    return lt_cli_wrong (self, _ ("The device's rate is %d to %d Hz."), (int) LT_RATE_MIN_HZ, (int) LT_RATE_MAX_HZ);
  if (args->threads < 1 || args->threads > (int) LT_WORKERS_MAX)
    return lt_cli_wrong (self, _ ("The threads are 1 to %u."), LT_WORKERS_MAX);
  return 0;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { .buffer = NOT_SAID, .first_channel = NOT_SAID, .device_rate = NOT_SAID, .threads = 1 };
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &args.source, N_ ("master, mix or a strip's name (default: master)"), "WHAT" },
    { "device", 0, 0, G_OPTION_ARG_STRING, &args.device, N_ ("Its name as lathe devices lists it; “null” plays to nowhere, in time"), "NAME" },
    { "api", 0, 0, G_OPTION_ARG_STRING, &args.api, N_ ("jack, alsa …"), "API" },
    { "buffer", 0, 0, G_OPTION_ARG_INT, &args.buffer, N_ ("Frames (default: 256)"), "N" },
    { "first-channel", 0, 0, G_OPTION_ARG_INT, &args.first_channel, N_ ("The device's channel that plays left, the next one plays right (default: 1)"), "N" },
    { "device-rate", 0, 0, G_OPTION_ARG_INT, &args.device_rate, N_ ("Run the device at this sample rate (default: the session's, or the device's own)"), "HZ" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &args.from, N_ ("Begin at A"), "A" },
    { "for", 0, 0, G_OPTION_ARG_STRING, &args.length, N_ ("Play so long (default: to the end)"), "S" },
    { "capture", 0, 0, G_OPTION_ARG_FILENAME, &args.capture, N_ ("Keep what the device is given in FILE, 32-bit float"), "FILE" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &args.threads, N_ ("How many make what is heard (default: 1)"), "N" },
    { "free-running", 0, 0, G_OPTION_ARG_NONE, &args.free_running, N_ ("With --device null: as fast as it goes"), NULL },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &args.force, N_ ("Replace an existing file"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print the counters as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  if ((code = check_numbers (self, &args)) != 0)
    return code;
  if (args.free_running && g_strcmp0 (args.device, "null") != 0)
    return lt_cli_wrong (self, _ ("--free-running goes with --device null."));
  return play (&args, words[0], &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_play = {
  .name = "play",
  .args = N_ ("SESSION|FILE [options]"),
  .summary = N_ ("Play a session or a file on a sound device"),
  .run = run,
};
