// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of values: STRIP.fader, STRIP.SLOT.PARAM, STRIP.send:BUS.level.
// Layer: session.

#include "session/strip-key.h"

#include "session/edit-folder.h"
#include "session/edit-group.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-vca.h"
#include "session/value-text.h"

#include <glib/gi18n.h>

#define SEND "send:" /* before the bus's name */

static const LtParamSpec bypass_row
    = { .key = "bypass", .label = N_ ("Bypass"), .curve = LT_CURVE_STEP, .max = 1.0f };
static const LtParamSpec listen_pre_row = {
  .key = "sidechain-pre", .label = N_ ("Side-chain before the fader"), .curve = LT_CURVE_STEP, .max = 1.0f
};
static const LtParamSpec delay_row = {
  .key = "delay", .label = N_ ("Delay"), .unit = LT_UNIT_MS, .min = -1000.0f * (float) LT_STRIP_DELAY_MAX_S, .max = 1000.0f * (float) LT_STRIP_DELAY_MAX_S
};
static const LtParamSpec send_pre_row
    = { .key = "pre", .label = N_ ("Before the fader"), .curve = LT_CURVE_STEP, .max = 1.0f };
static const LtParamSpec folded_row
    = { .key = "folded", .label = N_ ("Folded"), .curve = LT_CURVE_STEP, .max = 1.0f };
static const LtParamSpec colour_row
    = { .key = "colour", .label = N_ ("Colour"), .curve = LT_CURVE_STEP, .max = 12.0f };

char *
lt_strip_key_dup_slot_name (const LtStrip *strip, const LtSlot *slot)
{
  guint n = 1;

  for (guint i = 0; i < strip->slots->len && strip->slots->pdata[i] != slot; i++)
    n += strcmp (((const LtSlot *) strip->slots->pdata[i])->effect, slot->effect) == 0 ? 1 : 0;
  return n == 1 ? g_strdup (slot->effect) : g_strdup_printf ("%s#%u", slot->effect, n);
}

char *
lt_strip_key_dup_owner_name (const LtSession *session, const LtStrip *strip, LtId owner_id)
{
  const LtSlot  *slot = owner_id != 0 ? lt_strip_find_slot (strip, owner_id) : NULL;
  const LtSend  *send = owner_id != 0 ? lt_strip_find_send (strip, owner_id) : NULL;
  const LtStrip *to = send != NULL ? lt_session_find_strip (session, send->to_id) : NULL;

  if (to != NULL)
    return g_strconcat (SEND, to->name, NULL);
  return slot != NULL ? lt_strip_key_dup_slot_name (strip, slot) : NULL;
}

static const LtSlot *
find_slot (const LtStrip *strip, const char *name)
{
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot    *slot = strip->slots->pdata[i];
      g_autofree char *own = lt_strip_key_dup_slot_name (strip, slot);
      g_autofree char *first = g_strconcat (slot->effect, "#1", NULL);

      if (g_ascii_strcasecmp (own, name) == 0
          || (strcmp (own, slot->effect) == 0 && g_ascii_strcasecmp (first, name) == 0))
        return slot;
    }
  return NULL;
}

static void
add_word (GString *list, const char *word)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", word);
}

static bool
no_strip (const LtSession *session, const char *name, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (uint32_t i = 0; i + 2 < lt_session_n_strips (session); i++)
    add_word (list, lt_session_get_strip (session, i)->name);
  add_word (list, "mix");
  add_word (list, "master");
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
               _ ("There is no track or bus “%s”. There are: %s"), name, list->str);
  return false;
}

static bool
no_value (const LtStrip *strip, const char *name, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < LT_STRIP_N_VALUES; i++)
    if (lt_strip_kind_has (strip->kind, (LtStripValue) i))
      add_word (list, lt_strip_rows[i].key);
  if (strip->kind <= LT_STRIP_BUS)
    add_word (list, "delay, output, group");
  if (strip->kind <= LT_STRIP_VCA)
    add_word (list, "vca");
  if (strip->folder)
    add_word (list, folded_row.key);
  add_word (list, "name");
  add_word (list, "colour");
  for (guint i = 0; i < strip->slots->len; i++)
    {
      g_autofree char *slot_name = lt_strip_key_dup_slot_name (strip, strip->slots->pdata[i]);

      add_word (list, slot_name);
    }
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
               _ ("“%s” has no “%s”. It has: %s"), strip->name, name, list->str);
  return false;
}

