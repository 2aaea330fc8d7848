// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two states of a clip's stretch, pitch and effects.
// Layer: session.

#include "session/diff-private.h"
#include "session/session-private.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *
name_of (LtStretchQuality quality)
{
  static const char *const names[] = { N_ ("finer"), N_ ("faster, crisp"), N_ ("faster, mixed"), N_ ("faster, smooth") };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == LT_N_STRETCHES);
  return _ (names[quality]);
}

/* As strips of the clip's name, with its effects. */
static void
compare_slots (LtDiff *self, const char *where, const LtClip *from, const LtClip *to)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  LtStrip was = { .name = (char *) where, .slots = from->sound.slots != NULL ? from->sound.slots : none };
  LtStrip is = { .name = (char *) where, .slots = to->sound.slots != NULL ? to->sound.slots : none };

  lt_diff_strip_slots (self, &was, &is);
}

bool
lt_diff_clip_is_as_long (const LtClip *from, const LtClip *to)
{
  double by = to->sound.stretch / from->sound.stretch;

  return by == 1.0 ? from->length_frames == to->length_frames : fabs ((double) from->length_frames * by - (double) to->length_frames) <= 1.0;
}

void
lt_diff_clip_sound (LtDiff *self, const char *where, const LtClip *from, const LtClip *to)
{
  const LtClipSound *was = &from->sound, *is = &to->sound;

  if (was->stretch != is->stretch)
    lt_diff_nodes_say (self, _ ("%s: stretch %.2f %% → %.2f %%"), where, 100.0 * was->stretch, 100.0 * is->stretch);
  if (was->pitch_cents != is->pitch_cents)
    lt_diff_nodes_say (self, _ ("%s: pitch %+.1f ct → %+.1f ct"), where, was->pitch_cents, is->pitch_cents);
  if (was->quality != is->quality)
    lt_diff_nodes_say (self, _ ("%s: stretch quality %s → %s"), where, name_of (was->quality), name_of (is->quality));
  if (was->formants != is->formants)
    lt_diff_nodes_say (self, is->formants ? _ ("%s: the pitch leaves formants as they are") : _ ("%s: the pitch moves formants"), where);
  compare_slots (self, where, from, to);
}
