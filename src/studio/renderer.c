// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Offline render. The calling thread leads the workers; a second thread feeds the sinks, so that
// writing and computing overlap.
// Layer: studio.

#include "studio/renderer.h"

#include "engine/engine.h"
#include "session/clip-tail.h"
#include "studio/clip-prints.h"
#include "studio/file-feeds.h"
#include "studio/slot-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK_FRAMES 2048u
#define HAND_FRAMES (4u * BLOCK_FRAMES) /* handed over at once: each time a thread is woken */
#define N_BLOCKS 4u
#define MAX_TAIL_S 10.0

G_DEFINE_QUARK (lt-studio-error-quark, lt_studio_error)

/* Some blocks of every target on their way to the sinks. */
typedef struct
{
  uint32_t n_frames;
  float   *samples; /* targets × 2 × HAND_FRAMES */
} Block;

typedef struct
{
  const LtRenderJob *job;
  LtEngine          *engine;
  int64_t           *skip; /* by target: frames of lead-in left to drop */
  int64_t           *left; /* by target: frames still to give */
  GAsyncQueue       *full, *empty;
  Block              blocks[N_BLOCKS];
  GError            *error; /* the sink thread's, until it is joined */
  gint               failed;
} Render;

static bool
give (Render *r, uint32_t t, const Block *block)
{
  const LtRenderTarget *target = &r->job->targets[t];
  int64_t               skip = MIN (r->skip[t], block->n_frames);
  int64_t               n = MIN (block->n_frames - skip, r->left[t]);
  const float          *base = block->samples + (gsize) t * 2 * HAND_FRAMES;
  const float          *in[2] = { base + skip, base + HAND_FRAMES + skip };

  r->skip[t] -= skip;
  r->left[t] -= n;
  return n == 0 || target->sink (target->data, in, (uint32_t) n, &r->error);
}

static gpointer
feed_sinks (gpointer data)
{
  Render *r = data;
  Block  *block;

  while ((block = g_async_queue_pop (r->full))->n_frames > 0)
    {
      for (uint32_t t = 0; t < r->job->n_targets && r->error == NULL; t++)
        if (!give (r, t, block))
          g_atomic_int_set (&r->failed, 1);
      g_async_queue_push (r->empty, block);
    }
  return NULL;
}

static void
copy_targets (Render *r, Block *block, uint32_t n)
{
  for (uint32_t t = 0; t < r->job->n_targets; t++)
    for (uint32_t c = 0; c < 2; c++)
      {
        LtId         id = r->job->targets[t].strip_id;
        const float *from = lt_engine_block_of (r->engine, id != 0 ? id : r->job->session->master->id, LT_TAP_POST, c);

        memcpy (block->samples + ((gsize) t * 2 + c) * HAND_FRAMES + block->n_frames, from, n * sizeof (float));
      }
  block->n_frames += n;
}

/* Until the slowest target has all its frames. */
static bool
run_blocks (Render *r, LtWorkers *workers, GError **error)
{
  const LtRenderJob *job = r->job;
  int64_t            total = job->to - job->from, lead = 0, done = 0;
  Block             *block = NULL;

  for (uint32_t t = 0; t < job->n_targets; t++)
    lead = MAX (lead, r->skip[t]);

  while (done < total + lead && !g_atomic_int_get (&r->failed))
    {
      const float *out[2];
      uint32_t     n = lt_engine_block (r->engine, workers, out);

      if (block == NULL)
        {
          block = g_async_queue_pop (r->empty);
          block->n_frames = 0;
        }
      copy_targets (r, block, n);
      done += n;
      if (block->n_frames + BLOCK_FRAMES > HAND_FRAMES || done >= total + lead)
        {
          g_async_queue_push (r->full, block);
          block = NULL;
        }
      if (job->progress != NULL)
        job->progress (MIN (1.0, (double) done / (double) MAX (total + lead, 1)), job->progress_data);
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return false;
    }
  return true;
}

static bool
drive (Render *r, LtWorkers *workers, GError **error)
{
  Block end = { 0 };

  r->full = g_async_queue_new ();
  r->empty = g_async_queue_new ();
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      r->blocks[i].samples = g_new (float, (gsize) r->job->n_targets * 2 * HAND_FRAMES);
      g_async_queue_push (r->empty, &r->blocks[i]);
    }

  GThread *thread = g_thread_new ("render-out", feed_sinks, r);
  bool     ok = run_blocks (r, workers, error);
  g_async_queue_push (r->full, &end);
  g_thread_join (thread);

  for (guint i = 0; i < N_BLOCKS; i++)
    g_free (r->blocks[i].samples);
  g_async_queue_unref (r->full);
  g_async_queue_unref (r->empty);
  if (r->error == NULL)
    return ok;
  g_clear_error (error);
  g_propagate_error (error, r->error);
  return false;
}

