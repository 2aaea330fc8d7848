// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine stays alive between two updates: a mark is of its instances.
// Layer: studio.

#include "studio/tape.h"

#include "engine/engine-state.h"
#include "studio/file-feeds.h"
#include "studio/frame-file.h"
#include "studio/renderer.h"
#include "studio/slot-facts.h"

#include <glib/gi18n.h>
#include <math.h>

#define BLOCK_FRAMES 2048u
#define MARK_S 2.0                 /* between two marks, at first */
#define MARKS_MAX (96u * 1048576u) /* bytes; more, and every other one goes */
#define SETTLE_S 2.0               /* of agreement, besides what the effects remember */
#define MARGIN_FRAMES 4096         /* an edit is heard no earlier than this before it: ramps, quanta */

struct _LtTape
{
  LtFrameFile   *file; /* NULL: none yet */
  LtId           strip_id;
  double         rate_hz;
  int64_t        n_frames, latency, n_rendered;
  bool           is_whole; /* the file is of a session, but for what is spoilt */
  GArray        *spoilt;   /* of LtSpanDiff: what updates that failed have left */
  LtEngine      *engine;
  LtWorkers     *workers;
  LtFileFeeds   *feeds;
  LtFrameFeed   *input;
  LtSessionSpec *spec;
  GPtrArray     *marks; /* of LtEngineState, by position, none twice */
  int64_t        mark_step;
};

/* One way from a mark to where the sound is the old one again. */
typedef struct
{
  const LtTapeJob *job;
  const GArray    *spans;   /* tidy; NULL: everything is new */
  guint            span;    /* the one that was reached */
  int64_t          from;    /* of the first one */
  int64_t          origin;  /* engine's frame of the mark */
  int64_t          pos;     /* engine's frame that comes out next */
  int64_t          marked;  /* engine's frame of the newest mark */
  int64_t          settle;  /* frames of agreement; INT64_MAX: it goes on to the end */
  int64_t          first, last; /* that differed audibly; −1: none */
  bool             is_other;    /* before the edit: the marks are not to be trusted */
  float            block[2 * BLOCK_FRAMES], old[2 * BLOCK_FRAMES];
} Run;

/* --- what is played --- */

static bool
input_for (void *data, const LtFeedWish *wish, LtFeed *out)
{
  *out = lt_frame_file_feed (data);
  return true;
}

/* The engine plays @job's session from now on. What the plan before it reads is given back only then. */
static bool
set_plan (LtTape *self, const LtTapeJob *job, GError **error)
{
  LtFileFeeds   *feeds = self->feeds;
  LtFrameFeed   *input = self->input;
  LtSessionSpec *spec = self->spec;
  LtStatus       status;

  self->feeds = job->input == NULL ? lt_file_feeds_new (job->session, job->folder) : NULL;
  self->input = job->input != NULL ? lt_frame_file_feed_new (job->input->file) : NULL;
  self->spec = lt_session_spec_new (job->session, 0, self->input != NULL ? input_for : lt_file_feeds_get, self->input != NULL ? (void *) self->input : self->feeds);
  status = lt_engine_set_plan (self->engine, &self->spec->spec);
  g_clear_pointer (&spec, lt_session_spec_free);
  g_clear_pointer (&feeds, lt_file_feeds_free);
  lt_frame_file_feed_free (input);
  if (status == LT_OK)
    return true;
  g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("The session can't be played: %s. Check its routing."), lt_status_text (status));
  return false;
}

static void
clear_engine (LtTape *self)
{
  g_ptr_array_set_size (self->marks, 0);
  g_clear_pointer (&self->engine, lt_engine_free);
  g_clear_pointer (&self->spec, lt_session_spec_free);
  g_clear_pointer (&self->feeds, lt_file_feeds_free);
  g_clear_pointer (&self->input, lt_frame_file_feed_free);
}

/* --- marks --- */

static int64_t
mark_position (const LtTape *self, guint i)
{
  return lt_engine_state_position (self->marks->pdata[i]);
}

