// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// source window → (backwards) → stretch and pitch → (silence from where a tail begins) → effects → file. In blocks of one size, so that
// no sample depends on anything else.
// Layer: studio.

#include "studio/clip-print-maker.h"

#include "base/math.h"
#include "engine/fade-shape.h"
#include "media/reader.h"
#include "media/stretcher.h"
#include "media/writer.h"
#include "session/blob.h"
#include "session/clip-sound.h"
#include "session/clip-tail.h"
#include "studio/clip-print-files.h"
#include "studio/clip-print.h"
#include "studio/clip-tempo.h"
#include "studio/effect-run.h"
#include "studio/file-feeds.h"
#include "studio/renderer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BLOCK LT_CLIP_PRINT_FILES_BLOCK
#define CUT_S 1.0 /* what would ring longer than a tail may is faded out over that */
#define MAX_BYTES (INT64_C (10) << 30)

G_STATIC_ASSERT ((int) LT_STRETCH_FINER == (int) LT_STRETCHER_FINER);
G_STATIC_ASSERT ((int) LT_STRETCH_SMOOTH == (int) LT_STRETCHER_SMOOTH);

typedef struct
{
  LtEffectRun *effect;
  float        gain;
  int64_t      lag; /* of those before it */
} Effect;

typedef struct
{
  const LtSession *session;
  const LtClip    *clip;
  const char      *path; /* of the print */
  const LtClipPrintTail *tail; /* NULL: the clip's own */
  int64_t          from, to; /* window of the source */
  int64_t          n_frames; /* of the print */
  int64_t          n_stretched; /* of the window stretched: a tail has others */
  uint32_t         n_channels, rate_hz;

  LtReader    *reader;
  LtStretcher *stretcher; /* NULL: length and pitch stay */
  GArray      *effects;   /* of Effect */
  LtClipTempo  tempo;
  int64_t      tempo_end; /* frame of the clip's print from which on a tail keeps the tempo */
  int64_t      fed; /* frames that the effects got */
  int64_t      cut; /* of these: from here on they get silence */
  LtWriter    *writer;
  int64_t      skip; /* frames that are still to be dropped: the effects' latency, and what is before a tail */
  int64_t      written;
  uint64_t     sum;
  float       *in[2], *out[2];

  /* The print's blocks are all of one size, whatever comes out of the stretcher. */
  uint32_t n_out;

  LtProgressFunc progress;
  gpointer       progress_data;
  GCancellable  *cancellable;
} Job;

static bool
is_stretched (const LtClip *clip)
{
  return clip->sound.stretch != 1.0 || clip->sound.pitch_cents != 0.0;
}

/* --- its parts --- */

static bool
open_source (Job *job, const LtSource *source, const char *folder, GError **error)
{
  g_autofree char *path = lt_file_feeds_dup_path (source, folder);
  g_autoptr (GError) problem = NULL;

  job->reader = lt_reader_open (path, &problem);
  if (job->reader == NULL)
    {
      g_set_error_literal (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, problem->message);
      return false;
    }

  const LtReaderInfo *info = lt_reader_get_info (job->reader);
  job->n_channels = info->n_channels;
  job->rate_hz = info->rate_hz;

  g_autofree char *shortfall = lt_file_feeds_dup_shortfall (source, path, info->n_frames);
  if (shortfall != NULL && job->to > info->n_frames)
    {
      g_set_error_literal (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, shortfall);
      return false;
    }
  if (info->rate_hz == (uint32_t) (job->session->rate_hz + 0.5) && info->n_channels <= 2)
    return true;
  g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, _ ("“%s” is not as the session expects it (%u Hz, %u channels); import it again."), path,
               info->rate_hz, info->n_channels);
  return false;
}

