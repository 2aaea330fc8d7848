// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Offline render: the session's plan driven as fast as it goes, over several workers.
// Layer: studio. Its own engine and instances: live playback is never touched.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

/* What a strip gives, stereo; called in order on one thread. False with an error stops the render. */
typedef bool (*LtRenderSink) (void *data, const float *const *in, uint32_t n_frames, GError **error);

typedef struct
{
  LtId         strip_id; /* 0: the master. Heard behind its fader */
  LtRenderSink sink;
  void        *data;
  int64_t     *latency_frames; /* takes how late it is, when that is left out; may be NULL */
} LtRenderTarget;

typedef struct
{
  const LtSession      *session;
  const char           *folder;    /* for relative paths */
  int64_t               from, to;  /* frames; playback starts from stop at @from */
  uint32_t              n_threads; /* 0: as many as there are processors */
  bool                  compensate; /* leave out the lead-in of the plan's latency */
  const LtRenderTarget *targets;
  uint32_t              n_targets;

  LtProgressFunc progress; /* may be NULL; on the calling thread */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */

  GPtrArray *problems; /* of char *; takes a sentence for each missing or damaged file; may be NULL */
} LtRenderJob;

/* Every target receives exactly to − from frames. The samples do not depend on n_threads.
   Returns: false with an error: cancelled, a sink's own, or a plan that doesn't compile. */
bool lt_renderer_run (const LtRenderJob *job, GError **error);

/* How long the session sounds on after its last clip: the longest way through its strips' effects, at most 10 s, behind the tails
   of clips' own effects; frames. */
int64_t lt_renderer_auto_tail (const LtSession *session);

typedef enum
{
  LT_STUDIO_ERROR_PLAN,
  LT_STUDIO_ERROR_DEVICE,
  LT_STUDIO_ERROR_SOURCE,  /* a recording can't be read */
  LT_STUDIO_ERROR_STRETCH, /* built without Rubber Band */
} LtStudioError;

#define LT_STUDIO_ERROR lt_studio_error_quark ()
GQuark lt_studio_error_quark (void);
