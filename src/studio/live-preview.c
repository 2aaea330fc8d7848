// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's monitor: a file that was made of the master, heard in its place. It plays where a reference would.
// Layer: studio.

#include "studio/live-private.h"

/* As the master is turned and as a service plays it, so that the two differ by nothing but what is in the file. */
void
lt_live_preview_apply (const LtLive *self, LtMonitor *monitor)
{
  if (self->preview == NULL || self->blind.is_on)
    return;
  monitor->reference = self->hears_preview;
  monitor->reference_is_master = true;
  monitor->reference_gain = monitor->master_gain;
  if (self->hears_preview)
    monitor->mix = false;
}

void
lt_live_preview_drop (LtLive *self)
{
  g_clear_pointer (&self->preview, g_free);
  self->preview_frames = 0;
  self->hears_preview = false;
}

bool
lt_live_set_preview (LtLive *self, const char *path, int64_t n_frames, GError **error)
{
  bool done = true;

  if (g_strcmp0 (self->preview, path) != 0)
    {
      g_free (self->preview);
      self->preview = g_strdup (path);
      self->preview_frames = n_frames;
      if (self->session != NULL)
        done = lt_live_set_session (self, self->session, self->folder, error);
    }
  if (!done || path == NULL)
    lt_live_preview_drop (self);
  lt_live_monitor_send (self);
  return done;
}

const char *
lt_live_get_preview (LtLive *self)
{
  return self->preview;
}

void
lt_live_hear_preview (LtLive *self, bool heard)
{
  self->hears_preview = heard && self->preview != NULL;
  if (self->hears_preview)
    lt_live_monitor_stand_in (self, LT_LIVE_PREVIEW);
  lt_live_monitor_send (self);
}

bool
lt_live_hears_preview (LtLive *self)
{
  return self->hears_preview;
}
