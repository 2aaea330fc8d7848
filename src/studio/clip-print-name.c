// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A text of everything, and its checksum.
// Layer: studio.

#include "studio/clip-print-name.h"

#include "media/stretcher.h"
#include "session/clip-sound.h"
#include "session/slot-memo.h"
#include "studio/clip-tempo.h"

#define VERSION 1 /* of what is done in clip-print.c */
#define TAIL_VERSION 1
#define N_TEXTS 64u

/* A line a value, of the settings with its hash that were asked for last: putting ninety numbers into words takes longer than
   all else of a name. */
typedef struct
{
  LtSlotMemo memo;
  GString   *lines;
} Text;

static GMutex lock;
static Text   texts[N_TEXTS];

static bool
is_stretched (const LtClip *clip)
{
  return clip->sound.stretch != 1.0 || clip->sound.pitch_cents != 0.0;
}

static bool
is_at_work (const LtSlot *slot)
{
  return slot->type != NULL && !slot->bypass;
}

/* Under the lock. */
static void
write_values (GString *lines, const LtSlot *slot)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_truncate (lines, 0);
  for (uint32_t i = 0; i < slot->type->n_params; i++)
    g_string_append_printf (lines, "%s %s\n", slot->type->params[i].key, g_ascii_dtostr (number, sizeof number, (double) slot->values[i]));
}

static void
describe_values (GString *text, const LtSlot *slot)
{
  Text *known = &texts[lt_slot_memo_hash (slot) % N_TEXTS];

  g_mutex_lock (&lock);
  if (known->lines == NULL)
    known->lines = g_string_new (NULL);
  if (!lt_slot_memo_is_of (&known->memo, slot))
    {
      write_values (known->lines, slot);
      lt_slot_memo_set (&known->memo, slot);
    }
  g_string_append_len (text, known->lines->str, (gssize) known->lines->len);
  g_mutex_unlock (&lock);
}

static void
describe_slot (GString *text, const LtSlot *slot)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "effect %s %s %s %s\n", LATHE_VERSION, slot->effect, slot->blob != NULL ? slot->blob : "-",
                          g_ascii_dtostr (number, sizeof number, slot->level_db));
  describe_values (text, slot);
}

/* Times as parts of a bar: another tempo is another sound. */
static bool
follows_tempo (const LtSlot *slot)
{
  return lt_param_find (slot->type->params, slot->type->n_params, "note") >= 0;
}

static void
describe_effects (GString *text, const LtSession *session, const LtClip *clip, const LtSource *source)
{
  LtClipTempo tempo = lt_clip_tempo_of (session, clip, source);

  for (guint i = 0; clip->sound.slots != NULL && i < clip->sound.slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (clip->sound.slots, i);

      if (!is_at_work (slot))
        continue;
      describe_slot (text, slot);
      if (follows_tempo (slot))
        lt_clip_tempo_describe (&tempo, text);
    }
}

static GString *
describe (const LtSession *session, const LtClip *clip, const LtSource *source, const char *identity)
{
  GString *text = g_string_new (NULL);
  char     number[G_ASCII_DTOSTR_BUF_SIZE];
  int64_t  from, to;

  lt_clip_sound_window (clip, source, &from, &to);
  g_string_append_printf (text, "clip print %d\nsource %s\nrate %s\nwindow %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", VERSION, identity,
                          g_ascii_dtostr (number, sizeof number, session->rate_hz), from, to, clip->reverse ? "backwards" : "forwards");
  if (is_stretched (clip))
    {
      const char *version = lt_stretcher_version ();

      g_string_append_printf (text, "stretch %s\n", g_ascii_dtostr (number, sizeof number, clip->sound.stretch));
      g_string_append_printf (text, "pitch %s\n", g_ascii_dtostr (number, sizeof number, clip->sound.pitch_cents));
      g_string_append_printf (text, "quality %d %d %s\n", clip->sound.quality, clip->sound.formants, version != NULL ? version : "none");
    }
  if (clip->sound.slots != NULL)
    describe_effects (text, session, clip, source);
  return text;
}

static GChecksum *
checksum_of (const LtSession *session, const LtClip *clip, const LtSource *source, const char *identity)
{
  g_autoptr (GString) text = describe (session, clip, source, identity);
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) text->str, (gssize) text->len);
  return sum;
}

static char *
dup_tail (const GChecksum *print, const LtClipPrintTail *tail)
{
  g_autoptr (GChecksum) sum = g_checksum_copy (print);
  g_autofree char *text = g_strdup_printf ("tail %d\ncut %" G_GINT64_FORMAT "\nfade %" G_GINT64_FORMAT " %d\nlength %" G_GINT64_FORMAT "\n", TAIL_VERSION,
                                           tail->cut, tail->fade, tail->shape, tail->n_frames);

  g_checksum_update (sum, (const guchar *) text, -1);
  return g_strdup (g_checksum_get_string (sum));
}

char *
lt_clip_print_name_dup (const LtSession *session, const LtClip *clip, const LtSource *source, const char *identity, const LtClipPrintTail *tail,
                        char **tail_name)
{
  g_autoptr (GChecksum) sum = checksum_of (session, clip, source, identity);

  if (tail != NULL)
    *tail_name = dup_tail (sum, tail);
  return g_strdup (g_checksum_get_string (sum));
}