static void
take_problems (const LtRenderJob *job, LtFileFeeds *feeds)
{
  GPtrArray *problems = lt_file_feeds_get_problems (feeds);

  for (guint i = 0; job->problems != NULL && i < problems->len; i++)
    g_ptr_array_add (job->problems, g_strdup (g_ptr_array_index (problems, i)));
}

/* The second half of the whole work. */
static void
progress_behind_prints (double share, gpointer data)
{
  const LtRenderJob *job = data;

  job->progress (0.5 + 0.5 * share, job->progress_data);
}

static void
progress_of_prints (double share, gpointer data)
{
  const LtRenderJob *job = data;

  if (job->progress != NULL)
    job->progress (0.5 * share, job->progress_data);
}

static bool run (const LtRenderJob *job, GError **error);

bool
lt_renderer_run (const LtRenderJob *job, GError **error)
{
  LtRenderJob rest = *job;

  if (!lt_clip_prints_are_missing (job->session, job->folder))
    return run (job, error);
  if (!lt_clip_prints_make (job->session, job->folder, job->n_threads, progress_of_prints, (gpointer) job, job->cancellable, job->problems, error))
    return false;
  if (job->progress != NULL)
    rest.progress = progress_behind_prints;
  rest.progress_data = (gpointer) job;
  return run (&rest, error);
}

static bool
run (const LtRenderJob *job, GError **error)
{
  g_autoptr (LtFileFeeds)   feeds = lt_file_feeds_new (job->session, job->folder);
  g_autoptr (LtSessionSpec) spec = lt_session_spec_new (job->session, 0, lt_file_feeds_get, feeds);
  g_autofree int64_t       *skip = g_new0 (int64_t, job->n_targets);
  g_autofree int64_t       *left = g_new0 (int64_t, job->n_targets);
  LtEngine                 *engine = lt_engine_new (job->session->rate_hz, BLOCK_FRAMES);
  LtWorkers                *workers = lt_workers_new (job->n_threads > 0 ? MIN (job->n_threads, 64) : MIN (g_get_num_processors (), 64), 0);
  LtStatus                  status = engine == NULL || workers == NULL ? LT_ERR_MEMORY : lt_engine_set_plan (engine, &spec->spec);
  bool                      ok = false;

  if (status != LT_OK)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("The session can't be played: %s. Check its routing."),
                 lt_status_text (status));
  else
    {
      Render render = { .job = job, .engine = engine, .skip = skip, .left = left };

      for (uint32_t t = 0; t < job->n_targets; t++)
        {
          LtId id = job->targets[t].strip_id;

          left[t] = job->to - job->from;
          skip[t] = job->compensate ? lt_engine_get_latency_of (engine, id != 0 ? id : job->session->master->id) : 0;
          if (job->targets[t].latency_frames != NULL)
            *job->targets[t].latency_frames = skip[t];
        }
      lt_engine_locate (engine, job->from);
      lt_engine_roll (engine);
      ok = drive (&render, workers, error);
      take_problems (job, feeds);
    }
  lt_workers_free (workers);
  lt_engine_free (engine);
  return ok;
}

/* --- tail --- */

static int64_t
strip_tail (const LtSession *session, const LtStrip *strip, int depth)
{
  int64_t own, after = 0;

  if (strip == NULL || depth > 64)
    return 0;

  own = MAX (strip->delay_frames, 0); /* it ends that much later */

  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      if (slot->type != NULL && !slot->bypass)
        own += lt_slot_facts_tail (slot, session->rate_hz);
    }
  if (strip->kind == LT_STRIP_MIX)
    after = strip_tail (session, session->master, depth + 1);
  else if (strip->kind != LT_STRIP_MASTER)
    after = strip_tail (session, strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : session->mix, depth + 1);
  for (guint i = 0; i < strip->sends->len; i++)
    {
      const LtSend *send = g_ptr_array_index (strip->sends, i);

      after = MAX (after, strip_tail (session, lt_session_find_strip (session, send->to_id), depth + 1));
    }
  return own + after;
}

int64_t
lt_renderer_auto_tail (const LtSession *session)
{
  int64_t tail = 0;

  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtTrack *track = g_ptr_array_index (session->tracks, i);

      tail = MAX (tail, strip_tail (session, track->strip, 0));
    }
  tail = MIN (tail, (int64_t) (MAX_TAIL_S * session->rate_hz));
  return tail + MAX (lt_clip_tail_get_end (session) - lt_session_get_length (session), 0); /* the last to sound may be that of a clip */
}
