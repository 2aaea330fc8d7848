// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A question to the session's map.
// Layer: studio.

#include "studio/clip-tempo.h"

#include "session/clip-sound.h"

LtClipTempo
lt_clip_tempo_of (const LtSession *session, const LtClip *clip, const LtSource *source)
{
  LtClipTempo self = { .map = session->tempo, .rate_hz = session->rate_hz, .begin = clip->pos_frames - lt_clip_sound_print_offset (clip, source) };
  double      end_s = (double) (self.begin + lt_clip_sound_print_length (clip, source)) / self.rate_hz;

  const LtTempoPoint *first = lt_tempo_map_find_tempo (self.map, lt_tempo_map_pulse (self.map, (double) self.begin / self.rate_hz));
  const LtTempoPoint *last = lt_tempo_map_find_tempo (self.map, lt_tempo_map_pulse (self.map, end_s));

  self.is_even = first == last && (!last->ramp || last == &self.map->tempos[self.map->n_tempos - 1]);
  return self;
}

double
lt_clip_tempo_at (const LtClipTempo *self, int64_t frame)
{
  return lt_tempo_map_bpm (self->map, (double) (self->begin + frame) / self->rate_hz);
}

static void
append_number (GString *text, const char *what, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "%s %s\n", what, g_ascii_dtostr (buffer, sizeof buffer, number));
}

void
lt_clip_tempo_describe (const LtClipTempo *self, GString *text)
{
  if (self->is_even)
    {
      append_number (text, "tempo", lt_clip_tempo_at (self, 0));
      return;
    }
  g_string_append_printf (text, "tempos from %" G_GINT64_FORMAT "\n", self->begin);
  for (uint32_t i = 0; i < self->map->n_tempos; i++)
    {
      const LtTempoPoint *point = &self->map->tempos[i];

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %d", point->pulse, point->ramp);
      append_number (text, "", point->bpm);
    }
}