static bool
no_param (const LtStrip *strip, const LtSlot *slot, const char *name, GError **error)
{
  g_autofree char *slot_name = lt_strip_key_dup_slot_name (strip, slot);
  g_autoptr (GString) list = g_string_new (NULL);

  for (uint32_t i = 0; slot->type != NULL && i < slot->type->n_params; i++)
    add_word (list, slot->type->params[i].key);
  add_word (list, "bypass");
  add_word (list, lt_slot_level_row.key);
  if (slot->type != NULL && (slot->type->flags & LT_FX_KEY) != 0)
    add_word (list, "sidechain, sidechain-pre");
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
               _ ("“%s” of “%s” has no parameter “%s”. It has: %s"), slot_name, strip->name, name,
               list->str);
  return false;
}

static bool
resolve_param (
    const LtStrip *strip, const LtSlot *slot, const char *name, LtStripKey *key, GError **error)
{
  int at = slot->type != NULL ? lt_param_find (slot->type->params, slot->type->n_params, name) : -1;

  key->slot_id = slot->id;
  if (strcmp (name, "bypass") == 0)
    {
      key->kind = LT_STRIP_KEY_BYPASS;
      key->row = &bypass_row;
      return true;
    }
  if (strcmp (name, lt_slot_level_row.key) == 0)
    {
      key->kind = LT_STRIP_KEY_LEVEL;
      key->row = &lt_slot_level_row;
      return true;
    }
  if (at >= 0)
    {
      key->kind = LT_STRIP_KEY_PARAM;
      key->param = (uint32_t) at;
      key->row = &slot->type->params[at];
      return true;
    }
  if (strcmp (name, "sidechain") == 0)
    {
      key->kind = LT_STRIP_KEY_LISTEN;
      return true;
    }
  if (strcmp (name, "sidechain-pre") == 0)
    {
      key->kind = LT_STRIP_KEY_LISTEN_PRE;
      key->row = &listen_pre_row;
      return true;
    }
  return no_param (strip, slot, name, error);
}

static bool
resolve_own (const LtStrip *strip, const char *name, LtStripKey *key, GError **error)
{
  int           at = lt_param_find (lt_strip_rows, LT_STRIP_N_VALUES, name);
  const LtSlot *slot = find_slot (strip, name);

  if (at >= 0 && lt_strip_kind_has (strip->kind, (LtStripValue) at))
    {
      key->kind = LT_STRIP_KEY_VALUE;
      key->value = (LtStripValue) at;
      key->row = &lt_strip_rows[at];
    }
  else if (strcmp (name, "output") == 0)
    key->kind = LT_STRIP_KEY_OUTPUT;
  else if (strcmp (name, "name") == 0)
    key->kind = LT_STRIP_KEY_NAME;
  else if (strcmp (name, "group") == 0 && strip->kind <= LT_STRIP_BUS)
    key->kind = LT_STRIP_KEY_GROUP;
  else if (strcmp (name, "vca") == 0 && strip->kind <= LT_STRIP_VCA)
    key->kind = LT_STRIP_KEY_VCA;
  else if (strcmp (name, folded_row.key) == 0 && strip->folder)
    {
      key->kind = LT_STRIP_KEY_FOLDED;
      key->row = &folded_row;
    }
  else if (strcmp (name, "delay") == 0 && strip->kind <= LT_STRIP_BUS)
    {
      key->kind = LT_STRIP_KEY_DELAY;
      key->row = &delay_row;
    }
  else if (strcmp (name, "colour") == 0)
    {
      key->kind = LT_STRIP_KEY_COLOUR;
      key->row = &colour_row;
    }
  else if (slot != NULL)
    {
      key->kind = LT_STRIP_KEY_SLOT;
      key->slot_id = slot->id;
    }
  else
    return no_value (strip, name, error);
  return true;
}