static bool
make_stretcher (Job *job, GError **error)
{
  const LtClipSound *sound = &job->clip->sound;
  LtStretcherSpec    spec = {
       .rate_hz = job->rate_hz,
       .n_channels = job->n_channels,
       .n_frames = job->to - job->from,
       .n_out = job->n_stretched,
       .ratio = sound->stretch,
       .pitch = exp2 (sound->pitch_cents / 1200.0),
       .quality = (LtStretcherQuality) sound->quality,
       .formants = sound->formants,
  };

  if (!is_stretched (job->clip))
    return true;
  job->stretcher = lt_stretcher_new (&spec);
  if (job->stretcher == NULL)
    g_set_error_literal (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_STRETCH, lt_clip_print_get_obstacle ());
  return job->stretcher != NULL;
}

static void
clear_effect (gpointer data)
{
  g_clear_pointer (&((Effect *) data)->effect, lt_effect_run_free);
}

static bool
is_at_work (const LtSlot *slot)
{
  return slot->type != NULL && !slot->bypass;
}

static bool
make_effects (Job *job, GError **error)
{
  GPtrArray *slots = job->clip->sound.slots;

  job->effects = g_array_new (FALSE, TRUE, sizeof (Effect));
  g_array_set_clear_func (job->effects, clear_effect);
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i);

      if (!is_at_work (slot))
        continue;
      g_autoptr (GBytes) blob = slot->blob != NULL ? lt_blob_get (slot->blob) : NULL;
      Effect effect = { lt_effect_run_new_for (slot->type, job->session->rate_hz, job->n_channels, slot->values, blob),
                        lt_db_to_gain ((float) slot->level_db) };

      if (effect.effect == NULL)
        {
          g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("There is not enough memory for “%s” on the clip “%s”. Close something and try again."),
                       _ (slot->type->label), job->clip->name);
          return false;
        }
      effect.lag = job->skip;
      job->skip += lt_effect_run_get_latency (effect.effect);
      g_array_append_val (job->effects, effect);
    }
  if (job->tail != NULL)
    job->skip += job->tail->cut;
  return true;
}

static bool
make_writer (Job *job, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (job->path);
  LtWriterSpec     spec = {
        .format = lt_file_format_find ("wav"),
        .bits = LT_BITS_FLOAT,
        .rate_hz = job->rate_hz,
        .n_channels = job->n_channels,
        .n_frames_expected = job->n_frames,
  };

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int problem = errno;

      g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN,
                   _ ("The folder “%s”, in which prepared clips are kept, could not be made: %s. Make room there, or remove what is in its way."), folder,
                   g_strerror (problem));
      return false;
    }
  job->writer = lt_writer_open (job->path, &spec, error);
  return job->writer != NULL;
}

/* --- the work --- */

/* Frames @at … @at + @n of the window, in the order in which they are heard, into job->in. */
static void
read_window (Job *job, int64_t at, uint32_t n)
{
  int64_t frame = job->clip->reverse ? job->to - at - n : job->from + at;

  lt_reader_read (job->reader, frame, n, job->in);
  for (uint32_t c = 0; job->clip->reverse && c < job->n_channels; c++)
    for (uint32_t i = 0; i < n / 2; i++)
      {
        float x = job->in[c][i];

        job->in[c][i] = job->in[c][n - 1 - i];
        job->in[c][n - 1 - i] = x;
      }
}

