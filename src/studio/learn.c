// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sound into blobs.
// Layer: studio.

#include "studio/learn.h"

#include "media/media-error.h"
#include "media/reader.h"
#include "session/edit-slot.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_S 600.0     /* of sound that is taken into memory */
#define MAX_CHANNELS 4u /* of a file, see LT_FX_TRUE_STEREO */

G_DEFINE_QUARK (lt-learn-error, lt_learn_error)

bool
lt_learn_is_able (const LtFxType *type)
{
  return type->learn != NULL && (type->flags & LT_FX_LEARNS) != 0;
}

bool
lt_learn_takes_file (const LtFxType *type)
{
  return type->learn != NULL && (type->flags & LT_FX_FILE) != 0;
}

static GBytes *
fail_memory (const LtFxType *type, GError **error)
{
  g_set_error (error, LT_LEARN_ERROR, LT_LEARN_ERROR_MEMORY, _ ("There is not enough memory for the effect “%s”; close other programs."), type->key);
  return NULL;
}

GBytes *
lt_learn_from_audio (const LtFxType *type, const LtFxSetup *sound, const float *const *audio, int64_t n_frames, const char *name, GError **error)
{
  gsize    size = type->learn_size != NULL && n_frames > 0 ? type->learn_size (sound, (uint64_t) n_frames) : 0;
  LtStatus status = LT_OK;

  if (type->learn == NULL)
    {
      g_set_error (error, LT_LEARN_ERROR, LT_LEARN_ERROR_UNABLE, _ ("The effect “%s” does not learn."), type->key);
      return NULL;
    }
  if (size == 0)
    {
      g_set_error (error, LT_LEARN_ERROR, LT_LEARN_ERROR_SHORT, _ ("“%s” is too short for the effect “%s” to learn from; take a longer stretch."), name, type->key);
      return NULL;
    }

  guchar *blob = g_try_malloc0 (size);
  status = blob != NULL ? type->learn (sound, audio, (uint64_t) n_frames, blob, &size) : LT_ERR_MEMORY;
  if (status == LT_OK)
    return g_bytes_new_take (blob, size);

  g_free (blob);
  if (status == LT_ERR_MEMORY)
    return fail_memory (type, error);
  g_set_error (error, LT_LEARN_ERROR, LT_LEARN_ERROR_SHORT, _ ("The effect “%s” can't use “%s”: there is nothing in it to learn from."), type->key, name);
  return NULL;
}

static bool
is_in_memory (int64_t n_frames, double rate_hz, const char *name, GError **error)
{
  if (n_frames <= (int64_t) (MAX_S * rate_hz))
    return true;
  g_set_error (error, LT_LEARN_ERROR, LT_LEARN_ERROR_MEMORY, _ ("“%s” is longer than ten minutes; take a shorter stretch to learn from."), name);
  return false;
}

/* Of a file's @n channels those that @type has a use for. */
static uint32_t
channels_of_use (const LtFxType *type, uint32_t n)
{
  return n == 4 && (type->flags & LT_FX_TRUE_STEREO) != 0 ? 4 : MIN (n, 2u);
}

GBytes *
lt_learn_from_file (const LtFxType *type, const char *path, int64_t from, int64_t to, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  g_autofree char *name = g_filename_display_basename (path);

  if (reader == NULL)
    return NULL;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  uint32_t            n_channels = channels_of_use (type, info->n_channels);
  int64_t             end = to < 0 ? info->n_frames : MIN (to, info->n_frames);
  int64_t             n = MAX (end - MAX (from, 0), 0);
  LtFxSetup           sound = { .rate_hz = info->rate_hz, .n_channels = n_channels };

  if (!is_in_memory (n, info->rate_hz, name, error))
    return NULL;

  g_autofree float *memory = g_try_malloc_n ((gsize) MAX (n, 1) * n_channels, sizeof (float));
  if (memory == NULL)
    return fail_memory (type, error);

  float *audio[MAX_CHANNELS] = { 0 };
  for (uint32_t c = 0; c < n_channels; c++)
    audio[c] = memory + (int64_t) c * n;
  lt_reader_pick (reader, 0, n_channels);
  for (int64_t at = 0; at < n;)
    {
      uint32_t part = (uint32_t) MIN (n - at, (int64_t) 1 << 16);
      float   *out[MAX_CHANNELS] = { 0 };

      for (uint32_t c = 0; c < n_channels; c++)
        out[c] = audio[c] + at;
      lt_reader_read (reader, MAX (from, 0) + at, part, out);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      at += part;
    }
  if (lt_reader_io_errno (reader) != 0)
    {
      lt_media_error_set_read (error, path, lt_reader_io_errno (reader));
      return NULL;
    }
  return lt_learn_from_audio (type, &sound, (const float *const *) audio, n, name, error);
}

/* --- what a slot hears --- */

typedef struct
{
  float  *memory; /* two channels of n_frames */
  int64_t n_frames, at;
} Heard;

static bool
hear (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Heard   *self = data;
  uint32_t n = (uint32_t) MIN ((int64_t) n_frames, self->n_frames - self->at);

  memcpy (self->memory + self->at, in[0], n * sizeof (float));
  memcpy (self->memory + self->n_frames + self->at, in[1], n * sizeof (float));
  self->at += n;
  return true;
}

GBytes *
lt_learn_from_session (const LtSession *session, const char *folder, LtId slot_id, int64_t from, int64_t to,
                       GCancellable *cancellable, GError **error)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL && slot->type != NULL, NULL);

  int64_t   n = MAX (to - from, 0);
  LtFxSetup sound = { .rate_hz = session->rate_hz, .n_channels = 2 };
  if (!is_in_memory (n, session->rate_hz, strip->name, error))
    return NULL;

  g_autofree float *memory = g_try_malloc0_n ((gsize) MAX (n, 1) * 2, sizeof (float));
  if (memory == NULL)
    return fail_memory (slot->type, error);
  Heard             heard = { memory, n, 0 };
  g_autoptr (LtSession) cut = lt_edit_slot_alone_before (session, slot_id);
  LtRenderTarget target = { strip->id, hear, &heard };
  LtRenderJob    job = { .session = cut, .folder = folder, .from = from, .to = from + n, .compensate = true, .targets = &target, .n_targets = 1, .cancellable = cancellable };

  if (n > 0 && !lt_renderer_run (&job, error))
    return NULL;
  const float *audio[2] = { memory, memory + n };
  return lt_learn_from_audio (slot->type, &sound, audio, n, strip->name, error);
}