/* Behind @from, up to @to. */
static void
drop_marks (LtTape *self, int64_t from, int64_t to)
{
  for (guint i = self->marks->len; i-- > 0;)
    if (mark_position (self, i) > from && mark_position (self, i) <= to)
      g_ptr_array_remove_index (self->marks, i);
}

static void
thin_marks (LtTape *self)
{
  gsize size = 0;

  for (guint i = 0; i < self->marks->len; i++)
    size += lt_engine_state_size (self->marks->pdata[i]);
  if (size <= MARKS_MAX || self->marks->len < 3)
    return;
  for (guint i = self->marks->len; i-- > 1;)
    if (i % 2 == 1)
      g_ptr_array_remove_index (self->marks, i);
  self->mark_step *= 2;
}

/* Nothing is on its way. Older marks on the way here are of what was played before. */
static void
leave_mark (LtTape *self, Run *run)
{
  LtEngineState *state = lt_engine_state_save (self->engine);
  guint          at = 0;

  lt_engine_state_hold (self->engine, false);
  drop_marks (self, MAX (run->marked, run->origin), run->pos);
  run->marked = run->pos;
  if (state == NULL) /* memory is out: there are fewer marks */
    return;
  while (at < self->marks->len && mark_position (self, at) < run->pos)
    at++;
  if (at < self->marks->len && mark_position (self, at) == run->pos)
    lt_engine_state_free (state); /* the one that it began from */
  else
    g_ptr_array_insert (self->marks, (gint) at, state);
  thin_marks (self);
}

static LtEngineState *
last_mark (const LtTape *self, int64_t up_to)
{
  LtEngineState *found = NULL;

  for (guint i = 0; i < self->marks->len && mark_position (self, i) <= up_to; i++)
    found = self->marks->pdata[i];
  return found;
}

/* --- one run --- */

/* The frame of the file up to which all has come. */
static int64_t
reached (const LtTape *self, const Run *run)
{
  return CLAMP (run->pos - self->latency, 0, run->job->n_frames);
}

static const LtSpanDiff *
span_of (const Run *run, guint i)
{
  return &g_array_index (run->spans, LtSpanDiff, i);
}

static bool
is_done (const LtTape *self, Run *run)
{
  int64_t at = reached (self, run);

  if (at == run->job->n_frames || run->is_other)
    return true;
  if (run->spans == NULL || run->settle == INT64_MAX)
    return false;
  while (run->span + 1 < run->spans->len && span_of (run, run->span + 1)->from <= at + MARGIN_FRAMES + self->latency)
    run->span++;
  return at > span_of (run, run->span)->to && at - MAX (run->last, span_of (run, run->span)->to) >= run->settle;
}

static void
compare (const LtTape *self, Run *run, int64_t from, uint32_t n)
{
  uint32_t n_old = (uint32_t) CLAMP (self->n_frames - from, 0, (int64_t) n);

  for (uint32_t i = 0; i < 2 * n; i++)
    {
      int64_t frame = from + i / 2;

      if (i < 2 * n_old && fabsf (run->block[i] - run->old[i]) <= LT_TAPE_BOUND)
        continue;
      run->first = run->first < 0 ? frame : run->first;
      run->last = frame;
      run->is_other |= frame < run->from - self->latency; /* what looks ahead hears it earlier */
    }
}

/* n frames that came out, some of which may lie before or behind the file. */
static bool
take (LtTape *self, Run *run, uint32_t n, GError **error)
{
  int64_t      at = run->pos - self->latency, end = MIN (at + n, run->job->n_frames);
  uint32_t     skip = (uint32_t) CLAMP (-at, 0, (int64_t) n);
  const float *in[2];

  for (uint32_t c = 0; c < 2; c++)
    in[c] = lt_engine_block_of (self->engine, run->job->strip_id, LT_TAP_POST, c);
  run->pos += n;
  self->n_rendered += n;
  at += skip;
  if (at >= end)
    return true;
  for (uint32_t i = 0; i < end - at; i++)
    {
      run->block[2 * i] = in[0][skip + i];
      run->block[2 * i + 1] = in[1][skip + i];
    }
  if (run->spans != NULL)
    {
      if (!lt_frame_file_read (self->file, at, (uint32_t) (end - at), run->old, error))
        return false;
      compare (self, run, at, (uint32_t) (end - at));
      if (run->is_other)
        return true;
    }
  return lt_frame_file_write (self->file, at, (uint32_t) (end - at), run->block, error);
}

