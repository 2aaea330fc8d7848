// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stretch, pitch and effects of a clip on the command line.
// Layer: cli.

#include "cli/cli-clip-sound.h"

#include "session/clip-sound.h"
#include "session/edit-clip-fx.h"
#include "session/edit-slot.h"
#include "session/strip-key.h"
#include "session/value-text.h"
#include "session/words.h"
#include "studio/clip-print.h"

#include <glib/gi18n.h>
#include <string.h>

static const LtParamSpec pitch_row
    = { .key = "pitch", .label = N_ ("Pitch"), .min = (float) -LT_CLIP_PITCH_MAX_CENTS, .max = (float) LT_CLIP_PITCH_MAX_CENTS };
static const LtParamSpec stretch_row = {
  .key = "stretch", .label = N_ ("Stretch"), .unit = LT_UNIT_PERCENT, .min = (float) (100.0 * LT_CLIP_STRETCH_MIN), .max = (float) (100.0 * LT_CLIP_STRETCH_MAX)
};
static const LtParamSpec switch_row = { .key = "formants", .label = N_ ("Keep formants"), .curve = LT_CURVE_STEP, .max = 1.0f };

LtStrip
lt_cli_clip_sound_as_strip (const LtClip *clip, GPtrArray *none)
{
  return (LtStrip) { .name = clip->name, .slots = clip->sound.slots != NULL ? clip->sound.slots : none };
}

bool
lt_cli_clip_sound_has_number (const char *verb, char **words)
{
  guint min = strcmp (verb, "plain") == 0 ? 0 : 1; /* words that it needs besides */

  return g_strv_length (words) > min && words[0][strspn (words[0], "0123456789")] == '\0';
}

static LtSession *
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, sentence);
  return NULL;
}

/* The values are kept where they can't be heard; they are not made there. */
static bool
can_stretch (GError **error)
{
  const char *obstacle = lt_clip_print_get_obstacle ();

  if (obstacle != NULL)
    g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, obstacle);
  return obstacle == NULL;
}

/* --- stretch and pitch --- */

static LtSession *
stretch (const LtSession *session, const LtClip *clip, const char *text, GError **error)
{
  double percent;

  if (!lt_value_text_parse (&stretch_row, text, &percent, error) || (percent != 100.0 && !can_stretch (error)))
    return NULL;
  return lt_edit_clip_fx_stretch (session, clip->id, percent / 100.0);
}

static LtSession *
fit (const LtSession *session, const LtClip *clip, const char *text, GError **error)
{
  int64_t length;

  if (!lt_cli_parse_time (text, session->rate_hz, &length, error) || !can_stretch (error))
    return NULL;

  double ratio = clip->sound.stretch * (double) length / (double) clip->length_frames;
  if (ratio >= LT_CLIP_STRETCH_MIN && ratio <= LT_CLIP_STRETCH_MAX)
    return lt_edit_clip_fx_stretch_to (session, clip->id, length, false);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("That would be %.1f %% of what was recorded; a clip can be stretched to 25 to 400 %%."), 100.0 * ratio);
  return NULL;
}

static LtSession *
pitch (const LtSession *session, const LtClip *clip, const char *text, GError **error)
{
  g_autofree char *number = g_str_has_suffix (text, "ct") ? g_strndup (text, strlen (text) - 2) : g_strdup (text);
  double           cents;

  if (!lt_value_text_parse (&pitch_row, number, &cents, error) || (cents != 0.0 && !can_stretch (error)))
    return NULL;
  return lt_edit_clip_fx_pitch (session, clip->id, cents);
}

static LtSession *
quality (const LtSession *session, const LtClip *clip, const char *text, GError **error)
{
  int at = lt_words_find (lt_words_stretch, text);

  if (at < 0)
    return fail (error, _ ("A quality is finer, crisp, mixed or smooth."));
  return lt_edit_clip_fx_quality (session, clip->id, (LtStretchQuality) at, clip->sound.formants);
}

static LtSession *
formants (const LtSession *session, const LtClip *clip, const char *text, GError **error)
{
  double on;

  return lt_value_text_parse (&switch_row, text, &on, error) ? lt_edit_clip_fx_quality (session, clip->id, clip->sound.quality, on != 0.0) : NULL;
}

/* --- effects --- */

static const LtSlot *
find_slot (const LtClip *clip, const char *name, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  LtStrip strip = lt_cli_clip_sound_as_strip (clip, none);

  for (guint i = 0; i < strip.slots->len; i++)
    {
      const LtSlot    *slot = g_ptr_array_index (strip.slots, i);
      g_autofree char *is = lt_strip_key_dup_slot_name (&strip, slot);

      if (g_str_equal (is, name))
        return slot;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", is);
    }
  if (names->len == 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The clip “%s” has no effects; add one with effect add."), clip->name);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The clip “%s” has no effect “%s”. It has: %s."), clip->name, name, names->str);
  return NULL;
}

