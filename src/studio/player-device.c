// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The player's device: opened, changed for another one without waiting, let go.
// Layer: studio.

#include "studio/player-private.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>

#define DEFAULT_BUFFER_FRAMES 256

static void
keep_config (LtPlayer *self, const LtPlayerConfig *config)
{
  LtPlayerConfig before = self->config;

  self->config = *config;
  self->config.host_api = g_strdup (config->host_api);
  self->config.device = g_strdup (config->device);
  self->config.host_program = g_strdup (config->host_program);
  self->config.taps = NULL; /* the engine has them */
  g_free ((char *) before.host_api);
  g_free ((char *) before.device);
  g_free ((char *) before.host_program);
}

/* The device of the config, started. */
static LtStatus
start (LtPlayer *self)
{
  const LtPlayerConfig *config = &self->config;
  LtDeviceConfig        device = {
    .host_api = config->host_api,
    .name = config->device,
    .host_program = config->host_program,
    .rate_hz = lt_engine_get_rate (self->engine),
    .device_rate_hz = config->device_rate_hz,
    .n_channels = 2,
    .first_channel = config->first_channel,
    .buffer_frames = config->buffer_frames != 0 ? config->buffer_frames : DEFAULT_BUFFER_FRAMES,
    .free_running = config->free_running,
    .at_once = config->at_once,
    .run = lt_player_run,
    .wait = config->free_running ? lt_player_wait : NULL,
    .resting = lt_player_resting,
    .awaken = lt_player_awaken,
    .user = self,
  };
  self->free_running = config->free_running;
  LtStatus status = lt_device_open (&device, &self->device);

  if (status != LT_OK)
    return status;
  lt_device_set_tone (self->device, self->tone);
  return lt_device_start (self->device);
}

void
lt_player_device_open (LtPlayer *self, const LtPlayerConfig *config, GError **error)
{
  keep_config (self, config);
  LtStatus status = start (self);
  if (status != LT_OK)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_DEVICE, _ ("The sound device could not be opened: %s. Choose another one, or --device null."),
                 lt_status_text (status));
}

void
lt_player_set_tone (LtPlayer *self, bool on)
{
  self->tone = on;
  if (self->device != NULL)
    lt_device_set_tone (self->device, on);
}

static void *
let_go (void *data)
{
  LtPlayer *self = data;

  lt_device_close (self->leaving);
  g_atomic_int_set (&self->has_let_go, 1);
  return NULL;
}

void
lt_player_change_device (LtPlayer *self, const LtPlayerConfig *config)
{
  keep_config (self, config);
  if (self->letting_go != NULL)
    return; /* the newest wish is the one to be opened */
  self->leaving = g_steal_pointer (&self->device);
  self->has_let_go = 0;
  self->letting_go = g_thread_new ("device-close", let_go, self);
}

void
lt_player_device_tick (LtPlayer *self)
{
  if (self->letting_go == NULL || !g_atomic_int_get (&self->has_let_go))
    return;
  g_thread_join (g_steal_pointer (&self->letting_go));
  start (self);
}

void
lt_player_device_close (LtPlayer *self)
{
  LtPlayerConfig none = { 0 };

  if (self->letting_go != NULL)
    g_thread_join (g_steal_pointer (&self->letting_go));
  lt_device_close (g_steal_pointer (&self->device));
  keep_config (self, &none);
}
