// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's way to the sound: opening, session, status.
// Layer: studio.

#include "studio/live.h"

#include "base/audio.h"
#include "studio/live-private.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

LtLive *
lt_live_new (void)
{
  LtLive *self = g_new0 (LtLive, 1);

  self->leaving = g_ptr_array_new ();
  self->match = true;
  self->monitor.dim_db = -20.0;
  self->mix_lufs = self->master_lufs = NAN;
  self->reference = lt_live_reference_new (NULL);
  self->rival = lt_live_reference_new (self->reference);
  self->scope = lt_live_scope_default_config ();
  self->is_still = true;
  self->meters = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    self->history[t] = lt_loudness_log_new ();
  return self;
}

/* --- device --- */

typedef struct
{
  LtPlayer    *player;
  LtMeterFeed *feed;
} Leaving;

static void *
leave (void *data)
{
  Leaving *leaving = data;

  lt_player_free (leaving->player);
  lt_meter_feed_free (leaving->feed); /* the player writes into its rings */
  g_free (leaving);
  return NULL;
}

/* Frees player and feed on a thread: a device takes its time. */
static void
part (LtLive *self)
{
  Leaving *leaving;

  if (self->player == NULL)
    return;
  leaving = g_new (Leaving, 1);
  *leaving = (Leaving) { g_steal_pointer (&self->player), g_steal_pointer (&self->feed) };
  g_ptr_array_add (self->leaving, g_thread_new ("player-free", leave, leaving));
}

static void
keep_wish (LtLive *self, const LtLiveWish *wish)
{
  LtPlayerConfig before = self->wish;

  self->wish = (LtPlayerConfig) {
    .host_api = g_strdup (wish->host_api),
    .device = g_strdup (wish->device),
    .host_program = g_strdup (wish->host_program),
    .buffer_frames = wish->buffer_frames,
    .first_channel = wish->first_channel,
    .device_rate_hz = wish->device_rate_hz,
    .free_running = wish->free_running,
    .at_once = true,
  };
  g_free ((char *) before.host_api);
  g_free ((char *) before.device);
  g_free ((char *) before.host_program);
}

void
lt_live_free (LtLive *self)
{
  const LtLiveWish none = { 0 };

  if (self == NULL)
    return;

  part (self);
  lt_live_reference_free (self->reference);
  lt_live_reference_free (self->rival);
  g_free (self->preview);
  for (guint i = 0; i < self->leaving->len; i++)
    g_thread_join (g_ptr_array_index (self->leaving, i));
  g_ptr_array_unref (self->leaving);
  keep_wish (self, &none);
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_pointer (&self->mix_print, lt_mix_print_unref);
  g_free (self->folder);
  g_hash_table_unref (self->meters);
  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    lt_loudness_log_free (self->history[t]);
  g_free (self);
}

static bool
is_sane (double rate_hz, const LtLiveWish *wish)
{
  bool timer = g_strcmp0 (wish->device, "null") == 0;

  return rate_hz >= LT_RATE_MIN_HZ && rate_hz <= LT_RATE_MAX_HZ && wish->buffer_frames <= LT_DEVICE_MAX_FRAMES
         && wish->first_channel < LT_DEVICE_MAX_FIRST && (wish->device_rate_hz == 0.0 || (wish->device_rate_hz >= LT_RATE_MIN_HZ && wish->device_rate_hz <= LT_RATE_MAX_HZ))
         && (timer || !wish->free_running);
}

/* A new engine, stopped where the one before was. */
static bool
start_player (LtLive *self, double rate_hz, GError **error)
{
  LtMeterFeed   *feed = lt_meter_feed_new (rate_hz);
  LtPlayerConfig config = self->wish;

  config.taps = lt_meter_feed_get_taps (feed);
  LtPlayer *player = lt_player_new (rate_hz, &config, error);
  if (player == NULL)
    {
      lt_meter_feed_free (feed);
      return false;
    }

  part (self);
  self->player = player;
  if (self->n_threads > 1)
    lt_player_set_threads (player, self->n_threads);
  self->feed = feed;
  self->rate_hz = rate_hz;
  self->rolling = false;
  self->roll_until_us = 0;
  lt_meter_feed_set_scope (feed, &self->scope);
  lt_engine_locate (lt_player_get_engine (player), self->position);
  lt_live_monitor_send (self);
  if (self->delta_id != 0)
    lt_live_set_delta (self, self->delta_id);
  for (guint w = 0; w < LT_LIVE_MAX_WATCHES; w++)
    if (self->watches[w] != NULL)
      lt_live_watch_attach (self->watches[w]);
  return true;
}

/* @with_files: with the mix that was printed and the file that is previewed, which are of one rate. */
static bool
send_session (LtLive *self, const LtSession *session, const char *folder, bool with_files, GError **error)
{
  g_autoptr (LtSession) heard = lt_live_monitor_hear (self, session);

  if (with_files && self->mix_print != NULL)
    lt_session_take (&heard, lt_mix_print_session (self->mix_print, heard));
  lt_player_set_reference (self->player, lt_live_get_reference (self));
  lt_player_set_rival (self->player, self->rival_id);
  lt_player_set_file (self->player, !with_files || self->blind.is_on ? NULL : self->preview, self->preview_frames); /* it would play where the reference does */
  return lt_player_set_session (self->player, heard, folder, NULL, error);
}

bool
lt_live_resend (LtLive *self, GError **error)
{
  return self->player == NULL || self->session == NULL || send_session (self, self->session, self->folder, true, error);
}