static bool
report (Job *job, double share, GError **error)
{
  if (job->progress != NULL)
    job->progress (CLAMP (share, 0.0, 1.0), job->progress_data);
  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

/* Of what lies in job->out. Where the tempo changes, it does so from one quantum to the next, as on a strip. */
static void
run_effect (Job *job, const Effect *effect, uint32_t n)
{
  for (uint32_t at = 0, part; at < n; at += part)
    {
      float *io[2] = { job->out[0] + at, job->out[1] + at };

      part = job->tempo.is_even ? n : MIN (n - at, LT_QUANTUM);
      lt_effect_run_set_tempo (effect->effect, lt_clip_tempo_at (&job->tempo, MIN (job->fed + at - effect->lag, job->tempo_end)));
      lt_effect_run_process (effect->effect, io, part);
    }
}

/* In with the clip's fade, and out when it would ring for longer than there is room. */
static void
shape_tail (const Job *job, float *io, uint32_t n)
{
  const LtClipPrintTail *tail = job->tail;
  int64_t                length = tail->n_frames - tail->fade, most = (int64_t) (LT_CLIP_TAIL_MAX_S * job->session->rate_hz);
  int64_t                out = length >= most ? (int64_t) (CUT_S * job->session->rate_hz) : 0;

  for (uint32_t i = 0; i < n; i++)
    {
      int64_t at = job->written + i;

      if (at < tail->fade)
        io[i] *= 1.0f - lt_fade_shape_out ((LtFadeShape) tail->shape, at, tail->fade, tail->fade);
      io[i] *= lt_fade_shape_out (LT_CURVE_FADE_LINEAR, at, tail->n_frames, out);
    }
}

/* Nothing comes behind the cut. */
static void
silence_input (Job *job)
{
  uint32_t first = (uint32_t) CLAMP (job->cut - job->fed, 0, (int64_t) job->n_out);

  for (uint32_t c = 0; c < job->n_channels; c++)
    memset (job->out[c] + first, 0, (job->n_out - first) * sizeof (float));
}

/* What lies in job->out through the effects and into the file. */
static bool
finish_block (Job *job, GError **error)
{
  uint32_t n = job->n_out;

  silence_input (job);
  for (guint i = 0; i < job->effects->len; i++)
    {
      const Effect *effect = &g_array_index (job->effects, Effect, i);

      run_effect (job, effect, n);
      for (uint32_t c = 0; effect->gain != 1.0f && c < job->n_channels; c++)
        for (uint32_t k = 0; k < n; k++)
          job->out[c][k] *= effect->gain;
    }

  uint32_t     skip = (uint32_t) MIN (job->skip, (int64_t) n);
  uint32_t     left = (uint32_t) MIN ((int64_t) (n - skip), job->n_frames - job->written);
  const float *part[2] = { job->out[0] + skip, job->n_channels == 2 ? job->out[1] + skip : NULL };

  for (uint32_t c = 0; job->tail != NULL && c < job->n_channels; c++)
    shape_tail (job, job->out[c] + skip, left);
  job->fed += n;
  job->skip -= skip;
  job->written += left;
  job->n_out = 0;
  return left == 0 || lt_writer_write (job->writer, part, left, error);
}

static bool
add_frames (Job *job, float *const *from, uint32_t n, GError **error)
{
  for (uint32_t at = 0; at < n;)
    {
      uint32_t part = MIN (n - at, BLOCK - job->n_out);

      for (uint32_t c = 0; c < job->n_channels; c++)
        memcpy (job->out[c] + job->n_out, from[c] + at, part * sizeof (float));
      at += part;
      job->n_out += part;
      if (job->n_out == BLOCK && !finish_block (job, error))
        return false;
    }
  return true;
}

static bool
study (Job *job, GError **error)
{
  int64_t whole = job->to - job->from;

  for (int64_t at = 0; job->stretcher != NULL && at < whole; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN (whole - at, (int64_t) BLOCK);

      read_window (job, at, n);
      lt_stretcher_study (job->stretcher, (const float *const *) job->in, n);
      if (!report (job, 0.1 * (double) at / (double) whole, error))
        return false;
    }
  return true;
}

static bool
take_stretched (Job *job, GError **error)
{
  uint32_t got;

  while ((got = lt_stretcher_take (job->stretcher, job->in, BLOCK)) > 0)
    if (!add_frames (job, job->in, got, error))
      return false;
  return true;
}

static bool
work (Job *job, GError **error)
{
  int64_t whole = job->to - job->from;

  if (!study (job, error))
    return false;
  for (int64_t at = 0; at < whole && job->fed + job->n_out < job->cut; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN (whole - at, (int64_t) BLOCK);

      read_window (job, at, n);
      if (job->stretcher != NULL)
        lt_stretcher_process (job->stretcher, (const float *const *) job->in, n);
      if (!(job->stretcher != NULL ? take_stretched (job, error) : add_frames (job, job->in, n, error)))
        return false;
      if (!report (job, 0.1 + 0.9 * (double) at / (double) whole, error))
        return false;
    }

  /* What the effects still hold back. */
  for (uint32_t c = 0; c < job->n_channels; c++)
    memset (job->in[c], 0, BLOCK * sizeof (float));
  while (job->written < job->n_frames)
    if (!add_frames (job, job->in, BLOCK - job->n_out, error) || !report (job, 1.0, error))
      return false;
  if (lt_reader_io_errno (job->reader) != 0)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, _ ("“%s” could not be read to its end: %s. Check the file and its disk."),
                 lt_reader_get_path (job->reader), g_strerror (lt_reader_io_errno (job->reader)));
  return lt_reader_io_errno (job->reader) == 0;
}