static bool
drive (LtTape *self, Run *run, GError **error)
{
  while (!is_done (self, run))
    {
      const float *out[2];
      uint32_t     n = lt_engine_block (self->engine, self->workers, out);

      if (n == 0)
        leave_mark (self, run);
      else if (!take (self, run, n, error))
        return false;
      if (lt_engine_get_position (self->engine) >= run->marked + self->mark_step)
        lt_engine_state_hold (self->engine, true);
      if (run->job->progress != NULL)
        run->job->progress ((double) reached (self, run) / (double) run->job->n_frames, run->job->progress_data);
      if (g_cancellable_set_error_if_cancelled (run->job->cancellable, error))
        return false;
    }
  return true;
}

static void
spoil (LtTape *self, int64_t from, int64_t to)
{
  LtSpanDiff span = { from, to };

  g_array_append_val (self->spoilt, span);
  lt_span_diff_tidy (self->spoilt, 0);
}

/* From the engine's state on. Whatever comes of it, the marks are of what the file has now, but for what is spoilt. */
static bool
run_from (LtTape *self, Run *run, GError **error)
{
  bool good = drive (self, run, error);
  bool is_end = reached (self, run) == run->job->n_frames;

  drop_marks (self, good ? MAX (run->marked, run->origin) : run->origin, good && is_end ? INT64_MAX : run->pos);
  spoil (self, run->from, reached (self, run));
  lt_engine_state_hold (self->engine, false);
  return good;
}

/* --- an update --- */

static int64_t
settle_of (const LtSession *session)
{
  int64_t longest = 0;

  for (guint i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      for (guint k = 0; k < strip->slots->len; k++)
        if (!((const LtSlot *) strip->slots->pdata[k])->bypass)
          longest = MAX (longest, lt_slot_facts_memory (strip->slots->pdata[k], session->rate_hz));
    }
  return longest == INT64_MAX ? INT64_MAX : longest + (int64_t) (SETTLE_S * session->rate_hz);
}

static bool
render_all (LtTape *self, const LtTapeJob *job, GError **error)
{
  g_autofree Run *run = g_new0 (Run, 1);
  const float    *out[2];

  clear_engine (self);
  self->is_whole = false;
  g_array_set_size (self->spoilt, 0);
  self->n_frames = 0;
  self->rate_hz = job->session->rate_hz;
  self->strip_id = job->strip_id;
  self->mark_step = (int64_t) (MARK_S * self->rate_hz);
  self->engine = lt_engine_new (self->rate_hz, BLOCK_FRAMES);
  if (self->workers == NULL)
    self->workers = lt_workers_new (1, 0);
  if (self->engine == NULL || self->workers == NULL)
    g_error ("out of memory"); /* as g_malloc does */
  if (!set_plan (self, job, error))
    return false;

  self->latency = lt_engine_get_latency_of (self->engine, job->strip_id);
  *run = (Run) { .job = job, .settle = INT64_MAX, .first = -1, .last = -1 };
  lt_engine_locate (self->engine, 0);
  lt_engine_roll (self->engine);
  lt_engine_state_hold (self->engine, true); /* the first block takes the plan and leaves a mark */
  lt_engine_block (self->engine, self->workers, out);
  leave_mark (self, run);
  self->is_whole = run_from (self, run, error);
  return self->is_whole;
}

/* Goes on from a mark before span @i; *i: the next one that is left. *is_good: false when that can't be done: all is to be
   rendered. */