static bool
no_send (const LtSession *session, const LtStrip *strip, const char *name, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < strip->sends->len; i++)
    {
      const LtStrip *to = lt_session_find_strip (session, ((const LtSend *) strip->sends->pdata[i])->to_id);

      add_word (list, to != NULL ? to->name : "?");
    }
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("“%s” has no send to “%s”. It sends to: %s"), strip->name, name,
               list->len > 0 ? list->str : _ ("nobody"));
  return false;
}

static const LtSend *
find_send (const LtStrip *strip, const LtStrip *to)
{
  for (guint i = 0; to != NULL && i < strip->sends->len; i++)
    if (((const LtSend *) strip->sends->pdata[i])->to_id == to->id)
      return strip->sends->pdata[i];
  return NULL;
}

static bool
resolve_send_value (const char *name, LtStripKey *key, GError **error)
{
  int at = lt_param_find (lt_send_rows, LT_SEND_N_VALUES, name);
  g_autoptr (GString) list = g_string_new (send_pre_row.key);

  if (at >= 0)
    {
      key->send = (LtSendValue) at;
      key->row = &lt_send_rows[at];
      return true;
    }
  if (strcmp (name, send_pre_row.key) == 0)
    {
      key->kind = LT_STRIP_KEY_SEND_PRE;
      key->row = &send_pre_row;
      return true;
    }
  for (guint i = 0; i < LT_SEND_N_VALUES; i++)
    add_word (list, lt_send_rows[i].key);
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("A send has no “%s”. It has: %s"), name, list->str);
  return false;
}

/* @rest: what follows "send:"; the bus's name may hold points. */
static bool
resolve_send (const LtSession *session, const LtStrip *strip, const char *rest, LtStripKey *key, GError **error)
{
  const LtSend    *send = find_send (strip, lt_session_find_strip_named (session, rest));
  const char      *point = strrchr (rest, '.');
  g_autofree char *name = point != NULL ? g_strndup (rest, (gsize) (point - rest)) : g_strdup (rest);

  key->kind = LT_STRIP_KEY_SEND;
  if (send == NULL && point != NULL)
    {
      send = find_send (strip, lt_session_find_strip_named (session, name));
      key->kind = LT_STRIP_KEY_SEND_VALUE;
    }
  if (send == NULL)
    return no_send (session, strip, name, error);
  key->slot_id = send->id;
  if (key->kind == LT_STRIP_KEY_SEND)
    return true;

  return resolve_send_value (point + 1, key, error);
}

/* What follows the strip's name and its point. */
static bool
resolve_rest (const LtSession *session, const LtStrip *strip, const char *rest, LtStripKey *key, GError **error)
{
  const char *point = strchr (rest, '.');

  *key = (LtStripKey){ .strip_id = strip->id };
  if (g_str_has_prefix (rest, SEND))
    return resolve_send (session, strip, rest + strlen (SEND), key, error);
  if (point == NULL)
    return resolve_own (strip, rest, key, error);

  g_autofree char *slot_name = g_strndup (rest, (gsize) (point - rest));
  const LtSlot    *slot = find_slot (strip, slot_name);

  return slot != NULL ? resolve_param (strip, slot, point + 1, key, error)
                      : no_value (strip, slot_name, error);
}

bool
lt_strip_key_resolve (const LtSession *session, const char *text, LtStripKey *key, GError **error)
{
  g_autofree char *valid = g_strstrip (g_utf8_make_valid (text, -1));
  g_autoptr (GError) first = NULL;

  /* Names may hold points: the longest one that is a strip's and leads to something counts. */
  for (char *point = strrchr (valid, '.'); point != NULL;
       point = g_strrstr_len (valid, point - valid, "."))
    {
      g_autofree char *name = g_strndup (valid, (gsize) (point - valid));
      const LtStrip   *strip = lt_session_find_strip_named (session, name);

      if (strip == NULL)
        continue;
      if (resolve_rest (session, strip, point + 1, key, first == NULL ? &first : NULL))
        return true;
    }
  if (first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return false;
    }
  if (strchr (valid, '.') == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” names no value: write STRIP.fader or STRIP.EFFECT.PARAMETER"), valid);
      return false;
    }
  *strchr (valid, '.') = '\0';
  return no_strip (session, valid, error);
}