/* The file as it was written, under its hidden name: what is summed is what the disk took. */
static bool
commit (Job *job, GError **error)
{
  if (!lt_writer_finish (job->writer, error))
    return false;

  g_autoptr (LtReader) reader = lt_reader_open (lt_writer_get_temp_path (job->writer), error);
  uint64_t sum = 0;

  if (reader == NULL)
    return false;
  for (int64_t at = 0; at < job->n_frames; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN (job->n_frames - at, (int64_t) BLOCK);

      lt_reader_read (reader, at, n, job->in);
      for (uint32_t c = 0; c < job->n_channels; c++)
        sum = lt_clip_print_files_sum (sum, job->in[c], n);
    }
  if (!lt_clip_print_files_write_sum (job->path, sum, error) || !lt_writer_commit (job->writer, true, error))
    return false;
  if (lt_clip_print_files_prove (job->path, job->n_frames, job->n_channels, job->rate_hz))
    return true;
  g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("What was written to “%s” can't be read back. Check that disk."), job->path);
  return false;
}

static bool
run (Job *job, GError **error)
{
  bool done = make_stretcher (job, error) && make_effects (job, error) && make_writer (job, error) && work (job, error) && commit (job, error);

  lt_writer_free (job->writer);
  g_clear_pointer (&job->effects, g_array_unref);
  g_clear_pointer (&job->stretcher, lt_stretcher_free);
  return done;
}

static bool
make (Job *job, GError **error)
{
  if (!lt_clip_print_files_claim (job->path, job->cancellable))
    {
      g_cancellable_set_error_if_cancelled (job->cancellable, error);
      return false;
    }

  bool done = lt_clip_print_files_is_ready (job->path) /* while we waited */
              || lt_clip_print_files_prove (job->path, job->n_frames, job->n_channels, job->rate_hz) || run (job, error);
  lt_clip_print_files_release (job->path);
  lt_clip_print_files_tidy (MAX_BYTES);
  return done;
}

bool
lt_clip_print_maker_run (const LtClipPrintWish *wish, GError **error)
{
  const LtSource   *source = lt_session_find_source (wish->session, wish->clip->source_id);
  Job               job = { .session = wish->session, .clip = wish->clip, .path = wish->path, .tail = wish->tail, .progress = wish->progress,
                            .progress_data = wish->progress_data, .cancellable = wish->cancellable };
  g_autofree float *memory = g_new0 (float, 4 * (gsize) BLOCK);
  bool              done = open_source (&job, source, wish->folder, error);

  if (done && job.path == NULL) /* it came this moment: the next one who asks gets it */
    {
      g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, _ ("“%s” changed while it was read. Try again."), source->path);
      done = false;
    }
  for (int i = 0; i < 2; i++)
    job.in[i] = memory + (gsize) i * BLOCK, job.out[i] = memory + (gsize) (i + 2) * BLOCK;
  job.tempo = lt_clip_tempo_of (job.session, job.clip, source);
  lt_clip_sound_window (job.clip, source, &job.from, &job.to);
  job.n_stretched = lt_clip_sound_print_length (job.clip, source);
  job.n_frames = job.tail != NULL ? job.tail->n_frames : job.n_stretched;
  job.cut = job.tail != NULL ? job.tail->cut : INT64_MAX;
  job.tempo_end = job.tail != NULL ? job.n_stretched : INT64_MAX;
  done = done && make (&job, error);
  g_clear_pointer (&job.reader, lt_reader_free);
  return done;
}