bool
lt_live_open (LtLive *self, double rate_hz, const LtLiveWish *wish, GError **error)
{
  if (!is_sane (rate_hz, wish))
    {
      g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_DEVICE,
                   _ ("No device plays %.0f Hz in blocks of %u frames. Choose a rate from %.0f to %.0f Hz and at most %u frames."), rate_hz,
                   wish->buffer_frames, LT_RATE_MIN_HZ, LT_RATE_MAX_HZ, LT_DEVICE_MAX_FRAMES);
      return false;
    }

  keep_wish (self, wish);
  if (self->player != NULL && self->rate_hz == rate_hz)
    {
      lt_player_change_device (self->player, &self->wish);
      return true;
    }
  if (!start_player (self, rate_hz, error))
    return false;
  if (self->session != NULL && self->session->rate_hz == rate_hz)
    return send_session (self, self->session, self->folder, true, error);
  return true;
}

void
lt_live_set_threads (LtLive *self, guint n_threads)
{
  self->n_threads = n_threads;
  if (self->player != NULL)
    lt_player_set_threads (self->player, self->n_threads); /* without memory as before: nothing that is heard differs */
}

static LtLiveState
state_of (const LtLive *self, const LtDeviceStatus *device)
{
  if (device->backend[0] == '\0' && !device->starting && !device->lost)
    return device->running ? LT_LIVE_OPENING : LT_LIVE_CLOSED;
  if (g_strcmp0 (self->wish.device, "null") == 0)
    return LT_LIVE_SILENT;
  if (device->lost)
    return device->name[0] != '\0' ? LT_LIVE_LOST : LT_LIVE_NONE;
  return device->starting ? LT_LIVE_OPENING : LT_LIVE_OK;
}

void
lt_live_get_status (LtLive *self, LtLiveStatus *out)
{
  LtPlayerStatus  player;
  LtDeviceStatus *device = &player.device;

  *out = (LtLiveStatus) { .state = LT_LIVE_CLOSED };
  if (self->player == NULL)
    return;

  lt_player_get_status (self->player, &player);
  out->state = state_of (self, device);
  g_strlcpy (out->host_api, device->backend, sizeof out->host_api);
  g_strlcpy (out->device, device->name, sizeof out->device);
  g_strlcpy (out->problem, device->error[0] != '\0' ? _ (device->error) : "", sizeof out->problem);
  out->rate_hz = device->rate_hz;
  out->session_rate_hz = self->rate_hz;
  out->buffer_frames = device->buffer_frames;
  out->latency_ms = 1000.0 * device->latency_frames / self->rate_hz;
  out->session_latency_ms = 1000.0 * (double) lt_engine_get_latency (lt_player_get_engine (self->player)) / self->rate_hz;
  out->xruns = device->xruns + device->starved;
  out->starved = player.starved;
  out->late = player.late;
  out->load = lt_player_get_moment (self->player)->load;
  out->disk_fill = player.disk_fill;
}

void
lt_live_set_test_tone (LtLive *self, bool on)
{
  if (self->player != NULL)
    lt_player_set_tone (self->player, on);
}

/* --- session --- */

bool
lt_live_set_session (LtLive *self, const LtSession *session, const char *folder, GError **error)
{
  g_autoptr (LtSession) before = g_steal_pointer (&self->session);
  bool                  is_other_rate = before != NULL && before->rate_hz != session->rate_hz;

  self->session = lt_session_ref (session); /* which reference stands by depends on it */
  if ((self->player != NULL && self->rate_hz != session->rate_hz && !start_player (self, session->rate_hz, error))
      || (self->player != NULL && !send_session (self, session, folder, !is_other_rate, error)))
    {
      lt_session_take (&self->session, g_steal_pointer (&before));
      return false;
    }

  if (is_other_rate)
    {
      lt_live_preview_drop (self);
      g_clear_pointer (&self->mix_print, lt_mix_print_unref);
      lt_live_monitor_send (self);
    }
  if (g_strcmp0 (self->folder, folder) != 0)
    {
      g_free (self->folder);
      self->folder = g_strdup (folder);
    }
  lt_live_reference_follow (self);
  return true;
}

void
lt_live_renew_prints (LtLive *self)
{
  if (self->player == NULL || self->session == NULL)
    return;
  lt_player_renew_prints (self->player);
  lt_live_resend (self, NULL);
}

bool
lt_live_set_mix_print (LtLive *self, LtMixPrint *print, GError **error)
{
  LtMixPrint *before = self->mix_print;

  if (print == before)
    return true;
  self->mix_print = print != NULL ? lt_mix_print_ref (print) : NULL;
  if (!lt_live_resend (self, error))
    {
      g_clear_pointer (&self->mix_print, lt_mix_print_unref);
      self->mix_print = before;
      return false;
    }
  g_clear_pointer (&before, lt_mix_print_unref);
  return true;
}

const LtMixPrint *
lt_live_get_mix_print (LtLive *self)
{
  return self->mix_print;
}

const char *
lt_live_get_problem (LtLive *self, const char *path)
{
  return self->player != NULL ? lt_player_get_problem (self->player, path) : NULL;
}

/* --- once a frame --- */

void
lt_live_tick (LtLive *self)
{
  if (self->player == NULL)
    return;

  lt_player_tick (self->player);
  lt_live_transport_tick (self);
  lt_live_analysis_tick (self);
  lt_live_levels_tick (self);
  lt_live_reference_tick (self);
  lt_live_monitor_tick (self);
  for (guint w = 0; w < LT_LIVE_MAX_WATCHES; w++)
    if (self->watches[w] != NULL)
      lt_live_watch_tick (self->watches[w]);
}