static bool
render_span (LtTape *self, const LtTapeJob *job, const GArray *spans, guint *i, GArray *changed, bool *is_good, GError **error)
{
  int64_t         from = g_array_index (spans, LtSpanDiff, *i).from;
  LtEngineState  *mark = last_mark (self, MAX (from - MARGIN_FRAMES, 0));
  g_autofree Run *run = g_new0 (Run, 1);

  *is_good = mark != NULL && lt_engine_state_restore (self->engine, mark);
  if (!*is_good)
    return true;

  int64_t origin = lt_engine_state_position (mark);
  *run = (Run) { .job = job, .spans = spans, .span = *i, .from = from, .origin = origin, .pos = origin, .marked = origin,
                 .settle = settle_of (job->session), .first = -1, .last = -1 };
  if (!run_from (self, run, error))
    return false;
  *is_good = !run->is_other;
  *i = run->span + 1;
  if (run->first >= 0)
    g_array_append_vals (changed, &(LtSpanDiff){ run->first, run->last + 1 }, 1);
  return true;
}

static bool
can_go_on (const LtTape *self, const LtTapeJob *job)
{
  return job->spans != NULL && self->is_whole && self->engine != NULL && self->strip_id == job->strip_id && self->rate_hz == job->session->rate_hz;
}

/* *is_good: false when all is to be rendered. */
static bool
render_spans (LtTape *self, const LtTapeJob *job, GArray *changed, bool *is_good, GError **error)
{
  g_autoptr (GArray) spans = g_array_copy ((GArray *) job->spans);

  g_array_append_vals (spans, self->spoilt->data, self->spoilt->len);
  if (job->n_frames > self->n_frames)
    g_array_append_vals (spans, &(LtSpanDiff){ self->n_frames, INT64_MAX }, 1);
  lt_span_diff_tidy (spans, 0);
  while (spans->len > 0 && g_array_index (spans, LtSpanDiff, spans->len - 1).from >= job->n_frames)
    g_array_set_size (spans, spans->len - 1);

  *is_good = true;
  if (spans->len == 0)
    return true;
  if (!set_plan (self, job, error))
    return false;
  *is_good = lt_engine_get_latency_of (self->engine, job->strip_id) == self->latency;
  for (guint i = 0; *is_good && i < spans->len;)
    if (!render_span (self, job, spans, &i, changed, is_good, error))
      return false;
  return true;
}

bool
lt_tape_update (LtTape *self, const LtTapeJob *job, GArray *changed, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  bool is_good = false;

  self->n_rendered = 0;
  if (self->file == NULL && (self->file = lt_frame_file_new (error)) == NULL)
    return false;
  if (can_go_on (self, job) && !render_spans (self, job, found, &is_good, error))
    return false;
  if (!is_good)
    {
      if (!render_all (self, job, error))
        return false;
      g_array_set_size (found, 0);
      g_array_append_vals (found, &(LtSpanDiff){ 0, INT64_MAX }, 1);
    }
  if (!lt_frame_file_cut (self->file, job->n_frames, error))
    return false;
  self->n_frames = job->n_frames;
  g_array_set_size (self->spoilt, 0);
  if (changed != NULL)
    {
      g_array_append_vals (changed, found->data, found->len);
      lt_span_diff_tidy (changed, 0);
    }
  return true;
}

/* --- the whole --- */

LtTape *
lt_tape_new (void)
{
  LtTape *self = g_new0 (LtTape, 1);

  self->spoilt = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_engine_state_free);
  return self;
}

void
lt_tape_free (LtTape *self)
{
  if (self == NULL)
    return;
  clear_engine (self);
  lt_workers_free (self->workers);
  g_ptr_array_unref (self->marks);
  g_array_unref (self->spoilt);
  lt_frame_file_free (self->file);
  g_free (self);
}

bool
lt_tape_read (const LtTape *self, int64_t from, uint32_t n, float *out, GError **error)
{
  return lt_frame_file_read (self->file, from, n, out, error);
}

int64_t
lt_tape_get_latency (const LtTape *self)
{
  return self->latency;
}

int64_t
lt_tape_get_rendered (const LtTape *self)
{
  return self->n_rendered;
}