/* "ratio=4", "bypass=on", "level=-2". */
static LtSession *
set_value (const LtSession *session, LtId slot_id, const char *assignment, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (assignment, "=", 2);
  const LtSlot *slot = lt_session_find_slot (session, slot_id, NULL);
  int           p = slot->type != NULL ? lt_param_find (slot->type->params, slot->type->n_params, parts[0]) : -1;
  double        value;

  if (g_strv_length (parts) != 2)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is no assignment; write it like ratio=4."), assignment);
      return NULL;
    }
  if (p >= 0)
    return lt_value_text_parse (&slot->type->params[p], parts[1], &value, error) ? lt_edit_slot_value (session, slot_id, (uint32_t) p, (float) value) : NULL;
  if (strcmp (parts[0], "bypass") == 0)
    return lt_value_text_parse (&switch_row, parts[1], &value, error) ? lt_edit_slot_bypass (session, slot_id, value != 0.0) : NULL;
  if (strcmp (parts[0], "level") == 0)
    return lt_value_text_parse (&lt_slot_level_row, parts[1], &value, error) ? lt_edit_slot_level (session, slot_id, value) : NULL;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no “%s”; lathe effects %s lists what it has."), slot->effect, parts[0], slot->effect);
  return NULL;
}

static LtSession *
set_values (const LtSession *session, LtId slot_id, char **assignments, GError **error)
{
  LtSession *next = lt_session_ref (session);

  for (char **one = assignments; *one != NULL; one++)
    {
      LtSession *changed = set_value (next, slot_id, *one, error);

      lt_session_take (&next, changed);
      if (changed == NULL)
        return NULL;
    }
  return next;
}

static LtSession *
add_effect (const LtSession *session, const LtClip *clip, char **words, GError **error)
{
  const LtFxType *type = lt_fx_find (words[0]);
  LtId            id;

  if (type == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no effect “%s”; lathe effects lists them."), words[0]);
      return NULL;
    }
  g_autoptr (LtSession) next = lt_edit_clip_fx_add_slot (session, clip->id, type, -1, NULL, &id);
  return set_values (next, id, words + 1, error);
}

static LtSession *
move_effect (const LtSession *session, const LtClip *clip, const LtSlot *slot, const char *to, GError **error)
{
  guint64 place;

  if (g_ascii_string_to_unsigned (to, 10, 1, clip->sound.slots->len, &place, NULL))
    return lt_edit_clip_fx_move_slot (session, slot->id, (int) place - 1);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is no place among the effects of the clip; it is 1 to %u."), to, clip->sound.slots->len);
  return NULL;
}

const char *
lt_cli_clip_sound_get_effect_use (void)
{
  return _ ("Say effect add EFFECT [PARAM=VALUE…], set SLOT PARAM=VALUE…, move SLOT PLACE or remove SLOT.");
}

static LtSession *
effect (const LtSession *session, const LtClip *clip, char **words, GError **error)
{
  guint         n = g_strv_length (words);
  const LtSlot *slot;

  if (n >= 2 && strcmp (words[0], "add") == 0)
    return add_effect (session, clip, words + 1, error);
  if (n < 2 || (strcmp (words[0], "remove") == 0 && n != 2) || (strcmp (words[0], "move") == 0 && n != 3) || (strcmp (words[0], "set") == 0 && n < 3))
    return fail (error, lt_cli_clip_sound_get_effect_use ());
  if (strcmp (words[0], "remove") != 0 && strcmp (words[0], "move") != 0 && strcmp (words[0], "set") != 0)
    return fail (error, lt_cli_clip_sound_get_effect_use ());
  if ((slot = find_slot (clip, words[1], error)) == NULL)
    return NULL;
  if (strcmp (words[0], "remove") == 0)
    return lt_edit_slot_remove (session, slot->id);
  return strcmp (words[0], "move") == 0 ? move_effect (session, clip, slot, words[2], error) : set_values (session, slot->id, words + 2, error);
}

/* --- the verbs --- */

LtSession *
lt_cli_clip_sound_edit (const LtSession *session, const LtClip *clip, const char *verb, char **words, GError **error)
{
  static const struct
  {
    const char *verb;
    LtSession *(*edit) (const LtSession *session, const LtClip *clip, const char *text, GError **error);
  } verbs[] = { { "stretch", stretch }, { "fit", fit }, { "pitch", pitch }, { "quality", quality }, { "formants", formants } };
  guint n = g_strv_length (words);

  if (strcmp (verb, "plain") == 0)
    return n == 0 ? lt_edit_clip_fx_reset (session, clip->id) : fail (error, _ ("There is a word too many."));
  if (strcmp (verb, "effect") == 0)
    return effect (session, clip, words, error);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verb, verbs[i].verb) == 0)
      return n == 1 ? verbs[i].edit (session, clip, words[0], error) : fail (error, n == 0 ? _ ("Something is missing.") : _ ("There is a word too many."));
  g_return_val_if_reached (NULL);
}

char *
lt_cli_clip_sound_dup_words (const LtClip *clip)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *slots = clip->sound.slots;

  if (clip->sound.stretch != 1.0)
    g_string_append_printf (text, _ ("stretch %.2f %%"), 100.0 * clip->sound.stretch);
  if (clip->sound.pitch_cents != 0.0)
    g_string_append_printf (text, "%s%+.1f ct", text->len > 0 ? ", " : "", clip->sound.pitch_cents);
  if (text->len > 0)
    g_string_append_printf (text, " (%s%s)", lt_words_stretch[clip->sound.quality], clip->sound.formants ? _ (", formants kept") : "");
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i);

      g_string_append_printf (text, "%s%s%s", text->len > 0 ? ", " : "", slot->type != NULL ? _ (slot->type->label) : slot->effect,
                              slot->bypass ? _ (" (bypassed)") : "");
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