static LtSession *
set_output (const LtSession *session, LtId strip_id, const char *name, GError **error)
{
  const LtStrip *to = lt_session_find_strip_named (session, name);

  if (to == NULL)
    {
      no_strip (session, name, error);
      return NULL;
    }
  return lt_edit_strip_output (session, strip_id, to->id, error);
}

static LtSession *
set_listen (const LtSession *session, LtId slot_id, const char *name, GError **error)
{
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, NULL);
  const LtStrip *from = lt_session_find_strip_named (session, name);
  LtStripKey     send;

  if (from == NULL && g_ascii_strcasecmp (name, "none") == 0)
    return lt_edit_slot_key (session, slot_id, 0, false, error);
  if (from == NULL && lt_strip_key_resolve (session, name, &send, NULL) && send.kind == LT_STRIP_KEY_SEND)
    return lt_edit_slot_key (session, slot_id, send.slot_id, false, error);
  if (from == NULL)
    {
      no_strip (session, name, error);
      return NULL;
    }
  return lt_edit_slot_key (session, slot_id, from->id, slot->key_pre, error);
}

/* "none" is nobody, whatever is called so. */
static LtSession *
set_group (const LtSession *session, LtId strip_id, const char *name, GError **error)
{
  bool           out = g_ascii_strcasecmp (name, "none") == 0;
  const LtGroup *group = out ? NULL : lt_edit_group_find (session, name);
  g_autoptr (GString) list = g_string_new (NULL);

  if (group != NULL || out)
    return lt_edit_group_put (session, strip_id, group != NULL ? group->id : 0, error);
  for (guint i = 0; i < session->groups->len; i++)
    add_word (list, ((const LtGroup *) session->groups->pdata[i])->name);
  add_word (list, "none");
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
               _ ("There is no group “%s”. There are: %s"), name, list->str);
  return NULL;
}

static LtSession *
set_vca (const LtSession *session, LtId strip_id, const char *name, GError **error)
{
  bool           out = g_ascii_strcasecmp (name, "none") == 0;
  const LtStrip *vca = out ? NULL : lt_session_find_strip_named (session, name);
  g_autoptr (GString) list = g_string_new (NULL);

  if (vca != NULL || out)
    return lt_edit_vca_assign (session, strip_id, vca != NULL ? vca->id : 0, error);
  for (guint i = 0; i < session->vcas->len; i++)
    add_word (list, ((const LtStrip *) session->vcas->pdata[i])->name);
  add_word (list, "none");
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("There is no VCA “%s”. There are: %s"), name, list->str);
  return NULL;
}

/* Whether @text is samples: it ends in an s that is not of "ms" or "us". */
static bool
is_in_samples (const char *text)
{
  gsize length = strlen (text);

  return length > 1 && text[length - 1] == 's' && (g_ascii_isdigit (text[length - 2]) || strchr (".- ", text[length - 2]) != NULL);
}

static LtSession *
set_delay_samples (const LtSession *session, LtId strip_id, const char *text, GError **error)
{
  g_autoptr (GString) number = g_string_new_len (text, (gssize) strlen (text) - 1);
  const char *digits;
  int         most = (int) (LT_STRIP_DELAY_MAX_S * session->rate_hz);
  gint64      samples = 0;
  GError     *why = NULL;

  g_string_replace (number, "−", "-", 0);
  digits = g_strchomp (number->str);
  if (g_ascii_string_to_signed (*digits == '+' ? digits + 1 : digits, 10, -most, most, &samples, &why))
    return lt_edit_strip_delay (session, strip_id, samples);
  if (g_error_matches (why, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                 _ ("“%s” is out of range: −%d to %d samples at this rate"), text, most, most);
  else
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID, _ ("“%s” is no number of samples: write whole ones, like 441s"), text);
  g_error_free (why);
  return NULL;
}

