// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Windows and frames of what clips work over.
// Layer: session.

#include "session/clip-sound.h"

#include "session/session-private.h"

#include <math.h>

#define MARGIN_S 2.0 /* before and after what is played: room for trims, and for effects to come in */

bool
lt_clip_sound_is_unset (const LtClip *clip)
{
  return clip->sound.stretch == 1.0 && clip->sound.pitch_cents == 0.0 && clip->sound.slots == NULL;
}

static bool
has_work (const LtSlot *slot)
{
  return slot->type != NULL && !slot->bypass;
}

bool
lt_clip_sound_is_plain (const LtClip *clip)
{
  if (clip->sound.stretch != 1.0 || clip->sound.pitch_cents != 0.0)
    return false;
  for (guint i = 0; clip->sound.slots != NULL && i < clip->sound.slots->len; i++)
    if (has_work (clip->sound.slots->pdata[i]))
      return false;
  return true;
}

/* Ids tell nothing of the sound. */
static bool
same_slot (const LtSlot *a, const LtSlot *b)
{
  if (a == b)
    return true;
  return g_str_equal (a->effect, b->effect) && a->bypass == b->bypass && a->level_db == b->level_db && g_strcmp0 (a->blob, b->blob) == 0
         && a->type != NULL && lt_slot_has_values (a, b->values);
}

static bool
same_slots (const GPtrArray *a, const GPtrArray *b)
{
  if (a == b)
    return true;
  if (a == NULL || b == NULL || a->len != b->len)
    return false;
  for (guint i = 0; i < a->len; i++)
    if (!same_slot (a->pdata[i], b->pdata[i]))
      return false;
  return true;
}

bool
lt_clip_sound_is_alike (const LtClip *a, const LtClip *b)
{
  const LtClipSound *x = &a->sound, *y = &b->sound;

  return x->stretch == y->stretch && x->pitch_cents == y->pitch_cents && x->quality == y->quality && x->formants == y->formants
         && same_slots (x->slots, y->slots);
}

bool
lt_clip_sound_is_same (const LtClip *a, const LtClip *b)
{
  return a->sound.print_from == b->sound.print_from && a->sound.print_to == b->sound.print_to && lt_clip_sound_is_alike (a, b);
}

int64_t
lt_clip_sound_stretched (int64_t n_frames, double stretch)
{
  if (stretch == 1.0)
    return CLAMP (n_frames, 1, LT_FRAMES_MAX);
  return (int64_t) CLAMP (rint ((double) n_frames * stretch), 1.0, (double) LT_FRAMES_MAX);
}

void
lt_clip_sound_played (const LtClip *clip, int64_t at, int64_t length, int64_t *first, int64_t *last)
{
  int64_t from = clip->offset_frames + (clip->reverse ? clip->length_frames - at - length : at);

  *first = (int64_t) floor ((double) from / clip->sound.stretch);
  *last = (int64_t) ceil ((double) (from + length) / clip->sound.stretch);
}

double
lt_clip_sound_place (const LtClip *clip, double source_frame)
{
  double in_clip = source_frame * clip->sound.stretch - (double) clip->offset_frames;

  return (double) clip->pos_frames + (clip->reverse ? (double) clip->length_frames - in_clip : in_clip);
}

void
lt_clip_sound_window (const LtClip *clip, const LtSource *source, int64_t *from, int64_t *to)
{
  const LtClipSound *sound = &clip->sound;

  *from = 0;
  *to = MAX (source->n_frames, 1);
  if (sound->print_from >= sound->print_to)
    return;

  int64_t first, last;

  lt_clip_sound_played (clip, 0, clip->length_frames, &first, &last);
  *from = CLAMP (MIN (sound->print_from, first), 0, *to - 1);
  *to = CLAMP (MAX (sound->print_to, last), *from + 1, *to);
}

/* Where frame @source_frame of the source, an end of the window, is in the source stretched. Both ends are rounded alike, so that what
   lies within them before is within them behind. */
static int64_t
end_of_print (const LtClip *clip, int64_t source_frame)
{
  return source_frame > 0 ? lt_clip_sound_stretched (source_frame, clip->sound.stretch) : 0;
}

int64_t
lt_clip_sound_print_length (const LtClip *clip, const LtSource *source)
{
  int64_t from, to;

  lt_clip_sound_window (clip, source, &from, &to);
  return MAX (end_of_print (clip, to) - end_of_print (clip, from), 1);
}

int64_t
lt_clip_sound_print_offset (const LtClip *clip, const LtSource *source)
{
  int64_t from, to;

  lt_clip_sound_window (clip, source, &from, &to);
  return clip->reverse ? end_of_print (clip, to) - (clip->offset_frames + clip->length_frames) : clip->offset_frames - end_of_print (clip, from);
}

void
lt_clip_sound_cover (LtClip *self, const LtClip *old, const LtSession *session)
{
  const LtSource *source = lt_session_find_source (session, self->source_id);
  LtClipSound    *sound = &self->sound;
  bool            has_all = sound->print_from >= sound->print_to;
  int64_t         first, last, end = source != NULL ? source->n_frames : 0, margin = llround (MARGIN_S * session->rate_hz);

  if (lt_clip_sound_is_unset (self) || end <= 0)
    {
      sound->print_from = sound->print_to = 0;
      return;
    }

  lt_clip_sound_played (self, 0, self->length_frames, &first, &last);
  if (has_all ? !lt_clip_sound_is_unset (old) : first >= sound->print_from && MIN (last, end) <= sound->print_to)
    return;
  first = CLAMP (first - margin, 0, end);
  last = CLAMP (last + margin, 0, end);
  sound->print_from = has_all ? first : MIN (first, sound->print_from);
  sound->print_to = has_all ? last : MAX (last, sound->print_to);
  if (sound->print_from >= sound->print_to || (sound->print_from == 0 && sound->print_to >= end))
    sound->print_from = sound->print_to = 0;
}

const LtSlot *
lt_clip_sound_find_slot (const LtClip *clip, LtId slot_id)
{
  int at = clip->sound.slots != NULL ? lt_nodes_find (clip->sound.slots, slot_id) : -1;

  return at >= 0 ? clip->sound.slots->pdata[at] : NULL;
}

const LtSlot *
lt_clip_sound_find (const LtSession *session, LtId slot_id, const LtClip **clip, const LtTrack **track)
{
  for (guint t = 0; t < session->tracks->len; t++)
    {
      const LtTrack *candidate = session->tracks->pdata[t];

      for (guint i = 0; i < candidate->clips->len; i++)
        {
          const LtClip *of = candidate->clips->pdata[i];
          const LtSlot *slot = lt_clip_sound_find_slot (of, slot_id);

          if (slot == NULL)
            continue;
          if (clip != NULL)
            *clip = of;
          if (track != NULL)
            *track = candidate;
          return slot;
        }
    }
  return NULL;
}