/* "-441s" is samples, what else there is milliseconds. */
static LtSession *
set_delay (const LtSession *session, const LtStripKey *key, const char *text, GError **error)
{
  double ms = 0.0;

  if (is_in_samples (text))
    return set_delay_samples (session, key->strip_id, text, error);
  if (!lt_value_text_parse (key->row, text, &ms, error))
    return NULL;
  return lt_edit_strip_delay (session, key->strip_id, (int64_t) round (ms * session->rate_hz / 1000.0));
}

static LtSession *
set_number (const LtSession *session, const LtStripKey *key, double value, GError **error)
{
  const LtSlot *slot
      = key->slot_id != 0 ? lt_session_find_slot (session, key->slot_id, NULL) : NULL;

  switch (key->kind)
    {
    case LT_STRIP_KEY_VALUE:
      return lt_edit_strip_value (session, key->strip_id, key->value, value);
    case LT_STRIP_KEY_COLOUR:
      return lt_edit_strip_colour (session, key->strip_id, (uint32_t) value);
    case LT_STRIP_KEY_FOLDED:
      return lt_edit_folder_fold (session, key->strip_id, value != 0.0);
    case LT_STRIP_KEY_BYPASS:
      return lt_edit_slot_bypass (session, key->slot_id, value != 0.0);
    case LT_STRIP_KEY_LEVEL:
      return lt_edit_slot_level (session, key->slot_id, value);
    case LT_STRIP_KEY_LISTEN_PRE:
      return lt_edit_slot_key (session, key->slot_id, slot->key_id, value != 0.0, error);
    case LT_STRIP_KEY_PARAM:
      return lt_edit_slot_value (session, key->slot_id, key->param, (float) value);
    case LT_STRIP_KEY_SEND_VALUE:
      return lt_edit_send_value (session, key->slot_id, key->send, value);
    case LT_STRIP_KEY_SEND_PRE:
      return lt_edit_send_pre (session, key->slot_id, value != 0.0);
    default:
      g_return_val_if_reached (NULL);
    }
}

static LtSession *
apply (const LtSession *session, const LtStripKey *key, const char *value, GError **error)
{
  g_autofree char *text = g_strstrip (g_utf8_make_valid (value, -1));
  double           number = 0.0;

  switch (key->kind)
    {
    case LT_STRIP_KEY_OUTPUT:
      return set_output (session, key->strip_id, text, error);
    case LT_STRIP_KEY_NAME:
      if (text[0] != '\0')
        return lt_edit_strip_name (session, key->strip_id, text);
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID, _ ("A strip needs a name."));
      return NULL;
    case LT_STRIP_KEY_LISTEN:
      return set_listen (session, key->slot_id, text, error);
    case LT_STRIP_KEY_GROUP:
      return set_group (session, key->strip_id, text, error);
    case LT_STRIP_KEY_VCA:
      return set_vca (session, key->strip_id, text, error);
    case LT_STRIP_KEY_DELAY:
      return set_delay (session, key, text, error);
    case LT_STRIP_KEY_SLOT:
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("An effect has no value itself: write STRIP.EFFECT.PARAMETER=VALUE"));
      return NULL;
    case LT_STRIP_KEY_SEND:
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("A send has no value itself: write STRIP.send:BUS.level=VALUE"));
      return NULL;
    default:
      return lt_value_text_parse (key->row, text, &number, error)
                 ? set_number (session, key, number, error)
                 : NULL;
    }
}

LtSession *
lt_strip_key_set (const LtSession *session, const char *assignment, GError **error)
{
  g_autoptr (GError) first = NULL;
  LtStripKey key;

  /* Names may hold equal signs: the first one behind something that exists counts. */
  for (const char *sign = strchr (assignment, '='); sign != NULL; sign = strchr (sign + 1, '='))
    {
      g_autofree char *name = g_strndup (assignment, (gsize) (sign - assignment));

      if (lt_strip_key_resolve (session, name, &key, first == NULL ? &first : NULL))
        return apply (session, &key, sign + 1, error);
    }
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                 _ ("“%s” sets nothing: write KEY=VALUE"), assignment);
  return NULL;
}
